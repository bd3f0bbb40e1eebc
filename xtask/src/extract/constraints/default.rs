//! Labels and sentences to the default: `Default: 20`, "the default value is 20", "the value is 20 by default".

use hwc_model::{Bounds, EnumValue, Number, Scalar, Type};

use crate::extract::value_type::TypeExpr;
use crate::lint::{Finding, Lint};
use crate::vocabulary::{self, Cue};

use super::comparison;
use super::conditions;
use super::enumeration::Enumeration;
use super::listed;
use super::measure;
use super::number;
use super::part::Part;
use super::piece::{Phrase, Piece};
use super::sentence::{self, Kind, Token};

/// Longer texts under the label are explanations.
const MOST_WORDS: usize = 3;

/// Gathers defaults.
#[derive(Debug, Default)]
pub(super) struct Defaults {
    labelled: Option<Scalar>,
    told: Vec<Scalar>,
    line: u32,
    findings: Vec<Finding>,
}

impl Defaults {
    /// The part "Default value". True where nothing is left to say about it.
    pub(super) fn label(&mut self, part: &Part, ty: &TypeExpr) -> bool {
        let phrase = match part.pieces.first() {
            Some(Piece::Phrase(phrase)) => phrase,
            Some(Piece::List(list)) if list.items.len() == 1 => &list.items[0].head,
            _ => return part.pieces.is_empty(),
        };
        self.line = phrase.line;
        if phrase.text.is_empty() || vocabulary::is_nothing(&phrase.text) {
            return part.pieces.len() == 1;
        }
        let value = whole(phrase, ty);
        let is_value = value.is_some();
        if value.is_none() && candidate_word(&phrase.text) && is_number_or_truth(ty) {
            let found = format!("the default is `{}`", phrase.text);
            self.findings.push(Finding::new(
                Lint::DefaultTypeDiffers,
                phrase.line,
                found,
                "a default of the stated type",
            ));
        }
        self.labelled = self.labelled.take().or(value);
        is_value && part.pieces.len() == 1
    }

    /// A sentence.
    pub(super) fn sentence(&mut self, tokens: &[Token], phrase: &Phrase, ty: &TypeExpr) {
        let conditional = conditions::is_conditional(tokens, phrase) && !sentence::has(tokens, Cue::Unset);
        if conditional || sentence::has(tokens, Cue::Example) {
            return;
        }
        // `The value of Default is 10`: that is what a value of this name stands for.
        let is_a_name = |at: usize| {
            let before = at.checked_sub(1).map(|before| &phrase.text[tokens[before].span.clone()]);
            before.is_some_and(|before| before.eq_ignore_ascii_case("of"))
        };
        let places = tokens.iter().enumerate().filter(|&(at, token)| token.is(Cue::Default) && !is_a_name(at));
        let mut told: Vec<Scalar> = places.filter_map(|(at, _)| after(tokens, at, phrase, ty)).collect();
        if told.is_empty() {
            let at = tokens.iter().position(|token| token.is(Cue::ByDefault));
            told.extend(at.and_then(|at| before(tokens, at, phrase, ty)).or_else(|| opening(tokens, phrase, ty)));
        }
        if !told.is_empty() {
            self.told.append(&mut told);
            self.line = phrase.line;
        }
    }

    /// The default, where all places agree; the label counts most. A list that does not decide is none of values where
    /// the default is not in it.
    pub(super) fn finish(mut self, bounds: &Bounds, found: &mut Enumeration) -> (Option<Scalar>, Vec<Finding>) {
        let first = self.told.first().cloned();
        let agreed = first.filter(|first| self.told.iter().all(|told| told == first));
        let default = self.labelled.or(agreed).or(found.default.take());
        if !found.decided
            && default.as_ref().is_some_and(|default| !found.values.iter().any(|value| value.value == *default))
        {
            found.values.clear();
        }
        let values = &found.values;
        if let Some(default) = &default {
            self.findings.extend(contradiction(default, bounds, values, self.line));
        }
        (default, self.findings)
    }
}

/// More values are not told in one line.
const MOST_VALUES: usize = 8;

fn is_number_or_truth(ty: &TypeExpr) -> bool {
    matches!(ty, TypeExpr::Scalar(Type::Integer | Type::Long | Type::Float | Type::Double | Type::Boolean))
}

