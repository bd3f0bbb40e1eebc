//! Lists in pages, and waiting: calls that are repeated with a purpose.

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
    Client, Config, Credentials, Draft, ErrorKind, Method, Next, Operation, Page, Paging, Progress, Retry, Wait,
};
use serde_json::json;
use server::{Asked, Server, answer};

/// A page of shops.
#[derive(Clone, Debug, Default)]
struct Shops {
    shops: Vec<String>,
    total: Option<i64>,
    next: Option<String>,
    unknown_members: hwc_core::Members,
}

hwc_core::object!(Shops { shops "shops" total "total" next "next" });

impl Page for Shops {
    type Item = String;

    fn count(&self) -> usize {
        self.shops.len()
    }

    fn into_items(self) -> Vec<String> {
        self.shops
    }

    fn total(&self) -> Option<i64> {
        self.total
    }

    fn next(&self) -> Next<'_> {
        Next::said(self.next.as_deref())
    }
}

const LIST: Operation = Operation::new("list_shops", Method::Get, "/shops");

static BY_OFFSET: Operation = LIST.with_paging(Paging::Offset { offset: "offset", limit: Some("limit"), first: 0 });
static BY_PAGE: Operation = LIST.with_paging(Paging::Page { page: "page", limit: Some("size"), first: 1 });
static BY_MARKER: Operation = LIST.with_paging(Paging::Marker { marker: "marker", limit: Some("limit") });
static BY_LINK: Operation = LIST.with_paging(Paging::Link);

fn draft(server: &Server, operation: &'static Operation) -> Draft {
    let config = Config::builder().endpoint("bakery", &server.url).allow_http().retry(Retry::none());
    let config = config.credentials(Credentials::token("t")).build().unwrap();
    Draft::new(&Client::new(&config, &sample::SERVICE), operation)
}

/// Value of a query parameter that is a number.
fn number(asked: &Asked, name: &str) -> Option<usize> {
    let query = asked.target.split_once('?')?.1;
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?.parse().ok()
}

fn shops(range: std::ops::Range<usize>) -> Vec<String> {
    range.map(|number| format!("shop-{number}")).collect()
}

fn targets(server: &Server) -> Vec<String> {
    server.asked().into_iter().map(|asked| asked.target).collect()
}

/// Seven shops, by offset and limit.
fn by_offset(with_total: bool) -> Server {
    Server::new(move |asked| {
        let offset = number(asked, "offset").unwrap_or(0);
        let end = (offset + number(asked, "limit").unwrap_or(3)).min(7);
        let total = with_total.then_some(7);
        answer(200, json!({ "shops": shops(offset.min(7)..end), "total": total }).to_string())
    })
}

#[tokio::test]
async fn an_offset_moves_on_by_what_came_and_stops_at_the_total() {
    let server = by_offset(true);
    let items = draft(&server, &BY_OFFSET).items::<Shops>().try_collect().await.unwrap();
    assert_eq!(items, shops(0..7));
    assert_eq!(targets(&server), ["/shops", "/shops?offset=3", "/shops?offset=6"]);
}

#[tokio::test]
async fn a_given_limit_and_offset_are_kept_and_a_page_shorter_than_one_before_is_the_last() {
    let server = by_offset(false);
    let mut draft = draft(&server, &BY_OFFSET);
    draft.query("limit", &2);
    draft.query("offset", &2);
    assert_eq!(draft.items::<Shops>().try_collect().await.unwrap(), shops(2..7));
    assert_eq!(targets(&server), [2, 4, 6].map(|offset| format!("/shops?limit=2&offset={offset}")));
}

#[tokio::test]
async fn without_total_an_empty_page_is_the_last_where_none_was_shorter() {
    let server = Server::new(|asked| {
        let offset = number(asked, "offset").unwrap_or(0);
        answer(200, json!({ "shops": shops(offset.min(6)..(offset + 3).min(6)) }).to_string())
    });
    assert_eq!(draft(&server, &BY_OFFSET).items::<Shops>().try_collect().await.unwrap(), shops(0..6));
    assert_eq!(targets(&server), ["/shops", "/shops?offset=3", "/shops?offset=6"]);
}

