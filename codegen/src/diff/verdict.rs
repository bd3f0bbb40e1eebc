//! Verdicts on one difference, and the version that follows from all of them.

use serde::{Serialize, Serializer};

use super::Finding;

macro_rules! words {
    ($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $meaning:literal])* $variant:ident = $word:literal,)* }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $meaning])* $variant,)* }

        impl $name {
            /// The word that is printed.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

words! {
    /// What old clients and the service do to each other.
    Wire {
        /// Nothing is known to change.
        Info = "info",
        /// Old clients go on as before.
        Compatible = "compatible",
        /// Old clients fail, or get something else.
        Breaking = "breaking",
    }
}

words! {
    /// What code that uses the generated crate does.
    RustVerdict {
        /// It does not notice.
        None = "none",
        /// There is something new, or something is deprecated.
        Compatible = "compatible",
        /// It may no longer compile, or does something else.
        Breaking = "breaking",
    }
}

words! {
    /// How sure a reader of the pages can be.
    Confidence {
        /// It may as well be something else.
        Low = "low",
        /// Something else is possible.
        Medium = "medium",
        /// The pages say so.
        High = "high",
    }
}

words! {
    /// The next version of the crate.
    Semver {
        /// There is nothing to publish.
        None = "none",
        /// `1.2.3` → `1.2.4`
        Patch = "patch",
        /// `1.2.3` → `1.3.0`
        Minor = "minor",
        /// `1.2.3` → `2.0.0`
        Major = "major",
    }
}

/// The next version, and whether its notes have to tell of a service that behaves differently.
pub(super) fn version(findings: &[Finding]) -> (Semver, bool) {
    let wire = findings.iter().map(|finding| finding.wire).max();
    let rust = findings.iter().map(|finding| finding.rust).max();
    let is_api = findings.iter().any(|finding| finding.rule.is_api());
    match (rust, wire) {
        (None, _) => (Semver::None, false),
        (Some(RustVerdict::Breaking), _) => (Semver::Major, false),
        (Some(RustVerdict::Compatible), _) if is_api => (Semver::Minor, false),
        (_, wire) => (Semver::Patch, wire == Some(Wire::Breaking)),
    }
}
