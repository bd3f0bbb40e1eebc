//! `cargo xtask mock`.

use std::process::Command;

use anyhow::Context;
use clap::Args;
use xtask::interrupt::EXIT_CODE;
use xtask::workspace::spec_path;

use super::Outcome;
use super::source::{check_known, workspace};

/// Starts a local server that answers as a service does, with its documented examples.
///
/// It checks what it is sent against the model of the service. No account is needed.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask mock apig
  cargo xtask mock apig --port 8080

The server runs until it is interrupted. Exits as the server does.")]
pub(super) struct Mock {
    /// The service, by the name of its folder in spec/
    service: String,

    /// The port to listen on; a free one where none is given
    #[arg(long, default_value_t = 0)]
    port: u16,
}

impl Mock {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let workspace = workspace()?;
        check_known(&self.service, &workspace.services()?)?;
        let model = workspace.root().join(spec_path(&self.service, "model.json"));
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(workspace.root()).args(["run", "--quiet", "--package", "hwc-mock", "--"]);
        cargo.arg(model).arg("--port").arg(self.port.to_string());
        let status = cargo.status().context("could not start cargo")?;
        Ok(Outcome::Child(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(EXIT_CODE)))
    }
}
