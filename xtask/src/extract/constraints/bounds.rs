//! Labels and sentences to limits: of the length of a text, of a number, of the number of items.
//!
//! Labels decide. Sentences count where they hold without a condition and do not contradict each other.

use hwc_model::{Bounds, Number, Type};

use crate::extract::value_type::TypeExpr;
use crate::lint::{Finding, Lint};
use crate::vocabulary::{self, Cue, Label};

use super::comparison::{self, binds, is_about_the_value};
use super::items::items;
use super::lengths::length;
use super::piece::{Item, List, Phrase};
use super::sentence::{self, Kind, Token};

/// What limits of a type are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Characters of a text.
    Length,
    /// A whole number.
    Integer,
    /// A number.
    Float,
    /// Items of a list.
    Items,
    /// Nothing that has limits.
    Nothing,
}

impl Measure {
    pub(super) fn of(ty: &TypeExpr) -> Measure {
        match ty {
            TypeExpr::Scalar(Type::String) | TypeExpr::Absent => Measure::Length,
            TypeExpr::Scalar(Type::Integer | Type::Long) => Measure::Integer,
            TypeExpr::Scalar(Type::Float | Type::Double) => Measure::Float,
            TypeExpr::Array(_) => Measure::Items,
            _ => Measure::Nothing,
        }
    }

    pub(super) fn is_number(self) -> bool {
        matches!(self, Measure::Integer | Measure::Float)
    }
}

/// Two limits, as far as they are stated.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Span {
    pub min: Option<Number>,
    pub max: Option<Number>,
}

impl Span {
    pub(super) fn both(min: Number, max: Number) -> Span {
        Span { min: Some(min), max: Some(max) }
    }

    pub(super) fn least(min: Number) -> Span {
        Span { min: Some(min), max: None }
    }

    pub(super) fn most(max: Number) -> Span {
        Span { min: None, max: Some(max) }
    }

    fn is_empty(&self) -> bool {
        *self == Span::default()
    }
}

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

pub(super) fn as_float(number: Number) -> f64 {
    match number {
        Number::Integer(number) => number as f64,
        Number::Float(number) => number,
    }
}

pub(super) fn show(number: Number) -> String {
    match number {
        Number::Integer(number) => number.to_string(),
        Number::Float(number) => number.to_string(),
    }
}

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

/// A sentence without the clause that tells the default at its end: `ranges from 1 to 9 and is 5 by default`.
fn without_default(tokens: &[Token]) -> &[Token] {
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
fn range_in_brackets(tokens: &[Token], open: usize, phrase: &Phrase) -> Option<usize> {
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
fn is_range_alone(tokens: &[Token], phrase: &Phrase) -> bool {
    let is_unit = |token: &Token| vocabulary::unit(&phrase.text[token.span.clone()]).is_some();
    let says_nothing =
        |token: &Token| matches!(token.kind, Kind::Comma | Kind::Open | Kind::Close | Kind::Cue(Cue::In));
    let rest = |(_, end): (Span, usize)| tokens[end..].iter().all(|token| says_nothing(token) || is_unit(token));
    span_at(tokens, 0).is_some_and(rest)
}

/// Whether the numbers of a range are in one unit; `15 minutes to 24 hours` are not.
fn has_one_unit(tokens: &[Token], phrase: &Phrase) -> bool {
    let text = |token: &Token| vocabulary::unit(&phrase.text[token.span.clone()]);
    let mut units = tokens.iter().filter(|token| token.number().is_none()).filter_map(text);
    let first = units.next();
    units.all(|unit| Some(unit) == first)
}

fn is_unit(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Cue(Cue::Bytes)))
}

/// Whether further numbers follow: `1 to 5, or 10`.
fn goes_on(tokens: &[Token], at: usize) -> bool {
    let parted =
        matches!(tokens.get(at), Some(token) if matches!(token.kind, Kind::Comma | Kind::Cue(Cue::Or | Cue::And)));
    let mut rest = tokens
        .iter()
        .skip(at)
        .skip_while(|token| matches!(token.kind, Kind::Comma | Kind::Cue(Cue::Or | Cue::And | Cue::From)));
    parted && rest.next().is_some_and(|token| token.number().is_some())
}
