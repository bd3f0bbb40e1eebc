//! Inline markup: a paragraph's characters to [`Text`].
//!
//! The rules are those of the reference reader: what may stand before a start and after an end, quoted starts, escapes,
//! an end right after its start. Each kind of end is searched in vain at most once a paragraph, so time stays linear.

use super::chars::{is_pair, is_space, is_word, may_follow_markup, may_precede_markup};
use super::links;
use super::raw::{name_end, name_region, push_unescaped};
use super::reader::Reader;
use crate::read::fold::Folder;
use crate::read::{FaultKind, Style, Text};

/// The kinds of ends that are searched for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Emphasis,
    Strong,
    Literal,
    Backquote,
    Target,
    Substitution,
}

/// A paragraph being read.
pub(super) struct Inline<'r, 'n, 'a> {
    pub(super) reader: &'r mut Reader<'n>,
    pub(super) raw: &'a str,
    pub(super) out: Folder,
    line: u32,
    /// Where the text begins that no markup has claimed.
    plain: usize,
    /// Where the last markup ended: markup may start here whatever stands before.
    base: usize,
    /// The ends that do not occur any more, by [`End`].
    missing: [bool; 6],
}

/// Reads the text of a paragraph that starts on `line`.
pub(super) fn read(reader: &mut Reader<'_>, raw: &str, line: u32) -> Text {
    let mut inline = Inline { reader, raw, out: Folder::default(), line, plain: 0, base: 0, missing: [false; 6] };
    inline.run();
    inline.out.finish()
}

