//! Where the members of a body stand.
//!
//! Comes in as the text of a body and the value that was read from it, strictly or after repairs; goes out as one line for
//! each member, in the order of the value. A member that is not found stands where the one before it does.

use hwc_model::Json;

/// How many names are passed over in search of the next member: texts that hold JSON have names of their own.
const WINDOW: usize = 64;

/// A longer name is a text.
const LONGEST_NAME: usize = 200;

/// The line of each member, from 1, each ahead of those within its value.
pub(super) fn lines(content: &str, value: &Json) -> Vec<u32> {
    let mut search = Search { names: names(content), next: 0, line: 1, lines: Vec::new() };
    search.value(value);
    search.lines
}

/// What stands before the colons of a text, with its line.
fn names(content: &str) -> Vec<(&str, u32)> {
    let mut names = Vec::new();
    for (line, text) in (1..).zip(content.lines()) {
        let colons = text.char_indices().filter(|(_, c)| matches!(c, ':' | '：' | '='));
        names.extend(colons.filter_map(|(at, _)| Some((name_before(&text[..at])?, line))));
    }
    names
}

/// The text in quotes, or the word, that ends here.
fn name_before(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let start = text.len().saturating_sub(LONGEST_NAME);
    let text = &text[(start..=text.len()).find(|&at| text.is_char_boundary(at))?..];
    let quotes = ['"', '\'', '“', '”'];
    let name = match text.strip_suffix(quotes) {
        Some(inner) => inner.rsplit(quotes).next(),
        None => text.rsplit(|c: char| c.is_whitespace() || matches!(c, '{' | ',' | '[')).next(),
    };
    name.filter(|name| !name.is_empty())
}

struct Search<'a> {
    names: Vec<(&'a str, u32)>,
    next: usize,
    line: u32,
    lines: Vec<u32>,
}

impl Search<'_> {
    fn value(&mut self, value: &Json) {
        match value {
            Json::Object(members) => {
                for (name, value) in members {
                    self.member(name);
                    self.value(value);
                }
            }
            Json::Array(items) => items.iter().for_each(|item| self.value(item)),
            _ => {}
        }
    }

    fn member(&mut self, name: &str) {
        let ahead = self.names.iter().skip(self.next).take(WINDOW).position(|(have, _)| *have == name);
        if let Some(ahead) = ahead {
            self.line = self.names[self.next + ahead].1;
            self.next += ahead + 1;
        }
        self.lines.push(self.line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(content: &str, expected: &[u32]) {
        let value = serde_json::from_str(content).unwrap();
        assert_eq!(lines(content, &value), expected, "{content}");
    }

    #[test]
    fn members_stand_on_their_lines() {
        check("{\n \"a\": {\n  \"b\": [{\"c\": 1,\n \"c\": 2}]},\n \"d\" :\n 1}", &[2, 3, 3, 4, 5]);
    }

    #[test]
    fn names_within_texts_are_passed_over() {
        check("{\"a\": \"https://x:80/y?b=1\",\n \"b\": \"{\\\"c\\\": 1}\",\n\n \"c\": 2}", &[1, 2, 4]);
    }

    #[test]
    fn a_member_that_is_not_found_stands_with_the_one_before() {
        check("{\n \"a\": 1,\n \"\\u0062\": 2,\n \"c\": 3}", &[2, 2, 4]);
    }

    #[test]
    fn names_without_quotes_are_found_too() {
        let value = serde_json::from_str("{\"a\": 1, \"b\": 2}").unwrap();
        assert_eq!(lines("{a: 1,\n'b' = 2}", &value), [1, 2]);
    }
}
