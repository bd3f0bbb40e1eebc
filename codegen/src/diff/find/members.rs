//! Members of two object types that are one.

use std::collections::BTreeSet;

use hwc_model::{Mandatory, Member, Operation, Type};

use super::super::{
    Confidence, RustVerdict, Wire,
    draft::{Context, Draft, Path, place},
    identity::{Root, TypePair, is_near, is_same_words, object_of},
    rules::{Carrier, Change, Rule, Single},
    surface::Item,
};
use super::kinds::{Kind, Kinds, kind, type_word};
use super::rows::{RowChange, Rows, mandatory_word};
use crate::names;

impl Kinds for Context<'_> {
    fn kind(&self, old: &Type, new: &Type) -> Kind {
        let is_one = |old: &str, new: &str| {
            self.identities.types.is_one(&Type::Object(old.to_owned()), &Type::Object(new.to_owned()))
        };
        let is_gone = |id: &str| self.identities.types.gone.iter().any(|object| object.id == id);
        kind(old, new, &is_one, &is_gone)
    }
}

/// Where the members of a pair stand.
pub(super) struct Owner<'c, 'm> {
    pub(super) context: &'c Context<'m>,
    pub(super) pair: &'c TypePair<'m>,
    pub(super) root: Root,
    pub(super) carrier: Carrier,
    users: Vec<&'m str>,
}

impl<'c, 'm> Owner<'c, 'm> {
    pub(super) fn new(context: &'c Context<'m>, pair: &'c TypePair<'m>, root: Root) -> Self {
        let carrier = if root == Root::Request { Carrier::Request } else { Carrier::Reply };
        let users: BTreeSet<&str> = pair.users.values().flatten().copied().collect();
        Owner { context, pair, root, carrier, users: users.into_iter().collect() }
    }

