//! Lenient decoding: the one place that decides what a reply means that is not as documented.
//!
//! In: JSON, through serde. Out: the documented type, filled as far as the wire agrees with it; nothing is lost.
//!
//! | on the wire | for a documented | gives |
//! | --- | --- | --- |
//! | `null`, or nothing | anything | the empty value: `None`, an empty list or map |
//! | a number | text | its digits |
//! | text that is a number | number | the number |
//! | `"true"`, `"false"`, `0`, `1` | boolean | the boolean |
//! | an unknown text or number | enumeration | `Other` |
//! | an object or a scalar | list | the list of this one item |
//! | an empty object | list | the empty list |
//! | an item that does not fit | list, map | left out, the rest is there |
//! | anything else | anything | the empty value |
//! | a member without a field | object | kept in `unknown_members` |
//!
//! Where the field does not hold exactly what the wire said, `unknown_members` of the object around it keeps the
//! original under the field's name, and writes it back unless the field has been changed since. Every such place is
//! noted as [`Drift`](crate::Drift) where somebody listens; where nobody does, and where the wire is as documented,
//! this costs nothing.
//!
//! Only text that is no JSON is an error.
//!
//! Values are read in place, through `dyn Slot`: what serde makes for each type of a program is made here once for all
//! types, and a type adds no more than the table of its fields. (With visitors of its own, each type added
//! 8,000 lines to what the optimiser has to read.)

mod at;
mod leaf;
mod list;
mod map;
mod object;
mod source;

use serde::{Deserializer, de::DeserializeSeed};
use serde_json::Value;

use crate::{DriftKind, encode::Field};
pub use at::At;
pub(crate) use at::{Log, Step};
pub(crate) use leaf::take;
pub use object::read_object;
pub use source::{Broken, Items, Pairs, Wire};

/// What became of a value on the wire.
#[doc(hidden)]
#[derive(Debug)]
pub enum Took {
    /// It is what the documentation promised.
    Is,
    /// It was `null`.
    Null,
    /// It could be understood; this is the original. Boxed, so that what became of a value fits into two registers.
    Like(Box<Value>),
    /// It is something else altogether: this.
    Not(Box<Value>),
}

impl Took {
    /// Whether the slot holds the value now.
    pub(crate) fn fits(&self) -> bool {
        matches!(self, Took::Is | Took::Like(_))
    }
}

/// A place for a value of a documented type. `object!` and `open_enum!` implement it for theirs.
#[doc(hidden)]
pub trait Slot: Field {
    /// The empty value.
    fn blank() -> Self
    where
        Self: Sized;

    /// Takes `null`, text, a number or a boolean.
    fn scalar(&mut self, wire: Wire<'_>, at: &At<'_>) -> Took {
        match wire {
            Wire::Null => Took::Null,
            wire => other(wire.into(), at),
        }
    }

    /// Takes a list.
    fn list(&mut self, items: &mut dyn Items, at: &At<'_>) -> Result<Took, Broken> {
        Ok(other(items.json()?, at))
    }

    /// Takes an object.
    fn object(&mut self, pairs: &mut dyn Pairs<'_>, at: &At<'_>) -> Result<Took, Broken> {
        Ok(other(pairs.json()?, at))
    }
}

/// Another type than documented: kept, and noted.
#[cold]
fn other(value: Value, at: &At<'_>) -> Took {
    at.drifts(DriftKind::OtherType);
    Took::Not(Box::new(value))
}

/// Reads whatever stands on the wire into a slot.
pub(crate) fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
    slot: &mut dyn Slot,
    at: &At<'_>,
) -> Result<Took, D::Error> {
    source::Into { slot, at }.deserialize(deserializer)
}

/// `Deserialize` for an object: what could not be understood at all is the empty value.
#[doc(hidden)]
#[inline]
pub fn deserialize<'de, T: Slot, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::blank();
    read(deserializer, &mut value, &At::unwatched())?;
    Ok(value)
}

/// `Deserialize` for an enumeration, which has no empty value.
#[doc(hidden)]
#[inline]
pub fn deserialize_open<'de, T: Slot, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::blank();
    match read(deserializer, &mut value, &At::unwatched())? {
        took if took.fits() => Ok(value),
        _ => Err(serde::de::Error::custom("no value of an enumeration")),
    }
}

impl<T: Slot> Slot for Option<T> {
    #[inline]
    fn blank() -> Self {
        None
    }

    fn scalar(&mut self, wire: Wire<'_>, at: &At<'_>) -> Took {
        let mut value = T::blank();
        let took = value.scalar(wire, at);
        if took.fits() {
            *self = Some(value);
        }
        took
    }

    fn list(&mut self, items: &mut dyn Items, at: &At<'_>) -> Result<Took, Broken> {
        let mut value = T::blank();
        let took = value.list(items, at)?;
        if took.fits() {
            *self = Some(value);
        }
        Ok(took)
    }

    fn object(&mut self, pairs: &mut dyn Pairs<'_>, at: &At<'_>) -> Result<Took, Broken> {
        let mut value = T::blank();
        let took = value.object(pairs, at)?;
        if took.fits() {
            *self = Some(value);
        }
        Ok(took)
    }
}

impl<T: Slot> Slot for Box<T> {
    #[inline]
    fn blank() -> Self {
        Box::new(T::blank())
    }

    #[inline]
    fn scalar(&mut self, wire: Wire<'_>, at: &At<'_>) -> Took {
        (**self).scalar(wire, at)
    }

    #[inline]
    fn list(&mut self, items: &mut dyn Items, at: &At<'_>) -> Result<Took, Broken> {
        (**self).list(items, at)
    }

    #[inline]
    fn object(&mut self, pairs: &mut dyn Pairs<'_>, at: &At<'_>) -> Result<Took, Broken> {
        (**self).object(pairs, at)
    }
}

/// Free JSON is what it is.
impl Slot for Value {
    fn blank() -> Self {
        Value::Null
    }

    fn scalar(&mut self, wire: Wire<'_>, _: &At<'_>) -> Took {
        *self = wire.into();
        if self.is_null() { Took::Null } else { Took::Is }
    }

    fn list(&mut self, items: &mut dyn Items, _: &At<'_>) -> Result<Took, Broken> {
        *self = items.json()?;
        Ok(Took::Is)
    }

    fn object(&mut self, pairs: &mut dyn Pairs<'_>, _: &At<'_>) -> Result<Took, Broken> {
        *self = pairs.json()?;
        Ok(Took::Is)
    }
}
