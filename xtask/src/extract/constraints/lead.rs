//! What stands before a list: whether it announces values, says nothing about them, or leads to something else.
//!
//! Comes in as the phrase before the list and the label of their part. Knows nothing of the items.

use crate::vocabulary::{self, Cue, Label};

use super::conditions::is_conditional;
use super::piece::Phrase;
use super::sentence::{self, Kind, Token};

/// What stands before a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// It announces values.
    Values,
    /// It says nothing about the list.
    Neutral,
    /// It announces something else.
    Other,
}

/// What the phrase before a list says about it, in a part with a label.
pub(super) fn lead(label: Option<Label>, phrase: Option<&Phrase>) -> Lead {
    if matches!(label, Some(Label::Constraints | Label::Note | Label::Example)) {
        return Lead::Other;
    }
    let Some(phrase) = phrase else {
        return if label == Some(Label::Range) { Lead::Values } else { Lead::Neutral };
    };
    let tokens = sentence::tokens(phrase);
    let leads = phrase.text.trim_end().ends_with([':', '：']);
    let mut sentences = tokens.split(|token| token.kind == Kind::Stop).filter(|tokens| !tokens.is_empty());
    let last = sentences.rfind(|tokens| leads || !says_where_to_read_on(tokens, phrase)).unwrap_or_default();
    if !leads && is_apart(last, phrase) {
        return if label == Some(Label::Range) { Lead::Values } else { Lead::Neutral };
    }
    let made = last.iter().rposition(|token| token.is(Cue::Made));
    let values = last.iter().rposition(|token| token.is(Cue::Values));
    match (values, made) {
        _ if sentence::has(last, Cue::Deprecated) => Lead::Other,
        _ if sentence::has(last, Cue::Example) => Lead::Other,
        _ if is_conditional(last, phrase) && !is_whether(last, phrase) => Lead::Other,
        (Some(values), Some(made)) if made > values => Lead::Other,
        (Some(_), _) => Lead::Values,
        (None, Some(_)) => Lead::Other,
        (None, None) if label == Some(Label::Range) => Lead::Values,
        (None, None) => Lead::Neutral,
    }
}

/// Whether a condition is one of what the value is about, and not of the value: `whether it is kept when it fails`.
fn is_whether(tokens: &[Token], phrase: &Phrase) -> bool {
    let is_whether = |token: &Token| phrase.text[token.span.clone()].eq_ignore_ascii_case("whether");
    let at = tokens.iter().position(is_whether);
    at.is_some_and(|at| !sentence::has(&tokens[..at], Cue::Condition))
}

/// `For details, see …`
fn says_where_to_read_on(tokens: &[Token], phrase: &Phrase) -> bool {
    let words: Vec<&str> = tokens.iter().take(3).map(|token| &phrase.text[token.span.clone()]).collect();
    vocabulary::refers_onward(&words)
}

/// Whether a sentence has a condition and stands for itself: `This is returned only when …`, `It counts the laps when …`,
/// and what is taken where nothing is given. One that begins with another condition leads to what holds then.
fn is_apart(tokens: &[Token], phrase: &Phrase) -> bool {
    let opening = tokens.first().map_or("", |token| &phrase.text[token.span.clone()]);
    let opens = vocabulary::opens_a_case(opening) || tokens.first().is_some_and(|token| token.is(Cue::Condition));
    let is_default = sentence::has(tokens, Cue::Unset)
        && (sentence::has(tokens, Cue::ByDefault) || sentence::has(tokens, Cue::Default));
    let says_nothing_else =
        ![Cue::Values, Cue::Made, Cue::Example, Cue::Deprecated].into_iter().any(|cue| sentence::has(tokens, cue));
    says_nothing_else && is_conditional(tokens, phrase) && (!opens || is_default)
}
