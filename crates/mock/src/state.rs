//! Resources that live as long as the mock: what was created can be shown, listed, changed and deleted by its id.
//!
//! Which operations belong together is read from their paths, see [`role`]; which member of a reply is the id, from the
//! names, see [`identity`]; where in a reply a resource stands, from its wrappers, see [`shape`]. What the documentation
//! leaves open is answered as if there was no state. No service is known here.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use crate::id;
use crate::log::Request;
use crate::reply::Reply;
use crate::uri;

mod identity;
mod page;
mod pairs;
mod role;
mod shape;

use identity::{Identity, plain};
use page::Item;
use role::Deed;
pub(crate) use role::{Role, roles};
use shape::Members;
pub(crate) use shape::Template;

/// More than that is no test any more.
const MOST: usize = 100_000;

/// Resources by the path of their collection.
#[derive(Debug, Default)]
pub(crate) struct State(Mutex<Store>);

#[derive(Debug, Default)]
struct Store {
    collections: HashMap<String, Vec<Resource>>,
    /// What jobs were about: the names that its id goes by, and the id.
    jobs: HashMap<String, (Identity, Value)>,
    count: usize,
    /// Ids that were given out.
    given: u64,
}

#[derive(Debug)]
struct Resource {
    id: Value,
    members: Members,
}

/// Why a request about resources cannot be done.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    NotThere(String),
    IsThere(String),
    Full,
}

/// A request about resources.
pub(crate) struct Act<'a> {
    pub(crate) role: &'a Role,
    /// Keeps services apart that have paths of the same shape.
    pub(crate) service: usize,
    pub(crate) request: &'a Request,
    pub(crate) template: &'a Template,
    /// Where the mock is, for links.
    pub(crate) endpoint: &'a str,
}

impl State {
    /// Does what the request means, and fits the documented reply to it.
    pub(crate) fn apply(&self, act: &Act<'_>) -> Result<Reply, Refused> {
        let mut store = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for behind in &act.role.within {
            let (collection, id) = act.item(*behind);
            if store.find(&collection, &id).is_none() {
                return Err(Refused::NotThere(id));
            }
        }
        let is_known = act.role.is_creatable || store.collections.contains_key(&act.collection());
        match act.role.deed {
            Deed::ShowJob => Ok(store.show_job(act)),
            Deed::Other => Ok(act.template.reply.clone()),
            _ if !is_known => Ok(act.template.reply.clone()),
            Deed::Create if act.role.is_map => store.create_pairs(act),
            Deed::ReplaceAll if act.role.is_map => store.replace_pairs(act),
            Deed::List if act.role.is_map => Ok(store.list_pairs(act)),
            Deed::Create => store.create(act),
            Deed::List => Ok(store.list(act)),
            Deed::Show => store.show(act),
            Deed::Change => store.change(act),
            Deed::Delete => store.delete(act),
            Deed::DeleteMany => Ok(store.delete_many(act)),
            Deed::ReplaceAll => Ok(act.template.reply.clone()),
        }
    }

    /// Forgets everything.
    pub(crate) fn clear(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Store::default();
    }
}

impl Act<'_> {
    /// The path of the request without its version and without this many segments at its end.
    fn segments(&self, behind: usize) -> Vec<String> {
        let spelled_alike = |segment: &str| uri::encode(&uri::decode(segment));
        let mut segments: Vec<_> = role::without_version(self.request.path()).map(spelled_alike).collect();
        segments.truncate(segments.len().saturating_sub(behind));
        segments
    }

    /// The key of the collection that the request is about.
    fn collection(&self) -> String {
        let here = self.segments(self.role.behind);
        let path = self.role.shows.as_ref().map_or_else(|| here.join("/"), |other| other.path(&here));
        format!("{}/{path}", self.service)
    }

    /// The collection and the id of a resource that is followed by this many segments of the request's path.
    fn item(&self, behind: usize) -> (String, String) {
        let mut path = self.segments(behind);
        let id = path.pop().unwrap_or_default();
        (format!("{}/{}", self.service, path.join("/")), uri::decode(&id))
    }

    /// The collection and the id of the resource that the request is about.
    fn own_item(&self) -> (String, String) {
        (self.collection(), self.item(self.role.behind.saturating_sub(1)).1)
    }

    /// The documented reply with these keys and values.
    fn pairs(&self, pairs: Members) -> Reply {
        let Some(mut reply) = self.template.body() else { return self.template.reply.clone() };
        pairs::show(&mut reply, pairs);
        self.template.with(&reply)
    }

    /// What the request says about the resource, of which these members are known.
    fn content(&self, known: &Members) -> Members {
        let body = self.request.json().unwrap_or_default();
        shape::content_of_request(body, &self.role.identity, known)
    }
}

impl Store {
    fn find(&mut self, collection: &str, id: &str) -> Option<&mut Resource> {
        self.collections.get_mut(collection)?.iter_mut().find(|resource| text(&resource.id) == id)
    }