    /// All that differs in the members.
    pub(super) fn find(&self) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let pair = self.pair;
        for (before, after) in &pair.members.pairs {
            drafts.extend(self.both(&pair.old.members[*before], &pair.new.members[*after], *before));
        }
        drafts.extend(pair.members.gone.iter().map(|at| self.gone(*at)));
        drafts.extend(pair.members.fresh.iter().map(|at| self.fresh(*at)));
        drafts
    }

    fn rule(&self, change: Change) -> Rule {
        Rule::Member(self.carrier, change)
    }

    fn path(&self, name: String) -> Path {
        let id = &self.pair.old.id;
        ["types", id, "members", "items"].into_iter().map(str::to_owned).chain([name]).collect()
    }

    pub(super) fn draft(&self, rule: impl Into<Rule>, name: &str) -> Draft {
        Draft::new(rule, self.context.member_subject(self.pair, name)).used_by(self.users.iter().copied())
    }

    fn items(&self, old: Option<&Member>, new: Option<&Member>) -> (Option<&'c Item>, Option<&'c Item>) {
        let (context, pair) = (self.context, self.pair);
        let of_old = |member: &Member| {
            let keys = context.identities.pairs.iter().filter(|one| self.users.contains(&one.new.key.as_str()));
            context.old_surface.member(&pair.old.id, &member.name, self.root, keys.map(|one| one.old.key.as_str()))
        };
        let of_new = |member: &Member| {
            context.new_surface.member(&pair.new.id, &member.name, self.root, self.users.iter().copied())
        };
        (old.and_then(of_old), new.and_then(of_new))
    }

    /// A member that both sides have.
    fn both(&self, old: &'m Member, new: &'m Member, before: usize) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let path = self.path(self.context.old_names.member(&self.pair.old.id, before));
        let (old_item, new_item) = self.items(Some(old), Some(new));
        let places = (Some(place(&self.pair.old.source, &old.source)), Some(place(&self.pair.new.source, &new.source)));
        if old.name != new.name {
            drafts.extend(self.renamed(old, new, (old_item, new_item), &path, &places));
        }
        let rows = Rows { old, new, carrier: self.carrier, kinds: self.context };
        for change in rows.changes() {
            let mut draft = self.draft(change.rule, &new.name);
            draft = claimed(draft, &change, &path).items(old_item, new_item).at(places.0.clone(), places.1.clone());
            draft = draft.rust(seen_in_rust(&change, old_item, new_item));
            if change.facets.contains(&(&["type"] as &[&str])) {
                draft.claims.extend(self.context.gone_types(&old.ty));
                draft.claims.extend(self.context.fresh_types(&new.ty));
            }
            if change.rule == Single::ExtractTableLost.into() {
                draft = draft.confidence(Confidence::Low);
            }
            drafts.push(draft);
        }
        drafts
    }

    fn renamed(
        &self,
        old: &Member,
        new: &Member,
        (old_item, new_item): (Option<&Item>, Option<&Item>),
        path: &Path,
        places: &(Option<hwc_model::Source>, Option<hwc_model::Source>),
    ) -> Vec<Draft> {
        let renamed = self.draft(self.rule(Change::Renamed), &new.name);
        let name = path.iter().cloned().chain(["name".to_owned()]);
        let mut renamed = renamed
            .said(Some(old.name.clone()), Some(new.name.clone()))
            .claim(path.clone())
            .claim(name)
            .items(old_item, new_item)
            .at(places.0.clone(), places.1.clone())
            .confidence(Confidence::Medium);
        if is_same_words(&old.name, &new.name) && old_item.zip(new_item).is_none_or(|(old, new)| old.name == new.name) {
            renamed = renamed.rust(Some(RustVerdict::None));
        }
        if self.example_had(&new.name) && !self.example_had(&old.name) {
            renamed = renamed.wire(Some(Wire::Info));
        }
        let mut drafts = vec![renamed];
        if is_correction(old, new) {
            drafts[0].finding.confidence = Confidence::Low;
            let suspected = self.draft(Single::DocCorrectionSuspected, &new.name);
            let suspected = suspected.said(Some(old.name.clone()), Some(new.name.clone())).confidence(Confidence::Low);
            drafts.push(suspected.at(places.0.clone(), places.1.clone()));
        }
        drafts
    }

    /// Whether an example of the older side has a key.
    fn example_had(&self, name: &str) -> bool {
        let pairs = self.context.identities.pairs.iter().filter(|one| self.users.contains(&one.new.key.as_str()));
        pairs.map(|pair| pair.old).any(|operation| example_has(operation, name))
    }

    fn gone(&self, at: usize) -> Draft {
        let member = &self.pair.old.members[at];
        let change = if member.deprecated.is_some() { Change::RemovedDeprecated } else { Change::Removed };
        let path = self.path(self.context.old_names.member(&self.pair.old.id, at));
        let mut draft = self.draft(self.rule(change), &member.name).claim(path);
        draft.claims.extend(self.context.gone_types(&member.ty));
        let (item, _) = self.items(Some(member), None);
        let at = place(&self.pair.old.source, &member.source);
        draft.said(Some(row_word(member)), None).items(item, None).at(Some(at), None)
    }

    fn fresh(&self, at: usize) -> Draft {
        let member = &self.pair.new.members[at];
        let change = added(self.carrier, member);
        let path = self.path(self.context.new_names.member(&self.pair.new.id, at));
        let mut draft = self.draft(self.rule(change), &member.name).claim(path);
        draft.claims.extend(self.context.fresh_types(&member.ty));
        let (_, item) = self.items(None, Some(member));
        if member.read_only && self.carrier == Carrier::Request {
            draft = draft.wire(Some(Wire::Compatible)).rust(Some(RustVerdict::Compatible));
        }
        let confidence = if change == Change::AddedRequiredWithDefault { Confidence::Medium } else { Confidence::High };
        let at = place(&self.pair.new.source, &member.source);
        draft.said(None, Some(row_word(member))).items(None, item).at(None, Some(at)).confidence(confidence)
    }
}

