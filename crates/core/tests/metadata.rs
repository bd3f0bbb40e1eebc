//! Keys of the agency that a server runs with.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[allow(unreachable_pub, dead_code, reason = "a crate in a module")]
mod sample;
#[allow(unreachable_pub, dead_code, reason = "shared by tests")]
mod server;

use std::sync::atomic::{AtomicUsize, Ordering};

use hwc_core::{Config, Credentials, Draft, ErrorKind, Method, Operation, Retry, Service};
use sample::Client;
use serde_json::json;
use server::{Answer, Asked, Server, answer};

const KEY: &str = "/openstack/latest/securitykey";
const TOKEN: &str = "/meta-data/latest/api/token";

fn client(service: &Server, metadata: &Server) -> Client {
    let config = Config::builder()
        .project_id("p1")
        .endpoint("bakery", &service.url)
        .allow_http()
        .retry(Retry::none())
        .credentials(Credentials::ecs_metadata().at(&metadata.url))
        .build();
    Client::new(&config.unwrap())
}

/// Gives out numbered keys that end when it says.
fn metadata(ends: &'static str, token: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Server {
    let given = AtomicUsize::new(0);
    Server::new(move |asked| match asked.target.as_str() {
        TOKEN => token(asked),
        KEY => {
            let number = given.fetch_add(1, Ordering::SeqCst);
            let credential = json!({
                "access": format!("AK{number}"), "secret": "hunter2", "securitytoken": "st", "expires_at": ends,
            });
            answer(200, json!({ "credential": credential }).to_string())
        }
        _ => answer(404, ""),
    })
}

fn access(asked: &Asked) -> String {
    let authorization = asked.header("authorization").unwrap();
    authorization.split_once("Access=").unwrap().1.split(',').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_key_is_fetched_once_with_a_token_and_signs_with_its_security_token() {
    let service = Server::new(|_| answer(200, "[]"));
    let metadata = metadata("2099-01-01T00:00:00.000000Z", |_| answer(200, "meta-token\n"));
    let client = client(&service, &metadata);
    client.list_loaves().send().await.unwrap();
    client.list_loaves().send().await.unwrap();
    let asked = metadata.asked();
    assert_eq!(asked.iter().map(|asked| asked.target.as_str()).collect::<Vec<_>>(), [TOKEN, KEY]);
    assert_eq!((asked[0].method.as_str(), asked[0].header("x-metadata-token-ttl-seconds")), ("PUT", Some("21600")));
    assert_eq!(asked[1].header("x-metadata-token"), Some("meta-token"));
    let calls = service.asked();
    assert_eq!((access(&calls[1]).as_str(), calls[1].header("x-security-token")), ("AK0", Some("st")));
}

#[tokio::test]
async fn the_first_version_of_the_service_knows_no_token() {
    let service = Server::new(|_| answer(200, "[]"));
    let metadata = metadata("2099-01-01T00:00:00Z", |_| answer(404, ""));
    client(&service, &metadata).list_loaves().send().await.unwrap();
    assert_eq!(metadata.asked()[1].header("x-metadata-token"), None);
}

#[tokio::test]
async fn a_key_that_has_ended_or_was_refused_is_renewed() {
    let service = Server::new(|_| answer(200, "[]"));
    let ended = metadata("2020-01-01T00:00:00Z", |_| answer(404, ""));
    let over = client(&service, &ended);
    over.list_loaves().send().await.unwrap();
    over.list_loaves().send().await.unwrap();
    assert_eq!(access(&service.asked()[1]), "AK1");
    let service = Server::new(|asked| answer(if access(asked) == "AK0" { 401 } else { 200 }, "[]"));
    let metadata = metadata("2099-01-01T00:00:00Z", |_| answer(404, ""));
    client(&service, &metadata).list_loaves().send().await.unwrap();
    assert_eq!(service.asked().len(), 2);
}

#[tokio::test]
async fn where_the_region_is_lacking_so_may_be_the_key_and_both_are_told() {
    static OVENS: Service = Service::new("ovens", "Ovens", &[("huawei", "https://ovens.{region}.example")]);
    static LIST: Operation = Operation::new("list_ovens", Method::Get, "/ovens");
    let metadata = Server::new(|_| answer(404, "no agency"));
    let config = Config::builder().variables([("HWC_METADATA", &metadata.url)]).build().unwrap();
    let error = Draft::new(&hwc_core::Client::new(&config, &OVENS), &LIST).call::<()>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    let text = error.to_string();
    for part in [
        "list_ovens: no region for the endpoint of ovens",
        "and no credentials: environment: no key",
        "container: HC_CONTAINER_CREDENTIALS_FULL_URI is not set",
        "metadata service: no key from the metadata service: HTTP 404: no agency",
    ] {
        assert!(text.contains(part), "{text}");
    }
}

#[tokio::test]
async fn a_server_without_an_agency_is_told_so() {
    let service = Server::new(|_| answer(200, "[]"));
    let metadata = Server::new(|_| answer(404, "no agency"));
    let error = client(&service, &metadata).list_loaves().send().await.unwrap_err();
    assert_eq!((error.kind(), error.is_auth()), (ErrorKind::Credentials, true));
    assert_eq!(error.to_string(), "list_loaves: no key from the metadata service: HTTP 404: no agency");
    assert!(service.asked().is_empty());
}
