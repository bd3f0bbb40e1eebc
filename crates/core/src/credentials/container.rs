//! Temporary access keys of the container that the program runs in: an agent next door gives them out to whoever shows
//! the text of a file that only the container has.

use std::{fmt, net::IpAddr, path::PathBuf, time::Duration};

use reqwest::{Url, header::AUTHORIZATION};

use super::{AccessKey, id_token, slot::Lease, temporary};
use crate::{Error, Method, Operation, platform, platform::Instant, secret, transport};

/// Where a container gets its keys.
#[derive(Clone, PartialEq, Eq)]
pub struct Container {
    pub(super) address: String,
    pub(super) token_file: PathBuf,
}

/// What errors say the call was at.
const DOING: &str = "no key for the container";

const TIMEOUT: Duration = Duration::from_secs(5);

static FETCH_KEY: Operation = Operation::new("fetch_container_key", Method::Post, "/");

impl fmt::Debug for Container {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Container")
            .field("address", &secret::without_user(&self.address))
            .field("token_file", &self.token_file)
            .finish()
    }
}

impl Container {
    /// Fetches a key.
    pub(super) async fn fetch(&self) -> Result<Lease<AccessKey>, Error> {
        self.exchange().await.map_err(|error| error.into_credentials(DOING))
    }

    async fn exchange(&self) -> Result<Lease<AccessKey>, Error> {
        let url = self.url()?;
        let token = id_token::read(&self.token_file)?;
        let asked = platform::next_door(TIMEOUT)?.post(url).header("Content-Type", "application/json").body("{}");
        let issued = Instant::now();
        let raw = transport::exchange(asked.header(AUTHORIZATION, token.expose()), &FETCH_KEY).await?;
        temporary::read(&raw, issued)
    }

    /// Without TLS only what does not leave this machine: whoever reads the exchange has the key.
    fn url(&self) -> Result<Url, Error> {
        let wrong = |why: &str| Error::configuration(format!("the address for keys of the container {why}"));
        let url = Url::parse(&self.address).map_err(|error| wrong(&format!("is no address: {error}")))?;
        match url.scheme() {
            "https" => Ok(url),
            "http" if is_next_door(url.host_str().unwrap_or_default()) => Ok(url),
            "http" => Err(wrong("has no TLS and leads off this machine")),
            _ => Err(wrong("is neither https nor http")),
        }
    }
}

/// Whether an address is this machine's own, or that of the link it is on.
fn is_next_door(host: &str) -> bool {
    match host.trim_start_matches('[').trim_end_matches(']').parse() {
        Ok(IpAddr::V4(address)) => address.is_loopback() || address.is_link_local(),
        Ok(IpAddr::V6(address)) => address.is_loopback() || address.is_unicast_link_local(),
        Err(_) => host == "localhost",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_leaves_the_machine_with_tls_only() {
        let url = |address: &str| Container { address: address.into(), token_file: PathBuf::new() }.url();
        for address in ["https://keys.example", "http://127.0.0.1:80/x", "http://169.254.170.23", "http://[::1]/v1"] {
            assert!(url(address).is_ok(), "{address}");
        }
        for address in ["http://keys.example", "http://10.0.0.1", "ftp://127.0.0.1", "keys"] {
            assert!(url(address).is_err(), "{address}");
        }
    }
}
