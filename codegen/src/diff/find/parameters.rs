//! Parameters in path, query and headers.

use hwc_model::{Member, Parameter, Place};

use super::super::{
    Confidence, RustVerdict, Wire,
    draft::{Context, Draft, Path, place},
    identity::{Pair, is_same_words},
    naming::place_word,
    rules::{Carrier, Change, Rule, Single},
    surface::Item,
};
use super::members::{added, claimed, example_has, is_correction, row_word, seen_in_rust};
use super::operations::inside;
use super::rows::Rows;
use crate::names::is_transport_header;
use crate::plan::placeholders;

/// All that differs in the parameters of a pair of operations.
pub(super) fn find(context: &Context<'_>, pair: &Pair<'_>) -> Vec<Draft> {
    let of = Parameters { context, pair };
    let mut drafts = Vec::new();
    for (before, after) in &pair.parameters.pairs {
        drafts.extend(of.both(*before, *after));
    }
    // Placeholders come and go with the URI.
    let is_in_path = |parameter: &Parameter, path: &str| {
        parameter.place == Place::Path && placeholders(path).any(|name| name == parameter.member.name)
    };
    let gone = pair.parameters.gone.iter();
    drafts.extend(gone.filter(|at| !is_in_path(&pair.old.parameters[**at], &pair.old.path)).map(|at| of.gone(*at)));
    let fresh = pair.parameters.fresh.iter();
    drafts.extend(fresh.filter(|at| !is_in_path(&pair.new.parameters[**at], &pair.new.path)).map(|at| of.fresh(*at)));
    drafts
}

struct Parameters<'c, 'm> {
    context: &'c Context<'m>,
    pair: &'c Pair<'m>,
}

/// A header that every call carries, or that tells the media type.
fn is_common(parameter: &Parameter) -> bool {
    parameter.place == Place::Header && is_transport_header(&parameter.member.name)
}

/// A name in the query of the URI that no row explains.
fn is_constant(parameter: &Parameter) -> bool {
    let row = &parameter.member.source;
    parameter.place == Place::Query && row.table == 0 && row.row == 0 && parameter.member.description.is_none()
}

impl<'c, 'm> Parameters<'c, 'm> {
    fn draft(&self, rule: impl Into<Rule>, parameter: &Parameter) -> Draft {
        let operation = self.context.operation(self.pair.new);
        let subject = format!("{operation} › {}.{}", place_word(parameter.place), parameter.member.name);
        Draft::new(rule, subject).used_by([self.pair.new.key.as_str()])
    }

    fn path(&self, name: &str) -> Path {
        inside(self.pair, &["parameters", "items", name])
    }

    fn items(&self, old: Option<&Parameter>, new: Option<&Parameter>) -> (Option<&'c Item>, Option<&'c Item>) {
        let of = |parameter: &Parameter| (place_word(parameter.place), parameter.member.name.clone());
        let old =
            old.map(of).and_then(|(place, wire)| self.context.old_surface.setter(&self.pair.old.key, place, &wire));
        let new =
            new.map(of).and_then(|(place, wire)| self.context.new_surface.setter(&self.pair.new.key, place, &wire));
        (old, new)
    }

    fn both(&self, before: usize, after: usize) -> Vec<Draft> {
        let (old, new) = (&self.pair.old.parameters[before], &self.pair.new.parameters[after]);
        let path = self.path(&self.context.old_names.parameter(&self.pair.old.key, before));
        let (old_item, new_item) = self.items(Some(old), Some(new));
        let at = |draft: Draft| {
            draft
                .at(
                    Some(place(&self.pair.old.source, &old.member.source)),
                    Some(place(&self.pair.new.source, &new.member.source)),
                )
                .items(old_item, new_item)
        };
        if is_constant(old) != is_constant(new) {
            let change = if is_constant(old) { Change::ConstOpened } else { Change::ConstClosed };
            let draft = self.draft(Rule::Member(Carrier::Parameter, change), new).claim(path);
            return vec![at(draft)];
        }
        let mut drafts: Vec<Draft> = self.place_and_name(old, new, &path).into_iter().map(at).collect();
        let rows = Rows { old: &old.member, new: &new.member, carrier: Carrier::Parameter, kinds: self.context };
        if !is_common(old) {
            for change in rows.changes() {
                let draft = claimed(self.draft(change.rule, new), &change, &path);
                let draft = at(draft).rust(seen_in_rust(&change, old_item, new_item));
                drafts.push(if change.rule == Rule::Member(Carrier::Parameter, Change::BecameEnum) {
                    draft.confidence(Confidence::Medium)
                } else {
                    draft
                });
            }
        }
        drafts
    }

