//! Words of sentences that announce a fact: "the default value is", "up to", "characters"; and the names of units.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::cue_words::CUES;

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
    /// Behind values: what one of them is chosen by.
    Depending,
}

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
    for row in CUES {
        let Some(cue) = row.cue else { continue };
        for phrase in row.english {
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
