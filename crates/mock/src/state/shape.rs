//! What a documented reply says of resources, and how it is made to speak of one that is there.

use serde_json::{Map, Value};

use super::identity::{Identity, escape, plain};
use crate::reply::Reply;

pub(crate) type Members = Map<String, Value>;

/// A documented reply: what its example shows, and what its types know beyond.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    pub(crate) reply: Reply,
    shown: Option<Value>,
    /// Made of the documented types, so that members are known that no example shows.
    typed: Value,
}

impl Template {
    pub(crate) fn new(reply: Reply, typed: &Reply) -> Self {
        let read = |reply: &Reply| serde_json::from_slice(&reply.body).ok();
        Template { shown: read(&reply), typed: read(typed).unwrap_or_default(), reply }
    }

    /// The body as documented; none where it is no JSON.
    pub(crate) fn body(&self) -> Option<Value> {
        self.shown.clone()
    }

    /// The reply with another body.
    pub(crate) fn with(&self, body: &Value) -> Reply {
        Reply { body: body.to_string().into(), ..self.reply.clone() }
    }

    /// The reply with the members of a resource where the documentation has them.
    pub(crate) fn fill(&self, body: &mut Value, identity: &Identity, members: &Members) {
        let place = content(body, identity);
        let typed = self.typed.pointer(&content(&self.typed, identity));
        if let Some(shown) = body.pointer_mut(&place) {
            adopt(shown, typed, members);
            adopt_deeper(shown, members);
        }
    }

    /// Gives one item of the documented list the members of a resource.
    pub(crate) fn fill_item(&self, item: &mut Value, identity: &Identity, members: &Members) {
        let typed = list(&self.typed, identity).and_then(|place| self.typed.pointer(&place)?.get(0));
        let place = content(item, identity);
        if let Some(shown) = item.pointer_mut(&place) {
            adopt(shown, typed, members);
            adopt_deeper(shown, members);
        }
    }
}

/// Where in a value the resource itself stands, without wrappers: around its id, else in the only object.
pub(crate) fn content(value: &Value, identity: &Identity) -> String {
    match identity.slot(value) {
        Some(slot) => around(value, &slot),
        None => inner(value, identity).map(|name| format!("/{}", escape(name))).unwrap_or_default(),
    }
}

/// The object around an id; `metadata` is a part of a resource, and a list of ids one of what is around it.
fn around(value: &Value, slot: &str) -> String {
    let parent = |pointer: &str| pointer.rsplit_once('/').map_or(String::new(), |(parent, _)| parent.to_owned());
    let object = parent(slot);
    match value.pointer(&object) {
        Some(Value::Array(_)) => parent(&object),
        _ => object.strip_suffix("/metadata").map(str::to_owned).unwrap_or(object),
    }
}

/// What a request says about a resource, without the wrapper around it; a known member that is an object is none.
pub(crate) fn content_of_request(body: Value, identity: &Identity, known: &Members) -> Members {
    let is_wrapper = |name: &&str| identity.is_named(name) || !known.get(*name).is_some_and(Value::is_object);
    let inner = inner(&body, identity).filter(is_wrapper).map(str::to_owned);
    let Value::Object(mut members) = body else { return Members::new() };
    match inner.and_then(|inner| members.remove(&inner)) {
        Some(Value::Object(members)) => members,
        _ => members,
    }
}

/// The member that wraps the resource: one that is called so, or the only one.
fn inner<'v>(value: &'v Value, identity: &Identity) -> Option<&'v str> {
    let members = value.as_object()?;
    let mut objects = members.iter().filter(|(_, value)| value.is_object()).map(|(name, _)| name.as_str());
    let named = objects.clone().find(|name| identity.is_named(name));
    named.or_else(|| objects.next().filter(|_| members.len() == 1))
}

