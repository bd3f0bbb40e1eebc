//! Words that are nearly words of the type column: `Sting`, `Interger`, `IntegerInteger`.

use crate::vocabulary::{self, TypeWord};

/// Shorter words are too near to each other to be told.
const SHORTEST: usize = 5;

/// The type that a misspelt word means.
pub(super) fn meant(word: &str) -> Option<(&'static str, TypeWord)> {
    let folded = vocabulary::fold(word);
    vocabulary::type_words().find(|(known, kind)| {
        known.len() >= SHORTEST
            && known.is_ascii()
            && *kind != TypeWord::Filler
            && (is_doubled(&folded, known) || strsim::osa_distance(&folded, &known.to_lowercase()) == 1)
    })
}

fn is_doubled(word: &str, known: &str) -> bool {
    word.len() == 2 * known.len() && word.is_char_boundary(known.len()) && {
        let (left, right) = word.split_at(known.len());
        left == right && left.eq_ignore_ascii_case(known)
    }
}
