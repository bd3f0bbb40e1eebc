//! Tables of a [`Document`] as grids of plain text, to be looked at and compared with other readers.
//!
//! A cell's text has no markup; its blocks follow each other line by line: paragraphs, items without their bullets, the
//! lines of code, the inside of notes.

use super::{Block, BlockKind, Cell, Document, Table, Text};
use serde_json::{Value, json};

/// All tables of a page in order of their place, those inside lists, notes and cells included.
pub fn write_grids(page: &str, document: &Document) -> Value {
    let mut grids = Vec::new();
    blocks_grids(&document.blocks, &mut grids);
    json!({ "page": page, "tables": grids })
}

/// The text of a cell as grids show it.
pub fn cell_text(cell: &Cell) -> String {
    let mut text = String::new();
    blocks_text(&cell.blocks, &mut text);
    text
}

fn blocks_grids(blocks: &[Block], grids: &mut Vec<Value>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Table(table) => {
                grids.push(grid(block.line, table));
                table_grids(table, grids);
            }
            _ => children(&block.kind).for_each(|blocks| blocks_grids(blocks, grids)),
        }
    }
}

/// Tables in the cells of a table; a cell that spans places is looked into at the first of them.
fn table_grids(table: &Table, grids: &mut Vec<Value>) {
    for (at, row) in table.rows.iter().enumerate() {
        for (column, cell) in row.cells.iter().enumerate() {
            let above = at.checked_sub(1).and_then(|above| table.rows[above].cells.get(column));
            let before = column.checked_sub(1).and_then(|before| row.cells.get(before));
            if !cell.blocks.is_empty() && above != Some(cell) && before != Some(cell) {
                blocks_grids(&cell.blocks, grids);
            }
        }
    }
}

fn grid(line: u32, table: &Table) -> Value {
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.cells.iter().map(cell_text).collect()).collect();
    json!({ "line": line, "head": table.head, "rows": rows })
}

fn children(kind: &BlockKind) -> Box<dyn Iterator<Item = &[Block]> + '_> {
    match kind {
        BlockKind::List { items, .. } => Box::new(items.iter().map(Vec::as_slice)),
        BlockKind::Definitions { items } => Box::new(items.iter().map(|item| item.1.as_slice())),
        BlockKind::Note { blocks, .. } | BlockKind::Quote { blocks } => Box::new(std::iter::once(blocks.as_slice())),
        _ => Box::new(std::iter::empty()),
    }
}

fn blocks_text(blocks: &[Block], out: &mut String) {
    for block in blocks {
        block_text(&block.kind, out);
    }
}

fn block_text(kind: &BlockKind, out: &mut String) {
    match kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph { text } => push_text(text, out),
        BlockKind::Lines { lines } => lines.iter().for_each(|line| push_text(line, out)),
        BlockKind::Code { text, .. } => text.lines().for_each(|line| push_line(line, out)),
        BlockKind::Definitions { items } => {
            for (term, blocks) in items {
                push_text(term, out);
                blocks_text(blocks, out);
            }
        }
        BlockKind::Table(table) => {
            table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| blocks_text(&cell.blocks, out));
        }
        kind => children(kind).for_each(|blocks| blocks_text(blocks, out)),
    }
}

fn push_text(text: &Text, out: &mut String) {
    push_line(&text.to_plain(), out);
}

fn push_line(line: &str, out: &mut String) {
    for (at, word) in line.split_whitespace().enumerate() {
        if at > 0 {
            out.push(' ');
        } else if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(word);
    }
}
