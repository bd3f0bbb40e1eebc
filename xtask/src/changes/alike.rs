//! Findings that are the same in several operations, told to a person as one.
//!
//! Pages are often changed all at once: a bound of `path.project_id` appears on each of forty pages. Each is a finding of
//! its own to programs; to a person, the names of the operations say as much.

use std::collections::BTreeMap;

use codegen::diff::{RustVerdict, Wire};

use super::wording::{count, one_line};
use super::{Entry, wording};

/// So many are told as one; fewer are told one by one.
const LEAST: usize = 3;

/// Characters of a list of names.
const NAMES: usize = 140;

/// A finding, and those that are the same elsewhere.
pub(super) struct Told<'e> {
    /// The first of them.
    pub(super) entry: &'e Entry,
    /// The others.
    also: Vec<&'e Entry>,
}

/// Findings in their order, what is alike at the place of the first.
pub(super) fn told<'e>(entries: &[&'e Entry]) -> Vec<Told<'e>> {
    let mut alike: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        if let Some(key) = key(entry) {
            alike.entry(key).or_default().push(at);
        }
    }
    let mut others: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut is_told = vec![false; entries.len()];
    for of_one in alike.into_values().filter(|of_one| of_one.len() >= LEAST) {
        of_one[1..].iter().for_each(|at| is_told[*at] = true);
        others.insert(of_one[0], of_one[1..].to_vec());
    }
    let also = |at: &usize| others.get(at).into_iter().flatten().map(|other| entries[*other]).collect();
    let firsts = (0..entries.len()).filter(|at| !is_told[*at]);
    firsts.map(|at| Told { entry: entries[at], also: also(&at) }).collect()
}

/// What is the same in findings that are alike: everything but the operation.
fn key(entry: &Entry) -> Option<(&'static str, &str, [&Option<String>; 3], Wire, RustVerdict)> {
    let (_, part) = entry.subject.split_once(" › ")?;
    let is_of_one = entry.operations.len() == 1;
    is_of_one.then(|| {
        let said = [&entry.before, &entry.after, &entry.accepted];
        (entry.rule.id(), part, said, entry.wire, entry.rust)
    })
}

impl<'e> Told<'e> {
    /// How many findings it stands for.
    pub(super) fn len(&self) -> usize {
        1 + self.also.len()
    }

    /// All of them, the first one first.
    pub(super) fn entries(&self) -> impl Iterator<Item = &'e Entry> {
        [self.entry].into_iter().chain(self.also.iter().copied())
    }

    /// What differs, without the operation where it is the same in several.
    pub(super) fn subject(&self) -> &str {
        match self.entry.subject.split_once(" › ") {
            Some((_, part)) if !self.also.is_empty() => part,
            _ => &self.entry.subject,
        }
    }

    /// `in 15 operations: v1 list_rules, v1 show_rule and 13 more`
    pub(super) fn operations(&self) -> Option<String> {
        if self.also.is_empty() {
            return wording::operations(self.entry);
        }
        let mut names = String::new();
        let mut left = self.len();
        for entry in self.entries() {
            let name = operation(entry);
            if !names.is_empty() && names.len() + name.len() > NAMES {
                break;
            }
            names += if names.is_empty() { "" } else { ", " };
            names += &name;
            left -= 1;
        }
        let more = if left > 0 { format!(" and {left} more") } else { String::new() };
        Some(format!("in {}: {names}{more}", count(self.len(), "operation")))
    }

    /// The Rust item; nothing where each operation has its own and none is written otherwise now.
    pub(super) fn rust(&self) -> Option<String> {
        // The subject of an operation that came or went is its name already.
        let is_named = self.entry.subject.split_once(" › ").is_none() && self.entry.instead.is_none();
        match (&self.entry.instead, self.also.is_empty()) {
            (_, true) => wording::rust(self.entry).filter(|_| !is_named),
            (Some(instead), false) => {
                // `hwc_pool::v1::ListPools::status: Status`
                let (path, ty) = instead.split_once(": ").unwrap_or((instead, ""));
                let name = path.rsplit("::").next().unwrap_or(path);
                let is_one =
                    self.also.iter().all(|entry| entry.instead.as_deref().is_some_and(|one| one.ends_with(ty)));
                is_one.then(|| format!("…::{name}: {ty}"))
            }
            (None, false) => None,
        }
    }
}

/// `v1 list_rules` of `cloud v1 list_rules › query.limit`
fn operation(entry: &Entry) -> String {
    let name = entry.subject.split(" › ").next().unwrap_or_default();
    one_line(name.split_once(' ').map_or(name, |(_, name)| name)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::test_report::entry;

    #[test]
    fn what_is_the_same_in_several_operations_is_told_once_with_their_names() {
        let mut entries: Vec<Entry> =
            (0..5).map(|at| entry("param-min-added", &format!("pool v1 list_{at} › path.id"))).collect();
        entries.push(entry("param-max-added", "pool v1 list_0 › path.id"));
        entries[4].after = Some("another".into());
        entries.iter_mut().for_each(|entry| entry.operations = vec![entry.subject.clone()]);
        let all: Vec<&Entry> = entries.iter().collect();
        let told = told(&all);
        assert_eq!(told.iter().map(Told::len).collect::<Vec<_>>(), [4, 1, 1]);
        assert_eq!(told[0].subject(), "path.id");
        assert_eq!(told[0].operations().unwrap(), "in 4 operations: v1 list_0, v1 list_1, v1 list_2, v1 list_3");
        assert_eq!(told[1].subject(), "pool v1 list_4 › path.id");
    }
}
