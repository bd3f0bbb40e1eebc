//! [`Text`] to inline Markdown that reads back as the same text.
//!
//! What Markdown cannot say in a place, as emphasis that ends in the middle of a word, is said by a tag.

use crate::read::html::print::{href, needs_rel, open_link, tag};
use crate::read::{Run, Style, Text};

/// Where a text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At the beginning of a line, where it must not look like a block.
    Block,
    /// In a heading, where a `#` at the end would be lost.
    Heading,
    /// In a cell between pipes.
    Cell,
}

/// The text on one line.
pub(super) fn render(text: &Text, place: Place) -> String {
    let mut inline = Inline { out: String::new(), place };
    for run in &text.runs {
        for (at, piece) in run.text.split('\n').enumerate() {
            if at > 0 {
                inline.out.push_str("<br>");
            }
            inline.piece(piece, run);
        }
    }
    inline.out
}

struct Inline {
    out: String,
    place: Place,
}

impl Inline {
    fn piece(&mut self, piece: &str, run: &Run) {
        let Some(target) = run.target.as_ref().filter(|_| !piece.is_empty()) else {
            return self.styled(piece, run.style);
        };
        let address = href(target);
        if needs_rel(target) || !address.chars().all(is_plain_in_address) {
            self.out.push_str(&open_link(target).replace('|', "&#124;"));
            self.styled(piece, run.style);
            self.out.push_str("</a>");
            return;
        }
        // `![` would begin an image.
        if self.out.ends_with('!') {
            self.out.insert(self.out.len() - 1, '\\');
        }
        self.out.push('[');
        self.styled(piece, run.style);
        self.out.push_str("](");
        self.out.push_str(&address.replace('&', "\\&"));
        self.out.push(')');
    }

    fn styled(&mut self, piece: &str, style: Style) {
        let Some(tag) = tag(style).filter(|_| !piece.is_empty()) else { return self.plain(piece) };
        let mark = match style {
            Style::Code if self.is_plain_code(piece) => "`",
            Style::Strong if self.may_be_marked(piece) => "**",
            Style::Emphasis if self.may_be_marked(piece) => "*",
            _ => {
                self.out.push_str(&format!("<{tag}>"));
                self.plain(piece);
                self.out.push_str(&format!("</{tag}>"));
                return;
            }
        };
        self.out.push_str(mark);
        if style == Style::Code {
            self.out.push_str(piece)
        } else {
            self.plain(piece)
        }
        self.out.push_str(mark);
    }

    fn is_plain_code(&self, piece: &str) -> bool {
        let pipe = self.place == Place::Cell && piece.contains('|');
        !pipe && !piece.contains('`') && !self.out.ends_with('`')
    }

    /// Whether stars around words tell where emphasis begins and ends, whatever stands beside them.
    fn may_be_marked(&self, piece: &str) -> bool {
        let ends = piece.starts_with(char::is_alphanumeric) && piece.ends_with(char::is_alphanumeric);
        ends && !self.out.ends_with('*')
    }

    fn plain(&mut self, text: &str) {
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            let next = rest.clone().next();
            if self.is_special(c, next) {
                self.out.push('\\');
            }
            self.out.push(c);
        }
    }

    /// Whether a character would be markup where it stands.
    fn is_special(&self, c: char, next: Option<char>) -> bool {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            '_' => !is_word(next) || !is_word(self.out.chars().next_back()),
            '&' => next.is_some_and(|next| next == '#' || next.is_ascii_alphanumeric()),
            '|' => self.place == Place::Cell || self.out.is_empty(),
            '#' | '{' | '}' if self.place == Place::Heading => true,
            // Attributes of what stands before.
            '{' => self.out.ends_with([']', ')', '`']),
            '#' | '+' | '-' | '>' | '=' | ':' => self.out.is_empty(),
            '.' | ')' => !self.out.is_empty() && self.out.bytes().all(|b| b.is_ascii_digit()),
            _ => false,
        }
    }
}

/// Whether a character means itself in the address of a link.
fn is_plain_in_address(c: char) -> bool {
    c.is_alphanumeric() || "-._~:/?#%=+,;@$&".contains(c)
}
