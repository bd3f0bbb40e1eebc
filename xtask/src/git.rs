//! Git repositories and bundles, read through the program `git`.
//!
//! Comes in as a path, goes out as commits, lists of files and their bytes. Work trees are neither read nor touched:
//! everything is asked of the object store. Pages and models are not known here.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::files::{self, FileError};

/// How every bundle begins.
const BUNDLE: &[u8] = b"# v";

/// A repository whose objects can be read.
#[derive(Clone, Debug)]
pub struct Repository {
    folder: PathBuf,
}

/// A file of a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    /// Path from the folder that was asked for, with `/`.
    pub path: String,
    /// Name of its content.
    pub id: String,
}

/// A commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its name, in full.
    pub id: String,
    /// Day of the commit, `YYYY-MM-DD`.
    pub date: String,
    /// First line of its message.
    pub subject: String,
}

/// What git refused to do.
#[derive(Debug)]
pub enum GitError {
    /// The program could not be started or spoken to.
    Program(io::Error),
    /// A file around it.
    File(FileError),
    /// What was asked, and what it said.
    Refused(String, String),
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GitError::Program(error) => write!(f, "could not run `git`: {error}; is it installed?"),
            GitError::File(error) => error.fmt(f),
            GitError::Refused(asked, said) => write!(f, "{asked}: {said}"),
        }
    }
}

impl std::error::Error for GitError {}

impl From<io::Error> for GitError {
    fn from(error: io::Error) -> Self {
        GitError::Program(error)
    }
}

impl From<FileError> for GitError {
    fn from(error: FileError) -> Self {
        GitError::File(error)
    }
}

/// Whether a file is a git bundle.
pub fn is_bundle(path: &Path) -> bool {
    let mut start = [0; BUNDLE.len()];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start == *BUNDLE && path.is_file()
}

/// The program, without a way to ask a person or to be led elsewhere by the environment.
fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .env("LC_ALL", "C")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_ALLOW_PROTOCOL", "file:git:http:https:ssh")
        .stdin(Stdio::null());
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"] {
        command.env_remove(variable);
    }
    command
}

/// Runs git in a folder and gives what it prints.
pub fn run(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
    let output = git(folder).args(arguments).output()?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let asked = format!("git {} in {}", arguments.first().unwrap_or(&""), folder.display());
    Err(GitError::Refused(asked, said(&output.stderr)))
}

/// The last thing that git said.
fn said(error: &[u8]) -> String {
    let text = String::from_utf8_lossy(error);
    let last = text.lines().rfind(|line| !line.trim().is_empty());
    last.unwrap_or("git failed without a word").to_owned()
}

