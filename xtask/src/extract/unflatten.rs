//! Flattened text with the structure that only API words can tell: headings, tables of one cell a paragraph, and where the
//! page ends. In comes the [`Document`] that the reader of text made, out goes one like any other reader's.
//!
//! Documents of other markup have their structure, but for pages of Markdown whose tool knew no tables. Only the date above the title, what the site put below the page, lists written by hand,
//! captions that are plain paragraphs and tables that a tool cut are seen to there; reStructuredText, which is no site's page, passes unchanged.

mod answer;
mod breaks;
mod captions;
mod cut;
mod ends;
mod glued;
mod header;
mod inner;
mod lists;
mod lost;
mod missing;
mod names;
mod replies;
mod requests;
mod table;
mod words;

use crate::read::{Block, BlockKind, Document, Fault, Markup, Text};
use crate::vocabulary::{self, Column, Label, Section, Term};

/// Gives a flattened page its title, headings and tables, and takes off what the site put around it.
pub fn unflatten(mut document: Document) -> Document {
    if document.markup == Markup::Rst {
        return document;
    }
    ends::take_updated(&mut document);
    ends::cut_footer(&mut document.blocks);
    if document.markup == Markup::Text {
        ends::cut_prologue(&mut document.blocks);
        restore_structure(&mut document);
    }
    if document.markup == Markup::Markdown {
        document.blocks = cut::mend(document.blocks);
        if has_flat_tables(&document.blocks) {
            restore_structure(&mut document);
        }
        take_from_items(&mut document.blocks, &mut document.faults);
    }
    document.blocks = captions::attach(document.blocks);
    breaks::itemize(&mut document.blocks);
    document
}

/// Whether a page has no table as such, and captions with headers behind them all the same: tools that know no tables leave a
/// cell a paragraph.
fn has_flat_tables(blocks: &[Block]) -> bool {
    let is_table = |block: &Block| matches!(block.kind, BlockKind::Table(_));
    let begins = |at: usize| header::find(&blocks[at..]).is_some_and(|header| header.captioned);
    !blocks.iter().any(is_table) && (0..blocks.len()).any(begins)
}

/// Makes tables of the cells that items hold in paragraphs.
fn take_from_items(blocks: &mut [Block], faults: &mut Vec<Fault>) {
    let items = blocks.iter_mut().filter_map(|block| match &mut block.kind {
        BlockKind::List { items, .. } => Some(items),
        _ => None,
    });
    for item in items.flatten().filter(|item| has_flat_tables(item)) {
        let blocks = std::mem::take(item);
        let mut rest = blocks.as_slice();
        while let Some((first, others)) = rest.split_first() {
            match header::find(rest).filter(|header| header.captioned) {
                Some(header) => {
                    let (table, taken) = table::take(rest, &header, faults);
                    item.push(table);
                    rest = &rest[taken..];
                }
                None => {
                    item.push(first.clone());
                    rest = others;
                }
            }
        }
    }
}

fn restore_structure(document: &mut Document) {
    // What ends cells of several lines, of a table that has no line below its header.
    let mut structure = Structure { blocks: Vec::new(), faults: Vec::new() };
    document.blocks.retain(|block| plain(block).is_none_or(|text| text != "|"));
    let blocks = lists::part(std::mem::take(&mut document.blocks));
    let blocks = glued::separate(&blocks, &mut structure.faults);
    let mut rest = blocks.as_slice();
    while let Some((first, others)) = rest.split_first() {
        rest = match structure.take(rest) {
            0 => {
                structure.blocks.push(first.clone());
                others
            }
            taken => &rest[taken..],
        };
    }
    document.blocks = replies::join(requests::separate(structure.blocks));
    missing::restore(&mut document.blocks, &mut structure.faults);
    document.faults.append(&mut structure.faults);
    lost::report(&document.blocks, &mut document.faults);
}

/// What was told so far.
struct Structure {
    blocks: Vec<Block>,
    faults: Vec<Fault>,
}

