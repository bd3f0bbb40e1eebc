//! The mock as a program: models in, a server on loopback, one line for every request.

use std::io::{self, Write};
use std::process::ExitCode;

use hwc_mock::{Cloud, Mock, Request};

mod arguments;

use arguments::{Arguments, Command};

/// What the exit codes mean is part of the help.
mod exit {
    pub(crate) const DONE: u8 = 0;
    pub(crate) const USAGE: u8 = 2;
    pub(crate) const UNREADABLE: u8 = 3;
}

fn main() -> ExitCode {
    ExitCode::from(match Command::read(std::env::args_os()) {
        Ok(Command::Help) => print(arguments::HELP),
        Ok(Command::Version) => print(concat!("hwc-mock ", env!("CARGO_PKG_VERSION"), "\n")),
        Ok(Command::Serve(arguments)) => serve(arguments),
        Err(message) => {
            eprintln!("hwc-mock: {message}\n`hwc-mock --help` tells more");
            exit::USAGE
        }
    })
}

/// A closed pipe is no reason to complain.
fn print(text: &str) -> u8 {
    let _ = io::stdout().write_all(text.as_bytes());
    exit::DONE
}

fn serve(arguments: Arguments) -> u8 {
    match start(arguments) {
        Ok(cloud) => {
            print(&welcome(&cloud));
            cloud.wait();
            exit::DONE
        }
        Err(message) => {
            eprintln!("hwc-mock: {message}");
            exit::UNREADABLE
        }
    }
}

/// Where the mock is, and something to try.
fn welcome(cloud: &Cloud) -> String {
    let count = cloud.operations().count();
    let first = cloud.operations().find(|key| key.starts_with("GET")).or(cloud.operations().next());
    let sample = first.and_then(|key| cloud.sample(key)).map(|sample| format!(" Try:\n  {sample}")).unwrap_or_default();
    format!("{}\n{count} operations. Stop with Ctrl-C.{sample}\n", cloud.endpoint())
}

fn start(arguments: Arguments) -> Result<Cloud, String> {
    let mut mock: Option<Mock> = None;
    for path in &arguments.models {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let model: hwc_model::Model =
            serde_json::from_str(&text).map_err(|error| format!("{}: no model: {error}", path.display()))?;
        mock = Some(match mock {
            Some(mock) => mock.and(model),
            None => Mock::of(model),
        });
    }
    let mock = mock.ok_or("no model was given")?;
    let mock = if arguments.is_quiet { mock } else { mock.observe(note) };
    let faults = arguments.faults.clone();
    let cloud = arguments.apply(mock).start().map_err(|error| error.to_string())?;
    cloud.script(faults);
    Ok(cloud)
}

/// One line for a request: what was answered, what came, what it was taken for; and one more for a refusal.
fn note(request: &Request) {
    let status = request.status().map_or_else(|| "cut".to_owned(), |status| status.to_string());
    let operation = request.operation().unwrap_or("unknown");
    let mut line = format!("{status} {} {} ({operation})\n", request.method(), request.target());
    if let Some(refusal) = request.refusal() {
        line.push_str(&format!("    {refusal}\n"));
    }
    let _ = io::stderr().write_all(line.as_bytes());
}
