//! `cargo xtask mock`.

use std::process::Command;

use anyhow::Context;
use clap::Args;
use xtask::workspace::spec_path;

use super::Outcome;
use super::source::{check_known, workspace};

/// Starts a local server that answers as services do, with their documented examples.
///
/// It checks what it is sent against the models of the services. No account is needed.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask mock apig
  cargo xtask mock apig imetal --port 8642
  cargo xtask mock apig -- --stateful --keys ak:sk
  cargo xtask mock apig -- --help               what else the server knows

The server runs until Ctrl-C. Exits as the server does.")]
pub(super) struct Mock {
    /// Services by the name of their folder in spec/
    #[arg(value_name = "SERVICE", required = true)]
    services: Vec<String>,

    /// The port to listen on; a free one where none is given
    #[arg(long, value_name = "N")]
    port: Option<u16>,

    /// Options of the server
    #[arg(last = true, value_name = "OPTION")]
    options: Vec<String>,
}

impl Mock {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let workspace = workspace()?;
        let known = workspace.services()?;
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(workspace.root()).args(["run", "--quiet", "--package", "hwc-mock", "--"]).args(&self.options);
        if let Some(port) = self.port {
            cargo.arg("--port").arg(port.to_string());
        }
        for service in &self.services {
            check_known(service, &known)?;
            cargo.arg(spec_path(service, "model.json"));
        }
        become_program(cargo).context("could not start cargo")
    }
}

/// The server takes the place of this program, so that signals and the exit code are its own.
#[cfg(unix)]
fn become_program(mut program: Command) -> std::io::Result<Outcome> {
    use std::os::unix::process::CommandExt;

    Err(program.exec())
}

#[cfg(not(unix))]
fn become_program(mut program: Command) -> std::io::Result<Outcome> {
    let code = program.status()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(Outcome::Child(code.unwrap_or(xtask::interrupt::EXIT_CODE)))
}
