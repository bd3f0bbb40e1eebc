//! Real pages, where they are at hand.

use crate::support::{SHARED, assert_prints};
use std::path::{Path, PathBuf};
use xtask::read::rst::read_rst;

fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.extension() {
            _ if path.is_dir() => pages(&path, found),
            Some(extension) if extension == "rst" => found.push(path),
            _ => {}
        }
    }
}

#[test]
fn real_pages_are_read_without_loss_and_printed_back() {
    let corpus = Path::new(SHARED).join("corpus/otc/virtual-private-cloud");
    let mut found = Vec::new();
    pages(&corpus, &mut found);
    if found.is_empty() {
        println!("skipped: {} is absent", corpus.display());
    }
    for path in found {
        let document = read_rst(&std::fs::read_to_string(&path).unwrap());
        assert_eq!(document.faults, [], "{}", path.display());
        assert_prints(document);
    }
}
