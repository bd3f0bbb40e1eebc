//! The requests that reached the mock.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use hyper::body::Bytes;
use hyper::{HeaderMap, Method, Uri};

use crate::requests::Requests;
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
    /// What the documentation calls it.
    pub(crate) operation_id: Option<String>,
    pub(crate) status: Option<u16>,
    pub(crate) refusal: Option<String>,
}

impl Request {
    pub(crate) fn new(method: Method, uri: Uri, headers: HeaderMap, body: Bytes, id: String) -> Self {
        let query = uri.query().map(uri::query).unwrap_or_default();
        Request {
            method,
            uri,
            query,
            headers,
            body,
            id,
            operation: None,
            operation_id: None,
            status: None,
            refusal: None,
        }
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

    /// Whether the request was understood as this operation, told by its key or its id.
    pub fn is_for(&self, operation: &str) -> bool {
        [&self.operation, &self.operation_id].into_iter().flatten().any(|known| known == operation)
    }

    /// The status of the reply; none where the connection was cut instead.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// Why the mock refused the request, or did as a script says.
    pub fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
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

/// Bytes of requests that are kept at most, whatever their number: some carry files.
const MOST_BYTES: usize = 64 << 20;

/// The newest requests, up to a limit, so that a long run does not fill the memory.
#[derive(Debug)]
pub(crate) struct Log {
    kept: Mutex<Kept>,
    limit: usize,
    most_bytes: usize,
}

#[derive(Debug, Default)]
struct Kept {
    requests: VecDeque<Request>,
    bytes: usize,
}

impl Log {
    pub(crate) fn new(limit: usize) -> Self {
        Log { kept: Mutex::default(), limit, most_bytes: MOST_BYTES }
    }

    pub(crate) fn add(&self, request: Request) {
        if self.limit == 0 {
            return;
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += request.body.len();
        kept.requests.push_back(request);
        while kept.requests.len() > self.limit || kept.bytes > self.most_bytes {
            let Some(oldest) = kept.requests.pop_front() else { return };
            kept.bytes -= oldest.body.len();
        }
    }

    pub(crate) fn all(&self) -> Requests {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        Requests(kept.requests.iter().cloned().collect())
    }

    pub(crate) fn clear(&self) {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Kept::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_is_bounded_in_bytes_too() {
        let log = Log { most_bytes: 10, ..Log::new(100) };
        for size in [4, 4, 4, 11, 1] {
            let body = Bytes::from(vec![0; size]);
            log.add(Request::new(Method::GET, Uri::from_static("/"), HeaderMap::new(), body, String::new()));
            assert!(log.kept.lock().unwrap().bytes <= 10);
        }
        assert_eq!(log.all().iter().map(|request| request.body.len()).collect::<Vec<_>>(), [1]);
    }
}
