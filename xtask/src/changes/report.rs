//! A comparison with everything that is shown of it.

use codegen::diff::{Comparison, Confidence, Finding, Rule, RustVerdict, Semver, Wire};
use hwc_model::Source;

use crate::extract::page_of;
use crate::input::Revision;
use crate::lines::Lines;

/// Two revisions and what differs between them.
#[derive(Clone, Debug)]
pub struct Report {
    /// The older revision, as a person calls it.
    pub old: String,
    /// The newer one.
    pub new: String,
    /// Name of the crate.
    pub crate_name: String,
    /// The next version of the crate.
    pub semver: Semver,
    /// Its notes have to say that the service behaves differently.
    pub notice: bool,
    /// What differs, in the order in which it was found.
    pub entries: Vec<Entry>,
    /// Findings that were left out on demand.
    pub left_out: usize,
}

/// A finding with its places.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What kind of difference.
    pub rule: Rule,
    /// For old clients.
    pub wire: Wire,
    /// For users of the crate.
    pub rust: RustVerdict,
    /// How sure it is.
    pub confidence: Confidence,
    /// What differs.
    pub subject: String,
    /// What stood there.
    pub before: Option<String>,
    /// What stands there.
    pub after: Option<String>,
    /// The place on the older side.
    pub old: Option<Place>,
    /// The place on the newer side.
    pub new: Option<Place>,
    /// The Rust item concerned.
    pub item: Option<String>,
    /// What to write instead.
    pub instead: Option<String>,
    /// Keys of the operations concerned.
    pub operations: Vec<String>,
    /// Why it does not count at the gate.
    pub accepted: Option<String>,
}

/// A place on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Path of the page, from where the command is called if it is a file there.
    pub page: String,
    /// Line; absent where only the model is known.
    pub line: Option<u32>,
    /// What a link to it leads to; absent where the page cannot be had by one.
    pub link: Option<String>,
}

/// What of a revision a report needs.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// How a person calls it.
    pub name: &'a str,
    /// What leads to its pages.
    pub prefix: &'a str,
    /// Where places stand on them.
    pub lines: &'a Lines,
    /// What stands before the path of a page in a link to it; absent where no link leads there.
    pub address: Option<&'a str>,
}

/// How many findings there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub findings: usize,
    /// Breaking on the wire.
    pub wire: usize,
    /// Breaking in Rust.
    pub rust: usize,
    /// About the documentation only.
    pub documentation: usize,
}

impl<'a> From<&'a Revision> for Side<'a> {
    fn from(revision: &'a Revision) -> Side<'a> {
        Side {
            name: &revision.name,
            prefix: &revision.prefix,
            lines: &revision.reading.lines,
            address: revision.address.as_deref(),
        }
    }
}

impl Report {
    /// The report of a comparison.
    pub fn new(old: Side<'_>, new: Side<'_>, crate_name: &str, comparison: Comparison) -> Report {
        let entries = comparison.findings.into_iter().map(|finding| Entry::new(old, new, finding)).collect();
        Report {
            old: old.name.to_owned(),
            new: new.name.to_owned(),
            crate_name: crate_name.to_owned(),
            semver: comparison.semver,
            notice: comparison.notice,
            entries,
            left_out: 0,
        }
    }

    /// How many findings there are.
    pub fn counts(&self) -> Counts {
        let count = |is: &dyn Fn(&Entry) -> bool| self.entries.iter().filter(|entry| is(entry)).count();
        Counts {
            findings: self.entries.len(),
            wire: count(&|entry| entry.wire == Wire::Breaking),
            rust: count(&|entry| entry.rust == RustVerdict::Breaking),
            documentation: count(&|entry| !entry.rule.is_api()),
        }
    }
}

impl Entry {
    fn new(old: Side<'_>, new: Side<'_>, finding: Finding) -> Entry {
        Entry {
            old: finding.old.map(|source| Place::new(old, &source)),
            new: finding.new.map(|source| Place::new(new, &source)),
            rule: finding.rule,
            wire: finding.wire,
            rust: finding.rust,
            confidence: finding.confidence,
            subject: finding.subject,
            before: finding.before,
            after: finding.after,
            item: finding.item,
            instead: finding.instead,
            operations: finding.operations,
            accepted: None,
        }
    }

    /// What kind of gate it hits.
    pub fn is_breaking(&self) -> bool {
        self.wire == Wire::Breaking || self.rust == RustVerdict::Breaking
    }
}

impl Place {
    fn new(side: Side<'_>, source: &Source) -> Place {
        let (page, line) = (format!("{}{}", side.prefix, page_of(&source.page)), side.lines.line(source));
        let link = side.address.map(|address| {
            // Pages that are shown as people read them have no lines.
            let plain = if address.is_empty() { "" } else { "?plain=1" };
            let line = line.map_or(String::new(), |line| format!("{plain}#L{line}"));
            format!("{address}{}{line}", uri(&page))
        });
        Place { page, line, link }
    }

    /// Whether two places are one line of one page, whatever leads there.
    pub(super) fn is_same(&self, other: &Place) -> bool {
        (&self.page, self.line) == (&other.page, other.line)
    }
}

/// A path as a relative reference.
pub(super) fn uri(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let written = |byte: u8| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.trim_start_matches("./").bytes().map(written).collect()
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.page),
            None => f.write_str(&self.page),
        }
    }
}
