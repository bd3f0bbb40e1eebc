//! Findings by what they ask of a person, the most urgent first.

use codegen::diff::{RustVerdict, Wire};

use super::Entry;

/// What a finding asks of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Old clients fail, and code has to change.
    Broken,
    /// Old clients fail or get something else; code compiles as before.
    Behaviour,
    /// Code has to change; the wire is as it was.
    Code,
    /// There is something new, or something is deprecated.
    New,
    /// The API is stated differently, and nothing is known to change.
    Statement,
    /// Only the documentation changed.
    Documentation,
}

impl Group {
    /// All of them, the most urgent first.
    pub const ALL: [Group; 6] =
        [Group::Broken, Group::Behaviour, Group::Code, Group::New, Group::Statement, Group::Documentation];

    /// The group of a finding.
    pub fn of(entry: &Entry) -> Group {
        match (entry.rust, entry.wire) {
            (RustVerdict::Breaking, Wire::Breaking) => Group::Broken,
            (_, Wire::Breaking) => Group::Behaviour,
            (RustVerdict::Breaking, _) => Group::Code,
            _ if !entry.rule.is_api() => Group::Documentation,
            (RustVerdict::None, Wire::Info) => Group::Statement,
            _ => Group::New,
        }
    }

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Group::Broken => "Breaking, on the wire and in Rust",
            Group::Behaviour => "Breaking on the wire",
            Group::Code => "Breaking in Rust",
            Group::New => "New, wider or deprecated",
            Group::Statement => "Stated differently",
            Group::Documentation => "Documentation only",
        }
    }

    /// What it means.
    pub fn meaning(self) -> &'static str {
        match self {
            Group::Broken => "old clients fail, and code that uses the crate has to change",
            Group::Behaviour => "old clients fail or get something else; code compiles as before",
            Group::Code => "code that uses the crate has to change; the wire is as it was",
            Group::New => "old clients and code go on as before",
            Group::Statement => "nothing is known to change for clients or code",
            Group::Documentation => "the pages changed, the API did not",
        }
    }

    /// One word for it, as a class and as an anchor.
    pub fn word(self) -> &'static str {
        match self {
            Group::Broken => "broken",
            Group::Behaviour => "behaviour",
            Group::Code => "code",
            Group::New => "new",
            Group::Statement => "statement",
            Group::Documentation => "documentation",
        }
    }
}

/// Entries by group, each group in their order; groups without an entry are left out.
pub(super) fn grouped(entries: &[Entry]) -> Vec<(Group, Vec<&Entry>)> {
    let of = |group: Group| (group, entries.iter().filter(|entry| Group::of(entry) == group).collect::<Vec<_>>());
    Group::ALL.into_iter().map(of).filter(|(_, entries)| !entries.is_empty()).collect()
}
