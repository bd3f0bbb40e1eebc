//! What several tests need.

use std::path::PathBuf;

/// Where pages for reading lie that are no part of the project.
const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared");

/// A file or folder among them; says so where they are absent, and the test has nothing to do.
pub fn shared(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(SHARED).join(path);
    if !path.exists() {
        eprintln!("skipped: {} is absent", path.display());
    }
    path.exists().then_some(path)
}
