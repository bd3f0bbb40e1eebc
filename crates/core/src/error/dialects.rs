//! What services say when they refuse: one reader for all their dialects.
//!
//! Most say `error_code` and `error_msg`; others `errCode` and `externalMessage`, or wrap a `code` and a `message`
//! into an object named after the fault, once or twice. So: the first level that has any of the known names counts,
//! and the name of the wrapper around it is the code where the code is missing or only repeats the HTTP status.

use serde_json::Value;

/// What the body of a refusal says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) request_id: Option<String>,
}

/// Names of the code, the best first.
const CODE: &[&str] = &["error_code", "errorCode", "errCode", "err_code", "code", "type"];

/// Names of the message, the best first.
const MESSAGE: &[&str] = &[
    "error_msg",
    "errorMsg",
    "error_message",
    "errorMessage",
    "externalMessage",
    "errMsg",
    "err_msg",
    "message",
    "msg",
    "faultstring",
    "detail",
    "title",
    "error_description",
];

const REQUEST_ID: &[&str] = &["request_id", "requestId", "RequestId", "trace_id"];

/// Wrappers whose name says nothing.
const PLAIN: &[&str] =
    &["error", "errors", "fault", "result", "data", "response", "message", "msg", "error_msg", "detail", "details"];

/// No service nests deeper than three; a page of nested lists is no error body.
const DEEPEST: usize = 8;

impl Said {
    /// Reads the body of a reply with this status.
    pub(super) fn read(body: &[u8], status: u16) -> Self {
        match serde_json::from_slice(body) {
            Ok(body) => Said::find(&body, None, &status.to_string(), 0).unwrap_or_default(),
            Err(_) => Said::in_markup(&String::from_utf8_lossy(body)),
        }
    }

    /// XML, as object storage answers, and HTML, as gateways on the way do: only what a few elements say is looked for.
    fn in_markup(text: &str) -> Self {
        if !text.trim_start().starts_with('<') {
            return Said::default();
        }
        let find = |names: &[&str]| names.iter().find_map(|name| element(text, name));
        Said {
            code: find(&["Code"]),
            message: find(&["Message", "message", "title", "h1"]),
            request_id: find(&["RequestId", "RequestID"]),
        }
    }

    fn find(value: &Value, wrapper: Option<&str>, status: &str, depth: usize) -> Option<Self> {
        if depth > DEEPEST {
            return None;
        }
        match value {
            Value::Array(items) => items.iter().find_map(|item| Said::find(item, wrapper, status, depth + 1)),
            Value::Object(members) => {
                let text = |names: &[&str]| names.iter().find_map(|name| text(members.get(*name)?));
                let request_id = text(REQUEST_ID);
                let own = Said { code: text(CODE), message: text(MESSAGE), request_id: request_id.clone() };
                let said = Some(own).filter(Said::is_something).map(|own| own.named(wrapper, status));
                // A code that only repeats the status says nothing: what it stands beside may.
                let said = said.filter(Said::is_something);
                let inner = |(name, value): (&String, &Value)| {
                    let wrapper = Some(name.as_str()).filter(|name| !PLAIN.contains(name));
                    Said::find(value, wrapper, status, depth + 1)
                };
                let mut said = said.or_else(|| members.iter().find_map(inner))?;
                said.request_id = said.request_id.or(request_id);
                Some(said)
            }
            // `{"error": "no such token"}`: text in a plain wrapper is the message.
            Value::String(message) if depth == 1 && wrapper.is_none() => {
                Some(Said { message: Some(message.clone()), ..Said::default() })
            }
            _ => None,
        }
    }

    fn is_something(&self) -> bool {
        self.code.is_some() || self.message.is_some()
    }

    /// With the name of the wrapper as code, where the code says nothing.
    fn named(mut self, wrapper: Option<&str>, status: &str) -> Self {
        self.code = self.code.filter(|code| code != status).or_else(|| wrapper.map(str::to_owned));
        self
    }
}

