//! Calls over a connection: what is sent, what comes back, what goes wrong.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[allow(unreachable_pub, dead_code, reason = "a crate in a module")]
mod sample;
#[allow(unreachable_pub, dead_code, reason = "shared by tests")]
mod server;

use std::{net::TcpListener, time::Duration};

use hwc_core::{AccessKey, CallOptions, Config, Credentials, ErrorKind, Retry};
use sample::Client;
use server::{Server, answer};

fn client(url: &str) -> Client {
    Client::new(&config(url, Credentials::access_key("AK", "s3cr3t-key")))
}

fn config(url: &str, key: AccessKey) -> Config {
    Config::builder()
        .region("eu-de")
        .project_id("p1")
        .endpoint("bakery", url)
        .allow_http()
        .credentials(key)
        .retry(Retry::none())
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_reply_reads_like_its_value_and_knows_where_it_came_from() {
    let server = Server::new(|_| {
        answer(200, r#"[{"id": "a", "grams": "7"}]"#).header("X-Request-Id", "r-1").header("X-Other", "o")
    });
    let loaves = client(&server.url).list_loaves().limit(5).crust(["THIN", "B A"]).send().await.unwrap();
    assert_eq!((loaves.len(), loaves[0].id.as_deref()), (1, Some("a")));
    assert_eq!((loaves.status(), loaves.request_id(), loaves.header("x-other")), (200, Some("r-1"), Some("o")));
    assert_eq!(loaves.raw().as_ref(), br#"[{"id": "a", "grams": "7"}]"#);
    assert_eq!(loaves.drift()[0].path, "[].grams");
    assert_eq!(loaves.into_inner().len(), 1);
    let asked = &server.asked()[0];
    assert_eq!((asked.method.as_str(), asked.target.as_str()), ("GET", "/v1/p1/loaves?crust=B%20A&crust=THIN&limit=5"));
    assert_eq!(asked.header("content-type"), None);
    assert!(asked.header("user-agent").unwrap().starts_with("hwc-core/"));
}

#[tokio::test]
async fn a_request_carries_exactly_what_was_given() {
    let server = Server::new(|_| answer(202, r#"{"job_id": "j"}"#));
    let baking = client(&server.url).bake_loaf().oven_id("o/1 ü").name("n").x_language("en-us");
    let options = CallOptions::new().header("X-Extra", "1");
    let reply = baking.options(options).send_unchecked().await.unwrap();
    assert_eq!(reply.job_id.as_deref(), Some("j"));
    let asked = &server.asked()[0];
    assert_eq!(asked.target, "/v1/p1/ovens/o%2F1%20%C3%BC/loaves");
    assert_eq!(asked.body, br#"{"name":"n"}"#);
    assert_eq!(asked.header("content-type"), Some("application/json"));
    assert_eq!((asked.header("x-language"), asked.header("x-extra")), (Some("en-us"), Some("1")));
    assert_eq!(asked.header("host"), server.url.strip_prefix("http://"));
    assert_eq!(asked.header("x-project-id"), Some("p1"));
    let authorization = asked.header("authorization").unwrap();
    assert!(
        authorization.starts_with(
            "SDK-HMAC-SHA256 Access=AK, SignedHeaders=content-type;host;x-extra;x-language;x-project-id;x-sdk-date, Signature="
        ),
        "{authorization}"
    );
}

#[tokio::test]
async fn a_temporary_key_sends_its_security_token_signed() {
    let server = Server::new(|_| answer(200, "{}"));
    let key = Credentials::access_key("AK", "SK").with_security_token("tok");
    Client::new(&config(&server.url, key)).list_shelves().send().await.unwrap();
    let asked = &server.asked()[0];
    assert_eq!(asked.header("x-security-token"), Some("tok"));
    assert!(asked.header("authorization").unwrap().contains("SignedHeaders=host;x-sdk-date;x-security-token,"));
}

#[tokio::test]
async fn an_error_says_all_on_one_line() {
    let server = Server::new(|_| {
        answer(404, "{\"error_code\": \"BK.0404\", \"error_msg\": \"no such\\noven\"}").header("X-Request-Id", "r-9")
    });
    let error = client(&server.url).list_loaves().send().await.unwrap_err();
    assert_eq!(error.to_string(), "list_loaves: HTTP 404, BK.0404: no such oven (request id r-9)");
    assert_eq!((error.kind(), error.status(), error.code()), (ErrorKind::Service, Some(404), Some("BK.0404")));
    assert_eq!((error.message(), error.request_id()), ("no such\noven", Some("r-9")));
    assert!(error.is_not_found() && !error.is_auth() && !error.is_throttled() && !error.is_timeout());
}

#[tokio::test]
async fn an_error_that_is_no_json_is_shown_as_it_came() {
    let server = Server::new(|_| answer(502, "upstream\r\nis out"));
    let error = client(&server.url).list_loaves().send().await.unwrap_err();
    assert_eq!(error.to_string(), "list_loaves: HTTP 502: upstream is out");
    assert!(error.is_server_error());
}

#[tokio::test]
async fn a_reply_that_breaks_off_names_the_place_and_hides_secrets() {
    let body = r#"[{"id": "a"}, {"password": "hunter2", "parent": {"id": "#;
    let server = Server::new(move |_| answer(200, body).header("X-Request-Id", "r-2"));
    let error = client(&server.url).list_loaves().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let text = error.to_string();
    assert!(text.starts_with("list_loaves: HTTP 200: reply is no JSON at [1].parent.id: EOF"), "{text}");
    assert!(text.contains("parent") && text.ends_with("(request id r-2)"), "{text}");
    assert!(!format!("{error} {error:?}").contains("hunter2"), "{text}");
}

#[tokio::test]
async fn a_path_value_that_names_another_path_is_not_sent() {
    let server = Server::new(|_| answer(200, "{}"));
    for value in ["", ".", ".."] {
        let error = client(&server.url).bake_loaf().oven_id(value).send_unchecked().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Usage, "{error}");
    }
    let error = client(&server.url).bake_loaf().send_unchecked().await.unwrap_err();
    assert_eq!(error.to_string(), "bake_loaf: path parameter `oven_id` is missing");
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn time_limits_hold() {
    let server = Server::new(|_| {
        std::thread::sleep(Duration::from_secs(2));
        answer(200, "{}")
    });
    let call = client(&server.url).list_shelves().options(CallOptions::new().timeout(Duration::from_millis(50)));
    let error = call.send().await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(error.to_string(), "list_shelves: no reply within 50ms");
}

#[tokio::test]
async fn no_connection_and_a_broken_one_are_told_apart() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = client(&format!("http://{port}")).list_shelves().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert!(error.to_string().starts_with("list_shelves: no connection: "), "{error}");
    let server = Server::new(|_| answer(200, "[").cut());
    let error = client(&server.url).list_shelves().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
}

#[test]
fn plain_http_is_refused_unless_allowed_by_name() {
    let server = Server::new(|_| answer(200, "{}"));
    let key = Credentials::access_key("AK", "SK");
    let error = Config::builder().endpoint("bakery", &server.url).credentials(key).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("`allow_http`"), "{error}");
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let other = Server::new(|_| answer(200, "{}"));
    let url = other.url.clone();
    let server = Server::new(move |_| answer(302, "").header("Location", &*url));
    let error = client(&server.url).list_shelves().send().await.unwrap_err();
    assert_eq!(error.status(), Some(302));
    assert!(other.asked().is_empty());
}

#[tokio::test]
async fn a_documented_redirect_is_the_reply_and_is_not_followed() {
    let other = Server::new(|_| answer(200, "{}"));
    let url = other.url.clone();
    let server = Server::new(move |_| answer(307, "<a>elsewhere</a>").header("Location", &*url));
    let reply = client(&server.url).find_recipe().send().await.unwrap();
    assert_eq!((reply.status(), reply.header("location")), (307, Some(other.url.as_str())));
    assert!(other.asked().is_empty());
}

#[tokio::test]
async fn a_missing_project_is_named() {
    let server = Server::new(|_| answer(200, "{}"));
    let config = Config::builder()
        .endpoint("bakery", &server.url)
        .allow_http()
        .credentials(Credentials::token("t"))
        .build()
        .unwrap();
    let error = Client::new(&config).list_loaves().send().await.unwrap_err();
    assert!(error.to_string().contains("`project_id`"), "{error}");
}

#[tokio::test]
async fn https_is_spoken_where_nothing_else_is_said() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let hello = std::thread::spawn(move || {
        let mut first = [0];
        std::io::Read::read_exact(&mut listener.accept().unwrap().0, &mut first).unwrap();
        first[0]
    });
    let config = Config::builder().endpoint("bakery", address.to_string()).credentials(Credentials::token("t"));
    let error = Client::new(&config.build().unwrap()).list_shelves().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert_eq!(hello.join().unwrap(), 22, "a TLS handshake");
}
