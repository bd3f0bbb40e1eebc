//! Tokens on disk: one program goes on with what another one fetched.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[allow(unreachable_pub, dead_code, reason = "a crate in a module")]
mod sample;
#[allow(unreachable_pub, dead_code, reason = "shared by tests")]
mod server;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use hwc_core::{Config, Credentials, ErrorKind, Retry};
use sample::Client;
use serde_json::{Value, json};
use server::{Asked, Server, answer};

/// Gives out numbered tokens that are valid for so many seconds; a service refuses the tokens in the list.
fn cloud(seconds: u64, refused: &'static [&'static str]) -> Server {
    let given = AtomicUsize::new(0);
    Server::new(move |asked| {
        if asked.target.starts_with("/v3/auth/tokens") {
            let number = given.fetch_add(1, Ordering::SeqCst);
            let ends = format!("2026-01-02T{:02}:{:02}:00Z", seconds / 3600, seconds / 60 % 60);
            let body = json!({ "token": { "issued_at": "2026-01-02T00:00:00Z", "expires_at": ends } });
            return answer(201, body.to_string()).header("X-Subject-Token", format!("token-{number}"));
        }
        let is_refused = asked.header("x-auth-token").is_some_and(|token| refused.contains(&token));
        answer(if is_refused { 401 } else { 200 }, "[]")
    })
}

fn directory(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tokens").join(name);
    let _ = fs::remove_dir_all(&path);
    path
}

/// The token that a program calls with.
async fn program(server: &Server, directory: &Path, user: &str, project: &str) -> String {
    run(server, directory, user, project).await;
    server.asked().last().unwrap().header("x-auth-token").unwrap().to_owned()
}

/// A program of its own: nothing is shared but what is on disk.
async fn run(server: &Server, directory: &Path, user: &str, project: &str) {
    let config = Config::builder()
        .region("eu-de")
        .project_id(project)
        .endpoint("bakery", &server.url)
        .iam_endpoint(&server.url)
        .allow_http()
        .retry(Retry::none())
        .token_cache(directory)
        .credentials(Credentials::password(user, "hunter2").in_domain("OTC-1"));
    Client::new(&config.build().unwrap()).list_loaves().send().await.unwrap();
}

fn files(directory: &Path) -> Vec<PathBuf> {
    fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn tokens_asked(server: &Server) -> usize {
    let is_token = |asked: &&Asked| asked.target.starts_with("/v3/auth/tokens");
    server.asked().iter().filter(is_token).count()
}

#[tokio::test]
async fn the_next_program_goes_on_with_the_token() {
    let (server, directory) = (cloud(3600, &[]), directory("next"));
    assert_eq!(program(&server, &directory, "u", "p").await, "token-0");
    assert_eq!(program(&server, &directory, "u", "p").await, "token-0");
    assert_eq!(tokens_asked(&server), 1);
}

#[tokio::test]
async fn another_user_and_another_project_have_tokens_of_their_own() {
    let (server, directory) = (cloud(3600, &[]), directory("others"));
    assert_eq!(program(&server, &directory, "u", "p").await, "token-0");
    assert_eq!(program(&server, &directory, "v", "p").await, "token-1");
    assert_eq!(program(&server, &directory, "u", "q").await, "token-2");
    assert_eq!(files(&directory).len(), 3);
}

#[tokio::test]
async fn names_of_files_tell_nothing_and_the_password_is_not_in_them() {
    let (server, directory) = (cloud(3600, &[]), directory("names"));
    program(&server, &directory, "the-user", "p").await;
    let [file] = files(&directory).try_into().unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    assert_eq!(name.len(), 64 + ".json".len(), "{name}");
    assert!(!fs::read_to_string(&file).unwrap().contains("hunter2"));
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_is_for_its_owner_alone_and_not_believed_otherwise() {
    use std::os::unix::fs::PermissionsExt;

    let (server, directory) = (cloud(3600, &[]), directory("private"));
    program(&server, &directory, "u", "p").await;
    let [file] = files(&directory).try_into().unwrap();
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(&directory).unwrap().permissions().mode() & 0o777, 0o700);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(program(&server, &directory, "u", "p").await, "token-1");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "and is replaced");
}

#[tokio::test]
async fn a_token_that_is_about_to_end_is_not_worth_going_on_with() {
    let (server, directory) = (cloud(240, &[]), directory("short"));
    assert_eq!(program(&server, &directory, "u", "p").await, "token-0");
    assert_eq!(program(&server, &directory, "u", "p").await, "token-1");
}

#[tokio::test]
async fn a_refused_token_is_not_taken_from_disk_again() {
    let (server, directory) = (cloud(3600, &["token-0"]), directory("refused"));
    assert_eq!(program(&server, &directory, "u", "p").await, "token-1");
    assert_eq!(program(&server, &directory, "u", "p").await, "token-1");
    assert_eq!(tokens_asked(&server), 2);
}

#[tokio::test]
async fn a_file_of_another_version_or_with_something_else_in_it_is_replaced() {
    let (server, directory) = (cloud(3600, &[]), directory("broken"));
    program(&server, &directory, "u", "p").await;
    let [file] = files(&directory).try_into().unwrap();
    let text = fs::read_to_string(&file).unwrap();
    let mut newer: Value = serde_json::from_str(&text).unwrap();
    newer["version"] = json!(2);
    let mut others: Value = serde_json::from_str(&text).unwrap();
    others["user"] = json!("somebody else");
    for (expected, wrong) in [("token-1", newer.to_string()), ("token-2", others.to_string()), ("token-3", "{".into())]
    {
        fs::write(&file, wrong).unwrap();
        assert_eq!(program(&server, &directory, "u", "p").await, expected);
    }
    assert_eq!(files(&directory).len(), 1, "nothing is left lying about");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn programs_that_begin_at_the_same_time_do_not_read_half_of_a_token() {
    let (server, directory) = (cloud(3600, &[]), directory("together"));
    let (server, directory) = (std::sync::Arc::new(server), std::sync::Arc::new(directory));
    for _ in 0..4 {
        let begun: Vec<_> = (0..8)
            .map(|_| (server.clone(), directory.clone()))
            .map(|(server, directory)| tokio::spawn(async move { run(&server, &directory, "u", "p").await }))
            .collect();
        for program in begun {
            program.await.unwrap();
        }
        let [file] = files(&directory).try_into().unwrap();
        serde_json::from_slice::<Value>(&fs::read(file).unwrap()).unwrap();
    }
    assert!(tokens_asked(&server) <= 8, "whoever began later went on with what was there");
}

#[test]
fn a_directory_that_cannot_be_is_an_error_at_once() {
    let file = directory("no-directory");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, "").unwrap();
    let config = Config::builder().credentials(Credentials::token("t")).token_cache(file.join("below"));
    let error = config.build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().starts_with("no directory for tokens at "), "{error}");
    fs::remove_file(file).unwrap();
}
