//! Captions and lead paragraphs: the number of the table, and the object that it describes.

use crate::read::{Style, Text};
use crate::vocabulary::{self, Word, Words};

/// A caption, taken apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Caption {
    /// `Table 4`.
    pub(super) number: Option<u32>,
    /// What follows the number.
    pub(super) text: String,
    /// What it is about.
    pub(super) words: Words,
    /// Names of the objects that it describes: `volume`, `roles.links`, `RespInstanceBase`.
    pub(super) names: Vec<String>,
    /// The caption is one word that also has a general meaning: a name only where a row has it.
    pub(super) weak: bool,
}

impl Caption {
    /// Takes a caption apart.
    pub(super) fn read(caption: &str) -> Caption {
        let (number, text) = split_number(caption.trim());
        let words = vocabulary::words(text);
        let (names, weak) = names_before_purpose(without_remarks(text).trim());
        Caption { number, text: text.to_owned(), words, names, weak }
    }
}

impl Caption {
    /// The same with the one name that is set apart in it, where its words leave open what it names.
    pub(super) fn with_marks(mut self, caption: &Text) -> Caption {
        let is_number = |text: &str| self.number.is_some() && split_number(text).0 == self.number;
        let marked = caption.runs.iter().filter(|run| run.style != Style::Plain).map(|run| run.text.trim());
        let mut marked = marked.filter(|text| !text.is_empty() && !is_number(text));
        if let (true, Some(name), None) = (self.names.is_empty(), marked.next(), marked.next())
            && is_name(name)
            && !vocabulary::words(name).rest.is_empty()
        {
            self.names = vec![name.to_owned()];
        }
        self
    }
}

/// The last step of a dotted name.
pub(crate) fn last_step(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// `Table 4 Path Parameters` → 4 and `Path Parameters`; `表 4  参数说明` likewise.
fn split_number(caption: &str) -> (Option<u32>, &str) {
    for word in vocabulary::table_words() {
        let Some(rest) = strip_prefix_ignore_case(caption, word) else { continue };
        let rest = rest.trim_start();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let Ok(number) = rest[..digits].parse() else { continue };
        let rest =
            rest[digits..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '-' | '：'));
        return (Some(number), rest);
    }
    (None, caption)
}

fn strip_prefix_ignore_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// A caption without what stands in brackets, which says when the table holds and names nothing.
fn without_remarks(text: &str) -> String {
    let mut depth = 0_u32;
    let outside = |c: &char| {
        let inside = depth > 0;
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => return !inside,
        }
        false
    };
    text.chars().filter(outside).collect()
}

/// `metadata field description for creating disks` names `metadata`; what is created names nothing, unless it is one
/// word that has no other before it.
fn names_before_purpose(text: &str) -> (Vec<String>, bool) {
    let (before, after) = vocabulary::split_purpose(text);
    let read = |text| names_of(text, &vocabulary::words(text));
    let (names, weak) = read(before);
    if after.is_empty() || !names.is_empty() && !weak {
        return (names, weak);
    }
    let (others, others_weak) = read(after);
    if others.len() == 1 { (others, others_weak) } else { (Vec::new(), false) }
}

/// The names in a caption: what is left of it without general words, as far as it looks like names.
fn names_of(text: &str, words: &Words) -> (Vec<String>, bool) {
    // Chinese words stand without blanks between them, so that a whole phrase may look like a name.
    if text.is_ascii() && !text.contains(char::is_whitespace) && is_name(text) {
        return (split_names(text), words.rest.is_empty());
    }
    if words.rest.is_empty()
        && let Some(name) = vocabulary::failure_before_field(text)
    {
        return (vec![name.to_owned()], true);
    }
    let names: Vec<String> =
        words.rest.iter().filter(|word| is_name(word)).flat_map(|word| split_names(word)).collect();
    const MOST: usize = 3;
    if names.len() > MOST || names.len() < words.rest.len() { (Vec::new(), false) } else { (names, false) }
}

/// `primaryNic/extNics` → both; `List<match>` → `match`.
fn split_names(text: &str) -> Vec<String> {
    let inner = text.rfind('<').map_or(text, |open| text[open + 1..].trim_end_matches('>'));
    let parts: Vec<&str> = inner.split('/').collect();
    if parts.iter().all(|part| is_name(part)) {
        parts.into_iter().map(str::to_owned).collect()
    } else {
        vec![inner.to_owned()]
    }
}

