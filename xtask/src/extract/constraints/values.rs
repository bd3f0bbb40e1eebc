//! Lists and sentences to allowed values.
//!
//! The list under "Enumeration values" decides. Without one, a list counts where each of its items is a value and what
//! leads to it speaks of values or of nothing; so does a sentence that lists values to its end.

use hwc_model::{EnumValue, Scalar, Type};

use crate::extract::value_type::TypeExpr;
use crate::lint::{Finding, Lint};
use crate::vocabulary::{self, Cue, Label};

use super::bounds;
use super::candidate::{self, Candidate};
use super::comparison::is_about_the_value;
use super::joined;
use super::listed::values_from;
use super::part::Part;
use super::piece::{Item, List, Phrase, Piece};
use super::runs;
use super::sentence::{self, Kind, Token};
use super::told;

/// Gathers values.
#[derive(Debug, Default)]
pub(super) struct Values {
    /// Those of the list that decides.
    decided: Vec<Candidate>,
    /// Those of other lists and of sentences, in their order.
    found: Vec<(Way, Candidate)>,
    /// The only items of lists: no enumeration by themselves, but their meanings are those of values.
    alone: Vec<Candidate>,
    /// Those of sentences that follow each other like the items of a list.
    run: Vec<Candidate>,
    /// The only value that a sentence allows.
    only: Vec<Candidate>,
    line: u32,
    /// The name of the row.
    name: String,
    /// The page lost what was set apart.
    bare: bool,
}

/// How a value is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// By an item of a list.
    Listed,
    /// By an item of a list that is announced as one of values.
    Announced,
    /// By a sentence.
    Told,
}

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

/// The tokens that stand in no brackets.
fn outside_brackets(tokens: &[Token]) -> Vec<Token> {
    let mut depth = 0_usize;
    let outside = |token: &&Token| {
        let is_outside = depth == 0 && token.kind != Kind::Open;
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        is_outside
    };
    tokens.iter().filter(outside).cloned().collect()
}

/// Where a sentence stands.
pub(super) struct Start {
    /// Its label has announced values already.
    pub announced: bool,
    /// Nothing else stands under the label.
    pub whole: bool,
    /// The label speaks of one value.
    pub of_value: bool,
}

/// What stands before a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// It announces values.
    Values,
    /// It says nothing about the list.
    Neutral,
    /// It announces something else.
    Other,
}

impl Values {
    /// Nothing yet, for a row of this name.
    pub(super) fn new(name: &str, bare: bool) -> Values {
        Values { name: name.to_owned(), bare, ..Default::default() }
    }

    /// The part "Enumeration values".
    pub(super) fn decide(&mut self, part: &Part) {
        self.line = part.line();
        for piece in &part.pieces {
            match piece {
                Piece::List(list) => {
                    self.decided.extend(list.items.iter().filter_map(|item| candidate::of_item(item, true)));
                }
                Piece::Phrase(phrase) if self.decided.is_empty() => self.decide_phrase(phrase),
                _ => {}
            }
        }
    }

    fn decide_phrase(&mut self, phrase: &Phrase) {
        let tokens = sentence::tokens(phrase);
        if let Some(values) = values_from(&tokens, phrase) {
            self.decided.extend(values);
        } else if candidate::is_token(phrase.text.trim_end_matches('.')) {
            self.decided.extend(candidate::of_phrase(phrase, true));
        }
    }

    /// A list anywhere else.
    pub(super) fn list(&mut self, list: &List, lead: Lead) -> bool {
        if self.is_no_list(lead) || list.ordered && lead != Lead::Values {
            return false;
        }
        let items = list.items.iter().filter(|item| !item.rest.is_empty() || !is_range(&item.head.text));
        let items: Vec<&Item> = items.collect();
        let cases = || items.iter().map(|item| told::case(&item.head, &self.name)).collect::<Option<Vec<Candidate>>>();
        let Some(found) = found_in(&items).or_else(|| cases().filter(|found| found.len() > 1)) else { return false };
        match found.as_slice() {
            [] => return false,
            _ if found.iter().any(is_label) || are_cases(&found) || are_headings(list) => return false,
            // `id` among the values of `id`: they are names of what may be given.
            _ if found.iter().any(|value| value.value == self.name) => return false,
            [alone] if alone.meaning.is_none() || lead == Lead::Neutral && !alone.is_technical() => {
                self.alone.extend(found);
                return false;
            }
            _ if lead == Lead::Values => self.add(Way::Announced, found),
            _ => self.add(Way::Listed, found),
        }
        true
    }

