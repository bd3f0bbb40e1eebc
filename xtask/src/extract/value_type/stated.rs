//! A type that stands in a description, where the type column says less or is not there: `Object`, and "the structure is
//! Map<String,String>"; a paragraph `Type: string`.

use super::{TypeExpr, extract_type};
use crate::read::{Block, BlockKind, Cell};
use crate::vocabulary::{self, Column, TypeWord};

/// Longer types are no types.
const LONGEST: usize = 60;

/// The first type with arguments that a description states, where it goes on from what the type column says: a map for an
/// object, a list of scalars for a list of objects that nothing else is said of.
pub(crate) fn stated_type(column: &TypeExpr, description: &Cell) -> Option<TypeExpr> {
    let is_open = |expr: &TypeExpr| *expr == TypeExpr::AnyObject;
    let is_list = matches!(column, TypeExpr::Array(item) if is_open(item));
    if !is_list && !is_open(column) {
        return None;
    }
    let plain = description.to_plain();
    let mut openings = plain.match_indices('<').filter_map(|(open, _)| with_arguments(&plain, open));
    let words = openings.next()?;
    let stated = extract_type(&Cell { blocks: vec![Block::paragraph(0, words)] }).expr;
    let fits = match &stated {
        TypeExpr::Map(_) => !is_list && words.contains([',', '，']),
        TypeExpr::Array(item) => is_list && matches!(**item, TypeExpr::Scalar(_)),
        _ => false,
    };
    fits.then_some(stated)
}

/// The scalar that a description names as the type, in a paragraph or a sentence of its own: `Type: boolean`. For tables
/// without a column for it.
pub(crate) fn labelled_type(description: &Cell) -> Option<TypeExpr> {
    description.blocks.iter().find_map(|block| {
        let BlockKind::Paragraph { text } = &block.kind else { return None };
        let plain = text.to_plain();
        let mut colons = plain.match_indices([':', '：']);
        colons.find_map(|(at, colon)| labelled_word(&plain[..at], &plain[at + colon.len()..]))
    })
}

fn labelled_word(before: &str, behind: &str) -> Option<TypeExpr> {
    let label = before.rsplit(char::is_whitespace).next()?;
    let sentence = before[..before.len() - label.len()].trim_end();
    let is_type = vocabulary::column(label) == Some(Column::Type);
    if !is_type || !sentence.is_empty() && !sentence.ends_with(['.', '。']) {
        return None;
    }
    scalar(behind).or_else(|| scalar(first_word(behind)?))
}

fn scalar(word: &str) -> Option<TypeExpr> {
    let stated = extract_type(&Cell { blocks: vec![Block::paragraph(0, word.trim())] }).expr;
    matches!(stated, TypeExpr::Scalar(_)).then_some(stated)
}

/// The first word, where another paragraph ran into this one: `string Parent: Kettle`.
fn first_word(text: &str) -> Option<&str> {
    let (word, rest) = text.trim_start().split_once(char::is_whitespace)?;
    rest.trim_start().starts_with(char::is_uppercase).then_some(word)
}

/// `Map<String,List<String>>` of the text around its first angle bracket.
fn with_arguments(text: &str, open: usize) -> Option<&str> {
    let before = text[..open].trim_end();
    // Chinese has no blanks between words.
    let word = before.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    let start = before.len() - word;
    if !matches!(vocabulary::type_word(&before[start..])?, TypeWord::Map | TypeWord::Dictionary | TypeWord::Array) {
        return None;
    }
    let mut depth = 0_usize;
    for (at, c) in text[open..].char_indices().take(LONGEST) {
        match c {
            '<' => depth += 1,
            '>' if depth == 1 => return Some(&text[start..=open + at]),
            '>' => depth -= 1,
            ',' | '，' | ' ' => {}
            c if c.is_alphanumeric() => {}
            _ => return None,
        }
    }
    None
}
