//! A line of a table, addressed by columns.

use super::chars::{columns, indent, trim_end};
use super::lines::{Line, cut, trimmed};

/// A line and where its columns are.
#[derive(Debug)]
pub(super) struct Ruled<'a> {
    pub(super) line: Line<'a>,
    /// The byte at which each column begins, where that is not the same number.
    offsets: Option<Vec<usize>>,
    /// Whether `=` stands for `-`, as in the border under a head.
    pub(super) double: bool,
}

impl<'a> Ruled<'a> {
    pub(super) fn new(line: Line<'a>) -> Ruled<'a> {
        let offsets = (!line.text.is_ascii()).then(|| offsets(line.text));
        Ruled { line, offsets, double: false }
    }

    /// How many columns it has.
    pub(super) fn width(&self) -> usize {
        self.offsets.as_ref().map_or(self.line.text.len(), Vec::len)
    }

    /// The ASCII character in a column.
    pub(super) fn at(&self, column: usize) -> Option<u8> {
        let offset = match &self.offsets {
            Some(offsets) => *offsets.get(column)?,
            None => column,
        };
        let byte = *self.line.text.as_bytes().get(offset)?;
        Some(if self.double && byte == b'=' { b'-' } else { byte })
    }

    /// Whether a wide character stands half before and half behind the start of a column.
    pub(super) fn is_split(&self, column: usize) -> bool {
        let Some(offsets) = &self.offsets else { return false };
        let before = column.checked_sub(1).and_then(|before| offsets.get(before));
        let (Some(&before), Some(&at)) = (before, offsets.get(column)) else { return false };
        let wide = self.line.text.get(before..at).and_then(|part| part.chars().next());
        wide.is_some_and(|c| columns(c) > 1)
    }

    /// The part between two columns.
    pub(super) fn slice(&self, from: usize, to: usize) -> &'a str {
        let end = self.line.text.len();
        let offset = |column: usize| match &self.offsets {
            Some(offsets) => offsets.get(column).copied().unwrap_or(end),
            None => column.min(end),
        };
        self.line.text.get(offset(from)..offset(to)).unwrap_or_default()
    }
}

/// The byte of the character in each column; the second column of a wide one counts as the start of the next.
fn offsets(text: &str) -> Vec<usize> {
    let mut offsets = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match columns(c) {
            0 => {}
            1 => offsets.push(at),
            _ => offsets.extend([at, at + c.len_utf8()]),
        }
    }
    offsets
}

/// The part of each line between two columns, without the indentation that all parts share.
pub(super) fn block<'a>(lines: &[Ruled<'a>], from: usize, to: usize) -> Vec<Line<'a>> {
    let mut parts: Vec<Line<'a>> = Vec::new();
    let mut least = usize::MAX;
    for ruled in lines {
        let text = trim_end(ruled.slice(from, to));
        if text.is_empty() && parts.is_empty() {
            continue;
        }
        if !text.is_empty() {
            least = least.min(indent(text));
        }
        parts.push(Line { text, ..ruled.line });
    }
    for part in &mut parts {
        *part = cut(*part, least);
    }
    trimmed(parts)
}
