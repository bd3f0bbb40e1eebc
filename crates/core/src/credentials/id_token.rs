//! What an identity provider attests (OpenID Connect), in a file that somebody else keeps up to date.

use std::{fs, path::PathBuf};

use crate::{Error, Secret};

/// An id token in a file, and the identity provider that the cloud knows its issuer as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdToken {
    pub(super) provider: String,
    pub(super) file: PathBuf,
}

impl IdToken {
    /// What the file holds now.
    pub(super) fn read(&self) -> Result<Secret, Error> {
        read(&self.file)
    }
}

/// A file with one secret in it. It is small and on this machine: to read it on another thread would take longer.
pub(super) fn read(file: &std::path::Path) -> Result<Secret, Error> {
    let wrong = |why: &str| Error::credentials(format!("{}: {why}", file.display()));
    let text = fs::read_to_string(file).map_err(|error| wrong(&error.to_string()))?;
    match text.trim() {
        "" => Err(wrong("the file is empty")),
        text => Ok(Secret::from(text)),
    }
}
