//! Documented types → shapes, and where a shape leads back to itself.

use std::collections::BTreeSet;

use hwc_model::{Member, Type};

use super::{
    Place, Shape, Struct,
    call::Input,
    enums::{OfUse, User},
    graph::{Direction, Graph, Node},
};

/// What shapes are made of.
pub(super) struct Shapes<'a, 'm> {
    pub(super) graph: &'a Graph<'m>,
    pub(super) enums: &'a OfUse,
}

impl<'m> Shapes<'_, 'm> {
    /// The shape of a type without a row.
    pub(super) fn of_type(&self, ty: &Type, direction: Direction) -> Shape {
        self.shape(ty, direction, None, false)
    }

    /// The shape of what the caller gives.
    pub(super) fn of_input(&self, input: &Input<'_>, call: usize, number: usize) -> Shape {
        let user = User::Input(call, number);
        let secret = input.member.is_some_and(|member| member.secret);
        let shape = self.shape(input.ty, Direction::Request, self.enums.get(&user).copied(), secret);
        match input.place {
            Place::Member | Place::Body => shape,
            Place::Path | Place::Query | Place::Header => flat(shape),
        }
    }

    /// The shape of a member of a node.
    pub(super) fn of_member(&self, member: &Member, node: Node<'_>, number: usize, at: usize) -> Shape {
        let user = User::Member(number, at);
        self.shape(&member.ty, Graph::direction(node), self.enums.get(&user).copied(), member.secret)
    }

    fn shape(&self, ty: &Type, direction: Direction, of: Option<usize>, secret: bool) -> Shape {
        let inner = |ty: &Type| Box::new(self.shape(ty, direction, of, secret));
        match (ty, of) {
            (Type::String, _) if secret => Shape::Secret,
            (Type::String | Type::Integer | Type::Long, Some(index)) => Shape::Enum(index),
            (Type::String | Type::Binary, _) => Shape::Text,
            (Type::Integer | Type::Long, None) => Shape::Integer,
            (Type::Float | Type::Double, _) => Shape::Float,
            (Type::Boolean, _) => Shape::Boolean,
            (Type::AnyObject | Type::Any, _) => Shape::Json,
            (Type::Object(id), _) => self.graph.node(id, direction).map_or(Shape::Json, Shape::Struct),
            (Type::Array(item), _) => Shape::List(inner(item)),
            (Type::Map(value), _) => Shape::Map(inner(value)),
        }
    }
}

/// Outside a body there are texts and lists of them; an object there is JSON as text.
fn flat(shape: Shape) -> Shape {
    match shape {
        Shape::Struct(_) | Shape::Map(_) | Shape::Json => Shape::Text,
        Shape::List(inner) => match flat(*inner) {
            list @ Shape::List(_) => list,
            item => Shape::List(Box::new(item)),
        },
        plain => plain,
    }
}

/// Marks the fields through which a struct would hold itself.
pub(super) fn box_cycles(structs: &mut [Struct<'_>]) {
    let direct: Vec<Vec<usize>> =
        structs.iter().map(|object| object.fields.iter().filter_map(held).collect()).collect();
    for (from, object) in structs.iter_mut().enumerate() {
        for field in &mut object.fields {
            field.boxed = held(field).is_some_and(|to| leads(&direct, to, from));
        }
    }
}

/// The struct that stands in the field itself.
fn held(field: &super::Field<'_>) -> Option<usize> {
    match field.shape {
        Shape::Struct(index) => Some(index),
        _ => None,
    }
}

fn leads(direct: &[Vec<usize>], from: usize, to: usize) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut stack = vec![from];
    while let Some(at) = stack.pop() {
        if at == to {
            return true;
        }
        stack.extend(direct[at].iter().copied().filter(|next| seen.insert(*next)));
    }
    false
}
