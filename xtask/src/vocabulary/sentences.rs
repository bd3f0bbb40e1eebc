//! Small words of sentences, which say nothing by themselves and tell what a limit or a value is about.

/// Words of a kind, each in lower case.
type Words = &'static [&'static str];

const ARTICLES: Words = &["a", "an", "the", "this", "its", "any"];
const NUMBERS: Words = &["integer", "number", "int", "whole", "numeric"];
const VALUES: Words = &["value", "values"];
const LISTS: Words = &["list", "array", "collection"];
const ITEMS: Words =
    &["item", "items", "element", "elements", "object", "objects", "entry", "entries", "record", "records"];
const HOLDERS: Words = &["you", "list", "array", "collection", "field", "parameter"];
const ABILITIES: Words = &["can", "may", "must", "should"];
const ONES: Words = &["each", "every", "per", "total", "respectively"];
const CALLS: Words = &["request", "requests", "query", "call", "time", "operation", "batch"];
const USES: Words = &["used", "applied", "taken", "adopted"];
const AUXILIARIES: Words = &["will", "be", "would"];
const OPENERS: Words = &["if", "when", "the", "this", "for", "it", "by", "otherwise"];

fn is_one_of(words: Words, word: &str) -> bool {
    words.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether a word only points at what follows: `the`, `this`.
pub fn is_article(word: &str) -> bool {
    is_one_of(ARTICLES, word)
}

/// Whether a word says that a value is a number.
pub fn is_number(word: &str) -> bool {
    is_one_of(NUMBERS, word)
}

/// Whether a word means the value itself.
pub fn is_value(word: &str) -> bool {
    is_one_of(VALUES, word)
}

/// Whether a word means a list.
pub fn is_list(word: &str) -> bool {
    is_one_of(LISTS, word)
}

/// Whether a word means one of those that a list holds, whatever they are.
pub fn is_item(word: &str) -> bool {
    is_one_of(ITEMS, word)
}

/// Whether a word means a list, or who fills it.
pub fn holds_items(word: &str) -> bool {
    is_one_of(HOLDERS, word)
}

/// Whether a verb follows that says what is allowed.
pub fn is_ability(word: &str) -> bool {
    is_one_of(ABILITIES, word)
}

/// Whether a sentence with the word is about one of several: `each`.
pub fn is_about_one(word: &str) -> bool {
    is_one_of(ONES, word)
}

/// Whether a word means a call: what is said of each of them is said of all.
pub fn is_call(word: &str) -> bool {
    is_one_of(CALLS, word)
}

/// Whether a name is that of an identifier: its values are those of things that exist.
pub fn is_identifier(name: &str) -> bool {
    let stem = ["id", "Id", "ID"].iter().find_map(|end| name.strip_suffix(end));
    stem.is_some_and(|stem| stem.is_empty() || stem.ends_with('_') || !name.ends_with("id"))
}

/// Whether a word behind a verb says what happens with a value and is none: `the default one is used`.
pub fn is_used(word: &str) -> bool {
    is_one_of(USES, word)
}

/// Whether a word helps a verb: `will be used`.
pub fn is_auxiliary(word: &str) -> bool {
    is_one_of(AUXILIARIES, word)
}

/// Whether a word in a capital letter begins a sentence, though nothing ends the one before.
pub fn opens_sentence(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase()) && is_one_of(OPENERS, word)
}

/// Where a sentence begins inside of a word, as no blank follows the full stop before it: `72.The`.
pub fn glued_sentence(word: &str) -> Option<usize> {
    const FACTS: Words = &["value", "options", "default"];
    let (before, opening) = word.rsplit_once('.')?;
    let ends = before.ends_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == ')');
    let starts = before.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '(');
    let opens = opens_sentence(opening) || opening.starts_with(char::is_uppercase) && is_one_of(FACTS, opening);
    (starts && ends && opens).then_some(before.len() + 1)
}

/// Whether what announces a value says that there is no other one: `can only be`, `只能为`.
pub fn says_only(phrase: &str) -> bool {
    phrase.split(' ').any(|word| word.eq_ignore_ascii_case("only")) || phrase.contains("只能")
}

/// Whether a few words say that a list of values goes on: `Custom names`, `Others`, `其他`.
pub fn is_about_others(phrase: &str) -> bool {
    const MOST_WORDS: usize = 5;
    const ENGLISH: [&str; 6] = ["custom", "customized", "user-defined", "other", "others", "any"];
    const CHINESE: [&str; 3] = ["自定义", "其他", "其它"];
    let folded = super::fold(phrase);
    let first = folded.split(' ').next().unwrap_or_default();
    let is_other = ENGLISH.contains(&first) || CHINESE.iter().any(|word| folded.starts_with(word));
    is_other && folded.split(' ').count() <= MOST_WORDS
}

/// Whether the first words of a sentence say that something is told elsewhere: `For details`, `For more information`.
pub fn refers_onward(words: &[&str]) -> bool {
    let is = |at: usize, known: Words| words.get(at).is_some_and(|word| is_one_of(known, word));
    let more = usize::from(is(1, &["more", "further"]));
    is(0, &["for"]) && is(1 + more, &["details", "detail", "information"]) || is(0, &["see"])
}

/// Whether a word stands before two numbers that belong together: `between`.
pub fn opens_a_span(word: &str) -> bool {
    is_one_of(&["between", "from", "ranges", "ranging"], word)
}
