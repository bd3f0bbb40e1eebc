//! Captions that are plain paragraphs before their tables.

use crate::read::{Block, BlockKind};

use super::{header, paragraph};

/// Gives each table without a caption the paragraph before it that is one.
pub(super) fn attach(blocks: &mut Vec<Block>) {
    let captions: Vec<usize> = (1..blocks.len()).filter(|&at| is_captioned(&blocks[at - 1], &blocks[at])).collect();
    for &at in captions.iter().rev() {
        let caption = blocks.remove(at - 1);
        let table = &mut blocks[at - 1];
        table.labels.splice(0..0, caption.labels.iter().cloned());
        if let (BlockKind::Table(table), Some(text)) = (&mut table.kind, paragraph(&caption)) {
            table.caption = Some(text.clone());
        }
    }
}

fn is_captioned(before: &Block, block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Table(table) if table.caption.is_none())
        && paragraph(before).is_some_and(|text| header::is_caption(&text.to_plain()))
}
