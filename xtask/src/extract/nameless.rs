//! Rows of flattened pages whose names were left out, as links in cells are: the objects of the examples that have the
//! other rows of the table tell them.
//!
//! One name that is missing beside one member that has no row is that member's. Of several, each has to be the only one
//! that fits a row by what its value is and by what the row says, or the only list or object where none is left over.

use hwc_model::{Json, Type};

use super::facts::{ExampleFacts, RowFacts};
use super::roles::references;
use super::value_type::TypeExpr;
use crate::lint::{Finding, Lint};

/// Names the nameless rows of a table where the examples of its side of the call agree on their names, and takes out the
/// others. Each is reported.
pub(super) fn name_rows(rows: &mut Vec<RowFacts>, examples: &[ExampleFacts], findings: &mut Vec<Finding>) {
    if rows.iter().all(|row| !row.name.is_empty()) {
        return;
    }
    let shown = shown_names(rows, examples);
    for (row, name) in rows.iter_mut().filter(|row| row.name.is_empty()).zip(shown) {
        let found = name.as_ref().map_or("a row without a name".to_owned(), |name| {
            format!("a row without a name, which is `{name}` in the example")
        });
        row.name = name.unwrap_or_default();
        findings.push(Finding::new(Lint::FlatteningLost, row.line, found, "the page with its structure"));
    }
    rows.retain(|row| !row.name.is_empty());
}

/// The name of each nameless row, where all objects that can be meant agree on it.
fn shown_names(rows: &[RowFacts], examples: &[ExampleFacts]) -> Vec<Option<String>> {
    let nameless: Vec<&RowFacts> = rows.iter().filter(|row| row.name.is_empty()).collect();
    let named: Vec<&str> = rows.iter().map(|row| row.name.as_str()).filter(|name| !name.is_empty()).collect();
    let mut objects = Vec::new();
    for body in examples.iter().filter_map(|facts| facts.example.body.as_ref()) {
        // Without a named row nothing but the whole body can be told.
        if named.is_empty() { objects.extend(members(body)) } else { push_objects(body, &mut objects) }
    }
    let found: Vec<Vec<Option<&str>>> =
        objects.into_iter().filter_map(|members| names_in(&named, &nameless, members)).collect();
    let agreed = |row: usize| {
        let mut names = found.iter().filter_map(|names| names[row]);
        let first = names.next()?;
        names.all(|name| name == first).then(|| first.to_owned())
    };
    (0..nameless.len()).map(agreed).collect()
}

/// The members of an object that are nameless rows; none where it is most likely of another table.
fn names_in<'j>(named: &[&str], nameless: &[&RowFacts], members: &'j [(String, Json)]) -> Option<Vec<Option<&'j str>>> {
    let is_shown = |name: &&&str| members.iter().any(|(other, _)| other == **name);
    let shown = named.iter().filter(is_shown).count();
    let unnamed: Vec<&(String, Json)> = members.iter().filter(|(name, _)| !named.contains(&name.as_str())).collect();
    if shown * 2 < named.len() || unnamed.len() > nameless.len() {
        return None;
    }
    if let ([(name, value)], [row]) = (unnamed.as_slice(), nameless) {
        return Some(vec![is_of_type(value, &row.ty.expr).then_some(name.as_str())]);
    }
    let fits = |row: &RowFacts| {
        let of_row = |member: &&&(String, Json)| is_of_type(&member.1, &row.ty.expr) && is_akin(&member.0, row);
        let mut fitting = unnamed.iter().filter(of_row).map(|member| member.0.as_str());
        fitting.next().filter(|_| fitting.next().is_none())
    };
    let names: Vec<Option<&str>> = nameless.iter().map(|row| fits(row)).collect();
    let is_of_one = |name: &str| names.iter().filter(|other| **other == Some(name)).count() == 1;
    let mut names: Vec<Option<&str>> = names.iter().map(|name| name.filter(|name| is_of_one(name))).collect();
    if unnamed.len() == nameless.len() {
        name_by_kind(&mut names, nameless, &unnamed);
    }
    Some(names)
}

/// Where every member has a row, the only list among the others is that of the only row for one; so it is with objects.
fn name_by_kind<'j>(names: &mut [Option<&'j str>], nameless: &[&RowFacts], unnamed: &[&'j (String, Json)]) {
    let is_list = |value: &Json| matches!(value, Json::Array(_));
    let is_object = |value: &Json| matches!(value, Json::Object(_));
    for is_kind in [is_list, is_object] {
        let free: Vec<usize> = (0..names.len()).filter(|&row| names[row].is_none()).collect();
        let given = |name: &str| names.contains(&Some(name));
        let mut members = unnamed.iter().filter(|(name, value)| is_kind(value) && !given(name));
        let (Some((name, value)), None) = (members.next(), members.next()) else { continue };
        let mut rows = free.into_iter().filter(|&row| is_of_type(value, &nameless[row].ty.expr));
        if let (Some(row), None) = (rows.next(), rows.next()) {
            names[row] = Some(name);
        }
    }
}

/// Whether a row's type is called like a name, or all words of the name stand in its description.
fn is_akin(name: &str, row: &RowFacts) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> =
        lower.split(['_', '-']).map(|word| word.trim_end_matches('s')).filter(|word| !word.is_empty()).collect();
    let holds = |text: &str| {
        let text = text.to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    let types = references(&row.ty.expr);
    let mut types = types.iter().filter_map(|reference| reference.name.as_deref());
    types.any(holds) || row.constraints.description.as_deref().is_some_and(holds)
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
