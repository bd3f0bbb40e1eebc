//! Objects whose keys are chosen freely.

use std::collections::BTreeMap;

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

    fn object(&mut self, pairs: &mut dyn Pairs, at: &At<'_>) -> Result<Took, Broken> {
        let (mut name, mut odd) = (String::new(), Map::new());
        while pairs.name(&mut name)? {
            let mut value = T::blank();
            // The key is the caller's: all values stand in one place of the documentation.
            let took = pairs.value(&mut value, &at.then(Step::Member("*")))?;
            if took.fits() {
                self.insert(name.clone(), value);
            }
            match took {
                Took::Is => {}
                Took::Null => drop(odd.insert(name.clone(), Value::Null)),
                Took::Like(original) | Took::Not(original) => drop(odd.insert(name.clone(), original)),
            }
        }
        if odd.is_empty() {
            return Ok(Took::Is);
        }
        for (name, value) in self.iter().map(|(name, value)| (name, value as &dyn encode::Field)) {
            odd.entry(name.as_str()).or_insert_with(|| encode::to_value(value));
        }
        Ok(Took::Like(Value::Object(odd)))
    }
}
