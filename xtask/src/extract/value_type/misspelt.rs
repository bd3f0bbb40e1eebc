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
            && (is_doubled(&folded, known) || is_one_edit_away(folded.as_bytes(), known.to_lowercase().as_bytes()))
    })
}

fn is_doubled(word: &str, known: &str) -> bool {
    word.len() == 2 * known.len() && word.is_char_boundary(known.len()) && {
        let (left, right) = word.split_at(known.len());
        left == right && left.eq_ignore_ascii_case(known)
    }
}

/// One letter changed, left out, added, or two neighbours exchanged.
fn is_one_edit_away(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    match long.len() - short.len() {
        0 if same == short.len() => false,
        0 => {
            let exchanged = same + 1 < long.len()
                && short[same] == long[same + 1]
                && short[same + 1] == long[same]
                && short[same + 2..] == long[same + 2..];
            exchanged || short[same + 1..] == long[same + 1..]
        }
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}
