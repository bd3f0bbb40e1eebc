//! One operation: parameters, body, replies, examples.

use hwc_model::{
    Authentication, ErrorCode, Example, Json, Method, Operation, Parameter, Place, Response, Source, Type,
};

use super::names::Names;
use super::object::{Object, ToJson};
use super::schema;

const JSON: &str = "application/json";

/// Where an operation stands in the document.
pub(super) struct Stand<'a> {
    /// The operation's id.
    pub(super) id: String,
    /// The tags.
    pub(super) tag: Option<&'a str>,
    /// The path as its operation documents it.
    pub(super) documented: &'a str,
    /// The path as the document spells it: placeholders of one path have one spelling.
    pub(super) path: &'a str,
    /// The operation's own path, where it stands under another one.
    pub(super) alias_of: Option<&'a str>,
}

/// The operation object.
pub(super) fn operation(operation: &Operation, stand: &Stand<'_>, names: &Names<'_>) -> Object {
    Object::new()
        .with("operationId", &stand.id)
        .with("summary", &operation.title)
        .maybe("description", operation.description.as_ref())
        .filled("tags", stand.tag.into_iter().collect::<Vec<_>>())
        .filled("deprecated", operation.deprecated.is_some())
        .filled("parameters", parameters(operation, stand, names))
        .maybe("requestBody", body(operation, names))
        .with("responses", responses(operation, names))
        .filled("security", security(&operation.authentication))
        .and(extensions(operation, stand))
}

fn extensions(operation: &Operation, stand: &Stand<'_>) -> Object {
    let deprecated = operation.deprecated.as_ref();
    let bodyless = operation.request_examples.iter().filter(|e| operation.body.is_none() || content_of(e).is_none());
    Object::new()
        .maybe("x-alias-of", stand.alias_of)
        .with("x-key", &operation.key)
        .maybe("x-version", operation.version.as_ref())
        .filled("x-group", operation.group.iter().collect::<Vec<_>>())
        .maybe("x-deprecated", deprecated.map(|d| d.note.as_ref().unwrap_or(&d.evidence)))
        .filled("x-actions", operation.actions.iter().collect::<Vec<_>>())
        .filled("x-error-codes", operation.errors.iter().map(error_code).collect::<Vec<_>>())
        .filled("x-request-examples", bodyless.map(example).collect::<Vec<_>>())
        .filled("x-source", schema::source(&operation.source))
}

/// An error code, as an extension.
pub(super) fn error_code(error: &ErrorCode) -> Object {
    Object::new()
        .with("code", &error.code)
        .maybe("status", error.status.map(u32::from))
        .maybe("message", error.message.as_ref())
        .maybe("meaning", error.meaning.as_ref())
        .maybe("remedy", error.remedy.as_ref())
        .filled("x-source", schema::source(&error.source))
}

/// Any of the ways will do.
pub(super) fn security(ways: &[Authentication]) -> Vec<Object> {
    ways.iter().map(|way| Object::new().with(scheme(*way), Vec::<Json>::new())).collect()
}

/// The name of the security scheme.
pub(super) fn scheme(way: Authentication) -> &'static str {
    match way {
        Authentication::Token => "token",
        Authentication::Signature => "signature",
    }
}

fn parameters(operation: &Operation, stand: &Stand<'_>, names: &Names<'_>) -> Vec<Object> {
    operation.parameters.iter().filter_map(|p| Some(parameter(p, spelled(p, stand)?, names))).collect()
}

/// The name of a parameter in the document; none for a placeholder that the path does not have.
fn spelled<'a>(parameter: &'a Parameter, stand: &'a Stand<'_>) -> Option<&'a str> {
    let name = parameter.member.name.as_str();
    match parameter.place {
        Place::Path => {
            let mut pairs = placeholders(stand.documented).zip(placeholders(stand.path));
            pairs.find(|(own, _)| *own == name).map(|(_, spelled)| spelled)
        }
        Place::Query | Place::Header => Some(name),
    }
}

fn parameter(parameter: &Parameter, name: &str, names: &Names<'_>) -> Object {
    let member = &parameter.member;
    let place = match parameter.place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
    };
    Object::new()
        .with("name", name)
        .with("in", place)
        .maybe("description", member.description.as_ref())
        .filled("required", parameter.place == Place::Path || schema::is_mandatory(member))
        .filled("deprecated", member.deprecated.is_some())
        .with("schema", schema::value(member, names))
        .maybe("x-documented-name", (name != member.name).then_some(&member.name))
        .and(schema::notes(member))
}

/// The names between braces, in order.
pub(super) fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