    fn place_and_name(&self, old: &Parameter, new: &Parameter, path: &Path) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let facet = |facet: &str| path.iter().cloned().chain([facet.to_owned()]).collect::<Path>();
        let rule = |change| Rule::Member(Carrier::Parameter, change);
        if old.place != new.place {
            let draft = self.draft(rule(Change::LocationChanged), new).claim(facet("place")).claim(path.clone());
            drafts.push(draft.said(Some(place_word(old.place).to_owned()), Some(place_word(new.place).to_owned())));
        }
        let (before, after) = (&old.member.name, &new.member.name);
        let is_label = old.place == Place::Path && new.place == Place::Path;
        if before == after || is_label {
            return drafts;
        }
        let said = |draft: Draft| {
            draft.said(Some(before.clone()), Some(after.clone())).claim(path.clone()).claim(facet("name"))
        };
        if before.eq_ignore_ascii_case(after) {
            // Names of headers have no case.
            if new.place != Place::Header {
                drafts.push(said(self.draft(rule(Change::CaseChanged), new)));
            }
            return drafts;
        }
        let mut renamed = said(self.draft(rule(Change::Renamed), new)).confidence(Confidence::Medium);
        if is_same_words(before, after) {
            renamed = renamed.rust(Some(RustVerdict::None));
        }
        if example_has(self.pair.old, after) && !example_has(self.pair.old, before) {
            renamed = renamed.wire(Some(Wire::Info));
        }
        drafts.push(renamed);
        if is_correction(&old.member, &new.member) {
            let suspected = self.draft(Single::DocCorrectionSuspected, new).confidence(Confidence::Low);
            drafts.push(suspected.said(Some(before.clone()), Some(after.clone())));
        }
        drafts
    }

    fn gone(&self, at: usize) -> Draft {
        let parameter = &self.pair.old.parameters[at];
        let member: &Member = &parameter.member;
        let rule = match member.deprecated {
            _ if is_common(parameter) => Single::DocCommonHeaderRow.into(),
            Some(_) => Rule::Member(Carrier::Parameter, Change::RemovedDeprecated),
            None => Rule::Member(Carrier::Parameter, Change::Removed),
        };
        let (item, _) = self.items(Some(parameter), None);
        self.draft(rule, parameter)
            .claim(self.path(&self.context.old_names.parameter(&self.pair.old.key, at)))
            .said(Some(row_word(member)), None)
            .items(item, None)
            .at(Some(place(&self.pair.old.source, &member.source)), None)
    }

    fn fresh(&self, at: usize) -> Draft {
        let parameter = &self.pair.new.parameters[at];
        let member: &Member = &parameter.member;
        let rule = match added(Carrier::Parameter, member) {
            _ if is_common(parameter) => Single::DocCommonHeaderRow.into(),
            change => Rule::Member(Carrier::Parameter, change),
        };
        let (_, item) = self.items(None, Some(parameter));
        self.draft(rule, parameter)
            .claim(self.path(&self.context.new_names.parameter(&self.pair.new.key, at)))
            .said(None, Some(row_word(member)))
            .items(None, item)
            .at(None, Some(place(&self.pair.new.source, &member.source)))
    }
}
