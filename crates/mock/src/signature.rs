//! Signatures of requests, computed anew and compared.
//!
//! Three forms are known, told apart by the words of the header `Authorization`:
//! `SDK-HMAC-SHA256 Access=…` (the secret key signs), `SDK-HMAC-SHA256 Credential=…/sdk_request` (a chain of keys over
//! date, region and service signs) and `V11-HMAC-SHA256 Credential=…` (a key derived for date, region and service signs).

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::clock::{self, Clock};
use crate::log::Request;
use crate::uri;

const ACCESS: &str = "SDK-HMAC-SHA256";
const DERIVED: &str = "V11-HMAC-SHA256";
const TOLERANCE: Duration = Duration::from_secs(15 * 60);

/// Secret keys by access key.
pub(crate) type Keys = BTreeMap<String, String>;

/// What is known about an access key.
pub(crate) struct Secret {
    pub(crate) secret: String,
    /// What must be sent with it, where the key is a temporary one.
    pub(crate) security_token: Option<String>,
}

/// Whether the header claims to be a signature of a known form.
pub(crate) fn is_signature(authorization: &str) -> bool {
    Claim::read(authorization).is_some()
}

/// Compares the signature of a request with what it must be; the error says what differs.
pub(crate) fn verify(request: &Request, find: impl Fn(&str) -> Option<Secret>, clock: Clock) -> Result<(), String> {
    let authorization = request.header("authorization").unwrap_or_default();
    let claim = Claim::read(authorization).ok_or_else(|| {
        format!("Authorization is no signature of a known form: it starts with no `{ACCESS} Access=`")
    })?;
    let known = find(claim.access).ok_or_else(|| format!("access key `{}` is unknown, or has ended", claim.access))?;
    check_security_token(request, &known)?;
    let date = check_date(request, clock)?;
    let canonical = canonical_request(request, &claim)?;
    let key = claim.key(&known.secret);
    let expected = hex(&hmac(&key, claim.text_to_sign(date, &canonical).as_bytes()));
    if expected == claim.signature {
        return Ok(());
    }
    Err(format!("the signature does not match; the canonical request is {:?}", without_secrets(&canonical)))
}

/// What the header `Authorization` claims.
struct Claim<'a> {
    algorithm: &'a str,
    access: &'a str,
    /// Date, region and service, where the key is made for them.
    scope: Option<&'a str>,
    signed: Vec<&'a str>,
    signature: &'a str,
}

impl<'a> Claim<'a> {
    fn read(authorization: &'a str) -> Option<Self> {
        let (algorithm, rest) = authorization.split_once(' ')?;
        let parts: BTreeMap<&str, &str> = rest.split(',').filter_map(|part| part.trim().split_once('=')).collect();
        let (access, scope) = match (parts.get("Access"), parts.get("Credential")) {
            (Some(access), None) if algorithm == ACCESS => (*access, None),
            (None, Some(credential)) if [ACCESS, DERIVED].contains(&algorithm) => {
                credential.split_once('/').map(|(access, scope)| (access, Some(scope)))?
            }
            _ => return None,
        };
        let signed = parts.get("SignedHeaders")?.split(';').collect();
        Some(Claim { algorithm, access, scope, signed, signature: parts.get("Signature")? })
    }

    fn key(&self, secret: &str) -> Vec<u8> {
        match self.scope {
            None => secret.as_bytes().to_vec(),
            Some(scope) if self.algorithm == DERIVED => derived_key(self.access, secret, scope),
            Some(scope) => chained_key(secret, scope),
        }
    }

    fn text_to_sign(&self, date: &str, canonical: &str) -> String {
        let hash = sha256(canonical.as_bytes());
        match self.scope {
            None => format!("{}\n{date}\n{hash}", self.algorithm),
            Some(scope) => format!("{}\n{date}\n{scope}\n{hash}", self.algorithm),
        }
    }
}

