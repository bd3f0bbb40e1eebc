//! A [`Document`] as a page of reStructuredText that reads back as the same document.
//!
//! The page is in one form: one line a paragraph, tables as lists of lists (a grid would grow with its widest cell),
//! headings with a fixed adornment for each level. What markup has no words for is told by its nearest directive: a
//! heading inside a list as a `rubric` with its level, a line break as a substitution. Lines are not kept, and of white space
//! only what a page can tell: none at the ends of a text or of a styled piece.

use super::chars::width;
use super::directive::is_note;
use super::escape::{BREAK, render, render_label, render_line, render_name, render_plain};
use crate::read::{Block, BlockKind, Document, Row, Table, Text};

/// Underlines by level; deeper headings are told by a directive.
const ADORNMENTS: &[char] = &['=', '-', '~', '^', '"', '\'', '#', '*', '+', '.'];

/// Prints a document as a page.
pub fn print_rst(document: &Document) -> String {
    let mut printer = Printer { out: String::new(), indent: 0, lead: String::new(), styles: 0, level: 0 };
    for (name, value) in &document.properties {
        printer.line(&format!(":{}: {}", render_name(name), render_plain(value)));
    }
    printer.blocks(&document.blocks, true);
    if printer.out.contains(BREAK) {
        printer.out.push_str(&format!("\n.. {BREAK} raw:: html\n\n   <br>\n"));
    }
    // Lest its first character is taken for a byte order mark.
    if printer.out.starts_with('\u{feff}') {
        printer.out.insert_str(0, "..\n\n");
    }
    printer.out
}

struct Printer {
    out: String,
    /// Columns before each line.
    indent: usize,
    /// What stands before the next line instead: the marks of items that begin there.
    lead: String,
    /// Adornments used so far.
    styles: usize,
    /// The level of the last section.
    level: usize,
}

