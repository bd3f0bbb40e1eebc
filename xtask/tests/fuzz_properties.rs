//! The properties of the fuzz targets, with pages that proptest makes of our own ones. `PROPTEST_CASES` says how many.
#![allow(clippy::unwrap_used, clippy::panic, unreachable_pub, reason = "these are tests, their helpers too")]

#[path = "../fuzz/src/lib.rs"]
mod properties;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::{Index, select};

/// The seed corpus: every page of test_data.
static PAGES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut pages = Vec::new();
    collect(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/test_data")), &mut pages);
    assert!(pages.len() > 100, "the corpus is there");
    pages
});

fn collect(folder: &Path, pages: &mut Vec<String>) {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, pages);
        } else if let Ok(text) = fs::read_to_string(&path) {
            pages.push(text);
        }
    }
}

/// What a page is broken with.
const SPLINTERS: &[&str] = &[
    "",
    "\n",
    "\n\n",
    "   ",
    "|",
    "+---+",
    "===",
    "`",
    ":ref:`",
    "**",
    "..",
    ".. table::",
    "<td>",
    "</table>",
    "<tr>",
    "{",
    "}",
    "\"",
    "\\",
    "- ",
    "1. ",
    "|---|",
    "# ",
    "Table 1 ",
    "Parameter",
    "String",
    "\u{301}",
    "参数",
    "\u{feff}",
    "\t",
];

/// A page with some of its text replaced by pieces of markup and of other pages.
fn broken_page() -> impl Strategy<Value = String> {
    let cut = (any::<Index>(), 0_usize..40, prop_oneof![select(SPLINTERS).prop_map(str::to_owned), slice()]);
    (page(), prop::collection::vec(cut, 0..8)).prop_map(|(mut page, cuts)| {
        for (at, length, piece) in cuts {
            let start = boundary(&page, at.index(page.len() + 1));
            let end = boundary(&page, start + length);
            page.replace_range(start..end, &piece);
        }
        page
    })
}

fn page() -> impl Strategy<Value = String> {
    any::<Index>().prop_map(|index| index.get(&PAGES).clone())
}

fn slice() -> impl Strategy<Value = String> {
    (page(), any::<Index>(), 0_usize..200).prop_map(|(page, at, length)| {
        let start = boundary(&page, at.index(page.len() + 1));
        page[start..boundary(&page, start + length)].to_owned()
    })
}

fn boundary(page: &str, at: usize) -> usize {
    (0..=at.min(page.len())).rev().find(|&at| page.is_char_boundary(at)).unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn broken_rst_is_read_and_printed_back(page in broken_page()) {
        properties::rst(&page);
    }

    #[test]
    fn broken_html_is_read_and_printed_back(page in broken_page()) {
        properties::html(&page);
    }

    #[test]
    fn broken_markdown_is_read_and_printed_back(page in broken_page()) {
        properties::markdown(&page);
    }

    #[test]
    fn broken_flattened_pages_are_read_and_printed_back(page in broken_page()) {
        properties::text(&page);
    }

    #[test]
    fn broken_pages_give_a_model(page in broken_page()) {
        properties::page(page.as_bytes());
    }
}

/// What the fuzz targets found, each shrunk to its trap; all of them failed once.
const FOUND: &[&str] = &[
    // A name twice.
    ".. _kettle:\n.. _kettle:\n\nWater.",
    // A character in a name that ends lines elsewhere.
    "<a name=\"a\u{1c}b\"></a><h1>Making\u{1c}Tea</h1><p id=\"c\u{1d}d\">See <a href=\"#c\u{1d}d\">here</a>.</p>",
    // White space that only some know.
    "```\ncode\n\u{1f}\n```",
    "\u{1e}",
    // A table whose only row has no cell.
    ".. list-table::\n   :header-rows: 1\n\n   -\n\nWater.",
    // Facts about the page without a name.
    "---\n:kettle\n---\n\nWater.",
    "<meta name=\"\" content=\"kettle\"><p>Water.</p>",
    "<meta name=\"a:b *c\" content=\"kettle\"><p>Water.</p>",
    "---\n*a` b_: [`c\n---\n\nWater.",
    // Text like attributes, in the term of a list.
    "Kettle\n  Lid\n []{#FillKettle}     size\n",
];

#[test]
fn what_fuzzing_found_is_read_and_printed_back() {
    for page in FOUND {
        properties::rst(page);
        properties::html(page);
        properties::markdown(page);
        properties::text(page);
        properties::page(page.as_bytes());
    }
}

/// What `inspect --format rst`, `html` or `markdown` shows of a page in any markup reads back as the same page.
#[test]
fn every_page_is_printed_back_in_each_markup() {
    for page in PAGES.iter() {
        properties::assert_prints(xtask::read::read(page.as_bytes()));
    }
}
