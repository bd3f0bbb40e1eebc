//! Words without quotes: names, numbers, truth values, and texts that should have quotes.

use hwc_model::{Json, Number};

use super::{Reader, WINDOW};

impl Reader<'_> {
    /// A word before a name in quotes belongs to nothing: `x  "name": 1`.
    pub(super) fn skip_stray_word(&mut self) {
        let rest = self.rest();
        let behind = rest.trim_start_matches(char::is_alphanumeric);
        let Some(name) = behind.trim_start_matches([' ', '\t']).strip_prefix('"').filter(|_| behind.len() < rest.len())
        else {
            return;
        };
        let end = name.char_indices().take(WINDOW).find(|(_, c)| matches!(c, '"' | '\n'));
        if end.is_some_and(|(end, c)| c == '"' && name[end + 1..].trim_start().starts_with(':')) {
            self.fault("word before a name");
            self.at = self.text.len() - name.len() - 1;
        }
    }

    /// A name without quotes.
    pub(super) fn name(&mut self) -> String {
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
    pub(super) fn word(&mut self) -> Json {
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
}

fn strict_number(word: &str) -> Option<Json> {
    if !word.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        return None;
    }
    serde_json::from_str::<Number>(word).ok().map(Json::Number)
}
