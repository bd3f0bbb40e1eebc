//! Questions to the log of requests.

use std::ops::Deref;

use serde_json::Value;

use crate::log::Request;

/// Requests that reached the mock, oldest first. It is a slice; the methods pick some of it.
///
/// ```
/// # const MODEL: &str = r#"{"format":1,"service":{"key":"kiln","crate_name":"hwc-kiln","title":"Kiln"},
/// #   "operations":[],"types":[],"pages":[]}"#;
/// # let cloud = hwc_mock::Mock::of(MODEL).start()?;
/// let created = cloud.requests().of("CreateKiln").with_member("/kiln/name", "old").with_header("x-language", "en-us");
/// assert_eq!(created.len(), 0);
/// # Ok::<(), hwc_mock::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Requests(pub(crate) Vec<Request>);

impl Requests {
    /// Those for an operation, told by its key (`POST /v2/{}/apigw/instances`) or its id (`CreateInstanceV2`).
    #[must_use]
    pub fn of(self, operation: &str) -> Self {
        self.filter(|request| request.is_for(operation))
    }

    /// Those with this method.
    #[must_use]
    pub fn with_method(self, method: &str) -> Self {
        self.filter(|request| request.method() == method)
    }

    /// Those whose path is this, or begins with it and a slash.
    #[must_use]
    pub fn under(self, path: &str) -> Self {
        let path = path.trim_end_matches('/');
        self.filter(|request| {
            request.path().strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// Those that have this value of a query parameter among others.
    #[must_use]
    pub fn with_query(self, name: &str, value: &str) -> Self {
        self.filter(|request| request.query_pairs().iter().any(|pair| pair.0 == name && pair.1 == value))
    }

    /// Those that have this header.
    #[must_use]
    pub fn with_header(self, name: &str, value: &str) -> Self {
        self.filter(|request| request.header(name) == Some(value))
    }

    /// Those whose body has this value at a place, told by a JSON pointer: `/vpc/name`.
    #[must_use]
    pub fn with_member(self, pointer: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        self.filter(|request| request.json().is_some_and(|body| body.pointer(pointer) == Some(&value)))
    }

    /// Those that were answered with this status.
    #[must_use]
    pub fn with_status(self, status: u16) -> Self {
        self.filter(|request| request.status() == Some(status))
    }

    /// Those of which the function says so.
    #[must_use]
    pub fn filter(mut self, keep: impl FnMut(&Request) -> bool) -> Self {
        self.0.retain(keep);
        self
    }
}

impl Deref for Requests {
    type Target = [Request];

    fn deref(&self) -> &[Request] {
        &self.0
    }
}

impl IntoIterator for Requests {
    type Item = Request;
    type IntoIter = std::vec::IntoIter<Request>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
