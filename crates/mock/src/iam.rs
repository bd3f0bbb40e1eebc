//! What clients ask of the cloud itself before they call a service: tokens, temporary keys, ids of projects and domains.
//!
//! These endpoints are there whatever services are served. What is issued here is remembered until it ends.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use serde_json::json;

use crate::clock::Clock;
use crate::id;
use crate::log::Request;
use crate::reply::Reply;

mod key;
mod token;

const USER_ID: &str = "0123456789abcdef0123456789abcdef";
const DOMAIN_ID: &str = "d0123456789abcdef0123456789abcde";
const PROJECT_ID: &str = "p0123456789abcdef0123456789abcde";

/// More tokens or keys than that are no test any more: the oldest are forgotten.
const MOST: usize = 10_000;

/// An endpoint that is there whatever services are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    Token,
    IdToken,
    Key,
    MetadataToken,
    MetadataKey,
    ContainerKey,
    Projects,
    Domains,
}

/// All of them, by their keys, as operations have some.
const ENDPOINTS: [(&str, Ask); 8] = [
    ("POST /v3/auth/tokens", Ask::Token),
    ("POST /v3.0/OS-AUTH/id-token/tokens", Ask::IdToken),
    ("POST /v3.0/OS-CREDENTIAL/securitytokens", Ask::Key),
    ("PUT /meta-data/latest/api/token", Ask::MetadataToken),
    ("GET /openstack/latest/securitykey", Ask::MetadataKey),
    ("POST /container/credentials", Ask::ContainerKey),
    ("GET /v3/projects", Ask::Projects),
    ("GET /v3/auth/domains", Ask::Domains),
];

impl Ask {
    /// What a request asks of the cloud itself, with the key of it.
    pub(crate) fn of(request: &Request) -> Option<(&'static str, Ask)> {
        let path = request.path().trim_end_matches('/');
        let is_asked = |key: &str| key.split_once(' ').is_some_and(|known| known == (request.method(), path));
        ENDPOINTS.into_iter().find(|(key, _)| is_asked(key))
    }

    /// Whether a service's own documentation of the path comes first.
    pub(crate) fn gives_way(self) -> bool {
        matches!(self, Ask::Projects | Ask::Domains)
    }

    /// Answers the request.
    pub(crate) fn answer(self, request: &Request, issued: &Issued, clock: Clock, catalogue: &Catalogue<'_>) -> Reply {
        match self {
            Ask::Token => token::issue(request, issued, clock, catalogue),
            Ask::IdToken => token::exchange(request, issued, clock, catalogue),
            Ask::Key => key::issue(request, issued, clock),
            Ask::MetadataToken => key::metadata_token(request, issued, clock),
            Ask::MetadataKey => key::metadata_key(request, issued, clock),
            Ask::ContainerKey => key::container_key(request, issued, clock),
            Ask::Projects => projects(request),
            Ask::Domains => {
                Reply::json(200, &json!({ "domains": [{ "id": DOMAIN_ID, "name": "mock", "enabled": true }] }))
            }
        }
    }
}

/// Every name is that of a project, which has the id that tokens for it tell.
fn projects(request: &Request) -> Reply {
    let name = request.query("name").unwrap_or("mock");
    let project = json!({ "id": PROJECT_ID, "name": name, "domain_id": DOMAIN_ID, "enabled": true });
    Reply::json(200, &json!({ "projects": [project] }))
}

/// What the token's catalogue says about where services are.
pub(crate) struct Catalogue<'a> {
    pub(crate) services: &'a [String],
    pub(crate) endpoint: &'a str,
}

/// A key that was issued for some time.
#[derive(Clone)]
pub(crate) struct Key {
    pub(crate) secret: String,
    pub(crate) security_token: String,
    ends: SystemTime,
}

/// Not even the keys of a mock are printed.
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("ends", &self.ends).finish_non_exhaustive()
    }
}

/// Tokens and keys that were issued, until they end.
pub(crate) struct Issued {
    tokens: Mutex<HashMap<String, SystemTime>>,
    keys: Mutex<HashMap<String, Key>>,
    count: AtomicU64,
    /// For how long a token is valid.
    pub(crate) lifetime: Duration,
}

impl Issued {
    pub(crate) fn new(lifetime: Duration) -> Self {
        Issued { tokens: Mutex::default(), keys: Mutex::default(), count: AtomicU64::new(0), lifetime }
    }

    fn number(&self) -> u64 {
        self.count.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Issues a token.
    fn token(&self, now: SystemTime) -> String {
        let token = format!("mock-token-{}", self.number());
        let mut tokens = locked(&self.tokens);
        forget(&mut tokens, |ends| *ends, now);
        tokens.insert(token.clone(), now + self.lifetime);
        token
    }

    /// Issues a key: its access key, and the rest of it.
    fn key(&self, ends: SystemTime, now: SystemTime) -> (String, Key) {
        let number = self.number();
        let (access, secret) = (format!("MOCK{number:016}"), id::hex(number));
        let key = Key { secret, security_token: format!("mock-security-token-{number}"), ends };
        let mut keys = locked(&self.keys);
        forget(&mut keys, |key| key.ends, now);
        keys.insert(access.clone(), key.clone());
        (access, key)
    }

    pub(crate) fn is_valid(&self, token: &str, now: SystemTime) -> bool {
        locked(&self.tokens).get(token).is_some_and(|ends| now < *ends)
    }

    /// The key with this access key, where it was issued here and has not ended.
    pub(crate) fn find_key(&self, access: &str, now: SystemTime) -> Option<Key> {
        locked(&self.keys).get(access).filter(|key| now < key.ends).cloned()
    }

    /// Ends all tokens and keys.
    pub(crate) fn revoke(&self) {
        locked(&self.tokens).clear();
        locked(&self.keys).clear();
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes room: what has ended is forgotten, and where that is not enough, what ends first.
fn forget<V>(issued: &mut HashMap<String, V>, ends: impl Fn(&V) -> SystemTime, now: SystemTime) {
    if issued.len() < MOST {
        return;
    }
    issued.retain(|_, value| now < ends(value));
    let mut left: Vec<_> = issued.values().map(&ends).collect();
    if left.len() >= MOST {
        left.sort_unstable();
        let middle = left[left.len() / 2];
        issued.retain(|_, value| ends(value) > middle);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_and_keys_are_forgotten_before_they_fill_the_memory() {
        let issued = Issued::new(Duration::from_secs(60));
        let now = SystemTime::now();
        let first = issued.token(now);
        for second in 0..2 * MOST as u64 {
            issued.token(now + Duration::from_millis(second));
        }
        assert!(locked(&issued.tokens).len() <= MOST);
        assert!(!issued.is_valid(&first, now));
    }
}
