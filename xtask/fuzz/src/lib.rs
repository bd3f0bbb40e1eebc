//! What holds for every page, whatever is on it. A breach panics.
//!
//! The fuzz targets call these with what the fuzzer makes up, `xtask/tests/fuzz_properties.rs` with what proptest does.

use hwc_model::Service;
use xtask::extract::extract_pages;
use xtask::extract::unflatten::unflatten;
use xtask::link::link;
use xtask::read::rst::{print_rst, read_rst};
use xtask::read::{
    Block, BlockKind, Document, Run, Text, print_html, print_markdown, read, read_html, read_markdown, read_text,
};

/// reStructuredText is read, and what is printed of it reads back as the same.
pub fn rst(page: &str) {
    assert_holds(read_rst(page));
}

/// HTML is read, and what is printed of it reads back as the same.
pub fn html(page: &str) {
    assert_holds(unflatten(read_html(page)));
}

/// Markdown is read, and what is printed of it reads back as the same.
pub fn markdown(page: &str) {
    assert_holds(unflatten(read_markdown(page)));
}

/// A flattened page is read, and what is printed of it reads back as the same.
pub fn text(page: &str) {
    assert_holds(unflatten(read_text(page)));
}

fn assert_holds(document: Document) {
    assert_valid(&document);
    assert_prints(document);
}

/// A page goes all the way to a model; what is told about it has a place on it.
pub fn page(bytes: &[u8]) {
    let document = read(bytes);
    assert_valid(&document);
    let lines = u32::try_from(bytes.len()).unwrap_or(u32::MAX).saturating_add(1);
    for (_, finding) in link(extract_pages("page", document), Service::default()).findings {
        assert!(finding.line <= lines, "line {} of {lines}: {}", finding.line, finding.found);
    }
}

/// What is printed of a document, in each markup that is printed, reads back as the same.
pub fn assert_prints(document: Document) {
    let document = without_lines(document);
    assert_reads_back(&document, print_rst, read_rst);
    if is_seen(&document) {
        assert_reads_back(&document, print_html, read_html);
        assert_reads_back(&document, print_markdown, read_markdown);
    }
}

fn assert_reads_back(document: &Document, print: fn(&Document) -> String, read: fn(&str) -> Document) {
    let printed = print(document);
    let again = without_lines(read(&printed)).blocks;
    // The first blocks that differ: a whole page is too much to be read.
    let at = document.blocks.iter().zip(&again).take_while(|(left, right)| left == right).count();
    assert_eq!(document.blocks.get(at), again.get(at), "block {at} differs, printed:\n{printed}");
}

/// Whether HTML has all characters of the document: it has no NUL, and blanks of no width and soft hyphens are not seen there.
fn is_seen(document: &Document) -> bool {
    let text = serde_json::to_string(document).unwrap_or_default();
    !text.contains(['\u{200b}', '\u{feff}', '\u{ad}', '\u{2060}']) && !text.contains("\\u0000")
}

/// The document without what carries no meaning: lines, blanks at the end of lines of code, and faults of the page it
/// was read from.
pub fn without_lines(mut document: Document) -> Document {
    document.faults.clear();
    clear(&mut document.blocks);
    document
}

fn clear(blocks: &mut [Block]) {
    for block in blocks {
        block.line = 0;
        match &mut block.kind {
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| clear(item)),
            BlockKind::Definitions { items } => items.iter_mut().for_each(|item| clear(&mut item.1)),
            BlockKind::Note { blocks, .. } | BlockKind::Quote { blocks } => clear(blocks),
            BlockKind::Code { text, .. } => *text = text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n"),
            BlockKind::Table(table) => {
                for row in &mut table.rows {
                    row.line = 0;
                    row.cells.iter_mut().for_each(|cell| clear(&mut cell.blocks));
                }
            }
            _ => {}
        }
    }
}

/// Tables are rectangles, texts have no empty pieces and no two neighbours alike.
pub fn assert_valid(document: &Document) {
    document.blocks.iter().for_each(assert_valid_block);
}

fn assert_valid_block(block: &Block) {
    match &block.kind {
        BlockKind::Heading { text, level } => {
            assert!(*level > 0 && !text.is_empty(), "a heading without a level or a text");
            assert_valid_text(text);
        }
        BlockKind::Paragraph { text } => assert_valid_text(text),
        BlockKind::List { items, .. } => items.iter().flatten().for_each(assert_valid_block),
        BlockKind::Definitions { items } => items.iter().flat_map(|(_, blocks)| blocks).for_each(assert_valid_block),
        BlockKind::Code { text, .. } => assert!(!text.ends_with('\n'), "code with a line break at its end"),
        BlockKind::Lines { lines } => lines.iter().for_each(assert_valid_text),
        BlockKind::Table(table) => {
            assert!(table.head <= table.rows.len(), "more header rows than rows");
            let columns = table.rows.first().map_or(0, |row| row.cells.len());
            assert!(table.rows.iter().all(|row| row.cells.len() == columns), "no rectangle: {table:?}");
            table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks).for_each(assert_valid_block);
        }
        BlockKind::Note { blocks, .. } | BlockKind::Quote { blocks } => blocks.iter().for_each(assert_valid_block),
    }
}

fn assert_valid_text(text: &Text) {
    assert!(text.runs.iter().all(|run| !run.text.is_empty()), "an empty piece");
    let differ = |pair: &[Run]| (pair[0].style, &pair[0].target) != (pair[1].style, &pair[1].target);
    assert!(text.runs.windows(2).all(differ), "neighbours alike: {text:?}");
}
