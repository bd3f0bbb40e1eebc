//! Operations as such: those that came or went, and what stands above their tables.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use hwc_model::{Model, Operation, Place, Type};

use super::super::{
    Confidence,
    draft::{Context, Draft, Path},
    identity::{Pair, bare_key, object_of, plain_title},
    rules::Single,
};
use super::cues;
use crate::plan::placeholders;

/// All that differs in operations as such.
pub(super) fn find(context: &Context<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = context.identities.gone.iter().map(|one| gone(context, one)).collect();
    drafts.extend(context.identities.fresh.iter().map(|one| fresh(context, one)));
    for pair in &context.identities.pairs {
        drafts.extend(uri(context, pair));
        drafts.extend(title(context, pair));
        drafts.extend(page(context, pair));
        drafts.extend(deprecation(context, pair));
        drafts.extend(description(context, pair));
        drafts.extend(permissions(context, pair));
        drafts.extend(item(context, pair));
    }
    join_sections(context, &mut drafts);
    drafts
}

/// The titles of sections that hold operations.
fn sections(model: &Model) -> BTreeSet<&str> {
    model.operations.iter().filter_map(|operation| operation.group.last()).map(String::as_str).collect()
}

/// Operations of one section whose title differs are one finding: their pages stayed, or went along with all of it.
fn join_sections(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    let (old, new) = (sections(context.old.model), sections(context.new.model));
    let is_retitled = |before: &Option<String>, after: &Option<String>| {
        let names = before.as_deref().zip(after.as_deref());
        names.is_some_and(|(before, after)| !new.contains(before) && !old.contains(after))
    };
    let mut first: BTreeMap<(Option<String>, Option<String>), usize> = BTreeMap::new();
    let mut joined: Vec<Draft> = Vec::new();
    for draft in drafts.drain(..) {
        let finding = &draft.finding;
        let stayed = finding.old.as_ref().map(|at| &at.page) == finding.new.as_ref().map(|at| &at.page);
        let joins = stayed || is_retitled(&finding.before, &finding.after);
        if finding.rule != Single::OpTagChanged.into() || !joins {
            joined.push(draft);
            continue;
        }
        match first.entry((finding.before.clone(), finding.after.clone())) {
            Entry::Occupied(at) => {
                let known = &mut joined[*at.get()];
                known.claims.extend(draft.claims);
                known.finding.operations.extend(draft.finding.operations);
            }
            Entry::Vacant(at) => {
                at.insert(joined.len());
                joined.push(draft);
            }
        }
    }
    *drafts = joined;
}

/// Another name in Rust than the one that was given out.
fn item(context: &Context<'_>, pair: &Pair<'_>) -> Option<Draft> {
    let (old, new) = (context.old_surface.call(&pair.old.key)?, context.new_surface.call(&pair.new.key)?);
    if (&old.module, &old.method) == (&new.module, &new.method) {
        return None;
    }
    let mut draft = draft(context, pair, Single::RsItemRenamed, &["key"]);
    draft.claims.clear();
    draft.finding.item = Some(old.path.clone());
    draft.finding.instead = Some(new.path.clone());
    Some(draft.said(Some(old.method.clone()), Some(new.method.clone())))
}

/// A place in an operation, as both sides have it.
pub(super) fn inside(pair: &Pair<'_>, parts: &[&str]) -> Path {
    ["operations", pair.old.key.as_str()].iter().chain(parts).map(|part| (*part).to_owned()).collect()
}

/// A draft about a pair of operations.
pub(super) fn draft(context: &Context<'_>, pair: &Pair<'_>, rule: Single, parts: &[&str]) -> Draft {
    Draft::new(rule, context.operation(pair.new))
        .used_by([pair.new.key.as_str()])
        .at(Some(pair.old.source.clone()), Some(pair.new.source.clone()))
        .claim(inside(pair, parts))
}

