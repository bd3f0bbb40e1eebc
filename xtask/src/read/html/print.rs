//! A [`Document`] as a page of HTML that reads back as the same document.
//!
//! One line a block, and no blank line anywhere, so that any block may stand in a page of Markdown as it is. What reading
//! would conclude from a page is stated where the document says otherwise: `aria-level` of a heading, `role="table"` of a table
//! that has no header or no caption, `rel="external"` of an address without a scheme. A cell that spans places is printed in each.

use std::fmt::Write;

use super::caption::caption_of;
use super::levels;
use super::note::note_kind;
use crate::read::{Block, BlockKind, Document, Row, Run, Style, Table, Target, Text};

/// Prints a document as a page.
pub fn print_html(document: &Document) -> String {
    let mut head = String::new();
    for (name, value) in &document.properties {
        let _ = match name.as_str() {
            "title" => writeln!(head, "<title>{}</title>", escape(value)),
            _ => writeln!(head, "<meta name=\"{}\" content=\"{}\">", escape(name), escape(value)),
        };
    }
    let body = print_blocks(&document.blocks, states_levels(&document.blocks));
    format!(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n{head}</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

/// Whether headings have to say their levels, for the others would tell them otherwise.
pub(in crate::read) fn states_levels(blocks: &[Block]) -> bool {
    let headings = blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading { .. }));
    let headings: Vec<Block> = headings.cloned().collect();
    let mut ranked = headings.clone();
    levels::rank(&mut ranked);
    headings != ranked
}

/// Blocks, a line or more each.
pub(in crate::read) fn print_blocks(blocks: &[Block], states_levels: bool) -> String {
    let mut printer = Printer { out: String::new(), states_levels, in_cell: false };
    printer.blocks(blocks);
    printer.out
}

/// A table behind this block.
pub(in crate::read) fn print_table(table: &Table, before: Option<&Block>) -> String {
    let mut printer = Printer { out: String::new(), states_levels: false, in_cell: false };
    printer.table(table, before);
    printer.out
}

/// Where a reference leads, as an address. The names of other pages stay as they are, where that is no other address.
pub(in crate::read) fn href(target: &Target) -> String {
    match target {
        Target::Url(url) => url.clone(),
        Target::Label(label) => {
            let (page, part) = label.split_once('#').unwrap_or((label, "#"));
            let is_page = page.ends_with(".html") && !page.contains(':') && !page.starts_with(['/', '.']);
            if is_page && !part.is_empty() { label.clone() } else { format!("#{label}") }
        }
    }
}

/// Whether an address has to be called one, for it could be the name of a page.
pub(in crate::read) fn needs_rel(target: &Target) -> bool {
    match target {
        Target::Url(url) => url.contains('#') || !url.contains(':') && !url.starts_with("//"),
        Target::Label(_) => false,
    }
}

/// Characters as text or as the value of an attribute, without a blank line.
pub(in crate::read) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Whether the line has no words so far; the end of such a line is written as a character.
    let mut blank = false;
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' if blank => out.push_str("&#10;"),
            c => out.push(c),
        }
        blank = c == '\n' || blank && c.is_whitespace();
    }
    out
}

/// The tag of a style.
pub(in crate::read) fn tag(style: Style) -> Option<&'static str> {
    match style {
        Style::Plain => None,
        Style::Emphasis => Some("em"),
        Style::Strong => Some("strong"),
        Style::Code => Some("code"),
    }
}

struct Printer {
    out: String,
    states_levels: bool,
    in_cell: bool,
}

