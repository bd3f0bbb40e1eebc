//! Sentences to the number of items of a list: `up to 10 tags can be added`, `the list cannot be empty`.
//!
//! Comes in as the tokens of a sentence that holds without a condition; goes out as a span. A sentence about what one
//! item holds says nothing about the list.

use hwc_model::Number;

use crate::vocabulary::{self, Cue};

use super::measure::Span;
use super::piece::Phrase;
use super::sentence::{self, Kind, Token};

/// The number of items that a sentence states.
pub(super) fn items(tokens: &[Token], phrase: &Phrase) -> Option<Span> {
    if [Cue::Example, Cue::ByDefault, Cue::Default].into_iter().any(|cue| sentence::has(tokens, cue)) {
        return None;
    }
    // What follows behind a comma is about something else: `…, and each key can have up to 10 values`.
    let end = tokens.iter().position(|token| token.kind == Kind::Comma).unwrap_or(tokens.len());
    let clause = Clause { tokens: &tokens[..end], phrase };
    if clause.is_about_an_item() || clause.counts_something_else() {
        return None;
    }
    let said = clause.opening().or_else(|| clause.holding()).or_else(|| clause.numbered());
    said.or_else(|| clause.filled()).or_else(|| trailing(tokens))
}

/// `IDs of the kites, 10 at most`, `IDs (10 at most)`.
fn trailing(tokens: &[Token]) -> Option<Span> {
    let tokens = match tokens {
        [inside @ .., close] if close.kind == Kind::Close => inside,
        _ => tokens,
    };
    let [.., before, number, most] = tokens else { return None };
    let is_apart = matches!(before.kind, Kind::Comma | Kind::Open) && most.is(Cue::UpTo);
    let number = number.integer().filter(|_| is_apart)?;
    i64::try_from(number).ok().map(|most| Span::most(Number::Integer(most)))
}

struct Clause<'t> {
    tokens: &'t [Token],
    phrase: &'t Phrase,
}

impl Clause<'_> {
    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.phrase.text[token.span.clone()])
    }

    fn is(&self, at: usize, cue: Cue) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(cue))
    }

    fn number(&self, at: usize) -> Option<Number> {
        self.tokens.get(at)?.integer().and_then(|number| i64::try_from(number).ok()).map(Number::Integer)
    }

    /// `each key`, but for `in each request`, which is about the list.
    fn is_about_an_item(&self) -> bool {
        (0..self.tokens.len())
            .any(|at| vocabulary::is_about_one(self.text(at)) && !vocabulary::is_call(self.text(at + 1)))
    }

    /// Characters, bytes, seconds: nothing that a list has.
    fn counts_something_else(&self) -> bool {
        let is_measure = |at: usize| {
            let unit = vocabulary::unit(self.text(at)).is_some();
            unit || self.is(at, Cue::Characters) || self.is(at, Cue::Bytes)
        };
        sentence::has(self.tokens, Cue::Characters)
            || (1..self.tokens.len()).any(|at| self.number(at - 1).is_some() && is_measure(at))
    }

    /// A count at a place, and the place behind it: `up to 10`, `at least 1`, `1 to 10`.
    fn count_at(&self, at: usize) -> Option<(Span, usize)> {
        if self.is(at, Cue::UpTo) {
            return self.number(at + 1).map(|most| (Span::most(most), at + 2));
        }
        if self.is(at, Cue::AtLeast) {
            return self.number(at + 1).map(|least| (Span::least(least), at + 2));
        }
        let between = self.tokens.get(at + 1).is_some_and(|token| token.kind == Kind::Dash || token.is(Cue::To));
        Some((Span::both(self.number(at)?, self.number(at + 2).filter(|_| between)?), at + 3))
    }

    /// `Up to 10 tags can be added`: only with what is counted. Fewer words do for what is called an item: `1 to 10 items`.
    fn opening(&self) -> Option<Span> {
        let (span, next) = self.count_at(0)?;
        let counted =
            self.tokens.get(next).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Cue(Cue::Part)));
        let is_fit = if self.is(0, Cue::UpTo) { counted } else { vocabulary::is_item(self.text(next)) };
        is_fit.then_some(span)
    }

    /// `You can add up to 10 tags`, `the list can contain 1 to 10 items`, `the value contains at least 1 item`.
    fn holding(&self) -> Option<Span> {
        let verb = (1..self.tokens.len().min(5)).find(|&at| self.is_ability(at) || self.is(at, Cue::Made))?;
        let subject = verb - 1;
        let at = verb + 1 + usize::from(self.is_ability(verb));
        let (span, next) = self.count_at(at)?;
        let holds = self.is(subject, Cue::Subject) || vocabulary::holds_items(self.text(subject));
        let is_value = vocabulary::is_value(self.text(subject)) && vocabulary::is_item(self.text(next));
        (holds || is_value).then_some(span)
    }

    fn is_ability(&self, at: usize) -> bool {
        vocabulary::is_ability(self.text(at))
    }

    /// `The number of tags cannot exceed 10`, `the maximum number of tags is 10`.
    fn numbered(&self) -> Option<Span> {
        let first = usize::from(self.text(0).eq_ignore_ascii_case("the"));
        let maximum = usize::from(self.is(first, Cue::Maximum));
        let counted = first + maximum;
        let is_number = self.is(counted, Cue::Part) && self.text(counted).eq_ignore_ascii_case("number of");
        let is_length = self.is(counted, Cue::Length) && self.tokens.len() > counted + 2;
        if !is_number && !is_length {
            return None;
        }
        let verb = if maximum > 0 { Cue::Is } else { Cue::NotAbove };
        let at = self.tokens.iter().position(|token| token.is(verb))?;
        self.number(at + 1).map(Span::most)
    }

    /// `The list cannot be empty`.
    fn filled(&self) -> Option<Span> {
        let at = self.tokens.iter().position(|token| token.is(Cue::NotEmpty))?;
        let subject = at.checked_sub(1).filter(|_| at <= 2)?;
        vocabulary::is_list(self.text(subject)).then_some(Span::least(Number::Integer(1)))
    }
}
