//! Examples of failures beside those of success: which replies show one, and the status that they belong to.
//!
//! In: the examples of a page with the labels that they stand under, the rows of its replies and its statuses. Out: a status
//! of failure where there is one, and a mark where no table describes what the example shows. Knows no other page: where
//! the replies stand on another one, nothing but the parts of an error is taken for an error.

use std::collections::HashSet;

use hwc_model::{Json, Number};

use super::facts::{OperationFacts, ReplyFacts, Role, RowFacts, TableFacts};
use crate::vocabulary;

/// The status of tables on failure that state none.
pub(crate) const GENERAL_FAILURE: u16 = 400;

/// Places the examples of failures that no status of failure is told of.
pub(super) fn place_failures(operation: Option<&mut OperationFacts>, tables: &[TableFacts]) {
    let Some(operation) = operation else { return };
    let known = names_on_success(tables);
    let failures = statuses_of_failure(operation, tables);
    let has_table = tables.iter().any(|table| table.role == Role::Reply && status_of_failure(table.reply).is_some());
    for facts in &mut operation.response_examples {
        let Some(Json::Object(members)) = &facts.example.body else { continue };
        if facts.example.status.is_some_and(|status| !is_success(status)) {
            // The table of a failure stood above the example by chance.
            let is_chance = facts.inherits_status && shows_success(members, &known) && !shows_failure(members, &known);
            facts.example.status = facts.example.status.filter(|_| !is_chance);
            continue;
        }
        let is_labelled = facts.reply == ReplyFacts::Failure && !shows_success(members, &known);
        let is_told = facts.example.status.is_some() && !facts.inherits_status;
        if is_told || !is_labelled && !shows_failure(members, &known) {
            continue;
        }
        let status = shown_status(members).or_else(|| failures.first().copied());
        let is_known = !known.is_empty() && members.iter().all(|(name, _)| known.contains(name.as_str()));
        if status.is_some() || !is_known {
            facts.example.status = status;
            facts.failure = !has_table;
        }
    }
}

pub(crate) fn is_success(status: u16) -> bool {
    (200..400).contains(&status)
}

/// What a reply on success has, by the tables of the page.
fn names_on_success(tables: &[TableFacts]) -> HashSet<&str> {
    let is_of_success = |table: &&TableFacts| match table.reply {
        ReplyFacts::Failure => false,
        ReplyFacts::Status(status) => is_success(status),
        ReplyFacts::Success | ReplyFacts::Unstated => true,
    };
    let replies = tables.iter().filter(|table| table.role == Role::Reply).filter(is_of_success);
    let comes_on_failure = |row: &&RowFacts| {
        let description = row.constraints.description.as_deref().unwrap_or_default();
        vocabulary::is_returned_on_failure(&row.name, description)
    };
    let rows = replies.flat_map(|table| &table.rows).filter(|row| !comes_on_failure(row));
    rows.map(|row| row.name.as_str()).collect()
}

/// The statuses of failure that the page has a reply for.
fn statuses_of_failure(operation: &OperationFacts, tables: &[TableFacts]) -> Vec<u16> {
    let listed = operation.statuses.iter().map(|row| row.status).filter(|&status| !is_success(status));
    let replies = tables.iter().filter(|table| table.role == Role::Reply);
    listed.chain(replies.filter_map(|table| status_of_failure(table.reply))).collect()
}

fn status_of_failure(reply: ReplyFacts) -> Option<u16> {
    match reply {
        ReplyFacts::Status(status) => Some(status).filter(|&status| !is_success(status)),
        ReplyFacts::Failure => Some(GENERAL_FAILURE),
        ReplyFacts::Success | ReplyFacts::Unstated => None,
    }
}

/// Whether a reply has what only one on success has.
fn shows_success(members: &[(String, Json)], known: &HashSet<&str>) -> bool {
    let is_part = |name: &str| vocabulary::is_part_of_an_error(name) || vocabulary::is_beside_an_error(name);
    members.iter().any(|(name, _)| known.contains(name.as_str()) && !is_part(name))
}

/// Whether a reply is an error: it has parts of one that no reply on success has, and nothing that one has.
fn shows_failure(members: &[(String, Json)], known: &HashSet<&str>) -> bool {
    if let [(name, Json::Object(_))] = members {
        return vocabulary::is_name_of_errors(name) && !known.contains(name.as_str());
    }
    let names = || members.iter().map(|(name, _)| name.as_str());
    let is_coded = names().any(vocabulary::is_code_of_an_error) && names().any(vocabulary::is_message_of_an_error);
    let is_part =
        |name: &str| vocabulary::is_part_of_an_error(name) || is_coded && vocabulary::is_beside_an_error(name);
    let mut parts = names().filter(|name| is_part(name)).peekable();
    let mut others = names().filter(|name| !is_part(name) && !vocabulary::is_request_id(name));
    let has_others = if known.is_empty() { others.next().is_some() } else { others.any(|name| known.contains(name)) };
    parts.peek().is_some() && !has_others && !parts.all(|name| known.contains(name))
}

/// The status that an error states itself: `{"error": {"code": 404, …}}`.
fn shown_status(members: &[(String, Json)]) -> Option<u16> {
    let members = match members {
        [(_, Json::Object(inner))] => inner,
        _ => members,
    };
    let code = members.iter().find(|(name, _)| vocabulary::is_code_of_an_error(name)).map(|(_, code)| code);
    let status = match code? {
        Json::Number(Number::Integer(code)) => u16::try_from(*code).ok(),
        Json::String(code) => code.parse().ok(),
        _ => None,
    };
    status.filter(|status| (400..600).contains(status))
}
