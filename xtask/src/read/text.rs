//! Flattened text to [`Document`]: what is left of a page after a tool dropped its markup.
//!
//! Four flattenings are read, and any mixture of them:
//!
//! | flattening | module |
//! |---|---|
//! | one cell a paragraph | none: its tables are paragraphs here, and `extract` tells them by API words |
//! | one row a line, `\| a \| b \|` | [`rows`] |
//! | one cell a line, ending in a pipe | [`cells`] |
//! | rows in pipes, one cell a line | [`spread`] |
//!
//! Every line is a paragraph of its own, for all that any of these tools leaves of one is a line. Besides, the reader
//! knows bullets ([`list`]) and JSON by the balance of its brackets ([`code`]). Headings look like any other line.

mod cells;
mod code;
mod list;
mod rows;
mod spread;

use super::space::fold_space;
use super::{Block, BlockKind, Document, Fault, FaultKind, Markup, Row, Table, Text};

/// Reads flattened text.
pub fn read_text(text: &str) -> Document {
    let mut reader = Reader::new(text.lines().zip(1..).map(|(text, number)| Line { number, text }).collect(), 0);
    reader.read_blocks();
    Document { markup: Markup::Text, properties: Vec::new(), blocks: reader.blocks, faults: reader.faults }
}

/// What is left of a line, and its number.
#[derive(Clone, Copy, Debug)]
struct Line<'a> {
    number: u32,
    text: &'a str,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Goes over the lines once.
struct Reader<'a> {
    lines: Vec<Line<'a>>,
    at: usize,
    /// How many items and cells these lines stand in.
    depth: usize,
    blocks: Vec<Block>,
    faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    fn new(lines: Vec<Line<'a>>, depth: usize) -> Self {
        Reader { lines, at: 0, depth, blocks: Vec::new(), faults: Vec::new() }
    }

    fn read_blocks(&mut self) {
        while let Some(line) = self.peek() {
            if line.is_blank() {
                self.at += 1;
            } else if rows::starts(line.text) {
                self.read_rows();
            } else if let Some(columns) = self.spread_start() {
                self.read_spread(columns);
            } else if let Some(columns) = self.cells_start() {
                self.read_cells(columns);
            } else {
                self.read_block();
            }
        }
    }

    /// Anything but a table, at a line that is not blank.
    fn read_block(&mut self) {
        let Some(line) = self.peek() else { return };
        if self.code_starts(line.text) {
            self.read_code();
        } else if self.depth < list::MAX_DEPTH && list::marker(line.text).is_some() {
            self.read_list();
        } else {
            self.read_paragraph(line);
        }
    }

    /// The blocks of the lines of a cell or an item, which hold no table.
    fn read_inside(&mut self, lines: Vec<Line<'a>>) -> Vec<Block> {
        let mut inside = Reader::new(lines, self.depth + 1);
        while let Some(line) = inside.peek() {
            if line.is_blank() {
                inside.at += 1;
            } else {
                inside.read_block();
            }
        }
        self.faults.append(&mut inside.faults);
        inside.blocks
    }

    fn read_paragraph(&mut self, line: Line<'a>) {
        match self.glued_code(line.text) {
            Some(at) => {
                self.push_paragraph(line.number, &line.text[..at]);
                self.lines[self.at].text = &line.text[at..];
            }
            None => {
                self.push_paragraph(line.number, line.text);
                self.at += 1;
            }
        }
    }

    fn push_paragraph(&mut self, line: u32, text: &str) {
        self.blocks.extend(paragraph(line, text));
    }

    fn push_table(&mut self, line: u32, table: Table) {
        self.blocks.push(Block { line, labels: Vec::new(), kind: BlockKind::Table(table) });
    }

    fn fault(&mut self, line: u32, kind: FaultKind, found: impl Into<String>) {
        self.faults.push(Fault { line, kind, found: found.into() });
    }

    fn peek(&self) -> Option<Line<'a>> {
        self.lines.get(self.at).copied()
    }

    /// The line that is `ahead` lines further.
    fn text_at(&self, ahead: usize) -> Option<&'a str> {
        self.lines.get(self.at + ahead).map(|line| line.text)
    }
}

impl Row {
    /// The row with its first cells from the row above, where they are empty: cells that span rows stand in the first columns.
    fn under(mut self, above: Option<&Row>) -> Row {
        let missing = self.cells.iter().take_while(|cell| cell.blocks.is_empty()).count();
        if missing < self.cells.len() {
            let above = above.into_iter().flat_map(|above| &above.cells);
            self.cells.iter_mut().take(missing).zip(above).for_each(|(cell, above)| cell.clone_from(above));
        }
        self
    }
}

/// A paragraph with its white space folded, where there is any text.
fn paragraph(line: u32, text: &str) -> Option<Block> {
    let text = fold_space(text);
    (!text.is_empty()).then(|| Block {
        line,
        labels: Vec::new(),
        kind: BlockKind::Paragraph { text: Text::plain(text) },
    })
}
