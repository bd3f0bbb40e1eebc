//! Enumerations: which lists of values are one, their names and those of their variants.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use hwc_model::{EnumValue, Member, Number, Scalar, Source, Type};

use super::{
    Enum, Reply, Shape, Types, Variant, Version,
    call::Call,
    graph::Graph,
    operations::{Named, is_rust},
    structs::TypeNames,
};
use crate::{
    lock::{Lock, LockedEnum},
    names::{self, Namespace},
};

/// Who takes values of an enumeration: a call or a node, by number, and which of its inputs or members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum User {
    /// An input of a call.
    Input(usize, usize),
    /// A member of a node.
    Member(usize, usize),
}

/// A member whose values are listed, or were.
pub(super) struct Use<'m> {
    user: User,
    owner: String,
    place: String,
    is_integer: bool,
    member: &'m Member,
    source: Source,
}

/// Uses that share one enumeration.
struct Shared<'m> {
    property: Vec<String>,
    is_integer: bool,
    locked: Option<String>,
    uses: Vec<Use<'m>>,
    values: BTreeSet<String>,
}

/// Which enumeration a user takes, by number.
pub(super) type OfUse = BTreeMap<User, usize>;

/// Every member of a call or a node that could take an enumeration.
pub(super) fn find_uses<'m>(
    graph: &Graph<'m>,
    calls: &[Call<'m>],
    named: &Named<'m>,
    type_names: &[TypeNames],
    types: &Types<'m>,
) -> Vec<Use<'m>> {
    let mut uses = Vec::new();
    for (number, (call, names)) in calls.iter().zip(&named.operations).enumerate() {
        let around = &call.documented.source;
        for (at, (input, setter)) in call.inputs.iter().zip(&names.setters).enumerate() {
            uses.extend(
                input
                    .member
                    .and_then(|member| find_use(User::Input(number, at), &names.builder, setter, member, around)),
            );
        }
    }
    for (number, ((node, _), names)) in graph.nodes.iter().zip(type_names).enumerate() {
        let Some(object) = types.get(node.id) else { continue };
        for (at, (member, field)) in object.members.iter().zip(&names.fields).enumerate() {
            uses.extend(find_use(User::Member(number, at), &names.name, field, member, &object.source));
        }
    }
    uses
}

fn find_use<'m>(user: User, owner: &str, name: &str, member: &'m Member, inside: &Source) -> Option<Use<'m>> {
    let is_integer = match leaf(&member.ty) {
        Type::String => false,
        Type::Integer | Type::Long => true,
        _ => return None,
    };
    let fits = |value: &EnumValue| !is_integer || matches!(value.value, Scalar::Number(Number::Integer(_)));
    let usable = !member.secret && member.values.iter().all(fits) && !member.values.iter().any(is_identifier);
    let source = place_in(inside, &member.source);
    usable.then(|| Use { user, owner: owner.to_owned(), place: format!("{owner}.{name}"), is_integer, member, source })
}

/// Identifiers stay texts: a variant could not say more than they do.
fn is_identifier(value: &EnumValue) -> bool {
    let Scalar::Text(text) = &value.value else { return false };
    let is_of_hex = |char: char| char.is_ascii_hexdigit() || char == '-';
    text.len() >= 32 && text.chars().all(is_of_hex) && text.contains(|char: char| char.is_ascii_digit())
}

/// A row's place, which leaves out what it shares with what is around it.
fn place_in(around: &Source, row: &Source) -> Source {
    let page = if row.page.is_empty() { &around.page } else { &row.page };
    Source { page: page.clone(), table: if row.table == 0 { around.table } else { row.table }, row: row.row }
}

fn leaf(ty: &Type) -> &Type {
    match ty {
        Type::Array(inner) | Type::Map(inner) => leaf(inner),
        leaf => leaf,
    }
}

/// The value as text, as the lock and the wire have it.
fn text(value: &EnumValue) -> String {
    match &value.value {
        Scalar::Bool(value) => value.to_string(),
        Scalar::Number(Number::Integer(value)) => value.to_string(),
        Scalar::Number(Number::Float(value)) => value.to_string(),
        Scalar::Text(value) => value.clone(),
    }
}

/// A number and the name that its meaning is.
fn label(value: &EnumValue) -> Option<(String, String)> {
    let text = text(value);
    let name = names::variant_by_meaning(value.meaning.as_deref()?)?;
    text.parse::<f64>().is_ok_and(f64::is_finite).then_some((text, name))
}

fn share_a_word(left: &str, right: &str) -> bool {
    let right = names::words(right);
    names::words(left).iter().any(|word| right.contains(word))
}

