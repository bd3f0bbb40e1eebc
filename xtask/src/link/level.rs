//! Bodies that stand one level higher or lower in every example than in their table.
//!
//! ```text
//! | id     | String |                 {"kite": {"id": "a", "status": "up"}}
//! | status | String |
//!
//! | kind   | String |                 {"kind": "Kite", "spec": {"tail": 3}}
//! | item   | Kite   |  kind, spec
//! ```
//!
//! Comes in as the rows and the type of a body, and its examples; goes out as the type that the examples have.
//! Examples are copied from calls, and a body of another level is none that the service takes.

use hwc_model::{Json, Type};

use super::graph::{Graph, plain_member};
use super::index::TableKey;
use crate::extract::RowFacts;
use crate::lint::{Finding, Lint};

/// The member that holds all that a table lists.
#[derive(Debug, PartialEq, Eq)]
struct Outer<'e> {
    name: &'e str,
    /// It holds a list of such objects.
    several: bool,
}

/// The body of a table at the level where every example has it.
pub(super) fn at_its_level<'e>(
    graph: &mut Graph<'_>,
    ty: Type,
    rows: &[&RowFacts],
    key: TableKey,
    examples: impl Iterator<Item = &'e Json> + Clone,
) -> Type {
    match unwrap(graph, &ty, rows, key, examples.clone()) {
        Some(inner) => inner,
        None => enclose(graph, ty, rows, key, examples),
    }
}

/// The object of a row whose members stand in place of the body in every example: all other rows of the body are among
/// them.
fn unwrap<'e>(
    graph: &mut Graph<'_>,
    ty: &Type,
    rows: &[&RowFacts],
    key: TableKey,
    examples: impl Iterator<Item = &'e Json> + Clone,
) -> Option<Type> {
    let outer = graph.members_of(ty)?;
    let mut objects = outer.iter().filter(|member| matches!(member.ty, Type::Object(_)));
    let (object, None) = (objects.next()?, objects.next()) else { return None };
    let inner = graph.members_of(&object.ty)?;
    let is_inner = |name: &str| inner.iter().any(|member| member.name == name);
    let fits = |example: &Json| match example {
        Json::Object(shown) => {
            let all = shown.iter().all(|(name, _)| *name != object.name && is_inner(name));
            all && shown.iter().any(|(name, _)| outer.iter().all(|member| member.name != *name))
        }
        _ => false,
    };
    let is_repeated =
        outer.len() > 1 && outer.iter().all(|member| member.name == object.name || is_inner(&member.name));
    if !is_repeated || examples.clone().next().is_none() || !examples.clone().all(fits) {
        return None;
    }
    let (ty, row) = (object.ty.clone(), rows.iter().find(|row| row.name == object.name)?);
    let found = format!("`{}` holds what stands in its place in every example", row.name);
    let expected = "a table of the body as the examples have it";
    graph.report(key.page, Finding::new(Lint::RowRefuted, row.line, found, expected));
    Some(ty)
}

/// The body of a table, put below the member that every example has around it.
fn enclose<'e>(
    graph: &mut Graph<'_>,
    ty: Type,
    rows: &[&RowFacts],
    key: TableKey,
    examples: impl Iterator<Item = &'e Json>,
) -> Type {
    let Some(outer) = outer(rows, examples).filter(|_| matches!(ty, Type::Object(_))) else { return ty };
    let table = graph.index.table(key);
    let found = format!("`{}` lists members of `{}`, which has no row of its own", table.title(), outer.name);
    let expected = format!("a row for `{}`, which stands around them in every example", outer.name);
    graph.report(key.page, Finding::new(Lint::RowMissing, table.line, found, expected));
    let mut member = plain_member(outer.name, if outer.several { Type::Array(Box::new(ty)) } else { ty }, 0);
    member.source.table = key.table as u32 + 1;
    graph.object_of(member, key)
}

/// The only member of every example, where it has no row, and the rows are members of what it holds.
fn outer<'e>(rows: &[&RowFacts], examples: impl Iterator<Item = &'e Json>) -> Option<Outer<'e>> {
    let mut found: Option<Outer<'e>> = None;
    for example in examples {
        let outer = outer_of(rows, example)?;
        if found.as_ref().is_some_and(|before| *before != outer) {
            return None;
        }
        found = Some(outer);
    }
    found
}

fn outer_of<'e>(rows: &[&RowFacts], example: &'e Json) -> Option<Outer<'e>> {
    let Json::Object(members) = example else { return None };
    let [(name, value)] = members.as_slice() else { return None };
    let (inner, several) = match value {
        Json::Array(items) => (items.first()?, true),
        value => (value, false),
    };
    let Json::Object(inner) = inner else { return None };
    let has_row = |name: &str| rows.iter().any(|row| row.name == name);
    let known = inner.iter().filter(|(name, _)| has_row(name)).count();
    // One name in common may be chance.
    (!has_row(name) && known > 1 && known * 2 > inner.len()).then_some(Outer { name, several })
}
