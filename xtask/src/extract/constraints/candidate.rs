//! Items of lists and words of sentences to values with meanings: `ACTIVE`, `ACTIVE: in use`, `"" (any)`, `1 - on`.

use hwc_model::{EnumValue, Number, Scalar, Type};

use crate::extract::value_type::TypeExpr;
use crate::vocabulary::{self, Cue};

use super::number;
use super::piece::{Item, Phrase, Piece};

/// No value of an enumeration is longer.
const LONGEST_VALUE: usize = 100;

/// What may be a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    /// As written, without marks and quotes.
    pub value: String,
    /// What stands behind it.
    pub meaning: Option<String>,
    /// Bold, italic, code or quoted.
    pub marked: bool,
    /// Line on the page.
    pub line: u32,
}

impl Candidate {
    /// The value as one of the type; none where it cannot be.
    pub(super) fn typed(&self, ty: &TypeExpr) -> Option<EnumValue> {
        let value = match item_type(ty) {
            TypeExpr::Scalar(Type::Integer | Type::Long) => match number::number(&self.value)? {
                number @ Number::Integer(_) => Scalar::Number(number),
                Number::Float(_) => return None,
            },
            TypeExpr::Scalar(Type::Float | Type::Double) => Scalar::Number(number::number(&self.value)?),
            TypeExpr::Scalar(Type::String) | TypeExpr::Absent | TypeExpr::Any | TypeExpr::Unknown(_) => {
                Scalar::Text(self.value.clone())
            }
            _ => return None,
        };
        Some(EnumValue { value, meaning: self.meaning.clone() })
    }

    /// Whether the value cannot be a word of a sentence.
    pub(super) fn is_technical(&self) -> bool {
        self.marked
            || self.value.bytes().skip(1).any(|byte| byte.is_ascii_uppercase())
            || self
                .value
                .bytes()
                .any(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b':' | b'/' | b'.' | b'*'))
    }

    /// Whether the value is spelt as constants are: `READ_ONLY`.
    pub(super) fn is_constant(&self) -> bool {
        let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
        self.value.len() > 2 && self.value.chars().all(is_part)
    }

    /// Whether the value is told from the words around it. `bare` says that the page lost what was set apart: a word in
    /// small letters is one then, where nothing else may stand.
    pub(super) fn stands_out(&self, bare: bool) -> bool {
        self.is_technical() || bare && !self.value.starts_with(|c: char| c.is_uppercase())
    }

    /// The same where a participle may stand as well: `can be modified or deleted`.
    pub(super) fn is_no_participle(&self, bare: bool) -> bool {
        self.stands_out(bare && !self.value.ends_with("ed"))
    }

    /// `a,b` as the two that it was where they were set apart.
    pub(super) fn parted(self) -> Vec<Candidate> {
        let words = self.value.split(',').map(str::trim).filter(|word| !word.is_empty());
        let parted: Vec<Candidate> = words.map(|word| Candidate { value: word.to_owned(), ..self.clone() }).collect();
        if parted.len() > 1 && parted.iter().all(|value| is_token(&value.value)) { parted } else { vec![self] }
    }

    /// `0/false` as the two ways to write one value.
    pub(super) fn spellings(self) -> Vec<Candidate> {
        let is_truth = |word: &str| matches!(word, "true" | "false");
        match self.value.split_once('/') {
            Some((number, truth)) if number.parse::<u8>().is_ok() && is_truth(truth) => {
                let spelt = |value: &str| Candidate { value: value.to_owned(), ..self.clone() };
                vec![spelt(number), spelt(truth)]
            }
            _ => vec![self],
        }
    }

    /// Whether the item says that it is the default.
    pub(super) fn is_default(&self) -> bool {
        let Some(meaning) = &self.meaning else { return false };
        let opening = meaning.split([')', '）', ':', '：', '.', '。', ',', '，']).next().unwrap_or_default();
        let ends = meaning.trim_end_matches(['.', '。', ')', '）']);
        let closing = ends.rsplit(['(', '（', '.', '。']).next().unwrap_or_default();
        [opening, closing].into_iter().any(|words| vocabulary::label(words) == Some(vocabulary::Label::Default))
    }
}

/// The type of the values that a list of a type is about: its own, or that of its items.
pub(super) fn item_type(ty: &TypeExpr) -> &TypeExpr {
    match ty {
        TypeExpr::Array(item) => item_type(item),
        ty => ty,
    }
}