    /// Whether what is led to is no list of values. What is told about an identifier without a word on its values is about
    /// something else.
    fn is_no_list(&self, lead: Lead) -> bool {
        lead == Lead::Other || lead == Lead::Neutral && vocabulary::is_identifier(&self.name)
    }

    fn add(&mut self, way: Way, values: Vec<Candidate>) {
        let bare = self.bare;
        let parted = values.into_iter().flat_map(|value| if bare { value.parted() } else { vec![value] });
        let parted = parted.flat_map(Candidate::spellings);
        self.found.extend(parted.map(|value| (way, value)));
    }

    fn all(&self) -> impl Iterator<Item = &Candidate> {
        self.found.iter().map(|(_, value)| value)
    }

    fn listed(&self) -> impl Iterator<Item = &Candidate> {
        self.found.iter().filter(|(way, _)| *way != Way::Told).map(|(_, value)| value)
    }

    /// Paragraphs that stand like the items of a list, from the first one on: their number, or the number of those that
    /// look like it and are none.
    pub(super) fn paragraphs(&mut self, first: &Phrase, behind: &[Piece], lead: Lead) -> Result<usize, usize> {
        if self.is_no_list(lead) {
            return Err(0);
        }
        let phrases =
            behind.iter().map_while(|piece| if let Piece::Phrase(phrase) = piece { Some(phrase) } else { None });
        let mut phrases = std::iter::once(first).chain(phrases).peekable();
        let mut found: Vec<Candidate> = Vec::new();
        while let Some(value) =
            phrases.peek().and_then(|phrase| runs::paragraph(phrase, lead == Lead::Values, self.bare))
        {
            found.push(value);
            phrases.next();
        }
        // `Others: …` behind them: they are not all.
        let goes_on = phrases.peek().is_some_and(|phrase| runs::is_item(phrase, 0));
        let count = found.len();
        let is_own = found.iter().any(|value| value.value == self.name);
        if count < 2 || goes_on || is_own || found.iter().any(is_label) || are_cases(&found) {
            return Err(count);
        }
        self.add(Way::Listed, found);
        Ok(count)
    }

    /// Sentences of a phrase that tell a value each: `0: off; 1: on`.
    pub(super) fn run(&mut self, phrase: &Phrase, before: Option<&Phrase>, label: Option<Label>) {
        let Some((opening, found)) = runs::run(phrase, self.bare) else {
            return self.joined(phrase, before, label);
        };
        let opening = Some(opening).filter(|opening| !opening.text.is_empty());
        let lead = lead(label, opening.as_ref().or(before));
        let is_small = |value: &Candidate| self.bare && value.value.starts_with(|c: char| c.is_ascii_lowercase());
        let is_plain = |value: &Candidate| {
            value.marked || value.value.parse::<u64>().is_ok() || value.is_constant() || is_small(value)
        };
        let is_led = lead == Lead::Values || found.iter().all(is_plain);
        if is_led && !self.is_no_list(lead) && !are_cases(&found) && !found.iter().any(|value| value.value == self.name)
        {
            self.run.extend(found);
        }
    }

    /// Items that flattening joined into one line, where values are announced or are numbers.
    fn joined(&mut self, phrase: &Phrase, before: Option<&Phrase>, label: Option<Label>) {
        let Some((opening, found)) = joined::items(phrase).filter(|_| self.bare) else { return };
        let opening = Some(opening).filter(|opening| !opening.text.is_empty());
        let lead = lead(label, opening.as_ref().or(before));
        let is_led = lead == Lead::Values || found.iter().all(|value| value.value.parse::<u64>().is_ok());
        if is_led && !self.is_no_list(lead) && !are_cases(&found) && !found.iter().any(|value| value.value == self.name)
        {
            self.run.extend(found);
        }
    }

