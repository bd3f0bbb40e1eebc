//! Several credentials, of which the first counts that gives something out.

use super::Credentials;

/// Credentials in the order in which they are tried, each with what it is called in errors.
///
/// The first link that gives a token or a key is kept for good. A link that gives none is passed over, and if none does,
/// the error says of each why. A key or a token that is given as it is serves always: whether a service accepts it, only
/// the service can tell.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    pub(super) links: Vec<(String, Credentials)>,
    pub(super) passed: Vec<String>,
}

impl Chain {
    /// Adds a link: what it is called, and who calls.
    #[must_use]
    pub fn link(mut self, name: impl Into<String>, credentials: impl Into<Credentials>) -> Self {
        self.links.push((name.into(), credentials.into()));
        self
    }

    /// Adds a place that was looked at already, with why there is nothing in it: for the error.
    pub(crate) fn passed(mut self, why: impl Into<String>) -> Self {
        self.passed.push(why.into());
        self
    }
}
