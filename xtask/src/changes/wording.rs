//! Words that all forms share, and text of pages made safe to show.

use std::borrow::Cow;

use codegen::diff::{RustVerdict, Semver, Wire};

use super::{Entry, Place, Report};

/// Operations that are named; how many more there are is told.
const OPERATIONS: usize = 3;

/// Characters that are shown before the first one that differs.
const BEFORE_DIFFERENCE: usize = 24;

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

/// Where it stands: the older place and the newer one, the page once where it is one.
pub(super) fn places(entry: &Entry) -> Option<String> {
    places_as(entry, &|_, text| text.to_owned())
}

/// The same with each place in a form of its own, as a link.
pub(super) fn places_as(entry: &Entry, show: &dyn Fn(&Place, &str) -> String) -> Option<String> {
    let whole = |place: &Place| show(place, &place.to_string());
    match (&entry.old, &entry.new) {
        (Some(old), Some(new)) if old.is_same(new) => Some(whole(new)),
        // Where the older side is a model, its lines are not known.
        (Some(Place { page, line: None, .. }), Some(new)) if *page == new.page => Some(whole(new)),
        (Some(old), Some(new @ Place { page, line: Some(line), .. })) if old.page == *page => {
            Some(format!("{} → {}", whole(old), show(new, &line.to_string())))
        }
        (Some(old), Some(new)) => Some(format!("{} → {}", whole(old), whole(new))),
        (Some(old), None) => Some(format!("{} →", whole(old))),
        (None, Some(new)) => Some(format!("→ {}", whole(new))),
        (None, None) => None,
    }
}

/// The Rust item: as it is to be written now, where that is known and starts with it.
pub(super) fn rust(entry: &Entry) -> Option<String> {
    match (&entry.item, &entry.instead) {
        (Some(item), Some(instead)) if !instead.starts_with(item.as_str()) => Some(format!("{item} ⇒ {instead}")),
        (_, Some(told)) | (Some(told), None) => Some(told.clone()),
        (None, None) => None,
    }
}

/// `before → after`, one of them alone where the other is not there.
pub(super) fn change(entry: &Entry) -> Option<String> {
    arrow(entry.before.as_deref(), entry.after.as_deref())
}

/// The same in about so many characters: of two long texts that begin alike, what begins to differ is shown.
pub(super) fn brief_change(entry: &Entry, most: usize) -> Option<String> {
    let (Some(before), Some(after)) = (&entry.before, &entry.after) else {
        return change(entry).map(|told| shortened(&one_line(&told), most).into_owned());
    };
    let (before, after) = (one_line(before), one_line(after));
    if before.chars().count() + after.chars().count() <= most {
        return arrow(Some(&before), Some(&after));
    }
    let same = before.chars().zip(after.chars()).take_while(|(a, b)| a == b).count();
    let from = |text: &str| match same.checked_sub(BEFORE_DIFFERENCE) {
        Some(skipped @ 1..) => format!("…{}", text.chars().skip(skipped).collect::<String>()),
        _ => text.to_owned(),
    };
    let cut = |text: &str| shortened(&from(text), most / 2).into_owned();
    arrow(Some(&cut(&before)), Some(&cut(&after)))
}

fn arrow(before: Option<&str>, after: Option<&str>) -> Option<String> {
    match (before, after) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::test_report::entry;

    #[test]
    fn of_long_texts_the_difference_is_shown() {
        let mut long = entry("doc-description-changed", "GET /a");
        let text = |word: &str| format!("{} {word} {}", "alike ".repeat(50), "tail ".repeat(50));
        (long.before, long.after) = (Some(text("creat")), Some(text("create")));
        let told = brief_change(&long, 120).unwrap();
        assert!(told.starts_with("…") && told.contains("creat tail") && told.contains("create tail"), "{told}");
        assert!(told.chars().count() <= 124, "{told}");
        (long.before, long.after) = (Some("a".into()), Some("b".into()));
        assert_eq!(brief_change(&long, 120).unwrap(), "a → b");
    }

    #[test]
    fn a_page_is_named_once_and_so_is_an_item() {
        let mut entry = entry("op-removed", "GET /a");
        assert_eq!(places(&entry).unwrap(), "old/a.rst:7 → new/a.rst:9");
        entry.old.as_mut().unwrap().page = "new/a.rst".into();
        assert_eq!(places(&entry).unwrap(), "new/a.rst:7 → 9");
        entry.old.as_mut().unwrap().line = None;
        assert_eq!(places(&entry).unwrap(), "new/a.rst:9");
        (entry.item, entry.instead) = (Some("x::A::b".into()), Some("x::A::b: i64".into()));
        assert_eq!(rust(&entry).unwrap(), "x::A::b: i64");
        entry.instead = Some("x::C::b".into());
        assert_eq!(rust(&entry).unwrap(), "x::A::b ⇒ x::C::b");
    }
}
