//! Operation ids, titles and section titles → names of methods and modules.
//!
//! Where a page has an operation id, its words are the name. Else the title is taken apart: a verb, a noun phrase, and
//! small words that only make it a sentence. Whether a query gives one thing or many is told by the title, else by the
//! path.

use hwc_model::{Method, Operation};

use super::{
    escape,
    ident::spell_digits,
    number::{is_plural, plural, singular},
    snake, words,
};

/// Gerunds whose verb is not what remains without `ing`, and verbs that mean the same as another one.
const VERBS: [(&str, &str); 34] = [
    ("adding", "add"),
    ("backing", "back"),
    ("cancelling", "cancel"),
    ("checking", "check"),
    ("controlling", "control"),
    ("editing", "update"),
    ("enabling", "enable"),
    ("disabling", "disable"),
    ("getting", QUERY),
    ("get", QUERY),
    ("displaying", QUERY),
    ("installing", "install"),
    ("list", LIST),
    ("listing", LIST),
    ("modify", "update"),
    ("modifying", "update"),
    ("obtain", QUERY),
    ("obtaining", QUERY),
    ("polling", "poll"),
    ("pulling", "pull"),
    ("query", QUERY),
    ("querying", QUERY),
    ("reading", QUERY),
    ("rebooting", "reboot"),
    ("rolling", "roll"),
    ("scheduling", "schedule"),
    ("selling", "sell"),
    ("show", QUERY),
    ("showing", QUERY),
    ("uninstalling", "uninstall"),
    ("unsubscribing", "unsubscribe"),
    ("update", "update"),
    ("viewing", QUERY),
    ("view", QUERY),
];

/// Stands for `list` or `show`.
const QUERY: &str = "query";

/// Says that there are many.
const LIST: &str = "list";

/// Verbs in the form of commands that titles begin with.
const COMMANDS: [&str; 26] = [
    "add",
    "apply",
    "associate",
    "attach",
    "bind",
    "cancel",
    "change",
    "check",
    "copy",
    "create",
    "delete",
    "detach",
    "disable",
    "download",
    "enable",
    "export",
    "import",
    "remove",
    "reset",
    "restart",
    "set",
    "start",
    "stop",
    "test",
    "unbind",
    "upload",
];

/// Words that carry nothing: articles and what says "the one you name".
const EMPTY: [&str; 11] =
    ["a", "an", "the", "specified", "specific", "given", "single", "certain", "your", "this", "its"];

/// Where a noun phrase ends and a sentence would begin.
const ENDS: [&str; 12] =
    ["that", "which", "where", "whose", "when", "as", "based", "using", "according", "via", "through", "without"];

/// Words behind a noun that tell which ones are meant.
const PARTICIPLES: [&str; 14] = [
    "associated",
    "attached",
    "authorized",
    "available",
    "belonging",
    "bound",
    "contained",
    "created",
    "matching",
    "not",
    "related",
    "supported",
    "unbound",
    "used",
];

/// Longest noun phrase of a name.
const LONGEST: usize = 7;

/// Names for an operation, best first; all of them identifiers.
pub(crate) fn operation_candidates(operation: &Operation) -> Vec<String> {
    let best = operation.id.as_deref().and_then(from_id).unwrap_or_else(|| from_title(operation));
    let with_version = operation.id.as_deref().map(words).filter(|words| !words.is_empty());
    let then = |small: &str, more: Vec<String>| best.iter().cloned().chain([small.to_owned()]).chain(more).collect();
    let by_action = operation.key.split_once('#').map(|(_, action)| then("by", words(action)));
    let of_resource = resource_of(&operation.path).map(|resource| then("of", words(&resource)));
    let whole = words(&operation.key);
    let all = [Some(best.clone()), with_version, by_action, of_resource, Some(whole)];
    all.into_iter().flatten().map(ident).collect()
}

fn ident(words: Vec<String>) -> String {
    escape(&snake(&spell_digits(words)))
}

/// `CreateInstanceV2` → `create_instance`. Numbers of a file (`vpc_router_0004`) are no operation id.
fn from_id(id: &str) -> Option<Vec<String>> {
    let id = match id.rsplit_once('_') {
        Some((stem, digits)) if !digits.is_empty() && digits.chars().all(|char| char.is_ascii_digit()) => stem,
        _ => id,
    };
    let mut words = words(id);
    while words.len() > 1 && words.last().is_some_and(|word| is_version(word)) {
        words.pop();
    }
    let usable = id.starts_with(|char: char| char.is_ascii_uppercase()) && words.len() > 1;
    usable.then_some(words)
}

