//! Tokens on disk, where a program asks for it: the next program of the same user goes on with what this one fetched.
//!
//! A file for each token, for its owner alone, named by a hash of where, who and for what. What cannot be read, is of
//! another version, has ended or may be read by others counts as not there. Temporary keys are never written.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{issue::Token, slot::Lease};
use crate::{Error, Secret, clock, platform::Instant, sign};

/// A directory of tokens.
#[derive(Clone, Debug)]
pub(crate) struct Disk {
    directory: PathBuf,
}

/// What a token is kept for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Key {
    pub(super) endpoint: String,
    pub(super) user: String,
    pub(super) scope: String,
}

/// The content of a file.
#[derive(Serialize, Deserialize)]
struct Kept {
    version: u32,
    #[serde(flatten)]
    key: Key,
    token: String,
    project_id: Option<String>,
    domain_id: Option<String>,
    /// In seconds since 1970.
    expires_at: u64,
}

/// Another version of the content is not read.
const VERSION: u32 = 1;

/// What is about to end is not worth its file.
const WORTH: u64 = 300;

impl Disk {
    /// A directory, made if it is not there.
    pub(crate) fn new(directory: PathBuf) -> Result<Self, Error> {
        make_directory(&directory).map_err(|error| {
            Error::configuration(format!("no directory for tokens at {}: {error}", directory.display()))
        })?;
        Ok(Disk { directory })
    }

    pub(super) fn read(&self, key: &Key) -> Option<Lease<Token>> {
        let path = self.path(key);
        if !is_private(&path) {
            return None;
        }
        let kept: Kept = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
        let left = kept.expires_at.saturating_sub(clock::now());
        (kept.version == VERSION && kept.key == *key && left > WORTH).then(|| Lease {
            value: Token { text: Secret::from(kept.token), project_id: kept.project_id, domain_id: kept.domain_id },
            issued: Instant::now(),
            lifetime: Duration::from_secs(left),
        })
    }

    /// Keeps a token. Where that fails, the next program fetches one: nothing is lost but a moment.
    pub(super) fn write(&self, key: &Key, lease: &Lease<Token>) {
        let kept = Kept {
            version: VERSION,
            key: key.clone(),
            token: lease.value.text.expose().to_owned(),
            project_id: lease.value.project_id.clone(),
            domain_id: lease.value.domain_id.clone(),
            expires_at: clock::now() + lease.lifetime.saturating_sub(lease.issued.elapsed()).as_secs(),
        };
        let Ok(text) = serde_json::to_vec(&kept) else { return };
        let _ = replace(&self.path(key), &text);
    }

    fn path(&self, key: &Key) -> PathBuf {
        let Key { endpoint, user, scope } = key;
        let hash = sign::hex(&Sha256::digest([endpoint.as_str(), user, scope].join("\n")));
        self.directory.join(format!("{hash}.json"))
    }
}

/// Replaces a file as a whole: nobody reads half of it.
fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    static WRITTEN: AtomicU32 = AtomicU32::new(0);
    let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
    let new = path.with_extension(format!("{}-{number}.new", process::id()));
    let written = create(&new).and_then(|mut file| file.write_all(text)).and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written
}

#[cfg(unix)]
fn create(path: &Path) -> io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt;

    fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(unix)]
fn make_directory(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;

    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Whether only its owner may read a file.
#[cfg(unix)]
fn is_private(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;

    fs::symlink_metadata(path).is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o077 == 0)
}

/// Elsewhere a file has the rights of its directory, and the home of a user is its own.
#[cfg(not(unix))]
fn create(path: &Path) -> io::Result<fs::File> {
    fs::OpenOptions::new().write(true).create_new(true).open(path)
}

#[cfg(not(unix))]
fn make_directory(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

#[cfg(not(unix))]
fn is_private(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|data| data.is_file())
}
