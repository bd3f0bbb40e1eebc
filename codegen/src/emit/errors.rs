//! Error codes of the service as constants: `errors::APIG_0101`.
//!
//! A name follows from its code alone, so that it stays. Codes that differ only in case and punctuation share one; the
//! first of them by name is its value, and the others are told.

use std::collections::BTreeMap;

use hwc_model::ErrorCode;
use quote::quote;

use super::{Header, rust::ident};
use crate::{
    File,
    docs::{Docs, code, inline},
    format::{Piece, render},
    names,
    plan::Plan,
};

/// A longer one is a sentence.
const LONGEST: usize = 64;

/// `src/errors.rs`, where any code is documented.
pub(super) fn emit(plan: &Plan<'_>, header: &Header<'_>) -> Option<File> {
    let codes = codes(plan);
    if codes.is_empty() {
        return None;
    }
    let docs = Docs::new("Error codes that the documentation lists, to be compared with `hwc_core::Error::code`.");
    let constants = codes.iter().map(|(name, rows)| {
        let (name, value) = (ident(name), &rows[0].code);
        let docs = describe(rows).tokens();
        quote!(#docs pub const #name: &str = #value;)
    });
    let text =
        header.line("//") + "\n" + &docs.comment("//!") + "\n" + &render(&[Piece::Items(quote!(#(#constants)*))]);
    Some(File { path: "src/errors.rs".to_owned(), text })
}

/// Whether there is such a file.
pub(super) fn has_codes(plan: &Plan<'_>) -> bool {
    !codes(plan).is_empty()
}

/// Codes of the service and of its operations by the name of their constant.
fn codes<'m>(plan: &Plan<'m>) -> BTreeMap<String, Vec<&'m ErrorCode>> {
    let of_operations = plan.model.operations.iter().flat_map(|operation| &operation.errors);
    let mut codes: BTreeMap<String, Vec<&ErrorCode>> = BTreeMap::new();
    for code in plan.model.errors.iter().chain(of_operations).filter(|code| is_code(&code.code)) {
        codes.entry(constant(&code.code)).or_default().push(code);
    }
    for rows in codes.values_mut() {
        rows.sort_by(|a, b| a.code.cmp(&b.code));
    }
    codes
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

/// What the pages say about a code, each thing once.
fn describe(rows: &[&ErrorCode]) -> Docs {
    let mut statuses: Vec<String> =
        rows.iter().filter_map(|row| row.status).map(|status| format!("HTTP {status}")).collect();
    statuses.sort();
    statuses.dedup();
    let mut spelled: Vec<String> = rows.iter().map(|row| code(&row.code)).collect();
    spelled.dedup();
    let facts = [spelled, statuses].concat().join(", ");
    let said = |text: fn(&ErrorCode) -> Option<&str>| rows.iter().find_map(|row| text(row)).map(inline);
    let meaning = said(|row| row.meaning.as_deref().or(row.message.as_deref()));
    let docs = match meaning.filter(|meaning| !meaning.is_empty()) {
        Some(meaning) => Docs::new(&meaning).say(&format!("{facts}.")),
        None => Docs::new(&format!("{facts}.")),
    };
    match said(|row| row.remedy.as_deref()).filter(|remedy| !remedy.is_empty()) {
        Some(remedy) => docs.say(&format!("Remedy: {remedy}")),
        None => docs,
    }
}
