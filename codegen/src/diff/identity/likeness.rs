//! How alike two names or two descriptions are.

use std::collections::BTreeSet;

use crate::names;

/// Longest text whose words are compared.
const LONGEST: usize = 4_000;

/// How alike two names of rows are, in percent.
pub(super) fn name_likeness(old: &str, new: &str) -> u32 {
    let (before, after) = (names::words(old), names::words(new));
    if before == after {
        return 100;
    }
    if names::singular(before.clone()) == names::singular(after.clone()) {
        return 95;
    }
    if is_near(old, new) {
        return 90;
    }
    let (before, after): (BTreeSet<_>, BTreeSet<_>) = (before.iter().collect(), after.iter().collect());
    let common = before.intersection(&after).count();
    match common {
        0 => 0,
        all if all == before.len() || all == after.len() => 60,
        some => u32::try_from(40 * some / before.len().max(after.len())).unwrap_or(0),
    }
}

/// Whether two texts differ as a misspelling does.
pub(in crate::diff) fn is_near(old: &str, new: &str) -> bool {
    let longest = old.chars().count().max(new.chars().count());
    let allowed = match longest {
        0..=4 => return false,
        5..=9 => 1,
        10..=80 => 2,
        _ => return false,
    };
    strsim::osa_distance(old, new) <= allowed
}

/// Whether two names are the same words, whatever their case and what parts them.
pub(in crate::diff) fn is_same_words(old: &str, new: &str) -> bool {
    names::words(old) == names::words(new)
}

/// How many words two texts have in common, in percent of all words of both.
pub(in crate::diff) fn words_in_common(old: &str, new: &str) -> u32 {
    if old == new {
        return 100;
    }
    let (before, after) = (words(old), words(new));
    let all = before.union(&after).count();
    let common = before.intersection(&after).count();
    u32::try_from(100 * common / all.max(1)).unwrap_or(0)
}

fn words(text: &str) -> BTreeSet<String> {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let parts = text[..end].split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    parts.map(str::to_lowercase).collect()
}

/// Number of words of a text, as far as they count.
pub(super) fn word_count(text: &str) -> usize {
    words(text).len()
}
