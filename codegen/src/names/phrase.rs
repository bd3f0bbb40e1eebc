//! The noun phrase of a title: how many things it names, and in which words.

use super::{
    number::{is_plural, plural, singular},
    verb::verb_of_gerund,
};

/// Words that carry nothing: articles and what says "the one you name".
const EMPTY: [&str; 11] =
    ["a", "an", "the", "specified", "specific", "given", "single", "certain", "your", "this", "its"];

/// Where a noun phrase ends and a sentence would begin.
const ENDS: [&str; 12] =
    ["that", "which", "where", "whose", "when", "as", "based", "using", "according", "via", "through", "without"];

/// Words behind a noun that tell which ones are meant.
const PARTICIPLES: [&str; 19] = [
    "accessible",
    "applicable",
    "associated",
    "attached",
    "authorized",
    "available",
    "belonging",
    "bound",
    "contained",
    "corresponding",
    "created",
    "eligible",
    "matching",
    "not",
    "related",
    "supported",
    "unbound",
    "used",
    "visible",
];

/// Longest noun phrase of a name.
pub(super) const LONGEST: usize = 7;

/// A noun phrase: a head, what it is of, and what follows in the order of the title.
pub(super) struct Phrase {
    pub(super) head: Vec<String>,
    rest: Vec<String>,
    /// `list of`, `all`: many, whatever the noun looks like.
    pub(super) says_many: bool,
    /// `details of`, `a specified`: one.
    pub(super) says_one: bool,
}

impl Phrase {
    pub(super) fn of(title: Vec<String>) -> Phrase {
        let end = title.iter().position(|word| ENDS.contains(&word.as_str())).unwrap_or(title.len());
        let mut title: Vec<String> = title.into_iter().take(end).collect();
        let (mut says_many, mut says_one) = (false, false);
        while let Some(opening) = opening(&title) {
            says_many |= opening.many;
            says_one |= opening.one;
            title.drain(..opening.length);
        }
        says_many |= title.len() > 1 && pop(&mut title, &["list", "lists"]);
        says_one |= title.len() > 1 && pop(&mut title, &["details", "detail"]);
        let (mut head, rest) = split(title);
        says_many |= head.len() > 1 && pop(&mut head, &["list", "lists"]);
        Phrase { head, rest, says_many, says_one }
    }

    pub(super) fn gives_many(&self, path: &str) -> bool {
        let last = self.head.last().map_or("", String::as_str);
        let of_one = path.trim_end_matches('/').ends_with('}');
        match (self.says_many || lists_details(path), self.says_one) {
            (true, _) => true,
            (false, true) => is_plural(last) && !of_one,
            (false, false) => {
                is_plural(last) || (!of_one && path.rsplit('/').next().is_some_and(is_plural) && last.is_empty())
            }
        }
    }

    pub(super) fn joined(&self) -> Vec<String> {
        let mut words = self.head.clone();
        words.extend(self.rest.iter().cloned());
        words.truncate(LONGEST);
        words
    }

    pub(super) fn in_plural(mut self) -> Vec<String> {
        self.head = plural(self.head);
        self.joined()
    }
}

/// `/servers/detail` lists what `/servers` does, with more of each.
fn lists_details(path: &str) -> bool {
    let mut segments = path.trim_end_matches('/').rsplit('/');
    matches!(segments.next(), Some("detail" | "details")) && segments.next().is_some_and(is_plural)
}

struct Opening {
    length: usize,
    many: bool,
    one: bool,
}

/// Words at the beginning that say how many, or nothing.
fn opening(title: &[String]) -> Option<Opening> {
    let is = |at: usize, any: &[&str]| title.get(at).is_some_and(|word| any.contains(&word.as_str()));
    let of = ["of", "about", "on", "for"];
    let found = |length, many, one| Some(Opening { length, many, one });
    if title.len() < 2 {
        return None;
    }
    if is(0, &["list", "lists"]) && is(1, &of) {
        found(2, true, false)
    } else if is(0, &["details", "detail"]) && is(1, &of) {
        found(2, false, true)
    } else if is(0, &["information", "info"]) && is(1, &of) {
        found(2, false, false)
    } else if is(0, &["detailed", "basic"]) && is(1, &["information", "info"]) {
        found(1, false, true)
    } else if is(0, &["all", "multiple"]) {
        found(1, true, false)
    } else if is(0, &["a", "an"]) {
        found(1, false, !is(1, &["list"]))
    } else {
        EMPTY.contains(&title[0].as_str()).then_some(Opening { length: 1, many: false, one: false })
    }
}

fn pop(title: &mut Vec<String>, any: &[&str]) -> bool {
    let found = title.last().is_some_and(|last| any.contains(&last.as_str()));
    if found {
        title.pop();
    }
    found
}

/// Parts the phrase at its prepositions: `parameters of an instance` is `instance parameters`; other parts follow.
fn split(title: Vec<String>) -> (Vec<String>, Vec<String>) {
    const PREPOSITIONS: [&str; 13] =
        ["of", "in", "to", "from", "for", "by", "with", "on", "under", "about", "or", "and", "into"];
    let mut parts: Vec<(String, Vec<String>)> = vec![(String::new(), Vec::new())];
    for word in title {
        let follows_noun = parts.last().is_some_and(|(_, part)| !part.is_empty());
        if PREPOSITIONS.contains(&word.as_str()) || (follows_noun && PARTICIPLES.contains(&word.as_str())) {
            parts.push((word, Vec::new()));
        } else if !EMPTY.contains(&word.as_str())
            && let Some((_, part)) = parts.last_mut()
        {
            part.push(word);
        }
    }
    let mut parts = parts.into_iter();
    let mut head = parts.next().map(|(_, head)| head).unwrap_or_default();
    let mut rest = Vec::new();
    let is_id = |part: &[String]| part.len() == 1 && matches!(part[0].as_str(), "id" | "ids");
    for (preposition, part) in parts {
        if is_id(&part) {
            continue;
        }
        if part.is_empty() && !PARTICIPLES.contains(&preposition.as_str()) {
            continue;
        }
        if matches!(preposition.as_str(), "of" | "in") && rest.is_empty() && head.len() + part.len() <= LONGEST {
            head = singular(part).into_iter().chain(head).collect();
        } else if head.len() + rest.len() + part.len() < LONGEST {
            rest.extend(std::iter::once(preposition.clone()).chain(with_verb(&preposition, part)));
        }
    }
    (head, rest)
}

/// Behind `or` a title goes on with a verb: `or deleting them`.
fn with_verb(preposition: &str, mut part: Vec<String>) -> Vec<String> {
    if matches!(preposition, "or" | "and")
        && let Some(verb) = part.first().and_then(|first| verb_of_gerund(first))
    {
        part[0] = verb;
    }
    part
}
