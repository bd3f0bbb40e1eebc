//! Two rows that are one: what differs between them.
//!
//! In: a row of either side, and what carries it. Out: changes, each with the values of the model that it accounts for.

use hwc_model::{Bounds, Mandatory, Member, Number, Scalar};

use super::super::{
    identity::{match_values, text},
    rules::{Carrier, Change, Rule, Single},
    verdict::{RustVerdict, Wire},
};
use super::kinds::{Kind, Kinds, type_word};

/// What differs between two rows.
#[derive(Clone, Debug)]
pub(super) struct RowChange {
    pub(super) rule: Rule,
    /// Another verdict than the usual one, where the pages say more.
    pub(super) wire: Option<Wire>,
    pub(super) rust: Option<RustVerdict>,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    /// Names in the tree of what it accounts for.
    pub(super) facets: Vec<&'static [&'static str]>,
}

impl RowChange {
    fn new(rule: Rule, before: Option<String>, after: Option<String>, facet: &'static [&'static str]) -> RowChange {
        RowChange { rule, wire: None, rust: None, before, after, facets: vec![facet] }
    }
}

/// Two rows and what carries them.
pub(super) struct Rows<'a> {
    pub(super) old: &'a Member,
    pub(super) new: &'a Member,
    pub(super) carrier: Carrier,
    pub(super) kinds: &'a dyn Kinds,
}

