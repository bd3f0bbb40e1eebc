//! The way of a resource through the mock, as a client sees it: create, show, list, update, delete, gone.
//!
//! Which operations belong together is read from the model; the requests are the mock's own samples. Ids are not looked
//! for by name, as the mock does, but tried: whatever of a reply or a request shows the resource is its id.

use std::cell::RefCell;
use std::collections::BTreeMap;

use hwc_mock::{Cloud, Mock};
use hwc_model::{Method, Model, Operation, Place, Scalar};
use serde_json::Value;

use crate::support::{Answer, call_with};

/// What became of one resource.
pub(crate) struct Trip {
    pub(crate) collection: String,
    /// What did not go as it should.
    pub(crate) fault: Option<String>,
}

/// Operations on one resource; which of them there are, the documentation decides.
#[derive(Default)]
struct Resource<'m> {
    create: Option<&'m Operation>,
    list: Option<&'m Operation>,
    show: Option<&'m Operation>,
    change: Option<&'m Operation>,
    delete: Option<&'m Operation>,
}

impl Resource<'_> {
    /// The keys and values that were sent, where the collection is a map of them.
    fn pairs<'v>(&self, sent: &'v Value) -> Option<&'v serde_json::Map<String, Value>> {
        let item = self.show.or(self.change).or(self.delete)?;
        let members = sent.as_object().filter(|members| members.len() == 1)?;
        members.values().next()?.as_object().filter(|_| item.path.ends_with("key}"))
    }
}

type Resources<'m> = BTreeMap<String, Resource<'m>>;

/// Sends every resource of a service on its way.
pub(crate) fn trips(model: &Model) -> Vec<Trip> {
    let cloud = Mock::of(model).stateful().start().unwrap();
    let all = resources(model);
    let is_whole =
        |resource: &Resource<'_>| resource.create.is_some() && (resource.show.is_some() || resource.delete.is_some());
    let whole = all.iter().filter(|(_, resource)| is_whole(resource));
    whole
        .map(|(collection, resource)| {
            cloud.forget_resources();
            let fault = Walk { cloud: &cloud, all: &all, sent: RefCell::default() }.go(collection, resource).err();
            Trip { collection: collection.clone(), fault }
        })
        .collect()
}

/// Operations by the path of their collection, without version.
fn resources(model: &Model) -> Resources<'_> {
    let mut all = Resources::new();
    for operation in &model.operations {
        let path = shape(&operation.path);
        let path = path.strip_suffix("/detail").unwrap_or(&path).to_owned();
        let (collection, is_item) = match path.strip_suffix("/{}") {
            Some(collection) => (collection.to_owned(), true),
            None => (path, false),
        };
        let resource = all.entry(collection).or_default();
        let slot = match (operation.method, is_item) {
            (Method::Post, false) => &mut resource.create,
            (Method::Get, false) => &mut resource.list,
            (Method::Get, true) => &mut resource.show,
            (Method::Put | Method::Patch, true) => &mut resource.change,
            (Method::Delete, true) => &mut resource.delete,
            _ => continue,
        };
        slot.get_or_insert(operation);
    }
    all
}

fn shape(path: &str) -> String {
    let is_version = |segment: &&str| {
        let number = segment.strip_prefix(['v', 'V']).unwrap_or_default();
        number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    let segments = path.trim_matches('/').split('/').filter(|segment| !is_version(segment));
    segments.map(|segment| if segment.starts_with('{') { "{}" } else { segment }).collect::<Vec<_>>().join("/")
}

struct Walk<'m> {
    cloud: &'m Cloud,
    all: &'m Resources<'m>,
    /// What was sent to create the resource: mandatory parameters of its list look at it.
    sent: RefCell<Vec<(String, String)>>,
}

/// A created resource: the values of the placeholders in its path, and what was sent to create it.
struct Created {
    path: Vec<String>,
    /// Values that may be the id, with the names of their members.
    candidates: Vec<(String, String)>,
    sent: Value,
    /// The id of a resource that was there before.
    not: Option<String>,
}

