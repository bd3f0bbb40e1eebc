//! Items of a list that flattening joined into one line: `in: as it came out: as it goes both: either way`.
//!
//! Comes in as a phrase of a page that lost its lists; goes out as candidates and what stands before them. Nothing ends a
//! meaning but the next value, so that every word before a colon is one.

use std::collections::HashSet;

use crate::vocabulary;

use super::candidate::{self, Candidate};
use super::piece::Phrase;

/// A word before a colon.
struct Name {
    start: usize,
    end: usize,
    /// Where its meaning begins.
    meaning: usize,
}

/// At least two values with meanings, up to the end of the phrase, and what stands before them.
pub(super) fn items(phrase: &Phrase) -> Option<(Phrase, Vec<Candidate>)> {
    let text = phrase.text.as_str();
    let names = names(text);
    let first = names.first()?;
    let before = text[..first.start].trim_end();
    let opens = before.is_empty() || before.ends_with(['.', ':', '。', '：']);
    let ends = || names.iter().skip(1).map(|next| next.start).chain([text.len()]);
    let values: Vec<Candidate> = names.iter().zip(ends()).map(|(name, end)| candidate(phrase, name, end)).collect();
    let is_distinct = values.iter().map(|value| &value.value).collect::<HashSet<_>>().len() == values.len();
    let is_told = values.iter().all(|value| value.meaning.is_some() && is_value(&value.value));
    (opens && values.len() > 1 && is_distinct && is_told).then(|| (phrase.slice(0, first.start), values))
}

/// The words before colons, from the first on behind which another word stands.
fn names(text: &str) -> Vec<Name> {
    let mut words = text.split_whitespace().peekable();
    let mut names = Vec::new();
    while let Some(word) = words.next() {
        let Some(name) = word.strip_suffix([':', '：']) else { continue };
        // `Options: in: as it came`: the first announces the others.
        let announces = words.peek().is_some_and(|next| next.ends_with([':', '：']));
        if name.is_empty() || announces && names.is_empty() {
            continue;
        }
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        names.push(Name { start, end: start + name.len(), meaning: start + word.len() });
    }
    names
}

fn candidate(phrase: &Phrase, name: &Name, end: usize) -> Candidate {
    // What stands behind its sentence is about something else.
    let text = &phrase.text[name.meaning..end];
    let sentence = text.split_once(". ").map_or(text, |(sentence, _)| sentence).trim();
    let meaning = sentence.trim_end_matches(['.', ';', ',', '。', '；', '，']);
    Candidate {
        value: phrase.text[name.start..name.end].to_owned(),
        meaning: Some(meaning.to_owned()).filter(|meaning| !meaning.is_empty()),
        marked: false,
        line: phrase.line,
    }
}

fn is_value(word: &str) -> bool {
    candidate::is_token(word) && vocabulary::label(word).is_none()
}
