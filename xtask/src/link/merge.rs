//! One operation that several pages document, saved from several places or in several kinds of markup.
//!
//! Comes in as the operations of all pages, goes out with one for those that are the same. Between places method and path
//! tell that they are, and where one place has several pages of them, what the pages are called. Within a place pages that
//! share method and path usually document different calls: only those of one folder and one title that state the same names
//! are one.
//!
//! The page with the newer date counts, else the first by path; a fact that only one page has is kept; a fact that two
//! state differently is told.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use hwc_model::{Bounds, Mandatory, Member, Operation, Parameter, Response, Source, Type};

use super::graph::Graph;
use super::operations::{Operations, body_members, members};
use crate::extract::PageFacts;
use crate::lint::{Finding, Lint};

/// Puts operations together that several pages document.
pub(super) fn merge_repeated(linked: &mut Operations, graph: &mut Graph<'_>) {
    for group in groups(linked, graph) {
        let Some((&first, others)) = group.split_first() else { continue };
        for &other in others {
            let theirs = linked.operations[other].clone();
            let page = linked.pages[other];
            let line = graph.index.pages[page].operation.as_ref().map_or(1, |facts| facts.line);
            let mut merge = Merge { graph, other: &theirs, page, at: (page, line), met: HashSet::new() };
            merge.operation(&mut linked.operations[first]);
            linked.merged.push((linked.pages[other], linked.pages[first]));
        }
    }
    let gone: HashSet<usize> = linked.merged.iter().map(|&(page, _)| page).collect();
    let mut kept = linked.pages.iter().map(|page| !gone.contains(page));
    linked.operations.retain(|_| kept.next().unwrap_or(true));
    linked.pages.retain(|page| !gone.contains(page));
}

/// Positions of operations that are one, the page that counts first.
fn groups(linked: &Operations, graph: &Graph<'_>) -> Vec<Vec<usize>> {
    let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (position, operation) in linked.operations.iter().enumerate() {
        by_key.entry(&operation.key).or_default().push(position);
    }
    let alike = Alike { linked, graph };
    let several = by_key.into_values().filter(|positions| positions.len() > 1);
    let mut groups: Vec<Vec<usize>> = several.flat_map(|positions| alike.between_places(&positions)).collect();
    groups.retain(|group| group.len() > 1);
    let updated = |position: usize| graph.index.pages[linked.pages[position]].updated.clone();
    for group in &mut groups {
        group.sort_unstable();
        group.sort_by_key(|&position| Reverse(updated(position)));
    }
    groups
}

/// Tells which operations of one method and path are the same.
struct Alike<'a, 'p> {
    linked: &'a Operations,
    graph: &'a Graph<'p>,
}

impl Alike<'_, '_> {
    /// Groups of operations that are one. Where a place has one page of it, method and path are enough.
    fn between_places(&self, positions: &[usize]) -> Vec<Vec<usize>> {
        let mut by_place: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &position in positions {
            by_place.entry(self.page(position).place).or_default().push(position);
        }
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for of_place in by_place.into_values().map(|positions| self.within_a_place(&positions)) {
            let is_only = of_place.len() == 1 && groups.len() == 1;
            let mut free: Vec<usize> = (0..groups.len()).collect();
            for own in of_place {
                let is_one = |&group: &usize| {
                    let (a, b) = (groups[group][0], own[0]);
                    !self.differ_in_body(a, b) && (is_only || self.are_called_the_same(a, b))
                };
                match free.iter().position(is_one) {
                    Some(at) => groups[free.remove(at)].extend(own),
                    None => groups.push(own),
                }
            }
        }
        groups
    }

