//! What two revisions are told as: a folder, a page, `REPO@REV`, `model.json`, a service, `SERVICE@REV`.
//!
//! Comes in as a text of the command line, goes out as an [`Input`]; [`Reader`] makes a [`Revision`] of it. What a
//! difference is is not known here.

mod origin;
mod read;

use std::fmt;
use std::path::{Path, PathBuf};

use crate::files::FileError;
use crate::git::{self, GitError};
use crate::model_text::ModelTextError;
use crate::suggest;
use crate::workspace::{ConfigError, Workspace, is_service_key};

pub use origin::{Origin, SavedBy, unlike};
pub use read::{Reader, Revision};

/// What a service is called whose pages are all that is known of it.
const NAMELESS: &str = "docs";

/// One revision of documentation, not read yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A folder of pages, or one page.
    Pages(PathBuf),
    /// A saved model.
    Model(PathBuf),
    /// A revision of a git repository or bundle, and the folder of its pages.
    Repository(PathBuf, String, String),
    /// A service as it stands in the tree.
    Service(String),
    /// A service as this repository held it at a revision.
    ServiceAt(String, String),
}

/// An input that does not exist, or could not be read.
#[derive(Debug)]
pub enum InputError {
    /// The text names nothing: what was meant instead, if anything is near.
    Unknown(String, Option<String>),
    /// A file.
    File(FileError),
    /// A repository.
    Git(GitError),
    /// Decisions about a service.
    Config(ConfigError),
    /// Something that stands in a revision: its name and the fault.
    Content(String, String),
    /// A saved model: its name and the fault.
    Model(String, ModelTextError),
    /// There is no page: where.
    NoPage(String),
    /// There is neither a page nor a model of a service.
    NoService(String),
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InputError::Unknown(text, nearest) => {
                write!(
                    f,
                    "{text:?} is neither a folder of pages, a page, REPOSITORY@REVISION, a model.json, a service nor \
                     SERVICE@REVISION"
                )?;
                nearest.as_ref().map_or(Ok(()), |nearest| write!(f, "; did you mean `{nearest}`?"))
            }
            InputError::File(error) => error.fmt(f),
            InputError::Git(error) => error.fmt(f),
            InputError::Config(error) => error.fmt(f),
            InputError::Content(name, fault) => write!(f, "{name}: {fault}"),
            InputError::Model(name, error @ ModelTextError::FormatUnknown(_)) => write!(
                f,
                "{name}: {error}; another version of this program wrote it: give the pages that it was made from, or \
                 make it anew with `cargo xtask regenerate`"
            ),
            InputError::Model(name, error) => write!(f, "{name}: {error}"),
            InputError::NoPage(name) => write!(f, "no page (.rst, .html, .md, .txt) in {name}"),
            InputError::NoService(name) => write!(f, "neither pages nor a model.json of {name}"),
        }
    }
}

impl std::error::Error for InputError {}

impl From<FileError> for InputError {
    fn from(error: FileError) -> Self {
        InputError::File(error)
    }
}

impl From<GitError> for InputError {
    fn from(error: GitError) -> Self {
        InputError::Git(error)
    }
}

impl From<ConfigError> for InputError {
    fn from(error: ConfigError) -> Self {
        InputError::Config(error)
    }
}

impl Input {
    /// What a text means. The name of a service goes before a file of that name: `./apig` is the file.
    pub fn parse(text: &str, workspace: &Workspace) -> Result<Input, InputError> {
        let services = workspace.services()?;
        let is_service = |name: &str| services.iter().any(|service| service == name);
        if is_service(text) {
            return Ok(Input::Service(text.to_owned()));
        }
        let path = Path::new(text);
        if path.exists() {
            return Ok(Input::of_path(path));
        }
        // A revision may hold an `@` (`main@{1}`), and so may a path: the first part that exists is the repository.
        for (at, _) in text.match_indices('@') {
            let (name, revision) = (&text[..at], &text[at + 1..]);
            if is_service(name) {
                return Ok(Input::ServiceAt(name.to_owned(), revision.to_owned()));
            }
            if !name.is_empty() && Path::new(name).exists() {
                let (revision, folder) = revision.split_once(':').unwrap_or((revision, ""));
                return Ok(Input::Repository(name.into(), revision.to_owned(), folder.to_owned()));
            }
        }
        let (name, revision) = text.find('@').map_or((text, ""), |at| text.split_at(at));
        let nearest = suggest::nearest(name, services.iter().map(String::as_str));
        Err(InputError::Unknown(text.to_owned(), nearest.map(|nearest| format!("{nearest}{revision}"))))
    }

    /// A name for a service that nothing else is known about: that of its repository.
    pub fn key(&self) -> String {
        let Input::Repository(path, ..) = self else { return NAMELESS.to_owned() };
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.clone());
        let name = absolute.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_ascii_lowercase();
        if is_service_key(&name) { name } else { NAMELESS.to_owned() }
    }

    fn of_path(path: &Path) -> Input {
        if git::is_bundle(path) {
            return Input::Repository(path.to_path_buf(), "HEAD".to_owned(), String::new());
        }
        let is_model = path.is_file() && path.extension().is_some_and(|ending| ending == "json");
        if is_model { Input::Model(path.to_path_buf()) } else { Input::Pages(path.to_path_buf()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files;

    fn workspace() -> (tempfile::TempDir, Workspace) {
        let root = tempfile::tempdir().unwrap();
        files::write(&root.path().join("Cargo.toml"), b"").unwrap();
        files::write(&root.path().join("spec/dns/service.toml"), b"[service]\ncrate = \"x\"\ntitle = \"x\"\n").unwrap();
        let workspace = Workspace::find(root.path()).unwrap();
        (root, workspace)
    }

    #[test]
    fn each_kind_of_input_is_told_apart() {
        let (root, workspace) = workspace();
        let file = |name: &str, bytes: &[u8]| {
            files::write(&root.path().join(name), bytes).unwrap();
            root.path().join(name).display().to_string()
        };
        let parse = |text: &str| Input::parse(text, &workspace).unwrap();
        let (page, model, bundle) =
            (file("p/a.rst", b"x"), file("m.json", b"{}"), file("x.bundle", b"# v2 git bundle\n"));
        let folder = root.path().join("p").display().to_string();
        let repository = |path: &str, revision: &str, folder: &str| {
            Input::Repository(path.into(), revision.to_owned(), folder.to_owned())
        };
        assert_eq!(parse("dns"), Input::Service("dns".into()));
        assert_eq!(parse("dns@HEAD~2"), Input::ServiceAt("dns".into(), "HEAD~2".into()));
        assert_eq!(parse(&page), Input::Pages(page.clone().into()));
        assert_eq!(parse(&folder), Input::Pages(folder.clone().into()));
        assert_eq!(parse(&model), Input::Model(model.clone().into()));
        assert_eq!(parse(&bundle), repository(&bundle, "HEAD", ""));
        assert_eq!((parse(&bundle).key().as_str(), parse(&page).key().as_str()), ("x", NAMELESS));
        assert_eq!(parse(&format!("{folder}@main@{{1}}:api")), repository(&folder, "main@{1}", "api"));
    }

    #[test]
    fn a_slip_in_the_name_of_a_service_is_understood() {
        let (_root, workspace) = workspace();
        let error = Input::parse("dsn@v1", &workspace).unwrap_err().to_string();
        assert!(error.starts_with("\"dsn@v1\" is neither") && error.ends_with("did you mean `dns@v1`?"), "{error}");
    }
}
