//! Lists and sentences to allowed values.
//!
//! The list under "Enumeration values" decides. Without one, a list counts where each of its items is a value and what
//! leads to it speaks of values or of nothing; so does a sentence that lists values to its end.

use crate::vocabulary::{self, Cue, Label};

use super::candidate::{self, Candidate};
use super::comparison::is_about_the_value;
use super::conditions;
use super::joined;
use super::lead::{Lead, lead};
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
    pub(super) decided: Vec<Candidate>,
    /// Those of other lists and of sentences, in their order.
    pub(super) found: Vec<(Way, Candidate)>,
    /// The only items of lists: no enumeration by themselves, but their meanings are those of values.
    pub(super) alone: Vec<Candidate>,
    /// Those of sentences that follow each other like the items of a list.
    pub(super) run: Vec<Candidate>,
    /// The only value that a sentence allows.
    pub(super) only: Vec<Candidate>,
    pub(super) line: u32,
    /// The name of the row.
    name: String,
    /// The page lost what was set apart.
    bare: bool,
}

/// How a value is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By an item of a list.
    Listed,
    /// By an item of a list of nothing but values that is announced as one.
    Announced,
    /// By a sentence.
    Told,
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
            // Of numbers with limits, values with meanings may be the special ones: `0: none`.
            _ if lead == Lead::Values && found.iter().all(|value| value.meaning.is_none()) => {
                self.add(Way::Announced, found);
            }
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
        if sentence::has(tokens, Cue::Example) || conditions::is_conditional(&outside, phrase) {
            return;
        }
        if start.announced
            && let Some(found) = values_from(tokens, phrase)
        {
            return self.add(Way::Told, found);
        }
        match told::only_supported(tokens, phrase, self.bare)
            .or_else(|| Some((told::either(tokens, phrase, self.bare)?, true)))
            .or_else(|| Some((told::respectively(tokens, phrase)?, true)))
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

/// A heading that became the first item.
fn is_range(text: &str) -> bool {
    matches!(vocabulary::label(text), Some(Label::Range | Label::Values))
}
