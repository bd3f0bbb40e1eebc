//! How connections are made: proxies, certificates, and how many are kept.

use std::time::Duration;

use crate::Secret;

/// What was said about connections.
#[derive(Clone, Debug, Default)]
pub(crate) struct HttpSettings {
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) proxy: Proxy,
    pub(crate) certificates: Certificates,
    pub(crate) pool_idle_timeout: Option<Duration>,
    pub(crate) pool_max_idle: Option<usize>,
    pub(crate) keep_alive: Option<Duration>,
    /// What the program calls itself in `User-Agent`.
    pub(crate) application: Option<String>,
}

/// Certificates beside the system's, as text (PEM).
#[derive(Clone, Debug, Default)]
pub(crate) struct Certificates {
    /// Whom to trust as well.
    pub(crate) trusted: Vec<String>,
    /// Who we are: certificates and their private key.
    pub(crate) own: Option<Secret>,
}

/// Through what requests go.
#[derive(Clone, Debug, Default)]
pub(crate) enum Proxy {
    /// What the environment says: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`.
    #[default]
    Environment,
    /// Nothing.
    None,
    /// This address, which may have a password in it.
    At(Secret),
}
