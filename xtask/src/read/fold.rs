//! Text put together from pieces, with its white space folded as they come.

use super::space::is_space;
use super::{Run, Style, Target, Text};

/// A text in the making: each stretch of white space becomes one blank, those at the ends vanish.
///
/// A blank at the edge of a styled piece stands outside of it, as markup could not have it inside.
#[derive(Default)]
pub(super) struct Folder {
    text: Text,
    /// The last run, to which no other is joined yet.
    run: Run,
    /// Whether white space came last, and whether any of it in plain text.
    gap: Option<Gap>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Styled,
    Plain,
}

impl Folder {
    /// Appends `piece`, in which no markup is left.
    pub(super) fn push(&mut self, piece: &str, style: Style, target: Option<&Target>) {
        let mut rest = piece;
        loop {
            let words = rest.trim_start_matches(is_space);
            if words.len() < rest.len() && self.gap != Some(Gap::Plain) {
                self.gap = Some(if is_plain(style, target) { Gap::Plain } else { Gap::Styled });
            }
            if words.is_empty() {
                return;
            }
            let (head, tail) = words.split_at(clean_prefix(words));
            self.append(head, style, target);
            rest = tail;
        }
    }

    /// Appends words behind the blank that may be due.
    fn append(&mut self, words: &str, style: Style, target: Option<&Target>) {
        let started = !self.run.text.is_empty() && !self.run.text.ends_with('\n');
        let mut gap = self.gap.take().filter(|_| started);
        let plain = is_plain(self.run.style, self.run.target.as_ref());
        let same = self.run.style == style && self.run.target.as_ref() == target;
        if !same || (gap == Some(Gap::Plain) && !plain) {
            if plain && gap.take().is_some() {
                self.run.text.push(' ');
            }
            let next = Run { text: String::new(), style, target: target.cloned() };
            self.text.push(std::mem::replace(&mut self.run, next));
            if !is_plain(style, target) && gap.take().is_some() {
                self.text.push(Run { text: " ".to_owned(), ..Run::default() });
            }
        }
        if gap.is_some() {
            self.run.text.push(' ');
        }
        self.run.text.push_str(words);
    }

    /// Appends a line break that the page forces.
    pub(super) fn push_break(&mut self) {
        self.gap = None;
        if !self.is_empty() {
            self.run.text.push('\n');
        }
    }

    /// Whether there are no words yet.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.run.text.is_empty()
    }

    /// The whole text.
    pub(super) fn finish(mut self) -> Text {
        self.run.text.truncate(self.run.text.trim_end_matches('\n').len());
        self.text.push(self.run);
        self.text
    }
}

fn is_plain(style: Style, target: Option<&Target>) -> bool {
    style == Style::Plain && target.is_none()
}

/// How many bytes may be taken as they are: words of graphic ASCII with single blanks between them, or other characters.
fn clean_prefix(text: &str) -> usize {
    let mut end = 0;
    for (at, &b) in text.as_bytes().iter().enumerate() {
        match b {
            b'!'..=b'~' => end = at + 1,
            b' ' if end == at => {}
            _ => break,
        }
    }
    if end > 0 {
        return end;
    }
    text.find(|c: char| is_space(c) || matches!(c, '!'..='~')).unwrap_or(text.len())
}
