//! Replies that are files: a sentence beside the response says that its media type is none of JSON, and the tables there tell
//! what the file holds.
//!
//! In: the stream of a page and its tables. Out: the media type, and the tables passed over.

use super::facts::{Passed, ReplyFacts, Role, TableFacts};
use super::failures::is_success;
use super::outline::{Content, Item};
use crate::vocabulary::Section;

/// The media type that the page states for its reply on success, where that is a file.
pub(super) fn file_of_reply(items: &[Item<'_>]) -> Option<String> {
    let is_answer = |item: &&Item<'_>| {
        matches!(item.context.place(), Some(Section::Response | Section::ResponseExample))
            && !item.context.in_note
            && is_of_success(item.context.reply)
    };
    items.iter().filter(is_answer).find_map(|item| match &item.content {
        Content::Paragraph(text) => stated_file(text),
        _ => None,
    })
}

/// Passes over the tables of a reply that is a file.
pub(super) fn pass_contents(tables: &mut [TableFacts]) {
    for table in tables.iter_mut().filter(|table| table.role == Role::Reply && is_of_success(table.reply)) {
        table.role = Role::Passed(Passed::InFile);
    }
}

fn is_of_success(reply: ReplyFacts) -> bool {
    match reply {
        ReplyFacts::Failure => false,
        ReplyFacts::Status(status) => is_success(status),
        ReplyFacts::Success | ReplyFacts::Unstated => true,
    }
}

/// The media type of a file in a sentence about the header that states it.
fn stated_file(text: &str) -> Option<String> {
    const BYTES: [&str; 5] =
        ["application/octet-stream", "application/zip", "application/gzip", "application/pdf", "text/csv"];
    let lower = text.to_lowercase();
    let stated = BYTES.into_iter().find(|media| lower.contains(media));
    stated.filter(|_| lower.contains("content-type")).map(str::to_owned)
}
