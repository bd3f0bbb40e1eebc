//! The prose of a section as plain text: paragraphs parted by an empty line, list items with a leading `- `.

use super::outline::section_of;
use crate::read::{Block, BlockKind, Document};
use crate::vocabulary::Section;

/// The prose of the first section of a kind; `None` where there is none.
pub(super) fn prose_of_section(document: &Document, wanted: Section) -> Option<String> {
    let is_wanted = |block: &Block| match &block.kind {
        BlockKind::Heading { text, .. } => section_of(&text.to_plain()) == Some(wanted),
        _ => false,
    };
    let start = document.blocks.iter().position(is_wanted)? + 1;
    let mut paragraphs = Vec::new();
    for block in document.blocks[start..].iter().take_while(|block| !matches!(block.kind, BlockKind::Heading { .. })) {
        add(block, &mut paragraphs);
    }
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}

fn add(block: &Block, paragraphs: &mut Vec<String>) {
    match &block.kind {
        BlockKind::Paragraph { text } => push(text.to_plain(), paragraphs),
        BlockKind::List { items, .. } => {
            let lines: Vec<String> = items.iter().map(|item| format!("- {}", joined(item))).collect();
            push(lines.join("\n"), paragraphs);
        }
        BlockKind::Note { blocks, .. } | BlockKind::Quote { blocks } => {
            blocks.iter().for_each(|block| add(block, paragraphs));
        }
        _ => {}
    }
}

fn joined(blocks: &[Block]) -> String {
    let mut paragraphs = Vec::new();
    blocks.iter().for_each(|block| add(block, &mut paragraphs));
    paragraphs.join(" ").replace('\n', " ")
}

fn push(text: String, paragraphs: &mut Vec<String>) {
    if !text.trim().is_empty() {
        paragraphs.push(text);
    }
}
