//! Who calls, and what a request carries to prove it.
//!
//! In: [`Credentials`]. Out: a token or a key to sign with. What is given out for a while is kept by [`Authority`] in a
//! `slot`; each place that gives something out has a file of its own (`issue`, `metadata`), and so will agencies,
//! identity providers and containers.

mod authority;
mod issue;
mod metadata;
mod slot;

use crate::{Secret, Signer};

pub(crate) use authority::{Authority, Proof, Scoped};
pub use metadata::EcsMetadata;

/// Who calls.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Credentials {
    /// A user, for whom tokens are fetched and renewed.
    Password(Password),
    /// A token that somebody else fetched; nobody renews it.
    Token(Secret),
    /// An access key, with which every request is signed.
    AccessKey(AccessKey),
    /// The agency of the server that the program runs on: temporary access keys, fetched and renewed.
    EcsMetadata(EcsMetadata),
}

impl Credentials {
    /// A user by name; say which domain with [`Password::in_domain`].
    pub fn password(user: impl Into<String>, password: impl Into<Secret>) -> Password {
        Password { user: User::Name(user.into(), None), password: password.into() }
    }

    /// A user by id.
    pub fn password_of_id(user_id: impl Into<String>, password: impl Into<Secret>) -> Password {
        Password { user: User::Id(user_id.into()), password: password.into() }
    }

    /// A token that somebody else fetched.
    pub fn token(token: impl Into<Secret>) -> Credentials {
        Credentials::Token(token.into())
    }

    /// The agency of the server that the program runs on.
    pub fn ecs_metadata() -> EcsMetadata {
        EcsMetadata::default()
    }

    /// An access key: AK and SK.
    pub fn access_key(access: impl Into<String>, secret: impl Into<Secret>) -> AccessKey {
        AccessKey { access: access.into(), secret: secret.into(), security_token: None, signer: Signer::Access }
    }
}

/// A user with a password.
#[derive(Clone, Debug)]
pub struct Password {
    pub(crate) user: User,
    pub(crate) password: Secret,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum User {
    Id(String),
    Name(String, Option<Domain>),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Domain {
    Id(String),
    Name(String),
}

impl Password {
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

    fn of(mut self, domain: Domain) -> Self {
        if let User::Name(_, known) = &mut self.user {
            *known = Some(domain);
        }
        self
    }
}

/// An access key: AK and SK, and for a temporary one its security token.
#[derive(Clone, Debug)]
pub struct AccessKey {
    pub(crate) access: String,
    pub(crate) secret: Secret,
    pub(crate) security_token: Option<Secret>,
    pub(crate) signer: Signer,
}

impl AccessKey {
    /// The security token of a temporary key.
    #[must_use]
    pub fn with_security_token(mut self, token: impl Into<Secret>) -> Self {
        self.security_token = Some(token.into());
        self
    }

    /// Another form of signature than [`Signer::Access`].
    #[must_use]
    pub fn with_signer(mut self, signer: Signer) -> Self {
        self.signer = signer;
        self
    }
}

impl From<Password> for Credentials {
    fn from(password: Password) -> Self {
        Credentials::Password(password)
    }
}

impl From<AccessKey> for Credentials {
    fn from(key: AccessKey) -> Self {
        Credentials::AccessKey(key)
    }
}
