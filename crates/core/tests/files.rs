//! Files: sent and received as a whole or bit by bit.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[allow(unreachable_pub, dead_code, reason = "a crate in a module")]
mod sample;
#[allow(unreachable_pub, dead_code, reason = "shared by tests")]
mod server;

use std::{
    fs, io,
    path::PathBuf,
    pin::Pin,
    sync::atomic::{AtomicUsize, Ordering},
    task::{Context, Poll},
    time::Duration,
};

use futures_core::Stream;
use hwc_core::{
    BodyKind, Bytes, Call, Client, Config, Content, Credentials, Draft, ErrorKind, Method, Operation, Retry,
};
use serde_json::json;
use server::{Server, answer};

static UPLOAD: Operation =
    Operation::new("upload", Method::Put, "/files").with_body(BodyKind::Bytes("application/x-tar"));
static DOWNLOAD: Operation = Operation::new("download", Method::Get, "/files");

fn client(server: &Server, credentials: impl Into<Credentials>) -> Client {
    let config = Config::builder()
        .region("eu-de")
        .project_id("p")
        .endpoint("bakery", &server.url)
        .iam_endpoint(&server.url)
        .allow_http()
        .retry(Retry::new().first_pause(Duration::from_millis(1)))
        .credentials(credentials);
    Client::new(&config.build().unwrap(), &sample::SERVICE)
}

fn key() -> Credentials {
    Credentials::access_key("AK", "SK").into()
}

fn upload(client: &Client, content: impl Into<Content>) -> Call<()> {
    let mut draft = Draft::new(client, &UPLOAD);
    draft.bytes(content);
    draft.call()
}

/// The numbers from 0, one a chunk.
struct Count(u8, u8);

impl Stream for Count {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0 += 1;
        Poll::Ready((self.0 <= self.1).then(|| Ok(vec![self.0 - 1].into())))
    }
}

fn file(name: &str, length: usize) -> (PathBuf, Vec<u8>) {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let content: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
    fs::write(&path, &content).unwrap();
    (path, content)
}

#[tokio::test]
async fn bytes_are_sent_and_signed_as_they_are() {
    let server = Server::new(|_| answer(200, ""));
    upload(&client(&server, key()), b"data".to_vec()).await.unwrap();
    let asked = &server.asked()[0];
    assert_eq!((asked.body.as_slice(), asked.header("content-type")), (&b"data"[..], Some("application/x-tar")));
    assert_eq!(asked.header("x-sdk-content-sha256"), None);
}

#[tokio::test]
async fn a_file_is_sent_with_its_length_and_signed_without_its_content() {
    let server = Server::new(|_| answer(200, ""));
    let (path, content) = file("long", 300_000);
    upload(&client(&server, key()), Content::file(path)).await.unwrap();
    let asked = &server.asked()[0];
    assert!(asked.body == content, "{} bytes", asked.body.len());
    assert_eq!(asked.header("content-length"), Some("300000"));
    assert_eq!(asked.header("x-sdk-content-sha256"), Some("UNSIGNED-PAYLOAD"));
    assert!(asked.header("authorization").unwrap().contains("x-sdk-content-sha256;x-sdk-date,"));
}

#[tokio::test]
async fn a_stream_without_a_known_length_is_sent_in_chunks() {
    let server = Server::new(|_| answer(200, ""));
    upload(&client(&server, key()), Content::stream(None, || Count(0, 5))).await.unwrap();
    let asked = &server.asked()[0];
    assert_eq!((asked.body.as_slice(), asked.header("transfer-encoding")), (&[0, 1, 2, 3, 4][..], Some("chunked")));
}

#[tokio::test]
async fn a_stream_is_made_anew_for_each_attempt() {
    let attempts = AtomicUsize::new(0);
    let server = Server::new(move |asked| {
        if asked.target.starts_with("/v3/auth/tokens") {
            let body = json!({ "token": { "expires_at": "2099-01-01T00:00:00Z" } });
            return answer(201, body.to_string()).header("X-Subject-Token", "t");
        }
        answer([503, 401, 200][attempts.fetch_add(1, Ordering::SeqCst)], "")
    });
    let client = client(&server, Credentials::password("u", "pw").in_domain("d"));
    upload(&client, Content::stream(Some(3), || Count(0, 3))).await.unwrap();
    let uploads: Vec<_> = server.asked().into_iter().filter(|asked| asked.method == "PUT").collect();
    assert_eq!(uploads.len(), 3);
    assert!(uploads.iter().all(|asked| asked.body == [0, 1, 2] && asked.header("content-length") == Some("3")));
}