    /// Groups of operations of one place that are one: of one folder and one title, and of the same names throughout.
    fn within_a_place(&self, positions: &[usize]) -> Vec<Vec<usize>> {
        let mut groups: Vec<(Option<&str>, Shape<'_>, Vec<usize>)> = Vec::new();
        for &position in positions {
            let folder = self.page(position).path.rsplit_once('/').map(|(folder, _)| folder);
            let shape = Shape::of(&self.linked.operations[position], self.graph);
            match groups.iter_mut().find(|(known, names, group)| {
                *known == folder && *names == shape && self.are_called_the_same(group[0], position)
            }) {
                Some((_, _, group)) => group.push(position),
                None => groups.push((folder, shape, vec![position])),
            }
        }
        groups.into_iter().map(|(_, _, group)| group).collect()
    }

    fn page(&self, position: usize) -> &PageFacts {
        &self.graph.index.pages[self.linked.pages[position]]
    }

    fn are_called_the_same(&self, a: usize, b: usize) -> bool {
        let fold = |title: &str| title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let (a, b) = (&self.linked.operations[a], &self.linked.operations[b]);
        a.id.is_some() && a.id == b.id || !a.title.is_empty() && fold(&a.title) == fold(&b.title)
    }

    /// Whether bodies have no member in common: actions of one path differ in the one member of their body.
    fn differ_in_body(&self, a: usize, b: usize) -> bool {
        let [a, b] = [a, b].map(|position| body_members(&self.linked.operations[position], self.graph));
        !a.is_empty() && !b.is_empty() && !a.iter().any(|name| b.contains(name))
    }
}

/// The names that an operation states.
#[derive(PartialEq, Eq)]
struct Shape<'a> {
    parameters: BTreeSet<&'a str>,
    body: BTreeSet<&'a str>,
    replies: BTreeMap<u16, BTreeSet<&'a str>>,
}

impl<'a> Shape<'a> {
    fn of(operation: &'a Operation, graph: &'a Graph<'_>) -> Shape<'a> {
        let members = |ty: &Type| members(ty, graph).into_iter().collect();
        Shape {
            parameters: operation.parameters.iter().map(|parameter| parameter.member.name.as_str()).collect(),
            body: operation.body.iter().flat_map(|body| members(&body.ty)).collect(),
            replies: operation
                .responses
                .iter()
                .filter_map(|response| Some((response.status, members(response.ty.as_ref()?))))
                .collect(),
        }
    }
}

/// An operation on its way into another.
struct Merge<'m, 'p> {
    graph: &'m mut Graph<'p>,
    other: &'m Operation,
    /// The number of its page.
    page: usize,
    /// The page and the line of what is compared: the operation, or a row.
    at: (usize, u32),
    /// Pairs of objects that were put together.
    met: HashSet<(usize, usize)>,
}

impl Merge<'_, '_> {
    fn operation(&mut self, to: &mut Operation) {
        let other = self.other;
        to.id = to.id.take().or_else(|| other.id.clone());
        to.description = to.description.take().or_else(|| other.description.clone());
        to.deprecated = to.deprecated.take().or_else(|| other.deprecated.clone());
        add(&mut to.aliases, &other.aliases, |a, b| a == b);
        add(&mut to.authentication, &other.authentication, |a, b| a == b);
        add(&mut to.errors, &other.errors, |a, b| a.code == b.code && a.status == b.status);
        add(&mut to.request_examples, &other.request_examples, |a, b| (&a.uri, &a.body) == (&b.uri, &b.body));
        add(&mut to.response_examples, &other.response_examples, |a, b| (a.status, &a.body) == (b.status, &b.body));
        other.parameters.iter().for_each(|parameter| self.parameter(&mut to.parameters, parameter));
        match (&mut to.body, &other.body) {
            (Some(body), Some(theirs)) => {
                self.ty(&mut body.ty, &theirs.ty, "the body");
            }
            (body @ None, theirs) => body.clone_from(theirs),
            _ => {}
        }
        other.responses.iter().for_each(|response| self.response(&mut to.responses, response));
    }

