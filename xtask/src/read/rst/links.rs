//! References inside a paragraph: to names of the page, to labels of the documentation, to addresses.

use super::chars::{fold_name, fold_space, is_space, may_follow_markup, may_precede_markup};
use super::inline::Inline;
use super::names::Substitute;
use super::raw::{push_unescaped, unescape};
use crate::read::fold::Folder;
use crate::read::{Style, Target};

/// Schemes of addresses that are recognised in plain text.
const SCHEMES: &[&str] = &["http", "https", "ftp", "ftps", "sftp", "ws", "wss", "file"];

impl Inline<'_, '_, '_> {
    /// A reference to a name of this page, shown as `shown`, written as `source`.
    pub(super) fn reference(&mut self, name: &str, shown: &str, anonymous: bool, source: &str) {
        let target = if anonymous {
            self.reader.next_anonymous()
        } else {
            self.reader.names_used().target(&fold_name(&unescape(name)))
        };
        match target {
            Some(target) => push_unescaped(&mut self.out, shown, Style::Plain, Some(&target)),
            None => {
                self.fault(format!("`{source}` refers to a name that the page does not define"));
                self.out.push(source, Style::Plain, None);
            }
        }
    }

    /// `` `text`_ `` or `` `text <address>`_ ``.
    pub(super) fn phrase(&mut self, text: &str, anonymous: bool, start: usize, end: usize) {
        let source = &self.raw[start..end];
        let Some((shown, link)) = embedded(text, true) else {
            return self.reference(text, text, anonymous, source);
        };
        if link.ends_with('_') && !link.ends_with("\\_") && !link.contains("://") {
            let name = &link[..link.len() - 1];
            return self.reference(name, if shown.is_empty() { name } else { shown }, false, source);
        }
        let url: String = unescape(link).split(is_space).collect();
        let target = Target::Url(url);
        if !anonymous && !shown.is_empty() {
            self.reader.define(fold_name(&unescape(shown)), &target);
        }
        push_unescaped(&mut self.out, if shown.is_empty() { link } else { shown }, Style::Plain, Some(&target));
    }

    /// A role that leads to a label of the documentation or a file of it.
    pub(super) fn link_role(&mut self, text: &str, style: Style, url: bool) {
        let (shown, link) = embedded(text, false).unwrap_or((text, text));
        let link = unescape(link);
        let target = if url { Target::Url(fold_space(&link)) } else { Target::Label(fold_name(&link)) };
        push_unescaped(&mut self.out, shown, style, Some(&target));
    }

    /// `|name|`, written as `source`.
    pub(super) fn substitution(&mut self, name: &str, source: &str) {
        let names = self.reader.names_used();
        match names.substitutes.get(&fold_name(&unescape(name))) {
            Some(Substitute::Break) => self.out.push_break(),
            Some(Substitute::Text(text)) => {
                for run in &text.runs {
                    self.out.push(&run.text, run.style, run.target.as_ref());
                }
            }
            None => {
                self.fault(format!("`{source}` stands for nothing that the page defines"));
                self.out.push(source, Style::Plain, None);
            }
        }
    }

    /// `[label]_`.
    pub(super) fn footnote(&mut self, label: &str) {
        let source = format!("[{label}]_");
        self.reference(label, label, false, &source);
    }
}

/// Takes `text <link>` apart; `spaced` where white space must stand before the bracket.
fn embedded(text: &str, spaced: bool) -> Option<(&str, &str)> {
    let inner = text.strip_suffix('>')?;
    let mut open = None;
    let mut chars = inner.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '<' => open = Some(at),
            '>' => open = None,
            _ => {}
        }
    }
    // A backslash before the last character makes it an escaped one.
    let escaped = inner.bytes().rev().take_while(|&b| b == b'\\').count() % 2 == 1;
    let (shown, link) = (&inner[..open?], &inner[open? + 1..]);
    let apart = shown.is_empty() || shown.ends_with([' ', '\n']);
    let tight = !link.starts_with(is_space) && !link.ends_with(is_space);
    if escaped || link.is_empty() || (spaced && !(apart && tight)) || (!spaced && shown.is_empty()) {
        return None;
    }
    Some((shown.trim_end_matches(is_space), link))
}

/// Appends text without markup, in which addresses are links.
pub(super) fn push_plain(out: &mut Folder, raw: &str) {
    let mut rest = raw;
    let mut from = 0;
    while let Some(found) = memchr::memmem::find(&rest.as_bytes()[from..], b"://") {
        match address(rest, from + found) {
            Some((start, end)) => {
                push_unescaped(out, &rest[..start], Style::Plain, None);
                let url = unescape(&rest[start..end]);
                out.push(&url, Style::Plain, Some(&Target::Url(url.clone())));
                (rest, from) = (&rest[end..], 0);
            }
            None => from += found + 3,
        }
    }
    push_unescaped(out, rest, Style::Plain, None);
}

/// Where the address around the `://` at `colon` starts and ends.
fn address(text: &str, colon: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let scheme = bytes[..colon].iter().rev().take_while(|b| b.is_ascii_alphabetic()).take(8).count();
    let start = colon - scheme;
    let known = SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(&text[start..colon]));
    if !known || !text[..start].chars().next_back().is_none_or(may_precede_markup) {
        return None;
    }
    let body = colon + 3;
    let mut end = body + bytes[body..].iter().take_while(|&&b| is_uri(b)).count();
    while end > body {
        let last = bytes[end - 1].is_ascii_alphanumeric() || b"_~*/=+".contains(&bytes[end - 1]);
        if (last || bytes.get(end) == Some(&b'>')) && text[end..].chars().next().is_none_or(may_follow_markup) {
            return Some((start, end));
        }
        end -= 1;
    }
    None
}

fn is_uri(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b"-_.!~*'()[];/:@&=+$,%?#\\".contains(&b)
}
