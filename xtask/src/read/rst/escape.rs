//! [`Text`] to inline markup that reads back as the same text.

use super::chars::{is_pair, is_space, is_word, may_follow_markup, may_precede_markup};
use super::marker::{Marker, classify};
use crate::read::{Run, Style, Target, Text};

/// What stands for a line break; the page has to define it.
pub(super) const BREAK: &str = "|br|";

/// The text as inline markup, on one line.
pub(super) fn render(text: &Text) -> String {
    let mut out = String::new();
    // Whether the last piece is markup that something has to separate from what follows.
    let mut open = false;
    for run in &text.runs {
        for (at, piece) in run.text.split('\n').enumerate() {
            if at > 0 {
                open = push_markup(&mut out, open, BREAK);
            }
            open = push_piece(&mut out, open, piece, run);
        }
    }
    out
}

/// The text as the first line of a block that is a paragraph, a title or a term.
pub(super) fn render_line(text: &Text) -> String {
    let mut line = render(text);
    if line.is_empty() {
        // A single backslash would be a line of punctuation.
        return "\\ \\".to_owned();
    }
    if line.ends_with("::") {
        line.insert(line.len() - 1, '\\');
    }
    // In a quote, a dash would tell who is quoted.
    if classify(&line) != Marker::Text || line.starts_with("--") || line.starts_with('—') {
        line.insert_str(0, if line.starts_with('\\') { "\\ " } else { "\\" });
    }
    line
}

/// Plain text as a whole: names of notes, properties.
pub(super) fn render_plain(text: &str) -> String {
    render(&Text::plain(text))
}

/// The name of a property as it stands between colons.
pub(super) fn render_name(name: &str) -> String {
    name.split(':').map(render_plain).collect::<Vec<_>>().join("\\:")
}

/// A name as it stands between `.. _` and `:`.
pub(super) fn render_label(label: &str) -> String {
    let simple = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    let inside = |c: char| simple(c) || c == '_' || c == ' ';
    if label.starts_with(simple) && label.ends_with(simple) && label.chars().all(inside) {
        return label.to_owned();
    }
    format!("`{}`", escape(label, "`"))
}

/// Appends a piece of a run without line breaks, and tells whether it is markup.
fn push_piece(out: &mut String, open: bool, piece: &str, run: &Run) -> bool {
    let inner = piece.trim_matches(is_space);
    if (run.style == Style::Plain && run.target.is_none()) || inner.is_empty() {
        return push_plain(out, open, piece);
    }
    // Markup cannot begin or end with a blank.
    let (before, after) = piece.split_once(inner).unwrap_or_default();
    let open = push_plain(out, open, before);
    let open = push_markup(out, open, &markup(inner, run));
    push_plain(out, open, after)
}

fn push_plain(out: &mut String, open: bool, text: &str) -> bool {
    let Some(first) = text.chars().next() else { return open };
    // Behind a backquote, `:name:` would be its role.
    let role = first == ':' && out.ends_with('`');
    if open && (role || !may_follow_markup(first)) {
        out.push_str("\\ ");
    }
    let mut rest = text.char_indices();
    while let Some((at, c)) = rest.next() {
        let next = rest.clone().next().map(|next| next.1);
        let special = match c {
            '\\' | '*' | '`' | '|' => true,
            '_' => !next.is_some_and(is_word),
            ':' => text[at..].starts_with("://"),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    false
}

/// Appends markup where markup may start.
fn push_markup(out: &mut String, open: bool, markup: &str) -> bool {
    let first = markup.trim_start_matches(['*', '`', '|']).chars().next();
    let fits = match out.chars().next_back() {
        None => true,
        Some(before) => {
            let role = before == ':' && markup.starts_with('`');
            !open && !role && may_precede_markup(before) && !first.is_some_and(|first| is_pair(before, first))
        }
    };
    if !fits {
        out.push_str("\\ ");
    }
    out.push_str(markup);
    true
}

fn markup(text: &str, run: &Run) -> String {
    match &run.target {
        Some(Target::Label(label)) => role("ref", text, run.style, label),
        Some(Target::Url(url)) if run.style == Style::Plain && is_plain_url(url) => {
            format!("`{} <{}>`__", escape(text, "`<>"), escape(url, "`<>"))
        }
        Some(Target::Url(url)) => role("link", text, run.style, url),
        None => styled(text, run.style),
    }
}

fn styled(text: &str, style: Style) -> String {
    match style {
        Style::Plain => text.to_owned(),
        Style::Emphasis => format!("*{}*", escape(text, "*")),
        Style::Strong => format!("**{}**", escape(text, "*")),
        Style::Code if text.contains('`') => format!(":literal:`{}`", escape(text, "`")),
        Style::Code => format!("``{text}``"),
    }
}

fn role(name: &str, text: &str, style: Style, target: &str) -> String {
    let suffix = match style {
        Style::Plain => "",
        Style::Emphasis => "-emphasis",
        Style::Strong => "-strong",
        Style::Code => "-code",
    };
    // A target without characters needs something between the brackets.
    let target = if target.is_empty() { "\\ ".to_owned() } else { escape(target, "`<>") };
    format!(":{name}{suffix}:`{} <{target}>`", escape(text, "`<>"))
}

/// Whether an address means the same between the brackets of a reference.
fn is_plain_url(url: &str) -> bool {
    !url.is_empty() && !url.contains(is_space) && !url.ends_with('_')
}

/// `text` with backslashes before `special` characters and backslashes.
fn escape(text: &str, special: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\\' || special.contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
