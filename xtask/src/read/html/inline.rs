//! The text of a paragraph: runs with folded white space.

use super::super::{Run, Style, Target, Text};

/// Gathers the text of a paragraph.
#[derive(Default)]
pub(in crate::read) struct Inline {
    text: Text,
    /// White space stands between the text so far and what comes next.
    space: bool,
}

/// How a piece of text is set, and where it leads.
#[derive(Clone, Default)]
pub(in crate::read) struct Setting {
    pub(in crate::read) style: Style,
    pub(in crate::read) target: Option<Target>,
}

impl Inline {
    /// Appends characters; white space between words becomes one blank.
    pub(in crate::read) fn push(&mut self, characters: &str, setting: &Setting) {
        self.space |= characters.starts_with(char::is_whitespace);
        for word in characters.split_whitespace() {
            let visible: String = word.chars().filter(|&c| !is_invisible(c)).collect();
            if visible.is_empty() {
                continue;
            }
            if self.space && !self.ends_line() {
                // The blank belongs to no link or emphasis that begins or ends at it.
                let setting = if self.last_is(setting) { setting.clone() } else { Setting::default() };
                self.push_run(" ", setting);
            }
            self.push_run(&visible, setting.clone());
            self.space = true;
        }
        if !characters.ends_with(char::is_whitespace) && !characters.is_empty() {
            self.space = false;
        }
    }

    /// A line break that the page forces.
    pub(in crate::read) fn break_line(&mut self) {
        if !self.text.is_empty() {
            self.push_run("\n", Setting::default());
        }
        self.space = false;
    }

    pub(in crate::read) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text, without line breaks at its end.
    pub(in crate::read) fn finish(self) -> Text {
        let mut text = self.text;
        while let Some(last) = text.runs.last_mut() {
            last.text.truncate(last.text.trim_end().len());
            if !last.text.is_empty() {
                break;
            }
            text.runs.pop();
        }
        text
    }

    fn ends_line(&self) -> bool {
        self.text.runs.last().is_none_or(|last| last.text.ends_with('\n'))
    }

    fn last_is(&self, setting: &Setting) -> bool {
        self.text.runs.last().is_some_and(|last| last.style == setting.style && last.target == setting.target)
    }

    fn push_run(&mut self, text: &str, setting: Setting) {
        self.text.push(Run { text: text.to_owned(), style: setting.style, target: setting.target });
    }
}

/// Zero width blanks and soft hyphens, which sites put into long names.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{2060}')
}