/// Gathers uses into enumerations and names them.
pub(super) fn name_enums<'m>(
    module: &str,
    uses: Vec<Use<'m>>,
    lock: &Lock,
    names: &mut Namespace,
) -> (Vec<Enum<'m>>, OfUse) {
    let prefix = format!("{module}::");
    let locked: BTreeMap<&str, &LockedEnum> =
        lock.enums.iter().filter_map(|(name, locked)| Some((name.strip_prefix(&prefix)?, locked))).collect();
    let mut shared = gather(uses, &locked);
    let given: Vec<Option<String>> =
        shared.iter().map(|shared| shared.locked.clone().filter(|name| is_rust(name) && names.take(name))).collect();
    let alone: Vec<bool> =
        shared.iter().map(|one| shared.iter().filter(|other| other.property == one.property).count() == 1).collect();
    let mut of_use = OfUse::new();
    let mut enums = Vec::new();
    for ((shared, given), alone) in shared.iter_mut().zip(given).zip(alone) {
        let name = given.unwrap_or_else(|| names.claim(candidates(shared, alone)));
        of_use.extend(shared.uses.iter().map(|of| (of.user, enums.len())));
        enums.extend(plan_enum(shared, name, &locked));
    }
    (enums, of_use)
}

/// One enumeration a locked name; then one a property name, as long as one list holds the other.
fn gather<'m>(uses: Vec<Use<'m>>, locked: &BTreeMap<&str, &LockedEnum>) -> Vec<Shared<'m>> {
    let places: BTreeMap<&str, &str> =
        locked.iter().flat_map(|(name, of)| of.places.iter().map(|place| (place.as_str(), *name))).collect();
    let mut shared: Vec<Shared<'m>> = Vec::new();
    let mut fresh: Vec<Use<'m>> = Vec::new();
    for of in uses {
        let Some(name) = places.get(of.place.as_str()) else {
            fresh.push(of);
            continue;
        };
        match shared.iter_mut().find(|known| known.locked.as_deref() == Some(*name)) {
            Some(known) if known.is_integer == of.is_integer => known.add(of),
            Some(_) => fresh.push(of),
            None => shared.push(Shared::new(of, Some((*name).to_owned()))),
        }
    }
    fresh.retain(|of| !of.member.values.is_empty());
    fresh.sort_by_key(|of| Reverse(of.member.values.len()));
    for of in fresh {
        let (property, values) = (property(of.member), of.member.values.iter().map(text).collect());
        match shared.iter_mut().find(|known| known.takes(&of, &property, &values)) {
            Some(known) => known.add(of),
            None => shared.push(Shared::new(of, None)),
        }
    }
    shared.sort_by_key(|shared| shared.uses.first().map(|of| of.user));
    shared
}

fn property(member: &Member) -> Vec<String> {
    names::singular(names::words(&member.name))
}

impl<'m> Shared<'m> {
    fn new(first: Use<'m>, locked: Option<String>) -> Self {
        let values = first.member.values.iter().map(text).collect();
        Shared { property: property(first.member), is_integer: first.is_integer, locked, uses: vec![first], values }
    }

    /// Whether it is the enumeration of another use, with the name and the values of its row.
    fn takes(&self, of: &Use<'m>, property: &[String], values: &BTreeSet<String>) -> bool {
        self.property == property
            && self.is_integer == of.is_integer
            && (values.is_subset(&self.values) || self.values.is_subset(values))
            && !self.means_otherwise(of)
    }

    /// Whether the same numbers stand for other things: each that both lists name is named differently.
    fn means_otherwise(&self, of: &Use<'m>) -> bool {
        let labels: Vec<(String, String)> = of.member.values.iter().filter_map(label).collect();
        let mut agreements =
            self.uses.iter().flat_map(|known| known.member.values.iter().filter_map(label)).filter_map(
                |(value, known)| {
                    labels.iter().find(|(same, _)| *same == value).map(|(_, name)| share_a_word(name, &known))
                },
            );
        agreements.next().is_some_and(|first| !first && !agreements.any(|agrees| agrees))
    }

