//! Examples against tables: method, path, members, types and values.

use std::collections::{HashMap, HashSet};

use hwc_model::{Json, Member, Model, Number, ObjectType, Operation, Response, Scalar, Type};

use super::scalar_text;
use crate::extract::PageFacts;
use crate::lint::{Finding, Lint};
use crate::vocabulary;

/// Compares the examples of every operation with its tables.
pub(super) fn check(model: &Model, pages: &[PageFacts], pages_of: &[usize]) -> Vec<(usize, Finding)> {
    let types = model.types.iter().map(|ty| (ty.id.as_str(), ty)).collect();
    let mut findings = Vec::new();
    for (operation, &page) in model.operations.iter().zip(pages_of) {
        let Some(facts) = &pages[page].operation else { continue };
        let mut check = Check { types: &types, line: 0, told: HashSet::new(), findings: Vec::new() };
        for example in &facts.request_examples {
            check.line = example.line;
            check.request(operation, &example.example);
        }
        for example in &facts.response_examples {
            check.line = example.line;
            check.response(operation, &example.example);
        }
        findings.extend(check.findings.into_iter().map(|finding| (page, finding)));
    }
    findings
}

struct Check<'m> {
    types: &'m HashMap<&'m str, &'m ObjectType>,
    line: u32,
    /// Rule and member, so that a list of fifty items tells a fault once.
    told: HashSet<(Lint, String)>,
    findings: Vec<Finding>,
}

impl<'m> Check<'m> {
    fn tell(&mut self, lint: Lint, path: &str, found: String, expected: String) {
        if self.told.insert((lint, path.to_owned())) {
            self.findings.push(Finding::new(lint, self.line, found, expected));
        }
    }

    fn request(&mut self, operation: &'m Operation, example: &hwc_model::Example) {
        self.request_line(operation, example);
        let (Some(body), Some(value)) = (&operation.body, &example.body) else { return };
        self.value(value, &body.ty, None, "");
        if let (Type::Object(id), Json::Object(members)) = (&body.ty, value)
            && let Some(object) = self.types.get(id.as_str())
        {
            for member in object.members.iter().filter(|member| member.mandatory == hwc_model::Mandatory::Yes) {
                if !members.iter().any(|(name, _)| *name == member.name) {
                    let found = format!("no `{}` in the example request", member.name);
                    self.tell(Lint::ExampleLacksMandatory, &member.name, found, "each mandatory member".into());
                }
            }
        }
    }

    fn request_line(&mut self, operation: &Operation, example: &hwc_model::Example) {
        let Some(method) = example.method else { return };
        let name = crate::extract::method_name;
        if method != operation.method {
            let found = format!("an example request with {}", name(method));
            self.tell(Lint::ExampleMethodDiffers, "", found, format!("{} as above", name(operation.method)));
        }
        let Some((_, path)) = example.uri.as_deref().and_then(|uri| crate::extract::request_key(&format!("GET {uri}")))
        else {
            return;
        };
        let known = std::iter::once(&operation.path).chain(&operation.aliases);
        if !known.clone().any(|template| fits(template, &path)) {
            self.tell(Lint::ExamplePathDiffers, "", format!("an example request to {path}"), operation.path.clone());
        }
    }

    fn response(&mut self, operation: &'m Operation, example: &hwc_model::Example) {
        let Some(value) = &example.body else { return };
        let stated = example.status.map(|status| operation.responses.iter().find(|reply| reply.status == status));
        if stated.is_none() && is_failure(value) && !self.lists_failures(operation, value) {
            return;
        }
        let reply = stated.unwrap_or_else(|| self.reply_of(operation, value));
        if let Some(ty) = reply.and_then(|reply| reply.ty.as_ref()) {
            self.value(value, ty, None, "");
        }
    }

    /// Whether a reply of the operation has a member of the failure that an example shows: else it is documented
    /// elsewhere, for all operations together.
    fn lists_failures(&self, operation: &'m Operation, value: &Json) -> bool {
        operation.responses.iter().filter_map(|reply| reply.ty.as_ref()).any(|ty| self.members_known(ty, value) > 0)
    }

