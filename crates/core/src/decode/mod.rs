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

mod at;
mod list;
mod map;
mod object;
mod wire;

use serde::{Deserialize, Deserializer, Serialize, de::DeserializeSeed};
use serde_json::Value;
use std::marker::PhantomData;

pub use at::At;
pub(crate) use at::{Log, Step};
pub use object::{Entry, ReadMembers, read_object};
pub use wire::{Leaf, Wire, read_leaf};

/// What became of a value on the wire.
#[doc(hidden)]
pub enum Fit<T> {
    /// It is what the documentation promised.
    Is(T),
    /// It was `null`.
    Null,
    /// It could be understood; the original is kept beside it.
    Like(T, Value),
    /// It is something else altogether.
    Not(Value),
}

impl<T> Fit<T> {
    /// The same over another type.
    #[inline]
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Fit<U> {
        match self {
            Fit::Is(value) => Fit::Is(f(value)),
            Fit::Null => Fit::Null,
            Fit::Like(value, original) => Fit::Like(f(value), original),
            Fit::Not(original) => Fit::Not(original),
        }
    }

    /// The value as far as it could be understood.
    #[inline]
    pub(crate) fn value(self) -> Option<T> {
        match self {
            Fit::Is(value) | Fit::Like(value, _) => Some(value),
            Fit::Null | Fit::Not(_) => None,
        }
    }
}

/// A type that stands in replies. `object!` and `open_enum!` implement it.
#[doc(hidden)]
pub trait Read: Serialize + Sized {
    /// Reads whatever stands on the wire.
    fn read<'de, D: Deserializer<'de>>(deserializer: D, at: &At<'_>) -> Result<Fit<Self>, D::Error>;
}

/// `Deserialize` for a type that is `Read`: what could not be understood at all is the empty value.
#[doc(hidden)]
#[inline]
pub fn deserialize<'de, T: Read + Default, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    Ok(T::read(deserializer, &At::unwatched())?.value().unwrap_or_default())
}

/// `Deserialize` for an enumeration, which has no empty value.
#[doc(hidden)]
#[inline]
pub fn deserialize_open<'de, T: Read, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let fit = T::read(deserializer, &At::unwatched())?;
    fit.value().ok_or_else(|| serde::de::Error::custom("no value of an enumeration"))
}

/// Hands [`At`] to a value that a serde container holds.
struct Seed<'a, T> {
    at: At<'a>,
    value: PhantomData<T>,
}

impl<'a, T> Seed<'a, T> {
    #[inline]
    fn new(at: &'a At<'a>, step: Step<'a>) -> Self {
        Seed { at: at.then(step), value: PhantomData }
    }
}

impl<'de, T: Read> DeserializeSeed<'de> for Seed<'_, T> {
    type Value = Fit<T>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fit<T>, D::Error> {
        T::read(deserializer, &self.at)
    }
}

impl<T: Read> Read for Option<T> {
    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D, at: &At<'_>) -> Result<Fit<Self>, D::Error> {
        Ok(T::read(deserializer, at)?.map(Some))
    }
}

impl<T: Read> Read for Box<T> {
    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D, at: &At<'_>) -> Result<Fit<Self>, D::Error> {
        Ok(T::read(deserializer, at)?.map(Box::new))
    }
}

/// Free JSON is what it is.
impl Read for Value {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, _: &At<'_>) -> Result<Fit<Self>, D::Error> {
        Ok(match Value::deserialize(deserializer)? {
            Value::Null => Fit::Null,
            value => Fit::Is(value),
        })
    }
}
