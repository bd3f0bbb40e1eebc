//! Cells of the type column cut into words, brackets and links.

use crate::read::{Target, Text};

/// A piece of a type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// A word, or a number.
    Word(&'a str),
    /// `<`, `(` or `[`.
    Open,
    /// `>`, `)` or `]`.
    Close,
    /// Parts two types: `,`, `:` or `/`.
    Part,
    /// Ends a sentence.
    Stop,
    /// A link with its words.
    Link { text: &'a str, label: &'a str },
}

/// The tokens of paragraphs, a [`Token::Stop`] between each two.
pub(super) fn tokens<'a>(texts: &[(u32, &'a Text)]) -> Vec<Token<'a>> {
    let mut tokens = Vec::new();
    for (index, (_, text)) in texts.iter().enumerate() {
        if index > 0 && is_balanced(&tokens) {
            tokens.push(Token::Stop);
        }
        for run in &text.runs {
            match &run.target {
                Some(Target::Label(label)) => tokens.push(Token::Link { text: run.text.trim(), label }),
                _ => cut(&run.text, &mut tokens),
            }
        }
    }
    tokens
}

/// Whether each bracket is closed: a type that is broken over paragraphs goes on.
fn is_balanced(tokens: &[Token<'_>]) -> bool {
    let count = |wanted| tokens.iter().filter(|&&token| token == wanted).count();
    count(Token::Open) <= count(Token::Close)
}

/// Cuts text at blanks, brackets and punctuation.
pub(super) fn cut<'a>(text: &'a str, tokens: &mut Vec<Token<'a>>) {
    let mut start = 0;
    let mut last = ' ';
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        let mark = mark(c, text[at + c.len_utf8()..].chars().next(), depth > 0);
        depth += i32::from(mark == Some(Token::Open)) - i32::from(mark == Some(Token::Close));
        let script_changes = !last.is_ascii() && c.is_ascii() || last.is_ascii() && !c.is_ascii();
        if mark.is_some() || c.is_whitespace() || script_changes {
            push_word(&text[start..at], tokens);
            start = if mark.is_some() || c.is_whitespace() { at + c.len_utf8() } else { at };
        }
        tokens.extend(mark);
        last = c;
    }
    push_word(&text[start..], tokens);
}

fn push_word<'a>(word: &'a str, tokens: &mut Vec<Token<'a>>) {
    if !word.is_empty() {
        tokens.push(Token::Word(word));
    }
}

/// The token that a character stands for. Dots inside of names are part of them, colons too but for those in brackets.
fn mark(c: char, next: Option<char>, bracketed: bool) -> Option<Token<'static>> {
    let ends = next.is_none_or(char::is_whitespace);
    match c {
        '<' | '(' | '[' | '（' | '【' => Some(Token::Open),
        '>' | ')' | ']' | '）' | '】' => Some(Token::Close),
        ',' | '，' | '/' | '、' => Some(Token::Part),
        ':' if ends || bracketed => Some(Token::Part),
        '.' | ';' if ends => Some(Token::Stop),
        '。' | '；' => Some(Token::Stop),
        _ => None,
    }
}
