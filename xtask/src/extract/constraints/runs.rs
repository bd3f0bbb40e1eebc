//! Values that stand in sentences without a list: one behind the other, `0: off; 1: on`, or alone, `the value is fixed at
//! v3`.
//!
//! Comes in as a phrase or the tokens of a sentence; goes out as candidates. What leads to them is for the caller to judge.

use std::collections::HashSet;

use crate::vocabulary::{self, Cue};

use super::candidate::{self, Candidate};
use super::comparison::is_about_the_value;
use super::listed::value_at;
use super::piece::Phrase;
use super::sentence::{Kind, Token};
use super::told;
use super::values::Start;

/// A value and the sentence behind it.
struct Told<'t> {
    /// Where its sentence begins: with the value, or with `the value` before it.
    from: usize,
    start: usize,
    value: &'t str,
    marked: bool,
    /// Where its meaning begins.
    meaning: usize,
    /// A verb stands between them, and not a colon.
    verb: bool,
}

/// At least two values that follow each other to the end of the phrase, and what stands before them.
pub(super) fn run(phrase: &Phrase, bare: bool) -> Option<(Phrase, Vec<Candidate>)> {
    let told: Vec<Told<'_>> = words(&phrase.text).filter_map(|at| told_at(phrase, at, bare)).collect();
    let first = told.first()?;
    let before = phrase.text[..first.from].trim_end();
    if !before.is_empty() && !before.ends_with(['.', ':', '。', '：']) {
        return None;
    }
    let is_one_kind = told.iter().all(|other| other.verb == first.verb);
    let is_distinct = told.iter().map(|told| told.value).collect::<HashSet<&str>>().len() == told.len();
    let is_told = |at: usize| told.binary_search_by_key(&at, |told| told.start).is_ok();
    // A value that cannot be told from a word, `null: …`, is one nevertheless.
    let is_whole = first.verb || words(&phrase.text).all(|at| at < first.start || is_told(at) || !is_item(phrase, at));
    if told.len() < 2 || !is_one_kind || !is_distinct || !is_whole || goes_on(phrase, &told) {
        return None;
    }
    let ends = told.iter().skip(1).map(|next| next.from).chain([phrase.text.len()]);
    let values = told.iter().zip(ends).map(|(told, end)| {
        // What stands behind its sentence is about something else.
        let text = &phrase.text[told.meaning..end];
        let sentence = text.split_once(". ").map_or(text, |(sentence, _)| sentence).trim().trim_end_matches(" and");
        let meaning = sentence.trim_end_matches(['.', ';', ',', '。', '；', '，']);
        Candidate {
            value: told.value.to_owned(),
            meaning: Some(meaning.to_owned()).filter(|meaning| !meaning.is_empty()),
            marked: told.marked,
            line: phrase.line,
        }
    });
    Some((phrase.slice(0, first.from), values.collect()))
}

/// Whether others are allowed beside the values: `Custom names.` behind the last one.
fn goes_on(phrase: &Phrase, told: &[Told<'_>]) -> bool {
    let behind = told.last().map_or("", |last| &phrase.text[last.meaning..]);
    behind.split(['.', ';', '。', '；']).skip(1).any(vocabulary::is_about_others)
}

fn words(text: &str) -> impl Iterator<Item = usize> + '_ {
    // No blank follows a mark of full width.
    let pieces = text.split_whitespace().flat_map(|word| word.split_inclusive(['；', '。', '，', '、']));
    pieces.map(|word| word.as_ptr() as usize - text.as_ptr() as usize)
}

/// The value that begins a sentence at a word.
fn told_at(phrase: &Phrase, start: usize, bare: bool) -> Option<Told<'_>> {
    let text = phrase.text.as_str();
    let before = without_noun(text[..start].trim_end());
    let opens = before.is_empty()
        || before.ends_with(['.', ';', ':', ',', '。', '；', '：', '，', '、'])
        || before.ends_with(" and");
    let mark = phrase.marks.binary_search_by_key(&start, |mark| mark.start).ok().map(|at| &phrase.marks[at]);
    let end = match mark {
        Some(mark) => mark.end,
        None => start + text[start..].find(|c: char| c.is_whitespace() || matches!(c, ':' | '：'))?,
    };
    let written = text[start..end].trim_end();
    let value = written.trim_end_matches([':', '：']);
    let rest = &text[start + value.len()..];
    let colon = rest.trim_start().strip_prefix([':', '：']);
    let is_sentence =
        |rest: &&str| rest.starts_with(|c: char| c.is_whitespace() || c.is_uppercase() || vocabulary::is_chinese(c));
    let meaning = match colon {
        Some(rest) => is_sentence(&rest).then_some(rest)?,
        None => behind_verb(rest)?,
    };
    let from = text[before.len()..].find(|c: char| !c.is_whitespace()).map_or(start, |at| before.len() + at);
    let found =
        Told { from, start, value, marked: mark.is_some(), meaning: text.len() - meaning.len(), verb: colon.is_none() };
    (opens && is_value(&found, phrase, bare)).then_some(found)
}

/// What stands before a value that is called one: `the value 0`.
fn without_noun(before: &str) -> &str {
    let last = |text: &str| text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let noun = last(before);
    if !vocabulary::is_value(&before[noun..]) {
        return before;
    }
    let rest = before[..noun].trim_end();
    let article = last(rest);
    if vocabulary::is_article(&rest[article..]) { rest[..article].trim_end() } else { before }
}

