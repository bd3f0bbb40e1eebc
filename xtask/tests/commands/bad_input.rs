//! Pages and files as they should not be: each gives a clear error or a finding, and the tree stays as it was.

use crate::repository::{Ended, PAGES, Repository};

const PAGE: &str = PAGES[0].1;

/// A repository that was regenerated from a good page, to which another page comes.
fn with_page(name: &str, bytes: &[u8]) -> Repository {
    let repository = Repository::of_pages(&[("good.txt", PAGE.as_bytes())]);
    repository.run(&["regenerate"]).expect(0);
    repository.put(&format!("spec/demo/pages/{name}"), bytes);
    repository
}

/// The run is refused with these words, and changes nothing.
fn refused(repository: &Repository, words: &[&str]) -> Ended {
    let before = repository.files();
    let ended = repository.run(&["regenerate"]).expect(3);
    for word in words {
        assert!(ended.err.contains(word), "no {word:?} in:\n{}", ended.err);
    }
    assert!(repository.files() == before, "the tree has changed");
    ended
}

/// What `lint` finds, as JSON lines.
fn lints(repository: &Repository) -> String {
    repository.run(&["lint", "--format", "json"]).out
}

#[test]
fn an_empty_page_is_refused_and_the_others_are_read() {
    let repository = with_page("empty.txt", b" \n\n");
    refused(&repository, &["empty.txt:1: no text", "--keep-going"]);
    assert!(lints(&repository).contains("\"lint\":\"page-empty\""));
    let ended = repository.run(&["regenerate", "--keep-going"]).expect(3);
    assert!(ended.out.contains("demo: 1 operations"), "{}", ended.out);
}

