//! A code block of an example to request line, headers and body.

use hwc_model::{Json, Method};

use crate::lint::Finding;

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
    let _ = text;
    ExampleReading::default()
}
