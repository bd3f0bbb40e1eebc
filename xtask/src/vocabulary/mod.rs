//! The words of API pages, in one table of data: sections, columns, roles of tables, types, answers and the labels of
//! constraints. A column of the table is a language; adding a language is adding a column.
//!
//! [`find`] looks a phrase up whatever its case, its spacing and the punctuation around it.

mod authentication;
mod chinese;
mod cue_words;
mod cues;
mod errors;
mod repeat;
mod row_names;
mod secrets;
mod sentences;
mod table;
mod words;

use std::collections::HashMap;
use std::sync::LazyLock;

pub use authentication::authentication;
pub use chinese::{chinese_word, is_chinese};
pub use cues::{Cue, chinese_means, cue, has_cue, is_abbreviation, is_counter, is_small_word, opens_a_case, unit};
pub use errors::{
    is_about_errors, is_beside_an_error, is_code_of_an_error, is_message_of_an_error, is_name_of_errors,
    is_part_of_an_error, is_request_id, is_returned_on_failure,
};
pub use repeat::{
    PageWord, StateWord, bare, counts_pages, failure_reasons, is_about_all, is_about_jobs, is_about_one_page,
    is_finished, is_job_segment, is_page_word, is_state, job_of, state_word,
};
pub use row_names::{RowName, row_name};
pub use secrets::is_secret;
pub use sentences::{
    glued_sentence, holds_items, is_ability, is_about_one, is_about_others, is_article, is_auxiliary, is_call,
    is_identifier, is_item, is_list, is_number, is_used, is_value, opens_a_span, opens_sentence, refers_onward,
    says_only,
};
pub use table::{Column, Label, Section, Term, TypeWord, Word};
pub use words::{Words, failure_before_field, words};

/// A row of the table: a term and its words in each language.
struct Entry {
    term: Term,
    english: &'static [&'static str],
    chinese: &'static [&'static str],
}

static INDEX: LazyLock<HashMap<String, Vec<Term>>> = LazyLock::new(|| {
    let mut index: HashMap<String, Vec<Term>> = HashMap::new();
    for entry in table::ENTRIES {
        for word in entry.english.iter().chain(entry.chinese) {
            index.entry(fold(word)).or_default().push(entry.term);
        }
    }
    index
});

/// The Chinese words that tell what a phrase is about, longest first.
fn chinese_words() -> impl Iterator<Item = (&'static str, Word)> {
    static WORDS: LazyLock<Vec<(&'static str, Word)>> = LazyLock::new(|| {
        let mut words: Vec<(&'static str, Word)> = Vec::new();
        for entry in table::ENTRIES {
            if let Term::Word(word) = entry.term {
                words.extend(entry.chinese.iter().map(|&chinese| (chinese, word)));
            }
        }
        words.sort_by_key(|(chinese, _)| std::cmp::Reverse(chinese.len()));
        words
    });
    WORDS.iter().copied()
}

/// The terms that a phrase stands for: none, one, or one of each kind where a word serves several.
pub fn find(phrase: &str) -> &'static [Term] {
    INDEX.get(&fold(phrase)).map_or(&[], Vec::as_slice)
}

/// The first term of a kind: `find_as(phrase, Term::as_column)`.
pub fn find_as<T>(phrase: &str, kind: impl Fn(Term) -> Option<T>) -> Option<T> {
    find(phrase).iter().find_map(|&term| kind(term))
}

/// The section that a heading opens.
pub fn section(heading: &str) -> Option<Section> {
    find_as(heading, |term| if let Term::Section(section) = term { Some(section) } else { None })
}

/// Whether a heading says that what stands below it is a body or its elements.
pub fn is_about_a_body(heading: &str) -> bool {
    let is_element = |word: &str| matches!(word, "element" | "elements" | "元素");
    let folded = fold(heading);
    words(heading).has(Word::Body) || folded.split(' ').any(is_element) || folded.ends_with("元素")
}

/// The column that a header cell heads, whatever it asks or adds in brackets: `Mandatory?`, `Required (Y/N)`.
pub fn column(heading: &str) -> Option<Column> {
    let column = |term: Term| if let Term::Column(column) = term { Some(column) } else { None };
    let bare = || heading.split(['?', '？', '(', '（']).next().filter(|bare| bare.len() < heading.len());
    find_as(heading, column).or_else(|| find_as(bare()?, column))
}

/// Every word that heads a column, in lower case.
pub fn column_words() -> impl Iterator<Item = (&'static str, Column)> {
    static WORDS: LazyLock<Vec<(String, Column)>> = LazyLock::new(|| {
        let words = table::ENTRIES.iter().filter_map(|entry| match entry.term {
            Term::Column(column) => Some(entry.english.iter().map(move |word| (fold(word), column))),
            _ => None,
        });
        words.flatten().collect()
    });
    WORDS.iter().map(|(word, column)| (word.as_str(), *column))
}