/// Where in a reply its list of resources stands, as a JSON pointer: the list that is called so, else one of objects
/// that have an id, else the first.
pub(crate) fn list(value: &Value, identity: &Identity) -> Option<String> {
    let mut lists = Vec::new();
    collect_lists(value, String::new(), 0, &mut lists);
    let rank = |(pointer, items): &(String, &Vec<Value>)| {
        let name = pointer.rsplit('/').next().unwrap_or_default();
        let first = items.first().unwrap_or(&Value::Null);
        match first {
            _ if identity.is_named(name) => 0,
            Value::Object(_) if identity.slot(first).is_some() => 1,
            Value::Object(_) => 2,
            _ => 3,
        }
    };
    let (pointer, items) = lists.into_iter().min_by_key(rank)?;
    let is_of_names = items.first().is_some_and(Value::is_string) && rank(&(pointer.clone(), items)) == 0;
    (items.first().is_some_and(Value::is_object) || is_of_names).then_some(pointer)
}

fn collect_lists<'v>(value: &'v Value, pointer: String, depth: usize, lists: &mut Vec<(String, &'v Vec<Value>)>) {
    match value {
        Value::Array(items) if !items.is_empty() => lists.push((pointer, items)),
        Value::Object(members) if depth < 3 => {
            for (name, value) in members {
                collect_lists(value, format!("{pointer}/{}", escape(name)), depth + 1, lists);
            }
        }
        _ => {}
    }
}

/// Gives a documented object the members of a resource: those it shows, and those that only its type knows.
fn adopt(shown: &mut Value, typed: Option<&Value>, members: &Members) {
    let Value::Object(shown) = shown else { return };
    for (name, own) in members {
        match (shown.get_mut(name), typed.and_then(|typed| typed.get(name))) {
            (Some(value), typed) => replace(value, typed, own),
            (None, documented) => {
                if let Some(own) = documented.and_then(|documented| like(documented, own)) {
                    shown.insert(name.clone(), own);
                }
            }
        }
    }
}

/// Names that say too little to be the same further in: a flavour has its own.
const COMMON: [&str; 10] = ["id", "name", "type", "status", "state", "key", "value", "code", "size", "description"];

/// Gives parts of a documented object what was said about the whole, where only they show it.
fn adopt_deeper(shown: &mut Value, members: &Members) {
    let Value::Object(parts) = shown else { return };
    let is_of_parts = |name: &String| !COMMON.contains(&plain(name).as_str()) && !parts.contains_key(name);
    let said: Vec<_> = members.iter().filter(|(name, own)| is_of_parts(name) && !own.is_object()).collect();
    let own_parts = parts.iter_mut().filter(|(part, _)| !members.contains_key(*part));
    for (_, value) in own_parts {
        said.iter().for_each(|(name, own)| put_deeper(value, name, own));
    }
}

