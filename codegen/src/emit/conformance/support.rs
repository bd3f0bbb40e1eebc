
//! What the tests of documented examples have in common.

use std::collections::BTreeSet;

use hwc_core::{Config, Credentials, Describe, Reply, Value, serde_json};

/// A configuration that fills the scopes of paths with `project` and `domain`.
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
pub fn config() -> Config {
    let config = Config::builder().credentials(Credentials::token("token")).region("region");
    let config = config.project_id("project").domain_id("domain").build();
    config.expect("a configuration with region and scopes is complete")
}

/// Asserts that a call sends what the page shows.
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
pub fn sends(call: &impl Describe, request_line: &str, query: &[(&str, &str)], body: Option<&str>) {
    let preview = call.describe();
    assert_eq!(format!("{} {}", preview.method(), preview.path()), request_line);
    let sorted = |mut pairs: Vec<(String, String)>| {
        pairs.sort();
        pairs
    };
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    assert_eq!(sorted(preview.query().map(owned).collect()), sorted(query.iter().copied().map(owned).collect()));
    let body = body.map(|body| serde_json::from_str::<Value>(body).expect("the example is JSON"));
    assert_eq!(preview.json(), body);
}

/// Asserts that an example reply decodes into its type and encodes back without loss, and that it differs from the
/// tables in these places and no others.
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
pub fn reads<T: Reply + serde::Serialize>(example: &str, differences: &[&str]) {
    let (reply, drift) = hwc_core::private::read_reply::<T>(example.as_bytes()).expect("the example is JSON");
    let found: BTreeSet<String> = drift.iter().map(|drift| format!("{}: {:?}", drift.path, drift.kind)).collect();
    assert_eq!(found, differences.iter().map(|place| (*place).to_owned()).collect(), "places that differ from the tables");
    let written = serde_json::to_value(&reply).expect("a reply is JSON");
    let example = serde_json::from_str(example).expect("the example is JSON");
    assert_eq!(without_nothing(written), without_nothing(example));
}

/// The value without `null`, `[]` and `{}`, which all say nothing.
fn without_nothing(value: Value) -> Value {
    let says = |value: &Value| match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
        _ => true,
    };
    match value {
        Value::Array(items) => items.into_iter().map(without_nothing).filter(says).collect(),
        Value::Object(members) => {
            let members = members.into_iter().map(|(name, value)| (name, without_nothing(value)));
            members.filter(|(_, value)| says(value)).collect()
        }
        value => value,
    }
}
