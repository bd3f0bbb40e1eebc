//! What a command works on: services of the repository, or pages from anywhere.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use xtask::pages::Pages;
use xtask::service_toml::ServiceConfig;
use xtask::suggest;
use xtask::workspace::{Workspace, is_service_key};

use super::UsageError;

/// Services, or pages.
#[derive(Debug, Args)]
pub(super) struct Source {
    /// Services by the name of their folder in spec/; all of them where none is named
    #[arg(value_name = "SERVICE", conflicts_with = "docs")]
    services: Vec<String>,

    /// A page or a folder of pages that are not in spec/, several times for pages of several places; without --as one
    /// folder of documentation repositories
    #[arg(long, value_name = "PATH")]
    pub(super) docs: Vec<PathBuf>,

    /// The service that the pages of --docs describe
    #[arg(long = "as", value_name = "SERVICE", requires = "docs")]
    pub(super) service: Option<String>,
}

impl Source {
    /// The services that are meant.
    pub(super) fn services(&self, workspace: &Workspace) -> anyhow::Result<Vec<String>> {
        let known = workspace.services()?;
        if self.services.is_empty() {
            return Ok(known);
        }
        for service in &self.services {
            check_known(service, &known)?;
        }
        let named = |service: &String| self.services.contains(service);
        Ok(known.into_iter().filter(named).collect())
    }

    /// Whether the service is named on the command line.
    pub(super) fn names(&self, service: &str) -> bool {
        self.services.iter().any(|named| named == service)
    }

    /// The pages of `--docs`.
    pub(super) fn pages(&self) -> anyhow::Result<Option<Pages>> {
        if self.docs.is_empty() {
            return Ok(None);
        }
        let pages = Pages::of_all(&self.docs)?;
        let places = || self.docs.iter().map(|place| place.display().to_string()).collect::<Vec<_>>().join(", ");
        anyhow::ensure!(!pages.paths().is_empty(), "no page (.rst, .html, .md, .txt) in {}", places());
        Ok(Some(pages))
    }

    /// What is known about the service that the pages of `--docs` describe.
    pub(super) fn config(&self, workspace: &Workspace) -> anyhow::Result<ServiceConfig> {
        // A key that no folder has: the pages stand for themselves.
        let key = self.service.as_deref().unwrap_or("docs");
        if !is_service_key(key) {
            return Err(UsageError(format!(
                "{key:?} is no name of a service: expected letters a to z, digits and `-`"
            ))
            .into());
        }
        if self.service.is_some() && workspace.services()?.iter().any(|known| known == key) {
            Ok(workspace.config(key)?)
        } else {
            Ok(ServiceConfig::of_key(key))
        }
    }
}

/// The repository that the command is called in.
pub(super) fn workspace() -> anyhow::Result<Workspace> {
    let here = std::env::current_dir().context("could not read the current folder")?;
    let found = Workspace::find(&here);
    found.with_context(|| format!("{} is in no repository with a Cargo.toml and a folder spec", here.display()))
}

/// Fails with the nearest service where there is none of this name.
pub(super) fn check_known(service: &str, known: &[String]) -> anyhow::Result<()> {
    if known.iter().any(|known| known == service) {
        return Ok(());
    }
    let nearest = suggest::nearest(service, known.iter().map(String::as_str));
    let meant = nearest.map_or(String::new(), |nearest| format!("; did you mean `{nearest}`?"));
    Err(UsageError(format!("no service `{service}`: spec/{service}/service.toml does not exist{meant}")).into())
}