    /// A paragraph of nothing but values, behind one that announces them: `SUN, MON or TUE`.
    pub(super) fn listed_paragraph(&mut self, tokens: &[Token], phrase: &Phrase, before: &Phrase) {
        let is_whole = !tokens.iter().rev().skip(1).any(|token| token.kind == Kind::Stop);
        if !is_whole || !before.text.ends_with([':', '：']) || lead(None, Some(before)) != Lead::Values {
            return;
        }
        let found = values_from(tokens, phrase).unwrap_or_default();
        if found.iter().all(Candidate::is_technical) {
            self.add(Way::Told, found);
        }
    }

    /// A sentence.
    pub(super) fn sentence(&mut self, tokens: &[Token], phrase: &Phrase, start: &Start) {
        // `A or B (available when …)`: where nothing is bold, the brackets are all that tells them apart.
        let outside = if self.bare { outside_brackets(tokens) } else { tokens.to_vec() };
        if sentence::has(tokens, Cue::Example) || bounds::is_conditional(&outside, phrase) {
            return;
        }
        if start.announced
            && let Some(found) = values_from(tokens, phrase)
        {
            return self.add(Way::Told, found);
        }
        match told::only_supported(tokens, phrase, self.bare)
            .or_else(|| Some((told::either(tokens, phrase, self.bare)?, true)))
        {
            Some((found, true)) => return self.add(Way::Told, found),
            Some((found, false)) => return self.run.extend(found),
            None => {}
        }
        let row = runs::Row { name: &self.name, bare: self.bare };
        self.only.extend(runs::only(tokens, phrase, row, start));
        // `取值为A或B`: what announces a range announces values as well.
        let announces = |token: &Token| {
            let joins = phrase.text[token.span.clone()].split(' ').any(vocabulary::opens_a_span);
            token.is(Cue::Values) || token.is(Cue::Ranges) && !joins
        };
        let strong = tokens.iter().position(announces);
        let weak = tokens.iter().position(|token| token.is(Cue::CanBe) || token.is(Cue::Must));
        let Some(at) = strong.or(weak) else {
            self.add(Way::Told, told::listed_with_meanings(tokens, phrase));
            return;
        };
        // `The value of this parameter` is that of no other.
        let is_of = |pair: &[Token]| phrase.text[pair[0].span.clone()].eq_ignore_ascii_case("of");
        let of_another = tokens[..=at].windows(2).any(|pair| is_of(pair) && !pair[1].is(Cue::Subject));
        let names_another = |token: &Token| {
            let text = &phrase.text[token.span.clone()];
            let is_code =
                self.bare && token.kind == Kind::Word && text.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
            (token.mark > 0 || is_code) && text != self.name
        };
        if at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(names_another) {
            return;
        }
        let Some(found) = values_from(&tokens[at + 1..], phrase) else { return };
        // `id` among the values of `id`: they are names of what may be given.
        if found.iter().any(|value| value.value == self.name) {
            return;
        }
        let bare = self.bare && is_about_the_value(&tokens[..at], phrase);
        if strong.is_some() || !of_another && found.iter().all(|value| value.is_no_participle(bare)) {
            self.add(Way::Told, found);
        }
    }

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
}

/// Values as a sentence tells them, ten at most.
fn names(values: &[&Candidate]) -> String {
    let mut names: Vec<String> = values.iter().take(10).map(|value| format!("`{}`", value.value)).collect();
    if values.len() > names.len() {
        names.push("…".to_owned());
    }
    names.join(", ")
}

/// Items that are no values in any list: `Note: …`.
fn is_label(value: &Candidate) -> bool {
    let label = vocabulary::label(&value.value);
    value.meaning.is_some() && matches!(label, Some(Label::Note | Label::Example | Label::Constraints | Label::Unit))
}

/// Items that tell what a value looks like in a case: `hmac: The value contains 8 to 32 characters`.
fn are_cases(found: &[Candidate]) -> bool {
    let tells = |value: &&Candidate| value.meaning.as_deref().is_some_and(vocabulary::is_about_the_value);
    found.len() > 1 && found.iter().filter(tells).count() * 2 > found.len()
}

