//! Objects with documented members.

use serde_json::Value;

use super::{At, Broken, Pairs, Slot, Step, Took};
use crate::{
    DriftKind, Members,
    drift::Source,
    encode::{self, Table},
};

/// What `object!` writes for a type that stands in replies.
#[doc(hidden)]
pub trait ReadTable: Table {
    /// The field of this name.
    fn slot(&mut self, name: &str) -> Option<&mut dyn Slot>;
    /// The members without a field.
    fn unknown(&mut self) -> &mut Members;
    /// The table that states it.
    fn source(&self) -> Option<Source> {
        None
    }
}

/// Reads an object, member by member.
#[doc(hidden)]
pub fn read_object(table: &mut dyn ReadTable, pairs: &mut dyn Pairs<'_>, at: &At<'_>) -> Result<Took, Broken> {
    let mut kept = false;
    while let Some(name) = pairs.name()? {
        let at = at.then(Step::Member(&name));
        match table.slot(&name) {
            Some(slot) => {
                let took = pairs.value(slot, &at)?;
                if !kept && matches!(took, Took::Is) {
                    // Also what is as documented may have parts that are not.
                    at.place(table, &name);
                    continue;
                }
                settle(table, &name, took);
                kept = true;
            }
            None => {
                let mut value = Value::Null;
                pairs.value(&mut value, &at)?;
                at.drifts(DriftKind::UnknownMember);
                kept = true;
                table.unknown().insert(&*name, value);
            }
        }
        at.place(table, &name);
    }
    Ok(Took::Is)
}

/// Keeps what the field of this name could not hold.
#[cold]
fn settle(table: &mut dyn ReadTable, name: &str, took: Took) {
    match took {
        Took::Null => {}
        Took::Is => drop(table.unknown().remove(name)),
        Took::Not(original) => drop(table.unknown().insert(name, *original)),
        Took::Like(original) => {
            let shown = table.slot(name).map(|field| encode::to_value(field));
            table.unknown().keep_original(name, *original, shown.unwrap_or_default());
        }
    }
}
