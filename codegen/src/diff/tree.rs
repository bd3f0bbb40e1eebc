//! A model as a tree of named values, so that every difference is one value at one place.
//!
//! In: a model, and what each thing is called in the tree. Out: JSON whose lists are objects of named items and their
//! order. Places on pages have no meaning and are left out, but for the page that an operation or a type stands on;
//! listed values have no order, nor have they in the words of their row, and names of headers have no case. The newer
//! model is written with the names of the older one where both have a thing.

use hwc_model::{ErrorCode, Member, Model, ObjectType, Operation, Place, Response};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::identity::text;
use super::naming::Names;
use super::order::unordered;

/// Writes a model as a tree.
pub(super) fn tree(model: &Model, names: &Names) -> Value {
    let operations = model.operations.iter().map(|one| (names.operation(&one.key), operation(one, names)));
    let types = model.types.iter().map(|one| (names.ty(&one.id), object(one, names)));
    json!({
        "format": model.format,
        "service": value(&model.service),
        "operations": Value::Object(operations.collect()),
        "types": Value::Object(types.collect()),
        "errors": errors(&model.errors),
        "pages": Value::Object(model.pages.iter().map(|page| (names.page(&page.path), Value::Object(plain(page, &["updated"])))).collect()),
    })
}

/// What serialises, as it does; whatever stands in a model does.
fn value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}

/// The members of an object, without those that have a form of their own here.
fn plain(of: &impl Serialize, without: &[&str]) -> Map<String, Value> {
    let Value::Object(mut map) = value(of) else { return Map::new() };
    map.retain(|name, _| !without.contains(&name.as_str()));
    map
}

/// Named items in their order.
fn list(items: impl Iterator<Item = (String, Value)>) -> Value {
    let mut order = Vec::new();
    let mut named = Map::new();
    for (name, item) in items {
        let name = fresh(name, |name| named.contains_key(name));
        order.push(Value::String(name.clone()));
        named.insert(name, item);
    }
    json!({ "order": order, "items": named })
}

/// A name that is not taken.
pub(super) fn fresh(mut name: String, taken: impl Fn(&str) -> bool) -> String {
    while taken(&name) {
        name.push('\'');
    }
    name
}

fn operation(operation: &Operation, names: &Names) -> Value {
    let lists = ["body", "parameters", "responses", "errors", "request_examples", "response_examples", "source"];
    let mut map = plain(operation, &lists);
    map.insert("page".to_owned(), Value::String(operation.source.page.clone()));
    if let Some(body) = &operation.body {
        map.insert("body".to_owned(), json!({ "media_type": body.media_type, "type": value(&names.typed(&body.ty)) }));
    }
    let parameters = operation.parameters.iter().enumerate().map(|(at, parameter)| {
        let mut row = member(&parameter.member, names);
        if parameter.place == Place::Header {
            row.insert("name".to_owned(), Value::String(parameter.member.name.to_ascii_lowercase()));
        }
        row.insert("place".to_owned(), value(&parameter.place));
        (names.parameter(&operation.key, at), Value::Object(row))
    });
    map.insert("parameters".to_owned(), list(parameters));
    let responses = operation.responses.iter().enumerate();
    let responses = responses.map(|(at, reply)| (names.response(&operation.key, at), response(reply, names)));
    map.insert("responses".to_owned(), list(responses));
    map.insert("errors".to_owned(), errors(&operation.errors));
    for (name, examples) in
        [("request_examples", &operation.request_examples), ("response_examples", &operation.response_examples)]
    {
        let examples = examples.iter().map(|example| Value::Object(plain(example, &["source"])));
        map.insert(name.to_owned(), Value::Array(examples.collect()));
    }
    Value::Object(map)
}

fn response(response: &Response, names: &Names) -> Value {
    let mut map = plain(response, &["source", "headers", "type"]);
    if let Some(ty) = &response.ty {
        map.insert("type".to_owned(), value(&names.typed(ty)));
    }
    let headers = response.headers.iter().map(|header| {
        let name = header.name.to_ascii_lowercase();
        let mut row = member(header, names);
        row.insert("name".to_owned(), Value::String(name.clone()));
        (name, Value::Object(row))
    });
    map.insert("headers".to_owned(), list(headers));
    Value::Object(map)
}

fn object(object: &ObjectType, names: &Names) -> Value {
    let mut map = plain(object, &["id", "members", "source"]);
    map.insert("page".to_owned(), Value::String(object.source.page.clone()));
    let members = object.members.iter().enumerate();
    let members = members.map(|(at, row)| (names.member(&object.id, at), Value::Object(member(row, names))));
    map.insert("members".to_owned(), list(members));
    Value::Object(map)
}

