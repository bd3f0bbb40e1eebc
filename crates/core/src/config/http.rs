//! How connections are made: proxies, certificates, and how many are kept.

use std::time::Duration;

use crate::{
    Error, Secret,
    tls::{self, Certificates},
};

/// What was said about connections.
#[derive(Clone, Debug, Default)]
pub(super) struct HttpSettings {
    pub(super) connect_timeout: Option<Duration>,
    pub(super) proxy: Proxy,
    pub(super) certificates: Certificates,
    pub(super) pool_idle_timeout: Option<Duration>,
    pub(super) pool_max_idle: Option<usize>,
    pub(super) keep_alive: Option<Duration>,
}

/// Through what requests go.
#[derive(Clone, Debug, Default)]
pub(super) enum Proxy {
    /// What the environment says: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`.
    #[default]
    Environment,
    /// Nothing.
    None,
    /// This address, which may have a password in it.
    At(Secret),
}

/// How long it may take to connect unless somebody says otherwise.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

impl HttpSettings {
    /// Refuses what no client can be made of, as far as that can be told without reading the system's certificates.
    pub(super) fn check(&self) -> Result<(), Error> {
        if let Proxy::At(address) = &self.proxy {
            proxy(address)?;
        }
        self.certificates.check()
    }

    /// The client; with plain HTTP only where that is allowed.
    pub(super) fn client(&self, allow_http: bool) -> Result<reqwest::Client, Error> {
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::client_config(&self.certificates)?)
            .https_only(!allow_http)
            .connect_timeout(self.connect_timeout.unwrap_or(CONNECT_TIMEOUT))
            .user_agent(concat!("hwc-core/", env!("CARGO_PKG_VERSION")))
            // A redirect would take the token to wherever it points.
            .redirect(reqwest::redirect::Policy::none());
        builder = match &self.proxy {
            Proxy::Environment => builder,
            Proxy::None => builder.no_proxy(),
            Proxy::At(address) => builder.proxy(proxy(address)?),
        };
        if let Some(time) = self.pool_idle_timeout {
            builder = builder.pool_idle_timeout(time);
        }
        if let Some(connections) = self.pool_max_idle {
            builder = builder.pool_max_idle_per_host(connections);
        }
        if let Some(time) = self.keep_alive {
            builder = builder.tcp_keepalive(time);
        }
        builder.build().map_err(Error::transport)
    }
}

/// The error says nothing of the address: it may have a password in it.
fn proxy(address: &Secret) -> Result<reqwest::Proxy, Error> {
    reqwest::Proxy::all(address.expose()).map_err(|_| Error::configuration("the address of the proxy is no address"))
}
