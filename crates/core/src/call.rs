//! A call that can be awaited, and what its reply may be.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;

use crate::{
    Draft, Drift, Error, Response, Retry,
    decode::{self, At, Log, Slot},
    platform::{MaybeSend, Work},
    response::Raw,
    secret::MASK,
    telemetry, transport,
};

type Sending = Work<Result<Raw, Error>>;

/// A call on its way: nothing is sent before it is awaited, and dropping it takes it back.
#[must_use = "a call does nothing unless it is awaited"]
pub struct Call<T> {
    /// What is to be sent, until it is.
    draft: Option<Draft>,
    sending: Option<Sending>,
    decode: fn(Raw) -> Result<Response<T>, Error>,
}

impl<T: Reply> Call<T> {
    pub(crate) fn new(draft: Draft) -> Self {
        Call { draft: Some(draft), sending: None, decode: Response::read }
    }

    /// A call that takes more than one request.
    pub(crate) fn of(sending: impl Future<Output = Result<Raw, Error>> + MaybeSend + 'static) -> Self {
        Call { draft: None, sending: Some(Box::pin(sending)), decode: Response::read }
    }
}

impl<T> Call<T> {
    /// What is to be sent, unless it was.
    pub(crate) fn into_draft(self) -> Option<Draft> {
        self.draft
    }
}

/// Boxed here, once for all operations: generated crates hold no state machine of their own.
fn send(draft: Draft) -> Sending {
    Box::pin(transport::send(draft))
}

impl<T> Future for Call<T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if let Some(draft) = self.draft.take() {
            self.sending = Some(send(draft));
        }
        let decode = self.decode;
        let Some(sending) = &mut self.sending else {
            return Poll::Ready(Err(Error::usage("the call has been answered already")));
        };
        let raw = ready!(sending.as_mut().poll(context));
        self.sending = None;
        Poll::Ready(raw.and_then(decode))
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").finish_non_exhaustive()
    }
}

/// What a reply may be: an object, a list, a map, free JSON, bytes, or nothing. Only this crate's macros implement it.
pub trait Reply: Sized {
    #[doc(hidden)]
    fn from_body(body: &Bytes, at: &At<'_>) -> serde_json::Result<Self>;
}

/// Reads a body as a call would, with what drifted: for tests of generated code, which have examples but no service.
///
/// # Errors
/// The body is no JSON.
pub fn read_reply<T: Reply>(body: &[u8]) -> serde_json::Result<(T, Vec<Drift>)> {
    let log = Log::default();
    let value = T::from_body(&Bytes::copy_from_slice(body), &At::top(&log))?;
    Ok((value, log.into_parts().0))
}

/// Reads JSON; no body at all is the empty value.
fn read_json(body: &[u8], slot: &mut dyn Slot, at: &At<'_>) -> serde_json::Result<()> {
    if body.trim_ascii().is_empty() {
        return Ok(());
    }
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    decode::read(&mut deserializer, slot, at)?;
    deserializer.end()
}

impl<T: Slot> Reply for T {
    #[inline]
    fn from_body(body: &Bytes, at: &At<'_>) -> serde_json::Result<Self> {
        let mut value = T::blank();
        read_json(body, &mut value, at)?;
        Ok(value)
    }
}

impl Reply for () {
    fn from_body(_: &Bytes, _: &At<'_>) -> serde_json::Result<Self> {
        Ok(())
    }
}

impl Reply for Bytes {
    fn from_body(body: &Bytes, _: &At<'_>) -> serde_json::Result<Self> {
        Ok(body.clone())
    }
}

/// What is different for one call.
///
/// ```
/// use std::time::Duration;
///
/// let options = hwc_core::CallOptions::new().timeout(Duration::from_secs(5)).header("X-Language", "en-us");
/// # let _ = options;
/// ```
#[derive(Clone, Default)]
pub struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) project_id: Option<String>,
    pub(crate) domain_id: Option<String>,
    pub(crate) retry: Option<Retry>,
    pub(crate) repeatable: Option<bool>,
}

impl CallOptions {
    /// Nothing is different.
    pub fn new() -> Self {
        CallOptions::default()
    }

    /// How long the call may take in all.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How failed attempts are repeated.
    #[must_use]
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// Whether the request may be sent twice, whatever its method is.
    #[must_use]
    pub fn repeatable(mut self, repeatable: bool) -> Self {
        self.repeatable = Some(repeatable);
        self
    }

    /// A header to be sent; it goes before one of the same name that the operation would send.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The project to be called in place of the configuration's.
    #[must_use]
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.project_id = Some(project_id.into());
        self
    }

    /// The domain to be called in place of the configuration's.
    #[must_use]
    pub fn domain_id(mut self, domain_id: impl Into<String>) -> Self {
        self.domain_id = Some(domain_id.into());
        self
    }
}

/// Values of headers are masked: one may be a token.
impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("headers", &self.headers.iter().map(|(name, _)| (name, MASK)).collect::<Vec<_>>())
            .field("project_id", &self.project_id)
            .field("domain_id", &self.domain_id)
            .field("retry", &self.retry)
            .field("repeatable", &self.repeatable)
            .finish()
    }
}

impl<T: Reply> Response<T> {
    /// Reads the body of a reply.
    pub(crate) fn read(raw: Raw) -> Result<Self, Error> {
        let log = Log::default();
        let value = T::from_body(&raw.body, &At::top(&log));
        let (mut drift, failed) = log.into_parts();
        drift.iter_mut().filter(|drift| drift.page.is_empty()).for_each(|drift| drift.page = raw.operation.page);
        telemetry::drift(raw.operation, &drift);
        match value {
            Ok(value) => Ok(Response::new(value, raw, drift)),
            Err(error) => Err(Error::decode(&raw, error, failed)),
        }
    }
}
