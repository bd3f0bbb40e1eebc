//! From a draft to the service and back: time limits around attempts, attempts around authentication, authentication
//! around one exchange, or a second one where a token had ended.
//!
//! Interceptors stand around each attempt.

use std::{
    borrow::Cow,
    future::ready,
    mem,
    pin::{Pin, pin},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use reqwest::RequestBuilder;

use crate::{
    AccessKey, Answered, Attempt, Content, Download, Draft, Error, Operation, Scope, Signer, clock,
    config::Endpoint,
    credentials::Proof,
    draft::Given,
    error,
    platform::{self, Instant},
    request,
    response::{Answer, Raw},
    retry,
    sign::{self, Headers, Place, is_set, set},
    telemetry,
};

/// Sends what was drafted, within its time limit, and reads the reply.
pub(crate) async fn send(draft: Draft) -> Result<Raw, Error> {
    sent(draft, Head::read).await
}

/// Sends what was drafted; its time limit ends with the first byte of the reply.
pub(crate) async fn open(draft: Draft) -> Result<Download, Error> {
    sent(draft, |head| ready(Ok(Download::new(head.operation, head.reply)))).await
}

async fn sent<T, F>(draft: Draft, finish: impl Fn(Head) -> F) -> Result<T, Error>
where
    T: Answer,
    F: Future<Output = Result<T, Error>>,
{
    let limit = draft.call_options().timeout.unwrap_or(draft.client().config().timeout());
    let (attempts, end) = (AtomicU32::new(0), clock::end_of(limit));
    let work = pin!(persistent(&draft, &attempts, end, &finish));
    let result = telemetry::call(&draft, limited(Some(limit), work)).await;
    result.map_err(|error| error.of(draft.operation()).after(attempts.load(Ordering::Relaxed)))
}

/// Sends until it succeeds, or there is no point in sending again.
async fn persistent<T, F>(
    draft: &Draft,
    attempts: &AtomicU32,
    end: Option<Instant>,
    finish: &impl Fn(Head) -> F,
) -> Result<T, Error>
where
    T: Answer,
    F: Future<Output = Result<T, Error>>,
{
    let (config, options) = (draft.client().config(), draft.call_options());
    let retry = options.retry.as_ref().unwrap_or(config.retry());
    let repeatable = options.repeatable.unwrap_or(retry::is_repeatable(draft.operation().method));
    loop {
        let made = attempts.fetch_add(1, Ordering::Relaxed) + 1;
        let begun = Instant::now();
        let work = pin!(attempt(draft, made, finish));
        let result = telemetry::attempt(draft.operation(), made, limited(retry.limit(), work)).await;
        let answer = result.as_ref().map(|answer| answer as &dyn Answer);
        let (operation, took) = (draft.operation(), begun.elapsed());
        config.interceptors().after(&Answered { operation, number: made, took, result: answer });
        let error = match result {
            Ok(answer) => {
                config.budget().give_back(made);
                return Ok(answer);
            }
            Err(error) => error,
        };
        match retry.pause(made, &error, repeatable, config.budget()) {
            // Out of time while waiting would say less than the error does.
            Some(pause) if !clock::is_over(end, pause) => platform::sleep(pause).await,
            _ => return Err(error),
        }
    }
}

/// Sends with a proof of who calls, and once more with another where that one is refused.
async fn attempt<T, F>(draft: &Draft, number: u32, finish: &impl Fn(Head) -> F) -> Result<T, Error>
where
    F: Future<Output = Result<T, Error>>,
{
    let config = draft.client().config();
    let (http, authority, operation) = (config.http()?, config.authority(), draft.operation());
    let request = Prepared::new(draft, http, number).await?;
    let own_project = draft.call_options().project_id.as_deref();
    let proof = authority.proof(http, operation.scope, own_project).await?;
    let traced = config.traces_bodies();
    telemetry::body(traced, "request", || draft.printed_body());
    let mut head = Head { traced, ..begin(request.with(http, &proof)?, operation).await? };
    if head.status() == 401 {
        let raw = head.read().await?;
        let Some(proof) = Box::pin(authority.renew(http, &proof, &raw)).await? else {
            return Err(Error::service(&raw));
        };
        head = Head { traced, ..begin(request.with(http, &proof)?, operation).await? };
    }
    if operation.is_success(head.status()) { finish(head).await } else { Err(Error::service(&head.read().await?)) }
}

/// The work stays where it is: it is large, and each function that takes it would have room for two of it.
async fn limited<T>(
    limit: Option<Duration>,
    work: Pin<&mut impl Future<Output = Result<T, Error>>>,
) -> Result<T, Error> {
    let Some(limit) = limit else { return work.await };
    match platform::timeout(limit, work).await {
        Ok(result) => result,
        Err(_) => Err(Error::timeout(format!("no reply within {limit:?}"))),
    }
}

/// A reply that has begun.
pub(crate) struct Head {
    operation: &'static Operation,
    reply: reqwest::Response,
    /// Whether somebody asked to be told the body.
    traced: bool,
}

impl Head {
    fn status(&self) -> u16 {
        self.reply.status().as_u16()
    }

    /// The reply as a whole.
    async fn read(mut self) -> Result<Raw, Error> {
        let (status, headers) = (self.status(), mem::take(self.reply.headers_mut()));
        let body = self.reply.bytes().await.map_err(Error::transport)?;
        telemetry::body(self.traced, "reply", || Some(printed(&body)));
        Ok(Raw { operation: self.operation, status, headers, body })
    }
}

/// The body of a reply as it may be told.
fn printed(body: &[u8]) -> String {
    match std::str::from_utf8(body) {
        Ok(text) if text.trim_start().starts_with(['{', '[']) => error::mask(text),
        _ => format!("{} bytes", body.len()),
    }
}

async fn begin(request: RequestBuilder, operation: &'static Operation) -> Result<Head, Error> {
    Ok(Head { operation, reply: request.send().await.map_err(Error::transport)?, traced: false })
}

/// One request and its reply, whatever it says.
pub(crate) async fn exchange(request: RequestBuilder, operation: &'static Operation) -> Result<Raw, Error> {
    telemetry::exchange(operation, async { begin(request, operation).await?.read().await }).await
}

/// What stands for the region in signatures where there is none.
const EVERYWHERE: &str = "globe";

/// A request but for its proof: sent again, it is the very same.
struct Prepared<'a> {
    draft: &'a Draft,
    endpoint: Cow<'a, Endpoint>,
    scope_id: Option<Cow<'a, str>>,
    path: String,
    query: String,
    headers: Headers,
    content: Option<Content>,
}

