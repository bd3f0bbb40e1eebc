//! Shapes as Rust: types of fields, arguments of setters, and how one becomes the other.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use crate::plan::{Shape, Side, Version};

/// An identifier; `names` makes nothing else.
pub(super) fn ident(name: &str) -> Ident {
    if syn::parse_str::<Ident>(name).is_ok() {
        Ident::new(name, Span::call_site())
    } else {
        Ident::new("unnamed", Span::call_site())
    }
}

/// A text as a literal in source.
pub(super) fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}

/// The type of a value, by the names that emitted modules import.
pub(super) fn value_type(version: &Version<'_>, shape: &Shape) -> TokenStream {
    spelled_type(version, shape, &Imported { secret: quote!(Secret), value: quote!(Value), map: quote!(BTreeMap) })
}

/// The same where nothing but the types of the version is imported.
pub(super) fn qualified_type(version: &Version<'_>, shape: &Shape) -> TokenStream {
    let imported = Imported {
        secret: quote!(hwc_core::Secret),
        value: quote!(hwc_core::Value),
        map: quote!(std::collections::BTreeMap),
    };
    spelled_type(version, shape, &imported)
}

/// How types from elsewhere are called.
struct Imported {
    secret: TokenStream,
    value: TokenStream,
    map: TokenStream,
}

fn spelled_type(version: &Version<'_>, shape: &Shape, imported: &Imported) -> TokenStream {
    let Imported { secret, value, map } = imported;
    match shape {
        Shape::Text => quote!(String),
        Shape::Secret => secret.clone(),
        Shape::Integer => quote!(i64),
        Shape::Float => quote!(f64),
        Shape::Boolean => quote!(bool),
        // By its whole name: documented objects are called like that, and theirs are not to change.
        Shape::Bytes => quote!(hwc_core::Content),
        Shape::Json => value.clone(),
        Shape::Struct(index) => {
            let name = ident(&version.structs[*index].name);
            quote!(#name)
        }
        Shape::Enum(index) => {
            let name = ident(&version.enums[*index].name);
            quote!(#name)
        }
        Shape::List(inner) => {
            let inner = spelled_type(version, inner, imported);
            quote!(Vec<#inner>)
        }
        Shape::Map(inner) => {
            let inner = spelled_type(version, inner, imported);
            quote!(#map<String, #inner>)
        }
    }
}

/// The type of a field: lists and maps of replies are there even where they are absent.
pub(super) fn field_type(version: &Version<'_>, side: Side, shape: &Shape, boxed: bool) -> TokenStream {
    let value = value_type(version, shape);
    match shape {
        Shape::List(_) | Shape::Map(_) if side == Side::Reply => value,
        _ if boxed => quote!(Option<Box<#value>>),
        _ => quote!(Option<#value>),
    }
}

/// What a setter takes, and the expression that makes the value of `value`.
pub(super) struct Argument {
    pub(super) ty: TokenStream,
    pub(super) value: TokenStream,
}

/// The argument for a value: whatever becomes it without loss.
pub(super) fn argument(version: &Version<'_>, shape: &Shape) -> Argument {
    let ty = value_type(version, shape);
    match shape {
        Shape::Boolean | Shape::Struct(_) => Argument { ty, value: quote!(value) },
        Shape::List(inner) => {
            let item = value_type(version, inner);
            match takes_into(inner) {
                true => Argument {
                    ty: quote!(impl IntoIterator<Item = impl Into<#item>>),
                    value: quote!(value.into_iter().map(Into::into).collect()),
                },
                false => {
                    Argument { ty: quote!(impl IntoIterator<Item = #item>), value: quote!(value.into_iter().collect()) }
                }
            }
        }
        Shape::Map(inner) => {
            let item = value_type(version, inner);
            match takes_into(inner) {
                true => Argument {
                    ty: quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<#item>)>),
                    value: quote!(value.into_iter().map(|(key, value)| (key.into(), value.into())).collect()),
                },
                false => Argument {
                    ty: quote!(impl IntoIterator<Item = (impl Into<String>, #item)>),
                    value: quote!(value.into_iter().map(|(key, value)| (key.into(), value)).collect()),
                },
            }
        }
        _ => Argument { ty: quote!(impl Into<#ty>), value: quote!(value.into()) },
    }
}

/// Whether a setter takes whatever becomes the type.
pub(super) fn takes_into(shape: &Shape) -> bool {
    !matches!(shape, Shape::Boolean | Shape::Struct(_) | Shape::List(_) | Shape::Map(_))
}
