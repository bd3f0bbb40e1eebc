//! What one page says, before the pages of a service are put together.

use hwc_model::{Authentication, EnumValue, ErrorCode, Example, Mandatory, Method, Place};
use serde::{Deserialize, Serialize};

use super::constraints::Constraints;
use super::value_type::TypeReading;
use crate::lint::Finding;
use crate::pages::is_page;

/// A page, read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PageFacts {
    /// Path in the folder of pages, with `/`; of a part of a page with `#` and the name of the part.
    pub path: String,
    /// Which of several places it was saved at: pages of one folder share it.
    #[serde(default)]
    pub place: usize,
    /// The title; empty where the page has none.
    pub title: String,
    /// File name on the cloud's site.
    pub original_name: Option<String>,
    /// Date stated on the page, `YYYY-MM-DD`.
    pub updated: Option<String>,
    /// Where references to this page lead.
    pub labels: Vec<(String, LabelTarget)>,
    /// The operation, where the page documents one.
    pub operation: Option<OperationFacts>,
    /// Every table of the page, in order.
    pub tables: Vec<TableFacts>,
    /// Error codes of the page's error tables.
    pub errors: Vec<ErrorCode>,
    /// Permission actions by method and URI as the page writes them.
    pub actions: Vec<(String, String)>,
    /// Ways to authenticate that a page without an operation tells of.
    pub authentication: Vec<Authentication>,
    /// The page was flattened: captions and references of its tables may be lost.
    pub flattened: bool,
    /// What is wrong with the page as such.
    pub findings: Vec<Finding>,
}

/// What stands between the path of a page and the name of a part of it.
const PART: char = '#';

/// The path of a part of a page.
pub(super) fn part_path(page: &str, part: &str) -> String {
    format!("{page}{PART}{part}")
}

/// The path of the page that a part belongs to; that of a page itself as it is.
pub fn page_of(path: &str) -> &str {
    let is_part = |(page, name): &(&str, &str)| is_page(page) && !name.contains(['/', '#']);
    path.rsplit_once(PART).filter(is_part).map_or(path, |(page, _)| page)
}

/// Where a label leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LabelTarget {
    /// To the table at this index of [`PageFacts::tables`].
    Table(usize),
    /// To a heading: the tables of its section begin at the first index and end before the second.
    Section(usize, usize),
    /// To a paragraph that no table follows.
    Text,
}

/// The operation of a page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct OperationFacts {
    /// Line of the URI.
    pub line: u32,
    /// The URI as the page writes it, with its method and its host.
    pub written: String,
    /// HTTP method.
    pub method: Option<Method>,
    /// Path with its placeholders, without host and query.
    pub path: String,
    /// Further paths of the same operation.
    pub aliases: Vec<String>,
    /// Names of query parameters in the URI itself.
    pub query: Vec<String>,
    /// What the operation does: the prose of its first section.
    pub description: Option<String>,
    /// Constraints and the like: the prose of sections that are about neither request nor response.
    pub remarks: Option<String>,
    /// Note of a banner that the operation is not to be used any more.
    pub deprecated: Option<String>,
    /// Example requests, in order.
    pub request_examples: Vec<ExampleFacts>,
    /// Example replies, in order.
    pub response_examples: Vec<ExampleFacts>,
    /// Statuses that the page lists, in tables and in paragraphs of their own.
    pub statuses: Vec<StatusRow>,
    /// Statuses whose replies one label tells together: `Status code: 400/401/403`.
    #[serde(default)]
    pub shared: Vec<Vec<u16>>,
    /// The media type of the reply on success, where that is a file.
    #[serde(default)]
    pub file: Option<String>,
    /// Where a section leads that has no table of its own.
    #[serde(default)]
    pub elsewhere: Vec<Elsewhere>,
}

/// A sentence that takes the place of a table: `The parameters are those of …`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// Line of the sentence.
    pub line: u32,
    /// The side that it is about.
    pub side: Side,
    /// Where it leads.
    pub label: String,
    /// It says that the other place is about parameters of that side too.
    pub says_so: bool,
}

/// An example and its line.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ExampleFacts {
    /// Line of the code block.
    pub line: u32,
    /// The line of each member of the body, in the order of the value; empty where the lines are not known.
    #[serde(default)]
    pub members: Vec<u32>,
    /// The body is meant as JSON, and could not be read.
    #[serde(default)]
    pub unread: bool,
    /// Status of its status line, which the page need not list.
    #[serde(default)]
    pub status_line: Option<u16>,
    /// The reply that the label above it announces.
    #[serde(default)]
    pub reply: ReplyFacts,
    /// The label stands above another part of the page.
    #[serde(default)]
    pub inherits_status: bool,
    /// It shows a failure that no table of the page describes.
    #[serde(default)]
    pub failure: bool,
    /// The example.
    pub example: Example,
}

