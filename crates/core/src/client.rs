//! The client of one service: a configuration and what the service's crate states about it.

use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};

use crate::{Config, Error, Service, config::Endpoint};

/// What the clients of all services have inside: generated code holds one.
#[derive(Clone, Debug)]
pub struct Client {
    config: Config,
    service: &'static Service,
    /// Where the service is, once that is known for good.
    endpoint: Arc<OnceLock<Endpoint>>,
}

impl Client {
    /// A client of the service. Nothing is sent and nothing is looked up before the first call; all clients of one
    /// configuration share their connections and their token.
    pub fn new(config: &Config, service: &'static Service) -> Self {
        Client { config: config.clone(), service, endpoint: Arc::default() }
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Where the service is.
    pub(crate) async fn endpoint(&self, http: &reqwest::Client) -> Result<Cow<'_, Endpoint>, Error> {
        if let Some(known) = self.endpoint.get() {
            return Ok(Cow::Borrowed(known));
        }
        match self.config.fixed(self.service) {
            Some(fixed) => Ok(Cow::Borrowed(self.endpoint.get_or_init(|| fixed))),
            // Boxed: a call that knows its way does not have room for asking.
            None => Box::pin(self.config.locate(http, self.service)).await.map(Cow::Owned),
        }
    }

    /// The service.
    pub fn service(&self) -> &'static Service {
        self.service
    }
}
