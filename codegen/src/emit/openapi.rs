//! The model as OpenAPI 3.1.
//!
//! Comes in: a model. Goes out: one JSON document that states everything the model states, what OpenAPI has no word
//! for in `x-` members: where a row stands (`x-source`), values that only prose names (`x-mentioned-values`), what
//! values mean (`x-enum-descriptions`), units, error codes, permission actions. Knows nothing of Rust names.
//!
//! OpenAPI allows one operation per method and path. Operations that pages keep apart by a member of the body get a
//! `#key` suffix on their path; another path of an operation is a path of its own, marked `x-alias-of`; paths that
//! differ only in the names of their placeholders are one, with the name of the first.

use std::collections::{BTreeMap, BTreeSet};

use hwc_model::{Authentication, Endpoint, Json, Model, Operation, Page};

mod names;
mod object;
mod operation;
mod schema;
#[cfg(test)]
mod tests;

use names::Names;
use object::{Object, ToJson};
use operation::Stand;

/// The model as OpenAPI 3.1; members stand in a fixed order, so that its text is the same every time.
pub fn openapi(model: &Model) -> Json {
    let mut names = Names::of(model);
    let tags = tags(model);
    let paths = paths(model, &tags, &mut names);
    let both = operation::security(&[Authentication::Token, Authentication::Signature]);
    let docs = model.service.documentation.as_ref();
    Object::new()
        .with("openapi", "3.1.0")
        .with("info", info(model))
        .maybe("externalDocs", docs.map(|url| Object::new().with("url", url)))
        .filled("servers", model.service.endpoints.iter().map(server).collect::<Vec<_>>())
        .filled("tags", tag_objects(model, &tags))
        .with("paths", paths)
        .with("components", components(model, &names))
        .with("security", both)
        .filled("x-error-codes", model.errors.iter().map(operation::error_code).collect::<Vec<_>>())
        .filled("x-pages", model.pages.iter().map(page).collect::<Vec<_>>())
        .to_json()
}

fn info(model: &Model) -> Object {
    let versions: BTreeSet<_> = model.operations.iter().filter_map(|o| o.version.as_deref()).collect();
    let versions: Vec<_> = versions.into_iter().collect();
    let version = if versions.is_empty() { "unversioned".to_owned() } else { versions.join(", ") };
    Object::new().with("title", &model.service.title).with("version", version).filled("x-service", &model.service.key)
}

fn server(endpoint: &Endpoint) -> Object {
    let variable =
        |name: &str| (name.to_owned(), Object::new().with("default", usual(name, &endpoint.cloud)).to_json());
    let variables: Object = operation::placeholders(&endpoint.url).map(variable).collect();
    Object::new().with("url", &endpoint.url).with("description", &endpoint.cloud).filled("variables", variables)
}

/// OpenAPI wants a default for each variable of an address.
fn usual<'a>(variable: &'a str, cloud: &str) -> &'a str {
    match (variable, cloud) {
        ("region", "otc") => "eu-de",
        ("region", "huawei") => "ap-southeast-1",
        _ => variable,
    }
}

fn page(page: &Page) -> Object {
    Object::new()
        .with("path", &page.path)
        .with("title", &page.title)
        .maybe("originalName", page.original_name.as_ref())
        .maybe("updated", page.updated.as_ref())
}

/// A tag for each group of operations: the innermost title, with those around it where it alone would be ambiguous.
fn tags(model: &Model) -> BTreeMap<&[String], String> {
    let groups: BTreeSet<&[String]> = model.operations.iter().map(|o| o.group.as_slice()).collect();
    let name = |group: &[String]| {
        let same = groups.iter().filter(|other| other.last() == group.last()).count();
        if same > 1 { group.join(" / ") } else { group.last().cloned().unwrap_or_default() }
    };
    groups.iter().filter(|group| !group.is_empty()).map(|group| (*group, name(group))).collect()
}

/// The tags in the order in which operations use them.
fn tag_objects(model: &Model, tags: &BTreeMap<&[String], String>) -> Vec<Object> {
    let mut seen = BTreeSet::new();
    let used = model.operations.iter().filter_map(|o| tags.get(o.group.as_slice()));
    used.filter(|tag| seen.insert(*tag)).map(|tag| Object::new().with("name", tag)).collect()
}

/// Path items under construction, by their path with nameless placeholders.
#[derive(Default)]
struct Paths {
    items: Vec<(String, Object)>,
    by_shape: BTreeMap<String, usize>,
}

impl Paths {
    /// The item for a path, whatever its placeholders are called.
    fn item(&mut self, path: &str, suffix: &str) -> &mut (String, Object) {
        let at = *self.by_shape.entry(shape(path) + suffix).or_insert_with(|| {
            self.items.push((format!("{path}{suffix}"), Object::new()));
            self.items.len() - 1
        });
        &mut self.items[at]
    }
}

fn paths(model: &Model, tags: &BTreeMap<&[String], String>, names: &mut Names<'_>) -> Object {
    let mut paths = Paths::default();
    for operation in &model.operations {
        add(&mut paths, operation, None, tags, names);
    }
    for operation in &model.operations {
        for alias in &operation.aliases {
            add(&mut paths, operation, Some(alias), tags, names);
        }
    }
    paths.items.into_iter().map(|(path, item)| (path, item.to_json())).collect()
}

/// Adds an operation under its own path or under another one, where no operation documents that itself.
fn add(
    paths: &mut Paths,
    operation: &Operation,
    alias: Option<&str>,
    tags: &BTreeMap<&[String], String>,
    names: &mut Names<'_>,
) {
    let documented = alias.unwrap_or(&operation.path);
    let suffix = operation.key.find('#').map_or("", |at| &operation.key[at..]);
    let method = operation.method.as_str().to_ascii_lowercase();
    let (path, item) = paths.item(documented, suffix);
    if item.has(&method) {
        return;
    }
    let stand = Stand {
        id: if alias.is_some() { names.alias(operation) } else { names.operation(operation) },
        tag: tags.get(operation.group.as_slice()).map(String::as_str),
        documented,
        path,
        alias_of: alias.map(|_| operation.path.as_str()),
    };
    let object = operation::operation(operation, &stand, names);
    *item = std::mem::take(item).with(method, object);
}

/// The path with nameless placeholders.
fn shape(path: &str) -> String {
    let mut parts = path.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |shape, part| shape + "{}" + part.split_once('}').map_or("", |(_, rest)| rest))
}

fn components(model: &Model, names: &Names<'_>) -> Object {
    let mut written = BTreeSet::new();
    let once = model.types.iter().map(|ty| (names.schema(&ty.id), ty)).filter(|(name, _)| written.insert(name.clone()));
    let schemas: Object = once.map(|(name, ty)| (name, schema::object_type(ty, names).to_json())).collect();
    Object::new().filled("schemas", schemas).with("securitySchemes", security_schemes())
}

fn security_schemes() -> Object {
    let key = |header: &str, description: &str| {
        Object::new().with("type", "apiKey").with("in", "header").with("name", header).with("description", description)
    };
    let token = key("X-Auth-Token", "A token of IAM, from the header X-Subject-Token of POST /v3/auth/tokens.");
    let signature = key(
        "Authorization",
        "A signature of the request with access key and secret key, dated by the header X-Sdk-Date: \
         SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=….",
    );
    Object::new()
        .with(operation::scheme(Authentication::Token), token)
        .with(operation::scheme(Authentication::Signature), signature)
}