/// What a word of the type column means.
pub fn type_word(word: &str) -> Option<TypeWord> {
    find_as(word, |term| if let Term::Type(word) = term { Some(word) } else { None })
}

/// Every word of the type column.
pub fn type_words() -> impl Iterator<Item = (&'static str, TypeWord)> {
    table::ENTRIES.iter().flat_map(|entry| {
        let kind = if let Term::Type(kind) = entry.term { Some(kind) } else { None };
        entry.english.iter().chain(entry.chinese).filter_map(move |&word| Some((word, kind?)))
    })
}

/// What follows the word that a caption's number stands behind: `3` of `Table3`, nothing of `Table`.
pub fn strip_table_word(word: &str) -> Option<&str> {
    let ascii = word.get(..5).filter(|start| start.eq_ignore_ascii_case("table"));
    ascii.map(|start| &word[start.len()..]).or_else(|| word.strip_prefix('表'))
}

/// What follows each word in a piece of text that the number of a table stands behind: `3。` of `详见表3。`.
pub fn behind_table_words(piece: &str) -> Vec<&str> {
    const VERBS: [char; 4] = ['见', '照', '阅', '和'];
    if piece.is_ascii() {
        return strip_table_word(piece).into_iter().collect();
    }
    let behind = |at: usize| (&piece[..at], &piece[at + '表'.len_utf8()..]);
    // The number may stand behind a blank; other words end in the same character.
    let leads = |(before, behind): &(&str, &str)| !behind.is_empty() || before.is_empty() || before.ends_with(VERBS);
    let chinese = piece.match_indices('表').map(|(at, _)| behind(at)).filter(leads).map(|(_, behind)| behind);
    chinese.chain(strip_table_word(piece).filter(|_| !piece.starts_with('表'))).collect()
}

/// What a column of values is headed by: `status` of `Disk Status (API)`, `state` of `State`.
pub fn listed_values(heading: &str) -> Option<&'static str> {
    const WORDS: [(&str, &str); 4] =
        [("status", "status"), ("state", "state"), ("状态", "status"), ("状态值", "status")];
    let bare = fold(heading.split(['(', '（']).next().unwrap_or_default());
    let bare = [" value", " values"].iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(&bare);
    WORDS.iter().find(|(word, _)| bare.ends_with(word)).map(|(_, of)| *of)
}

/// Whether a member takes the values that a column so headed lists: `node_status` is a status and a state.
pub fn takes_listed_values(name: &str, of: &str) -> bool {
    let folded = name.to_lowercase();
    folded.ends_with(of) || folded.ends_with("status")
}

/// Whether a phrase says that the value is a text without characters.
pub fn is_empty_text(phrase: &str) -> bool {
    find(phrase).contains(&Term::EmptyText) || matches!(phrase, "\"\"" | "''" | "“”")
}

/// The part of a description that a label opens.
pub fn label(phrase: &str) -> Option<Label> {
    find_as(phrase, |term| if let Term::Label(label) = term { Some(label) } else { None })
}

/// What a word of the column "Mandatory" answers.
pub fn answer(word: &str) -> Option<bool> {
    find_as(word, |term| match term {
        Term::Yes => Some(true),
        Term::No => Some(false),
        _ => None,
    })
}

/// What a word beside a name or a type says of whether the parameter is mandatory.
pub fn answer_word(word: &str) -> Option<bool> {
    match fold(word).as_str() {
        "required" | "mandatory" | "必选" | "必填" => Some(true),
        "optional" | "可选" | "选填" => Some(false),
        _ => None,
    }
}

/// Whether a phrase announces a status: `Status code`.
pub fn is_status_label(phrase: &str) -> bool {
    find(phrase).contains(&Term::StatusLabel)
}

/// Whether a phrase says that there is nothing to say; so does an empty one.
pub fn is_nothing(phrase: &str) -> bool {
    phrase.trim().is_empty() || find(phrase).contains(&Term::Nothing)
}

/// Lower case, single blanks, without the punctuation around: the form in which phrases are compared.
pub fn fold(phrase: &str) -> String {
    let trimmed = phrase.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '.' | '。' | '*'));
    let mut folded = String::with_capacity(trimmed.len());
    for word in trimmed.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        if word.is_ascii() {
            let start = folded.len();
            folded.push_str(word);
            folded[start..].make_ascii_lowercase();
        } else {
            folded.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    folded
}

