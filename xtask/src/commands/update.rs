//! `cargo xtask update`.

use std::io::Write;

use clap::Args;
use codegen::diff::Semver;
use xtask::changes::{self, Markdown, Report};
use xtask::destination::Destination;
use xtask::fetch::{self, Fetched, Wanted};
use xtask::files;
use xtask::journal::{Change, Journal};
use xtask::make::{Made, make};
use xtask::pages::Pages;
use xtask::progress::Progress;
use xtask::service_toml::{self, ServiceConfig};
use xtask::workspace::{Workspace, spec_path};
use xtask::{changelog, version};

use super::fetch::documented;
use super::regenerate::{Wording, job, others, refresh_cargo_lock, report};
use super::source::workspace;
use super::{Outcome, tell_unread};

/// Findings that are shown of a service.
const MAX_ITEMS: usize = 24;

/// Moves services to the newest documentation: pin, model, crate, version and CHANGELOG in one run.
///
/// Fetches the repository that service.toml names, makes the service from its newest commit, prints what changed in the
/// API, and writes the pin and the version into service.toml and the changes into the CHANGELOG of the crate. Before
/// 1.0 a break raises the second number of the version and everything else the third.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask update                  every service that was made before
  cargo xtask update dns --dry-run    what would change; nothing is written but spec/.cache

All files change together or none does. A service that was never made is made where it is named.
Exits with 0, with 2 on wrong usage, with 3 where a repository could not be had or a page could not be read: such a
service stays as it is, and the others are updated.")]
pub(super) struct Update {
    /// Services by the name of their folder in spec/; all that were made before where none is named
    #[arg(value_name = "SERVICE")]
    services: Vec<String>,

    /// Print what would change and write nothing into the tree
    #[arg(long)]
    dry_run: bool,
}

/// A service at its newest documentation.
struct Updated {
    made: Made,
    /// What changed in its API.
    report: Option<Report>,
    /// The version of its crate, where it is another one.
    version: Option<String>,
    /// Files that people write too, as they have to be.
    files: Vec<Change>,
}

impl Update {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let workspace = workspace()?;
        let destination = Destination::Tree(workspace.clone());
        let journal = Journal::open(workspace.root())?;
        let mut outcome = Outcome::Done;
        let mut updated = Vec::new();
        for service in self.services(&workspace)? {
            match update(&workspace, &destination, &service) {
                Ok(None) => writeln!(anstream::stdout(), "{service}: nothing new")?,
                Ok(Some(one)) => {
                    tell(&one)?;
                    updated.push(one);
                }
                Err(error) => {
                    eprintln!("error: {service}: {error:#}");
                    outcome = Outcome::Unread;
                }
            }
        }
        if updated.is_empty() {
            return Ok(outcome);
        }
        let changes = changes(&workspace, &destination, updated)?;
        if !self.dry_run {
            journal.swap(&changes)?;
            refresh_cargo_lock(workspace.root(), &changes);
        }
        let would = if self.dry_run { "would change" } else { "changed" };
        writeln!(anstream::stdout(), "{} files {would}", changes.len())?;
        Ok(outcome)
    }

    fn services(&self, workspace: &Workspace) -> anyhow::Result<Vec<String>> {
        let mut services = documented(workspace, &self.services)?;
        // A service that only has a `service.toml` waits until somebody names it.
        services.retain(|service| !self.services.is_empty() || workspace.has_input(service));
        Ok(services)
    }
}

/// A service made from its newest documentation; nothing where that is the one it was made from.
fn update(workspace: &Workspace, destination: &Destination, service: &str) -> anyhow::Result<Option<Updated>> {
    let config = workspace.config(service)?;
    let Some(documentation) = config.main_documentation() else { return Ok(None) };
    let fetched = fetch::fetch(workspace.root(), documentation, Wanted::Newest)?;
    if documentation.revision.as_deref() == Some(&fetched.commit) {
        return Ok(None);
    }
    let link = documentation.git.clone().unwrap_or_default();
    let mut made = make_from(workspace, destination, &config, &fetched)?;
    let report = report(&made);
    let semver = report.as_ref().map_or(Semver::None, |report| report.semver);
    let before = config.version.clone().map_or_else(|| workspace.version(), Ok)?;
    let version = version::next(&before, semver);
    if version.is_some() {
        let config = ServiceConfig { version: version.clone(), ..config };
        let comparison = made.comparison.take();
        made = Made { comparison, ..make_from(workspace, destination, &config, &fetched)? };
    }
    let mut files = vec![pinned(workspace, service, &fetched, version.as_deref())?];
    if let (Some(version), Some(report)) = (&version, &report) {
        files.extend(changelog_with(workspace, service, &section(version, &link, &fetched, report))?);
    }
    Ok(Some(Updated { made, report, version, files }))
}

