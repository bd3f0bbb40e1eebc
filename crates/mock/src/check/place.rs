//! Where in a request something stands; written out only where something is wrong.

use std::fmt;

/// A place in a request: `body.network_interfaces[0].subnet_id`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum At<'a> {
    Root(&'a str),
    Member(&'a At<'a>, &'a str),
    Item(&'a At<'a>, usize),
}

impl<'a> At<'a> {
    pub(crate) fn member(&'a self, name: &'a str) -> At<'a> {
        At::Member(self, name)
    }

    pub(crate) fn item(&'a self, number: usize) -> At<'a> {
        At::Item(self, number)
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            At::Root(name) => f.write_str(name),
            At::Member(parent, name) => write!(f, "{parent}.{name}"),
            At::Item(parent, number) => write!(f, "{parent}[{number}]"),
        }
    }
}
