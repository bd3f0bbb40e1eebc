//! Pieces to labelled parts: `Definition`, `Constraints`, `Range`, `Default Value`, `Minimum: 3`, `Enumeration values:`.
//!
//! A label is a paragraph of its own, the words before a colon at the start of a paragraph or of a sentence, or, where
//! flattening has put the whole cell into one line, one of the four words of the template in their order.

use crate::vocabulary::{self, Label};

use super::piece::{Phrase, Piece};

/// Labels are short; longer texts before a colon are sentences.
const LONGEST_LABEL: usize = 40;

/// A labelled part of a description.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// What it is; none for text without a label.
    pub label: Option<Label>,
    /// The label as written.
    pub written: String,
    /// Its content.
    pub pieces: Vec<Piece>,
}

impl Part {
    /// The first phrase, where there is one before anything else.
    pub(super) fn first_phrase(&self) -> Option<&Phrase> {
        match self.pieces.first()? {
            Piece::Phrase(phrase) => Some(phrase),
            _ => None,
        }
    }

    /// Whether it holds nothing, or says that there is nothing.
    pub(super) fn is_nothing(&self) -> bool {
        match self.pieces.as_slice() {
            [] => true,
            [Piece::Phrase(phrase)] => vocabulary::is_nothing(&phrase.text),
            [Piece::List(list)] => match list.items.as_slice() {
                [item] => item.rest.is_empty() && vocabulary::is_nothing(&item.head.text),
                _ => false,
            },
            _ => false,
        }
    }

    /// Line of its first phrase.
    pub(super) fn line(&self) -> u32 {
        self.pieces.iter().find_map(line).unwrap_or_default()
    }
}

fn line(piece: &Piece) -> Option<u32> {
    match piece {
        Piece::Phrase(phrase) => Some(phrase.line),
        Piece::List(list) => list.items.first().map(|item| item.head.line),
        Piece::Note(pieces) => pieces.iter().find_map(line),
        Piece::Code(_) => None,
    }
}

/// Cuts pieces into parts; the first has no label.
pub(super) fn parts(pieces: Vec<Piece>) -> Vec<Part> {
    let mut parts = vec![Part::default()];
    let mut pieces = unflattened(pieces, &mut parts).into_iter();
    let mut block = true;
    for piece in &mut pieces {
        match piece {
            Piece::Phrase(phrase) => block = push_phrase(&phrase, block, &mut parts),
            piece => {
                if !block {
                    parts.push(Part::default());
                    block = true;
                }
                if let Some(part) = parts.last_mut() {
                    part.pieces.push(piece);
                }
            }
        }
    }
    parts.retain(|part| part.label.is_some() || !part.pieces.is_empty());
    parts
}

/// Adds a phrase to the last part, or opens parts with it. `block` tells whether the last part goes on; gives the same
/// for the phrases to come.
fn push_phrase(phrase: &Phrase, block: bool, parts: &mut Vec<Part>) -> bool {
    let mut block = block;
    let mut from = 0;
    for (at, start) in starts(&phrase.text).enumerate() {
        let Some((label, written, rest)) = labelled(&phrase.text[start..], start > 0) else { continue };
        push_text(phrase.slice(from, start), block, parts);
        debug_assert!(at > 0 || start == 0, "sentences begin at the start");
        from = start + rest;
        parts.push(Part { label: Some(label), written: written.to_owned(), pieces: Vec::new() });
        block = true;
    }
    let rest = phrase.slice(from, phrase.text.len());
    let closes =
        !rest.text.is_empty() && parts.last().is_some_and(|part| part.pieces.is_empty() && is_short(part.label));
    push_text(rest, block, parts);
    if closes { false } else { block || from > 0 || !phrase.text.is_empty() }
}

fn push_text(phrase: Phrase, block: bool, parts: &mut Vec<Part>) {
    if phrase.text.is_empty() {
        return;
    }
    if !block {
        parts.push(Part::default());
    }
    if let Some(part) = parts.last_mut() {
        part.pieces.push(Piece::Phrase(phrase));
    }
}

/// Labels whose text stands behind them on the same line, and nowhere else.
fn is_short(label: Option<Label>) -> bool {
    matches!(
        label,
        Some(
            Label::Minimum
                | Label::Maximum
                | Label::MinLength
                | Label::MaxLength
                | Label::Length
                | Label::ArrayLength
                | Label::Default
                | Label::Pattern
                | Label::Unit
        )
    )
}

