//! Bodies: types, mandatory members, bounds, enumerations.

use hwc_model::{Body, Bounds, EnumValue, Mandatory, Member, Number, Scalar, Type};
use serde_json::{Map, Value};

use super::place::At;
use super::{Check, within};
use crate::log::Request;
use crate::synthesis::as_float;

impl<'a> Check<'a> {
    /// Checks the body of a request, where it is documented as JSON.
    pub(super) fn body(&mut self, body: &'a Body, request: &Request) {
        let at = At::Root("body");
        let is_json = body.media_type.is_empty() || essence(&body.media_type).ends_with("json");
        if !is_json {
            if request.body.is_empty() && body.ty == Type::Binary {
                self.fault(&at, "is empty");
            }
            return;
        }
        if request.body.is_empty() {
            return self.empty_body(&body.ty, &at);
        }
        match serde_json::from_slice::<Value>(&request.body) {
            Ok(value) => self.value(&value, &body.ty, None, &at),
            Err(error) => self.fault(&at, format_args!("is no JSON: {error}")),
        }
    }

    fn empty_body(&mut self, ty: &'a Type, at: &At<'_>) {
        match ty {
            Type::Object(_) => self.value(&Value::Object(Map::new()), ty, None, at),
            Type::Any | Type::AnyObject | Type::Map(_) => {}
            _ => self.fault(at, "is empty"),
        }
    }

    /// Checks a value; `member` is the row that its type is from.
    fn value(&mut self, value: &Value, ty: &'a Type, member: Option<&'a Member>, at: &At<'_>) {
        match (ty, value) {
            (Type::Any, _) | (Type::AnyObject, Value::Object(_)) => {}
            (Type::Object(id), Value::Object(members)) => self.object(members, id, at),
            (Type::Array(items), Value::Array(values)) => {
                for (number, value) in values.iter().enumerate() {
                    self.value(value, items, member, &at.item(number));
                }
            }
            (Type::Map(values), Value::Object(members)) => {
                for (name, value) in members {
                    self.value(value, values, member, &at.member(name));
                }
            }
            _ if !is_of(ty, value) => {
                self.fault(at, format_args!("is {}, documented as {}", found(value), expected(ty)));
            }
            _ => member.into_iter().for_each(|member| self.scalar(value, ty, member, at)),
        }
    }

    fn object(&mut self, members: &Map<String, Value>, id: &str, at: &At<'_>) {
        let known = self.known;
        let Some(ty) = known.types.get(id) else { return };
        let around = self.row.take();
        for member in &ty.members {
            let at = at.member(&member.name);
            self.row = Some(within(&ty.source, &member.source));
            match members.get(&member.name) {
                Some(value) => self.member(value, member, &at),
                None if member.mandatory == Mandatory::Yes => self.fault(&at, "mandatory member is missing"),
                None => {}
            }
        }
        self.row = around;
        if self.rules.unknown_members {
            for name in members.keys().filter(|name| ty.members.iter().all(|member| member.name != **name)) {
                self.fault(&at.member(name), "no such member is documented");
            }
        }
    }

    /// Checks a member that is there; null in a place that is not mandatory is as good as nothing.
    fn member(&mut self, value: &Value, member: &'a Member, at: &At<'_>) {
        match value {
            Value::Null if member.nullable || member.mandatory != Mandatory::Yes => return,
            Value::Array(items) => self.count(&member.bounds, items.len(), at),
            _ => {}
        }
        self.value(value, &member.ty, Some(member), at);
    }

    /// Checks the number of items of a list.
    pub(super) fn count(&mut self, bounds: &Bounds, count: usize, at: &At<'_>) {
        let count = count as u64;
        if let Some(min) = bounds.min_items.filter(|min| count < *min) {
            self.fault(at, format_args!("has {count} items, documented are at least {min}"));
        }
        if let Some(max) = bounds.max_items.filter(|max| count > *max) {
            self.fault(at, format_args!("has {count} items, documented are at most {max}"));
        }
    }