fn candidate_word(text: &str) -> bool {
    !text.contains(char::is_whitespace) && !text.ends_with('.')
}

/// A default that is not within the bounds, or no allowed value.
fn contradiction(default: &Scalar, bounds: &Bounds, values: &[EnumValue], line: u32) -> Option<Finding> {
    if !values.is_empty() && !values.iter().any(|value| value.value == *default) {
        let found = format!("the default is `{}`", show(default));
        let listed: Vec<String> =
            values.iter().take(MOST_VALUES).map(|value| format!("`{}`", show(&value.value))).collect();
        let more = if values.len() > MOST_VALUES { ", …" } else { "" };
        let expected = format!("one of the listed values: {}{more}", listed.join(", "));
        return Some(Finding::new(Lint::DefaultNotAllowed, line, found, expected));
    }
    let Scalar::Number(number) = default else { return None };
    let number = measure::as_float(*number);
    let outside = bounds.min.is_some_and(|min| number < measure::as_float(min))
        || bounds.max.is_some_and(|max| number > measure::as_float(max));
    outside.then(|| {
        let found = format!("the default is {}", show(default));
        Finding::new(Lint::DefaultOutOfBounds, line, found, format!("a default {}", within(bounds)))
    })
}

fn within(bounds: &Bounds) -> String {
    match (bounds.min.map(measure::show), bounds.max.map(measure::show)) {
        (Some(min), Some(max)) => format!("from {min} to {max}"),
        (Some(min), None) => format!("of at least {min}"),
        (None, Some(max)) => format!("of at most {max}"),
        (None, None) => "within the bounds".to_owned(),
    }
}

fn show(scalar: &Scalar) -> String {
    match scalar {
        Scalar::Bool(value) => value.to_string(),
        Scalar::Number(value) => measure::show(*value),
        Scalar::Text(value) => value.clone(),
    }
}

/// The whole text under a label as a default.
fn whole(phrase: &Phrase, ty: &TypeExpr) -> Option<Scalar> {
    let text = phrase.text.as_str();
    if vocabulary::is_empty_text(text) {
        return is_text(ty).then(|| Scalar::Text(String::new()));
    }
    match ty {
        TypeExpr::Scalar(Type::String) | TypeExpr::Absent => {
            if phrase.marks.len() > 1 {
                return None;
            }
            let marked = phrase.marks.first().is_some_and(|mark| mark.start == 0 && mark.end == text.len());
            let text = text.trim_matches(['"', '“', '”']);
            let text = if marked { text } else { without_meaning(text).trim_end_matches(['.', '。', '；']) };
            let words = text.split_whitespace().count();
            (marked || words <= MOST_WORDS && !text.contains(". ")).then(|| Scalar::Text(text.to_owned()))
        }
        _ => {
            // The commas of `1,000` are a part of the number.
            let number = number::leading(text).map_or(0, |(_, rest)| text.len() - rest.len());
            let end =
                text[number..].find([' ', ',', '(', ';', '，', '（', '；', '。']).map_or(text.len(), |at| number + at);
            typed(text[..end].trim_end_matches('.'), ty)
        }
    }
}

/// `0` of `0, which …` and the like: a value without the clause behind it that tells what it means.
fn without_meaning(text: &str) -> &str {
    let Some((value, rest)) = text.split_once([',', '，']) else { return text };
    let rest = rest.trim_start();
    let means = match vocabulary::chinese_word(rest) {
        Some((_, cue)) => cue == Some(Cue::Means),
        None => {
            let mut words = rest.split(' ').skip_while(|word| *word == "which");
            words.next().is_some_and(|word| word == "indicating" || vocabulary::has_cue(word, Cue::Means))
        }
    };
    if means { value.trim_end() } else { text }
}

