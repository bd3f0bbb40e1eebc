
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
    assert_eq!(preview.json().map(same_numbers), body.map(same_numbers));
}

/// Asserts that an example reply decodes into its type and encodes back without loss, and that it differs from the
/// tables in these places and no others.
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
pub fn reads<T: Reply + serde::Serialize>(example: &str, differences: &[&str]) {
    let reply = differs::<T>(example, differences);
    let written = serde_json::to_value(&reply).expect("a reply is JSON");
    let example = serde_json::from_str(example).expect("the example is JSON");
    assert_eq!(plain(written), plain(example));
}

/// Asserts that an example reply differs from the tables in these places and no others. Nothing more can be said where
/// the reply as a whole is a list or a map that differs: no object is around it to keep the original.
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
pub fn differs<T: Reply>(example: &str, differences: &[&str]) -> T {
    let (reply, drift) = hwc_core::private::read_reply::<T>(example.as_bytes()).expect("the example is JSON");
    let found: BTreeSet<String> = drift.iter().map(|drift| format!("{}: {:?}", drift.path, drift.kind)).collect();
    let stated: BTreeSet<String> = differences.iter().map(|place| (*place).to_owned()).collect();
    assert_eq!(found, stated, "places that differ from the tables");
    reply
}

/// The value without `null`, `[]` and `{}`, which all say nothing.
fn plain(value: Value) -> Value {
    let says = |value: &Value| match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
        _ => true,
    };
    match value {
        Value::Array(items) => items.into_iter().map(plain).filter(says).collect(),
        Value::Object(members) => {
            let members = members.into_iter().map(|(name, value)| (name, plain(value)));
            members.filter(|(_, value)| says(value)).collect()
        }
        value => same_numbers(value),
    }
}

/// The value with `1` for `1.0`, which is the same in JSON.
fn same_numbers(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(same_numbers).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, same_numbers(value))).collect(),
        Value::Number(number) => match number.as_f64() {
            Some(whole) if number.is_f64() && whole.fract() == 0.0 && whole.abs() < 1e15 => (whole as i64).into(),
            _ => number.into(),
        },
        value => value,
    }
}
