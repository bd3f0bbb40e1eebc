//! JSON as people write it into documentation to JSON as it is meant.
//!
//! Strict JSON is read by a strict reader first; the lenient one here takes each fault for what its writer meant, and
//! tells which faults there were. It looks at each byte a bounded number of times and goes `DEPTH` levels deep.

use hwc_model::{Json, Number};

/// Deeper values are no examples.
const DEPTH: usize = 100;

/// How far the reader looks ahead for the end of a text that was not closed.
const WINDOW: usize = 300;

/// JSON that was read, and what had to be repaired for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Repaired {
    /// The value.
    pub value: Json,
    /// What was wrong, each kind once, in the order in which they were met.
    pub faults: Vec<Fault>,
    /// Number of bytes that were read: what stands behind them is no part of the value.
    pub end: usize,
}

/// A kind of fault and the first place of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// `comment`, `missing comma`.
    pub what: &'static str,
    /// The byte of the text at which it is to be mended.
    pub at: usize,
}

/// Reads the value that a text begins with; none where the text does not begin with an object or a list, or where too
/// little of it is JSON.
pub fn repair(text: &str) -> Option<Repaired> {
    let mut reader = Reader { text, at: 0, depth: 0, end: 0, faults: Vec::new(), looks_inside: true };
    reader.skip_blank();
    if !matches!(reader.peek(), Some('{' | '[')) {
        return None;
    }
    let value = reader.value()?;
    reader.skip_blank();
    while matches!(reader.peek(), Some('}' | ']' | ',')) {
        reader.fault("closing brace too many");
        reader.at += 1;
        reader.skip_blank();
    }
    Some(Repaired { value, faults: reader.faults, end: reader.at })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// Where the last value, name or separator ended: what is missing is missing there.
    end: usize,
    faults: Vec<Fault>,
    /// Whether texts may hold JSON with quotes that are not escaped. It is tried in vain once only.
    looks_inside: bool,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self, c: char) {
        self.at += c.len_utf8();
    }

    fn bump_if(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.bump(wanted);
        }
        found
    }

    fn fault(&mut self, what: &'static str) {
        self.fault_at(what, self.at);
    }

    fn fault_at(&mut self, what: &'static str, at: usize) {
        if !self.faults.iter().any(|fault| fault.what == what) {
            self.faults.push(Fault { what, at });
        }
    }

    /// Skips blanks, comments and ellipses.
    fn skip_blank(&mut self) {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
            self.at += blank;
            let rest = self.rest();
            let comment = if rest.starts_with("//") || rest.starts_with('#') {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else if rest.starts_with("...") || rest.starts_with('…') {
                self.fault("ellipsis");
                self.at += rest.len() - rest.trim_start_matches(['.', '…']).len();
                continue;
            } else {
                return;
            };
            self.fault("comment");
            self.at += comment;
        }
    }

    fn value(&mut self) -> Option<Json> {
        self.skip_blank();
        if self.depth == DEPTH {
            return None;
        }
        self.depth += 1;
        let value = match self.peek()? {
            '{' => self.object(),
            '[' => self.array(),
            '"' => Some(Json::String(self.string('"'))),
            quote @ ('\'' | '“' | '”') => {
                self.fault("quotes that are none of JSON");
                Some(Json::String(self.string(if quote == '\'' { '\'' } else { '”' })))
            }
            _ => Some(self.word()),
        };
        self.depth -= 1;
        self.end = self.at;
        value
    }

    fn object(&mut self) -> Option<Json> {
        self.bump('{');
        self.end = self.at;
        let mut members = Vec::new();
        let mut comma = true;
        // The last member is a list without its opening bracket.
        let mut listed = false;
        loop {
            self.skip_blank();
            match self.peek() {
                None => {
                    self.fault_at("missing closing brace", self.end);
                    return Some(Json::Object(members));
                }
                Some('}') => {
                    self.at += 1;
                    self.trailing(comma, members.is_empty());
                    return Some(Json::Object(members));
                }
                Some(']') if listed => {
                    self.at += 1;
                    listed = false;
                }
                Some(']') => {
                    self.fault_at("missing closing brace", self.end);
                    return Some(Json::Object(members));
                }
                Some(',') => self.comma(&mut comma),
                Some('{') if is_object(members.last()) || listed => {
                    self.separated(comma);
                    self.further_item(&mut members, listed)?;
                    (comma, listed) = (false, true);
                }
                Some(_) => {
                    self.separated(comma);
                    members.push(self.member()?);
                    (comma, listed) = (false, false);
                }
            }
        }
    }

    /// An object behind the object of a member: both are items of a list, `"a": {…}, {…}`.
    fn further_item(&mut self, members: &mut [(String, Json)], listed: bool) -> Option<()> {
        self.fault("list without brackets");
        let item = self.value()?;
        let (_, last) = members.last_mut()?;
        match last {
            Json::Array(items) if listed => items.push(item),
            first => *first = Json::Array(vec![std::mem::replace(first, Json::Null), item]),
        }
        Some(())
    }

    fn array(&mut self) -> Option<Json> {
        self.bump('[');
        self.end = self.at;
        let mut items = Vec::new();
        let mut comma = true;
        loop {
            self.skip_blank();
            match self.peek() {
                None => {
                    self.fault_at("missing closing bracket", self.end);
                    return Some(Json::Array(items));
                }
                Some(']') => {
                    self.at += 1;
                    self.trailing(comma, items.is_empty());
                    return Some(Json::Array(items));
                }
                Some('}') => {
                    self.fault_at("missing closing bracket", self.end);
                    return Some(Json::Array(items));
                }
                Some(',') => self.comma(&mut comma),
                Some(_) => {
                    self.separated(comma);
                    items.push(self.value()?);
                    comma = false;
                }
            }
        }
    }

    fn comma(&mut self, comma: &mut bool) {
        if *comma {
            self.fault("comma too many");
        }
        self.end = self.at;
        self.at += 1;
        *comma = true;
    }

    fn separated(&mut self, comma: bool) {
        if !comma {
            self.fault_at("missing comma", self.end);
        }
    }

    fn trailing(&mut self, comma: bool, empty: bool) {
        if comma && !empty {
            self.fault_at("trailing comma", self.end);
        }
    }

    /// A name, a colon and a value; a name alone has the value `null`.
    fn member(&mut self) -> Option<(String, Json)> {
        let name = match self.peek()? {
            '"' => self.string('"'),
            quote @ ('\'' | '“' | '”') => {
                self.fault("quotes that are none of JSON");
                self.string(if quote == '\'' { '\'' } else { '”' })
            }
            '{' | '[' => {
                self.fault("value without a name");
                let value = self.value()?;
                return Some((String::new(), value));
            }
            _ => self.name(),
        };
        self.end = self.at;
        self.skip_blank();
        if !self.bump_if(':') && !self.bump_if('：') && !self.bump_if('=') {
            self.fault_at("name without a value", self.end);
            return Some((name, Json::Null));
        }
        self.end = self.at;
        self.skip_blank();
        if matches!(self.peek(), None | Some(',' | '}' | ']')) {
            self.fault_at("name without a value", self.end);
            return Some((name, Json::Null));
        }
        Some((name, self.value()?))
    }

    /// A name without quotes.
    fn name(&mut self) -> String {
        self.fault("name without quotes");
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '}' | ']' | '{' | '[' | '"' | '='));
        let end = match end.unwrap_or(rest.len()) {
            0 => rest.chars().next().map_or(0, char::len_utf8),
            end => end,
        };
        self.at += end;
        self.bump_if('"');
        rest[..end].trim_end_matches('\'').to_owned()
    }

    /// A number, `true`, `false`, `null`, or text without quotes up to the end of the line or of the value.
    fn word(&mut self) -> Json {
        let rest = self.rest();
        let end = match rest.find([',', '}', ']', '\n']).unwrap_or(rest.len()) {
            0 => rest.chars().next().map_or(0, char::len_utf8),
            end => end,
        };
        let end = rest[..end].find(" //").unwrap_or(end);
        self.at += end;
        let word = rest[..end].trim();
        match word {
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            "null" => Json::Null,
            _ => strict_number(word).unwrap_or_else(|| self.loose(word)),
        }
    }

    fn loose(&mut self, word: &str) -> Json {
        match word.to_ascii_lowercase().as_str() {
            "true" => {
                self.fault("true in capital letters");
                return Json::Bool(true);
            }
            "false" => {
                self.fault("false in capital letters");
                return Json::Bool(false);
            }
            "none" | "null" => {
                self.fault("null in other letters");
                return Json::Null;
            }
            _ => {}
        }
        self.fault("text without quotes");
        Json::String(word.trim_matches(['"', '\'']).to_owned())
    }

    /// A text in quotes, with line breaks and quotes inside of it.
    fn string(&mut self, close: char) -> String {
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

    /// Whether the page breaks the line before a line break that the text has: it has one then, not two.
    fn breaks_before_an_escaped_one(&self) -> bool {
        self.rest().trim_start().starts_with("\\n")
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

fn is_object(member: Option<&(String, Json)>) -> bool {
    matches!(member, Some((_, Json::Object(_))))
}

/// Whether a text goes on with a member without quotes: `name:`.
fn is_member(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).unwrap_or(rest.len());
    end > 0 && rest[end..].trim_start().starts_with(':')
}

fn strict_number(word: &str) -> Option<Json> {
    if !word.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        return None;
    }
    serde_json::from_str::<Number>(word).ok().map(Json::Number)
}

#[cfg(test)]
mod tests;