/// The value of an item. `decided` tells that the list is known to be one of values.
pub(super) fn of_item(item: &Item, decided: bool) -> Option<Candidate> {
    let mut candidate = of_phrase(&item.head, decided)?;
    let mut meaning = candidate.meaning.take().unwrap_or_default();
    for piece in &item.rest {
        push_plain(piece, &mut meaning);
    }
    candidate.meaning = Some(meaning).filter(|meaning| !meaning.is_empty());
    Some(candidate)
}

fn push_plain(piece: &Piece, text: &mut String) {
    match piece {
        Piece::Phrase(phrase) => push(&phrase.text, text),
        Piece::Code(code) => push(code, text),
        Piece::List(list) => {
            for item in &list.items {
                push(&item.head.text, text);
                item.rest.iter().for_each(|piece| push_plain(piece, text));
            }
        }
        Piece::Note(pieces) => pieces.iter().for_each(|piece| push_plain(piece, text)),
    }
}

fn push(part: &str, text: &mut String) {
    if !text.is_empty() && !part.is_empty() {
        text.push(' ');
    }
    text.push_str(part);
}

/// The value that a phrase begins with, where nothing but its meaning follows.
pub(super) fn of_phrase(phrase: &Phrase, decided: bool) -> Option<Candidate> {
    let text = phrase.text.as_str();
    let candidate = |value: &str, meaning: Option<&str>, marked: bool| {
        let value = value.trim();
        let meaning = meaning.map(clean).filter(|meaning| !meaning.is_empty());
        (value.len() <= LONGEST_VALUE).then(|| Candidate {
            value: value.to_owned(),
            meaning,
            marked,
            line: phrase.line,
        })
    };
    if let Some((value, rest)) = set_apart(phrase) {
        return match separated(rest) {
            Some(meaning) if decided || is_marked_value(value) => candidate(value, meaning, true),
            _ => None,
        };
    }
    if let Some((value, meaning)) = split(text) {
        if phrase.marks.iter().any(|mark| mark.start < value.len()) {
            return None;
        }
        return if is_no_text(value) {
            candidate("", Some(meaning), false)
        } else if is_token(value) || decided && words(value) <= 4 {
            candidate(value, Some(meaning), false)
        } else {
            None
        };
    }
    let bare = text.trim_end_matches(['.', ';', ',', '；', '。', '，']);
    if is_no_text(bare) {
        return candidate("", None, false);
    }
    (is_token(bare) || decided && !bare.is_empty()).then(|| candidate(bare, None, false))?
}

/// The word before a comma, with what follows as its meaning.
pub(super) fn before_comma(phrase: &Phrase) -> Option<Candidate> {
    let (value, meaning) = phrase.text.split_once(", ")?;
    let meaning = Some(meaning.to_owned());
    is_token(value).then(|| Candidate { value: value.to_owned(), meaning, marked: false, line: phrase.line })
}

/// Whether marked text may be a value, where nothing says that it is.
pub(super) fn is_marked_value(text: &str) -> bool {
    words(text) <= 4 && !text.ends_with('.') && !is_placeholder(text) && !is_span_of_networks(text)
}

/// Marked or quoted text at the start, and what follows.
fn set_apart(phrase: &Phrase) -> Option<(&str, &str)> {
    let text = phrase.text.as_str();
    if let Some(mark) = phrase.marks.first().filter(|mark| mark.start == 0) {
        let value = text[..mark.end].trim_end_matches([' ', ':', '：', ',', ';']);
        let is_value = !value.is_empty();
        let value = unquoted(value);
        let marked = text[..mark.end].trim_end();
        let rest = marked.strip_suffix([':', '：']).map_or(mark.end, str::len);
        return is_value.then(|| (value, &text[rest..]));
    }
    for (open, close) in [('"', '"'), ('“', '”'), ('\'', '\''), ('‘', '’'), ('`', '`')] {
        if let Some(inner) = text.strip_prefix(open)
            && let Some(end) = inner.find(close)
        {
            return Some((&inner[..end], &inner[end + close.len_utf8()..]));
        }
    }
    None
}

