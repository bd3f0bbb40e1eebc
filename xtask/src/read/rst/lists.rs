//! Lists: bullets, numbers, definitions, fields, options, and the lines of a line block.

use super::body::Body;
use super::enumerator::{Enumerator, Sequence};
use super::lines::{Line, Part, first_known_indented, indented, join, known_indented, until_blank};
use super::marker::{Marker, classify, is_indented};
use crate::read::{Block, BlockKind, Text};

/// What the next item of an enumerated list has to be like.
struct Expected {
    item: super::enumerator::Format,
    sequence: Sequence,
    auto: bool,
    last: u64,
}

impl<'a> Body<'_, '_, '_, 'a> {
    pub(super) fn bullets(&mut self, bullet: char, end: usize) {
        let line = self.lines[self.at].number;
        let mut items = vec![self.item(end)];
        while let Some((at, next)) = self.next_filled() {
            match classify(next.text) {
                Marker::Bullet { bullet: same, end } if same == bullet => {
                    self.at = at;
                    items.push(self.item(end));
                }
                _ => break,
            }
        }
        self.push(line, BlockKind::List { ordered: false, items });
    }

    /// The item on the current line, whose text begins at byte `end`.
    fn item(&mut self, end: usize) -> Vec<Block> {
        let head = self.lines[self.at].text;
        let part = if end < head.len() {
            known_indented(self.lines, self.at, end, head[..end].chars().count())
        } else {
            first_known_indented(self.lines, self.at, end)
        };
        self.part(part)
    }

    /// Moves behind the part and reads its blocks.
    fn part(&mut self, part: Part<'a>) -> Vec<Block> {
        self.at = part.next;
        self.reader.nested(&part.lines)
    }

    pub(super) fn enumerated(&mut self, first: Enumerator<'a>, end: usize) {
        let (sequence, ordinal) = first.place(None);
        let Some(ordinal) = ordinal.filter(|&ordinal| self.item_follows(self.at, &first, sequence, ordinal)) else {
            return self.text();
        };
        let line = self.lines[self.at].number;
        let mut items = vec![self.item(end)];
        let auto = sequence == Sequence::Auto;
        let sequence = if auto { Sequence::Arabic } else { sequence };
        let mut expected = Expected { item: first.format, sequence, auto, last: ordinal };
        while let Some((at, end)) = self.next_enumerated(&mut expected) {
            self.at = at;
            items.push(self.item(end));
        }
        self.push(line, BlockKind::List { ordered: true, items });
    }

    /// The next item of the list, if there is one.
    fn next_enumerated(&self, expected: &mut Expected) -> Option<(usize, usize)> {
        let (at, line) = self.next_filled()?;
        let Marker::Enumerator { item, end } = classify(line.text) else { return None };
        let (sequence, ordinal) = item.place(Some(expected.sequence));
        let ordinal = ordinal?;
        let counts = sequence == expected.sequence && !expected.auto && Some(ordinal) == expected.last.checked_add(1);
        let auto = sequence == Sequence::Auto;
        if item.format != expected.item || !(auto || counts) || !self.item_follows(at, &item, sequence, ordinal) {
            return None;
        }
        expected.auto |= auto;
        expected.last = ordinal;
        Some((at, end))
    }

    /// Whether the line after an item is blank, indented, or the item after it: else the number is just text.
    fn item_follows(&self, at: usize, item: &Enumerator<'a>, sequence: Sequence, ordinal: u64) -> bool {
        let Some(next) = self.lines.get(at + 1).map(|line| line.text) else { return true };
        if next.is_empty() || next.starts_with(char::is_whitespace) {
            return true;
        }
        let mark = ordinal.checked_add(1).and_then(|ordinal| sequence.mark(ordinal, item.format));
        mark.is_some_and(|mark| next.starts_with(&mark) || next.starts_with(&item.format.around("#")))
    }

    pub(super) fn definitions(&mut self) {
        let line = self.lines[self.at].number;
        let mut items = vec![self.definition()];
        while let Some((at, next)) = self.next_filled() {
            let explained = self.lines.get(at + 1).is_some_and(|line| is_indented(line.text));
            if classify(next.text) != Marker::Text || !explained {
                break;
            }
            self.at = at;
            items.push(self.definition());
        }
        self.push(line, BlockKind::Definitions { items });
    }

    fn definition(&mut self) -> (Text, Vec<Block>) {
        let term = self.lines[self.at];
        let text = self.reader.text(term.text, term.number);
        let part = indented(self.lines, self.at + 1);
        (text, self.part(part))
    }

    /// A field list: at the start of a page its properties, else definitions.
    pub(super) fn fields(&mut self) {
        let line = self.lines[self.at].number;
        let properties = self.begins_page() && !std::mem::replace(&mut self.reader.has_fields, true);
        let mut items = Vec::new();
        while let Some((at, next)) = self.next_filled() {
            let Marker::Field { name, end } = classify(next.text) else { break };
            self.at = at;
            let name = self.reader.text(name, next.number);
            let part = first_known_indented(self.lines, at, end);
            if properties && !name.is_empty() {
                self.at = part.next;
                let value = self.reader.text(&join(&part.lines), next.number);
                self.reader.properties.push((name.to_plain(), value.to_plain()));
            } else {
                items.push((name, self.part(part)));
            }
        }
        if !items.is_empty() {
            self.push(line, BlockKind::Definitions { items });
        }
    }

    /// Options of a command, or text where the first one is not explained.
    pub(super) fn options(&mut self, end: usize) {
        let line = self.lines[self.at];
        if first_known_indented(self.lines, self.at, end).lines.is_empty() {
            return self.text();
        }
        let mut items = Vec::new();
        while let Some((at, next)) = self.next_filled() {
            let Marker::Option { names, end } = classify(next.text) else { break };
            let part = first_known_indented(self.lines, at, end);
            if part.lines.is_empty() {
                break;
            }
            self.at = at;
            items.push((Text::plain(names), self.part(part)));
        }
        self.push(line.number, BlockKind::Definitions { items });
    }

    pub(super) fn line_block(&mut self) {
        let first = self.lines[self.at].number;
        let mut lines = Vec::new();
        while let Some(line) = self.lines.get(self.at).copied() {
            let Marker::LineBlock { end } = classify(line.text) else { break };
            let part = until_blank(self.lines, self.at, end);
            self.at = part.next;
            lines.push(self.line(line, &part.lines));
        }
        self.push(first, BlockKind::Lines { lines });
    }

    fn line(&mut self, line: Line<'a>, parts: &[Line<'a>]) -> Text {
        self.reader.text(&join(parts), line.number)
    }
}
