//! Tables that flattening ran together into a line of words, as it does to tables inside of lists:
//! `Table 2 Parameters Parameter Type Description id String Specifies the ID. name String Specifies the name.`
//!
//! The words of the header are looked for after the caption, and then rows by what their first columns look like. Where a
//! sentence ends matters, for names are words like any other.

use crate::read::{Block, BlockKind, Cell, Fault, FaultKind, Row, Table, Text};
use crate::vocabulary::{self, Column, Label, Term};

use super::answer::{Fit, fit, is_table_number};
use super::words::Words;
use super::{column_of, ends_table, header, is_status_line, lists, plain, starts_like_heading};

/// Columns have at most so many words in their names.
const MAX_COLUMN_WORDS: usize = 3;

/// Captions have at most so many words.
const MAX_CAPTION_WORDS: usize = 16;

/// Types have at most so many words.
const MAX_TYPE_WORDS: usize = 6;

/// Takes the tables apart that stand in one paragraph, and those whose caption ran together with the first column's name.
pub(super) fn separate(blocks: &[Block], faults: &mut Vec<Fault>) -> Vec<Block> {
    let mut separate = Vec::with_capacity(blocks.len());
    let mut open: Option<Glued> = None;
    let blocks: Vec<Block> = blocks.iter().flat_map(part).collect();
    for (at, block) in blocks.iter().enumerate() {
        let text = plain(block);
        if let Some(glued) = text.as_deref().and_then(|text| Glued::begin(block.line, text)) {
            separate.extend(open.replace(glued).map(|done| done.finish(faults)));
        } else if let Some(glued) = open.as_mut().filter(|_| !ends(block)) {
            glued.go_on(block);
        } else {
            separate.extend(open.take().map(|done| done.finish(faults)));
            match text.as_deref().and_then(|text| glued_caption(text, &blocks[at + 1..])) {
                Some(at) => separate.extend(pieces(block, at)),
                None => separate.push(block.clone()),
            }
        }
    }
    separate.extend(open.map(|done| done.finish(faults)));
    separate
}

/// A paragraph in pieces, each of which begins with a table but for the first: with its caption, with the words that announce
/// it, or with its header.
pub(super) fn part(block: &Block) -> Vec<Block> {
    let Some(text) = plain(block) else { return vec![block.clone()] };
    if let Some(at) = caption_without_blank(&text) {
        return pieces(block, at).iter().flat_map(part).collect();
    }
    let words = Words::of(&text);
    let mut starts = vec![0];
    let mut at = 1;
    // Behind a caption the next header is that of its table.
    let mut captioned = header::is_caption(&text);
    while at + 1 < words.len() {
        if begins_captioned(&words, at) {
            starts.push(at);
            captioned = true;
        } else if let Some(end) = header_with_row(&words, at) {
            let last = starts.last().copied().unwrap_or(0);
            let start = announcement(&words, last, at);
            if !captioned && start > last {
                starts.push(start);
            }
            captioned = false;
            at = end - 1;
        }
        at += 1;
    }
    if starts.len() == 1 {
        return vec![block.clone()];
    }
    let ends = starts.iter().copied().skip(1).chain([words.len()]);
    starts.iter().zip(ends).map(|(&from, to)| paragraph(block.line, words.phrase(from, to))).collect()
}

/// Whether a paragraph begins with a table.
pub(super) fn is_table(block: &Block) -> bool {
    plain(block).is_some_and(|text| Glued::begin(block.line, &text).is_some())
}

/// Where a caption begins behind another word without a blank: `Parameter descriptionTable 2 Kettle Name Type …`.
fn caption_without_blank(text: &str) -> Option<usize> {
    let begins = |&(at, c): &(usize, char)| c.is_uppercase() && text[..at].ends_with(char::is_lowercase);
    text.char_indices().filter(begins).map(|(at, _)| at).find(|&at| {
        let words = Words::of(&text[at..]);
        header::is_caption(words.phrase(0, 2)) && has_header(&words, 2)
    })
}

/// Whether a header begins at a word or soon behind it.
fn has_header(words: &Words<'_>, word: usize) -> bool {
    (word..words.len().min(word + MAX_CAPTION_WORDS)).any(|first| header_at(words, first, 1).is_some())
}

