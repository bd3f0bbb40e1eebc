//! Features of a crate: one a version, and in large crates one a resource group.
//!
//! Each only adds. In a large crate the feature of a version is that of all its groups, and a group brings the client of
//! its version along, and the groups whose operations are asked by what waits.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::repeat;
use crate::plan::{Group, Plan, Version};

/// Operations of a crate up to which nobody would leave out some of them.
const SMALL: usize = 60;

/// A feature and the features that it brings along.
pub(super) struct Feature {
    pub(super) name: String,
    pub(super) brings: Vec<String>,
}

/// Whether groups have features of their own.
fn has_groups(plan: &Plan<'_>) -> bool {
    plan.versions.iter().map(|version| version.operations.len()).sum::<usize>() > SMALL
}

/// The feature of a group, where it has one of its own.
pub(super) fn feature_of(plan: &Plan<'_>, version: &Version<'_>, group: &Group<'_>) -> Option<String> {
    has_groups(plan).then(|| group_feature(version, group))
}

/// All features but `default`, in the order of the versions.
pub(super) fn features(plan: &Plan<'_>) -> Vec<Feature> {
    let mut features = Vec::new();
    for version in &plan.versions {
        let groups: Vec<String> = match has_groups(plan) {
            true => version.groups.iter().map(|group| group_feature(version, group)).collect(),
            false => Vec::new(),
        };
        if groups.is_empty() {
            features.push(Feature { name: version.module.clone(), brings: asked_by(plan, version, None) });
            continue;
        }
        features.push(Feature { name: version.module.clone(), brings: groups.clone() });
        features.push(Feature { name: client_feature(version), brings: Vec::new() });
        features.extend(groups.into_iter().enumerate().map(|(group, name)| {
            let asked = asked_by(plan, version, Some(group)).into_iter().filter(|asked| *asked != name);
            let brings = std::iter::once(client_feature(version)).chain(asked).collect();
            Feature { name, brings }
        }));
    }
    features
}

/// Features of the operations that those of a group, or of a whole version, ask what became of what they began.
fn asked_by(plan: &Plan<'_>, version: &Version<'_>, group: Option<usize>) -> Vec<String> {
    let operations = version.operations.iter().filter(|operation| group.is_none_or(|group| operation.group == group));
    let features: BTreeSet<String> = operations
        .filter_map(|operation| repeat::asked_place(plan, operation))
        .filter(|(other, _)| group.is_some() || other.module != version.module)
        .map(|(other, at)| if group.is_some() { group_feature(other, &other.groups[at]) } else { other.module.clone() })
        .collect();
    features.into_iter().collect()
}

/// `#[cfg(feature = "v2")]`, as the module of a version has it.
pub(super) fn of_version(plan: &Plan<'_>, version: &Version<'_>) -> TokenStream {
    let name = version_feature(plan, version);
    quote!(#[cfg(feature = #name)])
}

/// `#[cfg(feature = "v2-instances")]`, as the module of a group has it, where groups have features.
pub(super) fn of_group(plan: &Plan<'_>, version: &Version<'_>, group: &Group<'_>) -> TokenStream {
    if !has_groups(plan) {
        return TokenStream::new();
    }
    let name = group_feature(version, group);
    quote!(#[cfg(feature = #name)])
}

/// The condition under which there is any version.
pub(super) fn of_any_version(plan: &Plan<'_>) -> TokenStream {
    let names: Vec<String> = plan.versions.iter().map(|version| version_feature(plan, version)).collect();
    match names.as_slice() {
        [name] => quote!(#[cfg(feature = #name)]),
        names => quote!(#[cfg(any(#(feature = #names),*))]),
    }
}

/// The feature under which the module of a version is there.
fn version_feature(plan: &Plan<'_>, version: &Version<'_>) -> String {
    if has_groups(plan) { client_feature(version) } else { version.module.clone() }
}

fn client_feature(version: &Version<'_>) -> String {
    // No group has this name: `client` is reserved for it.
    format!("{}-client", version.module)
}

fn group_feature(version: &Version<'_>, group: &Group<'_>) -> String {
    let group = group.module.trim_end_matches('_').replace('_', "-");
    // `client` alone is the version's own.
    let group = if group == "client" { "clients" } else { group.as_str() };
    format!("{}-{group}", version.module)
}
