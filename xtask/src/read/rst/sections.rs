//! Section titles: an underline, or an overline and an underline, to the level of the section.

use super::body::Body;
use super::chars::{fold_name, width};
use super::lines::Line;
use super::marker::is_adornment;
use crate::read::{BlockKind, FaultKind};

/// Which adornment stands for which level.
#[derive(Debug, Default)]
pub(super) struct Sections {
    /// Overline and underline by level, in order of appearance.
    styles: Vec<(Option<u8>, u8)>,
    level: usize,
}

impl Sections {
    /// The level of a title with this adornment, and whether levels were left out before it.
    fn enter(&mut self, over: Option<u8>, under: u8) -> (usize, bool) {
        let known = self.styles.iter().position(|style| *style == (over, under));
        let wanted = known.unwrap_or(self.styles.len()) + 1;
        let reached = wanted <= self.level + 1;
        if known.is_none() && reached {
            self.styles.push((over, under));
        }
        self.level = wanted.min(self.level + 1);
        (self.level, reached)
    }

    /// The level below the current section, for headings without an adornment.
    pub(super) fn below(&self) -> usize {
        self.level + 1
    }
}

impl<'a> Body<'_, '_, '_, 'a> {
    /// A title with the line under it, if the second line is an underline. The first line is known to be text.
    pub(super) fn underlined(&mut self, title: Line<'a>, under: Line<'a>) -> bool {
        let short = width(title.text) > under.text.len();
        if !is_adornment(under.text) || (short && under.text.len() < 4) {
            return false;
        }
        self.at += 2;
        if self.titles {
            self.heading(title, None, under.text.as_bytes()[0]);
        } else {
            self.reader.fault(title.number, FaultKind::MarkupMalformed, "a section cannot begin here");
            let text = format!("{}\n{}", title.text, under.text);
            self.push(title.number, BlockKind::Code { language: None, text });
        }
        true
    }

    /// A line of punctuation: part of a title, a transition, or text.
    pub(super) fn adorned(&mut self, over: Line<'a>) {
        let long = over.text.len() > 3;
        if !self.titles {
            return self.line_in_block(over, long);
        }
        let (title, under) = (self.lines.get(self.at + 1).copied(), self.lines.get(self.at + 2).copied());
        match (title, under) {
            (None, _) if long => self.at += 1,
            (Some(title), _) if title.text.is_empty() && long => self.at += 1,
            (Some(title), Some(under)) if is_overlined(over, title, under, long) => {
                self.at += 3;
                let title = Line { text: title.text.trim_start(), ..title };
                self.heading(title, Some(over.text.as_bytes()[0]), under.text.as_bytes()[0]);
            }
            _ if long => self.broken_title(over),
            _ => self.text(),
        }
    }

    fn line_in_block(&mut self, line: Line<'a>, long: bool) {
        if !long || line.text == "::" {
            return self.text();
        }
        self.at += 1;
        self.reader.fault(line.number, FaultKind::MarkupMalformed, "a line of punctuation that is no title");
        self.push(line.number, BlockKind::Code { language: None, text: line.text.to_owned() });
    }

    /// A line that looks like the one over a title, without a fitting one under it.
    fn broken_title(&mut self, over: Line<'a>) {
        let title = self.lines.get(self.at + 1).filter(|title| !is_adornment(title.text));
        let lines = if title.is_some() { 3 } else { 2 };
        let end = (self.at + lines).min(self.lines.len());
        self.reader.fault(over.number, FaultKind::MarkupMalformed, "a title without a matching underline");
        let text = super::lines::join(&super::lines::trimmed(self.lines[self.at..end].to_vec()));
        self.at = end;
        self.push(over.number, BlockKind::Code { language: None, text });
    }

    fn heading(&mut self, title: Line<'a>, over: Option<u8>, under: u8) {
        let text = self.reader.text(title.text, title.number);
        if text.is_empty() {
            return self.reader.fault(title.number, FaultKind::MarkupMalformed, "a title that says nothing");
        }
        let (level, reached) = self.reader.sections.enter(over, under);
        if !reached {
            self.reader.fault(title.number, FaultKind::MarkupMalformed, "a section whose title skips a level");
        }
        self.reader.define_title(fold_name(&text.to_plain()));
        self.push(title.number, BlockKind::Heading { level: u8::try_from(level).unwrap_or(u8::MAX), text });
    }
}

fn is_overlined(over: Line<'_>, title: Line<'_>, under: Line<'_>, long: bool) -> bool {
    let text = !title.text.is_empty() && !is_adornment(title.text);
    text && over.text == under.text && (long || width(title.text) <= over.text.len())
}
