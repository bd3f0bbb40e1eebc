//! What stands below the head of an example: JSON, nearly JSON, or text.

use hwc_model::Json;

use crate::extract::json_repair::{self, Fault, Repaired};

/// Faults that are known from real pages are few; a text with more of them was never JSON.
const MOST_FAULTS: usize = 6;

/// A body.
#[derive(Debug, PartialEq)]
pub(super) enum Body {
    /// There is none.
    None,
    /// JSON as written.
    Json(Json),
    /// JSON after repairs, and what they were, with their places in the text.
    Repaired(Json, Vec<Fault>),
    /// Something else.
    Text {
        /// It looks like JSON but cannot be repaired.
        meant_as_json: bool,
    },
}

/// Reads a body, which has no blanks around it.
pub(super) fn read(content: &str) -> Body {
    if content.is_empty() {
        return Body::None;
    }
    let strict: Result<Json, _> = serde_json::from_str(content);
    if let Ok(value) = strict {
        return Body::Json(value);
    }
    if let Some((first, at)) = first_of_several(content) {
        return Body::Repaired(first, vec![behind(content, at)]);
    }
    if !content.starts_with(['{', '[']) && !is_member(content) || is_remark(content) {
        return Body::Text { meant_as_json: false };
    }
    repaired(content).unwrap_or(Body::Text { meant_as_json: true })
}

/// `[ 8 bytes of the file ]`: words in brackets, which stand for a body that is no JSON.
fn is_remark(content: &str) -> bool {
    let Some((remark, _)) = content.strip_prefix('[').and_then(|rest| rest.split_once(']')) else { return false };
    !remark.contains(['"', '\'', '{', '[', ':', ',']) && remark.split_whitespace().nth(1).is_some()
}

fn behind(content: &str, at: usize) -> Fault {
    let rest = &content[at..];
    Fault { what: "text behind the body", at: at + (rest.len() - rest.trim_start().len()) }
}

/// A value that is JSON as written, with something else behind it, and where the value ends.
fn first_of_several(content: &str) -> Option<(Json, usize)> {
    if !content.starts_with(['{', '[']) {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(content).into_iter::<Json>();
    let first = values.next()?.ok()?;
    let end = values.byte_offset();
    let rest = content[end..].trim_start();
    (!rest.starts_with(['}', ']', ','])).then_some((first, end))
}

/// Members without the braces around them: `"kind": "Cluster", …`.
fn is_member(content: &str) -> bool {
    let Some(name) = content.strip_prefix('"') else { return false };
    name.find('"').is_some_and(|end| name[end + 1..].trim_start().starts_with(':'))
}

fn repaired(content: &str) -> Option<Body> {
    if is_member(content) {
        let Repaired { value, faults, end } = json_repair::repair(&format!("{{{content}\n}}"))?;
        let of_content =
            faults.into_iter().map(|fault| Fault { at: fault.at.saturating_sub(1).min(content.len()), ..fault });
        let faults: Vec<Fault> =
            std::iter::once(Fault { what: "members without braces", at: 0 }).chain(of_content).collect();
        return is_plausible(&value, &faults, end, content).then_some(Body::Repaired(value, faults));
    }
    let Repaired { value, mut faults, end } = json_repair::repair(content)?;
    if !content[end..].trim().is_empty() {
        faults.push(behind(content, end));
    }
    is_plausible(&value, &faults, end, content).then_some(Body::Repaired(value, faults))
}

/// Whether repairing gave what was meant: most of the text was read, and names are names.
fn is_plausible(value: &Json, faults: &[Fault], end: usize, content: &str) -> bool {
    let is_name = |name: &String| !name.contains('\n') && name.len() <= 200;
    let named = match value {
        Json::Object(members) => members.iter().all(|(name, _)| is_name(name)),
        Json::Array(items) => {
            let is_unquoted = faults.iter().any(|fault| fault.what == "text without quotes");
            !is_unquoted || !items.iter().all(|item| matches!(item, Json::String(_)))
        }
        _ => true,
    };
    named && faults.len() <= MOST_FAULTS && end * 2 >= content.len()
}
