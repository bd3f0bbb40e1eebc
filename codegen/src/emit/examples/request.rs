//! A documented request → the call that sends it, and what that call sends.

use hwc_model::{Example, Json, Number};
use proc_macro2::TokenStream;
use quote::quote;

use super::{
    super::rust::ident,
    sample,
    value::{argument, extra},
};
use crate::plan::{BodyKind, Operation, Place, Scope, Setter, Shape, Version};

/// A request as a call.
pub(in super::super) struct Requested {
    /// The calls of setters, by number of the setter.
    pub(in super::super) setters: Vec<(usize, TokenStream)>,
    /// Calls for what the tables do not have.
    pub(in super::super) extras: Vec<TokenStream>,
    /// The path that is sent.
    pub(in super::super) path: String,
    /// The query that is sent.
    pub(in super::super) query: Vec<(String, String)>,
    /// The body that is sent.
    pub(in super::super) body: Option<Json>,
    /// Where page and call differ.
    pub(in super::super) notes: Vec<String>,
}

/// What stands for the scope in the path.
pub(in super::super) fn scope_text(scope: Scope) -> &'static str {
    match scope {
        Scope::Project => "project",
        Scope::Domain => "domain",
    }
}

/// The call that sends an example; nothing where its body is of another kind than the table.
pub(in super::super) fn request(
    version: &Version<'_>,
    operation: &Operation<'_>,
    example: &Example,
) -> Option<Requested> {
    if example.method.is_some_and(|method| method != operation.documented.method) {
        return None;
    }
    let mut requested = Requested {
        setters: Vec::new(),
        extras: Vec::new(),
        path: String::new(),
        query: Vec::new(),
        body: None,
        notes: Vec::new(),
    };
    let (path, query) = split_uri(example.uri.as_deref().unwrap_or_default());
    fill_path(version, operation, path, &mut requested);
    fill_query(version, operation, query, &mut requested);
    fill_body(version, operation, example.body.as_ref(), &mut requested)?;
    Some(requested)
}

/// Path and query of a request line: `GET https://host/v2/x?limit=1 HTTP/1.1`.
fn split_uri(uri: &str) -> (&str, &str) {
    let uri = uri.split_whitespace().find(|word| word.contains('/')).unwrap_or_default();
    let path = match uri.split_once("://") {
        Some((_, rest)) => rest,
        None => uri,
    };
    let path = path.find('/').map_or("", |at| &path[at..]);
    path.split_once('?').unwrap_or((path, ""))
}

fn fill_path(version: &Version<'_>, operation: &Operation<'_>, example: &str, requested: &mut Requested) {
    let captured = capture(&operation.documented.path, example);
    let mut scope = operation.scope;
    let mut path = String::new();
    for segment in operation.documented.path.split_inclusive(['/', '}']) {
        let Some((before, name)) = segment.strip_suffix('}').and_then(|segment| segment.split_once('{')) else {
            path.push_str(segment);
            continue;
        };
        path.push_str(before);
        // A second placeholder of the scope's name is given by the caller, and then stands in both.
        let is_given = operation.setters.iter().any(|setter| setter.place == Place::Path && setter.wire == name);
        match scope.take().filter(|_| !is_given) {
            Some(scope) => path.push_str(scope_text(scope)),
            None => path.push_str(&encode(&fill_placeholder(version, operation, name, &captured, requested))),
        }
    }
    requested.path = path;
}

