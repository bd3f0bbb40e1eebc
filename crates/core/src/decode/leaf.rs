//! Values without parts: text, numbers, booleans.

use serde::{Deserialize, Deserializer};

use super::{At, Slot, Took, Wire, other};
use crate::{DriftKind, Secret};

/// A type without parts: says what it makes of a value on the wire.
pub(crate) trait Leaf: Sized {
    /// The value, if it is what the documentation promised.
    fn exact(wire: Wire<'_>) -> Option<Self>;
    /// What else it may be taken for, and in which way that differs; without a value, in which way it does not fit.
    fn like(wire: Wire<'_>) -> (Option<Self>, DriftKind);
}

/// Takes a value without parts.
#[inline]
pub(crate) fn take<T: Leaf>(slot: &mut T, wire: Wire<'_>, at: &At<'_>) -> Took {
    match T::exact(wire) {
        Some(value) => {
            *slot = value;
            Took::Is
        }
        None => take_like(slot, wire, at),
    }
}

#[cold]
fn take_like<T: Leaf>(slot: &mut T, wire: Wire<'_>, at: &At<'_>) -> Took {
    if matches!(wire, Wire::Null) {
        return Took::Null;
    }
    match T::like(wire) {
        (Some(value), kind) => {
            at.drifts(kind);
            *slot = value;
            Took::Like(Box::new(wire.into()))
        }
        (None, DriftKind::OtherType) => other(wire.into(), at),
        (None, kind) => {
            at.drifts(kind);
            Took::Not(Box::new(wire.into()))
        }
    }
}

impl Leaf for String {
    #[inline]
    fn exact(wire: Wire<'_>) -> Option<Self> {
        if let Wire::Text(text) = wire { Some(text.to_owned()) } else { None }
    }

    fn like(wire: Wire<'_>) -> (Option<Self>, DriftKind) {
        let kind = if matches!(wire, Wire::Boolean(_)) { DriftKind::OtherType } else { DriftKind::NumberForText };
        (Some(serde_json::Value::from(wire).to_string()), kind)
    }
}

impl Leaf for Secret {
    fn exact(wire: Wire<'_>) -> Option<Self> {
        String::exact(wire).map(Secret::from)
    }

    fn like(wire: Wire<'_>) -> (Option<Self>, DriftKind) {
        let (text, kind) = String::like(wire);
        (text.map(Secret::from), kind)
    }
}

/// Every whole number below is exact as `f64`.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Leaf for i64 {
    #[inline]
    fn exact(wire: Wire<'_>) -> Option<Self> {
        if let Wire::Integer(value) = wire { Some(value) } else { None }
    }

    fn like(wire: Wire<'_>) -> (Option<Self>, DriftKind) {
        match wire {
            Wire::Text(text) => match text.trim().parse() {
                Ok(value) => (Some(value), DriftKind::TextForNumber),
                Err(_) => (None, DriftKind::OtherType),
            },
            Wire::Float(value) if value.fract() == 0.0 && value.abs() < EXACT => {
                (Some(value as i64), DriftKind::NumberOutOfRange)
            }
            Wire::Float(_) | Wire::Large(_) => (None, DriftKind::NumberOutOfRange),
            _ => (None, DriftKind::OtherType),
        }
    }
}

impl Leaf for f64 {
    #[inline]
    fn exact(wire: Wire<'_>) -> Option<Self> {
        match wire {
            Wire::Float(value) => Some(value),
            Wire::Integer(value) if (value as f64).abs() < EXACT => Some(value as f64),
            _ => None,
        }
    }

    fn like(wire: Wire<'_>) -> (Option<Self>, DriftKind) {
        match wire {
            Wire::Integer(value) => (Some(value as f64), DriftKind::NumberOutOfRange),
            Wire::Large(value) => (Some(value as f64), DriftKind::NumberOutOfRange),
            Wire::Text(text) => match text.trim().parse() {
                Ok(value) if f64::is_finite(value) => (Some(value), DriftKind::TextForNumber),
                _ => (None, DriftKind::OtherType),
            },
            _ => (None, DriftKind::OtherType),
        }
    }
}

impl Leaf for bool {
    #[inline]
    fn exact(wire: Wire<'_>) -> Option<Self> {
        if let Wire::Boolean(value) = wire { Some(value) } else { None }
    }

    fn like(wire: Wire<'_>) -> (Option<Self>, DriftKind) {
        let value = match wire {
            Wire::Integer(number @ (0 | 1)) => number == 1,
            Wire::Text(text) if text.eq_ignore_ascii_case("true") => true,
            Wire::Text(text) if text.eq_ignore_ascii_case("false") => false,
            _ => return (None, DriftKind::OtherType),
        };
        (Some(value), DriftKind::OtherForBoolean)
    }
}

macro_rules! slots {
    ($($leaf:ty)*) => { $(
        impl Slot for $leaf {
            fn blank() -> Self {
                Self::default()
            }

            fn scalar(&mut self, wire: Wire<'_>, at: &At<'_>) -> Took {
                take(self, wire, at)
            }
        }
    )* };
}

slots!(String Secret i64 f64 bool);

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::deserialize(deserializer)
    }
}