impl Printer {
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut before = None;
        for block in blocks {
            for label in &block.labels {
                let _ = writeln!(self.out, "<a id=\"{}\"></a>", escape(label));
            }
            self.block(&block.kind, before);
            before = Some(block);
        }
    }

    fn block(&mut self, kind: &BlockKind, before: Option<&Block>) {
        match kind {
            BlockKind::Heading { level, text } => self.heading(*level, text),
            BlockKind::Paragraph { text } => self.line(&format!("<p>{}</p>", inline(text))),
            BlockKind::List { ordered, items } => self.list(if *ordered { "ol" } else { "ul" }, items),
            BlockKind::Definitions { items } => self.definitions(items),
            BlockKind::Code { language, text } => self.code(language.as_deref(), text),
            BlockKind::Lines { lines } => self.lines(lines),
            BlockKind::Table(table) => self.table(table, before),
            BlockKind::Note { name, blocks } => self.note(name, blocks),
            BlockKind::Quote { blocks } => {
                self.line("<blockquote>");
                self.blocks(blocks);
                self.line("</blockquote>");
            }
        }
    }

    fn heading(&mut self, level: u8, text: &Text) {
        let tag = level.min(6);
        let stated = self.states_levels || self.in_cell || level > 6;
        let stated = if stated { format!(" aria-level=\"{level}\"") } else { String::new() };
        self.line(&format!("<h{tag}{stated}>{}</h{tag}>", inline(text)));
    }

    fn list(&mut self, tag: &str, items: &[Vec<Block>]) {
        self.line(&format!("<{tag}>"));
        items.iter().for_each(|item| self.element("li", item));
        self.line(&format!("</{tag}>"));
    }

    /// An element around blocks, on one line where it holds one paragraph.
    fn element(&mut self, tag: &str, blocks: &[Block]) {
        match blocks {
            [] => self.line(&format!("<{tag}></{tag}>")),
            [Block { labels, kind: BlockKind::Paragraph { text }, .. }] if labels.is_empty() => {
                self.line(&format!("<{tag}>{}</{tag}>", inline(text)));
            }
            _ => {
                self.line(&format!("<{tag}>"));
                self.blocks(blocks);
                self.line(&format!("</{tag}>"));
            }
        }
    }

    fn definitions(&mut self, items: &[(Text, Vec<Block>)]) {
        self.line("<dl>");
        for (term, blocks) in items {
            self.line(&format!("<dt>{}</dt>", inline(term)));
            self.element("dd", blocks);
        }
        self.line("</dl>");
    }

    fn code(&mut self, language: Option<&str>, text: &str) {
        let class = language.map_or(String::new(), |language| format!(" class=\"language-{}\"", escape(language)));
        self.line(&format!("<pre><code{class}>{}</code></pre>", escape(text)));
    }

    fn lines(&mut self, lines: &[Text]) {
        self.line("<div class=\"line-block\">");
        lines.iter().for_each(|line| self.line(&format!("<div class=\"line\">{}</div>", inline(line))));
        self.line("</div>");
    }

    fn note(&mut self, name: &str, blocks: &[Block]) {
        let class = note_kind(name).map_or(String::new(), |kind| format!(" {kind}"));
        self.line(&format!("<div class=\"admonition{class}\">"));
        self.line(&format!("<p class=\"admonition-title\">{}</p>", escape(name)));
        self.blocks(blocks);
        self.line("</div>");
    }

    fn table(&mut self, table: &Table, before: Option<&Block>) {
        let is_caption = |block: &Block| caption_of(block).is_some();
        let stated =
            table.head == 0 || table.rows.len() == 1 || table.caption.is_none() && before.is_some_and(is_caption);
        self.line(if stated { "<table role=\"table\">" } else { "<table>" });
        if let Some(caption) = &table.caption {
            self.line(&format!("<caption>{}</caption>", inline(caption)));
        }
        let (head, body) = table.rows.split_at(table.head.min(table.rows.len()));
        self.rows("thead", "th", head);
        self.rows("tbody", "td", body);
        self.line("</table>");
    }

    fn rows(&mut self, part: &str, cell: &str, rows: &[Row]) {
        if rows.is_empty() {
            return;
        }
        let outside = std::mem::replace(&mut self.in_cell, true);
        self.line(&format!("<{part}>"));
        for row in rows {
            self.line("<tr>");
            row.cells.iter().for_each(|content| self.element(cell, &content.blocks));
            self.line("</tr>");
        }
        self.line(&format!("</{part}>"));
        self.in_cell = outside;
    }
}

/// Text on one line.
fn inline(text: &Text) -> String {
    text.runs.iter().map(piece).collect()
}

fn piece(run: &Run) -> String {
    let mut text = run.text.split('\n').map(escape).collect::<Vec<_>>().join("<br>");
    if let Some(tag) = tag(run.style) {
        text = format!("<{tag}>{text}</{tag}>");
    }
    if let Some(target) = &run.target {
        text = format!("{}{text}</a>", open_link(target));
    }
    text
}

/// The tag that opens a link.
pub(in crate::read) fn open_link(target: &Target) -> String {
    let rel = if needs_rel(target) { " rel=\"external\"" } else { "" };
    format!("<a{rel} href=\"{}\">", escape(&href(target)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{read_html, rst::read_rst};

    #[test]
    fn a_page_is_printed_a_line_a_block() {
        let page = ":original_name: Fill.html\n\n.. _fill:\n\nFilling\n=======\n\nSee :ref:`taps <taps>` & **more**.\n\n\
            .. table:: **Table 1** Taps\n\n   ==== ======\n   Name Values\n   ==== ======\n   tap  -  hot\n        -  cold\n   ==== ======\n\n\
            .. note::\n\n   Wet.\n";
        let printed = print_html(&read_rst(page));
        expect_test::expect![[r##"
            <!DOCTYPE html>
            <html>
            <head>
            <meta charset="utf-8">
            <meta name="original_name" content="Fill.html">
            </head>
            <body>
            <a id="fill"></a>
            <h1>Filling</h1>
            <p>See <a href="#taps">taps</a> &amp; <strong>more</strong>.</p>
            <table>
            <caption><strong>Table 1</strong> Taps</caption>
            <thead>
            <tr>
            <th>Name</th>
            <th>Values</th>
            </tr>
            </thead>
            <tbody>
            <tr>
            <td>tap</td>
            <td>
            <ul>
            <li>hot</li>
            <li>cold</li>
            </ul>
            </td>
            </tr>
            </tbody>
            </table>
            <div class="admonition note">
            <p class="admonition-title">note</p>
            <p>Wet.</p>
            </div>
            </body>
            </html>
        "##]]
        .assert_eq(&printed);
    }

    /// Reads a page, prints it, and tells what was stated beside the tags.
    fn stated(page: &str) -> String {
        let document = read_rst(page);
        let printed = print_html(&document);
        let kinds = |blocks: Vec<Block>| blocks.into_iter().map(|block| block.kind).collect::<Vec<_>>();
        assert_eq!(kinds(read_html(&printed).blocks).len(), document.blocks.len());
        let words = printed.split(['<', ' ', '>']).filter(|word| word.starts_with("aria-") || word.starts_with("r"));
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_reading_would_conclude_is_stated_where_the_document_says_otherwise() {
        assert_eq!(
            stated("**Table 1** none\n\n===== =====\nbolts taps\n===== =====\n1     2\n===== =====\n"),
            "role=\"table\""
        );
        assert_eq!(stated("Words\n\n+---+\n| a |\n+---+\n"), "role=\"table\"");
        assert_eq!(stated("One\n===\n\nTwo\n---\n"), "");
        assert_eq!(stated("`here <there>`__\n"), "rel=\"external\"");
        assert_eq!(stated("One\n===\n\n- .. rubric:: Deep\n     :heading-level: 7\n"), "aria-level=\"7\"");
    }
}
