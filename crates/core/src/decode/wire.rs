//! Values without parts: text, numbers, booleans.
//!
//! serde reads all of them through one visitor into [`Wire`], so that a type with such a value adds nothing to the
//! program but one small function that says which of them it takes.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{
        Error, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};
use serde_json::Value;

use super::{At, Fit, Read};
use crate::{DriftKind, Secret};

/// A value as it stands on the wire.
#[doc(hidden)]
pub enum Wire<'de> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A whole number that is too large for [`Wire::Integer`].
    Large(u64),
    /// A number with a fraction or an exponent.
    Float(f64),
    /// Text.
    Text(Cow<'de, str>),
    /// A list or an object.
    Parts(Value),
}

impl From<Wire<'_>> for Value {
    fn from(wire: Wire<'_>) -> Value {
        match wire {
            Wire::Null => Value::Null,
            Wire::Boolean(value) => value.into(),
            Wire::Integer(value) => value.into(),
            Wire::Large(value) => value.into(),
            Wire::Float(value) => value.into(),
            Wire::Text(value) => value.into(),
            Wire::Parts(value) => value,
        }
    }
}

/// A type without parts: says what it makes of a value on the wire.
#[doc(hidden)]
pub trait Leaf: Sized {
    /// Takes the value, or what comes closest.
    fn take(wire: Wire<'_>, at: &At<'_>) -> Fit<Self>;
}

/// Reads a value without parts.
#[doc(hidden)]
#[inline]
pub fn read_leaf<'de, T: Leaf, D: Deserializer<'de>>(deserializer: D, at: &At<'_>) -> Result<Fit<T>, D::Error> {
    Ok(T::take(deserializer.deserialize_any(WireVisitor)?, at))
}

/// Another type than documented: kept, and noted.
#[cold]
pub(super) fn other<T>(wire: Wire<'_>, at: &At<'_>) -> Fit<T> {
    at.drifts(DriftKind::OtherType);
    Fit::Not(wire.into())
}

impl Leaf for String {
    #[inline]
    fn take(wire: Wire<'_>, at: &At<'_>) -> Fit<Self> {
        match wire {
            Wire::Text(text) => Fit::Is(text.into_owned()),
            Wire::Null => Fit::Null,
            other => text_of(other, at),
        }
    }
}

#[cold]
fn text_of(wire: Wire<'_>, at: &At<'_>) -> Fit<String> {
    let kind = if matches!(wire, Wire::Boolean(_)) { DriftKind::OtherType } else { DriftKind::NumberForText };
    match Value::from(wire) {
        value @ (Value::Bool(_) | Value::Number(_)) => {
            at.drifts(kind);
            Fit::Like(value.to_string(), value)
        }
        value => other(Wire::Parts(value), at),
    }
}

impl Leaf for Secret {
    #[inline]
    fn take(wire: Wire<'_>, at: &At<'_>) -> Fit<Self> {
        String::take(wire, at).map(Secret::from)
    }
}

impl Leaf for i64 {
    #[inline]
    fn take(wire: Wire<'_>, at: &At<'_>) -> Fit<Self> {
        match wire {
            Wire::Integer(value) => Fit::Is(value),
            Wire::Null => Fit::Null,
            other => integer_of(other, at),
        }
    }
}

#[cold]
fn integer_of(wire: Wire<'_>, at: &At<'_>) -> Fit<i64> {
    match &wire {
        Wire::Text(text) => match text.trim().parse() {
            Ok(value) => like(value, wire, DriftKind::TextForNumber, at),
            Err(_) => other(wire, at),
        },
        Wire::Float(value) if value.fract() == 0.0 && value.abs() < EXACT => {
            like(*value as i64, wire, DriftKind::NumberOutOfRange, at)
        }
        Wire::Float(_) | Wire::Large(_) => {
            at.drifts(DriftKind::NumberOutOfRange);
            Fit::Not(wire.into())
        }
        _ => other(wire, at),
    }
}

