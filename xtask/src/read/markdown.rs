//! Markdown to [`Document`], by pulldown-cmark.
//!
//! Markdown may hold HTML anywhere: whole tables, anchors in headings, breaks in cells. So it is written as HTML, each
//! line of which is the line of the same number in the page, and then read as HTML. [`print`] is the way back.
//!
//! What single tools write beyond Markdown becomes HTML first, each line by itself:
//!
//! | what | module |
//! |---|---|
//! | tables with cells of several lines | [`drawn`], [`spread`] |
//! | `::: note` | [`foreign`] |
//! | `[text]{#id .class}` | [`spans`] |

mod drawn;
mod foreign;
mod inline;
pub(super) mod print;
mod spans;
mod spread;

use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd,
};

use super::html::{is_tag, read_html};
use super::space::fold_space;
use super::{Document, Fault, FaultKind, Markup};

/// Reads Markdown.
pub fn read_markdown(text: &str) -> Document {
    let text = &*foreign::without(text);
    let mut writer = Writer { source: text, html: String::with_capacity(text.len() * 2), ..Writer::default() };
    for part in parts(text) {
        for (event, range) in Parser::new_ext(&text[part.clone()], options()).into_offset_iter() {
            writer.write(event, &(part.start + range.start..part.start + range.end));
        }
    }
    let mut document = read_html(&writer.html);
    document.markup = Markup::Markdown;
    document.properties.splice(0..0, properties(&writer.metadata));
    document.faults.append(&mut writer.faults);
    document
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
}

/// The text in parts, of which all but the first begin with a pipe table that follows another one directly: to Markdown they
/// are one table, but a second header shows that they are two.
fn parts(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut starts = vec![0];
    let (mut at, mut before, mut fence) = (0, "", None);
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        fence = fence_after(line, fence);
        // Some tools write no pipe before the first cell.
        let begins = before.contains('|') && line.contains('|') && !is_separator(line);
        if begins && fence.is_none() && lines.peek().is_some_and(|next| is_separator(next)) {
            starts.push(at);
        }
        at += line.len();
        before = line;
    }
    let ends = starts.clone().into_iter().skip(1).chain([text.len()]);
    starts.into_iter().zip(ends).map(|(start, end)| start..end)
}

/// The fence around the code behind a line, its mark and length: one that is open ends at one as long, with nothing behind it.
fn fence_after(line: &str, open: Option<(char, usize)>) -> Option<(char, usize)> {
    let line = line.trim();
    let Some(mark) = line.chars().next().filter(|c| matches!(c, '`' | '~')) else { return open };
    let behind = line.trim_start_matches(mark);
    let length = line.len() - behind.len();
    match open {
        None if length >= 3 && !behind.contains('`') => Some((mark, length)),
        Some(fence) if mark == fence.0 && length >= fence.1 && behind.is_empty() => None,
        _ => open,
    }
}

/// `|---|:--:|`, `---|---`
fn is_separator(line: &str) -> bool {
    let line = line.trim();
    line.contains('|') && line.contains("--") && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' '))
}

/// `key: value` lines of the block before the page.
fn properties(metadata: &str) -> Vec<(String, String)> {
    let pairs = metadata.lines().filter_map(|line| line.split_once(':'));
    let unquoted = |value: &str| fold_space(value.trim().trim_matches(['"', '\'']));
    pairs
        .map(|(key, value)| (fold_space(key), unquoted(value)))
        .filter(|(key, value)| !key.is_empty() && !value.is_empty())
        .collect()
}

/// Writes HTML line by line like its source.
#[derive(Default)]
struct Writer<'a> {
    source: &'a str,
    html: String,
    /// Lines of the source before `read_to`.
    source_lines: usize,
    read_to: usize,
    /// Lines of the HTML before `counted_to`.
    html_lines: usize,
    counted_to: usize,
    metadata: String,
    in_metadata: bool,
    /// In a block that says that it is HTML.
    in_raw: bool,
    in_head: bool,
    /// Columns of the table.
    columns: usize,
    faults: Vec<Fault>,
}