impl Walk<'_> {
    fn go(&self, collection: &str, resource: &Resource<'_>) -> Result<(), String> {
        let parents = self.parents(collection)?;
        let first = self.create(resource, &parents, None)?;
        let id = self.find(resource, &first).ok_or("show: no value of the reply to the creation shows the resource")?;
        let second = self.create(resource, &parents, Some(&id))?;
        let other = self
            .find(resource, &second)
            .filter(|other| *other != id)
            .ok_or("create: the second has no id of its own")?;
        let path = |id: &str| [&first.path[..], &[id.to_owned()]].concat();
        self.check_shown(resource, &path(&id), &first.sent, "show")?;
        self.check_listed(resource, &parents, &[&id, &other], &[])?;
        self.check_page(resource, &parents, &[&id, &other])?;
        if let Some(change) = resource.change {
            let sent = self.send(change, &path(&id), None, "update")?.1;
            self.check_shown(resource, &path(&id), &sent, "update")?;
        }
        let Some(delete) = resource.delete else { return Ok(()) };
        self.send(delete, &path(&id), None, "delete")?;
        if let Some(show) = resource.show {
            let status = self.call(show, &path(&id), None, "").0.status;
            if status != 404 {
                return Err(format!("delete: what was deleted is still shown with status {status}"));
            }
            self.send(show, &path(&other), None, "delete: the other is gone, too")?;
        }
        self.check_listed(resource, &parents, &[&other], &[&id])
    }

    /// Values for the placeholders of a collection: resources that are created for it, where they can be.
    fn parents(&self, collection: &str) -> Result<Vec<String>, String> {
        let mut values = Vec::new();
        for (at, _) in collection.match_indices("{}") {
            let outer = self.all.get(collection[..at].trim_end_matches('/'));
            let outer =
                outer.filter(|outer| outer.create.is_some() && (outer.show.is_some() || outer.delete.is_some()));
            values.push(match outer {
                Some(outer) => {
                    let created = self.create(outer, &values, None).map_err(|fault| format!("around it: {fault}"))?;
                    self.find(outer, &created).ok_or("around it: no id is found")?
                }
                None => self.all[collection].create.map(|create| documented(create, values.len())).unwrap_or_default(),
            });
        }
        Ok(values)
    }

    /// Creates a resource; `not` is the id of one that is already there.
    fn create(&self, resource: &Resource<'_>, parents: &[String], not: Option<&str>) -> Result<Created, String> {
        let create = resource.create.ok_or("create: there is no such operation")?;
        let (answer, sent) = self.send(create, parents, not, "create")?;
        *self.sent.borrow_mut() = content(&sent);
        let mut candidates = Vec::new();
        let replies = [Some(answer.body), resource.list.map(|list| self.call(list, parents, None, "").0.body)];
        let replies = replies.iter().flatten().filter_map(|body| serde_json::from_str(body).ok());
        for value in replies.chain([sent.clone()]) {
            scalars(&value, "", &mut |name, text| candidates.push((name.to_owned(), text)));
        }
        let keys = resource.pairs(&sent).into_iter().flatten().map(|(key, _)| (String::new(), key.clone()));
        candidates.extend(keys);
        candidates.retain(|(_, text)| !text.is_empty() && Some(text.as_str()) != not);
        Ok(Created { path: parents.to_vec(), candidates, sent, not: not.map(str::to_owned) })
    }

    /// The value that shows the resource; where there is no such operation, the one with which it can be deleted.
    fn find(&self, resource: &Resource<'_>, created: &Created) -> Option<String> {
        let accepts = |operation: &Operation, id: &str| {
            let path = [&created.path[..], &[id.to_owned()]].concat();
            (200..300).contains(&self.call(operation, &path, None, "").0.status)
        };
        let mut candidates = created.candidates.iter();
        if let Some(show) = resource.show {
            return candidates.find(|(_, id)| accepts(show, id)).map(|(_, id)| id.clone());
        }
        let (name, id) = candidates.find(|(_, id)| accepts(resource.delete.unwrap(), id))?;
        // It is gone now: the next one has its id in the same place.
        let again = self.create(resource, &created.path, created.not.as_deref()).ok()?;
        let own = |text: &String| *text != *id || again.sent.to_string().contains(id.as_str());
        again.candidates.into_iter().find(|(known, text)| known == name && own(text)).map(|(_, id)| id)
    }

    fn send(
        &self,
        operation: &Operation,
        path: &[String],
        not: Option<&str>,
        what: &str,
    ) -> Result<(Answer, Value), String> {
        let (answer, sent) = self.call(operation, path, not, "");
        match answer.status {
            200..300 => Ok((answer, sent)),
            status => Err(format!("{what}: status {status}: {}", answer.body)),
        }
    }

    fn call(&self, operation: &Operation, path: &[String], not: Option<&str>, query: &str) -> (Answer, Value) {
        let mut sample = self.cloud.sample(&operation.key).unwrap();
        for (name, text) in &*self.sent.borrow() {
            sample = sample.with_query(name, text);
        }
        for (name, value) in placeholders(&operation.path).zip(path) {
            sample = sample.with_path(name, value);
        }
        let mut sent: Value = serde_json::from_slice(sample.body()).unwrap_or_default();
        let mut body = String::from_utf8_lossy(sample.body()).into_owned();
        if not.is_some_and(|not| rename(&mut sent, not) || rename_key(&mut sent, not)) {
            body = sent.to_string();
        }
        let headers: Vec<_> = sample.headers().chain([("X-Auth-Token", "any")]).collect();
        let target = sample.target();
        let target = match query {
            "" => target,
            query => format!("{target}{}{query}", if target.contains('?') { '&' } else { '?' }),
        };
        (call_with(self.cloud, sample.method(), &target, &headers, &body), sent)
    }

    /// What was sent must be what is shown, where the same member is shown at all.
    fn check_shown(&self, resource: &Resource<'_>, path: &[String], sent: &Value, what: &str) -> Result<(), String> {
        let Some(show) = resource.show else { return Ok(()) };
        let answer = self.send(show, path, None, what)?.0;
        let Ok(reply) = serde_json::from_str::<Value>(&answer.body) else { return Ok(()) };
        let mut shown: Vec<(String, String)> = Vec::new();
        scalars(&reply, "", &mut |name, text| shown.push((name.to_owned(), text)));
        for (name, text) in content(sent) {
            let mut same = shown.iter().filter(|(known, _)| *known == name).peekable();
            if same.peek().is_some() && !same.any(|(_, value)| *value == text) {
                return Err(format!("{what}: `{name}` was sent as `{text}` and is shown as another value"));
            }
        }
        Ok(())
    }

    fn check_listed(
        &self,
        resource: &Resource<'_>,
        parents: &[String],
        with: &[&str],
        without: &[&str],
    ) -> Result<(), String> {
        if resource.list.is_none() {
            return Ok(());
        }
        let has = |id: &str| {
            // Some lists want to be told the id, and show that one.
            self.sent.borrow_mut().push(("id".to_owned(), id.to_owned()));
            let listed = self.listed(resource, parents, "");
            self.sent.borrow_mut().pop();
            listed.map(|listed| listed.iter().any(|text| text == id))
        };
        for id in with {
            has(id)?.then_some(()).ok_or("list: what was created is not there")?;
        }
        for id in without {
            (!has(id)?).then_some(()).ok_or("list: what was deleted is still there")?;
        }
        Ok(())
    }

    fn check_page(&self, resource: &Resource<'_>, parents: &[String], ids: &[&str]) -> Result<(), String> {
        let has_limit = |list: &&Operation| {
            list.parameters
                .iter()
                .any(|p| p.place == Place::Query && p.member.name == "limit" && p.member.values.is_empty())
        };
        let Some(list) = resource.list.filter(has_limit) else { return Ok(()) };
        let (answer, _) = self.call(list, parents, None, "limit=1");
        if answer.status == 400 {
            return Ok(());
        }
        let listed = self.listed(resource, parents, "limit=1")?;
        match ids.iter().filter(|id| listed.iter().any(|text| text == *id)).count() {
            1 => Ok(()),
            count => Err(format!("list: limit=1 shows {count} of 2")),
        }
    }

    fn listed(&self, resource: &Resource<'_>, parents: &[String], query: &str) -> Result<Vec<String>, String> {
        let Some(list) = resource.list else { return Ok(Vec::new()) };
        let answer = self.call(list, parents, None, query).0;
        let reply: Value = serde_json::from_str(&answer.body).map_err(|_| "list: the reply is no JSON")?;
        let mut texts = Vec::new();
        scalars(&reply, "", &mut |_, text| texts.push(text));
        texts.extend(resource.pairs(&reply).into_iter().flatten().map(|(key, _)| key.clone()));
        Ok(texts)
    }
}

