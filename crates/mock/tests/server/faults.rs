//! What goes wrong on demand.

use std::time::{Duration, Instant};

use crate::support::{MODEL, call, get, raw};
use hwc_mock::{Fault, Mock, Reply};
use serde_json::json;

#[test]
fn scripted_statuses_come_in_order_and_then_all_is_well() {
    let cloud = Mock::of(MODEL).start().unwrap();
    cloud.script([Fault::status(429).retry_after(7), Fault::status(503)]);
    let busy = get(&cloud, "/v1/p/kilns");
    assert_eq!((busy.status, busy.header("Retry-After")), (429, Some("7")));
    assert_eq!(get(&cloud, "/v1/p/kilns").status, 503);
    assert_eq!(get(&cloud, "/v1/p/kilns").status, 200);
}

#[test]
fn fault_of_one_operation_lets_others_pass() {
    let cloud = Mock::of(MODEL).start().unwrap();
    cloud.script([Fault::status(500).on("CreateKiln")]);
    assert_eq!(get(&cloud, "/v1/p/kilns").status, 200);
    assert_eq!(call(&cloud, "POST", "/v1/p/kilns", r#"{"name":"old"}"#).status, 500);
}

#[test]
fn connection_is_cut_without_a_reply() {
    let cloud = Mock::of(MODEL).start().unwrap();
    cloud.script([Fault::cut()]);
    assert_eq!(raw(cloud.address(), "GET", "/v1/p/kilns", &[("X-Auth-Token", "any")], ""), b"");
    assert_eq!(cloud.requests()[0].status(), None);
    assert_eq!(get(&cloud, "/v1/p/kilns").status, 200);
}

#[test]
fn body_is_cut_short_of_what_is_announced() {
    let cloud = Mock::of(MODEL).start().unwrap();
    let whole = get(&cloud, "/v1/p/kilns").body;
    cloud.script([Fault::cut_body()]);
    let cut = get(&cloud, "/v1/p/kilns");
    let announced: usize = cut.header("Content-Length").unwrap().parse().unwrap();
    assert!(cut.body.len() < announced && whole.starts_with(&cut.body), "{cut:?}");
}

#[test]
fn truncated_reply_is_complete_http_but_no_json() {
    let cloud = Mock::of(MODEL).start().unwrap();
    cloud.script([Fault::truncated()]);
    let reply = get(&cloud, "/v1/p/kilns");
    assert_eq!(reply.header("Content-Length"), Some(reply.body.len().to_string().as_str()));
    assert!(serde_json::from_str::<serde_json::Value>(&reply.body).is_err());
}

#[test]
fn slow_and_late_replies_are_whole() {
    let cloud = Mock::of(MODEL).start().unwrap();
    let whole = get(&cloud, "/v1/p/kilns").body;
    for (fault, least) in [(Fault::slow(Duration::from_millis(5)), 40), (Fault::delay(Duration::from_millis(30)), 30)] {
        cloud.script([fault]);
        let start = Instant::now();
        assert_eq!(get(&cloud, "/v1/p/kilns").body, whole);
        assert!(start.elapsed() >= Duration::from_millis(least));
    }
}

#[test]
fn any_reply_can_be_scripted_and_forgotten() {
    let cloud = Mock::of(MODEL).start().unwrap();
    let odd = Reply::json(200, &json!({ "total": "many" })).header("X-Odd", "yes");
    cloud.script([Fault::reply(odd).every(1)]);
    for _ in 0..2 {
        let reply = get(&cloud, "/v1/p/kilns");
        assert_eq!((reply.json(), reply.header("X-Odd")), (json!({ "total": "many" }), Some("yes")));
    }
    cloud.clear_script();
    assert_eq!(get(&cloud, "/v1/p/kilns").json()["total"], 1);
}

#[test]
fn token_endpoint_can_fail_too() {
    let cloud = Mock::of(MODEL).start().unwrap();
    cloud.script([Fault::status(503).on("POST /v3/auth/tokens")]);
    assert_eq!((get(&cloud, "/v1/p/kilns").status, get(&cloud, "/nowhere").status), (200, 404));
    assert_eq!(call(&cloud, "POST", "/v3/auth/tokens", "{}").status, 503);
}

#[test]
fn chance_of_a_fault_follows_the_seed() {
    let statuses = |seed: u64| {
        let cloud = Mock::of(MODEL).seed(seed).start().unwrap();
        cloud.script(["503 retry-after=1 chance=0.5 on=ListKilns".parse().unwrap()]);
        (0..20).map(|_| get(&cloud, "/v1/p/kilns").status).collect::<Vec<_>>()
    };
    let first = statuses(1);
    assert!(first.contains(&200) && first.contains(&503), "{first:?}");
    assert_eq!(first, statuses(1));
    assert_ne!(first, statuses(2));
}

#[test]
fn refusal_is_told_to_whoever_looks_at_the_log() {
    let cloud = Mock::of(MODEL).start().unwrap();
    call(&cloud, "POST", "/v1/p/kilns", "{}");
    get(&cloud, "/v1/p/kilns");
    let requests = cloud.requests();
    assert_eq!(requests[0].refusal(), Some("body.name: mandatory member is missing"));
    assert_eq!(requests[1].refusal(), None);
}
