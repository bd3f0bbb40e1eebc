//! The columns of a table by the words in its header, never by their index.

use std::borrow::Cow;

use super::tables;
use crate::read::{Block, BlockKind, Cell, Row, Run, Table, Text};
use crate::vocabulary::{self, Column, Word};

/// Which column stands where.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    columns: Vec<Option<Column>>,
    /// Number of header rows, the first data row included where the markup lost the header.
    pub(super) head: usize,
    /// Header cells that no vocabulary has.
    pub(super) unknown: Vec<String>,
}

impl Columns {
    /// Reads the header of a table.
    pub(super) fn read(table: &Table) -> Columns {
        let head = table.head.max(1).min(table.rows.len());
        let Some(row) = head.checked_sub(1).and_then(|last| table.rows.get(last)) else { return Columns::default() };
        let mut read = Columns { head, ..Columns::default() };
        for (index, cell) in row.cells.iter().enumerate() {
            let heading = cell.to_plain();
            let column = if index == 0 { first_column(&heading) } else { vocabulary::column(&heading) };
            let column = column.or_else(|| misspelt(&heading));
            if column.is_none() && !heading.is_empty() {
                read.unknown.push(heading.into_owned());
            }
            read.columns.push(column);
        }
        read.take_meaning_for_description();
        read.head_the_headless(table);
        read
    }

    /// A heading over all columns, `Request Body Parameters`, leaves types and descriptions without one.
    fn head_the_headless(&mut self, table: &Table) {
        let Some(row) = self.head.checked_sub(1).and_then(|last| table.rows.get(last)) else { return };
        let Some((first, others)) = row.cells.split_first() else { return };
        let heading = first.to_plain();
        let spans = |cell: &Cell| cell.blocks.is_empty() || cell.to_plain() == heading;
        let words = vocabulary::words(&heading);
        let is_of_parameters = words.rest.is_empty() && words.has(Word::Filler) && !words.has(Word::Example);
        if others.len() != 2 || !others.iter().all(spans) || !is_of_parameters {
            return;
        }
        let is_type = |row: &Row| row.cells.get(1).is_some_and(tables::says_a_type);
        if table.rows.len() > self.head && table.rows.iter().skip(self.head).all(is_type) {
            self.columns = vec![Some(Column::Name), Some(Column::Type), Some(Column::Description)];
            self.unknown.clear();
        }
    }

    /// A table of parameters that tells their meaning describes them.
    fn take_meaning_for_description(&mut self) {
        if self.first() == Some(Column::Name) && !self.has(Column::Description) {
            for column in self.columns.iter_mut().filter(|column| **column == Some(Column::Meaning)) {
                *column = Some(Column::Description);
            }
        }
    }

    /// Whether the table has the column.
    pub(super) fn has(&self, column: Column) -> bool {
        self.columns.contains(&Some(column))
    }

    /// The first column of the table.
    pub(super) fn first(&self) -> Option<Column> {
        self.columns.first().copied().flatten()
    }

    /// The cell of a row in a column.
    pub(super) fn cell<'t>(&self, row: &'t Row, column: Column) -> Option<&'t Cell> {
        let index = self.columns.iter().position(|have| *have == Some(column))?;
        row.cells.get(index)
    }

    /// Everything that a row says in prose: its description, then what columns of their own say about default and range.
    pub(super) fn description<'t>(&self, row: &'t Row) -> Cow<'t, Cell> {
        let mut cells = self.columns.iter().zip(&row.cells).filter(|(column, _)| is_prose(**column));
        let Some((Some(Column::Description), first)) = cells.next() else {
            return Cow::Owned(self.labelled(row));
        };
        if cells.next().is_none() { Cow::Borrowed(first) } else { Cow::Owned(self.labelled(row)) }
    }

    /// The cells of prose joined, those of default and range under labels as if they stood in the description.
    fn labelled(&self, row: &Row) -> Cell {
        let mut blocks = Vec::new();
        for (column, cell) in self.columns.iter().zip(&row.cells) {
            let label = match column {
                Some(Column::Description) => None,
                Some(Column::Default) => Some("Default Value:"),
                Some(Column::Range) => Some("Value range:"),
                _ => continue,
            };
            if vocabulary::is_nothing(&cell.to_plain()) {
                continue;
            }
            if let Some(label) = label {
                blocks.push(Block::paragraph(row.line, label));
            }
            blocks.extend(cell.blocks.iter().cloned());
        }
        Cell { blocks }
    }

    /// Whether the rows are parameters: they have names, and something is said about them.
    pub(super) fn are_parameters(&self) -> bool {
        self.has(Column::Name)
            && [Column::Type, Column::Description, Column::Mandatory].into_iter().any(|column| self.has(column))
    }
}

