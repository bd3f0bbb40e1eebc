//! Tables that list the values of a parameter: `Status | Description`.
//!
//! In: a table that holds no parameters, and its columns. Out: the values with their meanings, all or none: where one cell is no
//! value, the table is about something else. Which parameters they are the values of is told by links.

use std::collections::HashSet;

use hwc_model::{EnumValue, Scalar};

use super::columns::Columns;
use super::constraints::is_value;
use super::facts::ValueList;
use crate::read::{Row, Table};
use crate::vocabulary::{self, Column};

/// The values of a table whose first column is headed by what they are values of.
pub(super) fn extract_values(table: &Table, columns: &Columns) -> Option<ValueList> {
    let heading = table.rows.get(columns.head.checked_sub(1)?)?.cells.first()?.to_plain();
    let of = vocabulary::listed_values(&heading).filter(|_| columns.has(Column::Description))?;
    let rows = table.rows.iter().skip(columns.head);
    let values = rows.map(|row| value_of(row, columns)).collect::<Option<Vec<EnumValue>>>()?;
    let mut seen = HashSet::new();
    let is_new =
        |value: &EnumValue| if let Scalar::Text(text) = &value.value { seen.insert(text.clone()) } else { false };
    (values.len() > 1 && values.iter().all(is_new)).then(|| ValueList { of: of.to_owned(), values })
}

fn value_of(row: &Row, columns: &Columns) -> Option<EnumValue> {
    let cell = row.cells.first()?.to_plain();
    let value = cell.trim();
    let meaning = columns.cell(row, Column::Description).map(|cell| cell.to_plain().trim().to_owned());
    let meaning = meaning.filter(|meaning| !vocabulary::is_nothing(meaning));
    is_value(value).then(|| EnumValue { value: Scalar::Text(value.to_owned()), meaning })
}
