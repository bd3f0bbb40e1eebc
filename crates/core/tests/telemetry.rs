//! What a program is told about its calls, and what not.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[allow(unreachable_pub, dead_code, reason = "a crate in a module")]
mod sample;
#[allow(unreachable_pub, dead_code, reason = "shared by tests")]
mod server;

use std::{
    fmt::{Debug, Write},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use hwc_core::{Config, Credentials, Retry};
use sample::Client;
use server::{Server, answer};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

/// Writes down every span and every event with all fields, one a line.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<String>>, Arc<AtomicU64>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Told {
    fn tell(&self, what: &str, record: impl FnOnce(&mut Line)) {
        let mut line = Line(what.to_owned());
        record(&mut line);
        self.0.lock().unwrap().push_str(&(line.0 + "\n"));
    }
}

impl Subscriber for Told {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("hwc_core")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.tell(span.metadata().name(), |line| span.record(line));
        Id::from_u64(self.1.fetch_add(1, Ordering::SeqCst) + 1)
    }

    fn event(&self, event: &Event<'_>) {
        self.tell("event", |line| event.record(line));
    }

    fn record(&self, _: &Id, record: &Record<'_>) {
        self.tell("known", |line| record.record(line));
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn calls_attempts_and_drift_are_told_and_no_secret_is() {
    let count = AtomicU64::new(0);
    let server = Server::new(move |asked| match (asked.target.as_str(), count.fetch_add(1, Ordering::SeqCst)) {
        ("/v1/p/loaves", 0) => answer(503, r#"{"error_code": "E.1", "error_msg": "hunter2"}"#),
        _ => answer(200, r#"[{"password": "hunter2", "colour": "hunter2"}]"#).header("X-Request-Id", "r-1"),
    });
    let config = Config::builder()
        .project_id("p")
        .endpoint("bakery", &server.url)
        .allow_http()
        .retry(Retry::new().first_pause(Duration::from_millis(1)))
        .credentials(Credentials::access_key("AK", "hunter2").with_security_token("hunter2"))
        .build();
    let client = Client::new(&config.unwrap());
    let told = Told::default();
    let guard = tracing::subscriber::set_default(told.clone());
    client.list_loaves().send().await.unwrap();
    drop(guard);
    let told = told.0.lock().unwrap().clone();
    let lines: Vec<_> = told.lines().collect();
    assert_eq!(
        lines[0],
        r#"call service="bakery" operation="list_loaves" method="GET" path="/v1/{project_id}/loaves""#
    );
    // In this order, whatever stands between them.
    let mut rest = lines[1..].iter();
    for parts in [
        &["attempt", r#"operation="list_loaves""#, "attempt=1"][..],
        &["known", "status=503"],
        &["known", "milliseconds="],
        &["failed", "attempt=1", r#"code="E.1""#],
        &["attempt=2"],
        &["known", r#"request_id="r-1""#],
        &["succeeded", "attempt=2", "status=200"],
        &["known", "status=200"],
        &["the reply drifts", r#"path="[].colour""#, r#"page="api-ref/loaf.rst""#, "table=2"],
    ] {
        assert!(rest.any(|line| parts.iter().all(|part| line.contains(part))), "{parts:?} in\n{told}");
    }
    assert_eq!(told.matches("the reply drifts").count(), 1, "{told}");
    assert!(!told.contains("hunter2"), "{told}");
}

/// What is told while this is done.
async fn told(work: impl Future<Output = ()>) -> String {
    let told = Told::default();
    let guard = tracing::subscriber::set_default(told.clone());
    work.await;
    drop(guard);
    let told = told.0.lock().unwrap().clone();
    assert!(!told.contains("hunter2"), "{told}");
    told
}

#[tokio::test]
async fn bodies_are_told_to_who_asks_for_them_and_without_their_secrets() {
    let body = r#"{"loaf": {"id": "l", "password": "hunter2"}, "job_id": "j", "access_token": ["hunter2"]}"#;
    let server = Server::new(move |asked| match asked.target.as_str() {
        "/v1/shelves" => answer(200, "<key>no JSON</key>"),
        _ => answer(200, body),
    });
    let config = || {
        let config = Config::builder().project_id("p").endpoint("bakery", &server.url).allow_http();
        config.retry(Retry::none()).credentials(Credentials::token("hunter2"))
    };
    for (config, is_asked) in [(config().trace_bodies(), true), (config(), false)] {
        let client = Client::new(&config.build().unwrap());
        let told = told(async {
            client.bake_loaf().oven_id("o-7").secret_recipe("hunter2").send_unchecked().await.unwrap();
            client.list_shelves().send().await.unwrap_err();
        });
        let told = told.await;
        for part in [r#"of="request""#, r#"of="reply""#, "secret_recipe", r#"\"job_id\": \"j\""#, "18 bytes"] {
            assert_eq!(told.contains(part), is_asked, "{part} in\n{told}");
        }
    }
}

#[tokio::test]
async fn what_is_signed_is_told_to_who_asks_for_bodies_and_without_its_secrets() {
    let server = Server::new(|_| answer(401, ""));
    let key = Credentials::access_key("AK", "hunter2").with_security_token("hunter2");
    let config = Config::builder().project_id("p").endpoint("bakery", format!("{}/base", server.url)).allow_http();
    let config = config.retry(Retry::none()).credentials(key).trace_bodies().build().unwrap();
    let told = told(async { drop(Client::new(&config).list_loaves().limit(7).send().await) }).await;
    let line = told.lines().find(|line| line.contains(r#"of="what is signed""#)).unwrap();
    for part in ["GET\n/base/v1/p/loaves/\nlimit=7\nhost:127.0.0.1:", "\nx-security-token:***\n"] {
        assert!(line.contains(&part.replace('\n', "\\n")), "{part} in\n{line}");
    }
    assert!(line.contains("host;x-project-id;x-sdk-date;x-security-token"), "{line}");
}

#[tokio::test]
async fn what_is_exchanged_for_credentials_is_told_without_its_secrets() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("traced-token");
    std::fs::write(&file, "file-hunter2").unwrap();
    for status in [201, 401, 500] {
        let server = Server::new(move |_| {
            let key = r#""access": "a", "secret": "hunter2", "securitytoken": "hunter2", "expires_at": "2099-01-01T00:00:00Z""#;
            let body = format!(r#"{{"credential": {{{key}}}, "token": {{"expires_at": "2099-01-01T00:00:00Z"}}}}"#);
            answer(status, &body).header("X-Subject-Token", "hunter2").header("X-Request-Id", "r-2")
        });
        let password = Credentials::password("u", "hunter2").in_domain("d").with_passcode("hunter2");
        let all: [Credentials; 5] = [
            password.clone().into(),
            Credentials::agency("a", password).of_domain("d").into(),
            Credentials::id_token("idp", &file).into(),
            Credentials::container(&server.url, &file).into(),
            Credentials::chain().link("server", Credentials::ecs_metadata().at(&server.url)).into(),
        ];
        for credentials in all {
            let config = Config::builder().credentials(credentials).iam_endpoint(&server.url).retry(Retry::none());
            let config = config.endpoint("bakery", &server.url).allow_http().region("eu-de").trace_bodies();
            let client = Client::new(&config.build().unwrap());
            let told = told(async { drop(client.list_shelves().send().await) }).await;
            assert!(told.lines().any(|line| line.starts_with("exchange operation=")), "{status}:\n{told}");
            assert!(told.contains(&format!("known status={status}")), "{told}");
        }
    }
}
