//! Pieces to labelled parts: `Definition`, `Constraints`, `Range`, `Default Value`, `Minimum: 3`, `Enumeration values:`.
//!
//! A label is a paragraph of its own, the words before a colon at the start of a paragraph or of a sentence, or, where
//! flattening has put the whole cell into one line, one of the four words of the template in their order.

use crate::vocabulary::{self, Label};

use super::piece::{List, Phrase, Piece};

/// Labels are short; longer texts before a colon are sentences.
const LONGEST_LABEL: usize = 40;

/// No label has more words.
const LABEL_WORDS: usize = 4;

/// What ends a sentence in Chinese.
const WIDE_STOPS: [char; 2] = ['。', '；'];

/// A labelled part of a description.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// What it is; none for text without a label.
    pub label: Option<Label>,
    /// The label as written.
    pub written: String,
    /// Its content.
    pub pieces: Vec<Piece>,
}

impl Part {
    /// The first phrase, where there is one before anything else.
    pub(super) fn first_phrase(&self) -> Option<&Phrase> {
        match self.pieces.first()? {
            Piece::Phrase(phrase) => Some(phrase),
            _ => None,
        }
    }

    /// Whether it says no more than that there is no value, by the word for it in JSON.
    pub(super) fn is_null(&self) -> bool {
        self.pieces.len() == 1 && self.first_phrase().is_some_and(|phrase| vocabulary::fold(&phrase.text) == "null")
    }

    /// Whether it holds nothing, or says that there is nothing.
    pub(super) fn is_nothing(&self) -> bool {
        match self.pieces.as_slice() {
            [] => true,
            [Piece::Phrase(phrase)] => vocabulary::is_nothing(&phrase.text),
            [Piece::List(list)] => match list.items.as_slice() {
                [item] => item.rest.is_empty() && vocabulary::is_nothing(&item.head.text),
                _ => false,
            },
            _ => false,
        }
    }

    /// Line of its first phrase.
    pub(super) fn line(&self) -> u32 {
        self.pieces.iter().find_map(line).unwrap_or_default()
    }
}

fn line(piece: &Piece) -> Option<u32> {
    match piece {
        Piece::Phrase(phrase) => Some(phrase.line),
        Piece::List(list) => list.items.first().map(|item| item.head.line),
        Piece::Note(pieces) => pieces.iter().find_map(line),
        Piece::Code(_) => None,
    }
}

/// Cuts pieces into parts; the first has no label.
pub(super) fn parts(pieces: Vec<Piece>) -> Vec<Part> {
    let mut parts = vec![Part::default()];
    let mut pieces = unflattened(pieces, &mut parts).into_iter();
    let mut block = true;
    for piece in &mut pieces {
        match piece {
            Piece::Phrase(phrase) => block = push_phrase(&phrase, block, &mut parts),
            mut piece => {
                let default = if let Piece::List(list) = &mut piece { trailing_default(list) } else { None };
                // What is no text behind an example belongs to it.
                if !block && parts.last().is_none_or(|part| part.label != Some(Label::Example)) {
                    parts.push(Part::default());
                }
                block = true;
                if let Some(part) = parts.last_mut() {
                    part.pieces.push(piece);
                }
                if let Some(phrase) = default {
                    block = push_phrase(&phrase, block, &mut parts);
                }
            }
        }
    }
    parts.retain(|part| part.label.is_some() || !part.pieces.is_empty());
    parts
}

