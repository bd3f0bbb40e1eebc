//! Flattened pages against the HTML that they were made of, table by table: what a flattening kept must be read.

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use xtask::extract::unflatten::unflatten;
use xtask::read::{Block, BlockKind, Cell, Document, Table, read};

/// How often something was so.
type Counts = BTreeMap<&'static str, usize>;

fn page(path: &Path) -> Document {
    unflatten(read(&std::fs::read(path).unwrap()))
}

fn tables<'a>(blocks: &'a [Block], found: &mut Vec<&'a Table>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Table(table) => found.push(table),
            BlockKind::List { items, .. } => items.iter().for_each(|item| tables(item, found)),
            BlockKind::Note { blocks, .. } | BlockKind::Quote { blocks } => tables(blocks, found),
            _ => {}
        }
    }
}

/// The characters of a cell, without blanks: how lists and breaks are set is no matter here.
fn characters(cell: &Cell) -> String {
    let mut text = String::new();
    cell.blocks.iter().for_each(|block| block_characters(block, &mut text));
    text
}

fn block_characters(block: &Block, to: &mut String) {
    let mut push = |text: &str| to.extend(text.chars().filter(|c| !c.is_whitespace()));
    match &block.kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph { text } => push(&text.to_plain()),
        BlockKind::Code { text, .. } => push(text),
        BlockKind::List { items, .. } => items.iter().flatten().for_each(|block| block_characters(block, to)),
        BlockKind::Note { blocks, .. } | BlockKind::Quote { blocks } => {
            blocks.iter().for_each(|block| block_characters(block, to))
        }
        _ => {}
    }
}

fn compare(html: &Document, text: &Document, name: &str, counts: &mut Counts) {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    tables(&text.blocks, &mut ours);
    tables(&html.blocks, &mut theirs);
    *counts.entry("tables").or_default() += theirs.len();
    if ours.len() != theirs.len() {
        eprintln!("{name}: {} tables of {}", ours.len(), theirs.len());
        *counts.entry("pages with other tables").or_default() += 1;
        return;
    }
    for (ours, theirs) in ours.iter().zip(&theirs) {
        compare_tables(ours, theirs, name, counts);
    }
}

fn compare_tables(ours: &Table, theirs: &Table, name: &str, counts: &mut Counts) {
    let caption = theirs.caption.as_ref().map(|text| text.to_plain()).unwrap_or_default();
    if ours.caption != theirs.caption {
        *counts.entry("captions lost").or_default() += 1;
    }
    if (ours.rows.len(), ours.head) != (theirs.rows.len(), theirs.head) {
        eprintln!("{name}: {caption}: {} rows of {}", ours.rows.len(), theirs.rows.len());
        *counts.entry("tables with other rows").or_default() += 1;
        return;
    }
    for (ours, theirs) in ours.rows.iter().zip(&theirs.rows) {
        *counts.entry("rows").or_default() += 1;
        if ours.cells.len() != theirs.cells.len() {
            eprintln!("{name}: {caption}: {} cells of {}", ours.cells.len(), theirs.cells.len());
            *counts.entry("rows with other cells").or_default() += 1;
            continue;
        }
        let last = ours.cells.len() - 1;
        for (column, (ours, theirs)) in ours.cells.iter().zip(&theirs.cells).enumerate() {
            compare_cells(ours, theirs, column == last, name, counts);
        }
    }
}

fn compare_cells(ours: &Cell, theirs: &Cell, is_last: bool, name: &str, counts: &mut Counts) {
    *counts.entry("cells").or_default() += 1;
    let has_list = theirs.blocks.iter().any(|block| matches!(block.kind, BlockKind::List { .. }));
    let (ours, theirs) = (characters(ours), characters(theirs));
    if ours == theirs {
        return;
    }
    let class = match (is_last, has_list, ours.starts_with(&theirs)) {
        (false, _, _) => "cells before the last that differ",
        (true, true, _) => "last cells that lost a list",
        (true, false, true) => "last cells with more behind",
        (true, false, false) => "last cells that differ",
    };
    if !has_list || !is_last {
        eprintln!("{name}: {class}\n   {ours}\n   {theirs}");
    }
    *counts.entry(class).or_default() += 1;
}

fn compare_all(flattening: &str) -> Option<Counts> {
    let html = support::shared("corpus/html/elb")?;
    let text = support::shared(&format!("corpus/text/{flattening}/elb"))?;
    let mut counts = Counts::new();
    let mut paths: Vec<_> = std::fs::read_dir(text).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        compare(&page(&html.join(format!("{name}.html"))), &page(&path), &name, &mut counts);
    }
    println!("{flattening}: {counts:#?}");
    Some(counts)
}

#[test]
fn one_cell_a_paragraph() {
    let Some(counts) = compare_all("paragraphs") else { return };
    assert_eq!(counts["tables"], 743);
}

#[test]
fn one_row_a_line() {
    let Some(counts) = compare_all("rows") else { return };
    assert_eq!(counts["tables"], 743);
}

#[test]
fn one_cell_a_line() {
    let Some(counts) = compare_all("trailing-pipe") else { return };
    assert_eq!(counts["tables"], 743);
}