fn is_version(word: &str) -> bool {
    word.strip_prefix('v').is_some_and(|digits| !digits.is_empty() && digits.chars().all(|char| char.is_ascii_digit()))
}

fn from_title(operation: &Operation) -> Vec<String> {
    let mut title = without_asides(&operation.title);
    let in_batches = drop_pair(&mut title, &["in", "batches"]) | drop_pair(&mut title, &["in", "a", "batch"]);
    let batch = in_batches | drop_first(&mut title, &["batch", "bulk"]);
    let verb = take_verb(&mut title);
    let is = |known| verb.as_deref() == Some(known);
    if is(QUERY) && drop_first(&mut title, &["whether", "if"]) {
        return std::iter::once("check".to_owned()).chain(Phrase::of(title).joined()).collect();
    }
    let query = is(QUERY) || is(LIST) || (verb.is_none() && operation.method == Method::Get);
    let mut phrase = Phrase::of(title);
    phrase.says_many |= is(LIST) && !phrase.says_one;
    if phrase.head.is_empty() {
        phrase.head = resource_of(&operation.path).map(|resource| singular(words(&resource))).unwrap_or_default();
    }
    let mut name: Vec<String> = batch.then(|| "batch".to_owned()).into_iter().collect();
    if query {
        let many = phrase.gives_many(&operation.path);
        name.push(if many { "list" } else { "show" }.to_owned());
        name.extend(if many { phrase.in_plural() } else { phrase.joined() });
    } else {
        name.push(verb.unwrap_or_else(|| verb_of(operation.method).to_owned()));
        name.extend(phrase.joined());
    }
    name
}

fn verb_of(method: Method) -> &'static str {
    match method {
        Method::Get => "show",
        Method::Head => "check",
        Method::Post => "create",
        Method::Put | Method::Patch => "update",
        Method::Delete => "delete",
        Method::Options => "describe",
    }
}

/// The words of a title without what stands in parentheses and without versions.
fn without_asides(title: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let mut plain = String::new();
    for char in title.chars() {
        match char {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(char),
            _ => {}
        }
    }
    let joined: Vec<String> = plain.split_whitespace().map(join_particle).collect();
    words(&joined.join(" ")).into_iter().filter(|word| !is_version(word)).collect()
}

/// `Add-on` is one word, and its `on` no preposition.
fn join_particle(word: &str) -> String {
    match word.rsplit_once('-') {
        Some((stem, particle)) if ["on", "ons", "in", "ins", "up", "ups", "out", "off"].contains(&particle) => {
            format!("{stem}{particle}")
        }
        _ => word.to_owned(),
    }
}

fn drop_pair(title: &mut Vec<String>, pair: &[&str]) -> bool {
    let found = title.windows(pair.len()).position(|window| window == pair);
    if let Some(at) = found {
        title.drain(at..at + pair.len());
    }
    found.is_some()
}

fn drop_first(title: &mut Vec<String>, any: &[&str]) -> bool {
    let found = title.len() > 1 && any.contains(&title[0].as_str());
    if found {
        title.remove(0);
    }
    found
}

/// Takes the verb off the title.
fn take_verb(title: &mut Vec<String>) -> Option<String> {
    let first = title.first()?.clone();
    let verb = match VERBS.iter().find(|(form, _)| *form == first) {
        Some((_, verb)) => (*verb).to_owned(),
        None if COMMANDS.contains(&first.as_str()) => first,
        None => from_gerund(&first)?,
    };
    title.remove(0);
    Some(with_alternative(verb, title))
}

/// `adding or deleting` is a verb too.
fn with_alternative(verb: String, title: &mut Vec<String>) -> String {
    let [junction, next, ..] = title.as_slice() else { return verb };
    let known = VERBS.iter().find(|(form, of)| form == next && *of != QUERY).map(|(_, verb)| (*verb).to_owned());
    let other = known.or_else(|| from_gerund(next)).filter(|_| matches!(junction.as_str(), "or" | "and"));
    match other {
        Some(other) if verb != QUERY => {
            let both = format!("{verb}_{junction}_{other}");
            title.drain(..2);
            both
        }
        _ => verb,
    }
}

/// Ends of stems that take an `e` back (`creat`), one string a final letter; among them, ends that do not (`treat`).
const SILENT_E: [&str; 14] = [
    "scrib",
    "c cach",
    "ad id od ud",
    "ang arg erg ag dg",
    "vok ak",
    "bl cl dl fl gl kl pl tl scal ul il",
    "am um",
    "in clon un",
    "typ scop",
    "ur or ir ar",
    "s",
    "at ut delet complet writ invit mot quot",
    "u v",
    "z",
];