#[tokio::test]
async fn no_page_is_fetched_before_it_is_asked_for() {
    let server = by_offset(true);
    let mut items = draft(&server, &BY_OFFSET).items::<Shops>();
    assert!(server.asked().is_empty());
    for _ in 0..3 {
        items.try_next().await.unwrap().unwrap();
    }
    assert_eq!(server.asked().len(), 1);
    items.try_next().await.unwrap().unwrap();
    assert_eq!(server.asked().len(), 2);
}

#[tokio::test]
async fn pages_are_counted() {
    let server = Server::new(|asked| {
        let page = number(asked, "page").unwrap_or(1);
        answer(200, json!({ "shops": shops(page * 2 - 2..(page * 2).min(5)), "total": 5 }).to_string())
    });
    let mut draft = draft(&server, &BY_PAGE);
    draft.query("size", &2);
    let mut pages = draft.pages::<Shops>();
    let mut counts = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        assert_eq!(page.status(), 200);
        counts.push(page.shops.len());
    }
    assert_eq!(counts, [2, 2, 1]);
    assert_eq!(targets(&server), ["/shops?size=2", "/shops?page=2&size=2", "/shops?page=3&size=2"]);
}

fn by_next(next: impl Fn(&Asked) -> Option<&'static str> + Send + Sync + 'static) -> Server {
    Server::new(move |asked| answer(200, json!({ "shops": ["s"], "next": next(asked) }).to_string()))
}

#[tokio::test]
async fn markers_are_followed_to_the_page_without_one() {
    let server = by_next(|asked| match asked.target.as_str() {
        "/shops" => Some("a b"),
        "/shops?marker=a%20b" => Some("c"),
        _ => None,
    });
    assert_eq!(draft(&server, &BY_MARKER).items::<Shops>().try_collect().await.unwrap().len(), 3);
    assert_eq!(targets(&server), ["/shops", "/shops?marker=a%20b", "/shops?marker=c"]);
}

#[tokio::test]
async fn a_marker_that_comes_twice_is_an_error_and_no_loop() {
    let server = by_next(|_| Some("again"));
    let mut items = draft(&server, &BY_MARKER).items::<Shops>();
    let mut count = 0;
    let error = loop {
        match items.try_next().await {
            Ok(Some(_)) => count += 1,
            Ok(None) => panic!("no error"),
            Err(error) => break error,
        }
    };
    assert_eq!((count, error.kind(), server.asked().len()), (1, ErrorKind::Paging, 2));
    assert!(error.to_string().contains("`again`"), "{error}");
    assert!(items.try_next().await.unwrap().is_none(), "an error ends it");
}

#[tokio::test]
async fn an_empty_marker_is_the_end_and_is_never_sent() {
    let server = by_next(|asked| if asked.target == "/shops" { Some("a") } else { Some("") });
    assert_eq!(draft(&server, &BY_MARKER).items::<Shops>().try_collect().await.unwrap().len(), 2);
    assert_eq!(targets(&server), ["/shops", "/shops?marker=a"]);
}

/// Two pages of one shop each by marker or link, of which the second has no way on and says that there are so many in
/// all.
fn without_a_way_on(total: i64) -> Server {
    Server::new(move |asked| {
        let next = if asked.target.contains('?') { "" } else { "?marker=a" };
        answer(200, json!({ "shops": ["s"], "next": next, "total": total }).to_string())
    })
}

