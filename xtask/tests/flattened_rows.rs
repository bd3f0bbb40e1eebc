//! Where rows begin and end in tables of one cell a paragraph, whose cells read like headings and names.
#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests, their helpers too")]

use xtask::extract::unflatten::unflatten;
use xtask::read::{BlockKind, read_text};

/// The first cells of the only table behind a heading.
fn names(cells: &[&str]) -> Vec<String> {
    let head = ["Pouring a Cup", "Request Parameters"];
    let text: String = head.iter().chain(cells).map(|text| format!("{text}\n\n")).collect();
    let document = unflatten(read_text(&text));
    let mut tables = document.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    let table = tables.next().unwrap();
    assert!(tables.next().is_none(), "{text}");
    let name = |row: &xtask::read::Row| match row.cells[0].blocks.first().map(|block| &block.kind) {
        Some(BlockKind::Paragraph { text }) => text.to_plain(),
        _ => String::new(),
    };
    table.rows[table.head..].iter().map(name).collect()
}

#[test]
fn a_parameter_called_like_a_section_begins_a_row_where_an_answer_and_a_type_follow() {
    let header = ["Table 1 Headers", "Parameter", "Mandatory", "Type", "Description"];
    let rows = ["Authorization", "Yes", "String", "Who pours.", "Host", "Yes", "String", "Where."];
    assert_eq!(names(&[header.as_slice(), &rows].concat()), ["Authorization", "Host"]);
}

#[test]
fn a_description_of_two_words_before_a_name_that_is_a_type_too_begins_no_row() {
    let header = ["Parameter", "Type", "Description"];
    let rows = ["cup_id", "Integer", "Cup ID", "date", "Long", "When.", "lids", "Array", "Definition", "List of lids."];
    assert_eq!(names(&[header.as_slice(), &rows].concat()), ["cup_id", "date", "lids"]);
}
