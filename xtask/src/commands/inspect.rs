//! `cargo xtask inspect`.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;
use xtask::extract::unflatten::unflatten;
use xtask::files;
use xtask::pages::Pages;
use xtask::read::grids::write_grids;
use xtask::read::rst::print_rst;
use xtask::read::{Document, print_html, print_markdown, read};

use super::Outcome;

/// Shows what a reader sees on pages: blocks, tables, labels and lines, before any meaning is read from them.
///
/// Flattened pages are shown with the headings and tables that were found in them again.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask inspect spec/apig/pages/apig-create-instance.rst
  cargo xtask inspect ~/docs/api-ref/source --tables > tables.jsonl
  cargo xtask inspect page.md --format json | jq .blocks
  cargo xtask inspect page.html --format rst > page.rst
  cargo xtask inspect page.rst --format markdown > page.md
  cargo xtask inspect page.html page.md     two pages side by side: how they differ once read

--tables prints one JSON object a page: {\"page\", \"tables\": [{\"line\", \"head\", \"rows\"}]}, rows as lists of
texts with the header rows first, pages named relative to the folder. --format json prints one JSON object a page.
--format rst, html and markdown print one page in one form: reading it again gives the same document, whatever the
markup was. Tables stand as HTML in Markdown where pipes cannot say them.

Exits with 3 where a file cannot be read at all, else with 0.")]
pub(super) struct Inspect {
    /// Pages, or folders of pages
    #[arg(required = true)]
    paths: Vec<PathBuf>,

    /// Print the cells of all tables as JSON, one line a page
    #[arg(long, conflicts_with = "format")]
    tables: bool,

    /// How documents are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Drawn for a person
    Text,
    /// One JSON object a page
    Json,
    /// reStructuredText that reads back as the same document
    Rst,
    /// HTML that reads back as the same document
    Html,
    /// Markdown that reads back as the same document
    #[value(alias = "md")]
    Markdown,
}

#[derive(Serialize)]
struct Page<'a> {
    page: &'a str,
    #[serde(flatten)]
    document: &'a Document,
}

impl Inspect {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        if let [a, b] = self.paths.as_slice()
            && a.is_file()
            && b.is_file()
            && !self.tables
            && matches!(self.format, Format::Text)
        {
            return beside(a, b);
        }
        let mut outcome = Outcome::Done;
        let mut out = anstream::stdout().lock();
        for path in &self.paths {
            let (shown, errors) = Pages::of(path)?.map(|page, bytes| self.show(page, &unflatten(read(bytes))));
            for page in shown {
                out.write_all(page?.as_bytes())?;
            }
            for error in errors {
                eprintln!("error: {error}");
                outcome = Outcome::Unread;
            }
        }
        Ok(outcome)
    }

    /// Whether the name of each page has to be told.
    fn is_of_many(&self) -> bool {
        self.paths.len() > 1 || Path::new(&self.paths[0]).is_dir()
    }

    fn show(&self, page: &str, document: &Document) -> serde_json::Result<String> {
        if self.tables {
            return Ok(serde_json::to_string(&write_grids(page, document))? + "\n");
        }
        match self.format {
            Format::Json => Ok(serde_json::to_string(&Page { page, document })? + "\n"),
            Format::Rst if self.is_of_many() => Ok(format!(".. {page}\n\n{}\n", print_rst(document))),
            Format::Rst => Ok(print_rst(document)),
            Format::Html if self.is_of_many() => Ok(format!("<!-- {page} -->\n{}\n", print_html(document))),
            Format::Html => Ok(print_html(document)),
            Format::Markdown if self.is_of_many() => Ok(format!("<!-- {page} -->\n\n{}\n", print_markdown(document))),
            Format::Markdown => Ok(print_markdown(document)),
            Format::Text => Ok(xtask::inspect::draw(page, document) + "\n"),
        }
    }
}

/// Two pages side by side.
fn beside(a: &Path, b: &Path) -> anyhow::Result<Outcome> {
    let document = |path: &Path| Ok::<_, files::FileError>(unflatten(read(&files::read(path)?)));
    let (first, second) = (document(a)?, document(b)?);
    let names = [a.display().to_string(), b.display().to_string()];
    let (text, differing) = xtask::side_by_side::draw([&names[0], &names[1]], [&first, &second]);
    writeln!(anstream::stdout().lock(), "{text}\n{differing} lines differ")?;
    Ok(Outcome::Done)
}
