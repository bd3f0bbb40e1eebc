//! `names.lock`: every public Rust name that was ever given out.
//!
//! In: the text of the last lock. Out: the same names, and those given out since. A name is found again by *place*,
//! that is by who refers to the thing, so that a page may change its titles and captions freely:
//!
//! - an operation by its key;
//! - a setter by place and name on the wire: `body.name`, `query.limit`;
//! - a type or an enumeration by the setters and fields that take it: `CreateInstance.tags`; what a call answers
//!   with stands at `CreateInstance.send`;
//! - a variant by its value, the constant of an error code by the code.
//!
//! The lock also keeps what a page once stated and no longer says: mandatory parameters, flattened wrappers, values, error codes.

mod text;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use text::LockError;

/// Names given out for one service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// Error codes, from which the names of their constants follow.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub errors: BTreeSet<String>,
    /// Operations by key.
    #[serde(default, rename = "operation", skip_serializing_if = "BTreeMap::is_empty")]
    pub operations: BTreeMap<String, LockedOperation>,
    /// Types by version module and name: `v2::Tag`.
    #[serde(default, rename = "type", skip_serializing_if = "BTreeMap::is_empty")]
    pub types: BTreeMap<String, LockedType>,
    /// Enumerations by version module and name: `v2::Status`.
    #[serde(default, rename = "enum", skip_serializing_if = "BTreeMap::is_empty")]
    pub enums: BTreeMap<String, LockedEnum>,
}

/// Names of an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockedOperation {
    /// Version module: `v2`.
    pub module: String,
    /// Module of its resource group in the version module.
    pub group: String,
    /// Method of the client.
    pub method: String,
    /// The builder that the method gives.
    pub builder: String,
    /// The member around the body that is left out in Rust.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wrapper: Option<String>,
    /// Places of setters that were ever mandatory.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub mandatory: BTreeSet<String>,
    /// Place → setter.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub setters: BTreeMap<String, String>,
}

/// Names of a type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockedType {
    /// The type of which this is another name, since their tables became one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alias_of: Option<String>,
    /// Who refers to it: `CreateInstance.tags`.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub places: BTreeSet<String>,
    /// Members that were ever mandatory.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub mandatory: BTreeSet<String>,
    /// Members that ever were points in time.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub instants: BTreeSet<String>,
    /// Member → field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
}

/// Names of an enumeration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockedEnum {
    /// Who refers to it: `ListInstances.status`.
    pub places: BTreeSet<String>,
    /// Value → variant.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
}

impl Lock {
    /// Adds to these names what an older lock has and this one says nothing about: things that are gone from the
    /// pages keep their names, unless something else took them over.
    pub(crate) fn keep(&mut self, older: &Lock) {
        let methods: BTreeSet<(String, String)> =
            self.operations.values().map(|names| (names.module.clone(), names.method.clone())).collect();
        for (key, names) in &older.operations {
            if !methods.contains(&(names.module.clone(), names.method.clone())) {
                self.operations.entry(key.clone()).or_insert_with(|| names.clone());
            }
        }
        for (key, names) in &older.types {
            if !self.enums.contains_key(key) {
                self.types.entry(key.clone()).or_insert_with(|| names.clone());
            }
        }
        for (key, names) in &older.enums {
            if !self.types.contains_key(key) {
                self.enums.entry(key.clone()).or_insert_with(|| names.clone());
            }
        }
    }
}