impl Printer {
    fn line(&mut self, text: &str) {
        if self.lead.is_empty() {
            if !text.is_empty() {
                self.out.extend(std::iter::repeat_n(' ', self.indent));
            }
        } else {
            let lead = std::mem::take(&mut self.lead);
            self.out.push_str(if text.is_empty() { lead.trim_end() } else { &lead });
        }
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    /// A blank line, but not at the start of a page or item.
    fn blank(&mut self) {
        if self.lead.is_empty() && !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn indented(&mut self, columns: usize, print: impl FnOnce(&mut Printer)) {
        self.indent += columns;
        print(self);
        self.indent -= columns;
    }

    /// An item whose first line begins with `mark`.
    fn item(&mut self, mark: &str, print: impl FnOnce(&mut Printer)) {
        if self.lead.is_empty() {
            self.lead.extend(std::iter::repeat_n(' ', self.indent));
        }
        self.lead.push_str(mark);
        self.indented(mark.len(), print);
        if !self.lead.is_empty() {
            self.line("");
        }
    }

    fn blocks(&mut self, blocks: &[Block], titles: bool) {
        let mut last = None;
        for block in blocks {
            if block.labels.is_empty() && needs_comment(last, &block.kind) {
                self.blank();
                self.line("..");
            }
            self.blank();
            for label in &block.labels {
                self.line(&format!(".. _{}:", render_label(label)));
            }
            self.blank();
            self.block(&block.kind, titles);
            last = Some(&block.kind);
        }
    }

    fn block(&mut self, kind: &BlockKind, titles: bool) {
        match kind {
            BlockKind::Heading { level, text } => self.heading(usize::from(*level), text, titles),
            BlockKind::Paragraph { text } => self.line(&render_line(text)),
            BlockKind::List { ordered, items } => self.list(*ordered, items),
            BlockKind::Definitions { items } => self.definitions(items),
            BlockKind::Code { language, text } => self.code(language.as_deref(), text),
            BlockKind::Lines { lines } => lines.iter().for_each(|line| self.line(&format!("| {}", render(line)))),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Note { name, blocks } => self.note(name, blocks),
            BlockKind::Quote { blocks } => self.indented(3, |printer| printer.content(blocks)),
        }
    }

    /// Blocks that are told by their indentation; where there are none, a comment has it.
    fn content(&mut self, blocks: &[Block]) {
        if blocks.is_empty() {
            self.line("..");
        }
        self.blocks(blocks, false);
    }

    fn heading(&mut self, level: usize, text: &Text, titles: bool) {
        let new = level == self.styles + 1;
        let adornment = ADORNMENTS.get(level.wrapping_sub(1)).filter(|_| titles && level <= self.level + 1);
        match adornment {
            Some(adornment) if (new || level <= self.styles) && !text.is_empty() => {
                let title = render_line(text);
                let underline = std::iter::repeat_n(adornment, width(&title).max(1)).collect::<String>();
                self.line(&title);
                self.line(&underline);
                self.styles = self.styles.max(level);
                self.level = level;
            }
            _ => {
                self.line(&format!(".. rubric:: {}", render_argument(text)));
                self.indented(3, |printer| printer.line(&format!(":heading-level: {level}")));
            }
        }
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>]) {
        let short = |item: &Vec<Block>| matches!(&item[..], [Block { kind: BlockKind::Paragraph { .. }, labels, .. }] if labels.is_empty());
        let loose = !items.iter().all(short);
        for (number, item) in (1..).zip(items) {
            if loose {
                self.blank();
            }
            let mark = if ordered { format!("{number}. ") } else { "-  ".to_owned() };
            self.item(&mark, |printer| printer.blocks(item, false));
        }
    }

    fn definitions(&mut self, items: &[(Text, Vec<Block>)]) {
        for (term, blocks) in items {
            self.blank();
            self.line(&render_line(term));
            self.indented(3, |printer| printer.definition(blocks));
        }
    }

    /// The first line follows the term without a blank one.
    fn definition(&mut self, blocks: &[Block]) {
        self.lead.extend(std::iter::repeat_n(' ', self.indent));
        self.content(blocks);
    }

    fn code(&mut self, language: Option<&str>, text: &str) {
        match language {
            Some(language) => self.line(&format!(".. code-block:: {language}")),
            None => self.line("::"),
        }
        self.blank();
        self.indented(3, |printer| text.split('\n').for_each(|line| printer.line(line)));
    }

    fn note(&mut self, name: &str, blocks: &[Block]) {
        if is_note(name) {
            self.line(&format!(".. {name}::"));
        } else {
            self.line(&format!(".. admonition:: {}", render_argument(&Text::plain(name))));
        }
        self.indented(3, |printer| printer.blocks(blocks, false));
    }

    fn table(&mut self, table: &Table) {
        let caption = table.caption.as_ref().map(render_argument).unwrap_or_default();
        self.line(&format!(".. list-table:: {caption}"));
        self.indented(3, |printer| {
            if table.head > 0 {
                printer.line(&format!(":header-rows: {}", table.head));
            }
            printer.blank();
            table.rows.iter().for_each(|row| printer.row(row));
        });
    }

    fn row(&mut self, row: &Row) {
        self.item("* ", |printer| {
            for cell in &row.cells {
                printer.item("-  ", |printer| printer.blocks(&cell.blocks, false));
            }
        });
    }
}

/// A text behind a directive's colons, where it must not look like an option.
fn render_argument(text: &Text) -> String {
    if text.is_empty() { String::new() } else { render_line(text) }
}

/// Whether a block would become a part of the one before it if nothing stood between.
fn needs_comment(last: Option<&BlockKind>, next: &BlockKind) -> bool {
    match (last, next) {
        (Some(BlockKind::Paragraph { .. } | BlockKind::Lines { .. }), BlockKind::Quote { .. }) => false,
        (_, BlockKind::Quote { .. }) => true,
        (Some(BlockKind::List { ordered: last, .. }), BlockKind::List { ordered: next, .. }) => last == next,
        (Some(BlockKind::Definitions { .. }), BlockKind::Definitions { .. }) => true,
        _ => false,
    }
}