impl Rows<'_> {
    /// Everything that differs but for the name.
    pub(super) fn changes(&self) -> Vec<RowChange> {
        let mut changes = Vec::new();
        changes.extend(self.ty());
        changes.extend(self.mandatory());
        changes.extend(self.flags());
        changes.extend(self.values());
        changes.extend(self.default());
        changes.extend(self.bounds());
        changes.extend(self.unit());
        changes.extend(self.remarks());
        changes
    }

    fn rule(&self, change: Change) -> Rule {
        Rule::Member(self.carrier, change)
    }

    fn ty(&self) -> Option<RowChange> {
        let (old, new) = (&self.old.ty, &self.new.ty);
        let rule = match self.kinds.kind(old, new) {
            Kind::Same => return None,
            Kind::Other if self.carrier == Carrier::Parameter && is_number_as_text(old, new) => {
                self.rule(Change::TypeWidened)
            }
            Kind::Other if self.carrier == Carrier::Parameter && is_number_as_text(new, old) => {
                self.rule(Change::TypeNarrowed)
            }
            Kind::Other => self.rule(Change::TypeChanged),
            Kind::Widened => self.rule(Change::TypeWidened),
            Kind::Narrowed => self.rule(Change::TypeNarrowed),
            // One value is a list of one in a query.
            Kind::BecameList if self.carrier == Carrier::Parameter => self.rule(Change::TypeWidened),
            Kind::BecameSingle if self.carrier == Carrier::Parameter => self.rule(Change::TypeNarrowed),
            Kind::BecameList | Kind::BecameSingle => self.rule(Change::CardinalityChanged),
            Kind::Refined => Single::DocTypeRefined.into(),
            Kind::Vague => Single::DocTypeVague.into(),
            Kind::TableLost => Single::ExtractTableLost.into(),
            Kind::Restructured => Single::TypeKindChanged.into(),
        };
        Some(RowChange::new(rule, Some(type_word(old)), Some(type_word(new)), &["type"]))
    }

    fn mandatory(&self) -> Option<RowChange> {
        use Mandatory::{Conditional, No, Unstated, Yes};
        let is_reply = self.carrier == Carrier::Reply;
        let (old, new) = (self.old.mandatory, self.new.mandatory);
        let mut rust = None;
        let rule = match (old, new) {
            (old, new) if old == new => return None,
            (Unstated, Conditional) | (No, Conditional) if !is_reply => self.rule(Change::ConditionallyRequired),
            (Unstated, _) => {
                rust = (is_reply || new != Yes).then_some(RustVerdict::None);
                Single::DocMandatoryClarified.into()
            }
            (_, Unstated) => Single::DocMandatoryLost.into(),
            (_, Yes) => self.rule(Change::BecameRequired),
            (Yes, _) => self.rule(Change::BecameOptional),
            // What was mandatory in some cases is so no more, as far as the page tells: words of the row.
            (_, No | Conditional) => return None,
        };
        let word = |mandatory| Some(mandatory_word(mandatory).to_owned());
        Some(RowChange { rust, ..RowChange::new(rule, word(old), word(new), &["mandatory"]) })
    }

    fn flags(&self) -> Vec<RowChange> {
        let mut changes = Vec::new();
        let mut flag = |old: bool, new: bool, on: Change, off: Change, words: (&str, &str), facet| {
            if old != new && self.carrier.knows(on) {
                let (before, after) = if new { (words.1, words.0) } else { (words.0, words.1) };
                let rule = self.rule(if new { on } else { off });
                changes.push(RowChange::new(rule, Some(before.to_owned()), Some(after.to_owned()), facet));
            }
        };
        let (old, new) = (self.old, self.new);
        let words = ("null is allowed", "null is not allowed");
        flag(old.nullable, new.nullable, Change::BecameNullable, Change::BecameNotNullable, words, &["nullable"]);
        let words = ("read-only", "may be set");
        flag(old.read_only, new.read_only, Change::BecameReadOnly, Change::BecameWritable, words, &["read_only"]);
        let words = ("deprecated", "not deprecated");
        let (was, is) = (old.deprecated.is_some(), new.deprecated.is_some());
        flag(was, is, Change::Deprecated, Change::Undeprecated, words, &["deprecated"]);
        changes
    }

    fn values(&self) -> Vec<RowChange> {
        let (old, new) = (&self.old.values, &self.new.values);
        let all = |values: &[hwc_model::EnumValue]| values.iter().map(|value| text(&value.value)).collect::<Vec<_>>();
        let facet: &'static [&'static str] = &["values"];
        let change = |change, before: &[String], after: &[String]| {
            let list = |values: &[String]| (!values.is_empty()).then(|| values.join(", "));
            RowChange::new(self.rule(change), list(before), list(after), facet)
        };
        match (old.is_empty(), new.is_empty()) {
            (true, true) => return Vec::new(),
            (true, false) => return vec![change(Change::BecameEnum, &[], &all(new))],
            (false, true) => return vec![change(Change::EnumOpened, &all(old), &[])],
            (false, false) => {}
        }
        let (before, after) = (all(old), all(new));
        let found = match_values(old, new);
        let pick = |from: &[String], at: &[usize]| at.iter().map(|at| from[*at].clone()).collect::<Vec<_>>();
        let mut changes = Vec::new();
        if !found.gone.is_empty() {
            changes.push(change(Change::ValueRemoved, &pick(&before, &found.gone), &[]));
        }
        if !found.fresh.is_empty() {
            changes.push(change(Change::ValueAdded, &[], &pick(&after, &found.fresh)));
        }
        let renamed: Vec<_> = found.pairs.iter().filter(|(old, new)| before[*old] != after[*new]).collect();
        if !renamed.is_empty() {
            let (gone, fresh): (Vec<usize>, Vec<usize>) = renamed.iter().copied().copied().unzip();
            let mut one = change(Change::ValueRenamed, &pick(&before, &gone), &pick(&after, &fresh));
            let case_only = |(old, new): &&(usize, usize)| before[*old].eq_ignore_ascii_case(&after[*new]);
            one.rust = renamed.iter().all(case_only).then_some(RustVerdict::None);
            changes.push(one);
        }
        let discarded = |meaning: &Option<String>| meaning.as_deref().is_some_and(is_discarded);
        let deprecated: Vec<usize> = found
            .pairs
            .iter()
            .filter(|(before, after)| !discarded(&old[*before].meaning) && discarded(&new[*after].meaning))
            .map(|(_, after)| *after)
            .collect();
        if !deprecated.is_empty() {
            changes.push(change(Change::ValueDeprecated, &[], &pick(&after, &deprecated)));
        }
        changes
    }

    fn default(&self) -> Option<RowChange> {
        let word = |default: &Option<Scalar>| default.as_ref().map(text);
        let (old, new) = (word(&self.old.default), word(&self.new.default));
        let change = three(&old, &new, Change::DefaultAdded, Change::DefaultRemoved, Change::DefaultChanged)?;
        Some(RowChange::new(self.rule(change), old, new, &["default"]))
    }

    fn bounds(&self) -> Vec<RowChange> {
        let (old, new): (&Bounds, &Bounds) = (&self.old.bounds, &self.new.bounds);
        let length = |of: Option<u64>| of.map(|of| Number::Integer(i64::try_from(of).unwrap_or(i64::MAX)));
        type Four = [Change; 4];
        let limits: [(Option<Number>, Option<Number>, Four, &'static [&'static str]); 6] = [
            (old.min, new.min, MIN, &["bounds", "min"]),
            (old.max, new.max, MAX, &["bounds", "max"]),
            (length(old.min_length), length(new.min_length), MIN_LENGTH, &["bounds", "min_length"]),
            (length(old.max_length), length(new.max_length), MAX_LENGTH, &["bounds", "max_length"]),
            (length(old.min_items), length(new.min_items), MIN_ITEMS, &["bounds", "min_items"]),
            (length(old.max_items), length(new.max_items), MAX_ITEMS, &["bounds", "max_items"]),
        ];
        let mut changes: Vec<RowChange> = limits
            .into_iter()
            .filter_map(|(old, new, [more, less, added, removed], facet)| {
                let change = match (old, new) {
                    (None, None) => return None,
                    (None, Some(_)) => added,
                    (Some(_), None) => removed,
                    (Some(old), Some(new)) if float(old) < float(new) => more,
                    (Some(old), Some(new)) if float(old) > float(new) => less,
                    (Some(_), Some(_)) => return None,
                };
                Some(RowChange::new(self.rule(change), old.map(number_word), new.map(number_word), facet))
            })
            .collect();
        let (old, new) = (old.pattern.clone(), new.pattern.clone());
        if let Some(change) = three(&old, &new, Change::PatternAdded, Change::PatternRemoved, Change::PatternChanged) {
            changes.push(RowChange::new(self.rule(change), old, new, &["bounds", "pattern"]));
        }
        changes
    }

    /// A unit that is stated for the first time changes nothing that was known.
    fn unit(&self) -> Option<RowChange> {
        let (old, new) = (self.old.unit.clone()?, self.new.unit.clone()?);
        (old != new).then(|| RowChange::new(self.rule(Change::UnitChanged), Some(old), Some(new), &["unit"]))
    }

    /// What only the words of the row tell.
    fn remarks(&self) -> Vec<RowChange> {
        let (old, new) = (self.old.description.as_deref(), self.new.description.as_deref());
        let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
        if old == new {
            return Vec::new();
        }
        let is_default_told = self.old.default != self.new.default;
        let null = super::cues::null_default(old, new).filter(|_| !is_default_told);
        super::cues::remarks(old, new)
            .into_iter()
            .chain(null)
            .filter(|(change, ..)| self.carrier.knows(*change))
            .map(|(change, before, after)| RowChange::new(self.rule(change), before, after, &["description"]))
            .collect()
    }
}