/// Numbers, marked words, and words that are none of a sentence.
fn is_value(told: &Told<'_>, phrase: &Phrase, bare: bool) -> bool {
    let candidate = Candidate { value: told.value.to_owned(), meaning: None, marked: told.marked, line: phrase.line };
    let is_value = if told.marked { candidate::is_marked_value } else { candidate::is_token };
    is_value(told.value) && candidate.stands_out(bare) && vocabulary::label(told.value).is_none()
}

/// What follows `indicates that`.
fn behind_verb(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    let word = rest.split_whitespace().next()?;
    let (Cue::Means, _) = vocabulary::cue(&word.to_lowercase(), |_| None)? else { return None };
    let meaning = rest[word.len()..].trim_start();
    Some(meaning.strip_prefix("that ").unwrap_or(meaning))
}

/// A paragraph that is an item: a marked value with its meaning behind a colon, a dash or a verb. `led` tells that values
/// are announced, so that it need not have a meaning; where the page lost the marks as well (`bare`), it need not have one.
pub(super) fn paragraph(phrase: &Phrase, led: bool, bare: bool) -> Option<Candidate> {
    if bare && led && phrase.marks.is_empty() && is_item(phrase, 0) {
        return candidate::of_phrase(phrase, false);
    }
    let mark = phrase.marks.first().filter(|mark| mark.start == 0)?;
    let value = candidate::of_phrase(phrase, false)?;
    let rest = phrase.text[mark.end..].trim_start();
    let parts = |text: &str| text.starts_with([':', '：', '-', '–', '—', '=']) || behind_verb(text).is_some();
    let is_parted = phrase.text[..mark.end].trim_end().ends_with([':', '：']) || parts(rest);
    let is_bare = led && value.meaning.is_none() && candidate::is_token(&value.value);
    (value.meaning.is_some() && is_parted || is_bare).then_some(value)
}

/// Whether a word looks like that of an item: `Others: …`.
pub(super) fn is_item(phrase: &Phrase, at: usize) -> bool {
    let Some(word) = phrase.text[at..].split_whitespace().next() else { return false };
    let named = word.strip_suffix([':', '：']).filter(|word| !word.is_empty());
    named.is_some_and(|word| vocabulary::label(word).is_none())
}

/// What is known of the row that sentences are about.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub name: &'a str,
    /// The page lost what was set apart.
    pub bare: bool,
}

/// The only value that a sentence allows: `fixed at v3`, `can only be ACTIVE`.
pub(super) fn only(tokens: &[Token], phrase: &Phrase, row: Row<'_>, start: &Start) -> Option<Candidate> {
    let Row { name, bare } = row;
    let is_something =
        |value: &Candidate| !vocabulary::is_nothing(&value.value) && !vocabulary::has_cue(&value.value, Cue::Null);
    if let Some(at) = tokens.iter().position(|token| token.is(Cue::Fixed)) {
        let value = alone_at(tokens, at + 1, phrase).filter(is_something)?;
        return is_subject(&tokens[..at], phrase, name).then_some(value).filter(|value| value.value != "be");
    }
    if start.announced
        && start.whole
        && let Some(value) = alone_at(tokens, 0, phrase)
    {
        return Some(value)
            .filter(|value| (value.marked || bare && start.of_value && value.stands_out(bare)) && is_something(value));
    }
    if let Some(value) = told::filled(tokens, phrase) {
        return Some(value);
    }
    let at = tokens.iter().position(|token| token.is(Cue::Values))?;
    let value = alone_at(tokens, at + 1, phrase).filter(is_something)?;
    if told::sets_another(&value.value, phrase) {
        return None;
    }
    // `can only be tcp`, where `can be tcp` may be about one of several.
    let bare = bare && vocabulary::says_only(&phrase.text[tokens[at].span.clone()]);
    (is_subject(&tokens[..at], phrase, name) && value.is_no_participle(bare)).then_some(value)
}

/// Whether what stands before a verb is the row itself: `the value`, the name of the row, `API type, which`.
fn is_subject(before: &[Token], phrase: &Phrase, name: &str) -> bool {
    const MOST_WORDS: usize = 5;
    let text = |token: &Token| &phrase.text[token.span.clone()];
    match before {
        [rest @ .., comma, which] if comma.kind == Kind::Comma && text(which) == "which" => rest.len() <= MOST_WORDS,
        [.., own] if text(own) == name => true,
        before => is_about_the_value(before, phrase),
    }
}

/// A value that ends the sentence or its clause.
fn alone_at(tokens: &[Token], at: usize, phrase: &Phrase) -> Option<Candidate> {
    let at = at + usize::from(tokens.get(at).is_some_and(|token| token.kind == Kind::Colon));
    let (value, next) = value_at(tokens, at, phrase)?;
    let is = |at: usize, cue: Cue| tokens.get(at).is_some_and(|token| token.is(cue));
    let ends = match tokens.get(next).map(|token| token.kind) {
        None | Some(Kind::Close) => true,
        Some(Kind::Comma) => is(next + 1, Cue::Means),
        // `fixed at v3 and cannot be changed`
        Some(Kind::Cue(Cue::And)) => is(next + 1, Cue::Must),
        Some(_) => phrase.text[tokens[next].span.clone()].eq_ignore_ascii_case("only") && next + 1 == tokens.len(),
    };
    ends.then_some(value)
}
