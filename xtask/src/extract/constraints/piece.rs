//! A cell as pieces: phrases with what is set apart in them, lists, code and notes.

use std::ops::Range;

use crate::extract::value_type::{self, Reference};
use crate::read::{Block, BlockKind, Cell, Style, Target, Text};
use crate::vocabulary::{self, Label};

/// A piece of a description.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// A paragraph, or a line of one.
    Phrase(Phrase),
    /// A list.
    List(List),
    /// Code.
    Code(String),
    /// A note.
    Note(Vec<Piece>),
}

/// Text in one piece.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrase {
    /// Line on the page.
    pub line: u32,
    /// The characters.
    pub text: String,
    /// Bytes that are set in bold, italics or as code, in order.
    pub marks: Vec<Range<usize>>,
}

/// A list.
#[derive(Clone, Debug)]
pub(super) struct List {
    /// Numbered or lettered.
    pub ordered: bool,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Its first paragraph.
    pub head: Phrase,
    /// What follows.
    pub rest: Vec<Piece>,
}

impl Phrase {
    /// The text from byte `start` to `end`, without blanks around, with its marks.
    pub(super) fn slice(&self, start: usize, end: usize) -> Phrase {
        let text = &self.text[start..end];
        let start = start + (text.len() - text.trim_start().len());
        let text = text.trim();
        let end = start + text.len();
        let marks = self.marks.iter().filter(|mark| mark.end > start && mark.start < end);
        let marks = marks.map(|mark| mark.start.max(start) - start..mark.end.min(end) - start).collect();
        Phrase { line: self.line, text: text.to_owned(), marks }
    }

    /// Appends another phrase behind a line break.
    pub(super) fn join(&mut self, other: &Phrase) {
        self.text.push('\n');
        let offset = self.text.len();
        self.text.push_str(&other.text);
        self.marks.extend(other.marks.iter().map(|mark| mark.start + offset..mark.end + offset));
    }
}

/// The pieces of a cell, and what its links and its words refer to.
pub(super) fn pieces(cell: &Cell, references: &mut Vec<Reference>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    push_blocks(&cell.blocks, &mut pieces, references);
    let mut opened = Vec::with_capacity(pieces.len());
    let mut of_sentences = false;
    for piece in pieces {
        match piece {
            Piece::List(list) if is_text(&list, &opened, of_sentences) => {
                of_sentences |= opened.is_empty();
                open(list, &mut opened);
            }
            piece => opened.push(piece),
        }
    }
    opened
}

/// Whether a list is a description or a part of one: by its labels, by its sentences where nothing stands before it, or,
/// where the description began as a list, by its only sentence, which no line before it announces. Such a list goes on
/// behind the paragraphs of an item that have lost their indentation.
fn is_text(list: &List, before: &[Piece], of_sentences: bool) -> bool {
    let goes_on = match before.last() {
        None => true,
        Some(Piece::Phrase(before)) => of_sentences && list.items.len() == 1 && before.text.ends_with(['.', '。']),
        Some(_) => false,
    };
    list.items.iter().any(|item| is_labelled(item) || goes_on && is_sentence(item))
}

/// Whether an item is a part of the description with its label: `Range: …`; and not a value: `max: …`.
fn is_labelled(item: &Item) -> bool {
    let Some((written, _)) = item.head.text.split_once([':', '：']) else { return false };
    let is_title = written.starts_with(char::is_uppercase) || !written.is_ascii();
    match vocabulary::label(written) {
        Some(Label::Definition | Label::Range | Label::Constraints) => is_title,
        Some(Label::Example | Label::Note) | None => false,
        Some(_) => is_title && (written.trim().contains(' ') || !written.is_ascii()),
    }
}

/// Whether an item is a paragraph of a description that was written as a list.
fn is_sentence(item: &Item) -> bool {
    let text = item.head.text.as_str();
    text.ends_with('.') && !text.contains(':') && text.split_whitespace().count() > 3
}

/// The items of a list as paragraphs.
fn open(list: List, pieces: &mut Vec<Piece>) {
    for item in list.items {
        if !item.head.text.is_empty() {
            pieces.push(Piece::Phrase(item.head));
        }
        pieces.extend(item.rest);
    }
}

fn push_blocks(blocks: &[Block], pieces: &mut Vec<Piece>, references: &mut Vec<Reference>) {
    for block in blocks {
        push_block(block, pieces, references);
    }
}

