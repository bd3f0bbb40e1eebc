//! A page of Markdown without what only some tools know: drawn tables, `::: note` boxes, spans with attributes. Each becomes
//! HTML in the same lines.

use std::borrow::Cow;
use std::ops::Range;

use super::drawn::{self, Found};
use super::{fence_after, html_of, is_separator, spans};

/// Begins HTML that ends in the same line.
const HTML: &str = "<!-- -->";

/// A list item is continued by lines that are indented.
#[derive(Default)]
struct Items {
    is_open: bool,
}

impl Items {
    fn go_on(&mut self, line: &str) {
        if !line.starts_with([' ', '\t']) && !line.trim().is_empty() {
            self.is_open = is_item(line);
        }
    }
}

/// `- `, `* `, `3. ` and the like.
fn is_item(line: &str) -> bool {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = line[digits..].strip_prefix(if digits > 0 { ['.', ')', '.'] } else { ['-', '*', '+'] });
    rest.is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// The page without it.
pub(super) fn without(text: &str) -> Cow<'_, str> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut html = String::new();
    // What is copied ends here.
    let (mut copied, mut at) = (0, 0);
    let (mut fence, mut items, mut boxes) = (None, Items::default(), Vec::new());
    while at < lines.len() {
        fence = fence_after(lines[at], fence);
        items.go_on(lines[at]);
        let (end, found) = match fence {
            None => read(&lines, at, items.is_open, &mut boxes),
            Some(_) => (at + 1, None),
        };
        if let Some(found) = found {
            lines[copied..at].iter().for_each(|line| html.push_str(line));
            html.push_str(&found);
            copied = end;
        }
        at = end;
    }
    if copied == 0 {
        return without_spans(text);
    }
    lines[copied..].iter().for_each(|line| html.push_str(line));
    match without_spans(&html) {
        Cow::Owned(text) => text.into(),
        Cow::Borrowed(_) => html.into(),
    }
}

/// The page without spans that have attributes; code stays as it is.
fn without_spans(text: &str) -> Cow<'_, str> {
    if let Cow::Borrowed(_) = spans::without(text) {
        return text.into();
    }
    let mut without = String::with_capacity(text.len());
    let (mut fence, mut from, mut at) = (None, 0, 0);
    for line in text.split_inclusive('\n') {
        let next = fence_after(line, fence);
        if next.is_some() != fence.is_some() {
            let end = if next.is_some() { at } else { at + line.len() };
            let part = &text[from..end];
            without.push_str(&if next.is_some() { spans::without(part) } else { part.into() });
            from = end;
        }
        fence = next;
        at += line.len();
    }
    let rest = &text[from..];
    without.push_str(&if fence.is_some() { rest.into() } else { spans::without(rest) });
    without.into()
}

/// What begins at a line as HTML, and the line behind it.
fn read(lines: &[&str], at: usize, in_item: bool, boxes: &mut Vec<&'static str>) -> (usize, Option<String>) {
    if let Some(found) = drawn::find(lines, at, in_item) {
        return (found.lines.end, Some(table(&found, lines)));
    }
    if let Some(header) = header_in_item(lines, at) {
        return (at + 1, Some(header.to_owned()));
    }
    (at + 1, edge_of_box(lines[at], boxes).map(|html| format!("{html}\n")))
}

/// A header that stands in an item while its rows stand behind the list: without what stands before it in the item.
fn header_in_item<'a>(lines: &[&'a str], at: usize) -> Option<&'a str> {
    let line = lines[at].trim_start();
    if !is_item(line) || !line.contains('|') || !lines.get(at + 1).is_some_and(|next| is_separator(next)) {
        return None;
    }
    let separator = lines[at + 1];
    let text = &line[line.find(' ')?..];
    // The last strong words before the columns are the caption.
    let caption = text[..text.find('|')?].rfind("** ").and_then(|end| text[..end].rfind("**"));
    (separator.starts_with(['-', ':', '|'])).then(|| caption.map_or(text.trim_start(), |start| &text[start..]))
}

/// A table, a line of it in each line.
fn table(found: &Found, lines: &[&str]) -> String {
    let Range { start, end } = found.lines;
    let indent: &str = &lines[start][..lines[start].len() - lines[start].trim_start().len()];
    let mut html = vec![String::new(); end - start];
    html[0].push_str("<table>");
    if let Some(caption) = &found.caption {
        html[0].push_str(&format!("<caption>{}</caption>", on_one_line(&html_of(caption))));
    }
    for (at, row) in found.table.rows.iter().enumerate() {
        let (head, tag) = if at < found.table.head { (("<thead>", "</thead>"), "th") } else { (("", ""), "td") };
        let line = &mut html[row.line];
        line.push_str(&format!("{}<tr>", head.0));
        for cell in &row.cells {
            let text = on_one_line(&html_of(&cell.text));
            let (rows, columns) = (cell.rows, cell.columns);
            line.push_str(&format!("<{tag} rowspan=\"{rows}\" colspan=\"{columns}\">{text}</{tag}>"));
        }
        line.push_str(&format!("</tr>{}", head.1));
    }
    html[end - start - 1].push_str("</table>");
    html.iter().map(|line| format!("{indent}{HTML}{line}\n")).collect()
}

/// `::: note`, `::: {.section}` and `:::` as the edges of an element.
fn edge_of_box(line: &str, boxes: &mut Vec<&'static str>) -> Option<String> {
    const COLONS: &str = ":::";
    let words = line.trim().strip_prefix(COLONS)?.trim_start_matches(':').trim();
    if words.is_empty() {
        return boxes.pop().map(|end| format!("{HTML}{end}"));
    }
    let kind = words.trim_matches(['{', '}']).split([' ', '[', '}']).next().unwrap_or_default();
    let class = kind.trim_start_matches('.');
    let is_word = !class.is_empty()
        && class.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'#'));
    is_word.then(|| {
        boxes.push("</div>");
        match class.strip_prefix('#') {
            Some(id) => format!("{HTML}<div id=\"{id}\">"),
            None => format!("{HTML}<div class=\"{class}\">"),
        }
    })
}

/// HTML whose line breaks in text are references, so that it takes one line.
fn on_one_line(html: &str) -> String {
    let mut in_tag = false;
    let mut line = String::with_capacity(html.len());
    for c in html.chars() {
        in_tag = c == '<' || in_tag && c != '>';
        match c {
            '\n' if in_tag => line.push(' '),
            '\n' => line.push_str("&#10;"),
            c => line.push(c),
        }
    }
    line
}
