//! Two types of a row: how one relates to the other.

use hwc_model::Type;

/// How a type relates to an older one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Same,
    /// It holds every old value and more.
    Widened,
    /// It holds some old values only.
    Narrowed,
    /// A list of what it was.
    BecameList,
    /// What it was a list of.
    BecameSingle,
    /// What was free is stated.
    Refined,
    /// What was stated is free.
    Vague,
    /// What was stated is free since its table is gone.
    TableLost,
    /// An object with stated members on one side, one with free keys on the other.
    Restructured,
    /// Something else.
    Other,
}

/// Tells how types relate.
pub(super) trait Kinds {
    /// How the newer type relates to the older one.
    fn kind(&self, old: &Type, new: &Type) -> Kind;
}

/// The relation of two types, given which object types are one and which are gone.
pub(super) fn kind(
    old: &Type,
    new: &Type,
    is_one: &dyn Fn(&str, &str) -> bool,
    is_gone: &dyn Fn(&str) -> bool,
) -> Kind {
    use Type::{Any, AnyObject, Array, Boolean, Double, Float, Integer, Long, Map, Object};
    match (old, new) {
        (Object(old), Object(new)) => {
            if is_one(old, new) {
                Kind::Same
            } else {
                Kind::Other
            }
        }
        (Array(old), Array(new)) | (Map(old), Map(new)) => match kind(old, new, is_one, is_gone) {
            Kind::BecameList | Kind::BecameSingle => Kind::Other,
            inner => inner,
        },
        (old, new) if old == new => Kind::Same,
        (Any, _) | (AnyObject, Object(_) | Map(_)) => Kind::Refined,
        (Object(old), Any | AnyObject) if is_gone(old) => Kind::TableLost,
        (_, Any) | (Object(_) | Map(_), AnyObject) => Kind::Vague,
        (single, Array(item)) if kind(single, item, is_one, is_gone) == Kind::Same => Kind::BecameList,
        (Array(item), single) if kind(item, single, is_one, is_gone) == Kind::Same => Kind::BecameSingle,
        (Object(_), Map(_)) | (Map(_), Object(_)) => Kind::Restructured,
        (Integer, Long | Float | Double) | (Long, Double) | (Float, Double) => Kind::Widened,
        (Long | Float | Double, Integer) | (Double, Long) | (Double, Float) => Kind::Narrowed,
        (Boolean, _) => Kind::Other,
        _ => Kind::Other,
    }
}

/// A type in words.
pub(in crate::diff) fn type_word(ty: &Type) -> String {
    match ty {
        Type::String => "String".to_owned(),
        Type::Integer => "Integer".to_owned(),
        Type::Long => "Long".to_owned(),
        Type::Float => "Float".to_owned(),
        Type::Double => "Double".to_owned(),
        Type::Boolean => "Boolean".to_owned(),
        Type::Binary => "Binary".to_owned(),
        Type::AnyObject => "Object".to_owned(),
        Type::Any => "any value".to_owned(),
        Type::Object(id) => format!("{id} object"),
        Type::Array(inner) => format!("Array of {}", type_word(inner)),
        Type::Map(inner) => format!("Map of {}", type_word(inner)),
    }
}
