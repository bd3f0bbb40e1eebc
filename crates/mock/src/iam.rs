//! The token endpoint of IAM: issues tokens and remembers until when they are valid.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use crate::clock::{self, Clock};
use crate::log::Request;
use crate::reply::Reply;

/// The key of the token endpoint, as operations have one.
pub(crate) const KEY: &str = "POST /v3/auth/tokens";

/// Tokens that were issued.
#[derive(Debug)]
pub(crate) struct Tokens {
    ends: Mutex<HashMap<String, SystemTime>>,
    count: AtomicU64,
    /// For how long a token is valid.
    pub(crate) lifetime: Duration,
}

impl Tokens {
    pub(crate) fn new(lifetime: Duration) -> Self {
        Tokens { ends: Mutex::default(), count: AtomicU64::new(0), lifetime }
    }

    fn issue(&self, ends: SystemTime) -> String {
        let token = format!("mock-token-{}", self.count.fetch_add(1, Ordering::Relaxed) + 1);
        self.ends.lock().unwrap_or_else(PoisonError::into_inner).insert(token.clone(), ends);
        token
    }

    pub(crate) fn is_valid(&self, token: &str, now: SystemTime) -> bool {
        self.ends.lock().unwrap_or_else(PoisonError::into_inner).get(token).is_some_and(|ends| now < *ends)
    }

    /// Ends all tokens.
    pub(crate) fn revoke(&self) {
        self.ends.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Whether the request is one for a token.
pub(crate) fn is_for_token(request: &Request) -> bool {
    request.method() == "POST" && request.path().trim_end_matches('/') == "/v3/auth/tokens"
}

/// What the token's catalogue says about where services are.
pub(crate) struct Catalogue<'a> {
    pub(crate) services: &'a [String],
    pub(crate) endpoint: &'a str,
}

/// Answers a request for a token.
pub(crate) fn answer(request: &Request, tokens: &Tokens, clock: Clock, catalogue: &Catalogue<'_>) -> Reply {
    let body = match serde_json::from_slice::<Value>(request.body()) {
        Ok(body) => body,
        Err(error) => return refuse(400, &format!("body: is no JSON: {error}")),
    };
    let auth = &body["auth"];
    if let Err((status, message)) = check_identity(&auth["identity"]) {
        return refuse(status, &message);
    }
    let now = clock.now();
    let token = tokens.issue(now + tokens.lifetime);
    let mut content = json!({
        "methods": auth["identity"]["methods"],
        "issued_at": clock::iso(now),
        "expires_at": clock::iso(now + tokens.lifetime),
        "user": user(&auth["identity"]["password"]["user"]),
        "roles": [{ "id": "0", "name": "te_admin" }],
    });
    scope(&mut content, &auth["scope"]);
    if request.query("nocatalog").is_none_or(str::is_empty) {
        content["catalog"] = catalog(catalogue);
    }
    Reply::json(201, &json!({ "token": content })).header("X-Subject-Token", &token)
}

/// Refuses in the dialect of IAM.
pub(crate) fn refuse(status: u16, message: &str) -> Reply {
    let title = if status == 401 { "Unauthorized" } else { "Bad Request" };
    Reply::json(status, &json!({ "error": { "code": status, "message": message, "title": title } }))
}

fn check_identity(identity: &Value) -> Result<(), (u16, String)> {
    let missing = |at: &str| Err((400, format!("body.auth.identity.{at}: mandatory member is missing")));
    let Some(methods) = identity["methods"].as_array().filter(|methods| !methods.is_empty()) else {
        return missing("methods");
    };
    for method in methods.iter().filter_map(Value::as_str) {
        if !identity[method].is_object() {
            return missing(method);
        }
    }
    if methods.iter().any(|method| method == "password") {
        check_password(&identity["password"]["user"])
    } else {
        Ok(())
    }
}

fn check_password(user: &Value) -> Result<(), (u16, String)> {
    let is_filled = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    let has_user = is_filled(&user["id"]) || is_filled(&user["name"]) && user["domain"].is_object();
    if !has_user {
        let message = "body.auth.identity.password.user: id, or name and domain, are mandatory";
        return Err((400, message.to_owned()));
    }
    if !is_filled(&user["password"]) {
        return Err((401, "The username or password is wrong.".to_owned()));
    }
    Ok(())
}

fn user(user: &Value) -> Value {
    json!({
        "id": text(&user["id"], "0123456789abcdef0123456789abcdef"),
        "name": text(&user["name"], "mock"),
        "domain": domain(&user["domain"]),
        "password_expires_at": "",
    })
}

fn domain(domain: &Value) -> Value {
    json!({ "id": text(&domain["id"], "d0123456789abcdef0123456789abcde"), "name": text(&domain["name"], "mock") })
}

/// A project wins where both are asked for.
fn scope(token: &mut Value, scope: &Value) {
    if let project @ Value::Object(_) = &scope["project"] {
        token["project"] = json!({
            "id": text(&project["id"], "p0123456789abcdef0123456789abcde"),
            "name": text(&project["name"], "mock"),
            "domain": domain(&project["domain"]),
        });
    } else if let Value::Object(_) = &scope["domain"] {
        token["domain"] = domain(&scope["domain"]);
    }
}

fn catalog(catalogue: &Catalogue<'_>) -> Value {
    let service = |key: &str| {
        let endpoint =
            json!({ "id": key, "interface": "public", "region": "*", "region_id": "*", "url": catalogue.endpoint });
        json!({ "id": key, "name": key, "type": key, "endpoints": [endpoint] })
    };
    let names = std::iter::once("iam").chain(catalogue.services.iter().map(String::as_str));
    names.map(service).collect()
}

fn text(value: &Value, fallback: &str) -> String {
    value.as_str().unwrap_or(fallback).to_owned()
}