impl Structure {
    /// Takes a title, a heading or a table from the beginning of `blocks`; tells how many blocks it took.
    fn take(&mut self, blocks: &[Block]) -> usize {
        let Some(first) = blocks.first() else { return 0 };
        let Some(text) = paragraph(first) else { return 0 };
        if self.blocks.is_empty() {
            self.push_heading(first, 1, text);
            return 1;
        }
        if let Some(header) = header::find(blocks) {
            let (table, taken) = table::take(blocks, &header, &mut self.faults);
            self.blocks.push(table);
            return taken;
        }
        if self.is_heading(text, blocks.get(1)) {
            self.push_heading(first, 2, text);
            return 1;
        }
        0
    }

    /// Whether a paragraph is the heading of a section. It does not say again what the heading before it said, and is no name
    /// of a column among others, of a table that was not told.
    fn is_heading(&self, text: &Text, next: Option<&Block>) -> bool {
        let Some(section) = section_of(&text.to_plain()) else { return false };
        let before = self.blocks.last();
        let opened = before.and_then(|block| match &block.kind {
            BlockKind::Heading { text, .. } => section_of(&text.to_plain()),
            _ => None,
        });
        // `Example:` among the forms of a URI.
        let is_of_uri = section == Section::Example && text.to_plain().ends_with([':', '：']);
        if is_of_uri && self.section() == Some(Section::Uri) {
            return false;
        }
        let column = column_of(&text.to_plain());
        let among = [before, next].into_iter().flatten().filter_map(plain).filter_map(|text| column_of(&text));
        opened != Some(section) && (column.is_none() || among.into_iter().all(|other| Some(other) == column))
    }

    /// The section that the last heading opened.
    fn section(&self) -> Option<Section> {
        self.blocks.iter().rev().find_map(|block| match &block.kind {
            BlockKind::Heading { text, .. } => Some(section_of(&text.to_plain())),
            _ => None,
        })?
    }

    fn push_heading(&mut self, block: &Block, level: u8, text: &Text) {
        let whole = text.to_plain();
        let bare = Some(whole.trim_end_matches(|c: char| matches!(c, ':' | '：') || c.is_whitespace()))
            .filter(|bare| !bare.is_empty())
            .unwrap_or(&whole);
        let kind = BlockKind::Heading { level, text: Text::plain(bare) };
        self.blocks.push(Block { kind, ..block.clone() });
    }
}

fn paragraph(block: &Block) -> Option<&Text> {
    match &block.kind {
        BlockKind::Paragraph { text } => Some(text),
        _ => None,
    }
}

fn plain(block: &Block) -> Option<String> {
    paragraph(block).map(Text::to_plain)
}

/// The section of which a text is the heading. Parameters are named like sections too, but not with a capital.
fn section_of(text: &str) -> Option<Section> {
    if !starts_like_heading(text) || text.ends_with(['.', '。']) {
        return None;
    }
    vocabulary::section(text)
}

/// Whether a paragraph between the cells of a table is a heading all the same. Cells have headings of their own, such as
/// `Constraints`, and words such as `Description` or `Example:`.
fn ends_table(text: &str) -> bool {
    let in_cells = |term: &Term| matches!(term, Term::Label(Label::Constraints | Label::Definition | Label::Range));
    section_of(text).is_some_and(|section| section != Section::Function && section != Section::Example)
        && !text.ends_with([':', '：'])
        && !vocabulary::find(text).iter().any(in_cells)
}

fn column_of(text: &str) -> Option<Column> {
    vocabulary::column(text).filter(|_| starts_like_heading(text))
}

fn starts_like_heading(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(|first| first.is_uppercase() || !first.is_ascii())
}

/// `Status code: 200`
fn is_status_line(text: &str) -> bool {
    let Some((words, status)) = text.split_once([':', '：']) else { return false };
    vocabulary::is_status_label(words) && status.trim().starts_with(|c: char| c.is_ascii_digit())
}