impl<'a> Writer<'a> {
    fn write(&mut self, event: Event<'a>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_metadata => self.metadata.push_str(&text),
            Event::Text(html) if self.in_raw => self.raw(&html),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => {
                self.html.push_str("<code>");
                self.text(&text);
                self.html.push_str("</code>");
            }
            Event::Html(html) => {
                self.align(range);
                self.raw(&html);
            }
            Event::InlineHtml(html) => self.raw(&html),
            Event::SoftBreak => self.html.push('\n'),
            Event::HardBreak => self.html.push_str("<br>\n"),
            Event::Rule => self.html.push_str("<hr>"),
            _ => {}
        }
    }

    /// Goes on to the line at which something begins.
    fn align(&mut self, range: &Range<usize>) {
        if range.start > self.read_to {
            self.source_lines += breaks(&self.source[self.read_to..range.start]);
            self.read_to = range.start;
        }
        self.html_lines += breaks(&self.html[self.counted_to..]);
        while self.html_lines < self.source_lines {
            self.html.push('\n');
            self.html_lines += 1;
        }
        self.counted_to = self.html.len();
    }

    fn start(&mut self, tag: Tag<'a>, range: &Range<usize>) {
        if !is_inline(&tag) {
            self.align(range);
        }
        match tag {
            Tag::Heading { level, id, .. } => {
                self.html.push_str(heading(level).0);
                if let Some(id) = id {
                    self.html.push_str("<a id=\"");
                    self.text(&id);
                    self.html.push_str("\"></a>");
                }
            }
            Tag::BlockQuote(Some(kind)) => {
                let name = alert(kind);
                self.html.push_str(&format!("<div class=\"{name}\"><p class=\"title\">{name}</p>"));
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(language)) if &*language == "{=html}" => self.in_raw = true,
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::List(Some(_)) => self.html.push_str("<ol>"),
            Tag::Table(columns) => {
                self.columns = columns.len();
                self.html.push_str("<table>");
            }
            Tag::TableRow => {
                self.check_row(&self.source[range.clone()]);
                self.html.push_str("<tr>");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.html.push_str("<thead><tr>");
            }
            Tag::TableCell => self.html.push_str(if self.in_head { "<th>" } else { "<td>" }),
            Tag::Link { dest_url, .. } => {
                self.html.push_str("<a href=\"");
                self.text(&dest_url);
                self.html.push_str("\">");
            }
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle) => {
                self.in_metadata = true
            }
            tag => self.html.push_str(names(&tag.to_end()).0),
        }
    }

    /// Cells beyond the last column are dropped, as Markdown has it; that is reported.
    fn check_row(&mut self, row: &str) {
        let inner = row.trim().trim_start_matches('|').trim_end_matches('|');
        let escaped = inner.matches("\\|").count();
        let cells = 1 + inner.matches('|').count() - escaped;
        if cells > self.columns {
            let found = format!("{cells} cells under {} columns, the last ones left out", self.columns);
            let line = u32::try_from(self.source_lines + 1).unwrap_or(u32::MAX);
            self.faults.push(Fault { line, kind: FaultKind::TableMalformed, found });
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        self.html.push_str("<pre><code");
        if let CodeBlockKind::Fenced(language) = kind
            && let Some(language) = language_of(language)
        {
            self.html.push_str(" class=\"language-");
            self.text(language);
            self.html.push('"');
        }
        // The fence has a line of its own.
        self.html.push_str(if matches!(kind, CodeBlockKind::Fenced(_)) { ">\n" } else { ">" });
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.html.push_str(heading(level).1),
            TagEnd::TableHead => {
                self.in_head = false;
                self.html.push_str("</tr></thead>");
            }
            TagEnd::TableCell => self.html.push_str(if self.in_head { "</th>" } else { "</td>" }),
            TagEnd::BlockQuote(Some(_)) => self.html.push_str("</div>"),
            TagEnd::MetadataBlock(_) => self.in_metadata = false,
            TagEnd::CodeBlock if self.in_raw => self.in_raw = false,
            tag => self.html.push_str(names(&tag).1),
        }
    }

    /// HTML of the page; what only looks like a tag, `List<String>`, is text.
    fn raw(&mut self, html: &str) {
        for (at, piece) in html.split('<').enumerate() {
            let name = piece.strip_prefix('/').unwrap_or(piece);
            let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
            match at {
                0 => {}
                _ if name.is_empty() || is_tag(&name.to_ascii_lowercase()) => self.html.push('<'),
                _ => self.html.push_str("&lt;"),
            }
            self.html.push_str(piece);
        }
    }

    fn text(&mut self, text: &str) {
        for piece in text.split_inclusive(['<', '&', '"']) {
            let escape = match piece.as_bytes().last() {
                Some(b'<') => "&lt;",
                Some(b'&') => "&amp;",
                Some(b'"') => "&quot;",
                _ => {
                    self.html.push_str(piece);
                    continue;
                }
            };
            self.html.push_str(&piece[..piece.len() - 1]);
            self.html.push_str(escape);
        }
    }
}

