//! Words of sentences that announce a fact: "the default value is", "up to", "characters".

use std::collections::HashMap;
use std::sync::LazyLock;

/// What some words in a sentence announce.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cue {
    /// "default value"
    Default,
    /// "minimum value"
    Minimum,
    /// "maximum value"
    Maximum,
    /// "length": of what follows or precedes.
    Length,
    /// "up to", before a number that is allowed.
    UpTo,
    /// "less than", before a number that is not allowed any more.
    Below,
    /// "at least", before a number that is allowed.
    AtLeast,
    /// "greater than", before a number that is not allowed yet.
    Above,
    /// "from", before the smaller of two numbers.
    From,
    /// "to", between two numbers.
    To,
    /// "and"
    And,
    /// "or"
    Or,
    /// "is", "are"
    Is,
    /// "characters", behind a length.
    Characters,
    /// "bytes", behind a length that is none in characters.
    Bytes,
    /// "exactly"
    Exactly,
    /// "can be", "options are", "value options": before values.
    Values,
    /// "true or false" says nothing about values that could be told: "for example", "such as".
    Example,
    /// "if", "when", "unless": what the sentence says does not always hold.
    Condition,
    /// "mandatory", "required"
    Mandatory,
    /// "each", "key": the sentence is about a part of the value.
    Part,
    /// "null", before or behind "can be".
    Null,
    /// "read-only"
    ReadOnly,
    /// "deprecated", "not used currently"
    Deprecated,
    /// "not", "cannot"
    Not,
    /// "unit"
    Unit,
    /// "in", before a unit.
    In,
}

/// A cue and the phrases that give it, in lower case.
const CUES: &[(Cue, &[&str])] = &[
    (Cue::Default, &["default value", "default values", "default", "defaults to"]),
    (Cue::Minimum, &["minimum value", "minimum", "min", "smallest value", "lower limit"]),
    (Cue::Maximum, &["maximum value", "maximum", "max", "largest value", "upper limit"]),
    (
        Cue::Condition,
        &["if", "when", "unless", "only when", "only if", "whether", "in case of", "once", "otherwise", "for"],
    ),
];

type Index = HashMap<&'static str, Vec<(Vec<&'static str>, Cue)>>;

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index: Index = HashMap::new();
    for &(cue, phrases) in CUES {
        for phrase in phrases {
            let mut words = phrase.split(' ');
            index.entry(words.next().unwrap_or_default()).or_default().push((words.collect(), cue));
        }
    }
    for phrases in index.values_mut() {
        phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    index
});

/// The longest cue that begins with the first of the words, and its number of words. Words are in lower case and
/// without punctuation.
pub fn cue<'a>(first: &str, rest: impl Iterator<Item = &'a str> + Clone) -> Option<(Cue, usize)> {
    let phrases = INDEX.get(first)?;
    let (words, cue) = phrases.iter().find(|(words, _)| {
        let mut rest = rest.clone();
        words.iter().all(|word| rest.next() == Some(word))
    })?;
    Some((*cue, words.len() + 1))
}

/// Whether a text holds a cue.
pub fn has_cue(text: &str, wanted: Cue) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| c.is_whitespace() || ".,;:()".contains(c)).filter(|word| !word.is_empty()).collect();
    (0..words.len()).any(|at| cue(words[at], words[at + 1..].iter().copied()).is_some_and(|(found, _)| found == wanted))
}
