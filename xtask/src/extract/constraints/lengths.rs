//! Sentences to the length of a text: `1 to 64 characters`, `the maximum length is 64`.
//!
//! Comes in as the tokens of a sentence that holds without a condition; goes out as a span. What counts bytes or digits
//! says nothing about characters.

use hwc_model::Number;

use crate::vocabulary::Cue;

use super::measure::Span;
use super::piece::Phrase;
use super::ranges::span_at;
use super::sentence::{self, Kind, Token};

/// The length that a sentence states in characters.
pub(super) fn length(tokens: &[Token], phrase: &Phrase) -> Option<Span> {
    if sentence::has(tokens, Cue::Part) || sentence::has(tokens, Cue::Example) {
        return None;
    }
    let mut places =
        tokens.iter().enumerate().filter(|(_, token)| token.is(Cue::Characters)).map(|(at, _)| at).peekable();
    if places.peek().is_none() {
        return measured(tokens);
    }
    places.find_map(|at| characters(tokens, at, phrase)).or_else(|| measured(tokens))
}

/// The numbers before `characters`.
fn characters(tokens: &[Token], at: usize, phrase: &Phrase) -> Option<Span> {
    let mut end = at;
    let bracketed = end > 0 && tokens[end - 1].kind == Kind::Close;
    if bracketed {
        end -= 1;
    }
    if end > 0 && tokens[end - 1].kind == Kind::Word {
        end -= 1;
    }
    let last = end.checked_sub(1)?;
    let max = Number::Integer(i64::try_from(tokens[last].integer()?).ok()?);
    let before = |back: usize| last.checked_sub(back).map(|at| &tokens[at]);
    // `36 characters at most`
    let limit = tokens.get(at + 1).filter(|_| tokens.get(at + 2).and_then(Token::number).is_none());
    match limit.map(|token| token.kind) {
        Some(Kind::Cue(Cue::UpTo)) => return Some(Span::most(max)),
        Some(Kind::Cue(Cue::AtLeast)) => return Some(Span::least(max)),
        _ => {}
    }
    // `[1-64] characters`, and not what stands in other brackets behind words: `ASCII (0-31) characters`.
    let opens = |token: &Token| &phrase.text[token.span.clone()] == "[";
    let is_span = !bracketed || before(3).is_some_and(opens) && before(4).and_then(Token::number).is_none();
    match before(1)?.kind {
        Kind::Cue(Cue::To | Cue::And) | Kind::Dash if is_span => {
            let min = before(2)?.integer()?;
            Some(Span::both(Number::Integer(i64::try_from(min).ok()?), max))
        }
        Kind::Comma if before(3)?.kind == Kind::Open => {
            Some(Span::both(Number::Integer(i64::try_from(before(2)?.integer()?).ok()?), max))
        }
        Kind::Cue(Cue::UpTo | Cue::NotAbove | Cue::Maximum) => Some(Span::most(max)),
        Kind::Cue(Cue::AtLeast | Cue::NotBelow | Cue::Minimum) => Some(Span::least(max)),
        Kind::Cue(Cue::Exactly) => Some(Span::both(max, max)),
        Kind::Cue(Cue::Is) if !bracketed => extreme(tokens, last - 1, max),
        Kind::Cue(Cue::Made) if !bracketed && is_exact(tokens, at) => Some(Span::both(max, max)),
        _ => None,
    }
}

/// `The maximum length is`, before a number.
fn extreme(tokens: &[Token], is: usize, number: Number) -> Option<Span> {
    let length = is.checked_sub(1).filter(|&at| tokens[at].is(Cue::Length))?;
    match length.checked_sub(1).map(|at| tokens[at].kind)? {
        Kind::Cue(Cue::Maximum) => Some(Span::most(number)),
        Kind::Cue(Cue::Minimum) => Some(Span::least(number)),
        _ => None,
    }
}

/// Whether `contains 32 characters` is all that is said about the length.
fn is_exact(tokens: &[Token], characters: usize) -> bool {
    let ends = tokens.get(characters + 1).is_none_or(|token| matches!(token.kind, Kind::Comma | Kind::Close));
    ends && !sentence::has(tokens, Cue::Or) && !sentence::has(tokens, Cue::Usually)
}

/// `The length ranges from 1 to 64`, `the maximum length is 64`.
fn measured(tokens: &[Token]) -> Option<Span> {
    let at = tokens.iter().position(|token| token.is(Cue::Length))?;
    if sentence::has(tokens, Cue::Bytes) {
        return None;
    }
    let next = tokens.get(at + 1)?;
    match next.kind {
        Kind::Cue(Cue::Ranges) => span_at(tokens, at + 2).map(|(span, _)| span),
        Kind::Cue(Cue::NotAbove) => tokens.get(at + 2)?.number().map(Span::most),
        Kind::Cue(Cue::Is) | Kind::Colon => {
            let number = tokens.get(at + 2)?.number()?;
            let side = at.checked_sub(1).map(|at| tokens[at].kind);
            match side {
                Some(Kind::Cue(Cue::Maximum)) => Some(Span::most(number)),
                Some(Kind::Cue(Cue::Minimum)) => Some(Span::least(number)),
                _ => None,
            }
        }
        _ => None,
    }
}
