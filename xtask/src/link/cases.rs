//! One object that several tables describe, one for each case: a row that names two tables, two tables of one body.
//!
//! Which case applies depends on other values, which no type can tell: the object has the members of all, and only those
//! are mandatory that are so in every case.

use std::collections::HashSet;

use hwc_model::{Mandatory, ObjectType, Source, Type};

use super::graph::Graph;
use super::index::TableKey;
use crate::extract::{RowFacts, last_step};
use crate::lint::{Finding, Lint};

impl Graph<'_> {
    /// The object of a row that names several tables.
    pub(super) fn type_of_cases(&mut self, row: &RowFacts, tables: &[TableKey]) -> Type {
        if let Some(ty) = self.by_cases.get(tables) {
            return ty.clone();
        }
        let Some(&first) = tables.first() else { return Type::AnyObject };
        self.used.extend(tables);
        let of_cases: Vec<&RowFacts> = tables.iter().flat_map(|&key| &self.index.table(key).rows).collect();
        let rows = merge(&of_cases, tables.len());
        let source = Source { page: self.index.pages[first.page].path.clone(), table: first.table as u32 + 1, row: 0 };
        let id = self.nodes.len();
        let name = Some(last_step(&row.name).to_owned());
        self.nodes.push(ObjectType { id: id.to_string(), name, description: None, members: Vec::new(), source });
        let ty = Type::Object(id.to_string());
        self.by_cases.insert(tables.to_vec(), ty.clone());
        let lines: Vec<u32> = tables.iter().map(|&key| self.index.table(key).line).collect();
        self.report(first.page, several(row.line, &format!("`{}`", row.name), &lines));
        self.nodes[id].members = self.members(&rows.iter().collect::<Vec<_>>(), first);
        ty
    }
}

/// Rows of several tables as those of one object: the first of each name, mandatory where it is so in every table.
pub(super) fn merge(rows: &[&RowFacts], tables: usize) -> Vec<RowFacts> {
    let mut merged: Vec<RowFacts> = Vec::new();
    let mut seen = HashSet::new();
    for row in rows {
        let is_same = |other: &RowFacts| other.name == row.name && other.parent == row.parent;
        if !seen.insert((&row.name, &row.parent)) {
            continue;
        }
        let always = rows.iter().filter(|other| is_same(other) && other.mandatory == Mandatory::Yes).count() == tables;
        let mut row = (*row).clone();
        if row.mandatory == Mandatory::Yes && !always {
            row.mandatory = Mandatory::Conditional;
        }
        merged.push(row);
    }
    merged
}

/// Whether tables share rows: they are then cases of one object, and not its parts.
pub(super) fn overlap(rows: &[&RowFacts]) -> bool {
    let mut names: HashSet<(&str, Option<&str>)> = HashSet::new();
    rows.iter().any(|row| !names.insert((row.name.as_str(), row.parent.as_deref())))
}

/// The finding that several tables describe one object.
pub(super) fn several(line: u32, what: &str, tables: &[u32]) -> Finding {
    let lines: Vec<String> = tables.iter().map(u32::to_string).collect();
    Finding::new(
        Lint::TableSeveral,
        line,
        format!("{what} is described by the tables at lines {}, one for each case", lines.join(", ")),
        "one table for one object; the members of all were taken",
    )
}
