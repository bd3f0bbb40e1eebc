//! The head of an example: request line, status line and headers, in the forms that pages have.

use hwc_model::Method;

/// What stands above the body.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Head {
    pub method: Option<Method>,
    pub uri: Option<String>,
    pub status: Option<u16>,
    pub headers: Vec<(String, String)>,
}

/// Reads the head of a text; gives also the byte at which the rest begins. Lines below a head that are none of it are
/// passed over as long as a body follows; text that is no head stays with what follows it.
pub(super) fn head(text: &str) -> (Head, usize) {
    let mut head = Head::default();
    let mut at = 0;
    let mut end = 0;
    let mut open = false;
    let mut prose = false;
    while let Some(line) = text[at..].split_inclusive('\n').next() {
        let content = line.trim();
        if begins_body(content) {
            return if prose && head.is_alone() { (head, 0) } else { (head, at) };
        }
        let known = match head.line(content, open) {
            Line::Head { body } => {
                if let Some(body) = body {
                    let body = body.as_ptr() as usize - text.as_ptr() as usize;
                    return (head, body);
                }
                open = head.method.is_some() && head.headers.is_empty();
                true
            }
            Line::Other => {
                open = false;
                content.is_empty() || is_remark(content)
            }
        };
        at += line.len();
        prose |= !known;
        if known && !prose {
            end = at;
        }
    }
    (head, end)
}

/// What a line is.
enum Line<'a> {
    /// One of the head, with the start of a body that stands on it.
    Head { body: Option<&'a str> },
    /// Another one.
    Other,
}

impl Head {
    fn line<'a>(&mut self, line: &'a str, open: bool) -> Line<'a> {
        if line.is_empty() {
            return Line::Other;
        }
        let bare = strip_bullet(line);
        if self.method.is_none()
            && let Some((method, rest)) = method(bare)
        {
            self.method = Some(method);
            return self.target(rest);
        }
        if self.uri.is_some() && method(bare).is_some_and(|(_, target)| is_target(target)) {
            return Line::Head { body: None };
        }
        if self.method.is_some() && self.uri.is_none() && is_target(bare) || self.is_alone() && is_target(bare) {
            return self.target(bare);
        }
        if open && (bare.starts_with(['?', '&']) || self.is_unfinished()) && !bare.contains(' ') {
            if let Some(uri) = &mut self.uri {
                uri.push_str(bare);
            }
            return Line::Head { body: None };
        }
        if let Some(status) = status(bare) {
            self.status = self.status.or(Some(status));
            return Line::Head { body: None };
        }
        match header(bare) {
            Some(header) => {
                self.headers.push(header);
                Line::Head { body: None }
            }
            None => Line::Other,
        }
    }

    fn is_alone(&self) -> bool {
        self.method.is_none() && self.uri.is_none() && self.status.is_none() && self.headers.is_empty()
    }

    /// Whether the URI ends in the middle of a query.
    fn is_unfinished(&self) -> bool {
        self.uri.as_ref().is_some_and(|uri| uri.ends_with(['&', '?', '=']))
    }

    /// The URI, without what may stand behind it on its line.
    fn target<'a>(&mut self, rest: &'a str) -> Line<'a> {
        let rest = rest.trim();
        let mut uri = rest;
        if let Some(at) = find_version(uri) {
            uri = &uri[..at];
        }
        uri = uri.split(" -H ").next().unwrap_or_default();
        let body = uri.find(" {").filter(|&at| uri[at..].trim_start().starts_with("{\"") || uri[at..].trim() == "{");
        let end = body.unwrap_or(uri.len());
        let target = uri[..end].trim().trim_end_matches(['"', '\'']);
        if !target.is_empty() {
            self.uri = Some(target.to_owned());
        }
        Line::Head { body: body.map(|at| uri[at..].trim_start()) }
    }
}

fn strip_bullet(line: &str) -> &str {
    let line = line.trim_start_matches(['-', '*', '•', '\'', '"', '>', ' ']);
    match line.split_once(": ") {
        Some((label, rest)) if label.len() < 40 && method(label).is_none() && method(rest).is_some() => rest,
        _ => line,
    }
}

/// A method and what follows it: a blank, the path, or nothing.
pub(super) fn method(line: &str) -> Option<(Method, &str)> {
    let end = line.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(line.len());
    let rest = &line[end..];
    let method = Method::from_word(&line[..end])?;
    let target = rest.trim_start();
    let separated = rest.len() > target.len() || target.starts_with('/');
    let upper = line.as_bytes()[..end].iter().all(u8::is_ascii_uppercase);
    let known = target.is_empty()
        || separated
            && (is_target(target) || upper && target.starts_with(['{', '<', '$']) || upper && has_path(target));
    known.then_some((method, target))
}

fn has_path(target: &str) -> bool {
    target.split_whitespace().next().is_some_and(|word| word.contains('/') && !word.starts_with('"'))
}

fn is_target(text: &str) -> bool {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    text.starts_with('/') && !text.starts_with("//") && !text.starts_with("/*")
        || lower.starts_with("http://")
        || lower.starts_with("https:/")
}

/// Where ` HTTP/1.1` begins.
fn find_version(uri: &str) -> Option<usize> {
    uri.find(" HTTP/").or_else(|| uri.find(" http/"))
}

/// `HTTP/1.1 200 OK`, `STATUS CODE 200`, `Http Response Code: 204`.
fn status(line: &str) -> Option<u16> {
    let lower = line.to_ascii_lowercase();
    let after = ["http/1.1 ", "http/1.0 ", "http/2 ", "status code", "http response code", "status:"]
        .iter()
        .find_map(|start| lower.strip_prefix(start))?;
    let digits = after.trim_start_matches([' ', ':', '：']).get(..3)?;
    // What comes before the reply, as `100 Continue`, is none.
    digits.parse().ok().filter(|status| (200..600).contains(status))
}

/// `Content-Type: application/json`.
fn header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim();
    let is_name = !name.is_empty()
        && name.len() <= 64
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let known = name.contains('-')
        || matches!(
            name.to_ascii_lowercase().as_str(),
            "host"
                | "accept"
                | "date"
                | "authorization"
                | "server"
                | "connection"
                | "etag"
                | "expect"
                | "location"
                | "cookie"
                | "vary"
        );
    (is_name && known).then(|| (name.to_owned(), value.trim().trim_end_matches(',').to_owned()))
}

fn begins_body(line: &str) -> bool {
    line.starts_with('{') && !is_placeholder(line)
        || line.starts_with('[')
        || line.starts_with('<') && line.contains('>')
        || line.starts_with("\"") && line.contains("\":")
        || line.starts_with("\"") && line.contains("\" :")
}

/// `{endpoint}/v2/…`: a URI.
fn is_placeholder(line: &str) -> bool {
    line.find('}').is_some_and(|end| {
        line[1..end].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && line[end + 1..].starts_with('/')
    })
}

/// Lines that tell something about the example: comments, labels.
fn is_remark(line: &str) -> bool {
    line.starts_with("//") || line.starts_with('#') || line.ends_with([':', '：'])
}
