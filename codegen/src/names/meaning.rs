//! What a number stands for → the variant that says so.
//!
//! In: the meaning a page gives to a value. Out: a name, where the meaning is one and no sentence.

use super::{pascal, words};

/// A label is no longer than this, in words and in letters.
const MOST_WORDS: usize = 4;
const MOST_LETTERS: usize = 32;

/// Words of sentences: a meaning with one of them describes, and does not name.
const SENTENCE: [&str; 34] = [
    "a",
    "an",
    "and",
    "any",
    "are",
    "be",
    "been",
    "being",
    "can",
    "cannot",
    "do",
    "does",
    "has",
    "have",
    "if",
    "indicates",
    "is",
    "it",
    "its",
    "may",
    "means",
    "must",
    "or",
    "that",
    "the",
    "then",
    "they",
    "this",
    "was",
    "were",
    "when",
    "which",
    "will",
    "you",
];

/// The name that a short meaning is: `named entity recognition` → `NamedEntityRecognition`.
pub(crate) fn variant_by_meaning(meaning: &str) -> Option<String> {
    let label = label(meaning)?;
    let words = words(label);
    let is_label = (1..=MOST_WORDS).contains(&words.len())
        && label.is_ascii()
        && !words.iter().any(|word| SENTENCE.contains(&word.as_str()));
    let name = pascal(&words);
    let is_name = name.len() <= MOST_LETTERS
        && name.starts_with(|first: char| first.is_ascii_uppercase())
        && !matches!(name.as_str(), "Other" | "Self" | "Default");
    (is_label && is_name).then_some(name)
}

/// The meaning without what explains it: an aside, a second sentence, or what follows a comma after a word or two.
fn label(meaning: &str) -> Option<&str> {
    let sentence = meaning.split(['(', ';', ':', '\n']).next()?;
    let sentence = sentence.split(". ").next()?.split(" - ").next()?;
    let (head, aside) = sentence.split_once(',').map_or((sentence, None), |(head, aside)| (head, Some(aside)));
    (aside.is_none() || words(head).len() <= 2).then_some(head.trim().trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_meanings_name_the_value() {
        for (meaning, variant) in [
            ("critical", "Critical"),
            ("Named entity recognition.", "NamedEntityRecognition"),
            ("not frozen", "NotFrozen"),
            ("non-hard sample", "NonHardSample"),
            ("IPv4.", "Ipv4"),
            ("OBS bucket (default value)", "ObsBucket"),
            ("Export to OBS.", "ExportToObs"),
            ("bypassed. Requests go straight on, unseen.", "Bypassed"),
            ("unavailable, for instance as it could not be made", "Unavailable"),
        ] {
            assert_eq!(variant_by_meaning(meaning).as_deref(), Some(variant), "{meaning}");
        }
    }

    #[test]
    fn sentences_and_bare_numbers_name_nothing() {
        for meaning in [
            "",
            "The gateway is public.",
            "It does not restart.",
            "five words and a long one",
            "tells wget apart, but no scripts",
            "10 minutes",
            "正常",
            "default",
            "other",
        ] {
            assert_eq!(variant_by_meaning(meaning), None, "{meaning}");
        }
    }
}
