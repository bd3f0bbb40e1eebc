//! The body of an example against the types: members, kinds of values, listed values.
//!
//! Members are counted as they are passed, so that each finding stands on the line of its member.

use hwc_model::{Json, Member, Number, ObjectType, Scalar, Source, Type};

use super::Check;
use crate::link::check::scalar_text;
use crate::lint::{Finding, Lint};
use crate::vocabulary;

/// More values are not told in one line.
const MOST_VALUES: usize = 8;

/// Fewer letters `x` may be the end of a word.
const SHORTEST_OPENING: usize = 3;

/// What is known of a value: the row that states it with the object of that row, and where the value stands.
#[derive(Clone, Copy)]
struct Known<'m> {
    member: Option<(&'m Member, &'m ObjectType)>,
    at: Option<usize>,
}

impl<'m> Check<'m> {
    pub(super) fn body(&mut self, value: &'m Json, ty: &'m Type) {
        self.value(value, ty, Known { member: None, at: None }, "");
    }

    fn value(&mut self, value: &'m Json, ty: &'m Type, known: Known<'m>, path: &str) {
        match (ty, value) {
            (Type::Object(_), Json::Object(members)) => match self.object_type(ty) {
                Some(object) => self.object(members, object, known, path),
                None => self.pass(value),
            },
            (Type::Map(inner), Json::Object(members)) => {
                for (key, value) in members {
                    let at = self.step();
                    self.value(value, inner, Known { at, ..known }, &joined(path, key));
                }
            }
            (Type::Array(inner), Json::Array(items)) => {
                items.iter().for_each(|item| self.value(item, inner, known, &format!("{path}[]")));
            }
            (_, Json::Null) | (Type::Any, _) | (Type::AnyObject, Json::Object(_)) => self.pass(value),
            (ty, value) if scalar_fits(ty, value) => self.listed(value, known, path),
            (ty, value) => {
                self.pass(value);
                self.tell_type(value, ty, known, path);
            }
        }
    }

    /// The next member has this number.
    fn step(&mut self) -> Option<usize> {
        self.next += 1;
        Some(self.next - 1)
    }

    /// Passes the members of a value that nothing is known of.
    fn pass(&mut self, value: &Json) {
        match value {
            Json::Object(members) => {
                self.next += members.len();
                members.iter().for_each(|(_, value)| self.pass(value));
            }
            Json::Array(items) => items.iter().for_each(|item| self.pass(item)),
            _ => {}
        }
    }

    fn object(&mut self, members: &'m [(String, Json)], object: &'m ObjectType, known: Known<'m>, path: &str) {
        let row = |name: &str| object.members.iter().find(|member| member.name == name);
        if members.len() > 1 && !object.members.is_empty() && !members.iter().any(|(name, _)| row(name).is_some()) {
            let at = known.at.or(Some(self.next));
            self.next += members.len();
            members.iter().for_each(|(_, value)| self.pass(value));
            return self.tell_strange(members, object, at, path);
        }
        for (name, value) in members {
            let at = self.step();
            let below = joined(path, name);
            match row(name) {
                Some(member) => self.value(value, &member.ty, Known { member: Some((member, object)), at }, &below),
                None => {
                    self.pass(value);
                    let found = format!("`{below}` stands in the example, and its table has no such row");
                    let expected = self.in_table(&object.source, "a row for it in", "a row for each member");
                    self.tell(&below, at, Finding::new(Lint::ExampleUndocumented, 0, found, expected));
                }
            }
        }
    }

    /// An object of which the table knows no member at all: told once.
    fn tell_strange(&mut self, members: &[(String, Json)], object: &'m ObjectType, at: Option<usize>, path: &str) {
        let names = listed_names(members.iter().map(|(name, _)| name.as_str()));
        let found = format!("{} in the example has other members than its table: {names}", shown(path));
        let rows = listed_names(object.members.iter().map(|member| member.name.as_str()));
        let expected = self.in_table(&object.source, &format!("{rows}, as in"), &rows);
        let finding = Finding::new(Lint::ExampleUndocumented, 0, found, expected);
        let owner = object.members.iter().find(|member| {
            let inner = self.object_type(innermost(&member.ty));
            inner.is_some_and(|inner| {
                members.iter().all(|(name, _)| inner.members.iter().any(|have| have.name == *name))
            })
        });
        let finding = match owner {
            Some(owner) => finding.suggest(format!("put them into `{}`, whose members they are", owner.name)),
            None => finding,
        };
        self.tell(path, at, finding);
    }

    fn tell_type(&mut self, value: &Json, ty: &Type, known: Known<'m>, path: &str) {
        let found = format!("{} is {} in the example", shown(path), kind(value));
        let row = known.member.and_then(|(member, object)| self.places.row(&member.source, &object.source, self.page));
        let says = row.map_or("the table says".to_owned(), |row| format!("{row} says"));
        let expected = format!("{}, as {says}", type_word(ty));
        self.tell(path, known.at, Finding::new(Lint::ExampleTypeDiffers, 0, found, expected));
    }

    /// What is expected, with the table, or without where that has no place.
    fn in_table(&self, source: &Source, with: &str, without: &str) -> String {
        let table = self.places.table(source, self.page);
        table.map_or(without.to_owned(), |table| format!("{with} {table}"))
    }