fn gone(context: &Context<'_>, operation: &Operation) -> Draft {
    let twin = context.identities.pairs.iter().find(|pair| bare_key(pair.old) == bare_key(operation));
    let rule = match twin {
        Some(pair) if same_shape(context, pair) => Single::DocPageRemoved,
        Some(pair) if bare_key(pair.new) == bare_key(operation) => Single::OpMerged,
        _ if has_fault(context, operation, &["uri-missing"]) => Single::DocUriMissing,
        _ if has_fault(context, operation, &["page-empty", "page-binary", "page-too-large"]) => {
            Single::ExtractPageUnparsed
        }
        _ if operation.deprecated.is_some() => Single::OpRemovedDeprecated,
        _ => Single::OpRemoved,
    };
    let mut draft = Draft::new(rule, context.operation(operation))
        .said(Some(uri_word(operation)), None)
        .at(Some(operation.source.clone()), None)
        .used_by([operation.key.as_str()])
        .claim(["operations", operation.key.as_str()])
        .claim(["pages", operation.source.page.as_str()]);
    if let Some(pair) = twin {
        // The key says that there was another one on its path.
        draft = draft.claim(inside(pair, &["key"]));
    }
    draft.claims.extend(bodies(operation).flat_map(|ty| context.gone_types(ty)));
    draft.finding.item = context.old_surface.call(&operation.key).map(|call| call.path.clone());
    draft
}

fn fresh(context: &Context<'_>, operation: &Operation) -> Draft {
    let twin = context.identities.pairs.iter().find(|pair| bare_key(pair.new) == bare_key(operation));
    let rule = match twin {
        Some(pair) if same_shape(context, pair) => Single::DocDuplicateOperation,
        Some(pair) if bare_key(pair.old) == bare_key(operation) => Single::OpSplit,
        _ if context.old.lock.operations.contains_key(&operation.key) => Single::OpRestored,
        _ => Single::OpAdded,
    };
    let mut draft = Draft::new(rule, context.operation(operation))
        .said(None, Some(uri_word(operation)))
        .at(None, Some(operation.source.clone()))
        .used_by([operation.key.as_str()])
        .claim(["operations".to_owned(), context.new_names.operation(&operation.key)])
        .claim(["pages".to_owned(), context.new_names.page(&operation.source.page)]);
    if let Some(pair) = twin {
        // The key says that there is another one on its path now.
        draft = draft.claim(inside(pair, &["key"]));
    }
    draft.claims.extend(bodies(operation).flat_map(|ty| context.fresh_types(ty)));
    draft.finding.item = context.new_surface.call(&operation.key).map(|call| call.path.clone());
    draft
}

/// Whether the page of an operation is there still, and has one of these faults.
fn has_fault(context: &Context<'_>, operation: &Operation, lints: &[&str]) -> bool {
    let mut pages = context.new.pages.iter().filter(|page| page.path == operation.source.page);
    pages.any(|page| page.faults.iter().any(|fault| lints.contains(&fault.lint.as_str())))
}

/// Whether an operation sends and answers what it did, as far as names tell.
fn same_shape(context: &Context<'_>, pair: &Pair<'_>) -> bool {
    let is_sent_alike = pair.parameters.gone.is_empty() && pair.parameters.fresh.is_empty();
    let names = |model: &Model, operation: &Operation| -> BTreeSet<String> {
        let ids: BTreeSet<&str> = bodies(operation).filter_map(object_of).collect();
        let objects = model.types.iter().filter(|object| ids.contains(object.id.as_str()));
        objects.flat_map(|object| object.members.iter().map(|member| member.name.clone())).collect()
    };
    is_sent_alike && names(context.old.model, pair.old) == names(context.new.model, pair.new)
}

/// Types that an operation sends and gives.
pub(super) fn bodies(operation: &Operation) -> impl Iterator<Item = &Type> {
    let replies = operation.responses.iter().filter_map(|response| response.ty.as_ref());
    operation.body.iter().map(|body| &body.ty).chain(replies)
}

/// `GET /v3/{project_id}/pools`
fn uri_word(operation: &Operation) -> String {
    let method = operation.key.split(' ').next().unwrap_or_default();
    format!("{method} {}", operation.path)
}

fn uri(context: &Context<'_>, pair: &Pair<'_>) -> Vec<Draft> {
    let (old, new) = (pair.old, pair.new);
    let said = |draft: Draft| draft.said(Some(uri_word(old)), Some(uri_word(new))).claim(inside(pair, &["key"]));
    let mut drafts = Vec::new();
    if old.method != new.method {
        drafts.push(said(draft(context, pair, Single::OpMethodChanged, &["method"])));
    }
    if old.path != new.path {
        let rule = path_rule(&old.path, &new.path);
        let mut found = said(draft(context, pair, rule, &["path"]).claim(inside(pair, &["version"])));
        found.claims.extend(path_rows(context, pair));
        drafts.push(found);
    }
    if old.aliases != new.aliases {
        let words = |operation: &Operation| (!operation.aliases.is_empty()).then(|| operation.aliases.join(", "));
        let found = draft(context, pair, Single::DocUriFormChanged, &["aliases"]);
        drafts.push(found.said(words(old), words(new)));
    }
    drafts
}

