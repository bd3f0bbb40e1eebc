//! Names of rows that flattening left out, as it does with cells that hold nothing but a link.
//!
//! What the links led to is left: the items that announce the tables below, `• volume`, in the order of the rows.

use crate::extract::is_structured;
use crate::extract::value_type::extract_type;
use crate::read::{Block, BlockKind, Cell, Row, Text};
use crate::vocabulary::Column;

use super::{ends_table, lists, plain, table};

/// Names are not longer.
const MAX_NAME: usize = 64;

/// Whether a row begins whose name was left out: an answer or a type where its name should be.
pub(super) fn row_starts(blocks: &[Block], columns: &[Column]) -> bool {
    let Some((Column::Name, others)) = columns.split_first() else { return false };
    let told = |columns: &[Column]| matches!(columns.first(), Some(Column::Mandatory | Column::Type));
    // Where a type is all that tells, a description such as `List of things.` may look like it.
    let is_sure =
        || is_structure(blocks.first()) && !blocks.get(1..).is_some_and(|rest| table::row_starts(rest, columns));
    told(others) && table::row_starts(blocks, others) && (others.len() > 2 || is_sure())
}

/// Whether a cell says that members stand in another table, and nothing else: `Object`, `Array of objects`.
fn is_structure(cell: Option<&Block>) -> bool {
    let read = |block: &Block| extract_type(&Cell { blocks: vec![block.clone()] }).expr;
    cell.is_some_and(|block| {
        plain(block).is_some_and(|text| !text.contains(['.', '。'])) && is_structured(&read(block))
    })
}

/// Gives rows without names those of the items that announce the tables below.
pub(super) fn restore(rows: &mut [Row], columns: &[Column], below: &[Block]) {
    if columns.first() != Some(&Column::Name) || rows.iter().all(has_name) {
        return;
    }
    let known = known(rows);
    let names: Vec<String> = announced(below).into_iter().filter(|name| !known.contains(name)).collect();
    give(rows, &names);
}

fn known(rows: &[Row]) -> Vec<String> {
    rows.iter().filter_map(|row| row.cells.first()?.blocks.first().and_then(plain)).collect()
}

/// Names for the rows that have none, in order.
fn give(rows: &mut [Row], names: &[String]) {
    for (row, name) in rows.iter_mut().filter(|row| !has_name(row)).zip(names) {
        let kind = BlockKind::Paragraph { text: Text::plain(name.as_str()) };
        let block = Block { line: row.line, labels: Vec::new(), kind };
        if let Some(cell) = row.cells.first_mut() {
            cell.blocks.push(block);
        }
    }
}

fn has_name(row: &Row) -> bool {
    row.cells.first().is_some_and(|cell| !cell.blocks.is_empty())
}

/// The names that items announce below a table, up to the next section, the last steps of dotted ones.
fn announced(below: &[Block]) -> Vec<String> {
    let is_in_section = |at: &usize| !plain(&below[*at]).is_some_and(|text| ends_table(&text));
    let name = |at: usize| lists::announced_name(&below[at..]);
    let names = (0..below.len()).take_while(is_in_section).filter_map(name);
    names.map(|name| name.rsplit('.').next().unwrap_or(&name).to_owned()).collect()
}

/// `volume`, `auth.identity`: the name of a member, and no word of a sentence with a capital.
pub(super) fn is_name(text: &str) -> bool {
    text.len() <= MAX_NAME
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'))
        && text.ends_with(|c: char| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Cell, read_text};

    fn row(cells: &[&str]) -> Row {
        let cell = |text: &&str| {
            let kind = BlockKind::Paragraph { text: Text::plain(*text) };
            Cell {
                blocks: if text.is_empty() { Vec::new() } else { vec![Block { line: 1, labels: Vec::new(), kind }] },
            }
        };
        Row { line: 1, cells: cells.iter().map(cell).collect() }
    }

    /// The names of the rows once those that are announced below are given.
    fn restored(names: &[&str], below: &str) -> Vec<String> {
        let mut rows: Vec<Row> = names.iter().map(|name| row(&[name, "Object", "What it is."])).collect();
        restore(&mut rows, &[Column::Name, Column::Type, Column::Description], &read_text(below).blocks);
        let name = |row: &Row| row.cells[0].blocks.first().and_then(plain).unwrap_or_default();
        rows.iter().map(name).collect()
    }

    const LID: &str = "• lid\n\nParameter\n\nType\n\nDescription\n\nsize\n\nInteger\n\nHow large.\n\n";

    #[test]
    fn rows_without_names_have_those_that_are_announced_below_in_order() {
        assert_eq!(
            restored(&["", "tap", ""], &format!("{LID}{}", LID.replace("lid", "kettle.spout"))),
            ["lid", "tap", "spout"]
        );
    }

    #[test]
    fn a_name_that_a_row_has_is_given_to_no_other_and_sections_end_the_search() {
        assert_eq!(restored(&["lid", ""], LID), ["lid", ""]);
        assert_eq!(restored(&[""], &format!("Response\n\n{LID}")), [""]);
    }

    #[test]
    fn names_are_those_of_members() {
        assert!(["volume", "os-ext:host", "auth.identity", "a1"].into_iter().all(is_name));
        assert!(!["Volume", "a name", "name.", "", "1st"].into_iter().any(is_name));
    }
}
