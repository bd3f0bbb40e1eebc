//! Words inside phrases: which of [`Word`] a caption or a heading holds, and what is left without them.

use super::{Term, Word, fold};

/// The words that a phrase holds, and its other words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    found: u16,
    /// The pieces between blanks that are none of [`Word`], as written.
    pub rest: Vec<String>,
}

impl Words {
    /// Whether the phrase holds the word.
    pub fn has(&self, word: Word) -> bool {
        self.found & bit(word) != 0
    }

    fn add(&mut self, word: Word) {
        self.found |= bit(word);
    }
}

fn bit(word: Word) -> u16 {
    1 << word as u16
}

/// Looks at each word of a phrase. Chinese is not written with blanks: its words are looked for inside the pieces.
pub fn words(phrase: &str) -> Words {
    let mut words = Words::default();
    for piece in phrase.split_whitespace() {
        if piece.is_ascii() {
            ascii_piece(piece, &mut words);
        } else {
            other_piece(piece, &mut words);
        }
    }
    words
}

fn ascii_piece(piece: &str, words: &mut Words) {
    let bare = piece.trim_matches(|c: char| matches!(c, '(' | ')' | ',' | ';' | '.' | ':' | '*' | '"' | '\''));
    match word_of(bare) {
        Some(word) => words.add(word),
        None if bare.is_empty() => {}
        None => words.rest.push(bare.to_owned()),
    }
}

fn other_piece(piece: &str, words: &mut Words) {
    let mut rest = piece.to_owned();
    for (chinese, word) in super::chinese_words() {
        if rest.contains(chinese) {
            words.add(word);
            rest = rest.replace(chinese, " ");
        }
    }
    words.rest.extend(rest.split_whitespace().map(str::to_owned));
}

fn word_of(piece: &str) -> Option<Word> {
    super::find(&fold(piece)).iter().find_map(|&term| if let Term::Word(word) = term { Some(word) } else { None })
}

/// A word that speaks of failure, where a phrase says that it is the name of a field: `error` in `the error field`.
pub fn failure_before_field(phrase: &str) -> Option<&str> {
    const FIELD: [&str; 4] = ["field", "object", "structure", "attribute"];
    const FIELD_CHINESE: [&str; 3] = ["字段", "参数", "对象"];
    let is_name =
        |word: &&str| word.starts_with(|c: char| c.is_ascii_lowercase()) && word_of(word) == Some(Word::Failure);
    let mut pieces = phrase.split_whitespace().peekable();
    while let Some(piece) = pieces.next() {
        if FIELD.iter().any(|field| pieces.peek().is_some_and(|next| next.eq_ignore_ascii_case(field)))
            && is_name(&piece)
        {
            return Some(piece);
        }
        let glued = FIELD_CHINESE.iter().find_map(|field| piece.split_once(field)).map(|(before, _)| before);
        if let Some(name) = glued.filter(is_name) {
            return Some(name);
        }
    }
    None
}
