//! Singular and plural of the last word of a phrase.

/// Words that end in `s` and are no plural.
const SINGULAR: [&str; 8] = ["access", "alias", "canvas", "cors", "gas", "https", "kubernetes", "progress"];

/// Plurals of two letters; other words of three letters in `s` are abbreviations.
const PLURALS_OF_TWO: [&str; 8] = ["acs", "ads", "azs", "dbs", "ids", "ips", "pvs", "vms"];

/// Words of both numbers.
const BOTH: [&str; 6] = ["data", "information", "metadata", "news", "series", "statistics"];

/// Whether the word is a plural.
pub(crate) fn is_plural(word: &str) -> bool {
    let is_ending = |ending: &str| word.ends_with(ending);
    word.ends_with('s')
        && !["ss", "us", "sis"].into_iter().any(is_ending)
        && !SINGULAR.contains(&word)
        && (word.len() > 3 || PLURALS_OF_TWO.contains(&word))
}

/// The words with the last one in the singular.
pub(crate) fn singular(mut words: Vec<String>) -> Vec<String> {
    if let Some(last) = words.last_mut() {
        *last = singular_word(last);
    }
    words
}

/// The words with the last one in the plural.
pub(crate) fn plural(mut words: Vec<String>) -> Vec<String> {
    if let Some(last) = words.last_mut() {
        *last = plural_word(last);
    }
    words
}

fn singular_word(word: &str) -> String {
    if !is_plural(word) || BOTH.contains(&word) {
        return word.to_owned();
    }
    let stem = |ending: &str| word.strip_suffix(ending);
    if let Some(stem) = stem("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zes", "uses", "aliases"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    word[..word.len() - 1].to_owned()
}

fn plural_word(word: &str) -> String {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    let is_abbreviation = word.len() == 3 && word.ends_with('s');
    if is_plural(word) || is_abbreviation || BOTH.contains(&word) || word.is_empty() {
        word.to_owned()
    } else if ends(&["s", "x", "z", "ch", "sh"]) {
        format!("{word}es")
    } else if ends(&["y"]) && !ends(&["ay", "ey", "iy", "oy", "uy"]) {
        format!("{}ies", &word[..word.len() - 1])
    } else {
        format!("{word}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn singular_and_plural_are_inverse() {
        for (one, many) in [
            ("instance", "instances"),
            ("policy", "policies"),
            ("gateway", "gateways"),
            ("address", "addresses"),
            ("status", "statuses"),
            ("box", "boxes"),
            ("api", "apis"),
            ("switch", "switches"),
            ("alias", "aliases"),
        ] {
            assert_eq!(plural_word(one), many);
            assert_eq!(singular_word(many), one);
            assert_eq!(plural_word(many), many);
        }
        assert_eq!(singular_word("metadata"), "metadata");
        assert_eq!(singular_word("dns"), "dns");
        assert_eq!(plural_word("dns"), "dns");
    }
}