    fn parameter(&mut self, to: &mut Vec<Parameter>, parameter: &Parameter) {
        match to.iter_mut().find(|known| known.member.name == parameter.member.name) {
            Some(known) => {
                let (ours, theirs) = (format!("{:?}", known.place), format!("{:?}", parameter.place));
                let source = self.other.source.clone();
                self.at_row(&parameter.member, &source, |merge| {
                    merge.fact(&parameter.member.name, "place", &ours, &theirs);
                });
                self.member(&mut known.member, &parameter.member, &source);
            }
            None => {
                let member = from_page(&parameter.member, &self.other.source);
                to.push(Parameter { place: parameter.place, member });
            }
        }
    }

    fn response(&mut self, to: &mut Vec<Response>, response: &Response) {
        let Some(known) = to.iter_mut().find(|known| known.status == response.status) else {
            to.push(response.clone());
            return;
        };
        known.description = known.description.take().or_else(|| response.description.clone());
        for header in &response.headers {
            match known.headers.iter_mut().find(|known| known.name == header.name) {
                Some(known) => self.member(known, header, &self.other.source.clone()),
                None => known.headers.push(from_page(header, &self.other.source)),
            }
        }
        match (&mut known.ty, &response.ty) {
            (Some(ty), Some(theirs)) => {
                self.ty(ty, theirs, &format!("the reply {}", response.status));
            }
            (ty @ None, theirs) => {
                ty.clone_from(theirs);
                known.media_type.clone_from(&response.media_type);
            }
            _ => {}
        }
    }

    /// Whether both may be one type; one that contradicts is told.
    fn ty(&mut self, to: &mut Type, other: &Type, what: &str) -> bool {
        match (&mut *to, other) {
            (Type::Object(a), Type::Object(b)) => {
                if let (Ok(a), Ok(b)) = (a.parse(), b.parse()) {
                    self.nodes(a, b);
                }
            }
            (Type::Array(a), Type::Array(b)) | (Type::Map(a), Type::Map(b)) => return self.ty(a, b, what),
            // One page has the table that the other lacks.
            (Type::Any, _) | (Type::AnyObject, Type::Object(_) | Type::Map(_)) => *to = other.clone(),
            (_, Type::Any) | (Type::Object(_) | Type::Map(_), Type::AnyObject) => {}
            (a, b) => {
                let (a, b) = (word(a), word(b));
                self.fact(what, "type", &a, &b);
                return a == b;
            }
        }
        true
    }

    fn nodes(&mut self, a: usize, b: usize) {
        if a == b || !self.met.insert((a, b)) {
            return;
        }
        let Some(theirs) = self.graph.nodes.get(b).cloned() else { return };
        for member in &theirs.members {
            let position = self.graph.nodes[a].members.iter().position(|known| known.name == member.name);
            let Some(position) = position else {
                let member = from_page(member, &theirs.source);
                self.graph.nodes[a].members.push(member);
                continue;
            };
            let mut known = self.graph.nodes[a].members[position].clone();
            self.member(&mut known, member, &theirs.source);
            self.graph.nodes[a].members[position] = known;
        }
    }

    /// Puts the facts of a row to those of the other; `source` is where its table stands.
    fn member(&mut self, to: &mut Member, other: &Member, source: &Source) {
        self.at_row(other, source, |merge| merge.facts(to, other));
    }

    /// Does what is about a row, so that what is told of it is told in its line.
    fn at_row(&mut self, member: &Member, source: &Source, compare: impl FnOnce(&mut Self)) {
        let source = from_page(member, source).source;
        let pages = &self.graph.index.pages;
        let of_place = |page: &PageFacts| page.place == pages[self.page].place && page.path == source.page;
        let row = || {
            let page = pages.iter().position(of_place)?;
            let table = pages[page].tables.get((source.table as usize).checked_sub(1)?)?;
            Some((page, *table.row_lines.get((source.row as usize).checked_sub(1)?)?))
        };
        let at = row().unwrap_or(self.at);
        let around = std::mem::replace(&mut self.at, at);
        compare(self);
        self.at = around;
    }

