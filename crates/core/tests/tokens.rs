//! Tokens: fetched when needed, shared, renewed, and once more after a refusal.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[allow(unreachable_pub, dead_code, reason = "a crate in a module")]
mod sample;
#[allow(unreachable_pub, dead_code, reason = "shared by tests")]
mod server;

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Duration,
};

use hwc_core::{Config, ConfigBuilder, Credentials, ErrorKind, Retry};
use sample::Client;
use serde_json::json;
use server::{Answer, Asked, Server, answer};

/// A token with a number in it, valid for this long, for the project `p-of-token`.
fn token(number: usize, seconds: u64) -> Answer {
    let body = json!({ "token": {
        "issued_at": "2026-01-02T03:00:00.000000Z",
        "expires_at": format!("2026-01-02T{:02}:{:02}:{:02}.000000Z", 3 + seconds / 3600, seconds / 60 % 60, seconds % 60),
        "project": { "id": "p-of-token", "domain": { "id": "d-of-token" } },
    }});
    answer(201, body.to_string()).header("X-Subject-Token", format!("token-{number}"))
}

fn is_token_request(asked: &Asked) -> bool {
    asked.target.starts_with("/v3/auth/tokens")
}

/// Gives out numbered tokens; what `handle` says counts for all other requests.
fn cloud(seconds: u64, handle: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Server {
    let given = AtomicUsize::new(0);
    Server::new(move |asked| {
        if is_token_request(asked) { token(given.fetch_add(1, Ordering::SeqCst), seconds) } else { handle(asked) }
    })
}

fn builder(server: &Server) -> ConfigBuilder {
    Config::builder()
        .region("eu-de")
        .endpoint("bakery", &server.url)
        .iam_endpoint(format!("{}/v3", server.url))
        .allow_http()
        .credentials(Credentials::password("user", "hunter2").in_domain("OTC-1"))
        .retry(Retry::none())
}

fn client(server: &Server) -> Client {
    Client::new(&builder(server).build().unwrap())
}

fn tokens_asked(server: &Server) -> Vec<Asked> {
    server.asked().into_iter().filter(is_token_request).collect()
}

#[tokio::test]
async fn a_token_is_fetched_once_and_tells_the_project() {
    let server = cloud(3600, |_| answer(200, "[]"));
    let client = client(&server);
    client.list_loaves().send().await.unwrap();
    client.clone().list_loaves().send().await.unwrap();
    let asked = server.asked();
    assert_eq!(asked.len(), 3, "one token, two calls");
    assert_eq!(asked[1].target, "/v1/p-of-token/loaves");
    assert_eq!(asked[2].header("x-auth-token"), Some("token-0"));
    assert_eq!(asked[2].header("authorization"), None);
    assert_eq!(
        asked[0].json(),
        json!({ "auth": {
            "identity": { "methods": ["password"], "password": { "user": {
                "name": "user", "password": "hunter2", "domain": { "name": "OTC-1" },
            } } },
            "scope": { "project": { "name": "eu-de", "domain": { "name": "OTC-1" } } },
        } })
    );
}

#[tokio::test]
async fn all_clients_of_a_configuration_share_the_token() {
    let server = cloud(3600, |_| answer(200, "[]"));
    let config = builder(&server).project_id("p1").build().unwrap();
    Client::new(&config).list_loaves().send().await.unwrap();
    Client::new(&config.clone()).list_loaves().send().await.unwrap();
    assert_eq!(tokens_asked(&server).len(), 1);
    assert_eq!(tokens_asked(&server)[0].json()["auth"]["scope"], json!({ "project": { "id": "p1" } }));
}

#[tokio::test]
async fn another_project_gets_a_token_of_its_own() {
    let server = cloud(3600, |_| answer(200, "[]"));
    let client = client(&server);
    client.list_loaves().send().await.unwrap();
    let options = hwc_core::CallOptions::new().project_id("p2");
    client.list_loaves().options(options).send().await.unwrap();
    assert_eq!(tokens_asked(&server).len(), 2);
    let last = server.asked().pop().unwrap();
    assert_eq!((last.target.as_str(), last.header("x-auth-token")), ("/v1/p2/loaves", Some("token-1")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_waiting_callers_make_one_request() {
    let server = Server::new(|asked| {
        if is_token_request(asked) {
            thread::sleep(Duration::from_millis(100));
            return token(0, 3600);
        }
        answer(200, "[]")
    });
    let client = client(&server);
    let calls: Vec<_> = (0..1000).map(|_| tokio::spawn(client.list_loaves().send())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(tokens_asked(&server).len(), 1);
}

#[tokio::test]
async fn a_token_is_renewed_before_it_ends() {
    let server = cloud(1, |_| answer(200, "[]"));
    let client = client(&server);
    client.list_loaves().send().await.unwrap();
    tokio::time::sleep(Duration::from_millis(950)).await;
    client.list_loaves().send().await.unwrap();
    assert_eq!(tokens_asked(&server).len(), 2);
    assert_eq!(server.asked().last().unwrap().header("x-auth-token"), Some("token-1"));
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_and_the_very_same_request_repeated() {
    let server = cloud(3600, |asked| match asked.header("x-auth-token") {
        Some("token-0") => answer(401, r#"{"error_code": "APIGW.0301", "error_msg": "the token has ended"}"#),
        _ => answer(200, "{}"),
    });
    client(&server).bake_loaf().oven_id("o").name("n").x_language("en-us").send_unchecked().await.unwrap();
    let bakes: Vec<_> = server.asked().into_iter().filter(|asked| !is_token_request(asked)).collect();
    let [first, second] = bakes.as_slice() else { panic!("{bakes:?}") };
    assert_eq!((&first.target, &first.body), (&second.target, &second.body));
    let rest = |asked: &Asked| {
        asked.headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("x-auth-token")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(rest(first), rest(second));
    assert_eq!(second.header("x-auth-token"), Some("token-1"));
}

#[tokio::test]
async fn a_second_refusal_is_the_answer() {
    let server = cloud(3600, |_| answer(401, r#"{"error_code": "APIGW.0301", "error_msg": "no"}"#));
    let error = client(&server).list_loaves().send().await.unwrap_err();
    assert_eq!((error.status(), error.is_auth()), (Some(401), true));
    assert_eq!(server.asked().len(), 4, "two tokens, two calls");
}

#[tokio::test]
async fn a_token_from_elsewhere_is_used_as_it_is() {
    let server = Server::new(|_| answer(401, ""));
    let config = builder(&server).credentials(Credentials::token("mine")).project_id("p").build().unwrap();
    let error = Client::new(&config).list_loaves().send().await.unwrap_err();
    assert_eq!(error.status(), Some(401));
    assert_eq!(server.asked().len(), 1);
    assert_eq!(server.asked()[0].header("x-auth-token"), Some("mine"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_password_says_so_and_is_not_tried_by_every_caller() {
    let server = Server::new(|_| {
        thread::sleep(Duration::from_millis(100));
        answer(401, r#"{"error": {"message": "The password is wrong.", "code": 401, "title": "Unauthorized"}}"#)
            .header("X-IAM-Trace-Id", "trace-7")
    });
    let client = client(&server);
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(client.list_loaves().send())).collect();
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert_eq!((error.kind(), error.is_auth()), (ErrorKind::Credentials, true));
        assert_eq!(error.to_string(), "list_loaves: no token: HTTP 401: The password is wrong. (request id trace-7)");
        assert!(!format!("{error:?}").contains("hunter2"));
    }
    assert!(server.asked().len() <= 2, "{}", server.asked().len());
}

#[tokio::test]
async fn a_caller_that_gives_up_leaves_the_others_their_token() {
    let server = Server::new(|asked| {
        if is_token_request(asked) {
            thread::sleep(Duration::from_millis(200));
            return token(0, 3600);
        }
        answer(200, "[]")
    });
    let client = client(&server);
    let hasty = client.list_loaves().options(hwc_core::CallOptions::new().timeout(Duration::from_millis(20)));
    let (hasty, patient) = tokio::join!(hasty.send(), client.list_loaves().send());
    assert!(hasty.unwrap_err().is_timeout());
    patient.unwrap();
}

#[tokio::test]
async fn a_reply_without_a_token_is_an_error() {
    let server = Server::new(|_| answer(201, "{}"));
    let error = client(&server).list_loaves().send().await.unwrap_err();
    assert_eq!(error.to_string(), "list_loaves: no token: the reply has no X-Subject-Token");
}