#[tokio::test]
async fn a_list_that_ends_before_its_total_is_an_error_that_tells_both() {
    for operation in [&BY_MARKER, &BY_LINK] {
        let server = without_a_way_on(2);
        assert_eq!(draft(&server, operation).items::<Shops>().try_collect().await.unwrap().len(), 2);
        let server = without_a_way_on(3);
        let error = draft(&server, operation).items::<Shops>().try_collect().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Paging);
        assert!(error.to_string().contains("it has 3 items, 2 came"), "{error}");
    }
    let server = without_a_way_on(9);
    let mut amid = draft(&server, &BY_MARKER);
    amid.query("marker", &"z");
    assert_eq!(amid.items::<Shops>().try_collect().await.unwrap().len(), 1, "how many came before cannot be told");
}

#[tokio::test]
async fn a_mark_leads_on_from_a_page_that_is_shorter_than_its_limit() {
    let server = by_next(|asked| if asked.target.contains("marker") { None } else { Some("a") });
    let mut draft = draft(&server, &BY_MARKER);
    draft.query("limit", &1000);
    assert_eq!(draft.items::<Shops>().try_collect().await.unwrap().len(), 2, "the service cut the limit to its own");
}

/// Seven shops, of which a page has three, whatever limit is asked for.
fn with_a_limit_of_its_own(asked: &Asked, begin: usize, total: Option<i64>) -> server::Answer {
    assert_eq!(number(asked, "limit").or(number(asked, "size")), Some(1000));
    answer(200, json!({ "shops": shops(begin.min(7)..(begin + 3).min(7)), "total": total }).to_string())
}

#[tokio::test]
async fn a_first_page_that_is_shorter_than_its_limit_is_not_the_last() {
    for total in [Some(7), None] {
        let begin = |asked: &Asked| number(asked, "offset").unwrap_or(0);
        let by_offset = Server::new(move |asked| with_a_limit_of_its_own(asked, begin(asked), total));
        let begin = |asked: &Asked| (number(asked, "page").unwrap_or(1) - 1) * 3;
        let by_page = Server::new(move |asked| with_a_limit_of_its_own(asked, begin(asked), total));
        for (server, operation, limit) in [(&by_offset, &BY_OFFSET, "limit"), (&by_page, &BY_PAGE, "size")] {
            let mut draft = draft(server, operation);
            draft.query(limit, &1000);
            assert_eq!(draft.items::<Shops>().try_collect().await.unwrap(), shops(0..7), "{total:?}");
            assert_eq!(server.asked().len(), 3);
        }
    }
}

#[tokio::test]
async fn a_total_that_is_that_of_the_page_does_not_end_the_list() {
    let server = Server::new(|asked| {
        let offset = number(asked, "offset").unwrap_or(0);
        let page = shops(offset.min(7)..(offset + 3).min(7));
        answer(200, json!({ "total": page.len(), "shops": page }).to_string())
    });
    let mut draft = draft(&server, &BY_OFFSET);
    draft.query("limit", &3);
    assert_eq!(draft.items::<Shops>().try_collect().await.unwrap(), shops(0..7));
}

#[tokio::test]
async fn an_empty_page_before_the_total_is_an_error_that_tells_both() {
    // It counts pages, and is documented to count items.
    let server = Server::new(|asked| {
        let begin = number(asked, "offset").unwrap_or(0) * 3;
        answer(200, json!({ "shops": shops(begin.min(7)..(begin + 3).min(7)), "total": 7 }).to_string())
    });
    let error = draft(&server, &BY_OFFSET).items::<Shops>().try_collect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Paging);
    assert!(error.to_string().contains("it has 7 items, 3 came"), "{error}");
    let mut behind = draft(&server, &BY_OFFSET);
    behind.query("offset", &100);
    assert_eq!(behind.items::<Shops>().try_collect().await.unwrap().len(), 0, "who asks behind the end gets nothing");
}

#[tokio::test]
async fn what_a_link_does_not_name_is_as_it_was_given() {
    let server = by_next(|asked| if asked.target.contains("marker") { None } else { Some("/shops?marker=x&name=b") });
    let mut draft = draft(&server, &BY_LINK);
    draft.query("limit", &2);
    draft.query("name", &"a");
    draft.items::<Shops>().try_collect().await.unwrap();
    assert_eq!(targets(&server), ["/shops?limit=2&name=a", "/shops?limit=2&marker=x&name=b"]);
}

