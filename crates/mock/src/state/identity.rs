//! Which member of a JSON value is the id of a resource.
//!
//! The documentation does not say it. The placeholder of the resource's own path says what to look for (`{vpc_id}`), the
//! collection before it what the resource is (`vpcs`), and the rest is custom: the member may be called like the
//! placeholder, `id`, or `uid` in `metadata`, and stand within wrappers.

use serde_json::Value;

/// How deep in a reply an id is looked for.
const DEPTH: usize = 3;

/// What one more level costs, in ranks: an `id` further out goes before a better name further in.
const LEVEL: usize = 2;

/// Ids that a reply carries, but that are not the id of what it tells of.
const OF_OTHERS: [&str; 9] =
    ["job", "order", "request", "trace", "project", "tenant", "domain", "enterpriseproject", "user"];

/// What is known about the id of the resources of one collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    /// The placeholder behind the collection, as plain letters: `vpcid`. Empty where no path has one.
    placeholder: String,
    /// What one of the collection is called: `vpc`.
    noun: String,
}

impl Identity {
    pub(crate) fn new(placeholder: &str, collection: &str) -> Self {
        Identity { placeholder: plain(placeholder), noun: singular(&plain(collection)) }
    }

    /// How well a name suits the id, the best first.
    fn rank(&self, name: &str) -> Option<usize> {
        let name = plain(name);
        let has_noun = |ending: &str| name.strip_suffix(ending).is_some_and(|stem| stem == self.noun);
        let is_of_an_id = self.placeholder.is_empty() || self.placeholder.ends_with("id");
        // `{topic}` may be an id or a name, `{access_key}` goes by `access`.
        let is_part = self.placeholder.ends_with(&name) || self.placeholder.starts_with(&name) && !is_of_an_id;
        match () {
            () if name == self.placeholder => Some(0),
            () if name == "id" || is_part && ["name", "key", "code"].contains(&name.as_str()) => Some(1),
            () if has_noun("id") || is_part && name.len() > 2 => Some(2),
            () if !is_of_an_id && (has_noun("name") || name == "name" && self.placeholder == self.noun) => Some(2),
            () if ["uid", "uuid"].contains(&name.as_str()) => Some(3),
            () => None,
        }
    }

    /// Where in a reply the id stands, as a JSON pointer.
    pub(crate) fn slot(&self, value: &Value) -> Option<String> {
        let mut best = None;
        self.search(value, String::new(), 0, &mut best);
        best.map(|(_, pointer)| pointer).or_else(|| only_id(value)).or_else(|| {
            let (name, _) = self.only_name(value)?;
            Some(format!("/{}", escape(name)))
        })
    }

    /// What a resource goes by that has a name and no id, where no member is called so: the only one that names or opens
    /// something and is no secret.
    fn only_name<'v>(&self, value: &'v Value) -> Option<(&'v String, &'v Value)> {
        if !self.placeholder.ends_with("name") {
            return None;
        }
        let is_name = |name: &str| ["name", "key"].iter().any(|word| name.ends_with(word)) && !name.contains("secret");
        let mut names = value.as_object()?.iter().filter(|(name, value)| value.is_string() && is_name(&plain(name)));
        names.next().filter(|_| names.next().is_none())
    }

    fn search(&self, value: &Value, pointer: String, depth: usize, best: &mut Option<(usize, String)>) {
        match value {
            Value::Array(items) if depth <= DEPTH => {
                for first in items.first().into_iter().filter(|first| first.is_object()) {
                    self.search(first, format!("{pointer}/0"), depth, best);
                }
            }
            Value::Object(members) if depth <= DEPTH => {
                for (name, value) in members {
                    let pointer = format!("{pointer}/{}", escape(name));
                    let ranked = self.rank_of(name, value, &pointer);
                    let found = ranked.map(|(rank, pointer)| (rank + depth * LEVEL, pointer));
                    if let Some(found) = found.filter(|(cost, _)| best.as_ref().is_none_or(|best| *cost < best.0)) {
                        *best = Some(found);
                    }
                    self.search(value, pointer, depth + 1, best);
                }
            }
            _ => {}
        }
    }

    /// The rank of a member that may be an id: a text, a number, or a list of such.
    fn rank_of(&self, name: &str, value: &Value, pointer: &str) -> Option<(usize, String)> {
        match value {
            Value::String(_) | Value::Number(_) => Some((self.rank(name)?, pointer.to_owned())),
            Value::Array(items) if items.first().is_some_and(Value::is_string) => {
                Some((self.rank(name.strip_suffix('s')?)?, format!("{pointer}/0")))
            }
            _ => None,
        }
    }

    /// Sets lists of bare ids that stand beside the list of resources.
    pub(crate) fn set_lists_of_ids(&self, reply: &mut Value, list: &str, ids: &[String]) {
        let around = list.rsplit_once('/').map_or("", |(around, _)| around);
        let members = reply.pointer_mut(around).and_then(Value::as_object_mut).into_iter().flatten();
        for (name, value) in members.filter(|(name, _)| !list.ends_with(&format!("/{}", escape(name)))) {
            if self.rank_of(name, value, "").is_some() && value.is_array() {
                *value = ids.iter().map(String::as_str).collect();
            }
        }
    }

    /// The id that a request chooses itself, at the top of what it sends or in its `metadata`.
    pub(crate) fn chosen(&self, content: &Value) -> Option<Value> {
        let mut found: Vec<_> = [content, &content["metadata"]]
            .into_iter()
            .filter_map(Value::as_object)
            .flatten()
            .filter(|(_, value)| value.is_string() || value.is_number())
            .filter_map(|(name, value)| Some((self.rank(name)?, value)))
            .collect();
        found.sort_by_key(|(rank, _)| *rank);
        let best = found.first().map(|(_, value)| *value);
        best.or_else(|| self.only_name(content).map(|(_, value)| value)).cloned()
    }

    /// Whether a name is that of the collection, or of one of it.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        singular(&plain(name)) == self.noun
    }

    /// Whether a member of another object refers to a resource of the collection.
    pub(crate) fn is_reference(&self, name: &str) -> bool {
        let name = plain(name);
        !self.placeholder.is_empty() && self.placeholder != "id" && name == self.placeholder
            || name.strip_suffix("id").is_some_and(|stem| stem == self.noun)
    }
}

