//! What builders of calls and of nested types have in common: the state of mandatory parameters, and setters.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::rust::{argument, ident, literal};
use crate::{
    docs::Docs,
    format::Piece,
    names,
    plan::{Shape, Version},
};

/// Columns of the names of mandatory parameters up to which they stand on one line.
const WIDTH: usize = 60;

/// Mandatory parameters from which on clippy finds their states too complex a type.
const COMPLEX: usize = 8;

/// A builder to be emitted.
pub(super) struct Builder<'a> {
    pub(super) version: &'a Version<'a>,
    /// Its name.
    pub(super) name: Ident,
    /// The field that holds what was given: `draft` or `value`.
    pub(super) holds: Ident,
    pub(super) setters: Vec<Setter<'a>>,
}

/// A setter to be emitted.
pub(super) struct Setter<'a> {
    pub(super) name: &'a str,
    pub(super) docs: Docs,
    pub(super) mandatory: bool,
    pub(super) shape: &'a Shape,
    /// Stores the local `value`, which is of the type that is kept.
    pub(super) store: TokenStream,
    /// Stores the local `value`, which becomes that, in one call: each part of a body costs whoever compiles it.
    pub(super) store_into: Option<TokenStream>,
    /// Stores `null`, where the page allows it.
    pub(super) store_null: Option<TokenStream>,
}

/// The method that ends a builder.
pub(super) struct Finish {
    pub(super) docs: Docs,
    /// `send(self) -> Call<Reply>`
    pub(super) signature: TokenStream,
    pub(super) body: TokenStream,
}

