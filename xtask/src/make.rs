//! One service from its input to what is made of it. Nothing is written here.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use codegen::diff::{self, Comparison};
use codegen::{Breach, File, Layout, Lock, LockError, Options, Output};
use hwc_model::Model;

use crate::correct::{Idle, Why};
use crate::decide::decide;
use crate::facts;
use crate::files::{self, FileError};
use crate::lint::{Finding, Severity};
use crate::model_text::{self, ModelTextError};
use crate::overlay;
use crate::pages::Pages;
use crate::pipeline::{self, Reading};
use crate::progress::Progress;
use crate::service_toml::ServiceConfig;

/// A file that may not be there yet: its path, to tell it, and its text.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Path from the root of the tree.
    pub path: String,
    /// Text, where there is such a file.
    pub text: Option<String>,
}

impl Known {
    /// Reads a file that may not be there.
    pub fn read(root: &Path, path: String) -> Result<Known, FileError> {
        Ok(Known { text: files::read_text_if_there(&root.join(&path))?, path })
    }
}

/// What a service is made from.
#[derive(Debug)]
pub struct Job {
    /// What a person decided about it.
    pub config: ServiceConfig,
    /// Its pages from elsewhere; without them its model stands for them.
    pub pages: Option<Pages>,
    /// Its pages in the tree.
    pub kept: Option<Pages>,
    /// The model as it was.
    pub model: Known,
    /// The names given out so far.
    pub lock: Known,
    /// Whether the wording of the pages is left out.
    pub facts_only: bool,
    /// Whether the wording of the pages in the tree is left out too.
    pub kept_facts_only: bool,
    /// Where its crate will stand.
    pub layout: Layout,
}

/// A service made.
#[derive(Debug)]
pub struct Made {
    /// Its key.
    pub service: String,
    /// What its input says; without findings where the model was the input.
    pub reading: Reading,
    /// The model as text.
    pub model_text: String,
    /// Files of its crate by path from the folder of the crate; none where no crate is generated.
    pub files: Vec<File>,
    /// The names given out.
    pub lock: Lock,
    /// How the API differs from what it was; nothing where there was none, or where the model is the same.
    pub comparison: Option<Comparison>,
}

/// Why a service could not be made.
#[derive(Debug)]
pub enum MakeError {
    /// A file of it.
    File(FileError),
    /// Its model: path and fault.
    Model(String, ModelTextError),
    /// There is neither a page nor a model.
    NoInput(String),
    /// None of its pages documents an operation: service and number of pages.
    NoOperation(String, usize),
    /// A model that breaks a law: service and breaches.
    Breach(String, Vec<Breach>),
    /// A list of names that cannot be read: path and fault.
    Lock(String, LockError),
    /// Corrections and decisions of a service that change nothing.
    Idle(String, Vec<Idle>),
    /// A file holds two versions of itself: path and line.
    MergeConflict(String, usize),
}

impl fmt::Display for MakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MakeError::File(error) => error.fmt(f),
            MakeError::Model(path, error) => write!(f, "{path}: {error}"),
            MakeError::NoInput(service) => {
                write!(f, "{service}: neither pages in spec/{service}/pages nor spec/{service}/model.json; see --docs")
            }
            MakeError::NoOperation(service, pages) => {
                write!(
                    f,
                    "{service}: no operation in {pages} pages; `cargo xtask lint` and `inspect` show what was read"
                )
            }
            MakeError::Breach(service, breaches) => {
                let told: Vec<String> = breaches.iter().map(|breach| format!("{service}: {breach}")).collect();
                f.write_str(&told.join("\n       "))
            }
            MakeError::Lock(path, LockError { line, message }) => write!(f, "{path}:{line}: {message}"),
            MakeError::Idle(service, idle) => {
                let told = idle.iter().map(|idle| format!("spec/{service}/service.toml:{idle}"));
                f.write_str(&told.collect::<Vec<_>>().join("\n       "))
            }
            MakeError::MergeConflict(path, line) => {
                write!(f, "{path}:{line}: a merge conflict; keep the lines of both sides, then run again")
            }
        }
    }
}

