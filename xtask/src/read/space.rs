//! White space: which characters it is, text in which only blanks and `\n` are left of it, and names.

use std::borrow::Cow;

/// White space, the four ASCII separators included.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, '\u{1c}'..='\u{1f}') || c.is_whitespace()
}

/// The text with tabs as blanks to the next multiple of eight and all line ends as `\n`.
pub(super) fn normalize(page: &str) -> Cow<'_, str> {
    let page = page.strip_prefix('\u{feff}').unwrap_or(page);
    if !page.bytes().fold(false, |odd, b| odd | (b < b' ' && b != b'\n')) && (page.is_ascii() || !page.contains(breaks))
    {
        return Cow::Borrowed(page);
    }
    let mut out = String::with_capacity(page.len() + page.len() / 8);
    let mut column = 0;
    let mut chars = page.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\t' => {
                let blanks = 8 - column % 8;
                out.extend(std::iter::repeat_n(' ', blanks));
                column += blanks;
            }
            '\n' => (out.push('\n'), column = 0).1,
            _ if breaks(c) => (out.push('\n'), column = 0).1,
            '\u{b}' | '\u{c}' | '\u{1f}' => (out.push(' '), column += 1).1,
            _ => (out.push(c), column += 1).1,
        }
    }
    Cow::Owned(out)
}

/// What ends a line besides `\n`.
fn breaks(c: char) -> bool {
    matches!(c, '\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A name with case and white space folded, as references compare it.
pub(super) fn fold_name(name: &str) -> String {
    fold_space(name).to_lowercase()
}

/// `text` with each stretch of white space as one blank, and none at the ends.
pub(super) fn fold_space(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}
