//! Parameters outside the body: texts that stand for values of their types.

use hwc_model::{Member, Type};
use serde_json::Value;

use super::Check;
use super::place::At;

impl<'a> Check<'a> {
    /// Checks the values given for one parameter.
    pub(super) fn texts<'v>(&mut self, member: &'a Member, root: &At<'_>, values: impl Iterator<Item = &'v str>) {
        let at = root.member(&member.name);
        match &member.ty {
            Type::Array(items) => self.text_list(member, items, &at, values),
            ty => values.for_each(|value| self.text(member, ty, &at, value)),
        }
    }

    /// A list comes as a repeated parameter, or as one with commas.
    fn text_list<'v>(&mut self, member: &'a Member, items: &Type, at: &At<'_>, values: impl Iterator<Item = &'v str>) {
        let values: Vec<&str> = values.flat_map(|value| value.split(',')).collect();
        if !values.is_empty() {
            self.count(&member.bounds, values.len(), at);
        }
        for (number, value) in values.into_iter().enumerate() {
            self.text(member, items, &at.item(number), value);
        }
    }

    fn text(&mut self, member: &'a Member, ty: &Type, at: &At<'_>, text: &str) {
        match typed(ty, text) {
            Some(value) => self.scalar(&value, ty, member, at),
            None => self.fault(at, format_args!("`{text}` is no {}", super::value::expected(ty))),
        }
    }
}

/// The value that a text stands for; objects in a query are written in ways that pages do not tell.
fn typed(ty: &Type, text: &str) -> Option<Value> {
    match ty {
        Type::Integer | Type::Long => text.parse::<i64>().ok().map(Value::from),
        Type::Float | Type::Double => text.parse::<f64>().ok().filter(|value| value.is_finite()).map(Value::from),
        Type::Boolean => text.to_ascii_lowercase().parse::<bool>().ok().map(Value::from),
        _ => Some(Value::from(text)),
    }
}