fn push_block(block: &Block, pieces: &mut Vec<Piece>, references: &mut Vec<Reference>) {
    match &block.kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph { text } => {
            push_text(block.line, text, pieces, references)
        }
        BlockKind::Lines { lines } => lines.iter().for_each(|line| push_text(block.line, line, pieces, references)),
        BlockKind::List { ordered, items } => {
            let items = items.iter().map(|blocks| item(block.line, blocks, references)).collect();
            pieces.push(Piece::List(List { ordered: *ordered, items }));
        }
        BlockKind::Definitions { items } => {
            let item = |(term, blocks): &(Text, Vec<Block>)| {
                let mut rest = Vec::new();
                push_blocks(blocks, &mut rest, references);
                Item { head: phrase(block.line, term, references), rest }
            };
            pieces.push(Piece::List(List { ordered: false, items: items.iter().map(item).collect() }));
        }
        BlockKind::Code { text, .. } => pieces.push(Piece::Code(text.clone())),
        BlockKind::Note { blocks, .. } => {
            let mut inner = Vec::new();
            push_blocks(blocks, &mut inner, references);
            pieces.push(Piece::Note(inner));
        }
        BlockKind::Quote { blocks } => push_blocks(blocks, pieces, references),
        BlockKind::Table(_) => {}
    }
}

fn item(line: u32, blocks: &[Block], references: &mut Vec<Reference>) -> Item {
    let mut rest = Vec::new();
    push_blocks(blocks, &mut rest, references);
    let line = blocks.first().map_or(line, |block| block.line);
    let head = match rest.first() {
        Some(Piece::Phrase(_)) => rest.remove(0),
        _ => Piece::Phrase(Phrase { line, ..Phrase::default() }),
    };
    match head {
        Piece::Phrase(head) => Item { head, rest },
        _ => Item { head: Phrase::default(), rest },
    }
}

/// The lines of a paragraph as phrases of their own.
fn push_text(line: u32, text: &Text, pieces: &mut Vec<Piece>, references: &mut Vec<Reference>) {
    let phrase = phrase(line, text, references);
    if !phrase.text.contains('\n') {
        if let Some((lead, list)) = joined_list(&phrase) {
            pieces.extend([Piece::Phrase(lead), Piece::List(list)]);
        } else if !phrase.text.is_empty() {
            pieces.push(Piece::Phrase(phrase));
        }
        return;
    }
    let mut start = 0;
    for part in phrase.text.split_inclusive('\n') {
        let end = start + part.len();
        if !part.trim().is_empty() {
            pieces.push(Piece::Phrase(phrase.slice(start, end)));
        }
        start = end;
    }
}

/// A list that was joined with the sentence before it: `Valid values are: - All: everything. - None: nothing.`
fn joined_list(phrase: &Phrase) -> Option<(Phrase, List)> {
    const BULLET: &str = " - ";
    let lead = [": - ", ". - "].into_iter().filter_map(|lead| phrase.text.find(lead)).min()? + 1;
    let is_item = |at: usize| {
        let word = phrase.text[at + BULLET.len()..].split(' ').next().unwrap_or_default();
        word.strip_suffix(':').is_some_and(|word| !word.is_empty() && vocabulary::label(word).is_none())
    };
    let starts: Vec<usize> =
        phrase.text[lead..].match_indices(BULLET).map(|(at, _)| lead + at).filter(|&at| is_item(at)).collect();
    if starts.first() != Some(&lead) {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([phrase.text.len()]);
    let item =
        |(&start, end): (&usize, usize)| Item { head: phrase.slice(start + BULLET.len(), end), rest: Vec::new() };
    let items = starts.iter().zip(ends).map(item).collect();
    Some((phrase.slice(0, lead), List { ordered: false, items }))
}

fn phrase(line: u32, text: &Text, references: &mut Vec<Reference>) -> Phrase {
    let mut plain = String::with_capacity(text.runs.iter().map(|run| run.text.len()).sum());
    let mut marks = Vec::new();
    for run in &text.runs {
        let start = plain.len();
        plain.push_str(&run.text);
        if run.style != Style::Plain {
            marks.push(start..plain.len());
        }
        match &run.target {
            Some(Target::Label(label)) => references.push(value_type::link(&run.text, label)),
            Some(Target::Url(_)) => {}
            None => push_tables(&run.text, references),
        }
    }
    if plain.starts_with(char::is_whitespace) || plain.ends_with(char::is_whitespace) {
        return Phrase { line, text: plain, marks }.trimmed();
    }
    Phrase { line, text: plain, marks }
}

impl Phrase {
    fn trimmed(&self) -> Phrase {
        self.slice(0, self.text.len())
    }
}

/// `Table 3` in plain words, `详见表3` without blanks.
fn push_tables(text: &str, references: &mut Vec<Reference>) {
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        for glued in vocabulary::behind_table_words(word.trim_start_matches(['(', '"'])) {
            let number = if glued.is_empty() { words.peek().copied().unwrap_or_default() } else { glued };
            let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
            let ends = !number[digits..].starts_with(|c: char| c.is_ascii_alphabetic());
            if let Ok(table) = number[..digits].parse()
                && ends
            {
                references.push(Reference { table: Some(table), ..Reference::default() });
            }
        }
    }
}
