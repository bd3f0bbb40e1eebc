//! A code block of an example to request line, status line, headers and body.

mod body;
mod curl;
mod lines;

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
    /// What was repaired in the body.
    pub repaired: Option<String>,
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
        return reading(head, call.body.as_deref().unwrap_or_default(), 1);
    }
    let (head, at) = lines::head(text);
    let line = 1 + text[..at].matches('\n').count();
    reading(head, &text[at..], u32::try_from(line).unwrap_or(u32::MAX))
}

fn reading(head: Head, content: &str, line: u32) -> ExampleReading {
    let Head { method, uri, status, headers } = head;
    let mut reading = ExampleReading { method, uri, status, headers, ..ExampleReading::default() };
    match body::read(content) {
        Body::None => {}
        Body::Json(value) => reading.body = Some(value),
        Body::Repaired(value, faults) => {
            reading.body = Some(value);
            let faults = faults.join(", ");
            reading.findings.push(Finding::new(Lint::ExampleRepaired, line, faults.clone(), "JSON"));
            reading.repaired = Some(faults);
        }
        Body::Text { meant_as_json } => {
            if meant_as_json {
                reading.findings.push(Finding::new(Lint::ExampleNotJson, line, "a body that is not JSON", "JSON"));
            }
            reading.text = Some(content.trim().to_owned());
        }
    }
    reading
}

#[cfg(test)]
mod tests;