/// `Default value: A` at the end of the last item, where `A` is an item of the list: it is about the whole list.
fn trailing_default(list: &mut List) -> Option<Phrase> {
    let in_head = list.items.last()?.rest.is_empty();
    let phrase = match list.items.last()?.rest.last() {
        None => &list.items.last()?.head,
        Some(Piece::Phrase(phrase)) => phrase,
        Some(_) => return None,
    };
    let is_default = |place: &Place<'_>| place.label == Label::Default && place.written.starts_with(char::is_uppercase);
    let place = places(&phrase.text).into_iter().find(is_default).filter(|place| place.start > 0 || !in_head)?;
    let value = phrase.text[place.content..].trim().trim_end_matches(['.', '。']);
    let is_item = |text: &str| {
        text.strip_prefix(value).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    if value.is_empty() || !list.items.iter().any(|item| is_item(&item.head.text)) {
        return None;
    }
    let (before, default) = (phrase.slice(0, place.start), phrase.slice(place.start, phrase.text.len()));
    let last = list.items.last_mut()?;
    if in_head {
        last.head = before;
    } else {
        last.rest.pop();
        last.rest.extend((!before.text.is_empty()).then_some(Piece::Phrase(before)));
    }
    Some(default)
}

/// Adds a phrase to the last part, or opens parts with it. `block` tells whether the last part goes on; gives the same
/// for the phrases to come.
fn push_phrase(phrase: &Phrase, block: bool, parts: &mut Vec<Part>) -> bool {
    let mut block = block;
    let mut from = 0;
    for Place { label, start, content, written } in places(&phrase.text) {
        // **default**: a value beside others; labels are written with a capital letter where they are set apart.
        let is_marked = phrase.marks.first().is_some_and(|mark| mark.start == 0 && start == 0);
        if is_marked && written.starts_with(|c: char| c.is_ascii_lowercase()) {
            continue;
        }
        push_text(phrase.slice(from, start), block, parts);
        from = content;
        parts.push(Part { label: Some(label), written: written.to_owned(), pieces: Vec::new() });
        block = true;
    }
    let rest = phrase.slice(from, phrase.text.len());
    let closes =
        !rest.text.is_empty() && parts.last().is_some_and(|part| part.pieces.is_empty() && is_on_its_line(part.label));
    push_text(rest, block, parts);
    !closes
}

fn push_text(phrase: Phrase, block: bool, parts: &mut Vec<Part>) {
    if phrase.text.is_empty() {
        return;
    }
    if !block {
        parts.push(Part::default());
    }
    if let Some(part) = parts.last_mut() {
        part.pieces.push(Piece::Phrase(phrase));
    }
}

/// Labels whose text, where it begins on their line, goes no further.
fn is_on_its_line(label: Option<Label>) -> bool {
    matches!(
        label,
        Some(
            Label::Minimum
                | Label::Maximum
                | Label::MinLength
                | Label::MaxLength
                | Label::Length
                | Label::ArrayLength
                | Label::Default
                | Label::Pattern
                | Label::Unit
                | Label::Example
        )
    )
}

/// A label in a text.
struct Place<'a> {
    label: Label,
    start: usize,
    /// Where its content begins.
    content: usize,
    written: &'a str,
}

/// The labels in a text: the whole text, the words before a colon at the start of the text or of a sentence, and, where
/// paragraphs were joined, those of limits and values anywhere.
fn places(text: &str) -> Vec<Place<'_>> {
    let mut places: Vec<Place<'_>> = Vec::new();
    for (colon, mark) in text.char_indices().filter(|&(_, c)| matches!(c, ':' | '：')) {
        let content = colon + mark.len_utf8();
        let from = places.last().map_or(0, |place| place.content);
        if mark == ':' && text[content..].starts_with(|c: char| !c.is_whitespace() && c.is_ascii()) && from > 0 {
            continue;
        }
        places.extend(label_before(text, from, colon).map(|(label, start)| {
            let written = text[start..colon].trim();
            Place { label, start, content, written }
        }));
    }
    if places.is_empty() && text.len() <= LONGEST_LABEL && !text.ends_with('.') {
        let whole = |label| Place { label, start: 0, content: text.len(), written: text.trim() };
        places.extend(vocabulary::label(text).map(whole));
    }
    places
}

/// The label that ends at a colon: the longest of the words behind the last label that is one.
fn label_before(text: &str, from: usize, colon: usize) -> Option<(Label, usize)> {
    let before = &text[from..colon];
    let mut starts: Vec<usize> = word_spans(before).map(|(start, _)| start).collect();
    let glued = |(start, end): (usize, usize)| Some(start + vocabulary::glued_sentence(&before[start..end])?);
    starts.extend(word_spans(before).filter_map(glued));
    starts.extend(before.match_indices(WIDE_STOPS).map(|(at, stop)| at + stop.len()));
    starts.sort_unstable();
    starts.dedup();
    let known = starts.len().saturating_sub(LABEL_WORDS);
    starts.drain(..known);
    starts.into_iter().find_map(|start| {
        let opens = from + start == 0 || is_boundary(&before[..start]) || before[..start].ends_with('.');
        let written = &before[start..];
        let label = vocabulary::label(written).filter(|_| written.len() <= LONGEST_LABEL)?;
        let fits = from + start == 0
            || opens && may_follow(label)
            || is_title(written)
                && (is_fact(label)
                    || may_follow(label) && text[colon..].trim_start_matches([':', '：']).trim().is_empty());
        fits.then_some((label, from + start))
    })
}

/// Whether words are written like a label.
fn is_title(written: &str) -> bool {
    written.starts_with(|c: char| c.is_uppercase() || vocabulary::is_chinese(c))
}

