//! Where an example reply differs from the table above it, as the runtime will say it.
//!
//! The rules are those of lenient decoding in `hwc-core`; a test of the generated conformance crate holds both to the
//! same findings, example by example.

use std::collections::BTreeSet;

use hwc_model::{Json, Number};

use crate::plan::{Shape, Version};

/// Every whole number below is exact as a float.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// `instances[].status: UnknownValue` and so on, sorted.
pub(super) fn find_drift(version: &Version<'_>, shape: &Shape, example: &Json) -> BTreeSet<String> {
    let mut finder = Finder { version, found: BTreeSet::new() };
    finder.read(shape, example, "");
    finder.found
}

struct Finder<'a> {
    version: &'a Version<'a>,
    found: BTreeSet<String>,
}

impl Finder<'_> {
    fn note(&mut self, path: &str, kind: &str) {
        self.found.insert(format!("{path}: {kind}"));
    }

    fn read(&mut self, shape: &Shape, json: &Json, path: &str) {
        match shape {
            Shape::Json | Shape::Bytes => {}
            Shape::Text | Shape::Secret => self.read_text(json, path),
            Shape::Integer => self.read_integer(json, path),
            Shape::Float => self.read_float(json, path),
            Shape::Boolean => self.read_boolean(json, path),
            Shape::Enum(index) => self.read_enum(*index, json, path),
            Shape::Struct(index) => self.read_object(*index, json, path),
            Shape::List(item) => self.read_list(item, json, path),
            Shape::Map(value) => self.read_map(value, json, path),
        }
    }

    fn read_text(&mut self, json: &Json, path: &str) {
        match json {
            Json::String(_) | Json::Null => {}
            Json::Number(_) => self.note(path, "NumberForText"),
            _ => self.note(path, "OtherType"),
        }
    }

    fn read_integer(&mut self, json: &Json, path: &str) {
        match json {
            Json::Number(Number::Integer(_)) | Json::Null => {}
            Json::Number(Number::Float(_)) => self.note(path, "NumberOutOfRange"),
            Json::String(text) if text.trim().parse::<i64>().is_ok() => self.note(path, "TextForNumber"),
            _ => self.note(path, "OtherType"),
        }
    }

    fn read_float(&mut self, json: &Json, path: &str) {
        match json {
            Json::Number(_) | Json::Null => {}
            Json::String(text) if text.trim().parse().is_ok_and(f64::is_finite) => self.note(path, "TextForNumber"),
            _ => self.note(path, "OtherType"),
        }
    }

    fn read_boolean(&mut self, json: &Json, path: &str) {
        let is_like = match json {
            Json::Bool(_) | Json::Null => return,
            Json::Number(Number::Integer(value)) => matches!(value, 0 | 1),
            Json::String(text) => text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false"),
            _ => false,
        };
        self.note(path, if is_like { "OtherForBoolean" } else { "OtherType" });
    }

    /// The value below an enumeration; then whether it is one of those listed.
    fn read_enum(&mut self, index: usize, json: &Json, path: &str) {
        let one = &self.version.enums[index];
        let value = match (json, one.is_integer) {
            (Json::Null, _) => return,
            (json, true) => {
                self.read_integer(json, path);
                integer_of(json).map(|value| value.to_string())
            }
            (json, false) => {
                self.read_text(json, path);
                text_of(json)
            }
        };
        let is_listed = |value: &String| one.variants.iter().any(|variant| variant.value == *value);
        if value.is_some_and(|value| !is_listed(&value)) {
            self.note(path, "UnknownValue");
        }
    }

    fn read_object(&mut self, index: usize, json: &Json, path: &str) {
        let object = &self.version.structs[index];
        match json {
            Json::Object(members) => {
                for (name, json) in members {
                    let path = join(path, name);
                    match object.fields.iter().find(|field| field.member.name == *name) {
                        Some(field) => self.read(&field.shape, json, &path),
                        None => self.note(&path, "UnknownMember"),
                    }
                }
            }
            Json::Null => {}
            _ => self.note(path, "OtherType"),
        }
    }

    fn read_list(&mut self, item: &Shape, json: &Json, path: &str) {
        let below = format!("{path}[]");
        match json {
            Json::Array(items) => {
                for json in items {
                    self.read(item, json, &below);
                    if *json == Json::Null {
                        self.note(&below, "Null");
                    }
                }
            }
            Json::Null => self.note(path, "Null"),
            Json::Object(_) => {
                self.read(item, json, &below);
                self.note(path, "ObjectForList");
            }
            Json::String(text) if text.is_empty() => self.note(path, "OtherType"),
            _ => {
                self.read(item, json, &below);
                self.note(path, "ItemForList");
            }
        }
    }

    fn read_map(&mut self, value: &Shape, json: &Json, path: &str) {
        match json {
            Json::Object(members) => members.iter().for_each(|(_, json)| self.read(value, json, &join(path, "*"))),
            Json::Null => self.note(path, "Null"),
            _ => self.note(path, "OtherType"),
        }
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn integer_of(json: &Json) -> Option<i64> {
    match json {
        Json::Number(Number::Integer(value)) => Some(*value),
        Json::Number(Number::Float(value)) if value.fract() == 0.0 && value.abs() < EXACT => Some(*value as i64),
        Json::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn text_of(json: &Json) -> Option<String> {
    match json {
        Json::String(text) => Some(text.clone()),
        Json::Bool(value) => Some(value.to_string()),
        Json::Number(Number::Integer(value)) => Some(value.to_string()),
        Json::Number(value @ Number::Float(_)) => serde_json::to_string(value).ok(),
        _ => None,
    }
}
