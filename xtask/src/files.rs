//! Files of the disk, with errors that name the file.
//!
//! Paths inside a tree are `/`-separated texts relative to its root, so that lists of them sort and print the same on
//! every system. Symbolic links are never followed: a tree of pages cannot lead out of itself.

use std::fmt;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

/// A file that could not be read or written.
#[derive(Debug)]
pub struct FileError {
    doing: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl FileError {
    /// An error met while `doing` something with a file: `could not read`.
    pub fn new(doing: &'static str, path: impl Into<PathBuf>, source: io::Error) -> FileError {
        FileError { doing, path: path.into(), source }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "could not {} {}: {}", self.doing, self.path.display(), self.source)
    }
}

impl std::error::Error for FileError {
    /// The error of the system is told with the file; what is behind it comes next.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.source()
    }
}

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    fs::read(path).map_err(|error| FileError::new("read", path, error))
}

/// The bytes of a file, or nothing where there is none.
pub fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, FileError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(FileError::new("read", path, error)),
    }
}

/// The text of a file, or nothing where there is none.
pub fn read_text_if_there(path: &Path) -> Result<Option<String>, FileError> {
    read_if_there(path)?.map(|bytes| into_text(path, bytes)).transpose()
}

/// The text of a file.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    into_text(path, read(path)?)
}

fn into_text(path: &Path, bytes: Vec<u8>) -> Result<String, FileError> {
    String::from_utf8(bytes)
        .map_err(|error| FileError::new("read", path, io::Error::new(io::ErrorKind::InvalidData, error.utf8_error())))
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    create_parent(path)?;
    fs::write(path, bytes).map_err(|error| FileError::new("write", path, error))
}

/// Creates the folders above a file.
pub fn create_parent(path: &Path) -> Result<(), FileError> {
    let Some(parent) = path.parent() else { return Ok(()) };
    fs::create_dir_all(parent).map_err(|error| FileError::new("create", parent, error))
}

/// Removes a file; one that is not there is fine.
pub fn remove(path: &Path) -> Result<(), FileError> {
    match fs::remove_file(path) {
        Err(error) if !is_absent(&error) => Err(FileError::new("remove", path, error)),
        _ => Ok(()),
    }
}

/// Every file below a folder as paths relative to it, sorted; hidden files and folders are left out.
pub fn list(folder: &Path) -> Result<Vec<String>, FileError> {
    let mut found = Vec::new();
    let mut open = vec![(folder.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = open.pop() {
        for (name, entry) in entries(&folder)? {
            let path = format!("{prefix}{name}");
            let kind = entry.file_type().map_err(|error| FileError::new("read", entry.path(), error))?;
            if kind.is_dir() {
                open.push((entry.path(), format!("{path}/")));
            } else if kind.is_file() {
                found.push(path);
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// The folders directly in a folder, sorted by name; hidden ones are left out.
pub fn folders(folder: &Path) -> Result<Vec<String>, FileError> {
    let mut found = Vec::new();
    for (name, entry) in entries(folder)? {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.push(name);
        }
    }
    found.sort_unstable();
    Ok(found)
}

fn entries(folder: &Path) -> Result<Vec<(String, DirEntry)>, FileError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| FileError::new("read", folder, error))? {
        let entry = entry.map_err(|error| FileError::new("read", folder, error))?;
        match entry.file_name().into_string() {
            Ok(name) if !name.starts_with('.') => found.push((name, entry)),
            _ => {}
        }
    }
    Ok(found)
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
