//! Inputs read: pages through the cache, models and names as they were saved.

use std::collections::HashMap;
use std::path::Path;

use codegen::Lock;
use rayon::prelude::*;

use crate::cache::{self, PageCache};
use crate::extract::{PageFacts, extract_pages};
use crate::facts;
use crate::files;
use crate::git::{self, Blob, Repository};
use crate::model_text;
use crate::pages::{Pages, is_page};
use crate::pipeline::{self, Reading};
use crate::progress::Progress;
use crate::read::read;
use crate::service_toml::ServiceConfig;
use crate::workspace::{Workspace, spec_path};

use super::{Input, InputError, Origin, SavedBy};

/// A revision, read.
#[derive(Debug)]
pub struct Revision {
    /// How a person calls it.
    pub name: String,
    /// What it says.
    pub reading: Reading,
    /// Names that were given out for it; none where it is not in the tree.
    pub lock: Lock,
    /// What leads to its pages from where the command is called: `spec/dns/pages/`.
    pub prefix: String,
    /// What its model was made by.
    pub origin: Origin,
    /// What stands before `prefix` in a link to a page: nothing for files, an address for what is read elsewhere.
    pub address: Option<String>,
}

/// What is left to do for a revision once its pages are read: that takes one processor, and two of them can do it at once.
type Linking = Box<dyn FnOnce() -> Revision + Send>;

/// Reads inputs.
#[derive(Debug)]
pub struct Reader<'a> {
    workspace: &'a Workspace,
    /// What is known about the service that pages from elsewhere describe.
    config: ServiceConfig,
    cache: PageCache,
}

impl<'a> Reader<'a> {
    /// A reader for inputs of a repository; pages from elsewhere describe the service of `config`.
    pub fn new(workspace: &'a Workspace, config: ServiceConfig) -> Reader<'a> {
        Reader { workspace, config, cache: PageCache::open(workspace.root()) }
    }

    /// Reads two inputs. The pages of the second one that the first one has too are read once.
    pub fn read_both(&self, old: &Input, new: &Input) -> Result<(Revision, Revision), InputError> {
        let (old, new) = (self.open(old)?, self.open(new)?);
        Ok(rayon::join(old, new))
    }

    fn open(&self, input: &Input) -> Result<Linking, InputError> {
        match input {
            Input::Pages(path) => self.pages(path, path.display().to_string(), self.config.clone(), Lock::default()),
            Input::Model(path) => {
                let name = path.display().to_string();
                saved(name, &files::read_text(path)?, Lock::default(), None, None)
            }
            Input::Repository(path, revision, folder) => {
                let repository = self.repository(path)?;
                let commit = repository.commit(revision)?;
                self.open_commit(&repository, &commit, folder, format!("{}@{revision}", path.display()))
            }
            Input::Service(service) => self.service(service),
            Input::ServiceAt(service, revision) => self.service_at(service, revision),
        }
    }

    /// A repository or a bundle.
    pub fn repository(&self, path: &Path) -> Result<Repository, InputError> {
        Ok(Repository::open(path, &self.workspace.root().join(cache::FOLDER).join("bundles"))?)
    }

    /// The pages of a commit.
    pub fn of_repository(
        &self,
        repository: &Repository,
        commit: &str,
        folder: &str,
        name: String,
    ) -> Result<Revision, InputError> {
        Ok(self.open_commit(repository, commit, folder, name)?())
    }

    fn open_commit(
        &self,
        repository: &Repository,
        commit: &str,
        folder: &str,
        name: String,
    ) -> Result<Linking, InputError> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{}/", folder.trim_matches('/')) };
        let blobs = repository.files(commit, folder)?;
        // A bundle does not say where it is from, and is that of a service that is known.
        let known = || git::web_address(self.config.main_documentation()?.git.as_deref()?, commit);
        let address = repository.address(commit).or_else(known);
        let facts = self.blobs(repository, blobs, &name)?;
        let config = self.config.clone();
        Ok(Box::new(move || {
            let reading = pipeline::link_pages(facts, &config);
            Revision { name, reading, lock: Lock::default(), prefix, origin: Origin::Pages, address }
        }))
    }