/// Whether a caption begins at a word, and a header behind it.
fn begins_captioned(words: &Words<'_>, word: usize) -> bool {
    words.ends_sentence(word - 1) && header::is_caption(words.phrase(word, word + 2)) && has_header(words, word + 2)
}

/// The end of the header that begins at a word, where a row follows that fits it.
fn header_with_row(words: &Words<'_>, first: usize) -> Option<usize> {
    [1, MAX_COLUMN_WORDS].into_iter().find_map(|longest| {
        let names = header_at(words, first, longest)?;
        let columns: Vec<Column> = names.iter().map(|&(_, _, column)| column).collect();
        let end = names.last().map_or(first, |&(_, end, _)| end);
        row_at(words, end, &columns, true).map(|_| end)
    })
}

/// Where the words begin that announce the table whose header begins at a word: behind the sentence before. Where none
/// ends in sight, they are the last words of the table before, which are not told from them.
fn announcement(words: &Words<'_>, from: usize, header: usize) -> usize {
    let nearest = header.saturating_sub(MAX_CAPTION_WORDS).max(from);
    let sentence = (nearest..header).rev().find(|&word| words.ends_sentence(word)).map(|word| word + 1);
    sentence.unwrap_or(if from == 0 && nearest == 0 { 0 } else { header })
}

/// Whether a block cannot belong to a cell of the table before.
fn ends(block: &Block) -> bool {
    match plain(block) {
        Some(text) => ends_table(&text) || is_status_line(&text) || header::is_caption(&text),
        None => matches!(block.kind, BlockKind::Table(_)) || lists::opens_section(block),
    }
}

/// Where the name of the first column begins behind a caption, in front of the names of the others.
fn glued_caption(text: &str, next: &[Block]) -> Option<usize> {
    let others = header::columns(next);
    if others.is_empty() {
        return None;
    }
    // `NOTE:Parameter`: the note behind the table left its word before it.
    if let Some((word, name)) = text.split_once([':', '：'])
        && vocabulary::label(word) == Some(Label::Note)
        && column_of(name).is_some_and(|column| !others.contains(&column))
    {
        return Some(text.len() - name.len());
    }
    if !header::is_caption(text) {
        return None;
    }
    let words = Words::of(text);
    if let Some(at) = column_without_blank(text, &others) {
        return Some(at);
    }
    (1..=MAX_COLUMN_WORDS).rev().filter_map(|count| words.len().checked_sub(count)).find_map(|first| {
        let name = words.phrase(first, words.len());
        let column = column_of(name)?;
        (!others.contains(&column) && first > 1).then(|| words.start(first))
    })
}

/// Where the name of a column begins that stands behind a caption without a blank: `Table 2 Query parametersParameter`.
fn column_without_blank(text: &str, others: &[Column]) -> Option<usize> {
    let last = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let begins =
        |&(at, c): &(usize, char)| at > 0 && c.is_uppercase() && text[..last + at].ends_with(char::is_lowercase);
    let (at, _) = text[last..].char_indices().find(begins)?;
    column_of(&text[last + at..]).filter(|column| !others.contains(column)).map(|_| last + at)
}

fn pieces(block: &Block, at: usize) -> Vec<Block> {
    let text = plain(block).unwrap_or_default();
    vec![paragraph(block.line, &text[..at]), paragraph(block.line, &text[at..])]
}

fn paragraph(line: u32, text: &str) -> Block {
    Block { line, labels: Vec::new(), kind: BlockKind::Paragraph { text: Text::plain(text.trim()) } }
}

fn cell(line: u32, text: &str) -> Cell {
    Cell { blocks: if text.trim().is_empty() { Vec::new() } else { vec![paragraph(line, text)] } }
}

/// A table that is being taken apart.
struct Glued {
    line: u32,
    table: Table,
    columns: Vec<Column>,
}

impl Glued {
    /// The table that begins with a paragraph: a caption and a header, or a header and a row.
    fn begin(line: u32, text: &str) -> Option<Glued> {
        let words = Words::of(text);
        let last = if header::is_caption(text) { words.len() } else { words.len().min(MAX_CAPTION_WORDS + 1) };
        (0..last).find_map(|first| {
            // `Parameter Type` is two columns, though it may be one.
            [1, MAX_COLUMN_WORDS].into_iter().find_map(|longest| Self::begin_at(line, &words, first, longest))
        })
    }

