//! Resources that live as long as the mock: what was created can be shown, listed, changed and deleted by its id.
//!
//! Which operations belong together is read from their paths: `POST` and `GET` on a collection, `GET`, `PUT`, `PATCH`
//! and `DELETE` on the collection's path with one placeholder more. Everything that is not of this form, or whose reply
//! has no place for an id, answers as if there was no state.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serde_json::{Map, Value};

use crate::id;
use crate::log::Request;
use crate::reply::Reply;

mod role;

pub(crate) use role::{Role, roles};

type Members = Map<String, Value>;

/// Resources by the path of their collection.
#[derive(Debug, Default)]
pub(crate) struct State(Mutex<Store>);

#[derive(Debug, Default)]
struct Store {
    collections: HashMap<String, Vec<Resource>>,
    created: u64,
}

#[derive(Debug)]
struct Resource {
    id: String,
    members: Members,
}

/// The resource that a request is about does not exist.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NotThere;

impl State {
    /// Does what the request means, and fits the documented reply to it.
    pub(crate) fn apply(&self, role: &Role, request: &Request, documented: &Reply) -> Result<Reply, NotThere> {
        let mut store = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let path = request.path().trim_end_matches('/');
        match role {
            Role::Create(name) => Ok(store.create(path, name.as_deref(), request, documented)),
            Role::List(name) => Ok(store.list(path, name.as_deref(), request, documented)),
            Role::Show(name) => store.show(path, name, documented),
            Role::Change(name) => store.change(path, name, request, documented),
            Role::Delete => store.delete(path, documented),
        }
    }
}

impl Store {
    fn create(&mut self, path: &str, name: Option<&str>, request: &Request, documented: &Reply) -> Reply {
        let mut reply = parse(documented);
        let Some(slot) = reply.as_mut().and_then(|reply| id_slot(reply, name)) else { return documented.clone() };
        self.created += 1;
        let id = fresh_id(self.created, slot.as_str().unwrap_or_default());
        *slot = Value::String(id.clone());
        let mut members = content(parse_body(request));
        let answered = content(reply.clone());
        members.extend(answered);
        self.collections.entry(path.to_owned()).or_default().push(Resource { id, members });
        with_body(documented, &reply.unwrap_or_default())
    }

    fn list(&mut self, path: &str, name: Option<&str>, request: &Request, documented: &Reply) -> Reply {
        let Some(mut reply) = parse(documented) else { return documented.clone() };
        let resources = self.collections.get(path).map(Vec::as_slice).unwrap_or_default();
        let Some((at, sample)) = list_member(&reply) else { return documented.clone() };
        let (offset, limit) = window(request);
        let shown: Vec<_> = resources.iter().skip(offset).take(limit).map(|r| r.onto(&sample, name)).collect();
        let count = shown.len();
        reply[at] = Value::Array(shown);
        set_counts(&mut reply, resources.len(), count);
        with_body(documented, &reply)
    }

    fn show(&self, path: &str, name: &str, documented: &Reply) -> Result<Reply, NotThere> {
        let (collection, id) = path.rsplit_once('/').ok_or(NotThere)?;
        let resources = self.collections.get(collection).ok_or(NotThere)?;
        let resource = resources.iter().find(|resource| resource.id == id).ok_or(NotThere)?;
        Ok(resource.reply(name, documented))
    }

    fn change(&mut self, path: &str, name: &str, request: &Request, documented: &Reply) -> Result<Reply, NotThere> {
        let (collection, id) = path.rsplit_once('/').ok_or(NotThere)?;
        let resources = self.collections.get_mut(collection).ok_or(NotThere)?;
        let resource = resources.iter_mut().find(|resource| resource.id == id).ok_or(NotThere)?;
        resource.members.extend(content(parse_body(request)));
        Ok(resource.reply(name, documented))
    }

    fn delete(&mut self, path: &str, documented: &Reply) -> Result<Reply, NotThere> {
        let (collection, id) = path.rsplit_once('/').ok_or(NotThere)?;
        let resources = self.collections.get_mut(collection).ok_or(NotThere)?;
        let at = resources.iter().position(|resource| resource.id == id).ok_or(NotThere)?;
        resources.remove(at);
        Ok(documented.clone())
    }
}

