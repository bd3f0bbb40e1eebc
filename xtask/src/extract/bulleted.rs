//! Parameters in bullets: `- **name** (String, optional) – what it is`, turned into the table that they stand for.
//!
//! A list counts where each of its items has a name and, in brackets, a type. Bullets that tell less are prose.

use crate::read::{Block, BlockKind, Cell, Document, Row, Run, Table, Text};
use crate::vocabulary;

/// Turns the lists of parameters between the headings of a page into tables.
pub(super) fn to_tables(document: &mut Document) {
    for block in &mut document.blocks {
        if let BlockKind::List { items, .. } = &block.kind
            && let Some(rows) = items.iter().map(|item| row(item)).collect::<Option<Vec<Row>>>()
        {
            block.kind = BlockKind::Table(table(block.line, rows));
        }
    }
}

fn table(line: u32, rows: Vec<Row>) -> Table {
    let cell = |text: &str| Cell { blocks: vec![Block::paragraph(line, text)] };
    let header = Row { line, cells: ["Parameter", "Type", "Description"].map(cell).to_vec() };
    Table { caption: None, head: 1, rows: std::iter::once(header).chain(rows).collect() }
}

/// Name, type and description of an item.
fn row(item: &[Block]) -> Option<Row> {
    let (first, more) = item.split_first()?;
    let BlockKind::Paragraph { text } = &first.kind else { return None };
    let (name, rest) = text.runs.split_first()?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
    if name.text.is_empty() || !name.text.chars().all(is_name) {
        return None;
    }
    let (behind, rest) = rest.split_first()?;
    let (ty, said) = behind.text.trim_start().strip_prefix('(')?.split_once(')')?;
    let word = ty.split([' ', ',', ':', '(']).next()?;
    vocabulary::type_word(word)?;
    let said = Run { text: said.trim_start_matches([' ', ':', '-', '–', '—']).to_owned(), ..behind.clone() };
    let runs = std::iter::once(said).chain(rest.iter().cloned()).filter(|run| !run.text.is_empty()).collect();
    let described = Block { line: first.line, labels: Vec::new(), kind: BlockKind::Paragraph { text: Text { runs } } };
    let plain = |text: &str| Cell { blocks: vec![Block::paragraph(first.line, text)] };
    let description = Cell { blocks: std::iter::once(described).chain(more.iter().cloned()).collect() };
    Some(Row { line: first.line, cells: vec![plain(&name.text), plain(ty), description] })
}
