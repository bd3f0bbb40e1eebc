//! Names of structs and their fields.

use std::collections::BTreeSet;

use hwc_model::Type;

use super::{
    Field, Reply, Shape, Side, Struct, Version,
    call::Call,
    graph::{Graph, Node, Referrer, in_reply},
    instants::Instants,
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
    for (number, given) in given.iter_mut().enumerate() {
        if given.is_none() {
            let candidates = candidates(graph, number, named, calls);
            let is_free = |name: &&String| !names.has(&builder_of(name));
            let free: Vec<String> = candidates.iter().filter(is_free).chain(candidates.last()).cloned().collect();
            let name = names.claim(free);
            names.take(&builder_of(&name));
            *given = Some(name);
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

/// What a struct could be called, best first: the name that the page gives or the member has; with what holds it; with
/// the operation; at last with everything that leads to it.
fn candidates(graph: &Graph<'_>, number: usize, named: &Named<'_>, calls: &[Call<'_>]) -> Vec<String> {
    let trail = Trail::to(graph, number, named, calls);
    let name = |parts: &[&[String]]| names::pascal(&parts.iter().fold(Vec::new(), |words, part| joined(words, part)));
    let root = trail.root.as_slice();
    let [outer @ .., own] = trail.held.as_slice() else {
        return vec![name(&[root]), format!("{}Body", name(&[root]))];
    };
    let parent = outer.last().map_or(root, Vec::as_slice);
    let whole: Vec<&[String]> = std::iter::once(root).chain(trail.held.iter().map(Vec::as_slice)).collect();
    let (node, _) = graph.nodes[number];
    let splits = node.side == Side::Reply
        && graph.nodes.iter().any(|(other, _)| other.id == node.id && other.side == Side::Request);
    let plain = [name(&[own]), name(&[parent, own])].map(|name| if splits { in_reply(name) } else { name });
    let long = [name(&[root, own]), name(&[root, parent, own]), name(&whole), format!("{}Object", name(&whole))];
    plain.into_iter().chain(long).collect()
}

/// How calls lead to a struct.
struct Trail {
    /// The operation, and whether it is the reply.
    root: Vec<String>,
    /// Names of the structs on the way, the own one last; nothing for what the reply itself is.
    held: Vec<Vec<String>>,
}

impl Trail {
    fn to(graph: &Graph<'_>, number: usize, named: &Named<'_>, calls: &[Call<'_>]) -> Trail {
        let (node, referrer) = graph.nodes[number];
        let documented = graph.types.get(node.id).and_then(|object| object.name.as_deref());
        let documented = documented.filter(|name| is_type_name(name)).map(names::words);
        let builder = |call: usize| names::words(&named.operations[call].builder);
        match referrer {
            Referrer::Reply(call) => {
                Trail { root: joined(builder(call), &["reply".to_owned()]), held: documented.into_iter().collect() }
            }
            Referrer::Input(call, input) => {
                let input = &calls[call].inputs[input];
                let root = builder(call);
                let whole_body = || {
                    let part = if matches!(input.ty, Type::Array(_)) { "item" } else { "body" };
                    joined(root.clone(), &[part.to_owned()])
                };
                let documented = documented.or_else(|| input.wire.is_empty().then(whole_body));
                Trail { held: vec![held_by(input.wire, input.ty, documented)], root }
            }
            Referrer::Member(parent, member) => {
                let mut trail = Trail::to(graph, parent, named, calls);
                trail.held.push(held_by(&member.name, &member.ty, documented));
                trail
            }
        }
    }
}

/// The documented name, else that of the member. What is called like the member that lists it is one of these.
fn held_by(wire: &str, ty: &Type, documented: Option<Vec<String>>) -> Vec<String> {
    let member = names::words(wire);
    match documented {
        Some(name) if matches!(ty, Type::Array(_)) && name.ends_with(&member) => names::singular(name),
        Some(name) => name,
        None => names::singular(member),
    }
}

/// Words in a row; those with which one part ends and the next one begins stand once.
fn joined(mut words: Vec<String>, part: &[String]) -> Vec<String> {
    let longest = words.len().min(part.len());
    let shared = (0..=longest).rev().find(|shared| words.ends_with(&part[..*shared])).unwrap_or(0);
    words.extend_from_slice(&part[shared..]);
    words
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
pub(super) fn plan_structs<'m>(
    shapes: &Shapes<'_, 'm>,
    type_names: &[TypeNames],
    instants: &Instants<'m>,
) -> Vec<Struct<'m>> {
    let graph = shapes.graph;
    let nodes = graph.nodes.iter().enumerate().zip(type_names);
    nodes
        .filter_map(|((number, (node, _)), names)| {
            let documented = *graph.types.get(node.id)?;
            let members = documented.members.iter().zip(&names.fields).enumerate();
            let locked = graph.locked(&names.name);
            let is_instant = |name: &str| {
                instants.contains(&(node.id, name)) || locked.is_some_and(|locked| locked.instants.contains(name))
            };
            let fields = members.map(|(at, (member, name))| {
                let shape = shapes.of_member(member, *node, number, at);
                Field {
                    member,
                    name: name.clone(),
                    mandatory: node.side == Side::Request && graph.is_mandatory(node.id, member),
                    boxed: false,
                    instant: node.side != Side::Request && shape == Shape::Text && is_instant(&member.name),
                    shape,
                }
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
        let members = |is: fn(&Field<'_>) -> bool| {
            object.fields.iter().filter(|field| is(field)).map(|field| field.member.name.clone()).collect()
        };
        let locked = LockedType {
            alias_of: None,
            places,
            mandatory: members(|field| field.mandatory),
            instants: members(|field| field.instant),
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
