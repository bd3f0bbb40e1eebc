//! Requests that an operation accepts: what to send when one does not know yet what to send.

use std::fmt;

use hwc_model::{Json, Mandatory, Operation, Parameter, Place};
use hyper::HeaderMap;
use hyper::body::Bytes;
use hyper::header::{HeaderName, HeaderValue};

use crate::check::{self, Rules};
use crate::log::Request;
use crate::service::{Prepared, method};
use crate::synthesis::{self, Types};
use crate::uri;

/// A request that an operation accepts, see [`Cloud::sample`](crate::Cloud::sample). `Display` writes it as a command for
/// `curl`.
///
/// ```
/// # const MODEL: &str = r#"{"format":1,"service":{"key":"kiln","crate_name":"hwc-kiln","title":"Kiln"},
/// #   "operations":[{"key":"POST /v1/{}/kilns","title":"","method":"POST","path":"/v1/{project_id}/kilns","source":{},
/// #   "body":{"media_type":"application/json","type":"any_object"},
/// #   "request_examples":[{"body":{"name":"old"},"source":{}}]}],"types":[],"pages":[]}"#;
/// let cloud = hwc_mock::Mock::of(MODEL).start()?;
/// let sample = cloud.sample("POST /v1/{}/kilns").ok_or("no such operation")?.with_path("project_id", "p1");
/// assert_eq!((sample.method(), sample.target().as_str()), ("POST", "/v1/p1/kilns"));
/// assert_eq!(sample.body(), br#"{"name":"old"}"#);
/// assert!(sample.to_string().starts_with("curl -X POST"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Sample {
    method: String,
    endpoint: String,
    /// The documented path with its placeholders.
    path: String,
    values: Vec<(String, String)>,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Sample {
    pub(crate) fn of(prepared: &Prepared, endpoint: &str, rules: Rules) -> Self {
        let operation = &prepared.operation;
        let types = &prepared.known.types;
        let mut sample = Sample {
            method: method(operation.method).to_string(),
            endpoint: endpoint.to_owned(),
            path: operation.path.clone(),
            values: parameters(operation, Place::Path, types),
            query: parameters(operation, Place::Query, types),
            headers: parameters(operation, Place::Header, types),
            body: Vec::new(),
        };
        if let Some(body) = &operation.body {
            sample.headers.push(("Content-Type".to_owned(), body.media_type.clone()));
        }
        let is_another = |body: &[u8]| prepared.body_key.as_ref().is_some_and(|key| !has_member(body, key));
        let rank = |body: &Vec<u8>| (is_another(body), sample.faults(body, prepared, rules));
        let best = bodies(operation, types).into_iter().min_by_key(rank);
        sample.body = best.unwrap_or_default();
        sample
    }

    /// How many faults the mock would find.
    fn faults(&self, body: &[u8], prepared: &Prepared, rules: Rules) -> usize {
        let headers = self
            .headers
            .iter()
            .filter_map(|(name, value)| Some((HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?)));
        let Ok(uri) = self.target().parse() else { return 0 };
        let body = Bytes::copy_from_slice(body);
        let method = method(prepared.operation.method);
        let request = Request::new(method, uri, HeaderMap::from_iter(headers), body, String::new());
        let path: Vec<_> = self.values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        check::request(&prepared.operation, &path, &request, &prepared.known, rules).len()
    }

    /// Gives a placeholder of the path another value.
    #[must_use]
    pub fn with_path(mut self, name: &str, value: &str) -> Self {
        self.values.retain(|(known, _)| known != name);
        self.values.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Gives a parameter of the query another value, where the request has it.
    #[must_use]
    pub fn with_query(mut self, name: &str, value: &str) -> Self {
        if let Some((_, known)) = self.query.iter_mut().find(|(known, _)| known == name) {
            *known = value.to_owned();
        }
        self
    }

    /// Gives the request another body.
    #[must_use]
    pub fn with_body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// The HTTP method.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Path and query, encoded.
    pub fn target(&self) -> String {
        let mut target = String::new();
        let mut rest = self.path.as_str();
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            let value = self.values.iter().find(|(known, _)| known == name).map_or(name, |(_, value)| value);
            target.push_str(before);
            target.push_str(&uri::encode(value));
            rest = after;
        }
        target.push_str(rest);
        for (number, (name, value)) in self.query.iter().enumerate() {
            target.push(if number == 0 { '?' } else { '&' });
            target.push_str(&format!("{}={}", uri::encode(name), uri::encode(value)));
        }
        target
    }

    /// Headers that the operation wants, those of authentication excepted.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The body; empty where the operation has none.
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

/// The body stays out of it: it may hold a password.
impl fmt::Debug for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sample").field("method", &self.method).field("path", &self.path).finish_non_exhaustive()
    }
}

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quote = |text: &str| format!("'{}'", text.replace('\'', r"'\''"));
        write!(f, "curl -X {} -H 'X-Auth-Token: any'", self.method)?;
        for (name, value) in self.headers() {
            write!(f, " -H {}", quote(&format!("{name}: {value}")))?;
        }
        if !self.body.is_empty() {
            write!(f, " -d {}", quote(&String::from_utf8_lossy(&self.body)))?;
        }
        write!(f, " {}", quote(&format!("{}{}", self.endpoint, self.target())))
    }
}

/// Values for placeholders, and for what is mandatory elsewhere.
fn parameters(operation: &Operation, place: Place, types: &Types) -> Vec<(String, String)> {
    let is_needed = |parameter: &&Parameter| {
        let is_transport = place == Place::Header && check::is_of_transport(&parameter.member.name);
        parameter.place == place
            && !is_transport
            && (place == Place::Path || parameter.member.mandatory == Mandatory::Yes)
    };
    let value = |parameter: &Parameter| match synthesis::member(&parameter.member, types) {
        Json::String(text) => text,
        Json::Array(items) => items.first().map(text).unwrap_or_default(),
        other => text(&other),
    };
    operation.parameters.iter().filter(is_needed).map(|p| (p.member.name.clone(), value(p))).collect()
}

fn text(json: &Json) -> String {
    match json {
        Json::String(text) => text.clone(),
        other => serde_json::to_string(other).unwrap_or_default(),
    }
}

fn has_member(body: &[u8], name: &str) -> bool {
    serde_json::from_slice::<serde_json::Value>(body).is_ok_and(|body| body.get(name).is_some())
}

/// Bodies that the documentation gives reason to think of, the likeliest first.
fn bodies(operation: &Operation, types: &Types) -> Vec<Vec<u8>> {
    let Some(body) = &operation.body else { return Vec::new() };
    let is_own = |method: Option<hwc_model::Method>| method.is_none_or(|method| method == operation.method);
    let examples = operation.request_examples.iter().filter(|example| is_own(example.method));
    let made = [synthesis::sparse_value(&body.ty, types), synthesis::value(&body.ty, types)];
    let bodies = examples.filter_map(|example| example.body.clone()).chain(made);
    bodies.map(|body| serde_json::to_vec(&body).unwrap_or_default()).collect()
}
