//! What is sent again, how often, and what is not.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[allow(unreachable_pub, dead_code, reason = "a crate in a module")]
mod sample;
#[allow(unreachable_pub, dead_code, reason = "shared by tests")]
mod server;

use std::{
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use hwc_core::{CallOptions, Config, Credentials, ErrorKind, Retry};
use sample::Client;
use server::{Answer, Server, answer};

fn client(server: &Server, retry: Retry) -> Client {
    let config = Config::builder()
        .project_id("p1")
        .endpoint("bakery", &server.url)
        .allow_http()
        .credentials(Credentials::access_key("AK", "SK"))
        .retry(retry)
        .build();
    Client::new(&config.unwrap())
}

fn quick() -> Retry {
    Retry::new().first_pause(Duration::from_millis(5)).longest_pause(Duration::from_millis(20))
}

/// These answers one after the other, then success.
fn faults(answers: impl IntoIterator<Item = Answer>) -> Server {
    let answers = Mutex::new(answers.into_iter().collect::<std::collections::VecDeque<_>>());
    Server::new(move |_| answers.lock().unwrap().pop_front().unwrap_or_else(|| answer(200, "[]")))
}

#[tokio::test]
async fn passing_faults_are_overcome() {
    let server = faults([answer(503, ""), answer(429, ""), answer(200, "[").cut()]);
    client(&server, quick()).list_loaves().send().await.unwrap();
    let asked = server.asked();
    assert_eq!(asked.len(), 4);
    assert!(asked.iter().all(|request| request.target == "/v1/p1/loaves"));
}

#[tokio::test]
async fn the_last_error_is_the_answer_and_tells_the_attempts() {
    let server = faults((0..9).map(|_| answer(500, r#"{"error_code": "E.1", "error_msg": "m"}"#)));
    let error = client(&server, quick()).list_loaves().send().await.unwrap_err();
    assert_eq!(error.to_string(), "list_loaves: HTTP 500, E.1: m (4 attempts)");
    assert_eq!((error.attempts(), server.asked().len()), (4, 4));
}

#[tokio::test]
async fn what_will_not_pass_is_not_repeated() {
    for status in [400, 403, 404, 409, 501] {
        let server = faults([answer(status, "")]);
        let error = client(&server, quick()).list_loaves().send().await.unwrap_err();
        assert_eq!((error.status(), error.attempts()), (Some(status), 1));
    }
    let server = faults([answer(200, "no json")]);
    let error = client(&server, quick()).list_loaves().send().await.unwrap_err();
    assert_eq!((error.kind(), server.asked().len()), (ErrorKind::Decode, 1));
}

#[tokio::test]
async fn a_request_that_may_not_be_sent_twice_is_sent_once() {
    for fault in [answer(503, ""), answer(429, ""), answer(200, "{").cut()] {
        let server = faults([fault]);
        client(&server, quick()).bake_loaf().oven_id("o").send_unchecked().await.unwrap_err();
        assert_eq!(server.asked().len(), 1);
    }
    let server = faults([answer(503, "")]);
    let options = CallOptions::new().repeatable(true);
    let _ = client(&server, quick()).bake_loaf().oven_id("o").options(options).send_unchecked().await.unwrap();
    assert_eq!(server.asked().len(), 2);
}

#[tokio::test]
async fn one_call_may_have_another_retry() {
    let server = faults([answer(503, "")]);
    let options = CallOptions::new().retry(Retry::none());
    client(&server, quick()).list_loaves().options(options).send().await.unwrap_err();
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn each_attempt_is_signed_anew() {
    let server = faults([answer(503, "").header("Retry-After", "1")]);
    let begun = Instant::now();
    client(&server, quick()).list_loaves().send().await.unwrap();
    assert!(begun.elapsed() >= Duration::from_secs(1), "Retry-After counts");
    let asked = server.asked();
    assert_ne!(asked[0].header("x-sdk-date"), asked[1].header("x-sdk-date"));
    assert_ne!(asked[0].header("authorization"), asked[1].header("authorization"));
}

#[tokio::test]
async fn a_pause_longer_than_the_time_left_is_not_waited_for() {
    let server = faults([answer(429, "").header("Retry-After", "3600")]);
    let begun = Instant::now();
    let error = client(&server, quick()).list_loaves().send().await.unwrap_err();
    assert!(error.is_throttled() && begun.elapsed() < Duration::from_secs(120));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
}

#[tokio::test]
async fn a_date_to_wait_for_is_one_of_the_services_clock() {
    let at = |seconds: &str| format!("Fri, 02 Jan 2099 03:04:{seconds} GMT");
    let refused = answer(503, "").header("Date", at("05")).header("Retry-After", at("35"));
    let error = client(&faults([refused]), Retry::none()).list_loaves().send().await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(30)));
}

#[tokio::test]
async fn an_attempt_has_a_limit_of_its_own() {
    let count = AtomicUsize::new(0);
    let server = Server::new(move |_| {
        if count.fetch_add(1, Ordering::SeqCst) == 0 {
            std::thread::sleep(Duration::from_secs(5));
        }
        answer(200, "[]")
    });
    let retry = quick().attempt_timeout(Duration::from_millis(200));
    client(&server, retry).list_loaves().send().await.unwrap();
    assert_eq!(server.asked().len(), 2);
}

#[tokio::test]
async fn a_wrong_clock_is_put_right_by_the_service() {
    let server =
        faults([answer(401, "").header("Date", "Fri, 02 Jan 2099 03:04:05 GMT"), answer(200, "[]"), answer(200, "[]")]);
    let client = client(&server, Retry::none());
    client.list_loaves().send().await.unwrap();
    client.list_loaves().send().await.unwrap();
    let dates: Vec<_> = server.asked().iter().map(|asked| asked.header("x-sdk-date").unwrap().to_owned()).collect();
    assert!(!dates[0].starts_with("2099"), "{dates:?}");
    assert!(dates[1].starts_with("20990102T0304") && dates[2].starts_with("20990102T030"), "{dates:?}");
}

#[tokio::test]
async fn a_refused_key_with_the_right_time_is_refused() {
    let server = faults([answer(401, "")]);
    let error = client(&server, quick()).list_loaves().send().await.unwrap_err();
    assert_eq!((error.is_auth(), server.asked().len()), (true, 1));
}

#[tokio::test]
async fn a_call_that_is_dropped_is_not_repeated() {
    let server = faults((0..9).map(|_| answer(503, "").header("Retry-After", "1")));
    let call = client(&server, quick()).list_loaves().send();
    assert!(tokio::time::timeout(Duration::from_millis(300), call).await.is_err());
    tokio::time::sleep(Duration::from_millis(1200)).await;
    assert_eq!(server.asked().len(), 1);
}
