//! Tables that lost their captions, by the order in which a page refers to them.
//!
//! Generated pages put a table behind every table that refers to it, and among those that may come next the one that was
//! referred to last: depth first, with a type of several referrers behind the last of them. On flattened pages that order
//! and the examples are all that is left. Comes in as the index, what rows say they lead to and what examples show; goes
//! out as the table of each name that a table's rows use, where one reading of the order is better than any other.

mod walk;

use std::collections::{HashMap, HashSet};

use super::claims::told;
use super::evidence::Evidence;
use super::index::{Index, TableKey};
use crate::extract::{Role, RowFacts, TypeExpr, is_structured, references};
use walk::{MOST_TABLES, NO_TABLE, Name, Step, Walk};

/// The table that a name in the rows of another leads to.
pub(super) type Ordered = HashMap<(TableKey, String), TableKey>;

/// What the order tells on all flattened pages.
pub(super) fn by_order(index: &Index<'_>, evidence: &HashMap<usize, Evidence>) -> Ordered {
    let mut ordered = Ordered::new();
    let nothing = Evidence::default();
    for (page, _) in index.pages.iter().enumerate().filter(|(_, facts)| facts.flattened) {
        let shown = evidence.get(&page).unwrap_or(&nothing);
        let claimed = claimed(index, page, shown);
        for tables in groups(index, page).into_iter().filter(|tables| is_of_reasonable_size(index, tables)) {
            let gathered = Gathered::of(index, shown, &claimed, &tables);
            ordered.extend(gathered.tell());
        }
    }
    ordered
}

/// Tables whose order is to be told have so many rows at most.
const MOST_ROWS: usize = 5000;

fn is_of_reasonable_size(index: &Index<'_>, tables: &[TableKey]) -> bool {
    tables.len() <= MOST_TABLES && tables.iter().map(|&key| index.table(key).rows.len()).sum::<usize>() <= MOST_ROWS
}

/// The tables of a page by the side and the reply that they belong to.
fn groups(index: &Index<'_>, page: usize) -> Vec<Vec<TableKey>> {
    let mut groups: Vec<Vec<TableKey>> = Vec::new();
    for key in (0..index.pages[page].tables.len()).map(|table| TableKey { page, table }) {
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
    groups
}

/// The tables of a page to which rows lead by what they write.
fn claimed(index: &Index<'_>, page: usize, evidence: &Evidence) -> HashSet<TableKey> {
    let mut claimed = HashSet::new();
    for (table, facts) in index.pages[page].tables.iter().enumerate() {
        let key = TableKey { page, table };
        for row in facts.rows.iter().filter(|row| is_structured(&row.ty.expr)) {
            let referred = references(&row.ty.expr).into_iter().find_map(|reference| index.resolve(reference, key));
            claimed.extend(referred.or_else(|| believed(index, evidence, row, key)));
        }
    }
    claimed
}

/// Where a row leads by what it writes, unless it leads to itself or the examples show other members.
fn believed(index: &Index<'_>, evidence: &Evidence, row: &RowFacts, key: TableKey) -> Option<TableKey> {
    told(index, row, key).filter(|&table| table != key && !evidence.contradicts(&row.name, index.table(table)))
}

/// A table of members without a name, to which nothing leads.
fn is_nameless(index: &Index<'_>, claimed: &HashSet<TableKey>, key: TableKey) -> bool {
    let table = index.table(key);
    let is_named = table.caption.is_some() || !table.names.is_empty();
    table.role == Role::Object && !is_named && !claimed.contains(&key)
}

/// The tables of one side of a page and the names that their rows use.
struct Gathered {
    tables: Vec<TableKey>,
    names: Vec<String>,
    walk: Walk,
}

impl Gathered {
    fn of(index: &Index<'_>, evidence: &Evidence, claimed: &HashSet<TableKey>, tables: &[TableKey]) -> Gathered {
        let mut gathered = Gathered { tables: tables.to_vec(), names: Vec::new(), walk: Walk::default() };
        let mut rows: Vec<Vec<&str>> = Vec::new();
        for (at, &key) in tables.iter().enumerate() {
            let mut wants = Vec::new();
            for row in &index.table(key).rows {
                let Some((name, without)) = wanted(index, evidence, row, key) else { continue };
                let number = gathered.number(name);
                if number == rows.len() {
                    rows.push(Vec::new());
                    gathered.walk.names.push(Name { without, last: at });
                }
                let known = &mut gathered.walk.names[number];
                (known.without, known.last) = (known.without.max(without), at);
                rows[number].push(&row.name);
                if !wants.contains(&number) {
                    wants.push(number);
                }
            }
            gathered.walk.steps.push(Step { is_free: is_nameless(index, claimed, key), wants });
        }
        let misfit = |rows: &Vec<&str>, key: TableKey| {
            rows.iter().map(|row| evidence.misfit(row, index.table(key))).min().unwrap_or_default()
        };
        gathered.walk.misfits = rows.iter().map(|rows| tables.iter().map(|&key| misfit(rows, key)).collect()).collect();
        gathered
    }

    fn number(&mut self, name: String) -> usize {
        let known = self.names.iter().position(|known| *known == name);
        known.unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        })
    }

    fn tell(self) -> Ordered {
        let mut ordered = Ordered::new();
        for (name, step) in self.walk.best() {
            let users = self.walk.steps.iter().zip(&self.tables).filter(|(step, _)| step.wants.contains(&name));
            ordered.extend(users.map(|(_, &user)| ((user, self.names[name].clone()), self.tables[step])));
        }
        ordered
    }
}

/// The name of the table that a row needs, where nothing else leads to it, and how unlikely it is to have none.
fn wanted(index: &Index<'_>, evidence: &Evidence, row: &RowFacts, key: TableKey) -> Option<(String, u32)> {
    // A cell of nothing but a link is gone, and no type is left.
    let is_lost = matches!(row.ty.expr, TypeExpr::Absent) && index.table(key).rows.iter().any(has_type);
    if !is_structured(&row.ty.expr) && !is_lost || believed(index, evidence, row, key).is_some() {
        return None;
    }
    let references = references(&row.ty.expr);
    match references.first() {
        Some(reference) if index.resolve(reference, key).is_none() => Some((reference.name.clone()?, NO_TABLE)),
        None => Some((row.name.clone(), without_table(evidence, row))),
        _ => None,
    }
}

fn has_type(row: &RowFacts) -> bool {
    !matches!(row.ty.expr, TypeExpr::Absent)
}

/// How unlikely it is that a row whose type has no name has no table.
fn without_table(evidence: &Evidence, row: &RowFacts) -> u32 {
    let is_free = match &row.ty.expr {
        TypeExpr::Map(_) | TypeExpr::Any => true,
        TypeExpr::Array(item) => **item == TypeExpr::Any,
        _ => false,
    };
    match (evidence.shows_scalars(&row.name), is_free) {
        (true, _) => 0,
        (_, true) => 1,
        _ => NO_TABLE / 3,
    }
}
