//! What stands on other pages without a table of its own on this one: members that a sentence places under a heading or
//! in the reply of another operation, bodies that are those of another operation.
//!
//! Comes in as labels; goes out as tables. Knows nothing of types and examples.

use super::claims::lists_members;
use super::index::{Index, TableKey, same_thing};
use crate::extract::{
    Elsewhere, LabelTarget, OperationFacts, ReplyFacts, Role, RowFacts, Side, TypeExpr, is_structured, references,
};

/// The tables in the section that a label leads to.
struct Section {
    page: usize,
    first: usize,
    end: usize,
    /// It is a whole page.
    is_page: bool,
    /// It is the whole page of an operation.
    is_operation: bool,
}

impl Section {
    fn of(index: &Index<'_>, label: &str, from: usize) -> Option<Section> {
        let (page, LabelTarget::Section(first, end)) = index.label(label, from)? else { return None };
        let facts = &index.pages[page];
        let is_page = first == 0 && end == facts.tables.len();
        Some(Section { page, first, end, is_page, is_operation: is_page && facts.operation.is_some() })
    }

    fn tables(&self) -> impl Iterator<Item = TableKey> + use<> {
        let page = self.page;
        (self.first..self.end).map(move |table| TableKey { page, table })
    }

    /// The only table of members in it.
    fn only_members(&self, index: &Index<'_>) -> Option<TableKey> {
        let mut tables = self.tables().filter(|&table| lists_members(index, table));
        let table = tables.next()?;
        tables.next().is_none().then_some(table)
    }
}

/// The table of a row's members under a heading, or in the reply of an operation that has a member of this name. A whole
/// page says no more than what a value is about.
pub(super) fn members(index: &Index<'_>, row: &RowFacts, key: TableKey) -> Option<TableKey> {
    let labels = references(&row.ty.expr).into_iter().chain(&row.constraints.references);
    let labels = labels.filter_map(|reference| reference.label.as_deref());
    let mut sections = labels.filter_map(|label| Section::of(index, label, key.page));
    let of_section = |section: Section| match section.is_operation {
        true if *row.ty.expr.leaf() == TypeExpr::Any => None,
        true => section.tables().find_map(|table| same_member(index, row, table)),
        false if section.is_page => None,
        false => section.only_members(index),
    };
    sections.find_map(of_section).filter(|&table| table != key)
}

/// Where the row of a reply that is called like a row leads.
fn same_member(index: &Index<'_>, row: &RowFacts, table: TableKey) -> Option<TableKey> {
    let facts = index.table(table);
    if facts.role != Role::Reply || !is_success(facts.reply) {
        return None;
    }
    let is_same = |other: &&RowFacts| same_thing(&other.name, &row.name) && is_structured(&other.ty.expr);
    let other = facts.rows.iter().find(is_same)?;
    let said = references(&other.ty.expr).into_iter().chain(&other.constraints.references);
    let mut said = said.filter_map(|reference| index.resolve(reference, table));
    said.find(|&found| lists_members(index, found))
}

fn is_success(reply: ReplyFacts) -> bool {
    match reply {
        ReplyFacts::Unstated | ReplyFacts::Success => true,
        ReplyFacts::Status(status) => (200..300).contains(&status),
        ReplyFacts::Failure => false,
    }
}

/// The tables that the first sentence in place of a table of one side leads to.
pub(super) fn parameters(index: &Index<'_>, operation: &OperationFacts, side: Side, page: usize) -> Vec<TableKey> {
    let said = operation.elsewhere.iter().filter(|said| said.side == side);
    said.map(|said| tables_of(index, said, page)).find(|tables| !tables.is_empty()).unwrap_or_default()
}

fn tables_of(index: &Index<'_>, said: &Elsewhere, page: usize) -> Vec<TableKey> {
    let role = if said.side == Side::Request { Role::Body } else { Role::Reply };
    let is_meant = |&table: &TableKey| {
        let facts = index.table(table);
        facts.role == role && is_success(facts.reply) && !facts.rows.is_empty()
    };
    match index.label(&said.label, page) {
        Some((other, LabelTarget::Table(table))) if other != page => {
            let table = TableKey { page: other, table };
            Some(table).filter(|&table| is_meant(&table) || lists_members(index, table)).into_iter().collect()
        }
        Some((other, LabelTarget::Section(..))) if other != page => {
            let Some(section) = Section::of(index, &said.label, page) else { return Vec::new() };
            if section.is_operation && !said.says_so {
                return Vec::new();
            }
            let meant: Vec<TableKey> = section.tables().filter(is_meant).collect();
            if meant.is_empty() { section.only_members(index).into_iter().collect() } else { meant }
        }
        _ => Vec::new(),
    }
}
