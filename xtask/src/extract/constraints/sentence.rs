//! Phrases to sentences of words, numbers, cues and punctuation.

use std::ops::Range;

use hwc_model::Number;

use crate::vocabulary::{self, Cue};

use super::number;
use super::piece::Phrase;

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: Kind,
    /// Its bytes in the phrase.
    pub span: Range<usize>,
    /// The number of the mark or the quotation that it stands in, from 1; 0 for none.
    pub mark: u32,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Word,
    Number(Number),
    Cue(Cue),
    Comma,
    Colon,
    Dash,
    Open,
    Close,
    /// The sentence ends.
    Stop,
}

impl Token {
    pub(super) fn is(&self, cue: Cue) -> bool {
        self.kind == Kind::Cue(cue)
    }

    pub(super) fn number(&self) -> Option<Number> {
        if let Kind::Number(number) = self.kind { Some(number) } else { None }
    }

    pub(super) fn integer(&self) -> Option<u64> {
        if let Kind::Number(Number::Integer(number)) = self.kind { u64::try_from(number).ok() } else { None }
    }
}

/// Whether one of the tokens is the cue.
pub(super) fn has(tokens: &[Token], cue: Cue) -> bool {
    tokens.iter().any(|token| token.is(cue))
}

/// The tokens of a phrase with a [`Kind::Stop`] behind each sentence but the last.
pub(super) fn tokens(phrase: &Phrase) -> Vec<Token> {
    let mut cutter =
        Cutter { text: &phrase.text, marks: &phrase.marks, tokens: Vec::new(), quote: 0, quotes: 0, square: false };
    for chunk in phrase.text.split_whitespace() {
        let mut start = chunk.as_ptr() as usize - phrase.text.as_ptr() as usize;
        let end = start + chunk.len();
        // `**a**,**b**` without a blank are two values.
        for at in commas_before_marks(phrase, start..end) {
            cutter.chunk(start, at);
            start = at;
        }
        cutter.words(start, end);
    }
    let tokens = cutter.tokens;
    with_cues(&phrase.text, tokens)
}

/// The length of the first word of a text: one that announces something, a sign, or all that stands before either.
fn chinese_word(text: &str) -> usize {
    if let Some((word, _)) = vocabulary::chinese_word(text) {
        return word.len();
    }
    let mut chars = text.char_indices();
    let Some((_, first)) = chars.next() else { return 0 };
    // `"ON"(开)` has signs of both widths; brackets of a name, `f(x)`, stay in it.
    let is_sign = |at: usize, c: char| match c {
        '"' => true,
        '(' => text[at + 1..].starts_with(vocabulary::is_chinese),
        ')' => at == 0 || text[..at].ends_with(vocabulary::is_chinese),
        c => !c.is_ascii() && (opens(c) || closes(c) || is_quote(c)),
    };
    let chinese = vocabulary::is_chinese(first);
    if is_sign(0, first) {
        return first.len_utf8();
    }
    let ends = |&(at, c): &(usize, char)| {
        is_sign(at, c)
            || vocabulary::is_chinese(c) != chinese
            || chinese && vocabulary::chinese_word(&text[at..]).is_some()
    };
    chars.find(ends).map_or(text.len(), |(at, _)| at)
}

/// Where marks begin behind a comma inside of a piece of text.
fn commas_before_marks(phrase: &Phrase, piece: Range<usize>) -> impl Iterator<Item = usize> {
    let begins = phrase.marks.iter().map(|mark| mark.start).skip_while(move |&at| at <= piece.start);
    let inside = begins.take_while(move |&at| at < piece.end);
    inside.filter(|&at| phrase.text[..at].ends_with([',', '，', '、']))
}

struct Cutter<'a> {
    text: &'a str,
    marks: &'a [Range<usize>],
    tokens: Vec<Token>,
    quote: u32,
    quotes: u32,
    /// Inside of `[`: commas part numbers there.
    square: bool,
}

