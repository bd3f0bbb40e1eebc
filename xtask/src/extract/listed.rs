//! Operations in tables: method and URI in columns of their own, an operation a row.
//!
//! A table of one row above the sections of a call states what they describe. A table of several rows lists operations that
//! are described elsewhere: on the same page under headings, or on pages of their own, which this module does not know.

use super::columns::Columns;
use super::outline::{Content, Item};
use super::request_line::{RequestLine, read_request_line};
use crate::lint::{Finding, Lint};
use crate::read::{Block, BlockKind, Table};
use crate::vocabulary::{Column, Section};

/// An operation that a row of a table names.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    /// Line of the row.
    pub(super) line: u32,
    /// Method and URI as written.
    pub(super) written: String,
    pub(super) request: RequestLine,
    /// What the other cells of the row say.
    pub(super) said: Vec<String>,
}

/// The operations in the rows of a table; none of a table of permissions.
pub(super) fn rows(table: &Table) -> Vec<Listed> {
    let columns = Columns::read(table);
    if !columns.has(Column::Method) || !columns.has(Column::Uri) || columns.has(Column::Action) {
        return Vec::new();
    }
    let rows = table.rows.iter().skip(columns.head);
    rows.filter_map(|row| {
        let method = columns.cell(row, Column::Method)?;
        let uri = columns.cell(row, Column::Uri)?;
        let written = format!("{} {}", method.to_plain(), uri.to_plain());
        let others = row.cells.iter().filter(|cell| !std::ptr::eq(*cell, method) && !std::ptr::eq(*cell, uri));
        let said = others.map(|cell| cell.to_plain().trim().to_owned()).filter(|said| !said.is_empty()).collect();
        Some(Listed { line: row.line, request: read_request_line(&written)?, written, said })
    })
    .collect()
}

/// The operation of the first table below a heading, where it states one and no other.
pub(super) fn stated(blocks: &[Block]) -> Option<Listed> {
    let table =
        blocks.iter().find_map(|block| if let BlockKind::Table(table) = &block.kind { Some(table) } else { None })?;
    only(rows(table))
}

/// The operation that a table above all sections of a call states.
pub(super) fn stated_above(items: &[Item<'_>]) -> Option<Listed> {
    let listed = tables_above(items).next().and_then(|(_, table)| only(rows(table)));
    listed.filter(|_| describes_a_call(items))
}

fn only(mut rows: Vec<Listed>) -> Option<Listed> {
    rows.pop().filter(|_| rows.is_empty())
}

/// Tables that stand in no section of a call, with their lines.
fn tables_above<'i, 'd>(items: &'i [Item<'d>]) -> impl Iterator<Item = (u32, &'d Table)> + use<'i, 'd> {
    items.iter().filter(|item| is_above(item)).filter_map(|item| match item.content {
        Content::Table(table) => Some((item.line, table)),
        _ => None,
    })
}

fn is_above(item: &Item<'_>) -> bool {
    matches!(item.context.section, None | Some(Section::Function | Section::Prose)) && !item.context.in_note
}

/// Whether anything but tables of operations tells of a call: a section, an example, parameters.
fn describes_a_call(items: &[Item<'_>]) -> bool {
    items.iter().any(|item| match &item.content {
        Content::Heading(_) => is_of_a_call(item),
        Content::Code(_) => true,
        Content::Table(table) => Columns::read(table).are_parameters(),
        Content::Paragraph(_) => false,
    })
}

fn is_of_a_call(item: &Item<'_>) -> bool {
    matches!(
        item.context.section,
        Some(Section::Request | Section::Response | Section::RequestExample | Section::ResponseExample)
    )
}

/// The operations of all tables that list several.
pub(super) fn listed(items: &[Item<'_>]) -> Vec<Listed> {
    tables_above(items).map(|(_, table)| rows(table)).filter(|rows| rows.len() > 1).flatten().collect()
}

/// A page that describes a call below a table of several operations, where nothing tells which of them it is.
pub(super) fn untold(items: &[Item<'_>]) -> Option<Finding> {
    let (line, rows) = tables_above(items).map(|(line, table)| (line, rows(table))).find(|(_, rows)| rows.len() > 1)?;
    let described = items.iter().any(|item| is_of_a_call(item) && matches!(item.content, Content::Table(_)));
    let names: Vec<&str> = rows.iter().map(|row| row.written.as_str()).collect();
    let finding = || {
        let found = format!("{} operations in one table: `{}`", rows.len(), names.join("`, `"));
        Finding::new(Lint::OperationsListed, line, found, "a heading for each, above its method and URI")
            .suggest("give each operation a page of its own, or a heading that its row has too")
    };
    described.then(finding)
}
