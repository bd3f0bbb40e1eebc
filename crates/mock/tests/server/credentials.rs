//! Who may call: tokens and signatures.

use std::time::Duration;

use crate::support::{Answer, MODEL, call, call_with, get};
use hwc_mock::{Cloud, Mock};
use serde_json::json;

fn with_token(cloud: &Cloud, token: &str) -> Answer {
    call_with(cloud, "GET", "/v1/p/kilns", &[("X-Auth-Token", token)], "")
}

fn ask_for_token(cloud: &Cloud, query: &str, password: &str) -> Answer {
    let user = json!({ "name": "potter", "password": password, "domain": { "name": "village" } });
    let body = json!({ "auth": {
        "identity": { "methods": ["password"], "password": { "user": user } },
        "scope": { "project": { "name": "eu-de" }, "domain": { "name": "village" } },
    } });
    call_with(cloud, "POST", &format!("/v3/auth/tokens{query}"), &[], &body.to_string())
}

#[test]
fn any_token_will_do_but_one_there_must_be() {
    let cloud = Mock::of(MODEL).start().unwrap();
    assert_eq!(with_token(&cloud, "any").status, 200);
    let refused = call_with(&cloud, "GET", "/v1/p/kilns", &[], "");
    assert_eq!(refused.status, 401);
    assert!(refused.message().contains("X-Auth-Token"), "{refused:?}");
    let open = Mock::of(MODEL).without_authentication().start().unwrap();
    assert_eq!(call_with(&open, "GET", "/v1/p/kilns", &[], "").status, 200);
}

#[test]
fn token_is_issued_with_its_end_its_scope_and_the_catalogue() {
    let cloud = Mock::of(MODEL).start().unwrap();
    let answer = ask_for_token(&cloud, "", "clay");
    assert_eq!(answer.status, 201);
    assert!(answer.header("X-Subject-Token").is_some());
    let token = &answer.json()["token"];
    assert_eq!((&token["project"]["name"], &token["user"]["name"]), (&json!("eu-de"), &json!("potter")));
    assert_eq!(token.get("domain"), None, "the project wins");
    assert!(token["expires_at"].as_str().unwrap().ends_with(".000000Z"), "{token}");
    assert_eq!(token["catalog"][1]["endpoints"][0]["url"], cloud.endpoint());
    assert_eq!(ask_for_token(&cloud, "?nocatalog=1", "clay").json()["token"].get("catalog"), None);
}

#[test]
fn requests_for_tokens_are_checked() {
    let cloud = Mock::of(MODEL).start().unwrap();
    let wrong = ask_for_token(&cloud, "", "");
    assert_eq!((wrong.status, &wrong.json()["error"]["code"]), (401, &json!(401)));
    let empty = call_with(&cloud, "POST", "/v3/auth/tokens", &[], "{}");
    assert_eq!(empty.status, 400);
    let message = empty.json()["error"]["message"].as_str().unwrap().to_owned();
    assert_eq!(message, "body.auth.identity.methods: mandatory member is missing");
}

#[test]
fn strict_mock_knows_its_tokens_until_they_end() {
    let cloud = Mock::of(MODEL).strict_tokens().start().unwrap();
    assert_eq!(with_token(&cloud, "any").status, 401);
    let token = ask_for_token(&cloud, "", "clay").header("X-Subject-Token").unwrap().to_owned();
    assert_eq!(with_token(&cloud, &token).status, 200);
    cloud.revoke_tokens();
    assert_eq!(with_token(&cloud, &token).status, 401);
}

#[test]
fn token_ends_with_its_lifetime() {
    let cloud = Mock::of(MODEL).strict_tokens().token_lifetime(Duration::ZERO).start().unwrap();
    let token = ask_for_token(&cloud, "", "clay").header("X-Subject-Token").unwrap().to_owned();
    assert_eq!(with_token(&cloud, &token).status, 401);
}

#[test]
fn signature_is_recomputed_where_the_keys_are_known() {
    let signature = "SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=00";
    let headers = [("Authorization", signature), ("X-Sdk-Date", "20200608T023900Z")];
    let call = |cloud: &Cloud| call_with(cloud, "GET", "/v1/p/kilns", &headers, "");
    assert_eq!(call(&Mock::of(MODEL).start().unwrap()).status, 200);
    let refused = call(&Mock::of(MODEL).with_keys("AK", "SK").start().unwrap());
    assert_eq!(refused.status, 401);
    assert!(refused.message().contains("15 minutes"), "{refused:?}");
}

