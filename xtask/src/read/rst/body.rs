//! Blocks: a stretch of lines to paragraphs, lists, tables and so on.
//!
//! A [`Body`] walks over the lines of a page, an item, a cell …; each construct has a method that reads it from the
//! current line on, pushes what it gives and moves on. Nothing is read twice, so time is linear for each depth.

use super::chars::indent;
use super::lines::{Line, Part, indented, join, trimmed};
use super::marker::{Marker, classify, is_indented};
use super::reader::Reader;
use crate::read::{Block, BlockKind, FaultKind, Text};

/// A stretch of lines being read.
pub(super) struct Body<'r, 'n, 's, 'a> {
    pub(super) reader: &'r mut Reader<'n>,
    pub(super) lines: &'s [Line<'a>],
    /// The current line.
    pub(super) at: usize,
    /// Whether sections may begin here.
    pub(super) titles: bool,
    blocks: Vec<Block>,
}

impl<'r, 'n, 's, 'a> Body<'r, 'n, 's, 'a> {
    pub(super) fn new(reader: &'r mut Reader<'n>, lines: &'s [Line<'a>], titles: bool) -> Self {
        Body { reader, lines, at: 0, titles, blocks: Vec::new() }
    }

    /// Reads all lines.
    pub(super) fn run(mut self) -> Vec<Block> {
        while let Some(line) = self.lines.get(self.at) {
            if line.text.is_empty() {
                self.at += 1;
            } else {
                self.construct(*line);
            }
        }
        self.blocks
    }

    /// Reads the construct that begins on `line`, and names its first block with the targets before it.
    fn construct(&mut self, line: Line<'a>) {
        let labels = std::mem::take(&mut self.reader.labels);
        let (start, first) = (self.at, self.blocks.len());
        self.dispatch(line);
        if std::mem::take(&mut self.reader.too_deep) {
            self.blocks.truncate(first);
            let text = join(&trimmed(self.lines[start..self.at].to_vec()));
            self.reader.fault(line.number, FaultKind::NestingTooDeep, "blocks are nested too deeply");
            self.push(line.number, BlockKind::Code { language: None, text });
        }
        match self.blocks.get_mut(first) {
            Some(block) => block.name_first(labels),
            None => self.keep_labels(labels),
        }
    }

    /// Targets before something that is no block go on waiting.
    fn keep_labels(&mut self, mut labels: Vec<String>) {
        labels.append(&mut self.reader.labels);
        self.reader.labels = labels;
    }

    fn dispatch(&mut self, line: Line<'a>) {
        match classify(line.text) {
            Marker::Text => self.text(),
            Marker::Indent => self.quote(),
            Marker::Bullet { bullet, end } => self.bullets(bullet, end),
            Marker::Enumerator { item, end } => self.enumerated(item, end),
            Marker::Field { .. } => self.fields(),
            Marker::Option { end, .. } => self.options(end),
            Marker::Doctest => self.doctest(),
            Marker::LineBlock { .. } => self.line_block(),
            Marker::GridTable => self.grid_table(),
            Marker::SimpleTable => self.simple_table(),
            Marker::Explicit { end } => self.explicit(line, end),
            Marker::Anonymous { end } => self.anonymous_target(end),
            Marker::Line => self.adorned(line),
        }
    }

    /// Appends a block.
    pub(super) fn push(&mut self, line: u32, kind: BlockKind) {
        self.blocks.push(Block { line, labels: Vec::new(), kind });
    }

    /// Appends a block that has names of its own.
    pub(super) fn push_labelled(&mut self, line: u32, labels: Vec<String>, kind: BlockKind) {
        self.blocks.push(Block { line, labels, kind });
    }

    /// Appends blocks.
    pub(super) fn extend(&mut self, blocks: Vec<Block>) {
        self.blocks.extend(blocks);
    }

    /// Whether nothing but the title of the page stands before.
    pub(super) fn begins_page(&self) -> bool {
        self.titles && matches!(&self.blocks[..], [] | [Block { kind: BlockKind::Heading { .. }, .. }])
    }

    /// Where the next line stands that is not blank.
    pub(super) fn next_filled(&self) -> Option<(usize, Line<'a>)> {
        let ahead = self.lines.get(self.at..)?;
        let offset = ahead.iter().position(|line| !line.text.is_empty())?;
        Some((self.at + offset, ahead[offset]))
    }

    /// A title, the first of some definitions, or a paragraph.
    pub(super) fn text(&mut self) {
        let Some(line) = self.lines.get(self.at).copied() else { return };
        match self.lines.get(self.at + 1).copied().filter(|next| !next.text.is_empty()) {
            Some(next) if is_indented(next.text) => self.definitions(),
            Some(next) if self.underlined(line, next) => {}
            _ => self.paragraph(line),
        }
    }

    fn paragraph(&mut self, first: Line<'a>) {
        let rest = &self.lines[self.at..];
        let ends = |line: &Line<'_>| line.text.is_empty() || line.text.starts_with(' ');
        let len = 1 + rest[1..].iter().position(ends).unwrap_or(rest.len() - 1);
        self.at += len;
        match rest[..len] {
            [line] => self.paragraph_text(line.text, first.number),
            _ => self.paragraph_text(&join(&rest[..len]), first.number),
        }
    }

    /// A paragraph; where it ends in `::`, with the literal block that follows.
    fn paragraph_text(&mut self, raw: &str, line: u32) {
        let literal =
            raw.ends_with("::") && raw[..raw.len() - 2].bytes().rev().take_while(|&b| b == b'\\').count() % 2 == 0;
        let shown = match raw {
            _ if !literal => raw,
            "::" => "",
            _ if raw[..raw.len() - 2].ends_with([' ', '\n']) => raw[..raw.len() - 3].trim_end(),
            _ => &raw[..raw.len() - 1],
        };
        let text = self.reader.text(shown, line);
        self.push_paragraph(line, text);
        if literal {
            self.literal_block();
        }
    }

    /// Appends a paragraph, named by the targets inside it; one without text only where a target leads to it.
    pub(super) fn push_paragraph(&mut self, line: u32, text: Text) {
        if text.is_empty() {
            return;
        }
        let labels = std::mem::take(&mut self.reader.labels);
        self.push_labelled(line, labels, BlockKind::Paragraph { text });
    }

    fn literal_block(&mut self) {
        let Part { lines, next } = indented(self.lines, self.at);
        if lines.is_empty() {
            return self.quoted_literal_block();
        }
        self.at = next;
        self.push_code(&lines, None);
    }

    /// Lines that all begin with the same punctuation character.
    fn quoted_literal_block(&mut self) {
        let Some((start, first)) = self.next_filled() else { return };
        let Some(quote) = first.text.chars().next().filter(char::is_ascii_punctuation) else { return };
        let lines = &self.lines[start..];
        let len = lines.iter().position(|line| !line.text.starts_with(quote)).unwrap_or(lines.len());
        self.at = start + len;
        self.push_code(&lines[..len], None);
    }

    /// Appends lines as code, without the indentation that they share.
    pub(super) fn push_code(&mut self, lines: &[Line<'_>], language: Option<String>) {
        let Some(first) = lines.first() else { return };
        let shared = lines.iter().filter(|line| !line.text.is_empty());
        let shared = shared.map(|line| indent(line.text)).min().unwrap_or(0);
        let lines: Vec<Line<'_>> = lines.iter().map(|line| super::lines::cut(*line, shared)).collect();
        self.push(first.number, BlockKind::Code { language, text: join(&lines) });
    }

    fn doctest(&mut self) {
        let rest = &self.lines[self.at..];
        let len = rest.iter().position(|line| line.text.is_empty()).unwrap_or(rest.len());
        self.at += len;
        self.push_code(&rest[..len], None);
    }

    fn quote(&mut self) {
        let Part { lines, next } = indented(self.lines, self.at);
        self.at = next;
        let mut rest = &lines[..];
        while let Some(first) = rest.first() {
            let (content, attribution, after) = split_attribution(rest);
            let mut blocks = self.reader.nested(content);
            if let Some((line, raw)) = attribution {
                let text = self.reader.text(&raw, line);
                if !text.is_empty() {
                    blocks.push(Block { line, labels: Vec::new(), kind: BlockKind::Paragraph { text } });
                }
            }
            self.push(first.number, BlockKind::Quote { blocks });
            let blank = after.iter().position(|line| !line.text.is_empty()).unwrap_or(after.len());
            rest = &after[blank..];
        }
    }
}

