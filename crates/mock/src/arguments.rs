//! The command line.

use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use hwc_mock::{Fault, Mock};
use lexopt::{Arg, Parser, ValueExt};

pub(crate) const HELP: &str = "\
A local server that behaves like a cloud service, as its documentation tells.

Usage: hwc-mock [OPTIONS] MODEL...

MODEL is the model of a service, spec/<service>/model.json; several are served together.
Requests are checked against it: path, mandatory members, types, bounds, allowed values,
token or signature. What is right gets the documented example, what is wrong the
documented error, with a message that says what is wrong, and where.
Tokens are issued at POST /v3/auth/tokens.

Options:
  -p, --port N              listen on this port (default: one that is free, printed)
      --host ADDRESS        listen on this address (default: 127.0.0.1)
      --keys AK:SK          check signatures made with this access key; may be repeated
      --strict-tokens       accept only tokens that were issued here
      --token-lifetime N    end tokens after this many seconds (default: 86400)
      --no-authentication   ask nobody who they are
      --stateful            remember what is created, until the server ends
      --any-value           accept values that the documentation does not list
      --strict-members      refuse members and query parameters that are not documented
      --no-checks           accept any parameters and any body
      --threads N           serve with this many threads (default: 1)
      --fault FAULT         let something go wrong; may be repeated. First what happens: a status,
                            cut, cut-body, truncated, slow=MS or delay=MS; then how often and to
                            what: retry-after=N, times=N, every=N, chance=0.1, on=OPERATION
      --seed N              hit other requests with faults by chance (default: 0)
  -q, --quiet               print no line for each request
  -h, --help                print this
  -V, --version             print the version

Exit codes: 0 done, 2 wrong usage, 3 a model could not be read or the port is taken.

Examples:
  hwc-mock --stateful --port 8642 spec/apig/model.json
  hwc-mock --fault '429 retry-after=1 chance=0.1' spec/apig/model.json
";

/// What the program is to do.
#[derive(Debug)]
pub(crate) enum Command {
    Help,
    Version,
    Serve(Arguments),
}

/// What to serve, and how.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    pub(crate) models: Vec<PathBuf>,
    pub(crate) is_quiet: bool,
    pub(crate) faults: Vec<Fault>,
    seed: u64,
    port: u16,
    host: Option<IpAddr>,
    keys: Vec<(String, String)>,
    token_lifetime: Option<u64>,
    threads: Option<usize>,
    switches: Vec<Switch>,
}

/// An option without a value.
type Switch = fn(Mock) -> Mock;

impl Command {
    /// Reads the command line, the name of the program first.
    pub(crate) fn read(words: impl IntoIterator<Item = OsString>) -> Result<Self, lexopt::Error> {
        let mut parser = Parser::from_iter(words);
        let mut arguments = Arguments::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
                Arg::Short('V') | Arg::Long("version") => return Ok(Command::Version),
                Arg::Value(path) => arguments.models.push(path.into()),
                Arg::Short(letter) => arguments.option(long(letter), &mut parser)?,
                Arg::Long(name) => {
                    let name = name.to_owned();
                    arguments.option(&name, &mut parser)?;
                }
            }
        }
        if arguments.models.is_empty() { Err("no MODEL was given".into()) } else { Ok(Command::Serve(arguments)) }
    }
}

/// The long form of an option.
fn long(letter: char) -> &'static str {
    match letter {
        'p' => "port",
        'q' => "quiet",
        _ => "",
    }
}

impl Arguments {
    fn option(&mut self, name: &str, parser: &mut Parser) -> Result<(), lexopt::Error> {
        match name {
            "port" => self.port = parser.value()?.parse()?,
            "host" => self.host = Some(parser.value()?.parse()?),
            "keys" => self.keys.push(parser.value()?.parse_with(read_keys)?),
            "token-lifetime" => self.token_lifetime = Some(parser.value()?.parse()?),
            "threads" => self.threads = Some(parser.value()?.parse()?),
            "fault" => self.faults.push(parser.value()?.parse()?),
            "seed" => self.seed = parser.value()?.parse()?,
            "quiet" => self.is_quiet = true,
            name => self.switches.push(switch(name).ok_or_else(|| format!("unknown option `{name}`"))?),
        }
        Ok(())
    }

    /// The mock, as the options want it.
    pub(crate) fn apply(self, mock: Mock) -> Mock {
        let mock = self.switches.iter().fold(mock, |mock, switch| switch(mock));
        let mock = self.keys.iter().fold(mock, |mock, (access, secret)| mock.with_keys(access, secret));
        let mock = match self.token_lifetime {
            Some(seconds) => mock.token_lifetime(Duration::from_secs(seconds)),
            None => mock,
        };
        let mock = mock.threads(self.threads.unwrap_or(1)).seed(self.seed);
        match self.host {
            Some(host) => mock.address((host, self.port).into()),
            None => mock.port(self.port),
        }
    }
}

fn switch(name: &str) -> Option<Switch> {
    Some(match name {
        "strict-tokens" => Mock::strict_tokens,
        "no-authentication" => Mock::without_authentication,
        "stateful" => Mock::stateful,
        "any-value" => Mock::accept_unknown_values,
        "strict-members" => Mock::refuse_unknown_members,
        "no-checks" => Mock::without_checks,
        _ => return None,
    })
}

fn read_keys(text: &str) -> Result<(String, String), &'static str> {
    match text.split_once(':') {
        Some((access, secret)) if !access.is_empty() && !secret.is_empty() => {
            Ok((access.to_owned(), secret.to_owned()))
        }
        _ => Err("expected AK:SK"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Result<Command, String> {
        let words = std::iter::once("hwc-mock").chain(words.split_whitespace()).map(OsString::from);
        Command::read(words.collect::<Vec<_>>()).map_err(|error| error.to_string())
    }

    #[test]
    fn every_option_of_the_help_is_known() {
        let options = HELP.split("--").skip(1).filter_map(|text| text.split([' ', '\n']).next());
        for name in options.filter(|name| !["help", "version"].contains(name)) {
            for value in ["", "1", "127.0.0.1", "a:b"] {
                let result = read(&format!("m.json --{name} {value}"));
                if let Err(message) = result {
                    assert!(!message.contains("unknown"), "{name}: {message}");
                }
            }
        }
    }

    #[test]
    fn models_and_values_are_read() {
        let Ok(Command::Serve(arguments)) = read("a.json -p 80 --keys a:b b.json -q --stateful") else {
            panic!("not read")
        };
        assert_eq!(arguments.models, [PathBuf::from("a.json"), PathBuf::from("b.json")]);
        assert_eq!((arguments.port, arguments.is_quiet, arguments.switches.len()), (80, true, 1));
        assert_eq!(arguments.keys, [("a".to_owned(), "b".to_owned())]);
    }

    #[test]
    fn wrong_usage_is_told() {
        assert_eq!(read("").unwrap_err(), "no MODEL was given");
        assert!(read("m --frobnicate").unwrap_err().contains("unknown option `frobnicate`"));
        assert!(read("m --port many").unwrap_err().contains("many"));
        assert!(read("m --keys a").unwrap_err().contains("AK:SK"));
        assert!(read("m --fault often").unwrap_err().contains("`often` says no fault"));
        assert!(matches!(read("--help"), Ok(Command::Help)));
    }
}
