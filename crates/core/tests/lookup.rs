//! Ids that nobody gave: looked up by name, once.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[allow(unreachable_pub, dead_code, reason = "a crate in a module")]
mod sample;
#[allow(unreachable_pub, dead_code, reason = "shared by tests")]
mod server;

use hwc_core::{
    Client, Config, Credentials, Draft, ErrorKind, Method, Operation, Response, Retry, Scope, Signer, Value,
};
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

#[tokio::test]
async fn what_belongs_to_a_domain_is_signed_for_no_region() {
    let server = cloud(json!([{ "id": "p-1", "name": "eu-de" }]), json!([{ "id": "d-1" }]));
    let config = config(&server, Credentials::access_key("AK", "SK").with_signer(Signer::V11));
    call(&config, &IN_PROJECT).await.unwrap();
    let scope = |asked: &[server::Asked]| {
        let authorization = asked.last().unwrap().header("authorization").unwrap().to_owned();
        authorization.split(['/', ',']).skip(2).take(2).collect::<Vec<_>>().join("/")
    };
    assert_eq!(scope(&server.asked()), "eu-de/bakery");
    call(&config, &IN_DOMAIN).await.unwrap();
    assert_eq!(scope(&server.asked()), "globe/bakery");
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

static ELSEWHERE: hwc_core::Service =
    hwc_core::Service::new("elsewhere", "Elsewhere", &[("huawei", "https://x.example")]);

#[tokio::test]
async fn the_catalogue_tells_where_a_service_is_that_states_no_endpoint_for_the_cloud() {
    let service = Server::new(|_| answer(200, "{}"));
    let url = format!("{}/v1/p", service.url);
    let iam = Server::new(move |_| {
        let endpoints = json!([{ "region_id": "eu-de", "interface": "public", "url": url }]);
        answer(200, json!({ "catalog": [{ "name": "elsewhere", "type": "x", "endpoints": endpoints }] }).to_string())
    });
    let config = config(&iam, Credentials::access_key("AK", "SK"));
    let client = Client::new(&config, &ELSEWHERE);
    let options = hwc_core::CallOptions::new().project_id("p");
    for _ in 0..2 {
        let mut draft = Draft::new(&client, &IN_PROJECT);
        draft.options(options.clone());
        draft.call::<Value>().await.unwrap();
    }
    assert_eq!(iam.asked().iter().map(|asked| asked.target.clone()).collect::<Vec<_>>(), ["/v3/auth/catalog"]);
    assert_eq!(service.asked()[1].target, "/v1/p/loaves");
}

#[tokio::test]
async fn the_catalogue_goes_before_what_services_state_where_it_is_to_be_asked() {
    let service = Server::new(|_| answer(200, "{}"));
    let url = service.url.clone();
    let iam = Server::new(move |_| {
        let endpoints = json!([{ "region_id": "eu-de", "url": url }]);
        answer(200, json!({ "catalog": [{ "name": "bakery", "type": "x", "endpoints": endpoints }] }).to_string())
    });
    let config = Config::builder().region("eu-de").project_id("p").iam_endpoint(&iam.url).allow_http();
    let config = config.service_catalogue().credentials(Credentials::token("t")).build().unwrap();
    call(&config, &IN_PROJECT).await.unwrap();
    assert_eq!(service.asked().len(), 1);
}

#[tokio::test]
async fn a_service_that_nobody_can_locate_is_told_with_what_was_looked_for() {
    let iam = Server::new(|_| answer(200, r#"{"catalog": []}"#));
    let config = config(&iam, Credentials::token("t"));
    let error = Draft::new(&Client::new(&config, &ELSEWHERE), &IN_PROJECT).call::<Value>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("no endpoint of elsewhere in cloud otc (known: huawei)"), "{error}");
}

#[tokio::test]
async fn a_password_goes_nowhere_before_the_cloud_is_known() {
    let config = Config::builder().credentials(Credentials::password("u", "pw").in_domain("d"));
    let config = config.endpoint("bakery", "https://127.0.0.1:1").build().unwrap();
    let error = call(&config, &IN_PROJECT).await.unwrap_err();
    assert!(error.to_string().contains("no address of the identity service"), "{error}");
}
