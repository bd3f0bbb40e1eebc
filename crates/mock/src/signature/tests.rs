//! Published signatures, and what must not pass for one.

use std::time::SystemTime;

use hyper::{HeaderMap, Method, Uri};

use super::*;

const DATE: &str = "20200608T023900Z";
const GET: &str = "cfb4171acec81de07d50e53d57eb77edd537414d66ddb1d7d780f128e12cd842";
const POST: &str = "436b1ac0a1ae03705934bb70ef2f2e09f7bfed2117d731a38235053199323a1f";
const BODY: &str = r#"{"name":"test","id":1}"#;

/// The mock's clock, set to the date of the vectors.
fn then(date: &str) -> Clock {
    let distance = SystemTime::now().duration_since(clock::read_compact(date).unwrap()).unwrap();
    Clock { ahead: -i64::try_from(distance.as_secs()).unwrap() }
}

fn keys() -> impl Fn(&str) -> Option<Secret> {
    let secret = |access: &str| match access {
        "AccessKey" => Some("SecretKey"),
        "AKEXAMPLE" => Some("SKEXAMPLE"),
        _ => None,
    };
    move |access| secret(access).map(|secret| Secret { secret: secret.to_owned(), security_token: None })
}

fn request(method: Method, uri: &str, headers: &[(&'static str, &str)], body: &str) -> Request {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(*name, value.parse().unwrap());
    }
    Request::new(method, uri.parse::<Uri>().unwrap(), map, body.to_owned().into(), String::new())
}

fn signed(method: Method, body: &str, credential: &str, signature: &str) -> Request {
    let authorization = format!("{credential}, SignedHeaders=host;x-sdk-date, Signature={signature}");
    let headers =
        [("host", "service.endpoint.myhuaweicloud.com"), ("x-sdk-date", DATE), ("authorization", &authorization)];
    request(method, "/resources?size=1", &headers, body)
}

const ACCESS_KEY: &str = "SDK-HMAC-SHA256 Access=AccessKey";
const DERIVED_KEY: &str = "V11-HMAC-SHA256 Credential=AccessKey/20200608/test-region-1/demo";

#[test]
fn published_signatures_pass() {
    for (method, body, credential, signature) in [
        (Method::GET, "", ACCESS_KEY, GET),
        (Method::POST, BODY, ACCESS_KEY, POST),
        (Method::GET, "", DERIVED_KEY, "f7dfee056692e58dede80fc80cb89bbfabf45552dd7cd8d18a0a13484455b98e"),
        (Method::POST, BODY, DERIVED_KEY, "8e2d91eaf9656ec5d6fab27812e2d898a35aaaa5e16ee0a0365c38527ccfb3cf"),
    ] {
        assert_eq!(verify(&signed(method, body, credential, signature), keys(), then(DATE)), Ok(()));
    }
}

#[test]
fn path_and_query_are_encoded_anew() {
    let authorization = "SDK-HMAC-SHA256 Access=AKEXAMPLE, \
         SignedHeaders=content-type;host;x-project-id;x-sdk-date;x-security-token, \
         Signature=97e4d2f9e9a214541315381e7c5918ead2e163f56baa85e124c64791c45e76aa";
    let headers = [
        ("content-type", "application/json"),
        ("host", "vpc.eu-de.otc.t-systems.com"),
        ("x-project-id", "0123456789abcdef0123456789abcdef"),
        ("x-sdk-date", "20260102T030405Z"),
        ("x-security-token", "tok"),
        ("authorization", authorization),
    ];
    let uri = "/v1/p/vpcs/a%20b+c~%C3%A9?marker=x%2Fy&name=%C3%A4%20b&limit=10";
    assert_eq!(verify(&request(Method::GET, uri, &headers, ""), keys(), then("20260102T030405Z")), Ok(()));
}

#[test]
fn chain_of_keys_starts_at_the_secret_and_ends_at_the_request() {
    let scope = "20200608/region/service/sdk_request";
    let by_hand = [&b"20200608"[..], b"region", b"service", b"sdk_request"]
        .iter()
        .fold(b"SDKSecretKey".to_vec(), |key, part| hmac(&key, part));
    assert_eq!(chained_key("SecretKey", scope), by_hand);
    let credential = format!("SDK-HMAC-SHA256 Credential=AccessKey/{scope}");
    let request = signed(Method::GET, "", &credential, "00");
    let claim = Claim::read(request.header("authorization").unwrap()).unwrap();
    let canonical = canonical_request(&request, &claim).unwrap();
    let text = format!("SDK-HMAC-SHA256\n{DATE}\n{scope}\n{}", sha256(canonical.as_bytes()));
    let signature = hex(&hmac(&by_hand, text.as_bytes()));
    assert_eq!(verify(&signed(Method::GET, "", &credential, &signature), keys(), then(DATE)), Ok(()));
}

#[test]
fn changed_requests_are_refused_and_the_canonical_request_is_shown() {
    let error = verify(&signed(Method::PUT, "", ACCESS_KEY, GET), keys(), then(DATE)).unwrap_err();
    assert!(error.contains("does not match") && error.contains("PUT\\n/resources/\\nsize=1\\n"), "{error}");
    assert!(verify(&signed(Method::POST, "{}", ACCESS_KEY, POST), keys(), then(DATE)).is_err());
}

#[test]
fn unknown_keys_old_dates_and_missing_headers_are_told_apart() {
    let refused = |request: Request, clock| verify(&request, keys(), clock).unwrap_err();
    let other = "SDK-HMAC-SHA256 Access=Other";
    assert_eq!(refused(signed(Method::GET, "", other, GET), then(DATE)), "access key `Other` is unknown, or has ended");
    let late = refused(signed(Method::GET, "", ACCESS_KEY, GET), Clock { ahead: then(DATE).ahead + 1000 });
    assert!(late.contains("more than 15 minutes"), "{late}");
    let header = ("authorization", "SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=host;x-no, Signature=00");
    let unsent = request(Method::GET, "/", &[("host", "h"), ("x-sdk-date", DATE), header], "");
    assert_eq!(refused(unsent, then(DATE)), "signed header `x-no` was not sent");
    assert!(
        refused(request(Method::GET, "/", &[("authorization", "Basic eDp5")], ""), then(DATE)).contains("no signature")
    );
}

#[test]
fn tokens_do_not_show_in_the_message() {
    let header = ("authorization", "SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=x-security-token, Signature=00");
    let request = request(Method::GET, "/", &[("x-security-token", "hush"), ("x-sdk-date", DATE), header], "");
    let error = verify(&request, keys(), then(DATE)).unwrap_err();
    assert!(!error.contains("hush") && error.contains("x-security-token:***"), "{error}");
}

#[test]
fn stated_hash_of_a_body_must_be_its_hash() {
    let stated = |hash: &str| payload_hash(&request(Method::PUT, "/", &[("x-sdk-content-sha256", hash)], "x"));
    assert_eq!(stated("UNSIGNED-PAYLOAD").unwrap(), "UNSIGNED-PAYLOAD");
    assert!(stated("00").is_err());
    assert_eq!(stated(&sha256(b"x")).unwrap(), sha256(b"x"));
}
