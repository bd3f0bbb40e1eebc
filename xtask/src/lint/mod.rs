//! What is wrong with a page, told to the person who can put it right.
//!
//! Each stage of reading reports [`Finding`]s as it meets them; the page is added where it is known. The table in
//! `rules` is the only place that lists the rules; `spec/LINTS.md` is written from it.

mod rules;

use serde::{Deserialize, Serialize};

pub use rules::{Lint, Severity};

/// One thing that is wrong with a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule.
    pub lint: Lint,
    /// Line on the page, from 1.
    pub line: u32,
    /// What the page says, in one sentence without a full stop.
    pub found: String,
    /// What would be right, in one sentence without a full stop.
    pub expected: String,
    /// What the writer of the page might do about it.
    pub suggestion: Option<String>,
}

impl Finding {
    /// A finding without a suggestion.
    pub fn new(lint: Lint, line: u32, found: impl Into<String>, expected: impl Into<String>) -> Finding {
        Finding { lint, line, found: found.into(), expected: expected.into(), suggestion: None }
    }

    /// The same finding with a suggestion.
    #[must_use]
    pub fn suggest(self, suggestion: impl Into<String>) -> Finding {
        Finding { suggestion: Some(suggestion.into()), ..self }
    }
}
