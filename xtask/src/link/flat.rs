//! Tables that list an object and its members one below the other, without a word on which belongs to which.
//!
//! ```text
//! | policy | Object  |        {"policy": {"name": "a", "life": {"value": 1}}}
//! | name   | String  |
//! | life   | Object  |
//! | value  | Integer |
//! ```
//!
//! Only the examples can tell: a row is a member of another one under whose name it stands there, and beside which it does
//! not.

use std::collections::HashMap;

use super::evidence::Evidence;
use crate::extract::RowFacts;

/// For each row of a table that belongs below another one of it the outermost of those. `is_open` tells the rows whose
/// members stand in no table of their own.
pub(super) fn owners<'r>(
    rows: &[&'r RowFacts],
    evidence: &Evidence,
    is_open: impl Fn(&RowFacts) -> bool,
) -> HashMap<&'r str, &'r str> {
    let open: Vec<&RowFacts> =
        rows.iter().copied().filter(|row| evidence.has_keys(&row.name) && is_open(row)).collect();
    if open.is_empty() {
        return HashMap::new();
    }
    let parent = |name: &str| {
        let holds = |owner: &&&RowFacts| owner.name != name && evidence.is_below(&owner.name, name);
        open.iter().find(holds).map(|owner| owner.name.as_str())
    };
    let direct: HashMap<&str, &str> =
        rows.iter().filter_map(|row| Some((row.name.as_str(), parent(&row.name)?))).collect();
    let mut owners: HashMap<&str, &str> =
        direct.keys().filter_map(|&name| Some((name, outermost(name, &direct)?))).collect();
    add_between(rows, evidence, &mut owners);
    add_unseen(rows, evidence, &mut owners);
    owners
}

/// Rows that no example shows where their owner could be belong below the same row as those on both sides of them, or as
/// the one before them where no other follows.
fn add_between<'r>(rows: &[&'r RowFacts], evidence: &Evidence, owners: &mut HashMap<&'r str, &'r str>) {
    let mut found: Vec<(&str, &str)> = Vec::new();
    for table in tables(rows) {
        let mut above: Option<&str> = None;
        let mut unseen: Vec<&str> = Vec::new();
        for name in table.iter().map(|row| row.name.as_str()) {
            match (owners.get(name).copied(), above) {
                (None, Some(owner)) if !evidence.is_beside(owner, name) && owner != name => unseen.push(name),
                (owner, _) => {
                    if let Some(owner) = owner.filter(|_| above == owner) {
                        found.extend(unseen.iter().map(|name| (*name, owner)));
                    }
                    unseen.clear();
                    above = owner;
                }
            }
        }
        found.extend(above.into_iter().flat_map(|owner| unseen.iter().map(move |name| (*name, owner))));
    }
    owners.extend(found);
}

/// The rows by table: their numbers begin anew with each.
fn tables<'s, 'r>(rows: &'s [&'r RowFacts]) -> impl Iterator<Item = &'s [&'r RowFacts]> {
    rows.chunk_by(|a, b| a.row < b.row)
}

/// The last owner of owners; `None` where they go round in circles.
fn outermost<'r>(name: &str, direct: &HashMap<&'r str, &'r str>) -> Option<&'r str> {
    let mut owner = *direct.get(name)?;
    for _ in 0..direct.len() {
        match direct.get(owner) {
            Some(&above) => owner = above,
            None => return Some(owner),
        }
    }
    None
}

/// Rows that no example shows belong where all others do.
fn add_unseen<'r>(rows: &[&'r RowFacts], evidence: &Evidence, owners: &mut HashMap<&'r str, &'r str>) {
    let mut tops =
        rows.iter().map(|row| row.name.as_str()).filter(|name| evidence.shows(name) && !owners.contains_key(name));
    let (Some(top), None) = (tops.next(), tops.next()) else { return };
    if !owners.values().any(|owner| *owner == top) {
        return;
    }
    let is_owned = |row: &&RowFacts| owners.contains_key(row.name.as_str());
    // A table in which no row is owned is that of the owner itself.
    let names = tables(rows).filter(|table| table.iter().any(is_owned)).flatten().map(|row| row.name.as_str());
    let unseen: Vec<&str> = names.filter(|name| !evidence.shows(name)).collect();
    owners.extend(unseen.into_iter().map(|name| (name, top)));
}
