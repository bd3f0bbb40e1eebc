//! Names that OpenAPI wants unique: component schemas and operation ids.
//!
//! Nearly every page tells the body of each failure in a table of its own, and nearly all are alike: those that state
//! the same, row by row, are one schema, `Failure`. The reply says which table of the page it was read from.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use heck::ToUpperCamelCase;
use hwc_model::{Model, ObjectType, Operation, Type};

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
        let schemas = schemas(model);
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

/// Each type and its schema.
fn schemas(model: &Model) -> BTreeMap<&str, String> {
    let mut taken = BTreeSet::new();
    let mut schemas = BTreeMap::new();
    let classes = failures(model);
    let shared: BTreeSet<&str> = classes.iter().filter(|class| class.len() > 1).flatten().copied().collect();
    for ty in model.types.iter().filter(|ty| !shared.contains(ty.id.as_str())) {
        schemas.insert(ty.id.as_str(), unique(&mut taken, component_name(&ty.id)));
    }
    for class in classes.iter().filter(|class| class.len() > 1) {
        let name = unique(&mut taken, "Failure".to_owned());
        schemas.extend(class.iter().map(|id| (*id, name.clone())));
    }
    schemas
}

/// The nameless bodies of failures, those that state the same together, in the order in which operations meet them.
fn failures(model: &Model) -> Vec<Vec<&str>> {
    let types: BTreeMap<&str, &ObjectType> = model.types.iter().map(|ty| (ty.id.as_str(), ty)).collect();
    let mut classes: Vec<Vec<&str>> = Vec::new();
    let mut by_statement: HashMap<String, usize> = HashMap::new();
    let mut met = BTreeSet::new();
    for response in model.operations.iter().flat_map(|operation| &operation.responses) {
        let Some(Type::Object(id)) = response.ty.as_ref().filter(|_| response.status >= 400) else { continue };
        let Some(ty) = types.get(id.as_str()).filter(|ty| ty.name.is_none() && met.insert(ty.id.as_str())) else {
            continue;
        };
        let class = *by_statement.entry(format!("{:?}{:?}", ty.description, ty.members)).or_insert(classes.len());
        if class == classes.len() {
            classes.push(Vec::new());
        }
        classes[class].push(ty.id.as_str());
    }
    classes
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
