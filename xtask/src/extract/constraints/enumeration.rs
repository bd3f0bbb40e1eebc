//! Gathered values to the enumeration of a row: which of them count for its type, and where list and text contradict.
//!
//! Comes in as [`Values`]; goes out as an [`Enumeration`]. How values are told is for `values`.

use hwc_model::{EnumValue, Scalar, Type};

use crate::extract::value_type::TypeExpr;
use crate::lint::{Finding, Lint};

use super::candidate::{self, Candidate};
use super::values::{Values, Way};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Enumeration {
    pub values: Vec<EnumValue>,
    pub mentioned: Vec<EnumValue>,
    /// The values are those of the list that decides.
    pub decided: bool,
    /// The value that its item calls the default.
    pub default: Option<Scalar>,
    pub findings: Vec<Finding>,
}

impl Values {
    /// The allowed values of a type. `ranged` tells that the number has limits: lists then tell special values only.
    pub(super) fn finish(self, ty: &TypeExpr, ranged: bool) -> Enumeration {
        let mut found = Enumeration::default();
        if matches!(ty, TypeExpr::Scalar(Type::Boolean)) {
            found.default = self.default(ty);
            if !self.decided.is_empty() {
                let finding = Finding::new(Lint::EnumOnBoolean, self.line, "a Boolean has a list of values", "no list");
                found.findings.push(finding);
            }
            return found;
        }
        found.default = self.default(ty);
        if self.decided.is_empty() {
            found.values = self.undecided(ty, ranged);
            return found;
        }
        found.decided = true;
        self.decided_values(ty, &mut found);
        self.contradictions(ty, &mut found);
        found
    }

    fn default(&self, ty: &TypeExpr) -> Option<Scalar> {
        let mut defaults = self.decided.iter().chain(self.all()).filter(|value| value.is_default());
        let first = defaults.next()?;
        if !defaults.all(|other| other.value == first.value) {
            return None;
        }
        match ty {
            TypeExpr::Scalar(Type::Boolean) => first.value.to_lowercase().parse().ok().map(Scalar::Bool),
            TypeExpr::Scalar(_) => first.typed(ty).map(|value| value.value),
            _ => None,
        }
    }

    /// Lists and sentences together; none unless all fit the type.
    fn undecided(self, ty: &TypeExpr, ranged: bool) -> Vec<EnumValue> {
        let mut values: Vec<EnumValue> = Vec::new();
        if candidate::item_type(ty) == &TypeExpr::Any {
            return values;
        }
        let counts = |way: Way| way != Way::Listed || !ranged;
        let mut found: Vec<&Candidate> =
            self.found.iter().filter(|(way, _)| counts(*way)).map(|(_, value)| value).collect();
        if found.is_empty() && !ranged {
            found = if self.run.is_empty() { self.only.iter().collect() } else { self.run.iter().collect() };
        }
        for candidate in found {
            let Some(value) = candidate.typed(ty) else { return Vec::new() };
            match values.iter_mut().find(|known| known.value == value.value) {
                Some(known) => known.meaning = known.meaning.take().or(value.meaning),
                None => values.push(value),
            }
        }
        values
    }

    fn decided_values(&self, ty: &TypeExpr, found: &mut Enumeration) {
        for candidate in &self.decided {
            let Some(mut value) = candidate.typed(ty) else { continue };
            if found.values.iter().any(|known| known.value == value.value) {
                let told = format!("`{}` is listed twice", candidate.value);
                found.findings.push(Finding::new(Lint::EnumDuplicate, candidate.line, told, "each value once"));
                continue;
            }
            let same = |other: &&Candidate| other.value == candidate.value && other.meaning.is_some();
            if value.meaning.is_none() {
                let mut text = self.all().chain(&self.alone);
                value.meaning = text.find(same).and_then(|other| other.meaning.clone());
            }
            found.values.push(value);
        }
    }

    /// Values of the text against the list.
    fn contradictions(&self, ty: &TypeExpr, found: &mut Enumeration) {
        let is_decided = |value: &Candidate| self.decided.iter().any(|other| other.value == value.value);
        let text = || self.all();
        let related =
            |value: &Candidate| self.decided.iter().any(|other| other.value.eq_ignore_ascii_case(&value.value));
        if !text().any(related) {
            return;
        }
        let mut strangers: Vec<&Candidate> = Vec::new();
        for value in text().filter(|value| !is_decided(value)) {
            if !strangers.iter().any(|known| known.value == value.value) {
                strangers.push(value);
            }
        }
        found.mentioned = strangers.iter().filter_map(|value| value.typed(ty)).collect();
        let untold: Vec<&Candidate> =
            self.decided.iter().filter(|value| !self.listed().any(|other| other.value == value.value)).collect();
        if !found.mentioned.is_empty() {
            found.findings.push(self.contradiction(&strangers));
        } else if self.listed().next().is_some() && !untold.is_empty() {
            let told = format!("the text lists {} values and leaves out {}", self.listed().count(), names(&untold));
            let expected = format!("the {} values of the list", self.decided.len());
            found.findings.push(Finding::new(Lint::EnumContradicted, self.line, told, expected));
        }
    }

    fn contradiction(&self, strangers: &[&Candidate]) -> Finding {
        let cased =
            |value: &&Candidate| self.decided.iter().any(|other| other.value.eq_ignore_ascii_case(&value.value));
        let told = if strangers.iter().all(cased) {
            format!("the text spells {} in other letters than the list", names(strangers))
        } else {
            format!("the text names {}, which the list does not have", names(strangers))
        };
        let listed: Vec<&Candidate> = self.decided.iter().collect();
        Finding::new(Lint::EnumContradicted, strangers[0].line, told, format!("one of {}", names(&listed)))
    }

    fn all(&self) -> impl Iterator<Item = &Candidate> {
        self.found.iter().map(|(_, value)| value)
    }

    fn listed(&self) -> impl Iterator<Item = &Candidate> {
        self.found.iter().filter(|(way, _)| *way != Way::Told).map(|(_, value)| value)
    }
}

/// Values as a sentence tells them, ten at most.
fn names(values: &[&Candidate]) -> String {
    let mut names: Vec<String> = values.iter().take(10).map(|value| format!("`{}`", value.value)).collect();
    if values.len() > names.len() {
        names.push("…".to_owned());
    }
    names.join(", ")
}
