//! Maps: what stands under their keys, and what is called a map and is an object.
//!
//! Comes in as a row whose type column says map; goes out as a type. Pages show maps in examples better than in tables.

use hwc_model::{Json, Type};

use super::claims::told;
use super::graph::Graph;
use super::index::TableKey;
use super::value::Reading;
use crate::extract::{Reference, RowFacts, is_structured, looks_like_id};
use crate::lint::{Finding, Lint};
use crate::vocabulary;

impl Graph<'_> {
    /// The type of the values where a table of the rows `key` and `value` tells what an object with any keys holds: the
    /// examples show neither of the two in it.
    pub(super) fn value_of_entries(&mut self, reading: &Reading<'_>) -> Option<Type> {
        let table = reading.found?;
        let [key, value] = self.index.table(table).rows.as_slice() else { return None };
        let evidence = self.evidence.get(&reading.key.page)?;
        let is_map = vocabulary::is_entry(&key.name, &value.name)
            && evidence.has_other_keys(&reading.row.name, &[&key.name, &value.name]);
        is_map.then(|| self.value_type(value, table))
    }

    /// `Map<String,Object>` is a map of values of any kind, as Java has it, and says all there is to say: a table that
    /// another row leads to is not its own for being called alike. The examples tell whether there is a list under each key.
    pub(super) fn free_map(&mut self, reading: &mut Reading<'_>) -> Type {
        let table = self.table_of_row(reading.row, reading.key);
        let is_of_another = table.is_some_and(|table| {
            let leads = |reference: &Reference| self.index.resolve(reference, reading.key) == Some(table);
            self.claims.members_of_a_row(table) && !reading.row.constraints.references.iter().any(leads)
        });
        if is_of_another {
            return Type::Map(Box::new(Type::Any));
        }
        let value = match table.and_then(|table| self.row_of_any_key(reading, table)) {
            Some(value) => value,
            None => self.by_row(reading, Type::Any),
        };
        let evidence = self.evidence.get(&reading.key.page).filter(|_| matches!(value, Type::Object(_)));
        let name = &reading.row.name;
        let is_list = evidence.is_some_and(|evidence| evidence.has_keys(name) && evidence.holds_lists(name));
        Type::Map(Box::new(if is_list { Type::Array(Box::new(value)) } else { value }))
    }

    /// The type of the only row of a map's table, where the examples show other keys: it stands for each of them.
    fn row_of_any_key(&mut self, reading: &mut Reading<'_>, table: TableKey) -> Option<Type> {
        let [any] = self.index.table(table).rows.as_slice() else { return None };
        let evidence = self.evidence.get(&reading.key.page)?;
        if !is_structured(&any.ty.expr) || !evidence.has_other_keys(&reading.row.name, &[&any.name]) {
            return None;
        }
        reading.found = Some(table);
        Some(self.value_type(any, table))
    }

    /// The body that a single row describes under a placeholder for its name: each example has an id there.
    pub(super) fn body_of_any_key<'e>(
        &mut self,
        row: &RowFacts,
        key: TableKey,
        examples: impl Iterator<Item = &'e Json>,
    ) -> Option<Type> {
        let has_ids = |example: &Json| match example {
            Json::Object(members) => !members.is_empty() && members.iter().all(|(name, _)| looks_like_id(name)),
            _ => false,
        };
        let mut examples = examples.peekable();
        let is_map = is_structured(&row.ty.expr) && examples.peek().is_some() && examples.all(has_ids);
        is_map.then(|| Type::Map(Box::new(self.value_type(row, key))))
    }

    /// `Map` alone is a map of values of any kind, unless a table lists what the examples show under its keys.
    pub(super) fn open_map(&mut self, reading: &mut Reading<'_>) -> Type {
        let name = &reading.row.name;
        let value = match self.table_of_entries(reading) {
            Some(table) => {
                reading.found = Some(table);
                let is_list = self.evidence.get(&reading.key.page).is_some_and(|evidence| evidence.holds_lists(name));
                let value = self.table_type(table);
                if is_list { Type::Array(Box::new(value)) } else { value }
            }
            None => self.by_row(reading, Type::Any),
        };
        Type::Map(Box::new(value))
    }

    /// Of the tables that nothing leads to the one with the members that the examples show below the keys of a map.
    fn table_of_entries(&self, reading: &Reading<'_>) -> Option<TableKey> {
        if told(self.index, reading.row, reading.key).is_some() {
            return None;
        }
        let evidence = self.evidence.get(&reading.key.page)?;
        let free = self.free_tables(reading.key);
        let mut fitting =
            free.into_iter().filter(|&table| evidence.entries_are_covered(&reading.row.name, self.index.table(table)));
        let table = fitting.next()?;
        fitting.next().is_none().then_some(table)
    }

    /// The object of a row that is called a map of texts, where a table of that name has every member that the examples
    /// show under it, and not all of them are texts.
    pub(super) fn members_of_map(&mut self, reading: &mut Reading<'_>) -> Option<Type> {
        let row = reading.row;
        let table = self.index.named_other(&row.name, reading.key)?;
        let facts = self.index.table(table);
        let evidence = self.evidence.get(&reading.key.page)?;
        let is_no_map = facts.rows.iter().any(|row| is_structured(&row.ty.expr));
        let fits = is_no_map && evidence.has_keys(&row.name) && evidence.is_covered(&row.name, facts);
        let is_free = facts.side == self.index.table(reading.key).side && !self.claims.members_of_a_row(table);
        if !fits || !is_free {
            return None;
        }
        let found = format!("`{}` is a map of texts, and the table at line {} lists its members", row.name, facts.line);
        self.report(reading.key.page, Finding::new(Lint::TypeScalarWithTable, row.line, found, "an object"));
        reading.found = Some(table);
        Some(self.table_type(table))
    }
}
