//! `cargo xtask history`.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use std::io::Write;
use xtask::changes::{self, Markdown, Report};
use xtask::files;
use xtask::git::{Commit, Repository};
use xtask::input::{InputError, Reader, Revision};
use xtask::progress::Progress;
use xtask::service_toml::ServiceConfig;
use xtask::workspace::{Workspace, is_service_key};

use super::diff::report;
use super::source::workspace;
use super::{Outcome, UsageError};

/// Digits of a commit that a person is shown.
const DIGITS: usize = 9;

/// Tells how the API of a service changed over all revisions of its documentation, as Markdown, the newest first.
///
/// One section for each commit that changed the API. Commits that changed nothing in it are counted; those that leave
/// no operation in the pages, such as half of a move, are compared with nothing and told at the end.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask history apig --docs ~/docs/api-gateway
  cargo xtask history dns --docs dns.bundle@v2 --output CHANGES.md
  cargo xtask history dns --docs ~/docs/dns --folder api-ref/source --since v1

Exits with 0, with 2 on wrong usage, with 3 where the repository cannot be read.")]
pub(super) struct History {
    /// The service that the documentation describes; any name where it is not in spec/
    #[arg(value_name = "SERVICE")]
    service: String,

    /// A git repository or bundle, up to REPOSITORY@REVISION
    #[arg(long, value_name = "REPOSITORY")]
    docs: String,

    /// Folder of the pages in the repository; everything in it where none is named
    #[arg(long, default_value = "")]
    folder: String,

    /// Leave out this revision and those before it
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,

    /// Tell changes of the documentation too
    #[arg(long)]
    all: bool,

    /// Write to this file instead of the standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What became of the commits.
#[derive(Default)]
struct Told {
    /// Sections, the oldest first.
    sections: Vec<String>,
    unchanged: usize,
    /// Commits without an operation.
    empty: Vec<String>,
}

impl History {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let workspace = workspace()?;
        let reader = Reader::new(&workspace, self.config(&workspace)?);
        let (path, revision) = self.docs.rsplit_once('@').unwrap_or((&self.docs, "HEAD"));
        if !std::path::Path::new(path).exists() {
            return Err(UsageError(format!("--docs {path}: no such repository or bundle")).into());
        }
        let repository = reader.repository(path.as_ref())?;
        let commits = repository.history(&repository.commit(revision)?)?;
        let start = self.start(&repository, &commits)?;
        let told = self.tell(&reader, &repository, &commits[start..])?;
        let text = self.text(&told, commits.len() - start);
        match &self.output {
            Some(file) => files::write(file, text.as_bytes())?,
            None => std::io::stdout().lock().write_all(text.as_bytes())?,
        }
        Ok(Outcome::Done)
    }

    fn config(&self, workspace: &Workspace) -> anyhow::Result<ServiceConfig> {
        if !is_service_key(&self.service) {
            let message =
                format!("{:?} is no name of a service: expected letters a to z, digits and `-`", self.service);
            return Err(UsageError(message).into());
        }
        let is_known = workspace.services()?.contains(&self.service);
        Ok(if is_known { workspace.config(&self.service)? } else { ServiceConfig::of_key(&self.service) })
    }

    /// Index of the first commit: the one that others are compared with.
    fn start(&self, repository: &Repository, commits: &[Commit]) -> anyhow::Result<usize> {
        let Some(since) = &self.since else { return Ok(0) };
        let since = repository.commit(since)?;
        let at = commits.iter().position(|commit| commit.id == since);
        at.with_context(|| format!("--since {since} is not among the commits before {}", self.docs))
    }

    fn tell(&self, reader: &Reader<'_>, repository: &Repository, commits: &[Commit]) -> anyhow::Result<Told> {
        let progress = Progress::of_pages(commits.len());
        let mut told = Told::default();
        let mut before: Option<Revision> = None;
        for commit in commits {
            progress.step();
            let revision = match reader.of_repository(repository, &commit.id, &self.folder, commit.id.clone()) {
                Err(InputError::NoPage(_)) => None,
                revision => Some(revision?),
            };
            let Some(mut revision) = revision.filter(|revision| !revision.reading.model.operations.is_empty()) else {
                told.empty.push(short(commit));
                continue;
            };
            if let Some(before) = &mut before {
                self.section(&mut told, commit, &report(before, &mut revision));
            } else {
                let operations = revision.reading.model.operations.len();
                told.sections.push(format!("{}\n{operations} operations are documented.\n", heading(commit)));
            }
            before = Some(revision);
        }
        Ok(told)
    }

    fn section(&self, told: &mut Told, commit: &Commit, report: &Report) {
        let form = if self.all { Markdown::default() } else { Markdown::of_changelog() };
        let entries = changes::entries(report, form);
        if entries.is_empty() {
            told.unchanged += 1;
            return;
        }
        let counts = report.counts();
        told.sections.push(format!(
            "{}\nSuggested version: {}; {} breaking on the wire, {} breaking in Rust.\n{entries}",
            heading(commit),
            report.semver.as_str(),
            counts.wire,
            counts.rust
        ));
    }

    fn text(&self, told: &Told, commits: usize) -> String {
        let mut text = format!("# API changes of {}\n\n{commits} commits", self.service);
        if told.unchanged > 0 {
            text += &format!(", {} of which changed nothing in the API", told.unchanged);
        }
        text += ".\n";
        for section in told.sections.iter().rev() {
            text += &format!("\n{section}");
        }
        if !told.empty.is_empty() {
            text += &format!("\n---\n\nWithout an operation, and passed over: {}.\n", told.empty.join(", "));
        }
        text
    }
}

fn heading(commit: &Commit) -> String {
    format!("## {} · {} · {}\n", commit.date, changes::prose(&commit.subject), short(commit))
}

fn short(commit: &Commit) -> String {
    format!("`{}`", &commit.id[..DIGITS.min(commit.id.len())])
}
