//! Sentences of forms of their own that tell values: `Only A and B are supported.`

use super::candidate::Candidate;
use super::comparison::is_about_the_value;
use super::listed::{value_at, values_from};
use super::piece::Phrase;
use super::sentence::{self, Kind, Token};
use crate::vocabulary::Cue;

/// `The state: **0** (off), **1** (on).`
pub(super) fn listed_with_meanings(tokens: &[Token], phrase: &Phrase) -> Vec<Candidate> {
    let colon = tokens.iter().rposition(|token| token.kind == Kind::Colon);
    let found = colon.and_then(|colon| values_from(&tokens[colon + 1..], phrase)).unwrap_or_default();
    let explained = found.iter().all(|value| value.marked && value.meaning.is_some());
    if explained { found } else { Vec::new() }
}

/// `Only A and B are supported.`
pub(super) fn only_supported(tokens: &[Token], phrase: &Phrase) -> Option<Vec<Candidate>> {
    const VERBS: [&str; 4] = ["supported", "allowed", "available", "currently"];
    let text = |token: &Token| phrase.text[token.span.clone()].to_lowercase();
    let (only, rest) = tokens.split_first()?;
    let verb = rest.iter().position(|token| token.is(Cue::Is))?;
    let (values, said) = rest.split_at(verb);
    let is_said = said.len() > 1 && said[1..].iter().all(|token| VERBS.contains(&text(token).as_str()));
    let found = values_from(values, phrase).filter(|_| text(only) == "only" && is_said)?;
    found.iter().all(Candidate::is_technical).then_some(found)
}

/// `If the value is **a**, what it means`, and `If name is set to **a**, …` for a row of that name.
pub(super) fn case(phrase: &Phrase, name: &str) -> Option<Candidate> {
    let tokens = sentence::tokens(phrase);
    let (condition, rest) = tokens.split_first().filter(|(first, _)| first.is(Cue::Condition))?;
    let verb = rest.iter().position(|token| token.is(Cue::Is))?;
    let is_own = |token: &Token| phrase.text[token.span.clone()] == *name;
    let subject = &rest[..verb];
    let is_subject = verb > 0 && (subject.iter().all(is_own) || is_about_the_value(subject, phrase));
    let (value, next) = value_at(rest, verb + 1, phrase)?;
    let comma = rest.get(next).filter(|token| token.kind == Kind::Comma)?;
    let meaning = Some(phrase.text[comma.span.end..].trim().to_owned());
    (is_subject && value.marked && condition.span.start == 0).then_some(Candidate { meaning, ..value })
}
