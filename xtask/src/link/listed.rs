//! Values of a row that a table of another place lists, on its own page or another one: `status` with a link to the table of
//! statuses.
//!
//! Comes in as a row and the type of its value; goes out as the values. Where links lead to several such tables, a caption
//! tells which of them is meant, or nothing does.

use hwc_model::{EnumValue, Number, Scalar, Type};

use super::index::{Index, TableKey};
use crate::extract::{LabelTarget, RowFacts, TableFacts, ValueList};
use crate::vocabulary;

/// The values that a row leads to; none where it lists its own.
pub(super) fn listed_values(index: &Index<'_>, row: &RowFacts, key: TableKey, ty: &Type) -> Vec<EnumValue> {
    if !row.constraints.values.is_empty() {
        return Vec::new();
    }
    let labels = row.constraints.references.iter().filter_map(|reference| reference.label.as_deref());
    let lists: Vec<_> = labels.flat_map(|label| lists_at(index, label, key.page)).collect();
    let list = match lists.as_slice() {
        [(_, list)] => Some(*list).filter(|list| vocabulary::takes_listed_values(&row.name, &list.of)),
        several => named(several, &row.name),
    };
    let values = list.map(|list| list.values.iter().map(|value| typed(value, ty)).collect::<Option<Vec<EnumValue>>>());
    values.flatten().unwrap_or_default()
}

/// The tables with lists of values where a label leads.
fn lists_at<'p>(index: &Index<'p>, label: &str, page: usize) -> Vec<(&'p TableFacts, &'p ValueList)> {
    let (page, tables) = match index.label(label, page) {
        Some((page, LabelTarget::Table(table))) => (page, table..table + 1),
        Some((page, LabelTarget::Section(first, end))) => (page, first..end),
        Some((_, LabelTarget::Text)) | None => return Vec::new(),
    };
    let tables = index.pages[page].tables.get(tables).unwrap_or_default();
    tables.iter().filter_map(|table| Some((table, table.listed.as_ref()?))).collect()
}

/// Of several lists the one whose caption names the row.
fn named<'p>(lists: &[(&'p TableFacts, &'p ValueList)], name: &str) -> Option<&'p ValueList> {
    let is_named = |table: &TableFacts| table.caption.iter().any(|caption| caption.split(' ').any(|word| word == name));
    let mut named = lists.iter().filter(|(table, _)| is_named(table));
    named.next().filter(|_| named.next().is_none()).map(|(_, list)| *list)
}

/// A value as one of the type of its row.
fn typed(value: &EnumValue, ty: &Type) -> Option<EnumValue> {
    let Scalar::Text(text) = &value.value else { return None };
    let scalar = match ty {
        Type::String => value.value.clone(),
        Type::Integer | Type::Long => Scalar::Number(Number::Integer(text.parse().ok()?)),
        _ => return None,
    };
    Some(EnumValue { value: scalar, meaning: value.meaning.clone() })
}