    fn pages(&self, path: &Path, name: String, config: ServiceConfig, lock: Lock) -> Result<Linking, InputError> {
        let pages = Pages::of(path)?;
        if pages.paths().is_empty() {
            return Err(InputError::NoPage(path.display().to_string()));
        }
        let progress = Progress::of_pages(pages.paths().len());
        let (facts, missing) = pages.map(|path, bytes| {
            let facts = extract_pages(path, read(bytes));
            progress.step();
            facts
        });
        let folder = if pages.is_one_page() { path.parent().unwrap_or(Path::new("")) } else { path };
        let prefix = folder.display().to_string();
        let prefix = if prefix.is_empty() { prefix } else { format!("{}/", prefix.trim_end_matches('/')) };
        let address = Path::new(&prefix).is_relative().then(String::new);
        let facts = facts.into_iter().flatten().collect();
        Ok(Box::new(move || {
            let reading = Reading { missing, ..pipeline::link_pages(facts, &config) };
            Revision { name, reading, lock, prefix, origin: Origin::Pages, address }
        }))
    }

    fn service(&self, service: &str) -> Result<Linking, InputError> {
        let root = self.workspace.root();
        let file = |name: &str| files::read_text_if_there(&root.join(spec_path(service, name)));
        let lock = parse_lock(&spec_path(service, "names.lock"), file("names.lock")?)?;
        let (config, model) = (self.workspace.config(service)?, file("model.json")?);
        match (self.workspace.pages(service), model) {
            (None, None) => Err(InputError::NoService(service.to_owned())),
            (Some(folder), model) if model.is_none() || !config.is_documented_elsewhere() => {
                let link = self.pages(&folder, service.to_owned(), config, lock)?;
                let prefix = format!("{}/", spec_path(service, "pages"));
                Ok(Box::new(move || Revision { prefix, address: Some(String::new()), ..link() }))
            }
            (_, model) => {
                let (model, by) = (model.unwrap_or_default(), self.saved_by(service));
                saved(service.to_owned(), &model, lock, by, address_of(&config))
            }
        }
    }

    /// The program that saved the model of a service as it stands in the tree; none where that is no commit's.
    fn saved_by(&self, service: &str) -> Option<SavedBy> {
        let repository = self.repository(self.workspace.root()).ok()?;
        let path = spec_path(service, "model.json");
        let is_committed = repository.is_committed(&path);
        is_committed.then(|| SavedBy::of(&repository, "HEAD", &path).ok().flatten()).flatten()
    }

    fn service_at(&self, service: &str, revision: &str) -> Result<Linking, InputError> {
        let repository = self.repository(self.workspace.root())?;
        let commit = repository.commit(revision)?;
        let folder = spec_path(service, "");
        let name = format!("{service}@{revision}");
        let mut blobs = repository.files(&commit, &folder)?;
        let mut file = |path: &str| -> Result<Option<String>, InputError> {
            let Some(at) = blobs.iter().position(|blob| blob.path == path) else { return Ok(None) };
            let bytes = repository.read(&[blobs.swap_remove(at).id])?.pop().unwrap_or_default();
            Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
        };
        let lock = parse_lock(&format!("{name}: names.lock"), file("names.lock")?)?;
        let (config, model) = (file("service.toml")?, file("model.json")?);
        for blob in &mut blobs {
            blob.path = blob.path.strip_prefix("pages/").map(str::to_owned).unwrap_or_default();
        }
        blobs.retain(|blob| !blob.path.is_empty());
        let config = config.map(|text| ServiceConfig::parse(service, &text)).transpose();
        let config = config.map_err(|fault| InputError::Content(format!("{name}: service.toml"), fault.to_string()))?;
        let config = config.unwrap_or_else(|| ServiceConfig::of_key(service));
        if blobs.is_empty() || (config.is_documented_elsewhere() && model.is_some()) {
            let by = SavedBy::of(&repository, &commit, &spec_path(service, "model.json"))?;
            let model = model.ok_or_else(|| InputError::NoService(name.clone()))?;
            return saved(name, &model, lock, by, address_of(&config));
        }
        let facts = self.blobs(&repository, blobs, &name)?;
        let (prefix, address) = (format!("{folder}pages/"), repository.address(&commit));
        Ok(Box::new(move || {
            let reading = pipeline::link_pages(facts, &config);
            Revision { name, reading, lock, prefix, origin: Origin::Pages, address }
        }))
    }

