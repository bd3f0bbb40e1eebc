//! Temporary access keys: of IAM, and of the services that give them to a server or a container.

use std::time::Duration;

use serde_json::json;

use super::{Issued, token};
use crate::clock::{self, Clock};
use crate::log::Request;
use crate::reply::Reply;

/// How long a key is valid where the request does not say, in seconds; and the bounds of what it may say.
const LIFETIME: u64 = 900;
const SHORTEST: u64 = 900;
const LONGEST: u64 = 86_400;

/// Answers a request to IAM: with a token, or for an agency.
pub(super) fn issue(request: &Request, issued: &Issued, clock: Clock) -> Reply {
    let body = match token::read(request) {
        Ok(body) => body,
        Err(refusal) => return refusal,
    };
    let identity = &body["auth"]["identity"];
    if let Err((status, message)) = token::check_identity(identity) {
        return token::refuse(status, &message);
    }
    let stated = ["token", "assume_role"].iter().find_map(|method| identity[method]["duration_seconds"].as_u64());
    match stated.unwrap_or(LIFETIME) {
        seconds @ SHORTEST..=LONGEST => key(201, issued, clock, seconds),
        seconds => {
            let message = format!("duration_seconds: {seconds} is not within {SHORTEST} and {LONGEST}");
            token::refuse(400, &message)
        }
    }
}

/// The token that a server needs to ask for its key.
pub(super) fn metadata_token(request: &Request, issued: &Issued, clock: Clock) -> Reply {
    let lifetime = request.header("x-metadata-token-ttl-seconds").and_then(|seconds| seconds.parse::<u64>().ok());
    match lifetime {
        Some(1..=21_600) => Reply::bytes(200, "text/plain", issued.token(clock.now())),
        _ => token::refuse(400, "header.X-Metadata-Token-Ttl-Seconds: is mandatory, a number from 1 to 21600"),
    }
}

/// The key of the agency that a server runs with; a token that is sent must be right, none is needed.
pub(super) fn metadata_key(request: &Request, issued: &Issued, clock: Clock) -> Reply {
    match request.header("x-metadata-token") {
        Some(token) if !issued.is_valid(token, clock.now()) => {
            token::refuse(401, "header.X-Metadata-Token: the token was not issued here, or it has ended")
        }
        _ => key(200, issued, clock, LONGEST),
    }
}

/// The key of the agency that a container runs with.
pub(super) fn container_key(request: &Request, issued: &Issued, clock: Clock) -> Reply {
    match request.header("authorization") {
        Some(authorization) if !authorization.is_empty() => key(200, issued, clock, LONGEST),
        _ => token::refuse(401, "header.Authorization: the content of the token file is missing"),
    }
}

fn key(status: u16, issued: &Issued, clock: Clock, seconds: u64) -> Reply {
    let ends = clock.now() + Duration::from_secs(seconds);
    let (access, key) = issued.key(ends, clock.now());
    let credential = json!({
        "access": access,
        "secret": key.secret,
        "securitytoken": key.security_token,
        "expires_at": clock::iso(ends),
    });
    Reply::json(status, &json!({ "credential": credential }))
}