    /// Whether a value is one of the listed ones.
    fn listed(&mut self, value: &Json, known: Known<'m>, path: &str) {
        let Some((member, object)) = known.member.filter(|(member, _)| !member.values.is_empty()) else { return };
        let any_case = member.description.as_deref().is_some_and(vocabulary::is_of_any_case);
        let is_listed = member.values.iter().any(|listed| {
            same(&listed.value, value) || stands_for(&listed.value, value) || any_case && alike(&listed.value, value)
        });
        if is_listed || is_placeholder(value) || is_joined(value, member) {
            return;
        }
        let found = format!("`{path}` is {} in the example", text_of(value));
        let listed: Vec<String> =
            member.values.iter().take(MOST_VALUES).map(|value| scalar_text(&value.value)).collect();
        let more = if member.values.len() > listed.len() { ", …" } else { "" };
        let place = self.places.row(&member.source, &object.source, self.page);
        let place = place.map_or(String::new(), |row| format!(", as {row} lists"));
        let expected = format!("one of {}{more}{place}", listed.join(", "));
        let finding = Finding::new(Lint::ExampleValueUnknown, 0, found, expected);
        let meant = member.values.iter().find(|listed| alike(&listed.value, value));
        let finding = match meant {
            Some(meant) => {
                finding.suggest(format!("write {}, or say that letter case does not count", scalar_text(&meant.value)))
            }
            None => finding,
        };
        self.tell(path, known.at, finding);
    }
}

fn innermost(ty: &Type) -> &Type {
    match ty {
        Type::Array(inner) | Type::Map(inner) => innermost(inner),
        ty => ty,
    }
}

fn listed_names<'n>(names: impl ExactSizeIterator<Item = &'n str>) -> String {
    let more = if names.len() > MOST_VALUES { ", …" } else { "" };
    let names: Vec<String> = names.take(MOST_VALUES).map(|name| format!("`{name}`")).collect();
    names.join(", ") + more
}

/// Several values in one text: `normal,warning`.
fn is_joined(value: &Json, member: &Member) -> bool {
    let Json::String(text) = value else { return false };
    let is_listed = |part: &str| {
        member.values.iter().any(|listed| matches!(&listed.value, Scalar::Text(have) if have == part.trim()))
    };
    text.contains([',', '|']) && text.split([',', '|']).all(is_listed)
}

fn alike(listed: &Scalar, value: &Json) -> bool {
    matches!((listed, value), (Scalar::Text(listed), Json::String(value)) if listed.eq_ignore_ascii_case(value))
}

/// `0/false` is listed for `false`, `compute:xxx` for `compute:az1`.
fn stands_for(listed: &Scalar, value: &Json) -> bool {
    let (Scalar::Text(listed), Json::String(value)) = (listed, value) else { return false };
    let prefix = listed.trim_end_matches(['x', 'X', '*']);
    let is_open = listed.len() - prefix.len() >= SHORTEST_OPENING && !prefix.is_empty();
    listed.split('/').any(|part| part == value) || is_open && value.starts_with(prefix)
}

/// `xxx`, `{status}`, empty: stands for a value and is none.
fn is_placeholder(value: &Json) -> bool {
    match value {
        Json::String(text) => {
            text.is_empty() || text.contains(['{', '*', '<']) || text.trim_matches(['x', 'X', '.']).is_empty()
        }
        _ => false,
    }
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn shown(path: &str) -> String {
    match path.strip_prefix("[]") {
        Some("") => "an item of the body".to_owned(),
        _ if path.is_empty() => "the body".to_owned(),
        _ => format!("`{path}`"),
    }
}

fn scalar_fits(ty: &Type, value: &Json) -> bool {
    matches!(
        (ty, value),
        (Type::String | Type::Binary, Json::String(_))
            | (Type::Boolean, Json::Bool(_))
            | (Type::Integer | Type::Long, Json::Number(Number::Integer(_)))
            | (Type::Float | Type::Double, Json::Number(_))
    )
}

fn same(listed: &Scalar, value: &Json) -> bool {
    match (listed, value) {
        (Scalar::Text(listed), Json::String(value)) => listed == value,
        (Scalar::Bool(listed), Json::Bool(value)) => listed == value,
        (Scalar::Number(listed), Json::Number(value)) => listed == value,
        _ => false,
    }
}

fn text_of(value: &Json) -> String {
    match value {
        Json::String(text) => format!("`{text}`"),
        Json::Number(Number::Integer(number)) => number.to_string(),
        Json::Number(Number::Float(number)) => number.to_string(),
        Json::Bool(value) => value.to_string(),
        other => kind(other).to_owned(),
    }
}

fn kind(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "a Boolean",
        Json::Number(Number::Integer(_)) => "an integer",
        Json::Number(Number::Float(_)) => "a number",
        Json::String(_) => "a string",
        Json::Array(_) => "a list",
        Json::Object(_) => "an object",
    }
}

fn type_word(ty: &Type) -> &'static str {
    match ty {
        Type::String => "a string",
        Type::Integer | Type::Long => "an integer",
        Type::Float | Type::Double => "a number",
        Type::Boolean => "a Boolean",
        Type::Binary => "a file",
        Type::Object(_) | Type::AnyObject | Type::Map(_) => "an object",
        Type::Array(_) => "a list",
        Type::Any => "any value",
    }
}
