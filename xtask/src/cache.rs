//! Pages that were read before: what extraction gave, by the name of the page's content.
//!
//! The cache saves time and nothing else. An entry counts only for the program that wrote it, and only where it is whole:
//! one that is damaged, or that another run is writing, is as good as none. What cannot be written is not kept.

use std::fs;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_128;

use crate::extract::PageFacts;
use crate::files;
use crate::stamp;

/// Folder of everything that can be made anew, ignored by git.
pub const FOLDER: &str = "spec/.cache";

/// Programs whose entries are kept: a debug and a release build, and the ones before them.
const PROGRAMS: usize = 4;

/// Digits of the checksum in front of an entry.
const DIGITS: usize = 32;

/// Pages by the name of their content.
#[derive(Clone, Debug)]
pub struct PageCache {
    /// Where entries of this program stand; nothing where it cannot be told which program it is.
    folder: Option<PathBuf>,
}

impl PageCache {
    /// The cache of the repository with this root.
    pub fn open(root: &Path) -> PageCache {
        let all = root.join(FOLDER).join("pages");
        let folder = stamp::program().ok().map(|program| all.join(format!("{program:032x}")));
        if let Some(folder) = folder.as_ref().filter(|folder| !folder.is_dir()) {
            forget_old_programs(&all);
            // Without the folder nothing is kept.
            let _ = fs::create_dir_all(folder);
        }
        PageCache { folder }
    }

    /// What a page says whose content has this name, where it was read before; its path is left empty.
    pub fn get(&self, blob: &str) -> Option<Vec<PageFacts>> {
        let bytes = fs::read(self.file(blob)?).ok()?;
        let (sum, text) = bytes.split_at_checked(DIGITS)?;
        (sum == checksum(text).as_bytes()).then(|| serde_json::from_slice(text).ok()).flatten()
    }

    /// Keeps what a page without a path says: a page that moves says the same.
    pub fn put(&self, blob: &str, facts: &[PageFacts]) {
        let Some(file) = self.file(blob) else { return };
        let Ok(text) = serde_json::to_vec(facts) else { return };
        let part = file.with_extension(std::process::id().to_string());
        let entry = [checksum(&text).as_bytes(), &text].concat();
        if files::write(&part, &entry).is_err() || fs::rename(&part, &file).is_err() {
            let _ = fs::remove_file(&part);
        }
    }

    fn file(&self, blob: &str) -> Option<PathBuf> {
        let is_name = !blob.is_empty() && blob.bytes().all(|byte| byte.is_ascii_hexdigit());
        self.folder.as_ref().filter(|_| is_name).map(|folder| folder.join(blob))
    }
}

fn checksum(text: &[u8]) -> String {
    format!("{:032x}", xxh3_128(text))
}

/// Removes the entries of all programs but the last few, by the time when each was first used.
fn forget_old_programs(all: &Path) {
    let Ok(entries) = fs::read_dir(all) else { return };
    let mut programs: Vec<_> =
        entries.flatten().filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path()))).collect();
    programs.sort();
    for (_, program) in programs.iter().rev().skip(PROGRAMS - 1) {
        let _ = fs::remove_dir_all(program);
    }
}
