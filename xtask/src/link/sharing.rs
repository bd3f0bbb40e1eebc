//! Nodes to types of the model: tables of one name that state the same become one type, and each gets an id.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use hwc_model::{Member, ObjectType, Operation, Type};

/// Merges equal nodes and renames references to them; returns the types that operations reach, sorted by id.
pub(super) fn share(nodes: Vec<ObjectType>, operations: &mut [Operation]) -> Vec<ObjectType> {
    let classes = classes(&nodes);
    let ids = ids(&nodes, &classes, operations);
    for operation in operations.iter_mut() {
        types_of(operation, &mut |ty| rename(ty, &classes, &ids));
    }
    let mut types: Vec<ObjectType> = Vec::new();
    for (number, mut node) in nodes.into_iter().enumerate() {
        let Some(id) = ids[number].clone().filter(|_| classes[number] == number) else { continue };
        node.id = id;
        node.members.iter_mut().for_each(|member| rename(&mut member.ty, &classes, &ids));
        types.push(node);
    }
    types.sort_by(|a, b| a.id.cmp(&b.id));
    types
}

/// For each node the first node that states the same: refined until nodes of one class agree in all their references.
fn classes(nodes: &[ObjectType]) -> Vec<usize> {
    let mut marks: Vec<u64> = nodes.iter().map(own_mark).collect();
    let mut count = distinct(&marks);
    loop {
        marks = nodes.iter().enumerate().map(|(number, node)| refined(node, marks[number], &marks)).collect();
        let refined = distinct(&marks);
        if refined == count {
            break;
        }
        count = refined;
    }
    let mut first: HashMap<u64, usize> = HashMap::new();
    marks.iter().enumerate().map(|(number, mark)| *first.entry(*mark).or_insert(number)).collect()
}

fn distinct(marks: &[u64]) -> usize {
    let mut sorted = marks.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.len()
}

/// What a node states by itself: its name, and each member without the words of the page.
fn own_mark(node: &ObjectType) -> u64 {
    let mut hasher = DefaultHasher::new();
    node.name.hash(&mut hasher);
    if node.name.is_none() {
        // A body without a name is that of its operation, however equal another one looks.
        node.id.hash(&mut hasher);
    }
    for member in &node.members {
        hash_member(member, &mut hasher);
    }
    hasher.finish()
}

fn hash_member(member: &Member, hasher: &mut DefaultHasher) {
    member.name.hash(hasher);
    (member.mandatory as u8, member.nullable, member.read_only, member.secret).hash(hasher);
    // Bounds, defaults and values hold floats, which have no hash of their own: their text form has.
    format!("{:?}{:?}{:?}", member.bounds, member.default, member.unit).hash(hasher);
    for value in &member.values {
        format!("{:?}", value.value).hash(hasher);
    }
    without_nodes(&member.ty).hash(hasher);
}

fn without_nodes(ty: &Type) -> Type {
    match ty {
        Type::Object(_) => Type::Object(String::new()),
        Type::Array(inner) => Type::Array(Box::new(without_nodes(inner))),
        Type::Map(inner) => Type::Map(Box::new(without_nodes(inner))),
        other => other.clone(),
    }
}

fn refined(node: &ObjectType, mark: u64, marks: &[u64]) -> u64 {
    let mut hasher = DefaultHasher::new();
    mark.hash(&mut hasher);
    for number in node.members.iter().filter_map(|member| node_of(&member.ty)) {
        marks[number].hash(&mut hasher);
    }
    hasher.finish()
}

/// The node that a type leads to.
fn node_of(ty: &Type) -> Option<usize> {
    match ty {
        Type::Object(number) => number.parse().ok(),
        Type::Array(inner) | Type::Map(inner) => node_of(inner),
        _ => None,
    }
}

fn rename(ty: &mut Type, classes: &[usize], ids: &[Option<String>]) {
    match ty {
        Type::Object(number) => {
            if let Some(id) = number.parse::<usize>().ok().and_then(|number| ids[classes[number]].clone()) {
                *number = id;
            }
        }
        Type::Array(inner) | Type::Map(inner) => rename(inner, classes, ids),
        _ => {}
    }
}

fn types_of(operation: &mut Operation, each: &mut dyn FnMut(&mut Type)) {
    operation.parameters.iter_mut().for_each(|parameter| each(&mut parameter.member.ty));
    if let Some(body) = &mut operation.body {
        each(&mut body.ty);
    }
    for response in &mut operation.responses {
        response.headers.iter_mut().for_each(|header| each(&mut header.ty));
        if let Some(ty) = &mut response.ty {
            each(ty);
        }
    }
}

/// An id for each class that an operation reaches: its name, with the operation where several types have one name,
/// with the place in the operation where it has none.
fn ids(nodes: &[ObjectType], classes: &[usize], operations: &[Operation]) -> Vec<Option<String>> {
    let mut walk = Walk { nodes, classes, met: vec![None; nodes.len()], order: Vec::new() };
    for operation in operations {
        let owner = operation.id.clone().unwrap_or_else(|| operation.key.clone());
        if let Some(number) = operation.body.as_ref().and_then(|body| node_of(&body.ty)) {
            walk.visit(number, &owner, "request".to_owned());
        }
        for response in &operation.responses {
            if let Some(number) = response.ty.as_ref().and_then(node_of) {
                walk.visit(number, &owner, format!("reply {}", response.status));
            }
        }
    }
    walk.name_all()
}

/// Where a class is met first.
#[derive(Clone)]
struct Met {
    owner: String,
    place: String,
}

struct Walk<'n> {
    nodes: &'n [ObjectType],
    classes: &'n [usize],
    met: Vec<Option<Met>>,
    order: Vec<usize>,
}

impl Walk<'_> {
    /// Depth first, without recursion: nesting is as deep as pages like.
    fn visit(&mut self, root: usize, owner: &str, place: String) {
        let mut stack = vec![(root, place)];
        while let Some((number, place)) = stack.pop() {
            let class = self.classes[number];
            if self.met[class].is_some() {
                continue;
            }
            self.order.push(class);
            for member in self.nodes[class].members.iter().rev() {
                if let Some(child) = node_of(&member.ty) {
                    stack.push((child, format!("{place}.{}", member.name)));
                }
            }
            self.met[class] = Some(Met { owner: owner.to_owned(), place });
        }
    }

    fn name_all(&self) -> Vec<Option<String>> {
        let mut bearers: HashMap<&str, usize> = HashMap::new();
        for name in self.order.iter().filter_map(|&class| self.nodes[class].name.as_deref()) {
            *bearers.entry(name).or_default() += 1;
        }
        let mut taken: HashMap<String, usize> = HashMap::new();
        let mut ids = vec![None; self.nodes.len()];
        for &class in &self.order {
            let Some(met) = &self.met[class] else { continue };
            let id = match &self.nodes[class].name {
                Some(name) if bearers[name.as_str()] == 1 => name.clone(),
                Some(name) => format!("{name} of {}", met.owner),
                None => format!("{} {}", met.owner, met.place),
            };
            ids[class] = Some(free(id, met, &mut taken));
        }
        ids
    }
}

/// An id that no other class has: with the place where the name does not do, and a number where that does not either.
fn free(id: String, met: &Met, taken: &mut HashMap<String, usize>) -> String {
    for candidate in [id, format!("{} {}", met.owner, met.place)] {
        let count = taken.entry(candidate.clone()).or_default();
        *count += 1;
        if *count == 1 {
            return candidate;
        }
    }
    let base = format!("{} {}", met.owner, met.place);
    let count = taken.get(&base).copied().unwrap_or_default();
    format!("{base} {count}")
}
