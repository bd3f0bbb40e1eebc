//! Operations of a service: one for each page that documents one, told apart where pages share method and URI.

use std::collections::{HashMap, HashSet};

use hwc_model::{Method, Operation, Source, Type};

use super::graph::Graph;
use super::identity::{self, Sections};
use super::merge::merge_repeated;
use super::reply::link_replies;
use super::request::link_request;
use crate::extract::{ExampleFacts, OperationFacts, PageFacts, request_key};
use crate::lint::{Finding, Lint};

/// The operations of a service and the pages they come from.
#[derive(Default)]
pub(super) struct Operations {
    pub(super) operations: Vec<Operation>,
    pub(super) findings: Vec<(usize, Finding)>,
    /// The page of each operation.
    pub(super) pages: Vec<usize>,
    /// Pages whose operation went into that of another page.
    pub(super) merged: Vec<(usize, usize)>,
    page_count: usize,
}

impl Operations {
    /// For each page its operation.
    pub(super) fn by_page(&self) -> Vec<Option<&Operation>> {
        let mut by_page = vec![None; self.page_count];
        for (operation, &page) in self.operations.iter().zip(&self.pages) {
            by_page[page] = Some(operation);
        }
        for &(page, other) in &self.merged {
            by_page[page] = by_page[other];
        }
        by_page
    }

    /// By path, method and key, each with its page.
    pub(super) fn sorted(self) -> (Vec<Operation>, Vec<usize>) {
        let mut pairs: Vec<(Operation, usize)> = self.operations.into_iter().zip(self.pages).collect();
        pairs.sort_by(|(a, _), (b, _)| (&a.path, a.method, &a.key).cmp(&(&b.path, b.method, &b.key)));
        pairs.into_iter().unzip()
    }
}

/// Builds the operations; types of objects still hold numbers of nodes.
pub(super) fn link_operations(graph: &mut Graph<'_>) -> Operations {
    let pages = graph.index.pages;
    let context = Context { sections: Sections::of(pages), actions: actions(pages) };
    graph.look_ahead();
    let mut linked = Operations { page_count: pages.len(), ..Operations::default() };
    for (number, page) in pages.iter().enumerate() {
        let Some(facts) = &page.operation else { continue };
        let Some(method) = facts.method else {
            linked.findings.push((number, method_missing(facts)));
            continue;
        };
        linked.operations.push(operation(graph, number, facts, method, &context));
        linked.pages.push(number);
    }
    merge_repeated(&mut linked, graph);
    tell_apart(&mut linked, graph);
    linked
}

fn method_missing(facts: &OperationFacts) -> Finding {
    Finding::new(Lint::UriMissing, facts.line, format!("the path {} without a method", facts.path), "method and path")
}

/// What other pages say about the operations of all.
struct Context<'p> {
    sections: Sections<'p>,
    actions: HashMap<String, Vec<String>>,
}

fn operation<'p>(
    graph: &mut Graph<'p>,
    number: usize,
    facts: &'p OperationFacts,
    method: Method,
    context: &Context<'_>,
) -> Operation {
    let page = &graph.index.pages[number];
    let key = identity::operation_key(method, &facts.path);
    let group = context.sections.above(&page.path);
    let request = link_request(graph, number, facts);
    let responses = link_replies(graph, number, facts);
    // A failure that no reply is documented for would stand for a success.
    let has_reply = |facts: &&ExampleFacts| !facts.failure || facts.example.status.is_some();
    let shown = facts.response_examples.iter().filter(has_reply);
    Operation {
        id: page.original_name.as_deref().and_then(identity::operation_id),
        title: page.title.clone(),
        method,
        version: identity::version(&facts.path, &group, &page.path),
        path: facts.path.clone(),
        aliases: facts.aliases.clone(),
        deprecated: identity::deprecation(page, &group),
        group,
        description: facts.description.clone(),
        authentication: request.authentication,
        actions: context.actions.get(&key).cloned().unwrap_or_default(),
        parameters: request.parameters,
        body: request.body,
        responses,
        errors: page.errors.clone(),
        paging: None,
        waiting: None,
        request_examples: facts.request_examples.iter().map(|facts| facts.example.clone()).collect(),
        response_examples: shown.map(|facts| facts.example.clone()).collect(),
        source: Source { page: page.path.clone(), table: 0, row: 0 },
        key,
    }
}

/// Permission actions by operation key.
fn actions(pages: &[PageFacts]) -> HashMap<String, Vec<String>> {
    let mut actions: HashMap<String, Vec<String>> = HashMap::new();
    for (uri, action) in pages.iter().flat_map(|page| &page.actions) {
        let Some((method, path)) = request_key(uri) else { continue };
        let list = actions.entry(identity::operation_key(method, &path)).or_default();
        if !list.contains(action) {
            list.push(action.clone());
        }
    }
    actions
}

/// Pages that share method and URI: the member of the body that only one of them has tells them apart, else the
/// operation id, else the title, else the page.
fn tell_apart(linked: &mut Operations, graph: &Graph<'_>) {
    let mut groups: HashMap<&str, Vec<usize>> = HashMap::new();
    for (position, operation) in linked.operations.iter().enumerate() {
        groups.entry(&operation.key).or_default().push(position);
    }
    let mut suffixes: Vec<(usize, String)> = Vec::new();
    for positions in groups.values().filter(|positions| positions.len() > 1) {
        suffixes.extend(positions.iter().copied().zip(distinct(linked, graph, positions)));
    }
    for (position, suffix) in suffixes {
        let operation = &mut linked.operations[position];
        operation.key = format!("{}#{suffix}", operation.key);
    }
}

/// A word for each of several operations, all different.
fn distinct(linked: &Operations, graph: &Graph<'_>, positions: &[usize]) -> Vec<String> {
    let operations: Vec<&Operation> = positions.iter().map(|&position| &linked.operations[position]).collect();
    let members: Vec<Vec<&str>> = operations.iter().map(|operation| body_members(operation, graph)).collect();
    let by_member: Vec<String> = members.iter().map(|own| own_member(own, &members).unwrap_or_default()).collect();
    let by_id: Vec<String> = operations.iter().map(|operation| operation.id.clone().unwrap_or_default()).collect();
    let by_title: Vec<String> = operations.iter().map(|operation| slug(&operation.title)).collect();
    let by_page: Vec<String> = operations.iter().map(|operation| slug(&operation.source.page)).collect();
    [by_member, by_id, by_title].into_iter().find(|words| all_different(words)).unwrap_or(by_page)
}

/// Names of the members of an operation's body.
pub(super) fn body_members<'g>(operation: &Operation, graph: &'g Graph<'_>) -> Vec<&'g str> {
    operation.body.as_ref().map_or(Vec::new(), |body| members(&body.ty, graph))
}

/// Names of the members of an object.
pub(super) fn members<'g>(ty: &Type, graph: &'g Graph<'_>) -> Vec<&'g str> {
    let Type::Object(number) = ty else { return Vec::new() };
    let node = number.parse::<usize>().ok().and_then(|number| graph.nodes.get(number));
    node.map_or(Vec::new(), |node| node.members.iter().map(|member| member.name.as_str()).collect())
}

/// The first member that no other body has.
fn own_member(own: &[&str], all: &[Vec<&str>]) -> Option<String> {
    let count = |name: &str| all.iter().filter(|members| members.contains(&name)).count();
    own.iter().find(|name| count(name) == 1).map(|name| (*name).to_owned())
}

fn all_different(words: &[String]) -> bool {
    let mut seen = HashSet::new();
    words.iter().all(|word| !word.is_empty() && seen.insert(word))
}

/// Lower case with single hyphens.
fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
