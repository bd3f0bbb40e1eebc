//! Tokens for a password, an identity or a proof from elsewhere.

use serde_json::{Value, json};

use super::{Catalogue, Issued};
use crate::clock::{self, Clock};
use crate::log::Request;
use crate::reply::Reply;

/// Answers a request for a token with what it calls the caller, a scope and the catalogue.
pub(super) fn issue(request: &Request, issued: &Issued, clock: Clock, catalogue: &Catalogue<'_>) -> Reply {
    let body = match read(request) {
        Ok(body) => body,
        Err(refusal) => return refusal,
    };
    let auth = &body["auth"];
    match check_identity(&auth["identity"]) {
        Ok(()) => answer(request, auth, issued, clock, catalogue),
        Err((status, message)) => refuse(status, &message),
    }
}

/// Answers a request for a token for one that an identity provider has issued.
pub(super) fn exchange(request: &Request, issued: &Issued, clock: Clock, catalogue: &Catalogue<'_>) -> Reply {
    let body = match read(request) {
        Ok(body) => body,
        Err(refusal) => return refusal,
    };
    let missing = |at: &str| refuse(400, &format!("{at}: is mandatory and missing"));
    match (request.header("x-idp-id"), body["auth"]["id_token"]["id"].as_str()) {
        (None | Some(""), _) => missing("header.X-Idp-Id"),
        (_, None | Some("")) => missing("body.auth.id_token.id"),
        _ => answer(request, &body["auth"], issued, clock, catalogue),
    }
}

fn answer(request: &Request, auth: &Value, issued: &Issued, clock: Clock, catalogue: &Catalogue<'_>) -> Reply {
    let now = clock.now();
    let token = issued.token(now);
    let mut content = json!({
        "methods": auth["identity"]["methods"],
        "issued_at": clock::iso(now),
        "expires_at": clock::iso(now + issued.lifetime),
        "user": user(&auth["identity"]["password"]["user"]),
        "roles": [{ "id": "0", "name": "te_admin" }],
    });
    scope(&mut content, &auth["scope"]);
    if request.query("nocatalog").is_none_or(str::is_empty) {
        content["catalog"] = catalog(catalogue);
    }
    Reply::json(201, &json!({ "token": content })).header("X-Subject-Token", &token)
}

/// The body as JSON.
pub(super) fn read(request: &Request) -> Result<Value, Reply> {
    serde_json::from_slice(request.body()).map_err(|error| refuse(400, &format!("body: is no JSON: {error}")))
}

/// Refuses in the dialect of IAM.
pub(super) fn refuse(status: u16, message: &str) -> Reply {
    let title = if status == 401 { "Unauthorized" } else { "Bad Request" };
    Reply::json(status, &json!({ "error": { "code": status, "message": message, "title": title } }))
}

/// Whether an identity has what its methods want.
pub(super) fn check_identity(identity: &Value) -> Result<(), (u16, String)> {
    let missing = |at: &str| Err((400, format!("body.auth.identity.{at}: mandatory member is missing")));
    let Some(methods) = identity["methods"].as_array().filter(|methods| !methods.is_empty()) else {
        return missing("methods");
    };
    for method in methods.iter().filter_map(Value::as_str) {
        // What goes with the method `token` may stand in a header.
        if !identity[method].is_object() && method != "token" {
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
        "id": text(&user["id"], super::USER_ID),
        "name": text(&user["name"], "mock"),
        "domain": domain(&user["domain"]),
        "password_expires_at": "",
    })
}

fn domain(domain: &Value) -> Value {
    json!({ "id": text(&domain["id"], super::DOMAIN_ID), "name": text(&domain["name"], "mock") })
}

/// A project wins where both are asked for.
fn scope(token: &mut Value, scope: &Value) {
    if let project @ Value::Object(_) = &scope["project"] {
        token["project"] = json!({
            "id": text(&project["id"], super::PROJECT_ID),
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
