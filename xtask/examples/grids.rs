//! Prints the tables of a folder of RST pages as grids, one page a line: `cargo run --release --example grids -- FOLDER`.

use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::time::Instant;
use xtask::read::{grids::write_grids, rst::read_rst};

fn pages(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            pages(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rst") {
            found.push(path);
        }
    }
    Ok(())
}

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_default());
    let mut paths = Vec::new();
    pages(&folder, &mut paths)?;
    paths.sort();
    if std::env::args().nth(2).as_deref() == Some("--time") {
        let start = Instant::now();
        let texts: Vec<String> = paths.par_iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
        let loaded = start.elapsed();
        let blocks: usize = texts.par_iter().map(|text| read_rst(text).blocks.len()).sum();
        println!(
            "{} pages, {blocks} blocks, loaded in {loaded:?}, read in {:?}",
            texts.len(),
            start.elapsed() - loaded
        );
        return Ok(());
    }
    for path in &paths {
        let document = read_rst(&std::fs::read_to_string(path)?);
        let page = path.strip_prefix(&folder).unwrap_or(path).to_string_lossy();
        println!("{}", write_grids(&page, &document));
    }
    Ok(())
}
