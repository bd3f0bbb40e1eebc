//! Which pages a service was made from, told by what they hold.
//!
//! Two places have one name where they hold the same pages under the same paths, whatever stands beside them. So a folder
//! that came without a history is found again among the commits of a repository, and nobody has to say which one it was.
//! Comes in as pages or as a commit, goes out as a name.

use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

use crate::git::{Blob, GitError, Repository, content_ids};
use crate::pages::{Pages, is_page};

/// The name of pages on disk.
pub fn of_pages(pages: &Pages) -> Result<String, GitError> {
    let files: Vec<&Path> = pages.paths().iter().filter_map(|path| pages.file(path)).collect();
    let ids = content_ids(&files)?;
    Ok(name(pages.paths().iter().map(String::as_str).zip(ids.iter().map(String::as_str))))
}

/// The name of the pages in a folder of a commit. Their bytes are not asked for: a clone without them does.
pub fn of_commit(repository: &Repository, commit: &str, folder: &str) -> Result<String, GitError> {
    let mut blobs = repository.files(commit, folder)?;
    blobs.retain(|blob| is_page(&blob.path));
    blobs.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(name(blobs.iter().map(|Blob { path, id }| (path.as_str(), id.as_str()))))
}

/// The newest commit up to one whose folder holds the pages of a name.
pub fn find(repository: &Repository, commit: &str, folder: &str, pages: &str) -> Result<Option<String>, GitError> {
    for commit in repository.changes_of(commit, folder)? {
        if of_commit(repository, &commit, folder)? == pages {
            return Ok(Some(commit));
        }
    }
    Ok(None)
}

/// A name for paths, sorted, and for what git calls the content of each.
fn name<'a>(pages: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut hash = Xxh3::new();
    for (path, id) in pages {
        hash.update(path.as_bytes());
        hash.update(b"\0");
        hash.update(id.as_bytes());
        hash.update(b"\n");
    }
    format!("{:032x}", hash.digest128())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_other_paths_and_other_contents_apart() {
        let pages = [("a.rst", "1"), ("b.rst", "2")];
        assert_eq!(name(pages.into_iter()), name(pages.into_iter()));
        for other in
            [[("a.rst", "1"), ("b.rst", "3")], [("a.rst", "1"), ("c.rst", "2")], [("a.rst", "2"), ("b.rst", "1")]]
        {
            assert_ne!(name(pages.into_iter()), name(other.into_iter()), "{other:?}");
        }
    }
}