impl Builder<'_> {
    fn mandatory(&self) -> impl Iterator<Item = &Setter<'_>> {
        self.setters.iter().filter(|setter| setter.mandatory)
    }

    /// Whether the compiler has anything to check.
    pub(super) fn has_state(&self) -> bool {
        self.mandatory().next().is_some()
    }

    /// Names of the mandatory setters, as code.
    pub(super) fn mandatory_names(&self) -> Vec<String> {
        self.mandatory().map(|setter| format!("`{}`", setter.name)).collect()
    }

    /// The struct, after its documentation. Written by hand: no formatter breaks the default of `S` well.
    pub(super) fn definition(&self, docs: &Docs, must_use: &str, held: &str) -> Piece {
        let names: Vec<String> = self.mandatory().map(|setter| format!("missing::{}", setter.name)).collect();
        let (generics, state) = match names.as_slice() {
            [] => (String::new(), ""),
            [one] => (format!("<S = ({one},)>"), "    state: PhantomData<S>,\n"),
            many if many.iter().map(String::len).sum::<usize>() < WIDTH => {
                (format!("<S = ({})>", many.join(", ")), "    state: PhantomData<S>,\n")
            }
            many => (
                format!("<\n    S = (\n        {},\n    ),\n>", many.join(",\n        ")),
                "    state: PhantomData<S>,\n",
            ),
        };
        let (name, holds) = (&self.name, &self.holds);
        Piece::Text(format!(
            "{}#[must_use = {}]\npub struct {name}{generics} {{\n    {holds}: {held},\n{state}}}\n",
            docs.comment("///"),
            literal(must_use),
        ))
    }

    /// The value of that field, or nothing.
    pub(super) fn state_value(&self) -> TokenStream {
        if self.has_state() { quote!(state: PhantomData,) } else { TokenStream::new() }
    }

    /// The impls: mandatory setters and what may follow them all, then optional setters.
    pub(super) fn impls(&self, finishes: &[Finish]) -> TokenStream {
        let name = &self.name;
        let optional = self.setters.iter().filter(|setter| !setter.mandatory).map(|setter| self.optional(setter));
        let nulls = self.setters.iter().filter_map(|setter| self.null(setter));
        let optional: Vec<TokenStream> = optional.chain(nulls).collect();
        if !self.has_state() {
            let finishes = finishes.iter().map(|finish| finish.tokens(&TokenStream::new()));
            return quote! {
                impl #name {
                    #(#optional)*
                    #(#finishes)*
                }
            };
        }
        let states = self.states();
        let complex = (states.len() >= COMPLEX)
            .then(|| quote!(#[allow(clippy::type_complexity, reason = "a state for each mandatory parameter")]));
        let mandatory = self.mandatory().enumerate().map(|(at, setter)| self.mandatory_setter(setter, at, &states));
        let optional =
            if optional.is_empty() { TokenStream::new() } else { quote!(impl<S> #name<S> { #(#optional)* }) };
        let given = quote!(where #(#states: IsGiven,)*);
        let finishes = finishes.iter().map(|finish| finish.tokens(&given));
        quote! {
            #complex
            impl<#(#states),*> #name<(#(#states,)*)> {
                #(#mandatory)*
                #(#finishes)*
            }
            #optional
        }
    }

    /// Type parameters named like the setters; a type of that name keeps it for itself.
    fn states(&self) -> Vec<Ident> {
        let taken = self.version.structs.iter().map(|object| object.name.as_str());
        let taken = taken.chain(self.version.enums.iter().map(|one| one.name.as_str()));
        let taken = taken.chain(self.version.operations.iter().map(|operation| operation.builder.as_str()));
        let mut names = names::Namespace::with(taken.chain(names::PRELUDE));
        self.mandatory()
            .map(|setter| {
                let plain = names::type_name(setter.name);
                ident(&names.claim([plain.clone(), format!("{plain}State")]))
            })
            .collect()
    }

    fn mandatory_setter(&self, setter: &Setter<'_>, at: usize, states: &[Ident]) -> TokenStream {
        let (builder, holds) = (&self.name, &self.holds);
        let after =
            states.iter().enumerate().map(|(other, state)| if other == at { quote!(Given) } else { quote!(#state) });
        let result = quote!(#builder<(#(#after,)*)>);
        self.setter(setter, &result, &quote!(#builder { #holds: self.#holds, state: PhantomData }))
    }

    fn optional(&self, setter: &Setter<'_>) -> TokenStream {
        self.setter(setter, &quote!(Self), &quote!(self))
    }

    fn setter(&self, setter: &Setter<'_>, result: &TokenStream, returned: &TokenStream) -> TokenStream {
        let name = ident(setter.name);
        let docs = setter.docs.tokens();
        let argument = argument(self.version, setter.shape);
        let (ty, value) = (argument.ty, argument.value);
        let store = match (&setter.store_into, &setter.store) {
            (Some(store), _) => store.clone(),
            (None, store) if setter.converts() => {
                let target = super::rust::value_type(self.version, setter.shape);
                quote!(let value: #target = #value; #store)
            }
            (None, store) => store.clone(),
        };
        quote! {
            #docs
            #[inline]
            pub fn #name(mut self, value: #ty) -> #result {
                #store
                #returned
            }
        }
    }

    fn null(&self, setter: &Setter<'_>) -> Option<TokenStream> {
        let store = setter.store_null.as_ref()?;
        let name = ident(&format!("{}_null", setter.name.trim_end_matches('_')));
        let docs = Docs::new(&format!("Sends `null` for `{}`.", setter.name)).tokens();
        Some(quote! {
            #docs
            #[inline]
            pub fn #name(mut self) -> Self {
                #store
                self
            }
        })
    }
}

impl Finish {
    /// The method; `given` asks for what is mandatory.
    fn tokens(&self, given: &TokenStream) -> TokenStream {
        let (signature, body, docs) = (&self.signature, &self.body, self.docs.tokens());
        quote! {
            #docs
            #[inline]
            pub fn #signature #given { #body }
        }
    }
}

impl Setter<'_> {
    /// Whether the argument is not the value itself.
    fn converts(&self) -> bool {
        !matches!(self.shape, Shape::Boolean | Shape::Struct(_))
    }
}
