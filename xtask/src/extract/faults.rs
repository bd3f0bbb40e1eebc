//! What is wrong with a page as a whole: no URI, no statuses, tables that are numbered oddly or stand where no part of a
//! call does.
//!
//! Comes in as the stream of the page and what was read from it, goes out as findings. Knows nothing of single rows.

use super::facts::{OperationFacts, PageFacts, Passed, ReplyFacts, Role, TableFacts, page_of};
use super::listed;
use super::outline::{Content, Item};
use crate::lint::{Finding, Lint};
use crate::vocabulary::Section;

/// Looks at a page that has been read.
pub(super) fn page_faults(items: &[Item<'_>], facts: &PageFacts) -> Vec<Finding> {
    let Some(operation) = &facts.operation else {
        return listed::untold(items).or_else(|| uri_missing(items, facts)).into_iter().collect();
    };
    // Tables of a part are counted with those of the parts before it.
    let is_part = page_of(&facts.path) != facts.path;
    let mut findings: Vec<Finding> = table_numbers(&facts.tables, if is_part { None } else { Some(0) });
    findings.extend(unlabelled(items, &facts.tables));
    findings.extend(status_missing(items, operation));
    findings.extend(success_missing(items, facts, operation));
    if facts.flattened {
        findings.iter_mut().for_each(lay_on_flattening);
    }
    findings
}

/// What a flattened page lacks may have been lost on the way: captions with their numbers, and statuses in lists.
fn lay_on_flattening(finding: &mut Finding) {
    if matches!(finding.lint, Lint::TableNumberOdd | Lint::StatusWithoutSuccess) {
        finding.lint = Lint::FlatteningLost;
    }
}

/// A page with the sections of a call and tables in them is meant to document one.
fn uri_missing(items: &[Item<'_>], facts: &PageFacts) -> Option<Finding> {
    let uri = heading_of(items, Section::Uri)?;
    let has_reply = heading_of(items, Section::Response).is_some();
    let has_rows = facts.tables.iter().any(|table| !table.rows.is_empty());
    let finding = || {
        Finding::new(
            Lint::UriMissing,
            uri.line,
            "no method and URI below this heading",
            "a line such as GET /v1/things",
        )
        .suggest("write method and URI into one line of their own")
    };
    (has_reply && has_rows).then(finding)
}

fn heading_of<'i, 'd>(items: &'i [Item<'d>], section: Section) -> Option<&'i Item<'d>> {
    items.iter().find(|item| matches!(item.content, Content::Heading(_)) && item.context.section == Some(section))
}

/// Numbers of captions count up by one, from the one behind `last`; tables without a number are not counted.
fn table_numbers(tables: &[TableFacts], mut last: Option<u32>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, table) in tables.iter().filter_map(|table| Some((table.number?, table))) {
        let expected = last.map_or(number, |last| last.saturating_add(1));
        if number != expected {
            let (found, expected) = (format!("`Table {number}`"), format!("Table {expected}"));
            findings.push(Finding::new(Lint::TableNumberOdd, table.line, found, expected));
        }
        last = Some(number);
    }
    findings
}

/// Parameter tables under a heading that no part of a call has.
fn unlabelled(items: &[Item<'_>], tables: &[TableFacts]) -> Vec<Finding> {
    let places = items.iter().filter(|item| matches!(item.content, Content::Table(_)));
    let passed = places.zip(tables).filter(|(item, table)| {
        item.context.section.is_none() && table.role == Role::Passed(Passed::InProse) && !table.rows.is_empty()
    });
    let finding = |table: &TableFacts| {
        Finding::new(
            Lint::TableUnlabelled,
            table.line,
            format!("`{}` stands in no part of the call", table.title()),
            "a table in the section of the request or of the response",
        )
        .suggest("move the table, or give its section one of the usual headings")
    };
    passed.map(|(_, table)| finding(table)).collect()
}

fn status_missing(items: &[Item<'_>], operation: &OperationFacts) -> Option<Finding> {
    let stated = !operation.statuses.is_empty()
        || items.iter().any(|item| {
            item.context.section == Some(Section::Status) || matches!(item.context.reply, ReplyFacts::Status(_))
        });
    let finding = || {
        Finding::new(
            Lint::StatusMissing,
            operation.line,
            "no section lists the status codes",
            "a table of status codes",
        )
    };
    (!stated).then(finding)
}

fn success_missing(items: &[Item<'_>], facts: &PageFacts, operation: &OperationFacts) -> Option<Finding> {
    const FIRST_FAILURE: u16 = 400;
    let first = operation.statuses.first()?;
    let labelled = items.iter().filter_map(|item| match item.context.reply {
        ReplyFacts::Status(status) => Some(status),
        _ => None,
    });
    let mut stated = operation.statuses.iter().map(|row| row.status).chain(labelled);
    if stated.any(|status| status < FIRST_FAILURE) {
        return None;
    }
    let line = first.table.and_then(|table| facts.tables.get(table)).map_or(operation.line, |table| table.line);
    Some(Finding::new(Lint::StatusWithoutSuccess, line, "no status below 400", "the status of a successful call"))
}
