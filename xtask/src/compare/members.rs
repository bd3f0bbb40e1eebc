//! Members and the objects behind them, two at a time.
//!
//! Both models are walked together, so that a member is compared with the member of the same name in the object that
//! stands in the same place, whatever either object is called. A pair of objects is compared once in each operation.

use std::collections::{BTreeSet, HashMap, HashSet};

use hwc_model::{Bounds, Mandatory, Member, Model, ObjectType, Scalar, Source, Type};

use super::Class;
use super::operations::{Found, said};

/// The object types of one model by id.
#[derive(Clone, Copy)]
pub(super) struct Side<'s> {
    types: &'s HashMap<&'s str, &'s ObjectType>,
}

impl<'s> Side<'s> {
    /// The object that a type is, or is a list or a map of.
    pub(super) fn object(&self, ty: &Type) -> Option<&'s ObjectType> {
        match ty {
            Type::Object(id) => self.types.get(id.as_str()).copied(),
            Type::Array(inner) | Type::Map(inner) => self.object(inner),
            _ => None,
        }
    }
}

/// Both models, and what was compared in this operation.
pub(super) struct Sides<'m> {
    a: HashMap<&'m str, &'m ObjectType>,
    b: HashMap<&'m str, &'m ObjectType>,
    met: HashSet<(String, String)>,
    /// Members at the top of the body that are told elsewhere.
    pub(super) without: BTreeSet<String>,
}

impl<'m> Sides<'m> {
    pub(super) fn new((a, b): (&'m Model, &'m Model)) -> Sides<'m> {
        let by_id = |model: &'m Model| model.types.iter().map(|ty| (ty.id.as_str(), ty)).collect();
        Sides { a: by_id(a), b: by_id(b), met: HashSet::new(), without: BTreeSet::new() }
    }

    pub(super) fn a(&self) -> Side<'_> {
        Side { types: &self.a }
    }

    pub(super) fn b(&self) -> Side<'_> {
        Side { types: &self.b }
    }
}

/// Compares members by name, in the order of the first.
pub(super) fn compare_members(a: &[Member], b: &[Member], place: &str, sides: &mut Sides<'_>, found: &mut Found<'_>) {
    for member in a {
        let other = b.iter().find(|other| other.name == member.name);
        let name = |member: &Member| said(&member.name, &member.source);
        let place = inside(place, &member.name);
        found.compare(Class::Name, &place, Some(name(member)), other.map(name));
        if let Some(other) = other {
            compare_member(member, other, &place, sides, found);
        }
    }
    for member in b.iter().filter(|member| !a.iter().any(|other| other.name == member.name)) {
        found.compare(Class::Name, &inside(place, &member.name), None, Some(said(&member.name, &member.source)));
    }
}

/// `query limit`, `body listener`, `body listener.name`.
fn inside(place: &str, name: &str) -> String {
    let is_section = place.ends_with("body") && (place == "body" || place.ends_with(" body"))
        || place.ends_with("header") && (place == "header" || place.ends_with(" header"))
        || matches!(place, "path" | "query");
    if is_section { format!("{place} {name}") } else { format!("{place}.{name}") }
}

fn compare_member(a: &Member, b: &Member, place: &str, sides: &mut Sides<'_>, found: &mut Found<'_>) {
    compare_types(&a.ty, &b.ty, (&a.source, &b.source), place, sides, found);
    let mut compare = |class, fact: fn(&Member) -> Option<String>| {
        let said = |member: &Member| fact(member).map(|fact| said(&fact, &member.source));
        found.compare(class, place, said(a), said(b));
    };
    compare(Class::Mandatory, mandatory);
    compare(Class::Values, values);
    compare(Class::Bounds, bounds);
    compare(Class::Default, |member| member.default.as_ref().map(scalar));
    compare_objects(&a.ty, &b.ty, place, sides, found);
}

/// Compares bodies, which one of both may lack.
pub(super) fn compare_type(
    types: (Option<&Type>, Option<&Type>),
    sources: (&Source, &Source),
    place: &str,
    sides: &mut Sides<'_>,
    found: &mut Found<'_>,
) {
    match types {
        (Some(a), Some(b)) => {
            compare_types(a, b, sources, place, sides, found);
            compare_objects(a, b, place, sides, found);
        }
        (a, b) => {
            let word = |ty: Option<&Type>, source| ty.map(|ty| said(&type_word(ty), source));
            found.compare(Class::Type, place, word(a, sources.0), word(b, sources.1));
        }
    }
}

