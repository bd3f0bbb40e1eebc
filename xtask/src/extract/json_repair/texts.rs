//! Texts in quotes: where they end though quotes and line breaks stand in them, and what their escapes mean.

use super::{Reader, WINDOW};

impl<'a> Reader<'a> {
    /// A text in quotes, with line breaks and quotes inside of it.
    pub(super) fn string(&mut self, close: char) -> String {
        let opening = self.peek().map_or(1, char::len_utf8);
        self.at += opening;
        if let Some(json) = self.json_inside(close) {
            return json.to_owned();
        }
        let mut text = String::new();
        while let Some(c) = self.peek() {
            let place = self.at;
            self.bump(c);
            match c {
                '\\' => self.escape(&mut text),
                '\n' | '\r' if self.ends_line(close) => {
                    self.fault_at("text without a closing quote", place);
                    self.give_back_comma(&mut text);
                    break;
                }
                '\n' | '\r' if self.breaks_before_an_escaped_one() => {
                    self.fault_at("line break in a text", place);
                    self.at += self.rest().len() - self.rest().trim_start().len();
                }
                '\n' | '\r' | '\t' => {
                    self.fault_at("line break in a text", place);
                    text.push(c);
                }
                '"' if close == '”' => break,
                c if c == close && self.closes() => break,
                c if c == close => {
                    self.fault_at("quote in a text", place);
                    text.push(c);
                }
                c => text.push(c),
            }
        }
        text
    }

    /// An object in a text, whose quotes should have been escaped: `"{ "a": 1 }"`. Steps over it and the closing quote.
    fn json_inside(&mut self, close: char) -> Option<&'a str> {
        let inside = self.rest();
        let opens = inside.strip_prefix('{').is_some_and(|inside| inside.trim_start().starts_with('"'));
        if close != '"' || !opens || !self.looks_inside {
            return None;
        }
        let mut reader =
            Reader { text: inside, at: 0, depth: self.depth, end: 0, faults: Vec::new(), looks_inside: false };
        let is_object = reader.value().is_some();
        let json = &inside[..reader.at];
        reader.skip_blank();
        if !is_object || !json.ends_with('}') || reader.peek() != Some(close) {
            self.looks_inside = false;
            return None;
        }
        self.fault("quote in a text");
        self.at += reader.at + close.len_utf8();
        Some(json)
    }

    /// A comma at the end of a text that was not closed stands behind it.
    fn give_back_comma(&mut self, text: &mut String) {
        if text.ends_with(',') {
            text.pop();
            self.at = self.text[..self.at].trim_end().len() - 1;
        }
    }

    /// Whether the text was meant to end with the line: the next line begins with a name and a colon, or closes.
    fn ends_line(&self, close: char) -> bool {
        let rest = self.rest();
        let window = rest.char_indices().take(WINDOW).last().map_or(0, |(at, c)| at + c.len_utf8());
        let line = rest[..window].trim_start();
        if line.starts_with(['}', ']']) {
            return true;
        }
        let Some(name) = line.strip_prefix(close) else { return false };
        let after = name.find(close).map(|end| name[end + close.len_utf8()..].trim_start());
        after.is_some_and(|after| after.starts_with(':'))
    }

    /// Whether a quote ends its text: what follows is the end, a separator, a line break or another text.
    fn closes(&self) -> bool {
        let rest = self.rest();
        let blank = rest.trim_start_matches([' ', '\t', '\r']);
        match blank.chars().next() {
            None | Some(',' | ':' | '}' | ']' | '\n' | '"' | '/' | '#' | '，' | '：' | '…' | '=') => true,
            Some('.') => blank.starts_with("..."),
            Some(_) => blank.len() < rest.len() && is_member(blank),
        }
    }

    fn escape(&mut self, text: &mut String) {
        let Some(c) = self.peek() else { return };
        self.bump(c);
        match c {
            'n' => text.push('\n'),
            'r' => text.push('\r'),
            't' => text.push('\t'),
            'b' => text.push('\u{8}'),
            'f' => text.push('\u{c}'),
            '"' | '\\' | '/' => text.push(c),
            'u' => text.push(self.code_point()),
            c => {
                self.fault("backslash that escapes nothing");
                text.push('\\');
                text.push(c);
            }
        }
    }

    /// The character of `XXXX`, or of `XXXX\uXXXX` for a pair.
    fn code_point(&mut self) -> char {
        let Some(high) = self.hex() else {
            self.fault("backslash that escapes nothing");
            return char::REPLACEMENT_CHARACTER;
        };
        if !(0xd800..0xdc00).contains(&high) || !self.rest().starts_with("\\u") {
            return char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER);
        }
        self.at += 2;
        match self.hex() {
            Some(low @ 0xdc00..0xe000) => char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))
                .unwrap_or(char::REPLACEMENT_CHARACTER),
            _ => char::REPLACEMENT_CHARACTER,
        }
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}

/// Whether a text goes on with a member without quotes: `name:`.
fn is_member(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).unwrap_or(rest.len());
    end > 0 && rest[end..].trim_start().starts_with(':')
}
