//! `diff`: what is compared, how it is told, what counts, and what is kept of pages that were read.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::repository::{Ended, PAGES, Repository};

const LIST: (&str, &[u8]) = ("list.txt", PAGES[0].1.as_bytes());
const CREATE: (&str, &[u8]) = ("create.rst", PAGES[3].1.as_bytes());

/// Two folders of pages: the newer one lacks an operation and has another.
fn two_folders() -> Repository {
    let repository = Repository::of_pages(&[LIST]);
    repository.put("old/list.txt", LIST.1);
    repository.put("new/create.rst", CREATE.1);
    repository
}

fn json(repository: &Repository, arguments: &[&str]) -> Value {
    let ended = repository.run(&[&["diff"], arguments, &["--format", "json"]].concat());
    serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {}{}", ended.out, ended.err))
}

fn rules(comparison: &Value) -> Vec<&str> {
    let findings = comparison["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["rule"].as_str().unwrap()).collect()
}

/// Git in the repository, by somebody without a configuration.
fn git(repository: &Repository, arguments: &[&str]) {
    let name = ["-c", "user.name=a", "-c", "user.email=a@localhost", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").current_dir(repository.path("")).args(name).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Whether there is git; a test that needs it says so and passes where there is none.
fn has_git() -> bool {
    let found = Command::new("git").arg("--version").output().is_ok();
    if !found {
        eprintln!("passed over: git is not installed");
    }
    found
}

/// A repository of documentation in `docs` with two revisions: an operation, then another one beside it.
fn two_revisions() -> Repository {
    let repository = Repository::of_pages(&[LIST]);
    repository.put("docs/api/list.txt", LIST.1);
    git(&repository, &["init", "--quiet", "docs"]);
    let commit = |message: &str| {
        git(&repository, &["-C", "docs", "add", "."]);
        git(&repository, &["-C", "docs", "commit", "--quiet", "--message", message]);
    };
    commit("one operation");
    repository.put("docs/api/create.rst", CREATE.1);
    commit("two operations");
    repository
}

/// The files of the cache of pages.
fn cached(repository: &Repository) -> Vec<std::path::PathBuf> {
    let all = repository.path("spec/.cache/pages");
    let programs = fs::read_dir(all).into_iter().flatten().flatten();
    programs.flat_map(|program| fs::read_dir(program.path()).unwrap()).map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn the_gate_decides_the_exit_code() {
    let repository = two_folders();
    let code = |arguments: &[&str]| repository.run(&[&["diff", "old", "new"], arguments].concat()).code;
    assert_eq!(code(&[]), 0);
    assert_eq!(code(&["--fail-on", "wire"]), 1);
    assert_eq!(code(&["--fail-on", "rust"]), 1);
    assert_eq!(code(&["--fail-on", "wire", "--only", "op-added"]), 0);
    assert_eq!(code(&["--fail-on", "any", "--only", "op-added"]), 1);
    assert_eq!(code(&["--fail-on", "wire", "--allow", "op-removed"]), 0);
    assert_eq!(repository.run(&["diff", "old", "old", "--fail-on", "any"]).code, 0);
    assert_eq!(repository.run(&["diff", "old", "nowhere"]).code, 2);
    assert_eq!(code(&["--only", "op-add"]), 2);
    assert_eq!(repository.run(&["diff", "old", "Cargo.toml@HEAD"]).code, 3);
}

#[test]
fn what_was_left_out_is_counted() {
    let repository = two_folders();
    let ended = repository.run(&["diff", "old", "new", "--allow", "op-removed"]).expect(0);
    assert!(ended.out.contains("1 left out") && !ended.out.contains("op-removed"), "{}", ended.out);
    let ended = repository.run(&["diff", "old", "new", "--max-items", "1"]).expect(0);
    assert!(ended.out.contains("op-removed") && ended.out.contains("1 not shown"), "{}", ended.out);
}

#[test]
fn an_accepted_finding_is_no_hit_and_an_acceptance_without_a_finding_is_stale() {
    let repository = two_folders();
    let entry = |rule: &str, subject: &str| {
        format!("[[accept]]\nrule = \"{rule}\"\nsubject = \"{subject}\"\nreason = \"nobody called it\"\n\n")
    };
    let run = |text: String| -> Ended {
        repository.put("accepted.toml", text.as_bytes());
        repository.run(&["diff", "old", "new", "--fail-on", "wire", "--accept", "accepted.toml"])
    };
    let ended = run(entry("op-removed", "*")).expect(0);
    assert!(ended.out.contains("accepted: nobody called it"), "{}", ended.out);
    let ended = run(entry("op-removed", "*") + &entry("op-removed", "another")).expect(4);
    assert!(ended.err.contains("accepted.toml:6: no finding of op-removed on `another`"), "{}", ended.err);
    run(entry("op-added", "another")).expect(1);
    let ended = run(entry("op-removd", "*")).expect(3);
    assert!(ended.err.contains("accepted.toml:1: ") && ended.err.contains("`op-removed`"), "{}", ended.err);
    let ended = run("[[accept]]\nrule = \"op-added\"\nsubject = \"*\"\nreason = \" \"\n".to_owned()).expect(3);
    assert!(ended.err.contains("without a reason"), "{}", ended.err);
}

#[test]
fn findings_have_page_and_line() {
    let repository = two_folders();
    let comparison = json(&repository, &["old", "new"]);
    let finding =
        comparison["findings"].as_array().unwrap().iter().find(|finding| finding["rule"] == "op-added").unwrap();
    assert_eq!(finding["new"]["page"], "new/create.rst");
    let line = usize::try_from(finding["new"]["line"].as_u64().unwrap()).unwrap();
    let text = String::from_utf8_lossy(CREATE.1);
    assert!(text.lines().nth(line - 1).unwrap().contains("POST /"), "line {line}");
}

#[test]
fn what_diff_prints_as_json_is_what_its_schema_says() {
    let repository = two_folders();
    repository.run(&["regenerate"]).expect(0);
    let schema = serde_json::from_str(&repository.text("spec/diff.schema.json")).unwrap();
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource("diff.json", schema).unwrap();
    let schema = compiler.compile("diff.json", &mut schemas).unwrap();
    let valid = |value: &Value| schemas.validate(value, schema).map_err(|error| error.to_string());
    let real = json(&repository, &["old", "new"]);
    assert!(rules(&real).contains(&"op-added"));
    valid(&real).unwrap();
    let empty = json(&repository, &["old", "old"]);
    assert_eq!((rules(&empty).len(), empty["semver"].as_str()), (0, Some("none")));
    valid(&empty).unwrap();
    let mut wrong = real;
    wrong["findings"][0]["wire"] = "broken".into();
    assert!(valid(&wrong).is_err());
}

#[test]
fn two_revisions_of_a_repository_are_compared_without_its_work_tree() {
    if !has_git() {
        return;
    }
    let repository = two_revisions();
    repository.put("docs/api/create.rst", b"not committed");
    let comparison = json(&repository, &["docs@HEAD~1:api", "docs@HEAD:api"]);
    assert_eq!(rules(&comparison), ["op-added"]);
    assert_eq!(comparison["findings"][0]["new"]["page"], "api/create.rst");
    assert_eq!(repository.text("docs/api/create.rst"), "not committed");
    git(&repository, &["-C", "docs", "bundle", "create", "--quiet", "../docs.bundle", "HEAD"]);
    let of_bundle = json(&repository, &["docs.bundle@HEAD~1", "docs.bundle"]);
    assert_eq!(rules(&of_bundle), ["op-added"]);
}

#[test]
fn a_revision_reads_only_the_pages_that_are_new_and_damage_is_no_loss() {
    if !has_git() {
        return;
    }
    let repository = two_revisions();
    json(&repository, &["docs@HEAD~1", "docs@HEAD~1"]);
    assert_eq!(cached(&repository).len(), 1);
    let expected = json(&repository, &["docs@HEAD~1", "docs@HEAD"]);
    let entries = cached(&repository);
    assert_eq!(entries.len(), 2);
    let half = |entry: &Path| fs::read(entry).unwrap().len() / 2;
    fs::write(&entries[0], fs::read(&entries[0]).unwrap().split_at(half(&entries[0])).0).unwrap();
    fs::write(&entries[1], b"").unwrap();
    assert_eq!(json(&repository, &["docs@HEAD~1", "docs@HEAD"]), expected);
    assert!(cached(&repository).iter().all(|entry| fs::metadata(entry).unwrap().len() > 100));
    assert_eq!(json(&repository, &["docs@HEAD~1", "docs@HEAD"]), expected);
}

#[test]
fn a_service_is_compared_with_what_the_repository_held() {
    if !has_git() {
        return;
    }
    let repository = Repository::of_pages(&[LIST]);
    git(&repository, &["init", "--quiet"]);
    git(&repository, &["add", "."]);
    git(&repository, &["commit", "--quiet", "--message", "a"]);
    repository.put("spec/demo/pages/create.rst", CREATE.1);
    let comparison = json(&repository, &["demo@HEAD", "demo"]);
    assert_eq!(rules(&comparison), ["op-added"]);
    assert_eq!(comparison["findings"][0]["new"]["page"], "spec/demo/pages/create.rst");
    let ended = repository.run(&["diff", "demo@v9", "demo"]).expect(3);
    assert!(ended.err.contains("no revision `v9`"), "{}", ended.err);
}

#[test]
fn a_model_of_another_format_is_refused_by_name() {
    let repository = Repository::of_pages(&[LIST]);
    repository.run(&["regenerate"]).expect(0);
    assert_eq!(rules(&json(&repository, &["spec/demo/model.json", "spec/demo/model.json"])).len(), 0);
    let model = repository.text("spec/demo/model.json");
    repository.put("other.json", model.replacen("\"format\": 1", "\"format\": 99", 1).as_bytes());
    let ended = repository.run(&["diff", "other.json", "demo"]).expect(3);
    for words in ["other.json", "format 99", "another version of this program", "give the pages"] {
        assert!(ended.err.contains(words), "no {words:?} in {}", ended.err);
    }
}

#[test]
fn colours_are_for_terminals() {
    let repository = two_folders();
    for format in ["text", "markdown", "html", "sarif", "json"] {
        let ended = repository.run(&["diff", "old", "new", "--format", format]).expect(0);
        assert!(!ended.out.contains('\u{1b}'), "{format}");
        repository.run(&["diff", "old", "new", "--format", format, "--output", "file"]).expect(0);
        assert_eq!(repository.text("file"), ended.out, "{format}");
    }
}

#[test]
fn several_forms_are_written_at_once() {
    let repository = two_folders();
    let forms = ["--format", "text", "--format", "json=changes.json", "--format", "markdown=changes.md"];
    let ended = repository.run(&[&["diff", "old", "new"], &forms[..]].concat()).expect(0);
    assert!(ended.out.starts_with("old → new"), "{}", ended.out);
    let comparison: Value = serde_json::from_str(&repository.text("changes.json")).unwrap();
    assert!(rules(&comparison).contains(&"op-added"), "{comparison}");
    assert!(repository.text("changes.md").starts_with("## `old` → `new`"));
    let wrong: [&[&str]; 4] = [
        &["--format", "text", "--format", "json"],
        &["--format", "json=a.json", "--output", "b.json"],
        &["--format", "json="],
        &["--format", "yaml=a"],
    ];
    for wrong in wrong {
        repository.run(&[&["diff", "old", "new"], wrong].concat()).expect(2);
    }
}