impl<'a> Inline<'_, '_, 'a> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(found) = next_special(self.raw.as_bytes(), at) {
            at = match self.raw.as_bytes()[found] {
                b'\\' => found + 1 + self.char_at(found + 1).map_or(0, char::len_utf8),
                b'*' => self.star(found),
                b'`' => self.backquote(found),
                b'_' => self.underscore(found),
                b'|' => self.bar(found),
                _ => self.bracket(found),
            };
        }
        self.flush(self.raw.len());
    }

    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.raw.get(at..)?.chars().next()
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.raw.get(..at)?.chars().next_back()
    }

    /// Whether markup may start at `at`.
    fn opens(&self, at: usize) -> bool {
        at == self.base || self.char_before(at).is_none_or(may_precede_markup)
    }

    /// Whether markup may end at `at`.
    fn closes(&self, at: usize) -> bool {
        self.char_at(at).is_none_or(may_follow_markup)
    }

    fn space_at(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(is_space)
    }

    /// Whether the start string stands in quotes, or at the end of the text, and so is none.
    fn quoted(&self, start: usize, end: usize) -> bool {
        let Some(before) = self.char_before(start).filter(|_| start != self.base) else { return false };
        self.char_at(end).is_none_or(|after| is_pair(before, after))
    }

    /// Text that looks like a start but is none: markup may start right after it.
    fn skip(&mut self, end: usize) -> usize {
        self.base = end;
        end
    }

    /// The text up to `start` is plain, and markup goes on to `end`.
    fn claim(&mut self, start: usize, end: usize) {
        self.flush(start);
        self.plain = end;
        self.base = end;
    }

    fn flush(&mut self, end: usize) {
        let raw = self.raw;
        if let Some(plain) = raw.get(self.plain..end) {
            links::push_plain(&mut self.out, plain);
        }
    }

    pub(super) fn fault(&mut self, found: String) {
        self.reader.fault(self.line, FaultKind::MarkupMalformed, found);
    }

    fn star(&mut self, at: usize) -> usize {
        if self.raw[at..].starts_with("**") {
            self.delimited(at, "**", End::Strong, Style::Strong)
        } else {
            self.delimited(at, "*", End::Emphasis, Style::Emphasis)
        }
    }

    /// Emphasis of either kind.
    fn delimited(&mut self, at: usize, mark: &str, kind: End, style: Style) -> usize {
        match self.span(at, mark, mark, kind) {
            Ok((inner, end)) => {
                self.claim(at, end);
                push_unescaped(&mut self.out, inner, style, None);
                end
            }
            Err(next) => next,
        }
    }

    /// What stands between the mark at `at` and its end, and where that ends; or where to go on.
    fn span(&mut self, at: usize, open: &str, close: &str, kind: End) -> Result<(&'a str, usize), usize> {
        let inner = at + open.len();
        if !self.opens(at) || self.space_at(inner) {
            return Err(inner);
        }
        if self.quoted(at, inner) {
            return Err(self.skip(inner));
        }
        match self.find_end(inner, close, kind) {
            Some(end) => Ok((&self.raw[inner..end], end + close.len())),
            None => {
                self.unclosed(at, inner);
                Err(self.skip(inner))
            }
        }
    }

    fn unclosed(&mut self, at: usize, end: usize) {
        let mark = &self.raw[at..end];
        self.fault(format!("`{mark}` starts markup that nothing ends"));
    }

    /// Where the mark stands that ends what begins at `from`.
    fn find_end(&mut self, from: usize, mark: &str, kind: End) -> Option<usize> {
        if self.missing[kind as usize] {
            return None;
        }
        let mut at = from;
        while let Some(found) = next_mark(self.raw.as_bytes(), at, mark.as_bytes()[0], kind != End::Literal) {
            if self.raw.as_bytes()[found] == b'\\' {
                at = found + 1 + self.char_at(found + 1).map_or(0, char::len_utf8);
                continue;
            }
            let ends = self.raw[found..].starts_with(mark) && self.ends(found + mark.len(), kind);
            if ends && (found == from || !self.char_before(found).is_some_and(is_space)) {
                return (found > from).then_some(found);
            }
            at = found + 1;
        }
        self.missing[kind as usize] = true;
        None
    }

    fn ends(&self, after: usize, kind: End) -> bool {
        let underscores = match kind {
            End::Substitution => self.raw[after..].bytes().take(2).take_while(|&b| b == b'_').count(),
            _ => 0,
        };
        (0..=underscores).any(|n| self.closes(after + n))
    }

    fn backquote(&mut self, at: usize) -> usize {
        if self.raw[at..].starts_with("``") {
            return match self.span(at, "``", "``", End::Literal) {
                Ok((inner, end)) => {
                    self.claim(at, end);
                    self.out.push(inner, Style::Code, None);
                    end
                }
                Err(next) => next,
            };
        }
        let role = self.role_before(at);
        let start = role.map_or(at, |role| role.0);
        if !self.opens(start) || self.space_at(at + 1) {
            return at + 1;
        }
        if role.is_none() && self.quoted(at, at + 1) {
            return self.skip(at + 1);
        }
        let Some(end) = self.find_backquote(at + 1) else {
            self.unclosed(at, at + 1);
            return self.skip(at + 1);
        };
        self.interpreted(start, role.map(|role| role.1), at + 1, end)
    }

    /// The role that stands right before the backquote at `at`: its start and its name.
    fn role_before(&self, at: usize) -> Option<(usize, &'a str)> {
        let end = at.checked_sub(1).filter(|&end| end > self.base && self.raw.as_bytes()[end] == b':')?;
        let name = name_region(self.raw, self.base, end);
        // The colon may also stand inside, as in `a:b:`, where nothing may start at `a`.
        let colon = name.checked_sub(1).filter(|&at| at >= self.base && self.raw.as_bytes()[at] == b':');
        let first = colon.unwrap_or(name);
        let mut colons = self.raw[first..end].match_indices(':').map(|(offset, _)| first + offset);
        let colon = colons.find(|&colon| colon + 1 < end && self.opens(colon))?;
        Some((colon, &self.raw[colon + 1..end]))
    }

    /// The backquote that ends interpreted text, and what follows it up to the end of the markup.
    fn find_backquote(&mut self, from: usize) -> Option<Closing<'a>> {
        if self.missing[End::Backquote as usize] {
            return None;
        }
        let mut escaped_space = false;
        let mut at = from;
        while let Some(found) = next_mark(self.raw.as_bytes(), at, b'`', true) {
            if self.raw.as_bytes()[found] == b'\\' {
                at = found + 1 + self.char_at(found + 1).map_or(0, char::len_utf8);
                escaped_space = self.space_at(found + 1);
                continue;
            }
            let after_space = self.char_before(found).is_some_and(is_space) && !(escaped_space && found == at);
            if (found == from || !after_space)
                && let Some(closing) = self.closing(found)
            {
                return (found > from).then_some(closing);
            }
            at = found + 1;
        }
        self.missing[End::Backquote as usize] = true;
        None
    }

    /// What follows the backquote at `at`: a role, underscores, and a place where markup may end.
    fn closing(&self, at: usize) -> Option<Closing<'a>> {
        let after = at + 1;
        if self.raw[after..].starts_with(':') {
            let mut end = name_end(self.raw, after + 1);
            while end > after + 1 {
                if self.raw[end..].starts_with(':')
                    && let Some((underscores, end_all)) = self.underscores(end + 1)
                {
                    return Some(Closing { at, role: Some(&self.raw[after + 1..end]), underscores, end: end_all });
                }
                end = self.raw[after + 1..end].rfind(':').map_or(after + 1, |colon| after + 1 + colon);
            }
        }
        let (underscores, end) = self.underscores(after)?;
        Some(Closing { at, role: None, underscores, end })
    }

    fn underscores(&self, at: usize) -> Option<(usize, usize)> {
        let count = self.raw[at..].bytes().take(2).take_while(|&b| b == b'_').count();
        (0..=count).rev().find(|&n| self.closes(at + n)).map(|n| (n, at + n))
    }

    fn interpreted(&mut self, start: usize, role: Option<&'a str>, inner: usize, end: Closing<'a>) -> usize {
        let text = &self.raw[inner..end.at];
        self.claim(start, end.end);
        match (role, end.role, end.underscores) {
            (None, None, 0) => push_unescaped(&mut self.out, text, Style::Emphasis, None),
            (Some(role), None, 0) | (None, Some(role), 0) => self.role(role, text, start, end.end),
            (None, None, underscores) => self.phrase(text, underscores == 2, start, end.end),
            _ => {
                self.fault("a role stands beside another role or a reference mark".to_owned());
                self.out.push(&self.raw[start..end.end], Style::Plain, None);
            }
        }
        end.end
    }

    fn underscore(&mut self, at: usize) -> usize {
        if self.raw[at + 1..].starts_with('`') {
            return self.inline_target(at);
        }
        let count = if self.raw[at + 1..].starts_with('_') { 2 } else { 1 };
        if self.char_at(at + 1).is_some_and(is_word) || !self.closes(at + count) {
            return at + 1;
        }
        let Some(start) = self.reference_start(at) else { return at + 1 };
        let name = &self.raw[start..at];
        self.claim(start, at + count);
        self.reference(name, name, count == 2, &self.raw[start..at + count]);
        at + count
    }

    /// Where the simple name begins that ends at `at`.
    fn reference_start(&self, at: usize) -> Option<usize> {
        let region = name_region(self.raw, self.base, at);
        let starts = self.raw[region..at].char_indices().filter(|(_, c)| is_word(*c));
        starts.map(|(offset, _)| region + offset).find(|&start| self.opens(start))
    }

    fn inline_target(&mut self, at: usize) -> usize {
        match self.span(at, "_`", "`", End::Target) {
            Ok((inner, end)) => {
                self.claim(at, end);
                self.reader.label_here(inner);
                push_unescaped(&mut self.out, inner, Style::Plain, None);
                end
            }
            Err(next) => next,
        }
    }

    fn bar(&mut self, at: usize) -> usize {
        if self.raw[at + 1..].starts_with('|') {
            return at + 1;
        }
        match self.span(at, "|", "|", End::Substitution) {
            Ok((name, end)) => {
                let underscores = self.underscores(end).map_or(0, |found| found.0);
                self.claim(at, end + underscores);
                self.substitution(name, &self.raw[at..end]);
                end + underscores
            }
            Err(next) => next,
        }
    }

    /// A reference to a footnote or citation: `[1]_`, `[#]_`, `[#name]_`, `[*]_`, `[name]_`.
    fn bracket(&mut self, at: usize) -> usize {
        let label = at + 1;
        let name = match self.raw.as_bytes().get(label) {
            Some(b'*') => label + 1,
            Some(b'#') => name_end(self.raw, label + 1).max(label + 1),
            _ => name_end(self.raw, label),
        };
        if name == label || !self.raw[name..].starts_with("]_") || !self.opens(at) || !self.closes(name + 2) {
            return at + 1;
        }
        self.claim(at, name + 2);
        self.footnote(&self.raw[label..name]);
        name + 2
    }
}

/// The end of interpreted text.
pub(super) struct Closing<'a> {
    at: usize,
    role: Option<&'a str>,
    underscores: usize,
    end: usize,
}

/// The next byte at which markup or an escape may start.
fn next_special(bytes: &[u8], from: usize) -> Option<usize> {
    let special = |b: &u8| matches!(b, b'\\' | b'*' | b'`' | b'_' | b'|' | b'[');
    bytes.get(from..)?.iter().position(special).map(|offset| from + offset)
}

fn next_mark(bytes: &[u8], from: usize, mark: u8, escapes: bool) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let found = if escapes { memchr::memchr2(mark, b'\\', rest) } else { memchr::memchr(mark, rest) };
    found.map(|offset| from + offset)
}
