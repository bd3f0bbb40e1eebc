//! Ranges in the tokens of a sentence: two numbers with what stands between and around them.
//!
//! Comes in as tokens and a place among them; goes out as a span and its end. Whether the value is limited by it is for
//! `bounds` to judge.

use crate::vocabulary::{self, Cue, Label};

use super::measure::Span;
use super::piece::Phrase;
use super::sentence::{Kind, Token};

/// Two numbers with `to`, a dash or a comma in brackets between them, and where they end.
pub(super) fn span_at(tokens: &[Token], start: usize) -> Option<(Span, usize)> {
    let mut at = start;
    let open = tokens.get(at)?.kind == Kind::Open;
    at += usize::from(open);
    let min = tokens.get(at)?.number()?;
    at += 1 + usize::from(is_unit(tokens, at + 1));
    let between = match tokens.get(at)?.kind {
        Kind::Cue(Cue::To) | Kind::Dash => true,
        Kind::Cue(Cue::And) => start > 0,
        Kind::Comma => open,
        _ => false,
    };
    let max = tokens.get(at + 1)?.number().filter(|_| between)?;
    at += 2;
    at += usize::from(is_unit(tokens, at));
    at += usize::from(open && tokens.get(at).is_some_and(|token| token.kind == Kind::Close));
    Some((Span::both(min, max), at))
}

/// Where the range begins that a sentence ends with in brackets: `Days to keep it (1 to 14 days)`, `(range: 1 to 14)`.
pub(super) fn range_in_brackets(tokens: &[Token], open: usize, phrase: &Phrase) -> Option<usize> {
    let colon = tokens.iter().skip(open).take(4).position(|token| token.kind == Kind::Colon).map(|at| open + at);
    let text = |colon: usize| &phrase.text[tokens[open].span.end..tokens[colon].span.start];
    let labelled = colon.filter(|&colon| vocabulary::label(text(colon)) == Some(Label::Range));
    let from = labelled.unwrap_or(open) + 1;
    let from = from + usize::from(tokens.get(from).is_some_and(|token| token.is(Cue::From)));
    let last = tokens.len().saturating_sub(1);
    let is_last = span_at(tokens, from).is_some_and(|(_, end)| end == last) && tokens[last].kind == Kind::Close;
    is_last.then_some(from)
}

/// Whether a sentence is nothing but a range: `40-4000, in GB`.
pub(super) fn is_range_alone(tokens: &[Token], phrase: &Phrase) -> bool {
    let is_unit = |token: &Token| vocabulary::unit(&phrase.text[token.span.clone()]).is_some();
    let says_nothing =
        |token: &Token| matches!(token.kind, Kind::Comma | Kind::Open | Kind::Close | Kind::Cue(Cue::In));
    let rest = |(_, end): (Span, usize)| tokens[end..].iter().all(|token| says_nothing(token) || is_unit(token));
    span_at(tokens, 0).is_some_and(rest)
}

/// Whether the numbers of a range are in one unit; `15 minutes to 24 hours` are not.
pub(super) fn has_one_unit(tokens: &[Token], phrase: &Phrase) -> bool {
    let text = |token: &Token| vocabulary::unit(&phrase.text[token.span.clone()]);
    let mut units = tokens.iter().filter(|token| token.number().is_none()).filter_map(text);
    let first = units.next();
    units.all(|unit| Some(unit) == first)
}

fn is_unit(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Cue(Cue::Bytes)))
}

/// Whether further numbers follow: `1 to 5, or 10`.
pub(super) fn goes_on(tokens: &[Token], at: usize) -> bool {
    let parted =
        matches!(tokens.get(at), Some(token) if matches!(token.kind, Kind::Comma | Kind::Cue(Cue::Or | Cue::And)));
    let mut rest = tokens
        .iter()
        .skip(at)
        .skip_while(|token| matches!(token.kind, Kind::Comma | Kind::Cue(Cue::Or | Cue::And | Cue::From)));
    parted && rest.next().is_some_and(|token| token.number().is_some())
}

/// A sentence without the clause that tells the default at its end: `ranges from 1 to 9 and is 5 by default`.
pub(super) fn without_default(tokens: &[Token]) -> &[Token] {
    match tokens {
        [before @ .., and, is, number, by]
            if by.is(Cue::ByDefault)
                && number.number().is_some()
                && is.is(Cue::Is)
                && matches!(and.kind, Kind::Comma | Kind::Cue(Cue::And)) =>
        {
            before
        }
        _ => tokens,
    }
}
