
//! What the tables of documented examples have in common: a row an example, checked one after the other, and all that is
//! wrong told at once.

use std::collections::{BTreeMap, BTreeSet};

use hwc_core::{Config, Credentials, Describe, Preview, Value, serde_json};
use hwc_model::{Json, Model, Operation};

/// An example request.
#[derive(Debug)]
pub struct Request {
    /// The operation, by its key in the model.
    pub operation: &'static str,
    /// The number of the example.
    pub example: usize,
    /// Method and path that are sent.
    pub line: &'static str,
    /// The query that is sent.
    pub query: &'static [(&'static str, &'static str)],
    /// The body that is sent.
    pub body: Body,
    /// The call that sends it.
    pub call: fn(&Config) -> Preview,
}

/// A body that is sent.
#[derive(Debug)]
pub enum Body {
    /// That of the example.
    AsShown,
    /// None.
    None,
    /// Another one, since the example contradicts its page.
    Other(&'static str),
}

/// An example reply.
#[derive(Debug)]
pub struct Reply {
    /// The operation, by its key in the model.
    pub operation: &'static str,
    /// The number of the example.
    pub example: usize,
    /// Reads it into its type.
    pub read: fn(&[u8]) -> Result<Read, String>,
    /// The places where it differs from the tables.
    pub differences: &'static [&'static str],
}

/// A reply that was read.
#[derive(Debug)]
pub struct Read {
    /// What it is written back as, where it has to be the same.
    written: Option<Value>,
    differences: BTreeSet<String>,
}

/// What a call would send.
pub fn preview(call: &impl Describe) -> Preview {
    call.describe()
}

/// Asserts that each call sends what the page shows.
pub fn requests(model: &str, rows: &[Request]) {
    let model = read_model(model);
    let config = config();
    check(rows.iter().map(|row| (row.operation, row.example, check_request(&model, &config, row))));
}

/// Asserts that each reply decodes into its type and encodes back without loss, and that it differs from the tables in
/// the places of its row and no others.
pub fn replies(model: &str, rows: &[Reply]) {
    let model = read_model(model);
    check(rows.iter().map(|row| (row.operation, row.example, check_reply(&model, row))));
}

/// Reads a reply, and writes it again.
pub fn reads<T: hwc_core::Reply + serde::Serialize>(example: &[u8]) -> Result<Read, String> {
    let (reply, differences) = read::<T>(example)?;
    Ok(Read { written: Some(serde_json::to_value(&reply).map_err(|error| error.to_string())?), differences })
}

/// Reads a reply. Nothing more can be said where the reply as a whole is a list or a map that differs: no object is
/// around it to keep the original.
pub fn differs<T: hwc_core::Reply>(example: &[u8]) -> Result<Read, String> {
    Ok(Read { written: None, differences: read::<T>(example)?.1 })
}

fn read<T: hwc_core::Reply>(example: &[u8]) -> Result<(T, BTreeSet<String>), String> {
    let (reply, drift) = hwc_core::private::read_reply::<T>(example).map_err(|error| error.to_string())?;
    Ok((reply, drift.iter().map(|drift| format!("{}: {:?}", drift.path, drift.kind)).collect()))
}

#[allow(clippy::expect_used, reason = "a test fails by panicking")]
fn read_model(text: &str) -> BTreeMap<String, Operation> {
    let model: Model = serde_json::from_str(text).expect("a model is JSON");
    model.operations.into_iter().map(|operation| (operation.key.clone(), operation)).collect()
}

/// A configuration that fills the scopes of paths with `project` and `domain`.
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
fn config() -> Config {
    let config = Config::builder().credentials(Credentials::token("token")).region("region");
    let config = config.project_id("project").domain_id("domain").build();
    config.expect("a configuration with region and scopes is complete")
}

fn check<'r>(checked: impl Iterator<Item = (&'r str, usize, Result<(), String>)>) {
    let wrong = checked.filter_map(|(operation, example, result)| {
        result.err().map(|fault| format!("{operation}, example {}: {fault}", example + 1))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
}

fn check_request(model: &BTreeMap<String, Operation>, config: &Config, row: &Request) -> Result<(), String> {
    let sent = (row.call)(config);
    same("request line", &format!("{} {}", sent.method(), sent.path()), &row.line.to_owned())?;
    let sorted = |mut pairs: Vec<(String, String)>| {
        pairs.sort();
        pairs
    };
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let query = row.query.iter().copied().map(owned).collect();
    same("query", &sorted(sent.query().map(owned).collect()), &sorted(query))?;
    let shown = || model.get(row.operation)?.request_examples.get(row.example)?.body.as_ref();
    let body = match row.body {
        Body::AsShown => shown().map(value).transpose()?,
        Body::None => None,
        Body::Other(text) => Some(serde_json::from_str(text).map_err(|error| error.to_string())?),
    };
    same("body", &sent.json().map(same_numbers), &body.map(same_numbers))
}

fn check_reply(model: &BTreeMap<String, Operation>, row: &Reply) -> Result<(), String> {
    let shown = || model.get(row.operation)?.response_examples.get(row.example)?.body.as_ref();
    let example = value(shown().ok_or("there is no such example")?)?;
    let Read { written, differences } = (row.read)(example.to_string().as_bytes())?;
    let stated: BTreeSet<String> = row.differences.iter().map(|place| (*place).to_owned()).collect();
    same("places that differ from the tables", &differences, &stated)?;
    written.map_or(Ok(()), |written| same("what is written back", &plain(written), &plain(example)))
}

/// Of members that an example has twice, the last one counts.
fn value(json: &Json) -> Result<Value, String> {
    let text = serde_json::to_string(json).map_err(|error| error.to_string())?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, expected: &T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what}: found {found:?}, expected {expected:?}")) }
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
