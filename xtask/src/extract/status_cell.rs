//! A cell of a status table to status and reason: `200 OK`, `**400**`, `404 Not Found`.

use crate::read::{Block, BlockKind, Cell};

/// The status, and the words that stand behind it. Ranges (`4xx`) and other texts are none.
pub fn extract_status(cell: &Cell) -> Option<(u16, Option<String>)> {
    let mut texts = cell.blocks.iter().filter_map(paragraph);
    let first = texts.next()?;
    let (status, mut reason) = split(&first)?;
    for text in texts {
        if !reason.is_empty() {
            reason.push(' ');
        }
        reason.push_str(text.trim());
    }
    Some((status, Some(reason).filter(|reason| !reason.is_empty())))
}

/// The same of a paragraph that says nothing else: `200`, `204 No Content`.
pub fn extract_bare_status(text: &str) -> Option<(u16, Option<String>)> {
    const LONGEST: usize = 40;
    let (status, reason) = split(text)?;
    let is_phrase = text.len() <= LONGEST && !reason.contains(['.', ',', ';']);
    is_phrase.then(|| (status, Some(reason).filter(|reason| !reason.is_empty())))
}

fn paragraph(block: &Block) -> Option<String> {
    match &block.kind {
        BlockKind::Paragraph { text } | BlockKind::Heading { text, .. } => Some(text.to_plain()),
        _ => None,
    }
}

/// Three digits from 100 to 599, then the end, a blank or punctuation.
fn split(text: &str) -> Option<(u16, String)> {
    let text = text.trim();
    let digits = text.get(..3).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let status = digits.parse().ok().filter(|status| (100..600).contains(status))?;
    let rest = &text[3..];
    if rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '~' | '_')) {
        return None;
    }
    let reason =
        rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '-' | '(' | ')' | '（' | '）'));
    Some((status, reason.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Text;

    fn read(text: &str) -> Option<(u16, Option<String>)> {
        let kind = BlockKind::Paragraph { text: Text::plain(text) };
        extract_status(&Cell { blocks: vec![Block { line: 1, labels: Vec::new(), kind }] })
    }

    #[test]
    fn status_and_reason_are_taken_apart() {
        assert_eq!(read("200"), Some((200, None)));
        assert_eq!(read("200 OK"), Some((200, Some("OK".to_owned()))));
        assert_eq!(read("404: Not Found"), Some((404, Some("Not Found".to_owned()))));
        assert_eq!(read("400 (Bad Request)"), Some((400, Some("Bad Request".to_owned()))));
    }

    #[test]
    fn sentences_that_begin_with_a_number_are_no_status() {
        assert_eq!(extract_bare_status("204"), Some((204, None)));
        assert_eq!(extract_bare_status("202 Accepted"), Some((202, Some("Accepted".to_owned()))));
        assert_eq!(extract_bare_status("300 requests are allowed, more are not."), None);
    }

    #[test]
    fn ranges_codes_and_words_are_no_status() {
        for text in ["4xx", "200-299", "2001", "999", "APIG.0101", "200.1", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
