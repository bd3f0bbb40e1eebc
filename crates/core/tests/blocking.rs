//! Calls without an async runtime.

#![cfg(feature = "blocking")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[allow(unreachable_pub, dead_code, reason = "a crate in a module")]
mod sample;
#[allow(unreachable_pub, dead_code, reason = "shared by tests")]
mod server;

use std::{thread, time::Duration};

use hwc_core::{
    Config, Credentials, Draft, ErrorKind, Method, Operation, Paging, Progress, Retry, Value, Wait, blocking,
};
use sample::Client;
use server::{Server, answer};

static PAGES: Operation = Operation::new("list", Method::Get, "/list").with_paging(Paging::Offset {
    offset: "offset",
    limit: Some("limit"),
    first: 0,
});

fn config(server: &Server) -> Config {
    let config = Config::builder().project_id("p").endpoint("bakery", &server.url).allow_http();
    config.retry(Retry::none()).credentials(Credentials::token("t")).build().unwrap()
}

/// Three items in pages of two.
fn list(server: &Server) -> Draft {
    let mut draft = Draft::new(&hwc_core::Client::new(&config(server), &sample::SERVICE), &PAGES);
    draft.query("limit", &2);
    draft
}

fn paged() -> Server {
    Server::new(|asked| answer(200, if asked.target.contains("offset=2") { "[3]" } else { "[1, 2]" }))
}

#[test]
fn a_call_is_made_without_a_runtime_and_again_on_the_same_connection() {
    let server = Server::new(|_| answer(200, r#"[{"id": "a"}]"#));
    let client = Client::new(&config(&server));
    for _ in 0..2 {
        let loaves = client.list_loaves().limit(1).send().blocking().unwrap();
        assert_eq!((loaves.status(), loaves[0].id.as_deref()), (200, Some("a")));
    }
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn an_error_is_the_same_as_of_a_call_that_is_awaited() {
    let server = Server::new(|_| answer(404, r#"{"error_code": "BK.1", "error_msg": "no"}"#));
    let error = Client::new(&config(&server)).list_loaves().send().blocking().unwrap_err();
    assert_eq!(error.to_string(), "list_loaves: HTTP 404, BK.1: no");
}

#[test]
fn many_threads_share_a_client() {
    let server = Server::new(|_| answer(200, "[]"));
    let client = Client::new(&config(&server));
    let threads: Vec<_> = (0..16)
        .map(|_| {
            let client = client.clone();
            thread::spawn(move || client.list_loaves().send().blocking().map(|loaves| loaves.len()))
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap().unwrap(), 0);
    }
}

#[test]
fn pages_and_items_are_iterators() {
    let server = paged();
    let items: Result<Vec<Value>, _> = list(&server).items::<Vec<Value>>().blocking().collect();
    assert_eq!(items.unwrap(), [1, 2, 3]);
    let pages: Vec<usize> = list(&server).pages::<Vec<Value>>().blocking().map(|page| page.unwrap().len()).collect();
    assert_eq!(pages, [2, 1]);
}

#[test]
fn no_page_is_fetched_before_it_is_asked_for() {
    let server = paged();
    let mut items = list(&server).items::<Vec<Value>>().blocking();
    assert!(server.asked().is_empty());
    items.next().unwrap().unwrap();
    items.next().unwrap().unwrap();
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn whatever_can_be_awaited_can_be_waited_for() {
    let server = Server::new(|_| answer(200, "[]"));
    let client = Client::new(&config(&server));
    let wait = Wait::new().first_pause(Duration::from_millis(1));
    let done = wait.until(|| client.list_loaves().send(), |_| Progress::Done);
    assert_eq!(blocking::wait(done).unwrap().len(), 0);
}

#[tokio::test]
async fn in_a_runtime_a_blocking_call_is_an_error_and_no_panic() {
    let server = paged();
    let client = Client::new(&config(&server));
    let error = client.list_loaves().send().blocking().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Usage);
    assert!(error.to_string().contains("await the call"), "{error}");
    let errors: Vec<_> = list(&server).items::<Vec<Value>>().blocking().collect();
    assert!(matches!(errors.as_slice(), [Err(_)]), "one error, and the end");
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn a_configuration_serves_both_kinds_of_calls() {
    let server = Server::new(|_| answer(200, "[]"));
    let client = Client::new(&config(&server));
    client.list_loaves().send().await.unwrap();
    let other = client.clone();
    thread::spawn(move || other.list_loaves().send().blocking().unwrap()).join().unwrap();
    client.list_loaves().send().await.unwrap();
    assert_eq!(server.asked().len(), 3);
}