    /// Pages by the names of their contents: only those are read that the cache does not know.
    fn blobs(&self, repository: &Repository, mut blobs: Vec<Blob>, name: &str) -> Result<Vec<PageFacts>, InputError> {
        blobs.retain(|blob| is_page(&blob.path) && !blob.path.split('/').any(|part| part.starts_with('.')));
        if blobs.is_empty() {
            return Err(InputError::NoPage(name.to_owned()));
        }
        blobs.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let known: Vec<_> = blobs.par_iter().map(|blob| self.cache.get(&blob.id)).collect();
        let mut unknown: Vec<String> =
            blobs.iter().zip(&known).filter(|(_, known)| known.is_none()).map(|(blob, _)| blob.id.clone()).collect();
        unknown.sort_unstable();
        unknown.dedup();
        let read = self.read_blobs(repository, &unknown)?;
        let facts = blobs.into_iter().zip(known).flat_map(|(blob, known)| {
            let facts = known.or_else(|| read.get(&blob.id).cloned()).unwrap_or_default();
            facts.into_iter().map(move |facts| PageFacts { path: format!("{}{}", blob.path, facts.path), ..facts })
        });
        Ok(facts.collect())
    }

    fn read_blobs(
        &self,
        repository: &Repository,
        ids: &[String],
    ) -> Result<HashMap<String, Vec<PageFacts>>, InputError> {
        let bytes = repository.read(ids)?;
        let progress = Progress::of_pages(ids.len());
        let read = ids.par_iter().zip(bytes).map(|(id, bytes)| {
            let facts = extract_pages("", read(&bytes));
            self.cache.put(id, &facts);
            progress.step();
            (id.clone(), facts)
        });
        Ok(read.collect())
    }
}

/// A revision that is known by its model alone.
fn saved(
    name: String,
    text: &str,
    lock: Lock,
    by: Option<SavedBy>,
    address: Option<String>,
) -> Result<Linking, InputError> {
    let model = model_text::read_model(text).map_err(|error| InputError::Model(name.clone(), error))?;
    let (reading, prefix) = (Reading::of_model(model), String::new());
    Ok(Box::new(move || Revision { name, reading, lock, prefix, origin: Origin::Saved(by), address }))
}

/// What stands before the path of a page in an address of it, for the pages that a service was made from.
fn address_of(config: &ServiceConfig) -> Option<String> {
    let documentation = config.main_documentation()?;
    let address = git::web_address(documentation.git.as_deref()?, documentation.revision.as_deref()?)?;
    let folder = documentation.folder.as_deref().map_or("", |folder| folder.trim_matches('/'));
    Some(if folder.is_empty() { address } else { format!("{address}{folder}/") })
}

fn parse_lock(name: &str, text: Option<String>) -> Result<Lock, InputError> {
    let lock = text.map(|text| Lock::parse(&text)).transpose();
    let lock = lock.map_err(|fault| InputError::Content(format!("{name}:{}", fault.line), fault.message))?;
    Ok(lock.unwrap_or_default())
}

impl Revision {
    /// Makes two revisions comparable: without the wording where one of them has none.
    pub fn level(&mut self, other: &mut Revision) {
        facts::level(&mut self.reading.model, &mut other.reading.model);
    }
}