/// The same without quotes around.
fn unquoted(value: &str) -> &str {
    const QUOTES: [(char, char); 4] = [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’')];
    let inner = |(open, close)| value.strip_prefix(open).and_then(|value| value.strip_suffix(close));
    QUOTES.into_iter().find_map(inner).unwrap_or(value)
}

/// The meaning behind a value that is set apart: nothing, or what a separator or a verb announces.
fn separated(rest: &str) -> Option<Option<&str>> {
    let rest = rest.trim();
    if rest.trim_matches(['.', ';', ',', '。', '；', '，']).is_empty() {
        return Some(None);
    }
    if rest.starts_with([':', '：', '(', '（', '-', '–', '—', '=', ',']) {
        return Some(Some(rest));
    }
    if vocabulary::chinese_means(rest) == Some(0) {
        return Some(Some(rest));
    }
    let lower = rest.split_whitespace().take(2).collect::<Vec<_>>().join(" ").to_lowercase();
    let mut words = lower.split(' ');
    let first = words.next().unwrap_or_default();
    let next: Vec<&str> = words.collect();
    match vocabulary::cue(first, |at| next.get(at).copied()) {
        Some((Cue::Means | Cue::Is, _)) => Some(Some(rest)),
        _ => None,
    }
}

/// A plain value and its meaning.
fn split(text: &str) -> Option<(&str, &str)> {
    let colon = text.char_indices().find(|&(at, c)| c == '：' || c == ':' && is_colon(text, at));
    let bracket = text.char_indices().find(|&(at, c)| matches!(c, '(' | '（') && at > 0);
    let dash = [" - ", " – ", " — "].iter().filter_map(|dash| text.find(dash)).min().map(|at| (at, ' '));
    let verb = verb(text).map(|at| (at, ' '));
    let (at, _) = [colon, bracket, dash, verb].into_iter().flatten().min_by_key(|(at, _)| *at)?;
    Some((text[..at].trim(), &text[at..]))
}

/// A colon between a value and its meaning, and not one inside of `OS::Nova`, `a:b`, `http://` or `12:30`.
fn is_colon(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + 1..].chars().next();
    before != Some(':')
        && after.is_none_or(|c| {
            c.is_whitespace()
                || vocabulary::is_chinese(c)
                || c.is_uppercase() && !text[..at].contains(char::is_lowercase)
        })
}

/// Where `indicates …` begins behind the first word.
fn verb(text: &str) -> Option<usize> {
    if let Some(at) = vocabulary::chinese_means(text) {
        return (at > 0).then_some(at);
    }
    let first = text.find(' ')?;
    let rest = text[first..].trim_start();
    let word = rest.split_whitespace().next()?;
    matches!(vocabulary::cue(word, |_| None), Some((Cue::Means, _))).then(|| text.len() - rest.len())
}

/// A meaning without the separator before it and the brackets around its start.
fn clean(meaning: &str) -> String {
    let meaning = meaning.trim().trim_start_matches([':', '：', '-', '–', '—', '=', ',']).trim();
    let Some(inner) = meaning.strip_prefix(['(', '（']) else { return meaning.to_owned() };
    match inner.find([')', '）']) {
        Some(at) if inner[at..].chars().nth(1).is_none() => inner[..at].to_owned(),
        Some(at) => {
            let rest = inner[at..].trim_start_matches([')', '）']).trim_start_matches([':', '：', '.']).trim();
            if rest.is_empty() { inner[..at].to_owned() } else { format!("{}: {rest}", &inner[..at]) }
        }
        None => inner.to_owned(),
    }
}

/// `Empty string`; `Empty` alone may be a state.
fn is_no_text(text: &str) -> bool {
    vocabulary::is_empty_text(text) && (words(text) > 1 || !text.is_ascii())
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// `{name}` and `<name>` stand for values; `${name}` is one, which the service replaces.
fn is_placeholder(text: &str) -> bool {
    text.contains('{') && text.contains('}') && !text.starts_with("${")
        || text.contains('<') && text.contains('>')
        || text.split([':', '_', '-', '.']).any(|part| part.len() > 2 && part.bytes().all(|byte| byte == b'x'))
}

/// `10.0.0.0/8-24` stands for many networks.
fn is_span_of_networks(text: &str) -> bool {
    text.contains('/') && text.contains('-') && text.bytes().all(|byte| byte.is_ascii_digit() || b"./-".contains(&byte))
}

/// One word that may be a value.
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && !text.contains(char::is_whitespace)
        && !text.ends_with(['.', '?', '!'])
        && text.matches('(').count() == text.matches(')').count()
        && (text.contains(char::is_alphanumeric) || text.len() <= 3)
        && !is_placeholder(text)
        && !is_span_of_networks(text)
        && text.is_ascii()
}
