//! Simple tables: columns under a border of `====  ====`.

use super::body::Body;
use super::chars::is_space;
use super::lines::Line;
use super::marker::is_simple_border;
use super::ruled::{Ruled, block};
use super::table::{Layout, Malformed, Slot};

/// The most cells for each byte: a row may be as short as its first cell.
const MOST_CELLS: usize = 16;

/// A column: where it begins and ends.
type Column = (usize, usize);

impl<'a> Body<'_, '_, '_, 'a> {
    pub(super) fn simple_table(&mut self) {
        let lines = &self.lines[self.at..];
        let (len, found) = isolate(lines);
        self.at += len;
        let layout = found.and_then(|()| read(&lines[..len]));
        self.push_table(&lines[..len], layout);
    }
}

/// How many lines belong to the table, and what is wrong with its borders.
fn isolate(lines: &[Line<'_>]) -> (usize, Result<(), Malformed>) {
    let width = lines.first().map_or(0, |top| top.text.len());
    let mut found = None;
    for (at, line) in lines.iter().enumerate().skip(1) {
        if !is_simple_border(line.text) {
            continue;
        }
        if line.text.len() != width {
            return (at + 1, Err(Malformed::table("a border is not as wide as the top one")));
        }
        if found.is_some() || lines.get(at + 1).is_none_or(|next| next.text.is_empty()) {
            return (at + 1, Ok(()));
        }
        found = Some(at);
    }
    let len = found.map_or(lines.len(), |at| at + 1);
    (len, Err(Malformed::cut_off("a table without a bottom border")))
}

/// Reads the rows between the borders.
fn read<'a>(lines: &[Line<'a>]) -> Result<Layout<'a>, Malformed> {
    let (Some(top), Some(bottom)) = (lines.first(), lines.len().checked_sub(1)) else {
        return Err(Malformed::table("a table without lines"));
    };
    let rules = lines.iter().enumerate().filter(|(at, line)| *at > 0 && *at < bottom && is_simple_border(line.text));
    let head: Vec<usize> = rules.map(|(at, _)| at).collect();
    if head.len() > 1 {
        return Err(Malformed::table("more than one line under the head"));
    }
    let ruled: Vec<Ruled<'a>> = lines.iter().map(|line| Ruled::new(*line)).collect();
    let bytes: usize = lines.iter().map(|line| line.text.len() + 1).sum();
    let most_cells = MOST_CELLS * bytes;
    let columns = spans(top.text, '=');
    let mut rows = Rows { columns, lines: &ruled, slots: Vec::new(), starts: Vec::new(), most_cells };
    rows.read(bottom)?;
    let body = head.first().and_then(|&rule| rows.starts.iter().position(|&start| start > rule));
    Ok(Layout {
        head: body.unwrap_or(0),
        columns: rows.columns.len(),
        rows: rows.starts.iter().map(|&start| lines[start.min(bottom)].number).collect(),
        slots: rows.slots,
    })
}

struct Rows<'s, 'a> {
    columns: Vec<Column>,
    lines: &'s [Ruled<'a>],
    slots: Vec<Slot<'a>>,
    /// The first line of each row.
    starts: Vec<usize>,
    most_cells: usize,
}

impl<'a> Rows<'_, 'a> {
    fn read(&mut self, bottom: usize) -> Result<(), Malformed> {
        let (first_start, first_end) = self.columns[0];
        let mut start = 1;
        let mut text_found = false;
        for at in 1..=bottom {
            let line = self.lines[at].line.text;
            if let Some(rule) = rule(line, at == bottom) {
                self.row(start, at, Some((line, rule)))?;
                start = at + 1;
                text_found = false;
            } else if !is_blank(self.lines[at].slice(first_start, first_end)) {
                if text_found && at != start {
                    self.row(start, at, None)?;
                }
                start = at;
                text_found = true;
            } else if !text_found {
                start = at + 1;
            }
        }
        Ok(())
    }

    /// A row in the lines from `start` to `end`, under which a rule may join columns.
    fn row(&mut self, start: usize, end: usize, rule: Option<(&str, char)>) -> Result<(), Malformed> {
        if start == end && rule.is_none() {
            return Ok(());
        }
        if self.starts.len() * self.columns.len() > self.most_cells {
            return Err(Malformed::table("many rows leave most of many columns empty"));
        }
        let mut columns = match rule {
            Some((line, mark)) => self.joined(line, mark)?,
            None => self.columns.clone(),
        };
        self.check_margins(start, end, &mut columns)?;
        let row = self.starts.len();
        let mut place = 0;
        for (from, to) in columns {
            let span = self.span(place, from, to)?;
            let lines = block(&self.lines[start..end], from, to);
            self.slots.push(Slot { row, column: place, rows: 1, columns: span, lines });
            place += span;
        }
        self.starts.push(start);
        Ok(())
    }

    /// How many columns a cell covers that begins in the column at `place`.
    fn span(&self, place: usize, from: usize, to: usize) -> Result<usize, Malformed> {
        let misplaced = Malformed::table("a line that joins columns does not fit them");
        let rest = self.columns.get(place..).filter(|rest| rest.first().is_some_and(|column| column.0 == from));
        let last = rest.and_then(|rest| rest.iter().position(|column| column.1 == to));
        last.map(|last| last + 1).ok_or(misplaced)
    }

    /// The columns that a rule under a row marks; the last one is open to the right.
    fn joined(&self, line: &str, mark: char) -> Result<Vec<Column>, Malformed> {
        let mut columns = spans(line, mark);
        let (Some(last), Some(open)) = (columns.last_mut(), self.columns.last()) else {
            return Err(Malformed::table("a line without columns"));
        };
        // The border of the table is as wide as its last column was at first.
        let border = self.lines[0].width();
        if last.1 != border {
            return Err(Malformed::table("a line that joins columns ends too early"));
        }
        last.1 = open.1;
        Ok(columns)
    }

    /// Nothing may stand between columns; the last one grows with its text.
    fn check_margins(&mut self, start: usize, end: usize, columns: &mut [Column]) -> Result<(), Malformed> {
        let Some(last) = columns.len().checked_sub(1) else { return Ok(()) };
        for line in &self.lines[start..end] {
            for at in 0..last {
                if line.is_split(columns[at].1) || !is_blank(line.slice(columns[at].1, columns[at + 1].0)) {
                    return Err(Malformed::table("text between the columns"));
                }
            }
            let reach = line.width();
            if reach > columns[last].1 {
                columns[last].1 = reach;
                if let Some(open) = self.columns.last_mut() {
                    open.1 = open.1.max(reach);
                }
            }
        }
        Ok(())
    }
}

/// The mark that a rule under a row is made of; the bottom border is one too.
fn rule(line: &str, bottom: bool) -> Option<char> {
    if bottom || is_simple_border(line) {
        return Some('=');
    }
    let dashes = line.starts_with('-') && line.bytes().all(|b| b == b'-' || b == b' ');
    dashes.then_some('-')
}

/// The stretches of `mark` in a border.
fn spans(line: &str, mark: char) -> Vec<Column> {
    let bytes = line.as_bytes();
    let mut columns = Vec::new();
    let mut at = 0;
    while let Some(begin) = bytes[at..].iter().position(|&b| char::from(b) == mark).map(|offset| at + offset) {
        let end = bytes[begin..].iter().position(|&b| b == b' ').map_or(bytes.len(), |offset| begin + offset);
        columns.push((begin, end));
        at = end;
    }
    columns
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|b| b == b' ') || text.chars().all(is_space)
}
