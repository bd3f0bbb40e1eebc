//! Waiting for what an operation began, as generated code states it; and hooks around attempts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[allow(unreachable_pub, dead_code, reason = "a crate in a module")]
mod sample;
#[allow(unreachable_pub, dead_code, reason = "shared by tests")]
mod server;

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use hwc_core::{
    Answered, Attempt, Client, Config, Credentials, Draft, ErrorKind, Interceptor, Method, Operation, Outcome, Retry,
    Value, Wait,
};
use serde_json::json;
use server::{Server, answer};

static SHOW_JOB: Operation = Operation::new("show_job", Method::Get, "/shops/{shop_id}/jobs/{job_id}");
static BAKE: Operation = Operation::new("bake", Method::Post, "/shops/{shop_id}/breads").with_outcome(
    Outcome::new(&SHOW_JOB, &[("job_id", &["job", "id"])], &["job", "status"], &["SUCCESS"])
        .with_failures(&["FAIL"], &[&["job", "fail_reason"], &["job", "error_code"]]),
);
static FIND_JOB: Operation = Operation::new("find_job", Method::Get, "/jobs");
static GRILL: Operation = Operation::new("grill", Method::Post, "/grill").with_outcome(Outcome::new(
    &FIND_JOB,
    &[("id", &["job_id"])],
    &["status"],
    &["Completed"],
));

fn config(server: &Server) -> hwc_core::ConfigBuilder {
    let config = Config::builder().endpoint("bakery", &server.url).allow_http();
    config.retry(Retry::new().first_pause(Duration::from_millis(1))).credentials(Credentials::token("t"))
}

fn draft(server: &Server, operation: &'static Operation) -> Draft {
    Draft::new(&Client::new(&config(server).build().unwrap(), &sample::SERVICE), operation)
}

fn quickly() -> Wait {
    Wait::new().first_pause(Duration::from_millis(1))
}

/// A bakery whose job goes through these states.
fn bakery(states: &'static [&'static str]) -> Server {
    let asked_for = AtomicUsize::new(0);
    Server::new(move |asked| match asked.method.as_str() {
        "POST" => answer(200, json!({ "job": { "id": "j/1" }, "job_id": 7 }).to_string()),
        _ => {
            let state = states[asked_for.fetch_add(1, Ordering::SeqCst).min(states.len() - 1)];
            let job = json!({ "status": state, "fail_reason": "no flour", "error_code": "BAKE.1" });
            answer(200, json!({ "job": job, "status": state }).to_string()).header("X-Request-Id", "r-9")
        }
    })
}

#[tokio::test]
async fn the_job_is_asked_for_by_its_id_until_it_is_done() {
    let server = bakery(&["INIT", "RUNNING", "success"]);
    let mut bake = draft(&server, &BAKE);
    bake.path("shop_id", &"s1");
    let states = Arc::new(Mutex::new(Vec::new()));
    let told = states.clone();
    let wait = quickly().on_progress(move |state| told.lock().unwrap().push(state.to_owned()));
    let job = bake.wait::<Value>(wait).await.unwrap();
    assert_eq!(job["job"]["status"], "success");
    assert_eq!(*states.lock().unwrap(), ["INIT", "RUNNING"]);
    let targets: Vec<String> = server.asked().into_iter().map(|asked| asked.target).collect();
    assert_eq!(targets[0], "/shops/s1/breads");
    assert_eq!(targets[1..], ["/shops/s1/jobs/j%2F1", "/shops/s1/jobs/j%2F1", "/shops/s1/jobs/j%2F1"]);
}

#[tokio::test]
async fn a_job_that_is_found_by_the_query_is_asked_for_there() {
    let server = bakery(&["Completed"]);
    draft(&server, &GRILL).wait::<Value>(quickly()).await.unwrap();
    assert_eq!(server.asked()[1].target, "/jobs?id=7");
}

#[tokio::test]
async fn a_job_that_fails_says_why_and_in_which_reply() {
    let server = bakery(&["RUNNING", "FAIL"]);
    let mut bake = draft(&server, &BAKE);
    bake.path("shop_id", &"s1");
    let error = bake.wait::<Value>(quickly()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Failed);
    assert_eq!(error.to_string(), "show_job: FAIL: no flour, BAKE.1 (request id r-9)");
}

#[tokio::test]
async fn waiting_has_an_end() {
    let server = bakery(&["RUNNING"]);
    let mut bake = draft(&server, &BAKE);
    bake.path("shop_id", &"s1");
    let error = bake.wait::<Value>(quickly().limit(Duration::ZERO)).await.unwrap_err();
    assert!(error.is_timeout() && error.to_string().contains("RUNNING"), "{error}");
}

#[tokio::test]
async fn a_reply_without_the_id_is_an_error_that_shows_it() {
    let server = Server::new(|_| answer(200, r#"{"job": "none"}"#));
    let mut bake = draft(&server, &BAKE);
    bake.path("shop_id", &"s1");
    let error = bake.wait::<Value>(quickly()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("no `job.id` to wait for"), "{error}");
    assert_eq!(server.asked().len(), 1);
}

/// Counts attempts, and adds a header to each.
#[derive(Clone, Default)]
struct Watch(Arc<Mutex<Vec<String>>>);

impl Interceptor for Watch {
    fn before(&self, attempt: &mut Attempt<'_>) {
        self.0.lock().unwrap().push(format!("{} {attempt:?}", attempt.path()));
        attempt.header("X-Watch", &attempt.number().to_string());
        attempt.header("X-Mine", "no");
    }

    fn after(&self, answered: &Answered<'_>) {
        self.0.lock().unwrap().push(format!(
            "{:?} {:?}",
            answered.status(),
            answered.error().map(|error| error.kind())
        ));
    }
}

#[tokio::test]
async fn interceptors_see_each_attempt_and_their_headers_are_sent_and_signed() {
    let count = AtomicUsize::new(0);
    let server = Server::new(move |_| {
        let status = if count.fetch_add(1, Ordering::SeqCst) == 0 { 503 } else { 200 };
        answer(status, "{}")
    });
    let watch = Watch::default();
    let config = config(&server).intercept(watch.clone()).credentials(Credentials::access_key("AK", "hunter2"));
    let mut find = Draft::new(&Client::new(&config.build().unwrap(), &sample::SERVICE), &FIND_JOB);
    find.options(hwc_core::CallOptions::new().header("X-Mine", "yes"));
    find.call::<Value>().await.unwrap();
    let asked = server.asked();
    assert_eq!([0, 1].map(|at| asked[at].header("x-watch").unwrap().to_owned()), ["1", "2"]);
    assert_eq!(asked[1].header("x-mine"), Some("yes"), "what the call has stays");
    assert!(asked[1].header("authorization").unwrap().contains(";x-watch"), "{asked:?}");
    let seen = watch.0.lock().unwrap().join("\n");
    assert!(seen.contains("Some(503) Some(Service)") && seen.contains("Some(200) None"), "{seen}");
    assert!(!seen.contains("hunter2"), "{seen}");
}
