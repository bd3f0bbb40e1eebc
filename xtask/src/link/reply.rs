//! The response side of an operation: every documented status with its headers and body.

use std::collections::{BTreeMap, HashSet};

use hwc_model::{Json, Member, Response, Source, Type};

use super::elsewhere;
use super::failing::FailingRows;
use super::graph::Graph;
use super::index::TableKey;
use super::level::at_its_level;
use crate::extract::{
    ExampleFacts, GENERAL_FAILURE, OperationFacts, ReplyFacts, Role, RowFacts, Side, TableFacts, is_header_name,
    is_success,
};
use crate::lint::{Finding, Lint};
use crate::vocabulary::{self, RowName};

/// One reply: the rows of its body and of its headers.
#[derive(Clone, Default)]
struct Reply<'p> {
    body: Vec<(TableKey, &'p RowFacts)>,
    headers: Vec<(TableKey, &'p RowFacts)>,
    captions: Vec<&'p str>,
    seen: HashSet<(bool, &'p str, Option<&'p str>)>,
    first: Option<TableKey>,
}

/// Puts the replies together: success first, then in the order of the page.
pub(super) fn link_replies<'p>(graph: &mut Graph<'p>, page: usize, operation: &OperationFacts) -> Vec<Response> {
    let known = Known::of(operation);
    let failing = FailingRows::of(operation);
    let mut replies: BTreeMap<u16, Reply<'_>> = BTreeMap::new();
    let mut order: Vec<u16> = Vec::new();
    for (table, facts) in graph.index.pages[page].tables.iter().enumerate() {
        if !matches!(facts.role, Role::Reply | Role::ReplyHeader) {
            continue;
        }
        let key = TableKey { page, table };
        graph.used.insert(key);
        let status = known.status_of(facts, &replies);
        let (success, failure): (Vec<_>, Vec<_>) = facts.rows.iter().partition(|row| !failing.has(row, facts));
        if !success.is_empty() || failure.is_empty() {
            order.push(status);
            replies.entry(status).or_default().add(key, facts, &success);
        }
        if !failure.is_empty() {
            let status = known.next_failure(&replies);
            order.push(status);
            replies.entry(status).or_default().add(key, facts, &failure);
        }
    }
    if operation.file.is_some() {
        order.push(known.success);
    } else if replies.get(&known.success).is_none_or(|reply| reply.body.is_empty())
        && let Some(reply) = reply_elsewhere(graph, page, operation)
    {
        order.push(known.success);
        replies.insert(known.success, reply);
    }
    for (first, others) in operation.shared.iter().filter_map(|statuses| statuses.split_first()) {
        let Some(reply) = replies.get(first).cloned() else { continue };
        for &other in others {
            order.push(other);
            replies.entry(other).or_insert_with(|| reply.clone());
        }
    }
    order.extend(operation.statuses.iter().map(|row| row.status));
    order.extend(operation.response_examples.iter().filter_map(|example| example.example.status));
    let mut statuses: Vec<u16> = Vec::new();
    for status in order {
        if !statuses.contains(&status) {
            statuses.push(status);
        }
    }
    statuses.sort_by_key(|status| !is_success(*status));
    statuses.into_iter().map(|status| response(graph, page, status, replies.remove(&status), operation)).collect()
}

/// The reply of another page that the section for the response leads to.
fn reply_elsewhere<'p>(graph: &mut Graph<'p>, page: usize, operation: &OperationFacts) -> Option<Reply<'p>> {
    let mut reply: Option<Reply<'p>> = None;
    for key in elsewhere::parameters(graph.index, operation, Side::Response, page) {
        graph.used.insert(key);
        let facts = graph.index.table(key);
        reply.get_or_insert_default().add(key, facts, &facts.rows.iter().collect::<Vec<_>>());
    }
    reply
}

/// The statuses that the page states, for tables that state none.
struct Known {
    success: u16,
    failures: Vec<u16>,
}

impl Known {
    fn of(operation: &OperationFacts) -> Known {
        let listed = operation.statuses.iter().map(|row| row.status);
        let shown = operation.response_examples.iter().filter_map(|example| example.example.status);
        let success = listed.clone().chain(shown).find(|&status| is_success(status)).unwrap_or(200);
        Known { success, failures: listed.filter(|&status| !is_success(status)).collect() }
    }

    /// The status of a table: as labelled, else success, else, for a second table under one caption, the next failure.
    fn status_of(&self, table: &TableFacts, replies: &BTreeMap<u16, Reply<'_>>) -> u16 {
        match table.reply {
            ReplyFacts::Status(status) => status,
            ReplyFacts::Failure => self.next_failure(replies),
            ReplyFacts::Success => self.success,
            ReplyFacts::Unstated => match replies.get(&self.success) {
                Some(reply) if reply.is_repeated_by(table) => self.next_failure(replies),
                _ => self.success,
            },
        }
    }

    fn next_failure(&self, replies: &BTreeMap<u16, Reply<'_>>) -> u16 {
        let free = self.failures.iter().copied().find(|status| !replies.contains_key(status));
        free.or_else(|| self.failures.last().copied()).unwrap_or(GENERAL_FAILURE)
    }
}

