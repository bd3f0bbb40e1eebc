//! Which rows lead to which tables, by what they write: links, numbers, names.
//!
//! Comes in as the index of all pages; goes out as a count for each table. Knows nothing of types and examples.

use std::collections::{HashMap, HashSet};

use super::elsewhere;
use super::index::{Index, TableKey, same_thing};
use crate::extract::{Role, RowFacts, TypeExpr, is_structured, last_step, references};

/// The tables that rows lead to.
pub(super) struct Claims {
    /// Those of which a row with an object or a list says that its members stand there.
    members: HashSet<TableKey>,
    /// The number of rows that mention a table in any way.
    mentions: HashMap<TableKey, usize>,
}

impl Claims {
    /// Looks at every row.
    pub(super) fn of(index: &Index<'_>) -> Claims {
        let mut claims = Claims { members: HashSet::new(), mentions: HashMap::new() };
        for (page, facts) in index.pages.iter().enumerate() {
            for (table, rows) in facts.tables.iter().enumerate().map(|(table, facts)| (table, &facts.rows)) {
                rows.iter().for_each(|row| claims.add(index, row, TableKey { page, table }));
            }
        }
        claims
    }

    fn add(&mut self, index: &Index<'_>, row: &RowFacts, key: TableKey) {
        if is_structured(&row.ty.expr) {
            let referred = references(&row.ty.expr).into_iter().find_map(|reference| index.resolve(reference, key));
            self.members.extend(referred.or_else(|| told(index, row, key)));
        }
        for table in mentioned(index, row, key) {
            *self.mentions.entry(table).or_default() += 1;
        }
    }

    /// Whether a row leads to the table for the members of its value.
    pub(super) fn members_of_a_row(&self, table: TableKey) -> bool {
        self.members.contains(&table)
    }

    /// How many rows mention the table.
    pub(super) fn mentions(&self, table: TableKey) -> usize {
        self.mentions.get(&table).copied().unwrap_or_default()
    }

    /// The tables that a row names for one value, where it names several: one for each case.
    ///
    /// Those of the type column decide, and so does a type that has a table. Those of the description count where no other row mentions them: a table that
    /// explains values or holds for many rows is no case of one.
    pub(super) fn cases(&self, index: &Index<'_>, row: &RowFacts, key: TableKey) -> Vec<TableKey> {
        let of_type: Vec<_> = references(&row.ty.expr).into_iter().chain(&row.ty.alternatives).collect();
        let by_type = of_type.iter().any(|reference| reference.label.is_some() || reference.table.is_some());
        let by_name =
            of_type.iter().any(|reference| reference.name.is_some() && index.resolve(reference, key).is_some());
        if by_name && !by_type {
            return Vec::new();
        }
        let references = if by_type { of_type } else { row.constraints.references.iter().collect() };
        let mut tables: Vec<TableKey> = Vec::new();
        for table in references.into_iter().filter_map(|reference| index.resolve(reference, key)) {
            let is_case = lists_members(index, table) && (by_type || self.mentions(table) == 1);
            if is_case && table.page == key.page && !tables.contains(&table) {
                tables.push(table);
            }
        }
        tables
    }
}

/// The table that a row leads to by the name's own link, by its description, or by a caption that names the member.
pub(super) fn told(index: &Index<'_>, row: &RowFacts, key: TableKey) -> Option<TableKey> {
    let linked = row.name_label.as_deref().and_then(|label| index.labelled_table(label, key.page));
    let named = || index.named_other(&row.name, key);
    let described = row.constraints.references.iter().find_map(|reference| index.resolve(reference, key));
    let described = match named() {
        // The number is that of another page, to which the link is lost.
        Some(named)
            if of_one_side(index, named, key)
                && is_only_number(index, row, key)
                && !describes(index, described, row, key) =>
        {
            Some(named)
        }
        // So it is where it leads back: to the row's own table, or to that of the whole body.
        None if is_only_number(index, row, key) => described.filter(|&table| !leads_back(index, table, row, key)),
        named => described.or(named),
    };
    let found = linked.or(described).filter(|&table| holds_members(index, table));
    found.or_else(|| elsewhere::members(index, row, key).filter(|_| is_structured(&row.ty.expr)))
}

/// Whether a flattened page is left with nothing but the number of a table.
fn is_only_number(index: &Index<'_>, row: &RowFacts, key: TableKey) -> bool {
    index.pages[key.page].flattened && row.constraints.references.iter().all(|reference| reference.label.is_none())
}

/// Whether a table holds the row, or is that of a whole body above it, and its caption does not name the row.
fn leads_back(index: &Index<'_>, table: TableKey, row: &RowFacts, from: TableKey) -> bool {
    let is_above = table.page == from.page && table.table <= from.table;
    let holds = table == from || index.table(table).role != Role::Object;
    is_above && holds && !describes(index, Some(table), row, from)
}

/// Whether a table can be that of a row by its caption: it names the row, or is lost, and is not the row's own.
fn describes(index: &Index<'_>, table: Option<TableKey>, row: &RowFacts, from: TableKey) -> bool {
    table.is_none_or(|table| {
        let facts = index.table(table);
        let is_own = |name: &String| same_thing(name, &row.name) || same_thing(last_step(name), &row.name);
        let is_nameless = facts.names.is_empty() && facts.caption.is_none();
        table != from && (is_nameless || facts.names.iter().any(is_own))
    })
}

/// Whether the number of a table in a description is that of the row's own table, and not one of another page: it stands
/// on the same side of the page and is called like the row or has no caption.
pub(super) fn is_numbered_for(index: &Index<'_>, table: TableKey, row: &RowFacts, from: TableKey) -> bool {
    of_one_side(index, table, from) && describes(index, Some(table), row, from)
}

fn of_one_side(index: &Index<'_>, a: TableKey, b: TableKey) -> bool {
    index.table(a).side == index.table(b).side
}

/// Every table that a row writes down, each once.
fn mentioned(index: &Index<'_>, row: &RowFacts, key: TableKey) -> HashSet<TableKey> {
    let references = references(&row.ty.expr).into_iter().chain(&row.ty.alternatives);
    let linked = references.chain(&row.constraints.references).filter_map(|reference| index.resolve(reference, key));
    let own = row.name_label.as_deref().and_then(|label| index.labelled_table(label, key.page));
    let named = index.named_other(&row.name, key);
    linked.chain(own).chain(named).filter(|&table| table != key).collect()
}

fn holds_members(index: &Index<'_>, key: TableKey) -> bool {
    let table = index.table(key);
    !table.rows.is_empty() && !matches!(table.role, Role::Uri | Role::Query | Role::Header | Role::ReplyHeader)
}

/// Whether a table lists members with their types; what has no types may explain values.
pub(super) fn lists_members(index: &Index<'_>, key: TableKey) -> bool {
    let table = index.table(key);
    table.role == Role::Object && table.rows.iter().any(|row| row.ty.expr != TypeExpr::Absent)
}