    /// The same, where the header begins at a word, and names of columns have so many words at most.
    fn begin_at(line: u32, words: &Words<'_>, first: usize, longest: usize) -> Option<Glued> {
        let names = header_at(words, first, longest)?;
        let rest = names.last().map_or(0, |&(_, end, _)| end);
        let head = names.iter().map(|&(first, end, _)| cell(line, words.phrase(first, end))).collect();
        let caption = Some(words.phrase(0, first)).filter(|caption| !caption.is_empty()).map(Text::plain);
        let table = Table { caption, head: 1, rows: vec![Row { line, cells: head }] };
        let mut glued = Glued { line, table, columns: names.iter().map(|&(_, _, column)| column).collect() };
        // The rows may be in the next lines. `Path Parameters` at the end of a caption are columns by chance.
        let is_whole = first > 0 && rest == words.len() && names.len() > 2 && glued.columns[0] == Column::Name;
        let fits = row_at(words, rest, &glued.columns, true).is_some() || is_whole;
        fits.then(|| {
            glued.add_words(line, words.phrase(rest, words.len()));
            glued
        })
    }

    /// Adds a block: more rows, or more of the last cell.
    fn go_on(&mut self, block: &Block) {
        match plain(block) {
            Some(text) => self.add_words(block.line, &text),
            None => self.add_to_last(block.clone()),
        }
    }

    fn add_words(&mut self, line: u32, text: &str) {
        let words = Words::of(text);
        let (mut at, mut from) = (0, 0);
        while at < words.len() {
            let sentence = at == from || words.ends_sentence(at - 1);
            let Some(cells) = row_at(&words, at, &self.columns, sentence) else {
                at += 1;
                continue;
            };
            self.add_text(line, words.phrase(from, at));
            at = cells.last().map_or(at + 1, |&(_, end)| end);
            from = at;
            let mut row: Vec<Cell> = cells.iter().map(|&(first, end)| cell(line, words.phrase(first, end))).collect();
            row.resize(self.columns.len(), Cell::default());
            self.table.rows.push(Row { line, cells: row });
        }
        self.add_text(line, words.phrase(from, words.len()));
    }

    fn add_text(&mut self, line: u32, text: &str) {
        if !text.is_empty() {
            self.add_to_last(paragraph(line, text));
        }
    }

    /// Adds to the last cell of the last row; a header has no such cell, and takes nothing.
    fn add_to_last(&mut self, block: Block) {
        let row = self.table.rows.get_mut(1..).and_then(<[Row]>::last_mut);
        if let Some(cell) = row.and_then(|row| row.cells.last_mut()) {
            cell.blocks.push(block);
        }
    }

    fn finish(self, faults: &mut Vec<Fault>) -> Block {
        let ahead = self.columns.split_last().map_or(&[][..], |(_, ahead)| ahead);
        if ahead.iter().any(|&column| !is_told(column)) {
            let found = "cells that ran together, and were left in the last column".to_owned();
            faults.push(Fault { line: self.line, kind: FaultKind::FlatteningLost, found });
        }
        Block { line: self.line, labels: Vec::new(), kind: BlockKind::Table(self.table) }
    }
}

/// The words of the first cells of the row that begins at a word. Cells that look like nothing are left empty.
fn row_at(words: &Words<'_>, first: usize, columns: &[Column], sentence: bool) -> Option<Vec<(usize, usize)>> {
    let (_, ahead) = columns.split_last()?;
    let (mut cells, mut at, mut told) = (Vec::new(), first, 0);
    for &column in ahead {
        let length = cell_length(words, at, column)?;
        let is_small = column == Column::Type && length > 0 && !words.get(at).is_some_and(starts_like_heading);
        if is_small && words.get(first).is_some_and(starts_like_heading) {
            // `The list of …`
            return None;
        }
        told += usize::from(length > 0 && column != Column::Name);
        cells.push((at, at + length));
        at += length;
    }
    // `The Boolean value …`: what is written like a word is a name where a cell begins behind it.
    let is_word = words.get(first).is_some_and(starts_like_heading);
    if told == 1 && is_word && words.get(at).is_some_and(|next| !starts_like_heading(next)) {
        return None;
    }
    // A word and a type may stand in the middle of a sentence; a word, "Yes" and a type do not, nor `some_name` and a type.
    let is_no_word = words.get(first).is_some_and(|name| name.contains('_'));
    // `… in UTC. metadata Object The metadata`: behind a type in a sentence stands no capital.
    let begins_cell = !is_word
        && words.get(first).is_some_and(|name| !vocabulary::is_article(name))
        && words.get(at.wrapping_sub(1)).is_some_and(starts_like_heading)
        && words.get(at).is_some_and(starts_like_heading);
    (told > 1 || told == 1 && (sentence || is_no_word || begins_cell)).then_some(cells)
}

