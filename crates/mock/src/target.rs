//! Which operation a request is for.
//!
//! Where several share method and path, some are told apart by a member of the body, which is their key. The others are
//! told apart by what fits: the one with the fewest faults, then the one whose examples look more like what was sent.

use std::cmp::Reverse;

use hwc_model::{Json, Number};
use serde_json::Value;

use crate::check::{self, Rules};
use crate::log::Request;
use crate::route::Found;
use crate::service::{Prepared, Services};

/// The operation that a request is for.
pub(crate) struct Target<'a> {
    pub(crate) prepared: &'a Prepared,
    /// Names and values of the placeholders.
    pub(crate) path: Vec<(&'a str, &'a str)>,
}

/// A request that is refused, and why.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) message: String,
}

impl Refusal {
    pub(crate) fn new(status: u16, message: impl Into<String>) -> Self {
        Refusal { status, message: message.into() }
    }
}

/// The operation that a request is for, among those that its path leads to.
pub(crate) fn find<'a>(
    found: &'a Found<'a>,
    services: &'a Services,
    request: &Request,
    rules: Rules,
) -> Result<Target<'a>, Refusal> {
    let (entries, values) = match found {
        Found::Operations(entries, values) => (entries, values),
        Found::OtherMethods(known) => {
            let (method, path) = (&request.method, request.path());
            let message = format!("{method} is not documented for {path}, but {}", known.join(", "));
            return Err(Refusal::new(405, message));
        }
        Found::Nothing => {
            let message = format!("no operation is documented for the path {}", request.path());
            return Err(Refusal::new(404, message));
        }
    };
    let target = |entry: &'a crate::route::Entry| {
        let path = entry.placeholders.iter().map(String::as_str).zip(values.iter().map(String::as_str)).collect();
        Target { prepared: &services.operations[entry.operation], path }
    };
    match entries {
        [entry] => Ok(target(entry)),
        entries => choose(entries.iter().map(target).collect(), request, rules),
    }
}

fn choose<'a>(targets: Vec<Target<'a>>, request: &Request, rules: Rules) -> Result<Target<'a>, Refusal> {
    let body = request.json();
    let has = |key: &str| body.as_ref().is_some_and(|body| body.get(key).is_some());
    let key = |target: &Target<'a>| target.prepared.body_key.as_deref();
    let (keyed, other): (Vec<_>, Vec<_>) = targets.into_iter().partition(|target| key(target).is_some());
    let keys: Vec<_> = keyed.iter().filter_map(key).map(str::to_owned).collect();
    let named = keyed.into_iter().find(|target| key(target).is_some_and(has));
    let fit = |target: &Target<'a>| {
        let Prepared { operation, known, .. } = target.prepared;
        let faults = check::request(operation, &target.path, request, known, rules).len();
        (faults, Reverse(likeness(target.prepared, body.as_ref())))
    };
    named
        .or_else(|| other.into_iter().min_by_key(fit))
        .ok_or_else(|| Refusal::new(400, format!("body: none of the members {} is there", keys.join(", "))))
}

/// How many members of the body are as in one of the operation's examples.
fn likeness(prepared: &Prepared, body: Option<&Value>) -> usize {
    let examples = prepared.operation.request_examples.iter().filter_map(|example| example.body.as_ref());
    let count = |example: &Json| match example {
        Json::Object(members) => members.iter().filter(|(name, value)| is_in(body, name, value)).count(),
        _ => 0,
    };
    examples.map(count).max().unwrap_or(0)
}

fn is_in(body: Option<&Value>, name: &str, value: &Json) -> bool {
    match (body.and_then(|body| body.get(name)), value) {
        (Some(Value::String(sent)), Json::String(shown)) => sent == shown,
        (Some(Value::Bool(sent)), Json::Bool(shown)) => sent == shown,
        (Some(Value::Number(sent)), Json::Number(Number::Integer(shown))) => sent.as_i64() == Some(*shown),
        _ => false,
    }
}
