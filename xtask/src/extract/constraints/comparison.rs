//! Whether a limit in a sentence is one of the whole value: `must be greater than 0`, `>= 1`, `an integer up to 9`.
//!
//! Comes in as the tokens before the limit; knows nothing of what the limit is.

use hwc_model::Number;

use crate::vocabulary::{self, Cue};

use super::piece::Phrase;
use super::sentence::{Kind, Token};

/// The comparison that a sign stands for.
pub(super) fn sign(text: &str) -> Option<Cue> {
    match text {
        ">=" | "≥" | "=>" => Some(Cue::AtLeast),
        "<=" | "≤" | "=<" => Some(Cue::UpTo),
        ">" => Some(Cue::Above),
        "<" => Some(Cue::Below),
        _ => None,
    }
}

/// The number at a place that a sentence speaks of as a value: `can be set to 0`, `-1 indicates`, `0 is returned`.
pub(super) fn value_at(tokens: &[Token], at: usize) -> Option<Number> {
    let number = tokens.get(at)?.number()?;
    let before = |back: usize| at.checked_sub(back).map(|at| tokens[at].kind);
    let is_told = match before(1) {
        Some(Kind::Cue(Cue::Values | Cue::CanBe)) => true,
        // `can be set to 0`, and not `from 1 to 9`.
        Some(Kind::Cue(Cue::To)) => before(2) == Some(Kind::Word) && !matches!(before(3), Some(Kind::Number(_))),
        Some(Kind::Cue(Cue::Is)) => !matches!(before(2), Some(Kind::Cue(Cue::Minimum | Cue::Maximum | Cue::Length))),
        _ => false,
    };
    let behind = match tokens.get(at + 1).map(|token| token.kind) {
        Some(Kind::Cue(Cue::Means)) => matches!(before(1), None | Some(Kind::Comma | Kind::Open | Kind::Cue(Cue::And))),
        Some(Kind::Cue(Cue::Is)) => matches!(before(1), None | Some(Kind::Comma)),
        _ => false,
    };
    // `can be 1 to 9` is a range, `can be 9 characters` a length.
    let measures = |token: &Token| token.is(Cue::To) || token.is(Cue::Characters) || token.kind == Kind::Dash;
    ((is_told || behind) && !tokens.get(at + 1).is_some_and(measures)).then_some(number)
}

/// Whether the tokens before a sign say no more than that the value follows: nothing, `the value must be`, `>= 0 and`.
pub(super) fn is_about_the_value(before: &[Token], phrase: &Phrase) -> bool {
    before.iter().all(|token| match token.kind {
        Kind::Word => {
            let text = &phrase.text[token.span.clone()];
            vocabulary::is_article(text)
                || vocabulary::is_number(text)
                || vocabulary::is_value(text)
                || sign(text).is_some()
        }
        Kind::Number(_) | Kind::Colon | Kind::Comma => true,
        Kind::Cue(cue) => matches!(cue, Cue::Is | Cue::Must | Cue::Values | Cue::Subject | Cue::Ranges | Cue::And),
        _ => false,
    })
}

/// Whether the limit at a place binds the value. In a part about the range, nothing needs to stand before it.
pub(super) fn binds(tokens: &[Token], at: usize, phrase: &Phrase, in_range: bool) -> bool {
    let text = |token: &Token| &phrase.text[token.span.clone()];
    let is_noun = |token: &Token| match token.kind {
        Kind::Word => vocabulary::is_article(text(token)) || vocabulary::is_number(text(token)),
        kind => kind == Kind::Cue(Cue::Positive),
    };
    let nouns = tokens[..at].iter().rev().take_while(|token| is_noun(token)).count();
    let Some((last, before)) = tokens[..at - nouns].split_last() else {
        // `An integer greater than 0`, and not `An integer greater than 0 means …`.
        let is_alone = at == 0 && (in_range || ends_clause(tokens, at + 2));
        return is_alone || nouns > 0 && ends_clause(tokens, at + 2);
    };
    let is_upper = tokens[at].is(Cue::UpTo);
    let says_must = |token: &Token| {
        let said = text(token).to_ascii_lowercase();
        ["must", "should", "only"].iter().any(|word| said.contains(word))
    };
    match last.kind {
        Kind::Cue(Cue::Must) => true,
        Kind::Cue(Cue::Values | Cue::CanBe) => is_upper || says_must(last),
        Kind::Cue(Cue::Is) => is_value(before, phrase),
        Kind::Cue(Cue::Ranges) => true,
        // `Count, greater than or equal to 0`: a clause that says no more.
        Kind::Comma | Kind::Colon => compares(&tokens[at]) && ends_clause(tokens, at + 2),
        _ => false,
    }
}

/// Whether a token compares in words that fit no verb: `greater than or equal to`, `大于等于`.
fn compares(token: &Token) -> bool {
    matches!(token.kind, Kind::Cue(Cue::AtLeast | Cue::UpTo | Cue::Above | Cue::Below))
}

/// `The value`, `This parameter`, and no more.
fn is_value(tokens: &[Token], phrase: &Phrase) -> bool {
    let text = |token: &Token| &phrase.text[token.span.clone()];
    match tokens {
        [value] => value.is(Cue::Subject) || vocabulary::is_value(text(value)),
        [article, value] => vocabulary::is_article(text(article)) && vocabulary::is_value(text(value)),
        _ => false,
    }
}

fn ends_clause(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_none_or(|token| matches!(token.kind, Kind::Comma | Kind::Close | Kind::Cue(Cue::And)))
}
