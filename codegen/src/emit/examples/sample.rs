//! Values made up for what an example leaves out.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::rust::{ident, qualified_type};
use crate::plan::{Setter, Shape, Struct, Version};

/// Structs inside each other in a sample; one that goes deeper stays incomplete.
const DEEPEST: usize = 4;

/// The call of a setter with a made-up value.
pub(super) fn call(version: &Version<'_>, setter: &Setter<'_>) -> TokenStream {
    let name = ident(&setter.name);
    let value = sample(version, &setter.shape, &setter.name, 0);
    quote!(.#name(#value))
}

fn sample(version: &Version<'_>, shape: &Shape, name: &str, depth: usize) -> TokenStream {
    match shape {
        Shape::Text | Shape::Secret => {
            let text = text(name);
            quote!(#text)
        }
        Shape::Bytes => {
            let text = text(name);
            quote!(hwc_core::Content::file(#text))
        }
        Shape::Integer => quote!(1),
        Shape::Float => quote!(1.0),
        Shape::Boolean => quote!(true),
        Shape::Json => quote!(hwc_core::serde_json::json!({})),
        Shape::Enum(index) => enum_sample(version, *index),
        Shape::Struct(index) => struct_sample(version, &version.structs[*index], depth),
        Shape::List(inner) => match **inner {
            Shape::List(_) | Shape::Map(_) => {
                let item = qualified_type(version, inner);
                quote!(Vec::<#item>::new())
            }
            _ => {
                let item = sample(version, inner, name, depth);
                quote!([#item])
            }
        },
        Shape::Map(inner) => {
            let value = qualified_type(version, inner);
            quote!(std::collections::BTreeMap::<String, #value>::new())
        }
    }
}

/// What stands for a text: the name of the parameter, as pages write it.
pub(super) fn text(name: &str) -> String {
    name.trim_end_matches('_').to_owned()
}

fn enum_sample(version: &Version<'_>, index: usize) -> TokenStream {
    let one = &version.enums[index];
    let name = ident(&one.name);
    match one.variants.iter().find(|variant| variant.documented.is_some()) {
        Some(variant) => {
            let variant = ident(&variant.name);
            quote!(#name::#variant)
        }
        None if one.is_integer => quote!(1_i64),
        None => quote!(""),
    }
}

fn struct_sample(version: &Version<'_>, object: &Struct<'_>, depth: usize) -> TokenStream {
    let name = ident(&object.name);
    if depth >= DEEPEST {
        return quote!(#name::builder().build_unchecked());
    }
    let setters = object.fields.iter().filter(|field| field.mandatory).map(|field| {
        let setter = ident(&field.name);
        let value = sample(version, &field.shape, &field.name, depth + 1);
        quote!(.#setter(#value))
    });
    quote!(#name::builder() #(#setters)* .build())
}