/// How a row is added.
pub(super) fn added(carrier: Carrier, member: &Member) -> Change {
    match (carrier, member.mandatory, &member.default) {
        (Carrier::Reply, ..) => Change::AddedOptional,
        (_, Mandatory::Yes, Some(_)) => Change::AddedRequiredWithDefault,
        (_, Mandatory::Yes, None) => Change::AddedRequired,
        _ => Change::AddedOptional,
    }
}

/// A draft of a change of a row, with what it accounts for.
pub(super) fn claimed(draft: Draft, change: &RowChange, path: &Path) -> Draft {
    let mut draft = draft.said(change.before.clone(), change.after.clone()).wire(change.wire).rust(change.rust);
    // Other words of the row belong to its first finding.
    draft.claims.push(path.clone());
    for facet in &change.facets {
        draft.claims.push(path.iter().map(String::as_str).chain(facet.iter().copied()).map(str::to_owned).collect());
    }
    draft
}

/// The verdict on Rust, where items are the same on both sides though the row is not.
pub(super) fn seen_in_rust(change: &RowChange, old: Option<&Item>, new: Option<&Item>) -> Option<RustVerdict> {
    let (old, new) = old.zip(new)?;
    let is_typed = match change.rule {
        Rule::Member(_, Change::TypeChanged | Change::TypeWidened | Change::TypeNarrowed)
        | Rule::Member(_, Change::CardinalityChanged)
        | Rule::Single(Single::DocTypeRefined | Single::ExtractTableLost | Single::TypeKindChanged) => old.ty == new.ty,
        Rule::Member(_, Change::BecameEnum) if !new.fits(old) => return Some(RustVerdict::Breaking),
        Rule::Single(Single::DocTypeVague) if !new.fits(old) => return Some(RustVerdict::Breaking),
        Rule::Member(_, Change::BecameEnum) => !new.is_enum,
        Rule::Member(_, Change::ValueAdded | Change::ValueRemoved | Change::ValueRenamed | Change::ValueDeprecated) => {
            !old.is_enum && !new.is_enum
        }
        _ => false,
    };
    is_typed.then_some(RustVerdict::None).or(change.rust)
}

/// `String, mandatory`
pub(super) fn row_word(member: &Member) -> String {
    match member.mandatory {
        Mandatory::Unstated => type_word(&member.ty),
        stated => format!("{}, {}", type_word(&member.ty), mandatory_word(stated)),
    }
}

fn has_key(json: &hwc_model::Json, name: &str) -> bool {
    match json {
        hwc_model::Json::Object(members) => members.iter().any(|(key, value)| key == name || has_key(value, name)),
        hwc_model::Json::Array(items) => items.iter().any(|item| has_key(item, name)),
        _ => false,
    }
}

/// Whether an example of an operation has a key, or a query with it.
pub(super) fn example_has(operation: &Operation, name: &str) -> bool {
    let examples = operation.request_examples.iter().chain(&operation.response_examples);
    let in_query = |uri: &String| {
        let query = uri.split_once('?').map_or("", |(_, query)| query);
        query.split('&').any(|part| part.split('=').next() == Some(name))
    };
    let mut found = examples.map(|example| {
        example.body.as_ref().is_some_and(|body| has_key(body, name)) || example.uri.as_ref().is_some_and(in_query)
    });
    found.any(|found| found)
}

/// Whether the newer name is spelt as a word that the older row uses elsewhere, and the older name is not.
pub(super) fn is_correction(old: &Member, new: &Member) -> bool {
    if is_same_words(&old.name, &new.name) || !is_near(&old.name, &new.name) {
        return false;
    }
    let description = old.description.as_deref().unwrap_or_default();
    let said = names::words(&format!("{description} {}", object_of(&old.ty).unwrap_or_default()));
    let (before, after) = (names::words(&old.name), names::words(&new.name));
    let in_text = |word: &String| said.contains(word);
    let is_plural =
        |before: &String, after: &String| names::singular(vec![before.clone()]) == names::singular(vec![after.clone()]);
    let mut changed = before.iter().zip(&after).filter(|(before, after)| before != after);
    before.len() == after.len()
        && changed.all(|(before, after)| in_text(after) && !in_text(before) && !is_plural(before, after))
}
