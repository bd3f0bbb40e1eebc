//! Sentences of forms of their own that tell values: `Only A and B are supported.`

use super::candidate::Candidate;
use super::comparison::is_about_the_value;
use super::listed::{value_at, values_from};
use super::piece::Phrase;
use super::sentence::{self, Kind, Token};
use crate::vocabulary::{self, Cue};

/// `The state: **0** (off), **1** (on).`
pub(super) fn listed_with_meanings(tokens: &[Token], phrase: &Phrase) -> Vec<Candidate> {
    let colon = tokens.iter().rposition(|token| token.kind == Kind::Colon);
    let found = colon.and_then(|colon| values_from(&tokens[colon + 1..], phrase)).unwrap_or_default();
    let explained = found.iter().all(|value| value.marked && value.meaning.is_some());
    if explained { found } else { Vec::new() }
}

/// `**a**, **b**, and **c** indicate apples, berries, and cherries respectively.`
pub(super) fn respectively(tokens: &[Token], phrase: &Phrase) -> Option<Vec<Candidate>> {
    let verb = tokens.iter().position(|token| token.is(Cue::Means))?;
    let last = tokens.last().map(|token| &phrase.text[token.span.clone()])?;
    let found = values_from(&tokens[..verb], phrase).filter(|_| last.eq_ignore_ascii_case("respectively"))?;
    (found.len() > 1 && found.iter().all(|value| value.marked)).then_some(found)
}

/// `Only A and B are supported`, `Currently, only the A, B are available`, and whether it says "only": `Currently, A and B
/// are supported` may be about what the values stand for.
pub(super) fn only_supported(tokens: &[Token], phrase: &Phrase, bare: bool) -> Option<(Vec<Candidate>, bool)> {
    const VERBS: [&str; 4] = ["supported", "allowed", "available", "currently"];
    let text = |token: &Token| phrase.text[token.span.clone()].to_lowercase();
    let is = |token: Option<&Token>, word: &str| token.is_some_and(|token| text(token) == word);
    let now = usize::from(is(tokens.first(), "currently"));
    let now = now + usize::from(tokens.get(now).is_some_and(|token| now > 0 && token.kind == Kind::Comma));
    let only = usize::from(is(tokens.get(now), "only"));
    let article = usize::from(only > 0 && is(tokens.get(now + only), "the"));
    let rest = tokens.get(now + only + article..)?;
    let verb = rest.iter().position(|token| token.is(Cue::Is))?;
    let (values, said) = rest.split_at(verb);
    let is_said = said.len() > 1 && said[1..].iter().all(|token| VERBS.contains(&text(token).as_str()));
    let found = values_from(values, phrase).filter(|_| now + only > 0 && is_said)?;
    let bare = bare && only > 0;
    found.iter().all(|value| value.stands_out(bare)).then_some((found, only > 0))
}

/// `The value is **a** or **b**.`, `The value is A, B, or C.`
pub(super) fn either(tokens: &[Token], phrase: &Phrase, bare: bool) -> Option<Vec<Candidate>> {
    let verb = tokens.iter().position(|token| token.is(Cue::Is))?;
    let (subject, values) = (&tokens[..verb], &tokens[verb + 1..]);
    let found = values_from(values, phrase).filter(|_| verb > 0 && is_about_the_value(subject, phrase))?;
    let is_name = |value: &Candidate| value.value.starts_with(|c: char| c.is_ascii_uppercase());
    let is_value = |value: &Candidate| {
        !vocabulary::is_nothing(&value.value) && (value.marked || is_name(value) || value.stands_out(bare) && bare)
    };
    (sentence::has(values, Cue::Or) && found.iter().all(is_value)).then_some(found)
}

/// `Fill a in this field.`
pub(super) fn filled(tokens: &[Token], phrase: &Phrase) -> Option<Candidate> {
    let is = |token: &Token, word: &str| phrase.text[token.span.clone()].eq_ignore_ascii_case(word);
    let [fill, .., preposition, subject] = tokens else { return None };
    let (value, next) = value_at(tokens, 1, phrase)?;
    let is_whole = next + 2 == tokens.len() && preposition.is(Cue::In) && subject.is(Cue::Subject);
    (is_whole && is(fill, "fill") && value.is_technical()).then_some(value)
}

/// Whether a phrase speaks of another value that the parameter is set to.
pub(super) fn sets_another(value: &str, phrase: &Phrase) -> bool {
    let tokens = sentence::tokens(phrase);
    let sets = |token: &Token| token.is(Cue::Is) && phrase.text[token.span.clone()].ends_with(" to");
    let set = (0..tokens.len()).filter(|&at| sets(&tokens[at]) && at > 0 && tokens[at - 1].is(Cue::Subject));
    set.filter_map(|at| value_at(&tokens, at + 1, phrase)).any(|(other, _)| other.marked && other.value != value)
}

/// `If the value is **a**, what it means`, and `If name is set to **a**, …` for a row of that name.
pub(super) fn case(phrase: &Phrase, name: &str) -> Option<Candidate> {
    let tokens = sentence::tokens(phrase);
    let (condition, rest) = tokens.split_first().filter(|(first, _)| first.is(Cue::Condition))?;
    let verb = rest.iter().position(|token| token.is(Cue::Is))?;
    let text = |token: &Token| &phrase.text[token.span.clone()];
    let subject = match &rest[..verb] {
        // `the value of name`
        [subject @ .., of, own] if text(of) == "of" && text(own) == name => subject,
        [own] if text(own) == name => &[],
        subject => subject,
    };
    let is_subject = verb > 0 && is_about_the_value(subject, phrase);
    let (value, next) = value_at(rest, verb + 1, phrase)?;
    let comma = rest.get(next).filter(|token| token.kind == Kind::Comma)?;
    let meaning = Some(phrase.text[comma.span.end..].trim().to_owned());
    (is_subject && value.marked && condition.span.start == 0).then_some(Candidate { meaning, ..value })
}
