//! Rows among words: where the first cells of one begin and end, by what their columns hold.
//!
//! Knows nothing of headers and captions.

use super::super::answer::{Fit, fit, is_table_number};
use super::super::starts_like_heading;
use super::super::words::Words;
use crate::vocabulary::{self, Column, Term, TypeWord};

/// Types have at most so many words.
const MAX_TYPE_WORDS: usize = 6;

/// Remarks in brackets behind an answer have at most so many words.
const MAX_REMARK_WORDS: usize = 4;

/// The words of the first cells of the row that begins at a word. Cells that look like nothing are left empty.
pub(super) fn row_at(
    words: &Words<'_>,
    first: usize,
    columns: &[Column],
    sentence: bool,
) -> Option<Vec<(usize, usize)>> {
    let (_, ahead) = columns.split_last()?;
    let (mut cells, mut at, mut told) = (Vec::new(), first, 0);
    for &column in ahead {
        let length = cell_length(words, at, column)?;
        let is_small = column == Column::Type && length > 0 && !words.get(at).is_some_and(starts_like_heading);
        if is_small && words.get(first).is_some_and(starts_like_heading) {
            // `The list of …`
            return None;
        }
        told += usize::from(length > 0 && column != Column::Name);
        cells.push((at, at + length));
        at += length;
    }
    // `The Boolean value …`: what is written like a word is a name where a cell begins behind it.
    let is_word = words.get(first).is_some_and(starts_like_heading);
    if told == 1 && is_word && words.get(at).is_some_and(|next| !starts_like_heading(next)) {
        return None;
    }
    // A word and a type may stand in the middle of a sentence; a word, "Yes" and a type do not, nor `some_name` and a type.
    let is_no_word = words.get(first).is_some_and(|name| name.contains('_'));
    // `… in UTC. metadata Object The metadata`: behind a type in a sentence stands no capital.
    let begins_cell = !is_word
        && words.get(first).is_some_and(|name| !vocabulary::is_article(name))
        && cells.last().and_then(|&(last, _)| words.get(last)).is_some_and(starts_like_heading)
        && words.get(at).is_some_and(starts_like_heading);
    (told > 1 || told == 1 && (sentence || is_no_word || begins_cell)).then_some(cells)
}

/// Whether cells of a column can be told among words.
pub(super) fn is_told(column: Column) -> bool {
    matches!(
        column,
        Column::Name | Column::SubName | Column::Mandatory | Column::Type | Column::Status | Column::ErrorCode
    )
}

/// How many words a cell has; none where it cannot begin here, 0 where its column says nothing.
fn cell_length(words: &Words<'_>, at: usize, column: Column) -> Option<usize> {
    if !is_told(column) {
        return Some(0);
    }
    let first = words.get(at)?;
    let fits = match column {
        Column::Type => return type_length(words, at),
        Column::Name | Column::SubName => is_identifier(first),
        Column::Mandatory => is_answer(first),
        _ => fit(first, column) == Fit::Tells,
    };
    let remark = if column == Column::Mandatory { remark_length(words, at + 1) } else { 0 };
    (fits && !first.ends_with(['.', ',', ';', ':'])).then_some(1 + remark)
}

fn is_answer(word: &str) -> bool {
    vocabulary::find(word).iter().any(|term| matches!(term, Term::Yes | Term::No))
}

/// How many words a remark in brackets has: `(query parameter)` of `No (query parameter)`.
fn remark_length(words: &Words<'_>, at: usize) -> usize {
    let opens = words.get(at).is_some_and(|word| word.starts_with('('));
    let closes = |&end: &usize| words.get(end - 1).is_some_and(|word| word.ends_with(')'));
    (at + 1..=at + MAX_REMARK_WORDS).find(closes).filter(|_| opens).map_or(0, |end| end - at)
}

/// `String`, `Array of strings`, `Thing object`, with a capital.
fn type_length(words: &Words<'_>, at: usize) -> Option<usize> {
    let is_type = |end: usize| fit(words.phrase(at, end), Column::Type) == Fit::Tells;
    let first = words.get(at)?;
    if is_table_number(words.phrase(at, at + 2)) {
        return Some(2);
    }
    if !starts_like_heading(first) {
        return small_type_length(words, at);
    }
    let joined = words.get(at + 1).is_some_and(|second| second == "of");
    let object = |word: &str| matches!(word, "object" | "objects" | "structure" | "structures");
    if words.get(at + 1) == Some("data") && words.get(at + 2).is_some_and(object) {
        return Some(3);
    }
    if joined {
        let ends = (at + 3..=at + MAX_TYPE_WORDS).take_while(|&end| end <= words.len());
        return ends
            .clone()
            .find(|&end| is_type(end) && words.get(end - 1).is_some_and(object))
            .map(|end| end - at)
            .or(Some(3));
    }
    if words.get(at + 1).is_some_and(object) {
        return Some(if words.get(at + 2) == Some("array") { 3 } else { 2 });
    }
    let is_doubled = words.get(at + 1).is_some_and(is_small_type) && words.get(at + 2).is_some_and(starts_like_heading);
    (is_type(at + 1) && !first.ends_with('.')).then_some(1 + usize::from(is_doubled))
}

/// The second word of `Long integer` and `String array`.
fn is_small_type(word: &str) -> bool {
    !starts_like_heading(word) && vocabulary::type_word(word).is_some_and(|word| word != TypeWord::Filler)
}

/// `list`, `thing object`, where what stands before can be no word, `lid_size integer`, or what follows begins like a cell:
/// `list The things.`
fn small_type_length(words: &Words<'_>, at: usize) -> Option<usize> {
    let object = words.get(at + 1).is_some_and(|word| word == "object" || word == "objects");
    let length = 1 + usize::from(object);
    let is_type = object && is_identifier(words.get(at)?) || fit(words.phrase(at, at + 1), Column::Type) == Fit::Tells;
    let is_behind_name = at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|name| name.contains('_'));
    let is_cell = is_behind_name || words.get(at + length).is_some_and(starts_like_heading);
    (is_type && is_cell).then_some(length)
}

fn is_identifier(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic() || "_{[".contains(c))
        && word.chars().all(|c| c.is_ascii_alphanumeric() || "_-.:~{}[]*".contains(c))
}
