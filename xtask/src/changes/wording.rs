//! Words that all forms share, and text of pages made safe to show.

use std::borrow::Cow;

use codegen::diff::{RustVerdict, Semver, Wire};

use super::{Entry, Report};

/// Operations that are named; how many more there are is told.
const OPERATIONS: usize = 3;

/// `1 finding`, `2 findings`.
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// What all findings together ask for.
pub(super) fn version(report: &Report) -> String {
    let notice = if report.notice { "; its notes must say that the service behaves differently" } else { "" };
    match report.semver {
        Semver::None => format!("next version of {}: none is needed", report.crate_name),
        semver => format!("next version of {}: {}{notice}", report.crate_name, semver.as_str()),
    }
}

/// Numbers in one line.
pub(super) fn sums(report: &Report) -> String {
    let counts = report.counts();
    let mut sums = format!(
        "{}: {} breaking on the wire, {} breaking in Rust, {} of the documentation only",
        count(counts.findings, "finding"),
        counts.wire,
        counts.rust,
        counts.documentation
    );
    if report.left_out > 0 {
        sums += &format!("; {} left out by --only and --allow", report.left_out);
    }
    sums
}

/// Both verdicts in a few words.
pub(super) fn verdicts(entry: &Entry) -> String {
    let wire = match entry.wire {
        Wire::Breaking => "wire breaking",
        Wire::Compatible => "wire compatible",
        Wire::Info => "wire unchanged",
    };
    let rust = match entry.rust {
        RustVerdict::Breaking => "Rust breaking",
        RustVerdict::Compatible => "Rust compatible",
        RustVerdict::None => "Rust unchanged",
    };
    format!("{wire}, {rust}")
}

/// `POST /v3/a, GET /v3/b and 38 more`; nothing where it is one, as the subject names it.
pub(super) fn operations(entry: &Entry) -> Option<String> {
    let [first, .., last] = entry.operations.as_slice() else { return None };
    let told = match entry.operations.len() {
        2 => format!("{first} and {last}"),
        all if all <= OPERATIONS => entry.operations.join(", "),
        all => format!("{} and {} more", entry.operations[..OPERATIONS].join(", "), all - OPERATIONS),
    };
    Some(format!("in {}: {told}", count(entry.operations.len(), "operation")))
}

/// Where it stands: the place on the newer side, the older one beside it where its page is another.
pub(super) fn places(entry: &Entry) -> Option<String> {
    match (&entry.old, &entry.new) {
        (Some(old), Some(new)) if old == new => Some(new.to_string()),
        (Some(old), Some(new)) => Some(format!("{old} → {new}")),
        (Some(old), None) => Some(format!("{old} →")),
        (None, Some(new)) => Some(format!("→ {new}")),
        (None, None) => None,
    }
}

/// `before → after`, one of them alone where the other is not there.
pub(super) fn change(entry: &Entry) -> Option<String> {
    match (&entry.before, &entry.after) {
        (Some(before), Some(after)) => Some(format!("{before} → {after}")),
        (Some(before), None) => Some(format!("{before} →")),
        (None, Some(after)) => Some(format!("→ {after}")),
        (None, None) => None,
    }
}

/// A text on one line: nothing in it moves a cursor or changes the direction of writing.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let moves = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(moves) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match c {
        '\n' | '\t' | '\r' => " ".to_owned(),
        c if moves(c) => c.escape_unicode().to_string(),
        c => c.to_string(),
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// At most so many characters of a text, with an ellipsis where some are missing.
pub(super) fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some(_) => {
            let end = text.char_indices().nth(most.saturating_sub(1)).map_or(0, |(at, _)| at);
            Cow::Owned(format!("{}…", &text[..end]))
        }
    }
}
