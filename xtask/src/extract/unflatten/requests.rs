//! Request lines of examples, which flattening tore apart or glued to what stood around them.

use crate::read::{Block, BlockKind, Text};
use crate::vocabulary::{self, Section, Term};

use super::plain;

/// Gives each request line a paragraph of its own, and its body a block of code.
pub(super) fn separate(blocks: Vec<Block>) -> Vec<Block> {
    separate_in(blocks, false)
}

/// The same; `in_examples` says that request lines are examples, and no part of sentences.
fn separate_in(blocks: Vec<Block>, mut in_examples: bool) -> Vec<Block> {
    let mut separate: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        match &mut block.kind {
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|item| *item = separate_in(std::mem::take(item), in_examples));
            }
            BlockKind::Heading { text, .. } => in_examples = opens_examples(text),
            _ => {}
        }
        let Some(mut text) = plain(&block) else {
            separate.push(block);
            continue;
        };
        if is_address(&text)
            && let Some(method) = separate.last_mut().and_then(take_method)
        {
            text = format!("{method} {text}");
            if let Some(before) = separate.pop_if(|before| plain(before).is_some_and(|before| before.is_empty())) {
                block.line = before.line;
            }
        }
        separate.extend(lines(&text, in_examples).into_iter().flat_map(|text| pieces(&block, text)));
    }
    separate
}

/// Takes the method off the end of a paragraph or of the last item of a list: its address stands in the next line.
fn take_method(block: &mut Block) -> Option<String> {
    match &mut block.kind {
        BlockKind::List { items, .. } => {
            items.last_mut()?.last_mut().filter(|last| !is_only_method(last)).and_then(take_method)
        }
        BlockKind::Paragraph { text } => {
            let whole = text.to_plain();
            let (words, method) = whole.rsplit_once(' ').unwrap_or(("", &whole));
            let method = Some(method).filter(|method| is_method(method))?.to_owned();
            *text = Text::plain(words.trim_end());
            Some(method)
        }
        _ => None,
    }
}

/// An item that is nothing but a method stays what it is.
fn is_only_method(block: &Block) -> bool {
    plain(block).is_some_and(|text| is_method(&text))
}

fn is_method(text: &str) -> bool {
    vocabulary::find(text).contains(&Term::HttpMethod) && text.bytes().all(|b| b.is_ascii_uppercase())
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://") || text.starts_with('/')
}

fn opens_examples(heading: &Text) -> bool {
    matches!(vocabulary::section(&heading.to_plain()), Some(Section::RequestExample | Section::Example))
}

/// The text in lines, each of which begins with a request line but for the first.
fn lines(text: &str, in_examples: bool) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut from = 0;
    for (address, _) in
        text.match_indices("http").filter(|&(at, _)| is_address(&text[at..])).chain(path(text, in_examples))
    {
        let before = text[from..address].trim_end();
        let Some(method) = method_at_end(before) else { continue };
        let is_apart = before[..method].ends_with(char::is_whitespace);
        if method > 0 && (in_examples || !is_apart) {
            lines.push(&text[from..from + method]);
            from += method;
        }
    }
    lines.push(&text[from..]);
    lines
}

/// The first path that stands apart, as examples have them without a host.
fn path(text: &str, in_examples: bool) -> Option<(usize, &str)> {
    let at = text.find(" /").filter(|_| in_examples && !text.contains("http"))?;
    Some((at + 1, &text[at + 1..]))
}

/// Where the method begins with which a text ends, glued to the word before or not.
fn method_at_end(text: &str) -> Option<usize> {
    (3..=7)
        .rev()
        .filter_map(|length| text.len().checked_sub(length))
        .find(|&at| text.is_char_boundary(at) && is_method(&text[at..]))
}

/// `POST https://… { "name": "x" }`: the request line, and its body as code.
fn pieces(block: &Block, text: &str) -> Vec<Block> {
    let (line, body) = text.split_at(body_at(text).unwrap_or(text.len()));
    let mut kinds = vec![BlockKind::Paragraph { text: Text::plain(line.trim()) }];
    if !body.is_empty() {
        kinds.push(BlockKind::Code { language: None, text: body.to_owned() });
    }
    let mut labels = block.labels.clone();
    kinds.into_iter().map(|kind| Block { line: block.line, labels: std::mem::take(&mut labels), kind }).collect()
}

/// Where the body begins behind a request line: at a bracket that stands apart from the address.
fn body_at(text: &str) -> Option<usize> {
    let (method, rest) = text.split_once(' ')?;
    if !is_method(method) || !is_address(rest) || !text.ends_with(['}', ']']) {
        return None;
    }
    let at = [" { ", " {\"", " [ "].iter().filter_map(|start| text.find(start)).min()?;
    Some(at + 1)
}
