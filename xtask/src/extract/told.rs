//! Members that the bullets of a description tell, for objects that may have no table: `**key** indicates the key.`

use std::collections::HashSet;

use hwc_model::{Mandatory, Type};

use super::constraints::{ValueContext, extract_constraints};
use super::facts::RowFacts;
use super::value_type::{TypeExpr, extract_type};
use crate::read::{Block, BlockKind, Cell, Style, Text};
use crate::vocabulary::{self, Cue};

/// One bullet may be about anything.
const MIN_MEMBERS: usize = 2;

/// The members of an object or of the items of a list, as a list in its description tells them.
pub(super) fn told_members(owner: &RowFacts, description: &Cell) -> Vec<RowFacts> {
    let is_free = matches!(owner.ty.expr.leaf(), TypeExpr::AnyObject) && !matches!(owner.ty.expr, TypeExpr::Map(_));
    if !is_free || !owner.constraints.references.is_empty() || owner.name_label.is_some() {
        return Vec::new();
    }
    let lists = description.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::List { items, .. } if items.len() >= MIN_MEMBERS => Some(items),
        _ => None,
    });
    let told =
        |items: &Vec<Vec<Block>>| items.iter().map(|item| member(owner, item)).collect::<Option<Vec<RowFacts>>>();
    lists.filter_map(told).next().unwrap_or_default()
}

/// The member that an item tells: its name in bold and what it is.
fn member(owner: &RowFacts, item: &[Block]) -> Option<RowFacts> {
    let BlockKind::Paragraph { text } = &item.first()?.kind else { return None };
    let name = named(text)?;
    let cell = Cell { blocks: item.to_vec() };
    let string = TypeExpr::Scalar(Type::String);
    let constraints = extract_constraints(&cell, &ValueContext { ty: &string, name, bare: false });
    let has_length = constraints.bounds.min_length.is_some() || constraints.bounds.max_length.is_some();
    let mut ty = extract_type(&Cell::default());
    if has_length && !vocabulary::is_plural(name) {
        ty.expr = string;
    }
    Some(RowFacts {
        line: owner.line,
        row: owner.row,
        name: name.to_owned(),
        parent: Some(owner.name.clone()),
        name_label: None,
        mandatory: Mandatory::Unstated,
        ty,
        constraints,
        place: None,
    })
}

/// `a` of `**a** indicates …`.
fn named(text: &Text) -> Option<&str> {
    let [first, second, ..] = text.runs.as_slice() else { return None };
    let name = first.text.trim();
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let verb = second.text.split_whitespace().next().unwrap_or_default();
    let means = vocabulary::has_cue(verb, Cue::Means);
    (is_name && first.style != Style::Plain && second.style == Style::Plain && means).then_some(name)
}

/// Takes out the members that were told of those rows that have a table after all.
pub(super) fn drop_listed(rows: &mut Vec<RowFacts>, listed: &HashSet<String>) {
    let owners: HashSet<(String, u32)> = rows.iter().map(|row| (row.name.clone(), row.row)).collect();
    rows.retain(|row| {
        let parent = row.parent.as_ref().filter(|parent| owners.contains(&((*parent).clone(), row.row)));
        !parent.is_some_and(|parent| listed.contains(&parent.to_lowercase()))
    });
}
