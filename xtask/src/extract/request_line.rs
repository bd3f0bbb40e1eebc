//! A request line, taken apart: `POST https://{Endpoint}/v2/{project_id}/things?limit={limit}`.
//!
//! In: one line. Out: method, path and the names in its query; nothing for prose. Which of the lines of a page is the one of
//! its operation is for `uri`.

use hwc_model::Method;

/// A request line, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct RequestLine {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) query: Vec<String>,
}

/// `POST https://{Endpoint}/v2/{project_id}/things?limit={limit}`, taken apart.
pub(super) fn read_request_line(text: &str) -> Option<RequestLine> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let method = Method::from_word(&text[..end])?;
    let rest = text[end..].trim_start();
    let glued = rest.len() == text.len() - end;
    if rest.is_empty() || (glued && !rest.starts_with('/')) {
        return None;
    }
    let (path, query) = read_path(rest)?;
    Some(RequestLine { method, path, query })
}

/// Method and path of `GET /v3/{project_id}/quotas`.
pub(crate) fn request_key(text: &str) -> Option<(Method, String)> {
    read_request_line(text).map(|line| (line.method, line.path))
}

/// The path and the names of the query of a URI; `None` for text that is no URI.
pub(super) fn read_path(uri: &str) -> Option<(String, Vec<String>)> {
    let uri = without_protocol_version(uri.trim());
    let rest = without_host(uri)?;
    let cut = query_start(rest);
    let path = clean_path(&rest[..cut])?;
    Some((path, query_names(&rest[cut..])))
}

fn without_protocol_version(uri: &str) -> &str {
    uri.rfind(" HTTP/").map_or(uri, |at| &uri[..at])
}

/// What follows scheme and host; a host alone stands for `/`.
pub(super) fn without_host(uri: &str) -> Option<&str> {
    let rest = match uri.find("://") {
        Some(at) if uri[..at].chars().all(|c| c.is_ascii_alphabetic()) => &uri[at + 3..],
        _ if uri.starts_with('/') => return Some(uri),
        _ if uri.starts_with('{') => uri,
        _ => return None,
    };
    Some(outside_braces(rest, '/').map_or("/", |at| &rest[at..]))
}

/// Position of a character outside of braces.
pub(super) fn outside_braces(text: &str, wanted: char) -> Option<usize> {
    let mut depth = 0_usize;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (c == wanted && depth == 0).then_some(at)
    })
}

/// Where the query begins: at `?` or `{?`.
pub(super) fn query_start(rest: &str) -> usize {
    match rest.find('?') {
        Some(at) if rest[..at].ends_with('{') => at - 1,
        Some(at) => at,
        None => rest.find('&').unwrap_or(rest.len()),
    }
}

/// The path without blanks inside braces; `None` where text follows that is no path.
fn clean_path(path: &str) -> Option<String> {
    let mut clean = String::with_capacity(path.len());
    let mut depth = 0_usize;
    for c in path.trim_end().chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => continue,
            '}' => depth -= 1,
            // A brace that was forgotten closes before the next step.
            '/' if depth > 0 => clean.push_str(&"}".repeat(std::mem::take(&mut depth))),
            c if c.is_whitespace() && depth > 0 => continue,
            c if c.is_whitespace() => return None,
            _ => {}
        }
        clean.push(c);
    }
    clean.push_str(&"}".repeat(depth));
    while clean.contains("//") {
        clean = clean.replace("//", "/");
    }
    if clean.len() > 1 && clean.ends_with('/') {
        clean.pop();
    }
    clean.starts_with('/').then(|| with_braces(&clean))
}

/// A path with its placeholders in braces: `/a/:id` and `/a/<id>` are `/a/{id}`.
pub(super) fn with_braces(path: &str) -> String {
    let step = |step: &str| {
        let name = step.strip_prefix(':').or_else(|| step.strip_prefix('<')?.strip_suffix('>'));
        let is_name =
            |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
        name.filter(is_name).map_or_else(|| step.to_owned(), |name| format!("{{{name}}}"))
    };
    path.split('/').map(step).collect::<Vec<_>>().join("/")
}

/// Names in `?limit={limit}&marker`, `{?a,b}`, `{?a={a}&b={b}}`.
fn query_names(query: &str) -> Vec<String> {
    let query = query.trim_start_matches(['{', '?', '&']);
    let mut names = Vec::new();
    for piece in query.split(['&', ',']) {
        let name: String = piece.split('=').next().unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect();
        let name = name.trim_matches(['{', '}', '$', '?']);
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '[' | ']' | '$');
        if !name.is_empty() && name.chars().all(plain) {
            add_names(&mut names, [name.to_owned()]);
        }
    }
    names
}

pub(super) fn add_names(names: &mut Vec<String>, more: impl IntoIterator<Item = String>) {
    for name in more {
        if !names.contains(&name) {
            names.push(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Method, String, Vec<String>) {
        let line = read_request_line(text).expect(text);
        (line.method, line.path, line.query)
    }

    #[test]
    fn hosts_and_protocol_versions_are_no_part_of_the_path() {
        let want = (Method::Post, "/v3/{project_id}/copies".to_owned(), vec![]);
        for line in [
            "POST /v3/{project_id}/copies",
            "POST https://{Endpoint}/v3/{project_id}/copies",
            "post https://{Cloud Eye endpoint}/v3/{project_id}/copies",
            "POST {{evs_url}}/v3/{project_id}/copies",
            "POST /v3/{project_id}/copies HTTP/1.1",
            "POST https://{Endpoint}//v3/{project_id}/copies/",
        ] {
            assert_eq!(read(line), want, "{line}");
        }
        assert_eq!(read("GET https://{Endpoint}").1, "/");
        assert_eq!(read("GET/{api_version}").1, "/{api_version}");
    }

    #[test]
    fn queries_are_read_in_every_form() {
        assert_eq!(read("GET /a?limit={limit}&marker={marker}").2, ["limit", "marker"]);
        assert_eq!(read("GET /a{?minDisk={minDisk}&name={name}}").2, ["minDisk", "name"]);
        assert_eq!(read("GET /a{?interface, service_id}").2, ["interface", "service_id"]);
        assert_eq!(read("GET /a?up=${admin_state_up}").2, ["up"]);
        assert_eq!(read("GET /a/{b}?begin={begin _time}").1, "/a/{b}");
    }

    #[test]
    fn blanks_inside_a_placeholder_are_a_slip() {
        assert_eq!(read("GET /a/{scaling_ configuration _id}").1, "/a/{scaling_configuration_id}");
    }

    #[test]
    fn forgotten_braces_close_at_the_next_step() {
        assert_eq!(read("GET /a/{b/c/{d").1, "/a/{b}/c/{d}");
        assert_eq!(read("GET /a/b}/c").1, "/a/b/c");
    }

    #[test]
    fn placeholders_are_read_in_every_form() {
        assert_eq!(read("GET /a/:b/<c_d>/{e}").1, "/a/{b}/{c_d}/{e}");
        assert_eq!(read("GET /a/b:copy").1, "/a/b:copy");
    }

    #[test]
    fn prose_is_no_request_line() {
        for text in ["Get the list of items", "GET", "Delete an instance.", "POST object", "Options: a, b"] {
            assert_eq!(read_request_line(text), None, "{text}");
        }
    }
}
