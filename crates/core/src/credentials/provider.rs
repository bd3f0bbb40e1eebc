//! Keys and tokens that a program gets hold of itself: from a vault, an agent, a broker of its company.

use std::{error, fmt, pin::Pin, sync::Arc, time::Duration};

use super::{AccessKey, authority::Proof, slot::Lease};
use crate::{Error, Secret, platform::Instant};

type Reason = Box<dyn error::Error + Send + Sync>;
type Asking = Pin<Box<dyn Future<Output = Result<Provided, Reason>> + Send>>;

/// Asks the program, see [`Credentials::provider`](crate::Credentials::provider).
#[derive(Clone)]
pub struct Provider(Arc<dyn Fn() -> Asking + Send + Sync>);

/// What a program provides: a key or a token, and for how long.
#[derive(Clone, Debug)]
pub struct Provided {
    what: What,
    lifetime: Duration,
}

#[derive(Clone, Debug)]
enum What {
    Key(AccessKey),
    Token(Secret),
}

/// What errors say the call was at.
const DOING: &str = "no key and no token of the program";

/// What a program says nothing about is asked for again after an hour.
const LIFETIME: Duration = Duration::from_secs(3600);

impl Provider {
    pub(super) fn new<F>(ask: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Provided, Reason>> + Send + 'static,
    {
        Provider(Arc::new(move || Box::pin(ask())))
    }

    /// Asks the program.
    pub(super) async fn fetch(&self) -> Result<Lease<Provided>, Error> {
        let issued = Instant::now();
        let value = (self.0)().await.map_err(|reason| Error::provider(reason).into_credentials(DOING))?;
        Ok(Lease { lifetime: value.lifetime, value, issued })
    }
}

impl Provided {
    /// A key to sign with, valid for an hour unless said otherwise.
    pub fn key(key: AccessKey) -> Self {
        Provided { what: What::Key(key), lifetime: LIFETIME }
    }

    /// A token, valid for an hour unless said otherwise. It has to be one for the project or the domain that is called.
    pub fn token(token: impl Into<Secret>) -> Self {
        Provided { what: What::Token(token.into()), lifetime: LIFETIME }
    }

    /// For how long it is valid from now on. The program is asked again some minutes before.
    #[must_use]
    pub fn valid_for(mut self, time: Duration) -> Self {
        self.lifetime = time;
        self
    }

    pub(super) fn proof(&self) -> Proof {
        match &self.what {
            What::Key(key) => Proof::Key(key.clone()),
            What::Token(token) => Proof::Token(token.clone(), None),
        }
    }

    /// Whether a request was proved with this.
    pub(super) fn is(&self, proof: &Proof) -> bool {
        match (&self.what, proof) {
            (What::Key(key), Proof::Key(other)) => {
                (&key.access, &key.secret, &key.security_token) == (&other.access, &other.secret, &other.security_token)
            }
            (What::Token(token), Proof::Token(other, _)) => token == other,
            _ => false,
        }
    }
}

/// What the program does is its own.
impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provider").finish_non_exhaustive()
    }
}
