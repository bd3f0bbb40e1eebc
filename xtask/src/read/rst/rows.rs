//! Tables written as lists: `list-table` and `csv-table`.

use super::body::Body;
use super::directive::Directive;
use super::lines::{Line, Part, first_known_indented, join, known_indented};
use super::marker::{Marker, classify};
use crate::read::{BlockKind, Cell, FaultKind, Row, Table};

/// The most that filling up short rows may add, per byte of the table.
const MOST_FILLED: usize = 16;

impl<'a> Body<'_, '_, '_, 'a> {
    /// A bullet list of bullet lists: a row each, a cell each.
    pub(super) fn list_table(&mut self, directive: &Directive<'a>) {
        let Some(rows) = list_items(&directive.content) else {
            return self.no_table(directive, "a list-table that is no list of lists");
        };
        let mut table = Vec::with_capacity(rows.len());
        for row in rows {
            let line = row.first().map_or(directive.line, |line| line.number);
            let Some(cells) = list_items(&row) else {
                return self.no_table(directive, "a list-table that is no list of lists");
            };
            let cells = cells.iter().map(|cell| Cell { blocks: self.reader.nested(cell) }).collect();
            table.push(Row { line, cells });
        }
        self.push_rows(directive, table);
    }

    /// Comma-separated values, with the head in an option or in the first rows.
    pub(super) fn csv_table(&mut self, directive: &Directive<'a>) {
        let mut rows = Vec::new();
        let delimiter = match directive.option("delim").map(str::trim) {
            Some("tab") => '\t',
            Some("space") => ' ',
            Some(other) => other.chars().next().unwrap_or(','),
            None => ',',
        };
        let header = directive.option("header").map(|header| records(header, directive.line, delimiter));
        let first = directive.content.first().map_or(directive.line, |line| line.number);
        let body = records(&join(&directive.content), first, delimiter);
        for (line, cells) in header.into_iter().flatten().chain(body) {
            let mut read = Vec::with_capacity(cells.len());
            for cell in &cells {
                let lines: Vec<Line<'_>> = cell.lines().map(|text| Line { text: text.trim(), number: line }).collect();
                read.push(Cell { blocks: self.reader.nested(&lines) });
            }
            rows.push(Row { line, cells: read });
        }
        self.push_rows(directive, rows);
    }

    fn push_rows(&mut self, directive: &Directive<'a>, mut rows: Vec<Row>) {
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        if width == 0 {
            rows.clear();
        }
        let stated: usize = directive.option("header-rows").and_then(|rows| rows.trim().parse().ok()).unwrap_or(0);
        let head = stated.saturating_add(usize::from(directive.option("header").is_some())).min(rows.len());
        let bytes: usize = directive.content.iter().map(|line| line.text.len() + 1).sum();
        if width * rows.len() > MOST_FILLED * bytes + 4096 {
            return self.no_table(directive, "rows of a table are too uneven");
        }
        for row in &mut rows {
            row.cells.resize_with(width, Cell::default);
        }
        let caption = Some(self.reader.text(&directive.argument(), directive.line)).filter(|text| !text.is_empty());
        let line = rows.first().map_or(directive.line, |row| row.line);
        self.push(line, BlockKind::Table(Table { caption, head, rows }));
    }

    fn no_table(&mut self, directive: &Directive<'a>, found: &str) {
        self.reader.fault(directive.line, FaultKind::TableMalformed, found);
        self.push_code(&directive.content, None);
    }
}

/// The items of a bullet list that is all there is.
fn list_items<'a>(lines: &[Line<'a>]) -> Option<Vec<Vec<Line<'a>>>> {
    let mut items = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let head = lines[at].text;
        if head.is_empty() {
            at += 1;
            continue;
        }
        let Marker::Bullet { end, .. } = classify(head) else { return None };
        let Part { lines: item, next } = if end < head.len() {
            known_indented(lines, at, end, head[..end].chars().count())
        } else {
            first_known_indented(lines, at, end)
        };
        items.push(item);
        at = next;
    }
    Some(items)
}

type Record = (u32, Vec<String>);

/// Takes values apart; a quoted one may hold line breaks and doubled quotes.
fn records(text: &str, first: u32, delimiter: char) -> Vec<Record> {
    let mut records = Vec::new();
    let mut record = Vec::new();
    let mut value = String::new();
    let (mut line, mut start) = (first, first);
    let mut quoted = false;
    let mut chars = text.chars().chain(['\n']).peekable();
    while let Some(c) = chars.next() {
        line += u32::from(c == '\n');
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => value.extend(chars.next()),
            '"' if quoted || value.trim().is_empty() => quoted = !quoted,
            _ if quoted => value.push(c),
            '\n' => {
                record.push(std::mem::take(&mut value));
                if record.iter().any(|value: &String| !value.trim().is_empty()) {
                    records.push((start, std::mem::take(&mut record)));
                }
                record.clear();
                start = line;
            }
            _ if c == delimiter => record.push(std::mem::take(&mut value)),
            _ => value.push(c),
        }
    }
    records
}
