//! Request lines of examples, which flattening tore apart or glued to what stood around them.

use crate::read::{Block, BlockKind, Text};
use crate::vocabulary::{self, Term};

use super::plain;

/// Gives each request line a paragraph of its own, and its body a block of code.
pub(super) fn separate(blocks: Vec<Block>) -> Vec<Block> {
    let mut separate: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let Some(text) = plain(&block) else {
            separate.push(block);
            continue;
        };
        match separate.last_mut() {
            Some(last) if is_address(&text) && plain(last).is_some_and(|method| is_method(&method)) => {
                last.kind = joined(last, &text);
            }
            _ => separate.extend(pieces(block, &text)),
        }
    }
    separate
}

/// `POST` and, in the next line, `https://…`: one paragraph.
fn joined(method: &Block, address: &str) -> BlockKind {
    let method = plain(method).unwrap_or_default();
    BlockKind::Paragraph { text: Text::plain(format!("{method} {address}")) }
}

fn is_method(text: &str) -> bool {
    vocabulary::find(text).contains(&Term::HttpMethod) && text.bytes().all(|b| b.is_ascii_uppercase())
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://") || text.starts_with('/')
}

/// `POST https://… { "name": "x" }`: the request line, and its body as code.
fn pieces(block: Block, text: &str) -> Vec<Block> {
    let Some(body) = body_at(text) else { return vec![block] };
    let line = Block { kind: BlockKind::Paragraph { text: Text::plain(text[..body].trim_end()) }, ..block.clone() };
    let code = BlockKind::Code { language: None, text: text[body..].to_owned() };
    vec![line, Block { labels: Vec::new(), kind: code, ..block }]
}

/// Where the body begins behind a request line: at a bracket that stands apart from the address.
fn body_at(text: &str) -> Option<usize> {
    let (method, rest) = text.split_once(' ')?;
    if !is_method(method) || !is_address(rest) || !text.ends_with(['}', ']']) {
        return None;
    }
    let at = ["{ ", "{\"", "[ "].iter().filter_map(|start| text.find(&format!(" {start}"))).min()?;
    Some(at + 1)
}
