//! The rows of a table that was flattened to one cell a paragraph.
//!
//! The header tells the number of columns, but a cell may be several paragraphs, or none. A row begins where the paragraphs
//! look like the columns ahead of the last one: a name, then Yes or No, then a type. The last column takes the rest. Some
//! flattenings leave out cells of one character, and with them every Yes and No of a Chinese page: there rows are told
//! without.

use crate::read::{Block, BlockKind, Cell, Fault, FaultKind, Row, Table};
use crate::vocabulary::{self, Column, Label};

use super::answer::{Fit, fit};
use super::header::{self, Header};
use super::{ends_table, inner, is_status_line, lists, names, paragraph, plain, starts_like_heading};

/// The table at the beginning of `blocks`, and how many of them it is.
pub(super) fn take(blocks: &[Block], header: &Header, faults: &mut Vec<Fault>) -> (Block, usize) {
    let start = header.length();
    let body = &blocks[start..start + length(&blocks[start..], &header.columns)];
    let body = inner::length(body, &header.columns).map_or(body, |length| &body[..length]);
    let head = &blocks[usize::from(header.captioned)..start];
    let mut rows =
        vec![Row { line: head.first().map_or(0, |block| block.line), cells: head.iter().map(cell).collect() }];
    rows.extend(split(body, &header.columns, faults));
    names::restore(&mut rows[1..], &header.columns, &blocks[start + body.len()..]);
    let caption = blocks.first().filter(|_| header.captioned).and_then(paragraph).cloned();
    let line = rows[0].line;
    let table = Table { caption, head: 1, rows };
    let labels = blocks[..start].iter().flat_map(|block| block.labels.clone()).collect();
    (Block { line, labels, kind: BlockKind::Table(table) }, start + body.len())
}

/// How many blocks belong to the table: up to a heading, a status or the next table.
fn length(blocks: &[Block], columns: &[Column]) -> usize {
    let is_cell = |at: usize| is_last_cell(blocks, at, columns) || is_answered_row(&blocks[at..], columns);
    let ends = |at: usize| !is_cell(at) && is_end(&blocks[at..]);
    (0..blocks.len()).find(|&at| ends(at)).unwrap_or(blocks.len())
}

/// Whether a block stands where a row needs its last cell, and the next row begins behind it: `Error code` describes a
/// parameter there.
fn is_last_cell(blocks: &[Block], at: usize, columns: &[Column]) -> bool {
    let first_row = row_starts(blocks, columns);
    let short = answer_column(columns).filter(|_| !first_row).map(|answer| without(columns, answer));
    let columns = short.as_deref().unwrap_or(columns);
    let ahead = columns.len() - 1;
    at >= ahead && row_starts(&blocks[at - ahead..], columns) && row_starts(&blocks[at + 1..], columns)
}

/// Whether a row begins whose parameter is called like a section, `Authorization`: an answer and a type follow no heading.
fn is_answered_row(blocks: &[Block], columns: &[Column]) -> bool {
    answer_column(columns).is_some() && row_starts(blocks, columns)
}

fn is_end(blocks: &[Block]) -> bool {
    let Some(first) = blocks.first() else { return true };
    matches!(first.kind, BlockKind::Heading { .. })
        || plain(first).is_some_and(|text| ends_table(&text) || is_status_line(&text))
        || lists::opens_section(first)
        || lists::is_lead(blocks)
        || header::find(blocks).is_some()
}

/// Whether a row begins here.
pub(super) fn row_starts(blocks: &[Block], columns: &[Column]) -> bool {
    let Some((_, ahead)) = columns.split_last() else { return false };
    let mut told = false;
    for (at, &column) in ahead.iter().enumerate() {
        match blocks.get(at).and_then(plain).map(|text| fit(&text, column)) {
            Some(Fit::Tells) => told = true,
            Some(Fit::Possible) => {}
            Some(Fit::No) | None => return false,
        }
    }
    told
}

