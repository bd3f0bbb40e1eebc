//! What stands below the head of an example: JSON, nearly JSON, or text.

use hwc_model::Json;

use crate::extract::json_repair::{self, Repaired};

/// Faults that are known from real pages are few; a text with more of them was never JSON.
const MOST_FAULTS: usize = 6;

/// A body.
#[derive(Debug, PartialEq)]
pub(super) enum Body {
    /// There is none.
    None,
    /// JSON as written.
    Json(Json),
    /// JSON after repairs, and what they were.
    Repaired(Json, Vec<&'static str>),
    /// Something else.
    Text {
        /// It looks like JSON but cannot be repaired.
        meant_as_json: bool,
    },
}

/// Reads a body.
pub(super) fn read(content: &str) -> Body {
    let content = content.trim();
    if content.is_empty() {
        return Body::None;
    }
    let strict: Result<Json, _> = serde_json::from_str(content);
    if let Ok(value) = strict {
        return Body::Json(value);
    }
    if let Some(first) = first_of_several(content) {
        return Body::Repaired(first, vec!["text behind the body"]);
    }
    if !content.starts_with(['{', '[']) && !is_member(content) {
        return Body::Text { meant_as_json: false };
    }
    repaired(content).unwrap_or(Body::Text { meant_as_json: true })
}

/// A value that is JSON as written, with something else behind it.
fn first_of_several(content: &str) -> Option<Json> {
    if !content.starts_with(['{', '[']) {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(content).into_iter::<Json>();
    let first = values.next()?.ok()?;
    let rest = content[values.byte_offset()..].trim_start();
    (!rest.starts_with(['}', ']', ','])).then_some(first)
}

/// Members without the braces around them: `"kind": "Cluster", …`.
fn is_member(content: &str) -> bool {
    let Some(name) = content.strip_prefix('"') else { return false };
    name.find('"').is_some_and(|end| name[end + 1..].trim_start().starts_with(':'))
}

fn repaired(content: &str) -> Option<Body> {
    if is_member(content) {
        let Repaired { value, mut faults, end } = json_repair::repair(&format!("{{{content}\n}}"))?;
        faults.insert(0, "members without braces");
        return is_plausible(&value, &faults, end, content).then_some(Body::Repaired(value, faults));
    }
    let Repaired { value, mut faults, end } = json_repair::repair(content)?;
    if !content[end.min(content.len())..].trim().is_empty() {
        faults.push("text behind the body");
    }
    is_plausible(&value, &faults, end, content).then_some(Body::Repaired(value, faults))
}

/// Whether repairing gave what was meant: most of the text was read, and names are names.
fn is_plausible(value: &Json, faults: &[&str], end: usize, content: &str) -> bool {
    let is_name = |name: &String| !name.contains('\n') && name.len() <= 200;
    let named = match value {
        Json::Object(members) => members.iter().all(|(name, _)| is_name(name)),
        Json::Array(items) => {
            !items.iter().all(|item| matches!(item, Json::String(_))) || !faults.contains(&"text without quotes")
        }
        _ => true,
    };
    named && faults.len() <= MOST_FAULTS && end * 2 >= content.len()
}
