//! Where proofs come from: credentials together with what they were given out, each fetched once for all who wait.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use super::{
    AccessKey, Agency, Chain, Container, Credentials, EcsMetadata, agency,
    authority::{Proof, TokenScope},
    disk::Key,
    iam::Iam,
    issue::{self, Identity, Token},
    provider::{Provided, Provider},
    slot::{Lease, Slot},
};
use crate::{Error, Secret, platform::Instant, response::Raw};

/// Credentials and what was given out for them.
pub(super) enum Source {
    Token(Secret),
    Key(AccessKey),
    Tokens(Identity, Tokens),
    Keys(Giver, Slot<AccessKey>),
    Provider(Provider, Slot<Provided>),
    Chain(Links),
}

/// Tokens by what they are good for.
#[derive(Default)]
pub(super) struct Tokens(Mutex<HashMap<TokenScope, Arc<Slot<Token>>>>);

/// Who gives out temporary keys.
pub(super) enum Giver {
    Metadata(EcsMetadata),
    Container(Container),
    Agency(Box<Agency>, Box<Source>),
}

/// The links of a chain, and which of them serves.
pub(super) struct Links {
    links: Vec<(String, Source)>,
    passed: Vec<String>,
    chosen: Slot<usize>,
}

/// The choice of a link is for good: longer than any program runs, and short enough to be added to any time.
const FOR_GOOD: Duration = Duration::from_secs(u32::MAX as u64);

impl Source {
    pub(super) fn new(credentials: &Credentials) -> Self {
        let tokens = |identity| Source::Tokens(identity, Tokens::default());
        let keys = |giver| Source::Keys(giver, Slot::default());
        match credentials {
            Credentials::Token(token) => Source::Token(token.clone()),
            Credentials::AccessKey(key) => Source::Key(key.clone()),
            Credentials::Password(password) => tokens(Identity::Password(password.clone())),
            Credentials::ApplicationCredential(credential) => tokens(Identity::Application(credential.clone())),
            Credentials::IdToken(token) => tokens(Identity::IdToken(token.clone())),
            Credentials::EcsMetadata(metadata) => keys(Giver::Metadata(metadata.clone())),
            Credentials::Container(container) => keys(Giver::Container(container.clone())),
            Credentials::Agency(agency) => keys(Giver::Agency(agency.clone(), Box::new(Source::new(&agency.with)))),
            Credentials::Provider(provider) => Source::Provider(provider.clone(), Slot::default()),
            Credentials::Chain(chain) => Source::Chain(Links::new(chain)),
        }
    }

    /// The proof for a call of this scope.
    pub(super) async fn proof(&self, iam: Iam<'_>, scope: &TokenScope) -> Result<Proof, Error> {
        match self {
            Source::Token(token) => Ok(Proof::Token(token.clone(), None)),
            Source::Key(key) => Ok(Proof::Key(key.clone())),
            Source::Tokens(identity, tokens) => {
                let lease = tokens.slot(scope).get(|| Box::pin(fetch_token(iam, identity, scope, None))).await?;
                Ok(Proof::Token(lease.value.text.clone(), Some(scope.clone())))
            }
            Source::Keys(giver, slot) => Ok(Proof::Key(slot.get(|| Box::pin(giver.fetch(iam))).await?.value.clone())),
            Source::Provider(provider, slot) => Ok(slot.get(|| Box::pin(provider.fetch())).await?.value.proof()),
            Source::Chain(links) => Box::pin(links.serving(iam, scope).await?.proof(iam, scope)).await,
        }
    }

    /// A proof in place of one that was refused with this reply; nothing where there is no other.
    pub(super) async fn renew(&self, iam: Iam<'_>, refused: &Proof, reply: &Raw) -> Result<Option<Proof>, Error> {
        match (self, refused) {
            (Source::Chain(links), _) => match links.chosen() {
                Some(link) => Box::pin(link.renew(iam, refused, reply)).await,
                None => Ok(None),
            },
            (_, Proof::Key(key)) if iam.skew.learn(reply) => Ok(Some(Proof::Key(key.clone()))),
            (Source::Tokens(identity, tokens), Proof::Token(old, Some(scope))) => {
                let fetch = || fetch_token(iam, identity, scope, Some(old));
                let lease = tokens.slot(scope).replace(|token| token.text == *old, fetch).await?;
                Ok(Some(Proof::Token(lease.value.text.clone(), Some(scope.clone()))))
            }
            (Source::Keys(giver, slot), Proof::Key(old)) => {
                let lease = slot.replace(|key| key.access == old.access, || giver.fetch(iam)).await?;
                Ok(Some(Proof::Key(lease.value.clone())))
            }
            (Source::Provider(provider, slot), _) => {
                let lease = slot.replace(|provided| provided.is(refused), || provider.fetch()).await?;
                Ok(Some(lease.value.proof()))
            }
            _ => Ok(None),
        }
    }