fn split(body: &[Block], columns: &[Column], faults: &mut Vec<Fault>) -> Vec<Row> {
    if columns.last() != Some(&Column::Description)
        && let Some(rows) = inner::rows(body, columns)
    {
        return rows;
    }
    if let Some(rows) = rows_of(body, columns).or_else(|| inner::rows(body, columns)) {
        return rows;
    }
    let Some((answer, rows)) = rows_without_answers(body, columns) else {
        return split_evenly(body, columns.len(), faults);
    };
    if let Some(first) = body.first() {
        let found = format!("no cell of column {} in any row", answer + 1);
        faults.push(Fault { line: first.line, kind: FaultKind::FlatteningLost, found });
    }
    rows
}

/// The rows, where the first one begins at the beginning.
fn rows_of(body: &[Block], columns: &[Column]) -> Option<Vec<Row>> {
    let ahead = columns.len() - 1;
    let mut starts: Vec<(usize, bool)> = Vec::new();
    let mut free = 0;
    for at in 0..body.len() {
        let is_whole = row_starts(&body[at..], columns);
        let is_description = at == free && !starts.is_empty() && is_likelier_description(&body[at..], columns);
        if at >= free && !is_description && (is_whole || names::row_starts(&body[at..], columns)) {
            starts.push((at, is_whole));
            free = at + ahead - usize::from(!is_whole);
        }
    }
    if starts.first().is_none_or(|&(start, _)| start > 0) {
        return None;
    }
    let ends = starts.iter().skip(1).map(|&(start, _)| start).chain([body.len()]);
    let rows = starts.iter().zip(ends).map(|(&(start, is_whole), end)| {
        let mut row = row(&body[start..end], ahead - usize::from(!is_whole));
        if !is_whole {
            row.cells.insert(0, Cell::default());
        }
        row
    });
    Some(rows.collect())
}

/// Whether what stands where a row needs its last cell is one, though a row could begin with it: a row begins behind it,
/// as behind `Node ID` before `ip` and `String`, or it is the label of what a description tells first.
fn is_likelier_description(blocks: &[Block], columns: &[Column]) -> bool {
    let is_label = |text: String| starts_like_heading(&text) && vocabulary::label(&text) == Some(Label::Definition);
    row_starts(&blocks[1..], columns) || blocks.first().and_then(plain).is_some_and(is_label)
}

/// The rows of a table all of whose answers were left out, each with an empty cell in their column.
fn rows_without_answers(body: &[Block], columns: &[Column]) -> Option<(usize, Vec<Row>)> {
    let answer = answer_column(columns)?;
    let mut rows = rows_of(body, &without(columns, answer))?;
    rows.iter_mut().for_each(|row| row.cells.insert(answer, Cell::default()));
    Some((answer, rows))
}

/// The column for Yes and No, where others ahead of the last one can tell a row without it.
fn answer_column(columns: &[Column]) -> Option<usize> {
    let (_, ahead) = columns.split_last()?;
    let answer = ahead.iter().position(|&column| column == Column::Mandatory)?;
    ahead.contains(&Column::Type).then_some(answer)
}

fn without(columns: &[Column], left_out: usize) -> Vec<Column> {
    columns.iter().enumerate().filter(|&(at, _)| at != left_out).map(|(_, &column)| column).collect()
}

fn row(blocks: &[Block], ahead: usize) -> Row {
    let (single, last) = blocks.split_at(ahead.min(blocks.len()));
    let mut cells: Vec<Cell> = single.iter().map(cell).collect();
    cells.push(Cell { blocks: last.to_vec() });
    Row { line: blocks.first().map_or(0, |block| block.line), cells }
}

/// Rows of a table whose columns have no words of their own: each paragraph is a cell, which is reported where it cannot be.
fn split_evenly(body: &[Block], columns: usize, faults: &mut Vec<Fault>) -> Vec<Row> {
    let Some(first) = body.first() else { return Vec::new() };
    if !body.len().is_multiple_of(columns) {
        let found = format!("{} paragraphs under {columns} columns, with nothing that tells the rows", body.len());
        faults.push(Fault { line: first.line, kind: FaultKind::FlatteningLost, found });
    }
    body.chunks(columns)
        .map(|blocks| {
            let mut row = row(blocks, columns - 1);
            row.cells.resize(columns, Cell::default());
            row
        })
        .collect()
}

fn cell(block: &Block) -> Cell {
    Cell { blocks: vec![block.clone()] }
}
