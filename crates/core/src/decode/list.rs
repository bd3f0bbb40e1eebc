//! Lists.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::{
    Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};
use serde_json::Value;

use super::{
    At, Fit, Read, Seed, Step, Wire,
    wire::{self, Again},
};
use crate::DriftKind;

impl<T: Read> Read for Vec<T> {
    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D, at: &At<'_>) -> Result<Fit<Self>, D::Error> {
        deserializer.deserialize_any(ListVisitor { at, item: PhantomData })
    }
}

struct ListVisitor<'a, T> {
    at: &'a At<'a>,
    item: PhantomData<T>,
}

impl<T: Read> ListVisitor<'_, T> {
    /// A scalar where a list was promised: a list of one, unless it is text that says nothing.
    #[cold]
    fn scalar<E: Error>(self, wire: Wire<'_>) -> Result<Fit<Vec<T>>, E> {
        if matches!(&wire, Wire::Text(text) if text.is_empty()) {
            return Ok(wire::other(wire, self.at));
        }
        let item = T::read(Again::<E>::new(wire), &self.at.then(Step::Item(0)))?;
        Ok(single(item, DriftKind::ItemForList, self.at))
    }
}

/// The list of one item.
#[cold]
fn single<T: Read>(item: Fit<T>, kind: DriftKind, at: &At<'_>) -> Fit<Vec<T>> {
    at.drifts(kind);
    match item {
        Fit::Is(item) => match serde_json::to_value(&item) {
            Ok(original) => Fit::Like(vec![item], original),
            Err(_) => Fit::Is(vec![item]),
        },
        Fit::Like(item, original) => Fit::Like(vec![item], original),
        Fit::Not(original) => Fit::Not(original),
        Fit::Null => Fit::Null,
    }
}

impl<'de, T: Read> Visitor<'de> for ListVisitor<'_, T> {
    type Value = Fit<Vec<T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        let mut originals = None;
        loop {
            let place = Step::Item(list.len());
            match items.next_element_seed(Seed::<T>::new(self.at, place)) {
                Ok(Some(Fit::Is(item))) if originals.is_none() => list.push(item),
                Ok(Some(item)) => keep_item(item, &mut list, &mut originals, self.at),
                Ok(None) => break,
                Err(error) => return Err(self.at.then(place).fails(error)),
            }
        }
        Ok(match originals {
            None => Fit::Is(list),
            Some(originals) => Fit::Like(list, Value::Array(originals)),
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Self::Value, A::Error> {
        let item = T::read(MapAccessDeserializer::new(members), &self.at.then(Step::Item(0)))?;
        Ok(match single(item, DriftKind::ObjectForList, self.at) {
            // `{}` is how some services write the empty list.
            Fit::Like(_, Value::Object(empty)) if empty.is_empty() => Fit::Like(Vec::new(), Value::Object(empty)),
            fit => fit,
        })
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        self.at.drifts(DriftKind::Null);
        Ok(Fit::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        self.scalar(Wire::Boolean(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        self.scalar(Wire::Integer(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        self.scalar(i64::try_from(value).map_or(Wire::Large(value), Wire::Integer))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        self.scalar(Wire::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        self.scalar(Wire::Text(Cow::Borrowed(value)))
    }
}

/// From the first item that does not fit on, the list is also kept as it stood on the wire.
#[cold]
fn keep_item<T: Read>(item: Fit<T>, list: &mut Vec<T>, originals: &mut Option<Vec<Value>>, at: &At<'_>) {
    let originals = originals.get_or_insert_with(|| list.iter().map(json).collect());
    match item {
        Fit::Is(item) => {
            originals.push(json(&item));
            list.push(item);
        }
        Fit::Like(item, original) => {
            originals.push(original);
            list.push(item);
        }
        Fit::Not(original) => originals.push(original),
        Fit::Null => {
            at.then(Step::Item(originals.len())).drifts(DriftKind::Null);
            originals.push(Value::Null);
        }
    }
}

/// What was read from JSON can be written as JSON.
fn json<T: Read>(item: &T) -> Value {
    serde_json::to_value(item).unwrap_or_default()
}