fn make_from(
    workspace: &Workspace,
    destination: &Destination,
    config: &ServiceConfig,
    fetched: &Fetched,
) -> anyhow::Result<Made> {
    let pages = Pages::of(&fetched.pages)?;
    let progress = Progress::of_pages(pages.paths().len());
    // Pages from elsewhere come into the tree as facts.
    let wording = Wording { facts_only: true, kept_facts_only: false };
    let made = make(&job(workspace, destination, config.clone(), Some(pages), wording)?, &progress)?;
    anyhow::ensure!(tell_unread(&made.reading) == Outcome::Done, "pages that could not be read; it stays as it is");
    Ok(made)
}

/// `service.toml` with the commit and the version.
fn pinned(workspace: &Workspace, service: &str, fetched: &Fetched, version: Option<&str>) -> anyhow::Result<Change> {
    let path = spec_path(service, "service.toml");
    let text = files::read_text(&workspace.root().join(&path))?;
    let text = service_toml::with_update(&text, &fetched.commit, &fetched.name, version);
    let text = text.map_err(|fault| anyhow::anyhow!("{path}:{fault}"))?;
    Ok(Change::Write(path, text.into_bytes()))
}

/// The changelog of the crate with a section more; nothing where the crate has none yet.
fn changelog_with(workspace: &Workspace, service: &str, section: &str) -> anyhow::Result<Option<Change>> {
    let path = format!("crates/{service}/CHANGELOG.md");
    let text = files::read_text_if_there(&workspace.root().join(&path))?;
    Ok(text.map(|text| Change::Write(path, changelog::insert(&text, section).into_bytes())))
}

/// What changed, under the version that it needs and the commit that it comes from.
fn section(version: &str, address: &str, fetched: &Fetched, report: &Report) -> String {
    let (commit, date) = (&fetched.commit, &fetched.date);
    let short = &commit[..9.min(commit.len())];
    let address = address.trim_end_matches('/').trim_end_matches(".git");
    let commit = match address.starts_with("https://") {
        true => format!("[`{short}`]({address}/commit/{commit})"),
        false => format!("`{short}`"),
    };
    let notice = if report.notice { " The service behaves differently; code compiles as before." } else { "" };
    let entries = changes::entries(report, Markdown::of_changelog());
    format!("## {version}\n\nThe documentation of {date}, {commit}.{notice}\n{entries}")
}

fn tell(updated: &Updated) -> anyhow::Result<()> {
    let mut out = anstream::stdout().lock();
    let (service, model) = (&updated.made.service, &updated.made.reading.model);
    write!(out, "{service}: {} operations", model.operations.len())?;
    match &updated.version {
        Some(version) => writeln!(out, ", version {version}")?,
        None if updated.made.comparison.is_none() => writeln!(out, ", made for the first time")?,
        None => writeln!(out, ", the API is as it was")?,
    }
    if let Some(report) = &updated.report {
        write!(out, "{}", changes::screen(report, Some(MAX_ITEMS)))?;
    }
    Ok(())
}

/// How the tree has to change. What a run writes and people write too is taken from the update.
fn changes(workspace: &Workspace, destination: &Destination, updated: Vec<Updated>) -> anyhow::Result<Vec<Change>> {
    let (mut made, mut files) = (Vec::new(), Vec::new());
    for one in updated {
        made.push(one.made);
        files.extend(one.files);
    }
    let output = destination.output(&made, &others(workspace, &made)?)?;
    let mut changes = output.changes(workspace.root())?;
    changes.retain(|change| files.iter().all(|file| file.path() != change.path()));
    changes.extend(files);
    changes.sort_by(|a, b| a.path().cmp(b.path()));
    Ok(changes)
}
