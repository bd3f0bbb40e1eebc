//! A [`Document`] as a page of Markdown that reads back as the same document.
//!
//! One line a paragraph. Tables are rows of pipes where each cell holds one text at most; what Markdown has no words for, as lists in
//! cells, several header rows or terms with explanations, stands as HTML.

use super::inline::{Place, render};
use crate::read::html::caption::{caption_of, is_of_table};
use crate::read::html::print::{escape, print_blocks, print_table, states_levels};
use crate::read::{Block, BlockKind, Cell, Document, Row, Table};

/// Notes that Markdown knows.
const ALERTS: &[&str] = &["note", "tip", "important", "warning", "caution"];

/// Prints a document as a page.
pub fn print_markdown(document: &Document) -> String {
    let states_levels = states_levels(&document.blocks);
    let mut printer = Printer { out: String::new(), prefix: String::new(), lead: None, apart: true, states_levels };
    if !document.properties.is_empty() {
        printer.line("---");
        document.properties.iter().for_each(|(name, value)| printer.line(&format!("{name}: {value}")));
        printer.line("---");
    }
    printer.blocks(&document.blocks);
    printer.out
}

struct Printer {
    out: String,
    /// What stands before each line: blanks in items, `> ` in quotes.
    prefix: String,
    /// What stands before the next line instead: the marks of items that begin there.
    lead: Option<String>,
    /// Nothing stands before the next line that it could belong to.
    apart: bool,
    states_levels: bool,
}

impl Printer {
    fn line(&mut self, text: &str) {
        let before = self.lead.take().unwrap_or_else(|| self.prefix.clone());
        let line = format!("{before}{text}");
        self.out.push_str(line.trim_end());
        self.out.push('\n');
        self.apart = false;
    }

    /// A blank line, but not at the start of a page or item.
    fn blank(&mut self) {
        if !self.apart {
            self.line("");
            self.apart = true;
        }
    }

    /// Content behind a mark, whose further lines stand behind `prefix`.
    fn behind(&mut self, mark: &str, prefix: &str, print: impl FnOnce(&mut Printer)) {
        let lead = self.lead.take().unwrap_or_else(|| self.prefix.clone());
        self.lead = Some(lead + mark);
        let length = self.prefix.len();
        self.prefix.push_str(prefix);
        self.apart = true;
        print(self);
        if self.lead.is_some() {
            self.line("");
        }
        self.prefix.truncate(length);
        self.apart = false;
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut before: Option<&Block> = None;
        let mut other = false;
        for block in blocks {
            self.blank();
            for label in &block.labels {
                self.line(&format!("<a id=\"{}\"></a>", escape(label)));
            }
            if !block.labels.is_empty() {
                self.blank();
            } else if before.is_some_and(|before| needs_comment(&before.kind, &block.kind)) {
                self.line("<!-- -->");
                self.blank();
            }
            other = !other && before.is_some_and(|before| is_same_list(&before.kind, &block.kind));
            self.block(block, before, other);
            before = Some(block);
        }
    }

    /// A block; a list behind one of its kind has `other` marks.
    fn block(&mut self, block: &Block, before: Option<&Block>, other: bool) {
        match &block.kind {
            BlockKind::Heading { level, text } if *level <= 6 && !self.states_levels => {
                self.line(&format!("{} {}", "#".repeat(usize::from(*level)), render(text, Place::Heading)));
            }
            BlockKind::Paragraph { text } => self.line(&render(text, Place::Block)),
            BlockKind::List { ordered, items } if items.iter().all(|item| !item.is_empty()) => {
                self.list(*ordered, items, other);
            }
            BlockKind::Code { language, text } if language.as_deref().is_none_or(is_word) => {
                self.code(language.as_deref().unwrap_or_default(), text);
            }
            BlockKind::Table(table) => self.table(table, before),
            BlockKind::Note { name, blocks } if ALERTS.contains(&name.as_str()) => {
                self.behind("> ", "> ", |printer| {
                    printer.line(&format!("[!{}]", name.to_uppercase()));
                    printer.apart = true;
                    printer.blocks(blocks);
                });
            }
            BlockKind::Quote { blocks } => self.behind("> ", "> ", |printer| printer.blocks(blocks)),
            kind => {
                let alone = Block { line: 0, labels: Vec::new(), kind: kind.clone() };
                self.html(&print_blocks(&[alone], self.states_levels));
            }
        }
    }

