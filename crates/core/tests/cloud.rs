//! Every kind of credentials against a cloud that checks them: `hwc-mock` recomputes each signature, knows its tokens, and
//! ends both when it is told to.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use hwc_core::{Client, Config, Credentials, Draft, Method, Operation, Retry, Scope, Service, Signer, Value};
use hwc_mock::{Cloud, Mock};

static SERVICE: Service = Service::new("oven", "Oven", &[]);
static LIST: Operation = Operation::new("list_ovens", Method::Get, "/v1/{project_id}/ovens").with_scope(Scope::Project);

const MODEL: &str = r#"{"format": 1, "service": {"key": "oven", "crate_name": "", "title": ""}, "types": [], "pages": [],
    "operations": [{"key": "GET /v1/{}/ovens", "title": "", "method": "GET", "path": "/v1/{project_id}/ovens",
    "source": {}, "response_examples": [{"status": 200, "body": {"ovens": []}, "source": {}}]}]}"#;

fn cloud() -> Cloud {
    Mock::of(MODEL).with_keys("AK", "SK").strict_tokens().start().unwrap()
}

fn client(cloud: &Cloud, credentials: impl Into<Credentials>) -> Client {
    let config = Config::builder()
        .credentials(credentials)
        .region("eu-de")
        .project_name("eu-de")
        .endpoint("oven", cloud.endpoint())
        .iam_endpoint(cloud.endpoint())
        .allow_http()
        .retry(Retry::none());
    Client::new(&config.build().unwrap(), &SERVICE)
}

async fn is_served(cloud: &Cloud, what: &str, credentials: impl Into<Credentials>) {
    let client = client(cloud, credentials);
    let list = || Draft::new(&client, &LIST).call::<Value>();
    list().await.unwrap_or_else(|error| panic!("{what}: {error}, {:?}", cloud.requests()));
    // Without waiting for their end, tokens and temporary keys are renewed when they are refused.
    cloud.revoke_tokens();
    list().await.unwrap_or_else(|error| panic!("{what}, renewed: {error}, {:?}", cloud.requests()));
}

fn password() -> hwc_core::Password {
    Credentials::password("potter", "clay").in_domain("village")
}

#[tokio::test]
async fn signatures_of_all_kinds_pass_a_cloud_that_recomputes_them() {
    let cloud = cloud();
    for signer in [Signer::Access, Signer::Scoped, Signer::V11] {
        let what = format!("{signer:?}");
        is_served(&cloud, &what, Credentials::access_key("AK", "SK").with_signer(signer)).await;
    }
    let wrong = client(&cloud, Credentials::access_key("AK", "other"));
    let error = Draft::new(&wrong, &LIST).call::<Value>().await.unwrap_err();
    assert!(error.is_auth() && error.to_string().contains("signature does not match"), "{error}");
}

#[tokio::test]
async fn tokens_and_temporary_keys_pass_and_are_renewed() {
    let cloud = cloud();
    let folder = std::env::temp_dir().join(format!("hwc-core-cloud-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("token");
    std::fs::write(&file, "the text that only this program has").unwrap();
    is_served(&cloud, "password", password()).await;
    is_served(&cloud, "agency", Credentials::agency("kiln", password()).of_domain("village")).await;
    is_served(&cloud, "identity provider", Credentials::id_token("provider", &file)).await;
    is_served(&cloud, "server", Credentials::ecs_metadata().at(cloud.endpoint())).await;
    let address = format!("{}/container/credentials", cloud.endpoint());
    is_served(&cloud, "container", Credentials::container(address, &file)).await;
    std::fs::remove_dir_all(folder).unwrap();
}