    /// Why no link of a chain serves; nothing where one does.
    pub(super) async fn lack(&self, iam: Iam<'_>) -> Option<Error> {
        let Source::Chain(links) = self else { return None };
        links.serving(iam, &TokenScope::Domain).await.err()
    }

    /// The token for this scope with what it says about itself, where tokens are fetched.
    pub(super) async fn token(&self, iam: Iam<'_>, scope: &TokenScope) -> Result<Option<Arc<Lease<Token>>>, Error> {
        match self {
            Source::Tokens(identity, tokens) => {
                tokens.slot(scope).get(|| Box::pin(fetch_token(iam, identity, scope, None))).await.map(Some)
            }
            Source::Chain(links) => Box::pin(links.serving(iam, scope).await?.token(iam, scope)).await,
            _ => Ok(None),
        }
    }
}

/// A token from disk unless that is the one that was refused, else a new one.
async fn fetch_token(
    iam: Iam<'_>,
    identity: &Identity,
    scope: &TokenScope,
    refused: Option<&Secret>,
) -> Result<Lease<Token>, Error> {
    let (Some(disk), Some(endpoint)) = (iam.disk, iam.endpoint) else {
        return issue::token(iam, identity, scope).await;
    };
    let scope_text = format!("{scope:?} {}", iam.domain_id.unwrap_or_default());
    let key = Key { endpoint: endpoint.url(), user: identity.name(), scope: scope_text };
    if let Some(lease) = disk.read(&key).filter(|lease| Some(&lease.value.text) != refused) {
        return Ok(lease);
    }
    let lease = issue::token(iam, identity, scope).await?;
    disk.write(&key, &lease);
    Ok(lease)
}

impl Tokens {
    fn slot(&self, scope: &TokenScope) -> Arc<Slot<Token>> {
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tokens.entry(scope.clone()).or_default().clone()
    }
}

impl Giver {
    async fn fetch(&self, iam: Iam<'_>) -> Result<Lease<AccessKey>, Error> {
        match self {
            Giver::Metadata(metadata) => metadata.fetch().await,
            Giver::Container(container) => container.fetch().await,
            Giver::Agency(agency, with) => agency::fetch(iam, agency, with).await,
        }
    }
}

impl Links {
    fn new(chain: &Chain) -> Self {
        let links = chain.links.iter().map(|(name, credentials)| (name.clone(), Source::new(credentials)));
        Links { links: links.collect(), passed: chain.passed.clone(), chosen: Slot::default() }
    }

    /// The link that serves: the first that gives out anything.
    async fn serving(&self, iam: Iam<'_>, scope: &TokenScope) -> Result<&Source, Error> {
        let chosen = self.chosen.get(|| self.choose(iam, scope)).await?;
        match self.links.get(chosen.value) {
            Some((_, link)) => Ok(link),
            None => Err(no_link(&self.passed)),
        }
    }

    fn chosen(&self) -> Option<&Source> {
        self.links.get(self.chosen.now()?.value).map(|(_, link)| link)
    }

    async fn choose(&self, iam: Iam<'_>, scope: &TokenScope) -> Result<Lease<usize>, Error> {
        let mut passed = self.passed.clone();
        for (at, (name, link)) in self.links.iter().enumerate() {
            match Box::pin(link.proof(iam, scope)).await {
                Ok(_) => return Ok(Lease { value: at, issued: Instant::now(), lifetime: FOR_GOOD }),
                Err(error) => passed.push(format!("{name}: {error}")),
            }
        }
        Err(no_link(&passed))
    }
}

fn no_link(passed: &[String]) -> Error {
    let tried = if passed.is_empty() { "the chain has no links".to_owned() } else { passed.join("; ") };
    Error::credentials(format!("no credentials: {tried}"))
}
