//! Documents to facts: what a page says about its operation. Knows the words of API pages, no markup and no Rust.
//!
//! [`extract_pages`] parts a page that documents several operations (`parts`), and goes over each part as a stream
//! (`outline`): it finds method and URI, takes each table apart by the
//! words in its header, gives it a role, and reads examples. What single cells mean is read by [`value_type`],
//! [`constraints`], [`mandatory`], [`status_cell`] and [`example`].

mod authentication;
mod bulleted;
mod caption;
mod columns;
pub mod constraints;
mod copies;
mod elsewhere;
pub mod example;
mod examples;
mod facts;
mod failures;
mod faults;
pub mod json_repair;
mod labels;
mod lead;
mod listed;
pub mod mandatory;
mod media;
mod nameless;
mod outline;
mod page;
mod page_tables;
mod parts;
mod prose;
mod readings;
mod referenced;
mod repeated;
mod request_line;
mod roles;
pub mod status_cell;
mod statuses;
mod tables;
mod templates;
mod told;
pub mod unflatten;
mod uri;
mod value_tables;
pub mod value_type;

pub use constraints::is_secret;
pub use facts::{
    Elsewhere, ExampleFacts, LabelTarget, OperationFacts, PageFacts, Passed, ReplyFacts, Role, RowFacts, RowPlace,
    Side, StatusRow, TableFacts, ValueList, page_of,
};
pub use page::extract_pages;
pub use value_type::{Reference, TypeExpr};

pub(crate) use caption::last_step;
pub(crate) use failures::{GENERAL_FAILURE, is_success};
pub(crate) use request_line::request_key;
pub(crate) use roles::{is_header_name, is_structured, references, takes_body};
pub(crate) use templates::looks_like_id;
