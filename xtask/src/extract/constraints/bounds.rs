//! Labels and sentences to limits: of the length of a text, of a number, of the number of items.
//!
//! Labels decide. Sentences count where they hold without a condition and do not contradict each other.

use hwc_model::{Bounds, Number};

use crate::lint::{Finding, Lint};
use crate::vocabulary::{Cue, Label};

use super::comparison::{self, binds, is_about_the_value};
use super::conditions::is_conditional;
use super::items::items;
use super::lengths::length;
use super::measure::{Measure, Span, as_float, show};
use super::piece::Phrase;
use super::ranges::{goes_on, has_one_unit, is_range_alone, range_in_brackets, span_at, without_default};
use super::sentence::{self, Kind, Token};

/// Gathers what labels and sentences say.
pub(super) struct Limits {
    measure: Measure,
    labelled: Span,
    prose: Vec<(Span, u32)>,
    /// A sentence forbids numbers below 0: so it is, unless another one tells a minimum.
    not_negative: bool,
    /// Numbers that sentences speak of as values.
    allowed: Vec<Number>,
    /// Labels that say explicitly what they measure.
    lengths: Span,
    items: Span,
    line: u32,
    findings: Vec<Finding>,
}

impl Limits {
    pub(super) fn new(measure: Measure) -> Limits {
        let (labelled, lengths, items) = Default::default();
        let (prose, allowed, findings) = Default::default();
        Limits { measure, labelled, prose, not_negative: false, allowed, lengths, items, line: 0, findings }
    }

    /// A labelled limit: `Minimum: 3`, `Array Length: 0 - 300`.
    pub(super) fn label(&mut self, label: Label, phrase: &Phrase) {
        self.line = phrase.line;
        let tokens = sentence::tokens(phrase);
        let span = self.labelled_span(label, &tokens, phrase);
        let Span { min, max } = self.within_64_bits(span, phrase);
        let place = match (label, self.measure) {
            (Label::ArrayLength, _) => &mut self.items,
            (Label::MinLength | Label::MaxLength | Label::Length, Measure::Length | Measure::Nothing) => {
                &mut self.lengths
            }
            (Label::MinLength | Label::MaxLength | Label::Length, Measure::Items) => &mut self.items,
            _ => &mut self.labelled,
        };
        place.min = place.min.or(min);
        place.max = place.max.or(max);
    }

    fn labelled_span(&self, label: Label, tokens: &[Token], phrase: &Phrase) -> Span {
        let first = tokens.first().and_then(Token::number);
        match label {
            Label::Minimum | Label::MinLength => Span { min: first, max: None },
            Label::Maximum | Label::MaxLength => Span { min: None, max: first },
            _ => {
                let exact = match tokens {
                    [number, unit] if label == Label::Length && unit.is(Cue::Characters) => number.number(),
                    _ => None,
                };
                let span = span_at(tokens, 0).map(|(span, _)| span).or_else(|| length(tokens, phrase));
                span.or_else(|| exact.map(|exact| Span::both(exact, exact))).unwrap_or_default()
            }
        }
    }

    /// A sentence of prose; in the part "Range" its wording may be shorter.
    pub(super) fn sentence(&mut self, tokens: &[Token], phrase: &Phrase, in_range: bool) {
        let digits = tokens
            .iter()
            .any(|token| matches!(token.kind, Kind::Number(_) | Kind::Cue(Cue::Positive | Cue::NonNegative)))
            || [Cue::NotNegative, Cue::NotEmpty].into_iter().any(|cue| sentence::has(tokens, cue));
        if digits {
            self.allowed.extend((0..tokens.len()).filter_map(|at| comparison::value_at(tokens, at)));
        }
        if !digits || is_conditional(tokens, phrase) {
            return;
        }
        self.not_negative |= self.measure.is_number() && sentence::has(tokens, Cue::NotNegative);
        let span = match self.measure {
            Measure::Length => length(tokens, phrase),
            Measure::Integer | Measure::Float => {
                self.values(tokens, phrase, in_range || is_range_alone(tokens, phrase))
            }
            Measure::Items => items(tokens, phrase),
            Measure::Nothing => None,
        };
        if let Some(span) = span.filter(|span| !span.is_empty()) {
            let span = self.within_64_bits(span, phrase);
            self.prose.push((span, phrase.line));
        }
    }