impl std::error::Error for MakeError {}

impl From<FileError> for MakeError {
    fn from(error: FileError) -> Self {
        MakeError::File(error)
    }
}

/// Makes a service.
pub fn make(job: &Job, progress: &Progress) -> Result<Made, MakeError> {
    let service = job.config.key.clone();
    let mut reading = read_input(job, progress)?;
    decide_repeats(job, &mut reading.model)?;
    codegen::check(&reading.model).map_err(|breaches| MakeError::Breach(service.clone(), breaches))?;
    let worded = leave_out_wording(job, &mut reading.model);
    let failed = |error| MakeError::Model(job.model.path.clone(), error);
    let model_text = model_text::write_model(&reading.model).map_err(failed)?;
    let before = model_before(job, &model_text);
    let lock = names(job, before.as_ref(), worded.as_ref().unwrap_or(&reading.model))?;
    let Output { files, lock } = generate(job, lock, &reading.model, &model_text);
    let comparison = before.map(|before| compare(job, before, &reading.model, &lock)).transpose()?;
    Ok(Made { service, reading, model_text, files, lock, comparison })
}

/// Puts what a person decided in place of what was concluded.
fn decide_repeats(job: &Job, model: &mut Model) -> Result<(), MakeError> {
    let mut idle = decide(model, &job.config.paging, &job.config.waiting);
    let is_input = job.pages.is_none() && (job.kept.is_none() || job.config.is_documented_elsewhere());
    if is_input && job.model.text.is_some() {
        // The model holds what was decided before.
        idle.retain(|idle| idle.why != Why::AlreadySo);
    }
    if job.pages.as_ref().is_some_and(Pages::is_one_page) {
        // What is said about other pages has nothing to do here.
        idle.retain(|idle| idle.why != Why::OperationAbsent);
    }
    if idle.is_empty() { Ok(()) } else { Err(MakeError::Idle(job.config.key.clone(), idle)) }
}

/// The model before, where it was another one. One that cannot be read is made anew and is no reason to stop.
fn model_before(job: &Job, model_text: &str) -> Option<Model> {
    let text = job.model.text.as_deref().filter(|text| *text != model_text)?;
    model_text::read_model(text).ok()
}

/// Leaves the wording out where it may not be kept, and gives the model with it: names may come from what values mean.
fn leave_out_wording(job: &Job, model: &mut Model) -> Option<Model> {
    if !job.facts_only && !job.kept_facts_only {
        return None;
    }
    let worded = model.clone();
    let kept: BTreeSet<&str> = worded.pages.iter().filter(|page| page.kept).map(|page| page.path.as_str()).collect();
    facts::keep_facts(model, |page| if kept.contains(page) { job.kept_facts_only } else { job.facts_only });
    Some(worded)
}

/// The names, which follow their operations to other URIs.
fn names(job: &Job, before: Option<&Model>, worded: &Model) -> Result<Lock, MakeError> {
    let lock = read_lock(&job.lock)?;
    let lock = before.map_or_else(|| lock.clone(), |before| diff::carry(&lock, before, worded));
    Ok(if worded.service.not_generated.is_some() { lock } else { codegen::give_names(worded, &lock) })
}

/// The crate. A service that has none gives out no names, and keeps those it has.
fn generate(job: &Job, lock: Lock, model: &Model, model_text: &str) -> Output {
    if model.service.not_generated.is_some() {
        return Output { files: Vec::new(), lock };
    }
    let options = Options { layout: job.layout.clone(), model_text: Some(model_text.to_owned()) };
    codegen::generate(model, &lock, &options)
}

