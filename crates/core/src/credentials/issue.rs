//! Tokens of the identity service: `POST /v3/auth/tokens` for users and applications,
//! `POST /v3.0/OS-AUTH/id-token/tokens` for whom an identity provider attests.

use std::time::Duration;

use reqwest::header::HeaderMap;
use serde_json::{Value, json};

use super::{
    ApplicationCredential, IdToken, Password,
    authority::TokenScope,
    iam::{Ask, Iam},
    slot::Lease,
    user::{Domain, User, Which},
};
use crate::{Error, Method, Operation, Secret, clock, platform::Instant, response::Raw};

/// A token, and what it is good for.
pub(super) struct Token {
    pub(super) text: Secret,
    pub(super) project_id: Option<String>,
    pub(super) domain_id: Option<String>,
}

static FETCH_TOKEN: Operation = Operation::new("fetch_token", Method::Post, "/v3/auth/tokens");
static EXCHANGE_ID_TOKEN: Operation =
    Operation::new("exchange_id_token", Method::Post, "/v3.0/OS-AUTH/id-token/tokens");

/// What errors say the call was at.
const DOING: &str = "no token";

/// Tokens are valid for a day; one whose end cannot be read is used for an hour.
const UNSTATED_LIFETIME: Duration = Duration::from_secs(3600);

/// Who a token is fetched for.
pub(super) enum Identity {
    Password(Password),
    Application(ApplicationCredential),
    IdToken(IdToken),
}

impl Identity {
    /// Who it is, without anything secret: another user has another name.
    pub(super) fn name(&self) -> String {
        match self {
            Identity::Password(password) => format!("{:?}", password.user),
            Identity::Application(credential) => format!("application {:?}", credential.which),
            Identity::IdToken(token) => format!("{} {}", token.provider, token.file.display()),
        }
    }
}

/// Fetches a token.
pub(super) async fn token(iam: Iam<'_>, identity: &Identity, scope: &TokenScope) -> Result<Lease<Token>, Error> {
    fetch(iam, identity, scope).await.map_err(|error| error.into_credentials(DOING))
}

async fn fetch(iam: Iam<'_>, identity: &Identity, scope: &TokenScope) -> Result<Lease<Token>, Error> {
    let ask = match identity {
        Identity::Password(password) => password_ask(password, scope, iam.domain_id),
        Identity::Application(credential) => application_ask(credential),
        Identity::IdToken(token) => id_token_ask(token, scope, iam.domain_id)?,
    };
    let issued = Instant::now();
    let raw = iam.ask(&ask, None).await?;
    if raw.status >= 300 {
        return Err(Error::service(&raw));
    }
    read(&raw, issued).ok_or_else(|| Error::credentials("the reply has no X-Subject-Token"))
}

fn password_ask(password: &Password, scope: &TokenScope, domain_id: Option<&str>) -> Ask {
    let mut user = json!({ "password": password.password.expose() });
    let mut totp = json!({});
    let mut domain = None;
    match &password.user {
        User::Id(id) => (user["id"], totp["id"]) = (json!(id), json!(id)),
        User::Name(name, of) => {
            (user["name"], totp["name"]) = (json!(name), json!(name));
            if let Some(of) = of {
                user["domain"] = named(of);
            }
            domain = of.as_ref();
        }
    }
    let mut identity = json!({ "methods": ["password"], "password": { "user": user } });
    if let Some(passcode) = &password.passcode {
        totp["passcode"] = json!(passcode.ask().expose());
        identity["methods"] = json!(["password", "totp"]);
        identity["totp"] = json!({ "user": totp });
    }
    tokens_ask(json!({ "auth": { "identity": identity, "scope": scope_of(scope, domain.map(named), domain_id) } }))
}

/// Without a scope: the credential has its own.
fn application_ask(credential: &ApplicationCredential) -> Ask {
    let mut proof = json!({ "secret": credential.secret.expose() });
    match &credential.which {
        Which::Id(id) => proof["id"] = json!(id),
        Which::Name(name, user) => {
            proof["name"] = json!(name);
            proof["user"] = match user {
                User::Id(id) => json!({ "id": id }),
                User::Name(name, None) => json!({ "name": name }),
                User::Name(name, Some(domain)) => json!({ "name": name, "domain": named(domain) }),
            };
        }
    }
    let identity = json!({ "methods": ["application_credential"], "application_credential": proof });
    tokens_ask(json!({ "auth": { "identity": identity } }))
}

fn id_token_ask(token: &IdToken, scope: &TokenScope, domain_id: Option<&str>) -> Result<Ask, Error> {
    let mut auth = json!({ "id_token": { "id": token.read()?.expose() } });
    match scope_of(scope, None, domain_id) {
        Value::Object(scope) if scope.is_empty() => {}
        scope => auth["scope"] = scope,
    }
    Ok(Ask::new(&EXCHANGE_ID_TOKEN).with_header("X-Idp-Id", &token.provider).with_body(json!({ "auth": auth })))
}

/// The catalogue makes the reply a hundred times longer, and nobody reads it here.
fn tokens_ask(body: Value) -> Ask {
    Ask::new(&FETCH_TOKEN).with_query("nocatalog=true").with_body(body)
}

/// What the token is to be good for, with the user's domain or the configuration's where a domain is needed.
fn scope_of(scope: &TokenScope, of_user: Option<Value>, domain_id: Option<&str>) -> Value {
    let domain = of_user.or_else(|| Some(json!({ "id": domain_id? })));
    match (scope, domain) {
        (TokenScope::ProjectId(id), _) => json!({ "project": { "id": id } }),
        (TokenScope::ProjectName(name), Some(domain)) => json!({ "project": { "name": name, "domain": domain } }),
        (TokenScope::ProjectName(name), None) => json!({ "project": { "name": name } }),
        (TokenScope::Domain, Some(domain)) => json!({ "domain": domain }),
        (TokenScope::Domain, None) => json!({}),
    }
}

fn named(domain: &Domain) -> Value {
    match domain {
        Domain::Id(id) => json!({ "id": id }),
        Domain::Name(name) => json!({ "name": name }),
    }
}

fn read(raw: &Raw, issued: Instant) -> Option<Lease<Token>> {
    let subject = header(&raw.headers, "x-subject-token")?;
    let body: Value = serde_json::from_slice(&raw.body).unwrap_or_default();
    let token = &body["token"];
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let value = Token {
        text: Secret::from(subject),
        project_id: text(&token["project"]["id"]),
        domain_id: text(&token["domain"]["id"])
            .or_else(|| text(&token["project"]["domain"]["id"]))
            .or_else(|| text(&token["user"]["domain"]["id"])),
    };
    Some(Lease { value, issued, lifetime: lifetime(token).unwrap_or(UNSTATED_LIFETIME) })
}

fn lifetime(token: &Value) -> Option<Duration> {
    let time = |name: &str| clock::parse_iso(token[name].as_str()?);
    let ends = time("expires_at")?;
    let begins = time("issued_at").unwrap_or_else(clock::now);
    Some(Duration::from_secs(ends.saturating_sub(begins)))
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
