//! What pages hold beyond the model, for comparing two revisions of them: captions and faults.

use codegen::diff::{Fault, PageNotes, TableNotes};

use crate::extract::{PageFacts, TableFacts};
use crate::lint::Finding;

/// The notes of pages, in their order.
pub fn notes(facts: &[PageFacts]) -> Vec<PageNotes> {
    let of_page = |page: &PageFacts| PageNotes {
        path: page.path.clone(),
        title: page.title.clone(),
        uri: page.operation.as_ref().map(|operation| operation.written.clone()),
        remarks: page.operation.as_ref().and_then(|operation| operation.remarks.clone()),
        tables: page.tables.iter().map(of_table).collect(),
        faults: Vec::new(),
        authentication: page.authentication.clone(),
    };
    facts.iter().map(of_page).collect()
}

fn of_table(table: &TableFacts) -> TableNotes {
    TableNotes { number: table.number, caption: table.caption.clone().unwrap_or_default() }
}

/// Adds what is wrong with each page.
pub fn add_faults(notes: &mut [PageNotes], findings: &[(String, Finding)]) {
    for (page, finding) in findings {
        if let Ok(at) = notes.binary_search_by(|notes| notes.path.as_str().cmp(page)) {
            let Finding { lint, line, found, .. } = finding;
            notes[at].faults.push(Fault { lint: lint.id().to_owned(), line: *line, found: found.clone() });
        }
    }
}
