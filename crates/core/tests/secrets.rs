//! Law 12: secrets are never printed, whatever is printed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[allow(unreachable_pub, dead_code, reason = "a crate in a module")]
mod sample;
#[allow(unreachable_pub, dead_code, reason = "shared by tests")]
mod server;

use hwc_core::{
    AccessKey, CallOptions, Config, Credentials, Describe, Members, Retry, Secret, SignRequest, private::read_reply,
};
use sample::{Client, Filling, Loaf};
use server::{Server, answer};

/// All secrets of these tests have this in them.
const NEEDLE: &str = "hunter2";

#[track_caller]
fn is_clean(printed: impl AsRef<str>) {
    assert!(!printed.as_ref().contains(NEEDLE), "{}", printed.as_ref());
}

fn key() -> AccessKey {
    Credentials::access_key("AK", "sk-hunter2").with_security_token("st-hunter2")
}

#[test]
fn no_configuration_and_no_credentials_print_a_secret() {
    let password = Credentials::password("u", "pw-hunter2").in_domain("d").with_passcode("pc-hunter2");
    let application = Credentials::application_credential("id", "ac-hunter2");
    let agency = Credentials::agency("a", password.clone()).of_domain("d");
    is_clean(format!("{:?} {password:#?} {application:?} {agency:#?}", key()));
    let chain = Credentials::chain().link("key", key()).link("role", agency.clone()).link("app", application.clone());
    is_clean(format!("{chain:?}"));
    for credentials in [
        Credentials::from(key()),
        password.into(),
        Credentials::token("t-hunter2"),
        application.into(),
        agency.into(),
        Credentials::id_token("idp", "/file").into(),
        Credentials::ecs_metadata().into(),
        Credentials::container("https://host", "/file").into(),
        chain.into(),
    ] {
        let builder = Config::builder().credentials(credentials.clone()).region("eu-de");
        is_clean(format!("{credentials:?} {builder:?}"));
        let config = builder.build().unwrap();
        is_clean(format!("{config:?} {config:#?} {:?}", Client::new(&config)));
    }
    is_clean(format!("{:?} {0}", Secret::from(NEEDLE)));
    is_clean(format!("{:?}", CallOptions::new().header("X-Auth-Token", "t-hunter2")));
}

#[test]
fn no_request_to_be_signed_prints_a_secret() {
    let request = SignRequest::new("GET", "https://u:hunter2@host/path?token=hunter2");
    is_clean(format!("{:?}", request.header("X-Auth-Token", NEEDLE).body(NEEDLE)));
}

/// A cloud that answers every request for something secret with something wrong.
#[tokio::test]
async fn no_failing_credentials_print_a_secret() {
    let directory = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = directory.join("secret-token");
    std::fs::write(&file, "file-hunter2").unwrap();
    for (status, body) in [
        (200, r#"{"credential": {"access": "a", "secret": "hunter2"}}"#),
        (401, r#"{"error": {"message": "no", "token": "hunter2"}}"#),
        (500, "{\"securitytoken\": \"hunter2\""),
        (403, "<fault><request><AdminPass>hunter2</AdminPass></request></fault>"),
        (400, "not understood: user=u&password=hunter2&scope=s"),
    ] {
        let server = Server::new(move |_| answer(status, body));
        let password = Credentials::password("u", "hunter2").in_domain("d").with_passcode("hunter2");
        let all: [Credentials; 6] = [
            password.clone().into(),
            Credentials::application_credential("id", "hunter2").into(),
            Credentials::agency("a", key()).of_domain("d").into(),
            Credentials::id_token("idp", &file).into(),
            Credentials::container(&server.url, &file).into(),
            Credentials::chain()
                .link("user", password)
                .link("server", Credentials::ecs_metadata().at(&server.url))
                .into(),
        ];
        for credentials in all {
            let config = Config::builder().credentials(credentials).iam_endpoint(&server.url).retry(Retry::none());
            let config = config.endpoint("bakery", &server.url).allow_http().region("eu-de").build().unwrap();
            let error = Client::new(&config).list_loaves().send().await.unwrap_err();
            is_clean(format!("{error:?} {error} {error:#?} {:?}", std::error::Error::source(&error)));
        }
    }
}

#[test]
fn no_builder_and_no_preview_prints_a_secret() {
    let config = Config::builder().credentials(key()).project_id("p").build().unwrap();
    let filling = Filling::builder().filling_id("f").key("k-hunter2");
    is_clean(format!("{filling:?} {:?}", filling.clone().build()));
    let options = CallOptions::new().header("X-Auth-Token", "t-hunter2").header("Cookie", "hunter2");
    let free = Client::new(&config).bake_loaf().extra_member("free", serde_json::json!({"adminPass": NEEDLE}));
    is_clean(format!("{free:?}"));
    let request =
        Client::new(&config).bake_loaf().secret_recipe("hunter2").fillings([filling.build()]).options(options);
    is_clean(format!("{request:?} {:?} {}", request.describe(), request.describe()));
    is_clean(format!("{:?}", request.send_unchecked()));
}

#[test]
fn no_reply_prints_a_secret() {
    let body =
        br#"{"password": "hunter2", "id": {"adminPass": "hunter2"}, "undocumented_token": "hunter2", "grams": 1}"#;
    let (loaf, drift) = read_reply::<Loaf>(body).unwrap();
    is_clean(format!("{loaf:?} {loaf:#?} {drift:?}"));
    assert_eq!(loaf.password.unwrap().expose(), "hunter2");
    is_clean(format!("{:?}", Members::from_iter([("password", NEEDLE.into())])));
}

#[tokio::test]
async fn no_response_and_no_error_prints_a_secret() {
    let server = Server::new(|asked| match asked.target.as_str() {
        "/v1/shelves" => answer(200, r#"{"a": 1}"#).header("X-Subject-Token", "t-hunter2"),
        "/v1/p/loaves" => answer(200, r#"[{"password": "hunter2", "id": "#),
        _ => answer(500, r#"{"detail_of_password": 1, "adminPass": "hunter2", "list": [{"token": "hunter2"}]}"#),
    });
    let config = Config::builder().credentials(key()).project_id("p").endpoint("bakery", &server.url).allow_http();
    let client = Client::new(&config.build().unwrap());
    is_clean(format!("{:?}", client.list_shelves().send().await.unwrap()));
    let error = client.list_loaves().send().await.unwrap_err();
    is_clean(format!("{error:?} {error} {error:#?}"));
    let error = client.bake_loaf().oven_id("o").secret_recipe("hunter2").send_unchecked().await.unwrap_err();
    is_clean(format!("{error:?} {error}"));
}

#[tokio::test]
async fn no_failing_connection_prints_a_secret() {
    let config = Config::builder().credentials(Credentials::password("u", "hunter2").in_domain("d"));
    let config = config
        .iam_endpoint("http://127.0.0.1:1")
        .endpoint("bakery", "http://127.0.0.1:1")
        .allow_http()
        .retry(Retry::none());
    let error = Client::new(&config.build().unwrap()).list_loaves().send().await.unwrap_err();
    is_clean(format!("{error:?} {error} {:?}", std::error::Error::source(&error)));
    let config = Config::builder().credentials(key()).endpoint("bakery", "https://u:hunter2@host");
    is_clean(format!("{config:?}"));
    is_clean(config.build().unwrap_err().to_string());
}
