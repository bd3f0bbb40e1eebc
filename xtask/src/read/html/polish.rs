//! What only the blocks around tell: levels of headings, and captions that stand before their tables.

use super::super::{Block, BlockKind, Style, Table, Text};

/// Puts levels and captions right.
pub(in crate::read) fn polish(blocks: &mut Vec<Block>) {
    rank_headings(blocks);
    attach_captions(blocks);
}

/// Pages go from `h1` to `h4` and mean title and section: levels count those that there are. Without an `h1`, the first
/// heading is the title where no other is as high.
fn rank_headings(blocks: &mut [Block]) {
    let mut levels: Vec<u8> = blocks.iter().filter_map(level).collect();
    let titled = levels.first().is_some_and(|&first| first == 1 || levels[1..].iter().all(|&other| other > first));
    levels.sort_unstable();
    levels.dedup();
    for block in blocks {
        if let BlockKind::Heading { level, .. } = &mut block.kind {
            let rank = levels.iter().take_while(|&&other| other < *level).count() + if titled { 1 } else { 2 };
            *level = u8::try_from(rank).unwrap_or(u8::MAX);
        }
    }
}

fn level(block: &Block) -> Option<u8> {
    match block.kind {
        BlockKind::Heading { level, .. } => Some(level),
        _ => None,
    }
}

/// A paragraph before a table that begins with a number in strong type, `**Table 1** Parameters`, is its caption. So is a table
/// of one header row with text in its first cell only: that is what captions become where tables become pipes.
fn attach_captions(blocks: &mut Vec<Block>) {
    let mut attached: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in std::mem::take(blocks) {
        inner_blocks(&mut block.kind).into_iter().for_each(attach_captions);
        if let BlockKind::Table(table) = &mut block.kind
            && table.caption.is_none()
            && let Some(mut before) = attached.pop_if(|before| caption_of(before).is_some())
        {
            table.caption = caption_of(&before);
            before.labels.append(&mut block.labels);
            block.labels = before.labels;
        }
        attached.push(block);
    }
    *blocks = attached;
}

/// The lists of blocks inside a block in which tables may have captions.
fn inner_blocks(kind: &mut BlockKind) -> Vec<&mut Vec<Block>> {
    match kind {
        BlockKind::List { items, .. } => items.iter_mut().collect(),
        BlockKind::Note { blocks, .. } | BlockKind::Quote { blocks } => vec![blocks],
        _ => Vec::new(),
    }
}

fn caption_of(block: &Block) -> Option<Text> {
    let text = match &block.kind {
        BlockKind::Paragraph { text } => text,
        BlockKind::Table(table) => return caption_row(table),
        _ => return None,
    };
    let first = text.runs.first().filter(|first| first.style == Style::Strong)?;
    let (word, rest) = first.text.split_at(first.text.find(|c: char| !c.is_alphabetic())?);
    let numbered = !word.is_empty() && rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    numbered.then(|| Text::plain(text.to_plain()))
}

fn caption_row(table: &Table) -> Option<Text> {
    let [row] = table.rows.as_slice() else { return None };
    let (first, others) = row.cells.split_first()?;
    let alone = table.head == 1 && table.caption.is_none() && !others.is_empty();
    match first.blocks.as_slice() {
        [Block { kind: BlockKind::Paragraph { text }, .. }]
            if alone && others.iter().all(|cell| cell.blocks.is_empty()) =>
        {
            Some(Text::plain(text.to_plain()))
        }
        _ => None,
    }
}
