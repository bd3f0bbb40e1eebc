//! The commands: one file each. They own the standard output and the exit code; everything else is the library's.

mod compare;
mod diff;
mod fetch;
mod history;
mod inspect;
mod lint;
mod mock;
mod openapi;
mod regenerate;
mod source;
mod update;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::pipeline::Reading;

/// Exit codes, told by every command.
const EXIT_CODES: &str = "\
Exit codes:
  0    done
  1    done, and found something: findings of lint, differences of compare, files that differ under --check
  2    wrong usage
  3    something could not be read or written
  4    done, and an acceptance of diff fits nothing any more
  130  interrupted; files are as they were, or all of them new";

/// Reads the reference pages of cloud services and writes Rust clients from them.
///
/// Pages and decisions stand in spec/<service>, the crates that are made of them in crates/<service>.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, after_help = EXIT_CODES)]
#[command(propagate_version = false, disable_version_flag = true, max_term_width = 120)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Regenerate(regenerate::Regenerate),
    Inspect(inspect::Inspect),
    Compare(compare::Compare),
    Diff(diff::Diff),
    History(history::History),
    Fetch(fetch::Fetch),
    Update(update::Update),
    Lint(lint::Lint),
    Openapi(openapi::Openapi),
    Mock(mock::Mock),
}

/// How a command ended that did what it was asked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    Found,
    Unread,
    /// Something that was accepted is no longer found.
    Stale,
    /// The program that was started ended with this.
    #[cfg(not(unix))]
    Child(u8),
}

/// What the person who called got wrong.
#[derive(Debug)]
struct UsageError(String);

impl std::fmt::Display for UsageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UsageError {}

impl Cli {
    /// Runs the command and tells how it ended.
    pub(crate) fn run(self) -> ExitCode {
        let result = match self.command {
            Command::Regenerate(command) => command.run(),
            Command::Inspect(command) => command.run(),
            Command::Diff(command) => command.run(),
            Command::History(command) => command.run(),
            Command::Fetch(command) => command.run(),
            Command::Update(command) => command.run(),
            Command::Lint(command) => command.run(),
            Command::Compare(command) => command.run(),
            Command::Openapi(command) => command.run(),
            Command::Mock(command) => command.run(),
        };
        ExitCode::from(match result {
            Ok(Outcome::Done) => 0,
            Ok(Outcome::Found) => 1,
            Ok(Outcome::Unread) => 3,
            Ok(Outcome::Stale) => 4,
            #[cfg(not(unix))]
            Ok(Outcome::Child(code)) => code,
            Err(error) => tell(&error),
        })
    }
}

/// Tells the pages that could not be read, or not to their end.
fn tell_unread(reading: &Reading) -> Outcome {
    let mut outcome = Outcome::Done;
    for (page, finding) in reading.unread() {
        eprintln!("error: {page}:{}: {}; expected {}", finding.line, finding.found, finding.expected);
        outcome = Outcome::Unread;
    }
    for error in &reading.missing {
        eprintln!("error: {error}");
        outcome = Outcome::Unread;
    }
    outcome
}

fn tell(error: &anyhow::Error) -> u8 {
    let is_closed_pipe = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    if error.downcast_ref::<io::Error>().is_some_and(is_closed_pipe) {
        // Whoever read has read enough: `cargo xtask lint | head`.
        return 0;
    }
    anstream::eprintln!("\u{1b}[1;31merror\u{1b}[0m: {error:#}");
    if error.is::<UsageError>() { 2 } else { 3 }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed_and_every_argument_is_explained() {
        let mut cli = super::Cli::command();
        cli.build();
        cli.clone().debug_assert();
        for command in cli.get_subcommands().filter(|command| command.get_name() != "help") {
            assert!(command.get_after_help().is_some(), "{} has no examples", command.get_name());
            for argument in command.get_arguments() {
                assert!(argument.get_help().is_some(), "{} {}", command.get_name(), argument.get_id());
            }
        }
    }
}
