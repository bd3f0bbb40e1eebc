//! A description to the facts in it: bounds, default, allowed values, unit, and what else it says about a value.
//!
//! The cell is cut into labelled parts, each part gives its facts, prose is read sentence by sentence. A fact is taken
//! only where the wording leaves no doubt; the description keeps the wording of everything that was not taken whole.

mod bounds;
mod candidate;
mod comparison;
mod conditions;
mod default;
mod describe;
mod enumeration;
mod items;
mod joined;
mod lead;
mod lengths;
mod listed;
mod measure;
mod number;
mod part;
mod piece;
mod ranges;
mod remarks;
mod runs;
mod secret;
mod sentence;
mod told;
mod values;

use hwc_model::{Bounds, EnumValue, Scalar};
use serde::{Deserialize, Serialize};

use crate::lint::Finding;
use crate::read::Cell;
use crate::vocabulary::{self, Cue, Label};

use super::value_type::{Reference, TypeExpr};

use bounds::Limits;
use default::Defaults;
use lead::Lead;
use measure::Measure;
use part::Part;
use piece::{List, Phrase, Piece};
use remarks::Remarks;
use values::Values;

pub use secret::is_secret;

/// What is known about the row that a description belongs to.
#[derive(Clone, Copy, Debug)]
pub struct ValueContext<'a> {
    /// Its type.
    pub ty: &'a TypeExpr,
    /// Its name.
    pub name: &'a str,
    /// The page was flattened: nothing is bold, italic or code in it, though values were.
    pub bare: bool,
}

/// What a description says about a value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Constraints {
    /// The wording without the parts that are facts below: paragraphs parted by an empty line, list items with `- `.
    pub description: Option<String>,
    /// Limits of the value, its length or the number of its items.
    pub bounds: Bounds,
    /// The value that the service takes where none is given.
    pub default: Option<Scalar>,
    /// The allowed values; of the items where the type is a list.
    pub values: Vec<EnumValue>,
    /// Values that only the text names, while `values` come from a list.
    pub mentioned: Vec<EnumValue>,
    /// The unit of a number.
    pub unit: Option<String>,
    /// `null` may stand here.
    pub nullable: bool,
    /// A value in a request has no effect.
    pub read_only: bool,
    /// The sentence that says that the parameter is deprecated, reserved or without function.
    pub deprecated: Option<String>,
    /// Tables that the description refers to, in order.
    pub references: Vec<Reference>,
    /// The text says that the parameter is mandatory in some cases.
    pub conditional_mandatory: bool,
    /// What is wrong with the cell.
    pub findings: Vec<Finding>,
}

/// What a description says about a value of the context's type.
pub fn extract_constraints(cell: &Cell, context: &ValueContext<'_>) -> Constraints {
    let mut references = Vec::new();
    let mut parts = part::parts(piece::pieces(cell, &mut references));
    let mut facts = Facts::new(context);
    parts.retain(|part| !facts.part(part));
    facts.finish(describe::describe(&parts), references)
}

/// Whether a text may be a value: one word, and no sentence.
pub(super) fn is_value(text: &str) -> bool {
    candidate::is_token(text)
}

/// Where a phrase stands.
#[derive(Default)]
struct Place<'p> {
    label: Option<Label>,
    /// The phrase before it in the same part.
    before: Option<&'p Phrase>,
    /// It is all of its part.
    whole: bool,
    /// Its label speaks of one value: `Value: 1`.
    of_value: bool,
}

/// What the parts have told so far.
struct Facts<'a> {
    ty: &'a TypeExpr,
    name: &'a str,
    /// Lists in the description of a secret tell who needs which.
    secret: bool,
    limits: Limits,
    defaults: Defaults,
    values: Values,
    remarks: Remarks,
    pattern: Option<String>,
    ranged: bool,
}

