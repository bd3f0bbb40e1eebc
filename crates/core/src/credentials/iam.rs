//! Requests to the identity service that credentials themselves need: without a draft, and with or without a proof.

use reqwest::RequestBuilder;
use serde_json::Value;

use super::{
    Disk,
    authority::{Proof, TokenScope},
    skew::Skew,
    source::Source,
};
use crate::{
    Error, Operation, clock,
    config::Endpoint,
    response::Raw,
    sign::{self, Headers, Place},
    transport,
};

/// The way to the identity service.
#[derive(Clone, Copy)]
pub(super) struct Iam<'a> {
    pub(super) http: &'a reqwest::Client,
    pub(super) endpoint: Option<&'a Endpoint>,
    pub(super) region: Option<&'a str>,
    /// The domain that is called, where the configuration says it.
    pub(super) domain_id: Option<&'a str>,
    pub(super) skew: &'a Skew,
    pub(super) disk: Option<&'a Disk>,
}

/// One question.
pub(super) struct Ask {
    operation: &'static Operation,
    /// Percent-encoded and sorted.
    query: String,
    headers: Headers,
    body: String,
}

const NO_IAM: &str = "no address of the identity service: looked for `iam_endpoint`, `region`, OS_AUTH_URL, \
    HUAWEICLOUD_SDK_IAM_ENDPOINT, OS_REGION_NAME, HUAWEICLOUD_SDK_REGION";

impl Ask {
    pub(super) fn new(operation: &'static Operation) -> Self {
        Ask { operation, query: String::new(), headers: Vec::new(), body: String::new() }
    }

    pub(super) fn with_query(mut self, query: impl Into<String>) -> Self {
        self.query = query.into();
        self
    }

    pub(super) fn with_header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name.into(), value.to_owned()));
        self
    }

    pub(super) fn with_body(mut self, body: Value) -> Self {
        self.body = body.to_string();
        self.with_header("Content-Type", "application/json")
    }
}

impl Iam<'_> {
    /// The reply, whatever it says.
    pub(super) async fn ask(&self, ask: &Ask, proof: Option<&Proof>) -> Result<Raw, Error> {
        transport::exchange(self.request(ask, proof)?, ask.operation).await
    }

    /// The reply to a question with a proof, and with another one where that is refused; an error unless it succeeds.
    pub(super) async fn ask_as(&self, ask: &Ask, source: &Source, scope: &TokenScope) -> Result<Raw, Error> {
        // Boxed: the source of an agency asks as the source that the agency is assumed with.
        let proof = Box::pin(source.proof(*self, scope)).await?;
        let mut raw = self.ask(ask, Some(&proof)).await?;
        if raw.status == 401
            && let Some(proof) = Box::pin(source.renew(*self, &proof, &raw)).await?
        {
            raw = self.ask(ask, Some(&proof)).await?;
        }
        if matches!(raw.status, 200..=299) { Ok(raw) } else { Err(Error::service(&raw)) }
    }

    fn request(&self, ask: &Ask, proof: Option<&Proof>) -> Result<RequestBuilder, Error> {
        let endpoint = self.endpoint.ok_or_else(|| Error::configuration(NO_IAM))?;
        let prefix = endpoint.prefix.strip_suffix("/v3").unwrap_or(&endpoint.prefix);
        let path = format!("{prefix}{}", ask.operation.path);
        let mut headers = ask.headers.clone();
        match proof {
            None => {}
            Some(Proof::Token(token, _)) => headers.push(("X-Auth-Token".into(), token.expose().to_owned())),
            Some(Proof::Key(key)) => {
                let unsigned = sign::Request {
                    method: ask.operation.method.as_str(),
                    host: &endpoint.host,
                    path: &path,
                    query: &ask.query,
                    body: Some(ask.body.as_bytes()),
                };
                let place = Place { region: self.region.unwrap_or("globe"), service: "iam" };
                unsigned.sign(key, &clock::stamp(self.skew.time()), &place, &mut headers);
            }
        }
        let url = endpoint.address(&path, &ask.query);
        let method = reqwest::Method::from_bytes(ask.operation.method.as_str().as_bytes()).unwrap_or_default();
        let request =
            headers.into_iter().fold(self.http.request(method, url), |all, (name, value)| all.header(&*name, value));
        Ok(if ask.body.is_empty() { request } else { request.body(ask.body.clone()) })
    }
}
