//! Repositories of documentation, cloned into an ignored folder and set to a commit.
//!
//! Comes in as an entry of `service.toml`, goes out as a folder of pages. Whoever calls decides which commit; what the
//! pages say is not known here.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cache;
use crate::catalog::repository_name;
use crate::files::{self, FileError};
use crate::git::{self, GitError, Repository};
use crate::pin;
use crate::service_toml::Documentation;

/// The commit that is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The one that `service.toml` pins, or the newest with the pages that it pins; the newest where it pins none.
    Pinned,
    /// The newest one of the main branch.
    Newest,
}

/// Documentation on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The folder of its pages.
    pub pages: PathBuf,
    /// The commit.
    pub commit: String,
    /// Its day, `YYYY-MM-DD`.
    pub date: String,
    /// The name of its pages.
    pub name: String,
    /// What had to be done for it.
    pub how: How,
}

/// What a fetch had to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The checkout stood there already.
    Kept,
    /// The checkout moved.
    Moved,
    /// It was cloned.
    Cloned,
}

/// Documentation that could not be had.
#[derive(Debug)]
pub enum FetchError {
    /// The address is none that a folder can be named for.
    Address(String),
    /// Git refused.
    Git(GitError),
    /// A file.
    File(FileError),
    /// The commit has no such folder.
    FolderAbsent(String, String),
    /// No commit up to the newest holds the pages of this name.
    PagesAbsent(String),
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FetchError::Address(git) => write!(f, "git = {git:?} is no address of a repository"),
            FetchError::Git(error) => error.fmt(f),
            FetchError::File(error) => error.fmt(f),
            FetchError::FolderAbsent(folder, commit) => {
                write!(f, "commit {commit} has no folder {folder:?}; did the documentation move it?")
            }
            FetchError::PagesAbsent(pages) => {
                write!(
                    f,
                    "no commit holds the pages that are pinned, pages = {pages:?}; `cargo xtask update` takes the newest"
                )
            }
        }
    }
}

impl std::error::Error for FetchError {}

impl From<GitError> for FetchError {
    fn from(error: GitError) -> Self {
        FetchError::Git(error)
    }
}

impl From<FileError> for FetchError {
    fn from(error: FileError) -> Self {
        FetchError::File(error)
    }
}

/// The folder of all checkouts, as `regenerate --docs` takes it.
pub fn folder(root: &Path) -> PathBuf {
    root.join(cache::FOLDER).join("docs")
}

/// Clones or updates a repository and sets its checkout to the wanted commit. What stood changed in it is lost.
///
/// An address that is a path is relative to `root`.
pub fn fetch(root: &Path, documentation: &Documentation, wanted: Wanted) -> Result<Fetched, FetchError> {
    let address = documentation.git.as_deref().unwrap_or_default();
    let name = repository_name(address).ok_or_else(|| FetchError::Address(address.to_owned()))?;
    let checkout = folder(root).join(name);
    let pages = documentation.folder.as_deref().unwrap_or_default().trim_matches('/');
    let is_new = !checkout.join(".git").exists();
    if is_new {
        clone(root, address, &checkout, pages)?;
    }
    let before = head(&checkout);
    let repository = Repository::open(&checkout, root)?;
    let commit = match wanted {
        Wanted::Pinned => pinned(&repository, &checkout, documentation, pages)?,
        Wanted::Newest => newest(&checkout)?,
    };
    if !has(&checkout, &commit) {
        git::run(&checkout, &["fetch", "--quiet", "origin", &commit])?;
    }
    git::run(&checkout, &["checkout", "--quiet", "--force", "--detach", &commit])?;
    let folder = checkout.join(pages);
    if !folder.is_dir() {
        return Err(FetchError::FolderAbsent(pages.to_owned(), commit));
    }
    let commit = head(&checkout).unwrap_or(commit);
    let is_kept = before.is_some_and(|before| before == commit);
    let how = if is_new {
        How::Cloned
    } else if is_kept {
        How::Kept
    } else {
        How::Moved
    };
    let date = git::run(&checkout, &["log", "-1", "--date=short", "--format=%cd"])?;
    let date = String::from_utf8_lossy(&date).trim().to_owned();
    let name = pin::of_commit(&repository, &commit, pages)?;
    Ok(Fetched { pages: folder, commit, date, name, how })
}

/// The commit that an entry of `service.toml` pins, by its name or by its pages.
fn pinned(
    repository: &Repository,
    checkout: &Path,
    documentation: &Documentation,
    folder: &str,
) -> Result<String, FetchError> {
    if let Some(revision) = &documentation.revision {
        return Ok(revision.clone());
    }
    let newest = newest(checkout)?;
    let Some(pages) = &documentation.pages else { return Ok(newest) };
    let found = pin::find(repository, &newest, folder, pages)?;
    found.ok_or_else(|| FetchError::PagesAbsent(pages.clone()))
}

/// Clones beside the place and moves it there, so that a clone that was stopped is none.
fn clone(root: &Path, address: &str, checkout: &Path, pages: &str) -> Result<(), FetchError> {
    let part = checkout.with_extension(format!("part{}", std::process::id()));
    files::create_parent(&part)?;
    let mut arguments = vec!["clone", "--quiet", "--no-checkout"];
    if address.contains("://") && !address.starts_with("file:") {
        // Pages alone are wanted, of one commit: the images of manuals and old revisions come when they are asked for.
        arguments.push("--filter=blob:none");
    }
    let part_text = part.to_string_lossy();
    arguments.extend(["--", address, &part_text]);
    let cloned = git::run(root, &arguments).and_then(|_| match pages {
        "" => Ok(Vec::new()),
        pages => git::run(&part, &["sparse-checkout", "set", pages]),
    });
    let moved = cloned.map_err(FetchError::from).and_then(|_| {
        let _ = fs::remove_dir_all(checkout);
        fs::rename(&part, checkout).map_err(|error| FileError::new("move", &part, error).into())
    });
    let _ = fs::remove_dir_all(&part);
    moved
}

/// The commit that is checked out.
fn head(checkout: &Path) -> Option<String> {
    let head = git::run(checkout, &["rev-parse", "--verify", "--quiet", "HEAD"]).ok()?;
    Some(String::from_utf8_lossy(&head).trim().to_owned())
}

/// The newest commit of the branch that the repository shows.
fn newest(checkout: &Path) -> Result<String, GitError> {
    git::run(checkout, &["fetch", "--quiet", "origin", "HEAD"])?;
    let commit = git::run(checkout, &["rev-parse", "FETCH_HEAD"])?;
    Ok(String::from_utf8_lossy(&commit).trim().to_owned())
}

fn has(checkout: &Path, commit: &str) -> bool {
    let commit = format!("{commit}^{{commit}}");
    git::run(checkout, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]).is_ok()
}
