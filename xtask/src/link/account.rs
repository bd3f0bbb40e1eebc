//! The account of a service: every table, row and section of every page of an operation, read or not and why.

use std::collections::{BTreeMap, HashSet};

use hwc_model::{Operation, Place};
use serde::Serialize;

use super::identity::placeholders;
use super::index::TableKey;
use crate::extract::{ExampleFacts, OperationFacts, PageFacts, Passed, Role, page_of};

/// Sums over pages. Tables reconcile: `tables` is the sum of `roles` and `passed`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Account {
    /// Pages read.
    pub pages: usize,
    /// Pages, and parts of pages, that document an operation.
    pub operation_pages: usize,
    /// Tables on pages of operations, and tables of other pages that they refer to.
    pub tables: usize,
    /// Tables read, by role.
    pub roles: BTreeMap<&'static str, usize>,
    /// Tables passed over, by reason.
    pub passed: BTreeMap<&'static str, usize>,
    /// Rows below the headers of those tables.
    pub rows: usize,
    /// Rows that became parameters, members, statuses or codes.
    pub rows_read: usize,
    /// Parts of pages, by how far they were read.
    pub sections: BTreeMap<&'static str, Sections>,
}

/// How many pages have a part, and how far it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sections {
    /// Every row or block.
    pub read: usize,
    /// Some rows or blocks.
    pub partly: usize,
    /// None, though it is there: a fact about us.
    pub not_read: usize,
    /// The page has no such part: a fact about the page.
    pub not_there: usize,
}

impl Account {
    /// Adds what another account counts.
    pub fn add(&mut self, other: &Account) {
        self.pages += other.pages;
        self.operation_pages += other.operation_pages;
        self.tables += other.tables;
        self.rows += other.rows;
        self.rows_read += other.rows_read;
        other.roles.iter().for_each(|(role, count)| *self.roles.entry(role).or_default() += count);
        other.passed.iter().for_each(|(reason, count)| *self.passed.entry(reason).or_default() += count);
        for (section, sums) in &other.sections {
            let mine = self.sections.entry(section).or_default();
            mine.read += sums.read;
            mine.partly += sums.partly;
            mine.not_read += sums.not_read;
            mine.not_there += sums.not_there;
        }
    }

    /// Whether the sums add up.
    pub fn reconciles(&self) -> bool {
        let roles: usize = self.roles.values().sum();
        let passed: usize = self.passed.values().sum();
        let whole = |sums: &Sections| sums.read + sums.partly + sums.not_read + sums.not_there;
        self.tables == roles + passed
            && self.rows_read <= self.rows
            && self.sections.values().all(|sums| whole(sums) == self.operation_pages)
    }
}

/// Counts a service's pages. `used` are the tables that operations were built from.
pub(super) fn account(pages: &[PageFacts], used: &HashSet<TableKey>, operations: &[Option<&Operation>]) -> Account {
    let whole = pages.iter().filter(|page| page_of(&page.path) == page.path).count();
    let mut account = Account { pages: whole, ..Account::default() };
    for (number, page) in pages.iter().enumerate() {
        let operation = page.operation.as_ref();
        account.operation_pages += usize::from(operation.is_some());
        for (table, facts) in page.tables.iter().enumerate() {
            let used = used.contains(&TableKey { page: number, table });
            if operation.is_some() || used {
                account.count_table(facts.role, used, facts.row_lines.len(), facts.rows.len());
            }
        }
        if let Some(operation) = operation {
            account.count_sections(page, operation, operations[number]);
        }
    }
    account
}

impl Account {
    fn count_table(&mut self, role: Role, used: bool, rows: usize, rows_read: usize) {
        self.tables += 1;
        self.rows += rows;
        match effective(role, used) {
            Role::Passed(reason) => *self.passed.entry(reason_name(reason)).or_default() += 1,
            role @ (Role::Status | Role::Errors | Role::Actions) => {
                self.rows_read += rows;
                *self.roles.entry(role_name(role)).or_default() += 1;
            }
            role => {
                self.rows_read += rows_read;
                *self.roles.entry(role_name(role)).or_default() += 1;
            }
        }
    }

    fn count_sections(&mut self, page: &PageFacts, facts: &OperationFacts, operation: Option<&Operation>) {
        for (section, (there, read)) in extents(page, facts, operation) {
            let sums = self.sections.entry(section).or_default();
            match (there, read) {
                (0, _) => sums.not_there += 1,
                (_, 0) => sums.not_read += 1,
                (there, read) if read < there => sums.partly += 1,
                _ => sums.read += 1,
            }
        }
    }
}

/// A table of members that nothing leads to is passed over, whatever it looked like.
fn effective(role: Role, used: bool) -> Role {
    match role {
        Role::Object if !used => Role::Passed(Passed::Orphan),
        role => role,
    }
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Uri => "path and query",
        Role::Query => "query",
        Role::Header => "request header",
        Role::Body => "request body",
        Role::Reply => "response body",
        Role::ReplyHeader => "response header",
        Role::Object => "object",
        Role::Status => "status",
        Role::Errors => "error code",
        Role::Actions => "permission",
        Role::Passed(reason) => reason_name(reason),
    }
}

fn reason_name(reason: Passed) -> &'static str {
    match reason {
        Passed::OtherColumns => "columns of its own, not those of parameters",
        Passed::Copy => "repeats the reply beside the URI",
        Passed::InFile => "describes a file",
        Passed::InExample => "stands in an example",
        Passed::InProse => "stands in a section of prose",
        Passed::Empty => "has no rows",
        Passed::Corrected => "dropped by a correction",
        Passed::Orphan => "members of nothing: no row leads to it",
    }
}

type Extent = (usize, usize);

/// How many rows or blocks each part of the page has, and how many of them were read.
fn extents(page: &PageFacts, facts: &OperationFacts, operation: Option<&Operation>) -> [(&'static str, Extent); 7] {
    let rows = |roles: &[Role]| {
        let tables = page.tables.iter().filter(|table| roles.contains(&table.role));
        tables.fold((0, 0), |(there, read), table| (there + table.row_lines.len(), read + table.rows.len()))
    };
    let parameters = |place: Place| {
        operation.map_or(0, |operation| operation.parameters.iter().filter(|have| have.place == place).count())
    };
    // A path may name one placeholder twice.
    let placeholders = placeholders(&facts.path).into_iter().collect::<HashSet<_>>().len();
    [
        ("path", (placeholders, parameters(Place::Path).min(placeholders))),
        ("query", (parameters(Place::Query), parameters(Place::Query))),
        ("header", rows(&[Role::Header])),
        ("body", rows(&[Role::Body])),
        ("response", rows(&[Role::Reply, Role::ReplyHeader])),
        ("example request", examples(&facts.request_examples)),
        ("example response", examples(&facts.response_examples)),
    ]
}

/// An example is read unless its body is meant as JSON and none: bodies of other kinds are kept as they are.
fn examples(examples: &[ExampleFacts]) -> Extent {
    (examples.len(), examples.iter().filter(|facts| !facts.unread).count())
}
