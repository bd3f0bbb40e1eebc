//! Names that OpenAPI wants unique: component schemas and operation ids.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use hwc_model::{Model, ObjectType, Operation};

/// Names given out for one document, and the types that bear them.
pub(super) struct Names<'m> {
    types: BTreeMap<&'m str, &'m ObjectType>,
    schemas: BTreeMap<&'m str, String>,
    operations: BTreeMap<&'m str, String>,
    taken: BTreeSet<String>,
}

impl<'m> Names<'m> {
    pub(super) fn of(model: &'m Model) -> Self {
        let types = model.types.iter().map(|ty| (ty.id.as_str(), ty)).collect();
        let mut taken = BTreeSet::new();
        let schemas =
            model.types.iter().map(|ty| (ty.id.as_str(), unique(&mut taken, component_name(&ty.id)))).collect();
        let mut taken = BTreeSet::new();
        let mut operations = BTreeMap::new();
        let (stated, unstated): (Vec<_>, Vec<_>) = model.operations.iter().partition(|o| o.id.is_some());
        for operation in stated.into_iter().chain(unstated) {
            let wanted = operation.id.clone().unwrap_or_else(|| operation_id(operation));
            operations.insert(operation.key.as_str(), unique(&mut taken, wanted));
        }
        Names { types, schemas, operations, taken }
    }

    /// The type with an id.
    pub(super) fn object(&self, id: &str) -> Option<&'m ObjectType> {
        self.types.get(id).copied()
    }

    /// The name of the schema of a type.
    pub(super) fn schema(&self, id: &str) -> String {
        self.schemas.get(id).cloned().unwrap_or_else(|| component_name(id))
    }

    /// A reference to the schema of a type.
    pub(super) fn reference(&self, id: &str) -> String {
        format!("#/components/schemas/{}", self.schema(id))
    }

    /// The id of an operation under its own path.
    pub(super) fn operation(&self, operation: &Operation) -> String {
        self.operations.get(operation.key.as_str()).cloned().unwrap_or_else(|| operation_id(operation))
    }

    /// The id of an operation under another path.
    pub(super) fn alias(&mut self, operation: &Operation) -> String {
        let wanted = format!("{}Alias", self.operation(operation));
        unique(&mut self.taken, wanted)
    }
}

/// A name like the wanted one that nothing has yet.
fn unique(taken: &mut BTreeSet<String>, wanted: String) -> String {
    let mut name = wanted.clone();
    let mut number = 2;
    while !taken.insert(name.clone()) {
        name = format!("{wanted}{number}");
        number += 1;
    }
    name
}

/// Made of method and path: titles change, and the id with them.
fn operation_id(operation: &Operation) -> String {
    let key = operation.key.split_once('#').map_or("", |(_, key)| key);
    format!("{:?} {} {key}", operation.method, operation.path).to_upper_camel_case()
}

/// Only these characters may stand in the name of a component; runs of others become one underscore.
fn component_name(id: &str) -> String {
    let stays = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let words: Vec<&str> = id.split(|c| !stays(c)).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "type".to_owned() } else { words.join("_") }
}
