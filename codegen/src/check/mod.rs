//! The laws of a model: what emitters rely on.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use hwc_model::{FORMAT, Member, Model, Operation, Place, Type};

use crate::{names, plan::placeholders};

/// A law that a model breaks, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The law.
    pub law: Law,
    /// The item: key of an operation, id of a type, or both parts of a place.
    pub at: String,
}

/// What holds for every model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Law {
    /// The text form is one that we know.
    FormatKnown,
    /// The key of the service can be the name of a folder.
    ServiceKeyPlain,
    /// The crate has a name that cargo takes.
    CrateNamePlain,
    /// Operation keys are unique.
    OperationUnique,
    /// A path begins with `/` and closes its braces.
    PathWellFormed,
    /// A placeholder is a parameter in the path.
    PlaceholderStated,
    /// A version can be the name of a module.
    VersionPlain,
    /// Type ids are unique.
    TypeUnique,
    /// An object type exists.
    TypeExists,
    /// A member is named once per table.
    MemberUnique,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let law = match self.law {
            Law::FormatKnown => "the format of the model is not one that this program knows",
            Law::ServiceKeyPlain => "the key of a service has to be made of a-z, 0-9 and `-`",
            Law::CrateNamePlain => "the name of a crate has to be made of a-z, 0-9, `-` and `_`",
            Law::OperationUnique => "two operations have this key",
            Law::PathWellFormed => "a path has to begin with `/` and to close its braces",
            Law::PlaceholderStated => "a placeholder is no parameter in the path",
            Law::VersionPlain => "a version has to be an identifier like `v2`",
            Law::TypeUnique => "two types have this id",
            Law::TypeExists => "there is no type of this id",
            Law::MemberUnique => "a member is named twice",
        };
        write!(f, "{}: {law}", crate::docs::one_line(&self.at))
    }
}

/// Every breach of the laws, in the order of the model.
pub fn check(model: &Model) -> Result<(), Vec<Breach>> {
    let mut breaches = Vec::new();
    let service = &model.service;
    let mut hold = |holds: bool, law: Law, at: String| {
        if !holds {
            breaches.push(Breach { law, at });
        }
    };
    hold(model.format == FORMAT, Law::FormatKnown, model.format.to_string());
    hold(is_plain(&service.key, "-"), Law::ServiceKeyPlain, service.key.clone());
    hold(is_plain(&service.crate_name, "-_"), Law::CrateNamePlain, service.crate_name.clone());
    let types: BTreeMap<&str, ()> = model.types.iter().map(|object| (object.id.as_str(), ())).collect();
    for id in repeated(model.types.iter().map(|object| object.id.as_str())) {
        hold(false, Law::TypeUnique, id.to_owned());
    }
    for key in repeated(model.operations.iter().map(|operation| operation.key.as_str())) {
        hold(false, Law::OperationUnique, key.to_owned());
    }
    for operation in &model.operations {
        check_operation(operation, &types, &mut hold);
    }
    for object in &model.types {
        check_members(&object.id, object.members.iter(), &types, &mut hold);
    }
    if breaches.is_empty() { Ok(()) } else { Err(breaches) }
}

fn check_operation(operation: &Operation, types: &BTreeMap<&str, ()>, hold: &mut dyn FnMut(bool, Law, String)) {
    let key = &operation.key;
    if let Some(version) = &operation.version {
        hold(names::is_ident(version), Law::VersionPlain, format!("{key}: {version}"));
    }
    for path in operation.aliases.iter().chain([&operation.path]) {
        let braces = |brace| path.matches(brace).count();
        let well_formed = path.starts_with('/') && braces('{') == braces('}');
        hold(well_formed, Law::PathWellFormed, format!("{key}: {path}"));
        for name in placeholders(path) {
            let mut rows = operation.parameters.iter().filter(|parameter| parameter.place == Place::Path);
            hold(rows.any(|row| row.member.name == name), Law::PlaceholderStated, format!("{key}: {name}"));
        }
    }
    for place in [Place::Path, Place::Query, Place::Header] {
        let rows = operation.parameters.iter().filter(|parameter| parameter.place == place);
        check_members(key, rows.map(|row| &row.member), types, hold);
    }
    let bodies = operation.body.iter().map(|body| &body.ty);
    for ty in bodies.chain(operation.responses.iter().filter_map(|response| response.ty.as_ref())) {
        check_type(key, ty, types, hold);
    }
}

fn check_members<'m>(
    at: &str,
    members: impl Iterator<Item = &'m Member> + Clone,
    types: &BTreeMap<&str, ()>,
    hold: &mut dyn FnMut(bool, Law, String),
) {
    for name in repeated(members.clone().map(|member| member.name.as_str())) {
        hold(false, Law::MemberUnique, format!("{at}: {name}"));
    }
    for member in members {
        check_type(&format!("{at}: {}", member.name), &member.ty, types, hold);
    }
}

fn check_type(at: &str, ty: &Type, types: &BTreeMap<&str, ()>, hold: &mut dyn FnMut(bool, Law, String)) {
    match ty {
        Type::Array(inner) | Type::Map(inner) => check_type(at, inner, types, hold),
        Type::Object(id) => hold(types.contains_key(id.as_str()), Law::TypeExists, format!("{at}: {id}")),
        _ => {}
    }
}

fn is_plain(name: &str, symbols: &str) -> bool {
    name.starts_with(|char: char| char.is_ascii_lowercase())
        && name.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || symbols.contains(char))
}

fn repeated<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    names.filter(|name| !seen.insert(*name)).collect()
}
