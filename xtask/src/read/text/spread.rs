//! Tables flattened to rows that keep the line breaks of the markup that they came from:
//!
//! ```text
//! |
//!         Parameter  |
//!
//!         Type  |
//!
//! |---|---|
//! |
//!         id  |
//! ```
//!
//! A pipe alone at the beginning of a line opens a row; an indented one is an empty cell. Every other cell ends in a pipe.

use super::super::{Cell, Row, Table};
use super::{Line, Reader, rows};

/// A header is told within so many lines.
const MAX_HEADER_LINES: usize = 200;

/// A cell that does not end within so many lines does not end at all.
const MAX_CELL_LINES: usize = 60;

/// Whether the line opens a row.
fn opens(line: &str) -> bool {
    line.trim_end() == "|"
}

fn ends_cell(line: &str) -> bool {
    line.trim_end().ends_with('|')
}

impl<'a> Reader<'a> {
    /// The number of columns, where a header begins here: as many cells as the separator after them has columns.
    pub(super) fn spread_start(&self) -> Option<usize> {
        let lines = &self.lines[self.at..];
        lines.first().filter(|line| opens(line.text))?;
        let header = lines.iter().skip(1).take(MAX_HEADER_LINES);
        let mut cells = 0;
        for line in header.take_while(|line| !opens(line.text)) {
            match rows::separator(line.text) {
                Some(columns) => return (cells > 0 && columns == cells).then_some(columns),
                None => cells += usize::from(ends_cell(line.text)),
            }
        }
        None
    }

    pub(super) fn read_spread(&mut self, columns: usize) {
        let Some(first) = self.peek() else { return };
        let mut table = Table { head: 1, ..Table::default() };
        table.rows.push(self.read_spread_row(columns));
        self.skip_blank();
        self.at += 1;
        while self.spread_row_follows() {
            let row = self.read_spread_row(columns);
            table.rows.push(row.under(table.rows.get(1..).and_then(<[Row]>::last)));
        }
        self.push_table(first.number, table);
    }

    /// Whether a row opens behind blank lines, and no other table does; then goes there.
    fn spread_row_follows(&mut self) -> bool {
        let before = self.at;
        self.skip_blank();
        let follows = self.peek().is_some_and(|line| opens(line.text)) && self.spread_start().is_none();
        if !follows {
            self.at = before;
        }
        follows
    }

    fn skip_blank(&mut self) {
        while self.peek().is_some_and(|line| line.is_blank()) {
            self.at += 1;
        }
    }

    fn read_spread_row(&mut self, columns: usize) -> Row {
        let line = self.peek().map_or(0, |line| line.number);
        self.at += 1;
        let mut cells = Vec::with_capacity(columns);
        while cells.len() < columns {
            self.skip_blank();
            let Some(lines) = self.spread_cell() else { break };
            cells.push(Cell { blocks: self.read_inside(lines) });
        }
        if cells.len() < columns {
            self.fault_short_row(line, cells.len(), columns);
            cells.resize(columns, Cell::default());
        }
        Row { line, cells }
    }

    /// The lines of the next cell, without its pipe; none where the row ends before.
    fn spread_cell(&mut self) -> Option<Vec<Line<'a>>> {
        let ahead = self.lines[self.at..].iter().take(MAX_CELL_LINES);
        let inside = ahead.take_while(|line| !opens(line.text) && rows::separator(line.text).is_none());
        let last = inside.enumerate().find(|(_, line)| ends_cell(line.text)).map(|(at, _)| at)?;
        let mut lines = self.lines[self.at..=self.at + last].to_vec();
        self.at += last + 1;
        if let Some(line) = lines.last_mut() {
            line.text = line.text.trim_end().trim_end_matches('|');
        }
        Some(lines)
    }
}
