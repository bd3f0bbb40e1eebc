//! Many calls at once against a cloud where a tenth of the replies go wrong: each call ends in a result or a typed error,
//! none is made twice that may not be, and memory stays flat.
//!
//! The short run is a test like any other; the long one is `cargo test -p hwc-core --release --test soak -- --ignored`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use hwc_core::{
    BodyKind, CallOptions, Client, Config, ConfigBuilder, Credentials, Draft, ErrorKind, Method, Operation, Retry,
    Scope, Service,
};
use hwc_mock::{Cloud, Fault, Mock, Request};
use serde_json::{Value, json};

static SERVICE: Service = Service::new("oven", "Oven", &[]);
static CREATE: Operation = Operation::new("create_oven", Method::Post, "/v1/{project_id}/ovens")
    .with_scope(Scope::Project)
    .with_body(BodyKind::Json);
static LIST: Operation = Operation::new("list_ovens", Method::Get, "/v1/{project_id}/ovens").with_scope(Scope::Project);
static CHANGE: Operation = Operation::new("change_oven", Method::Put, "/v1/{project_id}/ovens/{id}")
    .with_scope(Scope::Project)
    .with_body(BodyKind::Json);
static DELETE: Operation =
    Operation::new("delete_oven", Method::Delete, "/v1/{project_id}/ovens/{id}").with_scope(Scope::Project);

const TASKS: usize = 64;

/// How often each call was carried out, by its number: a refusal for want of a token is no call.
type Counts = Arc<Mutex<HashMap<usize, usize>>>;

fn model() -> String {
    let operation = |operation: &Operation, reply: Value| {
        let example = json!([{ "status": 200, "body": reply, "source": {} }]);
        json!({ "key": operation.name(), "id": operation.name(), "title": "", "method": operation.method().as_str(),
            "path": operation.path(), "source": {}, "response_examples": example })
    };
    let oven = json!({ "id": "1", "name": "old", "heat": 900 });
    let operations = [
        operation(&CREATE, json!({ "oven": oven })),
        operation(&LIST, json!({ "ovens": [oven], "total": 1 })),
        operation(&CHANGE, json!({ "oven": oven })),
        operation(&DELETE, json!({})),
    ];
    let service = json!({ "key": "oven", "crate_name": "", "title": "" });
    json!({ "format": 1, "service": service, "operations": operations, "types": [], "pages": [] }).to_string()
}

/// A cloud where a tenth of the replies go wrong, in all the ways there are.
fn rough_cloud(counts: &Counts) -> Cloud {
    let counts = counts.clone();
    let count = move |request: &Request| {
        let number = request.header("x-call").and_then(|number| number.parse().ok());
        if let Some(number) = number.filter(|_| request.status() != Some(401)) {
            *counts.lock().unwrap().entry(number).or_default() += 1;
        }
    };
    let mock = Mock::of(&model()).stateful().strict_tokens().with_keys("AK", "SK").keep_requests(100).observe(count);
    let cloud = mock.start().unwrap();
    let faults = [
        "503 chance=0.03",
        "429 retry-after=0 chance=0.02",
        "cut chance=0.02",
        "cut-body chance=0.01",
        "truncated chance=0.01",
        "slow=1 chance=0.01",
    ];
    cloud.script(faults.map(|fault| fault.parse().unwrap()));
    cloud
}

fn client(cloud: &Cloud, configure: impl Fn(ConfigBuilder) -> ConfigBuilder) -> Client {
    let retry = Retry::new().first_pause(Duration::from_millis(2)).longest_pause(Duration::from_millis(10));
    let builder = Config::builder().project_id("p").endpoint("oven", cloud.endpoint()).allow_http().retry(retry);
    Client::new(&configure(builder.iam_endpoint(cloud.endpoint())).build().unwrap(), &SERVICE)
}

/// One call of many; what it is depends on its number.
async fn call(client: &Client, number: usize, created: &mut Vec<String>) -> Result<(), ErrorKind> {
    let draft = |operation: &'static Operation, id: Option<&String>| {
        let mut draft = Draft::new(client, operation);
        if let Some(id) = id {
            draft.path("id", id);
        }
        draft.options(CallOptions::new().header("X-Call", number.to_string()));
        draft
    };
    let result = match (number % 4, created.last().cloned()) {
        (1, _) | (2 | 3, None) => {
            let mut list = draft(&LIST, None);
            list.query("limit", &5);
            list.call::<Value>().await
        }
        (2, Some(id)) => {
            let mut change = draft(&CHANGE, Some(&id));
            change.member("heat", &number);
            change.call::<Value>().await
        }
        (3, Some(id)) => {
            created.pop();
            draft(&DELETE, Some(&id)).call::<Value>().await
        }
        _ => {
            let mut create = draft(&CREATE, None);
            create.member("name", &format!("oven {number}"));
            create.call::<Value>().await
        }
    };
    let reply = result.map_err(|error| error.kind())?;
    created.extend(reply["oven"]["id"].as_str().filter(|_| number.is_multiple_of(4)).map(str::to_owned));
    Ok(())
}

