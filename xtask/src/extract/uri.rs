//! Method and URI of an operation: which lines of the section state them, which are examples.

use hwc_model::Method;

use super::listed::{self, Listed};
use super::outline::{Content, Item};
use super::request_line::{RequestLine, add_names, query_start, read_path, read_request_line, without_host};
use super::templates::{is_example_of, same_template, without_version};
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forgotten_braces_are_reported() {
        assert!(malformed(1, "GET /a/{b/c").is_some() && malformed(1, "GET /a/b}/{c").is_some());
        assert!(malformed(1, "GET /a/{b}{?c={c}}").is_none());
    }
}