fn body(operation: &Operation, names: &Names<'_>) -> Option<Object> {
    let body = operation.body.as_ref()?;
    let examples = examples(operation.request_examples.iter());
    let media = Object::new().with("schema", schema::plain(&body.ty, names)).filled("examples", examples);
    let content = Object::new().with(media_type(Some(&body.media_type)), media);
    Some(Object::new().filled("required", needed(&body.ty, names)).with("content", content))
}

/// Whether a request without a body cannot be right.
fn needed(ty: &Type, names: &Names<'_>) -> bool {
    match ty {
        Type::Object(id) => names.object(id).is_some_and(|ty| ty.members.iter().any(schema::is_mandatory)),
        Type::Any | Type::AnyObject | Type::Map(_) => false,
        _ => true,
    }
}

/// Replies by status; a status that only an example shows is one, too, and one at least there must be.
fn responses(operation: &Operation, names: &Names<'_>) -> Object {
    let success =
        operation.responses.iter().map(|r| r.status).find(|&status| hwc_model::is_success(status)).unwrap_or(200);
    let belongs = |e: &&Example, status: u16| e.status.unwrap_or(success) == status;
    let mut responses = Object::new();
    for reply in &operation.responses {
        let examples = operation.response_examples.iter().filter(|e| belongs(e, reply.status));
        responses = responses.with(reply.status.to_string(), response(reply, examples, names));
    }
    for status in operation.response_examples.iter().map(|e| e.status.unwrap_or(success)) {
        if !responses.has(&status.to_string()) {
            let reply = unstated(status);
            let examples = operation.response_examples.iter().filter(|e| belongs(e, status));
            responses = responses.with(status.to_string(), response(&reply, examples, names));
        }
    }
    if responses.is_empty() {
        return Object::new().with("default", Object::new().with("description", "The page states no reply."));
    }
    responses
}

/// What a status means where the page does not say.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No content",
        400 => "The request is wrong",
        401 => "The caller is unknown",
        403 => "The caller has no permission",
        404 => "There is no such resource",
        405 => "There is no such method",
        409 => "The state of the resource forbids it",
        429 => "Too many requests",
        _ => match status / 100 {
            1 => "Information",
            2 => "Success",
            3 => "Redirection",
            4 => "Fault of the request",
            _ => "Fault of the service",
        },
    }
}

fn unstated(status: u16) -> Response {
    Response { status, description: None, media_type: None, headers: Vec::new(), ty: None, source: Source::default() }
}

fn response<'e>(reply: &Response, shown: impl Iterator<Item = &'e Example>, names: &Names<'_>) -> Object {
    let description = reply.description.clone().unwrap_or_else(|| reason(reply.status).to_owned());
    let headers: Object = reply.headers.iter().map(|h| (h.name.clone(), header(h, names).to_json())).collect();
    let examples = examples(shown);
    let schema = reply.ty.as_ref().map(|ty| schema::plain(ty, names));
    let has_content = schema.is_some() || !examples.is_empty() || reply.media_type.is_some();
    let media = Object::new().maybe("schema", schema).filled("examples", examples);
    let content = Object::new().with(media_type(reply.media_type.as_deref()), media);
    Object::new()
        .with("description", description)
        .filled("headers", headers)
        .maybe("content", has_content.then_some(content))
        .filled("x-source", schema::source(&reply.source))
}

fn header(member: &hwc_model::Member, names: &Names<'_>) -> Object {
    Object::new()
        .maybe("description", member.description.as_ref())
        .filled("required", schema::is_mandatory(member))
        .filled("deprecated", member.deprecated.is_some())
        .with("schema", schema::value(member, names))
        .and(schema::notes(member))
}

fn media_type(stated: Option<&str>) -> &str {
    stated.filter(|stated| !stated.is_empty()).unwrap_or(JSON)
}

fn examples<'e>(shown: impl Iterator<Item = &'e Example>) -> Object {
    let with_body = shown.filter(|e| content_of(e).is_some());
    with_body.enumerate().map(|(at, e)| (format!("example-{}", at + 1), example(e).to_json())).collect()
}

fn content_of(example: &Example) -> Option<Json> {
    example.body.clone().or_else(|| example.text.clone().map(Json::String))
}

fn example(example: &Example) -> Object {
    let headers: Object = example.headers.iter().map(|(name, value)| (name.clone(), value.to_json())).collect();
    Object::new()
        .maybe("summary", example.title.as_ref())
        .maybe("value", content_of(example))
        .maybe("x-method", example.method.map(Method::as_str))
        .maybe("x-uri", example.uri.as_ref())
        .filled("x-headers", headers)
        .filled("x-repaired", example.repaired)
        .filled("x-source", schema::source(&example.source))
}
