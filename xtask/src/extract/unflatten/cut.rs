//! Tables of pipes that a tool cut where a cell had a list: the list stands behind the row, and the next rows are a
//! paragraph with pipes in it. A caption right below a table became its last row.
//!
//! Comes in as the blocks of a Markdown page; goes out with whole tables.

use crate::read::{Block, BlockKind, Cell, Row, Run, Table, Text};

use super::{header, plain};

/// Puts cut tables together.
pub(super) fn mend(blocks: Vec<Block>) -> Vec<Block> {
    let mut mended: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match mended.last_mut().and_then(open_table) {
            Some(table) if follows(table, &block) => go_on(table, block),
            _ => mended.push(block),
        }
        if let Some(caption) = mended.last_mut().and_then(table).and_then(take_caption) {
            mended.push(caption);
        }
    }
    mended
}

fn table(block: &mut Block) -> Option<&mut Table> {
    match &mut block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    }
}

/// A table with a header and rows.
fn open_table(block: &mut Block) -> Option<&mut Table> {
    table(block).filter(|table| table.head == 1 && table.rows.len() > 1)
}

/// Whether a block is what was cut off: a list in the next line, or rows.
fn follows(table: &Table, block: &Block) -> bool {
    match &block.kind {
        BlockKind::List { .. } => table.rows.last().is_some_and(|row| last_line(row) + 1 == block.line),
        BlockKind::Paragraph { text } => rows(text, block.line, table.rows[0].cells.len()).is_some(),
        _ => false,
    }
}

/// The last line of a row, with the list that was put to it.
fn last_line(row: &Row) -> u32 {
    let lines = row.cells.iter().flat_map(|cell| &cell.blocks).map(|block| block.line);
    lines.max().unwrap_or(row.line)
}

fn go_on(table: &mut Table, block: Block) {
    let columns = table.rows[0].cells.len();
    match &block.kind {
        BlockKind::Paragraph { text } => table.rows.extend(rows(text, block.line, columns).unwrap_or_default()),
        _ => {
            if let Some(cell) = table.rows.last_mut().and_then(|row| row.cells.last_mut()) {
                cell.blocks.push(block);
            }
        }
    }
}

/// The lines of a paragraph as rows, where each has a cell for each column and begins with a word.
fn rows(text: &Text, line: u32, columns: usize) -> Option<Vec<Row>> {
    let row = |(at, text): (usize, Text)| {
        let cells = split(&text, '|');
        let is_row = cells.len() == columns && columns > 1 && is_word(&cells[0]);
        let line = line + at as u32;
        is_row.then(|| Row { line, cells: cells.into_iter().map(|text| cell(line, text)).collect() })
    };
    split(text, '\n').into_iter().enumerate().map(row).collect()
}

fn is_word(text: &Text) -> bool {
    let plain = text.to_plain();
    !plain.is_empty() && !plain.contains(char::is_whitespace)
}

fn cell(line: u32, text: Text) -> Cell {
    let is_empty = text.to_plain().is_empty();
    let block = Block { line, labels: Vec::new(), kind: BlockKind::Paragraph { text } };
    Cell { blocks: if is_empty { Vec::new() } else { vec![block] } }
}

/// The pieces of a text between signs, without blanks around.
fn split(text: &Text, sign: char) -> Vec<Text> {
    let mut pieces: Vec<Vec<Run>> = vec![Vec::new()];
    for run in &text.runs {
        for (at, piece) in run.text.split(sign).enumerate() {
            if at > 0 {
                pieces.push(Vec::new());
            }
            if let Some(last) = pieces.last_mut() {
                last.push(Run { text: piece.to_owned(), ..run.clone() });
            }
        }
    }
    pieces.into_iter().map(trimmed).collect()
}

fn trimmed(mut runs: Vec<Run>) -> Text {
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = runs.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
    let mut text = Text::default();
    runs.into_iter().filter(|run| !run.text.is_empty()).for_each(|run| text.push(run));
    text
}

/// The caption of the next table, where it became the last row: nothing stands beside it.
fn take_caption(table: &mut Table) -> Option<Block> {
    let row = table.rows.get(table.head.max(1)..)?.last()?;
    let (first, others) = row.cells.split_first()?;
    let [block] = first.blocks.as_slice() else { return None };
    let is_caption = plain(block).is_some_and(|text| header::is_caption(&text));
    let is_alone = !others.is_empty() && others.iter().all(|cell| cell.blocks.is_empty());
    let caption = (is_caption && is_alone).then(|| block.clone())?;
    table.rows.pop();
    Some(caption)
}