/// What git calls the content of files, in their order. They may stand outside of any repository.
pub fn content_ids(files: &[&Path]) -> Result<Vec<String>, GitError> {
    let mut paths = String::new();
    for file in files {
        let path = std::path::absolute(file)?;
        let path = path.to_str().filter(|path| !path.contains('\n'));
        let path = path.ok_or_else(|| io::Error::other(format!("{} cannot be told to git", file.display())))?;
        paths.push_str(path);
        paths.push('\n');
    }
    let mut child = git(&std::env::temp_dir())
        .args(["hash-object", "--no-filters", "--stdin-paths"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let to = child.stdin.take();
    let output = thread::scope(|scope| {
        scope.spawn(move || to.map(|mut to| to.write_all(paths.as_bytes())));
        child.wait_with_output()
    })?;
    let ids: Vec<String> = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
    if ids.len() == files.len() {
        return Ok(ids);
    }
    Err(GitError::Refused("git hash-object".to_owned(), said(&output.stderr)))
}

/// What stands before the path of a file of a commit in an address for a browser, by the address of its repository.
/// User and password in that stay behind.
pub fn web_address(remote: &str, commit: &str) -> Option<String> {
    let (host, path) = match remote.strip_prefix("git@") {
        Some(rest) => rest.split_once(':')?,
        None => remote.strip_prefix("https://")?.split_once('/')?,
    };
    let host = host.rsplit('@').next().unwrap_or(host);
    let path = path.trim_end_matches('/').trim_end_matches(".git");
    let is_plain =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "-._~/:".contains(c));
    (is_plain(host) && is_plain(path)).then(|| format!("https://{host}/{path}/blob/{commit}/"))
}

impl Repository {
    /// The repository in a folder, or that of a bundle, which is unpacked below `unpacked` once.
    pub fn open(path: &Path, unpacked: &Path) -> Result<Repository, GitError> {
        if is_bundle(path) {
            return unpack(path, unpacked);
        }
        run(path, &["rev-parse", "--git-dir"])?;
        Ok(Repository { folder: path.to_path_buf() })
    }

    /// The commit that a revision names: a branch, a tag, `HEAD~2`, the start of an id.
    pub fn commit(&self, revision: &str) -> Result<String, GitError> {
        let wanted = format!("{revision}^{{commit}}");
        let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted];
        let Ok(id) = run(&self.folder, &arguments) else {
            let asked = self.folder.display().to_string();
            return Err(GitError::Refused(asked, format!("no revision `{revision}`; `git log --oneline` lists them")));
        };
        Ok(String::from_utf8_lossy(&id).trim().to_owned())
    }

    /// The commits that lead to one, the oldest first, each with the state before it on the main line.
    pub fn history(&self, commit: &str) -> Result<Vec<Commit>, GitError> {
        let arguments = ["log", "--first-parent", "--reverse", "--date=short", "--format=%H%x00%cd%x00%s", commit];
        let text = run(&self.folder, &arguments)?;
        let text = String::from_utf8_lossy(&text);
        let read = |line: &str| {
            let mut parts = line.splitn(3, '\0').map(str::to_owned);
            Some(Commit { id: parts.next()?, date: parts.next()?, subject: parts.next()? })
        };
        Ok(text.lines().filter_map(read).collect())
    }

    /// The files below a folder of a commit, links and submodules left out; paths are relative to it.
    ///
    /// The folder is relative to the one that the repository was opened in; empty for that one itself.
    pub fn files(&self, commit: &str, folder: &str) -> Result<Vec<Blob>, GitError> {
        let folder = folder.trim_matches('/');
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut arguments = vec!["--literal-pathspecs", "ls-tree", "-r", "-z", commit];
        if !prefix.is_empty() {
            arguments.push(&prefix);
        }
        let text = run(&self.folder, &arguments)?;
        let entries = text.split(|&byte| byte == 0).filter_map(|entry| std::str::from_utf8(entry).ok());
        Ok(entries.filter_map(|entry| blob(entry, &prefix)).collect())
    }

    /// The commits up to one that changed something in a folder, the newest first.
    pub fn changes_of(&self, commit: &str, folder: &str) -> Result<Vec<String>, GitError> {
        let folder = if folder.is_empty() { "." } else { folder };
        let arguments = ["--literal-pathspecs", "log", "--full-history", "--format=%H", commit, "--", folder];
        let text = run(&self.folder, &arguments)?;
        Ok(String::from_utf8_lossy(&text).lines().map(str::to_owned).collect())
    }

    /// The last commit up to one that changed a file, and none where nothing did.
    pub fn last_change(&self, commit: &str, path: &str) -> Result<Option<String>, GitError> {
        let text = run(&self.folder, &["--literal-pathspecs", "log", "-1", "--format=%H", commit, "--", path])?;
        let id = String::from_utf8_lossy(&text).trim().to_owned();
        Ok((!id.is_empty()).then_some(id))
    }

    /// Whether a file of the work tree is that of the newest commit.
    pub fn is_committed(&self, path: &str) -> bool {
        run(&self.folder, &["--literal-pathspecs", "diff", "--quiet", "HEAD", "--", path]).is_ok()
    }

    /// One text for the content of some folders of a commit: the same text, the same content.
    pub fn content_of(&self, commit: &str, folders: &[&str]) -> Result<String, GitError> {
        let arguments = ["--literal-pathspecs", "ls-tree", commit, "--"];
        let text = run(&self.folder, &[&arguments, folders].concat())?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    }

    /// Where people look at the files of a commit: by the address that the repository was cloned from, if a browser
    /// understands it.
    pub fn address(&self, commit: &str) -> Option<String> {
        let ask = |arguments: &[&str]| run(&self.folder, arguments).ok();
        let remote = ask(&["config", "--get", "remote.origin.url"])?;
        let folder = ask(&["rev-parse", "--show-prefix"]).unwrap_or_default();
        let address = web_address(String::from_utf8_lossy(&remote).trim(), commit)?;
        Some(address + String::from_utf8_lossy(&folder).trim())
    }

    /// The bytes of blobs, in their order.
    pub fn read(&self, ids: &[String]) -> Result<Vec<Vec<u8>>, GitError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut child = git(&self.folder)
            .args(["cat-file", "--batch", "--buffer"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let read = self.converse(&mut child, ids);
        if read.is_err() {
            // It may still wait for somebody to read.
            let _ = child.kill();
        }
        child.wait()?;
        read
    }

    /// Asks from a thread of its own, so that neither side waits for the other.
    fn converse(&self, child: &mut Child, ids: &[String]) -> Result<Vec<Vec<u8>>, GitError> {
        let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("no pipe to git").into());
        };
        thread::scope(|scope| {
            scope.spawn(move || to.write_all((ids.join("\n") + "\n").as_bytes()));
            let mut from = BufReader::with_capacity(1 << 16, from);
            ids.iter().map(|id| self.answer(&mut from, id)).collect()
        })
    }

    /// One answer: `<id> blob <size>`, the bytes, a line break.
    fn answer(&self, from: &mut impl BufRead, id: &str) -> Result<Vec<u8>, GitError> {
        let mut head = String::new();
        from.read_line(&mut head)?;
        let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<usize>().ok());
        let Some(size) = size else {
            return Err(GitError::Refused(self.folder.display().to_string(), format!("no content of {id}: {head}")));
        };
        let mut bytes = vec![0; size + 1];
        from.read_exact(&mut bytes)?;
        bytes.truncate(size);
        Ok(bytes)
    }
}

