//! From a draft to the request line and headers that go over the wire.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::{BodyKind, Draft, Error, Scope, draft::Given};

/// Everything but RFC 3986's unreserved characters, which is also what signatures are made over.
pub(crate) const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// The path with its placeholders filled: those given, the scope's, and for the rest what `missing` says.
pub(crate) fn fill_path(
    draft: &Draft,
    scope_id: Option<&str>,
    text: impl Fn(&Given) -> &str,
    missing: impl Fn(&str) -> Result<String, Error>,
) -> Result<String, Error> {
    let operation = draft.operation();
    let mut path = String::with_capacity(operation.path.len() + 64);
    let mut rest = operation.path;
    let mut scope_id = scope_id.filter(|_| operation.scope != Scope::None);
    while let Some((before, name, after)) = placeholder(rest) {
        path.push_str(before);
        let given = draft.path_values().iter().find(|given| given.name == name);
        let scope_id = scope_id.take();
        match given.map(&text).or(scope_id) {
            Some(value) => path.push_str(&encode(value)),
            None => path.push_str(&missing(name)?),
        }
        rest = after;
    }
    path.push_str(rest);
    Ok(path)
}

/// Text before a placeholder, its name, and the text after it.
fn placeholder(path: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = path.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// The path to be sent. A value that would make it another path is refused: an empty one turns "delete this" into
/// "delete all".
pub(crate) fn path(draft: &Draft, scope_id: Option<&str>) -> Result<String, Error> {
    let operation = draft.operation();
    if let Some(given) = draft.path_values().iter().find(|given| matches!(given.text.as_str(), "" | "." | "..")) {
        let (name, text) = (&given.name, &given.text);
        return Err(
            Error::usage(format!("path parameter `{name}` is {text:?}, which names another path")).of(operation)
        );
    }
    let scope = placeholder(operation.path).map(|(_, name, _)| name).filter(|_| operation.scope != Scope::None);
    let missing = |name: &str| {
        let error = if scope == Some(name) { unknown_scope(operation.scope) } else { unknown(name) };
        Err(error.of(operation))
    };
    fill_path(draft, scope_id, |given| &given.text, missing)
}

fn unknown(name: &str) -> Error {
    Error::usage(format!("path parameter `{name}` is missing"))
}

fn unknown_scope(scope: Scope) -> Error {
    Error::configuration(match scope {
        Scope::Domain => "the domain is not known: looked for `domain_id`, HUAWEICLOUD_SDK_DOMAIN_ID, OS_DOMAIN_ID",
        _ => {
            "the project is not known: looked for `project_id`, HUAWEICLOUD_SDK_PROJECT_ID, OS_PROJECT_ID, OS_TENANT_ID"
        }
    })
}

/// The path as it may be printed; placeholders without a value stay.
pub(crate) fn printed_path(draft: &Draft, scope_id: Option<&str>) -> String {
    fill_path(draft, scope_id, Given::printed, |name| Ok(format!("{{{name}}}"))).unwrap_or_default()
}

/// The query with these texts, without the question mark; sorted by what is sent, as it is signed.
pub(crate) fn query(draft: &Draft, text: impl Fn(&Given) -> &str) -> String {
    let mut values: Vec<&Given> = draft.query_values().iter().collect();
    values.sort_by_key(|given| (&given.name, &given.text));
    let mut query = String::new();
    for given in values {
        if !query.is_empty() {
            query.push('&');
        }
        query.extend(utf8_percent_encode(&given.name, ENCODED));
        query.push('=');
        query.extend(utf8_percent_encode(text(given), ENCODED));
    }
    query
}

/// The query of a link. Where else it points does not matter: the next page is on the same server, and nothing is sent
/// to another one.
pub(crate) fn query_of(link: &str) -> Vec<Given> {
    let query = link.split_once('?').map_or("", |(_, query)| query);
    let query = query.split_once('#').map_or(query, |(query, _)| query);
    let decoded = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Given { name: decoded(name).into(), text: decoded(value), printed: None }
    };
    query.split('&').filter(|text| !text.is_empty()).map(pair).collect()
}

/// The headers to be sent but for those of authentication: the call's own first, each name once.
pub(crate) fn headers(draft: &Draft) -> Vec<Given> {
    let own = draft.call_options().headers.iter().map(|(name, text)| header(name, text));
    let media_type = media_type(draft).map(|media_type| header("Content-Type", media_type));
    let given = own.chain(draft.header_values().iter().cloned()).chain(media_type);
    let mut headers: Vec<Given> = Vec::new();
    for header in given {
        if !headers.iter().any(|known| known.name.eq_ignore_ascii_case(&header.name)) {
            headers.push(header);
        }
    }
    headers
}

fn header(name: &str, text: &str) -> Given {
    Given { name: name.to_owned().into(), text: text.to_owned(), printed: None }
}

fn media_type(draft: &Draft) -> Option<&'static str> {
    match draft.operation().body {
        BodyKind::Bytes(media_type) => Some(media_type),
        BodyKind::Json | BodyKind::JsonWrapped(_) => Some("application/json"),
        // What parts a form is not known before it is put together.
        BodyKind::Form => None,
        BodyKind::None if draft.is_content() => Some("application/octet-stream"),
        BodyKind::None => draft.written_body().map(|_| "application/json"),
    }
}

/// Whether the value of a header must not be printed.
pub(crate) fn is_secret_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["token", "authorization", "secret", "password", "credential", "cookie", "signature"]
        .iter()
        .any(|word| name.contains(word))
}
