//! From request to reply: the order in which a gateway looks at things.
//!
//! A scripted fault comes first, then path and method, then who calls, then what is sent, then the resource; what
//! passes gets the documented reply.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::check;
use crate::documented;
use crate::fault::{Effect, Script, Strike};
use crate::iam::{Ask, Catalogue, Issued};
use crate::id;
use crate::log::{Log, Request};
use crate::mock::{Observer, Settings};
use crate::reply::Reply;
use crate::service::{Prepared, Services};
use crate::signature::{self, Secret};
use crate::state::{Act, Refused, State};
use crate::synthesis::Types;
use crate::target::{self, Refusal, Target};

/// All that is needed to answer.
pub(crate) struct Answers {
    pub(crate) services: Services,
    pub(crate) settings: Settings,
    pub(crate) issued: Issued,
    pub(crate) script: Mutex<Script>,
    pub(crate) log: Log,
    pub(crate) state: Option<State>,
    pub(crate) endpoint: String,
    pub(crate) observer: Option<Observer>,
    pub(crate) count: AtomicU64,
}

/// What happens to a request: a reply, or none and the connection is closed.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) reply: Option<Reply>,
    /// What a script does to the way the reply is sent.
    pub(crate) effect: Option<Effect>,
}

impl Answers {
    /// The id of the next request.
    pub(crate) fn next_id(&self) -> String {
        id::hex(self.count.fetch_add(1, Ordering::Relaxed))
    }

    /// Answers a request and writes it down.
    pub(crate) fn answer(&self, mut request: Request) -> Outcome {
        let found = self.services.routes.find(&request.method, request.path());
        let target = target::find(&found, &self.services, &request, self.settings.rules);
        let names = names(target.as_ref().ok(), &request);
        let (operation, operation_id) =
            (names.first().map(|&key| key.to_owned()), names.get(1).map(|&id| id.to_owned()));
        let strike = self.script.lock().unwrap_or_else(PoisonError::into_inner).next(&names);
        let outcome = self.outcome(target, strike, &request);
        request.operation = operation;
        request.operation_id = operation_id;
        request.status = outcome.reply.as_ref().map(|reply| reply.status);
        request.refusal = outcome.reply.as_ref().and_then(|reply| reply.refusal.clone());
        if let Some(observer) = &self.observer {
            observer(&request);
        }
        self.log.add(request);
        outcome
    }

    fn outcome(&self, target: Result<Target<'_>, Refusal>, strike: Option<Strike>, request: &Request) -> Outcome {
        let (effect, headers) = strike.map_or((None, Vec::new()), |strike| (Some(strike.effect), strike.headers));
        let reply = match &effect {
            Some(Effect::Cut) => None,
            Some(Effect::Reply(reply)) => Some(reply.clone()),
            Some(Effect::Status(status)) => {
                let message = format!("status {status}, as the script says");
                Some(refused(target.ok().as_ref(), &Refusal::new(*status, message)))
            }
            _ => Some(self.reply(target, request)),
        };
        let with_headers = |mut reply: Reply| {
            reply.headers.extend(headers);
            reply
        };
        Outcome { reply: reply.map(with_headers), effect }
    }

    fn reply(&self, target: Result<Target<'_>, Refusal>, request: &Request) -> Reply {
        if let Some((_, ask)) = Ask::of(request).filter(|(_, ask)| target.is_err() || !ask.gives_way()) {
            let catalogue = Catalogue { services: &self.services.keys, endpoint: &self.endpoint };
            return ask.answer(request, &self.issued, self.settings.clock, &catalogue);
        }
        match target {
            Ok(target) => self.serve(&target, request).unwrap_or_else(|refusal| refused(Some(&target), &refusal)),
            Err(refusal) => refused(None, &refusal),
        }
    }