/// The names of two or more columns, one behind the other: first word, end, column.
fn header_at(words: &Words<'_>, first: usize, longest: usize) -> Option<Vec<(usize, usize, Column)>> {
    let mut names: Vec<(usize, usize, Column)> = Vec::new();
    let mut at = first;
    while let Some((end, column)) = column_at(words, at, longest) {
        if names.iter().any(|&(_, _, other)| other == column) {
            break;
        }
        names.push((at, end, column));
        at = end;
    }
    // `Path Parameters` are two names of columns too, and none of a table that describes paths.
    let begins = names.first().is_some_and(|&(_, _, column)| is_told(column));
    (names.len() > 1 && begins).then_some(names)
}

/// The longest name of a column at a word.
fn column_at(words: &Words<'_>, at: usize, longest: usize) -> Option<(usize, Column)> {
    (1..=longest).rev().map(|count| at + count).filter(|&end| end <= words.len()).find_map(|end| {
        let name = words.phrase(at, end);
        Some((end, column_of(name)?))
    })
}

/// Whether cells of a column can be told among words.
fn is_told(column: Column) -> bool {
    matches!(
        column,
        Column::Name | Column::SubName | Column::Mandatory | Column::Type | Column::Status | Column::ErrorCode
    )
}

/// How many words a cell has; none where it cannot begin here, 0 where its column says nothing.
fn cell_length(words: &Words<'_>, at: usize, column: Column) -> Option<usize> {
    if !is_told(column) {
        return Some(0);
    }
    let first = words.get(at)?;
    let fits = match column {
        Column::Type => return type_length(words, at),
        Column::Name | Column::SubName => is_identifier(first),
        Column::Mandatory => vocabulary::find(first).iter().any(|term| matches!(term, Term::Yes | Term::No)),
        _ => fit(first, column) == Fit::Tells,
    };
    (fits && !first.ends_with(['.', ',', ';', ':'])).then_some(1)
}

/// `String`, `Array of strings`, `Thing object`, with a capital.
fn type_length(words: &Words<'_>, at: usize) -> Option<usize> {
    let is_type = |end: usize| fit(words.phrase(at, end), Column::Type) == Fit::Tells;
    let first = words.get(at)?;
    if is_table_number(words.phrase(at, at + 2)) {
        return Some(2);
    }
    if !starts_like_heading(first) {
        return small_type_length(words, at);
    }
    let joined = words.get(at + 1).is_some_and(|second| second == "of");
    let object = |word: &str| matches!(word, "object" | "objects" | "structure" | "structures");
    if joined {
        let ends = (at + 3..=at + MAX_TYPE_WORDS).take_while(|&end| end <= words.len());
        return ends
            .clone()
            .find(|&end| is_type(end) && words.get(end - 1).is_some_and(object))
            .map(|end| end - at)
            .or(Some(3));
    }
    if words.get(at + 1).is_some_and(object) {
        return Some(if words.get(at + 2) == Some("array") { 3 } else { 2 });
    }
    (is_type(at + 1) && !first.ends_with('.')).then_some(1)
}

/// `list`, `thing object`, where what follows begins like a cell: `list The things.`
fn small_type_length(words: &Words<'_>, at: usize) -> Option<usize> {
    let object = words.get(at + 1).is_some_and(|word| word == "object" || word == "objects");
    let length = 1 + usize::from(object);
    let is_type = object && is_identifier(words.get(at)?) || fit(words.phrase(at, at + 1), Column::Type) == Fit::Tells;
    let is_cell = words.get(at + length).is_some_and(starts_like_heading);
    (is_type && is_cell).then_some(length)
}

fn is_identifier(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic() || "_{[".contains(c))
        && word.chars().all(|c| c.is_ascii_alphanumeric() || "_-.:~{}[]*".contains(c))
}
