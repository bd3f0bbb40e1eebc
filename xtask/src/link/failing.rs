//! Rows of a reply that come on failure only, though no label parts them from those of the reply on success.
//!
//! Comes in as the examples of an operation and its rows; goes out as the answer for each row. A description decides where it
//! says when the row comes, examples where it only speaks of errors.

use std::collections::HashSet;

use hwc_model::Json;

use crate::extract::{ExampleFacts, OperationFacts, ReplyFacts, Role, RowFacts, TableFacts, is_success};
use crate::vocabulary;

/// What only the examples of failures of an operation show.
pub(super) struct FailingRows<'p> {
    shown: HashSet<&'p str>,
}

impl<'p> FailingRows<'p> {
    pub(super) fn of(operation: &'p OperationFacts) -> FailingRows<'p> {
        let examples = || operation.response_examples.iter();
        let mut shown = HashSet::new();
        examples().filter(|facts| is_failure(facts)).for_each(|facts| note_error(facts, &mut shown));
        if !shown.is_empty() {
            let successes =
                examples().filter(|facts| !is_failure(facts)).filter_map(|facts| facts.example.body.as_ref());
            successes.for_each(|body| forget(body, &mut shown));
        }
        FailingRows { shown }
    }

    /// Whether a row comes on failure only.
    pub(super) fn has(&self, row: &RowFacts, table: &TableFacts) -> bool {
        let description = row.constraints.description.as_deref().unwrap_or_default();
        let is_shown = || {
            self.shown.contains(row.name.as_str())
                && vocabulary::is_about_errors(description)
                && self.lists_an_error(table)
        };
        table.role == Role::Reply
            && table.reply == ReplyFacts::Unstated
            && (vocabulary::is_returned_on_failure(&row.name, description) || is_shown())
    }

    /// Whether a table has both a code and a message of the errors: either alone may be what something else failed with.
    fn lists_an_error(&self, table: &TableFacts) -> bool {
        let has =
            |is: fn(&str) -> bool| table.rows.iter().any(|row| is(&row.name) && self.shown.contains(row.name.as_str()));
        has(vocabulary::is_code_of_an_error) && has(vocabulary::is_message_of_an_error)
    }
}

fn is_failure(facts: &ExampleFacts) -> bool {
    facts.failure || facts.example.status.is_some_and(|status| !is_success(status))
}

/// The members of an error, which one name may stand around.
fn note_error<'p>(facts: &'p ExampleFacts, shown: &mut HashSet<&'p str>) {
    let Some(Json::Object(members)) = &facts.example.body else { return };
    let members = match members.as_slice() {
        [(_, Json::Object(inner))] => inner,
        _ => members,
    };
    let is_part = |name: &&str| vocabulary::is_part_of_an_error(name) || vocabulary::is_beside_an_error(name);
    shown.extend(members.iter().map(|(name, _)| name.as_str()).filter(is_part));
}

/// Takes out each name that a body has anywhere.
fn forget(body: &Json, shown: &mut HashSet<&str>) {
    match body {
        Json::Object(members) => {
            for (name, value) in members {
                shown.remove(name.as_str());
                forget(value, shown);
            }
        }
        Json::Array(items) => items.iter().for_each(|item| forget(item, shown)),
        _ => {}
    }
}
