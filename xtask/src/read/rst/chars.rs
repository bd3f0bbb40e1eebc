//! Classes of characters as the reference reader draws them: white space, the punctuation around inline markup, and the
//! columns that a character takes in a table.

use unicode_normalization::char::canonical_combining_class;
use unicode_width::UnicodeWidthChar;

/// Opening punctuation beyond ASCII; each stands at the place of its partner in [`CLOSERS`].
const OPENERS: &str = "\"'(<[{༺༼᚛⁅⁽₍〈❨❪❬❮❰❲❴⟅⟦⟨⟪⟬⟮⦃⦅⦇⦉⦋⦍⦏⦑⦓⦕⦗⧘⧚⧼⸢⸤⸦⸨〈《「『【〔〖〘〚〝〝﴾︗︵︷︹︻︽︿﹁﹃﹇﹙﹛﹝（［｛｟｢\
«‘“‹⸂⸄⸉⸌⸜⸠‚„»’”›⸃⸅⸊⸍⸝⸡‛‟";
const CLOSERS: &str = "\"')>]}༻༽᚜⁆⁾₎〉❩❫❭❯❱❳❵⟆⟧⟩⟫⟭⟯⦄⦆⦈⦊⦌⦎⦐⦒⦔⦖⦘⧙⧛⧽⸣⸥⸧⸩〉》」』】〕〗〙〛〞〟﴿︘︶︸︺︼︾﹀﹂﹄﹈﹚﹜﹞）］｝｠｣\
»’”›⸃⸅⸊⸍⸝⸡‛‟«‘“‹⸂⸄⸉⸌⸜⸠‚„";

/// Quotation marks that close each other in some language or other.
const QUOTES: &[(char, &str)] =
    &[('»', "»"), ('‘', "‚"), ('’', "’"), ('‚', "‘’"), ('“', "„"), ('„', "“”"), ('”', "”"), ('›', "›")];

/// Punctuation beyond ASCII that neither opens nor closes.
const DELIMITERS: &[(char, char)] = &[
    ('\u{a1}', '\u{a1}'),
    ('\u{b7}', '\u{b7}'),
    ('\u{bf}', '\u{bf}'),
    ('\u{37e}', '\u{37e}'),
    ('\u{387}', '\u{387}'),
    ('\u{55a}', '\u{55f}'),
    ('\u{589}', '\u{58a}'),
    ('\u{5be}', '\u{5be}'),
    ('\u{5c0}', '\u{5c0}'),
    ('\u{5c3}', '\u{5c3}'),
    ('\u{5c6}', '\u{5c6}'),
    ('\u{5f3}', '\u{5f4}'),
    ('\u{609}', '\u{60a}'),
    ('\u{60c}', '\u{60d}'),
    ('\u{61b}', '\u{61b}'),
    ('\u{61e}', '\u{61f}'),
    ('\u{66a}', '\u{66d}'),
    ('\u{6d4}', '\u{6d4}'),
    ('\u{964}', '\u{965}'),
    ('\u{e4f}', '\u{e4f}'),
    ('\u{e5a}', '\u{e5b}'),
    ('\u{2010}', '\u{2017}'),
    ('\u{2020}', '\u{2027}'),
    ('\u{2030}', '\u{2038}'),
    ('\u{203b}', '\u{203e}'),
    ('\u{2041}', '\u{2043}'),
    ('\u{2047}', '\u{2051}'),
    ('\u{2053}', '\u{2053}'),
    ('\u{2055}', '\u{205e}'),
    ('\u{2e00}', '\u{2e01}'),
    ('\u{2e06}', '\u{2e08}'),
    ('\u{2e0b}', '\u{2e0b}'),
    ('\u{2e0e}', '\u{2e1b}'),
    ('\u{2e1e}', '\u{2e1f}'),
    ('\u{2e2a}', '\u{2e2e}'),
    ('\u{2e30}', '\u{2e31}'),
    ('\u{3001}', '\u{3003}'),
    ('\u{301c}', '\u{301c}'),
    ('\u{3030}', '\u{3030}'),
    ('\u{303d}', '\u{303d}'),
    ('\u{30a0}', '\u{30a0}'),
    ('\u{30fb}', '\u{30fb}'),
    ('\u{fe10}', '\u{fe16}'),
    ('\u{fe19}', '\u{fe19}'),
    ('\u{fe30}', '\u{fe32}'),
    ('\u{fe45}', '\u{fe46}'),
    ('\u{fe49}', '\u{fe4c}'),
    ('\u{fe50}', '\u{fe52}'),
    ('\u{fe54}', '\u{fe58}'),
    ('\u{fe5f}', '\u{fe61}'),
    ('\u{fe63}', '\u{fe63}'),
    ('\u{fe68}', '\u{fe68}'),
    ('\u{fe6a}', '\u{fe6b}'),
    ('\u{ff01}', '\u{ff03}'),
    ('\u{ff05}', '\u{ff07}'),
    ('\u{ff0a}', '\u{ff0a}'),
    ('\u{ff0c}', '\u{ff0f}'),
    ('\u{ff1a}', '\u{ff1b}'),
    ('\u{ff1f}', '\u{ff20}'),
    ('\u{ff3c}', '\u{ff3c}'),
    ('\u{ff61}', '\u{ff61}'),
    ('\u{ff64}', '\u{ff65}'),
];

