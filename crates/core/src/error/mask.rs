//! Text without its secrets.
//!
//! In: the body of a request or a reply, as JSON, markup, a form, headers or prose, whole or cut off. Out: the same with
//! stars in place of values that look like secrets by the name before them. It parses nothing: what is broken must not
//! leak either, and stars too many do no harm.

use crate::secret::MASK;

/// Names with one of these in them, whatever their spelling, have a value that is not printed.
const SECRET_WORDS: &[&str] = &[
    "pass",
    "pwd",
    "secret",
    "token",
    "credential",
    "authorization",
    "signature",
    "cookie",
    "sessionid",
    "privatekey",
    "accesskey",
    "apikey",
    "appkey",
    "clientkey",
    "securitykey",
    "signingkey",
];

/// How text is quoted besides `"` and `\"`, in pages and in forms.
const QUOTES: &[&str] = &["'", "&quot;", "&#34;", "&apos;", "&#39;", "%22"];

/// What stands between a name and its value.
const BETWEEN: &[&str] = &["=>", ":", "=", "%3A", "%3a", "%3D", "%3d"];

/// The text with the values masked that look like secrets.
pub(crate) fn mask(text: &str) -> String {
    let mut scan =
        Scan { text, at: 0, masked: String::with_capacity(text.len()), in_secret_tag: false, told_name: false };
    while scan.at < text.len() {
        scan.step();
    }
    scan.masked
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    masked: String,
    /// After `<password`, until its tag ends.
    in_secret_tag: bool,
    /// After `"name": "password"`, until the value that it is the name of.
    told_name: bool,
}

impl<'t> Scan<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Takes over so many bytes.
    fn copy(&mut self, length: usize) {
        self.masked.push_str(&self.rest()[..length]);
        self.at += length;
    }

    /// Passes over so many bytes, with stars in their place.
    fn hide(&mut self, length: usize) {
        self.masked.push_str(MASK);
        self.at += length;
    }

    fn step(&mut self) {
        let rest = self.rest();
        if let Some(tag) = rest.strip_prefix('<') {
            let name = &tag[..tag.find(|c: char| c.is_whitespace() || "</>".contains(c)).unwrap_or(tag.len())];
            self.in_secret_tag = is_secret(name);
            self.copy(1 + name.len());
        } else if rest.starts_with('>') {
            self.copy(1);
            self.element();
        } else if rest.starts_with("://") {
            self.copy(3);
            self.user();
        } else if name_length(rest) > 0 {
            self.name();
        } else {
            self.told_name &= !rest.starts_with('}');
            self.copy(rest.chars().next().map_or(rest.len(), char::len_utf8));
        }
    }

    /// What stands between two tags.
    fn element(&mut self) {
        let rest = self.rest();
        let (before, end) = if rest.starts_with("<![CDATA[") { (9, "]]>") } else { (0, "<") };
        let inside = &rest[before..];
        let inside = &inside[..inside.find(end).unwrap_or(inside.len())];
        if (self.in_secret_tag || self.told_name) && !inside.trim().is_empty() {
            self.copy(before);
            self.hide(inside.len());
            self.told_name = false;
        }
        self.in_secret_tag = false;
    }

    /// Who an address is for: `https://user:password@host`.
    fn user(&mut self) {
        let rest = self.rest();
        let is_end = |c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\'' | '<' | '?');
        let host = &rest[..rest.find(is_end).unwrap_or(rest.len())];
        if let Some(user) = host.rfind('@') {
            self.hide(user);
        }
    }

    /// A word, which is the name of a value where something between them follows.
    fn name(&mut self) {
        let (begin, length) = (self.at, name_length(self.rest()));
        self.copy(length);
        let after = self.rest();
        let quote = quote_length(after);
        let spaced = &after[quote..];
        let between = spaced.trim_start();
        let Some(sign) = BETWEEN.iter().find(|sign| between.starts_with(**sign)) else {
            let word = &self.text[begin..self.at];
            self.told_name |= is_secret(word) && (quote > 0 || after.starts_with('<'));
            return;
        };
        let name = if quote > 0 { quoted(&self.text[..self.at]) } else { &self.text[begin..self.at] };
        let is_told = self.told_name && is_value(name);
        if !is_secret(name) && !is_told {
            return;
        }
        self.told_name &= !is_told;
        let value = between[sign.len()..].trim_start_matches(' ');
        self.copy(after.len() - value.len());
        // `name = value` to the end of the line, `name=value` to the next blank.
        let is_line = quote == 0 && (sign.starts_with(':') || value.len() + sign.len() < spaced.len());
        self.value(is_line, quote > 0);
    }

    fn value(&mut self, is_line: bool, is_json: bool) {
        let rest = self.rest();
        if let Some(items) = rest.strip_prefix('[').filter(|_| is_json) {
            let end = items.find(']').unwrap_or(items.len());
            if !items[..end].contains('{') {
                self.copy(1);
                self.hide(end);
            }
            return;
        }
        let quote = quote_length(rest);
        if quote > 0 {
            let length = closing(&rest[quote..], &rest[..quote]);
            self.copy(quote);
            return self.hide(length);
        }
        let is_end = |c: char| match c {
            '"' | '<' | '\n' | '\r' => true,
            ',' | '}' | ']' => is_json,
            '&' => !is_json && !is_line,
            c => !is_line && c.is_whitespace(),
        };
        let bare = &rest[..rest.find(is_end).unwrap_or(rest.len())];
        if !matches!(bare.trim(), "" | "null" | "true" | "false") && !bare.starts_with('{') {
            self.hide(bare.len());
        }
    }
}

/// How long the word is that the text begins with.
fn name_length(text: &str) -> usize {
    text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))).unwrap_or(text.len())
}