/// Every whole number below is exact as `f64`.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Leaf for f64 {
    #[inline]
    fn take(wire: Wire<'_>, at: &At<'_>) -> Fit<Self> {
        match wire {
            Wire::Float(value) => Fit::Is(value),
            Wire::Integer(value) if (value as f64).abs() < EXACT => Fit::Is(value as f64),
            Wire::Null => Fit::Null,
            other => float_of(other, at),
        }
    }
}

#[cold]
fn float_of(wire: Wire<'_>, at: &At<'_>) -> Fit<f64> {
    match &wire {
        Wire::Integer(value) => Fit::Like(*value as f64, wire.into()),
        Wire::Large(value) => Fit::Like(*value as f64, wire.into()),
        Wire::Text(text) => match text.trim().parse() {
            Ok(value) if f64::is_finite(value) => like(value, wire, DriftKind::TextForNumber, at),
            _ => other(wire, at),
        },
        _ => other(wire, at),
    }
}

impl Leaf for bool {
    #[inline]
    fn take(wire: Wire<'_>, at: &At<'_>) -> Fit<Self> {
        match wire {
            Wire::Boolean(value) => Fit::Is(value),
            Wire::Null => Fit::Null,
            other => boolean_of(other, at),
        }
    }
}

#[cold]
fn boolean_of(wire: Wire<'_>, at: &At<'_>) -> Fit<bool> {
    let value = match &wire {
        Wire::Integer(number @ (0 | 1)) => *number == 1,
        Wire::Text(text) if text.eq_ignore_ascii_case("true") => true,
        Wire::Text(text) if text.eq_ignore_ascii_case("false") => false,
        _ => return other(wire, at),
    };
    like(value, wire, DriftKind::OtherForBoolean, at)
}

/// A value that could be understood: the original is kept, and the place noted.
#[cold]
pub(super) fn like<T>(value: T, wire: Wire<'_>, kind: DriftKind, at: &At<'_>) -> Fit<T> {
    at.drifts(kind);
    Fit::Like(value, wire.into())
}

macro_rules! leaves {
    ($($leaf:ty)*) => { $(
        impl Read for $leaf {
            #[inline]
            fn read<'de, D: Deserializer<'de>>(deserializer: D, at: &At<'_>) -> Result<Fit<Self>, D::Error> {
                read_leaf(deserializer, at)
            }
        }
    )* };
}

leaves!(String Secret i64 f64 bool);

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::deserialize(deserializer)
    }
}

struct WireVisitor;

impl<'de> Visitor<'de> for WireVisitor {
    type Value = Wire<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Wire<'de>, E> {
        Ok(Wire::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Wire<'de>, E> {
        Ok(Wire::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Wire<'de>, E> {
        Ok(i64::try_from(value).map_or(Wire::Large(value), Wire::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Wire<'de>, E> {
        Ok(Wire::Float(value))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Wire<'de>, E> {
        Ok(Wire::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Wire<'de>, E> {
        Ok(Wire::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_string<E>(self, value: String) -> Result<Wire<'de>, E> {
        Ok(Wire::Text(Cow::Owned(value)))
    }

    fn visit_unit<E>(self) -> Result<Wire<'de>, E> {
        Ok(Wire::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Wire<'de>, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(items)).map(Wire::Parts)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Wire<'de>, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(members)).map(Wire::Parts)
    }
}

/// A value that has been read already, to be read again as an item of a list.
pub(super) struct Again<'de, E> {
    wire: Wire<'de>,
    error: PhantomData<E>,
}

impl<'de, E> Again<'de, E> {
    pub(super) fn new(wire: Wire<'de>) -> Self {
        Again { wire, error: PhantomData }
    }
}

impl<'de, E: Error> Deserializer<'de> for Again<'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.wire {
            Wire::Null => visitor.visit_unit(),
            Wire::Boolean(value) => visitor.visit_bool(value),
            Wire::Integer(value) => visitor.visit_i64(value),
            Wire::Large(value) => visitor.visit_u64(value),
            Wire::Float(value) => visitor.visit_f64(value),
            Wire::Text(Cow::Borrowed(value)) => visitor.visit_borrowed_str(value),
            Wire::Text(Cow::Owned(value)) => visitor.visit_string(value),
            // Only scalars are read again.
            Wire::Parts(_) => visitor.visit_unit(),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
