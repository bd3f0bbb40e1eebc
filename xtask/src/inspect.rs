//! A document drawn for a person: what a reader made of a page, with the lines it comes from.
//!
//! Tables carry the number under which `model.json` and corrections refer to them; one in a cell has none. Nothing of the page can move the
//! cursor: control characters are shown as such.

use std::fmt::Write;

use comfy_table::{ContentArrangement, TableStyle, presets};

use crate::read::{Block, BlockKind, Document, Run, Style, Table, Target, Text};

const COLUMNS: u16 = 120;

/// The page of this name, as text.
pub fn draw(page: &str, document: &Document) -> String {
    let mut drawing = Drawing { text: String::new(), tables: 0, in_cell: false };
    let markup = format!("{:?}", document.markup).to_lowercase();
    let _ = writeln!(drawing.text, "{page} ({markup})");
    for (name, value) in &document.properties {
        drawing.line(None, 1, &format!(":{name}: {value}"));
    }
    drawing.blocks(&document.blocks, 1);
    for fault in &document.faults {
        let kind = serde_json::to_string(&fault.kind).unwrap_or_default();
        drawing.line(Some(fault.line), 1, &format!("fault {}: {}", kind.trim_matches('"'), fault.found));
    }
    drawing.text
}

struct Drawing {
    text: String,
    /// Tables met so far.
    tables: u32,
    in_cell: bool,
}

impl Drawing {
    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        blocks.iter().for_each(|block| self.block(block, depth));
    }

    fn block(&mut self, block: &Block, depth: usize) {
        if !block.labels.is_empty() {
            self.line(Some(block.line), depth, &format!("[{}]", block.labels.join("] [")));
        }
        let line = Some(block.line);
        match &block.kind {
            BlockKind::Heading { level, text } => {
                self.text.push('\n');
                self.line(line, depth, &format!("{} {}", "#".repeat(usize::from(*level)), inline(text)));
            }
            BlockKind::Paragraph { text } => self.line(line, depth, &inline(text)),
            BlockKind::List { ordered, items } => self.list(line, *ordered, items, depth),
            BlockKind::Definitions { items } => self.definitions(line, items, depth),
            BlockKind::Code { language, text } => {
                self.line(line, depth, &format!("code {}", language.as_deref().unwrap_or_default()));
                self.line(None, depth + 1, text);
            }
            BlockKind::Lines { lines } => {
                lines.iter().for_each(|text| self.line(line, depth, &format!("| {}", inline(text))))
            }
            BlockKind::Table(table) => self.table(line, table, depth),
            BlockKind::Note { name, blocks } => {
                self.line(line, depth, &format!("{name}:"));
                self.blocks(blocks, depth + 1);
            }
            BlockKind::Quote { blocks } => self.blocks(blocks, depth + 1),
        }
    }

    fn list(&mut self, line: Option<u32>, ordered: bool, items: &[Vec<Block>], depth: usize) {
        for (number, item) in items.iter().enumerate() {
            let bullet = if ordered { format!("{}.", number + 1) } else { "-".to_owned() };
            match item.split_first() {
                Some((Block { labels, line, kind: BlockKind::Paragraph { text } }, rest)) if labels.is_empty() => {
                    self.line(Some(*line), depth, &format!("{bullet} {}", inline(text)));
                    self.blocks(rest, depth + 1);
                }
                _ => {
                    self.line(line, depth, &bullet);
                    self.blocks(item, depth + 1);
                }
            }
        }
    }

    fn definitions(&mut self, line: Option<u32>, items: &[(Text, Vec<Block>)], depth: usize) {
        for (term, blocks) in items {
            self.line(line, depth, &format!("{}:", inline(term)));
            self.blocks(blocks, depth + 1);
        }
    }

    fn table(&mut self, line: Option<u32>, table: &Table, depth: usize) {
        let name = if self.in_cell {
            "table in a cell".to_owned()
        } else {
            self.tables += 1;
            format!("table {} of the page", self.tables)
        };
        let caption = table.caption.as_ref().map_or("without a caption".to_owned(), inline);
        let lines: Vec<String> = table.rows.iter().map(|row| row.line.to_string()).collect();
        let title = format!("{name}, {caption}; rows at lines {}", lines.join(", "));
        self.line(line, depth, &title);
        let drawn = draw_grid(table);
        self.line(None, depth, &drawn);
    }

    fn line(&mut self, number: Option<u32>, depth: usize, text: &str) {
        for (index, part) in text.split('\n').enumerate() {
            let number = number.filter(|_| index == 0).map_or(String::new(), |number| number.to_string());
            let _ = writeln!(
                self.text,
                "{number:>width$} {:indent$}{}",
                "",
                visible(part),
                width = GUTTER - 1,
                indent = 2 * depth
            );
        }
    }
}

