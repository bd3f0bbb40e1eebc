//! Model in, (path, text) out.
//!
//! [`check`] says what is wrong with a model; [`generate`] writes the crate of a service, [`conformance`] the tests of
//! all documented examples; [`diff`] compares two models. Nothing here reads a file, a clock or the network, and the same input gives the same
//! output. Emission goes in three steps: `plan` settles every question of Rust with the help of `names` and
//! [`lock`], `emit` writes tokens, `format` makes text of them.

pub mod check;
pub mod diff;
mod docs;
pub mod emit;
mod format;
pub mod lock;
mod names;
mod plan;

use hwc_model::{Model, Service};

pub use check::{Breach, check};
pub use lock::{Lock, LockError};

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path with `/`, relative to the folder of the crate; made of names that we chose, never of text of a page.
    pub path: String,
    /// Content.
    pub text: String,
}

/// What a generation gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Files, by path.
    pub files: Vec<File>,
    /// The names given out, the old ones and the new ones.
    pub lock: Lock,
}

/// How a crate is laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Where it stands.
    pub layout: Layout,
    /// The text of the model, which a crate on its own carries behind a feature; written anew where none is given.
    pub model_text: Option<String>,
}

/// Where a crate stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// In our workspace, from which the manifest inherits.
    #[default]
    Workspace,
    /// On its own, over a copy of `hwc-core`.
    Standalone {
        /// Path of `hwc-core`, as the manifest is to state it.
        core: String,
    },
}

/// Writes the crate of a service.
///
/// The model is expected to pass [`check`]. Where it does not, a reference to nothing is free JSON, and the output is
/// well-formed all the same.
pub fn generate(model: &Model, lock: &Lock, options: &Options) -> Output {
    let (plan, lock) = plan::plan(model, lock);
    Output { files: emit::emit_crate(&plan, options), lock }
}

/// The names of a service: those given out before, and those of what is new in the model.
///
/// A name may come from wording that the crate is not to carry; [`generate`] keeps to what is given out here.
pub fn give_names(model: &Model, lock: &Lock) -> Lock {
    plan::plan(model, lock).1
}

/// Writes the crate that carries the models of these services, for the folder in which a folder of each stands.
pub fn models(services: &[&Service]) -> Vec<File> {
    emit::emit_models(services)
}

/// Writes the crate that offers the clients of these services behind features.
pub fn umbrella(services: &[&Service]) -> Vec<File> {
    emit::emit_umbrella(services)
}

/// The first changelog of a crate; from then on it is written by people and tools.
pub fn first_changelog(service: &Service) -> String {
    format!(
        "# Changelog of `{}`\n\nWhat changed in the API of the crate, newest first; versions follow \
         [Semantic Versioning](https://semver.org/).\n\n## 0.1.0\n\nThe first version.\n",
        docs::one_line(&service.crate_name)
    )
}

/// Writes the crate of tests: one for each documented example of these services.
pub fn conformance(models: &[(&Model, &Lock)]) -> Output {
    let plans: Vec<plan::Plan<'_>> = models.iter().map(|(model, lock)| plan::plan(model, lock).0).collect();
    emit::emit_conformance(&plans)
}