/// What the pages in the tree say, over what others do.
fn read_input(job: &Job, progress: &Progress) -> Result<Reading, MakeError> {
    let Some(pages) = &job.kept else { return read_base(job, progress) };
    let mut kept = read_pages(job, pages, progress)?;
    kept.model.pages.iter_mut().for_each(|page| page.kept = true);
    let has_base = job.pages.is_some() || (job.config.is_documented_elsewhere() && job.model.text.is_some());
    if !has_base {
        return Ok(kept);
    }
    let mut base = read_base(job, progress)?;
    let taken_off = overlay::take_off(base.model, pages.paths());
    if taken_off.operations.is_empty() {
        return Ok(kept);
    }
    base.model = overlay::lay_over(taken_off, kept.model);
    base.findings.extend(kept.findings);
    base.account.add(&kept.account);
    base.missing.extend(kept.missing);
    base.notes.extend(kept.notes);
    base.lines.add(kept.lines);
    Ok(base)
}

/// What pages from elsewhere say, or said when they were at hand.
fn read_base(job: &Job, progress: &Progress) -> Result<Reading, MakeError> {
    if let Some(pages) = &job.pages {
        return read_pages(job, pages, progress);
    }
    let mut model = read_model(&job.model)?.ok_or_else(|| MakeError::NoInput(job.config.key.clone()))?;
    model.service = job.config.to_service();
    Ok(Reading::of_model(model))
}

fn read_pages(job: &Job, pages: &Pages, progress: &Progress) -> Result<Reading, MakeError> {
    let service = &job.config.key;
    let mut reading = pipeline::read_service(pages, &job.config, progress);
    if job.kept.is_some() && job.config.is_documented_elsewhere() {
        // Corrections of pages here have nothing to do there, nor the other way round.
        reading.idle.retain(|idle| idle.why != Why::PageAbsent);
    }
    if !reading.idle.is_empty() {
        return Err(MakeError::Idle(service.clone(), reading.idle));
    }
    count_findings(&mut reading);
    let is_empty = reading.model.operations.is_empty() && reading.unread().next().is_none();
    if is_empty { Err(MakeError::NoOperation(service.clone(), pages.paths().len())) } else { Ok(reading) }
}

/// Tells each page how many faults it has, so that the crate can say so without its pages.
fn count_findings(reading: &mut Reading) {
    for page in &mut reading.model.pages {
        let of_page = reading.findings.iter().filter(|(path, finding)| *path == page.path && is_fault(finding));
        page.findings = u32::try_from(of_page.count()).unwrap_or(u32::MAX);
    }
}

/// Notes only tell how a page was understood.
fn is_fault(finding: &Finding) -> bool {
    finding.lint.severity() > Severity::Note
}

/// Model and names of a service as they stand in the tree; nothing where it was never made.
pub fn read_made(model: &Known, lock: &Known) -> Result<Option<(Model, Lock)>, MakeError> {
    let Some(model) = read_model(model)? else { return Ok(None) };
    Ok(Some((model, read_lock(lock)?)))
}

fn read_model(known: &Known) -> Result<Option<Model>, MakeError> {
    let Some(text) = &known.text else { return Ok(None) };
    check_conflict(&known.path, text)?;
    model_text::read_model(text).map(Some).map_err(|error| MakeError::Model(known.path.clone(), error))
}

fn read_lock(known: &Known) -> Result<Lock, MakeError> {
    let Some(text) = &known.text else { return Ok(Lock::default()) };
    check_conflict(&known.path, text)?;
    Lock::parse(text).map_err(|fault| MakeError::Lock(known.path.clone(), fault))
}

/// How a model differs from the one before.
fn compare(job: &Job, mut before: Model, model: &Model, lock: &Lock) -> Result<Comparison, MakeError> {
    let mut model = model.clone();
    facts::level(&mut before, &mut model);
    let lock_before = read_lock(&job.lock)?;
    let old = diff::Side { model: &before, lock: &lock_before, pages: &[] };
    let new = diff::Side { model: &model, lock, pages: &[] };
    Ok(diff::compare(&old, &new))
}

/// Git writes both versions of a file into it where it cannot merge them.
fn check_conflict(path: &str, text: &str) -> Result<(), MakeError> {
    let is_marker = |line: &str| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") || line == "=======";
    match text.lines().position(is_marker) {
        Some(index) => Err(MakeError::MergeConflict(path.to_owned(), index + 1)),
        None => Ok(()),
    }
}
