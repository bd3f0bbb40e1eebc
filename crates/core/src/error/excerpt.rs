//! A bit of a reply's text, fit to be printed on one line, without its secrets.

use super::mask::mask;

/// How much of a reply is shown.
const LENGTH: usize = 160;

/// The text around a place given as line and column, or from the start, on one line.
pub(crate) fn excerpt(body: &[u8], place: Option<(usize, usize)>) -> String {
    let text = String::from_utf8_lossy(body);
    let masked = mask(&text);
    let at = place.map_or(0, |(line, column)| offset(&masked, line, column).saturating_sub(LENGTH / 2));
    let rest: String = masked.chars().skip(at).take(LENGTH + 1).collect();
    let shown: String = rest.chars().take(LENGTH).collect();
    let (before, after) = (if at > 0 { "…" } else { "" }, if rest.len() > shown.len() { "…" } else { "" });
    format!("{before}{}{after}", one_line(&shown))
}

/// Control characters, line ends among them, as spaces; runs of spaces as one.
pub(crate) fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters before a place.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    before.map(|line| line.chars().count()).sum::<usize>() + column
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_secret_names_are_masked() {
        let shown = excerpt(br#"{"name": "n", "adminPass": "hunter2", "list": ["a"], "token" : "t\"t"#, None);
        assert_eq!(shown, r#"{"name": "n", "adminPass": "***", "list": ["a"], "token" : "***"#);
    }

    #[test]
    fn a_long_reply_is_shown_around_the_place() {
        let body = format!("{}HERE{}", "a".repeat(500), "b".repeat(500));
        let shown = excerpt(body.as_bytes(), Some((1, 502)));
        assert!(shown.contains("HERE") && shown.starts_with('…') && shown.ends_with('…'), "{shown}");
        assert!(shown.chars().count() <= LENGTH + 2);
    }

    #[test]
    fn line_ends_and_control_characters_become_spaces() {
        assert_eq!(excerpt(b"<html>\r\n\t<p>\x1b[31mno", None), "<html> <p> [31mno");
        assert_eq!(excerpt(&[0xff, 0xfe], None), "\u{fffd}\u{fffd}");
    }
}