/// An entry of `ls-tree`: `<mode> blob <id>\t<path>`.
fn blob(entry: &str, prefix: &str) -> Option<Blob> {
    let (facts, path) = entry.split_once('\t')?;
    let mut facts = facts.split(' ');
    let (mode, kind, id) = (facts.next()?, facts.next()?, facts.next()?);
    let is_file = mode.starts_with("100") && kind == "blob";
    let path = path.strip_prefix(prefix)?;
    is_file.then(|| Blob { path: path.to_owned(), id: id.to_owned() })
}

/// Unpacks a bundle into a folder named for its content; one that is there already is taken as it is.
///
/// It becomes visible by one rename, so that two runs at a time do not meet a half of it.
fn unpack(bundle: &Path, unpacked: &Path) -> Result<Repository, GitError> {
    let name = format!("{:032x}", xxhash_rust::xxh3::xxh3_128(&files::read(bundle)?));
    let folder = unpacked.join(&name);
    if !folder.join("HEAD").is_file() {
        let part = unpacked.join(format!("{name}.{}", std::process::id()));
        files::create_parent(&part)?;
        let from = std::path::absolute(bundle)?;
        let arguments = ["clone", "--quiet", "--mirror", "--", &from.to_string_lossy(), &part.to_string_lossy()];
        let cloned = run(unpacked, &arguments);
        if cloned.is_ok() && std::fs::rename(&part, &folder).is_err() && !folder.join("HEAD").is_file() {
            // What stands there is no repository: a run was killed while it removed it.
            let _ = std::fs::remove_dir_all(&folder);
            std::fs::rename(&part, &folder)?;
        }
        let _ = std::fs::remove_dir_all(&part);
        cloned?;
    }
    Ok(Repository { folder })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_for_a_browser_holds_no_password_and_nothing_else_is_one() {
        let address = Some("https://example.com/docs/dns/blob/c1/".to_owned());
        for remote in [
            "https://example.com/docs/dns.git",
            "https://user:secret@example.com/docs/dns/",
            "git@example.com:docs/dns.git",
        ] {
            assert_eq!(web_address(remote, "c1"), address, "{remote}");
        }
        for remote in ["/srv/dns", "../dns", "file:///srv/dns", "https://example.com/a b", "https://example.com/"] {
            assert_eq!(web_address(remote, "c1"), None, "{remote}");
        }
    }
}