/// A word as a value of the type.
fn typed(word: &str, ty: &TypeExpr) -> Option<Scalar> {
    let word = word.trim_matches(['"', '“', '”', '\'']);
    match ty {
        TypeExpr::Scalar(Type::String) | TypeExpr::Absent => Some(Scalar::Text(word.to_owned())),
        TypeExpr::Scalar(Type::Boolean) => match word.to_ascii_lowercase().as_str() {
            "true" => Some(Scalar::Bool(true)),
            "false" => Some(Scalar::Bool(false)),
            _ => None,
        },
        TypeExpr::Scalar(Type::Integer | Type::Long) => match number::leading(word)? {
            (number @ Number::Integer(_), rest) if is_unit(rest) => Some(Scalar::Number(number)),
            (Number::Float(float), rest) if is_unit(rest) && float.fract() == 0.0 && float.abs() < i64::MAX as f64 => {
                Some(Scalar::Number(Number::Integer(float as i64)))
            }
            _ => None,
        },
        TypeExpr::Scalar(Type::Float | Type::Double) => {
            number::leading(word).filter(|(_, rest)| is_unit(rest)).map(|(number, _)| Scalar::Number(number))
        }
        _ => None,
    }
}

/// What follows a number or a truth value under the label, where it goes on with a sentence of its own.
pub(super) fn rest(phrase: &Phrase, ty: &TypeExpr) -> Option<Phrase> {
    let value = phrase.text.find(char::is_whitespace).filter(|_| is_number_or_truth(ty))?;
    let rest = phrase.slice(value, phrase.text.len());
    rest.text.split_whitespace().next().is_some_and(vocabulary::opens_sentence).then_some(rest)
}

fn is_unit(rest: &str) -> bool {
    rest.is_empty() || vocabulary::unit(rest).is_some() || vocabulary::is_counter(rest)
}

/// `default value [of …] is X`, `default: X`.
fn after(tokens: &[Token], at: usize, phrase: &Phrase, ty: &TypeExpr) -> Option<Scalar> {
    // The verb is part of the words.
    let cue = &phrase.text[tokens[at].span.clone()];
    if cue.ends_with(['为', '是']) || cue.ends_with(" to") {
        return value(tokens, at + 1, phrase, ty);
    }
    if let Some(value) = used(tokens, at + 1, phrase).or_else(|| of(tokens, at, phrase)) {
        return typed(value, ty);
    }
    let verb =
        tokens.iter().skip(at + 1).take(5).position(|token| token.is(Cue::Is) || token.kind == Kind::Colon)? + at + 1;
    empty(tokens, verb, phrase, ty).or_else(|| value(tokens, verb + 1, phrase, ty))
}

/// A text without characters behind a verb: `is ""`, `is an empty string, that is, ""`.
fn empty(tokens: &[Token], verb: usize, phrase: &Phrase, ty: &TypeExpr) -> Option<Scalar> {
    let told = phrase.text.get(tokens[verb].span.end..)?;
    let told = told.split(['.', ',', ';', '。', '，', '；']).next().unwrap_or_default().trim();
    (is_text(ty) && vocabulary::is_empty_text(told)).then(|| Scalar::Text(String::new()))
}

fn is_text(ty: &TypeExpr) -> bool {
    matches!(ty, TypeExpr::Scalar(Type::String) | TypeExpr::Absent)
}

/// The value at a token, of which the sentence says no more than that it is taken: `the default value X is used`.
fn used<'p>(tokens: &[Token], at: usize, phrase: &'p Phrase) -> Option<&'p str> {
    let text = |token: &Token| &phrase.text[token.span.clone()];
    let is_truth = |token: &Token| matches!(text(token), "true" | "false");
    let first = tokens.get(at).filter(|token| token.mark > 0 || token.number().is_some() || is_truth(token))?;
    let end = end_of_mark(tokens, at);
    let is_verb = |token: &Token| token.is(Cue::Is) || vocabulary::is_auxiliary(text(token));
    let mut said = tokens[end + 1..].iter().skip_while(|token| is_verb(token));
    let is_taken =
        tokens.get(end + 1).is_some_and(is_verb) && said.next().is_some_and(|token| vocabulary::is_used(text(token)));
    is_taken.then(|| &phrase.text[first.span.start..tokens[end].span.end])
}

/// The value behind `a default value of`.
fn of<'p>(tokens: &[Token], at: usize, phrase: &'p Phrase) -> Option<&'p str> {
    let is = |at: usize, word: &str| {
        tokens.get(at).is_some_and(|token| phrase.text[token.span.clone()].eq_ignore_ascii_case(word))
    };
    let first = tokens.get(at + 2).filter(|token| token.mark > 0 || token.number().is_some())?;
    let end = end_of_mark(tokens, at + 2);
    let ends = tokens.get(end + 1).is_none_or(|token| matches!(token.kind, Kind::Stop | Kind::Comma | Kind::Close));
    (is(at.checked_sub(1)?, "a") && is(at + 1, "of") && ends)
        .then(|| &phrase.text[first.span.start..tokens[end].span.end])
}

