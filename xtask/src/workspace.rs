//! The repository on disk: which services there are and where their files stand.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::files::{self, FileError};
use crate::service_toml::{ServiceConfig, ServiceTomlError};
use crate::version;

/// A repository with a folder `spec`.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
}

/// A service whose `service.toml` could not be read.
#[derive(Debug)]
pub enum ConfigError {
    /// The file itself.
    File(FileError),
    /// What stands in it: path and fault.
    Content(String, ServiceTomlError),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ConfigError::File(error) => error.fmt(f),
            ConfigError::Content(path, fault) => write!(f, "{path}:{fault}"),
        }
    }
}

impl std::error::Error for ConfigError {}

impl From<FileError> for ConfigError {
    fn from(error: FileError) -> Self {
        ConfigError::File(error)
    }
}

impl Workspace {
    /// The repository that holds a folder: the nearest one above it with a `Cargo.toml` and a folder `spec`.
    pub fn find(from: &Path) -> Option<Workspace> {
        let root =
            from.ancestors().find(|folder| folder.join("Cargo.toml").is_file() && folder.join("spec").is_dir())?;
        Some(Workspace { root: root.to_path_buf() })
    }

    /// Its outermost folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The services, sorted: folders of `spec` that hold a `service.toml`.
    pub fn services(&self) -> Result<Vec<String>, FileError> {
        let mut services = files::folders(&self.root.join("spec"))?;
        services.retain(|service| self.root.join(config_path(service)).is_file());
        Ok(services)
    }

    /// What `service.toml` says about a service.
    pub fn config(&self, service: &str) -> Result<ServiceConfig, ConfigError> {
        let path = config_path(service);
        let text = files::read_text(&self.root.join(&path))?;
        ServiceConfig::parse(service, &text).map_err(|fault| ConfigError::Content(path, fault))
    }

    /// The version of crates that have none of their own: the one that the root manifest states for all.
    pub fn version(&self) -> Result<String, FileError> {
        let text = files::read_text(&self.root.join("Cargo.toml"))?;
        let manifest: toml::Table = toml::from_str(&text).unwrap_or_default();
        let package = manifest.get("workspace").and_then(|workspace| workspace.get("package"));
        let version = package.and_then(|package| package.get("version")?.as_str());
        Ok(version.unwrap_or(version::FIRST).to_owned())
    }

    /// Whether there is anything to make a service from: pages, or a model.
    pub fn has_input(&self, service: &str) -> bool {
        self.pages(service).is_some() || self.root.join(spec_path(service, "model.json")).is_file()
    }

    /// The folder of a service's pages, where its pages are kept in the repository.
    pub fn pages(&self, service: &str) -> Option<PathBuf> {
        Some(self.root.join(spec_path(service, "pages"))).filter(|folder| folder.is_dir())
    }
}

/// Path of a file of a service's specification, from the root.
pub fn spec_path(service: &str, file: &str) -> String {
    format!("spec/{service}/{file}")
}

fn config_path(service: &str) -> String {
    spec_path(service, "service.toml")
}

/// Whether a text may be the key of a service: a folder of `spec` and of `crates`, and part of a crate name.
pub fn is_service_key(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_cannot_leave_its_folder() {
        assert!(is_service_key("apig") && is_service_key("dms-v2"));
        for wrong in ["", "..", "../x", "A", "2x", "a/b", "a b", "a\0"] {
            assert!(!is_service_key(wrong), "{wrong}");
        }
    }

    #[test]
    fn the_repository_is_found_from_any_folder_inside() {
        let root = tempfile::tempdir().unwrap();
        files::write(&root.path().join("Cargo.toml"), b"").unwrap();
        files::write(&root.path().join("spec/a/service.toml"), b"[service]\ncrat = 1\n").unwrap();
        files::write(&root.path().join("spec/notes/x.md"), b"").unwrap();
        let workspace = Workspace::find(&root.path().join("spec/a")).unwrap();
        assert_eq!(workspace.services().unwrap(), ["a"]);
        let fault = workspace.config("a").unwrap_err().to_string();
        assert!(fault.starts_with("spec/a/service.toml:2: unknown field `crat`"), "{fault}");
    }
}
