//! One operation of two models: method, paths, statuses, and the parameters by their places.

use std::collections::BTreeMap;
use std::path::Path;

use hwc_model::{Member, Model, Operation, Place, Response, Source, Type};

use super::members::{Side, Sides, compare_members, compare_type};
use super::{Class, Count, Difference, Said};

/// An operation as two models have it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pair<'m> {
    pub(super) a: Option<&'m Operation>,
    pub(super) b: Option<&'m Operation>,
}

impl Pair<'_> {
    pub(super) fn is_whole(&self) -> bool {
        self.a.is_some() && self.b.is_some()
    }
}

/// The operations of two models by key.
pub(super) struct Pairs<'m>(pub(super) BTreeMap<String, Pair<'m>>);

impl<'m> Pairs<'m> {
    pub(super) fn of(a: &'m Model, b: &'m Model) -> Pairs<'m> {
        let mut pairs: BTreeMap<String, Pair<'m>> = BTreeMap::new();
        for operation in &a.operations {
            pairs.entry(operation.key.clone()).or_default().a = Some(operation);
        }
        let mut left = Vec::new();
        for operation in &b.operations {
            match pairs.get_mut(&operation.key) {
                Some(pair) => pair.b = Some(operation),
                None => left.push(operation),
            }
        }
        for operation in left {
            // A key says more than method and path where several pages share them, which depends on all the pages.
            let alike = pairs.iter().find(|(key, pair)| pair.b.is_none() && is_alike(key, pair, operation));
            let key = alike.map_or_else(|| operation.key.clone(), |(key, _)| key.clone());
            pairs.entry(key).or_default().b = Some(operation);
        }
        Pairs(pairs)
    }
}

/// Whether method and path are the same, and the pages are called the same.
fn is_alike(key: &str, pair: &Pair<'_>, other: &Operation) -> bool {
    let stem = |operation: &Operation| {
        let path = Path::new(&operation.source.page);
        path.file_stem().unwrap_or_default().to_owned()
    };
    let base = |key: &str| key.split('#').next().unwrap_or_default().to_owned();
    base(key) == base(&other.key) && pair.a.is_some_and(|operation| stem(operation) == stem(other))
}

/// Where differences and counts go.
pub(super) struct Found<'c> {
    pub(super) counts: &'c mut BTreeMap<Class, Count>,
    pub(super) differences: Vec<Difference>,
}

impl Found<'_> {
    /// Compares what both say of a class; nothing on both sides is no fact.
    pub(super) fn compare(&mut self, class: Class, place: &str, a: Option<Said>, b: Option<Said>) {
        let count = self.counts.entry(class).or_default();
        match (&a, &b) {
            (None, None) => return,
            (Some(a), Some(b)) if a.fact == b.fact => return count.equal += 1,
            (Some(_), Some(_)) => count.differs += 1,
            (Some(_), None) => count.only_a += 1,
            (None, Some(_)) => count.only_b += 1,
        }
        self.differences.push(Difference { class, place: place.to_owned(), a, b });
    }
}

/// The differences of an operation that one model has, or both.
pub(super) fn compare_operation(
    pair: Pair<'_>,
    models: (&Model, &Model),
    counts: &mut BTreeMap<Class, Count>,
) -> Vec<Difference> {
    let mut found = Found { counts, differences: Vec::new() };
    let line = |operation: Option<&Operation>| operation.map(|o| said(&o.title, &o.source));
    match (pair.a, pair.b) {
        (Some(a), Some(b)) => {
            found.counts.entry(Class::Operation).or_default().equal += 1;
            let mut sides = Sides::new(models);
            compare_paths(a, b, &mut found);
            compare_request(a, b, &mut sides, &mut found);
            compare_responses(a, b, &mut sides, &mut found);
        }
        (a, b) => found.compare(Class::Operation, "", line(a), line(b)),
    }
    found.differences
}

pub(super) fn said(fact: &str, source: &Source) -> Said {
    Said { fact: fact.to_owned(), source: source.clone() }
}

