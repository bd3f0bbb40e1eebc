//! Objects with documented members.

use serde_json::Value;

use super::{At, Broken, Pairs, Slot, Step, Took};
use crate::{DriftKind, Members, drift::Source, encode};

/// Reads an object, member by member: into its fields by the names of their members, or else into the members without
/// one. The table that states it may be known.
#[doc(hidden)]
pub fn read_object(
    pairs: &mut dyn Pairs<'_>,
    at: &At<'_>,
    fields: &mut [(&'static str, &mut dyn Slot)],
    unknown: &mut Members,
    source: Option<Source>,
) -> Result<Took, Broken> {
    let (mut kept, mut expected) = (false, 0);
    while let Some(name) = pairs.name()? {
        let at = at.then(Step::Member(&name));
        let found = find(fields, &name, expected);
        match found {
            Some(index) => {
                expected = index + 1;
                let slot = &mut *fields[index].1;
                let took = pairs.value(slot, &at)?;
                // Also what is as documented may have parts that are not.
                if kept || !matches!(took, Took::Is) {
                    settle(slot, unknown, &name, took);
                    kept = true;
                }
            }
            None => {
                let mut value = Value::Null;
                pairs.value(&mut value, &at)?;
                at.drifts(DriftKind::UnknownMember);
                kept = true;
                unknown.insert(&*name, value);
            }
        }
        at.place(source.as_ref(), found);
    }
    Ok(Took::Is)
}

/// The field of this name. Services write members in the order of their pages, mostly: it is looked for from where the
/// last one was found.
fn find(fields: &[(&'static str, &mut dyn Slot)], name: &str, expected: usize) -> Option<usize> {
    let is_it = |field: &(&'static str, &mut dyn Slot)| field.0 == name;
    let (before, after) = fields.split_at(expected);
    after.iter().position(is_it).map(|index| expected + index).or_else(|| before.iter().position(is_it))
}

/// Keeps what the field of this name could not hold.
#[cold]
fn settle(slot: &dyn Slot, unknown: &mut Members, name: &str, took: Took) {
    match took {
        Took::Null => {}
        Took::Is => drop(unknown.remove(name)),
        Took::Not(original) => drop(unknown.insert(name, *original)),
        Took::Like(original) => unknown.keep_original(name, *original, encode::to_value(slot)),
    }
}
