//! Members that stand below their owner in one table, and again below the next owner:
//!
//! ```text
//! | tags     | List<Object> |
//! | key      | String       |
//! | values   | List<String> |
//! | not_tags | List<Object> |
//! | key      | String       |
//! | values   | List<String> |
//! ```
//!
//! No object has two members of one name: rows that come again belong to the object or list right above each of them.

use std::collections::{HashMap, HashSet};

use super::facts::RowFacts;
use super::value_type::TypeExpr;
use crate::lint::{Finding, Lint};

/// Makes rows that come again members of what they stand below, and reports each owner.
pub(super) fn nest_repeated(rows: &mut [RowFacts], findings: &mut Vec<Finding>) {
    let owners = owners(rows);
    let mut told: HashSet<usize> = HashSet::new();
    for (row, owner) in owners {
        rows[row].parent = Some(rows[owner].name.clone());
        if told.insert(owner) {
            let found = format!("the members of `{}` stand beside it in one table", rows[owner].name);
            findings.push(Finding::new(Lint::RowsFlattened, rows[owner].line, found, "a table of its members"));
        }
    }
}

/// The rows that come again, each with the row that it is a member of; none where one of them has no owner, or comes twice
/// below one.
fn owners(rows: &[RowFacts]) -> Vec<(usize, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for row in rows.iter().filter(|row| row.parent.is_none()) {
        *counts.entry(row.name.as_str()).or_default() += 1;
    }
    let mut owners = Vec::new();
    let mut seen: HashSet<(usize, &str)> = HashSet::new();
    let mut owner = None;
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.parent.is_none()) {
        if counts.get(row.name.as_str()).is_some_and(|count| *count > 1) {
            let Some(above) = owner.filter(|&above| seen.insert((above, &row.name))) else { return Vec::new() };
            owners.push((at, above));
        } else {
            owner = is_open(row).then_some(at);
        }
    }
    owners
}

/// Whether members of a row have no table of their own.
fn is_open(row: &RowFacts) -> bool {
    let is_free = match &row.ty.expr {
        TypeExpr::Array(item) => **item == TypeExpr::AnyObject,
        expr => *expr == TypeExpr::AnyObject,
    };
    is_free && row.constraints.references.is_empty() && row.name_label.is_none()
}