/// A status of an operation: a row of a status table, or a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusRow {
    /// HTTP status.
    pub status: u16,
    /// Its meaning.
    pub meaning: Option<String>,
    /// Index of the table in [`PageFacts::tables`]; `None` for a paragraph.
    pub table: Option<usize>,
    /// Row below the header, from 1; 0 for a paragraph.
    pub row: u32,
}

/// A table, read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TableFacts {
    /// Line of its first border or row.
    pub line: u32,
    /// Number in its caption (`Table 4`).
    pub number: Option<u32>,
    /// Caption without its number.
    pub caption: Option<String>,
    /// The paragraph right before it, where it has no caption.
    pub lead: Option<String>,
    /// What it is about.
    pub role: Role,
    /// The side it stands on.
    pub side: Side,
    /// The reply that it belongs to.
    pub reply: ReplyFacts,
    /// Names of the object that caption or lead paragraph say it describes: `volume`, `roles.links`, `RespInstanceBase`.
    pub names: Vec<String>,
    /// Parameters, in order; empty for tables that hold none.
    pub rows: Vec<RowFacts>,
    /// Lines of all rows below the header.
    pub row_lines: Vec<u32>,
    /// The values that it lists, for rows that lead to it.
    #[serde(default)]
    pub listed: Option<ValueList>,
}

/// Values that a table lists.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ValueList {
    /// What they are values of, as the header of the table calls it: `status`.
    pub of: String,
    /// The values, as texts.
    pub values: Vec<EnumValue>,
}

impl TableFacts {
    /// What a person calls the table: its caption, the paragraph before it, or its place.
    pub fn title(&self) -> &str {
        let said = [&self.caption, &self.lead].into_iter().flatten().find(|text| !text.is_empty());
        said.map_or("a table without a caption", String::as_str)
    }
}

/// What a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// Parameters in path or query: each row is where the URI says.
    Uri,
    /// Parameters in the query.
    Query,
    /// Request headers.
    Header,
    /// Members of the request body.
    Body,
    /// Members of the response body.
    Reply,
    /// Response headers.
    ReplyHeader,
    /// Members of an object that other tables refer to.
    Object,
    /// Status codes.
    Status,
    /// Error codes.
    Errors,
    /// Permissions and their actions.
    Actions,
    /// No table of the API: why.
    Passed(Passed),
}

/// Why a table is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Passed {
    /// It lists members, and no row leads to it.
    Orphan,
    /// Its columns are not those of parameters, statuses or error codes.
    OtherColumns,
    /// It stands beside the URI and repeats the reply.
    Copy,
    /// It describes what a file holds that is the reply.
    InFile,
    /// It stands in an example, and nothing refers to it.
    InExample,
    /// It stands in a section of prose, and nothing refers to it.
    InProse,
    /// It has a header and no rows.
    Empty,
    /// A correction says that it does not count.
    Corrected,
}

/// The side of a call that a table belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Side {
    /// What is sent.
    Request,
    /// What comes back.
    Response,
    /// Neither is told.
    #[default]
    Unknown,
}

/// The reply that a table or an example belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReplyFacts {
    /// The page does not say.
    #[default]
    Unstated,
    /// To the reply with this status.
    Status(u16),
    /// To the reply on success.
    Success,
    /// To replies on failure.
    Failure,
}

/// A row of a parameter table.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RowFacts {
    /// Line of the row.
    pub line: u32,
    /// Row below the header, from 1.
    pub row: u32,
    /// The name on the wire.
    pub name: String,
    /// The parameter that it is a member of, where a column of its own names members.
    pub parent: Option<String>,
    /// Label that the name itself leads to.
    pub name_label: Option<String>,
    /// What the column "Mandatory" says.
    pub mandatory: Mandatory,
    /// What the type column says.
    pub ty: TypeReading,
    /// What the description says.
    pub constraints: Constraints,
    /// Where a column of its own says that the parameter is sent; `None` in the body.
    pub place: Option<RowPlace>,
}

/// What a column for the place says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RowPlace {
    /// Path, query or header.
    Parameter(Place),
    /// The body.
    Body,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_belongs_to_its_page_and_other_names_stay() {
        assert_eq!(page_of(&part_path("a/b.rst", "find-a-thing.2")), "a/b.rst");
        for path in ["a/b.rst", "c#/b.rst", "c#", "c#/b", "#x", ""] {
            assert_eq!(page_of(path), path);
        }
    }
}
