//! What is answered: documented examples, made-up values, documented faults.

use crate::support::{MODEL, call, call_with, get};
use std::io::{Read, Write};
use std::net::TcpStream;

use hwc_mock::{Error, Mock};
use serde_json::json;

#[test]
fn documented_example_is_answered_with_its_members_in_order() {
    let cloud = Mock::of(MODEL).start().unwrap();
    let answer = get(&cloud, "/v1/p/kilns");
    assert_eq!(answer.status, 200);
    assert!(answer.body.starts_with(r#"{"total":1,"size":1,"kilns":[{"id":"#), "{}", answer.body);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("X-Batch"), Some("1"));
    assert_eq!(answer.header("X-Request-Id").map(str::len), Some(32));
}

#[test]
fn reply_without_example_is_made_of_its_types() {
    let cloud = Mock::of(MODEL).start().unwrap();
    let answer = call(&cloud, "POST", "/v1/p/kilns", r#"{"name":"old"}"#);
    assert_eq!((answer.status, answer.json()), (202, json!({ "kiln_id": "0123456789abcdef0123456789abcdef" })));
}

#[test]
fn example_without_a_body_gives_way_to_one_with_a_body() {
    let model = json!({ "format": 1, "service": { "key": "oven", "crate_name": "", "title": "" }, "types": [], "pages": [],
        "operations": [{ "key": "GET /ovens", "title": "", "method": "GET", "path": "/ovens", "source": {},
        "response_examples": [{ "headers": [["Date", "today"]], "source": {} }, { "body": { "a": 1 }, "source": {} }] }] });
    let cloud = Mock::of(&model.to_string()).start().unwrap();
    assert_eq!(get(&cloud, "/ovens").json(), json!({ "a": 1 }));
}

#[test]
fn reply_without_body_and_reply_that_is_no_json() {
    let cloud = Mock::of(MODEL).start().unwrap();
    let deleted = call(&cloud, "DELETE", "/v1/p/kilns/7", "");
    assert_eq!((deleted.status, deleted.body.as_str()), (204, ""));
    let text = get(&cloud, "/v1/p/kilns/default");
    assert_eq!((text.body.as_str(), text.header("content-type")), ("the blue one", Some("text/plain")));
}

#[test]
fn alias_answers_like_the_path() {
    let cloud = Mock::of(MODEL).start().unwrap();
    assert_eq!(get(&cloud, "/v1.0/p/kilns/7").body, get(&cloud, "/v1/p/kilns/7").body);
}

#[test]
fn fault_has_the_documented_body_and_says_what_is_wrong() {
    let cloud = Mock::of(MODEL).start().unwrap();
    let answer = call(&cloud, "POST", "/v1/p/kilns", r#"{"walls":[{}]}"#);
    assert_eq!(answer.status, 400);
    assert_eq!(
        answer.json(),
        json!({
            "error_code": "KILN.0400",
            "error_msg": "body.name: mandatory member is missing; body.walls[0].brick_id: mandatory member is missing"
        })
    );
}

#[test]
fn fault_in_another_dialect_keeps_it() {
    let cloud = Mock::of(MODEL).start().unwrap();
    cloud.fail_next(500);
    let error = get(&cloud, "/v1/p/kilns").json()["error"].clone();
    assert_eq!(error["code"], "KILN.0500");
    assert!(error["message"].as_str().unwrap().contains("script"), "{error}");
}

#[test]
fn fault_without_example_has_the_documented_code_of_its_status() {
    let cloud = Mock::of(MODEL).start().unwrap();
    let code = |status: u16| {
        cloud.fail_next(status);
        call(&cloud, "DELETE", "/v1/p/kilns/7", "").json()["error_code"].clone()
    };
    assert_eq!([code(409), code(500), code(418)], ["KILN.0409", "Mock.0500", "Mock.0418"]);
}

#[test]
fn unknown_paths_and_methods_are_told_apart() {
    let cloud = Mock::of(MODEL).start().unwrap();
    let unknown = get(&cloud, "/v1/p/ovens");
    assert_eq!(
        (unknown.status, unknown.message().as_str()),
        (404, "no operation is documented for the path /v1/p/ovens")
    );
    let method = call(&cloud, "PATCH", "/v1/p/kilns", "");
    assert_eq!((method.status, method.message().contains("GET, POST")), (405, true));
}

#[test]
fn operations_on_one_path_are_told_apart_by_the_body() {
    let cloud = Mock::of(MODEL).start().unwrap();
    let act = |body: &str| call(&cloud, "POST", "/v1/p/kilns/7/action", body);
    assert_eq!(act(r#"{"cool":{}}"#).json()["job_id"], "cool");
    assert_eq!(act(r#"{"fire":{"degrees":900}}"#).json()["job_id"], "fire");
    assert_eq!(act(r#"{"fire":{}}"#).message(), "body.fire.degrees: mandatory member is missing");
    assert_eq!(act(r#"{"sell":{}}"#).message(), "body: none of the members fire, cool is there");
}

#[test]
fn operations_on_one_path_without_a_key_in_the_body_are_told_apart_by_their_examples() {
    let cloud = Mock::of(MODEL).start().unwrap();
    for (action, done) in [("create", "add"), ("delete", "delete"), ("burn", "add")] {
        let body = json!({ "action": action, "tags": [{}] }).to_string();
        assert_eq!(call(&cloud, "POST", "/v1/p/kilns/7/tags", &body).json()["done"], done);
    }
}

#[test]
fn media_type_must_be_the_documented_one_where_it_is_stated() {
    let cloud = Mock::of(MODEL).start().unwrap();
    let put = |media_type: &str| {
        call_with(&cloud, "PUT", "/v1/photo", &[("X-Auth-Token", "any"), ("Content-Type", media_type)], "x").status
    };
    assert_eq!((put("image/png"), put("text/html")), (200, 415));
    let headers = [("X-Auth-Token", "any"), ("Content-Type", "application/json; charset=utf-8")];
    assert_eq!(call_with(&cloud, "POST", "/v1/p/kilns", &headers, r#"{"name":"old"}"#).status, 202);
}

#[test]
fn requests_can_be_asserted_on() {
    let cloud = Mock::of(MODEL).start().unwrap();
    let answer = call(&cloud, "POST", "/v1/p/kilns?a=b%20c", r#"{"name":"old"}"#);
    get(&cloud, "/nowhere");
    let requests = cloud.requests();
    let first = &requests[0];
    assert_eq!((first.method(), first.path(), first.query("a")), ("POST", "/v1/p/kilns", Some("b c")));
    assert_eq!((first.operation(), first.status()), (Some("POST /v1/{}/kilns"), Some(202)));
    assert_eq!(first.json(), Some(json!({ "name": "old" })));
    assert_eq!(first.header("x-auth-token"), Some("any"));
    assert_eq!(Some(first.id()), answer.header("x-request-id"));
    assert_eq!((requests[1].operation(), requests[1].status()), (None, Some(404)));
    assert!(!format!("{first:?}").contains("any"), "{first:?}");
    cloud.forget_requests();
    assert!(cloud.requests().is_empty());
}

#[test]
fn log_answers_questions() {
    let cloud = Mock::of(MODEL).start().unwrap();
    for name in ["old", "red"] {
        call(&cloud, "POST", "/v1/p/kilns?a=1&a=2", &json!({ "name": name }).to_string());
    }
    get(&cloud, "/v1/p/kilnsmen");
    let all = cloud.requests();
    let created = all.clone().of("CreateKiln").with_method("POST").with_header("x-auth-token", "any");
    assert_eq!((all.len(), created.len()), (3, 2));
    let red = created.with_member("/name", "red").with_query("a", "2").with_status(202);
    assert_eq!((red.len(), red[0].json()), (1, Some(json!({ "name": "red" }))));
    assert_eq!(all.clone().under("/v1/p/kilns/").len(), 2);
    assert_eq!(all.filter(|request| request.operation().is_none()).len(), 1);
}

#[test]
fn log_keeps_the_newest() {
    let cloud = Mock::of(MODEL).keep_requests(2).start().unwrap();
    for id in ["1", "2", "3"] {
        get(&cloud, &format!("/v1/p/kilns/{id}"));
    }
    let paths: Vec<_> = cloud.requests().iter().map(|request| request.path().to_owned()).collect();
    assert_eq!(paths, ["/v1/p/kilns/2", "/v1/p/kilns/3"]);
}

#[test]
fn model_may_be_data_and_two_services_may_share_a_mock() {
    let model: hwc_model::Model = serde_json::from_str(MODEL).unwrap();
    let mut other = model.clone();
    other.operations.retain(|operation| operation.path == "/v1/photo");
    other.operations[0].path = "/v1/film".to_owned();
    let cloud = Mock::of(&model).and(other).threads(2).start().unwrap();
    let put = |path: &str| call_with(&cloud, "PUT", path, &[("X-Auth-Token", "any")], "x").status;
    assert_eq!((put("/v1/film"), put("/v1/photo")), (200, 200));
}

#[test]
fn text_that_is_no_model_is_an_error_when_the_mock_starts() {
    assert!(matches!(Mock::of("{}").start(), Err(Error::Model(_))));
    let newer = MODEL.replacen("\"format\": 1", "\"format\": 99", 1);
    assert!(matches!(Mock::of(&newer).start(), Err(Error::Format { found: 99 })));
}

#[test]
fn port_is_free_again_once_the_mock_is_dropped() {
    let cloud = Mock::of(MODEL).start().unwrap();
    let port = cloud.port();
    assert!(matches!(Mock::of(MODEL).port(port).start(), Err(Error::Listen(_))));
    drop(cloud);
    assert_eq!(Mock::of(MODEL).port(port).start().unwrap().port(), port);
}

#[test]
fn connection_is_kept_for_the_next_request() {
    let cloud = Mock::of(MODEL).start().unwrap();
    let mut stream = TcpStream::connect(cloud.address()).unwrap();
    for _ in 0..2 {
        stream.write_all(b"DELETE /v1/p/kilns/7 HTTP/1.1\r\nHost: kiln\r\nX-Auth-Token: any\r\n\r\n").unwrap();
        let mut reply = Vec::new();
        while !reply.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            reply.extend(byte);
        }
        assert!(reply.starts_with(b"HTTP/1.1 204"), "{}", String::from_utf8_lossy(&reply));
    }
}

#[test]
fn mock_may_start_and_end_inside_an_async_test() {
    fn is_shareable<T: Send + Sync>(_: &T) {}
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let cloud = Mock::of(MODEL).start().unwrap();
        is_shareable(&cloud);
        assert_eq!(get(&cloud, "/v1/p/kilns").status, 200);
    });
}
