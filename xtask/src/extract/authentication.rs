//! Ways to authenticate that a page about all operations names in its headings and lists.

use hwc_model::Authentication;

use crate::read::{Block, BlockKind};
use crate::vocabulary;

/// The ways that headings and items of lists open with, each once.
pub(super) fn extract_authentication(blocks: &[Block]) -> Vec<Authentication> {
    let mut found = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { text, .. } => add(&mut found, &text.to_plain()),
            BlockKind::List { items, .. } => {
                for first in items.iter().filter_map(|item| item.first()) {
                    if let BlockKind::Paragraph { text } = &first.kind {
                        add(&mut found, &text.to_plain());
                    }
                }
            }
            _ => {}
        }
    }
    found
}

fn add(found: &mut Vec<Authentication>, phrase: &str) {
    if let Some(way) = vocabulary::authentication(phrase)
        && !found.contains(&way)
    {
        found.push(way);
    }
}