fn compare_paths(a: &Operation, b: &Operation, found: &mut Found<'_>) {
    let paths = |operation: &Operation| {
        let all: Vec<&str> = std::iter::once(&operation.path).chain(&operation.aliases).map(String::as_str).collect();
        Some(said(&all.join(", "), &operation.source))
    };
    found.compare(Class::Path, "", paths(a), paths(b));
}

/// Parameters and body. One name in two places is one difference, not two names.
fn compare_request(a: &Operation, b: &Operation, sides: &mut Sides<'_>, found: &mut Found<'_>) {
    let body = |operation: &Operation| operation.body.as_ref().map(|body| body.ty.clone());
    let (a_body, b_body) = (body(a), body(b));
    let moved = moved(&places(a, sides.a(), a_body.as_ref()), &places(b, sides.b(), b_body.as_ref()));
    for (name, (in_a, in_b)) in &moved {
        found.compare(Class::Place, name, Some(in_a.clone()), Some(in_b.clone()));
    }
    for place in [Place::Path, Place::Query, Place::Header] {
        let here = |operation: &Operation| -> Vec<Member> {
            let parameters = operation.parameters.iter().filter(|parameter| parameter.place == place);
            let stay = parameters.filter(|parameter| !moved.contains_key(&parameter.member.name));
            stay.map(|parameter| parameter.member.clone()).collect()
        };
        let (in_a, in_b) = (here(a), here(b));
        found.counts.entry(Class::Place).or_default().equal += both(&in_a, &in_b);
        compare_members(&in_a, &in_b, word(place), sides, found);
    }
    let source = (&a.source, &b.source);
    sides.without = moved.into_keys().collect();
    compare_type((a_body.as_ref(), b_body.as_ref()), source, "body", sides, found);
    sides.without.clear();
}

/// Where each name of a request stands first.
fn places(operation: &Operation, side: Side<'_>, body: Option<&Type>) -> BTreeMap<String, Said> {
    let mut places = BTreeMap::new();
    for parameter in &operation.parameters {
        let said = said(word(parameter.place), &parameter.member.source);
        places.entry(parameter.member.name.clone()).or_insert(said);
    }
    for member in body.and_then(|ty| side.object(ty)).map(|object| object.members.as_slice()).unwrap_or_default() {
        places.entry(member.name.clone()).or_insert_with(|| said("body", &member.source));
    }
    places
}

fn moved(a: &BTreeMap<String, Said>, b: &BTreeMap<String, Said>) -> BTreeMap<String, (Said, Said)> {
    let pairs = a.iter().filter_map(|(name, a)| Some((name, a, b.get(name)?)));
    pairs.filter(|(_, a, b)| a.fact != b.fact).map(|(name, a, b)| (name.clone(), (a.clone(), b.clone()))).collect()
}

fn both(a: &[Member], b: &[Member]) -> usize {
    a.iter().filter(|member| b.iter().any(|other| other.name == member.name)).count()
}

fn word(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
    }
}

fn compare_responses(a: &Operation, b: &Operation, sides: &mut Sides<'_>, found: &mut Found<'_>) {
    let find = |operation: &'_ Operation, status: u16| -> Option<Response> {
        operation.responses.iter().find(|response| response.status == status).cloned()
    };
    let mut statuses: Vec<u16> = a.responses.iter().chain(&b.responses).map(|response| response.status).collect();
    statuses.sort_unstable();
    statuses.dedup();
    for status in statuses {
        let (in_a, in_b) = (find(a, status), find(b, status));
        let word = |response: &Option<Response>| response.as_ref().map(|r| said(&status.to_string(), &r.source));
        found.compare(Class::Status, "", word(&in_a), word(&in_b));
        let (Some(in_a), Some(in_b)) = (in_a, in_b) else { continue };
        compare_members(&in_a.headers, &in_b.headers, &format!("{status} header"), sides, found);
        let types = (in_a.ty.as_ref(), in_b.ty.as_ref());
        compare_type(types, (&in_a.source, &in_b.source), &format!("{status} body"), sides, found);
    }
}
