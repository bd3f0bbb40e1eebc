//! Pages of one service to its model: reading, extracting and linking in a row, on all processors.
//!
//! Comes in as pages and what `service.toml` says; goes out as a [`Reading`]. A page that cannot be read is told and does
//! not stop the others.

use codegen::diff::PageNotes;
use hwc_model::Model;

use crate::correct::{Idle, Why, correct};
use crate::extract::{PageFacts, extract_pages, page_of};
use crate::files::FileError;
use crate::lines::Lines;
use crate::link::{Account, Linked, link};
use crate::lint::{Finding, Lint};
use crate::notes;
use crate::pages::Pages;
use crate::progress::Progress;
use crate::read::read;
use crate::service_toml::ServiceConfig;

/// What the pages of a service say.
#[derive(Debug)]
pub struct Reading {
    /// The service.
    pub model: Model,
    /// What is wrong with its pages, by page and line.
    pub findings: Vec<(String, Finding)>,
    /// What became of each table, row and section.
    pub account: Account,
    /// Pages whose bytes could not be had.
    pub missing: Vec<FileError>,
    /// Corrections that change nothing.
    pub idle: Vec<Idle>,
    /// What its pages hold beyond the model.
    pub notes: Vec<PageNotes>,
    /// Where the places of the model stand on the pages.
    pub lines: Lines,
}

impl Reading {
    /// A model without its pages.
    pub fn of_model(model: Model) -> Reading {
        let (findings, missing, idle, notes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Reading { model, findings, account: Account::default(), missing, idle, notes, lines: Lines::default() }
    }

    /// Findings of pages that could not be read, or not to their end: what they said is not in the model.
    pub fn unread(&self) -> impl Iterator<Item = &(String, Finding)> {
        self.findings.iter().filter(|(_, finding)| is_unread(finding.lint))
    }
}

fn is_unread(lint: Lint) -> bool {
    matches!(lint, Lint::PageEmpty | Lint::PageBinary | Lint::PageTooLarge | Lint::TableCutOff)
}

/// Reads all pages of a service and links them.
pub fn read_service(pages: &Pages, config: &ServiceConfig, progress: &Progress) -> Reading {
    let (facts, missing) = pages.map(|path, bytes| {
        let mut facts = extract_pages(path, read(bytes));
        facts.iter_mut().for_each(|facts| facts.place = pages.place(path));
        progress.step();
        facts
    });
    let mut reading = link_pages(facts.into_iter().flatten().collect(), config);
    if pages.is_one_page() {
        // Corrections of other pages have nothing to do here.
        reading.idle.retain(|idle| idle.why != Why::PageAbsent);
    }
    Reading { missing, ..reading }
}

/// Puts pages right and links them.
pub fn link_pages(mut facts: Vec<PageFacts>, config: &ServiceConfig) -> Reading {
    facts.sort_by(|a, b| a.path.cmp(&b.path));
    let idle = correct(&mut facts, &config.corrections);
    let (mut notes, lines) = (notes::notes(&facts), Lines::of(&facts));
    let Linked { model, mut findings, account } = link(facts, config.to_service());
    notes::add_faults(&mut notes, &findings);
    tell_by_page(&mut findings);
    Reading { model, findings, account, missing: Vec::new(), idle, notes, lines }
}

/// Findings on parts of a page as those of the page, in the order of its lines.
fn tell_by_page(findings: &mut [(String, Finding)]) {
    for (path, _) in findings.iter_mut() {
        path.truncate(page_of(path).len());
    }
    findings.sort_by(|(a, x), (b, y)| (a, x.line).cmp(&(b, y.line)));
}
