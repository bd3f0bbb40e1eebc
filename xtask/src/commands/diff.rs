//! `cargo xtask diff`.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, ValueEnum};
use codegen::diff::{self, Comparison, Rule};
use xtask::changes::{self, Gate, Markdown, Policy, Report, Ruled};
use xtask::files;
use xtask::input::{Input, InputError, Reader, Revision, unlike};
use xtask::service_toml::ServiceConfig;
use xtask::workspace::Workspace;

use super::source::{check_known, workspace};
use super::{Outcome, UsageError, tell_unread};

/// Findings that a terminal is given where nothing else is asked for.
const MAX_ITEMS: usize = 50;

/// Tells what changed between two revisions of documentation: for old clients, and for code that uses the crate.
///
/// OLD and NEW are each a folder of pages, one page, REPOSITORY@REVISION of a git repository or bundle (with :FOLDER
/// where its pages are not all meant), a model.json, a service, or SERVICE@REVISION of this repository. The names that
/// the older side gave out are kept, as `regenerate` would. spec/RULES.md lists the rules.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask diff apig@HEAD apig
  cargo xtask diff ~/docs/dns@HEAD~1 ~/docs/dns@HEAD
  cargo xtask diff dns.bundle@v1:api-ref/source dns.bundle@v2:api-ref/source --as dns
  cargo xtask diff before/source after/source --format markdown
  cargo xtask diff apig@main apig --fail-on rust --accept spec/accepted.toml
  cargo xtask diff old new --format html --output changes.html
  cargo xtask diff old new --format text --format json=changes.json --format sarif=changes.sarif

An acceptance file holds entries [[accept]] with rule, subject and reason; a subject may end in `*`.

Exits with 0 where nothing is at the gate, with 1 where something is, with 2 on wrong usage, with 3 where something
could not be read, with 4 where nothing is at the gate and an acceptance fits no finding any more.")]
pub(super) struct Diff {
    /// The older revision
    #[arg(value_name = "OLD")]
    old: String,

    /// The newer revision
    #[arg(value_name = "NEW")]
    new: String,

    /// The service that pages from elsewhere describe; its corrections are made on both sides
    #[arg(long = "as", value_name = "SERVICE")]
    service: Option<String>,

    /// How the findings are told: text, markdown, json, sarif or html, with =FILE into a file; may be given several times
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "text", value_parser = Wanted::parse)]
    format: Vec<Wanted>,

    /// Write to this file what would go to the standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Findings that --format text shows, 0 for all; 50 on a terminal, else all
    #[arg(long, value_name = "COUNT")]
    max_items: Option<usize>,

    #[command(flatten)]
    policy: PolicyArguments,
}

/// What counts.
#[derive(Args)]
struct PolicyArguments {
    /// Exit with 1 where something breaks old clients, code that uses the crate, or where anything differs
    #[arg(long, value_enum, value_name = "WHAT")]
    fail_on: Option<FailOn>,

    /// Look at the findings of these rules alone, by their ids
    #[arg(long, value_name = "RULE", num_args = 1.., value_parser = parse_rule)]
    only: Vec<Rule>,

    /// Leave out the findings of these rules
    #[arg(long, value_name = "RULE", num_args = 1.., value_parser = parse_rule)]
    allow: Vec<Rule>,

    /// A file of findings that are accepted, each with a reason: they do not count at the gate
    #[arg(long, value_name = "FILE")]
    accept: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A screen for a person
    Text,
    /// For pull requests and change logs; long ones are cut and say so
    Markdown,
    /// One object; spec/diff.schema.json is its schema
    Json,
    /// SARIF 2.1.0, for code hosts
    Sarif,
    /// One page to filter and fold
    Html,
}

/// A form of the findings, and the file for it.
#[derive(Clone, Debug)]
struct Wanted {
    format: Format,
    file: Option<PathBuf>,
}

impl Wanted {
    /// `json` or `json=changes.json`
    fn parse(text: &str) -> Result<Wanted, String> {
        let (format, file) = text.split_once('=').map_or((text, None), |(format, file)| (format, Some(file)));
        let is_empty = file.is_some_and(str::is_empty);
        let format = Format::from_str(format, false).ok().filter(|_| !is_empty).ok_or_else(|| {
            "expected text, markdown, json, sarif or html, followed by =FILE where it goes into a file".to_owned()
        })?;
        Ok(Wanted { format, file: file.map(PathBuf::from) })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// What breaks old clients
    Wire,
    /// What breaks code that uses the crate
    Rust,
    /// Every finding
    Any,
}

impl Diff {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let wanted = self.wanted()?;
        let workspace = workspace()?;
        let policy = self.policy.policy()?;
        let (old, new) = (parse_input(&self.old, &workspace)?, parse_input(&self.new, &workspace)?);
        let reader = Reader::new(&workspace, config(self.service.as_deref(), &new, &workspace)?);
        let (mut old, mut new) = reader.read_both(&old, &new)?;
        let unread = [&old, &new].map(|side| tell_unread(&side.reading));
        tell_origin(&old, &new);
        let mut report = report(&mut old, &mut new);
        let ruled = policy.apply(&mut report);
        self.print(&report, &wanted)?;
        self.tell_ruled(&ruled);
        Ok(match ruled {
            _ if unread.contains(&Outcome::Unread) => Outcome::Unread,
            Ruled { hits: 1.., .. } => Outcome::Found,
            Ruled { stale, .. } if !stale.is_empty() => Outcome::Stale,
            _ => Outcome::Done,
        })
    }

