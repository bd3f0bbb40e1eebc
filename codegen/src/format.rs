//! Tokens and text → the text of a file: the one place that formats.

use proc_macro2::TokenStream;

/// A part of a file.
pub(crate) enum Piece {
    /// Items, to be formatted.
    Items(TokenStream),
    /// Lines that stand as they are: calls of our own macros, whose inside no formatter knows.
    Text(String),
}

/// The parts as one text, with an empty line between items.
pub(crate) fn render(pieces: &[Piece]) -> String {
    let parts: Vec<String> = pieces.iter().map(render_piece).filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

fn render_piece(piece: &Piece) -> String {
    match piece {
        Piece::Items(tokens) => space(&pretty(tokens)),
        Piece::Text(text) => text.clone(),
    }
}

/// Formats items. Tokens come from `quote!` with identifiers that `names` made, so they do parse.
fn pretty(tokens: &TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(_) => tokens.to_string(),
    }
}

/// Formats the statements of a function.
pub(crate) fn statements(tokens: &TokenStream) -> String {
    let function = pretty(&quote::quote!(fn f() { #tokens }));
    let lines: Vec<&str> = function.lines().collect();
    let inner = lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default();
    inner.iter().map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned() + "\n").collect()
}

/// Puts an empty line before each item and each documented part of one.
fn space(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut before = "";
    for line in text.lines() {
        if begins_item(line) && !continues_item(before) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        before = line;
    }
    spaced
}

fn begins_item(line: &str) -> bool {
    let is_top = !line.starts_with(' ');
    let line = line.trim_start();
    line.starts_with("///")
        || line.starts_with("#[")
        || (is_top && ["impl", "pub ", "static ", "fn ", "async ", "mod "].iter().any(|word| line.starts_with(word)))
}

/// Whether the line leaves no room for an empty one: it opens a block, or documents what follows. An attribute of
/// several lines ends in `)]`.
fn continues_item(line: &str) -> bool {
    let line = line.trim_start();
    let is_attribute = line.starts_with("#[") || line == ")]";
    line.is_empty() || line.ends_with('{') || line.starts_with("///") || is_attribute || is_import(line)
}

fn is_import(line: &str) -> bool {
    line.starts_with("use ") || line.starts_with("pub use ") || line.starts_with("mod ") || line.starts_with("pub mod ")
}
