//! Objects whose keys are chosen freely.

use std::{borrow::Cow, collections::BTreeMap, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor, value::SeqAccessDeserializer},
};
use serde_json::{Map, Value};

use super::{At, Fit, Read, Seed, Step, Wire, object::Name, wire};
use crate::DriftKind;

impl<T: Read> Read for BTreeMap<String, T> {
    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D, at: &At<'_>) -> Result<Fit<Self>, D::Error> {
        deserializer.deserialize_any(MapVisitor { at, value: PhantomData })
    }
}

struct MapVisitor<'a, T> {
    at: &'a At<'a>,
    value: PhantomData<T>,
}

impl<'de, T: Read> Visitor<'de> for MapVisitor<'_, T> {
    type Value = Fit<BTreeMap<String, T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        let mut originals = None;
        while let Some(Name(name)) = members.next_key()? {
            // The key is chosen by the caller: all values stand in one place of the documentation.
            let value = members.next_value_seed(Seed::<T>::new(self.at, Step::Member("*")));
            match value.map_err(|error| self.at.then(Step::Member(&name)).fails(error))? {
                Fit::Is(value) => drop(map.insert(name.into_owned(), value)),
                fit => keep_value(name.into_owned(), fit, &mut map, &mut originals),
            }
        }
        Ok(match originals {
            None => Fit::Is(map),
            Some(originals) => {
                let original = whole(&map, originals);
                Fit::Like(map, original)
            }
        })
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        self.at.drifts(DriftKind::Null);
        Ok(Fit::Null)
    }

    /// An empty list is how some services write the empty map; another list is something else.
    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Self::Value, A::Error> {
        Ok(wire::other(Wire::Parts(Value::deserialize(SeqAccessDeserializer::new(items))?), self.at))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(wire::other(Wire::Boolean(value), self.at))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(wire::other(Wire::Integer(value), self.at))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(wire::other(Wire::Large(value), self.at))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(wire::other(Wire::Float(value), self.at))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(wire::other(Wire::Text(Cow::Borrowed(value)), self.at))
    }
}

#[cold]
fn keep_value<T: Read>(
    name: String,
    fit: Fit<T>,
    map: &mut BTreeMap<String, T>,
    originals: &mut Option<Map<String, Value>>,
) {
    let originals = originals.get_or_insert_default();
    match fit {
        Fit::Is(value) => drop(map.insert(name, value)),
        Fit::Null => drop(originals.insert(name, Value::Null)),
        Fit::Not(original) => drop(originals.insert(name, original)),
        Fit::Like(value, original) => {
            originals.insert(name.clone(), original);
            map.insert(name, value);
        }
    }
}

/// The map as it stood on the wire: the originals, and what fitted.
#[cold]
fn whole<T: Read>(map: &BTreeMap<String, T>, mut originals: Map<String, Value>) -> Value {
    for (name, value) in map {
        if !originals.contains_key(name) {
            originals.insert(name.clone(), serde_json::to_value(value).unwrap_or_default());
        }
    }
    Value::Object(originals)
}
