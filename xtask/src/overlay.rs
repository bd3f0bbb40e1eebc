//! Pages that are kept in the tree, laid over what documentation elsewhere says about the same service.
//!
//! Comes in as two models; goes out as one. A kept page is the nearer evidence: an operation that it documents is taken
//! from it as a whole, and everything else stays as the other pages say it. What came from kept pages is told by
//! [`Page::kept`], so that it can be taken off again and laid over anew when the other pages are not at hand.

use std::collections::{BTreeMap, BTreeSet};

use hwc_model::{Member, Model, ObjectType, Operation, Page, Source, Type};

/// What the model says without the kept pages, those that it knows and those of these paths.
pub fn take_off(mut model: Model, paths: &[String]) -> Model {
    let kept: BTreeSet<String> = model.pages.iter().filter(|page| page.kept).map(|page| page.path.clone()).collect();
    let is_kept = |source: &Source| kept.contains(&source.page) || paths.contains(&source.page);
    model.operations.retain(|operation| !is_kept(&operation.source));
    model.errors.retain(|error| !is_kept(&error.source));
    model.types.retain(|object| !is_kept(&object.source));
    model.pages.retain(|page| !page.kept && !paths.contains(&page.path));
    model
}

/// One model of both.
pub fn lay_over(mut base: Model, mut kept: Model) -> Model {
    let keys: BTreeSet<&str> = kept.operations.iter().map(|operation| operation.key.as_str()).collect();
    base.operations.retain(|operation| !keys.contains(operation.key.as_str()));
    drop_unused(&mut base);
    part_ids(&base, &mut kept);

    base.service = kept.service;
    base.operations.extend(kept.operations);
    base.operations.sort_by(|a, b| order(a).cmp(&order(b)));
    base.types.extend(kept.types);
    base.types.sort_by(|a, b| a.id.cmp(&b.id));
    let codes: BTreeSet<String> = kept.errors.iter().map(|error| error.code.clone()).collect();
    base.errors.retain(|error| !codes.contains(&error.code));
    base.errors.extend(kept.errors);
    base.errors.sort_by(|a, b| a.code.cmp(&b.code));
    base.pages.extend(kept.pages);
    base.pages.sort_by(|a: &Page, b: &Page| a.path.cmp(&b.path));
    base
}

/// The order of a model: path, method, key.
fn order(operation: &Operation) -> (&str, u8, &str) {
    (&operation.path, operation.method as u8, &operation.key)
}

/// Removes the types to which no operation leads.
fn drop_unused(model: &mut Model) {
    let by_id: BTreeMap<&str, &ObjectType> = model.types.iter().map(|object| (object.id.as_str(), object)).collect();
    let mut stack: Vec<&Type> = model.operations.iter().flat_map(types_of).collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    while let Some(ty) = stack.pop() {
        match ty {
            Type::Array(inner) | Type::Map(inner) => stack.push(inner),
            Type::Object(id) if used.insert(id.clone()) => {
                let members = by_id.get(id.as_str()).into_iter().flat_map(|object| &object.members);
                stack.extend(members.map(|member| &member.ty));
            }
            _ => {}
        }
    }
    model.types.retain(|object| used.contains(&object.id));
}

fn types_of(operation: &Operation) -> impl Iterator<Item = &Type> {
    let bodies = operation.body.iter().map(|body| &body.ty);
    let parameters = operation.parameters.iter().map(|parameter| &parameter.member.ty);
    let replies = operation.responses.iter();
    let headers = replies.clone().flat_map(|response| &response.headers).map(|member| &member.ty);
    bodies.chain(parameters).chain(headers).chain(replies.filter_map(|response| response.ty.as_ref()))
}

