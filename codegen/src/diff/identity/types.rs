//! Object types: two are one where operations that are one lead to both.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use hwc_model::{Member, Model, ObjectType, Operation, Type};

use crate::lock::LockedOperation;

use super::{Match, Pair, is_success, match_members, rows};

/// Where a type is met first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::diff) struct Place {
    /// Key of the operation on the newer side, or of the older one where it is gone.
    pub(in crate::diff) operation: String,
    /// `body.pool`
    pub(in crate::diff) path: String,
}

/// How a type travels, and with which operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::diff) enum Root {
    /// In requests.
    Request,
    /// In replies on success.
    Reply,
    /// In replies on failure.
    Failure,
}

/// Two types that are one.
#[derive(Clone, Debug)]
pub(in crate::diff) struct TypePair<'m> {
    pub(in crate::diff) old: &'m ObjectType,
    pub(in crate::diff) new: &'m ObjectType,
    /// Their members.
    pub(in crate::diff) members: Match,
    /// Where it is met first, each way.
    pub(in crate::diff) places: BTreeMap<Root, Place>,
    /// Which way it goes with which operations, by key of the newer side.
    pub(in crate::diff) users: BTreeMap<Root, BTreeSet<&'m str>>,
    /// The same type of one side stands in a pair of its own: it became two, or two became it.
    pub(in crate::diff) is_second: bool,
}

/// All types of both sides.
#[derive(Debug, Default)]
pub(in crate::diff) struct Types<'m> {
    pub(in crate::diff) pairs: Vec<TypePair<'m>>,
    pub(in crate::diff) gone: Vec<&'m ObjectType>,
    pub(in crate::diff) fresh: Vec<&'m ObjectType>,
    /// Bodies that got into a member or out of one: key of the operation, its root, names of the member on either side.
    pub(in crate::diff) wrappers: Vec<Wrapper<'m>>,
    /// Types that are one, by id.
    one: BTreeSet<(&'m str, &'m str)>,
}

/// A member around a whole body that came, went or has another name.
#[derive(Clone, Debug)]
pub(in crate::diff) struct Wrapper<'m> {
    pub(in crate::diff) operation: &'m str,
    pub(in crate::diff) root: Root,
    pub(in crate::diff) old: Option<(&'m ObjectType, &'m Member)>,
    pub(in crate::diff) new: Option<(&'m ObjectType, &'m Member)>,
}

impl Wrapper<'_> {
    /// Whether it is about the body of an operation.
    pub(in crate::diff) fn is_of_body(&self, operation: &str) -> bool {
        self.root == Root::Request && self.operation == operation
    }

    /// Whether what is inside of it was given out as setters.
    pub(in crate::diff) fn is_flat(&self, given: &LockedOperation) -> bool {
        self.old.is_none_or(|(_, member)| given.wrapper.as_ref() == Some(&member.name))
    }
}

impl<'m> Types<'m> {
    /// Whether two types are the same but for what differs inside of their objects.
    pub(in crate::diff) fn is_one(&self, old: &Type, new: &Type) -> bool {
        match (old, new) {
            (Type::Object(old), Type::Object(new)) => self.one.contains(&(old.as_str(), new.as_str())),
            (Type::Array(old), Type::Array(new)) | (Type::Map(old), Type::Map(new)) => self.is_one(old, new),
            _ => old == new,
        }
    }

    /// The pair that an older type stands in first.
    pub(in crate::diff) fn of_old(&self, id: &str) -> Option<&TypePair<'m>> {
        self.pairs.iter().find(|pair| !pair.is_second && pair.old.id == id)
    }
}

/// The object type inside lists and maps.
pub(in crate::diff) fn object_of(ty: &Type) -> Option<&str> {
    match ty {
        Type::Object(id) => Some(id),
        Type::Array(inner) | Type::Map(inner) => object_of(inner),
        _ => None,
    }
}

/// What is yet to be looked at.
struct Step<'m> {
    old: &'m str,
    new: &'m str,
    root: Root,
    operation: &'m str,
    path: String,
    /// A body is that of its operation whatever it holds; another reference has to lead to something alike.
    is_sure: bool,
}

struct Search<'m> {
    old: BTreeMap<&'m str, &'m ObjectType>,
    new: BTreeMap<&'m str, &'m ObjectType>,
    queue: VecDeque<Step<'m>>,
    found: BTreeMap<(&'m str, &'m str), usize>,
    walked: BTreeSet<(&'m str, &'m str, Root, &'m str)>,
    types: Types<'m>,
}