/// Replaces every value of this name.
fn put_deeper(value: &mut Value, name: &str, own: &Value) {
    match value {
        Value::Object(members) => {
            for (known, value) in members {
                match like(value, own) {
                    Some(own) if known == name => *value = own,
                    _ => put_deeper(value, name, own),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| put_deeper(item, name, own)),
        _ => {}
    }
}

/// Replaces a documented value with the resource's own, where it is of the same kind.
fn replace(shown: &mut Value, typed: Option<&Value>, own: &Value) {
    match (&mut *shown, own) {
        (Value::Object(_), Value::Object(members)) => adopt(shown, typed, members),
        (Value::Array(items), Value::Array(own)) if items.first().is_some_and(Value::is_object) => {
            let sample = items[0].clone();
            let typed = typed.and_then(|typed| typed.get(0));
            let fit = |own: &Value| {
                let mut item = sample.clone();
                replace(&mut item, typed, own);
                item
            };
            *items = own.iter().map(fit).collect();
        }
        _ => {
            if let Some(own) = like(shown, own) {
                *shown = own;
            }
        }
    }
}

/// A value of the kind that the documentation has in its place; null says nothing about it.
fn like(documented: &Value, own: &Value) -> Option<Value> {
    match (documented, own) {
        (Value::Number(_), Value::String(text)) => serde_json::from_str(text).ok().filter(Value::is_number),
        (Value::Bool(_), Value::String(text)) => text.to_ascii_lowercase().parse().ok().map(Value::Bool),
        (Value::String(_), Value::Number(_) | Value::Bool(_)) => Some(Value::String(own.to_string())),
        (Value::Null, _) | (_, Value::Null) => Some(own.clone()),
        _ => (std::mem::discriminant(documented) == std::mem::discriminant(own)).then(|| own.clone()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn vpc() -> Identity {
        Identity::new("vpc_id", "vpcs")
    }

    #[test]
    fn wrapper_is_the_member_around_the_id_or_the_only_object() {
        assert_eq!(content(&json!({ "request_id": "r", "vpc": { "id": "v" } }), &vpc()), "/vpc");
        assert_eq!(content(&json!({ "vpc": { "name": "v" }, "links": {} }), &vpc()), "/vpc");
        assert_eq!(content(&json!({ "id": "v", "subnet": { "id": "s" } }), &vpc()), "");
        assert_eq!(content(&json!({ "metadata": { "uid": "u" }, "spec": {} }), &vpc()), "");
        assert_eq!(content(&json!({ "vpc_ids": ["u"] }), &vpc()), "");
    }

    #[test]
    fn list_is_the_one_that_is_called_like_the_collection() {
        assert_eq!(
            list(&json!({ "links": [{ "rel": "next" }], "vpcs": [{ "id": 1 }] }), &vpc()).as_deref(),
            Some("/vpcs")
        );
        assert_eq!(list(&json!({ "data": { "items": [{ "id": "a" }] } }), &vpc()).as_deref(), Some("/data/items"));
        assert_eq!(list(&json!({ "vpcs": ["a"] }), &vpc()).as_deref(), Some("/vpcs"));
        assert_eq!(list(&json!({ "zones": ["a"] }), &vpc()), None);
        assert_eq!(list(&json!([{ "id": "a" }]), &vpc()).as_deref(), Some(""));
    }

    #[test]
    fn numbers_and_texts_stand_for_each_other() {
        let mut shown = json!({ "size": 1, "port": "80", "on": false });
        adopt(&mut shown, None, json!({ "size": "500", "port": 443, "on": "True" }).as_object().unwrap());
        assert_eq!(shown, json!({ "size": 500, "port": "443", "on": true }));
    }

    #[test]
    fn what_was_said_about_the_whole_is_shown_by_its_parts_where_only_they_show_it() {
        let said = json!({ "host_type": "s2", "zone": "a", "name": "mine", "flavor": { "vcpus": 8 }, "count": "2" });
        let mut shown = json!({ "zone": "z", "parts": [{ "host_type": "d", "zone": "z", "name": "d", "count": 1 }],
            "properties": { "inner": { "host_type": "d" } }, "flavor": { "host_type": "d", "vcpus": 8 } });
        adopt_deeper(&mut shown, said.as_object().unwrap());
        let expected = json!({ "zone": "z", "parts": [{ "host_type": "s2", "zone": "z", "name": "d", "count": 2 }],
            "properties": { "inner": { "host_type": "s2" } }, "flavor": { "host_type": "d", "vcpus": 8 } });
        assert_eq!(shown, expected);
    }

    #[test]
    fn values_of_another_kind_than_documented_are_not_taken_over() {
        let mut shown = json!({ "zone": "a", "tags": [{ "key": "k", "by": "me" }], "note": null });
        let own =
            json!({ "zone": ["b"], "tags": [{ "key": "x" }, { "key": "y" }], "note": "n", "size": 3, "secret": 1 });
        adopt(&mut shown, Some(&json!({ "size": 1 })), own.as_object().unwrap());
        let tags = json!([{ "key": "x", "by": "me" }, { "key": "y", "by": "me" }]);
        assert_eq!(shown, json!({ "zone": "a", "tags": tags, "note": "n", "size": 3 }));
    }
}
