//! What takes its time in a cloud is done here at once: whoever asks for its state is told the one that ends the wait.
//!
//! Comes in: what the model says about waiting, and the documented replies. Goes out: replies in which the beginning
//! says what to ask for, and the answer that it is done. An example that shows another state shows a passing one.

use std::collections::HashMap;

use hwc_model::{Fill, Json, Number, Operation, Waiting};

use crate::reply::Reply;

/// What operations are asked for, by their key.
#[derive(Default)]
pub(crate) struct Outcomes(HashMap<String, Waiting>);

impl Outcomes {
    pub(crate) fn of(operations: &[Operation]) -> Self {
        let mut asked = HashMap::new();
        for waiting in operations.iter().filter_map(|operation| operation.waiting.as_ref()) {
            asked.entry(waiting.ask.clone()).or_insert_with(|| waiting.clone());
        }
        Outcomes(asked)
    }

    /// Takes back what the documentation lists as values of parameters that replies give: such a list is of something else.
    pub(crate) fn open(operations: &mut [Operation]) {
        let all: Vec<Waiting> = operations.iter().filter_map(|operation| operation.waiting.clone()).collect();
        for Waiting { ask, give, .. } in all {
            for operation in operations.iter_mut().filter(|operation| operation.key == ask) {
                let is_given = |name: &str| give.iter().any(|fill| fill.parameter == name);
                let given = operation.parameters.iter_mut().filter(|parameter| is_given(&parameter.member.name));
                given.for_each(|parameter| parameter.member.values.clear());
            }
        }
    }

    /// The documented reply of an operation as one that can be waited for, or that ends the wait.
    pub(crate) fn settle(&self, operation: &Operation, reply: Reply) -> Reply {
        let (asked, begun) = (self.0.get(&operation.key), operation.waiting.as_ref());
        if asked.is_none() && begun.is_none() {
            return reply;
        }
        let mut body = serde_json::from_slice(&reply.body).unwrap_or(Json::Null);
        let mut is_changed = false;
        for Fill { member, parameter, .. } in begun.into_iter().flat_map(|waiting| &waiting.give) {
            is_changed |= set(&mut body, member, parameter, |text| !text.is_empty());
        }
        if let Some(Waiting { state, done, .. }) = asked
            && let Some(first) = done.first()
        {
            is_changed |=
                set(&mut body, state, first, |text| done.iter().any(|state| state.eq_ignore_ascii_case(text)));
        }
        if !is_changed {
            return reply;
        }
        let has_type = reply.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        let body = serde_json::to_vec(&body).unwrap_or_default();
        let reply = Reply { body: body.into(), ..reply };
        if has_type { reply } else { reply.header("Content-Type", "application/json") }
    }
}

/// Sets the member that these names lead to, unless it says what it is wanted to say; whether that changed anything.
fn set(body: &mut Json, path: &[String], text: &str, serves: impl Fn(&str) -> bool) -> bool {
    let Some((name, rest)) = path.split_first() else {
        return match body {
            Json::String(known) if serves(known) => false,
            Json::Number(Number::Integer(known)) if serves(&known.to_string()) => false,
            Json::Number(known) if text.parse::<i64>().is_ok() => {
                *known = Number::Integer(text.parse().unwrap_or_default());
                true
            }
            _ => {
                *body = Json::String(text.to_owned());
                true
            }
        };
    };
    if !matches!(body, Json::Object(_)) {
        *body = Json::Object(Vec::new());
    }
    let Json::Object(members) = body else { return false };
    match members.iter_mut().find(|(known, _)| known == name) {
        Some((_, value)) => set(value, rest, text, serves),
        None => {
            let mut value = Json::Null;
            set(&mut value, rest, text, serves);
            members.push((name.clone(), value));
            true
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operation(key: &str, waiting: Option<serde_json::Value>) -> Operation {
        let (method, path) = key.split_once(' ').unwrap();
        let json = serde_json::json!({ "key": key, "title": "", "method": method, "path": path, "source": {},
            "waiting": waiting });
        serde_json::from_value(json).unwrap()
    }

    #[track_caller]
    fn check(operation: &Operation, body: &str, expected: &str) {
        let waiting = serde_json::json!({ "ask": "GET /jobs/{}", "state": ["job", "state"], "done": ["BAKED"],
            "give": [{ "place": "path", "parameter": "job_id", "member": ["job_id"] }], "evidence": [] });
        let outcomes = Outcomes::of(&[super::tests::operation("POST /loaves", Some(waiting))]);
        let reply = outcomes.settle(operation, Reply { body: body.to_owned().into(), ..Reply::empty(200) });
        assert_eq!(String::from_utf8_lossy(&reply.body), expected);
    }

    #[test]
    fn who_asks_is_told_the_state_that_ends_the_wait() {
        let asked = operation("GET /jobs/{}", None);
        check(&asked, r#"{"id":"j","job":{"state":"RISING","n":1}}"#, r#"{"id":"j","job":{"state":"BAKED","n":1}}"#);
        check(&asked, r#"{ "job": {"state": "baked"} }"#, r#"{ "job": {"state": "baked"} }"#);
        check(&asked, "", r#"{"job":{"state":"BAKED"}}"#);
        check(&operation("GET /loaves", None), r#"{"job":{"state":"RISING"}}"#, r#"{"job":{"state":"RISING"}}"#);
    }

    #[test]
    fn what_begins_says_what_to_ask_for() {
        let give = serde_json::json!([{ "place": "path", "parameter": "job_id", "member": ["job", "id"] }]);
        let waiting = serde_json::json!({ "ask": "GET /other", "state": ["s"], "done": ["d"], "give": give,
            "evidence": [] });
        let begun = operation("POST /rolls", Some(waiting));
        check(&begun, "", r#"{"job":{"id":"job_id"}}"#);
        check(&begun, r#"{"job":{"id":"7"}}"#, r#"{"job":{"id":"7"}}"#);
        check(&begun, r#"{"job":{"id":7}}"#, r#"{"job":{"id":7}}"#);
    }
}
