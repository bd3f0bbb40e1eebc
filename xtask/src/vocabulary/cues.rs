//! Words of sentences that announce a fact: "the default value is", "up to", "characters"; and the names of units.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What some words of a sentence announce.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cue {
    /// A default follows, or a verb and then a default.
    Default,
    /// What stands before is the default.
    ByDefault,
    /// The smallest value or length follows, or a verb and then it.
    Minimum,
    /// The largest value or length follows, or a verb and then it.
    Maximum,
    /// The sentence is about a length.
    Length,
    /// A number that is still allowed follows.
    UpTo,
    /// A number that is still allowed follows, in wording that is about the value itself.
    NotAbove,
    /// A number that is allowed already follows.
    AtLeast,
    /// A number that is allowed already follows, in wording that is about the value itself.
    NotBelow,
    /// A number that is not allowed any more follows.
    Below,
    /// A number that is not allowed yet follows.
    Above,
    /// Only what follows.
    Exactly,
    /// The smaller of two numbers follows, in wording that is about the value itself.
    Ranges,
    /// The smaller of two numbers follows.
    From,
    /// Stands between two numbers.
    To,
    /// Stands between the last two of several.
    And,
    /// Stands between the last two of several.
    Or,
    /// A verb between a fact and its value.
    Is,
    /// What follows binds: "must be".
    Must,
    /// What stands before counts characters.
    Characters,
    /// What stands before counts something else than characters.
    Bytes,
    /// Whole numbers from 1.
    Positive,
    /// Whole numbers from 0.
    NonNegative,
    /// No number below 0, in wording that is about the value itself.
    NotNegative,
    /// Not without characters or items, in wording that is about the value itself.
    NotEmpty,
    /// The only value follows.
    Fixed,
    /// What the sentence says may be otherwise.
    Usually,
    /// Values follow.
    Values,
    /// Values may follow, or verbs.
    CanBe,
    /// Values follow in a list, but not all of them, or only samples.
    Example,
    /// What the sentence says does not hold always.
    Condition,
    /// The parameter is left out.
    Unset,
    /// The parameter has to be there.
    Mandatory,
    /// The sentence is about a part of the value.
    Part,
    /// The sentence is about parts that a value is made of, not about values.
    Made,
    /// The parameter.
    Subject,
    /// There is nothing.
    Null,
    /// Only in responses.
    ReadOnly,
    /// Not to be used, not used, or not there yet.
    Deprecated,
    /// Turns what follows round.
    Not,
    /// A unit follows, or a verb and then a unit.
    Unit,
    /// A unit may follow.
    In,
    /// Parts a value from its meaning.
    Means,
}

