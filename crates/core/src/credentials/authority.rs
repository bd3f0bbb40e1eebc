//! What proves to a service who calls: for each scope the token that is valid now, or the key to sign with; and what a
//! proof is good for, where nobody said.

use super::{Credentials, Disk, catalogue::Catalogue, iam::Iam, lookup::Ids, skew::Skew, source::Source};
use crate::{AccessKey, Error, Scope, Secret, config::Endpoint, response::Raw};

/// The credentials of a configuration, and what they were given out.
pub(crate) struct Authority {
    credentials: Credentials,
    source: Source,
    iam: Option<Endpoint>,
    scoped: Scoped,
    ids: Ids,
    catalogue: Catalogue,
    skew: Skew,
    disk: Option<Disk>,
}

/// What the configuration says about whom and where it calls.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scoped {
    pub(crate) project_id: Option<String>,
    pub(crate) project_name: Option<String>,
    pub(crate) domain_id: Option<String>,
    pub(crate) region: Option<String>,
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
    pub(crate) fn new(credentials: Credentials, iam: Option<Endpoint>, scoped: Scoped, disk: Option<Disk>) -> Self {
        let source = Source::new(&credentials);
        Authority {
            credentials,
            source,
            iam,
            scoped,
            ids: Ids::default(),
            catalogue: Catalogue::default(),
            skew: Skew::default(),
            disk,
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
        match &self.source {
            Source::Key(key) => Ok(Proof::Key(key.clone())),
            source => source.proof(self.iam(http), &self.token_scope(scope, project_id)).await,
        }
    }

    /// What credentials lack that were looked for in several places; nothing where a place has some.
    pub(crate) async fn lack(&self, http: &reqwest::Client) -> Option<Error> {
        self.source.lack(self.iam(http)).await
    }

    /// A proof in place of one that was refused with this reply; nothing where there is no other.
    pub(crate) async fn renew(
        &self,
        http: &reqwest::Client,
        refused: &Proof,
        reply: &Raw,
    ) -> Result<Option<Proof>, Error> {
        self.source.renew(self.iam(http), refused, reply).await
    }

    /// What time it is for the services, as far as is known.
    pub(crate) fn time(&self) -> u64 {
        self.skew.time()
    }

    /// The project or domain that is called: what the token turned out to be for, else what the identity service knows.
    pub(crate) async fn scope_id(&self, http: &reqwest::Client, scope: Scope) -> Result<Option<String>, Error> {
        let iam = self.iam(http);
        if let Some(lease) = self.source.token(iam, &self.token_scope(scope, None)).await? {
            let token = &lease.value;
            let id = if scope == Scope::Domain { &token.domain_id } else { &token.project_id };
            return Ok(id.clone());
        }
        match scope {
            Scope::Project => self.ids.project(iam, &self.source, self.scoped.project_name.as_deref()).await,
            Scope::Domain => self.ids.domain(iam, &self.source).await,
            Scope::None => Ok(None),
        }
    }

    /// Where a service is, as the identity service tells it to who calls; nothing where there is no address to ask at.
    pub(crate) async fn address_of(&self, http: &reqwest::Client, service: &str) -> Result<Option<String>, Error> {
        if self.iam.is_none() {
            return Ok(None);
        }
        let scope = self.token_scope(Scope::Project, None);
        self.catalogue.find(self.iam(http), &self.source, &scope, service).await
    }

    fn iam<'a>(&'a self, http: &'a reqwest::Client) -> Iam<'a> {
        Iam {
            http,
            endpoint: self.iam.as_ref(),
            region: self.scoped.region.as_deref(),
            domain_id: self.scoped.domain_id.as_deref(),
            skew: &self.skew,
            disk: self.disk.as_ref(),
        }
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
}
