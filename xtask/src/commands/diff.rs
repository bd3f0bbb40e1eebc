//! `cargo xtask diff`.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use codegen::Lock;
use codegen::diff::{self, Comparison, Finding, Side};
use xtask::pages::Pages;
use xtask::pipeline::{self, Reading};
use xtask::progress::Progress;
use xtask::service_toml::ServiceConfig;

use super::{Outcome, tell_unread};

/// Compares two revisions of the documentation of a service.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask diff before/source after/source --format json

Exits with 0, with 2 on wrong usage, with 3 where a page cannot be read.")]
pub(super) struct Diff {
    /// The older revision: a folder of pages
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The newer revision: a folder of pages
    #[arg(value_name = "NEW")]
    new: PathBuf,

    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// One object
    Json,
}

impl Diff {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let old = read(&self.old)?;
        let new = read(&self.new)?;
        let mut outcome = tell_unread(&old);
        if outcome == Outcome::Done {
            outcome = tell_unread(&new);
        }
        let lock = Lock::default();
        let side = |reading| side(reading, &lock);
        let comparison = diff::compare(&side(&old), &side(&new));
        let text = match self.format {
            Format::Json => serde_json::to_string_pretty(&json(&comparison))?,
        };
        writeln!(anstream::stdout().lock(), "{text}")?;
        Ok(outcome)
    }
}

fn read(folder: &Path) -> anyhow::Result<Reading> {
    let pages = Pages::of(folder)?;
    let progress = Progress::of_pages(pages.paths().len());
    Ok(pipeline::read_service(&pages, &ServiceConfig::of_key("docs"), &progress))
}

fn side<'a>(reading: &'a Reading, lock: &'a Lock) -> Side<'a> {
    Side { model: &reading.model, lock, pages: &reading.notes }
}

fn json(comparison: &Comparison) -> serde_json::Value {
    let finding = |finding: &Finding| {
        serde_json::json!({
            "rule": finding.rule,
            "wire": finding.wire,
            "rust": finding.rust,
            "confidence": finding.confidence,
            "subject": finding.subject,
            "before": finding.before,
            "after": finding.after,
            "item": finding.item,
            "instead": finding.instead,
            "operations": finding.operations,
        })
    };
    let findings: Vec<_> = comparison.findings.iter().map(finding).collect();
    serde_json::json!({ "semver": comparison.semver, "notice": comparison.notice, "findings": findings })
}
