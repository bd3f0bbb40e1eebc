//! Who calls, and what a request carries to prove it.
//!
//! In: [`Credentials`], which say who, but nothing of what was given out. Out: a token or a key to sign with.
//! [`Authority`] asks a `source` for each; what is given out for a while is kept in a `slot`, and each place that gives
//! something out has a file of its own. Nothing here knows where credentials were found: that is `config`.

mod agency;
mod authority;
mod catalogue;
mod chain;
mod container;
mod disk;
mod iam;
mod id_token;
mod issue;
mod key;
mod lookup;
mod metadata;
mod provider;
mod skew;
mod slot;
mod source;
mod temporary;
mod user;

use std::{error, path::PathBuf};

use crate::{Secret, Signer};

pub use agency::Agency;
pub(crate) use authority::{Authority, Proof, Scoped};
pub use chain::Chain;
pub use container::Container;
pub(crate) use disk::Disk;
pub use id_token::IdToken;
pub use key::AccessKey;
pub use metadata::EcsMetadata;
pub use provider::{Provided, Provider};
pub use user::{ApplicationCredential, Password};

use user::{User, Which};

/// Who calls.
///
/// ```
/// use hwc_core::Credentials;
///
/// let key = Credentials::access_key("AK", "SK");
/// let user = Credentials::password("me", "my password").in_domain("OTC-EU-DE-00000000001000000000");
/// let role = Credentials::agency("operators", user.clone()).of_domain("OTC-EU-DE-00000000001000000001");
/// let on_a_server = Credentials::ecs_metadata();
/// let whichever_serves = Credentials::chain().link("agency", role).link("server", on_a_server);
/// # let _ = (key, whichever_serves);
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Credentials {
    /// A user, for whom tokens are fetched and renewed.
    Password(Password),
    /// A credential that a user made for one application; tokens are fetched and renewed.
    ApplicationCredential(ApplicationCredential),
    /// A token that somebody else fetched; nobody renews it.
    Token(Secret),
    /// An access key, with which every request is signed.
    AccessKey(AccessKey),
    /// An agency, also called role, that others may assume: temporary access keys, fetched and renewed.
    Agency(Box<Agency>),
    /// What an identity provider attests in a file: tokens, fetched and renewed.
    IdToken(IdToken),
    /// The agency of the server that the program runs on: temporary access keys, fetched and renewed.
    EcsMetadata(EcsMetadata),
    /// The identity of the container that the program runs in: temporary access keys, fetched and renewed.
    Container(Container),
    /// What the program gets hold of itself: keys or tokens, asked for and renewed.
    Provider(Provider),
    /// Several, of which the first that serves counts.
    Chain(Chain),
}

impl Credentials {
    /// A user by name; say which domain with [`Password::in_domain`].
    pub fn password(user: impl Into<String>, password: impl Into<Secret>) -> Password {
        Password::new(User::Name(user.into(), None), password.into())
    }

    /// A user by id.
    pub fn password_of_id(user_id: impl Into<String>, password: impl Into<Secret>) -> Password {
        Password::new(User::Id(user_id.into()), password.into())
    }

    /// A credential that a user made for one application, by its id.
    pub fn application_credential(id: impl Into<String>, secret: impl Into<Secret>) -> ApplicationCredential {
        ApplicationCredential { which: Which::Id(id.into()), secret: secret.into() }
    }

    /// A credential that a user made for one application, by its name and that of the user; say which domain with
    /// [`ApplicationCredential::in_domain`].
    pub fn application_credential_of(
        user: impl Into<String>,
        name: impl Into<String>,
        secret: impl Into<Secret>,
    ) -> ApplicationCredential {
        let user = User::Name(user.into(), None);
        ApplicationCredential { which: Which::Name(name.into(), user), secret: secret.into() }
    }

    /// The same, with the id of the user.
    pub fn application_credential_of_id(
        user_id: impl Into<String>,
        name: impl Into<String>,
        secret: impl Into<Secret>,
    ) -> ApplicationCredential {
        let user = User::Id(user_id.into());
        ApplicationCredential { which: Which::Name(name.into(), user), secret: secret.into() }
    }

    /// A token that somebody else fetched.
    pub fn token(token: impl Into<Secret>) -> Credentials {
        Credentials::Token(token.into())
    }

    /// An access key: AK and SK, of a user or of an application.
    pub fn access_key(access: impl Into<String>, secret: impl Into<Secret>) -> AccessKey {
        AccessKey { access: access.into().into(), secret: secret.into(), security_token: None, signer: Signer::Access }
    }

    /// The agency of this name, assumed with other credentials; say whose it is with [`Agency::of_domain`].
    pub fn agency(name: impl Into<String>, with: impl Into<Credentials>) -> Agency {
        Agency::new(name.into(), with.into())
    }

    /// What an identity provider attests in a file, which may change at any time: it is read for each token.
    pub fn id_token(identity_provider: impl Into<String>, file: impl Into<PathBuf>) -> IdToken {
        IdToken { provider: identity_provider.into(), file: file.into() }
    }

    /// The agency of the server that the program runs on.
    pub fn ecs_metadata() -> EcsMetadata {
        EcsMetadata::default()
    }

    /// The identity of the container that the program runs in: where keys are given out, and the file with the text to
    /// be shown there.
    pub fn container(address: impl Into<String>, token_file: impl Into<PathBuf>) -> Container {
        Container { address: address.into(), token_file: token_file.into() }
    }

    /// Keys or tokens that the program gets hold of itself, wherever that is. It is asked by the first call, again before
    /// what it gave ends, and again where a service refuses that; once, however many calls wait. What it says in its
    /// error stands in the error of the call.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use hwc_core::{Credentials, Provided};
    ///
    /// # async fn ask_the_vault() -> Result<(String, String), std::io::Error> { unimplemented!() }
    /// let from_the_vault = Credentials::provider(|| async {
    ///     let (access, secret) = ask_the_vault().await?;
    ///     Ok(Provided::key(Credentials::access_key(access, secret)).valid_for(Duration::from_secs(900)))
    /// });
    /// # let _ = from_the_vault;
    /// ```
    pub fn provider<F>(ask: impl Fn() -> F + Send + Sync + 'static) -> Credentials
    where
        F: Future<Output = Result<Provided, Box<dyn error::Error + Send + Sync>>> + Send + 'static,
    {
        Credentials::Provider(Provider::new(ask))
    }

    /// Several, of which the first that serves counts: add them with [`Chain::link`].
    pub fn chain() -> Chain {
        Chain::default()
    }
}

impl From<Password> for Credentials {
    fn from(password: Password) -> Self {
        Credentials::Password(password)
    }
}

impl From<ApplicationCredential> for Credentials {
    fn from(credential: ApplicationCredential) -> Self {
        Credentials::ApplicationCredential(credential)
    }
}

impl From<AccessKey> for Credentials {
    fn from(key: AccessKey) -> Self {
        Credentials::AccessKey(key)
    }
}

impl From<Agency> for Credentials {
    fn from(agency: Agency) -> Self {
        Credentials::Agency(Box::new(agency))
    }
}

impl From<IdToken> for Credentials {
    fn from(token: IdToken) -> Self {
        Credentials::IdToken(token)
    }
}

impl From<EcsMetadata> for Credentials {
    fn from(metadata: EcsMetadata) -> Self {
        Credentials::EcsMetadata(metadata)
    }
}

impl From<Container> for Credentials {
    fn from(container: Container) -> Self {
        Credentials::Container(container)
    }
}

impl From<Chain> for Credentials {
    fn from(chain: Chain) -> Self {
        Credentials::Chain(chain)
    }
}
