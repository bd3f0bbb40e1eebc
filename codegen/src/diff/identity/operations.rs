//! Operations: by key, by method and path, then by what else says that they are one.

use std::collections::{BTreeMap, BTreeSet};

use hwc_model::{Model, Operation, Type};

use super::Match;

/// What two operations must have in common at least to be one in spite of their URIs.
const ENOUGH: u32 = 60;

/// Pairs operations.
pub(super) fn match_operations(old: &Model, new: &Model) -> Match {
    let keys = |model: &Model| model.operations.iter().map(|operation| operation.key.clone()).collect::<Vec<_>>();
    let mut found = Match::by_key(keys(old).into_iter(), keys(new).into_iter());
    let pairs = candidates(old, new, &found);
    let scores = pairs.into_iter().filter_map(|(before, after)| {
        let score = likeness((old, &old.operations[before]), (new, &new.operations[after]));
        (score >= ENOUGH).then_some((score, before, after))
    });
    found.join_best(scores.collect());
    found
}

/// Left-over operations that share method and path, the page, the id or the title: nothing is compared with everything.
fn candidates(old: &Model, new: &Model, found: &Match) -> BTreeSet<(usize, usize)> {
    let mut by_sign: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for index in &found.fresh {
        for sign in signs(&new.operations[*index]) {
            by_sign.entry(sign).or_default().push(*index);
        }
    }
    let mut pairs = BTreeSet::new();
    for index in &found.gone {
        for sign in signs(&old.operations[*index]) {
            pairs.extend(by_sign.get(&sign).into_iter().flatten().take(MOST).map(|other| (*index, *other)));
        }
    }
    pairs
}

/// More operations than this share a sign that tells nothing.
const MOST: usize = 16;

fn signs(operation: &Operation) -> Vec<String> {
    let mut signs = vec![
        bare_key(operation).to_owned(),
        format!("title {}", plain_title(&operation.title)),
        format!("page {}", operation.source.page),
        format!("file {}", file_of(operation)),
        format!("path {}", path_of(operation)),
    ];
    signs.extend(operation.id.iter().map(|id| format!("id {id}")));
    signs
}

/// Method and path, without the part of the key that keeps operations on one path apart.
pub(in crate::diff) fn bare_key(operation: &Operation) -> &str {
    operation.key.split_once('#').map_or(operation.key.as_str(), |(bare, _)| bare)
}

fn path_of(operation: &Operation) -> &str {
    let bare = bare_key(operation);
    bare.strip_prefix(operation.method.as_str()).unwrap_or(bare)
}

fn file_of(operation: &Operation) -> &str {
    operation.source.page.rsplit('/').next().unwrap_or("")
}

/// A title without a remark in parentheses at its end.
pub(in crate::diff) fn plain_title(title: &str) -> &str {
    let trimmed = title.trim_end();
    let Some(body) = trimmed.strip_suffix([')', '）']) else { return trimmed };
    match body.rfind(['(', '（']) {
        Some(at) if at > 0 => body[..at].trim_end(),
        _ => trimmed,
    }
}

/// How much two operations have in common, in points.
fn likeness((old_model, old): (&Model, &Operation), (new_model, new): (&Model, &Operation)) -> u32 {
    let same_uri = bare_key(old) == bare_key(new);
    let same_path = path_of(old) == path_of(new);
    let same_method = old.method == new.method;
    if !same_path && !same_method {
        return 0;
    }
    let known = |of: &Option<String>| of.as_ref().is_some_and(|id| !id.is_empty());
    let points = [
        (same_uri, 50),
        (same_path, 20),
        (same_method, 10),
        (known(&old.id) && old.id == new.id, 30),
        (plain_title(&old.title) == plain_title(&new.title), 20),
        (old.source.page == new.source.page, 20),
        (file_of(old) == file_of(new), 5),
        (last_word(old) == last_word(new), 5),
    ];
    let shape = shape_likeness(&shape(old_model, old), &shape(new_model, new)) * 30 / 100;
    points.into_iter().filter(|(holds, _)| *holds).map(|(_, points)| points).sum::<u32>() + shape
}

/// The last part of the path that is no placeholder.
fn last_word(operation: &Operation) -> Option<&str> {
    operation.path.rsplit('/').find(|part| !part.is_empty() && !part.contains('{'))
}

/// Names of all that is sent and answered.
fn shape<'m>(model: &'m Model, operation: &'m Operation) -> BTreeSet<(&'static str, &'m str)> {
    let mut shape: BTreeSet<_> =
        operation.parameters.iter().map(|parameter| ("parameter", parameter.member.name.as_str())).collect();
    let body = operation.body.as_ref().map(|body| &body.ty);
    let replies = operation.responses.iter().filter(|response| super::is_success(response.status));
    let bodies = body.map(|ty| ("body", ty)).into_iter();
    for (place, ty) in bodies.chain(replies.filter_map(|reply| Some(("reply", reply.ty.as_ref()?)))) {
        if let Type::Object(id) = ty
            && let Ok(at) = model.types.binary_search_by(|object| object.id.as_str().cmp(id))
        {
            shape.extend(model.types[at].members.iter().map(|member| (place, member.name.as_str())));
        }
    }
    shape
}

fn shape_likeness<T: Ord>(old: &BTreeSet<T>, new: &BTreeSet<T>) -> u32 {
    let all = old.union(new).count();
    let share = (100 * old.intersection(new).count()).checked_div(all);
    share.map_or(100, |share| u32::try_from(share).unwrap_or(0))
}