/// The only id of an object, where it has one and that is not of something else.
fn only_id(value: &Value) -> Option<String> {
    let members = value.as_object()?;
    let is_own = |name: &str| plain(name).strip_suffix("id").is_some_and(|stem| !OF_OTHERS.contains(&stem));
    let mut ids = members.iter().filter(|(name, value)| value.is_string() && is_own(name));
    let (name, _) = ids.next()?;
    ids.next().is_none().then(|| format!("/{}", escape(name)))
}

/// Letters and digits only, in lower case: `vpc_id` and `vpcId` are one.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
}

/// One of what a plural names; words that are no English are left as they are.
fn singular(plural: &str) -> String {
    for (ending, one) in [("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ss", "ss"), ("s", "")] {
        if let Some(stem) = plural.strip_suffix(ending) {
            return format!("{stem}{one}");
        }
    }
    plural.to_owned()
}

/// A name within a JSON pointer.
pub(crate) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(placeholder: &str, collection: &str, value: &Value, expected: Option<&str>) {
        assert_eq!(Identity::new(placeholder, collection).slot(value).as_deref(), expected, "{value}");
    }

    #[test]
    fn id_is_called_like_the_placeholder_or_simply_id() {
        check("vpc_id", "vpcs", &json!({ "vpcId": "a", "id": "b" }), Some("/vpcId"));
        check("vpc_id", "vpcs", &json!({ "vpc": { "id": "b", "name": "n" }, "request_id": "r" }), Some("/vpc/id"));
        check("topic_name", "topics", &json!({ "name": "n" }), Some("/name"));
        check("strategy_id", "throttle-specials", &json!({ "throttle_id": "t", "id": "b" }), Some("/id"));
    }

    #[test]
    fn id_may_stand_in_a_list_or_in_metadata() {
        check("server_id", "cloudservers", &json!({ "job_id": "j", "serverIds": ["s"] }), Some("/serverIds/0"));
        check(
            "instance_id",
            "instances",
            &json!({ "instances": [{ "instance_id": "i" }] }),
            Some("/instances/0/instance_id"),
        );
        let cluster = json!({ "metadata": { "name": "n", "uid": "u" }, "spec": { "flavor": "f" } });
        check("cluster_id", "clusters", &cluster, Some("/metadata/uid"));
    }

    #[test]
    fn ids_of_others_are_left_alone() {
        check("volume_id", "cloudvolumes", &json!({ "job_id": "j" }), None);
        check("listener_id", "es-listeners", &json!({ "elb_id": "e", "order_id": "o" }), Some("/elb_id"));
        let pool = json!({ "pool": { "id": "p", "members": [{ "id": "m" }], "vpc_id": "v" } });
        check("pool_id", "pools", &pool, Some("/pool/id"));
    }

    #[test]
    fn request_may_choose_the_id() {
        let tag = Identity::new("key", "tags");
        assert_eq!(tag.chosen(&json!({ "key": "colour", "value": "red" })), Some(json!("colour")));
        let user = Identity::new("user_name", "users");
        assert_eq!(user.chosen(&json!({ "access_key": "a", "secret_key": "s", "admin": true })), Some(json!("a")));
        assert_eq!(user.chosen(&json!({ "access_key": "a", "public_key": "k" })), None);
        let vpc = Identity::new("vpc_id", "vpcs");
        assert_eq!(vpc.chosen(&json!({ "name": "n", "cidr": "c" })), None);
    }
}
