//! `cargo xtask compare`.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use hwc_model::Model;
use serde::Serialize;
use xtask::compare::{Comparison, OperationDifference};
use xtask::pages::Pages;
use xtask::pipeline;
use xtask::progress::Progress;
use xtask::service_toml::ServiceConfig;

use super::Outcome;

/// Reads two folders of pages of one service, each in any markup, and tells by operation what they say differently.
///
/// Methods, paths, names, places, types, mandatory or not, values, bounds, defaults, and whether the members of objects
/// were found. Wording is not compared.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask compare ~/docs/html ~/docs/markdown
  cargo xtask compare ~/docs/old ~/docs/new --common --summary
  cargo xtask compare a b --format json | jq -r '.differences[] | select(.class == \"type\") | .place'

--format json prints one JSON object an operation, {\"operation\", \"page_a\", \"page_b\", \"differences\"}, and last one with
the sums, {\"counts\"}; with --summary only the last.

Exits with 1 where something differs, with 0 where nothing does, with 3 where a page cannot be read.")]
pub(super) struct Compare {
    /// The first folder, or page
    #[arg(value_name = "DOCS_A")]
    a: PathBuf,

    /// The second folder, or page
    #[arg(value_name = "DOCS_B")]
    b: PathBuf,

    /// Compare only the operations that both have
    #[arg(long)]
    common: bool,

    /// Print how many facts are equal and how many differ, by class, and no differences
    #[arg(long)]
    summary: bool,

    /// How differences are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person
    Text,
    /// One JSON object a line
    Json,
}

#[derive(Serialize)]
struct Sums<'a> {
    counts: &'a std::collections::BTreeMap<xtask::compare::Class, xtask::compare::Count>,
}

impl Compare {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let mut outcome = Outcome::Done;
        let (a, b) = (read(&self.a, &mut outcome)?, read(&self.b, &mut outcome)?);
        let comparison = Comparison::of(&a, &b, self.common);
        self.print(&comparison)?;
        let is_found = outcome == Outcome::Done && !comparison.is_equal();
        Ok(if is_found { Outcome::Found } else { outcome })
    }

    fn print(&self, comparison: &Comparison) -> anyhow::Result<()> {
        let mut out = anstream::stdout().lock();
        let told: &[OperationDifference] = if self.summary { &[] } else { &comparison.operations };
        if self.format == Format::Json {
            for operation in told {
                writeln!(out, "{}", serde_json::to_string(operation)?)?;
            }
            writeln!(out, "{}", serde_json::to_string(&Sums { counts: &comparison.counts })?)?;
            return Ok(());
        }
        writeln!(out, "A: {}\nB: {}\n", self.a.display(), self.b.display())?;
        for operation in told {
            writeln!(out, "{operation}")?;
        }
        writeln!(out, "{}", comparison.table())?;
        Ok(())
    }
}

/// The model of a folder of pages that stand for themselves.
fn read(path: &Path, outcome: &mut Outcome) -> anyhow::Result<Model> {
    let pages = Pages::of(path)?;
    anyhow::ensure!(!pages.paths().is_empty(), "no page (.rst, .html, .md, .txt) in {}", path.display());
    let progress = Progress::of_pages(pages.paths().len());
    let reading = pipeline::read_service(&pages, &ServiceConfig::of_key("docs"), &progress);
    if super::tell_unread(&reading) == Outcome::Unread {
        *outcome = Outcome::Unread;
    }
    Ok(reading.model)
}
