//! Two models in, what differs between them out: findings with verdicts, and the version that follows.
//!
//! An operation is its method and path, then its shape; a type is its structure and who refers to it. What is renamed
//! or moved is found again, so that one cause is one finding. The verdict on Rust follows from what would be emitted:
//! the names that the older side gave out are locked. Nothing here reads a page: what pages hold beyond the model
//! comes in as [`PageNotes`], and nothing is missed without them but what they alone tell.

mod draft;
mod edit;
mod find;
mod identity;
mod naming;
mod order;
mod pages;
mod quiet;
mod rules;
mod settle;
mod surface;
mod tree;
mod verdict;

use hwc_model::{Model, Source};

use crate::lock::Lock;

use draft::Context;
use identity::identify;
use settle::settle;

pub use edit::{ApplyError, Edit, apply};
pub use pages::{Fault, PageNotes, TableNotes};
pub use rules::{Carrier, Change, Rule, Single};
pub use tree::without_places;
pub use verdict::{Confidence, RustVerdict, Semver, Wire};

/// One revision.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// What its pages say.
    pub model: &'a Model,
    /// Its names. Those of the older side go on; an empty lock of the newer side means the same names.
    pub lock: &'a Lock,
    /// What its pages hold beyond the model; empty where only the model is known.
    pub pages: &'a [PageNotes],
}

/// What differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// One a cause, in the order of the operations.
    pub findings: Vec<Finding>,
    /// The next version of the crate.
    pub semver: Semver,
    /// The service behaves differently though the crate does not change: its notes have to say so.
    pub notice: bool,
}

/// One difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What kind of difference.
    pub rule: Rule,
    /// For old clients.
    pub wire: Wire,
    /// For users of the crate.
    pub rust: RustVerdict,
    /// How sure it is.
    pub confidence: Confidence,
    /// What differs: `pool v3 create_pool › body.pool.protocol`.
    pub subject: String,
    /// What stood there.
    pub before: Option<String>,
    /// What stands there.
    pub after: Option<String>,
    /// The place on the older side.
    pub old: Option<Source>,
    /// The place on the newer side.
    pub new: Option<Source>,
    /// The Rust item concerned: `hwc_pool::v3::CreatePool::protocol`.
    pub item: Option<String>,
    /// What to write instead.
    pub instead: Option<String>,
    /// Keys of the operations concerned.
    pub operations: Vec<String>,
    /// What it changes in the model: all edits of all findings make the newer model of the older one.
    pub edits: Vec<Edit>,
}

/// Compares two revisions.
pub fn compare(old: &Side<'_>, new: &Side<'_>) -> Comparison {
    let context = Context::new(old, new);
    let findings = settle(&context, find::find(&context));
    let (semver, notice) = verdict::version(&findings);
    Comparison { findings, semver, notice }
}

/// The names of an older revision as they go on in a newer one: an operation that has another method or URI, and a
/// parameter that has another label or place, keep what they are called.
pub fn carry(names: &Lock, old: &Model, new: &Model) -> Lock {
    draft::carry(names.clone(), &identify(old, new))
}
