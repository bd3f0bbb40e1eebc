//! The text of a paragraph: runs with folded white space, without characters that nobody sees.

use super::super::fold::Folder;
use super::super::{Style, Target, Text};

/// Gathers the text of a paragraph.
#[derive(Default)]
pub(super) struct Inline {
    folder: Folder,
}

/// How a piece of text is set, and where it leads.
#[derive(Clone, Default)]
pub(super) struct Setting {
    pub(super) style: Style,
    pub(super) target: Option<Target>,
}

impl Inline {
    /// Appends characters.
    pub(super) fn push(&mut self, characters: &str, setting: &Setting) {
        for visible in characters.split(is_invisible) {
            self.folder.push(visible, setting.style, setting.target.as_ref());
        }
    }

    /// A line break that the page forces.
    pub(super) fn break_line(&mut self) {
        self.folder.push_break();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.folder.is_empty()
    }

    /// The text, without line breaks at its end.
    pub(super) fn finish(self) -> Text {
        self.folder.finish()
    }
}

/// Zero width blanks and soft hyphens, which sites put into long names.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{2060}')
}
