//! What pages hold that the model does not: captions, and faults that reading met.

use hwc_model::Authentication;

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageNotes {
    /// Path in the folder of pages, with `/`.
    pub path: String,
    /// Title.
    pub title: String,
    /// The URI of its operation as it stands there, with method and host.
    pub uri: Option<String>,
    /// What it says on constraints in a section of its own.
    pub remarks: Option<String>,
    /// Tables, in the order of the page.
    pub tables: Vec<TableNotes>,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
    /// Ways to authenticate that it tells of, where it is about all operations.
    pub authentication: Vec<Authentication>,
}

/// The caption of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableNotes {
    /// The number that the caption states.
    pub number: Option<u32>,
    /// Its words without the number.
    pub caption: String,
}

/// A fault of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Id of the rule of `spec/LINTS.md`.
    pub lint: String,
    /// Line on the page, from 1.
    pub line: u32,
    /// What the page says.
    pub found: String,
}
