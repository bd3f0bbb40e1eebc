//! Tables that lost their captions, by the order in which a page refers to them.
//!
//! Generated pages put a table behind every table that refers to it, and among those that may come next the one that was
//! referred to last: depth first, with a type of several referrers behind the last of them. On flattened pages that order
//! is all that is left. Comes in as the index, what rows say they lead to and what examples show; goes out as the table of each name that a
//! table's rows use. Where names and tables do not come out even, or an example shows otherwise, nothing is told.

use std::collections::HashMap;

use super::claims::{Claims, told};
use super::evidence::Evidence;
use super::index::{Index, TableKey};
use crate::extract::{Role, RowFacts, is_structured, references};

/// The table that a name in the rows of another leads to.
pub(super) type Ordered = HashMap<(TableKey, String), TableKey>;

/// What the order tells on all flattened pages.
pub(super) fn by_order(index: &Index<'_>, claims: &Claims, evidence: &HashMap<usize, Evidence>) -> Ordered {
    let mut ordered = Ordered::new();
    for (page, facts) in index.pages.iter().enumerate().filter(|(_, facts)| facts.flattened) {
        let mut groups: Vec<Vec<TableKey>> = Vec::new();
        for key in (0..facts.tables.len()).map(|table| TableKey { page, table }) {
            let table = index.table(key);
            let is_of = |group: &&mut Vec<TableKey>| {
                let other = index.table(group[0]);
                (other.side, &other.reply) == (table.side, &table.reply)
            };
            match groups.iter_mut().find(is_of) {
                Some(group) => group.push(key),
                None => groups.push(vec![key]),
            }
        }
        for tables in groups {
            let free: Vec<TableKey> = tables.iter().copied().filter(|&key| is_nameless(index, claims, key)).collect();
            let with_rows = [false, true].into_iter().map(|rows| Walk::of(index, &tables, rows));
            let told = with_rows.filter(|walk| walk.names() == free.len()).find_map(|walk| walk.tell(&tables, &free));
            let shown = evidence.get(&page);
            let believed = told.filter(|told| !shown.is_some_and(|shown| is_contradicted(index, shown, told)));
            ordered.extend(believed.unwrap_or_default());
        }
    }
    ordered
}

/// A table of members without a name, to which no number leads.
fn is_nameless(index: &Index<'_>, claims: &Claims, key: TableKey) -> bool {
    let table = index.table(key);
    let is_named = table.caption.is_some() || !table.names.is_empty();
    table.role == Role::Object && !is_named && !claims.members_of_a_row(key)
}

/// The tables of one side of a page and the names that their rows use.
struct Walk {
    wants: HashMap<TableKey, Vec<String>>,
    /// The last table that uses a name.
    last: HashMap<String, usize>,
}

impl Walk {
    /// `rows`: objects without a name of their own count as well, by the name of their row.
    fn of(index: &Index<'_>, tables: &[TableKey], rows: bool) -> Walk {
        let mut walk = Walk { wants: HashMap::new(), last: HashMap::new() };
        for &key in tables {
            let mut names: Vec<String> = Vec::new();
            for row in &index.table(key).rows {
                if let Some(name) = wanted(index, row, key, rows).filter(|name| !names.contains(name)) {
                    walk.last.insert(name.clone(), key.table);
                    names.push(name);
                }
            }
            walk.wants.insert(key, names);
        }
        walk
    }

    fn names(&self) -> usize {
        self.last.len()
    }

    /// The first name that no further table uses, else one that only the table itself uses again.
    fn first_due(&self, due: &[&String], table: usize) -> Option<usize> {
        let ends = |name: &String| self.last.get(name).copied().unwrap_or_default();
        let behind = due.iter().position(|name| ends(name) < table);
        behind.or_else(|| due.iter().position(|name| ends(name) == table))
    }

    /// Gives each free table the name that is due; nothing where none is.
    fn tell(&self, tables: &[TableKey], free: &[TableKey]) -> Option<Ordered> {
        let mut due: Vec<&String> = Vec::new();
        let mut ordered = Ordered::new();
        for key in tables {
            let mut place = 0;
            if free.contains(key) {
                let at = self.first_due(&due, key.table)?;
                let name = due.remove(at);
                place = at;
                let users = self.wants.iter().filter(|(_, names)| names.contains(name));
                ordered.extend(users.map(|(&user, _)| ((user, name.clone()), *key)));
            }
            // What is due behind this table anyway stays there; what was due and had to wait comes with the others.
            let is_new =
                |name: &&String| !due[place..].contains(name) && !ordered.contains_key(&(*key, (*name).clone()));
            let new: Vec<&String> = self.wants.get(key)?.iter().filter(is_new).collect();
            let waiting: Vec<&String> = due.drain(..place).filter(|name| !new.contains(name)).collect();
            due.splice(0..0, waiting.into_iter().chain(new));
        }
        Some(ordered)
    }
}

/// Whether the examples show other members under the rows than those of the tables that the order gives them.
fn is_contradicted(index: &Index<'_>, evidence: &Evidence, ordered: &Ordered) -> bool {
    ordered.iter().any(|((user, name), table)| {
        let rows = index.table(*user).rows.iter();
        rows.filter(|row| wanted(index, row, *user, true).as_ref() == Some(name))
            .any(|row| evidence.contradicts(&row.name, index.table(*table)))
    })
}

/// The name of the table that a row needs, where nothing else leads to it.
fn wanted(index: &Index<'_>, row: &RowFacts, key: TableKey, rows: bool) -> Option<String> {
    if !is_structured(&row.ty.expr) || told(index, row, key).is_some() {
        return None;
    }
    let references = references(&row.ty.expr);
    match references.first() {
        Some(reference) if index.resolve(reference, key).is_none() => reference.name.clone(),
        None if rows => Some(row.name.clone()),
        _ => None,
    }
}