/// Pairs types.
pub(super) fn match_types<'m>(old: &'m Model, new: &'m Model, pairs: &[Pair<'m>]) -> Types<'m> {
    let by_id = |model: &'m Model| model.types.iter().map(|object| (object.id.as_str(), object)).collect();
    let mut search = Search {
        old: by_id(old),
        new: by_id(new),
        queue: VecDeque::new(),
        found: BTreeMap::new(),
        walked: BTreeSet::new(),
        types: Types::default(),
    };
    pairs.iter().for_each(|pair| search.start(pair));
    search.walk();
    search.pair_unused();
    search.settle(old, new)
}

impl<'m> Search<'m> {
    /// Bodies of one operation.
    fn start(&mut self, pair: &Pair<'m>) {
        let (old, new): (&'m Operation, &'m Operation) = (pair.old, pair.new);
        if let (Some(before), Some(after)) = (&old.body, &new.body) {
            self.root(&before.ty, &after.ty, Root::Request, &new.key, "body");
        }
        for (before, after) in &pair.responses.pairs {
            let (before, after) = (&old.responses[*before], &new.responses[*after]);
            let root = if is_success(after.status) { Root::Reply } else { Root::Failure };
            if let (Some(before), Some(after)) = (&before.ty, &after.ty) {
                self.root(before, after, root, &new.key, "reply");
            }
        }
    }

    fn root(&mut self, old: &'m Type, new: &'m Type, root: Root, operation: &'m str, path: &str) {
        let (Some(mut before), Some(mut after)) = (object_of(old), object_of(new)) else { return };
        let mut path = path.to_owned();
        if let Some(wrapper) = self.wrapper(before, after, root, operation) {
            let inner = |of: &Option<(&'m ObjectType, &'m Member)>| of.and_then(|(_, member)| object_of(&member.ty));
            before = inner(&wrapper.old).unwrap_or(before);
            after = inner(&wrapper.new).unwrap_or(after);
            if let Some((_, member)) = wrapper.new {
                path = format!("{path}.{}", member.name);
            }
            self.types.wrappers.push(wrapper);
        }
        self.queue.push_back(Step { old: before, new: after, root, operation, path, is_sure: true });
    }