/// The last token of the mark that a token stands in.
fn end_of_mark(tokens: &[Token], at: usize) -> usize {
    let mark = tokens[at].mark;
    let more = tokens[at + 1..].iter().take_while(|token| mark > 0 && token.mark == mark);
    at + more.count()
}

/// `is X by default`, `X is used by default`.
fn before(tokens: &[Token], at: usize, phrase: &Phrase, ty: &TypeExpr) -> Option<Scalar> {
    let is_used = |token: &Token| vocabulary::is_used(&phrase.text[token.span.clone()]);
    let used = at > 2 && is_used(&tokens[at - 1]) && tokens[at - 2].is(Cue::Is);
    let end = at.checked_sub(if used { 3 } else { 1 })?;
    // `The maximum number of both is 500 by default`: that of something else.
    if [Cue::Maximum, Cue::Minimum].into_iter().any(|cue| sentence::has(&tokens[..end], cue)) {
        return None;
    }
    let mark = tokens.get(end)?.mark;
    let marked = tokens[..end].iter().rev().take_while(|token| mark > 0 && token.mark == mark).count();
    let start = end - marked;
    let is = start.checked_sub(1).is_some_and(|before| tokens[before].is(Cue::Is));
    let is_number = tokens[end].number().is_some();
    let precise =
        mark > 0 || if used { is_number } else { !matches!(ty, TypeExpr::Scalar(Type::String) | TypeExpr::Absent) };
    if !(is || used) || !precise {
        return None;
    }
    typed(&phrase.text[tokens[start].span.start..tokens[end].span.end], ty)
}

/// `By default, this parameter is set to X.`
fn opening(tokens: &[Token], phrase: &Phrase, ty: &TypeExpr) -> Option<Scalar> {
    let rest = tokens.split_first().filter(|(first, _)| first.is(Cue::ByDefault)).map(|(_, rest)| rest)?;
    let verb = rest.iter().position(|token| token.is(Cue::Is))?;
    let told = rest.get(verb + 1)?;
    let is_precise = told.mark > 0 || !is_text(ty);
    let is_subject = verb > 0 && comparison::is_about_the_value(&rest[..verb], phrase);
    if is_subject && is_precise { value(rest, verb + 1, phrase, ty) } else { None }
}

/// The value that stands at a token, where the sentence does not go on about other cases.
fn value(tokens: &[Token], at: usize, phrase: &Phrase, ty: &TypeExpr) -> Option<Scalar> {
    let first = tokens.get(at)?;
    let mut end = listed::end_of_versions(tokens, at, phrase).map_or_else(|| end_of_mark(tokens, at), |end| end - 1);
    let text = &phrase.text[first.span.start..tokens[end].span.end];
    if vocabulary::is_nothing(text) || first.mark == 0 && vocabulary::is_used(text) {
        return None;
    }
    let mut next = tokens.get(end + 1);
    if first.number().is_some() && next.is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Cue(Cue::Bytes))) {
        end += 1;
        next = tokens.get(end + 1);
    }
    let ends = match next.map(|token| token.kind) {
        None | Some(Kind::Stop | Kind::Comma | Kind::Close | Kind::Open) => true,
        Some(Kind::Cue(Cue::And)) => first.mark > 0 || first.number().is_some() || is_number_or_truth(ty),
        Some(Kind::Cue(Cue::Means)) => true,
        _ => false,
    };
    // A word of a Chinese sentence is no value; words of an English one are told by their place.
    // `The default value is Default.`: a value that is called so, where the sentence ends with it.
    let is_name = text == "Default" && next.is_none_or(|token| token.kind == Kind::Stop);
    let is_value = first.mark > 0
        || is_name
        || matches!(first.kind, Kind::Word | Kind::Number(_)) && !text.starts_with(vocabulary::is_chinese);
    if ends && is_value { typed(text, ty) } else { None }
}
