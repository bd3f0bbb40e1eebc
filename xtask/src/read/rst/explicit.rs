//! What begins with two dots: targets, footnotes, substitutions, directives and comments.

use super::body::Body;
use super::chars::{fold_name, is_space};
use super::lines::{Line, Part, first_known_indented, join, until_blank};
use super::names::{Goal, Substitute};
use super::raw::{name_end, unescape};
use crate::read::{BlockKind, Text};

impl<'a> Body<'_, '_, '_, 'a> {
    /// The construct on `line`, whose text begins at byte `end`.
    pub(super) fn explicit(&mut self, line: Line<'a>, end: usize) {
        let rest = &line.text[end..];
        let read = match rest.as_bytes().first() {
            Some(b'[') => self.footnote(line, end),
            Some(b'_') => self.target(end + 1),
            Some(b'|') => self.substitution_definition(end + 1),
            _ => self.directive(line, end),
        };
        if read.is_none() {
            self.comment(rest, end);
        }
    }

    /// A comment reaches as far as it is indented; one that is empty ends where it stands.
    fn comment(&mut self, rest: &str, end: usize) {
        let empty = rest.is_empty() && self.lines.get(self.at + 1).is_none_or(|next| next.text.is_empty());
        self.at = if empty { self.at + 1 } else { first_known_indented(self.lines, self.at, end).next };
    }

    /// `[1] text`, `[#name] text`, `[citation] text`.
    fn footnote(&mut self, line: Line<'a>, end: usize) -> Option<()> {
        let label = end + 1;
        let name = match line.text.as_bytes().get(label)? {
            b'*' => label + 1,
            b'#' => name_end(line.text, label + 1).max(label + 1),
            _ => name_end(line.text, label),
        };
        let text = name + 1;
        let after = line.text.get(text..).filter(|after| after.is_empty() || after.starts_with(' '))?;
        if name == label || !line.text[name..].starts_with(']') {
            return None;
        }
        let label = &line.text[label..name];
        let blanks = after.bytes().take_while(|&b| b == b' ').count();
        let Part { lines, next } = first_known_indented(self.lines, self.at, text + blanks);
        self.at = next;
        self.reader.label_here(label);
        let labels = std::mem::take(&mut self.reader.labels);
        let term = Text::plain(format!("[{label}]"));
        let items = vec![(term, self.reader.nested(&lines))];
        self.push_labelled(line.number, labels, BlockKind::Definitions { items });
        Some(())
    }

    /// `_name: where`, `_name:`, `__: where`; the name begins at byte `from`.
    fn target(&mut self, from: usize) -> Option<()> {
        let head = self.lines[self.at].text;
        if matches!(head.as_bytes().get(from), None | Some(b' ')) {
            return None;
        }
        let Part { lines, next } = until_blank(self.lines, self.at, from);
        let text = join(&lines);
        let (name, place) = split_target(&text)?;
        self.at = next;
        self.add_target(name, place);
        Some(())
    }

    /// `__ where`.
    pub(super) fn anonymous_target(&mut self, end: usize) {
        let Part { lines, next } = until_blank(self.lines, self.at, end);
        self.at = next;
        self.add_target(None, &join(&lines));
    }

    /// Notes where a target leads; one without a name is anonymous.
    fn add_target(&mut self, name: Option<&str>, place: &str) {
        let goal = goal(place);
        let Some(name) = name else { return self.reader.found.anonymous.push(goal) };
        match goal {
            Goal::Here => self.reader.label_here(name),
            goal => drop(self.reader.found.targets.insert(fold_name(&unescape(name)), goal)),
        }
    }

    /// `|name| directive:: argument`; the name begins at byte `from`.
    fn substitution_definition(&mut self, from: usize) -> Option<()> {
        let head = self.lines[self.at].text;
        if matches!(head.as_bytes().get(from), None | Some(b' ')) {
            return None;
        }
        let Part { lines, next } = first_known_indented(self.lines, self.at, from);
        let text = join(&lines);
        let bar = unescaped(&text, |at| {
            text.as_bytes()[at] == b'|' && matches!(text.as_bytes().get(at + 1), None | Some(b' '))
        })?;
        let definition = text[bar + 1..].trim_start();
        let colons = definition.find("::")?;
        let (directive, argument) = (definition[..colons].trim_end(), &definition[colons + 2..]);
        let line = self.lines[self.at].number;
        self.at = next;
        let substitute = self.substitute(directive, argument.trim(), line);
        self.reader.found.substitutes.insert(fold_name(&unescape(&text[..bar])), substitute);
        Some(())
    }

    fn substitute(&mut self, directive: &str, argument: &str, line: u32) -> Substitute {
        match directive {
            "replace" => Substitute::Text(self.reader.text(argument, line)),
            "unicode" => Substitute::Text(Text::plain(unicode(argument))),
            "raw" if argument.to_ascii_lowercase().contains("<br") => Substitute::Break,
            _ => Substitute::Text(Text::default()),
        }
    }
}

/// The name, which `_` is none, and the rest of `name: rest`, where the name may stand in backquotes.
fn split_target(text: &str) -> Option<(Option<&str>, &str)> {
    let bytes = text.as_bytes();
    let ends = |at: usize| matches!(bytes.get(at), None | Some(b' ' | b'\n'));
    if let Some(quoted) = text.strip_prefix('`') {
        let closes = |at: usize| bytes[at + 1] == b'`' && bytes.get(at + 2) == Some(&b':') && ends(at + 3);
        let close = unescaped(quoted, closes).filter(|&close| close > 0)?;
        return Some((Some(&quoted[..close]), quoted[close + 2..].trim()));
    }
    let colon = unescaped(text, |at| bytes[at] == b':' && ends(at + 1))?;
    let name = &text[..colon];
    let named = Some(name.trim_end()).filter(|name| *name != "_");
    let good = !name.is_empty() && !name.ends_with(':') && (named.is_none() || !name.starts_with('_'));
    good.then(|| (named, text[colon + 1..].trim()))
}

/// The first place that is not escaped and fits.
fn unescaped(text: &str, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            _ if fits(at) => return Some(at),
            _ => {}
        }
    }
    None
}

/// Where a target leads that says `place`.
fn goal(place: &str) -> Goal {
    if place.is_empty() {
        return Goal::Here;
    }
    if let Some(name) = place.strip_suffix('_').filter(|name| !name.ends_with('\\')) {
        let quoted = name.strip_prefix('`').and_then(|name| name.strip_suffix('`'));
        if quoted.is_some() || name_end(name, 0) == name.len() {
            return Goal::Name(fold_name(&unescape(quoted.unwrap_or(name))));
        }
    }
    Goal::Url(unescape(place).split(is_space).collect())
}

/// Characters given by number (`0x2014`, `U+2014`) or as themselves.
fn unicode(argument: &str) -> String {
    let words = argument.split(is_space).take_while(|word| !word.is_empty() && *word != "..");
    let number = |word: &str| {
        let digits = ["0x", "x", "\\x", "U+", "u", "\\u"].iter().find_map(|prefix| word.strip_prefix(prefix));
        let code = digits.map_or_else(|| word.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok());
        code.and_then(char::from_u32).map(String::from)
    };
    words.map(|word| number(word).unwrap_or_else(|| word.to_owned())).collect()
}