/// Whether a piece of text may be the name of a type or a member: no prose.
fn is_name(piece: &str) -> bool {
    let mut chars = piece.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() || matches!(c, '_' | '[' | '$'))
        && piece
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '[' | ']' | '/' | '<' | '>' | '$'))
        && !matches!(piece.chars().last(), Some('.' | ':' | '-'))
}

/// What a caption or lead paragraph says that its table is, apart from the section it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Headers.
    Header,
    /// A body.
    Body,
    /// A query.
    Query,
    /// Placeholders of the path.
    Path,
    /// The named object.
    Object,
    /// Nothing more than that it holds parameters.
    General,
}

impl Caption {
    /// What the caption says that the table is.
    pub(super) fn subject(&self) -> Subject {
        if !self.names.is_empty() && !self.weak && !self.is_about_a_whole_part() {
            return Subject::Object;
        }
        [
            (Word::Header, Subject::Header),
            (Word::Body, Subject::Body),
            (Word::Query, Subject::Query),
            (Word::Path, Subject::Path),
            (Word::Uri, Subject::Path),
        ]
        .into_iter()
        .find(|(word, _)| self.words.has(*word))
        .map_or(Subject::General, |(_, subject)| subject)
    }

    /// Whether it is a sentence that names nothing, as may stand between a table and what announces it.
    pub(super) fn is_prose(&self) -> bool {
        const MOST_WORDS: usize = 6;
        let is_sentence = self.text.ends_with(['.', '。', ':', '：']) && self.words.rest.len() > MOST_WORDS;
        is_sentence && self.names.is_empty()
    }

    /// `v2.1 request message body`: names a whole part of the call, whatever else it says.
    fn is_about_a_whole_part(&self) -> bool {
        let part = [Word::Header, Word::Body, Word::Query].iter().any(|&word| self.words.has(word));
        part && (self.words.has(Word::Request) || self.words.has(Word::Response))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(caption: &str) -> Vec<String> {
        Caption::read(caption).names
    }

    #[test]
    fn the_number_is_split_off() {
        let caption = Caption::read("Table 12 Path Parameters");
        assert_eq!((caption.number, caption.text.as_str()), (Some(12), "Path Parameters"));
        let caption = Caption::read("表 3  参数说明");
        assert_eq!((caption.number, caption.text.as_str()), (Some(3), "参数说明"));
        assert_eq!(Caption::read("Tableau").number, None);
    }

    #[test]
    fn chinese_words_name_nothing_and_what_stands_beside_them_does() {
        assert!(names("表 4 响应Body参数").is_empty());
        assert_eq!(names("表 5 Cup参数说明"), ["Cup"]);
    }

    #[test]
    fn general_captions_name_no_object() {
        for caption in ["Table 1 Parameter description", "Parameters in the request body", "Response parameters"] {
            assert_eq!(names(caption), Vec::<String>::new(), "{caption}");
        }
    }

    #[test]
    fn objects_are_named_in_many_ways() {
        assert_eq!(names("Table 4 volume field data structure description"), ["volume"]);
        assert_eq!(names("Data structure of the spec field"), ["spec"]);
        assert_eq!(names("Table 7 Data structure of the primaryNic/extNics field"), ["primaryNic", "extNics"]);
        assert_eq!(names("auth.identity.password"), ["auth.identity.password"]);
        assert_eq!(names("List<match>"), ["match"]);
        assert_eq!(names("Table 6 task field description (copying data to a new disk)"), ["task"]);
        assert_eq!(names("security_group_rule objects"), ["security_group_rule"]);
    }

    #[test]
    fn what_comes_on_failure_may_be_the_name_of_a_field() {
        assert_eq!(names("Parameters in the error field"), ["error"]);
        assert_eq!(names("Table 4 error字段说明"), ["error"]);
        assert!(names("Table 4 Error response parameters").is_empty());
    }

    #[test]
    fn a_body_is_a_word_and_no_part_of_a_name() {
        assert_eq!(Caption::read("Table 2 Request body parameters").subject(), Subject::Body);
        assert_eq!(Caption::read("Table 2 BackupReplicateReqBody").subject(), Subject::Object);
        assert_eq!(Caption::read("Table 2 QueryResourceTag").subject(), Subject::Object);
    }

    #[test]
    fn prose_names_no_object() {
        assert_eq!(names("Parameters for creating a DB instance quickly"), Vec::<String>::new());
        assert_eq!(names("Parameter for Replica creation (For some engines)"), Vec::<String>::new());
        assert_eq!(names("metadata field description for creating disks"), ["metadata"]);
    }
}