/// Gives every value that is this name another; whether there is one.
fn rename(value: &mut Value, name: &str) -> bool {
    match value {
        Value::Object(members) => {
            members.values_mut().filter_map(|value| rename(value, name).then_some(())).count() > 0
        }
        Value::Array(items) => items.iter_mut().filter_map(|item| rename(item, name).then_some(())).count() > 0,
        Value::String(text) if text == name => {
            *text = other_name(name);
            true
        }
        _ => false,
    }
}

/// Gives the pair with this key another key; whether there is one.
fn rename_key(value: &mut Value, key: &str) -> bool {
    let Value::Object(members) = value else { return false };
    match members.remove(key) {
        Some(value) => members.insert(other_name(key), value).is_none(),
        None => members.values_mut().any(|value| rename_key(value, key)),
    }
}

/// Another name of the same form: its last letter is another.
fn other_name(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    if let Some(last) = letters.last_mut() {
        *last = if *last == 'x' { 'y' } else { 'x' };
    }
    letters.into_iter().collect()
}

/// A value that the documentation has for a placeholder, told by its number.
fn documented(operation: &Operation, number: usize) -> String {
    let name = placeholders(&operation.path).nth(number);
    let member = operation.parameters.iter().map(|p| &p.member).find(|member| Some(member.name.as_str()) == name);
    match member.and_then(|member| member.values.first()).map(|value| &value.value) {
        Some(Scalar::Text(text)) => text.clone(),
        _ => "1".repeat(32),
    }
}

fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
}

/// All values without parts, with their names.
fn scalars(value: &Value, name: &str, found: &mut impl FnMut(&str, String)) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| scalars(value, name, found)),
        Value::Array(items) => items.iter().for_each(|item| scalars(item, name, found)),
        Value::String(text) => found(name, text.clone()),
        Value::Number(number) => found(name, number.to_string()),
        Value::Bool(_) | Value::Null => {}
    }
}

/// Texts and numbers of what was sent, without the wrapper.
fn content(sent: &Value) -> Vec<(String, String)> {
    let Some(mut members) = sent.as_object() else { return Vec::new() };
    while members.len() == 1
        && let Some(inner) = members.values().next().and_then(Value::as_object)
    {
        members = inner;
    }
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    members.iter().filter_map(|(name, value)| Some((name.clone(), text(value)?))).collect()
}
