//! Signatures with an access key.
//!
//! In: a request as it goes over the wire, all its headers but `Authorization`. Out: that header. No clock and no
//! network: the date stands in the request.

use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

use crate::request::encode;

/// How requests are signed.
///
/// The older form over a scope of date, region and service will be a variant of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Signer {
    /// `SDK-HMAC-SHA256` with the secret key itself: what both clouds document.
    #[default]
    Access,
    /// `V11-HMAC-SHA256` with a key derived for the date, the region and the service.
    V11,
}

/// Name of the header with the date; the date is part of what is signed.
pub(crate) const DATE: &str = "X-Sdk-Date";

/// A request to be signed.
pub(crate) struct Unsigned<'a> {
    pub(crate) method: &'a str,
    /// Percent-encoded, as it is sent.
    pub(crate) path: &'a str,
    /// Percent-encoded and sorted, as it is sent.
    pub(crate) query: &'a str,
    /// With `Host` and [`DATE`].
    pub(crate) headers: &'a [(String, String)],
    pub(crate) body: &'a [u8],
}

/// What [`Signer::V11`] derives its key for.
pub(crate) struct Place<'a> {
    pub(crate) region: &'a str,
    pub(crate) service: &'a str,
}

impl Signer {
    /// The value of `Authorization`.
    pub(crate) fn authorization(
        &self,
        request: &Unsigned<'_>,
        access: &str,
        secret: &str,
        place: &Place<'_>,
    ) -> String {
        let headers = signed_headers(request.headers);
        let names = headers.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(";");
        let hash = hex(&Sha256::digest(canonical(request, &headers, &names)));
        let date = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(DATE)).map_or("", |(_, date)| *date);
        match self {
            Signer::Access => {
                let to_sign = format!("SDK-HMAC-SHA256\n{date}\n{hash}");
                let signature = hex(&hmac(secret.as_bytes(), to_sign.as_bytes()));
                format!("SDK-HMAC-SHA256 Access={access}, SignedHeaders={names}, Signature={signature}")
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

/// Lower-case names with their values, sorted. A name with `_` is never signed: proxies drop such headers.
fn signed_headers(headers: &[(String, String)]) -> Vec<(String, &str)> {
    let mut signed: Vec<_> = headers
        .iter()
        .filter(|(name, _)| !name.contains('_'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim()))
        .collect();
    signed.sort();
    signed
}

/// The request in the one form that both sides can make of it.
fn canonical(request: &Unsigned<'_>, headers: &[(String, &str)], names: &str) -> String {
    let path = canonical_path(request.path);
    let block: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
    let stated = headers.iter().find(|(name, _)| name == "x-sdk-content-sha256").map(|(_, hash)| *hash);
    let payload = match stated {
        Some(hash) if !request.body.is_empty() => hash.to_owned(),
        _ => hex(&Sha256::digest(request.body)),
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

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}
