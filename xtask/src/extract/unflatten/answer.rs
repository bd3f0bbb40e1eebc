//! Whether a paragraph can be the cell of a column.

use super::names;
use crate::vocabulary::{self, Column, Term, TypeWord};

/// How well a paragraph fits a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It can be no cell of this column.
    No,
    /// It can be one, like much other text.
    Possible,
    /// It looks like a cell of this column and like little else.
    Tells,
}

/// Longer text is no name, type or code.
const MAX_CELL: usize = 200;

/// Whether `text` can be a cell of the column.
pub(super) fn fit(text: &str, column: Column) -> Fit {
    match column {
        Column::Description => Fit::Possible,
        _ if text.len() > MAX_CELL => Fit::No,
        Column::Name | Column::SubName => possible(is_name(text)),
        Column::Mandatory => tells(is_answer(text)),
        Column::Type => tells(is_type(text)),
        Column::Status => tells(is_status(text)),
        Column::ErrorCode => tells(is_code(text)),
        _ => Fit::Possible,
    }
}

fn possible(fits: bool) -> Fit {
    if fits { Fit::Possible } else { Fit::No }
}

fn tells(fits: bool) -> Fit {
    if fits { Fit::Tells } else { Fit::No }
}

/// An identifier, `required` too, or a few words such as `Array elements` or `{Custom key}`.
fn is_name(text: &str) -> bool {
    text.split_whitespace().count() <= 4
        && !text.ends_with(['.', '。', ':', '：', ',', ';'])
        && !text.contains(": ")
        && (!is_yes_or_no(text) || names::is_name(text))
}

/// `Yes`, `No. This header is …`
fn is_answer(text: &str) -> bool {
    let first = text.split(|c: char| c.is_whitespace() || ".,;，。".contains(c)).next();
    is_yes_or_no(text) || first.is_some_and(is_yes_or_no)
}

fn is_yes_or_no(text: &str) -> bool {
    vocabulary::find(text).iter().any(|term| matches!(term, Term::Yes | Term::No))
}

/// `String`, `Array of strings`, `Map<String,String>`, `Table 5 object`; not a sentence that begins with such a word.
fn is_type(text: &str) -> bool {
    // `Time format: YYYY-MM-DD`
    if text.ends_with([':', '：']) || text.contains(": ") {
        return false;
    }
    if is_table_number(text) {
        return true;
    }
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    let count = 1 + words.clone().count();
    let last = words.next_back().unwrap_or(first);
    if count == 1 {
        return is_type_word(first) || is_type_word(text);
    }
    // `Number of cups.` is a sentence.
    let begins = is_type_word(first) && (!text.ends_with('.') || is_type_word(last) || refers_to_table(text));
    let ends = is_type_word(last) && count <= 5 && !text.ends_with('.');
    begins && (text.len() <= 60 || refers_to_table(text)) || ends
}

fn is_type_word(word: &str) -> bool {
    let is_type = |word: &str| {
        vocabulary::find(word).iter().any(|term| matches!(term, Term::Type(word) if *word != TypeWord::Filler))
    };
    is_type(word) || word.strip_suffix('s').is_some_and(is_type)
}

/// `Table 3` alone, which says that the members stand there.
pub(super) fn is_table_number(text: &str) -> bool {
    let (word, number) = text.split_at(text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len()));
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    is_number && vocabulary::find(word).contains(&Term::TableNumber)
}

/// `List data structure. For details, see Table 3.`
fn refers_to_table(text: &str) -> bool {
    text.split_whitespace().any(|word| vocabulary::find(word).contains(&Term::TableNumber))
}

/// `200`, `4xx`
fn is_status(text: &str) -> bool {
    text.len() == 3 && text.starts_with(|c: char| c.is_ascii_digit()) || text.split(' ').next().is_some_and(is_number)
}

fn is_number(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|b| b.is_ascii_digit())
}

/// `ELB.1001`, `APIC.7102`, `30001`
fn is_code(text: &str) -> bool {
    !text.contains(' ') && text.contains(|c: char| c.is_ascii_digit())
}
