//! Two documents beside each other: how two pages differ once they are read, whatever markup they were written in.
//!
//! Comes in as two documents, goes out as text for a person. A document is taken apart into lines: a heading, a paragraph, a
//! row of a table; where they stand on the page does not count, nor how a place is called to which a reference leads, for each
//! kind of markup calls it otherwise.

use comfy_table::{ColumnConstraint, ContentArrangement, TableStyle, Width, presets};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::inspect::{styled, visible};
use crate::read::{Block, BlockKind, Cell, Document, Run, Target, Text};

/// Columns of each side.
const COLUMNS: u16 = 72;

/// Equal lines that are shown before and behind a difference.
const CONTEXT: usize = 1;

/// Both documents, with their names above them, and how many lines differ.
pub fn draw(names: [&str; 2], documents: [&Document; 2]) -> (String, usize) {
    let [a, b] = documents.map(|document| {
        let mut lines = Lines::default();
        lines.blocks(&document.blocks, 0);
        lines.0
    });
    let mut grid = comfy_table::Table::new();
    let style: TableStyle = presets::UTF8_FULL_CONDENSED;
    grid.load_style(style).set_content_arrangement(ContentArrangement::Dynamic).set_header(["", names[0], names[1]]);
    let width = ColumnConstraint::LowerBoundary(Width::Fixed(COLUMNS / 2));
    grid.set_width(2 * COLUMNS);
    for column in grid.column_iter_mut().skip(1) {
        column.set_constraint(width);
    }
    let ops = capture_diff_slices(Algorithm::Myers, &a, &b);
    let mut differing = 0;
    for (number, op) in ops.iter().enumerate() {
        let (old, new) = (&a[op.old_range()], &b[op.new_range()]);
        if let DiffOp::Equal { .. } = op {
            let shown = Shown { before: number > 0, behind: number + 1 < ops.len() };
            grid.add_rows(shown.rows(old));
            continue;
        }
        differing += old.len().max(new.len());
        for row in 0..old.len().max(new.len()) {
            let mark = match (old.get(row), new.get(row)) {
                (Some(_), Some(_)) => "~",
                (Some(_), None) => "<",
                _ => ">",
            };
            let text = |lines: &[String]| lines.get(row).cloned().unwrap_or_default();
            grid.add_row([mark.to_owned(), text(old), text(new)]);
        }
    }
    (grid.to_string(), differing)
}

/// Of a run of equal lines, those that stand beside a difference.
struct Shown {
    before: bool,
    behind: bool,
}

impl Shown {
    fn rows(&self, lines: &[String]) -> Vec<[String; 3]> {
        let (first, last) = (if self.before { CONTEXT } else { 0 }, if self.behind { CONTEXT } else { 0 });
        let equal = |line: &String| ["=".to_owned(), line.clone(), line.clone()];
        if lines.len() <= first + last + 1 {
            return lines.iter().map(equal).collect();
        }
        let hidden = lines.len() - first - last;
        let mut rows: Vec<[String; 3]> = lines[..first].iter().map(equal).collect();
        rows.push(["=".to_owned(), format!("… {hidden} equal lines"), String::new()]);
        rows.extend(lines[lines.len() - last..].iter().map(equal));
        rows
    }
}

/// A text with its styles; of references it has that they are some, and addresses outside of the documentation.
fn inline(text: &Text) -> String {
    let run = |run: &Run| match &run.target {
        None => styled(run),
        Some(Target::Label(_)) => format!("{}→", styled(run)),
        Some(Target::Url(url)) => format!("{}→<{url}>", styled(run)),
    };
    text.runs.iter().map(run).collect()
}

/// A document as lines.
#[derive(Default)]
struct Lines(Vec<String>);

impl Lines {
    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        blocks.iter().for_each(|block| self.block(block, depth));
    }

    fn block(&mut self, block: &Block, depth: usize) {
        match &block.kind {
            BlockKind::Heading { level, text } => {
                self.push(depth, &format!("{} {}", "#".repeat(usize::from(*level)), text.to_plain()))
            }
            BlockKind::Paragraph { text } => self.push(depth, &inline(text)),
            BlockKind::Lines { lines } => {
                lines.iter().for_each(|line| self.push(depth, &format!("| {}", inline(line))))
            }
            BlockKind::Code { text, .. } => text.lines().for_each(|line| self.push(depth, &format!("` {line}"))),
            BlockKind::List { items, .. } => {
                for item in items {
                    let start = self.0.len();
                    self.blocks(item, depth + 1);
                    if let Some(first) = self.0.get_mut(start) {
                        *first = format!("{}- {}", "  ".repeat(depth), first.trim_start());
                    }
                }
            }
            BlockKind::Definitions { items } => {
                for (term, blocks) in items {
                    self.push(depth, &format!("{}:", inline(term)));
                    self.blocks(blocks, depth + 1);
                }
            }
            BlockKind::Note { name, blocks } => {
                self.push(depth, &format!("{name}:"));
                self.blocks(blocks, depth + 1);
            }
            BlockKind::Quote { blocks } => self.blocks(blocks, depth + 1),
            BlockKind::Table(table) => {
                let caption = table.caption.as_ref().map_or("table without a caption".to_owned(), Text::to_plain);
                self.push(depth, &format!("┌ {caption}"));
                for row in &table.rows {
                    let cells: Vec<String> = row.cells.iter().map(cell).collect();
                    self.push(depth, &format!("│ {}", cells.join(" │ ")));
                }
            }
        }
    }

    fn push(&mut self, depth: usize, text: &str) {
        self.0.push(format!("{}{}", "  ".repeat(depth), visible(&text.replace('\n', " "))));
    }
}

/// A cell on one line, its blocks parted by a stroke.
fn cell(cell: &Cell) -> String {
    let mut lines = Lines::default();
    lines.blocks(&cell.blocks, 0);
    lines.0.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" / ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{read_html, read_markdown};

    const HTML: &str = "<h1>Weighing</h1><p>One.</p><table><caption>Table 1 Query</caption><tr><th>Name</th><th>Type</th></tr>\
        <tr><td>grams</td><td>Integer</td></tr></table>";

    #[test]
    fn the_same_page_in_two_kinds_of_markup_has_no_difference() {
        let markdown = "# Weighing\n\nOne.\n\n**Table 1** Query\n\n| Name | Type |\n|---|---|\n| grams | Integer |\n";
        let (a, b) = (read_html(HTML), read_markdown(markdown));
        let (text, differing) = draw(["a.html", "b.md"], [&a, &b]);
        assert_eq!(differing, 0, "{text}");
        assert!(text.contains("equal lines"), "{text}");
    }

    #[test]
    fn lines_that_differ_stand_beside_each_other_and_the_cursor_stays() {
        let other = HTML.replace("Integer", "Str\u{202e}ing").replace("<p>One.</p>", "");
        let (text, differing) = draw(["a", "b"], [&read_html(HTML), &read_html(&other)]);
        assert_eq!(differing, 2, "{text}");
        let row = text.lines().find(|line| line.contains("Integer")).unwrap();
        assert!(row.contains('~') && row.contains("Str\\u{202e}ing"), "{row}");
        assert!(text.lines().any(|line| line.contains('<') && line.contains("One.")), "{text}");
    }
}
