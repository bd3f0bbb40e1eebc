//! Calls that are repeated with a purpose: how a list is continued, and how to learn that something is done.
//!
//! Both are conclusions from the tables. Each says what it was concluded from, so that a reviewer can doubt it.

use serde::{Deserialize, Serialize};

use crate::Place;

/// How a list that comes in pages is continued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Paging {
    /// In which way.
    pub style: PagingStyle,
    /// The parameter that says where the next page begins; absent where the reply gives a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// The parameter that says how many items a page has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
    /// Both are members of the body, not of the query.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_body: bool,
    /// The parameter's value for the first page, where it is a number.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub first: i64,
    /// The member of the reply that holds the items; absent where the reply itself is the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<String>,
    /// Names that lead to the number of items in all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub total: Vec<String>,
    /// Where the reply says how to go on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Next>,
    /// What it was concluded from.
    pub evidence: Vec<String>,
}

/// In which way a list is continued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PagingStyle {
    /// By the number of items to pass over.
    Offset,
    /// By the number of the page.
    Page,
    /// By a mark that the page before gives.
    Marker,
    /// By a link that the page before gives.
    Link,
}

/// Where a page says how to go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Next {
    /// Names that lead to the mark or the link: `page_info`, `next_marker`.
    Member(Vec<String>),
    /// This member of its last item is the mark: `id`.
    LastItem(String),
    /// This member is a list of links, of which the one with `rel` `next` counts.
    Links(String),
}

/// How to learn when what an operation begins is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Waiting {
    /// Key of the operation that tells the state.
    pub ask: String,
    /// Parameters of that operation that the reply gives; the rest of its path is that of the request.
    pub give: Vec<Fill>,
    /// Names that lead to the state in what it answers.
    pub state: Vec<String>,
    /// States in which it is done.
    pub done: Vec<String>,
    /// States in which it has failed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failed: Vec<String>,
    /// Names that lead to the reason of a failure, the best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reason: Vec<Vec<String>>,
    /// What it was concluded from.
    pub evidence: Vec<String>,
}

/// A parameter, and the member of a reply that gives its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fill {
    /// Where the parameter is sent: `path` or `query`.
    pub place: Place,
    /// The parameter.
    pub parameter: String,
    /// Names that lead to the value.
    pub member: Vec<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(value: &i64) -> bool {
    *value == 0
}
