//! Signatures with an access key.
//!
//! In: a request as it goes over the wire, all its headers but `Authorization`. Out: that header. No clock and no
//! network: the date stands in the request.

mod alone;

use std::borrow::Cow;

use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

use crate::{
    AccessKey,
    request::{encode, is_secret_header},
    secret::MASK,
};

pub use alone::SignRequest;

/// How requests are signed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Signer {
    /// `SDK-HMAC-SHA256` with the secret key itself: what both clouds document.
    #[default]
    Access,
    /// `SDK-HMAC-SHA256` with a key derived for the date, the region and the service, the older form: for gateways that
    /// do not know the other. The headers that name project, domain and temporary key are not part of what is signed.
    Scoped,
    /// `V11-HMAC-SHA256` with another key derived for the date, the region and the service.
    V11,
}

/// Name of the header with the date; the date is part of what is signed.
const DATE: &str = "X-Sdk-Date";

/// Name of the header with the signature.
const AUTHORIZATION: &str = "Authorization";

/// Name of the header that stands for the body, and what it says where the body is not signed.
const PAYLOAD: &str = "X-Sdk-Content-Sha256";
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

/// Names and values, as they are sent.
pub(crate) type Headers = Vec<(Cow<'static, str>, String)>;

/// A request to be signed.
struct Unsigned<'a> {
    method: &'a str,
    /// Percent-encoded, as it is sent.
    path: &'a str,
    /// Percent-encoded and sorted, as it is sent.
    query: &'a str,
    /// With `Host` and [`DATE`].
    headers: &'a [(Cow<'static, str>, String)],
    body: Option<&'a [u8]>,
}

/// A request to be signed as it goes out, but for its headers.
pub(crate) struct Request<'a> {
    pub(crate) method: &'a str,
    pub(crate) host: &'a str,
    /// Percent-encoded, as it is sent.
    pub(crate) path: &'a str,
    /// Percent-encoded and sorted, as it is sent.
    pub(crate) query: &'a str,
    /// The body, or nothing where it is a stream: that is not known before it is sent.
    pub(crate) body: Option<&'a [u8]>,
}

impl Request<'_> {
    /// Adds the headers that a signature is made over, and the signature.
    pub(crate) fn sign(&self, key: &AccessKey, date: &str, place: &Place<'_>, headers: &mut Headers) {
        set(headers, "Host", self.host);
        set(headers, DATE, date);
        if self.body.is_none() {
            set(headers, PAYLOAD, UNSIGNED);
        }
        if let Some(token) = &key.security_token {
            set(headers, "X-Security-Token", token.expose());
        }
        let unsigned = self.with(headers);
        let authorization = key.signer.authorization(&unsigned, &key.access, key.secret.expose(), place);
        set(headers, AUTHORIZATION, authorization);
    }

    /// What the signature among these headers was made over, to be compared with what a service says it should be; with
    /// secrets masked, so that it has another hash.
    pub(crate) fn printed(&self, key: &AccessKey, headers: &Headers) -> String {
        let told = |(name, value): &(Cow<'static, str>, String)| {
            let value = if is_secret_header(name) { MASK } else { value };
            (name.clone(), value.to_owned())
        };
        let is_signed = |(name, _): &&(Cow<'static, str>, String)| !name.eq_ignore_ascii_case(AUTHORIZATION);
        let told: Headers = headers.iter().filter(is_signed).map(told).collect();
        let signed = key.signer.signed(&told);
        canonical(&self.with(&told), &signed, &names_of(&signed))
    }

    fn with<'h>(&'h self, headers: &'h Headers) -> Unsigned<'h> {
        let Request { method, path, query, body, .. } = *self;
        Unsigned { method, path, query, headers, body }
    }
}

/// Adds a header; what the caller has set stays.
pub(crate) fn set(headers: &mut Headers, name: impl Into<Cow<'static, str>>, value: impl Into<String>) {
    let name = name.into();
    if !is_set(headers, &name) {
        headers.push((name, value.into()));
    }
}

/// Whether there is a header of this name.
pub(crate) fn is_set(headers: &Headers, name: &str) -> bool {
    headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
}

/// What [`Signer::V11`] and [`Signer::Scoped`] derive their keys for.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) region: &'a str,
    pub(crate) service: &'a str,
}

