//! Ids that nobody gave: looked up by name, once.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[allow(unreachable_pub, dead_code, reason = "a crate in a module")]
mod sample;
#[allow(unreachable_pub, dead_code, reason = "shared by tests")]
mod server;

use hwc_core::{Client, Config, Credentials, Draft, ErrorKind, Method, Operation, Response, Retry, Scope, Value};
use serde_json::json;
use server::{Server, answer};

static IN_PROJECT: Operation =
    Operation::new("list", Method::Get, "/v1/{project_id}/loaves").with_scope(Scope::Project);
static IN_DOMAIN: Operation = Operation::new("list", Method::Get, "/v1/{domain_id}/loaves").with_scope(Scope::Domain);

/// An identity service that knows these projects and domains, and a service that takes everything.
fn cloud(projects: Value, domains: Value) -> Server {
    Server::new(move |asked| match asked.target.split('?').next().unwrap() {
        "/v3/projects" => answer(200, json!({ "projects": projects }).to_string()),
        "/v3/auth/domains" => answer(200, json!({ "domains": domains }).to_string()),
        _ => answer(200, "{}"),
    })
}

fn config(server: &Server, credentials: impl Into<Credentials>) -> Config {
    let config = Config::builder().region("eu-de").endpoint("bakery", &server.url).iam_endpoint(&server.url);
    config.allow_http().retry(Retry::none()).credentials(credentials).build().unwrap()
}

async fn call(config: &Config, operation: &'static Operation) -> Result<Response<Value>, hwc_core::Error> {
    Draft::new(&Client::new(config, &sample::SERVICE), operation).call::<Value>().await
}

#[tokio::test]
async fn a_project_is_found_by_the_name_of_its_region_once() {
    let server = cloud(json!([{ "id": "p-2", "name": "eu-de_test" }, { "id": "p-1", "name": "eu-de" }]), json!([]));
    let config = config(&server, Credentials::access_key("AK", "SK"));
    call(&config, &IN_PROJECT).await.unwrap();
    call(&config, &IN_PROJECT).await.unwrap();
    let asked = server.asked();
    assert_eq!(asked.len(), 3, "one look-up, two calls");
    assert_eq!(asked[0].target, "/v3/projects?name=eu-de");
    assert!(asked[0].header("authorization").unwrap().contains("Access=AK, SignedHeaders=host;x-sdk-date,"));
    assert_eq!((asked[2].target.as_str(), asked[2].header("x-project-id")), ("/v1/p-1/loaves", Some("p-1")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_callers_look_up_once() {
    let server = cloud(json!([{ "id": "p-1", "name": "eu-de" }]), json!([]));
    let config = config(&server, Credentials::access_key("AK", "SK"));
    let client = Client::new(&config, &sample::SERVICE);
    let calls: Vec<_> = (0..1000).map(|_| tokio::spawn(Draft::new(&client, &IN_PROJECT).call::<Value>())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(server.asked().iter().filter(|asked| asked.target.starts_with("/v3/projects")).count(), 1);
}

#[tokio::test]
async fn a_domain_is_that_of_the_caller() {
    let server = cloud(json!([]), json!([{ "id": "d-1", "name": "OTC-1" }]));
    let config = config(&server, Credentials::access_key("AK", "SK"));
    call(&config, &IN_DOMAIN).await.unwrap();
    let last = server.asked().pop().unwrap();
    assert_eq!((last.target.as_str(), last.header("x-domain-id")), ("/v1/d-1/loaves", Some("d-1")));
}

#[tokio::test]
async fn a_token_from_elsewhere_looks_up_with_itself() {
    let server = cloud(json!([{ "id": "p-1", "name": "eu-de" }]), json!([]));
    call(&config(&server, Credentials::token("mine")), &IN_PROJECT).await.unwrap();
    assert_eq!(server.asked()[0].header("x-auth-token"), Some("mine"));
}

#[tokio::test]
async fn an_id_that_cannot_be_told_is_asked_for_by_name() {
    for (projects, said) in [
        (json!([]), "list: no project id: there is no project `eu-de`: give `project_id`"),
        (
            json!([{ "id": "a", "name": "eu-de" }, { "id": "b", "name": "eu-de" }]),
            "list: no project id: there are several projects `eu-de`: give one of a, b as `project_id`",
        ),
    ] {
        let server = cloud(projects, json!([]));
        let config = config(&server, Credentials::access_key("AK", "SK"));
        let error = call(&config, &IN_PROJECT).await.unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Configuration, said));
        let error = call(&config, &IN_DOMAIN).await.unwrap_err().to_string();
        assert_eq!(error, "list: no domain id: the caller may not see its domain: give `domain_id`");
    }
}

#[tokio::test]
async fn a_look_up_that_is_refused_says_so() {
    let server = Server::new(|_| answer(403, r#"{"error_code": "IAM.0003", "error_msg": "policy denies"}"#));
    let error = call(&config(&server, Credentials::access_key("AK", "SK")), &IN_PROJECT).await.unwrap_err();
    assert_eq!(error.to_string(), "list: no project id: HTTP 403, IAM.0003: policy denies");
    assert!(error.is_auth());
}