/// The words that a numbered caption begins with.
pub fn table_words() -> &'static [&'static str] {
    &["Table", "表"]
}

/// Whether a sentence says that the API it stands on is not to be used any more.
pub fn is_deprecation(sentence: &str) -> bool {
    const ENGLISH: [&str; 5] = ["this api", "the api", "these apis", "this interface", "this version"];
    const CHINESE: [&str; 3] = ["本接口", "该接口", "此接口"];
    let folded = fold(sentence);
    let about_the_api = ENGLISH.iter().chain(&CHINESE).any(|phrase| folded.contains(phrase));
    about_the_api && words(sentence).has(Word::Deprecated)
}

/// Whether a title says that what it heads will be there for a while only: `APIs Unavailable Soon`.
pub fn ends_soon(title: &str) -> bool {
    const PHRASES: [&str; 4] = ["unavailable soon", "to be removed", "going offline", "即将下线"];
    let folded = fold(title);
    PHRASES.iter().any(|phrase| folded.contains(phrase))
}

/// Whether a sentence begins to tell what a value looks like.
pub fn is_about_the_value(sentence: &str) -> bool {
    const STARTS: [&str; 4] = ["the value contains ", "the value must ", "the value can contain ", "该值包含"];
    let folded = fold(sentence);
    STARTS.iter().any(|start| folded.starts_with(start))
}

/// What stands before and after the word that opens a purpose: `metadata field` and `creating disks`.
pub fn split_purpose(phrase: &str) -> (&str, &str) {
    phrase.split_once(" for ").unwrap_or((phrase, ""))
}

/// Whether a sentence says that a value is made of keys and values.
pub fn is_about_pairs(sentence: &str) -> bool {
    const PHRASES: [&str; 8] = [
        "key-value pair",
        "key/value pair",
        "key value pair",
        "key and value pair",
        "pairs of keys and values",
        "key=value",
        "键值对",
        "键值",
    ];
    let lower = sentence.to_lowercase();
    PHRASES.iter().any(|phrase| lower.contains(phrase))
}

/// Whether a sentence says that capital letters do not count.
pub fn is_of_any_case(sentence: &str) -> bool {
    const PHRASES: [&str; 4] = ["case-insensitive", "case insensitive", "not case-sensitive", "不区分大小写"];
    let lower = sentence.to_lowercase();
    PHRASES.iter().any(|phrase| lower.contains(phrase))
}

/// Whether two names are those of any entry of a map.
pub fn is_entry(key: &str, value: &str) -> bool {
    matches!((fold(key).as_str(), fold(value).as_str()), ("key", "value"))
}

/// Whether a name is that of several things: `items`, `readonly_nodes`, `report_list`.
pub fn is_plural(name: &str) -> bool {
    const SINGULAR: [&str; 3] = ["ss", "us", "is"];
    let folded = name.to_lowercase();
    folded.ends_with("list") || folded.ends_with('s') && !SINGULAR.iter().any(|end| folded.ends_with(end))
}

/// Whether a description says that an object holds nothing.
pub fn is_empty_object(description: &str) -> bool {
    const PHRASES: [&str; 4] = ["an empty object", "an empty json object", "空对象", "空 json 对象"];
    let lower = description.to_lowercase();
    PHRASES.iter().any(|phrase| lower.contains(phrase))
}

/// The element that a row belongs to, where a line of its description says so: `Parent: Rule`.
pub fn stated_parent(description: &str) -> Option<&str> {
    const LABELS: [&str; 4] = ["Parent:", "Parent node:", "父节点：", "父节点:"];
    let labelled = description.lines().find_map(|line| LABELS.iter().find_map(|label| line.trim().strip_prefix(label)));
    labelled.map(str::trim)
}

/// Whether the name of a row is that of a host in a URI, which is no parameter.
pub fn is_host_word(name: &str) -> bool {
    let folded = fold(name);
    folded.ends_with("endpoint") || folded == "host"
}

/// Whether two names are those of one scope, which was called a tenant before it was called a project.
pub fn is_same_scope(a: &str, b: &str) -> bool {
    [a, b].iter().all(|name| matches!(bare(name).as_str(), "projectid" | "tenantid"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_has_words_in_every_language_or_needs_none() {
        // Methods of HTTP are written alike everywhere.
        const ALIKE: [Term; 1] = [Term::HttpMethod];
        for entry in table::ENTRIES {
            assert!(!entry.english.is_empty(), "{:?} has no English words", entry.term);
            let needed = !ALIKE.contains(&entry.term);
            assert_eq!(!entry.chinese.is_empty(), needed, "{:?}: Chinese words", entry.term);
        }
    }
}