    fn there(&mut self, act: &Act<'_>) -> Result<&mut Resource, Refused> {
        let (collection, id) = act.own_item();
        self.find(&collection, &id).ok_or(Refused::NotThere(id))
    }

    fn create(&mut self, act: &Act<'_>) -> Result<Reply, Refused> {
        if self.count >= MOST {
            return Err(Refused::Full);
        }
        let identity = &act.role.identity;
        let mut sent = act.content(&Members::new());
        let mut reply = act.template.body();
        let slot = reply.as_ref().and_then(|reply| identity.slot(reply));
        let documented = slot.as_ref().and_then(|slot| reply.as_ref()?.pointer(slot)).cloned();
        let id = identity.chosen(&Value::Object(sent.clone())).unwrap_or_else(|| self.fresh(documented.as_ref()));
        let collection = act.collection();
        if self.find(&collection, &text(&id)).is_some() {
            return Err(Refused::IsThere(text(&id)));
        }
        if let Some(reply) = &mut reply {
            put(reply, slot.as_deref(), &id);
            act.template.fill(reply, identity, &sent);
            self.note_job(reply, identity, &id);
            merge(&mut sent, answered(reply, identity));
        }
        self.collections.entry(collection).or_default().push(Resource { id, members: sent });
        self.count += 1;
        Ok(reply.map_or_else(|| act.template.reply.clone(), |reply| act.template.with(&reply)))
    }

    /// Each key becomes a resource, or gets another value.
    fn create_pairs(&mut self, act: &Act<'_>) -> Result<Reply, Refused> {
        let collection = act.collection();
        for (key, value) in pairs::sent(act.request.json().unwrap_or_default()) {
            let members = Members::from_iter([(key.clone(), value)]);
            if let Some(known) = self.find(&collection, &key) {
                known.members = members;
                continue;
            }
            if self.count >= MOST {
                return Err(Refused::Full);
            }
            self.collections.entry(collection.clone()).or_default().push(Resource { id: key.into(), members });
            self.count += 1;
        }
        Ok(self.list_pairs(act))
    }

    fn replace_pairs(&mut self, act: &Act<'_>) -> Result<Reply, Refused> {
        let old = self.collections.remove(&act.collection()).unwrap_or_default();
        self.count -= old.len();
        self.create_pairs(act)
    }

    fn list_pairs(&mut self, act: &Act<'_>) -> Reply {
        let all = self.collections.get(&act.collection()).into_iter().flatten();
        act.pairs(all.flat_map(|resource| resource.members.clone()).collect())
    }

    fn list(&mut self, act: &Act<'_>) -> Reply {
        let identity = &act.role.identity;
        let Some(mut reply) = act.template.body() else { return act.template.reply.clone() };
        let Some(place) = shape::list(&reply, identity) else { return act.template.reply.clone() };
        let sample = reply.pointer(&place).and_then(|list| list.get(0)).cloned().unwrap_or_default();
        let resources = self.collections.get(&act.collection()).map(Vec::as_slice).unwrap_or_default();
        let as_item = |resource: &Resource| Item {
            id: text(&resource.id),
            shown: match sample.is_object() {
                true => resource.item(&sample, act),
                false => resource.id.clone(),
            },
        };
        let part = act.role.paging.part(resources, as_item, act.request);
        let link = page::next_link(act.request, act.endpoint, part.next.as_deref());
        page::set_around(&mut reply, &place, &part, &link);
        identity.set_lists_of_ids(&mut reply, &place, &part.ids);
        if let Some(list) = reply.pointer_mut(&place) {
            *list = Value::Array(part.items);
        }
        act.template.with(&reply)
    }

    fn show(&mut self, act: &Act<'_>) -> Result<Reply, Refused> {
        Ok(self.there(act)?.reply(act))
    }

    fn change(&mut self, act: &Act<'_>) -> Result<Reply, Refused> {
        let resource = self.there(act)?;
        let change = act.content(&resource.members);
        merge(&mut resource.members, change);
        Ok(resource.reply(act))
    }

    fn delete(&mut self, act: &Act<'_>) -> Result<Reply, Refused> {
        let (collection, id) = act.own_item();
        if self.remove(&collection, &id) { Ok(act.template.reply.clone()) } else { Err(Refused::NotThere(id)) }
    }

    /// What the body names, wherever it does, is deleted; what is not there is not missed.
    fn delete_many(&mut self, act: &Act<'_>) -> Reply {
        let collection = act.collection();
        let mut texts = Vec::new();
        collect_texts(&act.request.json().unwrap_or_default(), &mut texts);
        for id in texts {
            self.remove(&collection, &id);
        }
        act.template.reply.clone()
    }

    /// Removes a resource, and what was created within it.
    fn remove(&mut self, collection: &str, id: &str) -> bool {
        let Some(resources) = self.collections.get_mut(collection) else { return false };
        let Some(at) = resources.iter().position(|resource| text(&resource.id) == id) else { return false };
        resources.remove(at);
        let inner = format!("{collection}/{}/", uri::encode(id));
        self.collections.retain(|path, _| !path.starts_with(&inner));
        self.count = self.collections.values().map(Vec::len).sum();
        true
    }

