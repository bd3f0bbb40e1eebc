//! Collections that are maps of keys and values: each key is a resource, and what is sent and shown is the map.

use serde_json::Value;

use super::identity::escape;
use super::shape::Members;

/// Where in a body the map stands: in its only member, where that is an object, else it is the body.
fn place(body: &Value) -> String {
    let mut members = body.as_object().into_iter().flatten();
    match (members.next(), members.next()) {
        (Some((name, Value::Object(_))), None) => format!("/{}", escape(name)),
        _ => String::new(),
    }
}

/// The keys and values that a request sends.
pub(super) fn sent(mut body: Value) -> Members {
    let place = place(&body);
    body.pointer_mut(&place).and_then(Value::as_object_mut).map(std::mem::take).unwrap_or_default()
}

/// The documented body with these keys and values.
pub(super) fn show(body: &mut Value, pairs: Members) {
    let place = place(body);
    if let Some(map) = body.pointer_mut(&place) {
        *map = Value::Object(pairs);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_map_stands_in_the_only_member_or_is_the_body() {
        assert_eq!(Value::Object(sent(json!({ "metadata": { "a": "1" } }))), json!({ "a": "1" }));
        assert_eq!(Value::Object(sent(json!({ "a": "1" }))), json!({ "a": "1" }));
        assert_eq!(sent(json!(["a"])), Members::new());
        let mut body = json!({ "meta": { "x": "y" } });
        show(&mut body, sent(json!({ "b": "2" })));
        assert_eq!(body, json!({ "meta": { "b": "2" } }));
    }
}