/// How long the quote is that the text begins with, with the backslashes before it; nothing where there is none.
fn quote_length(text: &str) -> usize {
    let escaped = text.trim_start_matches('\\');
    if escaped.starts_with('"') {
        return text.len() - escaped.len() + 1;
    }
    QUOTES.iter().find(|quote| text.starts_with(**quote)).map_or(0, |quote| quote.len())
}

/// Where a text ends that began with this quote; the end of all where it is cut off.
fn closing(text: &str, quote: &str) -> usize {
    let Some(backslashes) = quote.strip_suffix('"').map(str::len) else {
        return text.find(quote).unwrap_or(text.len());
    };
    let mut run = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\\' => run += 1,
            // A quote in the text has one backslash more than the quotes around it, and as many again at each level.
            b'"' if run % (2 * (backslashes + 1)) == backslashes => return at - backslashes,
            _ => run = 0,
        }
    }
    text.len()
}

/// The quoted text that ends here.
fn quoted(text: &str) -> &str {
    let begin = QUOTES.iter().chain(&["\""]).filter_map(|quote| Some(text.rfind(quote)? + quote.len())).max();
    &text[begin.unwrap_or_default()..]
}

fn is_secret(name: &str) -> bool {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let name = name.to_ascii_lowercase();
    name == "sk" || SECRET_WORDS.iter().any(|word| name.contains(word))
}

/// Whether a name says no more than that what follows is the value of the name before.
fn is_value(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with("value")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn shows(text: &str, masked: &str) {
        assert_eq!(mask(text), masked);
    }

    #[test]
    fn members_of_json_are_masked_however_deep_and_broken() {
        shows(
            r#"{"name": "n", "adminPass": "hunter2", "ids": [1]}"#,
            r#"{"name": "n", "adminPass": "***", "ids": [1]}"#,
        );
        shows(r#"{"token" : "t\"t"#, r#"{"token" : "***"#);
        shows(r#"{"a secret key":"x\\","b":"c"}"#, r#"{"a secret key":"***","b":"c"}"#);
        shows(r#"{"tokens": ["a", "b"], "pin_token": 12, "b": 3}"#, r#"{"tokens": [***], "pin_token": ***, "b": 3}"#);
        shows(r#"{"secrets": [{"name": "n", "secret": "x"}]}"#, r#"{"secrets": [{"name": "n", "secret": "***"}]}"#);
        shows(r#"{"password": null, "token": {"id": 1}}"#, r#"{"password": null, "token": {"id": 1}}"#);
        shows(r#"5" wide, "password": "x", it's 'pwd': 'y'"#, r#"5" wide, "password": "***", it's 'pwd': '***'"#);
    }

    #[test]
    fn json_in_a_text_of_json_is_masked_too() {
        shows(
            r#"{"body": "{\"password\": \"a\\\"b\", \"n\": \"c\"}"}"#,
            r#"{"body": "{\"password\": \"***\", \"n\": \"c\"}"}"#,
        );
    }

    #[test]
    fn elements_and_attributes_of_markup_are_masked() {
        shows("<a><AdminPass>hunter2</AdminPass><b>c</b></a>", "<a><AdminPass>***</AdminPass><b>c</b></a>");
        shows("<x:password kind='k'>hunter2</x:password>", "<x:password kind='k'>***</x:password>");
        shows("<token><![CDATA[a<b]]></token>", "<token><![CDATA[***]]></token>");
        shows("<credential><access>a</access></credential>", "<credential><access>a</access></credential>");
        shows(r#"<server token="t" name="n"/>"#, r#"<server token="***" name="n"/>"#);
        shows("<Password>cut o", "<Password>***");
        shows(
            "{&quot;password&quot;:&quot;x&quot;,&quot;b&quot;",
            "{&quot;password&quot;:&quot;***&quot;,&quot;b&quot;",
        );
    }

    #[test]
    fn what_is_told_to_be_the_name_of_a_value_masks_that_value() {
        shows(r#"{"name": "password", "value": "x"}"#, r#"{"name": "password", "value": "***"}"#);
        shows(r#"{"name": "password"}, {"value": "x"}"#, r#"{"name": "password"}, {"value": "x"}"#);
        shows("<key>password</key><string>x</string>", "<key>password</key><string>***</string>");
        shows(r#"<input type="password" value="x">"#, r#"<input type="password" value="***">"#);
    }

    #[test]
    fn forms_headers_and_addresses_are_masked() {
        shows("user=u&password=a,b&grant_type=g", "user=u&password=***&grant_type=g");
        shows("client_secret%3Dabc", "client_secret%3D***");
        shows("X-Auth-Token: MIIabc\r\nHost: h", "X-Auth-Token: ***\r\nHost: h");
        shows("Authorization: Bearer a b\nHost: h", "Authorization: ***\nHost: h");
        shows("password = correct horse\nuser = u", "password = ***\nuser = u");
        shows("see https://me:hunter2@host/p?q", "see https://***@host/p?q");
    }

    #[test]
    fn what_is_no_secret_is_left_as_it_is() {
        let text =
            "<html><body>502: <b>no upstream</b> at 10:30, code=7 {\"task\": \"disk\"} tokens expired</body></html>";
        shows(text, text);
        shows("ä\u{0}é<", "ä\u{0}é<");
    }

    #[test]
    fn names_are_judged_by_their_words() {
        for name in ["adminPass", "X-Auth-Token", "secret_access_key", "private-key", "SK", "client_secret"] {
            assert!(is_secret(name), "{name}");
        }
        for name in ["key", "name", "keypair", "ak", "task", "disk"] {
            assert!(!is_secret(name), "{name}");
        }
    }
}
