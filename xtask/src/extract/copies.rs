//! Tables beside the URI that repeat the reply: what a call sends there has neither objects nor lists of them, and a table
//! that lists the rows of the reply word by word was copied to the wrong place.
//!
//! In: the tables of a page with their roles. Out: the same, copies passed over.

use super::facts::{Passed, Role, RowFacts, TableFacts};
use super::roles::is_structured;

/// Passes over each table of the URI that lists objects or lists as the reply does.
pub(super) fn pass_copies(tables: &mut [TableFacts]) {
    let copies: Vec<usize> = (0..tables.len()).filter(|&at| is_copy(&tables[at], tables)).collect();
    for copy in copies {
        tables[copy].role = Role::Passed(Passed::Copy);
    }
}

fn is_copy(table: &TableFacts, tables: &[TableFacts]) -> bool {
    let replies = || tables.iter().filter(|other| other.role == Role::Reply).flat_map(|other| &other.rows);
    let is_repeated = |row: &RowFacts| is_structured(&row.ty.expr) && replies().any(|other| is_same(row, other));
    matches!(table.role, Role::Uri | Role::Query) && !table.rows.is_empty() && table.rows.iter().all(is_repeated)
}

fn is_same(row: &RowFacts, other: &RowFacts) -> bool {
    let described = row.constraints.description.is_some();
    row.name == other.name
        && row.ty.expr == other.ty.expr
        && described
        && row.constraints.description == other.constraints.description
}