fn member(row: &Member, names: &Names) -> Map<String, Value> {
    let mut map = plain(row, &["source", "values", "type"]);
    map.insert("type".to_owned(), value(&names.typed(&row.ty)));
    if let Some(description) = &row.description {
        map.insert("description".to_owned(), Value::String(unordered(description, &row.values)));
    }
    let mut values = Map::new();
    for one in &row.values {
        let name = fresh(text(&one.value), |name| values.contains_key(name));
        values.insert(name, value(one));
    }
    if !values.is_empty() {
        map.insert("values".to_owned(), Value::Object(values));
    }
    map
}

fn errors(errors: &[ErrorCode]) -> Value {
    list(errors.iter().map(|error| (error.code.clone(), Value::Object(plain(error, &["source"])))))
}

/// Reads a tree as the model that it is of.
pub(super) fn model(tree: Value) -> Result<Model, serde_json::Error> {
    let Value::Object(mut tree) = tree else { return serde_json::from_value(tree) };
    let operations = items(tree.remove("operations")).into_iter().map(|(_, one)| unfold_operation(one));
    let operations: Vec<Value> = operations.collect();
    let types = items(tree.remove("types")).into_iter().map(|(id, one)| unfold_object(id, one)).collect::<Vec<_>>();
    let pages: Vec<Value> = items(tree.remove("pages")).into_iter().map(|(_, page)| page).collect();
    let errors = unlist(tree.remove("errors"), with_source);
    tree.insert("operations".to_owned(), Value::Array(operations));
    tree.insert("types".to_owned(), Value::Array(types));
    tree.insert("pages".to_owned(), Value::Array(pages));
    tree.insert("errors".to_owned(), errors);
    serde_json::from_value(Value::Object(tree))
}

fn items(of: Option<Value>) -> Map<String, Value> {
    match of {
        Some(Value::Object(items)) => items,
        _ => Map::new(),
    }
}

/// The items of a list in their order; those that the order does not name come last.
fn unlist(list: Option<Value>, unfold: fn(Value) -> Value) -> Value {
    let mut list = items(list);
    let mut named = items(list.remove("items"));
    let order = match list.remove("order") {
        Some(Value::Array(order)) => order,
        _ => Vec::new(),
    };
    let mut ordered: Vec<Value> = order.iter().filter_map(|name| named.remove(name.as_str()?)).collect();
    ordered.extend(named.into_iter().map(|(_, item)| item));
    Value::Array(ordered.into_iter().map(unfold).collect())
}

fn with_source(item: Value) -> Value {
    let mut map = items(Some(item));
    map.insert("source".to_owned(), json!({}));
    Value::Object(map)
}

/// The page as a source.
fn with_page(map: &mut Map<String, Value>) {
    let page = map.remove("page").unwrap_or_default();
    map.insert("source".to_owned(), json!({ "page": page }));
}

fn unfold_operation(operation: Value) -> Value {
    let mut map = items(Some(operation));
    with_page(&mut map);
    for (name, unfold) in
        [("parameters", unfold_member as fn(Value) -> Value), ("responses", unfold_response), ("errors", with_source)]
    {
        let list = map.remove(name);
        map.insert(name.to_owned(), unlist(list, unfold));
    }
    for name in ["request_examples", "response_examples"] {
        if let Some(Value::Array(examples)) = map.get_mut(name) {
            examples.iter_mut().for_each(|example| *example = with_source(example.take()));
        }
    }
    Value::Object(map)
}

fn unfold_response(response: Value) -> Value {
    let mut map = items(Some(with_source(response)));
    let headers = map.remove("headers");
    map.insert("headers".to_owned(), unlist(headers, unfold_member));
    Value::Object(map)
}

fn unfold_object(id: String, object: Value) -> Value {
    let mut map = items(Some(object));
    with_page(&mut map);
    let members = map.remove("members");
    map.insert("members".to_owned(), unlist(members, unfold_member));
    map.insert("id".to_owned(), Value::String(id));
    Value::Object(map)
}

fn unfold_member(member: Value) -> Value {
    let mut map = items(Some(with_source(member)));
    if let Some(Value::Object(values)) = map.remove("values") {
        map.insert("values".to_owned(), Value::Array(values.into_iter().map(|(_, value)| value).collect()));
    }
    Value::Object(map)
}

/// A model without what has no meaning to a comparison: places on pages, the order of what has none.
pub fn without_places(model: &Model) -> Model {
    let names = Names::of(model);
    self::model(tree(model, &names)).unwrap_or_else(|_| model.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_reads_back() {
        let text = include_str!("../../../spec/apig/model.json");
        let model: Model = serde_json::from_str(text).unwrap();
        let once = without_places(&model);
        assert_eq!(once.operations.len(), model.operations.len());
        assert_eq!(once.types.len(), model.types.len());
        assert_eq!(without_places(&once), once);
        let members = |model: &Model| model.types.iter().map(|object| object.members.len()).sum::<usize>();
        assert_eq!(members(&once), members(&model));
    }
}
