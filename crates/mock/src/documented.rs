//! Replies as documented: examples where there are some, else values of the documented types.

use hwc_model::{Example, Json, Operation, Response};

use crate::reply::Reply;
use crate::synthesis::{self, Types};

const JSON: &str = "application/json";

/// Members that carry the message of an error, in the dialects of the clouds.
const MESSAGES: [&str; 8] =
    ["error_msg", "errorMsg", "error_message", "message", "externalMessage", "detail", "msg", "description"];

/// Members that carry its code.
const CODES: [&str; 4] = ["error_code", "errorCode", "errCode", "code"];

/// The reply to a request that nothing is wrong with.
pub(crate) fn success(operation: &Operation, types: &Types) -> Reply {
    let status = success_status(operation);
    let response = operation.responses.iter().find(|response| response.status == status);
    let mut of_no_status = operation.response_examples.iter().filter(|example| example.status.is_none());
    // Some pages show the status line as an example of its own.
    let example = example(operation, status)
        .or_else(|| of_no_status.clone().find(|example| example.body.is_some() || example.text.is_some()))
        .or_else(|| of_no_status.next());
    let mut reply = body(status, response, example, types);
    for header in response.into_iter().flat_map(|response| &response.headers) {
        reply = reply.header(&header.name, &header_value(header, example, types));
    }
    reply
}

/// The reply to a request that nothing is wrong with, made of its types whatever the example shows.
pub(crate) fn made_up(operation: &Operation, types: &Types) -> Reply {
    let status = success_status(operation);
    let response = operation.responses.iter().find(|response| response.status == status);
    body(status, response, None, types)
}

/// The first status of success, one with an example rather than one without; a redirection where there is no other.
fn success_status(operation: &Operation) -> u16 {
    let documented = operation.responses.iter().map(|response| response.status);
    let shown = operation.response_examples.iter().filter_map(|example| example.status);
    let first = |range: std::ops::Range<u16>| {
        let mut good = documented.clone().filter(|status| range.contains(status));
        let with_example = good.clone().find(|status| example(operation, *status).is_some());
        with_example.or_else(|| good.next()).or_else(|| shown.clone().find(|status| range.contains(status)))
    };
    first(200..300).or_else(|| first(300..400)).unwrap_or(200)
}

fn example(operation: &Operation, status: u16) -> Option<&Example> {
    let with_body = |e: &&Example| e.body.is_some() || e.text.is_some();
    operation.response_examples.iter().filter(with_body).find(|example| example.status == Some(status))
}

fn body(status: u16, response: Option<&Response>, example: Option<&Example>, types: &Types) -> Reply {
    let media_type = response.and_then(|response| response.media_type.as_deref()).unwrap_or(JSON);
    let ty = response.and_then(|response| response.ty.as_ref());
    let shown = example.and_then(|example| example.body.as_ref());
    match (shown, ty, example.and_then(|example| example.text.as_ref())) {
        _ if [204, 304].contains(&status) => Reply::empty(status),
        (Some(json), _, _) => Reply::bytes(status, media_type, text(json)),
        (None, Some(ty), _) => Reply::bytes(status, media_type, text(&synthesis::value(ty, types))),
        (None, None, Some(words)) => Reply::bytes(status, "text/plain", words.as_str()),
        (None, None, None) => Reply::empty(status),
    }
}

fn header_value(header: &hwc_model::Member, example: Option<&Example>, types: &Types) -> String {
    let shown = example.into_iter().flat_map(|example| &example.headers);
    match shown.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(&header.name)) {
        Some((_, value)) => value.clone(),
        None => match synthesis::member(header, types) {
            Json::String(text) => text,
            other => String::from_utf8(text(&other)).unwrap_or_default(),
        },
    }
}

/// The documented reply to a fault, saying what is wrong where the documented body has a place for it.
pub(crate) fn fault(operation: Option<&Operation>, types: &Types, status: u16, message: &str) -> Reply {
    let shown = operation.and_then(|operation| example(operation, status)).and_then(|e| e.body.clone());
    let mut body = shown.unwrap_or_else(|| made_up_fault(operation, types, status));
    if !put(&mut body, &MESSAGES, message) {
        body = plain(status);
        put(&mut body, &MESSAGES, message);
    }
    Reply::bytes(status, JSON, text(&body))
}

/// An error body of the documented type, with the documented code where the page has one for the status.
fn made_up_fault(operation: Option<&Operation>, types: &Types, status: u16) -> Json {
    let response = operation.and_then(|o| o.responses.iter().find(|response| response.status == status));
    let Some(ty) = response.and_then(|response| response.ty.as_ref()) else { return plain(status) };
    let mut body = synthesis::value(ty, types);
    let documented = operation.and_then(|o| o.errors.iter().find(|error| error.status == Some(status)));
    put(&mut body, &CODES, &documented.map_or_else(|| code(status), |error| error.code.clone()));
    body
}

fn plain(status: u16) -> Json {
    let member = |name: &str, text: String| (name.to_owned(), Json::String(text));
    Json::Object(vec![member("error_code", code(status)), member("error_msg", String::new())])
}

/// The code of an error that has no documented one.
fn code(status: u16) -> String {
    format!("Mock.{status:04}")
}

/// Puts a text into the first member with one of the names; whether there is one.
fn put(body: &mut Json, names: &[&str], text: &str) -> bool {
    let Json::Object(members) = body else { return false };
    for name in names {
        if let Some((_, value @ Json::String(_))) = members.iter_mut().find(|(known, _)| known == name) {
            *value = Json::String(text.to_owned());
            return true;
        }
    }
    members.iter_mut().any(|(_, value)| put(value, names, text))
}

/// JSON of this kind can always be written.
fn text(json: &Json) -> Vec<u8> {
    serde_json::to_vec(json).unwrap_or_default()
}
