//! JSON as people write it into documentation to JSON as it is meant.
//!
//! Strict JSON is read by a strict reader first; the lenient one here takes each fault for what its writer meant, and
//! tells which faults there were. It looks at each byte a bounded number of times and goes `DEPTH` levels deep.

mod texts;
mod words;

use hwc_model::Json;

/// Deeper values are no examples.
const DEPTH: usize = 100;

/// How far the reader looks ahead for the end of a text or a name.
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
        self.skip_stray_word();
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

    /// Whether the page breaks the line before a line break that the text has: it has one then, not two.
    fn breaks_before_an_escaped_one(&self) -> bool {
        self.rest().trim_start().starts_with("\\n")
    }
}

fn is_object(member: Option<&(String, Json)>) -> bool {
    matches!(member, Some((_, Json::Object(_))))
}

#[cfg(test)]
mod tests;
