//! What only the words of a row tell: formats, what excludes what, what stays once it is set.
//!
//! A sentence counts where it came or went; sentences that both sides have say nothing new.

use std::collections::BTreeSet;

use super::super::rules::Change;

/// Words that say that a value stays as it was when the resource was made.
const IMMUTABLE: [&str; 5] = [
    "cannot be changed after",
    "cannot be modified after",
    "cannot be changed once",
    "cannot be modified once",
    "immutable",
];

/// Words that say that a value is taken and never given back.
const WRITE_ONLY: [&str; 4] = ["is not returned", "not be returned", "never returned", "write-only"];

/// Words that say that two values cannot be given at once.
const EXCLUSIVE: [&str; 4] =
    ["mutually exclusive", "cannot be specified together", "cannot be used together", "cannot be set together"];

/// Words that say how several values are written.
const STYLES: [(&str, &[&str]); 3] = [
    (
        "separated by commas",
        &["comma-separated", "separated by comma", "separated with comma", "separate them with comma"],
    ),
    ("repeated", &["by repeating", "repeated for", "be repeated", "specified multiple times"]),
    ("separated by semicolons", &["separated by semicolon", "semicolon-separated"]),
];

/// Words that name the format of a value.
const FORMATS: [(&str, &[&str]); 2] =
    [("ISO 8601", &["iso 8601", "iso8601", "rfc 3339", "rfc3339"]), ("Base64", &["base64"])];

/// How the form of a date is written.
const DATES: [&str; 3] = ["yyyy-mm-dd", "yyyy/mm/dd", "yyyymmdd"];

/// Words between that of a default and its value: `default value of this parameter is`.
const WORDS_TO_DEFAULT: usize = 6;

type Remark = (Change, Option<String>, Option<String>);

/// What sentences that came or went say.
pub(super) fn remarks(old: &str, new: &str) -> Vec<Remark> {
    let (old, new) = (old.to_lowercase(), new.to_lowercase());
    let mut remarks = Vec::new();
    if !any(&old, &IMMUTABLE) && any(&new, &IMMUTABLE) {
        remarks.push((Change::BecameImmutable, None, Some("stays as it was made".to_owned())));
    }
    if !any(&old, &WRITE_ONLY) && any(&new, &WRITE_ONLY) {
        remarks.push((Change::BecameWriteOnly, None, Some("is not returned".to_owned())));
    }
    if let (Some(before), Some(after)) = (format(&old), format(&new))
        && before != after
    {
        remarks.push((Change::FormatChanged, Some(before.to_owned()), Some(after.to_owned())));
    }
    if let (Some(before), Some(after)) = (named(&old, &STYLES), named(&new, &STYLES))
        && before != after
    {
        remarks.push((Change::StyleChanged, Some(before.to_owned()), Some(after.to_owned())));
    }
    remarks
}

/// A default of null, which only words tell, that came or went.
pub(super) fn null_default(old: &str, new: &str) -> Option<Remark> {
    let null = || Some("null".to_owned());
    match (has_null_default(old), has_null_default(new)) {
        (false, true) => Some((Change::DefaultAdded, None, null())),
        (true, false) => Some((Change::DefaultRemoved, null(), None)),
        _ => None,
    }
}

/// Whether null stands for a value that is not given: `default value: null`, `defaults to NULL`, `null by default`.
fn has_null_default(text: &str) -> bool {
    let text = text.to_lowercase();
    text.split(['.', ';', '。']).filter(|sentence| !sentence.contains(" if ")).any(|sentence| {
        let words: Vec<&str> = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let told = |at: usize| {
            let mut behind = words[at + 1..].iter().take(WORDS_TO_DEFAULT).take_while(|word| **word != "not");
            behind.any(|word| *word == "null")
        };
        let mut places = (0..words.len()).filter(|at| words[*at].starts_with("default"));
        places.any(|at| told(at) || at >= 2 && words[at - 2..at] == ["null", "by"])
    })
}

/// Whether a description says that its row excludes another.
pub(super) fn is_exclusive(description: Option<&str>) -> bool {
    description.is_some_and(|text| any(&text.to_lowercase(), &EXCLUSIVE))
}

/// Words that tell of rates and states that must hold.
const CONSTRAINTS: [&str; 7] =
    ["constraint", "at most", "rate limit", "per minute", "per second", "only when", "only if"];

/// Sentences on quotas, rates and states that must hold.
pub(super) fn constraints(description: Option<&str>) -> BTreeSet<String> {
    let sentences = description.unwrap_or_default().split(['.', '\n']).map(|text| text.trim().to_lowercase());
    // A quota with a number is a limit; one without may be what the operation is about.
    let is_quota = |text: &str| text.contains("quota") && text.contains(|c: char| c.is_ascii_digit());
    sentences.filter(|sentence| any(sentence, &CONSTRAINTS) || is_quota(sentence)).collect()
}

/// The format that a text names. A timestamp is one of seconds or of milliseconds where the text says which.
fn format(text: &str) -> Option<&'static str> {
    if !text.contains("timestamp") {
        return named(text, &FORMATS).or_else(|| date(text));
    }
    let mut words = text.split(|char: char| !char.is_alphanumeric());
    let milliseconds = words.clone().any(|word| matches!(word, "milliseconds" | "millisecond" | "ms"));
    match (milliseconds, words.any(|word| matches!(word, "seconds" | "second"))) {
        (true, false) => Some("milliseconds"),
        (false, true) => Some("seconds"),
        _ => None,
    }
}

/// The form of a date, with a time behind it however that is misspelt: `yyyy-mm-ddthh:mmss`.
fn date(text: &str) -> Option<&'static str> {
    let quotes = ['\'', '"', '`', '*'];
    let rest = DATES.iter().find_map(|date| text.split_once(date))?.1.trim_start_matches(quotes);
    let time = |sign| rest.strip_prefix(sign).is_some_and(|time| time.trim_start_matches(quotes).starts_with("hh"));
    Some(match () {
        () if time('t') => "ISO 8601",
        () if time(' ') => "date and time",
        () => "date",
    })
}

fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

fn named(text: &str, names: &[(&'static str, &[&str])]) -> Option<&'static str> {
    names.iter().find(|(_, words)| any(text, words)).map(|(name, _)| *name)
}
