//! Tables that flattening ran together into a line of words, as it does to tables inside of lists:
//! `Table 2 Parameters Parameter Type Description id String Specifies the ID. name String Specifies the name.`
//!
//! The words of the header are looked for after the caption, and then rows by what their first columns look like. Where a
//! sentence ends matters, for names are words like any other.

mod row;

use crate::read::{Block, BlockKind, Cell, Fault, FaultKind, Row, Table, Text};
use crate::vocabulary::{self, Column, Label, Section};

use super::words::Words;
use super::{column_of, ends_table, header, is_status_line, lists, plain, section_of};
use row::{is_told, row_at};

/// Columns have at most so many words in their names.
const MAX_COLUMN_WORDS: usize = 3;

/// Captions have at most so many words.
const MAX_CAPTION_WORDS: usize = 16;

/// Takes the tables apart that stand in one paragraph, and those whose caption ran together with the first column's name.
pub(super) fn separate(blocks: &[Block], faults: &mut Vec<Fault>) -> Vec<Block> {
    let mut separate = Vec::with_capacity(blocks.len());
    let mut open: Option<Glued> = None;
    let blocks: Vec<Block> = blocks.iter().flat_map(part).collect();
    for (at, block) in blocks.iter().enumerate() {
        let text = plain(block);
        if let Some(glued) = text.as_deref().and_then(|text| Glued::begin(block.line, text)) {
            separate.extend(open.replace(glued).map(|done| done.finish(faults)));
        } else if let Some(glued) = open.as_mut().filter(|_| !ends(block, blocks.get(at + 1))) {
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

/// Whether a caption begins at a word, and a header behind it. Behind a cell that is no sentence, `… data nodes Table 4 Shard`,
/// words must follow that name something, and a row behind the header: `see Table 4` begins nothing.
fn begins_captioned(words: &Words<'_>, word: usize) -> bool {
    if !header::is_caption(words.phrase(word, word + 2)) {
        return false;
    }
    let names = word + 2;
    let is_named = |header: &usize| *header > names && header_with_row(words, *header).is_some();
    let within_sentence = (names..words.len().min(names + MAX_CAPTION_WORDS))
        .take_while(|&at| !words.ends_sentence(at - 1) && !header::is_caption(words.phrase(at, at + 2)))
        .any(|at| is_named(&at));
    within_sentence || words.ends_sentence(word - 1) && has_header(words, names)
}

/// The end of the header that begins at a word, where a row follows that fits it.
fn header_with_row(words: &Words<'_>, first: usize) -> Option<usize> {
    [1, MAX_COLUMN_WORDS].into_iter().find_map(|longest| {
        let names = header_above_row(words, first, longest)?;
        names.last().map(|&(_, end, _)| end)
    })
}

/// The same as names: without the last ones, where the first row begins with a name that heads columns elsewhere.
fn header_above_row(words: &Words<'_>, first: usize, longest: usize) -> Option<Vec<ColumnName>> {
    let names = header_at(words, first, longest)?;
    let fits = |count: &usize| {
        let columns: Vec<Column> = names[..*count].iter().map(|&(_, _, column)| column).collect();
        row_at(words, names[*count - 1].1, &columns, true).is_some()
    };
    let count = (2..=names.len()).rev().find(fits)?;
    Some(names[..count].to_vec())
}

/// Where the words begin that announce the table whose header begins at a word: behind the sentence before. Where none
/// ends in sight, they are the last words of the table before, which are not told from them.
fn announcement(words: &Words<'_>, from: usize, header: usize) -> usize {
    let nearest = header.saturating_sub(MAX_CAPTION_WORDS).max(from);
    let sentence = (nearest..header).rev().find(|&word| words.ends_sentence(word)).map(|word| word + 1);
    sentence.unwrap_or(if from == 0 && nearest == 0 { 0 } else { header })
}

/// Whether a block cannot belong to a cell of the table before. A cell may have an `Example`, but no examples of requests.
fn ends(block: &Block, next: Option<&Block>) -> bool {
    match plain(block) {
        Some(text) => {
            let is_above_examples =
                || section_of(&text) == Some(Section::Example) && next.is_some_and(lists::opens_section);
            ends_table(&text) || is_status_line(&text) || header::is_caption(&text) || is_above_examples()
        }
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
        let above_row = header_above_row(words, first, longest);
        let has_row = above_row.is_some();
        let names = above_row.or_else(|| header_at(words, first, longest))?;
        let rest = names.last().map_or(0, |&(_, end, _)| end);
        let head = names.iter().map(|&(first, end, _)| cell(line, words.phrase(first, end))).collect();
        let caption = Some(words.phrase(0, first)).filter(|caption| !caption.is_empty()).map(Text::plain);
        let table = Table { caption, head: 1, rows: vec![Row { line, cells: head }] };
        let mut glued = Glued { line, table, columns: names.iter().map(|&(_, _, column)| column).collect() };
        // The rows may be in the next lines. `Path Parameters` at the end of a caption are columns by chance.
        let is_whole = first > 0 && rest == words.len() && names.len() > 2 && glued.columns[0] == Column::Name;
        (has_row || is_whole).then(|| {
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

/// The name of a column in a header: first word, end, column.
type ColumnName = (usize, usize, Column);

/// The names of two or more columns, one behind the other.
fn header_at(words: &Words<'_>, first: usize, longest: usize) -> Option<Vec<ColumnName>> {
    let mut names: Vec<ColumnName> = Vec::new();
    let mut at = first;
    while let Some((end, column)) = column_at(words, at, longest) {
        if names.iter().any(|&(_, _, other)| other == column) {
            break;
        }
        names.push((at, end, column));
        at = end;
    }
    // `Path Parameters` and `String Variable` are two names of columns too, and none of a table that describes them.
    let begins = names.first().is_some_and(|&(_, _, column)| is_told(column) && column != Column::Type);
    (names.len() > 1 && begins).then_some(names)
}

/// The longest name of a column at a word.
fn column_at(words: &Words<'_>, at: usize, longest: usize) -> Option<(usize, Column)> {
    (1..=longest).rev().map(|count| at + count).filter(|&end| end <= words.len()).find_map(|end| {
        let name = words.phrase(at, end);
        Some((end, column_of(name)?))
    })
}
