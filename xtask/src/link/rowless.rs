//! Members that have a table of their own and no row in the table of their object.
//!
//! Comes in as the table of an object, the names of the other tables of its page, and what the examples show; goes out as
//! the members that it lacks. A table is called a part of it, `roles.links` of `roles`, or its members stand, in every
//! example that has them, under its name beside the rows of the object.

use std::collections::{HashMap, HashSet};

use hwc_model::{Member, Type};

use super::claims::Claims;
use super::evidence::{Evidence, Shape};
use super::graph::{Graph, plain_member};
use super::index::{Index, TableKey};
use crate::extract::{Role, RowFacts, Side};
use crate::lint::{Finding, Lint};

/// Tables of a page that are called after something which has no row there, and no row leads to.
pub(super) type Rowless = HashMap<usize, Vec<(String, TableKey)>>;

/// The tables of members that examples show under a name which has no row on the page.
pub(super) fn rowless(index: &Index<'_>, claims: &Claims, evidence: &HashMap<usize, Evidence>) -> Rowless {
    let mut found = Rowless::new();
    for (page, facts) in index.pages.iter().enumerate() {
        let Some(evidence) = evidence.get(&page) else { continue };
        let rows: HashSet<&str> =
            facts.tables.iter().flat_map(|table| &table.rows).map(|row| row.name.as_str()).collect();
        for (table, facts) in facts.tables.iter().enumerate().filter(|(_, table)| table.role == Role::Object) {
            let key = TableKey { page, table };
            let is_shown = |name: &&String| !rows.contains(name.as_str()) && evidence.is_mostly_covered(name, facts);
            if let Some(name) = facts.names.iter().find(is_shown).filter(|_| !claims.members_of_a_row(key)) {
                found.entry(page).or_default().push((name.clone(), key));
            }
        }
    }
    found
}

impl Graph<'_> {
    /// The members that an object has a table for, and no row.
    pub(super) fn members_without_rows(&mut self, rows: &[&RowFacts], key: TableKey) -> Vec<Member> {
        let index = self.index;
        let has_row = |name: &str| rows.iter().any(|row| row.name == name);
        let parts = index.parts(key).into_iter().map(|(name, part)| (name.to_owned(), part));
        let missing: Vec<(String, TableKey)> = parts.chain(self.beside(rows, key)).collect();
        let missing = missing.into_iter().filter(|(name, part)| !has_row(name) && !self.used.contains(part));
        let missing: Vec<(String, TableKey)> = missing.collect();
        missing.into_iter().map(|(name, part)| self.member_without_row(&name, part, key)).collect()
    }

    /// Tables whose members stand beside the rows of a table in the examples, under their own name.
    fn beside(&self, rows: &[&RowFacts], key: TableKey) -> Vec<(String, TableKey)> {
        let (Some(rowless), Some(evidence)) = (self.rowless.get(&key.page), self.evidence.get(&key.page)) else {
            return Vec::new();
        };
        let here = self.index.table(key);
        let is_here = |(name, part): &&(String, TableKey)| {
            let there = self.index.table(*part);
            let one_side = there.side == here.side || there.side == Side::Unknown;
            let beside = rows.iter().filter(|row| evidence.is_beside(name, &row.name)).count();
            let shown = rows.iter().filter(|row| evidence.shows(&row.name)).count();
            // One name in common may be that of something else.
            *part != key && one_side && beside > 1 && beside * 2 > shown
        };
        rowless.iter().filter(is_here).cloned().collect()
    }

    fn member_without_row(&mut self, name: &str, part: TableKey, owner: TableKey) -> Member {
        let table = self.index.table(part);
        let found = format!("`{}` lists members of `{name}`, which has no row of its own", table.title());
        let expected = format!("a row for `{name}` in the table at line {}", self.index.table(owner).line);
        self.report(part.page, Finding::new(Lint::RowMissing, table.line, found, expected));
        let object = self.table_type(part);
        let shape = self.evidence.get(&part.page).and_then(|evidence| evidence.shape(name));
        let ty = if shape == Some(Shape::List) { Type::Array(Box::new(object)) } else { object };
        let mut member = plain_member(name, ty, 0);
        member.source.table = part.table as u32 + 1;
        member
    }
}