#[test]
fn clock_that_is_wrong_shows_in_the_date_of_replies() {
    let cloud = Mock::of(MODEL).clock_ahead(-200 * 365 * 24 * 60 * 60 / 10).start().unwrap();
    let date = with_token(&cloud, "any").header("Date").unwrap().to_owned();
    assert!(date.ends_with("GMT") && date.contains(" 200"), "{date}");
}

/// The key that the mock gives for a request, which must be one.
fn key(answer: &Answer) -> serde_json::Value {
    let credential = answer.json()["credential"].clone();
    assert!(
        credential["secret"].is_string() && credential["expires_at"].as_str().unwrap().ends_with('Z'),
        "{answer:?}"
    );
    credential
}

#[test]
fn temporary_keys_are_issued_for_a_while_that_is_checked() {
    let cloud = Mock::of(MODEL).start().unwrap();
    let ask = |seconds: u64| {
        let role = json!({ "agency_name": "kiln", "domain_name": "village", "duration_seconds": seconds });
        let body = json!({ "auth": { "identity": { "methods": ["assume_role"], "assume_role": role } } });
        call(&cloud, "POST", "/v3.0/OS-CREDENTIAL/securitytokens", &body.to_string())
    };
    let (first, second) = (ask(900), ask(900));
    assert_eq!((first.status, key(&first)["securitytoken"].is_string()), (201, true));
    assert_ne!(key(&first)["access"], key(&second)["access"]);
    assert_eq!(ask(100).status, 400);
}

#[test]
fn temporary_key_goes_with_its_security_token_until_it_is_revoked() {
    let cloud = Mock::of(MODEL).with_keys("AK", "SK").start().unwrap();
    let access = key(&get(&cloud, "/openstack/latest/securitykey"))["access"].as_str().unwrap().to_owned();
    let signature = format!("SDK-HMAC-SHA256 Access={access}, SignedHeaders=host, Signature=00");
    let refused = || call_with(&cloud, "GET", "/v1/p/kilns", &[("Authorization", &signature)], "").message();
    assert!(refused().contains("X-Security-Token"), "{}", refused());
    cloud.revoke_tokens();
    assert!(refused().contains("has ended"), "{}", refused());
}

#[test]
fn server_and_container_get_their_keys() {
    let cloud = Mock::of(MODEL).start().unwrap();
    let ask = |method: &str, path: &str, headers: &[(&str, &str)]| call_with(&cloud, method, path, headers, "{}");
    let lifetime = [("X-Metadata-Token-Ttl-Seconds", "21600")];
    let token = ask("PUT", "/meta-data/latest/api/token", &lifetime);
    key(&ask("GET", "/openstack/latest/securitykey", &[("X-Metadata-Token", &token.body)]));
    key(&ask("POST", "/container/credentials", &[("Authorization", "content of a file")]));
    for (method, path, headers, status) in [
        ("PUT", "/meta-data/latest/api/token", &[][..], 400),
        ("GET", "/openstack/latest/securitykey", &[("X-Metadata-Token", "other")], 401),
        ("POST", "/container/credentials", &[], 401),
    ] {
        assert_eq!(ask(method, path, headers).status, status, "{path}");
    }
}

#[test]
fn identity_of_elsewhere_gets_a_token_and_names_get_their_ids() {
    let cloud = Mock::of(MODEL).strict_tokens().start().unwrap();
    let scope = json!({ "project": { "name": "eu-de" } });
    let body = json!({ "auth": { "id_token": { "id": "proof" }, "scope": scope } }).to_string();
    let path = "/v3.0/OS-AUTH/id-token/tokens";
    let answer = call_with(&cloud, "POST", path, &[("X-Idp-Id", "provider")], &body);
    let token = answer.header("X-Subject-Token").unwrap();
    assert_eq!((answer.status, with_token(&cloud, token).status), (201, 200));
    assert_eq!(call(&cloud, "POST", path, &body).status, 400);
    let project = get(&cloud, "/v3/projects?name=eu-de").json()["projects"][0].clone();
    assert_eq!((&project["name"], &project["id"]), (&json!("eu-de"), &answer.json()["token"]["project"]["id"]));
    assert!(get(&cloud, "/v3/auth/domains").json()["domains"][0]["id"].is_string());
}