/// Rows of placeholders that came, went or have another label.
fn path_rows(context: &Context<'_>, pair: &Pair<'_>) -> Vec<Path> {
    let (old, new) = (pair.old, pair.new);
    let is_path = |operation: &Operation, at: usize| operation.parameters[at].place == Place::Path;
    let gone = pair.parameters.gone.iter().filter(|at| is_path(old, **at));
    let mut names: Vec<String> = gone.map(|at| context.old_names.parameter(&old.key, *at)).collect();
    let fresh = pair.parameters.fresh.iter().filter(|at| is_path(new, **at));
    names.extend(fresh.map(|at| context.new_names.parameter(&new.key, *at)));
    let renamed = pair.parameters.pairs.iter().filter(|(before, after)| {
        let (old, new) = (&old.parameters[*before], &new.parameters[*after]);
        old.place == Place::Path && new.place == Place::Path && old.member.name != new.member.name
    });
    let renamed: Vec<String> = renamed.map(|(before, _)| context.old_names.parameter(&old.key, *before)).collect();
    let whole = names.iter().map(|name| inside(pair, &["parameters", "items", name]));
    let words = renamed
        .iter()
        .flat_map(|name| ["name", "description"].map(|facet| inside(pair, &["parameters", "items", name, facet])));
    whole.chain(words).collect()
}

fn path_rule(old: &str, new: &str) -> Single {
    let plain = |path: &str| -> Vec<String> {
        path.split('/').filter(|part| !part.is_empty() && !part.contains('{')).map(str::to_lowercase).collect()
    };
    let bare = |path: &str| -> Vec<String> {
        path.split('/').map(|part| if part.contains('{') { "{}".to_owned() } else { part.to_owned() }).collect()
    };
    let (before, after) = (placeholders(old).count(), placeholders(new).count());
    if bare(old) == bare(new) {
        return Single::OpPathParamRenamed;
    }
    if plain(old) == plain(new) && before != after {
        return if before < after { Single::OpPathParamAdded } else { Single::OpPathParamRemoved };
    }
    if old.trim_matches('/') == new.trim_matches('/') {
        return Single::DocUriFormChanged;
    }
    let unversioned = |path: &str| -> Vec<String> {
        bare(path).into_iter().map(|part| if is_version(&part) { "v".to_owned() } else { part }).collect()
    };
    if unversioned(old) == unversioned(new) { Single::OpApiVersionChanged } else { Single::OpPathChanged }
}

fn is_version(part: &str) -> bool {
    let digits = part.strip_prefix(['v', 'V']).unwrap_or_default();
    digits.starts_with(|char: char| char.is_ascii_digit())
}

fn title(context: &Context<'_>, pair: &Pair<'_>) -> Option<Draft> {
    let (old, new) = (pair.old, pair.new);
    let is_retitled = plain_title(&old.title) != plain_title(&new.title);
    let is_other_id = old.id.is_some() && new.id.is_some() && old.id != new.id;
    if !is_retitled && !is_other_id {
        return None;
    }
    let word = |operation: &Operation| match &operation.id {
        Some(id) if !is_retitled => id.clone(),
        _ => operation.title.clone(),
    };
    let draft = draft(context, pair, Single::OpRenamed, &["title"]).claim(inside(pair, &["id"]));
    let draft = if is_file_of_title(pair) { draft.claim(inside(pair, &["page"])) } else { draft };
    Some(draft.claim(["pages", old.source.page.as_str()]).said(Some(word(old)), Some(word(new))))
}

fn page(context: &Context<'_>, pair: &Pair<'_>) -> Option<Draft> {
    let (old, new) = (pair.old, pair.new);
    let (before, after) = (&old.source.page, &new.source.page);
    let section = |operation: &Operation| operation.group.last().cloned();
    let is_moved = before != after;
    let rule = match () {
        () if section(old) != section(new) || (!is_moved && old.group != new.group) => Single::OpTagChanged,
        () if is_moved && folder(before) != folder(after) => Single::DocPageMoved,
        () if is_moved && !is_file_of_title(pair) => Single::DocPageRenamed,
        () => return None,
    };
    let said = if rule == Single::OpTagChanged {
        (section(old), section(new))
    } else {
        (Some(before.clone()), Some(after.clone()))
    };
    let draft = draft(context, pair, rule, &["page"]).claim(inside(pair, &["group"]));
    Some(draft.claim(["pages", before.as_str()]).claim(["pages", after.as_str()]).said(said.0, said.1))
}

