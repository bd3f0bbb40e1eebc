//! Sentences that lead from a row to the table of its members: ``For details about the field `a`, see Table 1``.

use std::collections::HashSet;

use super::facts::RowFacts;
use super::roles::{is_structured, references};
use super::value_type::Reference;

/// Lets the only row that a sentence names and that leads nowhere yet refer to a table.
pub(super) fn lead_row(rows: &mut [RowFacts], text: &str, label: &str) {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.');
    let words: HashSet<&str> = text.split(|c| !is_name(c)).collect();
    let leads_nowhere = |row: &RowFacts| {
        let has_label = |reference: &Reference| reference.label.is_some() || reference.table.is_some();
        row.name_label.is_none()
            && !references(&row.ty.expr).into_iter().any(has_label)
            && !row.constraints.references.iter().any(has_label)
    };
    let mut named = rows
        .iter_mut()
        .filter(|row| words.contains(row.name.as_str()) && is_structured(&row.ty.expr) && leads_nowhere(row));
    if let (Some(row), None) = (named.next(), named.next()) {
        row.constraints.references.push(Reference { label: Some(label.to_owned()), ..Reference::default() });
    }
}
