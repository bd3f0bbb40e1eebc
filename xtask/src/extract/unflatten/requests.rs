//! Request lines of examples, which flattening tore apart or glued to what stood around them.

use crate::read::{Block, BlockKind, Text};
use crate::vocabulary::{self, Term};

use super::plain;

/// Gives each request line a paragraph of its own, and its body a block of code.
pub(super) fn separate(blocks: Vec<Block>) -> Vec<Block> {
    let mut separate: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        if let BlockKind::List { items, .. } = &mut block.kind {
            items.iter_mut().for_each(|item| *item = self::separate(std::mem::take(item)));
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
        separate.extend(pieces(&block, &text));
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

/// `Example requestPOST https://… { "name": "x" }`: words, the request line, and its body as code.
fn pieces(block: &Block, text: &str) -> Vec<Block> {
    let (words, request) = text.split_at(glued_method(text).unwrap_or(0));
    let (line, body) = request.split_at(body_at(request).unwrap_or(request.len()));
    let paragraph = |text: &str| BlockKind::Paragraph { text: Text::plain(text.trim()) };
    let code = |text: &str| BlockKind::Code { language: None, text: text.to_owned() };
    let kinds = [(words, paragraph(words)), (line, paragraph(line)), (body, code(body))];
    let kinds = kinds.into_iter().filter(|(text, _)| !text.trim().is_empty());
    let mut labels = block.labels.clone();
    kinds.map(|(_, kind)| Block { line: block.line, labels: std::mem::take(&mut labels), kind }).collect()
}

/// Where a method begins in front of an address, glued to the word before.
fn glued_method(text: &str) -> Option<usize> {
    let address = text.find("http").filter(|&at| is_address(&text[at..]))?;
    let before = text[..address].trim_end();
    let word = before.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let glued = word.ends_with(|c: char| !c.is_whitespace());
    (glued && is_method(&before[word.len()..])).then_some(word.len())
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
