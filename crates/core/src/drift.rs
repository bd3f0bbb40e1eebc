//! What a reply says that its documentation did not promise.

use std::fmt;

/// A place where a reply differs from its documentation; the value is there all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drift {
    /// The place, with all items of a list taken for one: `instances[].status`.
    pub path: String,
    /// What is different.
    pub kind: DriftKind,
    /// In how many places of the reply.
    pub count: usize,
    /// The page that documents the place, else the operation; empty where the value was read on its own.
    pub page: &'static str,
    /// Number of the table on that page, from 1 in the order of the page, where a table states the object around the
    /// place.
    pub table: Option<u32>,
    /// Number of the row below the header of that table, from 1; none where the table has no such row.
    pub row: Option<u32>,
}

/// The table that states an object type.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// The page.
    pub page: &'static str,
    /// Number of the table on it.
    pub table: u32,
    /// Rows of the fields; none where each field has the row of its number.
    pub rows: &'static [u32],
}

impl Source {
    /// The row of a field, by its number from 0.
    fn row(&self, field: usize) -> Option<u32> {
        let counted = || u32::try_from(field + 1).ok();
        if self.rows.is_empty() { counted() } else { self.rows.get(field).copied().filter(|row| *row > 0) }
    }
}

/// What is different from the documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DriftKind {
    /// A member that the documentation does not have.
    UnknownMember,
    /// A value that the documentation does not list.
    UnknownValue,
    /// `null` where a list or a map was promised.
    Null,
    /// A number where text was promised.
    NumberForText,
    /// Text where a number was promised.
    TextForNumber,
    /// Text or a number where `true` or `false` was promised.
    OtherForBoolean,
    /// A fraction, or a number too large, where a whole number was promised.
    NumberOutOfRange,
    /// A single item where a list was promised.
    ItemForList,
    /// An object where a list was promised.
    ObjectForList,
    /// Something else altogether.
    OtherType,
}

/// A reply that drifts in more places than this is another reply; the rest is not noted.
const MOST: usize = 256;

impl Drift {
    /// Adds one finding; the same one in another item of a list only counts.
    pub(crate) fn note(all: &mut Vec<Drift>, path: String, kind: DriftKind) {
        if let Some(known) = all.iter_mut().find(|drift| drift.kind == kind && drift.path == path) {
            known.count += 1;
        } else if all.len() < MOST {
            all.push(Drift { path, kind, count: 1, page: "", table: None, row: None });
        }
    }
}

impl Drift {
    /// Notes which table says otherwise, and for a member that it has, in which row.
    pub(crate) fn place(&mut self, source: &Source, field: Option<usize>) {
        self.page = source.page;
        self.table = Some(source.table);
        self.row = field.and_then(|field| source.row(field));
    }
}

/// `instances[].status: the documentation lists no such value, against `list.rst`, table 3, row 2`
impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Drift { path, kind, count, page, table, row } = self;
        let path = if path.is_empty() { "the reply" } else { path };
        write!(f, "{path}: {kind}")?;
        if *count > 1 {
            write!(f, ", {count} times")?;
        }
        if page.is_empty() {
            return Ok(());
        }
        write!(f, ", against `{page}`")?;
        for (name, number) in [("table", table), ("row", row)] {
            if let Some(number) = number {
                write!(f, ", {name} {number}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for DriftKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DriftKind::UnknownMember => "the documentation has no such member",
            DriftKind::UnknownValue => "the documentation lists no such value",
            DriftKind::Null => "null for a list or a map",
            DriftKind::NumberForText => "a number for text",
            DriftKind::TextForNumber => "text for a number",
            DriftKind::OtherForBoolean => "no boolean for a boolean",
            DriftKind::NumberOutOfRange => "no 64-bit whole number for a whole number",
            DriftKind::ItemForList => "a single item for a list",
            DriftKind::ObjectForList => "an object for a list",
            DriftKind::OtherType => "a value of another type",
        })
    }
}
