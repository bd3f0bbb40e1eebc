//! What the tests of this reader share.

use std::path::PathBuf;
use xtask::read::rst::{print_rst, read_rst};
use xtask::read::{Block, BlockKind, Document};

/// Real pages and what docutils makes of their tables; not a part of this repository.
pub(crate) const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared");

pub(crate) fn test_data() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/test_data/rst"))
}

/// The document without what carries no meaning: lines, and faults of the page it was read from.
pub(crate) fn without_lines(mut document: Document) -> Document {
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

/// Asserts that what is printed of a document reads back as the same.
pub(crate) fn assert_prints(document: Document) {
    let document = without_lines(document);
    let printed = print_rst(&document);
    assert_eq!(document, without_lines(read_rst(&printed)), "printed:\n{printed}");
}
