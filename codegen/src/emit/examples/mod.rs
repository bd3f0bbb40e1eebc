//! Documented examples → Rust: the calls that send them.
//!
//! In: an operation and a JSON example of its page. Out: the expression a caller would write, with what the tables do
//! not have as `extra_member`. An example that cannot be written with the tables' types is told apart, never bent.

mod request;
mod sample;
mod value;

pub(super) use request::{Requested, request};
pub(super) use value::json_text;

use proc_macro2::TokenStream;
use quote::quote;

use super::rust::ident;
use crate::{
    format::statements,
    names,
    plan::{Operation, Plan, Reply, Setter, Version},
};

/// Longest example that documentation shows with everything in it.
const LONGEST: usize = 36;

/// The code block of an operation: its first example request, completed by what is mandatory.
pub(super) fn doc_example(plan: &Plan<'_>, version: &Version<'_>, operation: &Operation<'_>) -> String {
    let example =
        operation.documented.request_examples.iter().find(|example| example.body.is_some() || example.uri.is_some());
    let full = call_text(version, operation, example, |_| true);
    let text = if full.lines().count() > LONGEST {
        call_text(version, operation, example, |setter| setter.mandatory)
    } else {
        full
    };
    let (krate, module) = (names::crate_ident(&plan.model.service.crate_name), &version.module);
    format!(
        "# use {krate}::{module}::*;\n\
         # async fn example(client: Client) -> Result<(), hwc_core::Error> {{\n\
         {text}# Ok(())\n\
         # }}"
    )
}

fn call_text(
    version: &Version<'_>,
    operation: &Operation<'_>,
    example: Option<&hwc_model::Example>,
    shows: impl Fn(&Setter<'_>) -> bool,
) -> String {
    let method = ident(&operation.method);
    let given = example
        .and_then(|example| request(version, operation, example))
        .map(|requested| requested.setters)
        .unwrap_or_default();
    let setters: Vec<TokenStream> = operation
        .setters
        .iter()
        .enumerate()
        .filter(|(_, setter)| shows(setter))
        .filter_map(|(number, setter)| match given.iter().find(|(of, _)| *of == number) {
            Some((_, call)) => Some(call.clone()),
            None if setter.mandatory => Some(sample::call(version, setter)),
            None => None,
        })
        .collect();
    let call = quote!(client.#method() #(#setters)* .send().await?;);
    statements(&if matches!(operation.reply, Reply::Nothing) { call } else { quote!(let reply = #call) })
}
