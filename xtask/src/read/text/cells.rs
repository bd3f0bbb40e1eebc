//! Tables flattened to one cell a line, each line ending in a pipe, with `---|---|` under the header.
//!
//! The separator tells the number of columns, and with it where rows begin. A cell may have several lines; a pipe alone on
//! a line then ends it.

use super::super::{Cell, FaultKind, Row, Table};
use super::Reader;

/// No table has more columns.
const MAX_COLUMNS: usize = 32;

/// A first cell of several lines is told within so many lines.
const MAX_NAME_LINES: usize = 4;

/// Whether the line ends a cell.
fn ends_cell(line: &str) -> bool {
    let line = line.trim_end();
    line == "|" || line.ends_with(" |") && !line.starts_with('|')
}

/// `---|---|`, and how many columns it has.
fn separator(line: &str) -> Option<usize> {
    let line = line.trim();
    let is_separator = line.starts_with("---") && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' '));
    (is_separator && line.contains('|')).then(|| line.split('|').filter(|cell| !cell.trim().is_empty()).count())
}

impl<'a> Reader<'a> {
    /// The number of columns, where a header begins here: as many cells as the separator after them has columns.
    pub(super) fn cells_start(&self) -> Option<usize> {
        let header = self.lines[self.at..].iter().take(MAX_COLUMNS).take_while(|line| ends_cell(line.text)).count();
        let columns = separator(self.text_at(header)?)?;
        (header > 0 && columns == header).then_some(columns)
    }

    pub(super) fn read_cells(&mut self, columns: usize) {
        let Some(first) = self.peek() else { return };
        let mut table = Table { head: 1, ..Table::default() };
        table.rows.extend(self.read_cell_row(columns));
        self.at += 1;
        while self.cell_row_follows() {
            table.rows.extend(self.read_cell_row(columns));
        }
        self.push_table(first.number, table);
    }

    /// Whether a row begins here: a line that ends in a pipe, or a first cell whose lines a lone pipe ends.
    fn cell_row_follows(&self) -> bool {
        let Some(line) = self.peek().filter(|line| !line.is_blank()) else { return false };
        if ends_cell(line.text) {
            return self.cells_start().is_none();
        }
        let lines = self.lines[self.at..].iter().take(MAX_NAME_LINES).map(|line| line.text.trim());
        lines.take_while(|line| !line.is_empty() && !line.ends_with(" |")).any(|line| line == "|")
    }

    fn read_cell_row(&mut self, columns: usize) -> Option<Row> {
        let line = self.peek()?.number;
        let mut cells = Vec::with_capacity(columns);
        while cells.len() < columns {
            let Some(cell) = self.read_cell() else {
                let found = format!("the page ends after {} of {columns} cells of a row", cells.len());
                self.fault(line, FaultKind::TableCutOff, found);
                cells.resize(columns, Cell::default());
                break;
            };
            cells.push(cell);
        }
        Some(Row { line, cells })
    }

    /// A cell; none where the page ends before it does.
    fn read_cell(&mut self) -> Option<Cell> {
        let length = self.lines[self.at..].iter().position(|line| ends_cell(line.text))?;
        let mut lines = self.lines[self.at..=self.at + length].to_vec();
        self.at += length + 1;
        if let Some(last) = lines.last_mut() {
            last.text = last.text.trim_end().trim_end_matches('|');
        }
        Some(Cell { blocks: self.read_inside(lines) })
    }
}
