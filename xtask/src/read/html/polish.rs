//! What only the blocks around tell: levels of headings, and captions that stand before their tables.

use super::super::{Block, BlockKind, Style, Text};

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

/// A paragraph before a table that begins with a number in strong type, `**Table 1** Parameters`, is its caption.
fn attach_captions(blocks: &mut Vec<Block>) {
    let mut at = 0;
    while at < blocks.len() {
        inner_blocks(&mut blocks[at].kind).into_iter().for_each(attach_captions);
        let caption = at.checked_sub(1).and_then(|before| caption_of(&blocks[before]));
        if let (Some(caption), BlockKind::Table(table)) = (caption, &mut blocks[at].kind)
            && table.caption.is_none()
        {
            table.caption = Some(caption);
            let mut paragraph = blocks.remove(at - 1);
            at -= 1;
            paragraph.labels.append(&mut blocks[at].labels);
            blocks[at].labels = paragraph.labels;
        }
        at += 1;
    }
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
    let BlockKind::Paragraph { text } = &block.kind else { return None };
    let first = text.runs.first().filter(|first| first.style == Style::Strong)?;
    let (word, rest) = first.text.split_at(first.text.find(|c: char| !c.is_alphabetic())?);
    let numbered = !word.is_empty() && rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    numbered.then(|| Text::plain(text.to_plain()))
}
