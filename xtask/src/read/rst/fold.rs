//! Text put together from pieces, with its white space folded as they come.

use super::chars::is_space;
use crate::read::{Run, Style, Target, Text};

/// A text in the making: each stretch of white space becomes one blank, those at the ends vanish.
pub(super) struct Folder {
    text: Text,
    run: Run,
    /// Whether a blank would follow a blank, or begin the text.
    blank: bool,
}

impl Folder {
    pub(super) fn new() -> Folder {
        Folder { text: Text::default(), run: Run::default(), blank: true }
    }

    /// Appends `piece`, in which no markup is left.
    pub(super) fn push(&mut self, piece: &str, style: Style, target: Option<&Target>) {
        if self.run.style != style || self.run.target.as_ref() != target {
            let next = Run { text: String::new(), style, target: target.cloned() };
            self.text.push(std::mem::replace(&mut self.run, next));
        }
        let mut rest = piece;
        while !rest.is_empty() {
            let clean = clean_prefix(rest.as_bytes(), self.blank);
            let (head, tail) = rest.split_at(clean);
            self.run.text.push_str(head);
            if let Some(last) = head.as_bytes().last() {
                self.blank = *last == b' ';
            }
            rest = self.push_char(tail);
        }
    }

    /// Appends a line break that the page forces.
    pub(super) fn push_break(&mut self) {
        self.drop_blank();
        self.run.text.push('\n');
        self.blank = true;
    }

    /// Appends the first character of `text` and gives what follows it.
    fn push_char<'a>(&mut self, text: &'a str) -> &'a str {
        let mut chars = text.chars();
        match chars.next() {
            Some(c) if !is_space(c) => {
                self.run.text.push(c);
                self.blank = false;
            }
            Some(_) if !self.blank => {
                self.run.text.push(' ');
                self.blank = true;
            }
            _ => {}
        }
        chars.as_str()
    }

    fn drop_blank(&mut self) {
        if self.run.text.is_empty()
            && let Some(last) = self.text.runs.pop()
        {
            self.run = last;
        }
        if self.run.text.ends_with(' ') {
            self.run.text.pop();
        }
    }

    /// The whole text.
    pub(super) fn finish(mut self) -> Text {
        while self.blank && !(self.run.text.is_empty() && self.text.runs.is_empty()) {
            self.drop_blank();
            while self.run.text.ends_with('\n') {
                self.run.text.pop();
            }
            self.blank = self.run.text.is_empty();
        }
        self.text.push(self.run);
        self.text
    }
}

/// How many bytes may be taken as they are: graphic ASCII and single blanks.
fn clean_prefix(bytes: &[u8], mut blank: bool) -> usize {
    let clean = bytes.iter().take_while(|&&b| {
        let good = matches!(b, b'!'..=b'~') || (b == b' ' && !blank);
        blank = b == b' ';
        good
    });
    clean.count()
}
