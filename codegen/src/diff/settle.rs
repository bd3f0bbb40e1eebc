//! Which finding accounts for which edit.
//!
//! In: drafts with the places they claim, and every edit that makes the newer model. Out: findings with their edits. An
//! edit goes to the draft with the longest claim on its place. What nobody claims follows another finding on the same
//! thing, or is a quiet finding on the documentation, one a thing: nothing that differs is left out.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Finding;
use super::draft::{Context, Draft, Path, remove};
use super::edit::Edit;
use super::quiet;
use super::rules::{Change, Rule, Single};

/// Findings with their edits.
pub(super) fn settle(context: &Context<'_>, mut drafts: Vec<Draft>) -> Vec<Finding> {
    drop_consequences(&mut drafts);
    let mut left = Vec::new();
    let mut claims = Claims::of(&drafts);
    for edit in context.edits.iter().cloned() {
        match claims.of_place(&edit.path) {
            Some(at) => drafts[at].finding.edits.push(edit),
            None => left.push(edit),
        }
    }
    for edit in left {
        let at = claims.of_place(&edit.path).or_else(|| claims.follows(context, &drafts, &edit));
        let at = at.unwrap_or_else(|| {
            drafts.push(quiet::draft(context, &edit));
            claims.add(drafts.len() - 1, &drafts[drafts.len() - 1]);
            drafts.len() - 1
        });
        drafts[at].finding.edits.push(edit);
    }
    drafts.into_iter().map(|draft| draft.finding).collect()
}

/// Who claims what.
struct Claims {
    places: BTreeMap<Path, usize>,
    /// The first draft about an operation, by key of the newer side.
    operations: BTreeMap<String, usize>,
    /// The first draft about an item of a list, by the place of the list.
    lists: BTreeMap<Path, usize>,
}

impl Claims {
    fn of(drafts: &[Draft]) -> Claims {
        let mut claims = Claims { places: BTreeMap::new(), operations: BTreeMap::new(), lists: BTreeMap::new() };
        for (at, draft) in drafts.iter().enumerate() {
            claims.add(at, draft);
        }
        claims
    }

    fn add(&mut self, at: usize, draft: &Draft) {
        for place in &draft.claims {
            self.places.entry(place.clone()).or_insert(at);
            if let Some(items) = place.iter().rposition(|part| part == "items") {
                self.lists.entry(place[..items].to_vec()).or_insert(at);
            }
        }
        for key in &draft.finding.operations {
            self.operations.entry(key.clone()).or_insert(at);
        }
    }

    /// The draft with the longest claim on a place.
    fn of_place(&self, path: &[String]) -> Option<usize> {
        (1..=path.len()).rev().find_map(|length| self.places.get(&path[..length]).copied())
    }

    /// The draft that an edit is a consequence of.
    fn follows(&self, context: &Context<'_>, drafts: &[Draft], edit: &Edit) -> Option<usize> {
        let path: Vec<&str> = edit.path.iter().map(String::as_str).collect();
        match path.as_slice() {
            // Examples follow what differs in their operation.
            ["operations", key, "request_examples" | "response_examples"] => {
                let pair = context.identities.pairs.iter().find(|pair| pair.old.key == *key)?;
                self.operations.get(&pair.new.key).copied()
            }
            // How a list is continued and what is waited for are conclusions from what else differs.
            ["operations", key, "paging" | "waiting", ..] => {
                let pair = context.identities.pairs.iter().find(|pair| pair.old.key == *key);
                let own = pair.and_then(|pair| self.operations.get(&pair.new.key).copied());
                own.or_else(|| (!drafts.is_empty()).then_some(0))
            }
            // The order of a list follows what came into it or went.
            [list @ .., "order"] => {
                let list: Path = list.iter().map(|part| (*part).to_owned()).collect();
                self.lists.get(&list).copied()
            }
            // A table follows the page that it stands on.
            ["types", _, "page"] => drafts.iter().position(|draft| {
                draft.finding.edits.iter().any(|other| {
                    let is_page = other.path.first().is_some_and(|part| part == "operations")
                        && other.path.last().is_some_and(|part| part == "page");
                    is_page && other.before == edit.before && other.after == edit.after
                })
            }),
            // The file of a page follows the page of an operation.
            ["pages", ..] => {
                let page = |value: &Option<Value>| value.as_ref().and_then(|value| value.get("path").cloned());
                let (gone, fresh) = (page(&edit.before), page(&edit.after));
                drafts.iter().position(|draft| {
                    draft.finding.edits.iter().any(|other| {
                        let is_page = other.path.last().is_some_and(|part| part == "page");
                        is_page && (gone.is_some() && other.before == gone || fresh.is_some() && other.after == fresh)
                    })
                })
            }
            _ => None,
        }
    }
}

