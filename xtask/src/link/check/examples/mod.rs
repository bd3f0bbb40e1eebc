//! Examples against tables: which of them show the operation, and their method, path and body.

mod places;
mod values;

use std::collections::{HashMap, HashSet};

use hwc_model::{Json, Mandatory, Model, ObjectType, Operation, Response, Type};

use crate::extract::{ExampleFacts, OperationFacts, PageFacts, request_key};
use crate::link::identity::version_of_path;
use crate::lint::{Finding, Lint};
use crate::vocabulary;

use places::Places;

/// Compares the examples of every operation with its tables.
pub(super) fn check(model: &Model, pages: &[PageFacts], pages_of: &[usize]) -> Vec<(usize, Finding)> {
    let types = model.types.iter().map(|ty| (ty.id.as_str(), ty)).collect();
    let places = Places::of(pages);
    let mut findings = Vec::new();
    for (operation, &page) in model.operations.iter().zip(pages_of) {
        let Some(facts) = &pages[page].operation else { continue };
        let check = Check {
            types: &types,
            places: &places,
            page: &pages[page].path,
            example: None,
            next: 0,
            told: HashSet::new(),
            findings: Vec::new(),
        };
        findings.extend(check.operation(operation, facts).into_iter().map(|finding| (page, finding)));
    }
    findings
}

struct Check<'m> {
    types: &'m HashMap<&'m str, &'m ObjectType>,
    places: &'m Places<'m>,
    page: &'m str,
    /// The example that is looked at.
    example: Option<&'m ExampleFacts>,
    /// The number of members of its body that were passed.
    next: usize,
    /// Rule and member, so that a list of fifty items tells a fault once.
    told: HashSet<(Lint, String)>,
    findings: Vec<Finding>,
}

impl<'m> Check<'m> {
    fn operation(mut self, operation: &'m Operation, facts: &'m OperationFacts) -> Vec<Finding> {
        let others = calls_of_others(operation, &facts.request_examples);
        for example in facts.request_examples.iter().filter(|example| !others.contains(&example.line)) {
            self.begin(example);
            self.request(operation, &example.example);
        }
        for example in &facts.response_examples {
            let asked = facts.request_examples.iter().rfind(|request| request.line < example.line);
            if asked.is_none_or(|request| !others.contains(&request.line)) {
                self.begin(example);
                self.response(operation, &example.example);
            }
        }
        self.findings
    }

    fn begin(&mut self, example: &'m ExampleFacts) {
        self.example = Some(example);
        self.next = 0;
    }

    /// Tells a finding once for each rule and member; `at` is the number of the member where it stands.
    fn tell(&mut self, path: &str, at: Option<usize>, finding: Finding) {
        if self.told.insert((finding.lint, path.to_owned())) {
            let line = self
                .example
                .map_or(0, |example| at.and_then(|at| example.members.get(at)).copied().unwrap_or(example.line));
            self.findings.push(Finding { line, ..finding });
        }
    }

    fn request(&mut self, operation: &'m Operation, example: &'m hwc_model::Example) {
        self.request_line(operation, example);
        let (Some(body), Some(value)) = (&operation.body, &example.body) else { return };
        self.body(value, &body.ty);
        let (Some(object), Json::Object(members)) = (self.object_type(&body.ty), value) else { return };
        let has = |name: &str| members.iter().any(|(have, _)| have == name);
        if !object.members.iter().any(|member| has(&member.name)) {
            return;
        }
        for member in object.members.iter().filter(|member| member.mandatory == Mandatory::Yes) {
            if !has(&member.name) {
                let found = format!("no `{}` in the example request", member.name);
                let row = self.places.row(&member.source, &object.source, self.page);
                let expected = row.map_or("each mandatory member".to_owned(), |row| {
                    format!("each mandatory member; {row} says that it is one")
                });
                self.tell(&member.name, None, Finding::new(Lint::ExampleLacksMandatory, 0, found, expected));
            }
        }
    }

    fn request_line(&mut self, operation: &Operation, example: &hwc_model::Example) {
        let Some(method) = example.method else { return };
        if method != operation.method {
            let found = format!("an example request with {}", method.as_str());
            let expected = format!("{} as above", operation.method.as_str());
            self.tell("", None, Finding::new(Lint::ExampleMethodDiffers, 0, found, expected));
        }
        let Some(path) = example.uri.as_deref().and_then(path_of) else { return };
        // A single step may be a name that the caller gives: `/ObjectName`, with the bucket in the host.
        let is_short = |template: &&String| template.trim_matches('/').split('/').count() > 1;
        let mut known = paths(operation).filter(is_short).peekable();
        if known.peek().is_some() && !paths(operation).any(|template| fits(template, &path)) {
            let found = format!("an example request to {path}");
            self.tell("", None, Finding::new(Lint::ExamplePathDiffers, 0, found, operation.path.clone()));
        }
    }

