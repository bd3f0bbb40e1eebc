//! How long pages take from their bytes to the model: `cargo bench -p xtask`.
//!
//! The pages are those of `test_data`, and made-up ones of the sizes that a reader must stay linear on. What a whole
//! process takes on real pages is described in the README of this package.
#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark that cannot read its pages has nothing to tell")]

use std::fs;
use std::path::Path;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use hwc_model::Service;
use xtask::extract::{PageFacts, extract_pages};
use xtask::link::link;
use xtask::read::read;

fn main() {
    divan::main();
}

/// Every page of a folder below `test_data`.
fn pages(folder: &str) -> Vec<Vec<u8>> {
    let mut pages = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("test_data").join(folder), &mut pages);
    pages
}

fn collect(folder: &Path, pages: &mut Vec<Vec<u8>>) {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        match path.extension().and_then(|extension| extension.to_str()) {
            None => collect(&path, pages),
            Some("rst" | "html" | "md") => pages.push(fs::read(path).unwrap()),
            Some(_) => {}
        }
    }
}

#[divan::bench(args = ["traps", "html", "markdown"])]
fn markup(bencher: Bencher<'_, '_>, folder: &str) {
    let pages = pages(folder);
    let bytes: usize = pages.iter().map(Vec::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for page in &pages {
            black_box(read(black_box(page)));
        }
    });
}

#[divan::bench]
fn meaning(bencher: Bencher<'_, '_>) {
    let documents: Vec<_> = pages("traps").iter().map(|page| read(page)).collect();
    bencher.counter(ItemsCount::new(documents.len())).with_inputs(|| documents.clone()).bench_values(|documents| {
        let facts: Vec<PageFacts> =
            documents.into_iter().flat_map(|document| extract_pages("page.rst", document)).collect();
        facts
    });
}

/// A page whose body has so many members.
fn long_table(rows: usize) -> String {
    let mut page =
        String::from("Filling a Shelf\n===============\n\nURI\n---\n\nPOST /v1/shelves\n\nRequest\n-------\n\n");
    page.push_str(".. table:: **Table 1** Request body parameters\n\n");
    let rule = "   ======== ========= ====== ==================================\n";
    page.push_str(rule);
    page.push_str("   Name     Mandatory Type   Description\n");
    page.push_str(rule);
    for row in 0..rows {
        page.push_str(&format!("   b{row:<7} No        String Book. The maximum length is {:<6}.\n", row % 999));
    }
    page + rule
}

#[divan::bench(args = [500, 5_000, 50_000], sample_count = 10)]
fn rows_of_one_table(bencher: Bencher<'_, '_>, rows: usize) {
    let page = long_table(rows);
    bencher.counter(ItemsCount::new(rows)).bench(|| one_service(&[black_box(page.as_bytes())]));
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 3, sample_size = 1)]
fn pages_of_one_service(bencher: Bencher<'_, '_>, count: usize) {
    let page = long_table(3);
    let pages: Vec<&[u8]> = vec![page.as_bytes(); count];
    bencher.counter(ItemsCount::new(count)).bench(|| one_service(black_box(&pages)));
}

/// From bytes to the model, on one thread.
fn one_service(pages: &[&[u8]]) -> usize {
    let facts = pages.iter().enumerate().flat_map(|(number, page)| {
        let mut facts = extract_pages(&format!("{number}.rst"), read(page));
        // Each page is an operation of its own.
        let operations = facts.iter_mut().filter_map(|facts| facts.operation.as_mut());
        operations.for_each(|operation| operation.path.push_str(&format!("/{number}")));
        facts
    });
    link(facts.collect(), Service::default()).model.operations.len()
}
