//! What operations do to resources, read from their paths.

use std::collections::{HashMap, HashSet};

use hwc_model::{Method, Operation};

/// What an operation does to resources; the texts are what the placeholder of a resource's own path is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Create(Option<String>),
    List(Option<String>),
    Show(String),
    Change(String),
    Delete,
}

/// The roles of all operations, in their order.
pub(crate) fn roles(operations: &[Operation]) -> Vec<Option<Role>> {
    let paths = Paths::of(operations);
    operations.iter().map(|operation| paths.role(operation)).collect()
}

/// Which paths are collections: those that can be posted to, by their path with nameless placeholders.
#[derive(Default)]
struct Paths<'a> {
    posted: HashSet<String>,
    got: HashSet<String>,
    /// What the placeholder below a collection is called.
    below: HashMap<String, &'a str>,
}

impl<'a> Paths<'a> {
    fn of(operations: &'a [Operation]) -> Self {
        let mut paths = Paths::default();
        for operation in operations.iter().filter(|operation| !operation.key.contains('#')) {
            match (operation.method, item(&operation.path)) {
                (_, Some((collection, name))) => {
                    paths.below.entry(shape(collection)).or_insert(name);
                }
                (Method::Post, None) => drop(paths.posted.insert(shape(&operation.path))),
                (Method::Get, None) => drop(paths.got.insert(shape(&operation.path))),
                _ => {}
            }
        }
        paths
    }

    fn role(&self, operation: &Operation) -> Option<Role> {
        if operation.key.contains('#') {
            return None;
        }
        let (collection, name) = match item(&operation.path) {
            Some((collection, name)) => (shape(collection), Some(name)),
            None => (shape(&operation.path), None),
        };
        let below = self.below.get(&collection).map(|&name| name.to_owned());
        let is_collection = self.posted.contains(&collection) && (below.is_some() || self.got.contains(&collection));
        match (operation.method, name) {
            _ if !is_collection => None,
            (Method::Post, None) => Some(Role::Create(below)),
            (Method::Get, None) => Some(Role::List(below)),
            (Method::Get, Some(name)) => Some(Role::Show(name.to_owned())),
            (Method::Put | Method::Patch, Some(name)) => Some(Role::Change(name.to_owned())),
            (Method::Delete, Some(_)) => Some(Role::Delete),
            _ => None,
        }
    }
}

/// A path that ends in a placeholder: what is before, and the placeholder's name.
fn item(path: &str) -> Option<(&str, &str)> {
    let (collection, last) = path.trim_end_matches('/').rsplit_once('/')?;
    Some((collection, last.strip_prefix('{')?.strip_suffix('}')?))
}

/// The path with nameless placeholders.
fn shape(path: &str) -> String {
    let name = |segment: &str| if segment.starts_with('{') { "{}" } else { segment }.to_owned();
    path.trim_end_matches('/').split('/').map(name).collect::<Vec<_>>().join("/")
}
