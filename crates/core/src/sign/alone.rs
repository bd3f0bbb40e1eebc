//! Signing a request that somebody else sends.

use percent_encoding::percent_decode_str;
use reqwest::Url;

use super::{Headers, Place, Request};
use crate::{AccessKey, Error, clock, request::encode};

/// A request to be signed and sent by other means: to an API of one's own that a gateway protects with the access key
/// of an application, or to a service that no crate covers.
///
/// ```
/// use hwc_core::{Credentials, SignRequest};
///
/// let headers = SignRequest::new("POST", "https://my-api.example/orders?dry_run=true")
///     .header("Content-Type", "application/json")
///     .body(r#"{"article":7}"#)
///     .sign(&Credentials::access_key("AK", "SK"))?;
/// assert!(headers.iter().any(|(name, value)| name == "Authorization" && value.contains("Access=AK")));
/// # Ok::<(), hwc_core::Error>(())
/// ```
#[derive(Clone)]
pub struct SignRequest<'a> {
    method: &'a str,
    url: &'a str,
    headers: Vec<(String, String)>,
    body: &'a [u8],
    place: Place<'a>,
}

impl<'a> SignRequest<'a> {
    /// A request without headers and body: its method, and its address with the query.
    pub fn new(method: &'a str, url: &'a str) -> Self {
        SignRequest { method, url, headers: Vec::new(), body: &[], place: Place { region: "", service: "" } }
    }

    /// A header to be sent. A date in `X-Sdk-Date` stays; without one, the request is dated now.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The body to be sent.
    #[must_use]
    pub fn body(mut self, body: &'a (impl AsRef<[u8]> + ?Sized)) -> Self {
        self.body = body.as_ref();
        self
    }

    /// The region and the service, which the signers [`Scoped`](crate::Signer::Scoped) and [`V11`](crate::Signer::V11)
    /// derive their keys for.
    #[must_use]
    pub fn place(mut self, region: &'a str, service: &'a str) -> Self {
        self.place = Place { region, service };
        self
    }

    /// All headers to be sent: those given, and `Host`, `X-Sdk-Date`, `Authorization`, with a temporary key also
    /// `X-Security-Token`.
    ///
    /// # Errors
    /// The address is none.
    pub fn sign(self, key: &AccessKey) -> Result<Vec<(String, String)>, Error> {
        let url = Url::parse(self.url).map_err(|error| Error::usage(format!("no valid address: {error}")))?;
        let host = url.host_str().unwrap_or_default();
        let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let query = canonical_query(url.query().unwrap_or_default());
        let (method, path, body) = (self.method, url.path(), Some(self.body));
        let mut headers: Headers = self.headers.into_iter().map(|(name, value)| (name.into(), value)).collect();
        let request = Request { method, host: &host, path, query: &query, body };
        request.sign(key, &clock::stamp(clock::now()), &self.place, &mut headers);
        Ok(headers.into_iter().map(|(name, value)| (name.into_owned(), value)).collect())
    }
}

/// The query as it is signed, in whatever order and spelling it is sent.
fn canonical_query(query: &str) -> String {
    let decoded = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(name), decoded(value))
    };
    let mut pairs: Vec<_> = query.split('&').filter(|pair| !pair.is_empty()).map(pair).collect();
    pairs.sort();
    let written = pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    written.collect::<Vec<_>>().join("&")
}

/// Without headers and body: either may hold a secret.
impl std::fmt::Debug for SignRequest<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let url = self.url.split('?').next().unwrap_or_default();
        let url = url.rsplit('@').next().unwrap_or_default();
        f.debug_struct("SignRequest").field("method", &self.method).field("url", &url).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Credentials, Signer};

    #[test]
    fn a_request_on_its_own_has_the_known_signature() {
        let request = SignRequest::new("POST", "https://service.endpoint.myhuaweicloud.com/resources?size=1")
            .header("X-Sdk-Date", "20200608T023900Z")
            .body(r#"{"name":"test","id":1}"#);
        let headers = request.sign(&Credentials::access_key("AccessKey", "SecretKey")).unwrap();
        assert_eq!(
            headers.last().unwrap().1,
            "SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=host;x-sdk-date, \
             Signature=436b1ac0a1ae03705934bb70ef2f2e09f7bfed2117d731a38235053199323a1f"
        );
    }

    /// Computed from the definition of the scheme with another language's library.
    #[test]
    fn a_scope_has_the_signature_that_its_definition_gives() {
        for (region, service, signature) in [
            ("eu-de", "apig", "c65576ed0195b531a3f314dd313ecb6ac68659b33e14b8fa70a2af79300c77e5"),
            ("", "", "ab30551ce646ebd703b012ad07f104d9c5dc8471a5285c624e54b5d18528ad56"),
        ] {
            let key = Credentials::access_key("AccessKey", "SecretKey").with_signer(Signer::Scoped);
            let request = SignRequest::new("GET", "https://service.endpoint.myhuaweicloud.com/resources?size=1")
                .header("X-Sdk-Date", "20200608T023900Z")
                .header("X-Project-Id", "not signed")
                .place(region, service);
            let headers = request.sign(&key.with_security_token("not signed either")).unwrap();
            assert_eq!(
                headers.last().unwrap().1,
                format!(
                    "SDK-HMAC-SHA256 Credential=AccessKey/20200608/{region}/{service}/sdk_request, \
                     SignedHeaders=host;x-sdk-date, Signature={signature}"
                )
            );
        }
    }

    #[test]
    fn a_query_is_signed_sorted_and_in_one_spelling() {
        assert_eq!(canonical_query("name=%c3%a4+b&marker=x/y&limit=10&limit=9&flag"), {
            "flag=&limit=10&limit=9&marker=x%2Fy&name=%C3%A4%20b"
        });
        assert!(SignRequest::new("GET", "no address").sign(&Credentials::access_key("a", "s")).is_err());
    }
}
