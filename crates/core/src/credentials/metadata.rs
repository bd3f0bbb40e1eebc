//! Temporary access keys of the agency that a server (ECS) runs with, from the metadata service on its own network.

use std::{fmt, time::Duration};

use reqwest::RequestBuilder;

use super::{AccessKey, slot::Lease, temporary};
use crate::{Error, Method, Operation, platform, platform::Instant, response::Raw, secret, transport};

/// Where keys are given out: every server sees the service at the same address.
#[derive(Clone, PartialEq, Eq)]
pub struct EcsMetadata {
    address: String,
}

const ADDRESS: &str = "http://169.254.169.254";

/// The service is next door: it answers at once or not at all.
const TIMEOUT: Duration = Duration::from_secs(3);

/// How long the token for the service itself is valid, in seconds.
const TOKEN_LIFETIME: &str = "21600";

/// What errors say the call was at.
const DOING: &str = "no key from the metadata service";

static FETCH_TOKEN: Operation = Operation::new("fetch_metadata_token", Method::Put, "/meta-data/latest/api/token");
static FETCH_KEY: Operation = Operation::new("fetch_key", Method::Get, "/openstack/latest/securitykey");

impl Default for EcsMetadata {
    fn default() -> Self {
        EcsMetadata { address: ADDRESS.to_owned() }
    }
}

impl fmt::Debug for EcsMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EcsMetadata").field("address", &secret::without_user(&self.address)).finish()
    }
}

impl EcsMetadata {
    /// The service at another address: for tests, and for where a proxy stands in for it.
    #[must_use]
    pub fn at(mut self, address: impl Into<String>) -> Self {
        self.address = address.into();
        self
    }

    /// Fetches a key.
    pub(super) async fn fetch(&self) -> Result<Lease<AccessKey>, Error> {
        self.exchange().await.map_err(|error| error.into_credentials(DOING))
    }

    async fn exchange(&self) -> Result<Lease<AccessKey>, Error> {
        let http = platform::next_door(TIMEOUT)?;
        let url = |operation: &Operation| format!("{}{}", self.address, operation.path);
        let asked = http.put(url(&FETCH_TOKEN)).header("X-Metadata-Token-Ttl-Seconds", TOKEN_LIFETIME);
        let token = token(transport::exchange(asked, &FETCH_TOKEN).await?)?;
        let asked = with_token(http.get(url(&FETCH_KEY)), token.as_deref());
        let issued = Instant::now();
        let raw = transport::exchange(asked, &FETCH_KEY).await?;
        temporary::read(&raw, issued)
    }
}

/// The token for the service itself; the first version of the service knows none.
fn token(raw: Raw) -> Result<Option<String>, Error> {
    match raw.status {
        200 => Ok(Some(String::from_utf8_lossy(&raw.body).trim().to_owned())),
        404 | 405 | 503 => Ok(None),
        _ => Err(Error::service(&raw)),
    }
}

fn with_token(request: RequestBuilder, token: Option<&str>) -> RequestBuilder {
    match token {
        Some(token) => request.header("X-Metadata-Token", token),
        None => request,
    }
}
