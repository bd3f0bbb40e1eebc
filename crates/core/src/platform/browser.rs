//! Connections of a browser: it decides about certificates, proxies and how many connections are kept, and takes a body as
//! a whole.
//!
//! The standard library has no clock there, and tokio no timers: both are the browser's, too.

use std::{
    future::{Future, poll_fn},
    io,
    pin::{Pin, pin},
    task::Poll,
    time::Duration,
};

use bytes::Bytes;
use gloo_timers::future::TimeoutFuture;
pub(crate) use web_time::{Instant, SystemTime, UNIX_EPOCH};

use crate::{
    Error,
    config::{Certificates, HttpSettings, Proxy},
};

/// Work on its way; a browser has one thread for it.
pub(crate) type Work<T> = Pin<Box<dyn Future<Output = T>>>;

/// Whether work with this in it may go to another thread: here there is none.
pub(crate) trait MaybeSend {}

impl<T> MaybeSend for T {}

/// Refuses what is for the browser to say.
pub(crate) fn check(settings: &HttpSettings) -> Result<(), Error> {
    let HttpSettings {
        connect_timeout,
        proxy,
        certificates,
        pool_idle_timeout,
        pool_max_idle,
        keep_alive,
        application,
    } = settings;
    let Certificates { trusted, own } = certificates;
    let refused = [
        ("`connect_timeout`", connect_timeout.is_some()),
        ("`proxy`", matches!(proxy, Proxy::At(address) if !address.expose().is_empty())),
        ("`trust`", !trusted.is_empty()),
        ("`client_certificate`", own.is_some()),
        ("`pool_idle_timeout`", pool_idle_timeout.is_some()),
        ("`pool_max_idle`", pool_max_idle.is_some()),
        ("`keep_alive`", keep_alive.is_some()),
        ("`application`", application.is_some()),
    ];
    match refused.iter().find(|(_, is_said)| *is_said) {
        Some((name, _)) => Err(Error::configuration(format!("{name} is for the browser to decide"))),
        None => Ok(()),
    }
}

/// The client. Addresses without TLS are refused where they are read.
pub(crate) fn client(_: &HttpSettings, _: bool) -> Result<reqwest::Client, Error> {
    reqwest::Client::builder().build().map_err(Error::transport)
}

/// A client for what is next door.
pub(crate) fn next_door(_: Duration) -> Result<reqwest::Client, Error> {
    reqwest::Client::builder().build().map_err(Error::transport)
}

/// Between 0 and 1.
pub(crate) fn random() -> f64 {
    js_sys::Math::random()
}

/// Waits so long; a browser's timers end within 24 days.
pub(crate) fn sleep(time: Duration) -> TimeoutFuture {
    TimeoutFuture::new(i32::try_from(time.as_millis()).unwrap_or(i32::MAX).unsigned_abs())
}

/// The work, or nothing where it takes longer.
pub(crate) async fn timeout<T>(limit: Duration, work: impl Future<Output = T>) -> Result<T, ()> {
    let (mut work, mut end) = (pin!(work), sleep(limit));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(result) => Poll::Ready(Ok(result)),
        Poll::Pending => Pin::new(&mut end).poll(context).map(Err),
    })
    .await
}

/// Whether there was no connection to begin with: a browser does not tell.
pub(crate) fn is_connect(_: &reqwest::Error) -> bool {
    false
}

/// A body that is sent bit by bit, which no browser does.
pub(crate) fn streamed<B>(_: B) -> io::Result<reqwest::Body> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "a browser takes a body as a whole: give its bytes"))
}

/// The body of a reply, until it is taken.
pub(crate) struct Body(Option<reqwest::Response>);

impl Body {
    pub(crate) fn new(reply: reqwest::Response) -> Self {
        Body(Some(reply))
    }

    /// How much is left, if the service said it.
    pub(crate) fn length(&self) -> Option<u64> {
        self.0.as_ref()?.content_length()
    }

    /// All bytes at once.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        match self.0.take() {
            Some(reply) => reply.bytes().await.map(Some).map_err(Error::transport),
            None => Ok(None),
        }
    }
}