    /// The member around all of a body on one side that the other side lacks or calls otherwise.
    fn wrapper(&self, before: &str, after: &str, root: Root, operation: &'m str) -> Option<Wrapper<'m>> {
        let (before, after) = (*self.old.get(before)?, *self.new.get(after)?);
        let (old, new) = (self.only_member(before, &self.old), self.only_member(after, &self.new));
        let wrapper = |old: Option<_>, new: Option<_>| Some(Wrapper { operation, root, old, new });
        match (old, new) {
            (Some((member, inner)), Some((other, within))) if member.name != other.name => {
                let alike = inner.id == within.id || in_common(inner, within) >= 50;
                alike.then_some(())?;
                wrapper(Some((before, member)), Some((after, other)))
            }
            (Some((member, inner)), _) if in_common(inner, after) >= 50 && !has(after, &member.name) => {
                wrapper(Some((before, member)), None)
            }
            (_, Some((member, inner))) if in_common(before, inner) >= 50 && !has(before, &member.name) => {
                wrapper(None, Some((after, member)))
            }
            _ => None,
        }
    }

    fn only_member(
        &self,
        object: &'m ObjectType,
        types: &BTreeMap<&'m str, &'m ObjectType>,
    ) -> Option<(&'m Member, &'m ObjectType)> {
        let [member] = object.members.as_slice() else { return None };
        let Type::Object(id) = &member.ty else { return None };
        Some((member, *types.get(id.as_str())?))
    }

    fn walk(&mut self) {
        while let Some(step) = self.queue.pop_front() {
            let (Some(old), Some(new)) = (self.old.get(step.old).copied(), self.new.get(step.new).copied()) else {
                continue;
            };
            if !step.is_sure && !is_alike(old, new) {
                continue;
            }
            let at = self.pair(old, new);
            let pair = &mut self.types.pairs[at];
            pair.users.entry(step.root).or_default().insert(step.operation);
            let place = Place { operation: step.operation.to_owned(), path: step.path.clone() };
            pair.places.entry(step.root).or_insert(place);
            if self.walked.insert((step.old, step.new, step.root, step.operation)) {
                self.step_in(at, &step);
            }
        }
    }

    /// The members of a pair that lead on.
    fn step_in(&mut self, at: usize, step: &Step<'m>) {
        let pair = &self.types.pairs[at];
        let (old, new): (&'m ObjectType, &'m ObjectType) = (pair.old, pair.new);
        for (before, after) in &pair.members.pairs {
            let (before, after) = (&old.members[*before], &new.members[*after]);
            if let (Some(inner), Some(other)) = (object_of(&before.ty), object_of(&after.ty)) {
                self.queue.push_back(Step {
                    old: inner,
                    new: other,
                    root: step.root,
                    operation: step.operation,
                    path: format!("{}.{}", step.path, after.name),
                    is_sure: false,
                });
            }
        }
    }

    fn pair(&mut self, old: &'m ObjectType, new: &'m ObjectType) -> usize {
        let key = (old.id.as_str(), new.id.as_str());
        if let Some(at) = self.found.get(&key) {
            return *at;
        }
        let (olds, news) = (&self.old, &self.new);
        let is_one = |before: &Type, after: &Type| leads_alike(before, after, olds, news);
        let members = match_members(&rows(old), &rows(new), &is_one);
        self.found.insert(key, self.types.pairs.len());
        self.types.pairs.push(TypePair {
            old,
            new,
            members,
            places: BTreeMap::new(),
            users: BTreeMap::new(),
            is_second: false,
        });
        self.types.pairs.len() - 1
    }

    /// Whether a type is the one around a body.
    fn is_around(&self, id: &str) -> bool {
        let sides = self.types.wrappers.iter().flat_map(|one| [one.old, one.new]);
        sides.flatten().any(|(object, _)| object.id == id)
    }

    /// Types that no operation leads to on both sides are one where they have one id.
    fn pair_unused(&mut self) {
        let paired: BTreeSet<&str> = self.found.keys().flat_map(|(old, new)| [*old, *new]).collect();
        let left: Vec<(&'m ObjectType, &'m ObjectType)> = self
            .old
            .values()
            .filter_map(|old| Some((*old, *self.new.get(old.id.as_str())?)))
            .filter(|(old, new)| !paired.contains(old.id.as_str()) && is_alike(old, new))
            .filter(|(old, new)| !self.is_around(&old.id) && !self.is_around(&new.id))
            .collect();
        for (old, new) in left {
            self.pair(old, new);
        }
    }

    /// One pair for each type; what is left over.
    fn settle(mut self, old: &'m Model, new: &'m Model) -> Types<'m> {
        let mut taken: (BTreeSet<&str>, BTreeSet<&str>) = Default::default();
        let mut order: Vec<usize> = (0..self.types.pairs.len()).collect();
        order.sort_by_key(|at| {
            let pair = &self.types.pairs[*at];
            (pair.old.id != pair.new.id, pair.old.name != pair.new.name, *at)
        });
        for at in order {
            let pair = &mut self.types.pairs[at];
            let (before, after) = (pair.old.id.as_str(), pair.new.id.as_str());
            pair.is_second = taken.0.contains(before) || taken.1.contains(after);
            // Both stand elsewhere: a row refers to another type that was there before, which is a change of the row.
            let is_crossing = taken.0.contains(before) && taken.1.contains(after);
            if !is_crossing {
                self.types.one.insert((before, after));
            }
            taken.0.insert(before);
            taken.1.insert(after);
        }
        let one = &self.types.one;
        self.types.pairs.retain(|pair| one.contains(&(pair.old.id.as_str(), pair.new.id.as_str())));
        let fresh_pairs: BTreeSet<&str> = self.types.pairs.iter().map(|pair| pair.new.id.as_str()).collect();
        let gone_pairs: BTreeSet<&str> = self.types.pairs.iter().map(|pair| pair.old.id.as_str()).collect();
        self.types.gone = old.types.iter().filter(|object| !gone_pairs.contains(object.id.as_str())).collect();
        self.types.fresh = new.types.iter().filter(|object| !fresh_pairs.contains(object.id.as_str())).collect();
        self.types
    }
}

fn has(object: &ObjectType, name: &str) -> bool {
    object.members.iter().any(|member| member.name == name)
}

/// How many member names two objects have in common, in percent of the smaller.
fn in_common(old: &ObjectType, new: &ObjectType) -> usize {
    let common = old.members.iter().filter(|member| has(new, &member.name)).count();
    100 * common / old.members.len().min(new.members.len()).max(1)
}

/// Whether two objects may be one: the name, or members in common.
fn is_alike(old: &ObjectType, new: &ObjectType) -> bool {
    let same_name = old.name.is_some() && old.name == new.name;
    old.id == new.id || same_name || in_common(old, new) > 0 || (old.members.is_empty() && new.members.is_empty())
}

/// Whether two types are the same, as far as can be told before all types are paired.
fn leads_alike(old: &Type, new: &Type, olds: &BTreeMap<&str, &ObjectType>, news: &BTreeMap<&str, &ObjectType>) -> bool {
    match (old, new) {
        (Type::Object(old), Type::Object(new)) => {
            let found = olds.get(old.as_str()).zip(news.get(new.as_str()));
            found.is_some_and(|(old, new)| is_alike(old, new))
        }
        (Type::Array(old), Type::Array(new)) | (Type::Map(old), Type::Map(new)) => leads_alike(old, new, olds, news),
        _ => old == new,
    }
}