fn draw_grid(table: &Table) -> String {
    let mut grid = comfy_table::Table::new();
    let style: TableStyle = presets::UTF8_FULL_CONDENSED;
    grid.load_style(style).set_content_arrangement(ContentArrangement::Dynamic).set_width(COLUMNS);
    for (number, row) in table.rows.iter().enumerate() {
        let cells: Vec<String> = row.cells.iter().map(|cell| draw_cell(&cell.blocks)).collect();
        if number == 0 && table.head > 0 {
            grid.set_header(cells);
        } else {
            grid.add_row(cells);
        }
    }
    grid.to_string()
}

/// The blocks of a cell without their lines.
fn draw_cell(blocks: &[Block]) -> String {
    let mut drawing = Drawing { text: String::new(), tables: 0, in_cell: true };
    drawing.blocks(blocks, 0);
    let lines = drawing.text.lines().map(|line| line.get(GUTTER..).unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// Columns before the text: the number of the line and a blank.
const GUTTER: usize = 7;

pub(crate) fn inline(text: &Text) -> String {
    let run = |run: &Run| {
        let styled = styled(run);
        match &run.target {
            None => styled,
            Some(Target::Label(label)) => format!("{styled}→[{label}]"),
            Some(Target::Url(url)) => format!("{styled}→<{url}>"),
        }
    };
    text.runs.iter().map(run).collect()
}

/// The text of a run with the marks of its style, which stand before the line break at its end.
pub(crate) fn styled(run: &Run) -> String {
    let (words, breaks) = run.text.split_at(run.text.trim_end_matches('\n').len());
    let mark = match run.style {
        Style::Emphasis if !words.is_empty() => "*",
        Style::Strong if !words.is_empty() => "**",
        Style::Code if !words.is_empty() => "`",
        _ => "",
    };
    format!("{mark}{words}{mark}{breaks}")
}

/// Control and direction characters as escapes.
pub(crate) fn visible(text: &str) -> String {
    let moves = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(moves) {
        return text.to_owned();
    }
    text.chars().map(|c| if moves(c) { c.escape_unicode().to_string() } else { c.to_string() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Cell, Row};

    fn block(line: u32, kind: BlockKind) -> Block {
        Block { line, labels: Vec::new(), kind }
    }

    fn paragraph(line: u32, text: &str) -> Block {
        block(line, BlockKind::Paragraph { text: Text::plain(text) })
    }

    fn row(line: u32, cells: &[&str]) -> Row {
        Row { line, cells: cells.iter().map(|text| Cell { blocks: vec![paragraph(line, text)] }).collect() }
    }

    #[test]
    fn a_page_is_drawn_with_lines_labels_and_tables() {
        let table = Table {
            caption: Some(Text::plain("Table 1 Query")),
            head: 1,
            rows: vec![row(6, &["Name", "Type"]), row(8, &["id", "String"])],
        };
        let heading = BlockKind::Heading { level: 1, text: Text::plain("Title") };
        let list =
            BlockKind::List { ordered: false, items: vec![vec![paragraph(3, "one")], vec![paragraph(4, "two")]] };
        let document = Document {
            blocks: vec![
                Block { line: 1, labels: vec!["topic".into()], kind: heading },
                block(3, list),
                block(5, BlockKind::Table(table)),
            ],
            ..Document::default()
        };
        expect_test::expect![[r"
            page.rst (rst)
                 1   [topic]

                 1   # Title
                 3   - one
                 4   - two
                 5   table 1 of the page, Table 1 Query; rows at lines 6, 8
                     ┌──────┬────────┐
                     │ Name ┆ Type   │
                     ╞══════╪════════╡
                     │ id   ┆ String │
                     └──────┴────────┘
        "]]
        .assert_eq(&draw("page.rst", &document));
    }

    #[test]
    fn nothing_on_a_page_moves_the_cursor() {
        let document = Document { blocks: vec![paragraph(1, "a\u{1b}[2J\u{202e}\0")], ..Document::default() };
        assert!(draw("p", &document).contains("a\\u{1b}[2J\\u{202e}\\u{0}"));
    }
}