const MIN: [Change; 4] = [Change::MinIncreased, Change::MinDecreased, Change::MinAdded, Change::MinRemoved];
const MAX: [Change; 4] = [Change::MaxIncreased, Change::MaxDecreased, Change::MaxAdded, Change::MaxRemoved];
const MIN_LENGTH: [Change; 4] =
    [Change::MinLengthIncreased, Change::MinLengthDecreased, Change::MinLengthAdded, Change::MinLengthRemoved];
const MAX_LENGTH: [Change; 4] =
    [Change::MaxLengthIncreased, Change::MaxLengthDecreased, Change::MaxLengthAdded, Change::MaxLengthRemoved];
const MIN_ITEMS: [Change; 4] =
    [Change::MinItemsIncreased, Change::MinItemsDecreased, Change::MinItemsAdded, Change::MinItemsRemoved];
const MAX_ITEMS: [Change; 4] =
    [Change::MaxItemsIncreased, Change::MaxItemsDecreased, Change::MaxItemsAdded, Change::MaxItemsRemoved];

fn three(
    old: &Option<String>,
    new: &Option<String>,
    added: Change,
    removed: Change,
    changed: Change,
) -> Option<Change> {
    match (old, new) {
        (None, Some(_)) => Some(added),
        (Some(_), None) => Some(removed),
        (Some(old), Some(new)) if old != new => Some(changed),
        _ => None,
    }
}

fn is_discarded(meaning: &str) -> bool {
    let words = meaning.to_lowercase();
    ["deprecated", "discarded", "no longer supported", "not recommended"].iter().any(|word| words.contains(word))
}

/// Outside a body a number is its digits.
fn is_number_as_text(old: &hwc_model::Type, new: &hwc_model::Type) -> bool {
    use hwc_model::Type;
    matches!(old, Type::Integer | Type::Long | Type::Float | Type::Double) && *new == Type::String
}

fn float(number: Number) -> f64 {
    match number {
        Number::Integer(value) => value as f64,
        Number::Float(value) => value,
    }
}

fn number_word(number: Number) -> String {
    match number {
        Number::Integer(value) => value.to_string(),
        Number::Float(value) => value.to_string(),
    }
}

/// As the column says it.
pub(super) fn mandatory_word(mandatory: Mandatory) -> &'static str {
    match mandatory {
        Mandatory::Unstated => "not stated",
        Mandatory::Yes => "mandatory",
        Mandatory::No => "optional",
        Mandatory::Conditional => "mandatory in some cases",
    }
}
