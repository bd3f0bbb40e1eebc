//! Connections of a system: its sockets, TLS of our own, whatever proxy and certificates a program says.

pub(crate) use std::time::{Instant, SystemTime, UNIX_EPOCH};
use std::{
    future::Future,
    hash::{BuildHasher, RandomState},
    io,
    pin::Pin,
    time::Duration,
};

use bytes::Bytes;
use reqwest::header::HeaderValue;
pub(crate) use tokio::time::{sleep, timeout};

use super::tls;
use crate::{
    Error, Secret,
    config::{Certificates, HttpSettings, Proxy},
};

/// Work on its way, on whatever thread.
pub(crate) type Work<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Whether work with this in it may go to another thread: here it has to.
pub(crate) trait MaybeSend: Send {}

impl<T: Send> MaybeSend for T {}

/// How long it may take to connect unless somebody says otherwise.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Refuses what no client can be made of, as far as that can be told without reading the system's certificates.
pub(crate) fn check(settings: &HttpSettings) -> Result<(), Error> {
    if let Proxy::At(address) = &settings.proxy {
        proxy(address)?;
    }
    if HeaderValue::from_str(&user_agent(settings)).is_err() {
        return Err(Error::configuration(
            "the name of the application holds what no header can: expected visible ASCII",
        ));
    }
    settings.certificates.check()
}

/// Who calls, as far as programs go: no name of a machine or of an installation.
fn user_agent(settings: &HttpSettings) -> String {
    let own = concat!("hwc-core/", env!("CARGO_PKG_VERSION"));
    settings.application.as_ref().map_or_else(|| own.to_owned(), |name| format!("{own} {name}"))
}

/// The client; with plain HTTP only where that is allowed.
pub(crate) fn client(settings: &HttpSettings, allow_http: bool) -> Result<reqwest::Client, Error> {
    let mut builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls::client_config(&settings.certificates)?)
        .https_only(!allow_http)
        .connect_timeout(settings.connect_timeout.unwrap_or(CONNECT_TIMEOUT))
        .user_agent(user_agent(settings))
        // A redirect would take the token to wherever it points.
        .redirect(reqwest::redirect::Policy::none());
    builder = match &settings.proxy {
        Proxy::Environment => builder,
        Proxy::None => builder.no_proxy(),
        Proxy::At(address) => builder.proxy(proxy(address)?),
    };
    if let Some(time) = settings.pool_idle_timeout {
        builder = builder.pool_idle_timeout(time);
    }
    if let Some(connections) = settings.pool_max_idle {
        builder = builder.pool_max_idle_per_host(connections);
    }
    if let Some(time) = settings.keep_alive {
        builder = builder.tcp_keepalive(time);
    }
    builder.build().map_err(Error::transport)
}

/// A client for what is next door: no proxy leads there.
pub(crate) fn next_door(timeout: Duration) -> Result<reqwest::Client, Error> {
    let tls = tls::client_config(&Certificates::default())?;
    let client = reqwest::Client::builder().tls_backend_preconfigured(tls).no_proxy();
    client.redirect(reqwest::redirect::Policy::none()).timeout(timeout).build().map_err(Error::transport)
}

/// The error says nothing of the address: it may have a password in it.
fn proxy(address: &Secret) -> Result<reqwest::Proxy, Error> {
    reqwest::Proxy::all(address.expose()).map_err(|_| Error::configuration("the address of the proxy is no address"))
}

/// Between 0 and 1. The keys of a hash table are random enough for pauses.
pub(crate) fn random() -> f64 {
    RandomState::new().hash_one(0) as f64 / u64::MAX as f64
}

/// Whether there was no connection to begin with.
pub(crate) fn is_connect(error: &reqwest::Error) -> bool {
    error.is_connect()
}

/// A body that is sent bit by bit.
pub(crate) fn streamed<B>(body: B) -> io::Result<reqwest::Body>
where
    B: http_body::Body<Data = Bytes, Error = io::Error> + Send + Sync + 'static,
{
    Ok(reqwest::Body::wrap(body))
}

/// The body of a reply, as it comes.
pub(crate) struct Body(reqwest::Response);

impl Body {
    pub(crate) fn new(reply: reqwest::Response) -> Self {
        Body(reply)
    }

    /// How much is left, if the service said it.
    pub(crate) fn length(&self) -> Option<u64> {
        self.0.content_length()
    }

    /// The next bytes.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        self.0.chunk().await.map_err(Error::transport)
    }
}
