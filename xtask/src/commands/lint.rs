//! `cargo xtask lint`.

use std::collections::BTreeMap;
use std::io::Write;

use clap::{Args, ValueEnum};
use xtask::link::Account;
use xtask::lint::{Finding, Lint as Rule, Severity};
use xtask::pages::Pages;
use xtask::pipeline::{self, Reading};
use xtask::progress::Progress;
use xtask::report::{self, Report};
use xtask::service_toml::ServiceConfig;
use xtask::suggest;
use xtask::workspace::spec_path;

use super::source::{Source, workspace};
use super::{Outcome, UsageError};

/// Tells what is wrong with documentation pages: page, line, row, what was found and what was expected.
///
/// spec/LINTS.md lists the rules.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask lint apig
  cargo xtask lint --docs ~/docs/api-ref/source --summary
  cargo xtask lint --allow example-repaired --allow type-misspelt
  cargo xtask lint --format json | jq -r .lint | sort | uniq -c

Exits with 1 where an error or a warning is found, with 0 where there is nothing or notes only, with 3 where a file
cannot be read.")]
pub(super) struct Lint {
    #[command(flatten)]
    source: Source,

    /// How findings are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// A rule whose findings do not count, by its id; may be given several times
    #[arg(long, value_name = "ID", value_parser = parse_rule)]
    allow: Vec<Rule>,

    /// Print sums instead of findings: of each rule, and of the tables, rows and sections read
    #[arg(long)]
    summary: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Each with its row, for a person
    Text,
    /// One JSON object a line
    Json,
}

/// Pages, with the path that leads to them where it is not the one that was given.
struct Checked {
    prefix: Option<String>,
    pages: Pages,
    config: ServiceConfig,
}

impl Checked {
    /// A page as a person finds it.
    fn name(&self, page: &str) -> String {
        match (&self.prefix, self.pages.file(page)) {
            (Some(prefix), _) => format!("{prefix}/{page}"),
            (None, Some(file)) => file.display().to_string(),
            (None, None) => page.to_owned(),
        }
    }
}

impl Lint {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let mut out = anstream::stdout().lock();
        let mut outcome = Outcome::Done;
        let mut counts = BTreeMap::new();
        let mut account = Account::default();
        for checked in self.checked()? {
            let reading = read(&checked);
            for error in &reading.missing {
                eprintln!("error: {error}");
                outcome = Outcome::Unread;
            }
            for idle in &reading.idle {
                eprintln!("error: spec/{}/service.toml:{idle}", checked.config.key);
                outcome = Outcome::Unread;
            }
            let findings: Vec<_> =
                reading.findings.iter().filter(|(_, finding)| !self.allow.contains(&finding.lint)).collect();
            for (_, finding) in &findings {
                *counts.entry(finding.lint).or_insert(0) += 1;
            }
            account.add(&reading.account);
            if !self.summary {
                self.print(&mut out, &checked, &findings)?;
            }
        }
        if self.summary {
            self.print_counts(&mut out, &counts)?;
            self.print_account(&mut out, &account)?;
        } else if self.format == Format::Text {
            out.flush()?;
            eprintln!("{}", verdict(&counts, &account));
        }
        let is_bad = counts.keys().any(|rule| rule.severity() > Severity::Note);
        Ok(if is_bad && outcome == Outcome::Done { Outcome::Found } else { outcome })
    }

    /// What is checked; a service without pages in the repository is told and left out.
    fn checked(&self) -> anyhow::Result<Vec<Checked>> {
        let workspace = workspace()?;
        if let Some(pages) = self.source.pages()? {
            let config = self.source.config(&workspace)?;
            return Ok(vec![Checked { prefix: None, pages, config }]);
        }
        let mut checked = Vec::new();
        for service in self.source.services(&workspace)? {
            match workspace.pages(&service) {
                Some(folder) => checked.push(Checked {
                    prefix: Some(spec_path(&service, "pages")),
                    pages: Pages::of(&folder)?,
                    config: workspace.config(&service)?,
                }),
                None => eprintln!("{service}: no pages in spec/{service}/pages; give them with --docs"),
            }
        }
        Ok(checked)
    }

    fn print(&self, out: &mut impl Write, checked: &Checked, findings: &[&(String, Finding)]) -> anyhow::Result<()> {
        for of_page in findings.chunk_by(|(a, _), (b, _)| a == b) {
            let Some((page, _)) = of_page.first() else { continue };
            let name = checked.name(page);
            let text = checked.pages.text(page);
            let report = Report::new(&name, &text, columns());
            for (_, finding) in of_page {
                match self.format {
                    Format::Text => writeln!(out, "{}", report.render(finding))?,
                    Format::Json => writeln!(out, "{}", report::to_json(&name, finding)?)?,
                }
            }
        }
        Ok(())
    }

    fn print_counts(&self, out: &mut impl Write, counts: &BTreeMap<Rule, usize>) -> anyhow::Result<()> {
        for (rule, count) in counts {
            match self.format {
                Format::Text => writeln!(out, "{count:>7}  {:<7}  {}", rule.severity().as_str(), rule.id())?,
                Format::Json => writeln!(out, "{}", serde_json::json!({ "lint": rule, "count": count }))?,
            }
        }
        Ok(())
    }

    fn print_account(&self, out: &mut impl Write, account: &Account) -> anyhow::Result<()> {
        match self.format {
            Format::Text => write!(out, "\n{account}")?,
            Format::Json => writeln!(out, "{}", serde_json::to_string(account)?)?,
        }
        Ok(())
    }
}

/// Columns of the terminal; none where the findings go somewhere else.
fn columns() -> Option<usize> {
    console::Term::stdout().size_checked().map(|(_, columns)| usize::from(columns))
}

/// How much was found, and on how many pages: a folder without operations is most likely the wrong one.
fn verdict(counts: &BTreeMap<Rule, usize>, account: &Account) -> String {
    let of = |severity: Severity| {
        counts.iter().filter(|(rule, _)| rule.severity() == severity).map(|(_, count)| count).sum::<usize>()
    };
    let several = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let sums: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter(|severity| of(*severity) > 0)
        .map(|severity| several(of(severity), severity.as_str()))
        .collect();
    let found = if sums.is_empty() { "nothing found".to_owned() } else { sums.join(", ") };
    let explained = if sums.is_empty() { "" } else { "; spec/LINTS.md explains the rules" };
    let pages = several(account.pages, "page");
    format!("{found} on {pages}, {} of an operation{explained}", account.operation_pages)
}

fn read(checked: &Checked) -> Reading {
    let progress = Progress::of_pages(checked.pages.paths().len());
    pipeline::read_service(&checked.pages, &checked.config, &progress)
}

fn parse_rule(id: &str) -> Result<Rule, UsageError> {
    if let Some(rule) = Rule::ALL.iter().find(|rule| rule.id() == id) {
        return Ok(*rule);
    }
    let nearest = suggest::nearest(id, Rule::ALL.iter().map(|rule| rule.id()));
    let meant = nearest.map_or("spec/LINTS.md lists them".to_owned(), |nearest| format!("did you mean `{nearest}`?"));
    Err(UsageError(format!("no rule has this id; {meant}")))
}
