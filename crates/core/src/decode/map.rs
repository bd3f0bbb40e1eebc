//! Objects whose keys are chosen freely.

use std::{borrow::Cow, collections::BTreeMap};

use serde_json::{Map, Value};

use super::{At, Broken, Pairs, Slot, Step, Took, Wire, list, other};
use crate::encode;

impl<T: Slot> Slot for BTreeMap<String, T> {
    #[inline]
    fn blank() -> Self {
        BTreeMap::new()
    }

    fn scalar(&mut self, wire: Wire<'_>, at: &At<'_>) -> Took {
        if matches!(wire, Wire::Null) { list::null(at) } else { other(wire.into(), at) }
    }

    fn object(&mut self, pairs: &mut dyn Pairs<'_>, at: &At<'_>) -> Result<Took, Broken> {
        let mut odd = Map::new();
        while let Some(name) = pairs.name()?.map(Cow::into_owned) {
            let mut value = T::blank();
            // The key is the caller's: all values stand in one place of the documentation.
            let took = pairs.value(&mut value, &at.then(Step::Member("*")))?;
            if took.fits() {
                self.insert(name.clone(), value);
            }
            match took {
                Took::Is => {}
                Took::Null => drop(odd.insert(name, Value::Null)),
                Took::Like(original) | Took::Not(original) => drop(odd.insert(name, *original)),
            }
        }
        if odd.is_empty() {
            return Ok(Took::Is);
        }
        for (name, value) in self.iter().map(|(name, value)| (name, value as &dyn encode::Field)) {
            odd.entry(name.as_str()).or_insert_with(|| encode::to_value(value));
        }
        Ok(Took::Like(Box::new(Value::Object(odd))))
    }
}
