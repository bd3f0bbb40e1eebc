//! Writing values: the other half of `decode`, and as small for each type.
//!
//! A type gives its fields as `dyn Field`; all else is made once for each serializer.

use std::collections::BTreeMap;

use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeSeq},
};
use serde_json::Value;

use crate::{Members, Secret};

/// A value that is written as JSON.
#[doc(hidden)]
pub trait Field {
    /// Writes it.
    fn write(&self, sink: &mut dyn Sink);

    /// Whether a member with this value is left out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// The fields of an object by the names of their members.
#[doc(hidden)]
pub type Fields<'a> = &'a [(&'static str, &'a dyn Field)];

/// A list of values.
#[doc(hidden)]
pub trait List {
    /// How many.
    fn count(&self) -> usize;
    /// One of them.
    fn item(&self, index: usize) -> Option<&dyn Field>;
}

/// Values by freely chosen keys.
#[doc(hidden)]
pub trait Map {
    /// How many.
    fn count(&self) -> usize;
    /// Gives each of them.
    fn each(&self, put: &mut dyn FnMut(&str, &dyn Field));
}

/// Where values are written: serde's serializers behind `dyn`. Each method is called once at most.
#[doc(hidden)]
pub trait Sink {
    /// Writes text.
    fn text(&mut self, value: &str);
    /// Writes a whole number.
    fn integer(&mut self, value: i64);
    /// Writes a number.
    fn float(&mut self, value: f64);
    /// Writes a boolean.
    fn boolean(&mut self, value: bool);
    /// Writes anything.
    fn json(&mut self, value: &Value);
    /// Writes a list.
    fn list(&mut self, list: &dyn List);
    /// Writes a map.
    fn map(&mut self, map: &dyn Map);
    /// Writes an object: its fields, and the members without one.
    fn object(&mut self, fields: Fields<'_>, unknown: &Members);
}

/// `Serialize` for a value.
#[doc(hidden)]
#[inline]
pub fn serialize<S: Serializer>(value: &dyn Field, serializer: S) -> Result<S::Ok, S::Error> {
    Written(value).serialize(serializer)
}

/// The value as JSON; what has been read from JSON always can be.
pub(crate) fn to_value(value: &dyn Field) -> Value {
    serde_json::to_value(Written(value)).unwrap_or_default()
}

struct Written<'a>(&'a dyn Field);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sink = Into::Ready(serializer);
        self.0.write(&mut sink);
        match sink {
            Into::Done(result) => result,
            // A field that writes nothing is an absent one where none can be: in a list.
            Into::Ready(serializer) => serializer.serialize_unit(),
            Into::Taken => Err(serde::ser::Error::custom("a value was written twice")),
        }
    }
}

/// A serializer, and what came of it.
enum Into<S: Serializer> {
    Ready(S),
    Taken,
    Done(Result<S::Ok, S::Error>),
}

impl<S: Serializer> Into<S> {
    fn put(&mut self, write: impl FnOnce(S) -> Result<S::Ok, S::Error>) {
        if let Into::Ready(serializer) = std::mem::replace(self, Into::Taken) {
            *self = Into::Done(write(serializer));
        }
    }
}

impl<S: Serializer> Sink for Into<S> {
    fn text(&mut self, value: &str) {
        self.put(|serializer| serializer.serialize_str(value));
    }

    fn integer(&mut self, value: i64) {
        self.put(|serializer| serializer.serialize_i64(value));
    }

    fn float(&mut self, value: f64) {
        self.put(|serializer| serializer.serialize_f64(value));
    }

    fn boolean(&mut self, value: bool) {
        self.put(|serializer| serializer.serialize_bool(value));
    }

    fn json(&mut self, value: &Value) {
        self.put(|serializer| value.serialize(serializer));
    }

    fn list(&mut self, list: &dyn List) {
        self.put(|serializer| {
            let mut written = serializer.serialize_seq(Some(list.count()))?;
            for item in (0..list.count()).filter_map(|index| list.item(index)) {
                written.serialize_element(&Written(item))?;
            }
            written.end()
        });
    }

    fn map(&mut self, map: &dyn Map) {
        self.put(|serializer| {
            let mut written = serializer.serialize_map(Some(map.count()))?;
            let mut result = Ok(());
            map.each(&mut |name, value| {
                if result.is_ok() {
                    result = written.serialize_entry(name, &Written(value));
                }
            });
            result?;
            written.end()
        });
    }

    fn object(&mut self, fields: Fields<'_>, unknown: &Members) {
        self.put(|serializer| write_object(fields, unknown, serializer));
    }
}

fn write_object<S: Serializer>(fields: Fields<'_>, unknown: &Members, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    // Fields that are written in place of the member of their name.
    let mut written = Vec::new();
    for &(name, field) in fields {
        if field.is_absent() {
            continue;
        }
        if !unknown.is_empty() {
            if unknown.stands_for(name, || to_value(field)) {
                continue;
            }
            written.push(name);
        }
        map.serialize_entry(name, &Written(field))?;
    }
    for (name, value) in unknown.iter().filter(|(name, _)| !written.contains(name)) {
        map.serialize_entry(name, value)?;
    }
    map.end()
}

impl<T: Field> Field for Option<T> {
    fn write(&self, sink: &mut dyn Sink) {
        if let Some(value) = self {
            value.write(sink);
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Field> Field for Box<T> {
    fn write(&self, sink: &mut dyn Sink) {
        (**self).write(sink);
    }
}

impl<T: Field> List for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Option<&dyn Field> {
        Some(self.get(index)?)
    }
}

impl<T: Field> Map for BTreeMap<String, T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn each(&self, put: &mut dyn FnMut(&str, &dyn Field)) {
        for (name, value) in self {
            put(name, value);
        }
    }
}

/// A list that cannot be absent stands in replies, where an empty one and none are the same.
impl<T: Field> Field for Vec<T> {
    fn write(&self, sink: &mut dyn Sink) {
        sink.list(self);
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Field> Field for BTreeMap<String, T> {
    fn write(&self, sink: &mut dyn Sink) {
        sink.map(self);
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl Field for String {
    fn write(&self, sink: &mut dyn Sink) {
        sink.text(self);
    }
}

impl Field for Secret {
    fn write(&self, sink: &mut dyn Sink) {
        sink.text(self.written());
    }
}

impl Field for i64 {
    fn write(&self, sink: &mut dyn Sink) {
        sink.integer(*self);
    }
}

impl Field for f64 {
    fn write(&self, sink: &mut dyn Sink) {
        sink.float(*self);
    }
}

impl Field for bool {
    fn write(&self, sink: &mut dyn Sink) {
        sink.boolean(*self);
    }
}

impl Field for Value {
    fn write(&self, sink: &mut dyn Sink) {
        sink.json(self);
    }
}
