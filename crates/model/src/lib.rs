//! The intermediate model of a documented API.
//!
//! `xtask` writes it (`spec/<service>/model.json`), `codegen` and `hwc-mock` read it. It states what the pages of one
//! service say, in the order in which they say it, each item with the place it was read from. It holds no Rust names
//! and no markup: names are given out by `codegen` and kept in `names.lock`, descriptions are plain text.
//!
//! Two forms are in use. *Full* models carry the wording of the pages (`description`, `meaning`, `remedy`); models of
//! services whose pages are not in the repository carry *facts* only: these members are then absent.
//!
//! Laws of a well-formed model, checked by `codegen::check`:
//!
//! - every [`Type::Object`] names a type in [`Model::types`], and ids are unique;
//! - every placeholder of [`Operation::path`] and of its aliases is a parameter in [`Place::Path`];
//! - operation keys are unique; a member is named once per table;
//! - empty lists and absent members are left out of the text form, so that the text form has one spelling.

mod json;
mod operation;
mod repeat;
mod service;
mod types;

pub use json::Json;
pub use operation::{
    Authentication, Body, Deprecation, ErrorCode, Example, Method, Operation, Parameter, Place, Response, is_success,
};
pub use repeat::{Fill, Next, Paging, PagingStyle, Waiting};
pub use service::{Endpoint, Model, Page, Service, Source};
pub use types::{Bounds, EnumValue, Mandatory, Member, Number, ObjectType, Scalar, Type};

/// Version of the text form, stored in [`Model::format`]; raised when an older reader would misread a newer model.
pub const FORMAT: u32 = 1;
