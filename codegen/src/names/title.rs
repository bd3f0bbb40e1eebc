//! Operation ids, titles and section titles → names of methods and modules.
//!
//! Where a page has an operation id, its words are the name. Else the title is taken apart: a verb, a noun phrase, and
//! small words that only make it a sentence. Whether a query gives one thing or many is told by the title, else by the
//! path.

use hwc_model::{Method, Operation};

use super::{
    escape,
    ident::spell_digits,
    number::singular,
    phrase::{LONGEST, Phrase},
    snake,
    verb::{LIST, QUERY, take_qualified_verb, take_verb, verb_of_gerund},
    words,
};

/// Names for an operation, best first; all of them identifiers.
///
/// `taken` tells the path of the operation that has a name already: another one of that name says where it differs.
pub(crate) fn operation_candidates<'p>(operation: &Operation, taken: impl Fn(&str) -> Option<&'p str>) -> Vec<String> {
    let best = operation.id.as_deref().and_then(from_id).unwrap_or_else(|| from_title(operation));
    let then = |small: &str, more: Vec<String>| best.iter().cloned().chain([small.to_owned()]).chain(more).collect();
    let with_version = operation.id.as_deref().map(words).filter(|words| words.len() > 1);
    let elsewhere = taken(&ident(best.clone())).map(|other| differing(&operation.path, other));
    let elsewhere = elsewhere.filter(|words| !words.is_empty()).map(|words| match words.as_slice() {
        [detail] if detail.starts_with("detail") => then("with", vec!["details".to_owned()]),
        _ => then("at", words),
    });
    let title = words(&operation.title);
    let action = operation.key.split_once('#').map(|(_, action)| words(action)).filter(|action| *action != title);
    let by_action = action.map(|action| then("by", action));
    let of_resource = resource_of(&operation.path).map(|resource| then("of", words(&resource)));
    let whole = words(&operation.key);
    let all = [Some(best.clone()), with_version, elsewhere, by_action, of_resource, Some(whole)];
    all.into_iter().flatten().map(ident).collect()
}

/// Words of the literal segments of a path that another path lacks.
fn differing(path: &str, other: &str) -> Vec<String> {
    let is_plain = |segment: &&str| !segment.is_empty() && !segment.contains('{') && !is_path_version(segment);
    let there: Vec<&str> = other.split('/').filter(is_plain).collect();
    let own = path.split('/').filter(is_plain).filter(|segment| !there.contains(segment));
    let mut differing: Vec<String> = own.flat_map(words).collect();
    differing.truncate(LONGEST_DIFFERENCE);
    differing
}

/// Words that tell one operation from another of the same name.
const LONGEST_DIFFERENCE: usize = 3;