/// The language of code: the first word, or the first class among attributes, `{.json}`.
fn language_of(info: &str) -> Option<&str> {
    let word = info.split_whitespace().next()?;
    match word.strip_prefix('{') {
        Some(attribute) => attribute.trim_end_matches('}').strip_prefix('.'),
        None => Some(word),
    }
}

/// A text of a page as HTML.
fn html_of(text: &str) -> String {
    let text = &*spans::without(text);
    let mut writer = Writer { source: text, ..Writer::default() };
    Parser::new_ext(text, options()).into_offset_iter().for_each(|(event, range)| writer.write(event, &range));
    writer.html
}

fn breaks(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } | Tag::TableCell
    )
}

fn heading(level: HeadingLevel) -> (&'static str, &'static str) {
    match level {
        HeadingLevel::H1 => ("<h1>", "</h1>"),
        HeadingLevel::H2 => ("<h2>", "</h2>"),
        HeadingLevel::H3 => ("<h3>", "</h3>"),
        HeadingLevel::H4 => ("<h4>", "</h4>"),
        HeadingLevel::H5 => ("<h5>", "</h5>"),
        HeadingLevel::H6 => ("<h6>", "</h6>"),
    }
}

/// The name of a note that begins with `[!NOTE]`.
fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

/// The tags of what is written by its name alone.
fn names(tag: &TagEnd) -> (&'static str, &'static str) {
    match tag {
        TagEnd::Paragraph => ("<p>", "</p>"),
        TagEnd::BlockQuote(_) => ("<blockquote>", "</blockquote>"),
        TagEnd::CodeBlock => ("", "</code></pre>"),
        TagEnd::List(true) => ("<ol>", "</ol>"),
        TagEnd::List(false) => ("<ul>", "</ul>"),
        TagEnd::Item => ("<li>", "</li>"),
        TagEnd::Table => ("<table>", "</table>"),
        TagEnd::TableRow => ("<tr>", "</tr>"),
        TagEnd::Emphasis => ("<em>", "</em>"),
        TagEnd::Strong => ("<strong>", "</strong>"),
        TagEnd::Link => ("", "</a>"),
        _ => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::BlockKind;

    #[test]
    fn code_ends_at_a_fence_as_long_as_the_one_before_it() {
        let code = "```\n| a | b |\n|---|---|\n```\n| c | d |\n| e | f |\n|---|---|";
        for fence in ["````", "~~~"] {
            let document = read_markdown(&format!("# Title\n\n{fence}\n{code}\n{fence}\n"));
            let texts = document.blocks.iter().filter_map(|block| match &block.kind {
                BlockKind::Code { text, .. } => Some(text.as_str()),
                _ => None,
            });
            assert_eq!(texts.collect::<Vec<_>>(), [code], "{fence}");
        }
    }
}
