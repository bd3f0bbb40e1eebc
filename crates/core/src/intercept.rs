//! Hooks around each attempt: before it is signed, and after its reply.
//!
//! In: what is sent, but for the proof of who calls, and what came of it. Out: headers more. They see no secret of the
//! configuration, and cannot change where a request goes or what it holds.

use std::{fmt, sync::Arc, time::Duration};

use reqwest::header::HeaderMap;

use crate::{
    Error, Operation,
    response::Answer,
    sign::{self, Headers},
};

/// Looks at each attempt of each call of a configuration; see [`ConfigBuilder::intercept`](crate::ConfigBuilder::intercept).
///
/// ```
/// use hwc_core::{Answered, Attempt, Config, Interceptor};
///
/// struct Tenant(String);
///
/// impl Interceptor for Tenant {
///     fn before(&self, attempt: &mut Attempt<'_>) {
///         attempt.header("X-Tenant", &self.0); // signed with the rest
///     }
///
///     fn after(&self, answered: &Answered<'_>) {
///         println!("{}: {:?} after {:?}", answered.operation().name(), answered.status(), answered.duration());
///     }
/// }
///
/// let config = Config::builder().intercept(Tenant("blue".into()));
/// # let _ = config;
/// ```
pub trait Interceptor: Send + Sync + 'static {
    /// Called before an attempt is signed and sent.
    fn before(&self, attempt: &mut Attempt<'_>) {
        let _ = attempt;
    }

    /// Called when an attempt has its reply, or has failed without one.
    fn after(&self, answered: &Answered<'_>) {
        let _ = answered;
    }
}

/// An attempt that is about to be sent.
pub struct Attempt<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) number: u32,
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
    pub(crate) headers: &'a mut Headers,
}

impl Attempt<'_> {
    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Which attempt of its call it is, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The path, as it is sent.
    pub fn path(&self) -> &str {
        self.path
    }

    /// The query, as it is sent, without the question mark.
    pub fn query(&self) -> &str {
        self.query
    }

    /// Adds a header, which is signed with the rest; one that the call has already stays.
    pub fn header(&mut self, name: &str, value: &str) {
        sign::set(self.headers, name.to_owned(), value);
    }
}

/// Without headers and query: a caller may have put a secret there.
impl fmt::Debug for Attempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt")
            .field("operation", &self.operation.name)
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

/// What came of an attempt.
pub struct Answered<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) number: u32,
    pub(crate) took: Duration,
    pub(crate) result: Result<&'a dyn Answer, &'a Error>,
}

impl Answered<'_> {
    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Which attempt of its call it was, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// How long it took.
    pub fn duration(&self) -> Duration {
        self.took
    }

    /// HTTP status, where there was a reply.
    pub fn status(&self) -> Option<u16> {
        match self.result {
            Ok(answer) => Some(answer.status()),
            Err(error) => error.status(),
        }
    }

    /// The id under which the service's support finds the call.
    pub fn request_id(&self) -> Option<&str> {
        match self.result {
            Ok(answer) => answer.request_id(),
            Err(error) => error.request_id(),
        }
    }

    /// The headers of a reply that is no error.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.result.ok().map(Answer::headers)
    }

    /// What went wrong.
    pub fn error(&self) -> Option<&Error> {
        self.result.err()
    }
}

impl fmt::Debug for Answered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answered")
            .field("operation", &self.operation.name)
            .field("number", &self.number)
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("duration", &self.took)
            .finish_non_exhaustive()
    }
}

/// Those of a configuration, in the order in which they were given.
#[derive(Clone, Default)]
pub(crate) struct Interceptors(Vec<Arc<dyn Interceptor>>);

impl Interceptors {
    pub(crate) fn add(&mut self, interceptor: impl Interceptor) {
        self.0.push(Arc::new(interceptor));
    }

    pub(crate) fn before(&self, attempt: &mut Attempt<'_>) {
        self.0.iter().for_each(|interceptor| interceptor.before(attempt));
    }

    pub(crate) fn after(&self, answered: &Answered<'_>) {
        self.0.iter().for_each(|interceptor| interceptor.after(answered));
    }
}

impl fmt::Debug for Interceptors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.len())
    }
}