/// Whether the file of a page has another name since the page has another title: the one is called after the other.
fn is_file_of_title(pair: &Pair<'_>) -> bool {
    let (old, new) = (pair.old, pair.new);
    let (before, after) = (&old.source.page, &new.source.page);
    let is_told = plain_title(&old.title) != plain_title(&new.title)
        || (old.title != new.title && old.deprecated.is_some() != new.deprecated.is_some());
    before != after && folder(before) == folder(after) && is_told
}

fn folder(page: &str) -> &str {
    page.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn deprecation(context: &Context<'_>, pair: &Pair<'_>) -> Option<Draft> {
    let (old, new) = (pair.old, pair.new);
    let rule = match (&old.deprecated, &new.deprecated) {
        (None, Some(_)) => Single::OpDeprecated,
        (Some(_), None) => Single::OpUndeprecated,
        (Some(before), Some(after)) if before.note != after.note => Single::OpDeprecationNoteChanged,
        _ => return None,
    };
    let note = |operation: &Operation| {
        operation.deprecated.as_ref().map(|one| one.note.clone().unwrap_or_else(|| one.evidence.clone()))
    };
    let mut found = draft(context, pair, rule, &["deprecated"]).claim(inside(pair, &["description"]));
    if is_file_of_title(pair) {
        found = found.claim(inside(pair, &["page"]));
    }
    if plain_title(&old.title) == plain_title(&new.title) {
        found = found.claim(inside(pair, &["title"])).claim(["pages", old.source.page.as_str(), "title"]);
    }
    found.finding.item = context.new_surface.call(&new.key).map(|call| call.path.clone());
    Some(found.said(note(old), note(new)))
}

fn description(context: &Context<'_>, pair: &Pair<'_>) -> Option<Draft> {
    let (old, new) = (pair.old, pair.new);
    let words = |operation: &Operation| cues::constraints(operation.description.as_deref());
    let (before, after) = (words(old), words(new));
    if before == after || (old.deprecated.is_some() != new.deprecated.is_some()) {
        return None;
    }
    let only = |of: &BTreeSet<String>, other: &BTreeSet<String>| {
        let words: Vec<&str> = of.difference(other).map(String::as_str).collect();
        (!words.is_empty()).then(|| words.join(". "))
    };
    let draft = draft(context, pair, Single::OpConstraintNoteChanged, &["description"]);
    Some(draft.said(only(&before, &after), only(&after, &before)).confidence(Confidence::Medium))
}

/// Permissions, and the ways to authenticate that the page itself tells of.
fn permissions(context: &Context<'_>, pair: &Pair<'_>) -> Vec<Draft> {
    let (old, new) = (pair.old, pair.new);
    let mut drafts = Vec::new();
    if old.actions != new.actions {
        let rule = match (old.actions.is_empty(), new.actions.is_empty()) {
            (true, _) => Single::AuthActionAdded,
            (_, true) => Single::AuthActionRemoved,
            _ => Single::AuthActionChanged,
        };
        let words = |operation: &Operation| (!operation.actions.is_empty()).then(|| operation.actions.join(", "));
        drafts.push(draft(context, pair, rule, &["actions"]).said(words(old), words(new)));
    }
    if old.authentication != new.authentication {
        let lost = old.authentication.iter().any(|one| !new.authentication.contains(one));
        let rule = match (old.authentication.is_empty(), new.authentication.is_empty()) {
            // The row of the header that carries the token.
            (true, _) | (_, true) => Single::DocCommonHeaderRow,
            _ if lost => Single::AuthSchemeRemoved,
            _ => Single::AuthSchemeAdded,
        };
        let words = |operation: &Operation| {
            let words: Vec<String> =
                operation.authentication.iter().map(|one| format!("{one:?}").to_lowercase()).collect();
            (!words.is_empty()).then(|| words.join(", "))
        };
        drafts.push(draft(context, pair, rule, &["authentication"]).said(words(old), words(new)));
    }
    drafts
}
