//! What grid tables and simple tables share: cells with their place, spread over the rectangle.

use super::body::Body;
use super::lines::{Line, trimmed};
use crate::read::{Block, BlockKind, Cell, FaultKind, Row, Table};

/// The most that repeating spanning cells may multiply the text of a table.
const MOST_REPEATED: usize = 64;

/// A cell before its content is read.
#[derive(Debug)]
pub(super) struct Slot<'a> {
    /// First row, first column, rows, columns.
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) lines: Vec<Line<'a>>,
}

/// A table before its cells are read.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    pub(super) head: usize,
    pub(super) columns: usize,
    /// The line of each row.
    pub(super) rows: Vec<u32>,
    pub(super) slots: Vec<Slot<'a>>,
}

/// Why lines that begin like a table are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed {
    pub(super) kind: FaultKind,
    pub(super) found: &'static str,
}

impl Malformed {
    pub(super) fn table(found: &'static str) -> Malformed {
        Malformed { kind: FaultKind::TableMalformed, found }
    }

    pub(super) fn cut_off(found: &'static str) -> Malformed {
        Malformed { kind: FaultKind::TableCutOff, found }
    }
}

impl<'a> Body<'_, '_, '_, 'a> {
    /// Appends the table that stands in `lines`, or the lines as code.
    pub(super) fn push_table(&mut self, lines: &[Line<'a>], layout: Result<Layout<'a>, Malformed>) {
        let Some(first) = lines.first() else { return };
        let layout = layout.and_then(|layout| {
            let bytes: usize = lines.iter().map(|line| line.text.len()).sum();
            if repeats(&layout) > bytes * MOST_REPEATED {
                Err(Malformed::table("cells span too much"))
            } else {
                Ok(layout)
            }
        });
        match layout {
            Ok(layout) => {
                let table = self.fill(layout);
                self.push(first.number, BlockKind::Table(table));
            }
            Err(malformed) => {
                self.reader.fault(first.number, malformed.kind, malformed.found);
                self.push_code(&trimmed(lines.to_vec()), None);
            }
        }
    }

    /// Reads the cells in reading order and puts each in every place that it covers.
    fn fill(&mut self, layout: Layout<'a>) -> Table {
        let mut rows: Vec<Vec<Option<Cell>>> = Vec::new();
        rows.resize_with(layout.rows.len(), || (0..layout.columns).map(|_| None).collect());
        for slot in &layout.slots {
            let blocks = self.reader.nested(&slot.lines);
            spread(&mut rows, slot, blocks);
        }
        let filled = layout
            .rows
            .iter()
            .zip(rows)
            .map(|(&line, cells)| Row { line, cells: cells.into_iter().map(Option::unwrap_or_default).collect() });
        Table { caption: None, head: layout.head, rows: filled.collect() }
    }
}

fn spread(rows: &mut [Vec<Option<Cell>>], slot: &Slot<'_>, blocks: Vec<Block>) {
    let cell = Cell { blocks };
    for row in &mut rows[slot.row..slot.row + slot.rows] {
        for place in &mut row[slot.column..slot.column + slot.columns] {
            *place = Some(cell.clone());
        }
    }
}

/// The bytes that all repetitions of cells come to.
fn repeats(layout: &Layout<'_>) -> usize {
    let spanning = layout.slots.iter().filter(|slot| slot.rows * slot.columns > 1);
    spanning
        .map(|slot| slot.rows * slot.columns * slot.lines.iter().map(|line| line.text.len() + 64).sum::<usize>())
        .sum()
}
