//! `fetch`, `update` and `history`: documentation that stands in a repository, here a local one.

use std::process::Command;

use crate::repository::{PAGES, Repository};

const CREATE: &str = PAGES[3].1;

fn git(repository: &Repository, arguments: &[&str]) -> String {
    let name = ["-c", "user.name=a", "-c", "user.email=a@localhost", "-c", "commit.gpgsign=false"];
    let output = Command::new("git")
        .current_dir(repository.path(""))
        .args(name)
        .args(arguments)
        .env("GIT_COMMITTER_DATE", "2024-03-07T10:00:00Z")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn has_git() -> bool {
    let found = Command::new("git").arg("--version").output().is_ok();
    if !found {
        eprintln!("passed over: git is not installed");
    }
    found
}

/// Adds what stands in `docs` as a commit and gives its name.
fn commit(repository: &Repository, message: &str) -> String {
    git(repository, &["-C", "docs", "add", "."]);
    git(repository, &["-C", "docs", "commit", "--quiet", "--message", message]);
    git(repository, &["-C", "docs", "rev-parse", "HEAD"])
}

/// A repository whose service `demo` is documented in the repository `docs`, pinned to its first commit and made from it.
fn documented() -> (Repository, String) {
    let repository = Repository::of_pages(&[]);
    repository.put("docs/api/create.rst", CREATE.as_bytes());
    git(&repository, &["init", "--quiet", "docs"]);
    let first = commit(&repository, "first");
    let config = format!(
        "# Mine.\n[service]\ncrate = \"hwc-demo\"\ntitle = \"Demo\"\n\n[[documentation]]\ngit = \"docs\"\n\
         revision = \"{first}\"  # pinned\nfolder = \"api\"\n"
    );
    repository.put("spec/demo/service.toml", config.as_bytes());
    repository.run(&["fetch"]).expect(0);
    repository.run(&["regenerate", "--docs", "spec/.cache/docs"]).expect(0);
    (repository, first)
}

/// The page with an operation more beside it.
fn second_revision(repository: &Repository) -> String {
    repository.put("docs/api/list.txt", PAGES[0].1.as_bytes());
    commit(repository, "list *all* of them")
}

#[test]
fn fetch_stands_at_the_pin_whatever_came_after() {
    if !has_git() {
        return;
    }
    let (repository, first) = documented();
    second_revision(&repository);
    let ended = repository.run(&["fetch", "demo"]).expect(0);
    assert!(ended.out.starts_with(&format!("demo: as it was, {} of 2024-03-07", &first[..9])), "{}", ended.out);
    assert!(!repository.path("spec/.cache/docs/docs/api/list.txt").exists());
    repository.put("spec/.cache/docs/docs/api/create.rst", b"changed by hand");
    repository.run(&["fetch", "demo"]).expect(0);
    assert_eq!(repository.text("spec/.cache/docs/docs/api/create.rst"), CREATE);
    repository.run(&["fetch", "dmeo"]).expect(2);
}

/// The line that pins pages.
fn pages_pin(config: &str) -> &str {
    config.lines().find(|line| line.starts_with("pages = ")).unwrap()
}

#[test]
fn pages_without_a_history_are_found_again_among_the_commits() {
    if !has_git() {
        return;
    }
    let (repository, first) = documented();
    let pinned = repository.text("spec/demo/service.toml");
    let unpinned: String =
        pinned.lines().filter(|line| !line.starts_with("revision")).map(|l| format!("{l}\n")).collect();
    repository.put("spec/demo/service.toml", unpinned.as_bytes());
    // What is no page says nothing about the pages.
    repository.put("docs/api/images/a.png", b"image");
    commit(&repository, "an image");
    repository.put("docs/api/images/b.png", b"image");
    let same = commit(&repository, "another image");
    second_revision(&repository);
    let ended = repository.run(&["fetch", "demo"]).expect(0);
    assert!(ended.out.starts_with(&format!("demo: moved, {} of 2024-03-07, spec", &same[..9])), "{}", ended.out);
    assert_ne!(first, same);

    // A folder that stands alone is told from the commits by its pages, and takes the place of the pin.
    repository.put("else/docs/api/create.rst", CREATE.as_bytes());
    repository.run(&["regenerate", "--docs", "else", "--check"]).expect(0);
    repository.put("else/docs/api/list.txt", b"changed by hand");
    repository.put("spec/demo/service.toml", pinned.as_bytes());
    repository.run(&["regenerate", "--docs", "else"]).expect(0);
    let moved = repository.text("spec/demo/service.toml");
    assert_ne!(pages_pin(&moved), pages_pin(&pinned));
    assert!(!moved.contains("revision"), "{moved}");
    let ended = repository.run(&["fetch", "demo"]).expect(3);
    assert!(ended.err.contains("no commit holds the pages that are pinned"), "{}", ended.err);
}

#[test]
fn a_repository_that_is_gone_is_told_and_the_tree_stays() {
    if !has_git() {
        return;
    }
    let (repository, _) = documented();
    std::fs::rename(repository.path("docs"), repository.path("gone")).unwrap();
    let before = repository.text("spec/demo/service.toml");
    let ended = repository.run(&["update"]).expect(3);
    assert!(ended.err.contains("demo: git fetch"), "{}", ended.err);
    assert_eq!(repository.text("spec/demo/service.toml"), before);
}

#[test]
fn update_moves_pin_model_crate_version_and_changelog_together() {
    if !has_git() {
        return;
    }
    let (repository, first) = documented();
    let nothing = repository.run(&["update"]).expect(0);
    assert_eq!(nothing.out, "demo: nothing new\n");
    repository.put("crates/demo/CHANGELOG.md", b"# Changelog\n\n## 0.1.0\n\nThe first.\n");
    let second = second_revision(&repository);
    let config = repository.text("spec/demo/service.toml");

    let dry = repository.run(&["update", "--dry-run"]).expect(0);
    assert!(dry.out.contains("op-added") && dry.out.contains("files would change"), "{}", dry.out);
    assert_eq!(repository.text("spec/demo/service.toml"), config);

    let ended = repository.run(&["update"]).expect(0);
    assert!(ended.out.contains("demo: 2 operations, version 0.1.1"), "{}", ended.out);
    let expected = config.replace(&first, &second).replace("\"Demo\"\n", "\"Demo\"\nversion = \"0.1.1\"\n");
    let updated = repository.text("spec/demo/service.toml");
    assert_ne!(pages_pin(&updated), pages_pin(&config));
    assert_eq!(updated, expected.replace(pages_pin(&config), pages_pin(&updated)));
    assert!(repository.text("crates/demo/Cargo.toml").contains("\nversion = \"0.1.1\"\n"));
    let changelog = repository.text("crates/demo/CHANGELOG.md");
    let entry = format!("# Changelog\n\n## 0.1.1\n\nThe documentation of 2024-03-07, `{}`.\n", &second[..9]);
    assert!(changelog.starts_with(&entry) && changelog.ends_with("\n## 0.1.0\n\nThe first.\n"), "{changelog}");
    assert!(changelog.contains("`op-added`"), "{changelog}");

    let again = repository.run(&["update"]).expect(0);
    assert_eq!(again.out, "demo: nothing new\n");
    repository.run(&["regenerate", "--check"]).expect(0);
    repository.run(&["regenerate", "--docs", "spec/.cache/docs", "--check"]).expect(0);
}

#[test]
fn regenerate_prints_findings_and_entries_for_a_changelog() {
    let repository = Repository::of_pages(&[("create.rst", CREATE.as_bytes())]);
    repository.run(&["regenerate"]).expect(0);
    repository.put("spec/demo/pages/list.txt", PAGES[0].1.as_bytes());
    let ended = repository.run(&["regenerate", "--changelog"]).expect(0);
    assert!(ended.out.contains("### New, wider or deprecated (1)\n\n- `"), "{}", ended.out);
    std::fs::remove_file(repository.path("spec/demo/pages/create.rst")).unwrap();
    let ended = repository.run(&["regenerate"]).expect(0);
    assert!(ended.out.contains("op-removed") && ended.out.contains("next version of hwc-demo: major"), "{}", ended.out);
}

/// Real documentation, the smaller two of the repositories at hand: every revision is read and told.
#[test]
fn the_history_of_real_documentation_is_told() {
    let shared = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/history");
    if !has_git() || !shared.is_dir() {
        eprintln!("passed over: no {}", shared.display());
        return;
    }
    let repository = Repository::of_pages(&[]);
    for (name, sections) in [("cloud-eye", 4), ("distributed-message-service-rocketmq", 1)] {
        let bundle = shared.join(format!("{name}.bundle")).display().to_string();
        let text = repository.run(&["history", "demo", "--docs", &bundle]).expect(0).out;
        let found = text.lines().filter(|line| line.starts_with("## ")).count();
        // Four commits of the first one brought operations or changed them; of the second one, the commit of the pages.
        assert!(found >= sections, "{name}: {found} sections\n{text}");
        assert!(text.contains(" operations are documented."), "{name}");
    }
}

#[test]
fn a_history_has_a_section_for_each_commit_that_changed_the_api() {
    if !has_git() {
        return;
    }
    let (repository, first) = documented();
    let second = second_revision(&repository);
    repository.put("docs/api/history.txt", b"What was published when.\n");
    commit(&repository, "nothing of the API");
    std::fs::remove_file(repository.path("docs/api/create.rst")).unwrap();
    let last = commit(&repository, "gone");
    let text = repository.run(&["history", "demo", "--docs", "docs"]).expect(0).out;
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with("## ")).collect();
    let heading = |subject: &str, id: &str| format!("## 2024-03-07 · {subject} · `{}`", &id[..9]);
    let expected = [heading("gone", &last), heading("list \\*all\\* of them", &second), heading("first", &first)];
    assert_eq!(headings, expected);
    assert!(text.contains("4 commits, 1 of which changed nothing in the API"), "{text}");
    let since = repository.run(&["history", "demo", "--docs", "docs", "--since", &second]).expect(0).out;
    assert!(since.contains("op-removed") && !since.contains("op-added"), "{since}");
}