/// What became of all calls.
#[derive(Debug, Default)]
struct Outcome {
    good: usize,
    errors: HashMap<ErrorKind, usize>,
}

async fn soak(cloud: &Cloud, calls: usize) -> Outcome {
    let signed = client(cloud, |builder| builder.credentials(Credentials::access_key("AK", "SK")));
    let password = || Credentials::password("potter", "clay").in_domain("village");
    let with_token = client(cloud, |builder| builder.credentials(password()));
    let tasks = (0..TASKS).map(|task| {
        let client = if task % 2 == 0 { signed.clone() } else { with_token.clone() };
        tokio::spawn(async move {
            let (mut results, mut created) = (Vec::new(), Vec::new());
            for number in (task..calls).step_by(TASKS) {
                // The number says what the call is; tasks are spread over all kinds.
                results.push(call(&client, number / TASKS + number % TASKS * calls, &mut created).await);
            }
            results
        })
    });
    let tasks = tasks.collect::<Vec<_>>();
    let mut outcome = Outcome::default();
    for task in tasks {
        for result in task.await.unwrap() {
            match result {
                Ok(()) => outcome.good += 1,
                Err(kind) => *outcome.errors.entry(kind).or_default() += 1,
            }
        }
    }
    outcome
}

/// Memory that the process holds, in KiB; nothing where the system does not say.
fn held() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

async fn run(calls: usize, most_mebibytes: usize) {
    let counts = Counts::default();
    let cloud = rough_cloud(&counts);
    // What is allocated once is allocated now.
    soak(&cloud, calls / 4).await;
    let before = held();
    counts.lock().unwrap().clear();
    cloud.revoke_tokens();
    let outcome = soak(&cloud, calls).await;
    let after = held();

    assert_eq!(outcome.good + outcome.errors.values().sum::<usize>(), calls);
    assert!(outcome.good > calls * 9 / 10, "{outcome:?}");
    let typed = [ErrorKind::Service, ErrorKind::Transport, ErrorKind::Decode, ErrorKind::Credentials];
    assert!(outcome.errors.keys().all(|kind| typed.contains(kind)), "{outcome:?}");
    let counts = counts.lock().unwrap();
    let is_creation = |number: &usize| (number % calls).is_multiple_of(4);
    let twice: Vec<_> = counts.iter().filter(|(number, count)| is_creation(number) && **count > 1).collect();
    assert!(twice.is_empty(), "created more than once: {twice:?}");
    assert!(counts.iter().any(|(number, count)| !is_creation(number) && *count > 1), "nothing was repeated");
    if let (Some(before), Some(after)) = (before, after) {
        println!("{outcome:?}, {before} KiB before, {after} KiB after");
        assert!(after < before + most_mebibytes * 1024, "grew from {before} to {after} KiB");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_on_a_rough_road_end_well_or_tell_why() {
    // Another test of this program may hold memory of its own.
    run(2_000, 64).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a while: .ci/run runs it"]
async fn twenty_thousand_calls_on_a_rough_road() {
    run(20_000, 16).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_callers_whose_token_is_refused_renew_it_once() {
    let cloud = Mock::of(&model()).strict_tokens().start().unwrap();
    let client = client(&cloud, |builder| builder.credentials(Credentials::password("potter", "clay").in_domain("v")));
    let list = || Draft::new(&client, &LIST).call::<Value>();
    list().await.unwrap();
    cloud.revoke_tokens();
    cloud.forget_requests();
    // All of them are refused before the new token is there.
    cloud.script([Fault::delay(Duration::from_millis(200)).on("POST /v3/auth/tokens")]);
    let calls: Vec<_> = (0..1000).map(|_| tokio::spawn(list())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let requests = cloud.requests();
    assert_eq!(requests.clone().of("POST /v3/auth/tokens").len(), 1);
    assert!(requests.with_status(401).len() > 1);
}
