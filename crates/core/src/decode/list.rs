//! Lists.

use serde_json::Value;

use super::{At, Broken, Items, Pairs, Slot, Step, Took, Wire, other};
use crate::{DriftKind, encode};

impl<T: Slot> Slot for Vec<T> {
    #[inline]
    fn blank() -> Self {
        Vec::new()
    }

    fn scalar(&mut self, wire: Wire<'_>, at: &At<'_>) -> Took {
        match wire {
            Wire::Null => null(at),
            // Text that says nothing is no item.
            Wire::Text("") => other(wire.into(), at),
            wire => {
                let mut item = T::blank();
                let took = item.scalar(wire, &at.then(Step::Item(0)));
                if took.fits() {
                    self.push(item);
                }
                single(took, || wire.into(), DriftKind::ItemForList, at)
            }
        }
    }

    fn list(&mut self, items: &mut dyn Items, at: &At<'_>) -> Result<Took, Broken> {
        let mut odd = Vec::new();
        for index in 0.. {
            let (mut item, at) = (T::blank(), at.then(Step::Item(index)));
            match items.next(&mut item, &at)? {
                Some(Took::Is) => self.push(item),
                Some(took) => {
                    if matches!(took, Took::Null) {
                        null(&at);
                    }
                    if took.fits() {
                        self.push(item);
                    }
                    odd.push((index, took));
                }
                None => break,
            }
        }
        Ok(if odd.is_empty() { Took::Is } else { whole(self.iter().map(|item| item as _).collect(), odd) })
    }

    fn object(&mut self, pairs: &mut dyn Pairs, at: &At<'_>) -> Result<Took, Broken> {
        let mut item = T::blank();
        let took = item.object(pairs, &at.then(Step::Item(0)))?;
        let original = took.fits().then(|| encode::to_value(&item));
        // `{}` is how some services write the empty list.
        if original.as_ref().is_some_and(|original| *original != serde_json::json!({})) {
            self.push(item);
        }
        Ok(single(took, || original.unwrap_or_default(), DriftKind::ObjectForList, at))
    }
}

/// `null` where a list or a map was promised.
#[cold]
pub(super) fn null(at: &At<'_>) -> Took {
    at.drifts(DriftKind::Null);
    Took::Null
}

/// What became of a list that is a single item.
#[cold]
fn single(took: Took, original: impl FnOnce() -> Value, kind: DriftKind, at: &At<'_>) -> Took {
    at.drifts(kind);
    match took {
        Took::Is => Took::Like(original()),
        took => took,
    }
}

/// The list as it stood on the wire: the items that fitted, and those of which the list has another form, or none.
#[cold]
fn whole(items: Vec<&dyn encode::Field>, odd: Vec<(usize, Took)>) -> Took {
    let mut originals: Vec<Value> = Vec::new();
    let (mut items, mut odd) = (items.into_iter(), odd.into_iter().peekable());
    loop {
        match odd.next_if(|(index, _)| *index == originals.len()) {
            Some((_, Took::Like(original))) => {
                items.next();
                originals.push(original);
            }
            Some((_, Took::Not(original))) => originals.push(original),
            Some(_) => originals.push(Value::Null),
            None => match items.next() {
                Some(item) => originals.push(encode::to_value(item)),
                None => return Took::Like(Value::Array(originals)),
            },
        }
    }
}
