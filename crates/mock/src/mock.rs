//! What kind of cloud the mock is to be: said before it starts.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hwc_model::Model;

use crate::answer::Answers;
use crate::check::Rules;
use crate::clock::Clock;
use crate::cloud::Cloud;
use crate::error::Error;
use crate::fault::Script;
use crate::iam::Issued;
use crate::log::{Log, Request};
use crate::server::Server;
use crate::service::Services;
use crate::signature::Keys;
use crate::state::State;

/// Called with every request, once it is answered.
pub(crate) type Observer = Box<dyn Fn(&Request) + Send + Sync>;

/// What is asked on every request.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) authentication: bool,
    pub(crate) checks: bool,
    pub(crate) rules: Rules,
    pub(crate) keys: Keys,
    pub(crate) strict_tokens: bool,
    pub(crate) clock: Clock,
}

/// A mock that has not started yet: say what it should be like, then [`start`](Mock::start) it.
///
/// ```
/// # const MODEL: &str = r#"{"format":1,"service":{"key":"kiln","crate_name":"hwc-kiln","title":"Kiln"},
/// #   "operations":[],"types":[],"pages":[]}"#;
/// use hwc_mock::Mock;
///
/// let cloud = Mock::of(MODEL).with_keys("my-access-key", "my-secret-key").stateful().start()?;
/// assert!(cloud.endpoint().starts_with("http://127.0.0.1:"));
/// # Ok::<(), hwc_mock::Error>(())
/// ```
#[must_use = "a mock does nothing before it is started"]
pub struct Mock {
    models: Vec<Result<Model, Error>>,
    settings: Settings,
    is_stateful: bool,
    token_lifetime: Duration,
    log_limit: usize,
    seed: u64,
    address: SocketAddr,
    threads: usize,
    observer: Option<Observer>,
}

impl Mock {
    /// A mock of a service, told by its model: the text of `model.json` or a [`Model`].
    pub fn of<'a>(model: impl Into<Source<'a>>) -> Self {
        let rules = Rules { unknown_values: true, unknown_members: false };
        let settings = Settings {
            authentication: true,
            checks: true,
            rules,
            keys: Keys::new(),
            strict_tokens: false,
            clock: Clock::default(),
        };
        Mock {
            models: vec![model.into().read()],
            settings,
            is_stateful: false,
            token_lifetime: Duration::from_secs(24 * 60 * 60),
            log_limit: 10_000,
            seed: 0,
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            threads: 1,
            observer: None,
        }
    }

    /// Serves another service as well.
    pub fn and<'a>(mut self, model: impl Into<Source<'a>>) -> Self {
        self.models.push(model.into().read());
        self
    }

    /// Checks signatures that are made with this access key; may be said for several keys. Without keys, every
    /// signature of a known form passes. Tokens pass as before.
    pub fn with_keys(mut self, access_key: &str, secret_key: &str) -> Self {
        self.settings.keys.insert(access_key.to_owned(), secret_key.to_owned());
        self
    }

    /// Accepts only tokens that the mock issued at `POST /v3/auth/tokens`, until they end. Without this, every token
    /// that is not empty passes.
    pub fn strict_tokens(mut self) -> Self {
        self.settings.strict_tokens = true;
        self
    }

    /// How long tokens are valid; 24 hours unless said.
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.token_lifetime = lifetime;
        self
    }

    /// Asks nobody who they are.
    pub fn without_authentication(mut self) -> Self {
        self.settings.authentication = false;
        self
    }

    /// Does not look at parameters and bodies.
    pub fn without_checks(mut self) -> Self {
        self.settings.checks = false;
        self
    }

    /// Accepts values that an enumeration does not list; they are refused unless said.
    pub fn accept_unknown_values(mut self) -> Self {
        self.settings.rules.unknown_values = false;
        self
    }

    /// Refuses query parameters and members of bodies that no table lists; they pass unless said.
    pub fn refuse_unknown_members(mut self) -> Self {
        self.settings.rules.unknown_members = true;
        self
    }

    /// Remembers what is created: it can be shown, listed, changed and deleted by its id, and what was never created is
    /// not found. Without this, every id exists and looks like the documented example.
    pub fn stateful(mut self) -> Self {
        self.is_stateful = true;
        self
    }

    /// Lets the mock's clock run ahead of the machine's by this many seconds, or behind it: in the header `Date`, in
    /// tokens and where the date of a signature is checked.
    pub fn clock_ahead(mut self, seconds: i64) -> Self {
        self.settings.clock = Clock { ahead: seconds };
        self
    }

    /// Which requests are hit by faults that happen by chance, see [`Fault::chance`](crate::Fault::chance).
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// How many requests are kept for [`Cloud::requests`]; the newest 10,000 unless said, and 64 MiB of bodies.
    pub fn keep_requests(mut self, limit: usize) -> Self {
        self.log_limit = limit;
        self
    }

    /// Calls a function with every request, once it is answered.
    pub fn observe(mut self, observer: impl Fn(&Request) + Send + Sync + 'static) -> Self {
        self.observer = Some(Box::new(observer));
        self
    }

    /// Listens on this port of the loopback interface; on one that is free unless said.
    pub fn port(mut self, port: u16) -> Self {
        self.address.set_port(port);
        self
    }

    /// Listens on this address.
    pub fn address(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    /// Serves with this many threads; with one unless said.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// Starts the server on a thread of its own; it runs until the [`Cloud`] is dropped.
    ///
    /// # Errors
    /// A model cannot be read, or the port is taken.
    pub fn start(self) -> Result<Cloud, Error> {
        let models = self.models.into_iter().collect::<Result<Vec<_>, _>>()?;
        let listener = TcpListener::bind(self.address).map_err(Error::Listen)?;
        let address = listener.local_addr().map_err(Error::Listen)?;
        let answers = Arc::new(Answers {
            services: Services::of(models),
            settings: self.settings,
            issued: Issued::new(self.token_lifetime),
            script: Mutex::new(Script::seeded(self.seed)),
            log: Log::new(self.log_limit),
            state: self.is_stateful.then(State::default),
            endpoint: format!("http://{address}"),
            observer: self.observer,
            count: Default::default(),
        });
        let server = Server::start(listener, Arc::clone(&answers), self.threads).map_err(Error::Listen)?;
        Ok(Cloud::new(server, answers, address))
    }
}

/// The keys stay out of it.
impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock").field("address", &self.address).finish_non_exhaustive()
    }
}

/// A model, or the text of one.
pub struct Source<'a>(Inner<'a>);

enum Inner<'a> {
    Text(&'a str),
    Model(Box<Model>),
}

impl fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").finish_non_exhaustive()
    }
}

impl Source<'_> {
    fn read(self) -> Result<Model, Error> {
        let model = match self.0 {
            Inner::Text(text) => serde_json::from_str(text).map_err(Error::Model)?,
            Inner::Model(model) => *model,
        };
        if model.format > hwc_model::FORMAT {
            return Err(Error::Format { found: model.format });
        }
        Ok(model)
    }
}

impl<'a> From<&'a str> for Source<'a> {
    fn from(text: &'a str) -> Self {
        Source(Inner::Text(text))
    }
}

impl<'a> From<&'a String> for Source<'a> {
    fn from(text: &'a String) -> Self {
        Source(Inner::Text(text))
    }
}

impl From<&Model> for Source<'_> {
    fn from(model: &Model) -> Self {
        Source(Inner::Model(Box::new(model.clone())))
    }
}

impl From<Model> for Source<'_> {
    fn from(model: Model) -> Self {
        Source(Inner::Model(Box::new(model)))
    }
}
