//! Tables flattened to one row a line: `| a | b |`, with `|---|---|` under the header.
//!
//! A row may go on in the next lines. A caption may stand as a row of its own, with a separator of its own. Nothing is
//! escaped but what would break the row or the name in it; a backslash is text, for descriptions of JSON are full of them.

use super::super::{Block, Cell, FaultKind, Row, Table, Text};
use super::{Line, Reader, paragraph};

/// A row that is not closed within so many lines is not closed at all.
const MAX_ROW_LINES: usize = 40;

/// Whether the line begins a row.
pub(super) fn starts(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && line.len() > 1
}

/// `|---|:---:|`, and how many columns it has.
pub(super) fn separator(line: &str) -> Option<usize> {
    let line = line.trim();
    let is_separator = line.contains("---") && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' '));
    is_separator.then(|| line.split('|').filter(|cell| !cell.trim().is_empty()).count())
}

/// A row before its cells are counted against the header's.
struct Raw {
    line: u32,
    text: String,
}

impl<'a> Reader<'a> {
    /// One table; the next one begins where a separator follows a row.
    pub(super) fn read_rows(&mut self) {
        let Some(first) = self.peek() else { return };
        let head = self.read_row();
        let Some(mut columns) = self.take_separator() else {
            return self.read_headless(first.number, head);
        };
        let mut table = Table { head: 1, ..Table::default() };
        let mut head = self.cells_of(&head, columns);
        if let Some(caption) = caption(&head).filter(|_| self.header_follows()) {
            table.caption = Some(caption);
            let line = self.read_row();
            columns = self.take_separator().unwrap_or(columns);
            head = self.cells_of(&line, columns);
        }
        table.rows.push(head);
        self.read_body(&mut table, columns);
        self.push_table(first.number, table);
    }

    /// Rows without a separator: a table that says of no row that it is a header.
    fn read_headless(&mut self, line: u32, first: Raw) {
        let columns = split(&first.text, 0).len();
        let mut table = Table { rows: vec![self.cells_of(&first, columns)], ..Table::default() };
        self.read_body(&mut table, columns);
        self.push_table(line, table);
    }

    fn read_body(&mut self, table: &mut Table, columns: usize) {
        while self.row_follows() && !self.header_follows() {
            let raw = self.read_row();
            let row = self.cells_of(&raw, columns).under(table.rows.last().filter(|_| table.rows.len() > table.head));
            table.rows.push(row);
        }
    }

    fn row_follows(&self) -> bool {
        self.text_at(0).is_some_and(starts)
    }

    fn header_follows(&self) -> bool {
        self.row_follows() && self.text_at(1).is_some_and(|next| separator(next).is_some())
    }

    fn take_separator(&mut self) -> Option<usize> {
        let columns = separator(self.text_at(0)?)?;
        self.at += 1;
        Some(columns)
    }

    /// The lines of a row: up to the one that ends in a pipe.
    fn read_row(&mut self) -> Raw {
        let Some(first) = self.peek() else { return Raw { line: 0, text: String::new() } };
        let more = if first.text.trim_end().ends_with('|') { Some(0) } else { self.lines_to_pipe() };
        let Some(more) = more else {
            let at_end = self.lines[self.at + 1..].iter().all(Line::is_blank);
            let kind = if at_end { FaultKind::TableCutOff } else { FaultKind::TableMalformed };
            self.fault(first.number, kind, "row without a closing pipe");
            self.at += 1;
            return Raw { line: first.number, text: first.text.trim().to_owned() };
        };
        let lines = &self.lines[self.at..=self.at + more];
        let text = lines.iter().map(|line| line.text.trim()).collect::<Vec<_>>().join("\n");
        self.at += more + 1;
        Raw { line: first.number, text }
    }

    fn lines_to_pipe(&self) -> Option<usize> {
        let following = self.lines.get(self.at + 1..)?.iter().take(MAX_ROW_LINES);
        let mut open = following.take_while(|line| !starts(line.text));
        open.position(|line| line.text.trim_end().ends_with('|')).map(|more| more + 1)
    }

    fn cells_of(&mut self, raw: &Raw, columns: usize) -> Row {
        let mut cells = split(&raw.text, columns);
        if cells.len() > columns {
            self.fault(raw.line, FaultKind::TableMalformed, surplus(cells.len(), columns));
            let last = cells.split_off(columns.saturating_sub(1)).join(" | ");
            cells.push(last);
        } else if cells.len() < columns {
            self.fault(raw.line, FaultKind::TableMalformed, format!("{} cells under {columns} columns", cells.len()));
            cells.resize(columns, String::new());
        }
        Row { line: raw.line, cells: cells.iter().map(|text| cell(raw.line, text)).collect() }
    }
}

fn surplus(cells: usize, columns: usize) -> String {
    format!("{cells} cells under {columns} columns, the last ones read as one")
}

/// The caption, where a header row has text in its first cell only.
fn caption(row: &Row) -> Option<Text> {
    let (first, others) = row.cells.split_first()?;
    if others.is_empty() || others.iter().any(|cell| !cell.blocks.is_empty()) {
        return None;
    }
    match first.blocks.as_slice() {
        [Block { kind: super::super::BlockKind::Paragraph { text }, .. }] => Some(text.clone()),
        _ => None,
    }
}

fn cell(line: u32, text: &str) -> Cell {
    let blocks = text.lines().zip(line..).filter_map(|(text, line)| paragraph(line, text)).collect();
    Cell { blocks }
}

/// The cells of a row. Pipes separate cells where blanks stand around them; all pipes do where that gives `columns`.
fn split(row: &str, columns: usize) -> Vec<String> {
    let spaced = split_at(row, |before, after| before.is_none_or(is_edge) && after.is_none_or(is_edge));
    if spaced.len() == columns {
        return spaced;
    }
    let all = split_at(row, |_, _| true);
    if all.len() == columns { all } else { spaced }
}

fn is_edge(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}

fn split_at(row: &str, separates: impl Fn(Option<u8>, Option<u8>) -> bool) -> Vec<String> {
    let bytes = row.as_bytes();
    let mut cells = Vec::new();
    let mut start = usize::from(row.starts_with('|'));
    for at in memchr::memchr_iter(b'|', bytes).skip(start) {
        let before = at.checked_sub(1).map(|before| bytes[before]);
        if before != Some(b'\\') && separates(before, bytes.get(at + 1).copied()) {
            cells.push(resolve_escapes(row[start..at].trim()));
            start = at + 1;
        }
    }
    if !row[start..].trim().is_empty() {
        cells.push(resolve_escapes(row[start..].trim()));
    }
    cells
}

/// `\|` is a pipe and `\_` an underscore; any other backslash is a backslash, and so is the first of two.
fn resolve_escapes(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(at) = rest.find('\\') {
        let keeps = match rest.as_bytes().get(at + 1) {
            Some(b'|' | b'_') => 0,
            Some(b'\\') => 2,
            _ => 1,
        };
        text.push_str(&rest[..at + keeps]);
        let next = at + keeps.max(1);
        rest = &rest[next..];
        if keeps == 0 {
            let escaped = rest.chars().next().map_or(0, char::len_utf8);
            text.push_str(&rest[..escaped]);
            rest = &rest[escaped..];
        }
    }
    text.push_str(rest);
    text
}
