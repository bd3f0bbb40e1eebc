//! Where values come from: serde's deserializers behind `dyn`, so that no type needs a visitor of its own.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, Error, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};
use serde_json::Value;

use super::{At, Slot, Took};

/// A value without parts, as it stands on the wire.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Wire<'a> {
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
    Text(&'a str),
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
        }
    }
}

/// The text is no JSON; the source keeps the error.
#[doc(hidden)]
#[derive(Debug)]
pub struct Broken;

/// Items of a list.
#[doc(hidden)]
pub trait Items {
    /// Reads the next item into a slot; nothing where there is none.
    fn next(&mut self, slot: &mut dyn Slot, at: &At<'_>) -> Result<Option<Took>, Broken>;
    /// All that is left.
    fn json(&mut self) -> Result<Value, Broken>;
}

/// Names and values of an object.
#[doc(hidden)]
pub trait Pairs<'de> {
    /// Reads the next name, if there is one; out of the text itself where it stands there as it is.
    fn name(&mut self) -> Result<Option<Cow<'de, str>>, Broken>;
    /// Reads the value of that name into a slot.
    fn value(&mut self, slot: &mut dyn Slot, at: &At<'_>) -> Result<Took, Broken>;
    /// All that is left.
    fn json(&mut self) -> Result<Value, Broken>;
}

/// Reads a value into a slot.
pub(super) struct Into<'a> {
    pub(super) slot: &'a mut dyn Slot,
    pub(super) at: &'a At<'a>,
}

impl<'de> DeserializeSeed<'de> for Into<'_> {
    type Value = Took;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Took, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Into<'_> {
    type Value = Took;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Took, E> {
        Ok(self.slot.scalar(Wire::Boolean(value), self.at))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Took, E> {
        Ok(self.slot.scalar(Wire::Integer(value), self.at))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Took, E> {
        let wire = i64::try_from(value).map_or(Wire::Large(value), Wire::Integer);
        Ok(self.slot.scalar(wire, self.at))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Took, E> {
        Ok(self.slot.scalar(Wire::Float(value), self.at))
    }

    fn visit_str<E>(self, value: &str) -> Result<Took, E> {
        Ok(self.slot.scalar(Wire::Text(value), self.at))
    }

    fn visit_unit<E>(self) -> Result<Took, E> {
        Ok(self.slot.scalar(Wire::Null, self.at))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<Took, A::Error> {
        let mut items = Reading { access, error: None };
        let took = self.slot.list(&mut items, self.at);
        items.finish(took)
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Took, A::Error> {
        let mut pairs = Reading { access: Keyed(access), error: None };
        let took = self.slot.object(&mut pairs, self.at);
        pairs.finish(took)
    }
}

/// A source, and the error that ended it.
struct Reading<A, E> {
    access: A,
    error: Option<E>,
}

/// Tells the access to an object from the access to a list.
struct Keyed<A>(A);

impl<A, E: Error> Reading<A, E> {
    #[cold]
    fn fails(&mut self, error: E) -> Broken {
        self.error = Some(error);
        Broken
    }

    fn finish(self, took: Result<Took, Broken>) -> Result<Took, E> {
        took.map_err(|Broken| self.error.unwrap_or_else(|| E::custom("reading stopped")))
    }
}

impl<'de, A: SeqAccess<'de>> Items for Reading<A, A::Error> {
    fn next(&mut self, slot: &mut dyn Slot, at: &At<'_>) -> Result<Option<Took>, Broken> {
        self.access.next_element_seed(Into { slot, at }).map_err(|error| {
            at.failed();
            self.fails(error)
        })
    }

    fn json(&mut self) -> Result<Value, Broken> {
        Value::deserialize(SeqAccessDeserializer::new(&mut self.access)).map_err(|error| self.fails(error))
    }
}

impl<'de, A: MapAccess<'de>> Pairs<'de> for Reading<Keyed<A>, A::Error> {
    fn name(&mut self) -> Result<Option<Cow<'de, str>>, Broken> {
        self.access.0.next_key_seed(Name).map_err(|error| self.fails(error))
    }

    fn value(&mut self, slot: &mut dyn Slot, at: &At<'_>) -> Result<Took, Broken> {
        self.access.0.next_value_seed(Into { slot, at }).map_err(|error| {
            at.failed();
            self.fails(error)
        })
    }

    fn json(&mut self) -> Result<Value, Broken> {
        Value::deserialize(MapAccessDeserializer::new(&mut self.access.0)).map_err(|error| self.fails(error))
    }
}

/// Reads a name.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }

    fn visit_string<E>(self, name: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name))
    }
}
