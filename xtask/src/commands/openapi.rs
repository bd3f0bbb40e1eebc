//! `cargo xtask openapi`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use hwc_model::Model;
use xtask::progress::Progress;
use xtask::workspace::{Workspace, spec_path};
use xtask::{files, model_text, pipeline};

use super::source::{Source, workspace};
use super::{Outcome, UsageError};

/// Prints what the pages of a service say as OpenAPI 3.1.
///
/// Operations that share method and path keep apart by a #key behind the path.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask openapi apig > apig.json
  cargo xtask openapi --docs ~/docs/api-ref/source --out api.json
  cargo xtask openapi --docs page.rst --as apig    with title and endpoints of spec/apig/service.toml

Faults of the pages are not told here: see `cargo xtask lint`.
Exits with 0, with 2 where neither or several services are named, with 3 where a page cannot be read.")]
pub(super) struct Openapi {
    #[command(flatten)]
    source: Source,

    /// Write to this file instead of the standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Openapi {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let workspace = workspace()?;
        let (model, outcome) = self.model(&workspace)?;
        let text = model_text::write_json(&codegen::emit::openapi::openapi(&model))?;
        match &self.out {
            Some(file) => files::write(file, text.as_bytes())?,
            None => anstream::stdout().lock().write_all(text.as_bytes())?,
        }
        Ok(outcome)
    }

    fn model(&self, workspace: &Workspace) -> anyhow::Result<(Model, Outcome)> {
        if let Some(pages) = self.source.pages()? {
            let progress = Progress::of_pages(pages.paths().len());
            let reading = pipeline::read_service(&pages, &self.source.config(workspace)?, &progress);
            let outcome = super::tell_unread(&reading);
            return Ok((reading.model, outcome));
        }
        let services = self.source.services(workspace)?;
        let [service] = services.as_slice() else {
            return Err(UsageError(format!("{} services named, expected one, or --docs PATH", services.len())).into());
        };
        let path = spec_path(service, "model.json");
        let text = files::read_text(&workspace.root().join(&path))
            .with_context(|| format!("`cargo xtask regenerate {service}` writes it"))?;
        Ok((model_text::read_model(&text).context(path)?, Outcome::Done))
    }
}
