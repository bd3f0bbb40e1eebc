//! Temporary access keys as all places write them that give some out.

use std::time::Duration;

use serde_json::Value;

use super::{AccessKey, Credentials, slot::Lease};
use crate::{Error, clock, platform::Instant, response::Raw};

/// Members in which the key stands, unless it is the whole reply.
const WRAPPERS: &[&str] = &["credential", "credentials"];

const ACCESS: &[&str] = &["access", "access_key_id", "accessKeyId"];
const SECRET: &[&str] = &["secret", "secret_access_key", "secretAccessKey"];
const SECURITY_TOKEN: &[&str] = &["securitytoken", "security_token", "securityToken"];
const ENDS: &[&str] = &["expires_at", "expiration"];

/// Reads a reply that was asked for at that time.
pub(super) fn read(raw: &Raw, issued: Instant) -> Result<Lease<AccessKey>, Error> {
    if !matches!(raw.status, 200..=299) {
        return Err(Error::service(raw));
    }
    parse(&raw.body, issued).ok_or_else(|| Error::credentials("the reply has no credential"))
}

fn parse(body: &[u8], issued: Instant) -> Option<Lease<AccessKey>> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let credential = WRAPPERS.iter().find_map(|name| body.get(*name)).unwrap_or(&body);
    let text = |names: &[&str]| names.iter().find_map(|name| credential.get(*name)?.as_str());
    let key = Credentials::access_key(text(ACCESS)?, text(SECRET)?).with_security_token(text(SECURITY_TOKEN)?);
    // A key whose end cannot be read serves for the one call.
    let ends = text(ENDS).and_then(clock::parse_iso).unwrap_or_default();
    Some(Lease { value: key, issued, lifetime: Duration::from_secs(ends.saturating_sub(clock::now())) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_in_each_spelling() {
        for body in [
            r#"{"credential": {"access": "a", "secret": "s", "securitytoken": "t", "expires_at": "2099-01-01T00:00:00Z"}}"#,
            r#"{"credentials": {"access_key_id": "a", "secret_access_key": "s", "security_token": "t", "expiration": "2099-01-01T00:00:00Z"}}"#,
            r#"{"accessKeyId": "a", "secretAccessKey": "s", "securityToken": "t", "expiration": "2099-01-01T00:00:00Z"}"#,
        ] {
            let lease = parse(body.as_bytes(), Instant::now()).unwrap();
            assert_eq!((&*lease.value.access, lease.value.secret.expose()), ("a", "s"), "{body}");
            assert!(lease.lifetime > Duration::from_secs(3600), "{body}");
        }
    }

    #[test]
    fn half_a_key_is_none() {
        assert!(parse(br#"{"credential": {"access": "a", "securitytoken": "t"}}"#, Instant::now()).is_none());
        assert!(parse(b"no", Instant::now()).is_none());
    }
}
