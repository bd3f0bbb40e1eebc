//! Method and URI of an operation: which lines of the section state them, which are examples.

use hwc_model::Method;

use super::listed::{self, Listed};
use super::outline::{Content, Item};
use crate::lint::{Finding, Lint};
use crate::vocabulary::{self, Section, Word};

/// Method and URI, as the page states them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Uri {
    /// Line on the page.
    pub(super) line: u32,
    /// HTTP method; absent where the page states a path only.
    pub(super) method: Option<Method>,
    /// Path without host and query, blanks inside braces removed.
    pub(super) path: String,
    /// Names of query parameters.
    pub(super) query: Vec<String>,
    /// Other paths of the same operation.
    pub(super) aliases: Vec<String>,
    /// The line as the page has it.
    pub(super) written: String,
}

impl Uri {
    /// Method, path and query, where there is a method.
    pub(super) fn request(self) -> Option<RequestLine> {
        Some(RequestLine { method: self.method?, path: self.path, query: self.query })
    }
}

/// A request line, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct RequestLine {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) query: Vec<String>,
}

/// The operation that the URI section states, if the page has one.
pub(super) fn extract_uri(items: &[Item<'_>], findings: &mut Vec<Finding>) -> Option<Uri> {
    let lines = candidate_lines(items);
    let mut uri: Option<Uri> = None;
    for (line, text) in &lines {
        let Some(request) = read_request_line(text).or_else(|| read_request_line(after_label(text)?)) else { continue };
        match &mut uri {
            None => {
                findings.extend(malformed(*line, text));
                findings.extend(blanks_in_placeholders(*line, text));
                uri = Some(first(*line, request));
            }
            Some(uri) => further(uri, *line, request, findings),
        }
    }
    let uri = uri.or_else(|| labelled(&lines)).or_else(|| method_alone(&lines, items));
    let Some(uri) = uri else { return listed::stated_above(items).map(of_table) };
    let line = lines.iter().find(|(line, _)| *line == uri.line);
    Some(Uri { written: line.map(|(_, text)| text.clone()).unwrap_or_default(), ..uri })
}

/// Method and URI that a row of a table states.
pub(super) fn of_table(listed: Listed) -> Uri {
    Uri { written: listed.written, ..first(listed.line, listed.request) }
}

/// `POST /v1/things` of `URI format: POST /v1/things`.
fn after_label(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once([':', '：'])?;
    let words = vocabulary::words(label);
    (words.has(Word::Uri) && words.rest.is_empty()).then_some(rest)
}

/// A method alone asks the root of a host, unless an example asks for something else.
fn method_alone(lines: &[(u32, String)], items: &[Item<'_>]) -> Option<Uri> {
    let [(line, text)] = lines else { return None };
    let method = Method::from_word(text)?;
    let shown = items.iter().find_map(|item| match &item.content {
        Content::Code(text) => read_request_line(text.lines().next().unwrap_or_default()),
        _ => None,
    });
    let path = "/".to_owned();
    shown.is_none_or(|shown| shown.path == path).then(|| Uri {
        line: *line,
        method: Some(method),
        path,
        ..Uri::default()
    })
}

/// A brace that is not closed or was not opened.
fn malformed(line: u32, text: &str) -> Option<Finding> {
    let mut depth = 0_i32;
    let crossed = text.chars().any(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth < 0
    });
    let finding = || {
        Finding::new(Lint::UriMalformed, line, format!("the URI `{text}`"), "a closing brace for each opening one")
            .suggest("write each placeholder as {name}")
    };
    (crossed || depth != 0).then(finding)
}

/// `{task _id}`: a placeholder with a blank. Hosts have blanks in their braces too, and mean them.
fn blanks_in_placeholders(line: u32, text: &str) -> Option<Finding> {
    let uri = text.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim_start();
    let path = without_host(uri)?;
    let path = &path[..query_start(path)];
    let inside = path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    let name = inside.into_iter().find(|name| name.trim().contains(char::is_whitespace))?;
    let meant: String = name.split_whitespace().collect();
    let found = format!("the placeholder `{{{name}}}`");
    Some(Finding::new(Lint::PlaceholderMisspelt, line, found, format!("`{{{meant}}}`, without a blank")))
}

fn first(line: u32, request: RequestLine) -> Uri {
    let RequestLine { method, path, query, .. } = request;
    Uri { line, method: Some(method), path, query, ..Uri::default() }
}

/// A second URI is that of another version of the operation, an example of it, or another operation.
fn further(uri: &mut Uri, line: u32, request: RequestLine, findings: &mut Vec<Finding>) {
    let is_same_method = request.method == uri.method.unwrap_or(request.method);
    let known = std::iter::once(&uri.path).chain(&uri.aliases);
    if is_same_method && (request.path == "/" || known.clone().any(|path| is_example_of(path, &request.path))) {
        return;
    }
    if is_same_method && known.clone().any(|path| same_template(path, &request.path)) {
        add_names(&mut uri.query, request.query);
        return;
    }
    if is_same_method && without_version(&uri.path) == without_version(&request.path) {
        uri.aliases.push(request.path);
        return;
    }
    findings.push(
        Finding::new(
            Lint::OperationSecond,
            line,
            format!("a second operation, {} {}", request.method.as_str(), request.path),
            format!("one operation a page, {} as above", uri.path),
        )
        .suggest("give the second operation a page, or a heading, of its own"),
    );
}

/// The steps of a path that name no version, placeholders without their names.
fn without_version(path: &str) -> Vec<&str> {
    let steps = path.split('/').filter(|step| !looks_like_version(step));
    steps.map(|step| if is_placeholder(step) { "{}" } else { step }).collect()
}

/// Whether `path` is `template` with literal values in place of at least one placeholder.
fn is_example_of(template: &str, path: &str) -> bool {
    let (mine, theirs): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    let literal = |(a, b): (&&str, &&str)| is_placeholder(a) && !is_placeholder(b) && !b.is_empty();
    if mine.len() == theirs.len() {
        let fits = |(a, b): (&&str, &&str)| a == b || is_placeholder(a) || looks_like_version(a);
        return mine.iter().zip(&theirs).all(fits) && mine.iter().zip(&theirs).any(literal);
    }
    // An example may be that of a longer path of the same service; what gives it away is an id spelt out.
    theirs.iter().any(|step| looks_like_id(step))
}

fn same_template(a: &str, b: &str) -> bool {
    a.split('/').count() == b.split('/').count()
        && a.split('/').zip(b.split('/')).all(|(a, b)| a == b || (is_placeholder(a) && is_placeholder(b)))
}

fn is_placeholder(step: &str) -> bool {
    step.contains('{')
}

fn looks_like_version(step: &str) -> bool {
    let mut chars = step.chars();
    matches!(chars.next(), Some('v' | 'V')) && chars.next().is_some_and(|c| c.is_ascii_digit())
}

/// 32 hexadecimal digits, with or without hyphens.
fn looks_like_id(step: &str) -> bool {
    const LENGTH: usize = 32;
    step.bytes().filter(u8::is_ascii_hexdigit).count() >= LENGTH
        && step.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
}

/// Lines of the URI section in which a request line may stand, up to the first announced example.
fn candidate_lines(items: &[Item<'_>]) -> Vec<(u32, String)> {
    let mut lines = Vec::new();
    for item in items.iter().filter(|item| item.context.section == Some(Section::Uri)) {
        if item.context.after_example || item.context.in_note {
            continue;
        }
        let text = match &item.content {
            Content::Paragraph(text) => text.as_str(),
            Content::Code(text) => text,
            Content::Table(table) => {
                lines.extend(listed::rows(table).into_iter().map(|row| (row.line, row.written)));
                continue;
            }
            Content::Heading(_) => continue,
        };
        lines.extend(join_method_lines(text).into_iter().map(|text| (item.line, text)));
    }
    join_method_paragraphs(lines)
}

/// A method in a paragraph of its own is joined to the URI in the next one.
fn join_method_paragraphs(lines: Vec<(u32, String)>) -> Vec<(u32, String)> {
    let mut joined: Vec<(u32, String)> = Vec::new();
    for (line, text) in lines {
        match joined.last_mut() {
            Some((_, last)) if Method::from_word(last).is_some() && read_path(&text).is_some() => {
                last.push(' ');
                last.push_str(&text);
            }
            _ => joined.push((line, text)),
        }
    }
    joined
}

/// The lines of a text; a method alone on its line is joined to the next one.
fn join_method_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match lines.last_mut() {
            Some(last) if Method::from_word(last).is_some() => {
                last.push(' ');
                last.push_str(line);
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// `PATH: /rds/v1/…` and `Method: POST` in lines of their own.
fn labelled(lines: &[(u32, String)]) -> Option<Uri> {
    let mut uri = Uri::default();
    for (line, text) in lines {
        let Some((label, value)) = text.split_once([':', '：']) else { continue };
        match vocabulary::column(label) {
            Some(vocabulary::Column::Method) => uri.method = uri.method.or_else(|| Method::from_word(value)),
            Some(vocabulary::Column::Uri) if uri.path.is_empty() => {
                let (path, query) = read_path(value)?;
                uri = Uri { line: *line, path, query, ..uri };
            }
            _ => {}
        }
    }
    (!uri.path.is_empty()).then_some(uri)
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
fn without_host(uri: &str) -> Option<&str> {
    let rest = match uri.find("://") {
        Some(at) if uri[..at].chars().all(|c| c.is_ascii_alphabetic()) => &uri[at + 3..],
        _ if uri.starts_with('/') => return Some(uri),
        _ if uri.starts_with('{') => uri,
        _ => return None,
    };
    Some(outside_braces(rest, '/').map_or("/", |at| &rest[at..]))
}

/// Position of a character outside of braces.
fn outside_braces(text: &str, wanted: char) -> Option<usize> {
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
fn query_start(rest: &str) -> usize {
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
fn with_braces(path: &str) -> String {
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

fn add_names(names: &mut Vec<String>, more: impl IntoIterator<Item = String>) {
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
        assert!(malformed(1, "GET /a/{b/c").is_some() && malformed(1, "GET /a/b}/{c").is_some());
        assert!(malformed(1, "GET /a/{b}{?c={c}}").is_none());
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

    #[test]
    fn a_uri_with_ids_spelt_out_is_an_example() {
        let template = "/v1/{project_id}/waf/event";
        assert!(is_example_of(template, "/v1/3ac26c59e15a4a11bb680a103a29ddb6/waf/event/attack/type"));
        assert!(is_example_of(template, "/v1/abc/waf/event"));
        assert!(!is_example_of("/v2.1/{project_id}/servers", "/v2/{project_id}/servers"));
    }
}