impl<'a> Facts<'a> {
    fn new(context: &ValueContext<'a>) -> Facts<'a> {
        Facts {
            ty: context.ty,
            name: context.name,
            secret: is_secret(context.name, context.ty),
            limits: Limits::new(Measure::of(context.ty)),
            defaults: Defaults::default(),
            values: Values::new(context.name, context.bare),
            remarks: Remarks::default(),
            pattern: None,
            ranged: false,
        }
    }

    /// Reads a part. True where its facts say all that it says.
    fn part(&mut self, part: &Part) -> bool {
        match part.label {
            // Null is no value of a default, and tells more than that there is none: it stays in the description.
            Some(Label::Default) if part.is_null() => false,
            Some(_) if part.is_nothing() && part.label != Some(Label::Definition) => true,
            Some(
                label @ (Label::Minimum | Label::Maximum | Label::MinLength | Label::MaxLength | Label::ArrayLength),
            ) => self.limit(label, part),
            Some(Label::Length) => {
                self.limit(Label::Length, part);
                false
            }
            Some(Label::Default) => {
                let taken = self.defaults.label(part, self.ty);
                let rest = part.first_phrase().filter(|_| taken).and_then(|phrase| default::rest(phrase, self.ty));
                match rest {
                    Some(rest) => self.phrase(&rest, &Place::default()),
                    None if !taken => self.prose(part),
                    None => return true,
                }
                false
            }
            Some(Label::Values) => {
                self.values.decide(part);
                true
            }
            Some(Label::Pattern) => self.pattern_part(part),
            Some(Label::Unit) => {
                let unit = part.first_phrase().and_then(remarks::labelled_unit);
                let taken = self.limits.is_number() && unit.is_some();
                if taken && self.remarks.unit.is_none() {
                    self.remarks.unit = unit.map(str::to_owned);
                }
                // `Unit: MB. The value ranges from 1 to 8.`
                let behind = |phrase: &Phrase| Some(phrase.slice(phrase.text.find(". ")? + 1, phrase.text.len()));
                if let Some(rest) = part.first_phrase().and_then(behind) {
                    self.phrase(&rest, &Place::default());
                    return false;
                }
                taken && part.pieces.len() == 1
            }
            Some(Label::Example) => false,
            _ => {
                self.prose(part);
                false
            }
        }
    }

    fn limit(&mut self, label: Label, part: &Part) -> bool {
        if let Some(phrase) = part.first_phrase() {
            self.limits.label(label, phrase);
        }
        part.pieces.len() == 1
    }

    fn pattern_part(&mut self, part: &Part) -> bool {
        let text = match part.pieces.first() {
            Some(Piece::Phrase(phrase)) => phrase.text.as_str(),
            Some(Piece::Code(code)) => code.as_str(),
            _ => return false,
        };
        self.pattern = Some(text.trim().to_owned());
        part.pieces.len() == 1
    }

    /// Phrases sentence by sentence, and lists.
    fn prose(&mut self, part: &Part) {
        let mut before: Option<&Phrase> = None;
        let mut after_list = false;
        // What stands behind a list of cases belongs to the last of them.
        let mut in_case = false;
        let mut no_items = 0;
        let mut rest = part.pieces.as_slice();
        while let Some((piece, behind)) = rest.split_first() {
            rest = behind;
            match piece {
                Piece::Phrase(phrase) => {
                    let looked = no_items > 0 || after_list || in_case;
                    match if looked { Err(no_items) } else { self.paragraphs(phrase, behind, part.label, before) } {
                        Ok(items) => {
                            rest = &behind[items - 1..];
                            after_list = true;
                            continue;
                        }
                        Err(looked_at) => no_items = looked_at.saturating_sub(1),
                    }
                    let (whole, of_value) = (part.pieces.len() == 1, vocabulary::is_value(&part.written));
                    let place = Place { label: part.label, before, whole, of_value };
                    self.phrase(phrase, &place);
                    before = Some(phrase);
                    after_list = false;
                }
                Piece::List(list) => {
                    let is_other = after_list || in_case || self.secret;
                    let lead = if is_other { Lead::Other } else { lead::lead(part.label, before) };
                    self.list(list, lead);
                    after_list = true;
                    in_case |= conditions::are_cases(list);
                }
                Piece::Note(pieces) => pieces.iter().for_each(|piece| self.note(piece)),
                Piece::Code(_) => {}
            }
        }
    }

    /// Paragraphs as items: their number, or the number of those that are none.
    fn paragraphs(
        &mut self,
        first: &Phrase,
        behind: &[Piece],
        label: Option<Label>,
        before: Option<&Phrase>,
    ) -> Result<usize, usize> {
        let lead = if self.secret { Lead::Other } else { lead::lead(label, before) };
        // `The value is A, indicating …` tells one of them already.
        let tells = |pair: &[sentence::Token]| pair[0].kind == sentence::Kind::Comma && pair[1].is(Cue::Means);
        let told = before.is_some_and(|before| sentence::tokens(before).windows(2).any(tells));
        if told && lead == Lead::Neutral { Err(0) } else { self.values.paragraphs(first, behind, lead) }
    }

    /// Items as values, or else as rules.
    fn list(&mut self, list: &List, lead: Lead) {
        if !self.values.list(list, lead) {
            list.items.iter().for_each(|item| self.requirement(&item.head));
        }
    }

    /// Notes tell neither limits nor values: they are about cases.
    fn note(&mut self, piece: &Piece) {
        let Piece::Phrase(phrase) = piece else { return };
        let tokens = sentence::tokens(phrase);
        for tokens in tokens.split(|token| token.kind == sentence::Kind::Stop) {
            self.remarks.sentence(tokens, phrase, self.limits.is_number());
        }
    }

    fn phrase(&mut self, phrase: &Phrase, place: &Place<'_>) {
        let tokens = sentence::tokens(phrase);
        let tokens = self.without_own_name(&tokens, phrase);
        let in_range = place.label == Some(Label::Range);
        for (index, tokens) in tokens.split(|token| token.kind == sentence::Kind::Stop).enumerate() {
            let opening = place.before.is_none() && index == 0;
            self.ranged |= sentence::has(tokens, Cue::Ranges);
            self.limits.sentence(tokens, phrase, in_range);
            let start = values::Start { announced: in_range && opening, whole: place.whole, of_value: place.of_value };
            self.values.sentence(tokens, phrase, &start);
            self.defaults.sentence(tokens, phrase, self.ty);
            self.remarks.sentence(tokens, phrase, self.limits.is_number());
        }
        if let Some(before) = place.before.filter(|_| !self.secret) {
            self.values.listed_paragraph(tokens, phrase, before);
        }
        if !self.secret {
            self.values.run(phrase, place.before, place.label);
        }
        if self.pattern.is_none() {
            self.pattern = marked_pattern(phrase);
        }
    }

    /// `Each tag value` is no part of the value in a row `value`, but the value itself.
    fn without_own_name<'t>(&self, tokens: &'t [sentence::Token], phrase: &Phrase) -> &'t [sentence::Token] {
        let text = |token: &sentence::Token| &phrase.text[token.span.clone()];
        let [first, rest @ ..] = tokens else { return tokens };
        let is_own = rest.iter().take(2).any(|token| text(token).eq_ignore_ascii_case(self.name));
        let is_one = vocabulary::is_about_one(text(first)) && Measure::of(self.ty) != Measure::Items;
        if is_one && is_own { rest } else { tokens }
    }

    /// An item that tells a rule: `8 to 32 characters`, `Length: 8 to 32`; not one about a case: `For TCP: …`.
    fn requirement(&mut self, phrase: &Phrase) {
        let tokens = sentence::tokens(phrase);
        let labelled = phrase.text.split_once([':', '：']).and_then(|(label, _)| vocabulary::label(label));
        if let (Some(label @ Label::Length), Some(colon)) = (labelled, phrase.text.find([':', '：'])) {
            return self.limits.label(label, &phrase.slice(colon + 1, phrase.text.len()));
        }
        if tokens.iter().any(|token| token.kind == sentence::Kind::Colon) {
            return;
        }
        for tokens in tokens.split(|token| token.kind == sentence::Kind::Stop) {
            self.limits.sentence(tokens, phrase, false);
        }
    }

    fn finish(self, description: Option<String>, references: Vec<Reference>) -> Constraints {
        let (bounds, mut findings) = self.limits.finish(self.pattern);
        let ranged = self.ranged || bounds.min.is_some() && bounds.max.is_some();
        let mut enumeration = self.values.finish(self.ty, ranged && Measure::of(self.ty).is_number());
        let (default, faults) = self.defaults.finish(&bounds, &mut enumeration);
        findings.extend(enumeration.findings);
        findings.extend(faults);
        Constraints {
            description,
            bounds,
            default,
            values: enumeration.values,
            mentioned: enumeration.mentioned,
            unit: self.remarks.unit,
            nullable: self.remarks.nullable,
            read_only: self.remarks.read_only,
            deprecated: self.remarks.deprecated,
            references,
            conditional_mandatory: self.remarks.conditional_mandatory,
            findings,
        }
    }
}

/// Marked text from `^` to `$`, which may be quoted besides.
fn marked_pattern(phrase: &Phrase) -> Option<String> {
    let texts =
        phrase.marks.iter().map(|mark| phrase.text[mark.clone()].trim().trim_matches(['"', '\'', '“', '”', '‘', '’']));
    texts.filter(|text| text.len() > 2 && text.starts_with('^') && text.ends_with('$')).map(str::to_owned).next()
}

#[cfg(test)]
mod tests;
