//! `cargo xtask fetch`.

use std::io::Write;

use clap::Args;
use xtask::fetch::{self, How, Wanted};
use xtask::workspace::Workspace;

use super::source::{check_known, workspace};
use super::{Outcome, UsageError};

/// Clones or updates the repositories of documentation that service.toml names, at the commits that it pins.
///
/// They stand in spec/.cache/docs, which git ignores. Nothing else reads them but `regenerate --docs` and `update`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask fetch apig
  cargo xtask fetch && cargo xtask regenerate --docs spec/.cache/docs

A service that pins pages and no commit gets the newest commit with these pages; one that pins nothing gets the newest.
`cargo xtask update` pins the newest commit.
Exits with 0, with 2 on wrong usage, with 3 where a repository could not be had.")]
pub(super) struct Fetch {
    /// Services by the name of their folder in spec/; all that name a repository where none is named
    #[arg(value_name = "SERVICE")]
    services: Vec<String>,
}

impl Fetch {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let workspace = workspace()?;
        let mut outcome = Outcome::Done;
        let mut out = anstream::stdout().lock();
        for service in documented(&workspace, &self.services)? {
            let config = workspace.config(&service)?;
            // The first repository is the one that the service is made from.
            let Some(documentation) = config.main_documentation() else { continue };
            match fetch::fetch(workspace.root(), documentation, Wanted::Pinned) {
                Ok(fetched) => {
                    let how = match fetched.how {
                        How::Kept => "as it was",
                        How::Moved => "moved",
                        How::Cloned => "cloned",
                    };
                    let pages = fetched.pages.strip_prefix(workspace.root()).unwrap_or(&fetched.pages);
                    let is_pinned = documentation.revision.is_some() || documentation.pages.is_some();
                    let pin = if is_pinned { "" } else { ", not pinned" };
                    let (commit, date) = (&fetched.commit[..9.min(fetched.commit.len())], &fetched.date);
                    writeln!(out, "{service}: {how}, {commit} of {date}{pin}, {}", pages.display())?;
                }
                Err(error) => {
                    eprintln!("error: {service}: {error}");
                    outcome = Outcome::Unread;
                }
            }
        }
        Ok(outcome)
    }
}

/// Services whose documentation stands in a repository: those that are named, else all.
pub(super) fn documented(workspace: &Workspace, named: &[String]) -> anyhow::Result<Vec<String>> {
    let known = workspace.services()?;
    for service in named {
        check_known(service, &known)?;
        if workspace.config(service)?.main_documentation().is_none() {
            let message = format!("spec/{service}/service.toml names no [[documentation]] with `git`");
            return Err(UsageError(message).into());
        }
    }
    let mut documented = Vec::new();
    for service in known {
        let is_meant = named.is_empty() || named.contains(&service);
        if is_meant && workspace.config(&service)?.main_documentation().is_some() {
            documented.push(service);
        }
    }
    Ok(documented)
}
