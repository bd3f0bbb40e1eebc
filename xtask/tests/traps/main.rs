//! The pages of test_data/traps, read and linked: what each says, and which rules report it.
//!
//! `reading.txt` beside the pages is the reading in short. `UPDATE_EXPECT=1 cargo test -p xtask --test traps` writes it;
//! whether it is right is told by the line of the trap in the README.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "these are tests, their helpers too")]

mod show;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use hwc_model::Service;
use xtask::extract::extract_pages;
use xtask::link::{Linked, link};
use xtask::read::read;

const TRAPS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/test_data/traps");

fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(TRAPS).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn name(folder: &Path) -> String {
    folder.file_name().unwrap().to_str().unwrap().to_owned()
}

fn link_folder(folder: &Path) -> Linked {
    let mut pages: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|page| !page.ends_with("reading.txt"));
    pages.sort();
    let facts = pages.iter().flat_map(|page| extract_pages(&name(page), read(&fs::read(page).unwrap()))).collect();
    link(facts, Service::default())
}

#[test]
fn traps_are_read_as_expected() {
    for folder in folders() {
        expect_test::expect_file![folder.join("reading.txt")].assert_eq(&show::linked(&link_folder(&folder)));
    }
}

#[test]
fn every_trap_is_told_with_the_rules_that_report_it() {
    let readme = fs::read_to_string(Path::new(TRAPS).join("README.md")).unwrap();
    let lines: Vec<&str> = readme.lines().filter(|line| line.starts_with("- `")).collect();
    assert_eq!(lines.len(), folders().len(), "one line a folder");
    for folder in folders() {
        let trap = name(&folder);
        let line = lines.iter().find(|line| line.starts_with(&format!("- `{trap}`:")));
        let told = rules_of(line.unwrap_or_else(|| panic!("{trap} has no line")));
        let found: BTreeSet<String> =
            link_folder(&folder).findings.iter().map(|(_, finding)| finding.lint.id().to_owned()).collect();
        let missing: Vec<&String> = told.difference(&found).collect();
        assert!(missing.is_empty(), "{trap} is not reported by {missing:?}, but by {found:?}");
    }
}

/// The ids in brackets: `[table-orphan, type-ambiguous]`.
fn rules_of(line: &str) -> BTreeSet<String> {
    let inside = line.split('[').skip(1).filter_map(|rest| rest.split_once(']')).map(|(inside, _)| inside);
    let ids = inside.flat_map(|inside| inside.split(", "));
    ids.filter(|id| xtask::lint::Lint::ALL.iter().any(|lint| lint.id() == *id)).map(str::to_owned).collect()
}
