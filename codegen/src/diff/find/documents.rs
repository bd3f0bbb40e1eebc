//! Pages: captions, and faults that came.
//!
//! A page that differs in nothing of the API may still number its tables anew, or have an example that contradicts it.

use std::collections::{BTreeMap, BTreeSet};

use hwc_model::Source;

use super::super::{
    Confidence, Fault, PageNotes, TableNotes,
    draft::{Context, Draft},
    identity::is_same_words,
    rules::Single,
};

/// Faults that are findings where they are new, by the id of the rule for pages.
const FAULTS: [(&str, Single); 8] = [
    ("example-type-differs", Single::DocExampleTypeMismatch),
    ("example-undocumented", Single::DocExampleUndocumentedField),
    ("example-not-json", Single::DocExampleInvalidJson),
    ("example-repaired", Single::DocExampleInvalidJson),
    ("reference-dangling", Single::DocDanglingRef),
    ("row-duplicate", Single::DocDuplicateRow),
    ("mandatory-conditional", Single::DocMandatoryVocabulary),
    ("charset-guessed", Single::ExtractFallbackUsed),
];

/// Faults of two places that contradict each other.
const CONTRADICTIONS: [&str; 7] = [
    "bound-contradicted",
    "enum-contradicted",
    "placeholder-misspelt",
    "example-method-differs",
    "example-path-differs",
    "default-out-of-bounds",
    "default-not-allowed",
];

/// All that differs on pages beyond the model.
pub(super) fn find(context: &Context<'_>) -> Vec<Draft> {
    let new: BTreeMap<&str, &PageNotes> = context.new.pages.iter().map(|page| (page.path.as_str(), page)).collect();
    let moved: BTreeMap<&str, &str> = context
        .identities
        .pairs
        .iter()
        .map(|pair| (pair.old.source.page.as_str(), pair.new.source.page.as_str()))
        .collect();
    let mut drafts = Vec::new();
    for old in context.old.pages {
        let path = moved.get(old.path.as_str()).copied().unwrap_or(&old.path);
        if let Some(new) = new.get(path) {
            drafts.extend(uri(context, old, new));
            drafts.extend(remarks(context, old, new));
            drafts.extend(captions(context, old, new));
            drafts.extend(faults(context, old, new));
        }
    }
    drafts
}

/// The operations that a page tells of.
fn operations(context: &Context<'_>, page: &str) -> Vec<String> {
    let operations = context.new.model.operations.iter().filter(|operation| operation.source.page == page);
    operations.map(|operation| operation.key.clone()).collect()
}

fn draft(context: &Context<'_>, rule: Single, old: &PageNotes, new: &PageNotes, table: u32) -> Draft {
    let source = |page: &PageNotes| Some(Source { page: page.path.clone(), table, row: 0 });
    let subject = format!("{} › {}", context.new.model.service.key, new.title);
    Draft::new(rule, subject).at(source(old), source(new)).used_by(operations(context, &new.path))
}

/// The same URI in another form, or on another host.
fn uri(context: &Context<'_>, old: &PageNotes, new: &PageNotes) -> Option<Draft> {
    let (before, after) = (words(&old.uri)?, words(&new.uri)?);
    let known = operations(context, &new.path);
    // What differs in the path itself is told with the operation.
    let pairs = context.identities.pairs.iter().filter(|pair| known.contains(&pair.new.key));
    let is_same = pairs.clone().count() > 0 && pairs.clone().all(|pair| pair.old.path == pair.new.path);
    if before == after || !is_same {
        return None;
    }
    let rule = match (host(&before), host(&after)) {
        (Some(before), Some(after)) if before != after => Single::OpHostChanged,
        _ => Single::DocUriFormChanged,
    };
    Some(draft(context, rule, old, new, 0).said(Some(before), Some(after)))
}

/// A text with single blanks.
fn words(text: &Option<String>) -> Option<String> {
    text.as_ref().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
}

/// The host of a URI with a scheme.
fn host(uri: &str) -> Option<&str> {
    uri.split_once("://")?.1.split(['/', '?', ' ']).next()
}

/// What a page says on constraints.
fn remarks(context: &Context<'_>, old: &PageNotes, new: &PageNotes) -> Option<Draft> {
    let (before, after) = (words(&old.remarks), words(&new.remarks));
    let draft = || draft(context, Single::OpConstraintNoteChanged, old, new, 0);
    (before != after).then(|| draft().said(before.clone(), after.clone()))
}

/// Captions of a page with the same tables.
fn captions(context: &Context<'_>, old: &PageNotes, new: &PageNotes) -> Vec<Draft> {
    if old.tables.len() != new.tables.len() {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    let tables = || old.tables.iter().zip(&new.tables);
    let word = |table: &TableNotes| table.number.map(|number| format!("Table {number}"));
    if let Some((at, (before, after))) = tables().enumerate().find(|(_, (before, after))| before.number != after.number)
    {
        let table = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let draft = draft(context, Single::DocTableRenumbered, old, new, table);
        drafts.push(draft.said(word(before), word(after)));
    }
    let renamed =
        tables().enumerate().find(|(_, (before, after))| is_reworded(context, &before.caption, &after.caption));
    if let Some((at, (before, after))) = renamed {
        let table = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let draft = draft(context, Single::DocTableRenamed, old, new, table);
        drafts.push(draft.said(Some(before.caption.clone()), Some(after.caption.clone())));
    }
    drafts
}

/// A caption in prose is not the name of a type, whose new name is told as such.
fn is_reworded(context: &Context<'_>, old: &str, new: &str) -> bool {
    let is_type = |name: &str| {
        let named = |model: &hwc_model::Model| model.types.iter().any(|object| object.name.as_deref() == Some(name));
        named(context.old.model) || named(context.new.model)
    };
    let is_named = old.is_empty() || new.is_empty() || (is_type(old) && is_type(new));
    !is_named && !is_same_words(old, new)
}

/// Faults that the older page has not.
fn faults(context: &Context<'_>, old: &PageNotes, new: &PageNotes) -> Vec<Draft> {
    let known: BTreeSet<(&str, &str)> =
        old.faults.iter().map(|fault| (fault.lint.as_str(), fault.found.as_str())).collect();
    let fresh = new.faults.iter().filter(|fault| !known.contains(&(fault.lint.as_str(), fault.found.as_str())));
    let mut drafts: BTreeMap<Single, Draft> = BTreeMap::new();
    for fault in fresh {
        let Some(rule) = rule_of(fault) else { continue };
        drafts.entry(rule).or_insert_with(|| {
            let draft = draft(context, rule, old, new, 0).said(None, Some(fault.found.clone()));
            draft.confidence(Confidence::Medium)
        });
    }
    if drafts.contains_key(&Single::DocExampleInvalidJson) {
        // What a broken example seems to hold says nothing.
        drafts.remove(&Single::DocExampleTypeMismatch);
        drafts.remove(&Single::DocExampleUndocumentedField);
    }
    drafts.into_values().collect()
}

fn rule_of(fault: &Fault) -> Option<Single> {
    let known = FAULTS.iter().find(|(lint, _)| *lint == fault.lint).map(|(_, rule)| *rule);
    known.or_else(|| CONTRADICTIONS.contains(&fault.lint.as_str()).then_some(Single::DocContradiction))
}
