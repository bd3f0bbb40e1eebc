//! A code block of an example to request line, status line, headers and body.

mod body;
mod curl;
mod lines;
mod members;

use hwc_model::{Json, Method};

use crate::lint::{Finding, Lint};

use body::Body;
use lines::Head;

/// What an example shows. Findings carry lines from 1 within the example: the caller adds the line of the block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExampleReading {
    /// Method of the request line.
    pub method: Option<Method>,
    /// URI of the request line, as written.
    pub uri: Option<String>,
    /// Status of the status line.
    pub status: Option<u16>,
    /// Headers, as written.
    pub headers: Vec<(String, String)>,
    /// The body, where it is JSON, as written or repaired.
    pub body: Option<Json>,
    /// The line of each member of the body, from 1 within the example, in the order of [`Json`]; empty where the
    /// lines are not known.
    pub members: Vec<u32>,
    /// The body was repaired.
    pub repaired: bool,
    /// The body, where it is no JSON.
    pub text: Option<String>,
    /// What is wrong with the example.
    pub findings: Vec<Finding>,
}

/// What an example shows.
pub fn extract_example(text: &str) -> ExampleReading {
    if curl::is_call(text) {
        let call = curl::read(text);
        let head = Head { method: call.method, uri: call.uri, status: None, headers: call.headers };
        let body = call.body.as_deref().unwrap_or_default();
        return match text.find(body) {
            Some(at) => reading(head, body, line_of(text, at)),
            None => ExampleReading { members: Vec::new(), ..reading(head, body, 1) },
        };
    }
    let (head, at) = lines::head(text);
    reading(head, &text[at..], line_of(text, at))
}

/// The line of a byte, from 1.
fn line_of(text: &str, at: usize) -> u32 {
    let breaks = text.bytes().take(at).filter(|&byte| byte == b'\n').count();
    u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(1)
}

/// Reads a body that begins on a line of the example.
fn reading(head: Head, content: &str, line: u32) -> ExampleReading {
    let Head { method, uri, status, headers } = head;
    let mut reading = ExampleReading { method, uri, status, headers, ..ExampleReading::default() };
    let first = line + line_of(content, content.len() - content.trim_start().len()) - 1;
    let content = content.trim();
    match body::read(content) {
        Body::None => {}
        Body::Json(value) => reading.set_body(value, content, first),
        Body::Repaired(value, faults) => {
            reading.repaired = true;
            for fault in faults {
                let line = first + line_of(content, fault.at) - 1;
                reading.findings.push(Finding::new(Lint::ExampleRepaired, line, fault.what, "JSON"));
            }
            reading.set_body(value, content, first);
        }
        Body::Text { meant_as_json } => {
            if meant_as_json {
                reading.findings.push(Finding::new(Lint::ExampleNotJson, first, "a body that is not JSON", "JSON"));
            }
            reading.text = Some(content.to_owned());
        }
    }
    reading
}

impl ExampleReading {
    /// Whether the body is meant as JSON and could not be read.
    pub fn is_unread(&self) -> bool {
        self.findings.iter().any(|finding| finding.lint == Lint::ExampleNotJson)
    }

    fn set_body(&mut self, value: Json, content: &str, first: u32) {
        self.members = members::lines(content, &value).into_iter().map(|line| line + first - 1).collect();
        self.body = Some(value);
    }
}

#[cfg(test)]
mod tests;
