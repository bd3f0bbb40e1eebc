//! One page: the stream of its blocks to [`PageFacts`].

use super::authentication::extract_authentication;
use super::bulleted;
use super::copies;
use super::elsewhere::extract_elsewhere;
use super::examples::extract_examples;
use super::facts::{OperationFacts, PageFacts, part_path};
use super::failures;
use super::faults::page_faults;
use super::labels::label_targets;
use super::media;
use super::outline::{Content, Item, outline};
use super::page_tables::read_tables;
use super::parts::{self, Part};
use super::prose::prose_of_section;
use super::statuses;
use super::unflatten::unflatten;
use super::uri::{Uri, extract_uri, of_table};
use crate::lint::{Finding, Lint};
use crate::read::{BlockKind, Document, FaultKind, Markup};
use crate::vocabulary::{self, Section};

/// What the page says: the facts of a page, and those of each further operation that it documents.
pub fn extract_pages(path: &str, document: Document) -> Vec<PageFacts> {
    let mut document = unflatten(document);
    bulleted::to_tables(&mut document);
    let updated = property(&document, "updated");
    let facts = parts::part(document)
        .into_iter()
        .map(|part| PageFacts { updated: updated.clone(), ..extract_part(path, part) });
    facts.collect()
}

fn extract_part(path: &str, part: Part) -> PageFacts {
    let Part { name, document, listed } = part;
    let items = outline(&document);
    let mut facts = PageFacts {
        path: name.as_ref().map_or_else(|| path.to_owned(), |name| part_path(path, name)),
        title: title_of(&document),
        original_name: property(&document, "original_name"),
        flattened: document.markup == Markup::Text,
        findings: document.faults.iter().map(fault_finding).collect(),
        ..PageFacts::default()
    };
    let uri = extract_uri(&items, &mut facts.findings).or_else(|| listed.map(of_table));
    facts.operation = uri.map(|uri| extract_operation(uri, &items, &document, &mut facts));
    if facts.operation.is_none() {
        facts.authentication = extract_authentication(&document.blocks);
    }
    read_tables(&items, &mut facts);
    copies::pass_copies(&mut facts.tables);
    if facts.operation.as_ref().is_some_and(|operation| operation.file.is_some()) {
        media::pass_contents(&mut facts.tables);
    }
    facts.labels = label_targets(&items);
    statuses::add_labelled(&items, facts.operation.as_mut());
    statuses::place_examples(facts.operation.as_mut());
    failures::place_failures(facts.operation.as_mut(), &facts.tables);
    if let Some(operation) = &mut facts.operation {
        operation.elsewhere = extract_elsewhere(&items, &facts.tables);
    }
    facts.findings.extend(page_faults(&items, &facts));
    facts
}

fn title_of(document: &Document) -> String {
    let heading = document.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading { text, .. } => Some(text.to_plain()),
        _ => None,
    });
    heading.unwrap_or_default()
}

fn property(document: &Document, name: &str) -> Option<String> {
    document.properties.iter().find(|(have, _)| have == name).map(|(_, value)| value.clone())
}

/// A fault of reading as a finding.
fn fault_finding(fault: &crate::read::Fault) -> Finding {
    let (lint, expected) = match fault.kind {
        FaultKind::PageEmpty => (Lint::PageEmpty, "a page of documentation"),
        FaultKind::PageBinary => (Lint::PageBinary, "text"),
        FaultKind::CharsetGuessed => (Lint::CharsetGuessed, "UTF-8"),
        FaultKind::PageTooLarge => (Lint::PageTooLarge, "a page of less than 64 MiB"),
        FaultKind::TableMalformed => (Lint::TableMalformed, "borders and columns that line up"),
        FaultKind::TableCutOff => (Lint::TableCutOff, "a table with all its rows"),
        FaultKind::NestingTooDeep => (Lint::NestingTooDeep, "blocks that are nested as a person would read them"),
        FaultKind::MarkupMalformed => (Lint::MarkupMalformed, "well-formed markup"),
        FaultKind::FlatteningLost => (Lint::FlatteningLost, "the page with its structure"),
    };
    Finding::new(lint, fault.line, fault.found.clone(), expected)
}

fn extract_operation(uri: Uri, items: &[Item<'_>], document: &Document, facts: &mut PageFacts) -> OperationFacts {
    let examples = extract_examples(items, &facts.path, uri.line);
    facts.findings.extend(examples.findings);
    OperationFacts {
        line: uri.line,
        written: uri.written,
        method: uri.method,
        path: uri.path,
        aliases: uri.aliases,
        query: uri.query,
        description: prose_of_section(document, Section::Function),
        remarks: prose_of_section(document, Section::Prose),
        deprecated: banner(items),
        request_examples: examples.requests,
        response_examples: examples.responses,
        statuses: statuses::told_statuses(items),
        shared: statuses::shared_statuses(items),
        file: media::file_of_reply(items),
        elsewhere: Vec::new(),
    }
}

/// The sentence that tells callers not to use the operation any more.
fn banner(items: &[Item<'_>]) -> Option<String> {
    let before_uri = items.iter().take_while(|item| item.context.section != Some(Section::Uri));
    before_uri
        .filter_map(|item| match &item.content {
            Content::Paragraph(text) if vocabulary::is_deprecation(text) => Some(text.clone()),
            _ => None,
        })
        .next()
}