/// Takes away what another finding explains.
fn drop_consequences(drafts: &mut Vec<Draft>) {
    join_vocabulary(drafts);
    join_parted(drafts);
    let touched: Vec<(Vec<String>, bool)> =
        drafts.iter().map(|draft| (draft.finding.operations.clone(), is_of_page(draft))).collect();
    let mut concerned: BTreeMap<&str, bool> = BTreeMap::new();
    for (operations, is_of_page) in &touched {
        for key in operations {
            *concerned.entry(key).or_default() |= !is_of_page;
        }
    }
    drafts.retain(|draft| {
        let explained = draft.finding.operations.iter().any(|key| concerned.get(key.as_str()) == Some(&true));
        !(is_of_page(draft) && explained) || draft.finding.rule == Single::DocMandatoryVocabulary.into()
    });
}

/// What one page told and several tell now is one finding, with what went from the one to the others.
fn join_parted(drafts: &mut Vec<Draft>) {
    let is_parted = |draft: &Draft| {
        [Single::OpSplit, Single::OpMerged].into_iter().any(|rule| draft.finding.rule == Rule::Single(rule))
    };
    let uri = |draft: &Draft| draft.finding.operations.first().map(|key| bare(key).to_owned());
    let uris: BTreeSet<String> = drafts.iter().filter(|draft| is_parted(draft)).filter_map(uri).collect();
    uris.iter().for_each(|uri| join_uri(drafts, uri, &is_parted));
}

/// The findings on operations that share a method and a path, one of which became several.
fn join_uri(drafts: &mut Vec<Draft>, parted: &str, is_parted: &dyn Fn(&Draft) -> bool) {
    let is_part = |draft: &Draft| {
        let only =
            !draft.finding.operations.is_empty() && draft.finding.operations.iter().all(|key| bare(key) == parted);
        only && (is_parted(draft) || comes_or_goes(draft.finding.rule))
    };
    let (parts, rest): (Vec<Draft>, Vec<Draft>) = std::mem::take(drafts).into_iter().partition(is_part);
    *drafts = rest;
    let (mut first, parts): (Vec<Draft>, Vec<Draft>) = parts.into_iter().partition(is_parted);
    let mut all = first.split_off(first.len().min(1));
    all.extend(parts);
    if let Some(mut first) = first.pop() {
        for part in all {
            first.claims.extend(part.claims);
            first.finding.operations.extend(part.finding.operations);
        }
        first.finding.operations.sort_unstable();
        first.finding.operations.dedup();
        drafts.insert(0, first);
    }
}

/// Method and path of a key.
fn bare(key: &str) -> &str {
    key.split_once('#').map_or(key, |(bare, _)| bare)
}

/// Rules that tell of parts of an operation that went to another page.
fn comes_or_goes(rule: Rule) -> bool {
    use Change::{AddedOptional, AddedRequired, AddedRequiredWithDefault, Removed, RemovedDeprecated, Renamed};
    match rule {
        Rule::Member(_, change) => matches!(
            change,
            AddedOptional | AddedRequired | AddedRequiredWithDefault | Removed | RemovedDeprecated | Renamed
        ),
        Rule::Single(single) => {
            matches!(single, Single::OpRenamed | Single::OpTagChanged | Single::DocPageMoved | Single::DocPageRenamed)
        }
    }
}

/// Whether a draft is about a page itself: it may be a consequence of what differs in the API.
fn is_of_page(draft: &Draft) -> bool {
    use Single::{
        DocContradiction, DocDanglingRef, DocDuplicateRow, DocExampleInvalidJson, DocExampleTypeMismatch,
        DocExampleUndocumentedField, DocMandatoryVocabulary, DocTableRenamed, DocTableRenumbered, DocUriFormChanged,
    };
    let Rule::Single(rule) = draft.finding.rule else { return false };
    matches!(
        rule,
        DocContradiction
            | DocDanglingRef
            | DocDuplicateRow
            | DocExampleInvalidJson
            | DocExampleTypeMismatch
            | DocExampleUndocumentedField
            | DocMandatoryVocabulary
            | DocTableRenamed
            | DocTableRenumbered
            | DocUriFormChanged
    )
}

/// A word in the column "Mandatory" that says neither yes nor no tells nothing: what was read from it is not told.
fn join_vocabulary(drafts: &mut Vec<Draft>) {
    let is_vocabulary = |draft: &Draft| draft.finding.rule == Single::DocMandatoryVocabulary.into();
    let words: Vec<(usize, Option<String>)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| is_vocabulary(draft))
        .map(|(at, draft)| (at, draft.finding.new.as_ref().map(|source| source.page.clone())))
        .collect();
    let mut gone = BTreeSet::new();
    for (at, page) in words {
        let is_read = |draft: &Draft| {
            is_mandatory(draft.finding.rule) && draft.finding.new.as_ref().map(|source| source.page.clone()) == page
        };
        let read: Vec<usize> =
            drafts.iter().enumerate().filter(|(_, draft)| is_read(draft)).map(|(at, _)| at).collect();
        for other in read {
            let claims = drafts[other].claims.clone();
            drafts[at].claims.extend(claims);
            gone.insert(other);
        }
    }
    remove(drafts, &gone);
}

fn is_mandatory(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::Member(_, Change::ConditionallyRequired | Change::BecameOptional | Change::BecameRequired)
            | Rule::Single(Single::DocMandatoryLost | Single::DocMandatoryClarified)
    )
}