#[tokio::test]
async fn a_file_that_is_not_there_is_told_before_anything_is_sent() {
    let server = Server::new(|_| answer(200, ""));
    let error = upload(&client(&server, key()), Content::file("/nowhere/file")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Usage);
    assert!(error.to_string().starts_with("upload: the file cannot be sent: "), "{error}");
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn what_is_sent_bit_by_bit_is_not_printed() {
    let server = Server::new(|_| answer(200, ""));
    let mut draft = Draft::new(&client(&server, key()), &UPLOAD);
    draft.bytes(Content::stream(Some(7), || Count(0, 7)));
    assert!(draft.preview().to_string().ends_with("\n\na stream of 7 bytes"), "{}", draft.preview());
    draft.bytes("hunter2");
    assert!(draft.preview().to_string().ends_with("\n\n7 bytes"));
}

#[tokio::test]
async fn a_file_is_received_chunk_by_chunk() {
    let server = Server::new(|_| answer(200, "x".repeat(300_000)).header("X-Request-Id", "r-1"));
    let mut download = Draft::new(&client(&server, key()), &DOWNLOAD).call::<Bytes>().download().await.unwrap();
    assert_eq!((download.status(), download.request_id(), download.length()), (200, Some("r-1"), Some(300_000)));
    let (mut chunks, mut bytes) = (0, 0);
    while let Some(chunk) = download.chunk().await.unwrap() {
        chunks += 1;
        bytes += chunk.len();
    }
    assert!(chunks > 1, "{chunks}");
    assert_eq!(bytes, 300_000);
}

#[tokio::test]
async fn a_download_is_repeated_and_refused_as_any_call() {
    let attempts = AtomicUsize::new(0);
    let server = Server::new(move |_| {
        let status = [503, 404][attempts.fetch_add(1, Ordering::SeqCst)];
        answer(status, r#"{"error_code": "BK.1", "error_msg": "gone"}"#)
    });
    let error = Draft::new(&client(&server, key()), &DOWNLOAD).call::<Bytes>().download().await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.to_string(), "download: HTTP 404, BK.1: gone (2 attempts)");
}

#[tokio::test]
async fn a_download_that_breaks_off_is_an_error_and_not_an_end() {
    let server = Server::new(|_| answer(200, "half").cut());
    let mut download = Draft::new(&client(&server, key()), &DOWNLOAD).call::<Bytes>().download().await.unwrap();
    let error = loop {
        match download.chunk().await {
            Ok(chunk) => assert!(chunk.is_some(), "it ended as if it was whole"),
            Err(error) => break error,
        }
    };
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Transport, Some("download")));
}

static IMPORT: Operation = Operation::new("import", Method::Post, "/files").with_body(BodyKind::Form);

fn import(client: &Client, file: impl Into<Content>) -> Draft {
    let mut draft = Draft::new(client, &IMPORT);
    draft.member("mode", &"merge");
    draft.secret_member("pass", &"hunter2");
    draft.file("file_name", file);
    draft.options(hwc_core::CallOptions::new().repeatable(true));
    draft
}

#[tokio::test]
async fn a_form_has_texts_and_files_and_is_the_same_when_it_is_sent_again() {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("form.json");
    fs::write(&path, "{}").unwrap();
    let far = "Fri, 02 Jan 2099 03:04:05 GMT";
    let count = AtomicUsize::new(0);
    let server = Server::new(move |_| {
        let status = if count.fetch_add(1, Ordering::SeqCst) == 0 { 401 } else { 200 };
        answer(status, "").header("Date", far)
    });
    import(&client(&server, key()), Content::file(&path)).call::<()>().await.unwrap();
    let asked = server.asked();
    let media_type = asked[1].header("content-type").unwrap().to_owned();
    let boundary = media_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let field = |name: &str, value: &str| {
        format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let file = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file_name\"; filename=\"form.json\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n{{}}\r\n--{boundary}--\r\n"
    );
    let expected = field("mode", "merge") + &field("pass", "hunter2") + &file;
    assert_eq!(String::from_utf8_lossy(&asked[1].body), expected);
    assert_eq!((asked.len(), &asked[0].body), (2, &asked[1].body));
    assert_eq!(asked[1].header("content-length"), Some(expected.len().to_string().as_str()));
    assert_eq!(asked[1].header("x-sdk-content-sha256"), Some("UNSIGNED-PAYLOAD"));
    assert!(asked[1].header("authorization").unwrap().contains("SignedHeaders=content-type;"));
}

#[test]
fn a_form_is_printed_without_its_secrets_and_files() {
    let server = Server::new(|_| answer(200, ""));
    let printed = format!("{:?}", import(&client(&server, key()), "hunter2"));
    assert!(printed.contains("mode: \"merge\"") && printed.contains("file_name: 7 bytes"), "{printed}");
    assert!(!printed.contains("hunter2"), "{printed}");
}
