//! Folders of documentation pages, or one page: which files are pages, and their bytes.
//!
//! Every file with the name of a markup that is read counts, index pages included, in the order of their paths. Links are
//! not followed and hidden files are no pages.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::extract::page_of;
use crate::files::{self, FileError};

/// How the names of pages end.
const EXTENSIONS: [&str; 6] = ["rst", "html", "htm", "md", "markdown", "txt"];

/// Pages by path, relative to the folder in which each stands.
#[derive(Clone, Debug)]
pub struct Pages {
    /// Paths, sorted, and where each file is.
    paths: Vec<String>,
    files: Vec<PathBuf>,
    /// Which of several places each is from.
    places: Vec<usize>,
    is_one_page: bool,
}

impl Pages {
    /// The pages of a folder, or the one page that a path names whatever its name.
    pub fn of(path: &Path) -> Result<Pages, FileError> {
        let kind = std::fs::metadata(path).map_err(|error| FileError::new("read", path, error))?;
        let (folder, paths) = if kind.is_dir() {
            let mut paths = files::list(path)?;
            paths.retain(|path| is_page(path));
            (path, paths)
        } else if !kind.is_file() {
            return Err(no_file(path));
        } else {
            let name = path.file_name().and_then(|name| name.to_str()).ok_or_else(|| no_name(path))?;
            (path.parent().unwrap_or(Path::new("")), vec![name.to_owned()])
        };
        let files = paths.iter().map(|path| folder.join(path)).collect();
        let places = vec![0; paths.len()];
        Ok(Pages { paths, files, places, is_one_page: !kind.is_dir() })
    }

    /// The pages of several places together. A path that an earlier place has too is told apart by the name of its folder,
    /// then by a number.
    pub fn of_all(places: &[PathBuf]) -> Result<Pages, FileError> {
        let mut together: BTreeMap<String, (PathBuf, usize)> = BTreeMap::new();
        for (number, place) in places.iter().enumerate() {
            let pages = Pages::of(place)?;
            let folder = if pages.is_one_page { place.parent().unwrap_or(place) } else { place.as_path() };
            let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or("pages");
            for (path, file) in pages.paths.into_iter().zip(pages.files) {
                let numbered = (2..).map(|number| format!("{name}-{number}/{path}"));
                let mut candidates = [path.clone(), format!("{name}/{path}")].into_iter().chain(numbered);
                let free = candidates.find(|candidate| !together.contains_key(candidate));
                together.insert(free.unwrap_or(path), (file, number));
            }
        }
        let is_one_page = places.len() == 1 && together.len() == 1 && places[0].is_file();
        let (paths, found): (_, Vec<_>) = together.into_iter().unzip();
        let (files, places) = found.into_iter().unzip();
        Ok(Pages { paths, files, places, is_one_page })
    }

    /// Paths relative to the folder, with `/`, sorted.
    pub fn paths(&self) -> &[String] {
        &self.paths
    }

    /// Where the file of a page is.
    pub fn file(&self, path: &str) -> Option<&Path> {
        self.files.get(self.position(path)?).map(PathBuf::as_path)
    }

    /// Which of several places a page is from, counted from 0.
    pub fn place(&self, path: &str) -> usize {
        self.position(path).and_then(|position| self.places.get(position)).copied().unwrap_or_default()
    }

    fn position(&self, path: &str) -> Option<usize> {
        let position = |path: &str| self.paths.binary_search_by(|known| known.as_str().cmp(path)).ok();
        position(path).or_else(|| position(page_of(path)))
    }

    /// Whether a single page was named, not a folder.
    pub fn is_one_page(&self) -> bool {
        self.is_one_page
    }

    /// Whether they are all that one folder holds.
    pub fn is_one_folder(&self) -> bool {
        !self.is_one_page && self.places.iter().all(|&place| place == 0)
    }

    /// The bytes of a page.
    pub fn bytes(&self, path: &str) -> Result<Vec<u8>, FileError> {
        files::read(self.file(path).unwrap_or(Path::new(path)))
    }