    /// Limits of a number in a sentence.
    fn values(&self, tokens: &[Token], phrase: &Phrase, in_range: bool) -> Option<Span> {
        let tokens = without_default(tokens);
        let others = [Cue::Characters, Cue::Example, Cue::Part, Cue::ByDefault];
        if others.into_iter().any(|cue| sentence::has(tokens, cue)) {
            return None;
        }
        let mut found = Span::default();
        for at in 0..tokens.len() {
            let span = self.value_at(tokens, at, phrase, in_range)?;
            found.min = found.min.or(span.min);
            found.max = found.max.or(span.max);
        }
        Some(found)
    }

    /// What the tokens from `at` limit; none where they say something that limits cannot.
    fn value_at(&self, tokens: &[Token], at: usize, phrase: &Phrase, in_range: bool) -> Option<Span> {
        let token = &tokens[at];
        let bare = in_range && at == 0;
        let before = at.checked_sub(1).map(|at| tokens[at].kind);
        let ranged = match token.kind {
            Kind::Cue(Cue::Ranges) if before != Some(Kind::Cue(Cue::Default)) => Some(at + 1),
            Kind::Cue(Cue::From)
                if matches!(before, None | Some(Kind::Comma | Kind::Colon | Kind::Cue(Cue::Is | Cue::Must))) =>
            {
                Some(at + 1)
            }
            Kind::Number(_) | Kind::Open if bare => Some(at),
            Kind::Open => range_in_brackets(tokens, at, phrase),
            _ => None,
        };
        if let Some(start) = ranged {
            let start =
                start + usize::from(tokens.get(start).is_some_and(|token| token.is(Cue::From) || token.is(Cue::Is)));
            return match span_at(tokens, start).filter(|(_, next)| has_one_unit(&tokens[start..*next], phrase)) {
                Some((_, next)) if goes_on(tokens, next) => None,
                Some((span, _)) => Some(span),
                None => Some(Span::default()),
            };
        }
        let sign =
            comparison::sign(&phrase.text[token.span.clone()]).filter(|_| is_about_the_value(&tokens[..at], phrase));
        if let Some(cue) = sign {
            return Some(self.compared(cue, tokens.get(at + 1).and_then(Token::number)).unwrap_or_default());
        }
        Some(self.limit_at(tokens, at, phrase, in_range).unwrap_or_default())
    }

    /// What a comparison with a number says.
    fn compared(&self, cue: Cue, number: Option<Number>) -> Option<Span> {
        let step = |by: i64| match number? {
            Number::Integer(number) if self.measure == Measure::Integer => number.checked_add(by).map(Number::Integer),
            _ => None,
        };
        match cue {
            Cue::AtLeast => number.map(Span::least),
            Cue::UpTo => number.map(Span::most),
            Cue::Above => step(1).map(Span::least),
            Cue::Below => step(-1).map(Span::most),
            _ => None,
        }
    }

    /// One limit: `the minimum value is 1`, `cannot exceed 60`, `must be greater than 0`.
    fn limit_at(&self, tokens: &[Token], at: usize, phrase: &Phrase, in_range: bool) -> Option<Span> {
        let Kind::Cue(cue) = tokens[at].kind else { return None };
        if at > 0 && tokens[at - 1].is(Cue::Default) {
            return None;
        }
        let mut next = at + 1;
        let is = tokens.get(next).is_some_and(|token| token.is(Cue::Is) || token.kind == Kind::Colon);
        next += usize::from(is);
        let number = tokens.get(next).and_then(Token::number);
        match cue {
            Cue::Minimum if is => number.map(Span::least),
            Cue::Maximum if is => number.map(Span::most),
            Cue::NotBelow => number.map(Span::least),
            Cue::NotAbove => number.map(Span::most),
            Cue::Positive if binds(tokens, at, phrase, in_range) => Some(Span::least(Number::Integer(1))),
            Cue::NonNegative if binds(tokens, at, phrase, in_range) => Some(Span::least(Number::Integer(0))),
            _ if binds(tokens, at, phrase, in_range) => self.compared(cue, number),
            _ => None,
        }
    }

