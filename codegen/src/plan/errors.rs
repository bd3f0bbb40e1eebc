//! Constants of error codes.
//!
//! A name follows from its code alone, so that it stays. Codes that differ only in case and punctuation share one; the
//! first of them by name is its value, and the others are told. The lock remembers codes that pages no longer list.

use std::collections::{BTreeMap, BTreeSet};

use hwc_model::{ErrorCode, Model};

use crate::{lock::Lock, names};

/// A longer one is a sentence.
const LONGEST: usize = 64;

/// A constant.
pub(crate) struct ErrorConstant<'m> {
    /// `APIG_0101`
    pub(crate) name: String,
    /// `APIG.0101`
    pub(crate) code: String,
    /// What the pages say about it; nothing for a code that went away.
    pub(crate) rows: Vec<&'m ErrorCode>,
}

/// Constants of the codes of a service and of its operations, by name.
pub(super) fn plan<'m>(model: &'m Model, lock: &Lock) -> Vec<ErrorConstant<'m>> {
    let of_operations = model.operations.iter().flat_map(|operation| &operation.errors);
    let mut rows: BTreeMap<String, Vec<&'m ErrorCode>> = BTreeMap::new();
    for row in model.errors.iter().chain(of_operations).filter(|row| is_code(&row.code)) {
        rows.entry(constant(&row.code)).or_default().push(row);
    }
    let documented = rows.into_iter().map(|(name, mut rows)| {
        rows.sort_by(|a, b| a.code.cmp(&b.code));
        (name.clone(), ErrorConstant { name, code: rows[0].code.clone(), rows })
    });
    let mut constants: BTreeMap<String, ErrorConstant<'m>> = documented.collect();
    for code in lock.errors.iter().filter(|code| is_code(code)) {
        let name = constant(code);
        constants.entry(name.clone()).or_insert_with(|| ErrorConstant { name, code: code.clone(), rows: Vec::new() });
    }
    constants.into_values().collect()
}

/// Writes codes into the lock.
pub(super) fn record(constants: &[ErrorConstant<'_>]) -> BTreeSet<String> {
    constants.iter().map(|one| one.code.clone()).collect()
}

/// A word; a number that is an HTTP status says nothing of its own.
fn is_code(code: &str) -> bool {
    let is_word = code.chars().all(|char| char.is_ascii_alphanumeric() || "._-".contains(char));
    let is_status = code.parse::<u16>().is_ok_and(|number| (100..600).contains(&number));
    is_word && !is_status && code.len() <= LONGEST && code.chars().any(|char| char.is_ascii_alphanumeric())
}

fn constant(code: &str) -> String {
    let name = names::words(code).join("_").to_uppercase();
    if name.starts_with(|char: char| char.is_ascii_digit()) { format!("CODE_{name}") } else { name }
}