#[test]
fn a_binary_page_is_refused() {
    let repository = with_page("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    refused(&repository, &["image.txt:1: "]);
    assert!(lints(&repository).contains("\"lint\":\"page-binary\""));
}

#[test]
fn a_page_larger_than_any_page_is_refused_and_a_large_one_is_read() {
    let line = [b"a line ".as_slice(), &b"that_says_nothing,".repeat(100)].concat();
    let page = |size: usize| [line.as_slice(), b"\n"].concat().repeat(size / line.len());
    let repository = with_page("large.txt", &page(50 << 20));
    repository.run(&["regenerate"]).expect(0);
    repository.put("spec/demo/pages/large.txt", &page(70 << 20));
    refused(&repository, &["large.txt:1: ", " bytes where a page has at most "]);
}

#[test]
fn latin_1_is_read_and_told() {
    let (before, after) = PAGE.split_once("Lists the").unwrap();
    let latin = [before.as_bytes(), b"Lists \xe9t\xe9 the", after.as_bytes()].concat();
    let repository = Repository::of_pages(&[("page.txt", &latin)]);
    repository.run(&["regenerate"]).expect(0);
    assert!(repository.text("spec/demo/model.json").contains(" été "));
    assert!(lints(&repository).contains("\"lint\":\"charset-guessed\""));
}

#[test]
fn crlf_gives_the_same_model() {
    let repository = with_page("good.txt", PAGE.replace('\n', "\r\n").as_bytes());
    repository.run(&["regenerate", "--check"]).expect(0);
}

#[test]
fn tabs_give_the_same_model() {
    let tabbed = PAGE.replace("Lists the dedicated", "Lists\tthe \t dedicated").replace("\n- ", "\n-\t");
    assert_ne!(tabbed, PAGE);
    with_page("good.txt", tabbed.as_bytes()).run(&["regenerate", "--check"]).expect(0);
}

#[test]
fn a_page_that_ends_in_the_middle_of_a_table_is_refused() {
    let (name, page) = PAGES[3];
    let cut = page.find("X-Auth-Token").unwrap();
    let repository = with_page(&format!("cut.{name}"), &page.as_bytes()[..cut]);
    refused(&repository, &["cut.rst:", "--keep-going"]);
    assert!(lints(&repository).contains("\"lint\":\"table-cut-off\""));
}

#[test]
fn a_second_operation_on_a_page_is_told() {
    let page = PAGE.replace(
        "GET /v2/{project_id}/apigw/instances\n",
        "GET /v2/{project_id}/apigw/instances\n\nDELETE /v2/{project_id}/apigw/instances/{instance_id}\n",
    );
    let repository = Repository::of_pages(&[("page.txt", page.as_bytes())]);
    repository.run(&["regenerate"]).expect(0);
    assert!(lints(&repository).contains("\"lint\":\"operation-second\""));
}

#[test]
fn one_broken_page_among_many_is_told_and_the_others_are_read() {
    let repository = with_page("broken.txt", b"\0\x01\x02\x03\x04\x05\x06\x07");
    for number in 0..40 {
        let page = PAGE.replace("apigw/instances", &format!("apigw/things{number}"));
        repository.put(&format!("spec/demo/pages/{number}.txt"), page.as_bytes());
    }
    let ended = repository.run(&["lint", "--summary"]).expect(1);
    assert!(
        ended.out.contains("1  error    page-binary") && ended.out.contains("42 pages, 41 of them"),
        "{}",
        ended.out
    );
    let docs = ["regenerate", "--docs", "spec/demo/pages", "--as", "demo", "--out", "out"];
    let ended = repository.run(&docs).expect(3);
    assert!(ended.err.contains("broken.txt:1: ") && ended.out.contains("demo: 41 operations"), "{}", ended.out);
}

#[test]
fn a_page_without_an_operation_adds_nothing() {
    let repository = with_page("about.txt", b"About this service\n\nIt exists.\n");
    repository.run(&["regenerate", "--check"]).expect(0);
}

#[test]
fn a_service_without_an_operation_is_refused() {
    let repository = Repository::of_pages(&[("about.txt", b"About this service\n\nIt exists.\n")]);
    refused(&repository, &["demo: no operation in 1 pages"]);
}

#[test]
fn an_unknown_key_is_told_with_its_line_and_the_nearest_key() {
    let repository = with_page("good.txt", PAGE.as_bytes());
    let text = repository.text("spec/demo/service.toml") + "\n[[endpoints]]\n";
    repository.put("spec/demo/service.toml", text.as_bytes());
    refused(&repository, &["spec/demo/service.toml:5: unknown field `endpoints`", "did you mean `endpoint`?"]);
}

#[test]
fn a_correction_that_changes_nothing_is_told_with_its_line() {
    let repository = with_page("good.txt", PAGE.as_bytes());
    let entry = "\n[[correction]]\npage = \"gone.txt\"\ndrop = true\nreason = \"it is about another service\"\n";
    let text = repository.text("spec/demo/service.toml") + entry;
    repository.put("spec/demo/service.toml", text.as_bytes());
    refused(&repository, &["spec/demo/service.toml:5: an entry that changes nothing: there is no such page"]);
}

#[test]
fn names_with_a_merge_conflict_are_refused() {
    let repository = with_page("good.txt", PAGE.as_bytes());
    let lock = "spec/demo/names.lock";
    let text = repository.text(lock);
    let (first, rest) = text.split_once('\n').unwrap();
    let conflict = format!("{first}\n<<<<<<< HEAD\n{rest}=======\n{rest}>>>>>>> other\n");
    repository.put(lock, conflict.as_bytes());
    refused(&repository, &["spec/demo/names.lock:2: a merge conflict; keep the lines of both sides"]);
    repository.put(lock, b"what = is = this\n");
    refused(&repository, &["spec/demo/names.lock:1: "]);
}

#[test]
fn names_that_were_given_out_survive_new_titles() {
    let repository = with_page("good.txt", PAGE.as_bytes());
    let lock = repository.text("spec/demo/names.lock");
    let page =
        PAGE.replace("Querying Dedicated Gateways", "Asking for What There Is").replace("RespInstanceBase", "Gateway");
    assert_ne!(page, PAGE);
    repository.put("spec/demo/pages/good.txt", page.as_bytes());
    repository.run(&["regenerate"]).expect(0);
    assert_eq!(repository.text("spec/demo/names.lock"), lock);
}

#[test]
fn a_file_of_a_person_is_never_replaced_or_removed() {
    let repository = with_page("good.txt", PAGE.as_bytes());
    let mine = [
        "crates/demo/tests/mine.rs",
        "crates/demo/examples/mine.rs",
        "crates/demo/src/mine.rs",
        "crates/demo/NOTES.md",
    ];
    mine.iter().for_each(|path| repository.put(path, b"// mine\n"));
    repository.put_service("other", &[("good.txt", PAGE.as_bytes())]);
    repository.put("crates/other/src/lib.rs", b"// mine\n");
    refused(&repository, &["crates/other/src/lib.rs was not written by regenerate and is in its way"]);
    std::fs::remove_dir_all(repository.path("spec/other")).unwrap();
    std::fs::remove_dir_all(repository.path("spec/demo")).unwrap();
    repository.run(&["regenerate"]).expect(0);
    assert!(!repository.path("crates/demo/src/lib.rs").exists(), "the crate of a service that is gone");
    assert!(mine.iter().all(|path| repository.text(path) == "// mine\n"));
}

#[test]
fn text_of_a_page_stays_text() {
    let hostile = "*/ } \"# r#\" \\ \u{202e}\u{0} ``` //! #![x] ${x} {0} ../../x <script>";
    let page = PAGE
        .replace("Lists the dedicated gateways of a project.", hostile)
        .replace("Name the gateway must have.", hostile)
        .replace("Querying Dedicated Gateways", &format!("Querying {hostile}"));
    let repository = Repository::of_pages(&[("page.txt", page.as_bytes())]);
    repository.run(&["regenerate"]).expect(0);
    let files = repository.files();
    assert!(files.keys().all(|path| path.starts_with(repository.path(""))));
    for (path, bytes) in files.iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "rs")) {
        let text = std::str::from_utf8(bytes).unwrap();
        syn::parse_file(text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(!text.contains(['\u{202e}', '\u{0}']), "{}", path.display());
    }
}