/// Exceptions to [`SILENT_E`].
const SOUNDED: [&str; 6] = [
    "load read spread",
    "break speak mail tail fail ail",
    "eam ain oin run",
    "itor color author sponsor error clear ear",
    "ss focus",
    "put format eat float oat",
];

/// `creating` → `create`, `stopping` → `stop`, `expanding` → `expand`.
fn from_gerund(word: &str) -> Option<String> {
    let stem = word.strip_suffix("ing").filter(|stem| stem.len() > 2)?;
    let longest = |lists: &[&str]| {
        let ends = lists.iter().flat_map(|list| list.split(' ')).filter(|end| stem.ends_with(end));
        ends.map(str::len).max().unwrap_or(0)
    };
    let (silent, sounded) = (longest(&SILENT_E), longest(&SOUNDED));
    Some(match stem.as_bytes() {
        _ if stem == "creat" => "create".to_owned(),
        [.., before, last] if before == last && !b"aeiousz".contains(last) => stem[..stem.len() - 1].to_owned(),
        _ if silent > sounded => format!("{stem}e"),
        _ => stem.to_owned(),
    })
}

/// A noun phrase: a head, what it is of, and what follows in the order of the title.
struct Phrase {
    head: Vec<String>,
    rest: Vec<String>,
    /// `list of`, `all`: many, whatever the noun looks like.
    says_many: bool,
    /// `details of`, `a specified`: one.
    says_one: bool,
}

impl Phrase {
    fn of(title: Vec<String>) -> Phrase {
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

    fn gives_many(&self, path: &str) -> bool {
        let last = self.head.last().map_or("", String::as_str);
        let of_one = path.trim_end_matches('/').ends_with('}');
        match (self.says_many, self.says_one) {
            (true, _) => true,
            (false, true) => is_plural(last) && !of_one,
            (false, false) => {
                is_plural(last) || (!of_one && path.rsplit('/').next().is_some_and(is_plural) && last.is_empty())
            }
        }
    }

    fn joined(&self) -> Vec<String> {
        let mut words = self.head.clone();
        words.extend(self.rest.iter().cloned());
        words.truncate(LONGEST);
        words
    }

    fn in_plural(mut self) -> Vec<String> {
        self.head = plural(self.head);
        self.joined()
    }
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
            rest.extend(std::iter::once(preposition).chain(part));
        }
    }
    (head, rest)
}

/// The module of a group: the title of its innermost section without words that every such title has, else the
/// resource in the path.
pub(crate) fn group_module(titles: &[String], path: &str) -> String {
    const TITLE_WORDS: [&str; 8] =
        ["api", "apis", "interface", "interfaces", "management", "managing", "operations", "reference"];
    let title = titles.last().map(|title| without_asides(title)).filter(|words| !words.is_empty());
    let mut words = title.or_else(|| resource_of(path).map(|resource| words(&resource))).unwrap_or_default();
    while words.len() > 1 && words.last().is_some_and(|last| TITLE_WORDS.contains(&last.as_str())) {
        words.pop();
    }
    words.truncate(LONGEST);
    if words.is_empty() { "operations".to_owned() } else { ident(words) }
}

