//! The one error type: what was called, what was answered, and predicates over it.

mod dialects;
mod excerpt;
mod mask;

use std::{error, fmt, sync::Arc, time::Duration};

use bytes::Bytes;

use crate::{Operation, platform, response::Raw};
use dialects::Said;
pub(crate) use excerpt::excerpt;
pub(crate) use mask::mask;

type Source = Arc<dyn error::Error + Send + Sync>;

/// What went wrong with a call. It prints on one line: what was called, HTTP status, the service's error code and
/// message, and the request id.
///
/// ```
/// # fn example(error: hwc_core::Error) {
/// if error.is_not_found() {
///     println!("gone already");
/// } else {
///     eprintln!("{error}"); // delete_thing: HTTP 409, APIC.7309: it is still in use (request id 7d5b…)
/// }
/// # }
/// ```
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    operation: Option<&'static Operation>,
    /// What the call was at when it was not the call itself that failed.
    doing: Option<&'static str>,
    message: String,
    status: Option<u16>,
    said: Said,
    retry_after: Option<Duration>,
    attempts: u32,
    source: Option<Source>,
    body: Option<Bytes>,
}

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The configuration lacks something or contradicts itself; nothing was sent.
    Configuration,
    /// The request cannot be sent as it was put together; nothing was sent.
    Usage,
    /// There is no way to authenticate: no credentials were found, or no token was given out for them.
    Credentials,
    /// There was no connection to the service.
    Connect,
    /// The time limit ran out.
    Timeout,
    /// The connection broke.
    Transport,
    /// The service answered with an error.
    Service,
    /// The service answered with something that is no JSON.
    Decode,
    /// A list goes round in circles.
    Paging,
    /// What was waited for has failed.
    Failed,
}

