//! Raw text, in which escapes are not resolved yet: simple names in it, and the characters it stands for.

use super::chars::is_word;
use crate::read::fold::Folder;
use crate::read::{Style, Target};

/// The end of the longest simple name that begins at `from`: words joined by single `-._+:`.
pub(super) fn name_end(text: &str, from: usize) -> usize {
    let mut end = from;
    let mut joint = from;
    for c in text.get(from..).unwrap_or_default().chars() {
        if is_word(c) {
            joint += c.len_utf8();
            end = joint;
        } else if joint == end && end > from && matches!(c, '-' | '.' | '_' | '+' | ':') {
            joint += 1;
        } else {
            break;
        }
    }
    end
}

/// The start of the longest stretch of words joined by single `-._+:` that ends at `end`, or `end` if none does.
pub(super) fn name_region(text: &str, base: usize, end: usize) -> usize {
    let mut start = end;
    let mut joint = end;
    for c in text[base..end].chars().rev() {
        if is_word(c) {
            joint -= c.len_utf8();
            start = joint;
        } else if joint == start && start < end && matches!(c, '-' | '.' | '_' | '+' | ':') {
            joint -= 1;
        } else {
            break;
        }
    }
    start
}

/// Appends text with its escapes resolved.
pub(super) fn push_unescaped(out: &mut Folder, raw: &str, style: Style, target: Option<&Target>) {
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        out.push(&rest[..at], style, target);
        let after = &rest[at + 1..];
        let escaped = after.chars().next();
        let width = escaped.map_or(0, char::len_utf8);
        if !matches!(escaped, Some(' ' | '\n')) {
            out.push(&after[..width], style, target);
        }
        rest = &after[width..];
    }
    out.push(rest, style, target);
}

/// `raw` with its escapes resolved.
pub(super) fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.extend(chars.next().filter(|c| !matches!(c, ' ' | '\n'))),
            _ => text.push(c),
        }
    }
    text
}
