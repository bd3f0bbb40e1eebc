//! The client of one service: a configuration and what the service's crate states about it.

use crate::{Config, Service};

/// What the clients of all services have inside: generated code holds one.
#[derive(Clone, Debug)]
pub struct Client {
    config: Config,
    service: &'static Service,
}

impl Client {
    /// A client of the service. Nothing is sent and nothing is looked up before the first call; all clients of one
    /// configuration share their connections and their token.
    pub fn new(config: &Config, service: &'static Service) -> Self {
        Client { config: config.clone(), service }
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The service.
    pub fn service(&self) -> &'static Service {
        self.service
    }
}
