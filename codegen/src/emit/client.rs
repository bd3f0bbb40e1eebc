//! The root of a crate, the client of each version, and the names of mandatory parameters.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Header, errors, features, models, operations::mandatory_names, rust::ident};
use crate::{
    File, Layout, Options,
    docs::{Docs, code, inline},
    format::{Piece, render},
    plan::{Plan, Version},
};

/// `src/lib.rs`
pub(super) fn emit_lib(plan: &Plan<'_>, options: &Options, header: &Header<'_>) -> File {
    let service = &plan.model.service;
    let (name, title) = (&service.key, &service.title);
    let endpoints = service.endpoints.iter().map(|endpoint| {
        let (cloud, url) = (&endpoint.cloud, &endpoint.url);
        quote!((#cloud, #url))
    });
    let versions = plan.versions.iter().map(|version| {
        let (feature, module) = (features::of_version(plan, version), ident(&version.module));
        quote!(#feature pub mod #module;)
    });
    let any_version = features::of_any_version(plan);
    let text = match options.layout {
        Layout::Workspace => {
            let model = ident(&models::constant(service));
            quote!(hwc_models::#model)
        }
        Layout::Standalone { .. } => quote!(include_str!("model.json")),
    };
    let missing = (!mandatory_names(plan).is_empty()).then(|| {
        quote!(
            pub mod missing;
        )
    });
    let items = quote! {
        /// What the documentation says, as `hwc-mock` reads it.
        #[cfg(feature = "model")]
        pub const MODEL: &str = #text;

        #any_version
        static SERVICE: hwc_core::Service = hwc_core::Service::new(#name, #title, &[#(#endpoints),*]);
    };
    let errors = errors::has_codes(plan).then(|| {
        quote!(
            pub mod errors;
        )
    });
    let modules = quote!(#errors #missing #(#versions)*);
    let text = header.line("//")
        + "\n#![doc = include_str!(\"../README.md\")]\n\n"
        + &render(&[Piece::Items(modules), Piece::Items(items)]);
    File { path: "src/lib.rs".to_owned(), text }
}

/// `src/missing.rs`, where anything is mandatory.
pub(super) fn emit_missing(plan: &Plan<'_>, header: &Header<'_>) -> Option<File> {
    let names = mandatory_names(plan);
    if names.is_empty() {
        return None;
    }
    let docs = Docs::new("Names of mandatory parameters, as the compiler says them where one is missing.");
    let types = names.iter().map(|name| {
        let docs = Docs::new(&format!("`{name}` has not been given.")).tokens();
        let name = ident(name);
        quote!(#docs pub enum #name {})
    });
    let text = header.line("//")
        + "\n"
        + &docs.comment("//!")
        + "\n#![allow(non_camel_case_types, reason = \"named like the methods that are missing\")]\n\n"
        + &render(&[Piece::Items(quote!(#(#types)*))]);
    Some(File { path: "src/missing.rs".to_owned(), text })
}

/// The module of a version: the client and everything below.
pub(super) fn emit_version_root(plan: &Plan<'_>, version: &Version<'_>, has_shared: bool, header: &Header<'_>) -> File {
    let groups = version.groups.iter().map(|group| (group.module.as_str(), features::of_group(plan, version, group)));
    let mut modules: Vec<_> = groups.chain(has_shared.then(|| ("types", TokenStream::new()))).collect();
    modules.sort_unstable_by_key(|(module, _)| *module);
    let (modules, features): (Vec<_>, Vec<_>) =
        modules.into_iter().map(|(module, feature)| (ident(module), feature)).unzip();
    let title = inline(&plan.model.service.title);
    let docs = Docs::new(&format!("{title}, version {}.", code(&version.module)));
    let client = Docs::new(&format!("Calls the operations of {title}, version {}.", code(&version.module))).tokens();
    let items = quote! {
        #client
        #[derive(Clone, Debug)]
        pub struct Client {
            inner: hwc_core::Client,
        }
        impl Client {
            /// A client that takes region, credentials and project from the configuration.
            pub fn new(config: &hwc_core::Config) -> Self {
                Client { inner: hwc_core::Client::new(config, &crate::SERVICE) }
            }

            /// The client underneath, which sends what no operation of this crate stands for.
            pub fn inner(&self) -> &hwc_core::Client {
                &self.inner
            }
        }
    };
    let pieces = [
        Piece::Items(quote!(#(#features pub mod #modules;)*)),
        Piece::Items(quote!(#(#features pub use self::#modules::*;)*)),
        Piece::Items(items),
    ];
    let text = header.line("//") + "\n" + &docs.comment("//!") + "\n" + &render(&pieces);
    File { path: format!("src/{}/mod.rs", version.module), text }
}
