//! Replies of examples that flattening took apart: the status line, the headers and the body are one block of code again.

use crate::extract::example::extract_example;
use crate::read::{Block, BlockKind};
use crate::vocabulary::Section;

use super::{plain, section_of};

/// Joins what stands below a status line in the examples of replies.
pub(super) fn join(blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut is_example = false;
    let mut open = Open::Nothing;
    for block in blocks {
        if let BlockKind::Heading { text, .. } = &block.kind {
            is_example = matches!(section_of(&text.to_plain()), Some(Section::ResponseExample | Section::Example));
        }
        let text = plain(&block).filter(|_| is_example);
        open = match (text, open, &block.kind) {
            (Some(text), _, _) if is_status_line(&text) => {
                joined.push(Block { kind: code(text), ..block });
                Open::Head
            }
            (Some(text), Open::Head, _) if is_header(&text) => {
                append(joined.last_mut(), "\n", &text);
                Open::Head
            }
            (_, Open::Head, BlockKind::Code { text, .. }) => {
                append(joined.last_mut(), "\n\n", text);
                Open::Nothing
            }
            _ => {
                joined.push(block);
                Open::Nothing
            }
        };
    }
    joined
}

/// What may follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    /// Headers, or a body.
    Head,
}

/// `HTTP/1.1 204 No Content`, `Http Response Code: 204`; `Status code: 200` is a label.
fn is_status_line(text: &str) -> bool {
    let is_http = text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http"));
    is_http && extract_example(text).status.is_some()
}

/// `Content-Length: 0`
fn is_header(text: &str) -> bool {
    let is_name = |name: &str| name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    text.split_once(": ").is_some_and(|(name, _)| is_name(name))
}

fn code(text: String) -> BlockKind {
    BlockKind::Code { language: None, text }
}

fn append(to: Option<&mut Block>, between: &str, more: &str) {
    if let Some(Block { kind: BlockKind::Code { text, .. }, .. }) = to {
        text.push_str(between);
        text.push_str(more);
    }
}
