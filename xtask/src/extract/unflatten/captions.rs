//! Captions that are plain paragraphs before their tables.

use crate::read::{Block, BlockKind};

use super::{header, paragraph};

/// Gives each table without a caption the paragraph before it that is one.
pub(super) fn attach(blocks: Vec<Block>) -> Vec<Block> {
    let mut attached: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        if let BlockKind::Table(table) = &mut block.kind
            && table.caption.is_none()
            && let Some(before) = attached.pop_if(|before| is_caption(before))
        {
            table.caption = paragraph(&before).cloned();
            block.name_first(before.labels);
        }
        attached.push(block);
    }
    attached
}

fn is_caption(block: &Block) -> bool {
    paragraph(block).is_some_and(|text| header::is_caption(&text.to_plain()))
}
