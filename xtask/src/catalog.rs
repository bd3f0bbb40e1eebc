//! The catalogue: which documentation repository describes which service.
//!
//! It is nothing but the `service.toml` files: each names the repositories of its documentation, and a checkout is known
//! by the name of its repository. Comes in as a folder of checkouts, goes out as services with the folders of their pages.

use std::path::{Path, PathBuf};

use crate::service_toml::{Documentation, ServiceConfig};
use crate::workspace::{ConfigError, Workspace};

/// Every service whose documentation has a checkout in the folder, with the folder of its pages, sorted by service.
///
/// Where a service has several repositories, the first one with a checkout counts.
pub fn documented(workspace: &Workspace, checkouts: &Path) -> Result<Vec<(ServiceConfig, PathBuf)>, ConfigError> {
    let mut documented = Vec::new();
    for service in workspace.services()? {
        let config = workspace.config(&service)?;
        let folder = config.documentation.iter().find_map(|documentation| pages_of(checkouts, documentation));
        documented.extend(folder.map(|folder| (config, folder)));
    }
    Ok(documented)
}

/// The folder of pages in a checkout, where there is one.
fn pages_of(checkouts: &Path, documentation: &Documentation) -> Option<PathBuf> {
    let repository = repository_name(documentation.git.as_deref()?)?;
    let folder = checkouts.join(repository).join(documentation.folder.as_deref().unwrap_or_default());
    folder.is_dir().then_some(folder)
}

/// The folder that a clone of the repository gets.
pub fn repository_name(git: &str) -> Option<&str> {
    let name = git.trim_end_matches('/').trim_end_matches(".git").rsplit('/').next()?;
    (!name.is_empty() && !name.starts_with('.')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files;

    #[test]
    fn a_checkout_is_known_by_the_name_of_its_repository() {
        for git in ["https://host/owner/cloud-eye", "https://host/owner/cloud-eye.git", "owner/cloud-eye/"] {
            assert_eq!(repository_name(git), Some("cloud-eye"), "{git}");
        }
        assert_eq!(repository_name("https://host/.."), None);
    }

    #[test]
    fn services_without_a_checkout_are_left_out() {
        let root = tempfile::tempdir().unwrap();
        let put = |path: &str, text: &str| files::write(&root.path().join(path), text.as_bytes()).unwrap();
        let service = |key: &str, repository: &str| {
            format!(
                "[service]\ncrate = \"hwc-{key}\"\ntitle = \"T\"\n[[documentation]]\ngit = \"https://h/o/{repository}\"\n\
                 folder = \"source\"\n"
            )
        };
        put("Cargo.toml", "");
        put("spec/a/service.toml", &service("a", "first"));
        put("spec/b/service.toml", &service("b", "second"));
        put("docs/second/source/page.rst", "text");
        let workspace = Workspace::find(root.path()).unwrap();
        let documented = documented(&workspace, &root.path().join("docs")).unwrap();
        let told: Vec<_> = documented.iter().map(|(config, folder)| (config.key.as_str(), folder.clone())).collect();
        assert_eq!(told, [("b", root.path().join("docs/second/source"))]);
    }
}
