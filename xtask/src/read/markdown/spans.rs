//! `[text]{#id .class}`, as pandoc writes what had a name or a class in HTML: only the name is kept.

use std::borrow::Cow;

/// Attributes are not longer than so many bytes, and a span not longer than so many.
const LONGEST_ATTRIBUTES: usize = 400;
const LONGEST_SPAN: usize = 4_000;

/// The text with spans as anchors and their text.
pub(super) fn without(text: &str) -> Cow<'_, str> {
    if ![']', ')', '`'].iter().any(|end| text.contains(&format!("{end}{{"))) {
        return text.into();
    }
    let mut without = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = memchr::memchr(b'{', rest.as_bytes()) {
        let (before, behind) = rest.split_at(open);
        without.push_str(before);
        let is_behind = before.ends_with([']', ')', '`']) && !before.ends_with("``");
        let attributes = attributes(behind).filter(|_| is_behind && !is_in_code(&without));
        let Some(inside) = attributes else {
            without.push('{');
            rest = &behind[1..];
            continue;
        };
        match before.as_bytes().last() {
            Some(b']') => open_span(&mut without, inside),
            Some(b'`') if inside.starts_with('=') => open_raw(&mut without),
            _ => {}
        }
        // A line stays a line.
        without.extend(std::iter::repeat_n('\n', inside.matches('\n').count()));
        rest = &behind[inside.len() + 2..];
    }
    without.push_str(rest);
    without.into()
}

/// What stands between braces, where that is attributes.
fn attributes(text: &str) -> Option<&str> {
    let end = text.bytes().take(LONGEST_ATTRIBUTES).position(|byte| byte == b'}')?;
    let inside = &text[1..end];
    let is_attribute = |word: &str| word.starts_with(['#', '.', '=']) || word.contains("=\"") || word.ends_with('"');
    (!inside.is_empty() && inside.split_whitespace().all(is_attribute)).then_some(inside)
}

/// Whether a text ends inside of code: behind an odd number of its marks in a paragraph.
fn is_in_code(text: &str) -> bool {
    let from = (text.len().saturating_sub(LONGEST_SPAN)..).find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let paragraph = text[from..].rsplit("\n\n").next().unwrap_or_default();
    memchr::memchr_iter(b'`', paragraph.as_bytes()).count() % 2 == 1
}

/// Takes the marks off the code at the end of a text.
fn open_raw(text: &mut String) {
    text.pop();
    if let Some(open) = text.rfind('`') {
        text.remove(open);
    }
}

/// Takes the brackets off the span at the end of a text, and puts its name in their place.
fn open_span(text: &mut String, attributes: &str) {
    let mut depth = 0_usize;
    let from = text.len().saturating_sub(LONGEST_SPAN);
    let bytes = &text.as_bytes()[from..];
    let open = bytes.iter().rposition(|byte| {
        depth += usize::from(*byte == b']');
        depth -= usize::from(*byte == b'[' && depth > 0);
        *byte == b'[' && depth == 0
    });
    let Some(open) = open.map(|open| from + open) else { return };
    let name = attributes.split_whitespace().find_map(|word| word.strip_prefix('#'));
    let name = name.filter(|name| !name.contains(['"', '<', '>', '&']));
    text.pop();
    text.replace_range(open..=open, &name.map(|name| format!("<a id=\"{name}\"></a>")).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_of_a_span_is_kept() {
        assert_eq!(without("[]{#cup}A [new\ncup]{#b .c}."), "<a id=\"cup\"></a>A <a id=\"b\"></a>new\ncup.");
        assert_eq!(without("[see [x]]{.y} [z](#z){.xref ref=\"z\"} `c`{.d}"), "see [x] [z](#z) `c`");
        assert_eq!(without("a`<br>`{=html}b"), "a<br>b");
    }

    #[test]
    fn braces_of_paths_and_json_stay() {
        for text in ["```{=html}", "`[a]{.b}`", "GET /v1/(a){id}/[b]{c}", "[1]{\"a\": 1}", "[a]{", "`x`{}"] {
            assert_eq!(without(text), text);
        }
    }
}
