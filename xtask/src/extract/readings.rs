//! One table of a page: by the words of its header it is known, or one of parameters whose role its page decides.
//!
//! In: a table and where it stands. Out: a [`Reading`]; statuses, error codes and actions go to the facts of the page.

use hwc_model::Source;

use super::caption::Caption;
use super::columns::Columns;
use super::facts::{PageFacts, Passed, ReplyFacts, Role, RowFacts, Side, StatusRow, TableFacts};
use super::outline::{Context, Item};
use super::roles::Candidate;
use super::tables;
use super::value_tables::extract_values;
use crate::lint::{Finding, Lint};
use crate::read::Table;
use crate::vocabulary::Column;

/// A table on its way to [`TableFacts`].
pub(super) enum Reading {
    /// Its role is known from its columns.
    Known(Box<TableFacts>),
    /// A parameter table.
    Parameters { line: u32, row_lines: Vec<u32>, candidate: Box<Candidate> },
}

/// The rows of all tables of parameters.
pub(super) fn rows(readings: &[Reading]) -> impl Iterator<Item = &RowFacts> {
    readings.iter().flat_map(|reading| match reading {
        Reading::Parameters { candidate, .. } => candidate.rows.as_slice(),
        Reading::Known(_) => &[],
    })
}

/// Reads a table, the one at `index` of its page.
pub(super) fn read_table(item: &Item<'_>, table: &Table, index: usize, facts: &mut PageFacts) -> Reading {
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
    let mut facts = known_table(item, table, row_lines, Role::Passed(Passed::OtherColumns));
    facts.listed = extract_values(table, &columns);
    Reading::Known(Box::new(facts))
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
    Reading::Known(Box::new(known_table(item, table, row_lines, role)))
}

fn known_table(item: &Item<'_>, table: &Table, row_lines: Vec<u32>, role: Role) -> TableFacts {
    let (caption, captioned) = caption_of(&item.context, table);
    TableFacts {
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
        listed: None,
    }
}