fn compare_types(
    a: &Type,
    b: &Type,
    (a_source, b_source): (&Source, &Source),
    place: &str,
    sides: &Sides<'_>,
    found: &mut Found<'_>,
) {
    found.compare(Class::Type, place, Some(said(&type_word(a), a_source)), Some(said(&type_word(b), b_source)));
    let linked = |object: Option<&ObjectType>| object.map(|object| said("members", &object.source));
    found.compare(Class::Object, place, linked(sides.a().object(a)), linked(sides.b().object(b)));
}

fn compare_objects(a: &Type, b: &Type, place: &str, sides: &mut Sides<'_>, found: &mut Found<'_>) {
    let (Some(a), Some(b)) = (sides.a.get(leaf(a)).copied(), sides.b.get(leaf(b)).copied()) else { return };
    if !sides.met.insert((a.id.clone(), b.id.clone())) {
        return;
    }
    let without = std::mem::take(&mut sides.without);
    let stay = |object: &ObjectType| -> Vec<Member> {
        let stay = object.members.iter().filter(|member| !without.contains(&member.name));
        stay.map(|member| in_table(member, &object.source)).collect()
    };
    compare_members(&stay(a), &stay(b), place, sides, found);
}

/// The member with the whole place of its row, which leaves out what the table of its object says.
fn in_table(member: &Member, table: &Source) -> Member {
    let mut member = member.clone();
    if member.source.page.is_empty() && member.source.table == 0 {
        member.source = Source { row: member.source.row, ..table.clone() };
    }
    member
}

/// The id of the object that a type is made of; empty where there is none.
fn leaf(ty: &Type) -> &str {
    match ty {
        Type::Object(id) => id,
        Type::Array(inner) | Type::Map(inner) => leaf(inner),
        _ => "",
    }
}

/// A type in words. An object is one whether its members were found or not: that is a class of its own.
fn type_word(ty: &Type) -> String {
    match ty {
        Type::Object(_) | Type::AnyObject => "object".to_owned(),
        Type::Array(item) => format!("list of {}", type_word(item)),
        Type::Map(value) => format!("map of {}", type_word(value)),
        plain => format!("{plain:?}").to_lowercase(),
    }
}

fn mandatory(member: &Member) -> Option<String> {
    let word = match member.mandatory {
        Mandatory::Unstated => return None,
        Mandatory::Yes => "yes",
        Mandatory::No => "no",
        Mandatory::Conditional => "sometimes",
    };
    Some(word.to_owned())
}

fn values(member: &Member) -> Option<String> {
    let values: Vec<String> = member.values.iter().map(|value| scalar(&value.value)).collect();
    (!values.is_empty()).then(|| values.join(", "))
}

fn scalar(scalar: &Scalar) -> String {
    serde_json::to_string(scalar).unwrap_or_default()
}

/// `length 1 to 64`, `at most 100`.
fn bounds(member: &Member) -> Option<String> {
    let Bounds { min, max, min_length, max_length, min_items, max_items, pattern } = &member.bounds;
    let number =
        |number: &Option<hwc_model::Number>| number.as_ref().map(|n| serde_json::to_string(n).unwrap_or_default());
    let count = |count: &Option<u64>| count.map(|count| count.to_string());
    let parts = [
        range("value", number(min), number(max)),
        range("length", count(min_length), count(max_length)),
        range("items", count(min_items), count(max_items)),
        pattern.as_ref().map(|pattern| format!("pattern {pattern}")),
    ];
    let told: Vec<String> = parts.into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join(", "))
}

fn range(what: &str, least: Option<String>, most: Option<String>) -> Option<String> {
    match (least, most) {
        (None, None) => None,
        (Some(least), None) => Some(format!("{what} at least {least}")),
        (None, Some(most)) => Some(format!("{what} at most {most}")),
        (Some(least), Some(most)) => Some(format!("{what} {least} to {most}")),
    }
}
