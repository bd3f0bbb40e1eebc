//! What proves to a service who calls: for each scope the token that is valid now, or the key to sign with.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
};

use super::{
    AccessKey, Credentials, Password,
    issue::{self, Token},
    slot::{Lease, Slot},
};
use crate::{Error, Scope, Secret, clock, config::Endpoint, response::Raw};

/// The credentials of a configuration, and the tokens they were given.
pub(crate) struct Authority {
    credentials: Credentials,
    iam: Option<Endpoint>,
    scoped: Scoped,
    tokens: Mutex<HashMap<TokenScope, Arc<Slot<Token>>>>,
    /// The temporary key, where keys are given out.
    key: Slot<AccessKey>,
    /// Seconds by which the services' clock is ahead of ours.
    skew: AtomicI64,
}

const NO_IAM: &str = "no address to fetch a token from: looked for `iam_endpoint`, `region`, OS_AUTH_URL, \
    HUAWEICLOUD_SDK_IAM_ENDPOINT, OS_REGION_NAME";

/// Services accept signatures of the last 15 minutes; a clock that is only a little off is left alone.
const TOLERATED_SKEW: u64 = 60;

/// What the configuration says about the project.
#[derive(Clone, Debug)]
pub(crate) struct Scoped {
    pub(crate) project_id: Option<String>,
    pub(crate) project_name: Option<String>,
}

/// What a token is good for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum TokenScope {
    ProjectId(String),
    ProjectName(String),
    Domain,
}

/// What a request is proved with.
pub(crate) enum Proof {
    /// This token; with its scope where it can be renewed.
    Token(Secret, Option<TokenScope>),
    /// A signature with this key.
    Key(AccessKey),
}

impl Authority {
    pub(crate) fn new(credentials: Credentials, iam: Option<Endpoint>, scoped: Scoped) -> Self {
        Authority {
            credentials,
            iam,
            scoped,
            tokens: Mutex::default(),
            key: Slot::default(),
            skew: AtomicI64::default(),
        }
    }

    pub(crate) fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// The proof for a call of this scope, in this project where the call says one.
    pub(crate) async fn proof(
        &self,
        http: &reqwest::Client,
        scope: Scope,
        project_id: Option<&str>,
    ) -> Result<Proof, Error> {
        match &self.credentials {
            Credentials::AccessKey(key) => Ok(Proof::Key(key.clone())),
            Credentials::Token(token) => Ok(Proof::Token(token.clone(), None)),
            Credentials::EcsMetadata(metadata) => {
                let lease = self.key.get(|| metadata.fetch()).await?;
                Ok(Proof::Key(lease.value.clone()))
            }
            Credentials::Password(password) => {
                let scope = self.token_scope(scope, project_id);
                let lease = self.slot(&scope).get(|| self.issue(http, password, &scope)).await?;
                Ok(Proof::Token(lease.value.text.clone(), Some(scope)))
            }
        }
    }

    /// A proof in place of one that was refused with this reply; nothing where there is no other.
    pub(crate) async fn renew(
        &self,
        http: &reqwest::Client,
        refused: &Proof,
        reply: &Raw,
    ) -> Result<Option<Proof>, Error> {
        match (&self.credentials, refused) {
            (Credentials::Password(password), Proof::Token(old, Some(scope))) => {
                let fetch = || self.issue(http, password, scope);
                let lease = self.slot(scope).replace(|token| token.text == *old, fetch).await?;
                Ok(Some(Proof::Token(lease.value.text.clone(), Some(scope.clone()))))
            }
            (_, Proof::Key(key)) if self.learns_time(reply) => Ok(Some(Proof::Key(key.clone()))),
            (Credentials::EcsMetadata(metadata), Proof::Key(old)) => {
                let lease = self.key.replace(|key| key.access == old.access, || metadata.fetch()).await?;
                Ok(Some(Proof::Key(lease.value.clone())))
            }
            _ => Ok(None),
        }
    }

    /// What time it is for the services, as far as is known.
    pub(crate) fn time(&self) -> u64 {
        clock::now().saturating_add_signed(self.skew.load(Ordering::Relaxed))
    }

    /// Takes over the service's clock where it differs by more than a signature is worth; tells whether it did.
    fn learns_time(&self, reply: &Raw) -> bool {
        let Some(date) = reply.date() else { return false };
        let differs = date.abs_diff(self.time()) > TOLERATED_SKEW;
        if differs {
            self.skew.store(date.wrapping_sub(clock::now()) as i64, Ordering::Relaxed);
        }
        differs
    }

    /// The project or domain that the token turned out to be for.
    pub(crate) async fn scope_id(&self, http: &reqwest::Client, scope: Scope) -> Result<Option<String>, Error> {
        let Credentials::Password(password) = &self.credentials else { return Ok(None) };
        let token_scope = self.token_scope(scope, None);
        let lease = self.slot(&token_scope).get(|| self.issue(http, password, &token_scope)).await?;
        Ok(match scope {
            Scope::Project => lease.value.project_id.clone(),
            Scope::Domain => lease.value.domain_id.clone(),
            Scope::None => None,
        })
    }

    async fn issue(
        &self,
        http: &reqwest::Client,
        password: &Password,
        scope: &TokenScope,
    ) -> Result<Lease<Token>, Error> {
        let iam = self.iam.as_ref().ok_or_else(|| Error::configuration(NO_IAM))?;
        issue::token(http, iam, password, scope).await
    }

    /// A call of a domain's own things needs a token of the domain; all else belongs to a project.
    fn token_scope(&self, scope: Scope, project_id: Option<&str>) -> TokenScope {
        let project_id = project_id.map(str::to_owned).or_else(|| self.scoped.project_id.clone());
        match (scope, project_id, &self.scoped.project_name) {
            (Scope::Domain, ..) => TokenScope::Domain,
            (_, Some(id), _) => TokenScope::ProjectId(id),
            (_, None, Some(name)) => TokenScope::ProjectName(name.clone()),
            (_, None, None) => TokenScope::Domain,
        }
    }

    fn slot(&self, scope: &TokenScope) -> Arc<Slot<Token>> {
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        tokens.entry(scope.clone()).or_default().clone()
    }
}