#[tokio::test]
async fn of_a_link_only_the_query_counts() {
    let server = by_next(|asked| match asked.target.as_str() {
        "/shops" => Some("https://elsewhere.example/shops?marker=x%2Fy&limit=1#top"),
        _ => None,
    });
    assert_eq!(draft(&server, &BY_LINK).items::<Shops>().try_collect().await.unwrap().len(), 2);
    assert_eq!(targets(&server), ["/shops", "/shops?limit=1&marker=x%2Fy"]);
}

#[tokio::test]
async fn an_operation_that_states_no_paging_has_one_page() {
    let server = by_next(|_| Some("more"));
    assert_eq!(
        draft(&server, {
            static ONE: Operation = LIST;
            &ONE
        })
        .items::<Shops>()
        .try_collect()
        .await
        .unwrap()
        .len(),
        1
    );
}

#[tokio::test]
async fn an_error_ends_the_list() {
    let server = Server::new(|_| answer(500, ""));
    let mut pages = draft(&server, &BY_OFFSET).pages::<Shops>();
    assert_eq!(pages.try_next().await.unwrap_err().status(), Some(500));
    assert!(pages.try_next().await.unwrap().is_none());
}

/// Answers one state after the other, the last one for ever.
fn states(states: &'static [&'static str]) -> Server {
    let next = AtomicUsize::new(0);
    Server::new(move |_| match states[next.fetch_add(1, Ordering::SeqCst).min(states.len() - 1)] {
        "gone" => answer(404, ""),
        state => answer(200, json!({ "next": state }).to_string()),
    })
}

fn judge(shops: &Shops) -> Progress {
    match shops.next.as_deref() {
        Some("open") => Progress::Done,
        Some("burnt") => Progress::Failed("the oven was too hot".into()),
        state => Progress::Running(state.unwrap_or_default().into()),
    }
}

fn wait() -> Wait {
    Wait::new().first_pause(Duration::from_millis(5)).limit(Duration::from_millis(200))
}

#[tokio::test]
async fn waiting_ends_when_it_is_done_and_tells_on_the_way() {
    let server = states(&["building", "painting", "open"]);
    let told = Arc::new(Mutex::new(Vec::new()));
    let tell = told.clone();
    let drafted = draft(&server, &BY_OFFSET);
    let ask = move || drafted.clone().call::<Shops>();
    let waiting = wait().on_progress(move |state| tell.lock().unwrap().push(state.to_owned())).until(ask, judge);
    fn is_send<T: Send + 'static>(future: T) -> T {
        future
    }
    assert_eq!(is_send(waiting).await.unwrap().next.as_deref(), Some("open"));
    assert_eq!(*told.lock().unwrap(), ["building", "painting"]);
}

#[tokio::test]
async fn waiting_ends_with_the_reason_or_when_the_time_is_up() {
    let server = states(&["building", "burnt"]);
    let error = wait().until(|| draft(&server, &BY_OFFSET).call::<Shops>(), judge).await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Failed, "the oven was too hot"));
    let server = states(&["building"]);
    let error = wait().until(|| draft(&server, &BY_OFFSET).call::<Shops>(), judge).await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(error.to_string(), "not done within 200ms; last state: building");
}

#[tokio::test]
async fn no_limit_is_too_long() {
    let server = states(&["building", "open"]);
    let mut patient = draft(&server, &BY_OFFSET);
    patient.options(hwc_core::CallOptions::new().timeout(Duration::MAX));
    let ask = move || patient.clone().call::<Shops>();
    wait().limit(Duration::MAX).until(ask, judge).await.unwrap();
}

#[tokio::test]
async fn waiting_for_what_is_to_go_away() {
    let server = states(&["closing", "gone"]);
    wait().until_gone(|| draft(&server, &BY_OFFSET).call::<Shops>()).await.unwrap();
    assert_eq!(server.asked().len(), 2);
}