impl<'p> Reply<'p> {
    fn add(&mut self, key: TableKey, table: &'p TableFacts, rows: &[&'p RowFacts]) {
        self.first = self.first.or(Some(key));
        if table.role == Role::Reply {
            self.captions.push(table.caption.as_deref().unwrap_or_default());
        }
        for row in rows {
            let in_headers = table.role == Role::ReplyHeader || is_header_name(&row.name);
            let rows = if in_headers { &mut self.headers } else { &mut self.body };
            if self.seen.insert((in_headers, row.name.as_str(), row.parent.as_deref())) {
                rows.push((key, *row));
            }
        }
    }

    /// A second table of the same kind under the same caption describes another reply.
    fn is_repeated_by(&self, table: &TableFacts) -> bool {
        let caption = table.caption.as_deref().unwrap_or_default();
        table.role == Role::Reply && !caption.is_empty() && self.captions.contains(&caption)
    }
}

fn response(
    graph: &mut Graph<'_>,
    page: usize,
    status: u16,
    reply: Option<Reply<'_>>,
    operation: &OperationFacts,
) -> Response {
    let row = operation.statuses.iter().find(|row| row.status == status);
    let reply = reply.unwrap_or_default();
    if row.is_none() && !operation.statuses.is_empty() {
        report_unlisted(graph, page, status, operation);
    }
    let source = match (reply.first, row) {
        (Some(key), _) => {
            let other = if key.page == page { "" } else { &graph.index.pages[key.page].path };
            Source { table: key.table as u32 + 1, page: other.to_owned(), row: 0 }
        }
        (None, Some(row)) => {
            let table = row.table.map_or(0, |table| table as u32 + 1);
            Source { table, row: row.row, ..Source::default() }
        }
        (None, None) => Source::default(),
    };
    // What no status is told of shows a success.
    let is_shown = |facts: &&ExampleFacts| match facts.example.status {
        Some(shown) => shown == status,
        None => is_success(status) && !facts.failure,
    };
    let examples = operation.response_examples.iter().filter(is_shown);
    let file = operation.file.clone().filter(|_| is_success(status) && reply.body.is_empty());
    let ty = match &file {
        Some(_) => Some(Type::Binary),
        None => body(graph, &reply, examples.filter_map(|facts| facts.example.body.as_ref())),
    };
    Response {
        status,
        description: row.and_then(|row| row.meaning.clone()),
        headers: headers(graph, &reply),
        media_type: file.or_else(|| ty.as_ref().map(|_| "application/json".to_owned())),
        ty,
        source,
    }
}

/// A status that a table or an example is labelled with, and that the list of statuses does not have.
fn report_unlisted(graph: &mut Graph<'_>, page: usize, status: u16, operation: &OperationFacts) {
    let tables = graph.index.pages[page].tables.iter();
    let table = tables.filter(|table| table.reply == ReplyFacts::Status(status)).map(|table| table.line).next();
    // An error may state a status that the page lists in words only.
    let is_labelled = |facts: &&ExampleFacts| facts.example.status == Some(status) && !facts.failure;
    let shown = operation.response_examples.iter().find(is_labelled);
    let Some(line) = table.or_else(|| shown.map(|facts| facts.line)) else { return };
    let (found, expected) = (format!("a reply with status {status}"), "a row for the status in the status table");
    graph.report(page, Finding::new(Lint::StatusUnlisted, line, found, expected));
}

fn headers(graph: &mut Graph<'_>, reply: &Reply<'_>) -> Vec<Member> {
    let rows = reply.headers.iter();
    rows.map(|(key, row)| {
        let mut member = graph.member(row, *key);
        member.source.table = key.table as u32 + 1;
        member
    })
    .collect()
}

fn body<'e>(
    graph: &mut Graph<'_>,
    reply: &Reply<'_>,
    examples: impl Iterator<Item = &'e Json> + Clone,
) -> Option<Type> {
    let (key, first) = *reply.body.first()?;
    if reply.body.len() == 1 && says_nothing(first) {
        return None;
    }
    if let [(key, row)] = reply.body.as_slice()
        && let Some(map) = graph.body_of_any_key(row, *key, examples.clone())
    {
        return Some(map);
    }
    let one_table = reply.body.iter().all(|(have, _)| *have == key);
    let whole = one_table && reply.body.len() == graph.index.table(key).rows.len();
    let rows: Vec<&RowFacts> = reply.body.iter().map(|(_, row)| *row).collect();
    let ty = if whole { graph.table_type(key) } else { graph.object(None, &rows, key) };
    Some(at_its_level(graph, ty, &rows, key, examples))
}

/// The row `- | String | -`: there is no body.
fn says_nothing(row: &RowFacts) -> bool {
    let described = row.constraints.description.as_deref().is_some_and(|text| !vocabulary::is_nothing(text));
    vocabulary::row_name(&row.name) == RowName::Whole && !described
}
