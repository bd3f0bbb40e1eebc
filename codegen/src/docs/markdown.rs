//! Text → Markdown that says the same, in lines.

/// A part of a description.
#[derive(Debug, PartialEq)]
pub(super) enum Block {
    /// A paragraph.
    Paragraph(String),
    /// An item of a list.
    Item(String),
}

impl Block {
    /// Whether this is an item about one of the values: the value, then nothing, or what is no part of a word.
    pub(super) fn is_item_of(&self, values: &[&str]) -> bool {
        let Block::Item(text) = self else { return false };
        let text = text.trim_start_matches(['"', '\'', '`', '*']);
        values.iter().filter(|value| !value.is_empty()).any(|value| {
            text.strip_prefix(value).is_some_and(|rest| {
                !rest.starts_with(|char: char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.' | '/'))
            })
        })
    }
}

/// Paragraphs and list items of a description.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut continues = false;
    for line in text.split(['\n', '\r']) {
        let line = visible(line);
        let line = line.trim();
        if line.is_empty() {
            continues = false;
        } else if let Some(item) = line.strip_prefix("- ") {
            blocks.push(Block::Item(item.to_owned()));
            continues = true;
        } else {
            match blocks.last_mut() {
                Some(Block::Paragraph(text) | Block::Item(text)) if continues => {
                    text.push(' ');
                    text.push_str(line);
                }
                _ => blocks.push(Block::Paragraph(line.to_owned())),
            }
            continues = true;
        }
    }
    blocks
}

/// The text without what cannot be seen: controls, and marks that turn the direction of what follows.
fn visible(text: &str) -> String {
    text.chars().map(|char| if char.is_whitespace() { ' ' } else { char }).filter(|char| !is_hidden(*char)).collect()
}

/// Whether a character cannot be seen, or changes what can.
pub(crate) fn is_hidden(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Text as one line without hidden characters.
pub(crate) fn one_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text as Markdown for the middle of a line.
pub(crate) fn inline(text: &str) -> String {
    inline_tokens(&one_line(text)).join(" ")
}

/// Words of a text, escaped.
pub(super) fn inline_tokens(text: &str) -> Vec<String> {
    text.split_whitespace().map(word).collect()
}

/// A word: addresses become links, names with a `_` inside become code, the rest is escaped.
fn word(word: &str) -> String {
    let trailing = |char: char| ".,;:!?)\"'”’".contains(char);
    let core = word.trim_start_matches(['(', '"', '\'', '“']).trim_end_matches(trailing);
    let Some(at) = word.find(core).filter(|_| is_address(core) || is_name(core)) else { return escaped(word) };
    let (before, after) = (&word[..at], &word[at + core.len()..]);
    let core = if is_address(core) { format!("<{core}>") } else { code(core) };
    format!("{}{core}{}", escaped(before), escaped(after))
}

fn is_address(word: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| word.len() > scheme.len() && word.starts_with(scheme))
        && word.chars().all(|char| char.is_ascii_graphic() && !"<>`\\\"{}[]|^".contains(char))
}

fn is_name(word: &str) -> bool {
    word.contains('_')
        && word.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')
        && word.chars().any(|char| char.is_ascii_alphanumeric())
}

fn escaped(word: &str) -> String {
    let mut escaped = String::with_capacity(word.len());
    for char in word.chars() {
        if matches!(char, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&') {
            escaped.push('\\');
        }
        escaped.push(char);
    }
    // The scheme alone makes rustdoc think of a bare address.
    escaped.replace("://", ":\\//")
}

