//! Types and members as JSON Schema.
//!
//! What the documentation says and JSON Schema cannot, or what would make the schema contradict itself (a default
//! outside its own bounds, a pattern that is no regular expression), stands in extensions: nothing is dropped.

use hwc_model::{EnumValue, Json, Mandatory, Member, Number, ObjectType, Scalar, Source, Type};
use regex_lite::Regex;

use super::names::Names;
use super::object::{Object, ToJson};

/// The schema of an object type.
pub(super) fn object_type(ty: &ObjectType, names: &Names<'_>) -> Object {
    let mandatory: Vec<&str> = ty.members.iter().filter(|m| is_mandatory(m)).map(|m| m.name.as_str()).collect();
    let properties: Object = ty.members.iter().map(|m| (m.name.clone(), member(m, names).to_json())).collect();
    Object::new()
        .with("type", "object")
        .maybe("title", ty.name.as_ref())
        .maybe("description", ty.description.as_ref())
        .filled("required", mandatory)
        .filled("properties", properties)
        .filled("x-source", source(&ty.source))
}

pub(super) fn is_mandatory(member: &Member) -> bool {
    member.mandatory == Mandatory::Yes
}

/// The schema of a member of an object: everything that its row says, but whether it is mandatory.
pub(super) fn member(member: &Member, names: &Names<'_>) -> Object {
    value(member, names)
        .maybe("description", member.description.as_ref())
        .filled("deprecated", member.deprecated.is_some())
        .and(notes(member))
}

/// The schema of the value alone: what of a parameter goes below `schema`.
pub(super) fn value(member: &Member, names: &Names<'_>) -> Object {
    let pattern = member.bounds.pattern.as_deref().and_then(|pattern| Regex::new(pattern).ok());
    let bounds = &member.bounds;
    let mut schema = shape(&member.ty, names, &|leaf| constrain(leaf, member, pattern.is_some()))
        .maybe("minItems", bounds.min_items)
        .maybe("maxItems", bounds.max_items);
    if member.nullable {
        schema = nullable(schema);
    }
    let fits = member.default.as_ref().is_some_and(|default| fits(default, member, pattern.as_ref()));
    schema
        .maybe(if fits { "default" } else { "x-default" }, member.default.as_ref())
        .filled("readOnly", member.read_only)
}

/// What a row says beyond JSON Schema.
pub(super) fn notes(member: &Member) -> Object {
    let conditional = (member.mandatory == Mandatory::Conditional).then_some("conditional");
    Object::new()
        .maybe("x-mandatory", conditional)
        .filled("x-secret", member.secret)
        .maybe("x-unit", member.unit.as_ref())
        .filled("x-deprecated", member.deprecated.clone().unwrap_or_default())
        .filled("x-mentioned-values", member.mentioned.iter().map(mentioned).collect::<Vec<_>>())
        .filled("x-source", source(&member.source))
}

/// Where something was read, as an extension.
pub(super) fn source(source: &Source) -> Object {
    Object::new()
        .filled("page", &source.page)
        .maybe("table", Some(source.table).filter(|table| *table > 0))
        .maybe("row", Some(source.row).filter(|row| *row > 0))
}

/// A type without a row: the body of a request or a reply.
pub(super) fn plain(ty: &Type, names: &Names<'_>) -> Object {
    shape(ty, names, &|leaf| leaf)
}

/// The type, `constrain` being applied to the innermost one of lists and maps.
fn shape(ty: &Type, names: &Names<'_>, constrain: &dyn Fn(Object) -> Object) -> Object {
    match ty {
        Type::Array(items) => Object::new().with("type", "array").with("items", shape(items, names, constrain)),
        Type::Map(values) => {
            Object::new().with("type", "object").with("additionalProperties", shape(values, names, constrain))
        }
        Type::Object(id) => constrain(Object::new().with("$ref", names.reference(id))),
        Type::Any => constrain(Object::new()),
        scalar => constrain(self::scalar(scalar)),
    }
}

fn scalar(ty: &Type) -> Object {
    let (name, format) = match ty {
        Type::Integer => ("integer", Some("int32")),
        Type::Long => ("integer", Some("int64")),
        Type::Float => ("number", Some("float")),
        Type::Double => ("number", Some("double")),
        Type::Boolean => ("boolean", None),
        Type::AnyObject => ("object", None),
        _ => ("string", None),
    };
    let media_type = (*ty == Type::Binary).then_some("application/octet-stream");
    Object::new().with("type", name).maybe("format", format).maybe("contentMediaType", media_type)
}

fn constrain(leaf: Object, member: &Member, pattern_is_valid: bool) -> Object {
    let bounds = &member.bounds;
    let is_secret_text = member.secret && leaf.get("type") == Some(&Json::String("string".into()));
    leaf.maybe("format", is_secret_text.then_some("password"))
        .maybe("minimum", bounds.min)
        .maybe("maximum", bounds.max)
        .maybe("minLength", bounds.min_length)
        .maybe("maxLength", bounds.max_length)
        .maybe(if pattern_is_valid { "pattern" } else { "x-pattern" }, bounds.pattern.as_ref())
        .and(enumeration(member))
}

fn enumeration(member: &Member) -> Object {
    let values = &member.values;
    let has_meanings = values.iter().any(|value| value.meaning.is_some());
    let meanings: Vec<_> = values.iter().map(|value| value.meaning.clone().unwrap_or_default()).collect();
    Object::new()
        .filled("enum", values.iter().map(|value| value.value.to_json()).collect::<Vec<_>>())
        .filled("x-enum-descriptions", if has_meanings { meanings } else { Vec::new() })
}

fn mentioned(value: &EnumValue) -> Object {
    Object::new().with("value", &value.value).maybe("meaning", value.meaning.as_ref())
}

fn nullable(mut schema: Object) -> Object {
    if schema.has("$ref") {
        return Object::new().with("anyOf", vec![schema, Object::new().with("type", "null")]);
    }
    if let Some(ty) = schema.get_mut("type") {
        *ty = Json::Array(vec![ty.clone(), Json::String("null".into())]);
    }
    if let Some(Json::Array(values)) = schema.get_mut("enum") {
        values.push(Json::Null);
    }
    schema
}

/// Whether a default is a value that its own row allows; pages contradict themselves here.
fn fits(default: &Scalar, member: &Member, pattern: Option<&Regex>) -> bool {
    let allowed = member.values.is_empty() || member.values.iter().any(|value| value.value == *default);
    allowed
        && match (default, &member.ty) {
            (_, Type::Any) => true,
            (Scalar::Bool(_), Type::Boolean) => true,
            (Scalar::Number(Number::Integer(_)), Type::Integer | Type::Long) => within(default, member),
            (Scalar::Number(_), Type::Float | Type::Double) => within(default, member),
            (Scalar::Text(text), Type::String) => fits_text(text, member, pattern),
            _ => false,
        }
}

fn within(default: &Scalar, member: &Member) -> bool {
    let Scalar::Number(number) = default else { return false };
    let value = float(*number);
    member.bounds.min.is_none_or(|min| float(min) <= value) && member.bounds.max.is_none_or(|max| value <= float(max))
}

fn fits_text(text: &str, member: &Member, pattern: Option<&Regex>) -> bool {
    let length = text.chars().count() as u64;
    member.bounds.min_length.is_none_or(|min| min <= length)
        && member.bounds.max_length.is_none_or(|max| length <= max)
        && pattern.is_none_or(|pattern| pattern.is_match(text))
}

fn float(number: Number) -> f64 {
    match number {
        Number::Integer(value) => value as f64,
        Number::Float(value) => value,
    }
}