    fn response(&mut self, operation: &'m Operation, example: &'m hwc_model::Example) {
        let Some(value) = &example.body else { return };
        let is_failure = self.example.is_some_and(|facts| facts.failure);
        if is_failure && example.status.is_none() {
            return;
        }
        let stated = example.status.map(|status| operation.responses.iter().find(|reply| reply.status == status));
        if stated.is_none() && self.is_failure_of_all(operation, value) {
            return;
        }
        let reply = stated.unwrap_or_else(|| self.reply_of(operation, value));
        if let Some(ty) = reply.and_then(|reply| reply.ty.as_ref()) {
            self.body(value, ty);
        }
    }

    /// Whether an example shows a failure that is documented elsewhere, for all operations together: no reply of this one
    /// has all parts of the error, and none has anything else that the example shows.
    fn is_failure_of_all(&self, operation: &Operation, value: &Json) -> bool {
        let Json::Object(members) = value else { return false };
        let is_part = |name: &str| match members.as_slice() {
            [(_, Json::Object(_))] => vocabulary::is_name_of_errors(name),
            _ => vocabulary::is_part_of_an_error(name),
        };
        let names = || members.iter().map(|(name, _)| name.as_str());
        let known = |name: &str| {
            let objects = operation.responses.iter().filter_map(|reply| self.object_type(reply.ty.as_ref()?));
            objects.flat_map(|object| &object.members).any(|member| member.name == name)
        };
        let mut parts = names().filter(|name| is_part(name)).peekable();
        let mut others = names().filter(|name| !is_part(name) && !vocabulary::is_request_id(name));
        parts.peek().is_some() && !others.any(known) && !parts.all(known)
    }

    /// The reply that an example without a status shows: of all the one that knows most of its members.
    fn reply_of(&self, operation: &'m Operation, value: &Json) -> Option<&'m Response> {
        let known = |reply: &&Response| reply.ty.as_ref().map_or(0, |ty| self.members_known(ty, value));
        // The last of equals is taken: success comes first.
        operation.responses.iter().rev().max_by_key(known)
    }

    fn members_known(&self, ty: &Type, value: &Json) -> usize {
        let (Some(object), Json::Object(shown)) = (self.object_type(ty), value) else { return 0 };
        shown.iter().filter(|(name, _)| object.members.iter().any(|member| member.name == *name)).count()
    }

    fn object_type(&self, ty: &Type) -> Option<&'m ObjectType> {
        match ty {
            Type::Object(id) => self.types.get(id.as_str()).copied(),
            _ => None,
        }
    }
}

fn path_of(uri: &str) -> Option<String> {
    request_key(&format!("GET {uri}")).map(|(_, path)| path)
}

fn paths(operation: &Operation) -> impl Iterator<Item = &String> {
    std::iter::once(&operation.path).chain(&operation.aliases)
}

/// Whether a path is one that the template can give.
fn fits(template: &str, path: &str) -> bool {
    template.split('/').count() == path.split('/').count()
        && template.split('/').zip(path.split('/')).all(|(a, b)| a == b || a.contains('{') || b.contains('{'))
}

/// Lines of the example requests that show another call, as a step before or after this one: they have no step of the path
/// in common with it, and another example of the page may show it.
fn calls_of_others(operation: &Operation, examples: &[ExampleFacts]) -> HashSet<u32> {
    let is_other = |facts: &&ExampleFacts| {
        let path = facts.example.uri.as_deref().and_then(path_of);
        path.is_some_and(|path| !paths(operation).any(|own| is_alike(own, &path)))
    };
    let others: HashSet<u32> = examples.iter().filter(is_other).map(|facts| facts.line).collect();
    if others.len() < examples.len() { others } else { HashSet::new() }
}

/// Whether two paths have a step in common, be it in other letters.
fn is_alike(a: &str, b: &str) -> bool {
    let (a, b) = (fixed_steps(a), fixed_steps(b));
    a.is_empty() || a.iter().any(|step| b.contains(step))
}

fn fixed_steps(path: &str) -> Vec<String> {
    let is_fixed = |step: &&str| !step.is_empty() && !step.contains('{') && version_of_path(step).is_none();
    let folded = |step: &str| step.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    path.split('/').filter(is_fixed).map(folded).collect()
}

#[cfg(test)]
mod tests;
