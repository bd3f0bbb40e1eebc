//! Pages put right: `[[correction]]`.

use serde::Deserialize;

use super::{ServiceTomlError, line_of};

/// A wrong page put right; an error once it changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// What is wrong.
    pub place: Place,
    /// What is right.
    pub change: Change,
    /// Why we know.
    pub reason: String,
    /// Line of the entry in `service.toml`.
    pub line: u32,
}

/// A place on a page, as a correction names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Path of the page in the folder of pages.
    pub page: String,
    /// Number of the table on the page, from 1 in document order; absent for the page as a whole.
    pub table: Option<u32>,
    /// The name that stands in the row; absent for the table as a whole.
    pub row: Option<String>,
}

/// What a correction does.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The row, or the type that the table states, has another name.
    Rename(String),
    /// The row has another type, in the words of a type column.
    Retype(String),
    /// The row is, or is not, mandatory.
    Mandatory(bool),
    /// The row, the table or the page does not count.
    Drop,
    /// The table lacks a row.
    Add(NewRow),
    /// The table states the same type as another one: each has the rows of both.
    Merge(OtherTable),
}

/// A table that states the same type.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherTable {
    /// Path of its page; absent where it is the same page.
    pub page: Option<String>,
    /// Number of the table on its page, from 1.
    pub table: u32,
}

/// A row that a table lacks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewRow {
    /// Name on the wire.
    pub name: String,
    /// Type, in the words of a type column.
    #[serde(rename = "type")]
    pub ty: String,
    /// Whether it must be given.
    #[serde(default)]
    pub mandatory: bool,
    /// What it is, in our words.
    pub description: Option<String>,
}

/// A correction as the file states it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCorrection {
    page: String,
    table: Option<u32>,
    row: Option<String>,
    reason: String,
    rename: Option<String>,
    retype: Option<String>,
    mandatory: Option<bool>,
    drop: Option<bool>,
    add: Option<NewRow>,
    merge: Option<OtherTable>,
}

/// Reads a correction that stands in a file.
pub(super) fn read(text: &str, spanned: toml::Spanned<RawCorrection>) -> Result<Correction, ServiceTomlError> {
    let span = spanned.span();
    let wrong = |message: &str| Err(ServiceTomlError::at(text, Some(span.clone()), message));
    let RawCorrection { page, table, row, reason, rename, retype, mandatory, drop, add, merge } = spanned.into_inner();
    let changes = [
        rename.map(Change::Rename),
        retype.map(Change::Retype),
        mandatory.map(Change::Mandatory),
        drop.filter(|&drop| drop).map(|_| Change::Drop),
        add.map(Change::Add),
        merge.map(Change::Merge),
    ];
    let mut changes = changes.into_iter().flatten();
    let (Some(change), None) = (changes.next(), changes.next()) else {
        return wrong(
            "a correction does one thing, expected one of `rename`, `retype`, `mandatory`, `drop`, `add`, `merge`",
        );
    };
    if reason.trim().is_empty() {
        return wrong("a correction without a reason, expected how it is known that the page is wrong");
    }
    let place = Place { page, table, row };
    if let Some(lack) = lacking(&place, &change) {
        return wrong(lack);
    }
    Ok(Correction { place, change, reason, line: line_of(text, Some(span)) })
}

/// What a place must state for a change to make sense there, and does not.
fn lacking(place: &Place, change: &Change) -> Option<&'static str> {
    match (change, place.table, &place.row) {
        (Change::Retype(_) | Change::Mandatory(_), _, None) => Some("a correction of a row without `row`"),
        (Change::Rename(_) | Change::Add(_) | Change::Merge(_), None, _) => {
            Some("a correction of a table without `table`")
        }
        (_, None, Some(_)) => Some("a `row` without the `table` that it stands in"),
        (Change::Add(_) | Change::Merge(_), _, Some(_)) => Some("`row` where the whole table is meant"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::ServiceConfig;
    use super::super::tests::{SMALL, fault};
    use super::*;

    #[test]
    fn every_change_is_read() {
        let entry = |change: &str| {
            format!("{SMALL}[[correction]]\npage = \"a.rst\"\ntable = 2\nreason = \"the example shows it\"\n{change}\n")
        };
        let change = |text: &str| ServiceConfig::parse("demo", &entry(text)).unwrap().corrections[0].change.clone();
        assert_eq!(change("row = \"a\"\nrename = \"b\""), Change::Rename("b".into()));
        assert_eq!(change("row = \"a\"\nretype = \"Array of strings\""), Change::Retype("Array of strings".into()));
        assert_eq!(change("row = \"a\"\nmandatory = false"), Change::Mandatory(false));
        assert_eq!(change("drop = true"), Change::Drop);
        assert_eq!(change("merge = { table = 3 }"), Change::Merge(OtherTable { page: None, table: 3 }));
        let row = NewRow { name: "n".into(), ty: "Long".into(), mandatory: true, description: None };
        assert_eq!(change("add = { name = \"n\", type = \"Long\", mandatory = true }"), Change::Add(row));
    }

    #[test]
    fn a_correction_does_one_thing_for_a_reason() {
        let entry = "[[correction]]\npage = \"a.rst\"\ntable = 1\nrow = \"a\"\n";
        assert!(fault(&format!("{entry}reason = \"r\"\n")).starts_with("4: a correction does one thing"));
        assert!(fault(&format!("{entry}reason = \"r\"\ndrop = true\nmandatory = true\n")).contains("one thing"));
        assert!(fault(&format!("{entry}reason = \" \"\ndrop = true\n")).contains("without a reason"));
        assert!(fault(&format!("{entry}drop = true\n")).contains("missing field `reason`"));
    }

    #[test]
    fn a_correction_says_where() {
        let entry = "[[correction]]\npage = \"a.rst\"\nreason = \"r\"\n";
        assert!(fault(&format!("{entry}mandatory = true\n")).contains("without `row`"));
        assert!(fault(&format!("{entry}row = \"a\"\nmandatory = true\n")).contains("without the `table`"));
        assert!(fault(&format!("{entry}merge = {{ table = 3 }}\n")).contains("without `table`"));
    }
}
