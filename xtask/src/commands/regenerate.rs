//! `cargo xtask regenerate`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::{Args, ValueEnum};
use codegen::Lock;
use hwc_model::Model;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xtask::changes::{self, Markdown, Report};
use xtask::destination::Destination;
use xtask::journal::{Change, Journal};
use xtask::lines::Lines;
use xtask::make::{Job, Known, Made, make, read_made};
use xtask::pages::Pages;
use xtask::progress::Progress;
use xtask::service_toml::ServiceConfig;
use xtask::workspace::{Workspace, spec_path};
use xtask::{catalog, differences, files, pin, service_toml, stamp};

use super::source::{Source, workspace};
use super::{Outcome, UsageError};

/// Makes the model, the names and the crate of services from their pages.
///
/// Pages and decisions of a service stand in spec/<service>; where no pages are kept there, its model.json is the input.
/// Files that this command did not write are never changed or removed, nor is anything in tests/ and examples/ of a
/// crate. All files change together or none does: after a kill the next run finishes or undoes.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask regenerate                    all services; a second time there is nothing to do
  cargo xtask regenerate apig --check       does the tree hold what its pages say?
  cargo xtask regenerate --docs ~/docs/dns/api-ref/source --as dns
                                            a new service, or new pages of one whose pages are not in the tree
  cargo xtask regenerate --docs ~/docs      every service whose documentation repository is in ~/docs
  cargo xtask regenerate --docs page.md --as dns --out /tmp/clients
                                            a crate that stands alone in /tmp/clients/dns

Exits with 1 where --check finds a difference, with 2 on wrong usage, with 3 where something could not be read or
written. A page that cannot be read stops a run that writes into the tree; --keep-going leaves such pages out.")]
pub(super) struct Regenerate {
    #[command(flatten)]
    source: Source,

    /// Write stand-alone crates into this folder, and nothing into the tree
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Write nothing; tell the files that differ and fail if there are any
    #[arg(long)]
    check: bool,

    /// Whether models and crates carry the wording of the pages; facts where pages of --docs go into the tree, else full
    #[arg(long, value_enum)]
    descriptions: Option<Descriptions>,

    /// Leave out pages that cannot be read instead of stopping
    #[arg(long)]
    keep_going: bool,

    /// Print what changed in the API as entries for a CHANGELOG
    #[arg(long, conflicts_with = "check")]
    changelog: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Descriptions {
    /// Everything the pages say
    Full,
    /// Names, types, bounds, values, codes, statuses, paths and titles
    Facts,
}

/// What of the wording of pages is left out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wording {
    /// That of pages from elsewhere.
    pub(super) facts_only: bool,
    /// That of pages that are kept in the tree.
    pub(super) kept_facts_only: bool,
}

/// What the run before left to tell whether there is anything to do.
#[derive(Serialize, Deserialize)]
struct Stamp {
    options: String,
    written: Vec<String>,
    stamp: String,
}

