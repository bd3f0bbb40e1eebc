//! A report for programs: JSON, and the schema of it.

use codegen::diff::Rule;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Counts, Entry, Place, Report};
use crate::model_text;

/// Version of this form, raised when an older reader would misread it.
const FORMAT: u32 = 1;

/// Two revisions of the documentation of a service, and what differs between them.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Comparison")]
struct ComparisonJson<'a> {
    /// Version of this form.
    format: u32,
    /// The older revision, as it was named.
    old: &'a str,
    /// The newer revision, as it was named.
    new: &'a str,
    /// Name of the crate.
    #[serde(rename = "crate")]
    crate_name: &'a str,
    /// The next version of the crate.
    #[schemars(with = "SemverWord")]
    semver: &'static str,
    /// The notes of the next version have to say that the service behaves differently.
    notice: bool,
    /// How many findings there are.
    counts: CountsJson,
    /// One a cause, in the order of the operations.
    findings: Vec<FindingJson<'a>>,
}

/// How many findings there are of each kind.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Counts")]
struct CountsJson {
    /// All that are listed.
    findings: usize,
    /// Breaking on the wire.
    wire_breaking: usize,
    /// Breaking in Rust.
    rust_breaking: usize,
    /// About the documentation only.
    documentation: usize,
    /// Left out on demand.
    left_out: usize,
}

/// One difference.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
struct FindingJson<'a> {
    /// Id of the rule.
    rule: &'static str,
    /// What it does to old clients.
    #[schemars(with = "WireWord")]
    wire: &'static str,
    /// What it does to code that uses the crate.
    #[schemars(with = "RustWord")]
    rust: &'static str,
    /// How sure it is.
    #[schemars(with = "ConfidenceWord")]
    confidence: &'static str,
    /// What differs.
    subject: &'a str,
    /// What stood there.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'a str>,
    /// What stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'a str>,
    /// Where it stood.
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<PlaceJson<'a>>,
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<PlaceJson<'a>>,
    /// The Rust item concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<&'a str>,
    /// What to write instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    instead: Option<&'a str>,
    /// Keys of the operations concerned.
    operations: &'a [String],
    /// Why it does not count at the gate.
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<&'a str>,
}

/// A place on a page.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Place")]
struct PlaceJson<'a> {
    /// Path of the page.
    page: &'a str,
    /// Line, from 1; absent where only the model is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    /// What a link to it leads to, where one does: relative for a file, else an address.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
}

macro_rules! words {
    ($(#[doc = $doc:literal] $name:ident: $($word:literal)*;)*) => {$(
        #[doc = $doc]
        struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "enum": [$($word),*] })
            }
        }
    )*};
}

words! {
    #[doc = "Words of `Semver`."] SemverWord: "none" "patch" "minor" "major";
    #[doc = "Words of `Wire`."] WireWord: "info" "compatible" "breaking";
    #[doc = "Words of `RustVerdict`."] RustWord: "none" "compatible" "breaking";
    #[doc = "Words of `Confidence`."] ConfidenceWord: "low" "medium" "high";
}

/// The report as JSON, in the layout of the model.
pub fn json(report: &Report) -> Result<String, serde_json::Error> {
    let Counts { findings, wire, rust, documentation } = report.counts();
    model_text::write_json(&ComparisonJson {
        format: FORMAT,
        old: &report.old,
        new: &report.new,
        crate_name: &report.crate_name,
        semver: report.semver.as_str(),
        notice: report.notice,
        counts: CountsJson {
            findings,
            wire_breaking: wire,
            rust_breaking: rust,
            documentation,
            left_out: report.left_out,
        },
        findings: report.entries.iter().map(finding).collect(),
    })
}

fn finding(entry: &Entry) -> FindingJson<'_> {
    FindingJson {
        rule: Rule::id(entry.rule),
        wire: entry.wire.as_str(),
        rust: entry.rust.as_str(),
        confidence: entry.confidence.as_str(),
        subject: &entry.subject,
        before: entry.before.as_deref(),
        after: entry.after.as_deref(),
        old: entry.old.as_ref().map(place),
        new: entry.new.as_ref().map(place),
        item: entry.item.as_deref(),
        instead: entry.instead.as_deref(),
        operations: &entry.operations,
        accepted: entry.accepted.as_deref(),
    }
}

fn place(place: &Place) -> PlaceJson<'_> {
    PlaceJson { page: &place.page, line: place.line, link: place.link.as_deref() }
}

/// `spec/diff.schema.json`: the JSON Schema of [`json`].
pub fn schema() -> Result<String, serde_json::Error> {
    model_text::write_json(&schemars::schema_for!(ComparisonJson<'_>))
}