    fn html(&mut self, html: &str) {
        // A brace behind one of these would begin attributes of what stands before, in tags as well.
        let html = [']', ')', '`']
            .iter()
            .fold(html.to_owned(), |html, end| html.replace(&format!("{end}{{"), &format!("{end}&#123;")));
        html.lines().for_each(|line| self.line(line));
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>], other: bool) {
        let tight = items.iter().all(|item| matches!(&item[..], [block] if is_paragraph(block)));
        for (number, item) in (1..).zip(items) {
            if !tight && number > 1 {
                self.blank();
            }
            let mark = match (ordered, other) {
                (true, false) => format!("{number}. "),
                (true, true) => format!("{number}) "),
                (false, false) => "- ".to_owned(),
                (false, true) => "* ".to_owned(),
            };
            let prefix = " ".repeat(mark.len());
            self.behind(&mark, &prefix, |printer| printer.blocks(item));
        }
    }

    /// Code between fences longer than any in it.
    fn code(&mut self, language: &str, text: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(3.max(longest + 1));
        self.line(&format!("{fence}{language}"));
        text.split('\n').for_each(|line| self.line(line));
        self.line(&fence);
    }

    fn table(&mut self, table: &Table, before: Option<&Block>) {
        let caption = table.caption.as_ref().map(|caption| BlockKind::Paragraph { text: caption.clone() });
        let caption = caption.map(|kind| Block { line: 0, labels: Vec::new(), kind });
        let is_caption = |block: &Block| caption_of(block).is_some();
        // A paragraph is the caption where it looks like one, and only there; behind a table without one it may be that one's.
        let told = caption.as_ref().map_or(!before.is_some_and(is_caption), |caption| {
            caption_of(caption).is_some_and(|caption| !is_of_table(before, &caption))
        });
        let (Some(rows), true) = (pipe_rows(table), told) else {
            return self.html(&print_table(table, before));
        };
        if let Some(text) = &table.caption {
            self.line(&render(text, Place::Block));
            self.blank();
        }
        for (at, row) in rows.iter().enumerate() {
            self.line(&format!("| {} |", row.join(" | ")));
            if at == 0 {
                self.line(&format!("|{}", " --- |".repeat(row.len())));
            }
        }
    }
}

/// The cells of a table that pipes can say: one header row, and a text or nothing in each cell.
fn pipe_rows(table: &Table) -> Option<Vec<Vec<String>>> {
    let is_told = table.head == 1 && table.rows.first().is_some_and(|row| !row.cells.is_empty());
    let cells = |row: &Row| row.cells.iter().map(pipe_cell).collect();
    is_told.then(|| table.rows.iter().map(cells).collect())?
}

fn pipe_cell(cell: &Cell) -> Option<String> {
    match cell.blocks.as_slice() {
        [] => Some(String::new()),
        [Block { labels, kind: BlockKind::Paragraph { text }, .. }] if labels.is_empty() => {
            Some(render(text, Place::Cell))
        }
        _ => None,
    }
}

fn is_paragraph(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph { .. }) && block.labels.is_empty()
}

/// Whether a word may say the language of code behind a fence.
fn is_word(language: &str) -> bool {
    !language.is_empty() && language.chars().all(|c| c.is_ascii_alphanumeric() || "-_+.".contains(c))
}

/// Whether two lists would be one.
fn is_same_list(last: &BlockKind, next: &BlockKind) -> bool {
    match (last, next) {
        (BlockKind::List { ordered: last, .. }, BlockKind::List { ordered: next, .. }) => last == next,
        _ => false,
    }
}

/// Whether a block would become a part of the one before it if nothing stood between.
fn needs_comment(last: &BlockKind, next: &BlockKind) -> bool {
    let is_quoted = |kind: &BlockKind| matches!(kind, BlockKind::Quote { .. } | BlockKind::Note { .. });
    is_quoted(last) && is_quoted(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{read_html, rst::read_rst};

    #[test]
    fn a_page_is_printed_as_a_person_would_write_it() {
        let page = ":original_name: Fill.html\n\n.. _fill:\n\nFilling\n=======\n\nSet *tap_name* of :ref:`taps <taps>`: [0, 1].\n\n\
            .. table:: **Table 1** Taps\n\n   ====== ===========\n   Name   Description\n   ====== ===========\n   a|b    A tap.\n   ====== ===========\n\n\
            1. First:\n\n   .. code-block:: json\n\n      {\n\n      }\n\n2. Last.\n\n.. note::\n\n   Wet.\n";
        expect_test::expect![[r##"
            ---
            original_name: Fill.html
            ---

            <a id="fill"></a>

            # Filling

            Set *tap_name* of [taps](#taps): \[0, 1\].

            **Table 1** Taps

            | Name | Description |
            | --- | --- |
            | a\|b | A tap. |

            1. First:

               ```json
               {

               }
               ```

            2. Last.

            > [!NOTE]
            > Wet.
        "##]]
        .assert_eq(&print_markdown(&read_rst(page)));
    }

    #[test]
    fn what_pipes_cannot_say_stands_as_html() {
        let html = |page: &str| print_markdown(&read_html(page)).starts_with("<table");
        assert!(html("<table><tr><th>a</th></tr><tr><td><ul><li>b</li></ul></td></tr></table>"));
        assert!(html("<table><caption>Taps</caption><tr><th>a</th></tr><tr><td>b</td></tr></table>"));
        assert!(html("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>"));
        assert!(!html("<table><tr><th>a</th></tr><tr><td>b<br>c</td></tr></table>"));
    }
}
