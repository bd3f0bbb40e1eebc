//! What the examples of a page show about its members: whether a name holds a list or an object, and with which keys.

use std::collections::{HashMap, HashSet};

use hwc_model::{Json, Number, Type};

use super::index::{Index, TableKey};
use crate::extract::{PageFacts, RowFacts, TableFacts, TypeExpr};
use crate::vocabulary;

/// What examples show under each name of a page.
#[derive(Default)]
pub(super) struct Evidence {
    names: HashMap<String, Shown>,
    /// The names under which objects have a name as a key.
    owners: HashMap<String, Vec<String>>,
    /// For each name the objects that it stands in beside members that hold objects, by their numbers.
    stands: HashMap<String, Vec<usize>>,
    /// How many such objects there are, and the names in the last one.
    objects: (usize, HashSet<String>),
    /// Names of which one row states a list, and another one an object.
    both: HashSet<String>,
}

#[derive(Default)]
struct Shown {
    shapes: Vec<Shape>,
    /// The most items of a list that stands under the name.
    most: usize,
    /// Keys of the objects that stand under the name.
    keys: HashSet<String>,
    /// The objects that it stands in, where it holds objects itself, by their numbers.
    within: Vec<usize>,
    /// A list under it holds values without members.
    scalars: bool,
}

/// The kind of a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    List,
    Object,
    Text,
    Integer,
    Number,
    Boolean,
}

impl Shape {
    /// The type that a shape tells, without members.
    pub(super) fn scalar_type(self) -> Type {
        match self {
            Shape::List => Type::Array(Box::new(Type::Any)),
            Shape::Object => Type::AnyObject,
            Shape::Text => Type::String,
            Shape::Integer => Type::Long,
            Shape::Number => Type::Double,
            Shape::Boolean => Type::Boolean,
        }
    }
}

impl Evidence {
    /// Looks at all examples of a page.
    pub(super) fn of(page: &PageFacts) -> Evidence {
        let mut evidence = Evidence::default();
        let Some(operation) = &page.operation else { return evidence };
        evidence.both = stated_both_ways(page);
        let examples = operation.request_examples.iter().chain(&operation.response_examples);
        // An error that no table describes says nothing of what they hold.
        let told = examples.filter(|facts| !facts.failure);
        told.filter_map(|facts| facts.example.body.as_ref()).for_each(|body| evidence.look(body));
        evidence
    }

    fn look(&mut self, value: &Json) {
        match value {
            Json::Object(members) => {
                for (name, value) in members {
                    self.note(name, value);
                    self.look(value);
                }
                self.note_object(members);
            }
            Json::Array(items) => items.iter().for_each(|item| self.look(item)),
            _ => {}
        }
    }

    /// Notes what stands beside members that hold objects; lists have the same object many times.
    fn note_object(&mut self, members: &[(String, Json)]) {
        let mut owners = members.iter().filter(|(_, value)| !keys_of(value).is_empty()).peekable();
        if owners.peek().is_none() {
            return;
        }
        let names: HashSet<String> = members.iter().map(|(name, _)| name.clone()).collect();
        if self.objects.0 == 0 || self.objects.1 != names {
            let number = self.objects.0;
            names.iter().for_each(|name| self.stands.entry(name.clone()).or_default().push(number));
            self.objects = (number + 1, names);
        }
        let number = self.objects.0 - 1;
        for (name, _) in owners {
            if let Some(shown) = self.names.get_mut(name).filter(|shown| shown.within.last() != Some(&number)) {
                shown.within.push(number);
            }
        }
    }

    fn note(&mut self, name: &str, value: &Json) {
        let Some(shape) = shape_of(value) else { return };
        if !self.names.contains_key(name) {
            self.names.insert(name.to_owned(), Shown::default());
        }
        let Some(shown) = self.names.get_mut(name) else { return };
        if !shown.shapes.contains(&shape) {
            shown.shapes.push(shape);
        }
        if let Json::Array(items) = value {
            shown.most = shown.most.max(items.len());
        }
        shown.scalars |= matches!(value, Json::Array(items) if items.iter().any(is_scalar));
        for key in keys_of(value) {
            if shown.keys.insert(key.to_owned()) {
                self.owners.entry(key.to_owned()).or_default().push(name.to_owned());
            }
        }
    }

    /// The one kind of value that a name has in all examples.
    pub(super) fn shape(&self, name: &str) -> Option<Shape> {
        match self.names.get(name)?.shapes.as_slice() {
            [shape] => Some(*shape),
            _ => None,
        }
    }

