//! A JSON value as the argument of a setter.

use hwc_model::{Json, Number};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::rust::{ident, qualified_type};
use crate::{
    docs::is_hidden,
    plan::{Field, Shape, Struct, Version},
};

/// The expression that a setter of this shape takes for the value; nothing where the value has another type.
pub(super) fn argument(version: &Version<'_>, shape: &Shape, json: &Json) -> Option<TokenStream> {
    match (shape, json) {
        (Shape::Text | Shape::Secret, Json::String(text)) => Some(quote!(#text)),
        // What pages show of a file is its name.
        (Shape::Bytes, Json::String(name)) => Some(quote!(hwc_core::Content::file(#name))),
        (Shape::Enum(index), _) => enum_value(version, *index, json),
        (Shape::Integer, Json::Number(Number::Integer(value))) => Some(integer(*value)),
        (Shape::Float, Json::Number(number)) => float(*number),
        (Shape::Boolean, Json::Bool(value)) => Some(quote!(#value)),
        (Shape::Json, Json::Null) => None,
        (Shape::Json, json) => Some(free(json)),
        (Shape::Struct(index), Json::Object(members)) => Some(object(version, &version.structs[*index], members)),
        (Shape::List(item), Json::Array(items)) => list(version, item, items),
        (Shape::Map(value), Json::Object(members)) => map(version, value, members),
        _ => None,
    }
}

/// `json!(…)`
pub(super) fn free(json: &Json) -> TokenStream {
    let tokens = json_tokens(json);
    quote!(hwc_core::serde_json::json!(#tokens))
}

fn json_tokens(json: &Json) -> TokenStream {
    match json {
        Json::Null => quote!(null),
        Json::Bool(value) => quote!(#value),
        Json::Number(Number::Integer(value)) => integer(*value),
        Json::Number(Number::Float(value)) => float(Number::Float(*value)).unwrap_or_else(|| quote!(null)),
        Json::String(value) => quote!(#value),
        Json::Array(items) => {
            let items = items.iter().map(json_tokens);
            quote!([#(#items),*])
        }
        Json::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let value = json_tokens(value);
                quote!(#name: #value)
            });
            quote!({#(#members),*})
        }
    }
}

/// A whole number, with its type where it needs one.
fn integer(value: i64) -> TokenStream {
    let digits = value.unsigned_abs();
    let literal = match i32::try_from(value) {
        Ok(_) => Literal::u64_unsuffixed(digits),
        Err(_) => return long(value),
    };
    if value < 0 { quote!(-#literal) } else { quote!(#literal) }
}

fn long(value: i64) -> TokenStream {
    match value {
        i64::MIN => quote!(i64::MIN),
        _ => {
            let literal = Literal::i64_suffixed(value.abs());
            if value < 0 { quote!(-#literal) } else { quote!(#literal) }
        }
    }
}

fn float(number: Number) -> Option<TokenStream> {
    let value = match number {
        Number::Integer(value) => value as f64,
        Number::Float(value) => value,
    };
    let literal = value.is_finite().then(|| Literal::f64_suffixed(value.abs()))?;
    Some(if value.is_sign_negative() { quote!(-#literal) } else { quote!(#literal) })
}

/// The variant, or the bare value where the documentation lists none.
fn enum_value(version: &Version<'_>, index: usize, json: &Json) -> Option<TokenStream> {
    let one = &version.enums[index];
    let value = match (json, one.is_integer) {
        (Json::String(text), false) => text.clone(),
        (Json::Number(Number::Integer(value)), true) => value.to_string(),
        _ => return None,
    };
    let documented = one.variants.iter().find(|variant| variant.value == value && variant.documented.is_some());
    Some(match (documented, json) {
        (Some(variant), _) => {
            let (name, variant) = (ident(&one.name), ident(&variant.name));
            quote!(#name::#variant)
        }
        (None, Json::Number(Number::Integer(value))) => long(*value),
        _ => quote!(#value),
    })
}

/// `Tag::builder().key("a").build()`
fn object(version: &Version<'_>, object: &Struct<'_>, members: &[(String, Json)]) -> TokenStream {
    let name = ident(&object.name);
    let setters = members.iter().map(|(wire, json)| {
        let field = object.fields.iter().find(|field| field.member.name == *wire);
        let value = field.and_then(|field| Some((ident(&field.name), argument(version, &field.shape, json)?)));
        match value {
            Some((setter, value)) => quote!(.#setter(#value)),
            None => extra(wire, json),
        }
    });
    let given = |wire: &str| members.iter().any(|(name, json)| name == wire && *json != Json::Null);
    let fits = |field: &Field<'_>| {
        let json = members.iter().find(|(name, _)| *name == field.member.name);
        json.is_some_and(|(_, json)| argument(version, &field.shape, json).is_some())
    };
    let complete = object.fields.iter().all(|field| !field.mandatory || (given(&field.member.name) && fits(field)));
    let build = if complete { quote!(build) } else { quote!(build_unchecked) };
    quote!(#name::builder() #(#setters)* .#build())
}

/// `.extra_member("name", json!(…))`
pub(super) fn extra(wire: &str, json: &Json) -> TokenStream {
    let value = free(json);
    quote!(.extra_member(#wire, #value))
}

/// `["a", "b"]`; an empty list says what it is a list of.
fn list(version: &Version<'_>, item: &Shape, items: &[Json]) -> Option<TokenStream> {
    if items.is_empty() {
        let item = qualified_type(version, item);
        return Some(quote!(Vec::<#item>::new()));
    }
    let items = each(version, item, items.iter())?;
    Some(quote!([#(#items),*]))
}

fn map(version: &Version<'_>, value: &Shape, members: &[(String, Json)]) -> Option<TokenStream> {
    if members.is_empty() {
        let value = qualified_type(version, value);
        return Some(quote!(std::collections::BTreeMap::<String, #value>::new()));
    }
    let values = each(version, value, members.iter().map(|(_, json)| json))?;
    let names = members.iter().map(|(name, _)| name);
    Some(quote!([#((#names, #values)),*]))
}

/// Items of one type: all variants, or all bare values.
fn each<'j>(
    version: &Version<'_>,
    shape: &Shape,
    items: impl Iterator<Item = &'j Json> + Clone,
) -> Option<Vec<TokenStream>> {
    let bare = |json: &Json| match json {
        Json::String(text) => Some(quote!(#text)),
        Json::Number(Number::Integer(value)) => Some(long(*value)),
        _ => None,
    };
    match shape {
        Shape::Enum(index) => {
            let values: Option<Vec<_>> = items.clone().map(|json| enum_value(version, *index, json)).collect();
            let all_listed = items.clone().all(|json| is_listed(version, *index, json));
            values.and_then(|values| if all_listed { Some(values) } else { items.map(bare).collect() })
        }
        Shape::Integer => items.map(|json| argument(version, shape, json).and_then(|_| bare(json))).collect(),
        Shape::List(_) | Shape::Map(_) => items.map(|json| exact(version, shape, json)).collect(),
        _ => items.map(|json| argument(version, shape, json)).collect(),
    }
}

/// A value inside two lists or maps, which has to be of the very type.
fn exact(version: &Version<'_>, shape: &Shape, json: &Json) -> Option<TokenStream> {
    let ty = qualified_type(version, shape);
    match (shape, json) {
        (Shape::List(inner), Json::Array(items)) => {
            let items = items.iter().map(|json| exact(version, inner, json)).collect::<Option<Vec<_>>>()?;
            Some(quote!(<#ty>::from_iter([#(#items),*])))
        }
        (Shape::Map(inner), Json::Object(members)) => {
            let names = members.iter().map(|(name, _)| name);
            let values = members.iter().map(|(_, json)| exact(version, inner, json)).collect::<Option<Vec<_>>>()?;
            Some(quote!(<#ty>::from_iter([#((#names.to_owned(), #values)),*])))
        }
        (Shape::Text | Shape::Secret, Json::String(text)) => Some(quote!(#ty::from(#text))),
        (Shape::Integer, Json::Number(Number::Integer(value))) => Some(long(*value)),
        (Shape::Enum(index), _) if !is_listed(version, *index, json) => {
            let value = enum_value(version, *index, json)?;
            Some(quote!(#ty::from(#value)))
        }
        _ => argument(version, shape, json),
    }
}

/// Whether the enumeration has a variant for the value.
fn is_listed(version: &Version<'_>, index: usize, json: &Json) -> bool {
    let mut listed = version.enums[index].variants.iter().filter(|variant| variant.documented.is_some());
    listed.any(|variant| match json {
        Json::String(text) => *text == variant.value,
        Json::Number(Number::Integer(number)) => number.to_string() == variant.value,
        _ => false,
    })
}

/// JSON as text that a raw string can hold: what cannot be seen is escaped.
pub(in super::super) fn json_text(json: &Json) -> String {
    let text = serde_json::to_string_pretty(json).unwrap_or_default();
    text.chars()
        .map(
            |char| {
                if char == '\n' || !is_hidden(char) { char.to_string() } else { format!("\\u{:04x}", u32::from(char)) }
            },
        )
        .collect()
}