/// Where sentences begin.
fn starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    let colons = memchr::memchr(b':', bytes).is_some() || text.contains('：');
    let inner = memchr::memchr2_iter(b'.', b';', bytes).filter(move |_| colons);
    let inner = inner.filter(|&at| bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace)).map(|at| at + 2);
    std::iter::once(0).chain(inner.filter(|&at| at < text.len() && text.is_char_boundary(at)))
}

/// The label that a text begins with, as meant and as written, and where its content begins.
fn labelled(text: &str, inner: bool) -> Option<(Label, &str, usize)> {
    let mut window = text.char_indices().take_while(|&(at, _)| at < LONGEST_LABEL);
    if let Some((at, colon)) = window.find(|&(_, c)| matches!(c, ':' | '：')) {
        let label = vocabulary::label(&text[..at])?;
        return (!inner || may_follow(label)).then(|| (label, text[..at].trim(), at + colon.len_utf8()));
    }
    if inner || text.len() > LONGEST_LABEL || text.ends_with('.') {
        return None;
    }
    let label = vocabulary::label(text)?;
    Some((label, text.trim(), text.len()))
}

/// Labels that stand in the middle of a paragraph too.
fn may_follow(label: Label) -> bool {
    !matches!(label, Label::Definition | Label::Constraints)
}

/// A cell of the template that was flattened into one line, cut apart again; other pieces are given back.
fn unflattened(mut pieces: Vec<Piece>, parts: &mut Vec<Part>) -> Vec<Piece> {
    let Some(Piece::Phrase(first)) = pieces.first() else { return pieces };
    let is_template = first.text.split_whitespace().next().is_some_and(|word| {
        !word.contains(':') && vocabulary::label(word) == Some(Label::Definition) && first.text.len() > word.len()
    });
    if !is_template {
        return pieces;
    }
    let mut whole = first.clone();
    let phrases = pieces.iter().take_while(|piece| matches!(piece, Piece::Phrase(_))).count();
    for piece in &pieces[1..phrases] {
        if let Piece::Phrase(phrase) = piece {
            whole.join(phrase);
        }
    }
    let cuts = template_cuts(&whole.text);
    if cuts.len() < 2 {
        return pieces;
    }
    for (index, &(label, start, rest)) in cuts.iter().enumerate() {
        let end = cuts.get(index + 1).map_or(whole.text.len(), |&(_, start, _)| start);
        parts.push(Part { label: Some(label), written: whole.text[start..rest].trim().to_owned(), pieces: Vec::new() });
        push_phrase(&whole.slice(rest, end), true, parts);
    }
    pieces.split_off(phrases)
}

/// The labels of the template in a line: what, where they begin, where they end. Each stands once, in its order; where a
/// word occurs more often, the last place before the next label counts, but for the constraints, which may name the others.
fn template_cuts(text: &str) -> Vec<(Label, usize, usize)> {
    let words: Vec<(usize, usize)> = word_spans(text).collect();
    let Some(&(start, end)) = words.first() else { return Vec::new() };
    let mut cuts = vec![(Label::Definition, start, end)];
    let mut limit = words.len();
    let mut tail = Vec::new();
    for wanted in [Label::Default, Label::Range] {
        let found = (1..limit).rev().find_map(|at| capitalised(text, &words, at, wanted).map(|end| (at, end)));
        if let Some((at, end)) = found {
            tail.push((wanted, words[at].0, end));
            limit = at;
        }
    }
    let constraints = (1..limit).find_map(|at| capitalised(text, &words, at, Label::Constraints).map(|end| (at, end)));
    cuts.extend(constraints.map(|(at, end)| (Label::Constraints, words[at].0, end)));
    cuts.extend(tail.into_iter().rev());
    cuts
}

/// Where a label of two words or one ends that begins with word `at` in a capital letter.
fn capitalised(text: &str, words: &[(usize, usize)], at: usize, wanted: Label) -> Option<usize> {
    let (start, end) = words[at];
    if !text[start..end].starts_with(char::is_uppercase) {
        return None;
    }
    let two =
        words.get(at + 1).map(|&(_, end)| end).filter(|&end| vocabulary::label(&text[start..end]) == Some(wanted));
    two.or_else(|| (wanted != Label::Default && vocabulary::label(&text[start..end]) == Some(wanted)).then_some(end))
}

fn word_spans(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    text.split_whitespace().map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        (start, start + word.len())
    })
}