/// The first literal segment that stands before a placeholder or at the end, versions aside: what the path is about.
fn resource_of(path: &str) -> Option<String> {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let is_literal = |segment: &str| !segment.starts_with('{');
    let is_versioned =
        |segment: &str| segment.starts_with(['v', 'V']) && segment[1..].starts_with(|char: char| char.is_ascii_digit());
    let mut found = None;
    for (at, segment) in segments.iter().enumerate() {
        let ends = segments.get(at + 1).is_none_or(|next| !is_literal(next));
        if is_literal(segment) && !is_versioned(segment) && ends {
            found = Some((*segment).to_owned());
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(title: &str, method: Method, path: &str) -> String {
        let operation: Operation = serde_json::from_value(serde_json::json!({
            "key": "k", "title": title, "method": method, "path": path, "source": {}
        }))
        .unwrap();
        operation_candidates(&operation).swap_remove(0)
    }

    #[test]
    fn titles_become_verb_and_noun() {
        let get = |text: &str, path: &str| title(text, Method::Get, path);
        let post = |text: &str| title(text, Method::Post, "/v2/x");
        assert_eq!(get("Querying a List of Gateways", "/v2/gateways"), "list_gateways");
        assert_eq!(get("Querying the Gateway List", "/v2/gateways"), "list_gateways");
        assert_eq!(get("Querying All Tags", "/v2/tags"), "list_tags");
        assert_eq!(get("Querying Dedicated Gateways", "/v2/gateways"), "list_dedicated_gateways");
        assert_eq!(get("Querying Details About a Gateway", "/v2/gateways/{id}"), "show_gateway");
        assert_eq!(get("Querying Gateway Details", "/v2/gateways/{id}"), "show_gateway");
        assert_eq!(get("Querying the Parameters of a Specified DB Instance", "/p"), "list_db_instance_parameters");
        assert_eq!(get("Obtaining the Quota (V2)", "/v2/quota"), "show_quota");
        assert_eq!(post("Creating a Dedicated Gateway (Pay-Per-Use)"), "create_dedicated_gateway");
        assert_eq!(post("Creating VPN Connections in Batches"), "batch_create_vpn_connections");
        assert_eq!(post("Batch Updating Backend Servers"), "batch_update_backend_servers");
        assert_eq!(post("Modifying User Information as the Administrator"), "update_user_information");
        assert_eq!(post("Unbinding an API from a Policy"), "unbind_api_from_policy");
        assert_eq!(post("Batch Adding or Deleting VPC Tags"), "batch_add_or_delete_vpc_tags");
        assert_eq!(post("Adding Tags to an ECS in a Batch"), "batch_add_tags_to_ecs");
        assert_eq!(get("Querying APIs Bound with a Policy", "/p"), "list_apis_bound_with_policy");
        assert_eq!(get("Listing Add-on Instances", "/p"), "list_addon_instances");
        assert_eq!(get("Obtaining Information About a Task with a Specified ID", "/tasks/{id}"), "show_task");
        assert_eq!(get("Querying Whether a File Exists", "/p"), "check_file_exists");
        assert_eq!(get("", "/v2/{project_id}/things/{id}"), "show_thing");
        assert_eq!(post("Test connectivity."), "test_connectivity");
        assert_eq!(post("Pay-per-Use Order"), "create_pay_per_use_order");
    }

    #[test]
    fn gerunds_become_verbs() {
        for (gerund, verb) in [
            ("creating", "create"),
            ("deleting", "delete"),
            ("stopping", "stop"),
            ("starting", "start"),
            ("restoring", "restore"),
            ("resetting", "reset"),
            ("restarting", "restart"),
            ("exporting", "export"),
            ("importing", "import"),
            ("removing", "remove"),
            ("changing", "change"),
            ("configuring", "configure"),
            ("binding", "bind"),
            ("unbinding", "unbind"),
            ("scaling", "scale"),
            ("setting", "set"),
            ("performing", "perform"),
            ("granting", "grant"),
            ("assigning", "assign"),
            ("verifying", "verify"),
            ("switching", "switch"),
            ("registering", "register"),
            ("publishing", "publish"),
            ("uploading", "upload"),
            ("releasing", "release"),
            ("associating", "associate"),
            ("executing", "execute"),
            ("resuming", "resume"),
            ("reserving", "reserve"),
            ("renaming", "rename"),
            ("submitting", "submit"),
            ("upgrading", "upgrade"),
            ("migrating", "migrate"),
            ("accepting", "accept"),
            ("canceling", "cancel"),
            ("retrying", "retry"),
            ("pausing", "pause"),
            ("monitoring", "monitor"),
            ("updating", "update"),
            ("invoking", "invoke"),
            ("resizing", "resize"),
        ] {
            let mut title = vec![gerund.to_owned(), "x".to_owned()];
            assert_eq!(take_verb(&mut title).as_deref(), Some(verb));
        }
    }

    #[test]
    fn ids_come_first() {
        assert_eq!(from_id("CreateInstanceV2").map(|words| snake(&words)).as_deref(), Some("create_instance"));
        assert_eq!(from_id("CreateInstance_0").map(|words| snake(&words)).as_deref(), Some("create_instance"));
        assert_eq!(from_id("vpc_router_0004"), None);
        assert_eq!(from_id("V2"), None);
    }

    #[test]
    fn groups_lose_words_that_all_of_them_have() {
        let group = |titles: &[&str], path: &str| {
            group_module(&titles.iter().map(|title| (*title).to_owned()).collect::<Vec<_>>(), path)
        };
        assert_eq!(
            group(&["Dedicated Gateway APIs (V2)", "Access Control Policy Management"], "/"),
            "access_control_policy"
        );
        assert_eq!(group(&[], "/v2/{project_id}/apigw/instances/{id}/apis"), "instances");
        assert_eq!(group(&["Types"], "/"), "types_");
        assert_eq!(group(&["../../x"], "/"), "x");
        assert_eq!(group(&[], "/"), "operations");
    }
}