    /// The reply that an example without a status shows: of all the one that knows most of its members.
    fn reply_of(&self, operation: &'m Operation, value: &Json) -> Option<&'m Response> {
        let known = |reply: &&Response| reply.ty.as_ref().map_or(0, |ty| self.members_known(ty, value));
        // The last of equals is taken: success comes first.
        operation.responses.iter().rev().max_by_key(known)
    }

    fn members_known(&self, ty: &Type, value: &Json) -> usize {
        let (Type::Object(id), Json::Object(shown)) = (ty, value) else { return 0 };
        let Some(object) = self.types.get(id.as_str()) else { return 0 };
        shown.iter().filter(|(name, _)| object.members.iter().any(|member| member.name == *name)).count()
    }

    fn value(&mut self, value: &Json, ty: &'m Type, member: Option<&'m Member>, path: &str) {
        match (ty, value) {
            (_, Json::Null) | (Type::Any, _) | (Type::AnyObject, Json::Object(_)) => {}
            (Type::Object(id), Json::Object(members)) => {
                if let Some(object) = self.types.get(id.as_str()) {
                    self.object(members, object, path);
                }
            }
            (Type::Map(inner), Json::Object(members)) => {
                members.iter().for_each(|(key, value)| self.value(value, inner, member, &joined(path, key)));
            }
            (Type::Array(inner), Json::Array(items)) => {
                items.iter().for_each(|item| self.value(item, inner, member, &format!("{path}[]")));
            }
            (ty, value) if scalar_fits(ty, value) => self.listed(value, member, path),
            (ty, value) => {
                let found = format!("`{}` is {} in the example", shown(path), kind(value));
                self.tell(Lint::ExampleTypeDiffers, path, found, format!("{}, as the table says", type_word(ty)));
            }
        }
    }

    fn object(&mut self, members: &[(String, Json)], object: &'m ObjectType, path: &str) {
        for (name, value) in members {
            let below = joined(path, name);
            match object.members.iter().find(|member| member.name == *name) {
                Some(member) => self.value(value, &member.ty, Some(member), &below),
                None => {
                    let found = format!("`{below}` stands in the example, and its table has no such row");
                    self.tell(Lint::ExampleUndocumented, &below, found, "a row for each member".into());
                }
            }
        }
    }

    /// Whether a value is one of the listed ones.
    fn listed(&mut self, value: &Json, member: Option<&Member>, path: &str) {
        let Some(member) = member.filter(|member| !member.values.is_empty()) else { return };
        let any_case = member.description.as_deref().is_some_and(vocabulary::is_of_any_case);
        let is_listed = member.values.iter().any(|listed| {
            same(&listed.value, value) || stands_for(&listed.value, value) || any_case && alike(&listed.value, value)
        });
        if !is_listed && !is_placeholder(value) && !is_joined(value, member) {
            let found = format!("`{path}` is {} in the example", text_of(value));
            let listed: Vec<String> =
                member.values.iter().take(MOST_VALUES).map(|value| scalar_text(&value.value)).collect();
            let more = if member.values.len() > listed.len() { ", …" } else { "" };
            self.tell(Lint::ExampleValueUnknown, path, found, format!("one of {}{more}", listed.join(", ")));
        }
    }
}

/// Several values in one text: `normal,warning`.
fn is_joined(value: &Json, member: &Member) -> bool {
    let Json::String(text) = value else { return false };
    let is_listed = |part: &str| {
        member.values.iter().any(|listed| matches!(&listed.value, Scalar::Text(have) if have == part.trim()))
    };
    text.contains([',', '|']) && text.split([',', '|']).all(is_listed)
}

fn alike(listed: &Scalar, value: &Json) -> bool {
    matches!((listed, value), (Scalar::Text(listed), Json::String(value)) if listed.eq_ignore_ascii_case(value))
}

/// `0/false` is listed for `false`, `compute:xxx` for `compute:az1`.
fn stands_for(listed: &Scalar, value: &Json) -> bool {
    let (Scalar::Text(listed), Json::String(value)) = (listed, value) else { return false };
    let prefix = listed.trim_end_matches(['x', 'X', '*']);
    let is_open = listed.len() - prefix.len() >= SHORTEST_OPENING && !prefix.is_empty();
    listed.split('/').any(|part| part == value) || is_open && value.starts_with(prefix)
}

/// Fewer letters `x` may be the end of a word.
const SHORTEST_OPENING: usize = 3;

/// `{"error": {…}}` and `{"error_code": …}`: what comes when a call fails.
fn is_failure(value: &Json) -> bool {
    let Json::Object(members) = value else { return false };
    match members.as_slice() {
        [(name, Json::Object(_))] => vocabulary::is_name_of_errors(name),
        members => members.iter().any(|(name, _)| vocabulary::is_part_of_an_error(name)),
    }
}

/// More values are not told in one line.
const MOST_VALUES: usize = 8;

/// `xxx`, `{status}`, empty: stands for a value and is none.
fn is_placeholder(value: &Json) -> bool {
    match value {
        Json::String(text) => {
            text.is_empty() || text.contains(['{', '*', '<']) || text.trim_matches(['x', 'X', '.']).is_empty()
        }
        _ => false,
    }
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn shown(path: &str) -> &str {
    if path.is_empty() { "the body" } else { path }
}

fn scalar_fits(ty: &Type, value: &Json) -> bool {
    matches!(
        (ty, value),
        (Type::String | Type::Binary, Json::String(_))
            | (Type::Boolean, Json::Bool(_))
            | (Type::Integer | Type::Long, Json::Number(Number::Integer(_)))
            | (Type::Float | Type::Double, Json::Number(_))
    )
}

fn same(listed: &Scalar, value: &Json) -> bool {
    match (listed, value) {
        (Scalar::Text(listed), Json::String(value)) => listed == value,
        (Scalar::Bool(listed), Json::Bool(value)) => listed == value,
        (Scalar::Number(listed), Json::Number(value)) => listed == value,
        _ => false,
    }
}

fn text_of(value: &Json) -> String {
    match value {
        Json::String(text) => format!("`{text}`"),
        Json::Number(Number::Integer(number)) => number.to_string(),
        Json::Number(Number::Float(number)) => number.to_string(),
        Json::Bool(value) => value.to_string(),
        other => kind(other).to_owned(),
    }
}

fn kind(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "a Boolean",
        Json::Number(Number::Integer(_)) => "an integer",
        Json::Number(Number::Float(_)) => "a number",
        Json::String(_) => "a string",
        Json::Array(_) => "a list",
        Json::Object(_) => "an object",
    }
}

fn type_word(ty: &Type) -> &'static str {
    match ty {
        Type::String => "a string",
        Type::Integer | Type::Long => "an integer",
        Type::Float | Type::Double => "a number",
        Type::Boolean => "a Boolean",
        Type::Binary => "a file",
        Type::Object(_) | Type::AnyObject | Type::Map(_) => "an object",
        Type::Array(_) => "a list",
        Type::Any => "any value",
    }
}

/// Whether a path is one that the template can give.
fn fits(template: &str, path: &str) -> bool {
    template.split('/').count() == path.split('/').count()
        && template.split('/').zip(path.split('/')).all(|(a, b)| a == b || a.contains('{') || b.contains('{'))
}
