//! Credentials of each kind: what is asked for them, what calls then carry, and chains of several.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[allow(unreachable_pub, dead_code, reason = "a crate in a module")]
mod sample;
#[allow(unreachable_pub, dead_code, reason = "shared by tests")]
mod server;

use std::{
    fs,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use hwc_core::{Config, Credentials, ErrorKind, Provided, Retry};
use sample::Client;
use serde_json::{Value, json};
use server::{Answer, Asked, Server, answer};

const TEMPORARY: &str = "/v3.0/OS-CREDENTIAL/securitytokens";

/// A cloud in one server: numbered tokens, numbered temporary keys, and a service that takes everything.
fn cloud() -> Server {
    cloud_where(|_| answer(200, "[]"))
}

fn cloud_where(service: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Server {
    let (tokens, keys) = (AtomicUsize::new(0), AtomicUsize::new(0));
    Server::new(move |asked| match asked.target.split('?').next().unwrap() {
        "/v3/auth/tokens" | "/v3.0/OS-AUTH/id-token/tokens" => {
            let body =
                json!({ "token": { "expires_at": "2099-01-01T00:00:00.000000Z", "project": { "id": "p-of-token" } } });
            let token = format!("token-{}", tokens.fetch_add(1, Ordering::SeqCst));
            answer(201, body.to_string()).header("X-Subject-Token", token)
        }
        TEMPORARY | "/keys" => {
            let key = format!("AK{}", keys.fetch_add(1, Ordering::SeqCst));
            let credential = json!({
                "access": key, "secret": "hunter2", "securitytoken": "st", "expires_at": "2099-01-01T00:00:00.000000Z",
            });
            answer(201, json!({ "credential": credential }).to_string())
        }
        _ => service(asked),
    })
}

fn client(server: &Server, credentials: impl Into<Credentials>) -> Client {
    let config = Config::builder()
        .region("eu-de")
        .project_id("p1")
        .endpoint("bakery", &server.url)
        .iam_endpoint(&server.url)
        .allow_http()
        .retry(Retry::none())
        .credentials(credentials);
    Client::new(&config.build().unwrap())
}

/// A file with this text, with a name of its own for each test.
fn file(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).unwrap();
    path
}

fn access(asked: &Asked) -> &str {
    asked.header("authorization").unwrap().split_once("Access=").unwrap().1.split(',').next().unwrap()
}

fn identity(asked: &Asked) -> Value {
    asked.json()["auth"]["identity"].clone()
}

#[tokio::test]
async fn an_agency_is_assumed_with_a_signature_where_the_caller_has_a_key() {
    let server = cloud();
    let agency = Credentials::agency("operators", Credentials::access_key("OWN", "SK")).of_domain("OTC-2");
    let client = client(&server, agency);
    client.list_loaves().send().await.unwrap();
    client.list_loaves().send().await.unwrap();
    let asked = server.asked();
    assert_eq!(asked.len(), 3, "one key, two calls");
    assert_eq!((asked[0].target.as_str(), access(&asked[0])), (TEMPORARY, "OWN"));
    assert_eq!(
        identity(&asked[0]),
        json!({ "methods": ["assume_role"], "assume_role": {
            "agency_name": "operators", "domain_name": "OTC-2", "duration_seconds": 3600,
        } })
    );
    assert_eq!((access(&asked[2]), asked[2].header("x-security-token")), ("AK0", Some("st")));
}

#[tokio::test]
async fn an_agency_is_assumed_with_a_token_of_the_domain_where_the_caller_has_a_password() {
    let server = cloud();
    let user = Credentials::password("u", "pw").in_domain("OTC-1");
    client(&server, Credentials::agency("a", user).of_domain_id("d2")).list_loaves().send().await.unwrap();
    let asked = server.asked();
    assert_eq!(asked[0].json()["auth"]["scope"], json!({ "domain": { "name": "OTC-1" } }));
    assert_eq!((asked[1].target.as_str(), asked[1].header("x-auth-token")), (TEMPORARY, Some("token-0")));
    assert_eq!(identity(&asked[1])["assume_role"]["domain_id"], json!("d2"));
    assert_eq!(access(&asked[2]), "AK0");
}

#[tokio::test]
async fn a_refused_key_of_an_agency_is_renewed_and_the_call_repeated() {
    let server = cloud_where(|asked| answer(if access(asked) == "AK0" { 401 } else { 200 }, "[]"));
    let agency = Credentials::agency("a", Credentials::access_key("OWN", "SK")).of_domain("d");
    client(&server, agency).list_loaves().send().await.unwrap();
    assert_eq!(server.asked().iter().map(access).collect::<Vec<_>>(), ["OWN", "AK0", "OWN", "AK1"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_callers_of_an_agency_assume_it_once() {
    let server = cloud();
    let user = Credentials::password("u", "pw").in_domain("OTC-1");
    let client = client(&server, Credentials::agency("a", user).of_domain("d"));
    let calls: Vec<_> = (0..1000).map(|_| tokio::spawn(client.list_loaves().send())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let count = |target: &str| server.asked().iter().filter(|asked| asked.target.starts_with(target)).count();
    assert_eq!((count("/v3/auth/tokens"), count(TEMPORARY)), (1, 1));
}

#[tokio::test]
async fn what_an_identity_provider_attests_is_exchanged_for_a_token_and_read_anew_each_time() {
    let server = cloud_where(|asked| match asked.header("x-auth-token") {
        Some("token-0") => answer(401, ""),
        _ => answer(200, "[]"),
    });
    let path = file("id-token", "first.jwt\n");
    let client = client(&server, Credentials::id_token("my-idp", &path));
    let call = client.list_loaves().send();
    call.await.unwrap();
    fs::write(&path, "second.jwt").unwrap();
    let asked = server.asked();
    assert_eq!(asked[0].header("x-idp-id"), Some("my-idp"));
    assert_eq!(
        asked[0].json(),
        json!({ "auth": { "id_token": { "id": "first.jwt" }, "scope": { "project": { "id": "p1" } } } })
    );
    assert_eq!(asked[3].header("x-auth-token"), Some("token-1"));
    let other = hwc_core::CallOptions::new().project_id("p2");
    client.list_loaves().options(other).send().await.unwrap();
    assert_eq!(server.asked()[4].json()["auth"]["id_token"]["id"], json!("second.jwt"));
}

#[tokio::test]
async fn an_id_token_that_is_not_there_is_named_by_its_file() {
    let server = cloud();
    let error = client(&server, Credentials::id_token("idp", "/nowhere/token")).list_loaves().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.to_string().starts_with("list_loaves: no token: /nowhere/token: "), "{error}");
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn a_container_shows_the_text_of_its_file() {
    let server = cloud();
    let path = file("container-token", " shown \n");
    let container = Credentials::container(format!("{}/keys", server.url), path);
    client(&server, container).list_loaves().send().await.unwrap();
    let asked = server.asked();
    assert_eq!((asked[0].method.as_str(), asked[0].header("authorization")), ("POST", Some("shown")));
    assert_eq!((asked[0].body.as_slice(), access(&asked[1])), (&b"{}"[..], "AK0"));
}

#[tokio::test]
async fn an_application_credential_by_name_tells_whose_it_is() {
    let named = Credentials::application_credential_of("me", "robot", "s3cret").in_domain("d");
    let of_id = Credentials::application_credential_of_id("u-1", "robot", "s3cret");
    for (credential, user) in
        [(named, json!({ "name": "me", "domain": { "name": "d" } })), (of_id, json!({ "id": "u-1" }))]
    {
        let server = cloud();
        client(&server, credential).list_loaves().send().await.unwrap();
        let proof = json!({ "name": "robot", "secret": "s3cret", "user": user });
        assert_eq!(server.asked()[0].json()["auth"]["identity"]["application_credential"], proof);
    }
}

#[tokio::test]
async fn an_application_credential_brings_its_own_scope() {
    let server = cloud();
    client(&server, Credentials::application_credential("id", "s3cret")).list_loaves().send().await.unwrap();
    assert_eq!(
        server.asked()[0].json(),
        json!({ "auth": { "identity": {
            "methods": ["application_credential"], "application_credential": { "id": "id", "secret": "s3cret" },
        } } })
    );
}

#[tokio::test]
async fn a_passcode_is_asked_for_each_token() {
    let server = cloud_where(|asked| match asked.header("x-auth-token") {
        Some("token-0") => answer(401, ""),
        _ => answer(200, "[]"),
    });
    let shown = AtomicUsize::new(111);
    let user = Credentials::password("u", "pw").in_domain("d");
    let user = user.with_passcode_from(move || shown.fetch_add(1, Ordering::SeqCst).to_string().into());
    client(&server, user).list_loaves().send().await.unwrap();
    let asked = server.asked();
    assert_eq!(identity(&asked[0])["methods"], json!(["password", "totp"]));
    assert_eq!(identity(&asked[0])["totp"], json!({ "user": { "name": "u", "passcode": "111" } }));
    assert_eq!(identity(&asked[2])["totp"]["user"]["passcode"], json!("112"));
}

#[tokio::test]
async fn a_program_provides_keys_and_tokens_once_and_again_where_they_are_refused() {
    let server = cloud_where(|asked| {
        let is_refused = asked.header("authorization").is_some_and(|text| text.contains("Access=AK0"));
        answer(if is_refused || asked.header("x-auth-token") == Some("t0") { 401 } else { 200 }, "[]")
    });
    let number = Arc::new(AtomicUsize::new(0));
    let asked = number.clone();
    let keys = Credentials::provider(move || {
        let key = Credentials::access_key(format!("AK{}", asked.fetch_add(1, Ordering::SeqCst)), "SK");
        async { Ok(Provided::key(key)) }
    });
    let keys = client(&server, keys);
    keys.list_loaves().send().await.unwrap();
    keys.list_loaves().send().await.unwrap();
    assert_eq!(server.asked().iter().map(access).collect::<Vec<_>>(), ["AK0", "AK1", "AK1"]);
    assert_eq!(number.load(Ordering::SeqCst), 2);
    let tokens = Credentials::provider(move || {
        let token = format!("t{}", number.fetch_add(1, Ordering::SeqCst) - 2);
        async { Ok(Provided::token(token)) }
    });
    client(&server, Credentials::chain().link("broker", tokens)).list_loaves().send().await.unwrap();
    assert_eq!(server.asked().last().unwrap().header("x-auth-token"), Some("t1"));
}

#[tokio::test]
async fn what_a_program_says_about_its_own_way_to_credentials_stands_in_the_error() {
    let server = cloud();
    let sealed = Credentials::provider(|| async { Err("the vault is sealed".into()) });
    let error = client(&server, sealed).list_loaves().send().await.unwrap_err();
    assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::Credentials, false));
    assert_eq!(error.to_string(), "list_loaves: no key and no token of the program: the vault is sealed");
}

#[tokio::test]
async fn the_first_link_that_serves_is_kept() {
    let server = cloud();
    let chain = Credentials::chain()
        .link("file", Credentials::id_token("idp", "/nowhere/token"))
        .link("user", Credentials::password("u", "pw").in_domain("d"))
        .link("key", Credentials::access_key("AK", "SK"));
    let client = client(&server, chain);
    client.list_loaves().send().await.unwrap();
    client.list_loaves().send().await.unwrap();
    let asked = server.asked();
    assert_eq!(asked.len(), 3, "one token, two calls");
    assert_eq!(asked[2].header("x-auth-token"), Some("token-0"));
}

#[tokio::test]
async fn a_refused_token_of_a_chain_is_renewed_by_the_link_that_gave_it() {
    let server = cloud_where(|asked| match asked.header("x-auth-token") {
        Some("token-0") => answer(401, ""),
        _ => answer(200, "[]"),
    });
    let chain = Credentials::chain().link("user", Credentials::password("u", "pw").in_domain("d"));
    client(&server, chain).list_loaves().send().await.unwrap();
    assert_eq!(server.asked().last().unwrap().header("x-auth-token"), Some("token-1"));
}

#[tokio::test]
async fn a_chain_without_a_link_that_serves_says_of_each_why() {
    let server = Server::new(|asked| match asked.target.as_str() {
        "/meta-data/latest/api/token" => answer(404, ""),
        "/openstack/latest/securitykey" => answer(404, "no agency"),
        _ => answer(401, r#"{"error": {"message": "The password is wrong.", "code": 401}}"#),
    });
    let variables = [
        ("HWC_METADATA", server.url.as_str()),
        ("HOME", "/nowhere"),
        ("OS_REGION_NAME", "eu-de"),
        ("HWC_ENDPOINT_BAKERY", "127.0.0.1:1"),
    ];
    let config = Config::builder().variables(variables).project_id("p").retry(Retry::none()).build().unwrap();
    let error = Client::new(&config).list_loaves().send().await.unwrap_err();
    assert_eq!((error.kind(), error.is_auth()), (ErrorKind::Credentials, true));
    let text = error.to_string();
    for said in [
        "list_loaves: no credentials: environment: no key (HUAWEICLOUD_SDK_AK and",
        "/nowhere/.huaweicloud/credentials: no such file",
        "container: HC_CONTAINER_CREDENTIALS_FULL_URI is not set",
        "metadata service: no key from the metadata service: HTTP 404: no agency",
    ] {
        assert!(text.contains(said), "{text}");
    }
    let chain = Credentials::chain()
        .link("user", Credentials::password("u", "hunter2").in_domain("d"))
        .link("role", Credentials::agency("a", Credentials::access_key("AK", "hunter2")));
    let text = client(&server, chain).list_loaves().send().await.unwrap_err().to_string();
    for said in
        ["user: no token: HTTP 401: The password is wrong.", "role: no key of the agency: agency `a` has no domain"]
    {
        assert!(text.contains(said), "{text}");
    }
    assert!(!text.contains("hunter2"), "{text}");
}

#[tokio::test]
async fn variables_lead_to_agencies_identity_providers_and_containers() {
    let server = cloud();
    let path = file("attested", "jwt");
    let (path, keys) = (path.to_str().unwrap(), format!("{}/keys", server.url));
    let common = [("OS_AUTH_URL", server.url.as_str()), ("HWC_ENDPOINT_BAKERY", &server.url), ("HWC_ALLOW_HTTP", "1")];
    let targets = async |variables: &[(&str, &str)]| {
        let before = server.asked().len();
        let config = Config::builder().variables([&common[..], variables].concat()).project_id("p").build().unwrap();
        Client::new(&config).list_loaves().send().await.unwrap();
        server.asked()[before..].iter().map(|asked| asked.target.clone()).collect::<Vec<_>>()
    };
    let provider = [("HUAWEICLOUD_SDK_IDP_ID", "idp"), ("HUAWEICLOUD_SDK_ID_TOKEN_FILE", path)];
    assert_eq!(targets(&provider).await[0], "/v3.0/OS-AUTH/id-token/tokens");
    let container =
        [("HC_CONTAINER_CREDENTIALS_FULL_URI", keys.as_str()), ("HC_CONTAINER_AUTHORIZATION_TOKEN_FILE", path)];
    assert_eq!(targets(&container).await[0], "/keys");
    let agency = [("OS_AGENCY_NAME", "a"), ("OS_AGENCY_DOMAIN_NAME", "d")];
    let key = [("OS_ACCESS_KEY", "AK"), ("OS_SECRET_KEY", "SK")];
    assert_eq!(targets(&[agency, key].concat()).await[0], TEMPORARY);
    assert_eq!(targets(&[agency, container].concat()).await[..2], ["/keys", TEMPORARY]);
}
