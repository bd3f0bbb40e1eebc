//! Which thing of the older side is which of the newer one.
//!
//! In: two models. Out: pairs, and what is left over on either side. An operation is found by method and path, then by
//! its page, id, title and shape; a type by who refers to it; a row by its name, then by what it says.

mod likeness;
mod members;
mod operations;
mod parameters;
mod types;

use std::collections::BTreeMap;

use hwc_model::{Member, Model, ObjectType, Operation, Response};

pub(super) use hwc_model::is_success;
pub(super) use likeness::{is_near, is_same_words};
pub(super) use members::{match_members, match_values, text};
pub(super) use operations::{bare_key, plain_title};
pub(super) use types::{Root, TypePair, Wrapper, object_of};

/// Two lists side by side, by index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Match {
    /// What is on both sides, in the order of the older one.
    pub(super) pairs: Vec<(usize, usize)>,
    /// What only the older side has.
    pub(super) gone: Vec<usize>,
    /// What only the newer side has.
    pub(super) fresh: Vec<usize>,
}

impl Match {
    /// Pairs what has one key; of a key that stands several times, the first goes with the first.
    pub(super) fn by_key<K: Ord>(old: impl Iterator<Item = K>, new: impl Iterator<Item = K>) -> Match {
        let mut places: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (index, key) in new.enumerate() {
            places.entry(key).or_default().push(index);
        }
        places.values_mut().for_each(|places| places.reverse());
        let mut found = Match::default();
        for (index, key) in old.enumerate() {
            match places.get_mut(&key).and_then(Vec::pop) {
                Some(other) => found.pairs.push((index, other)),
                None => found.gone.push(index),
            }
        }
        found.fresh = places.into_values().flatten().collect();
        found.fresh.sort_unstable();
        found
    }

    /// Makes a pair of two that were left over.
    pub(super) fn join(&mut self, old: usize, new: usize) {
        self.gone.retain(|index| *index != old);
        self.fresh.retain(|index| *index != new);
        self.pairs.push((old, new));
    }

    /// Joins what is left over, best score first; a score that two share joins none of them.
    pub(super) fn join_best(&mut self, mut scores: Vec<(u32, usize, usize)>) {
        scores.sort_by_key(|(score, old, new)| (std::cmp::Reverse(*score), *old, *new));
        for (_, old, new) in scores {
            if self.gone.contains(&old) && self.fresh.contains(&new) {
                self.join(old, new);
            }
        }
        self.pairs.sort_unstable();
    }
}

/// Two operations that are one.
#[derive(Clone, Debug)]
pub(super) struct Pair<'m> {
    pub(super) old: &'m Operation,
    pub(super) new: &'m Operation,
    /// Parameters of both.
    pub(super) parameters: Match,
    /// Replies of both.
    pub(super) responses: Match,
}

/// All that is one on both sides.
#[derive(Debug)]
pub(super) struct Identities<'m> {
    pub(super) pairs: Vec<Pair<'m>>,
    pub(super) gone: Vec<&'m Operation>,
    pub(super) fresh: Vec<&'m Operation>,
    pub(super) types: types::Types<'m>,
}

/// Finds what is one on both sides.
pub(super) fn identify<'m>(old: &'m Model, new: &'m Model) -> Identities<'m> {
    let found = operations::match_operations(old, new);
    let pair = |(before, after): &(usize, usize)| {
        let (old, new) = (&old.operations[*before], &new.operations[*after]);
        let parameters = parameters::match_parameters(old, new);
        Pair { old, new, parameters, responses: match_responses(&old.responses, &new.responses) }
    };
    let pairs: Vec<Pair<'m>> = found.pairs.iter().map(pair).collect();
    let types = types::match_types(old, new, &pairs);
    Identities {
        pairs,
        gone: found.gone.iter().map(|index| &old.operations[*index]).collect(),
        fresh: found.fresh.iter().map(|index| &new.operations[*index]).collect(),
        types,
    }
}

/// Replies by status; the one success of either side is the same reply.
fn match_responses(old: &[Response], new: &[Response]) -> Match {
    let statuses = |responses: &[Response]| responses.iter().map(|response| response.status).collect::<Vec<_>>();
    let mut found = Match::by_key(statuses(old).into_iter(), statuses(new).into_iter());
    let success = |indices: &[usize], of: &[Response]| {
        let mut successes = indices.iter().copied().filter(|index| is_success(of[*index].status));
        successes.next().filter(|_| successes.next().is_none())
    };
    if let (Some(before), Some(after)) = (success(&found.gone, old), success(&found.fresh, new)) {
        found.join(before, after);
        found.pairs.sort_unstable();
    }
    found
}

/// The members of a type, as references.
fn rows(object: &ObjectType) -> Vec<&Member> {
    object.members.iter().collect()
}
