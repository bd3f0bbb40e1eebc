//! Whatever a page holds, reading it ends soon and gives a valid document.
#![allow(clippy::unwrap_used, clippy::panic, unreachable_pub, reason = "these are tests, their helpers too")]

use proptest::prelude::*;
use xtask::extract::unflatten::unflatten;
use xtask::read::{Block, BlockKind, Document, Text, read, read_html, read_markdown, read_text};

/// Pieces of the markups, from which pages are made that get deep into the readers.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "  ",
    "Parameter",
    "Type",
    "Description",
    "Mandatory",
    "Status Code",
    "Yes",
    "String",
    "Array of a objects",
    "Table 1 ",
    "name",
    "200",
    " |",
    "| ",
    "|",
    "||",
    "---|---|",
    "|---|---|",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\",
    ":",
    ",",
    "• ",
    "- ",
    "  1. ",
    "Status code: 200",
    "Example Responses",
    "URI",
    "Updated on 2024-01-01",
    "Feedback",
    ". ",
    "<table>",
    "<tr>",
    "<td>",
    "<td rowspan=3 colspan=2>",
    "</td>",
    "</table>",
    "<p>",
    "</p>",
    "<ul><li>",
    "</ul>",
    "<h1>",
    "</h1>",
    "<h4>",
    "<pre>",
    "</pre>",
    "<b>",
    "</b>",
    "<a name=x>",
    "<a href=\"#x\">",
    "</a>",
    "<br>",
    "<dl><dt>",
    "<dd>",
    "<div class=note>",
    "</div>",
    "<script>",
    "<form>",
    "<button>",
    "&amp;",
    "# ",
    "## ",
    "**",
    "`",
    "```\n",
    "> ",
    "<!--",
    "\u{200b}",
    "参数",
    "是",
    "表1 ",
];

fn pages() -> impl Strategy<Value = String> {
    let made = prop::collection::vec(prop::sample::select(PIECES), 0..120).prop_map(|pieces| pieces.concat());
    prop_oneof![made, "\\PC{0,200}", "(?s).{0,200}"]
}

fn assert_valid(document: &Document) {
    document.blocks.iter().for_each(assert_valid_block);
}

fn assert_valid_block(block: &Block) {
    match &block.kind {
        BlockKind::Heading { text, level } => {
            assert!(*level > 0 && !text.is_empty());
            assert_valid_text(text);
        }
        BlockKind::Paragraph { text } => {
            assert!(!text.is_empty(), "empty paragraph");
            assert_valid_text(text);
        }
        BlockKind::List { items, .. } => items.iter().flatten().for_each(assert_valid_block),
        BlockKind::Definitions { items } => items.iter().flat_map(|(_, blocks)| blocks).for_each(assert_valid_block),
        BlockKind::Code { text, .. } => assert!(!text.ends_with('\n')),
        BlockKind::Lines { lines } => lines.iter().for_each(assert_valid_text),
        BlockKind::Table(table) => {
            assert!(table.head <= table.rows.len());
            let columns = table.rows.first().map_or(0, |row| row.cells.len());
            assert!(table.rows.iter().all(|row| row.cells.len() == columns), "no rectangle: {table:?}");
            table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks).for_each(assert_valid_block);
        }
        BlockKind::Note { blocks, .. } | BlockKind::Quote { blocks } => blocks.iter().for_each(assert_valid_block),
    }
}

fn assert_valid_text(text: &Text) {
    assert!(text.runs.iter().all(|run| !run.text.is_empty()));
    let differ = |pair: &[xtask::read::Run]| (pair[0].style, &pair[0].target) != (pair[1].style, &pair[1].target);
    assert!(text.runs.windows(2).all(differ), "neighbours alike: {text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_by_each_reader(page in pages()) {
        assert_valid(&unflatten(read_text(&page)));
        assert_valid(&unflatten(read_html(&page)));
        assert_valid(&unflatten(read_markdown(&page)));
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        assert_valid(&read(&bytes));
    }

    #[test]
    fn a_page_cut_anywhere_is_read(page in pages(), cut in any::<prop::sample::Index>()) {
        let bytes = page.as_bytes();
        assert_valid(&unflatten(read(&bytes[..cut.index(bytes.len() + 1)])));
    }
}

/// Pages of one piece over and over are the worst for a reader that looks back or ahead: they would not end in this test.
#[test]
fn pages_of_one_piece_are_read_to_their_end() {
    let mut pieces: Vec<String> = PIECES.iter().map(|piece| (*piece).to_owned()).collect();
    pieces.extend(
        [
            "a |\n",
            "| a\n",
            "{\n",
            "{\nWords here\n",
            "- \n",
            "<div><p>",
            "<b><i>",
            "a: b. ",
            "Table 1 Parameter Type a String x. ",
        ]
        .map(str::to_owned),
    );
    for piece in pieces {
        let page = piece.repeat(60_000 / piece.len());
        for document in [read_text(&page), read_html(&page), read_markdown(&page)] {
            assert_valid(&unflatten(document));
        }
    }
}
