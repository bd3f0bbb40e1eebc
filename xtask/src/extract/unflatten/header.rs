//! The header of a table that was flattened to one cell a paragraph.

use crate::read::Block;
use crate::vocabulary::{self, Column, Term};

use super::{column_of, inner, names, plain, table};

/// Where a table begins.
pub(super) struct Header {
    /// The first block is a caption, `Table 3 RespInstance`.
    pub(super) captioned: bool,
    /// What the header cells head.
    pub(super) columns: Vec<Column>,
}

impl Header {
    /// How many blocks caption and header are.
    pub(super) fn length(&self) -> usize {
        usize::from(self.captioned) + self.columns.len()
    }
}

/// The header with which `blocks` begin. Without a caption, a row must follow that fits it: column words alone are
/// common words.
pub(super) fn find(blocks: &[Block]) -> Option<Header> {
    let captioned = plain(blocks.first()?).is_some_and(|text| is_caption(&text));
    let columns = columns(&blocks[usize::from(captioned)..]);
    let header = Header { captioned, columns };
    let rows = &blocks[header.length()..];
    // `String` and `Definition` head columns too, and stand in cells.
    let is_told = captioned || !matches!(header.columns.first(), Some(Column::Type | Column::Description));
    let fits = captioned
        || rows.is_empty()
        || table::row_starts(rows, &header.columns)
        || names::row_starts(rows, &header.columns)
        || inner::row_starts(rows, &header.columns);
    (header.columns.len() > 1 && is_told && fits).then_some(header)
}

/// `Table 3 RespInstance`, `表3 RespInstance`
pub(super) fn is_caption(text: &str) -> bool {
    let Some(digits) = text.find(|c: char| c.is_ascii_digit()) else { return false };
    vocabulary::find(&text[..digits]).contains(&Term::TableNumber)
}

/// The columns that a run of paragraphs names. A column is not named twice, and names of parameters have no capital: so the
/// first row does not belong to the header, whatever its parameter is called.
pub(super) fn columns(blocks: &[Block]) -> Vec<Column> {
    let mut columns = Vec::new();
    for block in blocks {
        let column = plain(block).and_then(|text| column_of(&text));
        match column {
            Some(column) if !columns.contains(&column) => columns.push(column),
            _ => break,
        }
    }
    columns
}
