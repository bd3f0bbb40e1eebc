//! Cells that flattening left out, so that those behind them stand in the wrong columns.

use crate::read::{Block, BlockKind, Cell, Fault, FaultKind, Row, Table};
use crate::vocabulary::{self, Column};

use super::answer::{Fit, fit};
use super::plain;

/// Moves the cells of rows that miss one to where they belong, and reports what is missing.
pub(super) fn restore(blocks: &mut [Block], faults: &mut Vec<Fault>) {
    for block in blocks {
        if let BlockKind::Table(table) = &mut block.kind {
            restore_table(table, faults);
        }
    }
}

fn restore_table(table: &mut Table, faults: &mut Vec<Fault>) {
    let Some(head) = table.rows.first().filter(|_| table.head == 1) else { return };
    let columns: Vec<Option<Column>> = head.cells.iter().map(|cell| vocabulary::column(&text(cell))).collect();
    for row in table.rows.iter_mut().skip(1) {
        if let Some(column) = missing(row, &columns) {
            row.cells.pop();
            row.cells.insert(column, Cell::default());
            // What is called nothing is reported where a name is looked for.
            if column == 0 {
                continue;
            }
            let name = row.cells.first().map(text).unwrap_or_default();
            let heading = table_heading(&columns, column);
            let found = format!("no {heading} in the row of {name}, whose last cells were moved by one");
            faults.push(Fault { line: row.line, kind: FaultKind::FlatteningLost, found });
        }
    }
}

fn table_heading(columns: &[Option<Column>], column: usize) -> String {
    columns.get(column).copied().flatten().map_or("cell".into(), |column| format!("{column:?}").to_lowercase())
}

/// The column whose cell is missing: the row ends in an empty cell and does not fit its columns, but would with an empty
/// cell there.
fn missing(row: &Row, columns: &[Option<Column>]) -> Option<usize> {
    let (last, cells) = row.cells.split_last()?;
    if !last.blocks.is_empty() || cells.len() < 2 || cells.iter().any(|cell| cell.blocks.is_empty()) {
        return None;
    }
    if fit_columns(cells, columns) {
        return None;
    }
    // `Object | What the thing is. | ` has lost its name, most likely a link.
    let told = cells.first().zip(columns.get(1).copied().flatten()).is_some_and(|(cell, column)| {
        matches!(column, Column::Type | Column::Mandatory) && fit(&text(cell), column) == Fit::Tells
    });
    (usize::from(!told)..cells.len()).find(|&gap| {
        let (before, behind) = cells.split_at(gap);
        fit_columns(before, columns) && fit_columns(behind, &columns[gap + 1..])
    })
}

fn fit_columns(cells: &[Cell], columns: &[Option<Column>]) -> bool {
    cells.iter().zip(columns).all(|(cell, column)| column.is_none_or(|column| fit(&text(cell), column) != Fit::No))
}

fn text(cell: &Cell) -> String {
    cell.blocks.iter().filter_map(plain).collect::<Vec<_>>().join(" ")
}