fn is_path_version(segment: &str) -> bool {
    segment.starts_with(['v', 'V']) && segment[1..].starts_with(|char: char| char.is_ascii_digit())
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
    // Some pages are named after a title: `CreatingInstance`.
    if let Some(verb) = words.first().filter(|word| word.len() > 5).and_then(|word| verb_of_gerund(word)) {
        words[0] = verb;
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
    let verb = take_verb(&mut title).or_else(|| take_qualified_verb(&mut title));
    let is = |known| verb.as_deref() == Some(known);
    if is(QUERY) && drop_first(&mut title, &["whether", "if"]) {
        return std::iter::once("check".to_owned()).chain(Phrase::of(title).joined()).collect();
    }
    let query = is(QUERY) || is(LIST) || (verb.is_none() && operation.method == Method::Get);
    let mut phrase = Phrase::of(title);
    phrase.says_many |= is(LIST) && !phrase.says_one;
    phrase.says_many |= phrase.head.last().is_some_and(|noun| is_in_plural(&operation.title, noun));
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

/// Whether an abbreviation in `S`, which has no other plural in a name, has one in the title: `ECSs`.
fn is_in_plural(title: &str, abbreviation: &str) -> bool {
    let mut stems = title.split(|char: char| !char.is_ascii_alphanumeric()).filter_map(|word| word.strip_suffix('s'));
    stems.any(|stem| stem.ends_with('S') && stem.eq_ignore_ascii_case(abbreviation))
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
    let is_numbered =
        |word: &&str| is_path_version(word) && !word.contains(|char: char| char.is_ascii_lowercase() && char != 'v');
    let joined: Vec<String> = plain.split_whitespace().filter(|word| !is_numbered(word)).map(join_particle).collect();
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

/// Words of section titles that say nothing about the resource.
const TITLE_WORDS: [&str; 9] =
    ["api", "apis", "interface", "interfaces", "management", "managing", "operations", "query", "reference"];

/// The module of a group: the title of its innermost section without words that every such title has, else the
/// resource in the path.
pub(crate) fn group_module(titles: &[String], path: &str) -> String {
    let title = titles.last().map(|title| resource_of_title(title)).filter(|words| !words.is_empty());
    let mut words = title.or_else(|| resource_of(path).map(|resource| words(&resource))).unwrap_or_default();
    words.truncate(LONGEST);
    if words.is_empty() { "operations".to_owned() } else { ident(words) }
}

/// Whether a section title names anything: `APIs (V2)` does not.
pub(crate) fn names_something(title: &str) -> bool {
    resource_of_title(title).iter().any(|word| !TITLE_WORDS.contains(&word.as_str()))
}

/// What the title of a section is about: `APIs for Managing Instances`, `Instance Management`.
fn resource_of_title(title: &str) -> Vec<String> {
    const LEADING: [&str; 12] =
        ["a", "an", "the", "api", "apis", "for", "managing", "querying", "obtaining", "getting", "listing", "of"];
    let mut words = without_asides(title);
    let mut leading = words.iter().take_while(|word| LEADING.contains(&word.as_str())).count();
    // `API Versions` are a resource, `APIs` alone too.
    let is_api = |at: usize| words.get(at).is_some_and(|word| word.starts_with("api"));
    while leading > 0 && (leading == words.len() || is_api(leading - 1)) {
        leading -= 1;
    }
    words.drain(..leading);
    while words.len() > 1 && words.last().is_some_and(|last| TITLE_WORDS.contains(&last.as_str())) {
        words.pop();
    }
    words
}

/// The first literal segment that stands before a placeholder or at the end, versions aside: what the path is about.
fn resource_of(path: &str) -> Option<String> {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let is_literal = |segment: &str| !segment.starts_with('{');
    let mut found = None;
    for (at, segment) in segments.iter().enumerate() {
        let ends = segments.get(at + 1).is_none_or(|next| !is_literal(next));
        if is_literal(segment) && !is_path_version(segment) && ends {
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
        operation_candidates(&operation, |_| None).swap_remove(0)
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
        assert_eq!(post("Cold Migrating an ECS"), "cold_migrate_ecs");
        assert_eq!(post("Attaching NICs or Detaching Them"), "attach_nics_or_detach_them");
        assert_eq!(get("Querying Details About ECSs", "/servers/detail"), "list_ecs");
        assert_eq!(get("Querying Details About an ECS", "/servers/{id}"), "show_ecs");
        assert_eq!(get("Querying Disk Details", "/disks/detail"), "list_disks");
        assert_eq!(get("Querying Projects Accessible to Users", "/p"), "list_projects_accessible_to_users");
    }

    #[test]
    fn two_of_one_name_say_where_they_differ() {
        let differ = |path: &str, other: &str| differing(path, other).join(" ");
        assert_eq!(differ("/v1/{p}/cloudservers/{id}", "/v2.1/{p}/servers/{id}"), "cloudservers");
        assert_eq!(differ("/mysql/v3/{p}/instances", "/v3/{p}/instances"), "mysql");
        assert_eq!(differ("/v3/{p}/instances", "/mysql/v3/{p}/instances"), "");
        let operation: Operation = serde_json::from_value(serde_json::json!({
            "key": "GET /v2/disks/detail", "title": "Querying Details About All Disks", "method": "GET",
            "path": "/v2/disks/detail", "source": {}
        }))
        .unwrap();
        assert_eq!(operation_candidates(&operation, |_| Some("/v2/disks"))[1], "list_disks_with_details");
    }

    #[test]
    fn ids_come_first() {
        assert_eq!(from_id("CreateInstanceV2").map(|words| snake(&words)).as_deref(), Some("create_instance"));
        assert_eq!(from_id("CreateInstance_0").map(|words| snake(&words)).as_deref(), Some("create_instance"));
        assert_eq!(from_id("AddingInstances").map(|words| snake(&words)).as_deref(), Some("add_instances"));
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
        assert_eq!(group(&["APIs for Managing Instances"], "/"), "instances");
        assert_eq!(group(&["Querying API Versions"], "/"), "api_versions");
        assert_eq!(group(&["API Version Query"], "/"), "api_version");
        assert_eq!(group(&["OpenStack Trove API V1.0"], "/"), "openstack_trove");
        assert_eq!(group(&["APIs"], "/"), "apis");
        assert_eq!(group(&["Types"], "/"), "types_");
        assert_eq!(group(&["../../x"], "/"), "x");
        assert_eq!(group(&[], "/"), "operations");
    }
}
