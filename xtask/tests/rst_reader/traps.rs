//! Traps: one folder each, with a page and the outline of its document (`UPDATE_EXPECT=1` rewrites it).

use crate::outline::outline;
use crate::support::{assert_prints, test_data};
use xtask::read::rst::read_rst;
use xtask::read::{BlockKind, FaultKind};

#[test]
fn traps_read_as_their_outlines_say() {
    let mut folders: Vec<_> = std::fs::read_dir(test_data()).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() > 15);
    for folder in folders {
        let page = std::fs::read_to_string(folder.join("page.rst")).unwrap();
        let document = read_rst(&page);
        expect_test::expect_file![folder.join("outline.txt")].assert_eq(&outline(&document));
        assert_prints(document);
    }
}

#[test]
fn line_ends_tabs_and_form_feeds_are_white_space() {
    let plain = read_rst("Name\n====\n\na b\n\n-       item\n\n        more\n");
    assert_eq!(plain, read_rst("\u{feff}Name\r\n====\r\n\r\na\u{c}b\r\n\r\n-\titem\r\n\r\n\tmore\r\n"));
    assert_eq!(plain, read_rst("Name\r====\r\ra \u{a0}b \r\r-\titem\r\r\tmore\r"));
}

#[test]
fn a_page_without_text_is_empty() {
    for page in ["", "\n \n", "\u{feff}", ".. a comment\n"] {
        assert_eq!(read_rst(page).faults.iter().map(|fault| fault.kind).collect::<Vec<_>>(), [FaultKind::PageEmpty]);
    }
}

#[test]
fn what_says_nothing_is_no_heading() {
    assert!(read_rst("\\ \n::\n").blocks.is_empty());
    assert!(read_rst(".. rubric::\n").blocks.is_empty());
    let page = read_rst(".. rubric:: Words\n   :heading-level: 0\n");
    assert!(matches!(page.blocks[0].kind, BlockKind::Heading { level, .. } if level > 0));
}

#[test]
fn blocks_nested_too_deeply_are_kept_as_code() {
    let page = "- ".repeat(5000) + "the bottom";
    let document = read_rst(&page);
    assert_eq!(document.faults.iter().map(|fault| fault.kind).collect::<Vec<_>>(), [FaultKind::NestingTooDeep]);
    let mut blocks = &document.blocks;
    while let BlockKind::List { items, .. } = &blocks[0].kind {
        blocks = &items[0];
    }
    assert!(matches!(&blocks[0].kind, BlockKind::Code { text, .. } if text.ends_with("- the bottom")));
    assert_prints(document);
}

#[test]
fn a_page_cut_off_anywhere_is_read() {
    let page = std::fs::read_to_string(test_data().join("cell_with_blocks/page.rst")).unwrap();
    for end in (0..page.len()).filter(|&end| page.is_char_boundary(end)) {
        assert_prints(read_rst(&page[..end]));
    }
}