/// Whether a sentence ends with the text.
fn is_boundary(text: &str) -> bool {
    let trimmed = text.trim_end();
    // No blank follows a mark of full width.
    trimmed.ends_with(WIDE_STOPS) || trimmed.len() < text.len() && trimmed.ends_with(['.', ';', '。', '；', ')'])
}

/// Labels that stand in the middle of a paragraph too, at the start of a sentence.
fn may_follow(label: Label) -> bool {
    !matches!(label, Label::Definition | Label::Constraints)
}

/// Labels that are no words of sentences.
fn is_fact(label: Label) -> bool {
    matches!(
        label,
        Label::Minimum
            | Label::Maximum
            | Label::MinLength
            | Label::MaxLength
            | Label::ArrayLength
            | Label::Default
            | Label::Values
            | Label::Pattern
    )
}

/// A cell of the template that was flattened into one line, cut apart again; other pieces are given back.
fn unflattened(mut pieces: Vec<Piece>, parts: &mut Vec<Part>) -> Vec<Piece> {
    let Some(Piece::Phrase(first)) = pieces.first() else { return pieces };
    let is_template = first.text.split_whitespace().next().is_some_and(|word| {
        vocabulary::label(word.trim_end_matches([':', '：'])) == Some(Label::Definition)
            && first.text.len() > word.len()
    });
    if !is_template {
        return pieces;
    }
    let mut whole = first.clone();
    // Behind a colon the label is that of its own paragraph, and the others begin theirs.
    let has_colon = first.text.split_whitespace().next().is_some_and(|word| word.contains([':', '：']));
    let is_phrase = |piece: &&Piece| matches!(piece, Piece::Phrase(_));
    let phrases = if has_colon { 1 } else { pieces.iter().take_while(is_phrase).count() };
    for piece in &pieces[1..phrases] {
        if let Piece::Phrase(phrase) = piece {
            whole.join(phrase);
        }
    }
    let cuts = template_cuts(&whole.text);
    if cuts.len() < 2 {
        return pieces;
    }
    for (index, &(label, start, rest)) in cuts.iter().enumerate() {
        let end = cuts.get(index + 1).map_or(whole.text.len(), |&(_, start, _)| start);
        parts.push(Part {
            label: Some(label),
            written: whole.text[start..rest].trim_end_matches([':', '：']).trim().to_owned(),
            pieces: Vec::new(),
        });
        push_phrase(&whole.slice(rest, end), true, parts);
    }
    pieces.split_off(phrases)
}

/// The labels of the template in a line: what, where they begin, where they end. Each stands once, in its order; where a
/// word occurs more often, the last place before the next label counts, but for the constraints, which may name the others.
fn template_cuts(text: &str) -> Vec<(Label, usize, usize)> {
    let words: Vec<(usize, usize)> = word_spans(text).collect();
    let Some(&(start, end)) = words.first() else { return Vec::new() };
    let mut cuts = vec![(Label::Definition, start, end)];
    let mut limit = words.len();
    let mut tail = Vec::new();
    for wanted in [Label::Default, Label::Range] {
        let found = (1..limit).rev().find_map(|at| capitalised(text, &words, at, wanted).map(|end| (at, end)));
        if let Some((at, end)) = found {
            tail.push((wanted, words[at].0, end));
            limit = at;
        }
    }
    let constraints = (1..limit).find_map(|at| capitalised(text, &words, at, Label::Constraints).map(|end| (at, end)));
    cuts.extend(constraints.map(|(at, end)| (Label::Constraints, words[at].0, end)));
    cuts.extend(tail.into_iter().rev());
    cuts
}

/// Where a label of two words or one ends that begins with word `at` in a capital letter.
fn capitalised(text: &str, words: &[(usize, usize)], at: usize, wanted: Label) -> Option<usize> {
    let (start, end) = words[at];
    let first = text[start..end].trim_end_matches([':', '：']);
    if first.starts_with(|c: char| c.is_ascii() && !c.is_uppercase()) {
        return None;
    }
    let two = words
        .get(at + 1)
        .map(|&(_, end)| end)
        .filter(|&end| vocabulary::label(text[start..end].trim_end_matches([':', '：'])) == Some(wanted));
    let one_suffices = wanted != Label::Default || !first.is_ascii();
    two.or_else(|| (one_suffices && vocabulary::label(first) == Some(wanted)).then_some(end))
}

fn word_spans(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    text.split_whitespace().map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        (start, start + word.len())
    })
}
