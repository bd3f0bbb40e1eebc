//! JSON in flattened text, told by the balance of its brackets.
//!
//! What follows the closing bracket on its line is no code: flattening glues the next heading there. Brackets that are
//! never closed end where a table or a line of words begins, so that a broken example does not swallow the page.

use super::super::space::normalize;
use super::super::{Block, BlockKind, FaultKind};
use super::{Line, Reader, list, rows};

impl<'a> Reader<'a> {
    /// Whether JSON begins here: `{` or `[` at the end of a line or before a value, not `{Custom key}` or `[items]`.
    pub(super) fn code_starts(&self, text: &str) -> bool {
        let text = text.trim();
        let Some(inside) = text.strip_prefix(['{', '[']) else { return false };
        match inside.trim_start().chars().next() {
            None => self.text_at(1).is_some(),
            Some('"' | '{' | '[') => true,
            Some('}') => text.starts_with('{'),
            Some(']') => text.starts_with('[') && inside.trim() == "]",
            Some(_) => false,
        }
    }

    /// Where code begins behind other text of a line: `Example response{` and `Example response{"lids": [`, with a member or
    /// an item in the next line.
    pub(super) fn glued_code(&self, text: &str) -> Option<usize> {
        let text = text.trim_end();
        let last = text.len().checked_sub(1).filter(|_| text.ends_with(['{', '[']))?;
        let next = self.text_at(1)?.trim_start();
        let whole = || text.find("{\"").filter(|&at| is_opening(&text[at..]));
        let at = whole().unwrap_or(last);
        (at > 0 && next.starts_with(['"', '{', '[', '}', ']'])).then_some(at)
    }

    pub(super) fn read_code(&mut self) {
        let Some(first) = self.peek() else { return };
        let mut code = Vec::new();
        let mut balance = Balance::default();
        let mut rest = None;
        while let Some(line) = self.peek() {
            if !code.is_empty() && balance.is_broken_by(line) {
                break;
            }
            let end = balance.advance(line.text);
            code.push(&line.text[..end.unwrap_or(line.text.len())]);
            self.at += 1;
            if let Some(end) = end {
                rest = Some(Line { text: &line.text[end..], ..line }).filter(|rest| !rest.is_blank());
                break;
            }
        }
        if balance.depth > 0 {
            self.fault(first.number, FaultKind::MarkupMalformed, "code whose brackets are not closed");
        }
        let text = normalize(&unindent(&code)).trim_end().to_owned();
        self.blocks.push(Block {
            line: first.number,
            labels: Vec::new(),
            kind: BlockKind::Code { language: None, text },
        });
        if let Some(rest) = rest {
            self.at -= 1;
            self.lines[self.at] = rest;
        }
    }
}

/// How many brackets are open.
#[derive(Default)]
struct Balance {
    depth: usize,
    /// The last line ended inside a string: a certificate, say, that is broken into lines.
    in_string: bool,
}

impl Balance {
    /// Takes a line; where the last bracket closes in it, tells the end of the code.
    fn advance(&mut self, line: &str) -> Option<usize> {
        let mut quoted = self.in_string && line.contains('"');
        if self.in_string && !quoted {
            return None;
        }
        let mut escaped = false;
        for (at, byte) in line.bytes().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = quoted,
                b'"' => quoted = !quoted,
                b'{' | b'[' if !quoted => self.depth += 1,
                b'}' | b']' if !quoted => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return Some(end_of_code(line, at + 1));
                    }
                }
                _ => {}
            }
        }
        self.in_string = quoted;
        None
    }

    /// Whether the code cannot go on with this line: a row of a table, or an item or words after a line that was complete.
    fn is_broken_by(&self, line: Line<'_>) -> bool {
        let is_item = || list::marker(line.text).is_some_and(list::Marker::is_bullet);
        rows::starts(line.text) || !self.in_string && (is_words(line.text) || is_item())
    }
}

/// Brackets too many, and a comma, still belong to the code.
fn end_of_code(line: &str, closed: usize) -> usize {
    let rest = &line[closed..];
    let more = rest.len() - rest.trim_start_matches(['}', ']', ',', ';', ' ', '\t']).len();
    closed + rest[..more].trim_end().len()
}

/// `{"lids": [`: nothing but names in quotes and brackets that open.
fn is_opening(code: &str) -> bool {
    let unquoted = code.split('"').step_by(2);
    unquoted.flat_map(str::chars).all(|c| matches!(c, '{' | '[' | ':' | ' '))
        && code.matches('"').count().is_multiple_of(2)
}

/// `Status Codes`: letters and blanks, which no line of JSON is made of.
fn is_words(line: &str) -> bool {
    let line = line.trim();
    line.starts_with(char::is_alphabetic)
        && !matches!(line, "true" | "false" | "null")
        && line.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.'))
}

/// Without the indentation that all lines share. The first line may have been cut from a longer one, so that it says
/// nothing about the others.
fn unindent(lines: &[&str]) -> String {
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let shared = lines.iter().skip(1).filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        let cut = if number == 0 { indent(line) } else { shared.min(indent(line)) };
        text.push_str(line[cut..].trim_end_matches('\n'));
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text
}