    fn facts(&mut self, to: &mut Member, other: &Member) {
        let name = to.name.clone();
        let is_one_type = self.ty(&mut to.ty, &other.ty, &name);
        match (to.mandatory, other.mandatory) {
            (Mandatory::Unstated, stated) => to.mandatory = stated,
            (_, Mandatory::Unstated) => {}
            (a, b) => self.fact(&name, "mandatory", &format!("{a:?}"), &format!("{b:?}")),
        }
        to.description = to.description.take().or_else(|| other.description.clone());
        to.deprecated = to.deprecated.take().or_else(|| other.deprecated.clone());
        to.nullable |= other.nullable;
        to.read_only |= other.read_only;
        to.secret |= other.secret;
        // What limits a text is nothing to a number.
        if is_one_type {
            self.limits(&name, to, other);
        }
    }

    fn limits(&mut self, name: &str, to: &mut Member, other: &Member) {
        self.bounds(name, &mut to.bounds, &other.bounds);
        self.option(name, "default", &mut to.default, other.default.as_ref());
        self.option(name, "unit", &mut to.unit, other.unit.as_ref());
        if to.values.is_empty() {
            to.values.clone_from(&other.values);
        } else if !other.values.is_empty() {
            let values =
                |member: &Member| member.values.iter().map(|value| format!("{:?}", value.value)).collect::<Vec<_>>();
            let (mut a, mut b) = (values(to), values(other));
            a.sort();
            b.sort();
            self.fact(name, "values", &a.join(", "), &b.join(", "));
        }
    }

    fn bounds(&mut self, name: &str, to: &mut Bounds, other: &Bounds) {
        self.option(name, "minimum", &mut to.min, other.min.as_ref());
        self.option(name, "maximum", &mut to.max, other.max.as_ref());
        self.option(name, "minimum length", &mut to.min_length, other.min_length.as_ref());
        self.option(name, "maximum length", &mut to.max_length, other.max_length.as_ref());
        self.option(name, "minimum number of items", &mut to.min_items, other.min_items.as_ref());
        self.option(name, "maximum number of items", &mut to.max_items, other.max_items.as_ref());
        self.option(name, "pattern", &mut to.pattern, other.pattern.as_ref());
    }

    fn option<T: Clone + std::fmt::Debug>(&mut self, name: &str, what: &str, to: &mut Option<T>, other: Option<&T>) {
        match (&to, other) {
            (None, other) => *to = other.cloned(),
            (Some(a), Some(b)) => self.fact(name, what, &format!("{a:?}"), &format!("{b:?}")),
            (Some(_), None) => {}
        }
    }

    /// Tells a fact that two pages state differently.
    fn fact(&mut self, name: &str, what: &str, ours: &str, theirs: &str) {
        if ours == theirs {
            return;
        }
        let (page, line) = self.at;
        let found =
            format!("the {what} of `{name}` is {theirs} here, and {ours} on another page of {}", self.other.key);
        let finding = Finding::new(Lint::PagesContradict, line, found, "pages of one operation that say the same");
        self.graph.report(page, finding.suggest("leave out the page that is out of date"));
    }
}

/// Adds what is not there yet.
fn add<T: Clone>(to: &mut Vec<T>, other: &[T], is_same: impl Fn(&T, &T) -> bool) {
    for item in other {
        if !to.iter().any(|known| is_same(known, item)) {
            to.push(item.clone());
        }
    }
}

/// A member with the page that states it, as it goes where another page is meant.
fn from_page(member: &Member, source: &Source) -> Member {
    let mut member = member.clone();
    if member.source.page.is_empty() {
        let table = if member.source.table == 0 { source.table } else { member.source.table };
        member.source = Source { page: source.page.clone(), table, row: member.source.row };
    }
    member
}

fn word(ty: &Type) -> String {
    match ty {
        Type::Object(_) => "an object".to_owned(),
        Type::Array(item) => format!("a list of {}", word(item)),
        Type::Map(value) => format!("a map of {}", word(value)),
        plain => format!("{plain:?}"),
    }
}