/// Text as code, whatever stands in it.
pub(crate) fn code(text: &str) -> String {
    if text.is_empty() {
        // Nothing between backticks is nothing to be seen.
        return "`\"\"`".to_owned();
    }
    let text = visible(text);
    let longest = text.split(|char| char != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 || text.starts_with(' ') || text.ends_with(' ') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Words of Markdown; what stands between backticks or is a link stays one word.
pub(super) fn tokens(markdown: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut token = String::new();
    let mut fence: Option<usize> = None;
    let mut rest = markdown;
    while let Some(char) = rest.chars().next() {
        let run = rest.len() - rest.trim_start_matches('`').len();
        if run > 0 {
            fence = match fence {
                None => Some(run),
                Some(open) if open == run => None,
                open => open,
            };
            token.push_str(&rest[..run]);
            rest = &rest[run..];
            continue;
        }
        if char.is_whitespace() && fence.is_none() {
            tokens.extend(Some(std::mem::take(&mut token)).filter(|token| !token.is_empty()));
        } else {
            token.push(char);
        }
        rest = &rest[char.len_utf8()..];
    }
    tokens.extend(Some(token).filter(|token| !token.is_empty()));
    tokens
}

/// Words as lines of at most `width` columns where words allow it, each after `indent`.
pub(super) fn wrap(tokens: &[String], width: usize, indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut columns = 0;
    for token in &kept_together(tokens) {
        let length = token.chars().count();
        if columns > 0 && columns + 1 + length > width {
            lines.push(std::mem::take(&mut line));
            columns = 0;
        }
        if columns == 0 {
            line.push_str(indent);
            line.push_str(guarded(token).as_deref().unwrap_or(token));
            columns = length;
        } else {
            line.push(' ');
            line.push_str(token);
            columns += 1 + length;
        }
    }
    lines.extend(Some(line).filter(|line| !line.is_empty()));
    lines
}

/// What goes on one line: `3.` would begin a list, so it stays with the word before it, as in `row 3.`
fn kept_together(tokens: &[String]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut after_plain = false;
    for token in tokens {
        let is_plain = guarded(token).is_none();
        match words.last_mut() {
            Some(before) if after_plain && !is_plain => before.extend([" ", token]),
            _ => words.push(token.clone()),
        }
        after_plain = is_plain;
    }
    words
}

/// A word that would begin a heading, a list or a rule, written so that it begins a line and nothing else.
fn guarded(token: &str) -> Option<String> {
    if token.starts_with(['#', '-', '+', '=', ':']) {
        return Some(format!("\\{token}"));
    }
    let digits = token.len() - token.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    let is_number = digits > 0 && token[digits..].starts_with(['.', ')']);
    is_number.then(|| format!("{}\\{}", &token[..digits], &token[digits..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        for (text, markdown) in [
            ("a [b](c) <script> *x*", "a \\[b\\](c) \\<script\\> \\*x\\*"),
            ("see https://example.com/a_b.", "see <https://example.com/a_b>."),
            ("http://", "http:\\//"),
            ("vpc_id is set (see spec_id)", "`vpc_id` is set (see `spec_id`)"),
            ("a _b_ c", "a `_b_` c"),
            ("lone \\ and `tick", "lone \\\\ and \\`tick"),
            ("x\u{202e}y\0z", "xyz"),
            ("a & b &lt;", "a \\& b \\&lt;"),
        ] {
            assert_eq!(inline(text), markdown, "{text}");
        }
    }

    #[test]
    fn lines_begin_no_block() {
        let lines = wrap(&inline_tokens("# - 1. + ="), 1, "");
        assert_eq!(lines, ["\\#", "\\-", "1\\.", "\\+", "\\="]);
        assert_eq!(wrap(&inline_tokens("table 2, row 3."), 12, ""), ["table 2,", "row 3."]);
    }

    #[test]
    fn code_holds_backticks() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a``b"), "``` a``b ```");
        assert_eq!(code(""), "`\"\"`");
    }

    #[test]
    fn code_is_one_word() {
        assert_eq!(tokens("a `b c` d``` e ` f ```"), ["a", "`b c`", "d``` e ` f ```"]);
    }

    #[test]
    fn items_of_values_are_told_from_others() {
        let is_item = |text: &str| Block::Item(text.to_owned()).is_item_of(&["up", "0"]);
        assert!(is_item("up: it runs") && is_item("0") && is_item("\"up\" (it runs)"));
        assert!(!is_item("upper") && !is_item("0.5: half") && !is_item("it is up"));
        assert!(!Block::Paragraph("up: it runs".to_owned()).is_item_of(&["up"]));
    }

    #[test]
    fn descriptions_are_paragraphs_and_items() {
        let item = |text: &str| Block::Item(text.to_owned());
        let paragraph = |text: &str| Block::Paragraph(text.to_owned());
        assert_eq!(
            blocks("One\ntwo.\n\n- a\n- b\nmore\n\nThree\r\n"),
            [paragraph("One two."), item("a"), item("b more"), paragraph("Three")]
        );
    }
}