    fn show_job(&mut self, act: &Act<'_>) -> Reply {
        let named = act.item(0).1;
        let asked = [Some(named.as_str()), act.request.query("id"), act.request.query("job_id")];
        let known = asked.into_iter().flatten().find_map(|id| self.jobs.get_key_value(id));
        let (Some((job, (identity, id))), Some(mut reply)) = (known, act.template.body()) else {
            return act.template.reply.clone();
        };
        refer(&mut reply, identity, id);
        let own = Identity::new("job_id", "jobs");
        let slot = own.slot(&reply);
        put(&mut reply, slot.as_deref(), &Value::String(job.clone()));
        act.template.with(&reply)
    }

    /// Gives the job of a reply an id of its own, and remembers what it is about.
    fn note_job(&mut self, reply: &mut Value, identity: &Identity, id: &Value) {
        let is_job = |name: &str| plain(name) == "jobid";
        let members = reply.as_object_mut().into_iter().flatten();
        let Some((_, job)) = members.into_iter().find(|(name, value)| is_job(name) && value.is_string()) else {
            return;
        };
        if job == id || self.jobs.len() >= MOST {
            return;
        }
        self.given += 1;
        let fresh = id::like(self.given, job.as_str().unwrap_or_default());
        *job = Value::String(fresh.clone());
        self.jobs.insert(fresh, (identity.clone(), id.clone()));
    }

    /// A new id that looks like the documented one.
    fn fresh(&mut self, documented: Option<&Value>) -> Value {
        self.given += 1;
        id::fresh(self.given, documented)
    }
}

impl Resource {
    /// The documented reply with the members of the resource.
    fn reply(&self, act: &Act<'_>) -> Reply {
        if act.role.is_map {
            return act.pairs(self.members.clone());
        }
        let Some(mut reply) = act.template.body() else { return act.template.reply.clone() };
        self.identify(&mut reply, &act.role.identity);
        act.template.fill(&mut reply, &act.role.identity, &self.members);
        act.template.with(&reply)
    }

    /// One item of a documented list with the id and the members of the resource.
    fn item(&self, sample: &Value, act: &Act<'_>) -> Value {
        let mut item = sample.clone();
        self.identify(&mut item, &act.role.identity);
        act.template.fill_item(&mut item, &act.role.identity, &self.members);
        item
    }

    /// Puts the id of the resource where the documented one stands.
    fn identify(&self, value: &mut Value, identity: &Identity) {
        let slot = identity.slot(value);
        put(value, slot.as_deref(), &self.id);
    }
}

/// What the reply to a creation says about the resource; how far it has come is for later replies to say.
fn answered(reply: &Value, identity: &Identity) -> Members {
    let content = reply.pointer(&shape::content(reply, identity)).and_then(Value::as_object);
    let is_passing =
        |name: &str| ["status", "state", "phase", "progress"].iter().any(|word| plain(name).ends_with(word));
    let lasting = content.into_iter().flatten().filter(|(name, _)| !is_passing(name));
    lasting.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// Puts an id into its place, as a text where the documentation has one there; and into other members of the object
/// that the documentation shows with the same value.
fn put(value: &mut Value, slot: Option<&str>, id: &Value) {
    let Some(slot) = slot else { return };
    let Some(documented) = value.pointer(slot).cloned() else { return };
    let id = if documented.is_string() { Value::String(text(id)) } else { id.clone() };
    let around = slot.rsplit_once('/').map_or("", |(around, _)| around);
    match value.pointer_mut(around) {
        Some(Value::Object(members)) => {
            members.values_mut().filter(|own| **own == documented).for_each(|own| *own = id.clone())
        }
        Some(Value::Array(items)) => items.iter_mut().take(1).for_each(|own| *own = id.clone()),
        _ => {}
    }
}

/// Lets a reply about something else refer to a resource.
fn refer(reply: &mut Value, identity: &Identity, id: &Value) {
    match reply {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(_) if identity.is_reference(name) => *value = Value::String(text(id)),
                    value => refer(value, identity, id),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| refer(item, identity, id)),
        _ => {}
    }
}

/// Members over others: objects are changed in part, everything else as a whole.
fn merge(members: &mut Members, change: Members) {
    for (name, new) in change {
        match (members.get_mut(&name), new) {
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            (_, new) => drop(members.insert(name, new)),
        }
    }
}

fn collect_texts(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(_) | Value::Number(_) => texts.push(text(value)),
        Value::Array(items) => items.iter().for_each(|item| collect_texts(item, texts)),
        Value::Object(members) => members.values().for_each(|value| collect_texts(value, texts)),
        _ => {}
    }
}

/// An id as it stands in a path.
fn text(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

/// Whether a reply shows what the items of its list look like.
pub(crate) fn has_sample(reply: &Reply, role: &Role) -> bool {
    let body: Option<Value> = serde_json::from_slice(&reply.body).ok();
    role.deed != Deed::List || role.is_map || body.is_some_and(|body| shape::list(&body, &role.identity).is_some())
}
