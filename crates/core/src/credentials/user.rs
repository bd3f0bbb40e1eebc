//! Users and what they prove themselves with, as values.

use std::{fmt, sync::Arc};

use crate::Secret;

/// A user with a password.
#[derive(Clone, Debug)]
pub struct Password {
    pub(super) user: User,
    pub(super) password: Secret,
    pub(super) passcode: Option<Passcode>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum User {
    Id(String),
    Name(String, Option<Domain>),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Domain {
    Id(String),
    Name(String),
}

/// What a device for multi-factor authentication shows.
#[derive(Clone)]
pub(super) struct Passcode(Arc<dyn Fn() -> Secret + Send + Sync>);

impl Password {
    pub(super) fn new(user: User, password: Secret) -> Self {
        Password { user, password, passcode: None }
    }

    /// The domain of the user, by name; a user given by id needs none.
    #[must_use]
    pub fn in_domain(self, name: impl Into<String>) -> Self {
        self.of(Domain::Name(name.into()))
    }

    /// The domain of the user, by id.
    #[must_use]
    pub fn in_domain_id(self, id: impl Into<String>) -> Self {
        self.of(Domain::Id(id.into()))
    }

    /// What the user's device for multi-factor authentication shows now. It serves for one token: a program that runs
    /// for longer than a day asks anew, see [`with_passcode_from`](Self::with_passcode_from).
    #[must_use]
    pub fn with_passcode(self, passcode: impl Into<Secret>) -> Self {
        let passcode = passcode.into();
        self.with_passcode_from(move || passcode.clone())
    }

    /// How to find out what the device shows; asked for each token.
    #[must_use]
    pub fn with_passcode_from(mut self, ask: impl Fn() -> Secret + Send + Sync + 'static) -> Self {
        self.passcode = Some(Passcode(Arc::new(ask)));
        self
    }

    fn of(mut self, domain: Domain) -> Self {
        if let User::Name(_, known) = &mut self.user {
            *known = Some(domain);
        }
        self
    }
}

impl Passcode {
    pub(super) fn ask(&self) -> Secret {
        (self.0)()
    }
}

impl fmt::Debug for Passcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(crate::secret::MASK)
    }
}

/// A credential that a user made for one application. It is good for one project, and says which.
#[derive(Clone, Debug)]
pub struct ApplicationCredential {
    pub(super) which: Which,
    pub(super) secret: Secret,
}

#[derive(Clone, Debug)]
pub(super) enum Which {
    Id(String),
    /// A name is good for one user.
    Name(String, User),
}

impl ApplicationCredential {
    /// The domain of the user whose it is, by name; a credential given by id needs none.
    #[must_use]
    pub fn in_domain(self, name: impl Into<String>) -> Self {
        self.of(Domain::Name(name.into()))
    }

    /// The domain of the user whose it is, by id.
    #[must_use]
    pub fn in_domain_id(self, id: impl Into<String>) -> Self {
        self.of(Domain::Id(id.into()))
    }

    fn of(mut self, domain: Domain) -> Self {
        if let Which::Name(_, User::Name(_, known)) = &mut self.which {
            *known = Some(domain);
        }
        self
    }
}