impl Signer {
    /// What is signed of these headers.
    fn signed<'a>(&self, headers: &'a [(Cow<'static, str>, String)]) -> Vec<(String, &'a str)> {
        signed_headers(headers, |name| *self != Signer::Scoped || is_in_scope(name))
    }

    /// The value of `Authorization`.
    fn authorization(&self, request: &Unsigned<'_>, access: &str, secret: &str, place: &Place<'_>) -> String {
        let headers = self.signed(request.headers);
        let names = names_of(&headers);
        let hash = hex(&Sha256::digest(canonical(request, &headers, &names)));
        let date = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(DATE)).map_or("", |(_, date)| *date);
        match self {
            Signer::Access => {
                let to_sign = format!("SDK-HMAC-SHA256\n{date}\n{hash}");
                let signature = hex(&hmac(secret.as_bytes(), to_sign.as_bytes()));
                format!("SDK-HMAC-SHA256 Access={access}, SignedHeaders={names}, Signature={signature}")
            }
            Signer::Scoped => {
                let day = date.get(..8).unwrap_or_default();
                let scope = format!("{day}/{}/{}/{SCOPE_END}", place.region, place.service);
                let to_sign = format!("SDK-HMAC-SHA256\n{date}\n{scope}\n{hash}");
                let signature = hex(&hmac(&scoped_key(secret, day, place), to_sign.as_bytes()));
                format!("SDK-HMAC-SHA256 Credential={access}/{scope}, SignedHeaders={names}, Signature={signature}")
            }
            Signer::V11 => {
                let info = format!("{}/{}/{}", date.get(..8).unwrap_or_default(), place.region, place.service);
                let to_sign = format!("V11-HMAC-SHA256\n{date}\n{info}\n{hash}");
                let signature = hex(&hmac(derived_key(access, secret, &info).as_bytes(), to_sign.as_bytes()));
                format!("V11-HMAC-SHA256 Credential={access}/{info}, SignedHeaders={names}, Signature={signature}")
            }
        }
    }
}

/// How the scope of [`Signer::Scoped`] ends, and what its key is derived from last.
const SCOPE_END: &str = "sdk_request";

/// What [`Signer::Scoped`] signs, by lower-case name.
fn is_in_scope(name: &str) -> bool {
    matches!(name, "host" | "content-type") || name.starts_with("x-sdk-")
}

/// Lower-case names with their values, sorted. A name with `_` is never signed: proxies drop such headers.
fn signed_headers<'a>(
    headers: &'a [(Cow<'static, str>, String)],
    is_signed: impl Fn(&str) -> bool,
) -> Vec<(String, &'a str)> {
    let mut signed: Vec<_> = headers
        .iter()
        .filter(|(name, _)| !name.contains('_'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim()))
        .filter(|(name, _)| is_signed(name))
        .collect();
    signed.sort();
    signed
}

/// The names of what is signed, as they stand in a signature.
fn names_of(headers: &[(String, &str)]) -> String {
    headers.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(";")
}

/// The request in the one form that both sides can make of it.
fn canonical(request: &Unsigned<'_>, headers: &[(String, &str)], names: &str) -> String {
    let path = canonical_path(request.path);
    let block: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
    let stated = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(PAYLOAD)).map(|(_, hash)| *hash);
    let payload = match (request.body, stated) {
        (Some(body), Some(hash)) if !body.is_empty() => hash.to_owned(),
        (Some(body), _) => hex(&Sha256::digest(body)),
        (None, stated) => stated.unwrap_or(UNSIGNED).to_owned(),
    };
    [request.method, &path, request.query, &block, names, &payload].join("\n")
}

/// Decoded, encoded again segment by segment, with a slash at the end.
fn canonical_path(path: &str) -> String {
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let mut canonical = decoded.split('/').map(encode).collect::<Vec<_>>().join("/");
    if !canonical.ends_with('/') {
        canonical.push('/');
    }
    canonical
}

/// The secret key, hashed with the day, then the region, then the service.
fn scoped_key(secret: &str, day: &str, place: &Place<'_>) -> [u8; 32] {
    let first = hmac(format!("SDK{secret}").as_bytes(), day.as_bytes());
    [place.region, place.service, SCOPE_END].iter().fold(first, |key, word| hmac(&key, word.as_bytes()))
}

/// HKDF with SHA-256, of which the first block is enough, as hexadecimal text.
fn derived_key(access: &str, secret: &str, info: &str) -> String {
    let extracted = hmac(access.as_bytes(), secret.as_bytes());
    hex(&hmac(&extracted, &[info.as_bytes(), &[1]].concat()))
}

fn hmac(key: &[u8], data: &[u8]) -> [u8; 32] {
    let mut block = [0; 64];
    match block.get_mut(..key.len()) {
        Some(start) => start.copy_from_slice(key),
        None => block[..32].copy_from_slice(&Sha256::digest(key)),
    }
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(data);
    mac.finalize().into_bytes().into()
}

