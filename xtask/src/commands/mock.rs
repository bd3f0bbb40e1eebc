//! `cargo xtask mock`.

use std::process::Command;

use anyhow::Context;
use clap::Args;

use super::Outcome;
use super::source::{Source, workspace};

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
