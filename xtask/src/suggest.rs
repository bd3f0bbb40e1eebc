//! What a person meant who wrote a word that is not allowed.

/// The allowed word that is nearest to a given one, if any is near.
pub fn nearest<'a>(word: &str, allowed: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    allowed
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| distance * 3 <= candidate.chars().count().max(3))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_understood_and_another_word_is_not() {
        let allowed = ["title", "endpoints", "crate"];
        assert_eq!(nearest("titel", allowed), Some("title"));
        assert_eq!(nearest("endpoint", allowed), Some("endpoints"));
        assert_eq!(nearest("colour", allowed), None);
    }
}
