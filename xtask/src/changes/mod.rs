//! What differs between two revisions, for those who read it: people, pull requests, programs.
//!
//! `codegen::diff` finds the differences; here each gets its line on the page ([`Report`]), what was decided about it
//! ([`Policy`]), and a form: [`screen`], [`markdown`], [`json`], [`sarif`], [`html`]. Nothing is read or written here.

mod alike;
mod groups;
mod html;
mod json;
mod markdown;
mod policy;
mod report;
mod sarif;
mod screen;
#[cfg(test)]
mod test_report;
mod wording;

pub use groups::Group;
pub use html::html;
pub use json::{json, schema};
pub use markdown::{Markdown, entries, markdown, prose};
pub use policy::{Acceptance, Gate, Policy, PolicyError, Ruled, parse_acceptances, parse_rule};
pub use report::{Counts, Entry, Place, Report, Side};
pub use sarif::sarif;
pub use screen::screen;
