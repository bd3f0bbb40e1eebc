//! What each thing is called in the tree of a model.
//!
//! On the older side everything has its own name. On the newer side a thing that the older side has too is called as it
//! is there, so that what differs is its content; what is new has its own name, unless that is taken.

use std::collections::{BTreeMap, BTreeSet};

use hwc_model::{Model, Operation, Parameter, Place, Type};

use super::identity::{Identities, Match};
use super::tree::fresh;

/// Names by what identifies a thing in its model.
#[derive(Debug, Default)]
pub(super) struct Names {
    operations: BTreeMap<String, String>,
    parameters: BTreeMap<(String, usize), String>,
    responses: BTreeMap<(String, usize), String>,
    types: BTreeMap<String, String>,
    members: BTreeMap<(String, usize), String>,
    pages: BTreeMap<String, String>,
}

/// Names of a list: each once.
fn own(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let once = |name: String| {
        let name = fresh(name, |name| taken.contains(name));
        taken.insert(name.clone());
        name
    };
    names.map(once).collect()
}

/// Names of a newer list: those of the older one for what is in both.
fn like(found: &Match, old: &[String], new: &[String]) -> Vec<String> {
    let mut given: Vec<Option<String>> = vec![None; new.len()];
    for (before, after) in &found.pairs {
        given[*after] = Some(old[*before].clone());
    }
    for at in &found.fresh {
        let taken = |name: &str| old.iter().any(|old| old == name) || given.iter().flatten().any(|given| given == name);
        let name = fresh(new[*at].clone(), taken);
        given[*at] = Some(name);
    }
    given.into_iter().zip(new).map(|(given, own)| given.unwrap_or_else(|| own.clone())).collect()
}

fn numbered<'a>(key: &'a str, names: Vec<String>) -> impl Iterator<Item = ((String, usize), String)> + 'a {
    names.into_iter().enumerate().map(|(at, name)| ((key.to_owned(), at), name))
}

fn parameters(operation: &Operation) -> Vec<String> {
    own(operation.parameters.iter().map(parameter_name))
}

fn responses(operation: &Operation) -> Vec<String> {
    own(operation.responses.iter().map(|response| response.status.to_string()))
}

/// `query.limit`
pub(super) fn parameter_name(parameter: &Parameter) -> String {
    format!("{}.{}", place_word(parameter.place), parameter.member.name)
}

/// `query`
pub(super) fn place_word(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
    }
}

impl Names {
    /// Everything by its own name.
    pub(super) fn of(model: &Model) -> Names {
        let mut names = Names::default();
        for operation in &model.operations {
            names.operations.insert(operation.key.clone(), operation.key.clone());
            names.parameters.extend(numbered(&operation.key, parameters(operation)));
            names.responses.extend(numbered(&operation.key, responses(operation)));
        }
        for object in &model.types {
            let members = own(object.members.iter().map(|member| member.name.clone()));
            names.members.extend(numbered(&object.id, members));
        }
        names
    }

    /// The newer side, as the older one calls what both have.
    pub(super) fn like(old: &Model, new: &Model, identities: &Identities<'_>) -> Names {
        let mut names = Names::of(new);
        let mut taken: Vec<&str> = old.operations.iter().map(|operation| operation.key.as_str()).collect();
        taken.sort_unstable();
        let is_taken = |name: &str| taken.binary_search(&name).is_ok();
        for operation in &identities.fresh {
            names.operations.insert(operation.key.clone(), fresh(operation.key.clone(), is_taken));
        }
        for pair in &identities.pairs {
            names.operations.insert(pair.new.key.clone(), pair.old.key.clone());
            let given = like(&pair.parameters, &parameters(pair.old), &parameters(pair.new));
            names.parameters.extend(numbered(&pair.new.key, given));
            let given = like(&pair.responses, &responses(pair.old), &responses(pair.new));
            names.responses.extend(numbered(&pair.new.key, given));
        }
        names.call_types(old, identities);
        names.call_pages(old, new, identities);
        names
    }

    fn call_types(&mut self, old: &Model, identities: &Identities<'_>) {
        let taken = |name: &str| old.types.binary_search_by(|object| object.id.as_str().cmp(name)).is_ok();
        let types = &identities.types;
        let first: Vec<_> = types.pairs.iter().filter(|pair| !pair.is_second).collect();
        for pair in &first {
            self.types.insert(pair.new.id.clone(), pair.old.id.clone());
            let members = |object: &hwc_model::ObjectType| own(object.members.iter().map(|member| member.name.clone()));
            let given = like(&pair.members, &members(pair.old), &members(pair.new));
            self.members.extend(numbered(&pair.new.id, given));
        }
        let seconds = types.pairs.iter().filter(|pair| pair.is_second).map(|pair| pair.new);
        for object in types.fresh.iter().copied().chain(seconds) {
            let name = fresh(object.id.clone(), taken);
            self.types.entry(object.id.clone()).or_insert(name);
        }
    }

    /// A page is that of its operation; another one that moved has its title still.
    fn call_pages(&mut self, old: &Model, new: &Model, identities: &Identities<'_>) {
        let paths = |model: &Model| model.pages.iter().map(|page| page.path.clone()).collect::<BTreeSet<_>>();
        let (before, after) = (paths(old), paths(new));
        let mut call = |from: &str, to: &str| {
            let is_moved = before.contains(from) && after.contains(to) && !after.contains(from) && !before.contains(to);
            if is_moved && !self.pages.contains_key(to) && !self.pages.values().any(|path| path == from) {
                self.pages.insert(to.to_owned(), from.to_owned());
            }
        };
        for pair in &identities.pairs {
            call(&pair.old.source.page, &pair.new.source.page);
        }
        let fresh = new.pages.iter().filter(|page| !before.contains(&page.path));
        let titled: BTreeMap<&str, &str> = fresh.map(|page| (page.title.as_str(), page.path.as_str())).collect();
        for page in old.pages.iter().filter(|page| !after.contains(&page.path)) {
            if let Some(path) = titled.get(page.title.as_str()) {
                call(&page.path, path);
            }
        }
    }

    pub(super) fn operation(&self, key: &str) -> String {
        self.operations.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }

    pub(super) fn parameter(&self, operation: &str, at: usize) -> String {
        self.parameters.get(&(operation.to_owned(), at)).cloned().unwrap_or_default()
    }

    pub(super) fn response(&self, operation: &str, at: usize) -> String {
        self.responses.get(&(operation.to_owned(), at)).cloned().unwrap_or_default()
    }

    pub(super) fn ty(&self, id: &str) -> String {
        self.types.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    pub(super) fn member(&self, object: &str, at: usize) -> String {
        self.members.get(&(object.to_owned(), at)).cloned().unwrap_or_default()
    }

    pub(super) fn page(&self, path: &str) -> String {
        self.pages.get(path).cloned().unwrap_or_else(|| path.to_owned())
    }

    /// A type with the names of the objects in it.
    pub(super) fn typed(&self, ty: &Type) -> Type {
        match ty {
            Type::Object(id) => Type::Object(self.ty(id)),
            Type::Array(inner) => Type::Array(Box::new(self.typed(inner))),
            Type::Map(inner) => Type::Map(Box::new(self.typed(inner))),
            plain => plain.clone(),
        }
    }
}