    /// Checks a value without parts against the bounds and values of its row.
    pub(super) fn scalar(&mut self, value: &Value, ty: &Type, member: &'a Member, at: &At<'_>) {
        match value {
            Value::String(text) if *ty == Type::String => self.text_bounds(text, &member.bounds, at),
            Value::Number(number) => self.number_bounds(number.as_f64().unwrap_or_default(), &member.bounds, at),
            _ => {}
        }
        let is_listed = member.values.is_empty() || member.values.iter().any(|listed| is_value(listed, value));
        if self.rules.unknown_values && !is_listed {
            let shown = if member.secret { "the value".to_owned() } else { short(value.to_string()) };
            self.fault(at, format_args!("{shown} is none of the documented values {}", list(&member.values)));
        }
    }

    fn text_bounds(&mut self, text: &str, bounds: &Bounds, at: &At<'_>) {
        let length = text.chars().count() as u64;
        if let Some(min) = bounds.min_length.filter(|min| length < *min) {
            self.fault(at, format_args!("has {length} characters, documented are at least {min}"));
        }
        if let Some(max) = bounds.max_length.filter(|max| length > *max) {
            self.fault(at, format_args!("has {length} characters, documented are at most {max}"));
        }
        let known = self.known;
        if let Some(pattern) = &bounds.pattern
            && known.patterns.get(pattern).is_some_and(|regex| !regex.is_match(text))
        {
            self.fault(at, format_args!("does not match the documented pattern `{pattern}`"));
        }
    }

    fn number_bounds(&mut self, value: f64, bounds: &Bounds, at: &At<'_>) {
        if let Some(min) = bounds.min.map(as_float).filter(|min| value < *min) {
            self.fault(at, format_args!("{value} is less than the documented minimum {min}"));
        }
        if let Some(max) = bounds.max.map(as_float).filter(|max| value > *max) {
            self.fault(at, format_args!("{value} is more than the documented maximum {max}"));
        }
    }
}

/// A media type without its parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a value without parts is of the type. Pages call 64 bits `Integer`, so that widths are not checked.
fn is_of(ty: &Type, value: &Value) -> bool {
    match ty {
        Type::String | Type::Binary => value.is_string(),
        Type::Integer | Type::Long => value.is_i64() || value.is_u64(),
        Type::Float | Type::Double => value.is_number(),
        Type::Boolean => value.is_boolean(),
        Type::Any => true,
        Type::AnyObject | Type::Object(_) | Type::Array(_) | Type::Map(_) => false,
    }
}

/// What is documented, in a message.
pub(super) fn expected(ty: &Type) -> &'static str {
    match ty {
        Type::String | Type::Binary => "text",
        Type::Integer | Type::Long => "whole number",
        Type::Float | Type::Double => "number",
        Type::Boolean => "boolean",
        Type::AnyObject | Type::Object(_) | Type::Map(_) => "object",
        Type::Array(_) => "list",
        Type::Any => "value",
    }
}

/// What was sent, in a message; not the value itself, which may be a secret.
fn found(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(number) if number.is_f64() => "a number with a fraction",
        Value::Number(_) => "a whole number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Whether a value is the listed one; lists of numbers are at times written as texts, and the other way round.
fn is_value(listed: &EnumValue, value: &Value) -> bool {
    match (&listed.value, value) {
        (Scalar::Text(listed), Value::String(value)) => listed == value,
        (Scalar::Bool(listed), Value::Bool(value)) => listed == value,
        (Scalar::Number(listed), Value::Number(value)) => value.as_f64() == Some(as_float(*listed)),
        (listed, Value::String(value)) => shown(listed) == *value,
        (listed, value) => {
            let written = value.to_string();
            shown(listed) == written
        }
    }
}

/// The beginning of a long value.
fn short(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(80) {
        text.truncate(end);
        text.push('…');
    }
    text
}

fn list(values: &[EnumValue]) -> String {
    let shown: Vec<_> = values.iter().map(|value| format!("`{}`", shown(&value.value))).collect();
    shown.join(", ")
}

fn shown(scalar: &Scalar) -> String {
    match scalar {
        Scalar::Bool(value) => value.to_string(),
        Scalar::Number(Number::Integer(value)) => value.to_string(),
        Scalar::Number(Number::Float(value)) => value.to_string(),
        Scalar::Text(text) => text.clone(),
    }
}