impl<'a> Prepared<'a> {
    async fn new(draft: &'a Draft, http: &reqwest::Client, number: u32) -> Result<Self, Error> {
        draft.check()?;
        let (config, scope) = (draft.client().config(), draft.operation().scope);
        let endpoint = match draft.client().endpoint(http).await {
            Ok(endpoint) => endpoint,
            // Who has configured nothing is told of all that is lacking, and not of one thing after the other.
            Err(error) => return Err(error.and(Box::pin(config.authority().lack(http)).await)),
        };
        let scope_id = match draft.scope_id() {
            None if scope != Scope::None => Box::pin(config.authority().scope_id(http, scope)).await?.map(Cow::Owned),
            known => known.map(Cow::Borrowed),
        };
        let mut headers: Headers = request::headers(draft).into_iter().map(|given| (given.name, given.text)).collect();
        let form = draft.form();
        if let Some(form) = &form {
            set(&mut headers, "Content-Type", form.media_type.as_str());
        }
        let path = format!("{}{}", endpoint.prefix, request::path(draft, scope_id.as_deref())?);
        let query = request::query(draft, |given| &given.text);
        let operation = draft.operation();
        let mut attempt = Attempt { operation, number, path: &path, query: &query, headers: &mut headers };
        config.interceptors().before(&mut attempt);
        let content = form.map(|form| form.content).or_else(|| draft.content());
        let content = content.filter(|content| content.bytes().is_none_or(|bytes| !bytes.is_empty()));
        Ok(Prepared { draft, path, query, headers, content, endpoint, scope_id })
    }

    /// The request with a proof, dated now.
    fn with(&self, http: &reqwest::Client, proof: &Proof) -> Result<RequestBuilder, Error> {
        let method = reqwest::Method::from_bytes(self.draft.operation().method.as_str().as_bytes());
        let mut request = http.request(method.unwrap_or_default(), self.endpoint.address(&self.path, &self.query));
        for (name, value) in &self.headers {
            request = request.header(&**name, value);
        }
        request = match proof {
            Proof::Token(_, _) if is_set(&self.headers, "X-Auth-Token") => request,
            Proof::Token(token, _) => request.header("X-Auth-Token", token.expose()),
            Proof::Key(key) => {
                self.signature(key).into_iter().fold(request, |request, (name, value)| request.header(&*name, value))
            }
        };
        let Some(content) = &self.content else { return Ok(request) };
        let body = content.body().map_err(|error| Error::usage(format!("the file cannot be sent: {error}")))?;
        Ok(request.body(body))
    }

    /// The headers of a signature, beside those that are sent anyway.
    fn signature(&self, key: &AccessKey) -> Headers {
        let mut all = self.headers.clone();
        self.sign(key, &mut all);
        all.split_off(self.headers.len())
    }

    /// Adds what a signature is made over, and the signature.
    fn sign(&self, key: &AccessKey, headers: &mut Headers) {
        let config = self.draft.client().config();
        let operation = self.draft.operation();
        match (operation.scope, &self.scope_id) {
            (Scope::Domain, Some(id)) => set(headers, "X-Domain-Id", &**id),
            (Scope::Project, Some(id)) => set(headers, "X-Project-Id", &**id),
            _ => {}
        }
        let unsigned = sign::Request {
            method: operation.method.as_str(),
            host: &self.endpoint.host,
            path: &self.path,
            query: &self.query,
            body: self.content.as_ref().map_or(Some(&[]), |content| content.bytes().map(|bytes| &bytes[..])),
        };
        let region = match (&key.signer, operation.scope, config.region()) {
            // What belongs to a domain belongs to no region.
            (Signer::V11, Scope::Domain, _) | (_, _, None) => EVERYWHERE,
            (_, _, Some(region)) => region,
        };
        let place = Place { region, service: self.draft.client().service().name };
        unsigned.sign(key, &clock::stamp(config.authority().time()), &place, headers);
        telemetry::body(config.traces_bodies(), "what is signed", || {
            let path = request::printed_path(self.draft, self.scope_id.as_deref());
            let path = format!("{}{path}", self.endpoint.prefix);
            let query = request::query(self.draft, Given::printed);
            Some(sign::Request { path: &path, query: &query, ..unsigned }.printed(key, headers))
        });
    }
}
