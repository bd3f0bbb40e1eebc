//! Tokens of the identity service: `POST /v3/auth/tokens`.

use std::time::{Duration, Instant};

use reqwest::header::HeaderMap;
use serde_json::{Value, json};

use super::{Domain, Password, User, authority::TokenScope, slot::Lease};
use crate::{Error, Method, Operation, Scope, Secret, clock, config::Endpoint, response::Raw, transport};

/// A token, and what it is good for.
pub(super) struct Token {
    pub(super) text: Secret,
    pub(super) project_id: Option<String>,
    pub(super) domain_id: Option<String>,
}

static FETCH_TOKEN: Operation = Operation::new("fetch_token", Method::Post, "/v3/auth/tokens").with_scope(Scope::None);

/// What errors say the call was at.
const DOING: &str = "no token";

/// Tokens are valid for a day; one whose end cannot be read is used for an hour.
const UNSTATED_LIFETIME: Duration = Duration::from_secs(3600);

/// Fetches a token.
pub(super) async fn token(
    http: &reqwest::Client,
    iam: &Endpoint,
    password: &Password,
    scope: &TokenScope,
) -> Result<Lease<Token>, Error> {
    let base = iam.url();
    // The catalogue makes the reply a hundred times longer, and nobody reads it here.
    let url = format!("{}{}?nocatalog=true", base.strip_suffix("/v3").unwrap_or(&base), FETCH_TOKEN.path);
    let request = http.post(url).header("Content-Type", "application/json").body(body(password, scope).to_string());
    let issued = Instant::now();
    let raw = match transport::exchange(request, &FETCH_TOKEN).await {
        Ok(raw) if raw.status < 300 => raw,
        Ok(raw) => return Err(Error::service(&raw).into_credentials(DOING)),
        Err(error) => return Err(error.into_credentials(DOING)),
    };
    read(&raw, issued).ok_or_else(|| Error::credentials("the reply has no X-Subject-Token").into_credentials(DOING))
}

fn body(password: &Password, scope: &TokenScope) -> Value {
    let mut user = json!({ "password": password.password.expose() });
    match &password.user {
        User::Id(id) => user["id"] = json!(id),
        User::Name(name, domain) => {
            user["name"] = json!(name);
            if let Some(domain) = domain {
                user["domain"] = named(domain);
            }
        }
    }
    let scope = match (scope, &password.user) {
        (TokenScope::ProjectId(id), _) => json!({ "project": { "id": id } }),
        (TokenScope::ProjectName(name), User::Name(_, Some(domain))) => {
            json!({ "project": { "name": name, "domain": named(domain) } })
        }
        (TokenScope::ProjectName(name), _) => json!({ "project": { "name": name } }),
        (TokenScope::Domain, User::Name(_, Some(domain))) => json!({ "domain": named(domain) }),
        (TokenScope::Domain, _) => json!({}),
    };
    json!({ "auth": { "identity": { "methods": ["password"], "password": { "user": user } }, "scope": scope } })
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