impl Cutter<'_> {
    fn push(&mut self, kind: Kind, span: Range<usize>) {
        let mark = self.mark(&span);
        self.tokens.push(Token { kind, span, mark });
    }

    fn mark(&self, span: &Range<usize>) -> u32 {
        if self.quote > 0 {
            return self.quote + self.marks.len() as u32;
        }
        let at = self.marks.iter().position(|mark| mark.start <= span.start && span.end <= mark.end);
        at.map_or(0, |at| at as u32 + 1)
    }

    /// Text between blanks, cut further where its words are Chinese.
    fn words(&mut self, mut start: usize, end: usize) {
        if !self.text[start..end].contains(vocabulary::is_chinese) {
            return self.chunk(start, end);
        }
        while start < end {
            let next = start + chinese_word(&self.text[start..end]);
            self.chunk(start, next);
            start = next;
        }
    }

    /// Text between blanks: what opens, what closes, and what is inside.
    fn chunk(&mut self, mut start: usize, mut end: usize) {
        if let Some(at) = vocabulary::glued_sentence(&self.text[start..end]) {
            self.chunk(start, start + at);
            start += at;
        }
        while let Some(c) = self.text[start..end].chars().next().filter(|&c| opens(c) || is_quote(c)) {
            self.open(c, start);
            start += c.len_utf8();
        }
        let mut closers = Vec::new();
        while let Some(c) = self.text[start..end].chars().next_back().filter(|&c| closes(c) || is_quote(c)) {
            if is_closed_inside(&self.text[start..end], c) {
                break;
            }
            end -= c.len_utf8();
            closers.push((c, end));
        }
        if start < end {
            self.inner(start, end);
        }
        while let Some((c, at)) = closers.pop() {
            self.close(c, at);
        }
    }

    fn open(&mut self, c: char, at: usize) {
        if is_quote(c) {
            self.toggle_quote();
        } else {
            self.square = c == '[';
            self.push(Kind::Open, at..at + c.len_utf8());
        }
    }

    fn toggle_quote(&mut self) {
        if self.quote > 0 {
            self.quote = 0;
        } else {
            self.quotes += 1;
            self.quote = self.quotes;
        }
    }

    fn close(&mut self, c: char, at: usize) {
        let span = at..at + c.len_utf8();
        match c {
            _ if is_quote(c) => self.quote = 0,
            ',' | '，' | '、' => self.push(Kind::Comma, span),
            ':' | '：' => self.push(Kind::Colon, span),
            ')' | ']' | '）' => {
                self.square = false;
                self.push(Kind::Close, span);
            }
            '.' if self.ends_abbreviation() => {}
            _ => self.push(Kind::Stop, span),
        }
    }

    /// Whether a sentence may end here without a full stop: its paragraph was joined with the next one.
    fn may_end(&self) -> bool {
        let plain = |token: &Token| token.mark == 0 || self.quote == 0;
        self.tokens
            .last()
            .is_some_and(|token| plain(token) && matches!(token.kind, Kind::Word | Kind::Number(_) | Kind::Close))
    }

    fn ends_abbreviation(&self) -> bool {
        self.tokens
            .last()
            .is_some_and(|token| vocabulary::is_abbreviation(&self.text[token.span.clone()].to_ascii_lowercase()))
    }

    /// A number, a range of numbers, a number with its unit, or a word.
    fn inner(&mut self, start: usize, end: usize) {
        let text = &self.text[start..end];
        if vocabulary::opens_sentence(text) && self.may_end() {
            self.push(Kind::Stop, start..start);
        }
        if let Some(sign) = sign_before_number(text) {
            self.push(Kind::Word, start..start + sign);
            return self.inner(start + sign, end);
        }
        if matches!(text, "-" | "–" | "—" | "~" | "～" | "〜" | "--") {
            return self.push(Kind::Dash, start..end);
        }
        if text.contains(',') && (self.square || is_list_of_words(text)) {
            return self.list(start, end);
        }
        let Some((value, rest)) = number::leading(text) else { return self.push(Kind::Word, start..end) };
        let at = end - rest.len();
        if rest.is_empty() {
            return self.push(Kind::Number(value), start..end);
        }
        if let Some((dash, second)) = dashed(rest) {
            self.push(Kind::Number(value), start..at);
            self.push(Kind::Dash, at..at + dash);
            self.push(Kind::Number(second.0), at + dash..end - second.1.len());
            return self.unit(end - second.1.len(), end);
        }
        if vocabulary::unit(rest).is_some() {
            self.push(Kind::Number(value), start..at);
            return self.unit(at, end);
        }
        if let Some((unit, dash, second)) = dashed_units(rest) {
            self.push(Kind::Number(value), start..at);
            self.push(Kind::Word, at..at + unit);
            self.push(Kind::Dash, at + unit..at + unit + dash);
            self.push(Kind::Number(second.0), at + unit + dash..end - second.1.len());
            return self.unit(end - second.1.len(), end);
        }
        self.push(Kind::Word, start..end);
    }

    fn unit(&mut self, start: usize, end: usize) {
        if start < end {
            self.push(Kind::Word, start..end);
        }
    }

    fn list(&mut self, start: usize, end: usize) {
        let mut at = start;
        for piece in self.text[start..end].split_inclusive(',') {
            let bare = piece.trim_end_matches(',');
            if !bare.is_empty() {
                let kind = number::number(bare).map_or(Kind::Word, Kind::Number);
                self.push(kind, at..at + bare.len());
            }
            if bare.len() < piece.len() {
                self.push(Kind::Comma, at + bare.len()..at + piece.len());
            }
            at += piece.len();
        }
    }
}