#[test]
fn a_model_with_a_merge_conflict_is_refused_where_it_is_the_input() {
    let repository = with_page("good.txt", PAGE.as_bytes());
    std::fs::remove_dir_all(repository.path("spec/demo/pages")).unwrap();
    repository.run(&["regenerate", "--check"]).expect(0);
    let text = repository.text("spec/demo/model.json").replacen("{\n", "<<<<<<< ours\n{\n", 1);
    repository.put("spec/demo/model.json", text.as_bytes());
    refused(&repository, &["spec/demo/model.json:1: a merge conflict"]);
}

#[test]
fn wrong_usage_names_what_was_meant() {
    let repository = Repository::of_pages(&[("good.txt", PAGE.as_bytes())]);
    let ended = repository.run(&["regenerate", "dema"]).expect(2);
    assert!(ended.err.contains("did you mean `demo`?"), "{}", ended.err);
    let ended = repository.run(&["regenerate", "--docs", "spec/demo/pages"]).expect(2);
    assert!(ended.err.contains("pages of one service need --as SERVICE"), "{}", ended.err);
    for key in ["../x", "Demo", "a/b", ""] {
        repository.run(&["regenerate", "--docs", "spec/demo/pages", "--as", key]).expect(2);
    }
    repository.run(&["regenerate", "--docs", "spec/demo/pages", "--as", "demo"]).expect(2);
    repository.run(&["lint", "--docs", "no/such/folder"]).expect(3);
}

#[test]
fn lint_ends_with_what_it_found_and_on_how_many_pages() {
    let repository = with_page("about.txt", b"About this service\n\nIt exists.\n");
    let lint = ["lint", "--allow", "enum-contradicted", "--allow", "enum-differs"];
    let ended = repository.run(&lint).expect(0);
    assert!(ended.err.contains("nothing found on 2 pages, 1 of an operation"), "{}", ended.err);
    repository.put("spec/demo/pages/empty.txt", b"");
    let ended = repository.run(&lint).expect(1);
    assert!(ended.err.contains("1 error on 3 pages, 1 of an operation; spec/LINTS.md"), "{}", ended.err);
    let ended = repository.run(&["lint", "--format", "json"]).expect(1);
    assert_eq!(ended.err, "");
}

#[cfg(unix)]
#[test]
fn links_in_circles_and_pipes_are_no_pages() {
    use std::os::unix::fs::symlink;
    let repository = with_page("about.txt", b"About this service\n\nIt exists.\n");
    let pages = repository.path("spec/demo/pages");
    std::fs::create_dir_all(pages.join("folder.rst/empty")).unwrap();
    symlink("..", pages.join("folder.rst/up")).unwrap();
    symlink("round.txt", pages.join("round.txt")).unwrap();
    symlink("nowhere.txt", pages.join("dangling.txt")).unwrap();
    let pipe = pages.join("pipe.txt");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let ended = repository.run(&["lint", "--summary", "--allow", "enum-contradicted"]).expect(0);
    assert!(ended.out.contains("2 pages, 1 of them"), "{}", ended.out);
    for (path, told) in
        [("pipe.txt", "neither a page nor a folder"), ("round.txt", "symbolic links"), ("folder.rst/empty", "no page")]
    {
        let ended = repository.run(&["lint", "--docs", &format!("spec/demo/pages/{path}")]).expect(3);
        assert_eq!(ended.err.matches(told).count(), 1, "{}", ended.err);
    }
}
