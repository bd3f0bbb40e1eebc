//! Operations: what one page says about one call.

use serde::{Deserialize, Serialize};

use crate::{Json, Member, Paging, Source, Type, Waiting};

/// One call of the API.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Operation {
    /// Identity: method, URI with nameless placeholders, and where pages share both, the key of the body that tells
    /// them apart: `POST /v2/{}/servers/{}/action#resize`.
    pub key: String,
    /// The operation id of the page (`CreateInstanceV2`), where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Title of the page.
    pub title: String,
    /// HTTP method.
    pub method: Method,
    /// Path with its documented placeholders, without host and query.
    pub path: String,
    /// Other paths that do the same: older or newer versions of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// API version as a module is named: `v2`, `v2_1`; from the path, else from the section of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Titles of the sections of the documentation that hold the page, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub group: Vec<String>,
    /// What the operation does, in the words of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The page, its section or its title says that the operation is not to be used any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<Deprecation>,
    /// How the page lets callers authenticate; empty where it says nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authentication: Vec<Authentication>,
    /// Permission actions that the documentation states for the operation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<String>,
    /// Parameters in path, query and headers, in the order of the tables.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Parameter>,
    /// The body of the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// Every documented status, in the order of the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responses: Vec<Response>,
    /// Error codes that the page itself lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ErrorCode>,
    /// How the list is continued that the operation answers with, where the tables say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paging: Option<Paging>,
    /// How to learn when what the operation begins is done, where the tables say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Waiting>,
    /// Example requests.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub request_examples: Vec<Example>,
    /// Example replies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub response_examples: Vec<Example>,
    /// The page.
    pub source: Source,
}

/// HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Method {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
}

impl Method {
    /// Every method that a page may name.
    pub const ALL: [Method; 7] =
        [Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete, Method::Options];

    /// The word on the wire, `GET`.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Head => "HEAD",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
            Method::Options => "OPTIONS",
        }
    }

    /// The method that a word names, in any case, blanks around it or not.
    pub fn from_word(word: &str) -> Option<Method> {
        Method::ALL.into_iter().find(|method| word.trim().eq_ignore_ascii_case(method.as_str()))
    }
}

/// Why an operation is not to be used any more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deprecation {
    /// Where the documentation says so: `title`, `section` or `banner`.
    pub evidence: String,
    /// The note of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A way to authenticate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Authentication {
    /// A token in `X-Auth-Token`.
    Token,
    /// A signature with access key and secret key.
    Signature,
}

/// A parameter outside the body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Parameter {
    /// Where it is sent.
    pub place: Place,
    /// Its row; for a placeholder without a row, a mandatory text.
    #[serde(flatten)]
    pub member: Member,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A placeholder of the path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Body {
    /// `application/json` unless the page says otherwise.
    pub media_type: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub ty: Type,
}

/// What the service answers with one status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Its meaning, in the words of the status table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `application/json` unless the page says otherwise; absent without a body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// Documented headers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<Member>,
    /// What the body holds; absent where no table says.
    #[serde(default, skip_serializing_if = "Option::is_none", rename = "type")]
    pub ty: Option<Type>,
    /// The table, or the row of the status table.
    pub source: Source,
}

/// Whether a status tells that a call went well. 300 does: it is how services list their versions.
pub fn is_success(status: u16) -> bool {
    (200..=300).contains(&status)
}

/// An error code of the service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ErrorCode {
    /// The code on the wire: `APIC.7102`.
    pub code: String,
    /// HTTP status that goes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The message, in the words of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// What it means, in the words of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<String>,
    /// What to do about it, in the words of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    /// Where the row stands.
    pub source: Source,
}

/// A documented request or reply.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Example {
    /// The sentence above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Status of a reply, where the page says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Method of the request line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// URI of the request line, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// Headers, as written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
    /// The body, where it is JSON, as written or repaired.
    #[serde(default, deserialize_with = "crate::json::present", skip_serializing_if = "Option::is_none")]
    pub body: Option<Json>,
    /// The body was no JSON as written and was repaired.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repaired: bool,
    /// The body, where it is no JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The page, and the number of the example's code block on it as `row`.
    pub source: Source,
}
