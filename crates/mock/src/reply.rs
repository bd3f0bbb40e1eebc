//! A reply before it is sent.

use std::fmt;

use hyper::body::Bytes;
use serde_json::Value;

/// A reply: status, headers, body.
#[derive(Clone)]
pub struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Bytes,
    /// Why it is no success, in words for whoever looks on.
    pub(crate) refusal: Option<String>,
}

impl Reply {
    /// A reply without a body.
    pub fn empty(status: u16) -> Self {
        Reply { status, headers: Vec::new(), body: Bytes::new(), refusal: None }
    }

    /// A reply with a JSON body.
    pub fn json(status: u16, body: &Value) -> Self {
        Reply::bytes(status, "application/json", body.to_string().into_bytes())
    }

    /// A reply with any body.
    pub fn bytes(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Reply { body: Bytes::from(body.into()), ..Reply::empty(status) }.header("Content-Type", media_type)
    }

    /// Adds a header; one that cannot be sent is left out.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// Values of headers and the body stay out of it: they may be tokens and passwords.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        let mut shown = f.debug_struct("Reply");
        shown.field("status", &self.status).field("headers", &names).field("bytes", &self.body.len()).finish()
    }
}