impl Regenerate {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let workspace = workspace()?;
        self.check_usage(&workspace)?;
        let destination = self.destination(&workspace)?;
        let root = destination.root();
        let journal = Journal::open(root)?;
        if self.is_stamped() && !self.check && is_unchanged(root, &journal, &self.options()) {
            writeln!(anstream::stdout(), "nothing to do: the tree is what its pages say")?;
            return Ok(Outcome::Done);
        }
        let jobs = self.jobs(&workspace, &destination)?;
        let pins = if self.out.is_none() { pins(&workspace, &jobs)? } else { Vec::new() };
        let made = make_all(&jobs)?;
        let outcome = self.tell_unread(&made)?;
        let output = destination.output(&made, &others(&workspace, &made)?)?;
        let written: Vec<String> = output.paths().map(str::to_owned).collect();
        let mut changes = output.changes(root)?;
        changes.extend(pins);
        if self.check {
            return self.tell_differences(root, &changes, outcome);
        }
        journal.swap(&changes)?;
        tell_changes(&made, &changes, self.changelog)?;
        if self.out.is_none() {
            refresh_cargo_lock(root, &changes);
        }
        if self.is_stamped() && outcome == Outcome::Done {
            // Without a stamp the next run takes longer, and nothing else.
            let _ = self.put_stamp(root, &journal, written);
        }
        Ok(outcome)
    }

    fn check_usage(&self, workspace: &Workspace) -> Result<(), UsageError> {
        let wrong = |message: String| Err(UsageError(message));
        match (self.source.docs.as_slice(), &self.source.service) {
            ([_, ..], Some(service)) if self.out.is_none() && keeps_all_pages(workspace, service) => wrong(format!(
                "the pages of {service} are kept in spec/{service}/pages: change them there, or use --out"
            )),
            ([_, _, ..], None) => wrong("several --docs are pages of one service, which --as names".to_owned()),
            _ => Ok(()),
        }
    }

    fn destination(&self, workspace: &Workspace) -> anyhow::Result<Destination> {
        let Some(out) = &self.out else { return Ok(Destination::Tree(workspace.clone())) };
        let core = workspace.root().join("crates/core");
        let core = core.canonicalize().unwrap_or(core);
        Ok(Destination::Folder { root: std::path::absolute(out)?, core })
    }

    fn jobs(&self, workspace: &Workspace, destination: &Destination) -> anyhow::Result<Vec<Job>> {
        if let ([folder], None) = (self.source.docs.as_slice(), &self.source.service) {
            let documented = catalog::documented(workspace, folder)?;
            if documented.is_empty() {
                return Err(UsageError(no_documentation(folder)).into());
            }
            let jobs = documented.into_iter().map(|(config, folder)| {
                let pages = Pages::of(&folder)?;
                job(workspace, destination, config, Some(pages), self.wording())
            });
            return jobs.collect();
        }
        if let Some(pages) = self.source.pages()? {
            let config = self.source.config(workspace)?;
            return Ok(vec![job(workspace, destination, config, Some(pages), self.wording())?]);
        }
        let services = self.source.services(workspace)?;
        // A service that only has a `service.toml` waits for its documentation.
        let is_meant = |service: &&String| self.source.names(service) || workspace.has_input(service);
        let jobs = services.iter().filter(is_meant);
        jobs.map(|service| job(workspace, destination, workspace.config(service)?, None, self.wording())).collect()
    }

    /// Without an option: foreign pages come into the tree as facts, everything else keeps its wording.
    fn wording(&self) -> Wording {
        let foreign = !self.source.docs.is_empty() && self.out.is_none();
        let facts = self.descriptions.map_or(foreign, |descriptions| descriptions == Descriptions::Facts);
        Wording { facts_only: facts, kept_facts_only: self.descriptions == Some(Descriptions::Facts) }
    }

    /// Tells the pages that could not be read; they stop a run into the tree.
    fn tell_unread(&self, made: &[Made]) -> anyhow::Result<Outcome> {
        let outcomes: Vec<Outcome> = made.iter().map(|made| super::tell_unread(&made.reading)).collect();
        if outcomes.iter().all(|&outcome| outcome == Outcome::Done) {
            return Ok(Outcome::Done);
        }
        anyhow::ensure!(
            self.keep_going || self.out.is_some(),
            "nothing was written; --keep-going leaves such pages out"
        );
        Ok(Outcome::Unread)
    }

    fn tell_differences(&self, root: &Path, changes: &[Change], outcome: Outcome) -> anyhow::Result<Outcome> {
        if changes.is_empty() {
            return Ok(outcome);
        }
        let mut out = anstream::stdout().lock();
        writeln!(out, "{}", differences::describe(root, changes)?)?;
        writeln!(out, "{} files are not what the pages say; run `cargo xtask {}`", changes.len(), self.command())?;
        Ok(if outcome == Outcome::Done { Outcome::Found } else { outcome })
    }

    /// The command that makes the tree what `--check` wants it to be.
    fn command(&self) -> String {
        let without_check = std::env::args().skip(1).filter(|argument| argument != "--check");
        without_check.collect::<Vec<_>>().join(" ")
    }

    /// Whether a stamp can tell that there is nothing to do: pages from elsewhere are not in it.
    fn is_stamped(&self) -> bool {
        self.source.docs.is_empty() && self.out.is_none()
    }

    fn options(&self) -> String {
        format!("{:?} {:?}", self.source, self.descriptions)
    }

    fn put_stamp(&self, root: &Path, journal: &Journal, written: Vec<String>) -> anyhow::Result<()> {
        let stamp = stamp::of_tree(root, &self.options(), written.iter().map(String::as_str))?;
        let text = serde_json::to_vec(&Stamp { options: self.options(), written, stamp })?;
        Ok(files::write(&journal.note("stamp"), &text)?)
    }
}

fn make_all(jobs: &[Job]) -> anyhow::Result<Vec<Made>> {
    let pages = jobs.iter().flat_map(|job| job.pages.iter().chain(&job.kept)).map(|pages| pages.paths().len()).sum();
    let progress = Progress::of_pages(pages);
    let made: Result<Vec<_>, _> = jobs.par_iter().map(|job| make(job, &progress)).collect();
    Ok(made?)
}

/// Each `service.toml` that pins other pages than those from elsewhere that its service is made from now.
fn pins(workspace: &Workspace, jobs: &[Job]) -> anyhow::Result<Vec<Change>> {
    let mut changes = Vec::new();
    for job in jobs {
        let Some(pages) = job.pages.as_ref().filter(|pages| pages.is_one_folder()) else { continue };
        let Some(documentation) = job.config.main_documentation() else { continue };
        let path = spec_path(&job.config.key, "service.toml");
        match pin::of_pages(pages) {
            Err(error) => eprintln!("note: {path} keeps its pin: {error}"),
            Ok(name) if documentation.pages.as_ref() == Some(&name) => {}
            Ok(name) => {
                let text = files::read_text(&workspace.root().join(&path))?;
                let text = service_toml::with_pages(&text, &name).map_err(|fault| anyhow::anyhow!("{path}:{fault}"))?;
                changes.push(Change::Write(path, text.into_bytes()));
            }
        }
    }
    Ok(changes)
}

