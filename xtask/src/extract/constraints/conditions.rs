//! Sentences and lists that hold in some cases only, so that nothing in them is true of the value as such.

use crate::vocabulary::{self, Cue};

use super::piece::{Item, List, Phrase};
use super::sentence::{self, Kind, Token};

/// Whether a sentence holds in some cases only, or is about something else than the whole value.
pub(super) fn is_conditional(tokens: &[Token], phrase: &Phrase) -> bool {
    let opening = tokens.first().map_or("", |token| &phrase.text[token.span.clone()]);
    let case = opening.starts_with(char::is_lowercase) && tokens.get(1).is_some_and(|token| token.kind == Kind::Colon);
    case || vocabulary::opens_a_case(opening) || sentence::has(tokens, Cue::Condition)
}

/// Whether the items of a list are about cases: `When type is set to 1, …`.
pub(super) fn are_cases(list: &List) -> bool {
    let is_case = |item: &Item| {
        let tokens = sentence::tokens(&item.head);
        let first = tokens.split(|token| token.kind == Kind::Stop).next().unwrap_or_default();
        first.first().is_some_and(|token| token.is(Cue::Condition)) && is_conditional(first, &item.head)
    };
    !list.items.is_empty() && list.items.iter().all(is_case)
}
