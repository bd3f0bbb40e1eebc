//! Flattened pages against the HTML that they were made of, table by table: what a flattening kept must be read.
#![allow(clippy::unwrap_used, clippy::panic, unreachable_pub, reason = "these are tests, their helpers too")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use xtask::compare::{Class, Comparison};
use xtask::extract::unflatten::unflatten;
use xtask::pages::Pages;
use xtask::pipeline::read_service;
use xtask::progress::Progress;
use xtask::read::{Block, BlockKind, Cell, Document, Table, read};
use xtask::service_toml::ServiceConfig;

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
    // In HTML it is a block of its own kind.
    text.replace("NOTE:", "")
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
    compare_headings(html, text, name, counts);
    compare_examples(html, text, name, counts);
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

fn compare_headings(html: &Document, text: &Document, name: &str, counts: &mut Counts) {
    let (ours, theirs) = (headings(text), headings(html));
    *counts.entry("headings").or_default() += theirs.len();
    if ours != theirs {
        eprintln!("{name}: headings {ours:?} for {theirs:?}");
        *counts.entry("pages with other headings").or_default() += 1;
    }
}

fn headings(document: &Document) -> Vec<String> {
    let heading = |block: &Block| match &block.kind {
        BlockKind::Heading { text, .. } => Some(text.to_plain()),
        _ => None,
    };
    document.blocks.iter().filter_map(heading).collect()
}

/// JSON examples, as values.
fn compare_examples(html: &Document, text: &Document, name: &str, counts: &mut Counts) {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    examples(&text.blocks, &mut ours);
    examples(&html.blocks, &mut theirs);
    *counts.entry("examples").or_default() += theirs.len();
    if ours != theirs {
        eprintln!("{name}: {} examples of {}", ours.len(), theirs.len());
        *counts.entry("pages with other examples").or_default() += 1;
    }
}

fn examples(blocks: &[Block], found: &mut Vec<serde_json::Value>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Code { text, .. } => {
                // HTML has the request line in the same block.
                let start = text.find("\n{").map_or(0, |at| at + 1);
                found.extend(
                    serde_json::from_str::<serde_json::Value>(&text[start..]).ok().filter(|json| !json.is_null()),
                );
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| examples(item, found)),
            _ => {}
        }
    }
}

fn compare_tables(ours: &Table, theirs: &Table, name: &str, counts: &mut Counts) {
    let caption_of = |table: &Table| table.caption.as_ref().map(|text| text.to_plain()).unwrap_or_default();
    let caption = caption_of(theirs);
    if caption_of(ours) != caption {
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

fn has_list(block: &Block) -> bool {
    match &block.kind {
        BlockKind::List { .. } => true,
        BlockKind::Note { blocks, .. } => blocks.iter().any(has_list),
        _ => false,
    }
}

fn compare_cells(ours: &Cell, theirs: &Cell, is_last: bool, name: &str, counts: &mut Counts) {
    *counts.entry("cells").or_default() += 1;
    let has_list = theirs.blocks.iter().any(has_list);
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

/// What a flattening lost, by class; nothing else may differ.
fn assert_losses(flattening: &str, losses: &[(&'static str, usize)]) {
    let Some(mut counts) = compare_all(flattening) else { return };
    for (kept, least) in [("tables", 743), ("rows", 3700), ("cells", 12_300), ("headings", 1138), ("examples", 197)] {
        let count = counts.remove(kept).unwrap_or_default();
        assert!(count >= least, "{count} {kept}, {least} before");
    }
    assert_eq!(counts, losses.iter().copied().collect(), "{flattening}");
}

/// Tables other than those of parameters and statuses have headers of other words, and are left as paragraphs; cells that
/// span rows cannot be told at all.
#[test]
fn one_cell_a_paragraph() {
    assert_losses(
        "paragraphs",
        &[
            ("captions lost", 1),
            ("last cells that lost a list", 1),
            ("last cells with more behind", 1),
            ("pages with other examples", 1),
            ("pages with other headings", 4),
            ("pages with other tables", 7),
            ("rows with other cells", 17),
            ("tables with other rows", 3),
        ],
    );
}

/// Lists in cells are gone. Tables in lists ran together into a line, where a status and its meaning cannot be told apart.
#[test]
fn one_row_a_line() {
    assert_losses(
        "rows",
        &[
            ("captions lost", 1),
            ("cells before the last that differ", 169),
            ("last cells that differ", 192),
            ("last cells that lost a list", 423),
            ("pages with other examples", 1),
            ("pages with other headings", 5),
            ("tables with other rows", 1),
        ],
    );
}

/// Asserts that the models of a flattening and of the HTML differ in these classes only, and no more often.
fn assert_model_losses(flattening: &str, at_most: &[(Class, usize)]) {
    let Some(html) = support::shared("corpus/html/elb") else { return };
    let Some(text) = support::shared(&format!("corpus/text/{flattening}/elb")) else { return };
    let [a, b] = [html, text].map(|folder| {
        let pages = Pages::of(&folder).unwrap();
        read_service(&pages, &ServiceConfig::of_key("docs"), &Progress::of_pages(pages.paths().len())).model
    });
    let comparison = Comparison::of(&a, &b, true);
    assert!(comparison.count(Class::Operation).equal >= 130);
    let at_most: BTreeMap<Class, usize> = at_most.iter().copied().collect();
    for class in Class::ALL {
        let (count, most) = (comparison.count(class).unequal(), at_most.get(&class).copied().unwrap_or_default());
        assert!(count <= most, "{flattening}: {count} differences of {class:?}, {most} before");
    }
}

/// One default stands in a note whose title is a picture in HTML.
#[test]
fn one_cell_a_paragraph_gives_the_same_model() {
    assert_model_losses("paragraphs", &[(Class::Default, 1)]);
}

/// Lists in cells are gone, and with them values, bounds, defaults, and sentences that say when a parameter is mandatory.
#[test]
fn one_row_a_line_gives_the_same_model() {
    let lost = [(Class::Mandatory, 4), (Class::Values, 104), (Class::Bounds, 49), (Class::Default, 12)];
    assert_model_losses("rows", &lost);
}

/// A table of four parameters vanished whole, and with lists statuses, values, bounds and defaults.
#[test]
fn one_cell_a_line_links_nearly_every_object() {
    let of_a_table = [(Class::Status, 3), (Class::Name, 9), (Class::Mandatory, 3)];
    let of_lists = [(Class::Values, 104), (Class::Bounds, 46), (Class::Default, 12)];
    assert_model_losses("trailing-pipe", &[of_a_table.as_slice(), of_lists.as_slice()].concat());
}

/// Lists in cells and captions are gone, and cells that begin with a link.
#[test]
fn one_cell_a_line() {
    assert_losses(
        "trailing-pipe",
        &[
            ("captions lost", 629),
            ("cells before the last that differ", 57),
            ("last cells that differ", 29),
            ("last cells that lost a list", 419),
            ("pages with other examples", 5),
            ("pages with other headings", 6),
            ("pages with other tables", 2),
        ],
    );
}