/// What stands between the tags of the first element of this name, where that is text alone.
fn element(text: &str, name: &str) -> Option<String> {
    let (_, after) = text.split_once(&format!("<{name}>"))?;
    let (inside, _) = after.split_once("</")?;
    let inside = inside.trim();
    (!inside.is_empty() && !inside.contains('<')).then(|| inside.to_owned())
}

/// Text, or a number as text; an empty one is none.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn says(body: &str, code: impl Into<Option<&'static str>>, message: impl Into<Option<&'static str>>) {
        let said = Said::read(body.as_bytes(), 404);
        assert_eq!((said.code.as_deref(), said.message.as_deref()), (code.into(), message.into()), "{body}");
    }

    #[test]
    fn every_dialect_gives_code_and_message() {
        says(r#"{"error_code": "APIC.7302", "error_msg": "no such gateway"}"#, "APIC.7302", "no such gateway");
        says(r#"{"error_code": "A.1", "error_message": "m"}"#, "A.1", "m");
        says(r#"{"errorCode": "A.1", "errorMsg": "m"}"#, "A.1", "m");
        says(r#"{"errCode": "A.1", "externalMessage": "m"}"#, "A.1", "m");
        says(r#"{"code": "A.1", "message": "m"}"#, "A.1", "m");
        says(r#"{"error": {"code": "A.1", "message": "m"}}"#, "A.1", "m");
        says(r#"{"error": {"error_code": "A.1", "error_msg": "m"}}"#, "A.1", "m");
        says(r#"{"errors": [{"code": "A.1", "message": "m"}]}"#, "A.1", "m");
        says(r#"{"NeutronError": {"type": "NetNotFound", "message": "m", "detail": ""}}"#, "NetNotFound", "m");
        says(r#"{"error": "no such token"}"#, None, "no such token");
    }

    #[test]
    fn a_fault_wrapper_names_the_code_that_only_repeats_the_status() {
        says(r#"{"itemNotFound": {"code": 404, "message": "m"}}"#, "itemNotFound", "m");
        says(r#"{"badRequest": {"message": "m"}}"#, "badRequest", "m");
        says(r#"{"quotaFault": {"code": 4711, "message": "m"}}"#, "4711", "m");
        says(r#"{"error": {"code": 404, "message": "m", "title": "Not Found"}}"#, None, "m");
    }

    #[test]
    fn numeric_codes_are_text() {
        says(r#"{"error_code": 10400, "error_msg": "m"}"#, "10400", "m");
        says(r#"{"code": 7, "message": ""}"#, "7", None);
    }

    #[test]
    fn wrappers_in_wrappers_are_opened_to_a_limit() {
        says(r#"{"error": {"cause": {"code": "A.1", "message": "m"}}}"#, "A.1", "m");
        says(r#"{"code": 404, "message": {"error_code": "A.1", "error_msg": "m"}}"#, "A.1", "m");
        let deep = format!("{}{}{}", r#"{"a":"#.repeat(100), r#"{"code": "A.1"}"#, "}".repeat(100));
        assert_eq!(Said::read(deep.as_bytes(), 404), Said::default());
    }

    #[test]
    fn the_request_id_may_stand_beside_the_wrapper() {
        let said = Said::read(br#"{"request_id": "r-1", "error": {"code": "A.1"}}"#, 404);
        assert_eq!(said.request_id.as_deref(), Some("r-1"));
    }

    #[test]
    fn markup_says_it_in_a_few_elements() {
        says("<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message>m</Message></Error>", "NoSuchKey", "m");
        says("<html><head><title>502 Bad Gateway</title></head><body>…", None, "502 Bad Gateway");
        says("no <Code>A.1</Code> in plain text", None, None);
        let said = Said::read(b"<Error><RequestId>r-1</RequestId><Code></Code></Error>", 404);
        assert_eq!((said.request_id.as_deref(), said.code), (Some("r-1"), None));
    }

    #[test]
    fn what_says_nothing_is_nothing() {
        for body in ["", "<html>", "[]", "{}", "null", r#"{"job_id": 7}"#, r#"{"errors": {}}"#] {
            says(body, None, None);
        }
    }
}
