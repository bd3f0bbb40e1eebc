//! `cargo xtask`: the tooling of the workspace as commands.

mod commands;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    if let Err(error) = xtask::interrupt::install() {
        eprintln!("warning: signals cannot be caught: {error}");
    }
    commands::Cli::parse().run()
}
