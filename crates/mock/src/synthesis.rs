//! Values for what has no documented example, made from what the documentation says about their types.

use std::collections::HashMap;

use hwc_model::{Bounds, Json, Mandatory, Member, Number, ObjectType, Scalar, Type};

/// The object types of a service by id.
pub(crate) type Types = HashMap<String, ObjectType>;

/// A value of the type.
pub(crate) fn value(ty: &Type, types: &Types) -> Json {
    Synthesis { types, open: Vec::new(), is_sparse: false }.value(ty, None)
}

/// A value of the type, with no members but the mandatory ones.
pub(crate) fn sparse_value(ty: &Type, types: &Types) -> Json {
    Synthesis { types, open: Vec::new(), is_sparse: true }.value(ty, None)
}

/// A value for a row of a table: its default, else its first value, else one within its bounds.
pub(crate) fn member(member: &Member, types: &Types) -> Json {
    Synthesis { types, open: Vec::new(), is_sparse: false }.value(&member.ty, Some(member))
}

struct Synthesis<'a> {
    types: &'a Types,
    /// Object types around the present place: one that holds itself ends there.
    open: Vec<&'a str>,
    /// Only mandatory members are made.
    is_sparse: bool,
}

impl<'a> Synthesis<'a> {
    fn value(&mut self, ty: &'a Type, member: Option<&'a Member>) -> Json {
        match ty {
            Type::Array(items) if self.is_open(items) => Json::Array(Vec::new()),
            Type::Array(items) => Json::Array(vec![self.value(items, member)]),
            Type::Map(values) if self.is_open(values) => Json::Object(Vec::new()),
            Type::Map(values) => Json::Object(vec![("key".to_owned(), self.value(values, member))]),
            Type::Object(id) => self.object(id),
            Type::AnyObject => Json::Object(Vec::new()),
            Type::Any => Json::Null,
            scalar => documented(scalar, member).unwrap_or_else(|| plausible(scalar, member)),
        }
    }

    fn object(&mut self, id: &'a str) -> Json {
        let Some(ty) = self.types.get(id) else { return Json::Object(Vec::new()) };
        self.open.push(id);
        let members = ty.members.iter().filter(|m| !self.is_open(&m.ty));
        let members = members.filter(|m| !self.is_sparse || m.mandatory == Mandatory::Yes).collect::<Vec<_>>();
        let members = members.into_iter().map(|m| (m.name.clone(), self.value(&m.ty, Some(m)))).collect();
        self.open.pop();
        Json::Object(members)
    }

    fn is_open(&self, ty: &Type) -> bool {
        matches!(ty, Type::Object(id) if self.open.contains(&id.as_str()))
    }
}

/// The default or the first value, where it is of the type.
fn documented(ty: &Type, member: Option<&Member>) -> Option<Json> {
    let member = member?;
    let first = member.values.first().map(|value| &value.value);
    [member.default.as_ref(), first].into_iter().flatten().find_map(|scalar| match (scalar, ty) {
        (Scalar::Text(text), Type::String) => Some(Json::String(text.clone())),
        (Scalar::Bool(value), Type::Boolean) => Some(Json::Bool(*value)),
        (Scalar::Number(number @ Number::Integer(_)), Type::Integer | Type::Long) => Some(Json::Number(*number)),
        (Scalar::Number(number), Type::Float | Type::Double) => Some(Json::Number(*number)),
        _ => None,
    })
}

fn plausible(ty: &Type, member: Option<&Member>) -> Json {
    match ty {
        Type::Boolean => Json::Bool(true),
        Type::Integer | Type::Long | Type::Float | Type::Double => Json::Number(number(member.map(|m| &m.bounds))),
        _ => Json::String(member.map_or_else(|| "text".to_owned(), text)),
    }
}

/// One, or the next number within the bounds.
fn number(bounds: Option<&Bounds>) -> Number {
    let one = Number::Integer(1);
    let Some(bounds) = bounds else { return one };
    let below = bounds.min.filter(|min| as_float(*min) > 1.0);
    below.or(bounds.max.filter(|max| as_float(*max) < 1.0)).unwrap_or(one)
}

pub(crate) fn as_float(number: Number) -> f64 {
    match number {
        Number::Integer(value) => value as f64,
        Number::Float(value) => value,
    }
}

/// The name of the member, or an id where the name ends in one, as long as the bounds want it.
fn text(member: &Member) -> String {
    let is_id = member.name.to_ascii_lowercase().ends_with("id");
    let text = if is_id { "0123456789abcdef0123456789abcdef" } else { member.name.as_str() };
    let least = member.bounds.min_length.unwrap_or(0).min(4096) as usize;
    let most = member.bounds.max_length.map_or(usize::MAX, |max| max as usize).max(least);
    let count = text.chars().count().clamp(least, most);
    text.chars().cycle().take(if text.is_empty() { 0 } else { count }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn types() -> Types {
        let types: Vec<ObjectType> = serde_json::from_str(include_str!("../tests/fixtures/types.json")).unwrap();
        types.into_iter().map(|ty| (ty.id.clone(), ty)).collect()
    }

    #[test]
    fn values_are_the_default_or_the_first_or_within_bounds() {
        let text = serde_json::to_string(&value(&Type::Object("pot".to_owned()), &types())).unwrap();
        assert_eq!(
            text,
            concat!(
                r#"{"glaze":"clear","colour":"red","height":10,"weight":0.5,"kiln_id":"01234567","#,
                r#""name":"namena","parts":[],"labels":{"key":"labels"},"sold":true}"#
            )
        );
    }

    #[test]
    fn default_of_another_type_is_passed_over() {
        let member: Member =
            serde_json::from_str(r#"{"name":"n","type":"integer","default":"none","source":{}}"#).unwrap();
        assert_eq!(super::member(&member, &Types::new()), Json::Number(Number::Integer(1)));
    }
}
