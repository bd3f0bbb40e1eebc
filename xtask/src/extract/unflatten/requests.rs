//! Request lines of examples, which flattening tore apart or glued to what stood around them.

use crate::read::{Block, BlockKind, Text};
use crate::vocabulary::{self, Section, Term};

use super::plain;

/// `URI format` and the like before a request line.
const MAX_LABEL_WORDS: usize = 3;

/// What request lines are in a section.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    /// That of the operation, behind a word or two.
    Uri,
    /// Examples.
    Examples,
    /// Parts of sentences.
    Prose,
}

/// Gives each request line a paragraph of its own, and its body a block of code.
pub(super) fn separate(blocks: Vec<Block>) -> Vec<Block> {
    separate_in(blocks, Lines::Prose)
}

fn separate_in(blocks: Vec<Block>, mut place: Lines) -> Vec<Block> {
    let mut separate: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        match &mut block.kind {
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|item| *item = separate_in(std::mem::take(item), place));
            }
            BlockKind::Heading { text, .. } => place = opened(text),
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
        separate.extend(lines(&text, place).into_iter().flat_map(|text| pieces(&block, text)));
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

pub(super) fn is_method(text: &str) -> bool {
    vocabulary::find(text).contains(&Term::HttpMethod) && text.bytes().all(|b| b.is_ascii_uppercase())
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://") || text.starts_with('/')
}

/// What a heading opens.
fn opened(heading: &Text) -> Lines {
    match vocabulary::section(&heading.to_plain()) {
        Some(Section::RequestExample | Section::Example) => Lines::Examples,
        Some(Section::Uri) => Lines::Uri,
        _ => Lines::Prose,
    }
}

/// The text in lines, each of which begins with a request line but for the first.
fn lines(text: &str, place: Lines) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut from = 0;
    for (address, _) in text.match_indices("http").filter(|&(at, _)| is_address(&text[at..])).chain(path(text, place)) {
        let before = text[from..address].trim_end();
        let Some(method) = method_at_end(before) else { continue };
        let is_apart = before[..method].ends_with(char::is_whitespace);
        let is_line = match place {
            Lines::Examples => true,
            Lines::Uri => !is_apart || before[..method].split_whitespace().count() <= MAX_LABEL_WORDS,
            Lines::Prose => !is_apart,
        };
        if method > 0 && is_line {
            lines.push(&text[from..from + method]);
            from += method;
        }
    }
    lines.push(&text[from..]);
    lines
}

/// The first path that stands apart, without a host.
fn path(text: &str, place: Lines) -> Option<(usize, &str)> {
    let at = text.find(" /").filter(|_| place != Lines::Prose && !text.contains("http"))?;
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