fn fill_placeholder(
    version: &Version<'_>,
    operation: &Operation<'_>,
    name: &str,
    captured: &[(&str, String)],
    requested: &mut Requested,
) -> String {
    let mut setters = operation.setters.iter().enumerate();
    let Some((number, setter)) = setters.find(|(_, setter)| setter.place == Place::Path && setter.wire == name) else {
        return format!("{{{name}}}");
    };
    let written = captured.iter().find(|(of, _)| *of == name).map(|(_, text)| text.as_str());
    let written = written.and_then(|text| Some((text.to_owned(), from_text(version, &setter.shape, text)?)));
    let (text, call) = match written {
        Some((text, value)) => {
            let setter = ident(&setter.name);
            (text, quote!(.#setter(#value)))
        }
        None => (sample_text(version, setter), sample::call(version, setter)),
    };
    if requested.setters.iter().all(|(known, _)| *known != number) {
        requested.setters.push((number, call));
    }
    text
}

/// What the path says where the example has no value.
fn sample_text(version: &Version<'_>, setter: &Setter<'_>) -> String {
    match &setter.shape {
        Shape::Integer | Shape::Float => "1".to_owned(),
        Shape::Boolean => "true".to_owned(),
        Shape::Enum(index) => {
            let one = &version.enums[*index];
            let documented = one.variants.iter().find(|variant| variant.documented.is_some());
            documented.map_or_else(
                || if one.is_integer { "1".to_owned() } else { String::new() },
                |variant| variant.value.clone(),
            )
        }
        _ => sample::text(&setter.name),
    }
}

/// Values of placeholders, where the paths are the same otherwise.
fn capture<'p>(path: &'p str, example: &str) -> Vec<(&'p str, String)> {
    let segments = |path: &'p str| path.split('/').filter(|segment| !segment.is_empty()).collect::<Vec<_>>();
    let documented = segments(path);
    let written: Vec<&str> = example.split('/').filter(|segment| !segment.is_empty()).collect();
    if documented.len() != written.len() {
        return Vec::new();
    }
    let mut captured = Vec::new();
    for (documented, written) in documented.into_iter().zip(written) {
        match documented.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) if is_value(written) => captured.push((name, decode(written))),
            Some(_) => {}
            None if documented.eq_ignore_ascii_case(written) => {}
            None => return Vec::new(),
        }
    }
    captured
}

/// Whether a text of a URI stands for itself, not for something to be filled in.
fn is_value(text: &str) -> bool {
    !text.is_empty() && !matches!(text, "." | "..") && !text.contains(['{', '}', '<', '>', '$', '*', '%'])
}

