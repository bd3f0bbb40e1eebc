//! The first line of a block: which construct it begins.

use super::chars::indent;
use super::enumerator;
use super::enumerator::Enumerator;

/// What a line begins. Offsets are in bytes and lie behind the blanks after the mark.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Marker<'a> {
    /// An indented block.
    Indent,
    /// An item of a bullet list.
    Bullet { bullet: char, end: usize },
    /// An item of an enumerated list.
    Enumerator { item: Enumerator<'a>, end: usize },
    /// A field: `:name: `.
    Field { name: &'a str, end: usize },
    /// An option of a command: `-a, --all`.
    Option { names: &'a str, end: usize },
    /// An interactive session: `>>> `.
    Doctest,
    /// A line of a line block: `| `.
    LineBlock { end: usize },
    /// The border of a grid table.
    GridTable,
    /// The border of a simple table.
    SimpleTable,
    /// `.. `.
    Explicit { end: usize },
    /// `__ `.
    Anonymous { end: usize },
    /// A line of one punctuation character.
    Line,
    /// Anything else.
    Text,
}

/// Classifies a line that is not blank.
pub(super) fn classify(line: &str) -> Marker<'_> {
    let Some(first) = line.chars().next() else { return Marker::Text };
    // Most lines are words.
    let mark = match first {
        ' ' => return Marker::Indent,
        '-' | '+' | '*' | '•' | '‣' | '⁃' => bullet(line, first),
        ':' => field(line),
        '>' => (line == ">>>" || line.starts_with(">>> ")).then_some(Marker::Doctest),
        '|' => after(line, 1).map(|end| Marker::LineBlock { end }),
        '.' => line.starts_with("..").then(|| after(line, 2)).flatten().map(|end| Marker::Explicit { end }),
        '_' => line.starts_with("__").then(|| after(line, 2)).flatten().map(|end| Marker::Anonymous { end }),
        '=' => is_simple_top(line).then_some(Marker::SimpleTable),
        _ => None,
    };
    mark.or_else(|| numbered(line, first))
        .or_else(|| option(line, first))
        .or_else(|| (first == '+' && is_grid_border(line)).then_some(Marker::GridTable))
        .or_else(|| is_adornment(line).then_some(Marker::Line))
        .unwrap_or(Marker::Text)
}

/// Where the text begins after a mark of `len` bytes, which a blank or the end of the line must follow.
fn after(line: &str, len: usize) -> Option<usize> {
    let rest = line.get(len..)?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| len + rest.bytes().take_while(|&b| b == b' ').count())
}

fn bullet(line: &str, bullet: char) -> Option<Marker<'_>> {
    after(line, bullet.len_utf8()).map(|end| Marker::Bullet { bullet, end })
}

fn numbered(line: &str, first: char) -> Option<Marker<'_>> {
    if !(first.is_ascii_alphanumeric() || first == '(' || first == '#') {
        return None;
    }
    let (item, len) = enumerator::parse(line)?;
    after(line, len).map(|end| Marker::Enumerator { item, end })
}

/// A field: its name reaches to a colon before a blank or the end, and holds no other such colon.
pub(super) fn field(line: &str) -> Option<Marker<'_>> {
    let bytes = line.as_bytes();
    if bytes.first() != Some(&b':') || matches!(bytes.get(1), Some(b':' | b' ') | None) {
        return None;
    }
    let mut at = 1;
    loop {
        match (bytes.get(at)?, bytes.get(at + 1)) {
            (b'\\', next) => at += usize::from(next.is_some()),
            (b':', None | Some(b' ')) => break,
            (b':', Some(b'`')) => return None,
            _ => {}
        }
        at += 1;
    }
    let name = &line[1..at];
    (!name.ends_with(' ')).then(|| after(line, at + 1).map(|end| Marker::Field { name, end })).flatten()
}

fn option(line: &str, first: char) -> Option<Marker<'_>> {
    if !matches!(first, '-' | '+' | '/') {
        return None;
    }
    let mut end = option_name(line, 0)?;
    while let Some(next) = line[end..].starts_with(", ").then(|| option_name(line, end + 2)).flatten() {
        end = next;
    }
    let blanks = line[end..].bytes().take_while(|&b| b == b' ').count();
    let ends = end + blanks == line.len() || blanks > 1;
    ends.then(|| Marker::Option { names: &line[..end], end: end + blanks })
}

/// The end of one option with its argument.
fn option_name(line: &str, at: usize) -> Option<usize> {
    let rest = &line.as_bytes()[at..];
    let long = rest.starts_with(b"--") || rest.starts_with(b"/");
    let name = at + if rest.starts_with(b"--") { 2 } else { 1 };
    if !line.as_bytes().get(name)?.is_ascii_alphanumeric() || !matches!(rest.first(), Some(b'-' | b'+' | b'/')) {
        return None;
    }
    let end = if long { words(line, name) } else { name + 1 };
    let argument = match (long, line.as_bytes().get(end)) {
        (true, Some(b' ' | b'=')) | (false, Some(b' ')) => argument(line, end + 1),
        (false, Some(_)) => argument(line, end),
        _ => None,
    };
    let closes = |end: usize| line[end..].is_empty() || line[end..].starts_with("  ") || line[end..].starts_with(", ");
    argument.filter(|&end| closes(end)).or(Some(end).filter(|&end| closes(end)))
}

fn argument(line: &str, at: usize) -> Option<usize> {
    let rest = &line[at..];
    if let Some(inner) = rest.strip_prefix('<') {
        let close = inner.find(['<', '>']).filter(|&close| close > 0 && inner[close..].starts_with('>'))?;
        return Some(at + close + 2);
    }
    rest.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| words(line, at))
}

fn words(line: &str, at: usize) -> usize {
    at + line[at..].bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count()
}

/// The top, bottom or a separator of a grid table: `+---+---+`.
pub(super) fn is_grid_border(line: &str) -> bool {
    let bytes = line.as_bytes();
    bytes.len() > 4
        && bytes.starts_with(b"+-")
        && bytes.ends_with(b"-+")
        && bytes.iter().fold(true, |good, b| good & matches!(b, b'+' | b'-'))
}

/// The top of a simple table: `====  ====`.
fn is_simple_top(line: &str) -> bool {
    is_simple_border(line) && line.contains(' ')
}

/// A border of a simple table, of one column or more.
pub(super) fn is_simple_border(line: &str) -> bool {
    line.starts_with('=') && line.bytes().all(|b| b == b'=' || b == b' ')
}

/// A line of one repeated punctuation character.
pub(super) fn is_adornment(line: &str) -> bool {
    let bytes = line.as_bytes();
    bytes.first().is_some_and(|first| first.is_ascii_punctuation() && bytes.iter().all(|b| b == first))
}

/// Whether the line is indented by one blank or more.
pub(super) fn is_indented(line: &str) -> bool {
    line.starts_with(' ') && indent(line) > 0
}
