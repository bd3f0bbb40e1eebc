//! Where structs and enumerations stand: after the first operation that leads to them, or, where several groups do,
//! in a module of their own.

use std::collections::BTreeSet;

use super::{Enum, Operation, Reply, Shape, Struct};

/// Gives every struct and enumeration its place.
pub(super) fn settle(operations: &[Operation<'_>], structs: &mut [Struct<'_>], enums: &mut [Enum<'_>]) {
    let mut of_structs: Vec<Vec<usize>> = vec![Vec::new(); structs.len()];
    let mut of_enums: Vec<Vec<usize>> = vec![Vec::new(); enums.len()];
    for (number, operation) in operations.iter().enumerate() {
        for shape in reach(operation, structs) {
            match shape {
                Reached::Struct(index) => of_structs[index].push(number),
                Reached::Enum(index) => of_enums[index].push(number),
            }
        }
    }
    structs.iter_mut().zip(of_structs).for_each(|(object, users)| object.home = home(operations, &users));
    enums.iter_mut().zip(of_enums).for_each(|(one, users)| one.home = home(operations, &users));
}

fn home(operations: &[Operation<'_>], users: &[usize]) -> Option<usize> {
    let first = *users.first()?;
    users.iter().all(|user| operations[*user].group == operations[first].group).then_some(first)
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reached {
    Struct(usize),
    Enum(usize),
}

/// Everything that an operation leads to.
fn reach(operation: &Operation<'_>, structs: &[Struct<'_>]) -> BTreeSet<Reached> {
    let mut stack: Vec<&Shape> = operation.setters.iter().map(|setter| &setter.shape).collect();
    if let Reply::Json(shape) = &operation.reply {
        stack.push(shape);
    }
    let mut reached = BTreeSet::new();
    while let Some(shape) = stack.pop() {
        match shape.leaf() {
            Shape::Enum(index) => {
                reached.insert(Reached::Enum(*index));
            }
            Shape::Struct(index) if reached.insert(Reached::Struct(*index)) => {
                stack.extend(structs[*index].fields.iter().map(|field| &field.shape));
            }
            _ => {}
        }
    }
    reached
}
