//! Which types travel which way, who refers to them, and what they were called.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use hwc_model::{Member, ObjectType};

use super::{Side, Types, call::Call, call::Place, object_of, operations::Named};
use crate::lock::{Lock, LockedType};

/// Into the service or out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Direction {
    /// In a request.
    Request,
    /// In a reply.
    Reply,
}

/// A type on its way: what becomes one struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Node<'m> {
    pub(super) id: &'m str,
    pub(super) side: Side,
}

/// Who refers to a node first.
#[derive(Clone, Copy, Debug)]
pub(super) enum Referrer<'m> {
    /// An input of a call, by the numbers of both.
    Input(usize, usize),
    /// What a call answers with.
    Reply(usize),
    /// A member of a node, by the number of the node.
    Member(usize, &'m Member),
}

/// The types that the calls of a version lead to.
pub(super) struct Graph<'m> {
    pub(super) types: Types<'m>,
    /// In the order in which calls lead to them, each with its first referrer.
    pub(super) nodes: Vec<(Node<'m>, Referrer<'m>)>,
    index: BTreeMap<Node<'m>, usize>,
    sides: BTreeMap<&'m str, Sides>,
    /// Names in the lock, by type and direction.
    names: BTreeMap<(&'m str, Direction), Vec<String>>,
    locked: BTreeMap<String, LockedType>,
}

#[derive(Clone, Copy, Default)]
struct Sides {
    request: bool,
    reply: bool,
    /// The two directions have structs of their own.
    split: bool,
}

/// Where a type is referred to at the top.
type Roots<'m> = Vec<(&'m str, Direction, Referrer<'m>, String)>;

impl<'m> Graph<'m> {
    pub(super) fn new(module: &str, calls: &[Call<'m>], named: &Named<'m>, types: &Types<'m>, lock: &Lock) -> Self {
        let prefix = format!("{module}::");
        let locked = lock
            .types
            .iter()
            .filter_map(|(name, locked)| Some((name.strip_prefix(&prefix)?.to_owned(), locked.clone())))
            .collect();
        let roots = roots(calls, named);
        let mut graph = Graph {
            types: types.clone(),
            nodes: Vec::new(),
            index: BTreeMap::new(),
            sides: BTreeMap::new(),
            names: BTreeMap::new(),
            locked,
        };
        graph.find_sides(&roots);
        graph.find_names(&roots);
        graph.find_split();
        graph.find_nodes(&roots);
        graph
    }

    /// The node that a reference from one direction leads to.
    pub(super) fn node(&self, id: &str, direction: Direction) -> Option<usize> {
        let (id, sides) = self.sides.get_key_value(id)?;
        let side = match (sides, direction) {
            (Sides { request: true, reply: true, split: false }, _) => Side::Both,
            (_, Direction::Request) => Side::Request,
            (_, Direction::Reply) => Side::Reply,
        };
        self.index.get(&Node { id, side }).copied()
    }

    /// What the lock calls a node, best first.
    pub(super) fn locked_names(&self, node: Node<'m>) -> impl Iterator<Item = &str> {
        let in_direction = move |direction| self.names.get(&(node.id, direction)).into_iter().flatten();
        let request = in_direction(Direction::Request).filter(move |_| node.side != Side::Reply);
        let reply = in_direction(Direction::Reply).filter(move |_| node.side != Side::Request);
        request.chain(reply).map(String::as_str)
    }

    /// Other names of a type in the lock.
    pub(super) fn locked_aliases(&self, name: &str) -> impl Iterator<Item = &str> {
        let aliases = self.locked.iter().filter(move |(_, locked)| locked.alias_of.as_deref() == Some(name));
        aliases.map(|(alias, _)| alias.as_str())
    }

    /// What the lock says about a type of this name.
    pub(super) fn locked(&self, name: &str) -> Option<&LockedType> {
        self.locked.get(name)
    }

    /// The directions in which members of a node lead on.
    pub(super) fn direction(node: Node<'_>) -> Direction {
        if node.side == Side::Reply { Direction::Reply } else { Direction::Request }
    }

    /// Whether a member of a request was mandatory once, or is.
    pub(super) fn is_mandatory(&self, id: &str, member: &Member) -> bool {
        if member.read_only {
            return false;
        }
        let names = self.sides.get_key_value(id).and_then(|(id, _)| self.names.get(&(*id, Direction::Request)));
        let was = |name: &String| self.locked.get(name).is_some_and(|locked| locked.mandatory.contains(&member.name));
        super::is_mandatory(member, names.into_iter().flatten().any(was))
    }

    fn object(&self, id: &str) -> Option<&'m ObjectType> {
        self.types.get(id).copied()
    }