    /// Variants for numbers, by what they stand for: for all of them or none, as a list of which half reads `Critical`,
    /// `Value2` is worse than plain numbers, and only where the lists agree.
    fn variants_by_meaning(&self, documented: &[&'m EnumValue]) -> Option<Vec<String>> {
        let mut labels: BTreeMap<String, String> = BTreeMap::new();
        for (value, name) in self.uses.iter().flat_map(|of| of.member.values.iter().filter_map(label)) {
            let known = labels.entry(value).or_insert_with(|| name.clone());
            if !share_a_word(known, &name) {
                return None;
            }
        }
        let names: Vec<String> =
            documented.iter().map(|value| labels.get(&text(value)).cloned()).collect::<Option<_>>()?;
        let distinct: BTreeSet<&String> = names.iter().collect();
        (distinct.len() == names.len()).then_some(names)
    }

    fn add(&mut self, of: Use<'m>) {
        self.values.extend(of.member.values.iter().map(text));
        self.uses.push(of);
        self.uses.sort_by_key(|of| of.user);
    }

    /// Documented values, from the longest list on.
    fn documented(&self) -> Vec<&'m EnumValue> {
        let mut lists: Vec<&'m Member> = self.uses.iter().map(|of| of.member).collect();
        lists.sort_by_key(|member| Reverse(member.values.len()));
        let mut seen = BTreeSet::new();
        lists.into_iter().flat_map(|member| &member.values).filter(|value| seen.insert(text(value))).collect()
    }
}

/// The name of the member, where no other list has it; else what has the member before it: the shortest name of those,
/// which is the most general one.
fn candidates(shared: &Shared<'_>, alone: bool) -> Vec<String> {
    let plain = names::type_name(&names::snake(&shared.property));
    let mut owners: Vec<&str> = shared.uses.iter().map(|of| of.owner.as_str()).collect();
    owners.sort_by_key(|owner| owner.len());
    let mut candidates: Vec<String> = alone.then(|| plain.clone()).into_iter().collect();
    candidates.extend(owners.iter().map(|owner| format!("{owner}{plain}")));
    candidates.extend(owners.first().map(|owner| format!("{owner}{plain}Kind")));
    candidates
}

fn plan_enum<'m>(shared: &Shared<'m>, name: String, locked: &BTreeMap<&str, &LockedEnum>) -> Option<Enum<'m>> {
    let longest = shared.uses.iter().rev().max_by_key(|of| of.member.values.len())?;
    let kept = locked.get(name.as_str()).map(|locked| &locked.values);
    let kept_name =
        |value: &str| kept.and_then(|values| values.get(value)).filter(|name| is_rust(name) && *name != "Other");
    let mut names = Namespace::with(["Other"]);
    let documented = shared.documented();
    kept.into_iter().flatten().for_each(|(value, _)| {
        kept_name(value).map(|name| names.take(name));
    });
    // A list that names its values by their numbers goes on so.
    let is_numbered = |(value, name): (&String, &String)| names::variant_of_number(value) == *name;
    let is_numbered = kept.into_iter().flatten().any(is_numbered);
    let by_meaning = if is_numbered { None } else { shared.variants_by_meaning(&documented) };
    let mut by_meaning = by_meaning.into_iter().flatten();
    let mut variants: Vec<Variant<'m>> = documented
        .into_iter()
        .map(|documented| {
            let value = text(documented);
            let name = kept_name(&value).cloned();
            let candidates = by_meaning.next().into_iter().chain(names::variant_candidates(&documented.value));
            let name = name.unwrap_or_else(|| names.claim(candidates));
            Variant { name, value, documented: Some(documented) }
        })
        .collect();
    let gone = kept.into_iter().flatten().filter(|(value, _)| !shared.values.contains(*value));
    let is_fit = |value: &str| !shared.is_integer || value.parse::<i64>().is_ok();
    for (value, name) in gone.filter(|(value, name)| is_fit(value) && is_rust(name)) {
        variants.push(Variant { name: name.clone(), value: value.clone(), documented: None });
    }
    let (wire, source) = (longest.member.name.as_str(), longest.source.clone());
    Some(Enum { name, is_integer: shared.is_integer, variants, wire, source, home: None })
}

/// Writes names into the lock.
pub(super) fn record(version: &Version<'_>, given: &mut Lock) {
    let places = places(version);
    for (one, places) in version.enums.iter().zip(places) {
        let values = one.variants.iter().map(|variant| (variant.value.clone(), variant.name.clone())).collect();
        given.enums.insert(format!("{}::{}", version.module, one.name), LockedEnum { places, values });
    }
}

/// Who refers to each enumeration.
fn places(version: &Version<'_>) -> Vec<BTreeSet<String>> {
    let mut places = vec![BTreeSet::new(); version.enums.len()];
    let mut refer = |shape: &Shape, place: String| {
        if let Shape::Enum(index) = shape.leaf() {
            places[*index].insert(place);
        }
    };
    for operation in &version.operations {
        for setter in &operation.setters {
            refer(&setter.shape, format!("{}.{}", operation.builder, setter.name));
        }
        debug_assert!(!matches!(&operation.reply, Reply::Json(Shape::Enum(_))), "a reply has no property name");
    }
    for object in &version.structs {
        for field in &object.fields {
            refer(&field.shape, format!("{}.{}", object.name, field.name));
        }
    }
    places
}