fn is_prose(column: Option<Column>) -> bool {
    matches!(column, Some(Column::Description | Column::Default | Column::Range))
}

/// A word may head the first column as a name and others as something else: `Header`, `Status`, `Value`.
fn first_column(heading: &str) -> Option<Column> {
    let first = |term: vocabulary::Term| match term {
        vocabulary::Term::Column(
            column
            @ (Column::Name | Column::Status | Column::ErrorCode | Column::Method | Column::Uri | Column::Action),
        ) => Some(column),
        _ => None,
    };
    vocabulary::find_as(heading, first).or_else(|| vocabulary::column(heading))
}

/// The column of a long word with one slip in it: `Paramters`.
fn misspelt(heading: &str) -> Option<Column> {
    const SHORTEST: usize = 8;
    let folded = vocabulary::fold(heading);
    let is_word = folded.len() >= SHORTEST && folded.chars().all(|c| c.is_ascii_alphabetic());
    let mut columns = vocabulary::column_words().filter(|(word, _)| strsim::osa_distance(word, &folded) == 1);
    columns.next().map(|(_, column)| column).filter(|_| is_word)
}

impl Cell {
    /// The characters of the cell's first paragraph, or of all its blocks joined by blanks.
    pub(super) fn to_plain(&self) -> Cow<'_, str> {
        match self.blocks.as_slice() {
            [] => Cow::Borrowed(""),
            [Block { kind: BlockKind::Paragraph { text }, .. }] => match text.runs.as_slice() {
                [run] => Cow::Borrowed(run.text.as_str()),
                _ => Cow::Owned(text.to_plain()),
            },
            blocks => {
                let mut plain = String::new();
                blocks.iter().for_each(|block| add_plain(block, &mut plain));
                Cow::Owned(plain)
            }
        }
    }

    /// The pieces of the cell's paragraphs, lists opened up.
    pub(super) fn runs(&self) -> Vec<&Run> {
        let mut runs = Vec::new();
        self.blocks.iter().for_each(|block| add_runs(block, &mut runs));
        runs
    }
}

fn add_plain(block: &Block, plain: &mut String) {
    let mut add = |text: &str| {
        if !plain.is_empty() && !text.is_empty() {
            plain.push(' ');
        }
        plain.push_str(text);
    };
    match &block.kind {
        BlockKind::Paragraph { text } | BlockKind::Heading { text, .. } => add(&text.to_plain()),
        BlockKind::Code { text, .. } => add(text),
        BlockKind::Lines { lines } => lines.iter().for_each(|line| add(&line.to_plain())),
        BlockKind::List { items, .. } => items.iter().flatten().for_each(|block| add_plain(block, plain)),
        BlockKind::Note { blocks, .. } | BlockKind::Quote { blocks } => {
            blocks.iter().for_each(|block| add_plain(block, plain));
        }
        BlockKind::Definitions { items } => {
            for (term, blocks) in items {
                add_plain(&Block::paragraph(block.line, term.to_plain()), plain);
                blocks.iter().for_each(|block| add_plain(block, plain));
            }
        }
        BlockKind::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.flat_map(|cell| &cell.blocks).for_each(|block| add_plain(block, plain));
        }
    }
}

fn add_runs<'b>(block: &'b Block, runs: &mut Vec<&'b Run>) {
    match &block.kind {
        BlockKind::Paragraph { text } | BlockKind::Heading { text, .. } => runs.extend(&text.runs),
        BlockKind::Lines { lines } => runs.extend(lines.iter().flat_map(|line| &line.runs)),
        BlockKind::List { items, .. } => items.iter().flatten().for_each(|block| add_runs(block, runs)),
        BlockKind::Note { blocks, .. } | BlockKind::Quote { blocks } => {
            blocks.iter().for_each(|block| add_runs(block, runs));
        }
        BlockKind::Definitions { items } => {
            for (term, blocks) in items {
                runs.extend(&term.runs);
                blocks.iter().for_each(|block| add_runs(block, runs));
            }
        }
        BlockKind::Code { .. } | BlockKind::Table(_) => {}
    }
}

impl Block {
    /// A paragraph of plain text.
    pub(super) fn paragraph(line: u32, text: impl Into<String>) -> Block {
        Block { line, labels: Vec::new(), kind: BlockKind::Paragraph { text: Text::plain(text) } }
    }
}
