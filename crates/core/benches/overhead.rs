//! What a call costs over bare reqwest with serde: the same signed request, the same reply, in CPU time of this process.
//!
//! `cargo bench -p hwc-core --bench overhead` runs a server in a process of its own, then both ways in turns, one after
//! the other and 64 at once, and prints the median of each. Linux only: the CPU time is read from `/proc`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "run by hand")]

use std::{
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    thread,
};

use hwc_core::{
    AccessKey, Client, Config, Credentials, Draft, Members, Method, Operation, Paging, Service, SignRequest,
};

static SERVICE: Service = Service::new("bakery", "Bakery", &[]);
static LIST: Operation = Operation::new("list_breads", Method::Get, "/v1/breads")
    .with_page("list-breads.rst")
    .with_paging(Paging::Offset { offset: "offset", limit: Some("limit"), first: 0 });

const CALLS: usize = 2000;
const ROUNDS: usize = 9;
const AT_ONCE: usize = 64;

fn main() {
    if env::args().nth(1).as_deref() == Some("serve") {
        return serve();
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (mut server, url) = start();
    let compared = runtime.block_on(async { tokio::spawn(compare(url)).await });
    // Whatever came of it, the server does not stay.
    server.kill().unwrap();
    compared.unwrap();
}

async fn compare(url: String) {
    let (bare, ours) = (Bare::new(&url), Ours::new(&url));
    for (name, at_once) in [("one after the other", 1), ("64 at once", AT_ONCE)] {
        let (mut theirs, mut mine) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            theirs.push(measure(at_once, || bare.call()).await);
            mine.push(measure(at_once, || ours.call()).await);
        }
        let (theirs, mine) = (median(theirs), median(mine));
        println!("{name}: bare {theirs:.1} µs, ours {mine:.1} µs, {:+.1} %", (mine / theirs - 1.0) * 100.0);
    }
}

/// CPU time of a call in µs.
async fn measure<F: Future<Output = usize> + Send + 'static>(at_once: usize, call: impl Fn() -> F) -> f64 {
    let begun = cpu();
    let mut left = CALLS;
    while left > 0 {
        let now = at_once.min(left);
        left -= now;
        if at_once == 1 {
            assert_eq!(call().await, 20);
            continue;
        }
        let calls: Vec<_> = (0..now).map(|_| tokio::spawn(call())).collect();
        for call in calls {
            assert_eq!(call.await.unwrap(), 20);
        }
    }
    (cpu() - begun) / CALLS as f64 / 1e3
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Nanoseconds on a processor, of all threads.
fn cpu() -> f64 {
    let tasks = fs::read_dir("/proc/self/task").unwrap().flatten();
    let times = tasks.filter_map(|task| fs::read_to_string(task.path().join("schedstat")).ok());
    times.filter_map(|stat| stat.split(' ').next()?.parse::<f64>().ok()).sum()
}

/// By hand.
struct Bare {
    http: reqwest::Client,
    key: AccessKey,
    url: String,
}

#[derive(serde::Deserialize)]
#[allow(dead_code, reason = "read from JSON")]
struct BareBreads {
    breads: Vec<BareBread>,
    total: Option<i64>,
}

#[derive(serde::Deserialize)]
#[allow(dead_code, reason = "read from JSON")]
struct BareBread {
    id: Option<String>,
    name: Option<String>,
    oven_id: Option<String>,
    description: Option<String>,
    weight: Option<i64>,
    is_sold: Option<bool>,
    created_at: Option<String>,
}

impl Bare {
    fn new(url: &str) -> Self {
        // None is built in; ours is given its own.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Bare { http, key: key(), url: format!("{url}/v1/breads?limit=20&name=rye&offset=0") }
    }

    fn call(&self) -> impl Future<Output = usize> + Send + 'static {
        let (http, key, url) = (self.http.clone(), self.key.clone(), self.url.clone());
        async move {
            let headers = SignRequest::new("GET", &url).sign(&key).unwrap();
            let mut request = http.get(&url);
            for (name, value) in &headers {
                request = request.header(name, value);
            }
            let reply = request.send().await.unwrap();
            assert!(reply.status().is_success());
            let body = reply.bytes().await.unwrap();
            let breads: BareBreads = serde_json::from_slice(&body).unwrap();
            breads.breads.len()
        }
    }
}

fn key() -> AccessKey {
    Credentials::access_key("AKAKAKAKAKAKAKAKAKAK", "SKSKSKSKSKSKSKSKSKSKSKSKSKSKSKSKSKSKSKSK")
}

/// As a generated crate does it.
struct Ours(Client);

#[derive(Clone, Debug, Default)]
struct Breads {
    breads: Vec<Bread>,
    total: Option<i64>,
    unknown_members: Members,
}

hwc_core::object!(Breads { breads "breads" total "total" });

#[derive(Clone, Debug, Default)]
struct Bread {
    id: Option<String>,
    name: Option<String>,
    oven_id: Option<String>,
    description: Option<String>,
    weight: Option<i64>,
    is_sold: Option<bool>,
    created_at: Option<String>,
    unknown_members: Members,
}

hwc_core::object!(Bread {
    id "id"
    name "name"
    oven_id "oven_id"
    description "description"
    weight "weight"
    is_sold "is_sold"
    created_at "created_at"
});

impl Ours {
    fn new(url: &str) -> Self {
        let config = Config::builder().endpoint("bakery", url).allow_http().no_proxy().region("eu-de");
        Ours(Client::new(&config.credentials(key()).build().unwrap(), &SERVICE))
    }

    fn call(&self) -> impl Future<Output = usize> + Send + 'static {
        let mut draft = Draft::new(&self.0, &LIST);
        draft.query("limit", &20);
        draft.query("name", &"rye");
        draft.query("offset", &0);
        let call = draft.call::<Breads>();
        async move { call.await.unwrap().breads.len() }
    }
}

/// The server in a process of its own, and its address.
fn start() -> (Child, String) {
    let mut server = Command::new(env::current_exe().unwrap()).arg("serve").stdout(Stdio::piped()).spawn().unwrap();
    let mut url = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut url).unwrap();
    (server, url.trim().to_owned())
}

fn serve() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    println!("http://{}", listener.local_addr().unwrap());
    let bread = r#"{"id":"0123456789abcdef0123456789abcdef","name":"rye","oven_id":"fedcba9876543210fedcba9876543210","description":"dark, with a crust","weight":750,"is_sold":false,"created_at":"2026-01-02T03:04:05Z"}"#;
    let body = format!("{{\"breads\":[{}],\"total\":20}}", vec![bread; 20].join(","));
    let reply = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Request-Id: r-1\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    for stream in listener.incoming().flatten() {
        let reply = reply.clone();
        thread::spawn(move || answer_all(stream, reply.as_bytes()));
    }
}

/// Requests have no body here: an empty line ends each.
fn answer_all(mut stream: TcpStream, reply: &[u8]) {
    let (mut seen, mut chunk) = (Vec::new(), [0; 4096]);
    while let Ok(read @ 1..) = stream.read(&mut chunk) {
        seen.extend_from_slice(&chunk[..read]);
        if seen.ends_with(b"\r\n\r\n") {
            seen.clear();
            if stream.write_all(reply).is_err() {
                return;
            }
        }
    }
}