    fn serve(&self, target: &Target<'_>, request: &Request) -> Result<Reply, Refusal> {
        if self.settings.authentication {
            self.authenticate(request).map_err(|message| Refusal::new(401, message))?;
        }
        let prepared = target.prepared;
        let operation = &prepared.operation;
        if self.settings.checks {
            check_media_type(prepared, request)?;
            let faults = check::request(operation, &target.path, request, &prepared.known, self.settings.rules);
            if !faults.is_empty() {
                return Err(Refusal::new(400, faults.join("; ")));
            }
        }
        match (&self.state, &prepared.role) {
            (Some(state), Some(role)) => {
                let act = Act {
                    role,
                    service: prepared.service,
                    request,
                    template: &prepared.template,
                    endpoint: &self.endpoint,
                };
                state.apply(&act).map_err(|refused| refuse(&refused, request))
            }
            _ => Ok(prepared.success.clone()),
        }
    }

    /// Checks a signature with the keys that were said before, or were issued here.
    fn verify(&self, request: &Request) -> Result<(), String> {
        let settings = &self.settings;
        let secret = |access: &str| {
            let issued = self.issued.find_key(access, settings.clock.now());
            let temporary = issued.map(|key| Secret { secret: key.secret, security_token: Some(key.security_token) });
            let known = settings.keys.get(access);
            known.map(|secret| Secret { secret: secret.clone(), security_token: None }).or(temporary)
        };
        signature::verify(request, secret, settings.clock)
    }

    fn authenticate(&self, request: &Request) -> Result<(), String> {
        let settings = &self.settings;
        match (request.header("authorization"), request.header("x-auth-token")) {
            (Some(_), _) if !settings.keys.is_empty() => self.verify(request),
            (Some(authorization), _) if signature::is_signature(authorization) => Ok(()),
            (_, Some(token)) if settings.strict_tokens && !self.issued.is_valid(token, settings.clock.now()) => {
                Err("header.X-Auth-Token: the token was not issued here, or it has ended".to_owned())
            }
            (_, Some(token)) if !token.is_empty() => Ok(()),
            (Some(_), None) => Err("header.Authorization: is no signature of a known form".to_owned()),
            _ => Err("neither header X-Auth-Token nor a signature in header Authorization was sent".to_owned()),
        }
    }
}

/// What the operation may be called: its key, and its id where it has one.
fn names<'a>(target: Option<&Target<'a>>, request: &Request) -> Vec<&'a str> {
    match target {
        Some(target) => target.prepared.names(),
        None => Vec::from_iter(Ask::of(request).map(|(key, _)| key)),
    }
}

fn check_media_type(prepared: &Prepared, request: &Request) -> Result<(), Refusal> {
    let Some(body) = &prepared.operation.body else { return Ok(()) };
    let sent = request.header("content-type").map(check::essence).unwrap_or_default();
    let documented = check::essence(&body.media_type);
    let is_json = |media_type: &str| media_type.ends_with("json");
    if sent.is_empty() || documented.is_empty() || sent == documented || is_json(&sent) && is_json(&documented) {
        return Ok(());
    }
    Err(Refusal::new(415, format!("header.Content-Type: is `{sent}`, documented as `{documented}`")))
}

/// Why the state of the mock does not allow a request, as a cloud would say it.
fn refuse(refused: &Refused, request: &Request) -> Refusal {
    let path = request.path();
    match refused {
        Refused::NotThere(id) => {
            Refusal::new(404, format!("there is no resource `{id}` of {path}: it was not created here, or deleted"))
        }
        Refused::IsThere(id) => Refusal::new(409, format!("there is a resource `{id}` in {path} already")),
        Refused::Full => Refusal::new(409, "the mock keeps no more resources: it has as many as it can".to_owned()),
    }
}

fn refused(target: Option<&Target<'_>>, refusal: &Refusal) -> Reply {
    let Refusal { status, message } = refusal;
    let reply = match target.map(|target| target.prepared) {
        Some(prepared) => documented::fault(Some(&prepared.operation), &prepared.known.types, *status, message),
        None => documented::fault(None, &Types::new(), *status, message),
    };
    Reply { refusal: Some(message.clone()), ..reply }
}
