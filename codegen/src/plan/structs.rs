//! Names of structs and their fields.

use std::collections::BTreeSet;

use super::{
    Field, Reply, Shape, Side, Struct, Version,
    call::Call,
    graph::{Graph, Node, Referrer, in_reply},
    operations::{Named, is_rust},
    shapes::Shapes,
};
use crate::{
    lock::{Lock, LockedType},
    names::{self, Namespace},
};

/// Longest documented name that is taken for the name of a type; longer ones are sentences.
const LONGEST: usize = 6;

/// Names of a struct.
pub(super) struct TypeNames {
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    /// In the order of the members.
    pub(super) fields: Vec<String>,
}

/// Names every node of the graph, those that have names first.
pub(super) fn name_structs(
    graph: &Graph<'_>,
    calls: &[Call<'_>],
    named: &Named<'_>,
    names: &mut Namespace,
) -> Vec<TypeNames> {
    let mut given: Vec<Option<String>> = Vec::new();
    let mut aliases: Vec<Vec<String>> = Vec::new();
    for (node, _) in &graph.nodes {
        let mut kept = graph.locked_names(*node).filter(|name| is_rust(name) && take(names, name)).map(str::to_owned);
        given.push(kept.next());
        aliases.push(kept.collect());
    }
    for (name, aliases) in given.iter().zip(&mut aliases) {
        let older = name.iter().flat_map(|name| graph.locked_aliases(name)).filter(|alias| is_rust(alias));
        aliases.extend(older.filter(|alias| names.take(alias)).map(str::to_owned));
    }
    for (number, (node, referrer)) in graph.nodes.iter().enumerate() {
        if given[number].is_none() {
            let owner = owner(*referrer, named, &given);
            let candidates = candidates(graph, *node, *referrer, &owner, calls);
            let is_free = |name: &&String| !names.has(&builder_of(name));
            let free: Vec<String> = candidates.iter().filter(is_free).chain(candidates.last()).cloned().collect();
            let name = names.claim(free);
            names.take(&builder_of(&name));
            given[number] = Some(name);
        }
    }
    let named = given.into_iter().flatten().zip(aliases).zip(&graph.nodes);
    named
        .map(|((name, aliases), (node, _))| TypeNames { fields: name_fields(graph, *node, &name), name, aliases })
        .collect()
}

/// Takes the name of a type with that of its builder.
fn take(names: &mut Namespace, name: &str) -> bool {
    let builder = builder_of(name);
    !names.has(&builder) && names.take(name) && names.take(&builder)
}

/// The builder of a nested type.
pub(super) fn builder_of(name: &str) -> String {
    format!("{name}Builder")
}

/// Who refers to a node, by name.
fn owner(referrer: Referrer<'_>, named: &Named<'_>, given: &[Option<String>]) -> String {
    match referrer {
        Referrer::Input(call, _) | Referrer::Reply(call) => named.operations[call].builder.clone(),
        Referrer::Member(node, _) => given[node].clone().unwrap_or_default(),
    }
}

/// What a struct could be called: the name the page gives, the name of what holds it, and both.
fn candidates(
    graph: &Graph<'_>,
    node: Node<'_>,
    referrer: Referrer<'_>,
    owner: &str,
    calls: &[Call<'_>],
) -> Vec<String> {
    let documented =
        graph.types.get(node.id).and_then(|object| object.name.as_deref()).filter(|name| is_type_name(name));
    let documented = documented.map(names::type_name);
    let held = match referrer {
        Referrer::Reply(_) => None,
        Referrer::Input(call, input) => Some(calls[call].inputs[input].wire),
        Referrer::Member(_, member) => Some(member.name.as_str()),
    };
    let held = held.map(|wire| names::type_name(&names::snake(&names::singular(names::words(wire)))));
    let plain = match (documented, held) {
        (Some(name), _) | (None, Some(name)) => {
            vec![name.clone(), format!("{owner}{name}"), format!("{owner}{name}Object")]
        }
        (None, None) => vec![format!("{owner}Reply"), format!("{owner}ReplyBody")],
    };
    let splits = node.side == Side::Reply
        && graph.nodes.iter().any(|(other, _)| other.id == node.id && other.side == Side::Request);
    plain.into_iter().map(|name| if splits { in_reply(name) } else { name }).collect()
}

fn is_type_name(name: &str) -> bool {
    let count = names::words(name).len();
    !name.contains(char::is_whitespace) && (1..=LONGEST).contains(&count)
}

fn name_fields(graph: &Graph<'_>, node: Node<'_>, name: &str) -> Vec<String> {
    let Some(object) = graph.types.get(node.id) else { return Vec::new() };
    let locked = graph.locked(name);
    let kept = |wire: &str| locked.and_then(|locked| locked.fields.get(wire)).filter(|name| is_rust(name));
    let mut fields = Namespace::with(object.members.iter().filter_map(|member| kept(&member.name)));
    let members = object.members.iter();
    members
        .map(|member| match kept(&member.name) {
            Some(name) => name.clone(),
            None => fields.claim(names::member_candidates(&member.name)),
        })
        .collect()
}

/// Puts nodes and names together.
pub(super) fn plan_structs<'m>(shapes: &Shapes<'_, 'm>, type_names: &[TypeNames]) -> Vec<Struct<'m>> {
    let graph = shapes.graph;
    let nodes = graph.nodes.iter().enumerate().zip(type_names);
    nodes
        .filter_map(|((number, (node, _)), names)| {
            let documented = *graph.types.get(node.id)?;
            let members = documented.members.iter().zip(&names.fields).enumerate();
            let fields = members.map(|(at, (member, name))| Field {
                member,
                name: name.clone(),
                mandatory: node.side == Side::Request && graph.is_mandatory(node.id, member),
                shape: shapes.of_member(member, *node, number, at),
                boxed: false,
            });
            Some(Struct {
                documented,
                name: names.name.clone(),
                aliases: names.aliases.clone(),
                side: node.side,
                fields: fields.collect(),
                home: None,
            })
        })
        .collect()
}

/// Writes names into the lock.
pub(super) fn record(version: &Version<'_>, given: &mut Lock) {
    let places = places(version);
    for (object, places) in version.structs.iter().zip(places) {
        for alias in &object.aliases {
            let locked = LockedType { alias_of: Some(object.name.clone()), ..LockedType::default() };
            given.types.insert(format!("{}::{alias}", version.module), locked);
        }
        let locked = LockedType {
            alias_of: None,
            places,
            mandatory: object
                .fields
                .iter()
                .filter(|field| field.mandatory)
                .map(|field| field.member.name.clone())
                .collect(),
            fields: object.fields.iter().map(|field| (field.member.name.clone(), field.name.clone())).collect(),
        };
        given.types.insert(format!("{}::{}", version.module, object.name), locked);
    }
}

/// Who refers to each struct.
fn places(version: &Version<'_>) -> Vec<BTreeSet<String>> {
    let mut places = vec![BTreeSet::new(); version.structs.len()];
    let mut refer = |shape: &Shape, place: String| {
        if let Shape::Struct(index) = shape.leaf() {
            places[*index].insert(place);
        }
    };
    for operation in &version.operations {
        for setter in &operation.setters {
            refer(&setter.shape, format!("{}.{}", operation.builder, setter.name));
        }
        if let Reply::Json(shape) = &operation.reply {
            refer(shape, format!("{}.send", operation.builder));
        }
    }
    for object in &version.structs {
        for field in &object.fields {
            refer(&field.shape, format!("{}.{}", object.name, field.name));
        }
    }
    places
}