/// Items that only head lists of their own.
fn are_headings(list: &List) -> bool {
    let heads = |item: &Item| {
        item.head.text.trim_end().ends_with([':', '：'])
            && item.rest.iter().any(|piece| matches!(piece, Piece::List(_)))
    };
    !list.items.is_empty() && list.items.iter().all(heads)
}

/// A value for each item. A comma parts one from its meaning where most of the others are nothing but values.
fn found_in(items: &[&Item]) -> Option<Vec<Candidate>> {
    let found: Vec<Option<Candidate>> = items.iter().map(|item| candidate::of_item(item, false)).collect();
    let bare = found.iter().flatten().filter(|value| value.meaning.is_none()).count();
    let by_comma = |item: &Item| candidate::before_comma(&item.head).filter(|_| bare > 1 && bare * 2 > items.len());
    found.into_iter().zip(items).map(|(value, item)| value.or_else(|| by_comma(item))).collect()
}

/// Whether a condition is one of what the value is about, and not of the value: `whether it is kept when it fails`.
fn is_whether(tokens: &[Token], phrase: &Phrase) -> bool {
    let is_whether = |token: &Token| phrase.text[token.span.clone()].eq_ignore_ascii_case("whether");
    let at = tokens.iter().position(is_whether);
    at.is_some_and(|at| !sentence::has(&tokens[..at], Cue::Condition))
}

/// `For details, see …`
fn says_where_to_read_on(tokens: &[Token], phrase: &Phrase) -> bool {
    let words: Vec<&str> = tokens.iter().take(3).map(|token| &phrase.text[token.span.clone()]).collect();
    vocabulary::refers_onward(&words)
}

/// Whether a sentence has a condition and stands for itself: `This is returned only when …`, `It counts the laps when …`,
/// and what is taken where nothing is given. One that begins with another condition leads to what holds then.
fn is_apart(tokens: &[Token], phrase: &Phrase) -> bool {
    let opening = tokens.first().map_or("", |token| &phrase.text[token.span.clone()]);
    let opens = vocabulary::opens_a_case(opening) || tokens.first().is_some_and(|token| token.is(Cue::Condition));
    let is_default = sentence::has(tokens, Cue::Unset)
        && (sentence::has(tokens, Cue::ByDefault) || sentence::has(tokens, Cue::Default));
    let says_nothing_else =
        ![Cue::Values, Cue::Made, Cue::Example, Cue::Deprecated].into_iter().any(|cue| sentence::has(tokens, cue));
    says_nothing_else && bounds::is_conditional(tokens, phrase) && (!opens || is_default)
}

/// A heading that became the first item.
fn is_range(text: &str) -> bool {
    matches!(vocabulary::label(text), Some(Label::Range | Label::Values))
}

/// What the phrase before a list says about it, in a part with a label.
pub(super) fn lead(label: Option<Label>, phrase: Option<&Phrase>) -> Lead {
    if matches!(label, Some(Label::Constraints | Label::Note | Label::Example)) {
        return Lead::Other;
    }
    let Some(phrase) = phrase else {
        return if label == Some(Label::Range) { Lead::Values } else { Lead::Neutral };
    };
    let tokens = sentence::tokens(phrase);
    let leads = phrase.text.trim_end().ends_with([':', '：']);
    let mut sentences = tokens.split(|token| token.kind == Kind::Stop).filter(|tokens| !tokens.is_empty());
    let last = sentences.rfind(|tokens| leads || !says_where_to_read_on(tokens, phrase)).unwrap_or_default();
    if !leads && is_apart(last, phrase) {
        return if label == Some(Label::Range) { Lead::Values } else { Lead::Neutral };
    }
    let made = last.iter().rposition(|token| token.is(Cue::Made));
    let values = last.iter().rposition(|token| token.is(Cue::Values));
    match (values, made) {
        _ if sentence::has(last, Cue::Deprecated) => Lead::Other,
        _ if sentence::has(last, Cue::Example) => Lead::Other,
        _ if bounds::is_conditional(last, phrase) && !is_whether(last, phrase) => Lead::Other,
        (Some(values), Some(made)) if made > values => Lead::Other,
        (Some(_), _) => Lead::Values,
        (None, Some(_)) => Lead::Other,
        (None, None) if label == Some(Label::Range) => Lead::Values,
        (None, None) => Lead::Neutral,
    }
}
