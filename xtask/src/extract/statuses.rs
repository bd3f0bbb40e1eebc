//! Statuses that stand outside of tables: in paragraphs of their own, and above a reply that has nothing.

use super::facts::{OperationFacts, ReplyFacts, StatusRow};
use super::outline::{Content, Item, labelled_statuses, status_label};
use super::status_cell::extract_bare_status;
use crate::vocabulary::{self, Section, Word};

/// Statuses that stand in paragraphs of their own: `200` under `Normal`.
pub(super) fn told_statuses(items: &[Item<'_>]) -> Vec<StatusRow> {
    let listed = items.iter().filter(|item| item.context.section == Some(Section::Status));
    let status = |item: &Item<'_>| match &item.content {
        Content::Paragraph(text) => extract_bare_status(without_outcome(text)),
        _ => None,
    };
    listed.filter_map(status).map(|(status, meaning)| StatusRow { status, meaning, table: None, row: 0 }).collect()
}

/// Statuses whose replies one label tells together.
pub(super) fn shared_statuses(items: &[Item<'_>]) -> Vec<Vec<u16>> {
    let texts = items.iter().filter_map(|item| match &item.content {
        Content::Paragraph(text) => Some(labelled_statuses(text)),
        _ => None,
    });
    texts.filter(|statuses| statuses.len() > 1).collect()
}

/// `Status code: 204` beside the replies and their examples, where the page tells no statuses: nothing has to follow it.
pub(super) fn add_labelled(items: &[Item<'_>], operation: Option<&mut OperationFacts>) {
    let Some(operation) = operation.filter(|operation| operation.statuses.is_empty()) else { return };
    let status = |item: &Item<'_>| match (&item.content, item.context.reply) {
        (Content::Paragraph(text), ReplyFacts::Status(status)) => {
            (vocabulary::is_nothing(text) || status_label(text) == Some(status)).then_some(status)
        }
        _ => None,
    };
    let is_answer =
        |item: &&Item<'_>| matches!(item.context.place(), Some(Section::Response | Section::ResponseExample));
    let answers = items.iter().filter(is_answer);
    let labelled = answers.filter_map(status).map(|status| StatusRow { status, meaning: None, table: None, row: 0 });
    operation.statuses.extend(labelled);
}

/// The status line of an example tells of which reply it is, where the page lists that status, or none. A line that was
/// copied with another example is no reply of its own.
pub(super) fn place_examples(operation: Option<&mut OperationFacts>) {
    let Some(operation) = operation else { return };
    let listed: Vec<u16> = operation.statuses.iter().map(|row| row.status).collect();
    for facts in &mut operation.response_examples {
        let shown = facts.status_line.filter(|status| listed.is_empty() || listed.contains(status));
        facts.example.status = facts.example.status.or(shown);
    }
}

/// `Normal 204` without the word for how the call went, which stands in the same line where tables became text.
fn without_outcome(text: &str) -> &str {
    let (first, rest) = text.split_once([' ', ':', '：']).unwrap_or((text, ""));
    let words = vocabulary::words(first);
    let is_outcome = words.rest.is_empty() && (words.has(Word::Success) || words.has(Word::Failure));
    if is_outcome { rest.trim_start() } else { text }
}
