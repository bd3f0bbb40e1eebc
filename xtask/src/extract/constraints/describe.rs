//! Parts that are no facts back to plain text.

use crate::vocabulary::Label;

use super::part::Part;
use super::piece::{List, Piece};

/// The wording: paragraphs parted by an empty line, list items with `- `.
pub(super) fn describe(parts: &[Part]) -> Option<String> {
    let mut text = String::new();
    for part in parts {
        let mut pieces = part.pieces.iter().peekable();
        if !matches!(part.label, None | Some(Label::Definition)) {
            start_paragraph(&mut text);
            text.push_str(&part.written);
            text.push(':');
            if let Some(Piece::Phrase(phrase)) = pieces.peek() {
                text.push(' ');
                text.push_str(&phrase.text);
                pieces.next();
            }
        }
        for piece in pieces {
            push(piece, &mut text);
        }
    }
    (!text.is_empty()).then_some(text)
}

fn start_paragraph(text: &mut String) {
    if !text.is_empty() {
        text.push_str("\n\n");
    }
}

fn push(piece: &Piece, text: &mut String) {
    match piece {
        Piece::Phrase(phrase) => {
            start_paragraph(text);
            text.push_str(&phrase.text);
        }
        Piece::Code(code) => {
            start_paragraph(text);
            text.push_str(code);
        }
        Piece::List(list) => {
            start_paragraph(text);
            push_list(list, 0, text);
        }
        Piece::Note(pieces) => pieces.iter().for_each(|piece| push(piece, text)),
    }
}

fn push_list(list: &List, depth: usize, text: &mut String) {
    for (index, item) in list.items.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        text.push_str(&"  ".repeat(depth));
        text.push_str("- ");
        text.push_str(&item.head.text);
        item.rest.iter().for_each(|piece| push_inner(piece, depth + 1, text));
    }
}

/// What stands in an item below its first paragraph, indented.
fn push_inner(piece: &Piece, depth: usize, text: &mut String) {
    match piece {
        Piece::List(list) => {
            text.push('\n');
            push_list(list, depth, text);
        }
        Piece::Phrase(phrase) => push_lines(&phrase.text, depth, text),
        Piece::Code(code) => push_lines(code, depth, text),
        Piece::Note(pieces) => pieces.iter().for_each(|piece| push_inner(piece, depth, text)),
    }
}

fn push_lines(lines: &str, depth: usize, text: &mut String) {
    for line in lines.lines() {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
        text.push_str(line);
    }
}
