//! Error codes of the service as constants: `errors::APIG_0101`.

use hwc_model::ErrorCode;
use quote::quote;

use super::{Header, rust::ident};
use crate::{
    File,
    docs::{Docs, code, inline},
    format::{Piece, render},
    plan::{ErrorConstant, Plan},
};

/// `src/errors.rs`, where any code is documented.
pub(super) fn emit(plan: &Plan<'_>, header: &Header<'_>) -> Option<File> {
    if !has_codes(plan) {
        return None;
    }
    let docs = Docs::new("Error codes that the documentation lists, to be compared with `hwc_core::Error::code`.");
    let constants = plan.errors.iter().map(|constant| {
        let (name, value) = (ident(&constant.name), &constant.code);
        let docs = describe(constant).tokens();
        let deprecated =
            constant.rows.is_empty().then(|| quote!(#[deprecated(note = "the documentation no longer lists it")]));
        quote!(#docs #deprecated pub const #name: &str = #value;)
    });
    let text =
        header.line("//") + "\n" + &docs.comment("//!") + "\n" + &render(&[Piece::Items(quote!(#(#constants)*))]);
    Some(File { path: "src/errors.rs".to_owned(), text })
}

/// Whether there is such a file.
pub(super) fn has_codes(plan: &Plan<'_>) -> bool {
    !plan.errors.is_empty()
}

/// What the pages say about a code, each thing once.
fn describe(constant: &ErrorConstant<'_>) -> Docs {
    let rows = &constant.rows;
    let mut statuses: Vec<String> =
        rows.iter().filter_map(|row| row.status).map(|status| format!("HTTP {status}")).collect();
    statuses.sort();
    statuses.dedup();
    let mut spelled: Vec<String> = rows.iter().map(|row| code(&row.code)).collect();
    spelled.dedup();
    if rows.is_empty() {
        spelled.push(code(&constant.code));
    }
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
