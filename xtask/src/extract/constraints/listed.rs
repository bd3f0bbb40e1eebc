//! Values that a sentence lists: `A, B, or C (default)`.
//!
//! Comes in as the tokens behind what announces values; goes out as candidates, none where anything else stands among them.

use crate::vocabulary::Cue;

use super::candidate::{self, Candidate};
use super::piece::Phrase;
use super::sentence::{Kind, Token};

/// Values that the tokens list to the end of the sentence: `A, B, or C (default)`.
pub(super) fn values_from(tokens: &[Token], phrase: &Phrase) -> Option<Vec<Candidate>> {
    let tokens = without_brackets(tokens);
    let mut values = Vec::new();
    let mut at =
        usize::from(tokens.first().is_some_and(|token| matches!(token.kind, Kind::Colon | Kind::Cue(Cue::Is))));
    loop {
        let (mut value, next) = value_at(tokens, at, phrase)?;
        at = next;
        if tokens.get(at).is_some_and(|token| token.kind == Kind::Open) {
            let close = tokens.iter().skip(at).position(|token| token.kind == Kind::Close)? + at;
            value.meaning = Some(phrase.text[tokens[at].span.end..tokens[close].span.start].trim().to_owned());
            at = close + 1;
        }
        values.push(value);
        if tokens.get(at).is_some_and(|token| phrase.text[token.span.clone()].eq_ignore_ascii_case("only")) {
            at += 1;
        }
        let separator = at;
        while tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Comma | Kind::Cue(Cue::And | Cue::Or))) {
            at += 1;
        }
        match tokens.get(at).map(|token| token.kind) {
            None | Some(Kind::Stop | Kind::Close) => break,
            // `A or B, indicating …`
            Some(Kind::Cue(Cue::Default | Cue::Means | Cue::Depending)) if at > separator => break,
            Some(_) if at > separator => {}
            Some(_) => return None,
        }
    }
    (values.len() > 1).then_some(values)
}

/// The tokens inside of brackets that stand around all of them: `[a, b]`; `[1, 9]` is a range.
fn without_brackets(tokens: &[Token]) -> &[Token] {
    match tokens {
        [open, inner @ .., close]
            if open.kind == Kind::Open
                && close.kind == Kind::Close
                && inner.iter().all(|token| token.number().is_none()) =>
        {
            inner
        }
        _ => tokens,
    }
}

/// Whether a word that announces something elsewhere is one of several that are listed: `max, min or sum`.
fn is_listed(tokens: &[Token], at: usize, phrase: &Phrase) -> bool {
    let parts = |token: &Token| matches!(token.kind, Kind::Comma | Kind::Cue(Cue::And | Cue::Or));
    let is_word = matches!(tokens[at].kind, Kind::Cue(Cue::Maximum | Cue::Minimum | Cue::Default | Cue::Part))
        && !phrase.text[tokens[at].span.clone()].contains(' ');
    let behind = tokens.get(at + 1).is_some_and(parts);
    let before = at.checked_sub(1).is_some_and(|before| parts(&tokens[before]));
    is_word && (behind || before && tokens.get(at + 1).is_none_or(|token| token.kind == Kind::Stop))
}

/// One value: a mark, a word or a number.
pub(super) fn value_at(tokens: &[Token], at: usize, phrase: &Phrase) -> Option<(Candidate, usize)> {
    let first = tokens.get(at)?;
    let mut end = at + 1;
    let mut last = first;
    while first.mark > 0
        && let Some(token) = tokens.get(end).filter(|token| token.mark == first.mark)
    {
        last = token;
        end += 1;
    }
    if !matches!(first.kind, Kind::Word | Kind::Number(_)) && !is_listed(tokens, at, phrase) {
        return None;
    }
    let versions = end_of_versions(tokens, at, phrase).filter(|_| first.mark == 0);
    if let Some(behind) = versions {
        end = behind;
        last = tokens.get(behind - 1)?;
    }
    let value = phrase.text[first.span.start..last.span.end].to_owned();
    let known = first.mark > 0 || versions.is_some() || candidate::is_token(&value);
    known.then_some((Candidate { value, meaning: None, marked: first.mark > 0, line: phrase.line }, end))
}

/// Where versions of one name end that begin at a token, as one value with blanks: `TLS 1.2`, `TLS 1.2 TLS 1.1`.
pub(super) fn end_of_versions(tokens: &[Token], at: usize, phrase: &Phrase) -> Option<usize> {
    let text = |token: &Token| &phrase.text[token.span.clone()];
    let name = text(tokens.get(at)?);
    if name.len() < 2 || !name.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let is_version = |pair: &[Token]| match pair {
        [first, number] => text(first) == name && number.number().is_some() && text(number).contains('.'),
        _ => false,
    };
    let versions = tokens[at..].chunks(2).take_while(|pair| is_version(pair)).count();
    (versions > 0).then_some(at + 2 * versions)
}
