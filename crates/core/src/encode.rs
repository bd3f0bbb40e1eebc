//! Writing objects: what `object!` calls, one line a member.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::Value;

use crate::Members;

/// A field of an object: may be absent.
#[doc(hidden)]
pub trait Field: Serialize {
    /// Whether the member is left out.
    fn is_absent(&self) -> bool;
}

impl<T: Serialize> Field for Option<T> {
    #[inline]
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

/// Lists that cannot be absent stand in replies, where an empty one and none are the same.
impl<T: Serialize> Field for Vec<T> {
    #[inline]
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Serialize> Field for BTreeMap<String, T> {
    #[inline]
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// An object that is being written; the first error is kept to the end.
#[doc(hidden)]
pub struct Writer<'a, S: Serializer> {
    map: Result<S::SerializeMap, S::Error>,
    members: &'a Members,
    /// Fields that are written in place of the member of their name.
    written: Vec<&'static str>,
}

impl<'a, S: Serializer> Writer<'a, S> {
    /// Begins.
    #[inline]
    pub fn new(serializer: S, members: &'a Members) -> Self {
        Writer { map: serializer.serialize_map(None), members, written: Vec::new() }
    }

    /// Writes a field.
    pub fn field<T: Field>(mut self, name: &'static str, field: &T) -> Self {
        if field.is_absent() || (!self.members.is_empty() && self.is_member(name, field)) {
            return self;
        }
        if let Ok(map) = &mut self.map
            && let Err(error) = map.serialize_entry(name, field)
        {
            self.map = Err(error);
        }
        self
    }

    /// Whether the member of this name is what is to be written.
    #[cold]
    fn is_member<T: Field>(&mut self, name: &'static str, field: &T) -> bool {
        let stands = self.members.stands_for(name, || serde_json::to_value(field).ok());
        if !stands {
            self.written.push(name);
        }
        stands
    }

    /// Writes the members that no field holds, and ends.
    #[inline]
    pub fn end(self) -> Result<S::Ok, S::Error> {
        let mut map = self.map?;
        if !self.members.is_empty() {
            members(&mut map, self.members.iter().filter(|(name, _)| !self.written.contains(name)))?;
        }
        map.end()
    }
}

#[cold]
fn members<'a, M: SerializeMap>(
    map: &mut M,
    mut members: impl Iterator<Item = (&'a str, &'a Value)>,
) -> Result<(), M::Error> {
    members.try_for_each(|(name, value)| map.serialize_entry(name, value))
}
