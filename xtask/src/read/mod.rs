//! Pages to [`Document`]s. Knows markup and no API words.
//!
//! [`read`] decides by looking at the content which reader a page needs:
//!
//! | markup | module |
//! |---|---|
//! | reStructuredText | [`rst`] |
//! | flattened text, pipe rows included | [`text`] |
//! | HTML | `html` |
//! | Markdown | `markdown` |
//!
//! Reading never fails: what cannot be read is a [`Fault`] of the document.

mod document;
pub mod grids;
pub mod rst;

pub use document::{Block, BlockKind, Cell, Document, Fault, FaultKind, Markup, Row, Run, Style, Table, Target, Text};
