//! What a page defines for its own text: targets of references and substitutions.
//!
//! Definitions may follow their use, so a page that uses any is read twice: once for the definitions, once with them.

use crate::read::{Target, Text};
use std::collections::HashMap;

/// Where a named target leads.
#[derive(Clone, Debug)]
pub(super) enum Goal {
    /// To the place where it stands.
    Here,
    /// To an address.
    Url(String),
    /// To where another name leads.
    Name(String),
}

/// What stands for a substitution.
#[derive(Clone, Debug)]
pub(super) enum Substitute {
    /// Text, which is none for an image.
    Text(Text),
    /// A line break.
    Break,
}

/// Definitions by folded name.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) targets: HashMap<String, Goal>,
    pub(super) anonymous: Vec<Goal>,
    pub(super) substitutes: HashMap<String, Substitute>,
}

impl Names {
    /// Where the name leads, if the page defines it.
    pub(super) fn target(&self, name: &str) -> Option<Target> {
        self.follow(name, self.targets.get(name)?)
    }

    /// Where the anonymous reference with this number leads.
    pub(super) fn anonymous(&self, number: usize) -> Option<Target> {
        self.follow("", self.anonymous.get(number)?)
    }

    fn follow(&self, name: &str, goal: &Goal) -> Option<Target> {
        let (mut name, mut goal) = (name, goal);
        // As many steps as an honest chain could have; a ring leads nowhere.
        for _ in 0..8 {
            match goal {
                Goal::Url(url) => return Some(Target::Url(url.clone())),
                Goal::Here if name.is_empty() => return None,
                Goal::Here => return Some(Target::Label(name.to_owned())),
                Goal::Name(next) => (name, goal) = (next, self.targets.get(next)?),
            }
        }
        None
    }
}
