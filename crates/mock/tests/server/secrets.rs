//! Law 12: secrets are never printed, whatever is printed.

use crate::support::{MODEL, call_with};
use hwc_mock::{Error, Fault, Mock, Reply, Source};
use serde_json::json;

/// All secrets of this test have this in them.
const NEEDLE: &str = "hunter2";

#[track_caller]
fn is_clean(printed: impl std::fmt::Debug) {
    for printed in [format!("{printed:?}"), format!("{printed:#?}")] {
        assert!(!printed.contains(NEEDLE), "{printed}");
    }
}

#[test]
fn no_type_of_the_mock_prints_a_secret() {
    let mock = Mock::of(MODEL).with_keys("AK", "sk-hunter2");
    is_clean(&mock);
    is_clean(Source::from(r#"{"example": "hunter2"}"#));
    let cloud = mock.start().unwrap();
    let reply = Reply::json(200, &json!({ "password": NEEDLE })).header("X-Subject-Token", NEEDLE);
    is_clean(&reply);
    let fault = Fault::reply(reply);
    is_clean(&fault);
    cloud.script([fault]);
    is_clean(&cloud);
    let headers = [("X-Auth-Token", "t-hunter2"), ("Authorization", "hunter2"), ("Cookie", "hunter2")];
    call_with(&cloud, "POST", "/v1/p/kilns?token=hunter2", &headers, r#"{"password":"hunter2"}"#);
    let wrong = r#"{"name":"old","password":"hunter2"}"#;
    assert_eq!(call_with(&cloud, "POST", "/v1/p/kilns", &[("X-Auth-Token", "any")], wrong).status, 400);
    is_clean(cloud.requests());
    is_clean(cloud.requests()[1].refusal());
    is_clean(cloud.sample("CreateKiln").unwrap().with_body(r#"{"password":"hunter2"}"#));
    is_clean(Mock::of(r#"{"format": 1, "service": {"key": "hunter2"}}"#).start().map(drop).unwrap_err());
    is_clean("often".parse::<Fault>().unwrap_err());
    is_clean(Error::Format { found: 9 });
}