/// `IPv4,IPv6`: words that nothing but commas stand between.
fn is_list_of_words(text: &str) -> bool {
    let is_word = |piece: &str| {
        piece.starts_with(|c: char| c.is_ascii_alphabetic())
            && piece.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
    };
    text.split(',').all(is_word)
}

/// The length of the sign in `>=0`.
fn sign_before_number(text: &str) -> Option<usize> {
    let sign = text.len() - text.trim_start_matches(['<', '>', '=', '≥', '≤']).len();
    (sign > 0 && number::leading(&text[sign..]).is_some()).then_some(sign)
}

/// `-64` and `–64GB`: the length of the dash, the second number and what follows it.
fn dashed(rest: &str) -> Option<(usize, (Number, &str))> {
    let dash = rest.chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '~'))?.len_utf8();
    let second = number::leading(&rest[dash..])?;
    (second.1.is_empty() || vocabulary::unit(second.1).is_some()).then_some((dash, second))
}

/// `s-300s`: the length of the unit, then as in [`dashed`].
fn dashed_units(rest: &str) -> Option<(usize, usize, (Number, &str))> {
    let unit = rest.find(|c: char| !c.is_ascii_alphabetic())?;
    vocabulary::unit(&rest[..unit])?;
    let (dash, second) = dashed(&rest[unit..])?;
    Some((unit, dash, second))
}

/// Whether a bracket at the end was opened inside of the same chunk: `az(1)`.
fn is_closed_inside(chunk: &str, close: char) -> bool {
    let open = match close {
        ')' => '(',
        ']' => '[',
        '）' => '（',
        _ => return false,
    };
    chunk.contains(open)
}

fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '（')
}

fn closes(c: char) -> bool {
    matches!(c, ')' | ']' | '）' | ',' | '，' | '、' | '.' | ';' | ':' | '!' | '?' | '。' | '；' | '：')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '`')
}

/// `OPTIONS` is a value itself, where `options` announces some; so are `DEFAULT`, `UNAVAILABLE`, `FIXED` and their like.
fn is_a_value_in_capitals(cue: Cue) -> bool {
    use Cue::{Default, Deprecated, Example, Fixed, Mandatory, Maximum, Minimum, Values};
    matches!(cue, Values | Default | Deprecated | Example | Fixed | Mandatory | Maximum | Minimum)
}

fn is_capitals(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Words that are cues become cues; several words one token.
fn with_cues(text: &str, tokens: Vec<Token>) -> Vec<Token> {
    let lower = text.to_ascii_lowercase();
    let mut merged: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        let found = if token.kind == Kind::Word && token.mark == 0 {
            let next = |offset: usize| {
                let next = tokens.get(at + 1 + offset).filter(|token| token.kind == Kind::Word)?;
                Some(&lower[next.span.clone()])
            };
            let found = vocabulary::cue(&lower[token.span.clone()], next);
            found.filter(|(cue, _)| !is_a_value_in_capitals(*cue) || !is_capitals(&text[token.span.clone()]))
        } else {
            None
        };
        match found {
            Some((cue, words)) => {
                let end = tokens[at + words - 1].span.end;
                merged.push(Token { kind: Kind::Cue(cue), span: token.span.start..end, mark: 0 });
                at += words;
            }
            None => {
                merged.push(token.clone());
                at += 1;
            }
        }
    }
    merged
}
