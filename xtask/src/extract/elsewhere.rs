//! Sections without a table whose sentences lead to the tables of another page: `The response is that of …`.
//!
//! Comes in as the stream of a page and its tables; goes out as the labels, with their side. Where they lead, and
//! whether parameters stand there, is for whoever knows the other pages.

use super::facts::{Elsewhere, ReplyFacts, Role, Side, TableFacts};
use super::outline::{Content, Item};
use crate::vocabulary::{self, Section, Word};

/// Where the sections for request and response lead that have no body in a table of the page.
pub(super) fn extract_elsewhere(items: &[Item<'_>], tables: &[TableFacts]) -> Vec<Elsewhere> {
    let has = |wanted: Role| tables.iter().any(|table| table.role == wanted);
    let (has_body, has_reply) = (has(Role::Body), has(Role::Reply));
    let mut found = Vec::new();
    for item in items {
        match side_of(item) {
            Some(Side::Request) if !has_body => add(item, Side::Request, &mut found),
            Some(Side::Response) if !has_reply => add(item, Side::Response, &mut found),
            _ => {}
        }
    }
    found
}

/// The side that a paragraph is about; none for what comes on failure, and for notes.
fn side_of(item: &Item<'_>) -> Option<Side> {
    let is_success = match item.context.reply {
        ReplyFacts::Unstated | ReplyFacts::Success => true,
        ReplyFacts::Status(status) => (200..300).contains(&status),
        ReplyFacts::Failure => false,
    };
    if item.context.in_note || !is_success {
        return None;
    }
    match item.context.place()? {
        Section::Request => Some(Side::Request),
        Section::Response => Some(Side::Response),
        _ => None,
    }
}

fn add(item: &Item<'_>, side: Side, found: &mut Vec<Elsewhere>) {
    let Content::Paragraph(text) = &item.content else { return };
    let words = vocabulary::words(text);
    if words.has(Word::Header) {
        return;
    }
    let says_so = words.has(if side == Side::Request { Word::Request } else { Word::Response });
    let elsewhere = |label: &&str| Elsewhere { line: item.line, side, label: (*label).to_owned(), says_so };
    found.extend(item.links.iter().map(elsewhere));
}