    /// The same limits without those that no 64 bits hold.
    fn within_64_bits(&mut self, span: Span, phrase: &Phrase) -> Span {
        let mut keep = |number: Option<Number>| match number? {
            Number::Float(float) if float.abs() >= i64::MAX as f64 => {
                let found = format!("the bound is `{}`", phrase.text);
                self.findings.push(Finding::new(Lint::BoundBeyondRange, phrase.line, found, "a bound within 64 bits"));
                None
            }
            Number::Float(float) if self.measure != Measure::Float => {
                (float.fract() == 0.0).then_some(Number::Integer(float as i64))
            }
            number => Some(number),
        };
        Span { min: keep(span.min), max: keep(span.max) }
    }

    /// The limits, and what is wrong with them.
    pub(super) fn finish(mut self, pattern: Option<String>) -> (Bounds, Vec<Finding>) {
        let prose = self.agreed();
        if self.measure == Measure::Length {
            let Span { min, max } = self.lengths;
            self.labelled = Span { min: self.labelled.min.or(min), max: self.labelled.max.or(max) };
        }
        let labelled = self.labelled;
        self.compare(labelled, prose);
        let zero = self.not_negative.then_some(Number::Integer(0));
        let whole = Span { min: labelled.min.or(prose.min).or(zero), max: labelled.max.or(prose.max) };
        let mut bounds = Bounds { pattern, ..Bounds::default() };
        match self.measure {
            Measure::Length => {
                bounds.min_length = count(whole.min);
                bounds.max_length = count(whole.max);
            }
            Measure::Integer | Measure::Float => (bounds.min, bounds.max) = (whole.min, whole.max),
            Measure::Items => {
                bounds.min_items = count(self.items.min.or(whole.min));
                bounds.max_items = count(self.items.max.or(whole.max));
            }
            Measure::Nothing => {}
        }
        self.cross(&mut bounds);
        (bounds, self.findings)
    }

    /// What all sentences agree on, and no value that one of them speaks of contradicts.
    fn agreed(&self) -> Span {
        let agree = |pick: fn(&Span) -> Option<Number>| {
            let mut found = self.prose.iter().filter_map(|(span, _)| pick(span));
            let first = found.next()?;
            found.all(|number| number == first).then_some(first)
        };
        let size = |number: &Number| match self.measure {
            Measure::Length => Some(show(*number).len() as f64),
            Measure::Integer | Measure::Float => Some(as_float(*number)),
            Measure::Items | Measure::Nothing => None,
        };
        let allows = |is_outside: &dyn Fn(f64) -> bool| !self.allowed.iter().filter_map(size).any(is_outside);
        let min = agree(|span| span.min).filter(|min| allows(&|size| size < as_float(*min)));
        Span { min, max: agree(|span| span.max).filter(|max| allows(&|size| size > as_float(*max))) }
    }

    fn compare(&mut self, labelled: Span, prose: Span) {
        let line = self.prose.first().map_or(self.line, |(_, line)| *line);
        let sides = [(labelled.min, prose.min, "minimum"), (labelled.max, prose.max, "maximum")];
        for (labelled, prose, side) in sides {
            if let (Some(labelled), Some(prose)) = (labelled, prose)
                && labelled != prose
                && !(side == "minimum" && labelled == Number::Integer(0))
            {
                let found = format!("the text says that the {side} is {}", show(prose));
                self.findings.push(Finding::new(
                    Lint::BoundContradicted,
                    line,
                    found,
                    format!("{}, as stated", show(labelled)),
                ));
            }
        }
    }

    /// Limits of which the smaller is the larger are no limits.
    fn cross(&mut self, bounds: &mut Bounds) {
        let values = bounds.min.zip(bounds.max).filter(|(min, max)| as_float(*min) > as_float(*max)).is_some();
        let lengths = bounds.min_length.zip(bounds.max_length).filter(|(min, max)| min > max).is_some();
        let items = bounds.min_items.zip(bounds.max_items).filter(|(min, max)| min > max).is_some();
        if values || lengths || items {
            let expected = "a minimum that is not larger than the maximum";
            self.findings.push(Finding::new(
                Lint::BoundsCrossed,
                self.line,
                "the minimum is larger than the maximum",
                expected,
            ));
            *bounds = Bounds { pattern: bounds.pattern.take(), ..Bounds::default() };
        }
    }

    /// Whether the value is a number.
    pub(super) fn is_number(&self) -> bool {
        self.measure.is_number()
    }
}

fn count(number: Option<Number>) -> Option<u64> {
    match number? {
        Number::Integer(number) => u64::try_from(number).ok(),
        Number::Float(_) => None,
    }
}
