//! Tables flattened to one cell a line, each line ending in a pipe, with `---|---|` under the header.
//!
//! The separator tells the number of columns, and with it where rows begin. A cell may have several lines; a pipe alone on
//! a line then ends it.

use super::super::{Cell, FaultKind, Row, Table};
use super::{Line, Reader};

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

fn header_at(lines: &[Line<'_>]) -> Option<usize> {
    let header = lines.iter().take(MAX_COLUMNS).take_while(|line| ends_cell(line.text)).count();
    let columns = separator(lines.get(header)?.text)?;
    (header > 0 && columns == header).then_some(columns)
}

impl<'a> Reader<'a> {
    /// The number of columns, where a header begins here: as many cells as the separator after them has columns.
    pub(super) fn cells_start(&self) -> Option<usize> {
        header_at(&self.lines[self.at..])
    }

    pub(super) fn read_cells(&mut self, columns: usize) {
        let Some(first) = self.peek() else { return };
        let mut table = Table { head: 1, ..Table::default() };
        table.rows.extend(self.read_cell_row(columns));
        self.at += 1;
        while self.cell_row_follows() {
            let row = self.read_cell_row(columns);
            table.rows.extend(row.map(|row| row.under(table.rows.get(1..).and_then(<[Row]>::last))));
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
            if self.take_missing(columns - cells.len()) {
                cells.splice(0..0, vec![Cell::default(); columns - cells.len()]);
                break;
            }
            let Some(cell) = self.read_cell(cells.is_empty()) else {
                self.fault_short_row(line, cells.len(), columns);
                cells.resize(columns, Cell::default());
                break;
            };
            cells.push(cell);
        }
        Some(Row { line, cells })
    }

    /// `||`: cells that the row does not have, for those above reach into it. These are the first ones.
    fn take_missing(&mut self, missing: usize) -> bool {
        let Some(line) = self.peek().map(|line| line.text.trim()) else { return false };
        let is_missing = missing > 1 && line.len() == missing && line.bytes().all(|b| b == b'|');
        self.at += usize::from(is_missing);
        is_missing
    }

    /// A pipe alone behind text stands where something ended that is gone.
    fn fault_lost_end(&mut self, lines: &[Line<'_>]) {
        if let [.., before, last] = lines
            && last.text.trim() == "|"
        {
            self.fault(before.number, FaultKind::FlatteningLost, "a cell that has lost its end, most likely a list");
        }
    }

    pub(super) fn fault_short_row(&mut self, line: u32, cells: usize, columns: usize) {
        let found = format!("{cells} of {columns} cells of a row");
        let at_end = !self.lines[self.at..].iter().any(|line| ends_cell(line.text));
        self.fault(line, if at_end { FaultKind::TableCutOff } else { FaultKind::FlatteningLost }, found);
    }

    /// A cell; none where the page ends or another table begins before it does.
    fn read_cell(&mut self, is_first: bool) -> Option<Cell> {
        let length = self.lines[self.at..].iter().position(|line| ends_cell(line.text))?;
        if !is_first && header_at(&self.lines[self.at + length..]).is_some() {
            return None;
        }
        let mut lines = self.lines[self.at..=self.at + length].to_vec();
        self.at += length + 1;
        self.fault_lost_end(&lines);
        if let Some(last) = lines.last_mut() {
            last.text = last.text.trim_end().trim_end_matches('|');
        }
        Some(Cell { blocks: self.read_inside(lines) })
    }
}