/// A chain of keys, from `SDK` and the secret key on: each signs the next part of the scope.
fn chained_key(secret: &str, scope: &str) -> Vec<u8> {
    scope.split('/').fold(format!("SDK{secret}").into_bytes(), |key, part| hmac(&key, part.as_bytes()))
}

/// HKDF with one block; the key is the text of the result, not its bytes.
fn derived_key(access: &str, secret: &str, scope: &str) -> Vec<u8> {
    let extracted = hmac(access.as_bytes(), secret.as_bytes());
    hex(&hmac(&extracted, &[scope.as_bytes(), &[1]].concat())).into_bytes()
}

/// A temporary key goes with its security token.
fn check_security_token(request: &Request, known: &Secret) -> Result<(), String> {
    match &known.security_token {
        Some(token) if request.header("x-security-token") != Some(token) => {
            Err("header.X-Security-Token: is not the one that was issued with the access key".to_owned())
        }
        _ => Ok(()),
    }
}

fn check_date(request: &Request, clock: Clock) -> Result<&str, String> {
    let date = request.header("x-sdk-date").ok_or("header X-Sdk-Date is missing")?;
    let time = clock::read_compact(date).ok_or_else(|| format!("X-Sdk-Date `{date}` is not YYYYMMDDTHHMMSSZ"))?;
    if clock::distance(time, clock.now()) > TOLERANCE {
        return Err(format!("X-Sdk-Date `{date}` is more than 15 minutes away from {}", clock::iso(clock.now())));
    }
    Ok(date)
}

fn canonical_request(request: &Request, claim: &Claim<'_>) -> Result<String, String> {
    let mut headers = String::new();
    for name in &claim.signed {
        let value = request.header(name).ok_or_else(|| format!("signed header `{name}` was not sent"))?;
        // Writing to a text cannot fail.
        let _ = writeln!(headers, "{name}:{}", value.trim());
    }
    let path = canonical_path(request.path());
    let query = canonical_query(&request.query);
    let payload = payload_hash(request)?;
    Ok(format!("{}\n{path}\n{query}\n{headers}\n{}\n{payload}", request.method(), claim.signed.join(";")))
}

fn canonical_path(path: &str) -> String {
    let decoded = uri::decode(path);
    let mut canonical = decoded.split('/').map(uri::encode).collect::<Vec<_>>().join("/");
    if !canonical.ends_with('/') {
        canonical.push('/');
    }
    canonical
}

fn canonical_query(pairs: &[(String, String)]) -> String {
    let mut pairs: Vec<_> = pairs.iter().collect();
    pairs.sort();
    let pairs: Vec<_> = pairs.iter().map(|(n, v)| format!("{}={}", uri::encode(n), uri::encode(v))).collect();
    pairs.join("&")
}

fn payload_hash(request: &Request) -> Result<String, String> {
    let actual = sha256(request.body());
    match request.header("x-sdk-content-sha256") {
        Some("UNSIGNED-PAYLOAD") if !request.body().is_empty() => Ok("UNSIGNED-PAYLOAD".to_owned()),
        Some(stated) if stated != actual && !request.body().is_empty() => {
            Err(format!("X-Sdk-Content-Sha256 is `{stated}`, the body has {actual}"))
        }
        _ => Ok(actual),
    }
}

/// The canonical request is shown to whoever looks for the difference; tokens in it are not.
fn without_secrets(canonical: &str) -> String {
    let mask = |line: &str| match line.split_once(':') {
        Some((name @ ("x-auth-token" | "x-security-token" | "authorization"), _)) => format!("{name}:***"),
        _ => line.to_owned(),
    };
    canonical.split('\n').map(mask).collect::<Vec<_>>().join("\n")
}

fn hmac(key: &[u8], text: &[u8]) -> Vec<u8> {
    // HMAC takes keys of any length.
    Hmac::<Sha256>::new_from_slice(key)
        .map(|mut mac| {
            mac.update(text);
            mac.finalize().into_bytes().to_vec()
        })
        .unwrap_or_default()
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

#[cfg(test)]
mod tests;
