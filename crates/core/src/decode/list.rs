//! Lists.

use serde_json::{Value, json};

use super::{At, Broken, Items, Pairs, Slot, Step, Took, Wire, other};
use crate::{
    DriftKind,
    encode::{self, List},
};

/// A list whose items are read in place.
trait Grow: List {
    /// Adds an item, to be read into.
    fn grow(&mut self) -> &mut dyn Slot;
    /// Takes back the item added last.
    fn shrink(&mut self);
}

impl<T: Slot> Grow for Vec<T> {
    fn grow(&mut self) -> &mut dyn Slot {
        self.push(T::blank());
        let last = self.len() - 1;
        &mut self[last]
    }

    fn shrink(&mut self) {
        self.pop();
    }
}

impl<T: Slot> Slot for Vec<T> {
    #[inline]
    fn blank() -> Self {
        Vec::new()
    }

    fn scalar(&mut self, wire: Wire<'_>, at: &At<'_>) -> Took {
        read_scalar(self, wire, at)
    }

    fn list(&mut self, items: &mut dyn Items, at: &At<'_>) -> Result<Took, Broken> {
        read_items(self, items, at)
    }

    fn object(&mut self, pairs: &mut dyn Pairs<'_>, at: &At<'_>) -> Result<Took, Broken> {
        read_object(self, pairs, at)
    }
}

fn read_items(list: &mut dyn Grow, items: &mut dyn Items, at: &At<'_>) -> Result<Took, Broken> {
    let mut odd = Vec::new();
    for index in 0.. {
        let at = at.then(Step::Item(index));
        match items.next(list.grow(), &at)? {
            Some(Took::Is) => {}
            Some(took) => {
                if matches!(took, Took::Null) {
                    null(&at);
                }
                if !took.fits() {
                    list.shrink();
                }
                odd.push((index, took));
            }
            None => break,
        }
    }
    list.shrink();
    Ok(if odd.is_empty() { Took::Is } else { whole(list, odd) })
}

/// A scalar is a list of one.
#[cold]
fn read_scalar(list: &mut dyn Grow, wire: Wire<'_>, at: &At<'_>) -> Took {
    match wire {
        Wire::Null => null(at),
        // Text that says nothing is no item.
        Wire::Text("") => other(wire.into(), at),
        wire => {
            let took = list.grow().scalar(wire, &at.then(Step::Item(0)));
            single(list, took, wire.into(), DriftKind::ItemForList, at)
        }
    }
}

/// So is an object.
#[cold]
fn read_object(list: &mut dyn Grow, pairs: &mut dyn Pairs<'_>, at: &At<'_>) -> Result<Took, Broken> {
    let took = list.grow().object(pairs, &at.then(Step::Item(0)))?;
    let original = list.item(0).map(encode::to_value).unwrap_or_default();
    // `{}` is how some services write the empty list.
    if original == json!({}) {
        list.shrink();
        at.drifts(DriftKind::ObjectForList);
        return Ok(match took {
            Took::Not(original) => Took::Not(original),
            _ => Took::Like(Box::new(original)),
        });
    }
    Ok(single(list, took, original, DriftKind::ObjectForList, at))
}

/// `null` where a list or a map was promised.
#[cold]
pub(super) fn null(at: &At<'_>) -> Took {
    at.drifts(DriftKind::Null);
    Took::Null
}

/// What became of a list that is a single item.
fn single(list: &mut dyn Grow, took: Took, original: Value, kind: DriftKind, at: &At<'_>) -> Took {
    at.drifts(kind);
    if !took.fits() {
        list.shrink();
    }
    match took {
        Took::Is => Took::Like(Box::new(original)),
        took => took,
    }
}

/// The list as it stood on the wire: the items that fitted, and those of which the list has another form, or none.
#[cold]
fn whole(list: &dyn Grow, odd: Vec<(usize, Took)>) -> Took {
    let mut originals: Vec<Value> = Vec::new();
    let mut items = (0..).map_while(|index| list.item(index));
    let mut odd = odd.into_iter().peekable();
    loop {
        match odd.next_if(|(index, _)| *index == originals.len()) {
            Some((_, Took::Like(original))) => {
                items.next();
                originals.push(*original);
            }
            Some((_, Took::Not(original))) => originals.push(*original),
            Some(_) => originals.push(Value::Null),
            None => match items.next() {
                Some(item) => originals.push(encode::to_value(item)),
                None => return Took::Like(Box::new(Value::Array(originals))),
            },
        }
    }
}