fn fill_query(version: &Version<'_>, operation: &Operation<'_>, query: &str, requested: &mut Requested) {
    let mut pairs: Vec<(String, Vec<String>)> = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (decode(name), decode(value));
        match pairs.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(value),
            None => pairs.push((name, vec![value])),
        }
    }
    for (name, values) in pairs {
        let setter = operation
            .setters
            .iter()
            .enumerate()
            .find(|(_, setter)| setter.place == Place::Query && setter.wire == name);
        let Some((number, setter)) = setter else {
            requested.notes.push(format!("the example's query has {name:?}, which is in no table"));
            continue;
        };
        let Some(value) = query_value(version, setter, &values).filter(|_| values.iter().all(|value| is_value(value)))
        else {
            requested.notes.push(format!("the example has no value of the documented type for {name:?} in the query"));
            continue;
        };
        let method = ident(&setter.name);
        requested.setters.push((number, quote!(.#method(#value))));
        requested.query.extend(values.into_iter().map(|value| (name.clone(), value)));
    }
}

fn query_value(version: &Version<'_>, setter: &Setter<'_>, values: &[String]) -> Option<TokenStream> {
    match (&setter.shape, values) {
        (Shape::List(item), values) => {
            let items = values.iter().map(|value| json_of(version, item, value)).collect::<Option<Vec<_>>>()?;
            argument(version, &setter.shape, &Json::Array(items))
        }
        (shape, [value]) => from_text(version, shape, value),
        _ => None,
    }
}

fn from_text(version: &Version<'_>, shape: &Shape, text: &str) -> Option<TokenStream> {
    argument(version, shape, &json_of(version, shape, text)?)
}

/// A text of a URI as the JSON value that is written the same way.
fn json_of(version: &Version<'_>, shape: &Shape, text: &str) -> Option<Json> {
    let integer = || text.parse::<i64>().ok().filter(|value| value.to_string() == text);
    Some(match shape {
        Shape::Integer => Json::Number(Number::Integer(integer()?)),
        Shape::Enum(index) if version.enums[*index].is_integer => Json::Number(Number::Integer(integer()?)),
        Shape::Float => {
            let value = text.parse::<f64>().ok().filter(|value| value.is_finite() && value.to_string() == text)?;
            Json::Number(Number::Float(value))
        }
        Shape::Boolean => Json::Bool(text.parse().ok()?),
        Shape::Text | Shape::Secret | Shape::Enum(_) => Json::String(text.to_owned()),
        _ => return None,
    })
}

fn fill_body(
    version: &Version<'_>,
    operation: &Operation<'_>,
    example: Option<&Json>,
    requested: &mut Requested,
) -> Option<()> {
    let takes_json = matches!(operation.body, BodyKind::Json | BodyKind::Wrapped(_) | BodyKind::Form);
    let Some(example) = example.filter(|_| takes_json) else {
        if example.is_some() {
            requested.notes.push("the example has a JSON body, the page documents none".to_owned());
        }
        requested.body = match operation.body {
            BodyKind::Json if !has_whole_body(operation) => Some(Json::Object(Vec::new())),
            BodyKind::Wrapped(member) => Some(Json::Object(vec![(member.to_owned(), Json::Object(Vec::new()))])),
            _ => None,
        };
        return Some(());
    };
    if let Some((number, setter)) = operation.setters.iter().enumerate().find(|(_, setter)| setter.place == Place::Body)
    {
        let (name, value) = (ident(&setter.name), argument(version, &setter.shape, example)?);
        requested.setters.push((number, quote!(.#name(#value))));
        requested.body = Some(example.clone());
        return Some(());
    }
    let Json::Object(members) = unwrap(operation, example, requested) else { return None };
    for (wire, json) in members {
        fill_member(version, operation, wire, json, requested);
    }
    requested.body = match operation.body {
        BodyKind::Wrapped(member) => Some(Json::Object(vec![(member.to_owned(), Json::Object(members.clone()))])),
        // What a form sends is no JSON.
        BodyKind::Form => None,
        _ => Some(example.clone()),
    };
    Some(())
}

fn has_whole_body(operation: &Operation<'_>) -> bool {
    operation.setters.iter().any(|setter| setter.place == Place::Body)
}

/// The object whose members are the setters.
fn unwrap<'j>(operation: &Operation<'_>, example: &'j Json, requested: &mut Requested) -> &'j Json {
    let BodyKind::Wrapped(wrapper) = operation.body else { return example };
    let Json::Object(members) = example else { return example };
    match members.iter().find(|(name, _)| name == wrapper) {
        Some((_, inner)) => {
            let beside = members.iter().filter(|(name, _)| name != wrapper);
            requested
                .notes
                .extend(beside.map(|(name, _)| format!("the example has {name:?} beside {wrapper:?}, no table has")));
            inner
        }
        None => {
            requested.notes.push(format!("the example leaves out {wrapper:?}, which the table has around it"));
            example
        }
    }
}

fn fill_member(version: &Version<'_>, operation: &Operation<'_>, wire: &str, json: &Json, requested: &mut Requested) {
    let setter =
        operation.setters.iter().enumerate().find(|(_, setter)| setter.place == Place::Member && setter.wire == wire);
    let value = setter
        .and_then(|(number, setter)| Some((number, ident(&setter.name), argument(version, &setter.shape, json)?)));
    match (value, setter) {
        (Some((number, name, value)), _) => requested.setters.push((number, quote!(.#name(#value)))),
        (None, Some((_, setter))) if *json == Json::Null && setter.member.is_some_and(|member| member.nullable) => {
            let name = ident(&format!("{}_null", setter.name.trim_end_matches('_')));
            requested.extras.push(quote!(.#name()));
        }
        (None, setter) => {
            let why = if setter.is_some() { "is of another type than the table says" } else { "is in no table" };
            requested.notes.push(format!("{wire:?} of the example {why}"));
            requested.extras.push(extra(wire, json));
        }
    }
}

/// Percent-encodes all but the unreserved characters, as the runtime does.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// Undoes percent-encoding; text that is none stays.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = match (first, after) {
            (b'%', [high, low, ..]) => {
                std::str::from_utf8(&[*high, *low]).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok())
            }
            _ => None,
        };
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn request_lines_are_taken_apart() {
        assert_eq!(split_uri("https://{endpoint}/v2/x?limit=1"), ("/v2/x", "limit=1"));
        assert_eq!(split_uri("GET /v2/x HTTP/1.1"), ("/v2/x", ""));
        assert_eq!(split_uri("{endpoint}/v2/x"), ("/v2/x", ""));
        assert_eq!(split_uri(""), ("", ""));
    }

    #[test]
    fn placeholders_take_values_only() {
        let capture = |example| capture("/v2/{project_id}/gates/{id}", example);
        assert_eq!(capture("/v2/{project_id}/gates/g%2D1"), []);
        assert_eq!(capture("/v2/p/gates/g-1"), [("project_id", "p".to_owned()), ("id", "g-1".to_owned())]);
        assert_eq!(capture("/v1/p/gates/g-1"), []);
        assert_eq!(capture("/v2/p/gates"), []);
    }

    #[test]
    fn percent_encoding_is_undone() {
        assert_eq!(decode("a%20b%zz%4"), "a b%zz%4");
        assert_eq!(encode("a b/ä"), "a%20b%2F%C3%A4");
    }
}
