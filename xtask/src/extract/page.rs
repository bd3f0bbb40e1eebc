//! One page: the stream of its blocks to [`PageFacts`].

use std::collections::{HashMap, HashSet};

use hwc_model::Source;

use super::authentication::extract_authentication;
use super::bulleted;
use super::caption::Caption;
use super::columns::Columns;
use super::copies;
use super::elsewhere::extract_elsewhere;
use super::examples::extract_examples;
use super::facts::{
    LabelTarget, OperationFacts, PageFacts, Passed, ReplyFacts, Role, RowFacts, Side, StatusRow, TableFacts, part_path,
};
use super::failures;
use super::faults::page_faults;
use super::lead;
use super::media;
use super::nameless;
use super::outline::{Content, Context, Item, outline};
use super::parts::{self, Part};
use super::prose::prose_of_section;
use super::roles::{self, Candidate, Page};
use super::statuses;
use super::tables;
use super::told;
use super::unflatten::unflatten;
use super::uri::{Uri, extract_uri, of_table};
use super::value_type::Reference;
use crate::lint::{Finding, Lint};
use crate::read::{BlockKind, Document, FaultKind, Markup, Table};
use crate::vocabulary::{self, Column, Section};

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
    let examples = extract_examples(items, &facts.path);
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

/// Labels on headings lead to the tables of their section, those on anything else but tables to the next table before the
/// next heading.
fn label_targets(items: &[Item<'_>]) -> Vec<(String, LabelTarget)> {
    let mut targets = Vec::new();
    let mut waiting: Vec<&str> = Vec::new();
    let mut tables = 0;
    for (at, item) in items.iter().enumerate() {
        if let Content::Heading(level) = item.content {
            targets.extend(waiting.drain(..).map(|label| (label.to_owned(), LabelTarget::Text)));
            if !item.labels.is_empty() {
                let section = LabelTarget::Section(tables, tables + tables_below(&items[at + 1..], level));
                targets.extend(item.labels.iter().map(|label| ((*label).to_owned(), section)));
            }
            continue;
        }
        waiting.extend(&item.labels);
        if let Content::Table(_) = item.content {
            targets.extend(waiting.drain(..).map(|label| (label.to_owned(), LabelTarget::Table(tables))));
            tables += 1;
        }
    }
    targets.extend(waiting.drain(..).map(|label| (label.to_owned(), LabelTarget::Text)));
    targets
}

/// The number of tables before the next heading of a level or one above it.
fn tables_below(items: &[Item<'_>], level: u8) -> usize {
    let is_end = |item: &&Item<'_>| matches!(item.content, Content::Heading(other) if other <= level);
    let section = items.iter().take_while(|item| !is_end(item));
    section.filter(|item| matches!(item.content, Content::Table(_))).count()
}

/// A table on its way to [`TableFacts`].
enum Reading {
    /// Its role is known from its columns.
    Known(Box<TableFacts>),
    /// A parameter table.
    Parameters { line: u32, row_lines: Vec<u32>, candidate: Box<Candidate> },
}

fn read_tables(items: &[Item<'_>], facts: &mut PageFacts) {
    let mut readings = Vec::new();
    for item in items {
        if let Content::Table(table) = item.content {
            readings.push(read_table(item, table, readings.len(), facts));
        }
    }
    drop_listed(&mut readings);
    name_rows(&mut readings, facts);
    lead_rows(items, &mut readings);
    mark_referenced(&mut readings, &label_targets(items));
    let structured = roles::structured_names(rows(&readings));
    let named = roles::names_of(rows(&readings));
    let page = Page {
        method: facts.operation.as_ref().and_then(|operation| operation.method),
        has_operation: facts.operation.is_some(),
        structured: &structured,
        named: &named,
        captions_lost: facts.flattened,
    };
    facts.tables = finish(readings, &page);
}

/// Members that a description tells count where no caption names their owner.
fn drop_listed(readings: &mut [Reading]) {
    let names = readings.iter().flat_map(|reading| match reading {
        Reading::Parameters { candidate, .. } => candidate.caption.names.as_slice(),
        Reading::Known(_) => &[],
    });
    let listed: HashSet<String> = names.map(|name| super::caption::last_step(name).to_lowercase()).collect();
    for reading in readings {
        if let Reading::Parameters { candidate, .. } = reading {
            told::drop_listed(&mut candidate.rows, &listed);
        }
    }
}

/// Sentences below a table lead to the members of its rows: ``For details about the field `a`, see Table 1``.
fn lead_rows(items: &[Item<'_>], readings: &mut [Reading]) {
    let mut tables = 0;
    let mut above = None;
    for item in items {
        match &item.content {
            Content::Heading(_) => above = None,
            Content::Table(_) => {
                above = Some(tables);
                tables += 1;
            }
            Content::Paragraph(text) => {
                let ([label], Some(Reading::Parameters { candidate, .. })) =
                    (item.links.as_slice(), above.and_then(|above| readings.get_mut(above)))
                else {
                    continue;
                };
                lead::lead_row(&mut candidate.rows, text, label);
            }
            Content::Code(_) => {}
        }
    }
}

/// Gives the rows whose names flattening left out the names that the examples show.
fn name_rows(readings: &mut [Reading], facts: &mut PageFacts) {
    if !facts.flattened {
        return;
    }
    let (none, empty) = (Vec::new(), Vec::new());
    let (requests, responses) = facts
        .operation
        .as_ref()
        .map_or((&none, &empty), |operation| (&operation.request_examples, &operation.response_examples));
    for reading in readings {
        let Reading::Parameters { candidate, .. } = reading else { continue };
        let examples = match candidate.context.place() {
            Some(Section::Uri) => &[],
            Some(Section::Request) => requests.as_slice(),
            _ => responses.as_slice(),
        };
        nameless::name_rows(&mut candidate.rows, examples, &mut facts.findings);
    }
}

fn rows(readings: &[Reading]) -> impl Iterator<Item = &RowFacts> {
    readings.iter().flat_map(|reading| match reading {
        Reading::Parameters { candidate, .. } => candidate.rows.as_slice(),
        Reading::Known(_) => &[],
    })
}

fn read_table(item: &Item<'_>, table: &Table, index: usize, facts: &mut PageFacts) -> Reading {
    let columns = Columns::read(table);
    let row_lines: Vec<u32> = table.rows.iter().skip(columns.head).map(|row| row.line).collect();
    let source = Source { page: String::new(), table: index as u32 + 1, row: 0 };
    if row_lines.is_empty() {
        return known(item, table, row_lines, Role::Passed(Passed::Empty));
    }
    match columns.first() {
        Some(Column::Status) => {
            let statuses = tables::extract_statuses(table, &columns);
            if !statuses.is_empty() && !columns.has(Column::ErrorCode) {
                add_statuses(statuses, index, facts);
                return known(item, table, row_lines, Role::Status);
            }
        }
        Some(Column::Name) if columns.are_parameters() => {
            let rows =
                tables::extract_rows(table, &columns, facts.flattened, facts.operation.as_ref(), &mut facts.findings);
            report_columns(item, &columns, facts);
            let candidate = candidate(item, table, rows);
            return Reading::Parameters { line: item.line, row_lines, candidate: Box::new(candidate) };
        }
        _ => {}
    }
    if columns.has(Column::ErrorCode) {
        facts.errors.extend(tables::extract_errors(table, &columns, &source));
        return known(item, table, row_lines, Role::Errors);
    }
    if columns.has(Column::Action) && columns.has(Column::Uri) {
        facts.actions.extend(tables::extract_actions(table, &columns));
        return known(item, table, row_lines, Role::Actions);
    }
    known(item, table, row_lines, Role::Passed(Passed::OtherColumns))
}

fn add_statuses(statuses: Vec<(u16, Option<String>, u32)>, table: usize, facts: &mut PageFacts) {
    let Some(operation) = &mut facts.operation else { return };
    let rows =
        statuses.into_iter().map(|(status, meaning, row)| StatusRow { status, meaning, table: Some(table), row });
    operation.statuses.extend(rows);
}

/// Unknown columns of a table of parameters; one that tells neither types nor what must be given explains something else.
fn report_columns(item: &Item<'_>, columns: &Columns, facts: &mut PageFacts) {
    if !columns.has(Column::Type) && !columns.has(Column::Mandatory) {
        return;
    }
    for heading in &columns.unknown {
        facts.findings.push(Finding::new(
            Lint::ColumnUnknown,
            item.line,
            format!("a column `{heading}`"),
            "columns for name, mandatory, type and description",
        ));
    }
}

fn candidate(item: &Item<'_>, table: &Table, rows: Vec<RowFacts>) -> Candidate {
    let (caption, captioned) = caption_of(&item.context, table);
    Candidate { caption, captioned, context: item.context.clone(), referenced: false, rows }
}

/// The caption, or the paragraph before the table where it has none.
fn caption_of(context: &Context, table: &Table) -> (Caption, bool) {
    match &table.caption {
        Some(caption) => (Caption::read(&caption.to_plain()).with_marks(caption), true),
        None => {
            let lead = Caption::read(context.lead.as_deref().unwrap_or_default());
            let item = context.item.as_deref().filter(|_| lead.is_prose()).map(Caption::read);
            (item.filter(|item| !item.names.is_empty()).unwrap_or(lead), false)
        }
    }
}

fn known(item: &Item<'_>, table: &Table, row_lines: Vec<u32>, role: Role) -> Reading {
    let (caption, captioned) = caption_of(&item.context, table);
    Reading::Known(Box::new(TableFacts {
        line: item.line,
        number: caption.number,
        caption: captioned.then(|| caption.text.clone()),
        lead: item.context.lead.clone(),
        role,
        side: Side::Unknown,
        reply: ReplyFacts::Unstated,
        names: Vec::new(),
        rows: Vec::new(),
        row_lines,
    }))
}

/// Marks the tables that rows of the page refer to.
fn mark_referenced(readings: &mut [Reading], targets: &[(String, LabelTarget)]) {
    let index: HashMap<&str, usize> = targets
        .iter()
        .filter_map(|(label, target)| match target {
            LabelTarget::Table(table) => Some((label.as_str(), *table)),
            LabelTarget::Section(..) | LabelTarget::Text => None,
        })
        .collect();
    let captions = Captions::of(readings);
    let mut referenced: HashSet<usize> = HashSet::new();
    for (number, reading) in readings.iter().enumerate() {
        let labels = rows(std::slice::from_ref(reading)).flat_map(labels_of);
        // A table that only refers to itself may still be the whole body.
        referenced.extend(labels.filter_map(|label| index.get(label).copied()).filter(|&table| table != number));
        // Where the link is lost, the number is that of a table below, or of another page; the name is in a caption.
        let unlinked = rows(std::slice::from_ref(reading)).flat_map(|row| unlinked_of(row, &captions));
        referenced.extend(unlinked.filter(|&table| table > number));
        let explained = rows(std::slice::from_ref(reading)).flat_map(|row| explained(row, &index));
        referenced.extend(explained.filter(|&table| is_named_for(&readings[table.0], table.1)).map(|table| table.0));
    }
    for (number, reading) in readings.iter_mut().enumerate() {
        if let Reading::Parameters { candidate, .. } = reading {
            candidate.referenced = referenced.contains(&number);
        }
    }
}

/// Tables that the description of a scalar leads to: with the row's name in their caption, they tell what the text holds.
fn explained<'r>(row: &'r RowFacts, index: &HashMap<&str, usize>) -> Vec<(usize, &'r str)> {
    let labels = row.constraints.references.iter().filter_map(|reference| reference.label.as_deref());
    let tables = labels.filter_map(|label| index.get(label).copied());
    tables.map(|table| (table, row.name.as_str())).collect()
}

fn is_named_for(reading: &Reading, name: &str) -> bool {
    matches!(reading, Reading::Parameters { candidate, .. } if candidate.caption.words.rest.iter().any(|word| word == name))
}

/// Labels of tables that a row may refer to for its members.
fn labels_of(row: &RowFacts) -> impl Iterator<Item = &str> {
    references_of(row).filter_map(|reference| reference.label.as_deref()).chain(row.name_label.as_deref())
}

/// Tables that a row may refer to for its members without a link: by number, or by a type that is called like a caption.
fn unlinked_of<'c>(row: &'c RowFacts, captions: &'c Captions) -> impl Iterator<Item = usize> + 'c {
    let numbered =
        references_of(row).filter(|reference| reference.label.is_none()).filter_map(|reference| reference.table);
    let names = roles::references(&row.ty.expr).into_iter().filter_map(|reference| reference.name.as_deref());
    let numbered = numbered.filter_map(|number| captions.numbers.get(&number).copied()?);
    numbered.chain(names.filter_map(|name| captions.names.get(name).copied()?))
}

fn references_of(row: &RowFacts) -> impl Iterator<Item = &Reference> {
    let described = row.constraints.references.iter().filter(|_| roles::is_structured(&row.ty.expr));
    roles::references(&row.ty.expr).into_iter().chain(described)
}

/// Tables by what their captions say, and say of words that mean something else as well; none where two say the same.
#[derive(Default)]
struct Captions {
    numbers: HashMap<u32, Option<usize>>,
    names: HashMap<String, Option<usize>>,
}

impl Captions {
    fn of(readings: &[Reading]) -> Captions {
        let mut captions = Captions::default();
        for (table, reading) in readings.iter().enumerate() {
            let Reading::Parameters { candidate, .. } = reading else { continue };
            let Caption { number, text, weak, .. } = &candidate.caption;
            if let Some(number) = *number {
                captions.numbers.entry(number).and_modify(|table| *table = None).or_insert(Some(table));
            }
            if *weak {
                captions.names.entry(text.clone()).and_modify(|table| *table = None).or_insert(Some(table));
            }
        }
        captions
    }
}

fn finish(readings: Vec<Reading>, page: &Page<'_>) -> Vec<TableFacts> {
    let mut places = Vec::new();
    let mut candidates = Vec::new();
    let mut tables: Vec<Option<TableFacts>> = Vec::new();
    for reading in readings {
        match reading {
            Reading::Known(table) => tables.push(Some(*table)),
            Reading::Parameters { line, row_lines, candidate } => {
                places.push((tables.len(), line, row_lines));
                candidates.push(*candidate);
                tables.push(None);
            }
        }
    }
    let assigned = roles::assign_roles(&candidates, page);
    for ((place, line, row_lines), (candidate, assigned)) in
        places.into_iter().zip(candidates.into_iter().zip(assigned))
    {
        // Words before `elements` that make no object of the table make no name of it either.
        let is_whole = matches!(assigned.role, Role::Body | Role::Reply) && candidate.caption.names.len() > 1;
        let names = if is_whole && !candidate.referenced { Vec::new() } else { candidate.caption.names };
        tables[place] = Some(TableFacts {
            line,
            number: candidate.caption.number,
            caption: candidate.captioned.then(|| candidate.caption.text.clone()),
            lead: candidate.context.lead,
            role: assigned.role,
            side: assigned.side,
            reply: assigned.reply,
            names,
            rows: candidate.rows,
            row_lines,
        });
    }
    tables.into_iter().flatten().collect()
}