/// Hexadecimal text, in lower case.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// A vector of the format that the acceptance files have.
    fn check(vector: &Value) {
        let text = |name: &str| vector[name].as_str().unwrap_or_default();
        let mut headers =
            vec![(Cow::Borrowed("Host"), text("host").to_owned()), (DATE.into(), text("date").to_owned())];
        for (name, value) in vector["headers"].as_object().into_iter().flatten() {
            headers.push((name.clone().into(), value.as_str().unwrap().to_owned()));
        }
        let path = text("path").split('/').map(encode).collect::<Vec<_>>().join("/");
        let mut query: Vec<_> = vector["query"].as_array().unwrap().iter().collect();
        query.sort_by_key(|pair| pair[0].as_str());
        let encoded = |value: &Value| encode(value.as_str().unwrap());
        let query: Vec<_> = query.iter().map(|pair| format!("{}={}", encoded(&pair[0]), encoded(&pair[1]))).collect();
        let query = query.join("&");
        if let Some(expected) = vector["canonical_path"].as_str() {
            assert_eq!(canonical_path(&path), expected);
        }
        if let Some(expected) = vector["canonical_query"].as_str() {
            assert_eq!(query, expected);
        }
        let (method, body) = (text("method"), Some(text("body").as_bytes()));
        let unsigned = Unsigned { method, path: &path, query: &query, headers: &headers, body };
        let signer = if text("algorithm") == "V11-HMAC-SHA256" { Signer::V11 } else { Signer::Access };
        let place = Place { region: text("region"), service: text("service") };
        let authorization = signer.authorization(&unsigned, text("ak"), text("sk"), &place);
        assert!(authorization.starts_with(text("algorithm")), "{authorization}");
        let signature = authorization.rsplit_once("Signature=").unwrap().1;
        assert_eq!(signature, text("signature"), "{vector}");
    }

    fn vector(method: &str, body: &str, signature: &str) -> Value {
        serde_json::json!({
            "algorithm": "SDK-HMAC-SHA256", "ak": "AccessKey", "sk": "SecretKey", "date": "20200608T023900Z",
            "host": "service.endpoint.myhuaweicloud.com", "path": "/resources", "query": [["size", "1"]],
            "method": method, "body": body, "signature": signature,
        })
    }

    #[test]
    fn a_request_without_body_has_the_known_signature() {
        check(&vector("GET", "", "cfb4171acec81de07d50e53d57eb77edd537414d66ddb1d7d780f128e12cd842"));
    }

    #[test]
    fn a_request_with_body_has_the_known_signature() {
        let body = r#"{"name":"test","id":1}"#;
        check(&vector("POST", body, "436b1ac0a1ae03705934bb70ef2f2e09f7bfed2117d731a38235053199323a1f"));
    }

    #[test]
    fn odd_characters_and_a_security_token_have_the_known_signature() {
        check(&serde_json::json!({
            "algorithm": "SDK-HMAC-SHA256", "ak": "AKEXAMPLE", "sk": "SKEXAMPLE", "date": "20260102T030405Z",
            "method": "GET", "host": "vpc.eu-de.otc.t-systems.com", "path": "/v1/p/vpcs/a b+c~é",
            "query": [["marker", "x/y"], ["limit", "10"], ["name", "ä b"]], "body": "",
            "headers": {
                "Content-Type": "application/json", "X-Project-Id": "0123456789abcdef0123456789abcdef",
                "X-Security-Token": "tok",
            },
            "canonical_path": "/v1/p/vpcs/a%20b%2Bc~%C3%A9/", "canonical_query": "limit=10&marker=x%2Fy&name=%C3%A4%20b",
            "signature": "97e4d2f9e9a214541315381e7c5918ead2e163f56baa85e124c64791c45e76aa",
        }));
    }

    #[test]
    fn all_vectors_of_the_acceptance_files_agree() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/acceptance/signing/vectors.json");
        let Ok(text) = std::fs::read_to_string(path) else {
            return eprintln!("skipped: {path} is not here");
        };
        let file: Value = serde_json::from_str(&text).unwrap();
        let vectors = file["vectors"].as_array().unwrap();
        assert!(!vectors.is_empty());
        vectors.iter().for_each(check);
    }

    #[test]
    fn names_with_an_underscore_are_not_signed() {
        let headers = [("x_proxy".into(), "a".to_owned()), ("Host".into(), " h ".to_owned())];
        assert_eq!(signed_headers(&headers, |_| true), [("host".to_owned(), "h")]);
    }

    #[test]
    fn a_stated_hash_stands_for_the_body() {
        let headers = [("x-sdk-content-sha256".to_owned(), "UNSIGNED-PAYLOAD")];
        let of = |body: Option<&[u8]>| {
            let request = Unsigned { method: "PUT", path: "/", query: "", headers: &[], body };
            canonical(&request, &headers, "").rsplit_once('\n').unwrap().1.to_owned()
        };
        assert_eq!(of(Some(b"data")), "UNSIGNED-PAYLOAD");
        assert_eq!(of(Some(b"")).len(), 64);
        assert_eq!(of(None), "UNSIGNED-PAYLOAD");
    }

    #[test]
    fn a_secret_key_longer_than_a_block_is_hashed() {
        // RFC 4231, test case 6.
        let mac = hmac(&[0xaa; 131], b"Test Using Larger Than Block-Size Key - Hash Key First");
        assert_eq!(hex(&mac), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }
}
