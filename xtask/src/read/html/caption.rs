//! Captions that stand before their tables.

use super::super::{Block, BlockKind, Style, Table, Text};
use super::flow::Flow;

/// Gives a table the caption that was read before it: a paragraph that begins with a number in strong type, `**Table 1**
/// Parameters`. So is a table of one header row with text in its first cell only: that is what captions become where tables
/// become pipes. Right behind a table that has no other caption, the page as a whole tells whose
/// it is, and it is left for that.
pub(super) fn attach(before: &mut Flow, blocks: &mut [Block]) {
    if let [Block { kind: BlockKind::Table(table), .. }] = blocks
        && table.caption.is_none()
        && let Some(caption) = before.blocks.last().and_then(caption_of)
        && !is_of_table(before.blocks.iter().nth_back(1), &caption)
        && let Some(block) = before.blocks.pop()
    {
        table.caption = Some(caption);
        before.labels.splice(0..0, block.labels);
    }
}

/// Whether a caption behind a block may be that of this block, a table that has no other one.
pub(in crate::read) fn is_of_table(block: Option<&Block>, caption: &Text) -> bool {
    let is_of = |table: &Table| table.caption.as_ref().is_none_or(|own| own.to_plain() == caption.to_plain());
    block.is_some_and(|block| matches!(&block.kind, BlockKind::Table(table) if is_of(table)))
}

/// What a block says as the caption of a table behind it.
pub(in crate::read) fn caption_of(block: &Block) -> Option<Text> {
    let text = match &block.kind {
        BlockKind::Paragraph { text } => text,
        BlockKind::Table(table) => return caption_row(table),
        _ => return None,
    };
    let first = text.runs.first().filter(|first| first.style == Style::Strong)?;
    let (word, rest) = first.text.split_at(first.text.find(|c: char| !c.is_alphabetic())?);
    let numbered = !word.is_empty() && rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    numbered.then(|| text.clone())
}

fn caption_row(table: &Table) -> Option<Text> {
    let [row] = table.rows.as_slice() else { return None };
    let (first, others) = row.cells.split_first()?;
    let alone = table.head == 1 && table.caption.is_none() && !others.is_empty();
    match first.blocks.as_slice() {
        [Block { kind: BlockKind::Paragraph { text }, .. }]
            if alone && others.iter().all(|cell| cell.blocks.is_empty()) =>
        {
            Some(text.clone())
        }
        _ => None,
    }
}
