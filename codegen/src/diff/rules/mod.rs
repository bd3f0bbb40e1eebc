//! The rules: what may differ between two revisions, one entry each.
//!
//! Whatever a parameter, a member of a request and a member of a reply have in common stands once, in `changes`;
//! everything else in `single`. `spec/RULES.md` is written from both.

mod changes;
mod single;

use serde::{Serialize, Serializer};

pub use changes::Change;
pub use single::Single;

use super::{RustVerdict, Wire};

/// What carries a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Carrier {
    /// A parameter in the path, the query or a header.
    Parameter,
    /// A member of the body of a request.
    Request,
    /// A member of the body of a reply.
    Reply,
}

impl Carrier {
    /// All of them.
    pub const ALL: [Carrier; 3] = [Carrier::Parameter, Carrier::Request, Carrier::Reply];

    /// Whether there is a rule for this change of it.
    pub(crate) fn knows(self, change: Change) -> bool {
        change.entry(self).is_some()
    }
}

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A parameter or a member differs.
    Member(Carrier, Change),
    /// Something else does.
    Single(Single),
}

/// What the table says about a rule.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) id: &'static str,
    pub(crate) wire: Wire,
    pub(crate) rust: RustVerdict,
    pub(crate) meaning: &'static str,
    pub(crate) example: &'static str,
}

impl Rule {
    /// Every rule, in the order of the table.
    pub fn all() -> impl Iterator<Item = Rule> {
        let singles = Single::ALL.iter().map(|single| Rule::Single(*single));
        let of = |carrier| Change::ALL.iter().map(move |change| Rule::Member(carrier, *change));
        singles.chain(Carrier::ALL.into_iter().flat_map(of)).filter(|rule| rule.find().is_some())
    }

    /// The rule of this id.
    pub fn of_id(id: &str) -> Option<Rule> {
        Rule::all().find(|rule| rule.id() == id)
    }

    /// The stable name: `op-added`.
    pub fn id(self) -> &'static str {
        self.entry().id
    }

    /// What differs.
    pub fn meaning(self) -> &'static str {
        self.entry().meaning
    }

    /// What it looks like on a page.
    pub fn example(self) -> &'static str {
        self.entry().example
    }

    /// The usual verdict for old clients.
    pub fn wire(self) -> Wire {
        self.entry().wire
    }

    /// The usual verdict for users of the crate.
    pub fn rust(self) -> RustVerdict {
        self.entry().rust
    }

    /// Whether it is about the API, not about its documentation or the reading of it.
    pub fn is_api(self) -> bool {
        !self.id().starts_with("doc-")
    }

    fn find(self) -> Option<Entry> {
        match self {
            Rule::Member(carrier, change) => change.entry(carrier),
            Rule::Single(single) => Some(single.entry()),
        }
    }

    /// A change that a carrier does not know is one of the next carrier that does: nothing asks for it.
    fn entry(self) -> Entry {
        self.find().unwrap_or_else(|| Single::DocDescriptionChanged.entry())
    }
}

impl From<Single> for Rule {
    fn from(single: Single) -> Rule {
        Rule::Single(single)
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}