pub(super) use crate::read::space::{fold_name, fold_space, is_space};

/// Whether inline markup may start after this character.
pub(super) fn may_precede_markup(c: char) -> bool {
    match c {
        '\'' | '"' | '(' | '<' | '[' | '{' | '-' | '/' | ':' => true,
        _ if c.is_ascii() => is_space(c),
        _ => is_space(c) || OPENERS.contains(c) || is_delimiter(c),
    }
}

/// Whether inline markup may end before this character.
pub(super) fn may_follow_markup(c: char) -> bool {
    match c {
        '\'' | '"' | ')' | '>' | ']' | '}' | '-' | '/' | ':' | '\\' | '.' | ',' | ';' | '!' | '?' => true,
        _ if c.is_ascii() => is_space(c),
        _ => is_space(c) || CLOSERS.contains(c) || is_delimiter(c),
    }
}

fn is_delimiter(c: char) -> bool {
    DELIMITERS.iter().any(|&(first, last)| (first..=last).contains(&c))
}

/// Whether the two characters are an opening and its closing one: markup between them is no markup, as in `"*"`.
pub(super) fn is_pair(open: char, close: char) -> bool {
    if open.is_ascii() && !"\"'(<[{".contains(open) {
        return false;
    }
    let partner = OPENERS.chars().zip(CLOSERS.chars()).find(|pair| pair.0 == open);
    partner
        .is_some_and(|pair| pair.1 == close || QUOTES.iter().any(|&(o, closers)| o == open && closers.contains(close)))
}

/// A letter or digit, as simple names are made of.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// The columns that a character takes: none for combining ones, two for wide ones.
pub(super) fn columns(c: char) -> usize {
    if c.is_ascii() {
        1
    } else if canonical_combining_class(c) != 0 {
        0
    } else {
        c.width().unwrap_or(1).max(1)
    }
}

/// The columns that a text takes.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().map(columns).sum() }
}

/// `text` without white space at its end.
pub(super) fn trim_end(text: &str) -> &str {
    let trimmed = trim_blanks_end(text);
    match trimmed.as_bytes().last() {
        Some(b'!'..=b'~') | None => trimmed,
        _ => trimmed.trim_end_matches(is_space),
    }
}

/// Blanks fill most of a page of tables, so they are passed eight at a time.
fn trim_blanks_end(text: &str) -> &str {
    let bytes = text.as_bytes();
    let words = bytes.rchunks_exact(8).take_while(|word| *word == b"        ").count();
    let rest = bytes.len() - words * 8;
    let end = bytes[..rest].iter().rposition(|&b| b != b' ').map_or(0, |last| last + 1);
    text.get(..end).unwrap_or(text)
}

/// The characters of white space at the start of `text`.
pub(super) fn indent(text: &str) -> usize {
    let bytes = text.as_bytes();
    let words = bytes.chunks_exact(8).take_while(|word| *word == b"        ").count() * 8;
    let blanks = words + bytes[words..].iter().take_while(|&&b| b == b' ').count();
    match bytes.get(blanks) {
        Some(b'!'..=b'~') | None => blanks,
        _ => text.chars().take_while(|&c| is_space(c)).count(),
    }
}

/// `text` without its first `count` characters.
pub(super) fn skip(text: &str, count: usize) -> &str {
    let bytes = text.as_bytes();
    if bytes.len() > count && bytes[..count].is_ascii() {
        return &text[count..];
    }
    text.char_indices().nth(count).map_or("", |(at, _)| &text[at..])
}
