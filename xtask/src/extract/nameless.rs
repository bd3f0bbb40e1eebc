//! Rows of flattened pages whose names were left out, as links in cells are: an object of an example that has all other
//! rows of the table, and as many members besides as names are missing, tells them.

use hwc_model::{Json, Type};

use super::facts::{ExampleFacts, RowFacts};
use super::value_type::TypeExpr;
use crate::lint::{Finding, Lint};

/// Names the nameless rows of a table where the examples of its side of the call agree on their names, and takes out the
/// others. Each is reported.
pub(super) fn name_rows(rows: &mut Vec<RowFacts>, examples: &[ExampleFacts], findings: &mut Vec<Finding>) {
    if rows.iter().all(|row| !row.name.is_empty()) {
        return;
    }
    let shown = shown_names(rows, examples);
    let mut shown = shown.iter();
    for row in rows.iter_mut().filter(|row| row.name.is_empty()) {
        let name = shown.next();
        row.name = name.cloned().unwrap_or_default();
        let found = name.map_or("a row without a name".to_owned(), |name| {
            format!("a row without a name, which is `{name}` in the example")
        });
        findings.push(Finding::new(Lint::FlatteningLost, row.line, found, "the page with its structure"));
    }
    rows.retain(|row| !row.name.is_empty());
}

/// The names of the nameless rows in their order, where all objects that can be meant agree on them.
fn shown_names(rows: &[RowFacts], examples: &[ExampleFacts]) -> Vec<String> {
    let mut objects = Vec::new();
    let has_names = rows.iter().any(|row| !row.name.is_empty());
    for body in examples.iter().filter_map(|facts| facts.example.body.as_ref()) {
        // Without a named row nothing but the whole body can be told.
        if has_names { push_objects(body, &mut objects) } else { objects.extend(members(body)) }
    }
    let mut names = objects.into_iter().filter_map(|members| names_in(rows, members));
    let Some(first) = names.next() else { return Vec::new() };
    if names.all(|other| other == first) { first } else { Vec::new() }
}

/// The members that have no row, where they are as many as the nameless rows and of their types.
fn names_in(rows: &[RowFacts], members: &[(String, Json)]) -> Option<Vec<String>> {
    let named: Vec<&str> = rows.iter().map(|row| row.name.as_str()).filter(|name| !name.is_empty()).collect();
    let is_shown = |name: &&&str| members.iter().any(|(other, _)| other == **name);
    if named.iter().filter(is_shown).count() * 2 < named.len() {
        return None;
    }
    let unnamed: Vec<&(String, Json)> = members.iter().filter(|(name, _)| !named.contains(&name.as_str())).collect();
    let nameless: Vec<&RowFacts> = rows.iter().filter(|row| row.name.is_empty()).collect();
    let fits = unnamed.len() == nameless.len()
        && unnamed.iter().zip(&nameless).all(|((_, value), row)| is_of_type(value, &row.ty.expr));
    fits.then(|| unnamed.into_iter().map(|(name, _)| name.clone()).collect())
}

fn push_objects<'j>(value: &'j Json, objects: &mut Vec<&'j [(String, Json)]>) {
    objects.extend(members(value));
    match value {
        Json::Object(members) => members.iter().for_each(|(_, value)| push_objects(value, objects)),
        Json::Array(items) => items.iter().for_each(|item| push_objects(item, objects)),
        _ => {}
    }
}

fn members(value: &Json) -> Option<&[(String, Json)]> {
    match value {
        Json::Object(members) => Some(members),
        _ => None,
    }
}

/// Whether a value can be one of the type; `null` can be one of any.
fn is_of_type(value: &Json, expr: &TypeExpr) -> bool {
    match (value, expr) {
        (Json::Null, _) | (_, TypeExpr::Any | TypeExpr::Absent | TypeExpr::Unknown(_)) => true,
        (Json::Array(_), TypeExpr::Array(_)) => true,
        (Json::Object(_), TypeExpr::AnyObject | TypeExpr::Ref(_) | TypeExpr::Map(_)) => true,
        (Json::Array(_), TypeExpr::Ref(reference)) => reference.many != Some(false),
        (Json::String(_), TypeExpr::Scalar(ty)) => !matches!(ty, Type::Boolean),
        (Json::Bool(_), TypeExpr::Scalar(ty)) => matches!(ty, Type::Boolean | Type::String),
        (Json::Number(_), TypeExpr::Scalar(ty)) => !matches!(ty, Type::Boolean),
        _ => false,
    }
}
