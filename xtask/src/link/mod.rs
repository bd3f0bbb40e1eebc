//! Many pages to one model: references resolved, rows sorted into requests and replies, shared types merged, every table
//! accounted for.

mod account;
mod cases;
mod check;
mod claims;
mod elsewhere;
mod evidence;
mod failing;
mod flat;
mod graph;
mod identity;
mod index;
mod level;
mod listed;
mod maps;
mod merge;
mod operations;
mod order;
mod paging;
mod repeat;
mod reply;
mod request;
mod rowless;
mod sharing;
mod value;
mod waiting;

use hwc_model::{ErrorCode, FORMAT, Model, Page, Service};

use crate::extract::PageFacts;
use crate::lint::Finding;

pub use account::{Account, Sections};

/// A service, linked.
#[derive(Clone, Debug)]
pub struct Linked {
    /// What the pages say.
    pub model: Model,
    /// What is wrong with them: page and finding, in the order of pages and lines.
    pub findings: Vec<(String, Finding)>,
    /// What became of each table, row and section.
    pub account: Account,
}

/// Puts the pages of a service together. Pages are taken in the order of their paths, whatever order they come in.
pub fn link(mut pages: Vec<PageFacts>, service: Service) -> Linked {
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    let index = index::Index::new(&pages);
    let mut graph = graph::Graph::new(&index);
    let mut linked = operations::link_operations(&mut graph);
    let graph::Graph { nodes, used, claims, findings: mut found, .. } = graph;
    let types = sharing::share(nodes, &mut linked.operations);
    for (number, page) in pages.iter().enumerate() {
        found.extend(page.findings.iter().cloned().map(|finding| (number, finding)));
    }
    found.append(&mut linked.findings);
    found.extend(check::check_pages(&index, &used, &claims));
    let account = account::account(&pages, &used, &linked.by_page());
    let (mut operations, pages_of) = linked.sorted();
    repeat::find_repeats(&mut operations, &types);
    let (errors, page_list) = (error_codes(&pages), page_list(&pages));
    let model = Model { format: FORMAT, service, operations, types, errors, pages: page_list };
    found.extend(check::check_examples(&model, &index, &pages_of));
    Linked { model, findings: in_order(found, &pages), account }
}

fn in_order(mut findings: Vec<(usize, Finding)>, pages: &[PageFacts]) -> Vec<(String, Finding)> {
    findings.sort_by(|(a, x), (b, y)| (a, x.line, x.lint, &x.found).cmp(&(b, y.line, y.lint, &y.found)));
    findings.dedup();
    findings.into_iter().map(|(page, finding)| (pages[page].path.clone(), finding)).collect()
}

fn page_list(pages: &[PageFacts]) -> Vec<Page> {
    let said = |page: &&PageFacts| page.operation.is_some() || !page.errors.is_empty() || !page.tables.is_empty();
    let page = |page: &PageFacts| Page {
        findings: 0,
        kept: false,
        path: page.path.clone(),
        title: page.title.clone(),
        original_name: page.original_name.clone(),
        updated: page.updated.clone(),
    };
    pages.iter().filter(said).map(page).collect()
}

/// Error codes of pages that document no operation, each once.
fn error_codes(pages: &[PageFacts]) -> Vec<ErrorCode> {
    let mut codes: Vec<ErrorCode> = Vec::new();
    for page in pages.iter().filter(|page| page.operation.is_none()) {
        for code in &page.errors {
            let mut code = code.clone();
            code.source.page.clone_from(&page.path);
            codes.push(code);
        }
    }
    codes.sort_by(|a, b| (&a.code, a.status, &a.source).cmp(&(&b.code, b.status, &b.source)));
    codes.dedup_by(|a, b| a.code == b.code && a.status == b.status);
    codes
}
