//! Captions that are plain paragraphs before their tables, or below them.

use crate::read::{Block, BlockKind, Text};

use super::{header, paragraph};

/// Gives each table without a caption the paragraph beside it that is one: on the side on which the page has most of them.
pub(super) fn attach(blocks: Vec<Block>) -> Vec<Block> {
    let below = balance(&blocks) > 0;
    attach_beside(blocks, below)
}

fn attach_beside(mut blocks: Vec<Block>, below: bool) -> Vec<Block> {
    drop_repeated(&mut blocks);
    for inner in blocks.iter_mut().flat_map(inside) {
        *inner = attach_beside(std::mem::take(inner), below);
    }
    if !below {
        return attach_above(blocks);
    }
    blocks.reverse();
    let mut blocks = attach_above(blocks);
    blocks.reverse();
    blocks
}

/// The blocks that items of a list or a note hold.
fn inside(block: &mut Block) -> Vec<&mut Vec<Block>> {
    match &mut block.kind {
        BlockKind::List { items, .. } => items.iter_mut().collect(),
        BlockKind::Note { blocks, .. } | BlockKind::Quote { blocks } => vec![blocks],
        _ => Vec::new(),
    }
}

/// Gives each table the caption before it.
fn attach_above(blocks: Vec<Block>) -> Vec<Block> {
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

/// How many more captions stand below tables than above them, as some tools put them.
fn balance(blocks: &[Block]) -> isize {
    let side = |two: &[Block]| match two {
        [first, second] if is_bare_table(first) && is_caption(second) => 1,
        [first, second] if is_caption(first) && is_bare_table(second) => -1,
        _ => 0,
    };
    let inner = |block: &Block| match &block.kind {
        BlockKind::List { items, .. } => items.iter().map(|item| balance(item)).sum(),
        BlockKind::Note { blocks, .. } | BlockKind::Quote { blocks } => balance(blocks),
        _ => 0,
    };
    blocks.windows(2).map(side).sum::<isize>() + blocks.iter().map(inner).sum::<isize>()
}

fn is_bare_table(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Table(table) if table.caption.is_none())
}

/// Takes away captions that stand below their tables as well as in them.
fn drop_repeated(blocks: &mut Vec<Block>) {
    let mut caption = None;
    blocks.retain(|block| {
        let is_repeated = caption.is_some() && paragraph(block).map(Text::to_plain) == caption;
        caption = match &block.kind {
            BlockKind::Table(table) => table.caption.as_ref().map(Text::to_plain),
            _ => None,
        };
        !is_repeated
    });
}

fn is_caption(block: &Block) -> bool {
    paragraph(block).is_some_and(|text| header::is_caption(&text.to_plain()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read_markdown;

    fn captions(text: &str) -> Vec<String> {
        let tables = attach(read_markdown(text).blocks).into_iter().filter_map(|block| match block.kind {
            BlockKind::Table(table) => Some(table.caption.unwrap_or_default().to_plain()),
            _ => None,
        });
        tables.collect()
    }

    const TABLE: &str = "| a |\n|---|\n| b |\n\n";

    #[test]
    fn captions_stand_where_most_of_them_do() {
        let above = format!("Table 1 Cup\n\n{TABLE}Table 2 Lid\n\n{TABLE}");
        assert_eq!(captions(&above), ["Table 1 Cup", "Table 2 Lid"]);
        let below = format!("{TABLE}Table 1 Cup\n\n{TABLE}Table 2 Lid\n\n");
        assert_eq!(captions(&below), ["Table 1 Cup", "Table 2 Lid"]);
    }

    #[test]
    fn a_caption_that_a_table_has_is_not_given_to_the_next_one() {
        let table = "<table><caption>Table 1 Cup</caption><tr><td>a</td></tr></table>\n\n";
        assert_eq!(captions(&format!("{table}Table 1 Cup\n\n{TABLE}")), ["Table 1 Cup", ""]);
    }
}
