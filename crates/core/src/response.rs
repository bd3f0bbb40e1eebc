//! What a service answered.

use std::{fmt, ops::Deref, time::Duration};

use bytes::Bytes;
use reqwest::header::HeaderMap;

use crate::{Download, Drift, Operation, clock};

/// A reply: the documented value, with everything else that came with it.
///
/// It reads like the value: `reply.instances` is the member of the list operation's reply.
pub struct Response<T> {
    value: T,
    rest: Box<Rest>,
}

struct Rest {
    raw: Raw,
    drift: Vec<Drift>,
}

/// A reply as it came.
pub(crate) struct Raw {
    pub(crate) operation: &'static Operation,
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Raw {
    /// The id under which the service's support finds the call.
    pub(crate) fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }
}

/// What is known of a reply that is no error, however its body comes.
pub(crate) trait Answer {
    fn status(&self) -> u16;
    fn headers(&self) -> &HeaderMap;

    fn request_id(&self) -> Option<&str> {
        request_id(self.headers())
    }
}

impl Answer for Raw {
    fn status(&self) -> u16 {
        self.status
    }

    fn headers(&self) -> &HeaderMap {
        &self.headers
    }
}

impl Answer for Download {
    fn status(&self) -> u16 {
        self.status()
    }

    fn headers(&self) -> &HeaderMap {
        self.headers()
    }
}

/// The request id in headers.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    ["x-request-id", "x-iam-trace-id", "x-openstack-request-id", "x-compute-request-id", "x-obs-request-id"]
        .iter()
        .find_map(|name| headers.get(*name)?.to_str().ok())
}

impl Raw {
    /// How long the service asks to wait: seconds, or a date, which is one of its own clock.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        let text = self.headers.get("retry-after")?.to_str().ok()?.trim();
        let until = || Some(clock::parse_http(text)?.saturating_sub(self.date().unwrap_or_else(clock::now)));
        text.parse().ok().or_else(until).map(Duration::from_secs)
    }

    /// When the service answered, by its own clock.
    pub(crate) fn date(&self) -> Option<u64> {
        clock::parse_http(self.headers.get("date")?.to_str().ok()?)
    }
}

impl<T> Response<T> {
    pub(crate) fn new(value: T, raw: Raw, drift: Vec<Drift>) -> Self {
        Response { value, rest: Box::new(Rest { raw, drift }) }
    }

    /// HTTP status.
    pub fn status(&self) -> u16 {
        self.rest.raw.status
    }

    /// All headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.rest.raw.headers
    }

    /// The text of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers().get(name)?.to_str().ok()
    }

    /// The id under which the service's support finds the call.
    pub fn request_id(&self) -> Option<&str> {
        self.rest.raw.request_id()
    }

    /// The body as it came.
    pub fn raw(&self) -> &Bytes {
        &self.rest.raw.body
    }

    /// Where the reply differs from its documentation.
    pub fn drift(&self) -> &[Drift] {
        &self.rest.drift
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Without headers and raw body: either may hold a token.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("value", &self.value)
            .finish_non_exhaustive()
    }
}