impl Resource {
    /// The documented reply with the members of the resource.
    fn reply(&self, name: &str, documented: &Reply) -> Reply {
        match parse(documented) {
            Some(Value::Object(mut reply)) => {
                let inner = wrapped(&reply).map(str::to_owned);
                match inner.and_then(|inner| reply.get_mut(&inner)) {
                    Some(content) => *content = self.onto(content, Some(name)),
                    None => return with_body(documented, &self.onto(&Value::Object(reply), Some(name))),
                }
                with_body(documented, &Value::Object(reply))
            }
            _ => documented.clone(),
        }
    }

    /// A documented object with those of its members replaced that the resource has.
    fn onto(&self, sample: &Value, name: Option<&str>) -> Value {
        let mut object = sample.clone();
        if let Value::Object(members) = &mut object {
            for (name, value) in members.iter_mut() {
                if let Some(own) = self.members.get(name) {
                    *value = own.clone();
                }
            }
        }
        if let Some(slot) = id_slot(&mut object, name) {
            *slot = Value::String(self.id.clone());
        }
        object
    }
}

fn parse(reply: &Reply) -> Option<Value> {
    serde_json::from_slice(&reply.body).ok()
}

fn parse_body(request: &Request) -> Option<Value> {
    serde_json::from_slice(request.body()).ok()
}

fn with_body(reply: &Reply, body: &Value) -> Reply {
    Reply { body: body.to_string().into(), ..reply.clone() }
}

/// The members of an object, without the wrapper around it.
fn content(value: Option<Value>) -> Members {
    let Some(Value::Object(mut members)) = value else { return Members::new() };
    let inner = wrapped(&members).map(str::to_owned);
    match inner.and_then(|inner| members.remove(&inner)) {
        Some(Value::Object(members)) => members,
        _ => members,
    }
}

/// The only member of an object, where it is an object itself.
fn wrapped(members: &Members) -> Option<&str> {
    let (name, value) = members.iter().next()?;
    (members.len() == 1 && value.is_object()).then_some(name.as_str())
}

/// Where an object has its id: under the name of the placeholder, or `id`, or so in its only member.
fn id_slot<'a>(object: &'a mut Value, name: Option<&str>) -> Option<&'a mut Value> {
    let members = object.as_object_mut()?;
    if let Some(inner) = wrapped(members).map(str::to_owned) {
        return id_slot(members.get_mut(&inner)?, name);
    }
    let is_id = |name: &&str| members.get(*name).is_some_and(Value::is_string);
    let known = [name.unwrap_or("id"), "id"].into_iter().find(is_id).map(str::to_owned);
    let only_id = || {
        let mut ids = members.iter().filter(|(name, value)| name.ends_with("_id") && value.is_string());
        ids.next().filter(|_| ids.next().is_none()).map(|(name, _)| name.clone())
    };
    let name = known.or_else(only_id)?;
    members.get_mut(&name)
}

/// Whether a reply shows what the items of its list look like.
pub(crate) fn has_sample(reply: &Reply) -> bool {
    parse(reply).is_some_and(|reply| list_member(&reply).is_some())
}

/// The list of a reply: its first member that is a list of objects; and the first of them, to shape others after.
fn list_member(reply: &Value) -> Option<(String, Value)> {
    let lists = reply.as_object()?.iter().filter_map(|(name, value)| Some((name, value.as_array()?)));
    let mut with_objects = lists.filter_map(|(name, items)| items.first().map(|first| (name, first)));
    with_objects.find(|(_, first)| first.is_object()).map(|(name, first)| (name.clone(), first.clone()))
}

/// The part of a list that the query asks for.
fn window(request: &Request) -> (usize, usize) {
    let number = |name: &str| request.query(name).and_then(|text| text.parse().ok());
    (number("offset").unwrap_or(0), number("limit").unwrap_or(usize::MAX))
}

/// Sets the numbers beside a list that count it.
fn set_counts(reply: &mut Value, total: usize, shown: usize) {
    for (name, value) in reply.as_object_mut().into_iter().flatten().filter(|(_, value)| value.is_u64()) {
        match name.as_str() {
            "size" => *value = shown.into(),
            name if name.contains("total") || name.contains("count") => *value = total.into(),
            _ => {}
        }
    }
}

/// A new id, of the form that the documented one has: with dashes or without.
fn fresh_id(number: u64, like: &str) -> String {
    let digits = id::hex(number);
    if like.contains('-') {
        let part = |from: usize, to: usize| &digits[from..to];
        return [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-");
    }
    digits
}
