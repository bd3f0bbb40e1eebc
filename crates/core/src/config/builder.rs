//! Putting a configuration together.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc, time::Duration};

use super::{Cloud, Config, Endpoint, Inner, Settings, endpoint, env, http::Proxy};
use crate::{
    Credentials, Error, Interceptor, Retry, Secret,
    credentials::{Authority, Disk, Scoped},
    platform,
};

/// What stands for a project and a domain where no cloud is asked.
const LOCAL_ID: &str = "0123456789abcdef0123456789abcdef";

/// A configuration in the making; what is said twice counts as said last.
#[derive(Clone, Debug, Default)]
#[must_use = "a builder does nothing until `build`"]
pub struct ConfigBuilder {
    pub(super) settings: Settings,
    pub(super) cloud: Option<Cloud>,
    pub(super) project_name: Option<String>,
    /// Addresses as they were given: one may have a password in it.
    pub(super) endpoints: BTreeMap<String, Secret>,
    /// Where every service is that has no address of its own.
    pub(super) everywhere: Option<Secret>,
    pub(super) iam_endpoint: Option<Secret>,
    pub(super) credentials: Option<Credentials>,
    pub(super) token_cache: Option<PathBuf>,
    /// What the environment contributed wrongly, to be reported by `build`.
    pub(super) problem: Option<String>,
    /// Where credentials were looked for in vain, and why there were none.
    pub(super) looked_for: Vec<String>,
}

