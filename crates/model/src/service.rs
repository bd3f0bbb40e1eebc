//! The service as a whole, its pages, and places on them.

use serde::{Deserialize, Serialize};

use crate::{ErrorCode, ObjectType, Operation};

/// What the documentation of one service says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Model {
    /// Version of this text form, see [`crate::FORMAT`].
    pub format: u32,
    /// Who and where.
    pub service: Service,
    /// Operations in the order of [`Operation::key`]'s path, then method, then key.
    pub operations: Vec<Operation>,
    /// Object types, sorted by id.
    pub types: Vec<ObjectType>,
    /// Error codes of the whole service, sorted by code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ErrorCode>,
    /// Pages that anything was read from, sorted by path.
    pub pages: Vec<Page>,
}

/// The service: facts of `service.toml`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Service {
    /// The folder in `spec/`: the cloud's short name, `apig`.
    pub key: String,
    /// Name of the crate, `hwc-apig`.
    pub crate_name: String,
    /// Version of the crate, where it is not that of the repository.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Name of the service, `API Gateway`.
    pub title: String,
    /// Where the service answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub endpoints: Vec<Endpoint>,
    /// Public address of the documentation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documentation: Option<String>,
    /// Why no crate is generated for the service, where none is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_generated: Option<String>,
}

/// Where a service answers in one cloud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Endpoint {
    /// `huawei` or `otc`.
    pub cloud: String,
    /// URL with `{region}` where the region's name goes.
    pub url: String,
}

/// A page that facts were read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Page {
    /// Path in the folder of pages, with `/`.
    pub path: String,
    /// Title.
    pub title: String,
    /// The file name the page has on the cloud's site, where the page states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_name: Option<String>,
    /// Date the page states, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// What the lints found wrong with the page when it was read.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub findings: u32,
    /// The page is kept in `spec/<service>/pages`, beside others that are not.
    #[serde(default, skip_serializing_if = "is_false")]
    pub kept: bool,
}

/// A place on a page. Lines are left out on purpose: they move whenever a page is reflowed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// Path of the page as in [`Page::path`]; left out where it is that of the enclosing item.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub page: String,
    /// Number of the table on the page, from 1 in document order; 0 for the page itself.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub table: u32,
    /// Number of the row below the header, from 1; 0 for the table itself.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub row: u32,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(value: &u32) -> bool {
    *value == 0
}
