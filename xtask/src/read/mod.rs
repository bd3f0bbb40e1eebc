//! Pages to [`Document`]s. Knows markup and no API words.
//!
//! [`read`] decides by looking at the content which reader a page needs:
//!
//! | markup | reader |
//! |---|---|
//! | reStructuredText | [`rst::read_rst`] |
//! | flattened text, pipe rows included | [`read_text`] |
//! | HTML | [`read_html`] |
//! | Markdown | [`read_markdown`] |
//!
//! Reading never fails: what cannot be read is a [`Fault`] of the document.

mod bytes;
mod detect;
mod document;
mod fold;
pub mod grids;
mod html;
mod markdown;
pub mod rst;
mod space;
mod text;

pub use bytes::MAX_BYTES;
pub use document::{Block, BlockKind, Cell, Document, Fault, FaultKind, Markup, Row, Run, Style, Table, Target, Text};
pub use html::print::print_html;
pub use html::read_html;
pub use markdown::print::print_markdown;
pub use markdown::read_markdown;
pub use text::read_text;

/// Reads a page, whatever its character set and markup.
pub fn read(bytes: &[u8]) -> Document {
    let (text, faults) = match bytes::decode(bytes) {
        Ok(decoded) => decoded,
        Err(fault) => return Document { markup: Markup::Text, faults: vec![fault], ..Document::default() },
    };
    let mut document = match detect::detect(&text) {
        Markup::Html => read_html(&text),
        Markup::Markdown => read_markdown(&text),
        Markup::Rst => rst::read_rst(&text),
        Markup::Text => read_text(&text),
    };
    document.faults.splice(0..0, faults);
    document
}