impl ConfigBuilder {
    /// Adds what the environment says, see [`Config::from_env`]; what is said after this goes before it.
    pub fn env(self) -> Self {
        self.variables(
            std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?))),
        )
    }

    /// Adds what these variables say, as if they were the environment.
    pub fn variables<I, N, V>(mut self, variables: I) -> Self
    where
        I: IntoIterator<Item = (N, V)>,
        N: Into<String>,
        V: Into<String>,
    {
        env::apply(&mut self, variables.into_iter().map(|(name, value)| (name.into(), value.into())));
        self
    }

    /// Who calls.
    pub fn credentials(mut self, credentials: impl Into<Credentials>) -> Self {
        self.credentials = Some(credentials.into());
        self
    }

    /// The region: `eu-de`.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.settings.region = Some(region.into());
        self
    }

    /// The cloud, where the region does not tell it.
    pub fn cloud(mut self, cloud: Cloud) -> Self {
        self.cloud = Some(cloud);
        self
    }

    /// The project to be called.
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.settings.project_id = Some(project_id.into());
        self
    }

    /// The project to be called, by name: for users and their passwords, the token then tells the id.
    pub fn project_name(mut self, project_name: impl Into<String>) -> Self {
        self.project_name = Some(project_name.into());
        self
    }

    /// The domain to be called, also known as account.
    pub fn domain_id(mut self, domain_id: impl Into<String>) -> Self {
        self.settings.domain_id = Some(domain_id.into());
        self
    }

    /// Where a service is reached: its short name (`apig`) and its address.
    pub fn endpoint(mut self, service: &str, address: impl Into<String>) -> Self {
        self.endpoints.insert(endpoint::key(service), Secret::from(address.into()));
        self
    }

    /// Every service and the identity service are at one address, for a token, a project and a domain that mean nothing,
    /// and without TLS: for a server on this machine, such as `hwc-mock`. What is said after this goes before it.
    pub fn local(self, address: impl Into<String>) -> Self {
        let address = address.into();
        let everywhere = Some(Secret::from(address.clone()));
        let here = self.allow_http().iam_endpoint(address).credentials(Credentials::token("local"));
        Self { everywhere, ..here.project_id(LOCAL_ID).domain_id(LOCAL_ID) }
    }

    /// Where tokens are given out, with or without the `/v3` at its end.
    pub fn iam_endpoint(mut self, address: impl Into<String>) -> Self {
        self.iam_endpoint = Some(Secret::from(address.into()));
        self
    }

    /// Keeps tokens in files in this directory, each for its owner alone, so that the next program of the same user goes
    /// on with them. Whoever reads the files is that user for a day: a directory in the home is the place for it.
    pub fn token_cache(mut self, directory: impl Into<PathBuf>) -> Self {
        self.token_cache = Some(directory.into());
        self
    }

    /// Asks the identity service where services are, once a day, and believes that before what the services' crates
    /// state; what is given as [`endpoint`](Self::endpoint) counts all the same. Without this, the catalogue is asked
    /// only for a service that states no endpoint for the cloud.
    pub fn service_catalogue(mut self) -> Self {
        self.settings.catalogue = true;
        self
    }

    /// Allows endpoints without TLS: whoever is on the way reads and changes everything. For servers on this machine.
    pub fn allow_http(mut self) -> Self {
        self.settings.allow_http = true;
        self
    }

    /// How long a call may take in all, 60 s unless said otherwise.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = Some(timeout);
        self
    }

    /// How long it may take to connect, 10 s unless said otherwise.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.http.connect_timeout = Some(timeout);
        self
    }

    /// The proxy that all requests go through, in place of the one that the environment says (`HTTPS_PROXY` and its
    /// like): `http://user:password@proxy.example:3128`.
    pub fn proxy(mut self, address: impl Into<Secret>) -> Self {
        self.settings.http.proxy = Proxy::At(address.into());
        self
    }

    /// No proxy, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.settings.http.proxy = Proxy::None;
        self
    }

    /// Certificates of authorities that are trusted beside those of the system, as PEM text.
    pub fn trust(mut self, certificates: impl Into<String>) -> Self {
        self.settings.http.certificates.trusted.push(certificates.into());
        self
    }

    /// The certificates that prove to services who connects, with their private key, as PEM text.
    pub fn client_certificate(mut self, certificates_and_key: impl Into<Secret>) -> Self {
        self.settings.http.certificates.own = Some(certificates_and_key.into());
        self
    }

    /// How long a connection that nobody uses is kept, 90 s unless said otherwise.
    pub fn pool_idle_timeout(mut self, timeout: Duration) -> Self {
        self.settings.http.pool_idle_timeout = Some(timeout);
        self
    }

    /// How many connections to each host are kept that nobody uses; all of them unless said otherwise.
    pub fn pool_max_idle(mut self, connections: usize) -> Self {
        self.settings.http.pool_max_idle = Some(connections);
        self
    }

    /// After what time of silence the system asks whether the other side is still there.
    pub fn keep_alive(mut self, time: Duration) -> Self {
        self.settings.http.keep_alive = Some(time);
        self
    }

    /// What the program calls itself, `my-program/1.2`: it stands behind this crate's own name in the header `User-Agent`
    /// of every request, where the services' operators see it. Without this, nothing says what program calls.
    pub fn application(mut self, name: impl Into<String>) -> Self {
        self.settings.http.application = Some(name.into());
        self
    }

    /// How failed attempts are repeated.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.settings.retry = retry;
        self
    }

    /// Tells the bodies of requests and replies, too, as events of the level TRACE in the span of their attempt, and what
    /// signatures are made over, to be compared with what a service says that refuses one. What
    /// looks like a secret by its name is masked; what else is in them is told, and what is no JSON is told by its length.
    /// Without this, no body is told. What is exchanged for credentials never is.
    #[cfg(feature = "tracing")]
    pub fn trace_bodies(mut self) -> Self {
        self.settings.trace_bodies = true;
        self
    }

    /// Who looks at each attempt of each call, in the order in which they are given.
    pub fn intercept(mut self, interceptor: impl Interceptor) -> Self {
        self.settings.interceptors.add(interceptor);
        self
    }

    /// The configuration.
    ///
    /// # Errors
    /// There are no credentials, or something cannot be: the error says what, and what was looked for.
    pub fn build(mut self) -> Result<Config, Error> {
        if let Some(problem) = self.problem {
            return Err(Error::configuration(problem));
        }
        platform::check(&self.settings.http)?;
        let iam = self.iam_endpoint.as_ref().map(Secret::expose);
        let region = self.settings.region.take().or_else(|| env::region_of(iam, self.project_name.as_deref()));
        let is_placed = region.is_some() || !self.endpoints.is_empty() || self.everywhere.is_some();
        let credentials = self.credentials.take().ok_or_else(|| no_credentials(&self.looked_for, is_placed))?;
        let cloud = self.cloud.unwrap_or_else(|| Cloud::infer(region.as_deref(), iam));
        let parse = |address: &str, what: &str| Endpoint::parse(address, what, self.settings.allow_http);
        // A password goes nowhere before it is clear which cloud is meant.
        let is_cloud_known = region.is_some() || self.cloud.is_some();
        let of_cloud = || cloud.iam(region.as_deref()).filter(|_| is_cloud_known);
        let iam = iam.map(str::to_owned).or_else(of_cloud);
        let iam = iam.map(|address| parse(&address, "IAM")).transpose()?;
        let endpoints =
            self.endpoints.iter().map(|(service, address)| Ok((service.clone(), parse(address.expose(), service)?)));
        let endpoints = endpoints.collect::<Result<_, Error>>()?;
        let everywhere = self.everywhere.as_ref().map(|address| parse(address.expose(), "all services")).transpose()?;
        let settings = Settings { cloud, region, endpoints, everywhere, ..self.settings };
        let scope = Scoped {
            project_id: settings.project_id.clone(),
            // Every region has a project of its own name.
            project_name: self.project_name.or_else(|| settings.region.clone()),
            domain_id: settings.domain_id.clone(),
            region: settings.region.clone(),
        };
        let authority = Authority::new(credentials, iam, scope, self.token_cache.map(Disk::new).transpose()?);
        Ok(Config(Arc::new(Inner {
            settings,
            authority,
            http: Default::default(),
            #[cfg(feature = "blocking")]
            blocking_http: Default::default(),
            budget: Default::default(),
        })))
    }
}

/// Who has configured nothing is told of all that is lacking, and not of one thing after the other.
fn no_credentials(looked_for: &[String], is_placed: bool) -> Error {
    let looked = if looked_for.is_empty() { "the environment was not asked".to_owned() } else { looked_for.join("; ") };
    let region = if is_placed { String::new() } else { format!("; and no region: {}", endpoint::REGION_LOOKED_FOR) };
    Error::credentials(format!("no credentials: `credentials` of the builder was not called; {looked}{region}"))
}