impl Error {
    fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let (message, said) = (message.into(), Said::default());
        Error(Box::new(Inner {
            kind,
            operation: None,
            doing: None,
            message,
            status: None,
            said,
            retry_after: None,
            attempts: 1,
            source: None,
            body: None,
        }))
    }

    pub(crate) fn configuration(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Configuration, message)
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Usage, message)
    }

    pub(crate) fn credentials(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Credentials, message)
    }

    /// What a program says of its own way to credentials.
    pub(crate) fn provider(reason: Box<dyn error::Error + Send + Sync>) -> Self {
        let mut this = Error::credentials(format!("{reason}{}", causes(&*reason)));
        this.0.source = Some(Arc::from(reason));
        this
    }

    pub(crate) fn endless(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Paging, message)
    }

    pub(crate) fn failed(reason: impl Into<String>) -> Self {
        Error::new(ErrorKind::Failed, reason)
    }

    /// A job or a resource that has come to a bad end, as this answer tells.
    pub(crate) fn of_outcome(answer: &Raw, reason: String) -> Self {
        let mut this = Error::failed(reason);
        this.0.said.request_id = answer.request_id().map(str::to_owned);
        this.of(answer.operation)
    }

    /// A reply that lacks what is needed to go on.
    pub(crate) fn unexpected(raw: &Raw, lack: String) -> Self {
        let near = excerpt(&raw.body, None);
        let mut this = Error::new(ErrorKind::Decode, format!("{lack} in the reply `{near}`"));
        this.0.status = Some(raw.status);
        this.0.said.request_id = raw.request_id().map(str::to_owned);
        this.of(raw.operation)
    }

    pub(crate) fn timeout(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Timeout, message)
    }

    /// An error of the HTTP client, which never says what was in the request.
    pub(crate) fn transport(error: reqwest::Error) -> Self {
        let (kind, message) = match &error {
            error if error.is_timeout() => (ErrorKind::Timeout, "no reply within the time limit"),
            error if platform::is_connect(error) => (ErrorKind::Connect, "no connection"),
            error if error.is_builder() => (ErrorKind::Usage, "no valid request"),
            _ => (ErrorKind::Transport, "the connection broke"),
        };
        let mut this = Error::new(kind, format!("{message}{}", causes(&error)));
        this.0.source = Some(Arc::new(error.without_url()));
        this
    }

    /// A reply whose status is an error.
    pub(crate) fn service(raw: &Raw) -> Self {
        let mut said = Said::read(&raw.body, raw.status);
        if let Some(id) = raw.request_id() {
            said.request_id = Some(id.to_owned());
        }
        let message = match said.message {
            None if !raw.body.is_empty() => excerpt(&raw.body, None),
            _ => String::new(),
        };
        let mut this = Error::new(ErrorKind::Service, message);
        this.0.status = Some(raw.status);
        this.0.said = said;
        this.0.retry_after = raw.retry_after();
        this.0.body = Some(raw.body.clone());
        this.of(raw.operation)
    }

    /// A reply that is no JSON, with the place where reading had to stop.
    pub(crate) fn decode(raw: &Raw, error: serde_json::Error, place: Option<String>) -> Self {
        let place = place.filter(|place| !place.is_empty()).unwrap_or_else(|| "the top".to_owned());
        let near = excerpt(&raw.body, Some((error.line(), error.column())));
        let mut this = Error::new(ErrorKind::Decode, format!("reply is no JSON at {place}: {error}, near `{near}`"));
        this.0.status = Some(raw.status);
        this.0.said.request_id = raw.request_id().map(str::to_owned);
        this.0.source = Some(Arc::new(error));
        this.of(raw.operation)
    }

    /// The same error, of this operation.
    pub(crate) fn of(mut self, operation: &'static Operation) -> Self {
        self.0.operation.get_or_insert(operation);
        self
    }

    /// The same error, with another thing that is lacking besides.
    pub(crate) fn and(mut self, other: Option<Error>) -> Self {
        if let Some(other) = other {
            self.0.message = format!("{}; and {other}", self.0.message);
        }
        self
    }

    /// The same error, as one of getting hold of credentials for another operation.
    pub(crate) fn into_credentials(mut self, doing: &'static str) -> Self {
        self.0.doing = Some(doing);
        self.0.operation = None;
        if self.0.kind == ErrorKind::Service {
            self.0.kind = ErrorKind::Credentials;
        }
        self
    }

    /// The same error, of a call that was tried so often.
    pub(crate) fn after(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// Whether the request itself did not leave: there was no connection, or no token for it.
    pub(crate) fn was_not_sent(&self) -> bool {
        self.0.doing.is_some() || self.kind() == ErrorKind::Connect
    }

    /// What kind of thing went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Name of the operation that was called.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation.map(Operation::name)
    }

    /// HTTP status of the reply.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The service's error code: `APIC.7302`. Those that the documentation lists are constants of the service's crate, in
    /// its module `errors`; a service may say others.
    ///
    /// ```
    /// # mod hwc_apig { pub mod errors { pub const APIC_7302: &str = "APIC.7302"; } }
    /// use hwc_apig::errors;
    ///
    /// # fn example(error: hwc_core::Error) -> Result<(), hwc_core::Error> {
    /// match error.code() {
    ///     Some(errors::APIC_7302) => println!("no such gateway"),
    ///     Some(code) => println!("{code}: {}", error.message()),
    ///     None => return Err(error),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn code(&self) -> Option<&str> {
        self.0.said.code.as_deref()
    }

    /// The service's message; without one, ours.
    pub fn message(&self) -> &str {
        self.0.said.message.as_deref().unwrap_or(&self.0.message)
    }

    /// The id under which the service's support finds the call.
    pub fn request_id(&self) -> Option<&str> {
        self.0.said.request_id.as_deref()
    }

    /// The body of the service's refusal, as it came: for what it says beyond code and message. It may hold secrets, and is
    /// in no text of the error.
    pub fn raw(&self) -> Option<&Bytes> {
        self.0.body.as_ref()
    }

    /// How often the request was tried.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// How long the service asks to wait before it is called again.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// What was asked for is not there.
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(404)
    }

    /// Something like it is there already, or its state forbids what was asked for.
    pub fn is_conflict(&self) -> bool {
        self.status() == Some(409)
    }

    /// The service asks to be called less often.
    pub fn is_throttled(&self) -> bool {
        self.status() == Some(429)
    }

    /// The service does not know the caller, or does not let it do this; or there were no credentials to begin with.
    pub fn is_auth(&self) -> bool {
        self.kind() == ErrorKind::Credentials || matches!(self.status(), Some(401 | 403))
    }

    /// The same call may well succeed a little later: the service asked for that or had a fault of its own, or there was
    /// no connection or no reply. Whether it may be sent twice is another question: see [`Retry`](crate::Retry).
    pub fn is_retryable(&self) -> bool {
        match self.kind() {
            ErrorKind::Connect | ErrorKind::Transport | ErrorKind::Timeout => true,
            ErrorKind::Service | ErrorKind::Credentials => matches!(self.status(), Some(408 | 429 | 500 | 502..=504)),
            _ => false,
        }
    }

    /// A time limit ran out: ours, or the one of a server on the way.
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout || matches!(self.status(), Some(408 | 504))
    }

    /// The fault is on the service's side.
    pub fn is_server_error(&self) -> bool {
        matches!(self.status(), Some(500..))
    }

    /// There was no reply at all.
    pub fn is_connect(&self) -> bool {
        self.kind() == ErrorKind::Connect
    }
}

/// The causes of an error, each after a colon, for its own text says nothing of them.
fn causes(error: &dyn error::Error) -> String {
    let mut text = String::new();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    text
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = self.operation() {
            write!(f, "{name}: ")?;
        }
        let Inner { message, status, said, doing, .. } = &*self.0;
        if let Some(doing) = doing {
            write!(f, "{doing}: ")?;
        }
        let status = status.map(|status| format!("HTTP {status}"));
        let what = [status.as_deref(), said.code.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let says = [Some(message.as_str()).filter(|message| !message.is_empty()), said.message.as_deref()];
        let parts = [what.as_str()].into_iter().filter(|what| !what.is_empty()).chain(says.into_iter().flatten());
        f.write_str(&excerpt::one_line(&parts.collect::<Vec<_>>().join(": ")))?;
        let details = [
            self.request_id().map(|id| format!("request id {id}")),
            Some(self.0.attempts).filter(|attempts| *attempts != 1).map(|attempts| format!("{attempts} attempts")),
            self.retry_after().map(|pause| format!("to be called again in {pause:?}")),
        ];
        let details: Vec<_> = details.into_iter().flatten().collect();
        if details.is_empty() { Ok(()) } else { write!(f, " ({})", details.join(", ")) }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({:?}: {self})", self.kind())
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
