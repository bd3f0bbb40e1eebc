//! The requests that reached the mock.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use hyper::body::Bytes;
use hyper::{HeaderMap, Method, Uri};

use crate::uri;

/// A request that reached the mock, and what became of it.
#[derive(Clone)]
pub struct Request {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) id: String,
    pub(crate) operation: Option<String>,
    pub(crate) status: Option<u16>,
}

impl Request {
    pub(crate) fn new(method: Method, uri: Uri, headers: HeaderMap, body: Bytes, id: String) -> Self {
        let query = uri.query().map(uri::query).unwrap_or_default();
        Request { method, uri, query, headers, body, id, operation: None, status: None }
    }

    /// The HTTP method, `POST`.
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// The path as it was sent, without the query.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// Path and query as they were sent.
    pub fn target(&self) -> &str {
        self.uri.path_and_query().map_or("/", |target| target.as_str())
    }

    /// The first value of a query parameter, decoded.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All query parameters, decoded, in the order in which they were sent.
    pub fn query_pairs(&self) -> &[(String, String)] {
        &self.query
    }

    /// The value of a header, where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// All headers whose values are text; names are in lower case.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
    }

    /// The body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body as JSON, where it is JSON.
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// The operation that the request was understood as: [`hwc_model::Operation::key`].
    pub fn operation(&self) -> Option<&str> {
        self.operation.as_deref()
    }

    /// The status of the reply; none where the connection was cut instead.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// The `X-Request-Id` of the reply.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// Headers and body stay out of it: they hold tokens and passwords.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method())
            .field("path", &self.path())
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// The newest requests, up to a limit, so that a long run does not fill the memory.
#[derive(Debug)]
pub(crate) struct Log {
    requests: Mutex<VecDeque<Request>>,
    limit: usize,
}

impl Log {
    pub(crate) fn new(limit: usize) -> Self {
        Log { requests: Mutex::default(), limit }
    }

    pub(crate) fn add(&self, request: Request) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        while requests.len() >= self.limit.max(1) {
            requests.pop_front();
        }
        if self.limit > 0 {
            requests.push_back(request);
        }
    }

    pub(crate) fn all(&self) -> Vec<Request> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    pub(crate) fn clear(&self) {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