type Attribution = Option<(u32, String)>;

/// Splits a quote at a paragraph that begins with a dash and says who is quoted.
fn split_attribution<'s, 'a>(lines: &'s [Line<'a>]) -> (&'s [Line<'a>], Attribution, &'s [Line<'a>]) {
    for at in 1..lines.len() {
        if !lines[at - 1].text.is_empty() {
            continue;
        }
        let Some(dash) = attribution_dash(lines[at].text) else { continue };
        let len = lines[at..].iter().position(|line| line.text.is_empty()).unwrap_or(lines.len() - at);
        let indents = lines[at + 1..at + len].iter().map(|line| line.text.len() - line.text.trim_start().len());
        let indents: Vec<usize> = indents.collect();
        if indents.windows(2).any(|pair| pair[0] != pair[1]) {
            continue;
        }
        let mut raw = lines[at].text[dash..].to_owned();
        for line in &lines[at + 1..at + len] {
            raw.push('\n');
            raw.push_str(line.text.trim_start());
        }
        return (&lines[..at], Some((lines[at].number, raw)), &lines[at + len..]);
    }
    (lines, None, &[])
}

/// The length of the dash that an attribution begins with.
fn attribution_dash(line: &str) -> Option<usize> {
    let dashes = line.bytes().take_while(|&b| b == b'-').count();
    let len = match dashes {
        2 | 3 => dashes,
        0 if line.starts_with('—') => '—'.len_utf8(),
        _ => return None,
    };
    let blanks = line[len..].bytes().take_while(|&b| b == b' ').count();
    (len + blanks < line.len()).then_some(len + blanks)
}