    /// The text of a page for showing it: what is no UTF-8 is replaced, a page that has gone is empty.
    pub fn text(&self, path: &str) -> String {
        let bytes = self.bytes(path).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Applies a function to every page, on all processors; results in the order of the paths, and the pages that could
    /// not be had.
    pub fn map<T: Send>(&self, read: impl Fn(&str, &[u8]) -> T + Sync) -> (Vec<T>, Vec<FileError>) {
        let results: Vec<_> = self.paths.par_iter().map(|path| Ok(read(path, &self.bytes(path)?))).collect();
        let (mut values, mut errors) = (Vec::with_capacity(results.len()), Vec::new());
        for result in results {
            match result {
                Ok(value) => values.push(value),
                Err(error) => errors.push(error),
            }
        }
        (values, errors)
    }
}

/// Whether the name of a file is that of a page.
pub fn is_page(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

/// A pipe would be waited for, and a device has no end.
fn no_file(path: &Path) -> FileError {
    FileError::new("read", path, io::Error::new(io::ErrorKind::InvalidInput, "neither a page nor a folder of pages"))
}

fn no_name(path: &Path) -> FileError {
    FileError::new("read", path, io::Error::new(io::ErrorKind::InvalidInput, "the name of a page must be UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_sorted_index_pages_included_and_other_files_left_out() {
        let root = tempfile::tempdir().unwrap();
        for path in ["b.rst", "a/index.rst", "a/x.HTML", "a/.hidden.md", "image.png", "z.txt", "Makefile"] {
            files::write(&root.path().join(path), path.as_bytes()).unwrap();
        }
        let pages = Pages::of(root.path()).unwrap();
        assert_eq!(pages.paths(), ["a/index.rst", "a/x.HTML", "b.rst", "z.txt"]);
        let (read, errors) = pages.map(|path, bytes| path.as_bytes() == bytes);
        assert_eq!((read, errors.len()), (vec![true; 4], 0));
    }

    #[test]
    fn one_page_may_have_any_name() {
        let root = tempfile::tempdir().unwrap();
        files::write(&root.path().join("page"), b"text").unwrap();
        let pages = Pages::of(&root.path().join("page")).unwrap();
        assert_eq!((pages.paths(), pages.text("page").as_str()), (["page".to_owned()].as_slice(), "text"));
    }

    #[test]
    fn pages_of_several_places_keep_their_paths_apart() {
        let root = tempfile::tempdir().unwrap();
        for path in ["html/a.html", "html/b.html", "text/a.html", "other/text/a.html"] {
            files::write(&root.path().join(path), path.as_bytes()).unwrap();
        }
        let places = ["html", "text", "other/text"].map(|place| root.path().join(place));
        let pages = Pages::of_all(&places).unwrap();
        assert_eq!(pages.paths(), ["a.html", "b.html", "text-2/a.html", "text/a.html"]);
        assert_eq!(pages.text("text-2/a.html"), "other/text/a.html");
        assert_eq!(pages.paths().iter().map(|path| pages.place(path)).collect::<Vec<_>>(), [0, 0, 2, 1]);
        assert_eq!(pages.file("b.html"), Some(places[0].join("b.html").as_path()));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_lead_out_of_the_folder() {
        let root = tempfile::tempdir().unwrap();
        files::write(&root.path().join("outside/secret.rst"), b"x").unwrap();
        std::fs::create_dir(root.path().join("pages")).unwrap();
        std::os::unix::fs::symlink(root.path().join("outside"), root.path().join("pages/link")).unwrap();
        std::os::unix::fs::symlink(root.path().join("outside/secret.rst"), root.path().join("pages/link.rst")).unwrap();
        assert!(Pages::of(&root.path().join("pages")).unwrap().paths().is_empty());
    }

    #[test]
    fn a_page_that_cannot_be_had_is_told_and_the_others_are_read() {
        let root = tempfile::tempdir().unwrap();
        for path in ["a.rst", "b.rst", "c.rst"] {
            files::write(&root.path().join(path), b"text").unwrap();
        }
        let pages = Pages::of(root.path()).unwrap();
        std::fs::remove_file(root.path().join("b.rst")).unwrap();
        let (read, errors) = pages.map(|path, _| path.to_owned());
        assert_eq!(read, ["a.rst", "c.rst"]);
        assert!(errors[0].to_string().contains("b.rst"));
    }
}
