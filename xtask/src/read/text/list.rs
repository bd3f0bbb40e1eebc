//! Bullets and numbers at the beginning of lines, nested by indentation.

use super::super::{Block, BlockKind};
use super::{Line, Reader, rows};

/// Items nested deeper stand at this depth.
pub(super) const MAX_DEPTH: usize = 8;

/// What begins an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    indent: usize,
    ordered: bool,
    /// Where the text begins.
    end: usize,
}

impl Marker {
    /// Whether it is a bullet, and no number.
    pub(super) fn is_bullet(self) -> bool {
        !self.ordered
    }
}

/// The bullet or number at the beginning of a line, with text after it.
pub(super) fn marker(line: &str) -> Option<Marker> {
    let start = line.trim_start();
    let indent = line.len() - start.len();
    let (length, ordered) = bullet(start).map(|length| (length, false)).or_else(|| number(start).map(|n| (n, true)))?;
    let text = start[length..].trim_start();
    let spaced = text.len() < start.len() - length;
    (spaced && !text.is_empty()).then(|| Marker { indent, ordered, end: line.len() - text.len() })
}

fn bullet(text: &str) -> Option<usize> {
    text.chars().next().filter(|c| "•◦▪●○■·-*".contains(*c)).map(char::len_utf8)
}

/// `1.`, `12)`, `a.`
fn number(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let length = match digits {
        0 => usize::from(text.starts_with(|c: char| c.is_ascii_lowercase())),
        _ => digits,
    };
    ((1..=3).contains(&length) && text[length..].starts_with(['.', ')'])).then_some(length + 1)
}

/// An item before it is nested.
struct Item {
    line: u32,
    marker: Marker,
    blocks: Vec<Block>,
}

impl<'a> Reader<'a> {
    pub(super) fn read_list(&mut self) {
        let mut items = Vec::new();
        while let Some((line, marker)) = self.next_item() {
            let lines = self.item_lines(line, marker);
            let blocks = self.read_inside(lines);
            items.push(Item { line: line.number, marker, blocks });
        }
        let mut items = items.into_iter().peekable();
        while let Some(list) = nest(&mut items, 0, 0) {
            self.blocks.push(list);
        }
    }

    /// The next item, which blank lines may precede.
    fn next_item(&mut self) -> Option<(Line<'a>, Marker)> {
        let blank = self.lines[self.at..].iter().take_while(|line| line.is_blank()).count();
        let line = *self.lines.get(self.at + blank)?;
        let marker = marker(line.text)?;
        self.at += blank;
        Some((line, marker))
    }

    /// The item's own line, lines indented deeper than its marker, and the lines of code that began in them.
    fn item_lines(&mut self, line: Line<'a>, marker: Marker) -> Vec<Line<'a>> {
        let first = Line { text: &line.text[marker.end..], ..line };
        let mut lines = vec![first];
        let mut open = depth_after(0, first.text, self.text_at(1));
        self.at += 1;
        while let Some(line) = self.peek() {
            let indent = line.text.len() - line.text.trim_start().len();
            let is_item = self::marker(line.text).is_some_and(Marker::is_bullet);
            let continues = open > 0 && !is_item || indent > marker.indent && self::marker(line.text).is_none();
            if line.is_blank() && open == 0 || rows::starts(line.text) || !continues {
                break;
            }
            open = depth_after(open, line.text, self.text_at(1));
            lines.push(line);
            self.at += 1;
        }
        lines
    }
}

/// How many brackets are open after a line of an item; none where the line is no code. A bullet ends code that flattening
/// cut short.
fn depth_after(before: usize, line: &str, next: Option<&str>) -> usize {
    let opens = line.trim_end().ends_with(['{', '[']) && next.is_some_and(|next| !next.trim().is_empty());
    if before == 0 && !opens {
        return 0;
    }
    line.bytes().fold(before, |depth, byte| match byte {
        b'{' | b'[' => depth + 1,
        b'}' | b']' => depth.saturating_sub(1),
        _ => depth,
    })
}

/// The list that begins at the next item: items of the same kind and indentation, deeper ones inside of them.
fn nest(items: &mut std::iter::Peekable<impl Iterator<Item = Item>>, indent: usize, depth: usize) -> Option<Block> {
    let (line, marker) =
        items.peek().filter(|item| item.marker.indent >= indent).map(|item| (item.line, item.marker))?;
    let mut list = Vec::new();
    while let Some(item) = items.next_if(|item| {
        item.marker.indent >= marker.indent
            && (item.marker.ordered == marker.ordered || item.marker.indent > marker.indent)
    }) {
        let mut blocks = item.blocks;
        if depth < MAX_DEPTH {
            while let Some(inner) = nest(items, item.marker.indent + 1, depth + 1) {
                blocks.push(inner);
            }
        }
        list.push(blocks);
    }
    Some(Block { line, labels: Vec::new(), kind: BlockKind::List { ordered: marker.ordered, items: list } })
}