/// Types of kept pages that have the id of another type are that type where both state the same, else they get an id of
/// their own.
fn part_ids(base: &Model, kept: &mut Model) {
    let there: BTreeMap<&str, &ObjectType> = base.types.iter().map(|object| (object.id.as_str(), object)).collect();
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    kept.types.retain_mut(|object| {
        let Some(other) = there.get(object.id.as_str()) else { return true };
        if states_the_same(other, object) {
            return false;
        }
        let own = format!("{} of {}", object.id, object.source.page);
        renamed.insert(object.id.clone(), own.clone());
        object.id = own;
        true
    });
    if !renamed.is_empty() {
        kept.operations.iter_mut().for_each(|operation| rename_in_operation(operation, &renamed));
        let members = kept.types.iter_mut().flat_map(|object| &mut object.members);
        members.for_each(|member| rename(&mut member.ty, &renamed));
    }
}

/// Whether two tables state the same members, wording and places aside. Tables that lead on to others do not count: what
/// they lead to would have to be the same as well.
fn states_the_same(one: &ObjectType, other: &ObjectType) -> bool {
    let facts = |member: &Member| {
        let leads_on = matches!(leaf(&member.ty), Type::Object(_));
        let values: Vec<_> = member.values.iter().map(|value| value.value.clone()).collect();
        (!leads_on).then(|| (member.name.clone(), member.ty.clone(), member.mandatory, member.bounds.clone(), values))
    };
    let all = |object: &ObjectType| object.members.iter().map(facts).collect::<Option<Vec<_>>>();
    one.name == other.name && all(one).is_some_and(|members| all(other) == Some(members))
}

fn leaf(ty: &Type) -> &Type {
    match ty {
        Type::Array(inner) | Type::Map(inner) => leaf(inner),
        leaf => leaf,
    }
}

fn rename_in_operation(operation: &mut Operation, renamed: &BTreeMap<String, String>) {
    let bodies = operation.body.iter_mut().map(|body| &mut body.ty);
    bodies.for_each(|ty| rename(ty, renamed));
    operation.parameters.iter_mut().for_each(|parameter| rename(&mut parameter.member.ty, renamed));
    for response in &mut operation.responses {
        response.headers.iter_mut().for_each(|member| rename(&mut member.ty, renamed));
        response.ty.iter_mut().for_each(|ty| rename(ty, renamed));
    }
}

fn rename(ty: &mut Type, renamed: &BTreeMap<String, String>) {
    match ty {
        Type::Array(inner) | Type::Map(inner) => rename(inner, renamed),
        Type::Object(id) => {
            if let Some(own) = renamed.get(id) {
                id.clone_from(own);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_model::small;

    /// The same service as another page says it.
    fn from_page(page: &str) -> Model {
        let mut model = small();
        let sources = model.operations.iter_mut().map(|operation| &mut operation.source);
        sources
            .chain(model.types.iter_mut().map(|object| &mut object.source))
            .for_each(|source| page.clone_into(&mut source.page));
        model.pages = vec![Page { path: page.to_owned(), kept: page.starts_with("near"), ..model.pages[0].clone() }];
        model
    }

    #[test]
    fn a_kept_page_counts_for_its_operations_and_others_stay() {
        let (mut base, mut kept) = (from_page("far.rst"), from_page("near.md"));
        let mut other = base.operations[0].clone();
        other.key.push_str("/others");
        other.path.push_str("/others");
        base.operations.push(other);
        kept.operations[0].title = "Nearer".to_owned();
        let both = lay_over(base, kept);
        let told: Vec<_> = both
            .operations
            .iter()
            .map(|operation| (operation.title.as_str(), operation.source.page.as_str()))
            .collect();
        assert_eq!(told[0], ("Nearer", "near.md"));
        assert_eq!((told.len(), told[1].1), (2, "far.rst"));
        assert_eq!(both.pages.iter().map(|page| page.kept).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn what_was_taken_off_is_laid_over_again_without_a_difference() {
        let (mut base, mut kept) = (from_page("far.rst"), from_page("near.md"));
        base.operations[0].key.push_str("/others");
        base.operations[0].path.push_str("/others");
        // Another type of the same id.
        kept.types[0].members.truncate(0);
        let paths = vec!["near.md".to_owned()];
        let once = lay_over(base.clone(), kept.clone());
        assert_eq!(once.types.len(), base.types.len() + kept.types.len());
        assert_eq!(lay_over(take_off(once.clone(), &paths), kept), once);
        assert_eq!(take_off(once, &[]).operations, base.operations);
    }
}
