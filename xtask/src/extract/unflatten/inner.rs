//! Rows of a table that was flattened to one cell a paragraph and whose descriptions do not stand last: `Parameter |
//! Description | Mandatory`, or stand behind names alone.
//!
//! A description is any number of paragraphs. Where cells follow it that look like little else, they end the row; behind a
//! name alone, the next name does.

use crate::read::{Block, Cell, Row};
use crate::vocabulary::{self, Column};

use super::answer::{Fit, fit};
use super::plain;

/// A row without a caption above its table is looked for in so many paragraphs.
const NEAR: usize = 6;

/// The columns before the description, and those behind it.
struct Columns<'a> {
    before: &'a [Column],
    behind: &'a [Column],
}

impl<'a> Columns<'a> {
    fn of(columns: &'a [Column]) -> Option<Columns<'a>> {
        let at = columns.iter().position(|&column| column == Column::Description)?;
        let (before, rest) = columns.split_at(at);
        Some(Columns { before, behind: &rest[1..] }).filter(|columns| !columns.before.is_empty())
    }

    /// Whether a row may begin here.
    fn begins(&self, blocks: &[Block]) -> bool {
        fits(blocks, self.before).is_some()
    }

    /// How many blocks the first row is, where cells behind its description end it.
    fn row(&self, blocks: &[Block]) -> Option<usize> {
        let described = self.before.len() + 1;
        let ends = |&at: &usize| {
            let next = at + self.behind.len();
            let told = blocks.get(at..next).is_some_and(|cells| fits(cells, self.behind) == Some(true));
            let behind = blocks.get(next).filter(|behind| plain(behind).is_some());
            told && (self.behind.contains(&Column::Mandatory) || behind.is_none() || self.begins(&blocks[next..]))
        };
        let end = (described..blocks.len()).find(ends)?;
        self.begins(blocks).then_some(end + self.behind.len())
    }

    fn cells(&self, blocks: &[Block]) -> Row {
        let single = |block: &Block| Cell { blocks: vec![block.clone()] };
        let (before, rest) = blocks.split_at(self.before.len().min(blocks.len()));
        let (description, behind) = rest.split_at(rest.len().saturating_sub(self.behind.len()));
        let mut cells: Vec<Cell> = before.iter().map(single).collect();
        cells.push(Cell { blocks: description.to_vec() });
        cells.extend(behind.iter().map(single));
        Row { line: blocks.first().map_or(0, |block| block.line), cells }
    }
}

/// Whether a row begins here whose description is followed by cells that tell its end.
pub(super) fn row_starts(blocks: &[Block], columns: &[Column]) -> bool {
    let near = &blocks[..blocks.len().min(NEAR)];
    Columns::of(columns).is_some_and(|columns| !columns.behind.is_empty() && columns.row(near).is_some())
}

/// The rows, where the whole body is some.
pub(super) fn rows(body: &[Block], columns: &[Column]) -> Option<Vec<Row>> {
    let columns = Columns::of(columns)?;
    let starts = if columns.behind.is_empty() { named(body, &columns)? } else { ended(body, &columns)? };
    let ends = starts.iter().skip(1).copied().chain([body.len()]);
    Some(starts.iter().zip(ends).map(|(&start, end)| columns.cells(&body[start..end])).collect())
}

/// How many blocks the rows are that cells behind their descriptions end; what follows is no part of the table.
pub(super) fn length(blocks: &[Block], columns: &[Column]) -> Option<usize> {
    let columns = Columns::of(columns).filter(|columns| !columns.behind.is_empty())?;
    let mut length = 0;
    while let Some(row) = columns.row(&blocks[length..]) {
        length += row;
    }
    Some(length).filter(|&length| length > 0)
}

/// Where rows begin that the cells behind their descriptions end.
fn ended(body: &[Block], columns: &Columns<'_>) -> Option<Vec<usize>> {
    let (mut starts, mut at) = (Vec::new(), 0);
    while at < body.len() {
        starts.push(at);
        at += columns.row(&body[at..])?;
    }
    Some(starts)
}

/// Where rows begin of names and descriptions, where descriptions are more than one paragraph: at each word that is written
/// like a name and before a sentence.
fn named(body: &[Block], columns: &Columns<'_>) -> Option<Vec<usize>> {
    let [Column::Name] = columns.before else { return None };
    let is_name = |at: usize| body.get(at).and_then(plain).is_some_and(|text| is_one_word(&text));
    let is_even = body.len().is_multiple_of(2) && (0..body.len()).step_by(2).all(is_name);
    let starts: Vec<usize> =
        (0..body.len()).filter(|&at| is_name(at) && at + 1 < body.len() && !is_name(at + 1)).collect();
    (!is_even && starts.first() == Some(&0) && starts.len() > 1).then_some(starts)
}

/// `days`, `StorageClass`: one word that says something.
fn is_one_word(text: &str) -> bool {
    !text.contains(' ') && fit(text, Column::Name) != Fit::No && !vocabulary::is_nothing(text)
}

/// Whether the first blocks can be cells of the columns: none where they cannot, else whether one of them looks like little
/// else.
fn fits(blocks: &[Block], columns: &[Column]) -> Option<bool> {
    let mut told = false;
    for (at, &column) in columns.iter().enumerate() {
        match blocks.get(at).and_then(plain).map(|text| fit(&text, column)) {
            Some(Fit::Tells) => told = true,
            Some(Fit::Possible) => {}
            Some(Fit::No) | None => return None,
        }
    }
    Some(told)
}