/// What a service is made from; the pages are those from elsewhere.
pub(super) fn job(
    workspace: &Workspace,
    destination: &Destination,
    config: ServiceConfig,
    pages: Option<Pages>,
    Wording { facts_only, kept_facts_only }: Wording,
) -> anyhow::Result<Job> {
    let model = Known::read(workspace.root(), spec_path(&config.key, "model.json"))?;
    let mut lock = Known::read(destination.root(), destination.lock(&config.key))?;
    if lock.text.is_none() {
        // Names that the repository gave out hold in a folder too.
        lock = Known::read(workspace.root(), spec_path(&config.key, "names.lock"))?;
    }
    // Pages given for a folder stand for themselves there.
    let is_apart = matches!(destination, Destination::Folder { .. }) && pages.is_some();
    let kept = workspace.pages(&config.key).filter(|_| !is_apart);
    let kept = kept.map(|folder| Pages::of(&folder)).transpose()?;
    Ok(Job { pages, kept, model, lock, facts_only, kept_facts_only, layout: destination.layout(), config })
}

/// Whether nothing but the pages in the tree documents a service.
fn keeps_all_pages(workspace: &Workspace, service: &str) -> bool {
    let elsewhere = workspace.config(service).is_ok_and(|config| config.is_documented_elsewhere());
    workspace.pages(service).is_some() && !elsewhere
}

/// What to do about a folder that is no documentation of the catalogue.
fn no_documentation(folder: &Path) -> String {
    format!(
        "no documentation of a service of spec/ in {}: expected folders named like the repositories in service.toml; \
         pages of one service need --as SERVICE",
        folder.display()
    )
}

/// Services of the repository that this run does not make, as they stand there.
pub(super) fn others(workspace: &Workspace, made: &[Made]) -> anyhow::Result<Vec<(Model, Lock)>> {
    let mut others = Vec::new();
    for service in workspace.services()? {
        if made.iter().all(|made| made.service != service) {
            let known = |file| Known::read(workspace.root(), spec_path(&service, file));
            others.extend(read_made(&known("model.json")?, &known("names.lock")?)?);
        }
    }
    Ok(others)
}

/// Whether the tree is, byte for byte, what a run with the same options left. A stamp that cannot be read tells nothing.
fn is_unchanged(root: &Path, journal: &Journal, options: &str) -> bool {
    let Ok(Some(text)) = files::read_if_there(&journal.note("stamp")) else { return false };
    let Ok(left) = serde_json::from_slice::<Stamp>(&text) else { return false };
    let written = left.written.iter().map(String::as_str);
    left.options == options && stamp::of_tree(root, options, written).is_ok_and(|stamp| stamp == left.stamp)
}

/// Findings that fit a screen which several services share.
const MAX_ITEMS: usize = 24;

fn tell_changes(made: &[Made], changes: &[Change], as_entries: bool) -> anyhow::Result<()> {
    let mut out = anstream::stdout().lock();
    let reports: Vec<_> = made.iter().map(|made| report(made).filter(|_| !changes.is_empty())).collect();
    let most = MAX_ITEMS / reports.iter().flatten().count().max(1);
    for (made, report) in made.iter().zip(&reports) {
        let model = &made.reading.model;
        let (operations, types, findings) = (model.operations.len(), model.types.len(), made.reading.findings.len());
        write!(out, "{}: {operations} operations, {types} types", made.service)?;
        if findings > 0 {
            let plural = if findings == 1 { "" } else { "s" };
            write!(out, ", {findings} finding{plural} (cargo xtask lint {})", made.service)?;
        }
        writeln!(out)?;
        match report {
            Some(report) if as_entries => writeln!(out, "{}", changes::entries(report, Markdown::of_changelog()))?,
            Some(report) => write!(out, "{}", changes::screen(report, Some(most.max(1))))?,
            None => {}
        }
    }
    let removed = changes.iter().filter(|change| matches!(change, Change::Remove(_))).count();
    writeln!(out, "{} files written, {removed} removed", changes.len() - removed)?;
    Ok(())
}

/// How the API of a service changed; nothing where it did not, or where there was none.
pub(super) fn report(made: &Made) -> Option<Report> {
    let comparison = made.comparison.as_ref().filter(|comparison| !comparison.findings.is_empty())?;
    let lines = Lines::default();
    let name = format!("{} as it was", made.service);
    let old = changes::Side { name: &name, prefix: "", lines: &lines, address: None };
    let new = changes::Side { name: &made.service, prefix: "", lines: &made.reading.lines, address: None };
    Some(Report::new(old, new, &made.reading.model.service.crate_name, comparison.clone()))
}

/// A manifest that is new or changed makes `Cargo.lock` stale, which would stop a build with `--locked`.
pub(super) fn refresh_cargo_lock(root: &Path, changes: &[Change]) {
    if !changes.iter().any(|change| change.path().ends_with("/Cargo.toml")) {
        return;
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["metadata", "--offline", "--quiet", "--format-version=1"];
    let status =
        Command::new(cargo).current_dir(root).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !status.is_ok_and(|status| status.success()) {
        eprintln!("note: Cargo.lock may be out of date; `cargo check` brings it up to date");
    }
}
