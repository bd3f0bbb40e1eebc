//! Objects with documented members.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor, value::SeqAccessDeserializer},
};
use serde_json::Value;

use super::{At, Fit, Read, Seed, Step, Wire, wire};
use crate::{DriftKind, Members};

/// What `object!` writes for a type: one `match` from the member's name to its field.
#[doc(hidden)]
pub trait ReadMembers: Read + Default {
    /// Reads one member into its field.
    fn set<'de, A: MapAccess<'de>>(&mut self, entry: Entry<'_, A>) -> Result<(), A::Error>;
}

/// Reads an object.
#[doc(hidden)]
#[inline]
pub fn read_object<'de, T: ReadMembers, D: Deserializer<'de>>(
    deserializer: D,
    at: &At<'_>,
) -> Result<Fit<T>, D::Error> {
    deserializer.deserialize_any(ObjectVisitor { at, object: PhantomData })
}

/// One member of an object that is being read.
#[doc(hidden)]
pub struct Entry<'a, A> {
    /// Its name.
    pub name: &'a str,
    map: &'a mut A,
    at: &'a At<'a>,
}

impl<'de, A: MapAccess<'de>> Entry<'_, A> {
    /// Reads the value into its field; what does not fit goes to `members`.
    pub fn get<T: Read>(self, field: &mut T, members: &mut Members) -> Result<(), A::Error> {
        let seed = Seed::<T>::new(self.at, Step::Member(self.name));
        match self.map.next_value_seed(seed) {
            Ok(Fit::Is(value)) => {
                *field = value;
                if !members.is_empty() {
                    members.remove(self.name);
                }
            }
            Ok(Fit::Null) => {}
            Ok(Fit::Like(value, original)) => {
                *field = value;
                keep_original(self.name, original, field, members);
            }
            Ok(Fit::Not(original)) => {
                members.insert(self.name, original);
            }
            Err(error) => return Err(self.at.then(Step::Member(self.name)).fails(error)),
        }
        Ok(())
    }

    /// Keeps a member that has no field.
    #[cold]
    pub fn keep(self, members: &mut Members) -> Result<(), A::Error> {
        let at = self.at.then(Step::Member(self.name));
        let value = self.map.next_value::<Value>().map_err(|error| at.fails(error))?;
        at.drifts(DriftKind::UnknownMember);
        members.insert(self.name, value);
        Ok(())
    }
}

#[cold]
fn keep_original<T: Read>(name: &str, original: Value, field: &T, members: &mut Members) {
    match serde_json::to_value(field) {
        Ok(shown) => members.keep_original(name, original, shown),
        Err(_) => drop(members.insert(name, original)),
    }
}

struct ObjectVisitor<'a, T> {
    at: &'a At<'a>,
    object: PhantomData<T>,
}

impl<'de, T: ReadMembers> Visitor<'de> for ObjectVisitor<'_, T> {
    type Value = Fit<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fit<T>, A::Error> {
        let mut object = T::default();
        while let Some(Name(name)) = map.next_key()? {
            object.set(Entry { name: &name, map: &mut map, at: self.at })?;
        }
        Ok(Fit::Is(object))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Fit<T>, A::Error> {
        Ok(wire::other(Wire::Parts(Value::deserialize(SeqAccessDeserializer::new(items))?), self.at))
    }

    fn visit_unit<E>(self) -> Result<Fit<T>, E> {
        Ok(Fit::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Fit<T>, E> {
        Ok(wire::other(Wire::Boolean(value), self.at))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Fit<T>, E> {
        Ok(wire::other(Wire::Integer(value), self.at))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Fit<T>, E> {
        Ok(wire::other(Wire::Large(value), self.at))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Fit<T>, E> {
        Ok(wire::other(Wire::Float(value), self.at))
    }

    fn visit_str<E>(self, value: &str) -> Result<Fit<T>, E> {
        Ok(wire::other(Wire::Text(Cow::Borrowed(value)), self.at))
    }
}

/// A member's name, borrowed from the reply where it has no escapes.
pub(super) struct Name<'de>(pub(super) Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}
