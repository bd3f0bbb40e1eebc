//! `compare`: what it prints and how it ends.

use crate::repository::{PAGES, Repository};

/// A repository with the same page in two folders, the second changed.
fn two_folders(change: impl Fn(&str) -> String) -> Repository {
    let repository = Repository::of_pages(&[]);
    repository.put("a/page.rst", PAGES[3].1.as_bytes());
    repository.put("b/page.rst", change(PAGES[3].1).as_bytes());
    repository
}

#[test]
fn equal_pages_end_with_0_and_a_table_of_sums() {
    let ended = two_folders(str::to_owned).run(&["compare", "a", "b"]).expect(0);
    assert!(ended.out.starts_with("A: a\nB: b\n\n┌"), "{}", ended.out);
}

#[test]
fn a_difference_ends_with_1_and_names_the_row() {
    let repository = two_folders(|page| page.replacen("| Integer ", "| Boolean ", 1));
    let ended = repository.run(&["compare", "a", "b"]).expect(1);
    let line = ended.out.lines().find(|line| line.trim_start().starts_with("type ")).unwrap();
    assert!(line.contains("A integer (table ") && line.contains("; B boolean (table "), "{line}");
    let summary = repository.run(&["compare", "a", "b", "--summary"]).expect(1);
    assert!(!summary.out.contains("only") || !summary.out.contains("POST /"), "{}", summary.out);
}

#[test]
fn json_has_one_object_an_operation_and_the_sums_last() {
    let repository = two_folders(|page| page.replacen("| Integer ", "| Boolean ", 1));
    let ended = repository.run(&["compare", "a", "b", "--format", "json"]).expect(1);
    let lines: Vec<serde_json::Value> = ended.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["differences"][0]["class"], "type");
    assert_eq!(lines[1]["counts"]["type"]["differs"], 1);
}

#[test]
fn a_folder_that_is_not_there_ends_with_3() {
    let ended = two_folders(str::to_owned).run(&["compare", "a", "c"]).expect(3);
    assert!(ended.err.contains('c'), "{}", ended.err);
}
