//! Whether a run has anything to do: a hash over everything that it depends on and everything that it wrote.
//!
//! The stamp only ever saves time. It holds the program itself, the options, every file below `spec` and every file that a
//! run wrote, by content: no clock, no file times. Without a stamp, or with another one, the run happens.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use crate::files::{self, FileError};

/// Bytes of a program that are read at once.
const PIECE: usize = 1 << 18;

/// The stamp of a tree after a run with some options that wrote some files.
///
/// Files of `written` that are not there count as such.
pub fn of_tree<'a>(root: &Path, options: &str, written: impl Iterator<Item = &'a str>) -> Result<String, FileError> {
    let mut paths: Vec<String> =
        files::list(&root.join("spec"))?.into_iter().map(|path| format!("spec/{path}")).collect();
    paths.extend(written.map(str::to_owned));
    paths.sort_unstable();
    paths.dedup();
    let hashes = paths.par_iter().map(|path| Ok(hash(files::read_if_there(&root.join(path))?)));
    let hashes: Vec<u128> = hashes.collect::<Result<_, FileError>>()?;

    let mut whole = Xxh3::new();
    whole.update(&program()?.to_le_bytes());
    whole.update(options.as_bytes());
    for (path, hash) in paths.iter().zip(hashes) {
        whole.update(path.as_bytes());
        whole.update(&hash.to_le_bytes());
    }
    Ok(format!("{:032x}", whole.digest128()))
}

fn hash(bytes: Option<Vec<u8>>) -> u128 {
    bytes.map_or(0, |bytes| xxh3_128(&bytes))
}

/// The program that runs, by content, so that a changed generator is never taken for an unchanged tree.
pub fn program() -> Result<u128, FileError> {
    let path = std::env::current_exe().map_err(|error| FileError::new("find", "this program", error))?;
    let fault = |error| FileError::new("read", &path, error);
    let mut file = File::open(&path).map_err(fault)?;
    // Piece by piece: a program is large, and no memory has to be had for it.
    let (mut whole, mut piece) = (Xxh3::new(), vec![0; PIECE]);
    loop {
        match file.read(&mut piece).map_err(fault)? {
            0 => return Ok(whole.digest128()),
            length => whole.update(&piece[..length]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_of_input_output_and_options_counts() {
        let root = tempfile::tempdir().unwrap();
        let put = |path: &str, text: &str| files::write(&root.path().join(path), text.as_bytes()).unwrap();
        let stamp = |options: &str| of_tree(root.path(), options, ["crates/x/lib.rs"].into_iter()).unwrap();
        put("spec/x/service.toml", "a");
        put("crates/x/lib.rs", "b");
        let first = stamp("full");
        assert_eq!(stamp("full"), first);
        assert_ne!(stamp("facts"), first);
        put("crates/x/lib.rs", "c");
        assert_ne!(stamp("full"), first);
        put("crates/x/lib.rs", "b");
        put("spec/x/service.toml", "");
        assert_ne!(stamp("full"), first);
        put("spec/x/service.toml", "a");
        assert_eq!(stamp("full"), first);
        std::fs::remove_file(root.path().join("crates/x/lib.rs")).unwrap();
        assert_ne!(stamp("full"), first);
    }
}