    /// What is to be told, each with its file; one at most goes to the standard output.
    fn wanted(&self) -> anyhow::Result<Vec<(Format, Option<&Path>)>> {
        let wanted = self.format.iter().map(|wanted| (wanted.format, wanted.file.as_deref()));
        let wanted: Vec<_> = wanted.map(|(format, file)| (format, file.or(self.output.as_deref()))).collect();
        let without = self.format.iter().filter(|wanted| wanted.file.is_none()).count();
        if without > 1 {
            let fault = format!(
                "{without} times --format without a file; expected one at most, the others as --format json=FILE"
            );
            return Err(UsageError(fault).into());
        }
        if without == 0 && self.output.is_some() {
            let fault = "--output has nothing to write: each --format names its own file";
            return Err(UsageError(fault.to_owned()).into());
        }
        Ok(wanted)
    }

    fn print(&self, report: &Report, wanted: &[(Format, Option<&Path>)]) -> anyhow::Result<()> {
        for (format, file) in wanted {
            let text = self.text(report, *format, file.is_none())?;
            match file {
                Some(file) if *format == Format::Text => {
                    files::write(file, anstream::adapter::strip_str(&text).to_string().as_bytes())?;
                }
                Some(file) => files::write(file, text.as_bytes())?,
                None if *format == Format::Text => anstream::stdout().lock().write_all(text.as_bytes())?,
                None => std::io::stdout().lock().write_all(text.as_bytes())?,
            }
        }
        Ok(())
    }

    fn text(&self, report: &Report, format: Format, is_screen: bool) -> anyhow::Result<String> {
        Ok(match format {
            Format::Text => changes::screen(report, self.most(is_screen)),
            Format::Markdown => changes::markdown(report, Markdown::default()),
            Format::Json => changes::json(report)?,
            Format::Sarif => changes::sarif(report)?,
            Format::Html => changes::html(report),
        })
    }

    fn most(&self, is_screen: bool) -> Option<usize> {
        let is_screen = is_screen && std::io::stdout().is_terminal();
        match self.max_items {
            Some(0) => None,
            Some(most) => Some(most),
            None => is_screen.then_some(MAX_ITEMS),
        }
    }

    fn tell_ruled(&self, ruled: &Ruled) {
        if ruled.hits > 0 {
            let what = self.policy.fail_on.map(|what| format!("{what:?}").to_lowercase()).unwrap_or_default();
            let plural = if ruled.hits == 1 { "" } else { "s" };
            eprintln!("{} finding{plural} at the gate of --fail-on {what}", ruled.hits);
        }
        let file = self.policy.accept.as_ref().map(|file| file.display().to_string()).unwrap_or_default();
        for stale in &ruled.stale {
            let (rule, line) = (stale.rule.id(), stale.line);
            eprintln!("{file}:{line}: no finding of {rule} on `{}` any more; remove the entry", stale.subject);
        }
    }
}

impl PolicyArguments {
    fn policy(&self) -> anyhow::Result<Policy> {
        let accept = match &self.accept {
            None => Vec::new(),
            Some(file) => changes::parse_acceptances(&files::read_text(file)?)
                .map_err(|fault| anyhow::anyhow!("{}:{fault}", file.display()))?,
        };
        let gate = self.fail_on.map(|what| match what {
            FailOn::Wire => Gate::Wire,
            FailOn::Rust => Gate::Rust,
            FailOn::Any => Gate::Any,
        });
        Ok(Policy { only: self.only.clone(), allow: self.allow.clone(), accept, gate })
    }
}

/// What a text of the command line means; one that means nothing is wrong usage.
fn parse_input(text: &str, workspace: &Workspace) -> anyhow::Result<Input> {
    Input::parse(text, workspace).map_err(|error| match error {
        InputError::Unknown(..) => UsageError(error.to_string()).into(),
        error => error.into(),
    })
}

/// What is known about the service that pages from elsewhere describe: that it is called like its repository at least.
fn config(service: Option<&str>, input: &Input, workspace: &Workspace) -> anyhow::Result<ServiceConfig> {
    let Some(service) = service else { return Ok(ServiceConfig::of_key(&input.key())) };
    check_known(service, &workspace.services()?)?;
    workspace.config(service).with_context(|| format!("--as {service}"))
}

/// Compares two revisions that were read.
pub(super) fn report(old: &mut Revision, new: &mut Revision) -> Report {
    old.level(new);
    let comparison = comparison(old, new);
    let crate_name = new.reading.model.service.crate_name.clone();
    Report::new((&*old).into(), (&*new).into(), &crate_name, comparison)
}

fn comparison(old: &Revision, new: &Revision) -> Comparison {
    diff::compare(&side(old), &side(new))
}

fn side(revision: &Revision) -> diff::Side<'_> {
    diff::Side { model: &revision.reading.model, lock: &revision.lock, pages: &revision.reading.notes }
}

/// A saved model may have been made by another program: what differs between programs is no change of the API.
fn tell_origin(old: &Revision, new: &Revision) {
    if let Some(told) = unlike((&old.name, &old.origin), (&new.name, &new.origin)) {
        eprintln!("note: {told}");
    }
}

fn parse_rule(id: &str) -> Result<Rule, String> {
    changes::parse_rule(id)
}