    /// Whether the examples show beyond doubt that a name holds a list, or one object, whatever its type column says.
    ///
    /// Writers of examples put one object where a list has one item, and brackets around one object: only a list of
    /// several, a list under a plural and one object under a singular are believed. Where one row of the name states a
    /// list and another one an object, they are two members, and nothing tells which of them an example shows.
    pub(super) fn cardinality(&self, name: &str) -> Option<Shape> {
        if self.both.contains(name) {
            return None;
        }
        let several = vocabulary::is_plural(name);
        self.shape(name).filter(|shape| match shape {
            Shape::List => several || self.names.get(name).is_some_and(|shown| shown.most > 1),
            Shape::Object => !several,
            _ => false,
        })
    }

    /// Whether an example has the name.
    pub(super) fn shows(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    /// Whether a list of texts or numbers stands under a name.
    pub(super) fn shows_scalars(&self, name: &str) -> bool {
        self.names.get(name).is_some_and(|shown| shown.scalars)
    }

    /// Whether objects stand under a name.
    pub(super) fn has_keys(&self, name: &str) -> bool {
        self.names.get(name).is_some_and(|shown| !shown.keys.is_empty())
    }

    /// Whether objects stand under a name, each of them with other keys than the ones given.
    pub(super) fn has_other_keys(&self, name: &str, keys: &[&str]) -> bool {
        let shown = self.names.get(name).filter(|shown| shown.shapes == [Shape::Object] && !shown.keys.is_empty());
        shown.is_some_and(|shown| !keys.iter().any(|key| shown.keys.contains(*key)))
    }

    /// The names under which a name stands in objects, and beside which it never does.
    pub(super) fn owners_of<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e str> {
        let owners = self.owners.get(name).into_iter().flatten();
        owners.filter(|owner| !self.is_beside(owner, name)).map(String::as_str)
    }

    /// Whether a name stands in an object beside another one that holds objects.
    pub(super) fn is_beside(&self, owner: &str, name: &str) -> bool {
        let (Some(shown), Some(stands)) = (self.names.get(owner), self.stands.get(name)) else { return false };
        // Numbers stand in order: the fewer of them are looked up among the others.
        let (few, many) =
            if shown.within.len() < stands.len() { (&shown.within, stands) } else { (stands, &shown.within) };
        few.iter().any(|number| many.binary_search(number).is_ok())
    }

    /// Whether objects stand under a name, and none of their keys is a row of the table.
    pub(super) fn contradicts(&self, name: &str, table: &TableFacts) -> bool {
        let keys = self.names.get(name).map(|shown| &shown.keys).filter(|keys| !keys.is_empty());
        keys.is_some_and(|keys| !table.rows.iter().any(|row| keys.contains(&row.name)))
    }

    /// Whether objects stand under a name, and most of their keys are rows of the table.
    pub(super) fn is_mostly_covered(&self, name: &str, table: &TableFacts) -> bool {
        self.has_keys(name) && self.misfit(name, table) == 0
    }

    /// Whether objects stand under a name, and each of their keys is a row of the table.
    pub(super) fn is_covered(&self, name: &str, table: &TableFacts) -> bool {
        let keys = self.names.get(name).map(|shown| &shown.keys).filter(|keys| !keys.is_empty());
        keys.is_some_and(|keys| keys.iter().all(|key| table.rows.iter().any(|row| row.name == *key)))
    }

    /// Whether objects stand under each key of an object, and each of their keys is a row of the table.
    pub(super) fn entries_are_covered(&self, name: &str, table: &TableFacts) -> bool {
        let Some(shown) = self.names.get(name).filter(|shown| shown.shapes == [Shape::Object]) else { return false };
        !shown.keys.is_empty() && shown.keys.iter().all(|key| self.is_covered(key, table))
    }

    /// Whether lists stand under each key of an object.
    pub(super) fn holds_lists(&self, name: &str) -> bool {
        let mut keys = self.names.get(name).into_iter().flat_map(|shown| &shown.keys);
        keys.all(|key| self.shape(key) == Some(Shape::List))
    }

    /// What speaks against a table as that of the members under a name: nothing where most keys that examples show there
    /// are rows of it, or none is shown.
    pub(super) fn misfit(&self, name: &str, table: &TableFacts) -> u32 {
        let Some(keys) = self.names.get(name).map(|shown| &shown.keys).filter(|keys| !keys.is_empty()) else {
            return 0;
        };
        match table.rows.iter().filter(|row| keys.contains(&row.name)).count() {
            0 => 8,
            common if common * 2 < keys.len() => 2,
            _ => 0,
        }
    }

    /// Of several tables the one whose rows are the keys that the examples show under the row's name.
    pub(super) fn choose(&self, row: &RowFacts, tables: &[TableKey], index: &Index<'_>) -> Option<TableKey> {
        let keys = &self.names.get(&row.name)?.keys;
        let fit = |key: TableKey| {
            let rows = &index.table(key).rows;
            let common = rows.iter().filter(|row| keys.contains(&row.name)).count();
            (common * 2 > keys.len().max(1)).then_some(common)
        };
        // The first of equals: tables stand in the order in which they are referred to.
        let mut best: Option<(usize, TableKey)> = None;
        for (common, key) in tables.iter().filter_map(|&key| fit(key).map(|common| (common, key))) {
            if best.is_none_or(|(most, _)| common > most) {
                best = Some((common, key));
            }
        }
        best.map(|(_, key)| key)
    }
}

/// Names of which one row of a page states a list, and another one an object.
fn stated_both_ways(page: &PageFacts) -> HashSet<String> {
    let mut stated: HashMap<&str, Shape> = HashMap::new();
    let mut both = HashSet::new();
    for row in page.tables.iter().flat_map(|table| &table.rows) {
        let shape = match &row.ty.expr {
            TypeExpr::Array(_) => Shape::List,
            TypeExpr::Ref(reference) if reference.many.is_none() => continue,
            TypeExpr::AnyObject | TypeExpr::Map(_) | TypeExpr::Ref(_) => Shape::Object,
            _ => continue,
        };
        if *stated.entry(&row.name).or_insert(shape) != shape {
            both.insert(row.name.clone());
        }
    }
    both
}

fn shape_of(value: &Json) -> Option<Shape> {
    Some(match value {
        Json::Null => return None,
        Json::Bool(_) => Shape::Boolean,
        Json::Number(Number::Integer(_)) => Shape::Integer,
        Json::Number(Number::Float(_)) => Shape::Number,
        Json::String(_) => Shape::Text,
        Json::Array(_) => Shape::List,
        Json::Object(_) => Shape::Object,
    })
}

fn is_scalar(value: &Json) -> bool {
    matches!(value, Json::Bool(_) | Json::Number(_) | Json::String(_))
}

/// Keys of an object, of the objects in a list.
fn keys_of(value: &Json) -> Vec<&str> {
    match value {
        Json::Object(members) => members.iter().map(|(name, _)| name.as_str()).collect(),
        Json::Array(items) => items.iter().flat_map(keys_of).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNT: usize = 3_000;

    fn object(members: impl Iterator<Item = (String, Json)>) -> Json {
        Json::Object(members.collect())
    }

    /// What is kept of an example, in names and numbers.
    fn kept(evidence: &Evidence) -> usize {
        let shown: usize = evidence.names.values().map(|shown| 1 + shown.keys.len() + shown.within.len()).sum();
        let owners: usize = evidence.owners.values().map(|owners| 1 + owners.len()).sum();
        let stands: usize = evidence.stands.values().map(|stands| 1 + stands.len()).sum();
        shown + owners + stands + evidence.objects.1.len()
    }

    #[test]
    fn as_much_is_kept_as_the_example_has_members() {
        let inner = |number: usize| object([(format!("in{number}"), Json::Bool(true))].into_iter());
        let wide = object((0..COUNT).map(|number| (format!("out{number}"), inner(number))));
        let deep = (0..COUNT).fold(Json::Bool(true), |below, number| {
            object([(format!("at{}", number % 7), below), (format!("beside{number}"), inner(number))].into_iter())
        });
        let list =
            Json::Array((0..COUNT).map(|number| object([("x".to_owned(), inner(number))].into_iter())).collect());
        for example in [wide, deep, list] {
            let mut evidence = Evidence::default();
            evidence.look(&example);
            assert!(kept(&evidence) < 16 * COUNT, "{}", kept(&evidence));
            let looked: usize = (0..COUNT).map(|number| evidence.owners_of(&format!("in{number}")).count()).sum();
            assert_eq!(looked, COUNT);
        }
    }

    #[test]
    fn a_name_beside_its_owner_belongs_to_nobody() {
        let leaf = || Json::Bool(true);
        let below = object([("life".to_owned(), leaf()), ("name".to_owned(), leaf())].into_iter());
        let mut evidence = Evidence::default();
        evidence.look(&object([("policy".to_owned(), below), ("name".to_owned(), leaf())].into_iter()));
        assert_eq!(evidence.owners_of("life").collect::<Vec<_>>(), ["policy"]);
        assert_eq!(evidence.owners_of("name").count(), 0);
    }
}
