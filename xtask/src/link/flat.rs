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
    // The first row of a name, as a table lists it.
    let places: HashMap<&str, usize> =
        open.iter().enumerate().rev().map(|(at, owner)| (owner.name.as_str(), at)).collect();
    let parent = |name: &str| {
        let owners = evidence.owners_of(name).filter(|owner| *owner != name);
        owners.filter_map(|owner| places.get(owner).copied()).min().map(|at| open[at].name.as_str())
    };
    let direct: HashMap<&str, &str> =
        rows.iter().filter_map(|row| Some((row.name.as_str(), parent(&row.name)?))).collect();
    let mut owners = outermost(&direct);
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

/// For each name the last owner of its owners; none where they go round in circles.
fn outermost<'r>(direct: &HashMap<&'r str, &'r str>) -> HashMap<&'r str, &'r str> {
    let mut known: HashMap<&str, Option<&'r str>> = HashMap::new();
    for &name in direct.keys() {
        let mut path = Vec::new();
        let mut at = name;
        let last = loop {
            if let Some(last) = known.get(at) {
                break *last;
            }
            let Some(&above) = direct.get(at) else { break Some(at) };
            // Who comes by again finds that nothing was known the first time.
            known.insert(at, None);
            path.push(at);
            at = above;
        };
        known.extend(path.into_iter().map(|name| (name, last)));
    }
    known.into_iter().filter_map(|(name, last)| Some((name, last?))).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_of_owners_are_followed_to_the_last_and_circles_have_none() {
        let direct = HashMap::from([("c", "b"), ("b", "a"), ("d", "b"), ("x", "y"), ("y", "x"), ("z", "x")]);
        let mut owners: Vec<_> = outermost(&direct).into_iter().collect();
        owners.sort_unstable();
        assert_eq!(owners, [("b", "a"), ("c", "a"), ("d", "a")]);
    }
}