/// A cue and the phrases that give it, in lower case.
const CUES: &[(Cue, &[&str])] = &[
    (
        Cue::Default,
        &["the default value", "its default value", "default value", "default values", "default", "defaults to"],
    ),
    (Cue::ByDefault, &["by default"]),
    (Cue::Minimum, &["minimum value", "minimum", "min", "smallest value"]),
    (Cue::Maximum, &["maximum value", "maximum", "max", "largest value"]),
    (Cue::Length, &["length"]),
    (
        Cue::UpTo,
        &[
            "up to",
            "a maximum of",
            "maximum of",
            "at most",
            "no more than",
            "not more than",
            "no longer than",
            "not longer than",
            "less than or equal to",
            "no greater than",
            "not greater than",
            "a max of",
            "within",
        ],
    ),
    (
        Cue::NotAbove,
        &[
            "cannot exceed",
            "must not exceed",
            "can not exceed",
            "should not exceed",
            "does not exceed",
            "cannot be greater than",
            "cannot be larger than",
            "must be less than or equal to",
            "cannot be longer than",
            "is less than or equal to",
            "must not be greater than",
            "cannot be more than",
            "should be less than or equal to",
        ],
    ),
    (
        Cue::AtLeast,
        &[
            "at least",
            "a minimum of",
            "minimum of",
            "no less than",
            "not less than",
            "greater than or equal to",
            "no fewer than",
        ],
    ),
    (
        Cue::NotBelow,
        &[
            "must be greater than or equal to",
            "cannot be less than",
            "must be at least",
            "cannot be smaller than",
            "must not be less than",
            "cannot be lower than",
            "must be no less than",
            "should be greater than or equal to",
        ],
    ),
    (Cue::Below, &["less than", "fewer than", "smaller than", "lower than"]),
    (Cue::Above, &["greater than", "more than", "larger than", "higher than"]),
    (Cue::Exactly, &["exactly"]),
    (
        Cue::Ranges,
        &[
            "value ranges from",
            "value range from",
            "number ranges from",
            "ranges from",
            "range from",
            "ranging from",
            "value is from",
            "value range is",
            "value range is from",
            "value ranges between",
            "range is",
            "value is between",
            "must be between",
            "must range from",
            "in the range of",
            "in the range from",
            "within the range of",
            "an integer from",
            "integer between",
            "integer ranging from",
            "value can be from",
            "must be from",
            "value must be from",
            "value ranges",
            "values range from",
            "can range from",
            "value is an integer from",
        ],
    ),
    (Cue::From, &["from", "between"]),
    (Cue::To, &["to", "through"]),
    (Cue::And, &["and"]),
    (Cue::Or, &["or"]),
    (Cue::Is, &["is", "are", "is set to", "is as follows", "of this parameter is", "for this parameter is", "equals"]),
    (Cue::Must, &["must be", "should be", "must", "cannot be", "must not be", "can only be"]),
    (
        Cue::Characters,
        &[
            "characters",
            "character",
            "chars",
            "unicode characters",
            "utf-8 characters",
            "ascii characters",
            "characters in length",
        ],
    ),
    (Cue::Bytes, &["bytes", "byte", "bits", "kb", "mb", "gb", "digits"]),
    (Cue::Positive, &["positive integer", "a positive integer", "any positive integer"]),
    (
        Cue::NonNegative,
        &["non-negative integer", "non-negative number", "non-negative", "nonnegative integer", "natural number"],
    ),
    (
        Cue::NotNegative,
        &[
            "cannot be negative",
            "can not be negative",
            "must not be negative",
            "cannot be a negative",
            "cannot be a negative number",
            "cannot be a negative value",
            "cannot be a negative integer",
        ],
    ),
    (
        Cue::NotEmpty,
        &[
            "cannot be empty",
            "can not be empty",
            "must not be empty",
            "should not be empty",
            "cannot be an empty list",
            "cannot be an empty array",
        ],
    ),
    (
        Cue::Fixed,
        &[
            "fixed at",
            "fixed to",
            "fixed as",
            "is fixed at",
            "is fixed to",
            "is fixed as",
            "fixed value is",
            "value is fixed at",
            "value is fixed to",
            "has a fixed value of",
        ],
    ),
    (Cue::Usually, &["generally", "usually", "typically", "normally", "in most cases"]),
    (
        Cue::Values,
        &[
            "value can be",
            "values can be",
            "value can be one of",
            "value may be",
            "value must be",
            "value is one of",
            "value can be set to",
            "options are",
            "options include",
            "available options are",
            "value options are",
            "possible values are",
            "accepted values",
            "accepted values are",
            "allowed values are",
            "permitted values",
            "permitted values are",
            "valid options are",
            "possible values include",
            "possible values",
            "valid values are",
            "valid values",
            "available values are",
            "supported values are",
            "values include",
            "value can only be",
            "which can be",
            "option can be",
            "options are as follows",
            "values are as follows",
            "can be one of",
            "can be one of the following",
            "value can be one of the following",
            "the value is one of",
            "enumerated values are",
            "value could be",
            "value should be",
            "values are",
            "can be set to",
            "value options",
            "the options can be",
            "options",
            "parameter can be",
            "field can be",
            "value can be either",
            "value is either",
            "must be one of",
            "can only be",
            "can only be set to",
            "value can only be set to",
            "enumeration values",
            "enumerated values",
            "enumerated values include",
            "enumerated values are as follows",
        ],
    ),
    (Cue::CanBe, &["can be", "may be", "must be"]),
    (
        Cue::Example,
        &[
            "for example",
            "example",
            "such as",
            "e.g",
            "eg",
            "etc",
            "and so on",
            "like",
            "for instance",
            "take",
            "examples",
        ],
    ),
    (
        Cue::Condition,
        &[
            "if",
            "when",
            "unless",
            "only when",
            "only if",
            "in case of",
            "otherwise",
            "whenever",
            "where",
            "once",
            "depends on",
        ],
    ),
    (
        Cue::Unset,
        &[
            "not specified",
            "not set",
            "left blank",
            "not configured",
            "not passed",
            "left empty",
            "not transferred",
            "not carried",
            "not provided",
            "not given",
            "leave it blank",
            "leave this parameter blank",
            "not contained",
            "left unspecified",
            "unspecified",
            "omitted",
            "is empty",
            "do not specify",
            "do not set",
            "not included",
            "not filled",
            "not entered",
        ],
    ),
    (
        Cue::Mandatory,
        &["mandatory", "required", "must be specified", "must be set", "must be configured", "must be passed"],
    ),
    (
        Cue::Part,
        &[
            "each",
            "every",
            "per",
            "total",
            "in total",
            "followed by",
            "followed",
            "the first",
            "the last",
            "prefix",
            "suffix",
            "minimum password",
            "separated",
            "number of",
            "sum",
            "together",
            "respectively",
            "path length",
            "label",
        ],
    ),
    (
        Cue::Made,
        &[
            "contain",
            "contains",
            "containing",
            "consist of",
            "consists of",
            "include",
            "includes",
            "comprises",
            "requirements",
            "following characters",
            "special characters",
            "format",
            "rules",
            "ways",
            "methods",
            "steps",
            "scenarios",
            "fields",
            "parameters",
            "attributes",
            "principles",
            "conditions",
            "notes",
            "constraints",
            "structure",
            "composed of",
            "parameter description",
            "comply with",
            "meet",
            "following information",
        ],
    ),
    (
        Cue::Subject,
        &["this parameter", "this field", "this attribute", "the parameter", "the field", "this header", "it"],
    ),
    (Cue::Null, &["null"]),
    (Cue::ReadOnly, &["read-only", "read only", "readonly"]),
    (
        Cue::Deprecated,
        &[
            "deprecated",
            "reserved field",
            "reserved parameter",
            "reserved attribute",
            "deprecated parameter",
            "deprecated field",
            "reserved",
            "discarded",
            "not used currently",
            "currently not used",
            "no longer used",
            "unused",
            "not supported",
            "currently not supported",
            "unsupported",
            "unavailable",
            "abandoned",
            "obsolete",
            "not in use",
            "no longer supported",
            "not supported currently",
            "has no meaning",
            "does not take effect",
            "not used",
            "not available currently",
            "out of use",
        ],
    ),
    (Cue::Not, &["not", "no", "cannot", "non"]),
    (Cue::Unit, &["unit", "units", "in the unit of", "default unit", "unit of"]),
    (Cue::In, &["in"]),
    (
        Cue::Means,
        &[
            "indicates",
            "indicate",
            "indicating",
            "which indicates",
            "means",
            "mean",
            "meaning",
            "represents",
            "representing",
            "specifies",
            "denotes",
            "refers to",
            "stands for",
            "is for",
        ],
    ),
];

