//! What contradicts itself once the pages are put together.
//!
//! Comes in as the pages, the index of their tables and the model; goes out as findings, each with the number of its page.
//! Changes nothing.

mod examples;
mod tables;
mod values;

use std::collections::HashSet;

use hwc_model::{Model, Number, Scalar};

use super::claims::Claims;
use super::index::{Index, TableKey};
use crate::lint::Finding;

/// Compares tables with each other and with the references that lead to them. `used` are those that operations were
/// built from.
pub(super) fn check_pages(index: &Index<'_>, used: &HashSet<TableKey>, claims: &Claims) -> Vec<(usize, Finding)> {
    let mut findings = Vec::new();
    for (page, facts) in index.pages.iter().enumerate().filter(|(_, facts)| facts.operation.is_some()) {
        let mut found = tables::orphans(page, facts, used, claims);
        found.extend(tables::dangling(page, facts, index));
        if facts.flattened {
            found.extend(tables::lost(page, facts, index));
        }
        found.extend(tables::ambiguous(facts));
        found.extend(tables::unexpected_body(facts));
        found.extend(values::differing(facts));
        findings.extend(found.into_iter().map(|finding| (page, finding)));
    }
    findings
}

/// Compares the examples of every operation with its tables; `pages_of` are the pages of the model's operations.
pub(super) fn check_examples(model: &Model, index: &Index<'_>, pages_of: &[usize]) -> Vec<(usize, Finding)> {
    examples::check(model, index.pages, pages_of)
}

/// A documented value, as a finding shows it.
fn scalar_text(value: &Scalar) -> String {
    match value {
        Scalar::Text(text) => format!("`{text}`"),
        Scalar::Bool(value) => value.to_string(),
        Scalar::Number(Number::Integer(number)) => number.to_string(),
        Scalar::Number(Number::Float(number)) => number.to_string(),
    }
}
