//! Tables that are drawn with lines, as cells of text: for readers of other markup that draws them alike. What the text of
//! a cell means is theirs.

use super::lines::{Line, join};
use super::ruled::{Ruled, block};
use super::{chars, grid};

/// A table whose cells are not read yet.
#[derive(Debug, Default)]
pub(in crate::read) struct Drawn {
    /// How many rows are its head.
    pub(in crate::read) head: usize,
    pub(in crate::read) rows: Vec<DrawnRow>,
}

/// A row: its cells are those that begin in it.
#[derive(Debug, Default)]
pub(in crate::read) struct DrawnRow {
    /// Its first line, counted from the first one of the table.
    pub(in crate::read) line: usize,
    pub(in crate::read) cells: Vec<DrawnCell>,
}

/// A cell: its text, and how many places it takes.
#[derive(Debug)]
pub(in crate::read) struct DrawnCell {
    pub(in crate::read) text: String,
    pub(in crate::read) rows: usize,
    pub(in crate::read) columns: usize,
}

impl DrawnCell {
    /// A cell of one place.
    pub(in crate::read) fn new(text: String) -> DrawnCell {
        DrawnCell { text, rows: 1, columns: 1 }
    }
}

/// The cells of a grid table, whose lines these are; none where its borders do not meet.
pub(in crate::read) fn grid(lines: &[&str]) -> Option<Drawn> {
    let layout = grid::read(&numbered(lines)).ok()?;
    let row = |&line: &u32| DrawnRow { line: line as usize, cells: Vec::new() };
    let mut drawn = Drawn { head: layout.head, rows: layout.rows.iter().map(row).collect() };
    for slot in &layout.slots {
        let cell = DrawnCell { text: join(&slot.lines), rows: slot.rows, columns: slot.columns };
        drawn.rows.get_mut(slot.row)?.cells.push(cell);
    }
    Some(drawn)
}

/// The cells of one row of a table of columns that begin there, the last of which has no end.
pub(in crate::read) fn row_of_columns(lines: &[&str], starts: &[usize]) -> Vec<DrawnCell> {
    let ruled: Vec<Ruled<'_>> = numbered(lines).into_iter().map(Ruled::new).collect();
    let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
    let cell = |(&start, end)| DrawnCell::new(join(&block(&ruled, start, end)));
    starts.iter().zip(ends).map(cell).collect()
}

fn numbered<'a>(lines: &[&'a str]) -> Vec<Line<'a>> {
    lines.iter().zip(0..).map(|(text, number)| Line { text: chars::trim_end(text), number }).collect()
}
