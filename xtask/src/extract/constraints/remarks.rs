//! What else sentences say: null, read-only, deprecated, mandatory in some cases, a unit.

use crate::vocabulary::{self, Cue};

use super::conditions;
use super::piece::Phrase;
use super::sentence::{self, Kind, Token};

/// Gathers remarks.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    pub nullable: bool,
    pub read_only: bool,
    pub deprecated: Option<String>,
    pub conditional_mandatory: bool,
    pub unit: Option<String>,
}

impl Remarks {
    /// A sentence; `number` tells that the value is one.
    pub(super) fn sentence(&mut self, tokens: &[Token], phrase: &Phrase, number: bool) {
        let has = |cue| sentence::has(tokens, cue);
        self.conditional_mandatory |=
            has(Cue::Mandatory) && has(Cue::Condition) && is_about_parameter(tokens, phrase, Cue::Mandatory);
        if !has(Cue::Condition) {
            self.nullable |= can_be_null(tokens, phrase);
        }
        if has(Cue::ReadOnly) && tokens.first().is_some_and(|token| token.is(Cue::Subject)) && !has(Cue::Condition) {
            self.read_only |= !has(Cue::Not);
        }
        let conditional = conditions::is_conditional(tokens, phrase) || has(Cue::ByDefault) || has(Cue::Values);
        if self.deprecated.is_none() && !conditional && is_deprecated(tokens, phrase) {
            let text =
                tokens.first().zip(tokens.last()).map(|(first, last)| &phrase.text[first.span.start..last.span.end]);
            self.deprecated = text.map(str::to_owned);
        }
        if number && self.unit.is_none() {
            self.unit = unit(tokens, phrase).map(str::to_owned);
        }
    }
}

/// Whether the subject of the sentence is the parameter, and nothing turns the cue round.
fn is_about_parameter(tokens: &[Token], phrase: &Phrase, cue: Cue) -> bool {
    let mut places = tokens.iter().enumerate().filter(|(_, token)| token.is(cue)).map(|(at, _)| at);
    places.any(|at| says_of_parameter(&tokens[..at], phrase))
}

/// Whether a clause that a cue ends is about the parameter.
fn says_of_parameter(before: &[Token], phrase: &Phrase) -> bool {
    // `If this parameter is given, another is mandatory`
    let comma = before.iter().rposition(|token| token.kind == Kind::Comma);
    let clause = match comma.filter(|&comma| sentence::has(&before[..comma], Cue::Condition)) {
        Some(comma) => &before[comma + 1..],
        None => before,
    };
    // Chinese needs no verb.
    let is_verb =
        |token: &Token| token.is(Cue::Is) || token.is(Cue::Subject) && !phrase.text[token.span.clone()].is_ascii();
    let is = before.is_empty() || clause.last().is_some_and(is_verb);
    let subject = sentence::has(clause, Cue::Subject) || clause.len() <= 1;
    is && subject && !sentence::has(clause, Cue::Not)
}

/// `can be null`, `can be empty or null`; not `cannot be null`.
fn can_be_null(tokens: &[Token], phrase: &Phrase) -> bool {
    // In bold it is no word of the sentence but a value.
    let is_null = |token: &Token| token.is(Cue::Null) || &phrase.text[token.span.clone()] == "null";
    let Some(at) = tokens.iter().position(is_null) else { return false };
    let before = &tokens[..at];
    let can = before.iter().rev().take(4).any(|token| token.is(Cue::CanBe) || token.is(Cue::Values));
    let must = before.iter().any(|token| phrase.text[token.span.clone()].to_ascii_lowercase().starts_with("must"));
    let asks = before.first().is_some_and(|token| phrase.text[token.span.clone()].eq_ignore_ascii_case("whether"));
    can && !must && !asks && !sentence::has(before, Cue::Not)
}

/// A sentence about the parameter, or one of nothing else: `Reserved field.`
fn is_deprecated(tokens: &[Token], phrase: &Phrase) -> bool {
    let Some(at) = tokens.iter().position(|token| token.is(Cue::Deprecated)) else { return false };
    // `is deprecated`, `has been deprecated`
    let is_been = |token: &Token| phrase.text[token.span.clone()].eq_ignore_ascii_case("been");
    let is = at.checked_sub(1).is_some_and(|before| tokens[before].is(Cue::Is) || is_been(&tokens[before]));
    let subject = tokens[..at].iter().rev().take(4).any(|token| token.is(Cue::Subject));
    let versioned = tokens[at + 1..].first().is_some_and(|token| token.is(Cue::In));
    let small = |token: &Token| {
        let text = &phrase.text[token.span.clone()];
        matches!(
            token.kind,
            Kind::Cue(Cue::Deprecated | Cue::Is | Cue::Subject) | Kind::Open | Kind::Close | Kind::Comma
        ) || vocabulary::is_small_word(text)
    };
    subject && is && !versioned || tokens.iter().all(small)
}

/// `Unit: GB`, `the unit is GB`, `in seconds`, `(GB)`.
fn unit(tokens: &[Token], phrase: &Phrase) -> Option<&'static str> {
    let text = |at: usize| tokens.get(at).map(|token| &phrase.text[token.span.clone()]);
    let unit_at = |at: usize| text(at).and_then(vocabulary::unit);
    for (at, token) in tokens.iter().enumerate() {
        let found = match token.kind {
            Kind::Cue(Cue::Unit) => {
                let verb = tokens.get(at + 1).is_some_and(|token| token.is(Cue::Is) || token.kind == Kind::Colon);
                unit_at(at + 1 + usize::from(verb))
            }
            Kind::Cue(Cue::In) => unit_at(at + 1).filter(|_| ends_clause(tokens, at + 2)),
            Kind::Open if tokens.get(at + 2).is_some_and(|token| token.kind == Kind::Close) => unit_at(at + 1),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

fn ends_clause(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_none_or(|token| matches!(token.kind, Kind::Stop | Kind::Comma | Kind::Close | Kind::Open))
}

/// The text under the label "Unit".
pub(super) fn labelled_unit(phrase: &Phrase) -> Option<&'static str> {
    vocabulary::unit(phrase.text.trim_end_matches(['.', ';', ',', '。', '；', '，']).trim())
}
