//! Where what is made goes: into the repository, or as crates that stand alone into any folder.

use std::path::{Path, PathBuf};

use codegen::{File, Layout, Lock};
use hwc_model::{Model, Service};

use crate::files;
use crate::make::Made;
use crate::output::{LIST, Output, OutputError};
use crate::workspace::{Workspace, spec_path};
use crate::{changes, documents, service_toml};

/// The crate that offers all clients.
const UMBRELLA: &str = "crates/hwc";

/// Where services go.
#[derive(Clone, Debug)]
pub enum Destination {
    /// Into the repository: model, names and crate, each in its place.
    Tree(Workspace),
    /// Into a folder: for each service a crate with its names beside it.
    Folder {
        /// The folder.
        root: PathBuf,
        /// The folder of `hwc-core`, which the crates depend on.
        core: PathBuf,
    },
}

impl Destination {
    /// Paths of files are relative to this folder.
    pub fn root(&self) -> &Path {
        match self {
            Destination::Tree(workspace) => workspace.root(),
            Destination::Folder { root, .. } => root,
        }
    }

    /// How crates are laid out.
    pub fn layout(&self) -> Layout {
        match self {
            Destination::Tree(_) => Layout::Workspace,
            Destination::Folder { core, .. } => Layout::Standalone { core: core.display().to_string() },
        }
    }

    /// Path of the names given out for a service.
    pub fn lock(&self, service: &str) -> String {
        match self {
            Destination::Tree(_) => spec_path(service, "names.lock"),
            Destination::Folder { .. } => format!("{service}/names.lock"),
        }
    }

    /// All files of some services, beside others that stay as they are; nothing else is left of what runs wrote.
    pub fn output(&self, made: &[Made], others: &[(Model, Lock)]) -> Result<Output, OutputError> {
        let mut output = Output::default();
        match self {
            Destination::Tree(workspace) => {
                output.insert("spec/LINTS.md", documents::lints())?;
                output.insert("spec/RULES.md", documents::rules())?;
                output.insert("spec/model.schema.json", documents::schema().map_err(OutputError::Json)?)?;
                output.insert("spec/diff.schema.json", changes::schema().map_err(OutputError::Json)?)?;
                for made in made {
                    insert_service(&mut output, workspace.root(), made)?;
                }
                insert_crates_of_all(&mut output, workspace.root(), made, others)?;
                disown_gone(&mut output, workspace.root(), made, others)?;
            }
            Destination::Folder { root, .. } => {
                for made in made {
                    let lock = File { path: "names.lock".to_owned(), text: made.lock.to_text() };
                    let files: Vec<File> = made.files.iter().cloned().chain([lock]).collect();
                    output.insert_crate(root, &made.service, &files)?;
                }
            }
        }
        Ok(output)
    }
}

fn insert_service(output: &mut Output, root: &Path, made: &Made) -> Result<(), OutputError> {
    let config = spec_path(&made.service, "service.toml");
    if !root.join(&config).exists() {
        output.insert(&config, service_toml::first_text(&made.service))?;
    }
    output.insert(&spec_path(&made.service, "model.json"), made.model_text.clone())?;
    let folder = format!("crates/{}", made.service);
    if made.files.is_empty() {
        return output.own_crate(root, &folder);
    }
    output.insert(&spec_path(&made.service, "names.lock"), made.lock.to_text())?;
    let changelog = format!("{folder}/CHANGELOG.md");
    if !root.join(&changelog).exists() {
        output.insert(&changelog, codegen::first_changelog(&made.reading.model.service))?;
    }
    output.insert_crate(root, &folder, &made.files)
}

/// The crates that speak of all services: their tests, their models, and the one that offers them all.
fn insert_crates_of_all(
    output: &mut Output,
    root: &Path,
    made: &[Made],
    others: &[(Model, Lock)],
) -> Result<(), OutputError> {
    let tests = codegen::conformance(&with_crates(made, others));
    output.insert_whole_crate(root, "crates/conformance", &tests.files)?;
    let with_crates: Vec<&Service> = with_crates(made, others).into_iter().map(|(model, _)| &model.service).collect();
    output.insert_crate(root, UMBRELLA, &codegen::umbrella(&with_crates))?;
    let models = made.iter().map(|made| &made.reading.model).chain(others.iter().map(|(model, _)| model));
    let mut services: Vec<&Service> = models.map(|model| &model.service).collect();
    services.sort_by(|a, b| a.key.cmp(&b.key));
    for File { path, text } in codegen::models(&services) {
        output.insert(&format!("spec/{path}"), text)?;
    }
    Ok(())
}

/// Model and names of every service that has a crate, by key.
fn with_crates<'a>(made: &'a [Made], others: &'a [(Model, Lock)]) -> Vec<(&'a Model, &'a Lock)> {
    let made = made.iter().map(|made| (&made.reading.model, &made.lock));
    let all = made.chain(others.iter().map(|(model, lock)| (model, lock)));
    let mut all: Vec<_> = all.filter(|(model, _)| model.service.not_generated.is_none()).collect();
    all.sort_by(|(a, _), (b, _)| a.service.key.cmp(&b.service.key));
    all
}

/// Crates of services that are gone go too, but for what people wrote in them.
fn disown_gone(output: &mut Output, root: &Path, made: &[Made], others: &[(Model, Lock)]) -> Result<(), OutputError> {
    let is_there = |folder: &str| {
        made.iter().any(|made| made.service == folder) || others.iter().any(|(model, _)| model.service.key == folder)
    };
    for folder in files::folders(&root.join("crates")).unwrap_or_default() {
        if !is_there(&folder) && root.join("crates").join(&folder).join(LIST).exists() {
            output.own_crate(root, &format!("crates/{folder}"))?;
        }
    }
    Ok(())
}
