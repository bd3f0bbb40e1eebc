//! A page as lines, and stretches of indented lines as lines of their own.
//!
//! Lines are slices of the page, carry their number wherever they go, and never end in white space: a line is blank when
//! it is empty.

use super::chars::{indent, skip, trim_end};

/// A line or the part of it that belongs to a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Its characters.
    pub(super) text: &'a str,
    /// Its number on the page, from 1.
    pub(super) number: u32,
}

/// Lines taken out of a block.
#[derive(Debug)]
pub(super) struct Part<'a> {
    /// The lines, without their common indentation and without blank lines at the ends.
    pub(super) lines: Vec<Line<'a>>,
    /// Where the block goes on.
    pub(super) next: usize,
}

/// How far a stretch of indented lines reaches.
#[derive(Clone, Copy, Default)]
struct Extent {
    end: usize,
    indent: usize,
}

/// The lines of a normalized page.
pub(super) fn split(page: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(page.len() / 64);
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', page.as_bytes()).chain(std::iter::once(page.len()));
    for (number, end) in (1..).zip(ends) {
        lines.push(Line { text: trim_end(&page[start..end]), number });
        start = end + 1;
    }
    lines
}

/// The indented lines from `at` on.
pub(super) fn indented<'a>(lines: &[Line<'a>], at: usize) -> Part<'a> {
    let extent = extent(lines, at, false, None);
    let part = lines[at..extent.end].iter().map(|line| cut(*line, extent.indent)).collect();
    Part { lines: trimmed(part), next: extent.end }
}

/// The line at `at` from its byte `first` on, and the lines after it that are indented by `indent` characters.
pub(super) fn known_indented<'a>(lines: &[Line<'a>], at: usize, first: usize, indent: usize) -> Part<'a> {
    let extent = extent(lines, at + 1, false, Some(indent));
    Part { lines: trimmed(hang(lines, at, first, extent)), next: extent.end }
}

/// The line at `at` from its byte `first` on, and the indented lines after it.
pub(super) fn first_known_indented<'a>(lines: &[Line<'a>], at: usize, first: usize) -> Part<'a> {
    let part = directive_block(lines, at, first);
    Part { lines: trimmed(part.lines), next: part.next }
}

/// Like [`first_known_indented`], keeping an empty first line: what follows it then is no argument.
pub(super) fn directive_block<'a>(lines: &[Line<'a>], at: usize, first: usize) -> Part<'a> {
    let extent = extent(lines, at + 1, false, None);
    Part { lines: hang(lines, at, first, extent), next: extent.end }
}

/// Like [`first_known_indented`], up to the first blank line.
pub(super) fn until_blank<'a>(lines: &[Line<'a>], at: usize, first: usize) -> Part<'a> {
    let extent = extent(lines, at + 1, true, None);
    Part { lines: trimmed(hang(lines, at, first, extent)), next: extent.end }
}

fn hang<'a>(lines: &[Line<'a>], at: usize, first: usize, extent: Extent) -> Vec<Line<'a>> {
    let Some(head) = lines.get(at) else { return Vec::new() };
    let head = Line { text: head.text.get(first..).unwrap_or_default(), ..*head };
    let rest = lines[at + 1..extent.end].iter().map(|line| cut(*line, extent.indent));
    std::iter::once(head).chain(rest).collect()
}

/// Lines from `from` on that are blank or indented, by `known` characters where that is given.
fn extent(lines: &[Line<'_>], from: usize, until_blank: bool, known: Option<usize>) -> Extent {
    let mut least = known;
    let mut end = from;
    while let Some(line) = lines.get(end) {
        if line.text.is_empty() {
            if until_blank {
                break;
            }
        } else {
            let own = if line.text.starts_with(' ') { indent(line.text) } else { 0 };
            if own == 0 || known.is_some_and(|known| own < known) {
                break;
            }
            if known.is_none() {
                least = Some(least.map_or(own, |least| least.min(own)));
            }
        }
        end += 1;
    }
    Extent { end, indent: least.unwrap_or(0) }
}

/// The line without its first `indent` characters.
pub(super) fn cut(line: Line<'_>, indent: usize) -> Line<'_> {
    Line { text: skip(line.text, indent), ..line }
}

/// The lines without blank ones at the ends.
pub(super) fn trimmed(mut lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let end = lines.iter().rposition(|line| !line.text.is_empty()).map_or(0, |last| last + 1);
    lines.truncate(end);
    let start = lines.iter().position(|line| !line.text.is_empty()).unwrap_or(0);
    if start > 0 {
        lines.drain(..start);
    }
    lines
}

/// The lines as one text.
pub(super) fn join(lines: &[Line<'_>]) -> String {
    let mut text = String::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            text.push('\n');
        }
        text.push_str(line.text);
    }
    text
}
