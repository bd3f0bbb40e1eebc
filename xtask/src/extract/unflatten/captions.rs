//! Captions that are plain paragraphs before their tables, or below them.

use crate::read::{Block, BlockKind, Run, Table, Text};
use crate::vocabulary::Column;

use super::{column_of, header, paragraph, plain};

/// Gives each table without a caption the paragraph beside it that is one: on the side on which the page has most of them.
pub(super) fn attach(blocks: Vec<Block>) -> Vec<Block> {
    let below = balance(&blocks) > 0;
    attach_beside(blocks, below)
}

fn attach_beside(mut blocks: Vec<Block>, below: bool) -> Vec<Block> {
    blocks.iter_mut().filter_map(table_of).for_each(take_from_header);
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

fn table_of(block: &mut Block) -> Option<&mut Table> {
    match &mut block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    }
}

/// Takes the caption out of the header, where a tool wrote both without a blank between: `Table 1 CupParameter`.
fn take_from_header(table: &mut Table) {
    if table.caption.is_some() {
        return;
    }
    let Some((first, others)) = table.rows.first_mut().and_then(|row| row.cells.split_first_mut()) else { return };
    let others: Vec<Column> = others.iter().filter_map(|cell| column_of(&plain(cell.blocks.first()?)?)).collect();
    let [block] = first.blocks.as_mut_slice() else { return };
    let BlockKind::Paragraph { text } = &mut block.kind else { return };
    let whole = text.to_plain();
    if !header::is_caption(&whole) || others.is_empty() {
        return;
    }
    if let Some(at) = column_run_into(&whole, &others) {
        table.caption = Some(start_of(text, at));
        *text = Text::plain(&whole[at..]);
    }
}

/// Where the name of a column begins that stands behind a caption without a blank, and is none of the others.
fn column_run_into(text: &str, others: &[Column]) -> Option<usize> {
    let is_glued = |&(at, c): &(usize, char)| {
        let before = text[..at].chars().next_back();
        let ends = |c: char| c.is_lowercase() || c.is_alphabetic() && !c.is_ascii() || matches!(c, ')' | '）');
        (c.is_uppercase() || !c.is_ascii()) && before.is_some_and(ends)
    };
    let heads = |at: &usize| column_of(&text[*at..]).is_some_and(|column| !others.contains(&column));
    text.char_indices().filter(is_glued).map(|(at, _)| at).find(heads)
}

/// The first so many bytes of a text.
fn start_of(text: &Text, mut length: usize) -> Text {
    let mut start = Text::default();
    for run in &text.runs {
        let taken = run.text.len().min(length);
        length -= taken;
        start.push(Run { text: run.text[..taken].to_owned(), ..run.clone() });
    }
    start
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
    fn a_caption_may_run_into_the_header() {
        let text = "**Table 1** PotRefParameter | Type\n---|---\na | String\n**Table 2** LidName | Description\n---|---\nb | c\n";
        assert_eq!(captions(text), ["Table 1 PotRef", "Table 2 Lid"]);
        assert_eq!(captions("**表 1** 请求参数参数 | 描述\n---|---\na | b\n"), ["表 1 请求参数"]);
    }

    #[test]
    fn a_caption_that_a_table_has_is_not_given_to_the_next_one() {
        let table = "<table><caption>Table 1 Cup</caption><tr><td>a</td></tr></table>\n\n";
        assert_eq!(captions(&format!("{table}Table 1 Cup\n\n{TABLE}")), ["Table 1 Cup", ""]);
    }
}