    fn find_sides(&mut self, roots: &Roots<'m>) {
        let mut queue: VecDeque<(&'m str, Direction)> =
            roots.iter().map(|(id, direction, ..)| (*id, *direction)).collect();
        while let Some((id, direction)) = queue.pop_front() {
            let Some(object) = self.object(id) else { continue };
            let sides = self.sides.entry(id).or_default();
            let seen = match direction {
                Direction::Request => std::mem::replace(&mut sides.request, true),
                Direction::Reply => std::mem::replace(&mut sides.reply, true),
            };
            if !seen {
                queue
                    .extend(object.members.iter().filter_map(|member| object_of(&member.ty)).map(|id| (id, direction)));
            }
        }
    }

    /// Follows the places of the lock from the calls down.
    fn find_names(&mut self, roots: &Roots<'m>) {
        let places: BTreeMap<&str, &str> = self
            .locked
            .iter()
            .flat_map(|(name, locked)| locked.places.iter().map(move |place| (place.as_str(), name.as_str())))
            .collect();
        let mut names: BTreeMap<(&'m str, Direction), Vec<String>> = BTreeMap::new();
        let mut queue: VecDeque<(&'m str, Direction, String)> =
            roots.iter().map(|(id, direction, _, place)| (*id, *direction, place.clone())).collect();
        while let Some((id, direction, place)) = queue.pop_front() {
            let (Some(object), Some(name)) = (self.object(id), places.get(place.as_str())) else { continue };
            let known = names.entry((id, direction)).or_default();
            let Some(locked) = self.locked.get(*name).filter(|_| !known.iter().any(|known| known == name)) else {
                continue;
            };
            known.push((*name).to_owned());
            queue.extend(object.members.iter().filter_map(|member| {
                let field = locked.fields.get(&member.name)?;
                Some((object_of(&member.ty)?, direction, format!("{name}.{field}")))
            }));
        }
        self.names = names;
    }

    /// Whether two names were given out for the directions of one type: both stay.
    fn was_split(&self, id: &str) -> bool {
        let first = |direction| self.names.get_key_value(&(id, direction)).and_then(|(_, names)| names.first());
        first(Direction::Request)
            .zip(first(Direction::Reply))
            .is_some_and(|(request, reply)| *reply == in_reply(request.clone()))
    }

    /// A type that goes both ways is two where something in it is mandatory, its own or further down.
    fn find_split(&mut self) {
        let both: Vec<&'m str> =
            self.sides.iter().filter(|(_, sides)| sides.request && sides.reply).map(|(id, _)| *id).collect();
        let mut split: BTreeSet<&'m str> = both.iter().copied().filter(|id| self.was_split(id)).collect();
        loop {
            let more: Vec<&'m str> =
                both.iter().copied().filter(|id| !split.contains(id) && self.splits(id, &split)).collect();
            if more.is_empty() {
                break;
            }
            split.extend(more);
        }
        for id in split {
            self.sides.entry(id).or_default().split = true;
        }
    }

    fn splits(&self, id: &str, split: &BTreeSet<&str>) -> bool {
        self.object(id).is_some_and(|object| {
            object.members.iter().any(|member| {
                self.is_mandatory(id, member) || object_of(&member.ty).is_some_and(|inner| split.contains(inner))
            })
        })
    }

    fn find_nodes(&mut self, roots: &Roots<'m>) {
        let mut queue: VecDeque<(&'m str, Direction, Referrer<'m>)> =
            roots.iter().map(|(id, direction, referrer, _)| (*id, *direction, *referrer)).collect();
        while let Some((id, direction, referrer)) = queue.pop_front() {
            let (Some(object), Some(sides)) = (self.object(id), self.sides.get(id)) else { continue };
            let side = match direction {
                _ if sides.request && sides.reply && !sides.split => Side::Both,
                Direction::Request => Side::Request,
                Direction::Reply => Side::Reply,
            };
            let node = Node { id, side };
            let number = self.nodes.len();
            if self.index.contains_key(&node) {
                continue;
            }
            self.index.insert(node, number);
            self.nodes.push((node, referrer));
            queue.extend(
                object
                    .members
                    .iter()
                    .filter_map(|member| Some((object_of(&member.ty)?, direction, Referrer::Member(number, member)))),
            );
        }
    }
}

/// What a type is called in replies, where requests have a type of its name.
pub(super) fn in_reply(name: String) -> String {
    if name.ends_with("Reply") { name } else { format!("{name}Reply") }
}

fn roots<'m>(calls: &[Call<'m>], named: &Named<'m>) -> Roots<'m> {
    let mut roots = Vec::new();
    for (number, (call, names)) in calls.iter().zip(&named.operations).enumerate() {
        for (input_number, (input, setter)) in call.inputs.iter().zip(&names.setters).enumerate() {
            if let (Place::Member | Place::Body, Some(id)) = (input.place, object_of(input.ty)) {
                let place = format!("{}.{setter}", names.builder);
                roots.push((id, Direction::Request, Referrer::Input(number, input_number), place));
            }
        }
        if let Some(id) = call.reply.and_then(object_of) {
            roots.push((id, Direction::Reply, Referrer::Reply(number), format!("{}.send", names.builder)));
        }
    }
    roots
}