/// Units as pages write them, the first one being the one that is kept.
const UNITS: &[&[&str]] = &[
    &["s", "second", "seconds", "sec", "秒"],
    &["ms", "millisecond", "milliseconds", "毫秒"],
    &["μs", "microsecond", "microseconds", "us"],
    &["min", "minute", "minutes", "分钟"],
    &["h", "hour", "hours", "小时"],
    &["d", "day", "days", "天"],
    &["month", "months", "月"],
    &["year", "years", "年"],
    &["B", "byte", "bytes", "字节"],
    &["KB", "kb", "kilobytes"],
    &["MB", "mb", "megabytes"],
    &["GB", "gb", "g", "gigabytes"],
    &["TB", "tb"],
    &["PB", "pb"],
    &["KiB"],
    &["MiB", "mi"],
    &["GiB", "gi"],
    &["TiB"],
    &["bit/s", "bps"],
    &["kbit/s", "kbps"],
    &["Mbit/s", "mbps", "mb/s"],
    &["Gbit/s", "gbps"],
    &["KB/s"],
    &["MB/s"],
    &["%", "percentage", "percent"],
    &["millicore", "millicores"],
    &["m"],
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

static UNIT_INDEX: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut index = HashMap::new();
    for unit in UNITS {
        for word in *unit {
            index.insert(word.to_lowercase(), unit[0]);
        }
    }
    index
});

/// The longest cue that begins with `first`, and its number of words; `next` gives the words behind it, in lower case.
pub fn cue<'a>(first: &str, next: impl Fn(usize) -> Option<&'a str>) -> Option<(Cue, usize)> {
    let Some(phrases) = INDEX.get(first) else { return chinese_cue(first) };
    let (words, cue) =
        phrases.iter().find(|(words, _)| words.iter().enumerate().all(|(at, word)| next(at) == Some(word)))?;
    Some((*cue, words.len() + 1))
}

/// The cue that a Chinese word gives.
fn chinese_cue(word: &str) -> Option<(Cue, usize)> {
    let (longest, cue) = super::chinese_word(word)?;
    cue.filter(|_| longest.len() == word.len()).map(|cue| (cue, 1))
}

/// Whether a text holds a cue.
pub fn has_cue(text: &str, wanted: Cue) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| c.is_whitespace() || ".,;:()".contains(c)).filter(|word| !word.is_empty()).collect();
    (0..words.len()).any(|at| {
        let next = |offset: usize| words.get(at + 1 + offset).copied();
        cue(words[at], next).is_some_and(|(found, _)| found == wanted)
    })
}

/// A unit in the spelling that is kept: `GB`, `s`.
pub fn unit(word: &str) -> Option<&'static str> {
    UNIT_INDEX.get(word.to_lowercase().as_str()).copied()
}

/// Words whose dot ends no sentence.
pub fn is_abbreviation(word: &str) -> bool {
    matches!(word, "max" | "min" | "e.g" | "i.e" | "etc" | "no" | "approx" | "vs" | "eg")
}

/// Whether a word counts things and is no unit: `10个`.
pub fn is_counter(word: &str) -> bool {
    matches!(word, "个" | "条" | "次" | "台" | "项")
}

/// Whether a word opens a sentence that holds in a case only: `For …`, `In …`.
pub fn opens_a_case(word: &str) -> bool {
    ["for", "in", "对于"].iter().any(|opening| word.eq_ignore_ascii_case(opening))
}

/// Whether a word says nothing beside a remark: `Currently`, `this`.
pub fn is_small_word(word: &str) -> bool {
    ["this", "a", "an", "the", "currently", "当前", "目前", "暂时"].iter().any(|small| word.eq_ignore_ascii_case(small))
}

/// Where a Chinese phrase stands that parts a value from its meaning: `0表示关闭`.
pub fn chinese_means(text: &str) -> Option<usize> {
    ["表示", "代表"].iter().filter_map(|phrase| text.find(phrase)).min()
}
