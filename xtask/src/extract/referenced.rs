//! Which tables of a page its rows refer to: by links, by number, and by types that are called like a caption.

use std::collections::{HashMap, HashSet};

use super::caption::Caption;
use super::facts::{LabelTarget, RowFacts};
use super::readings::{Reading, rows};
use super::roles;
use super::value_type::Reference;

/// Marks the tables that rows of the page refer to.
pub(super) fn mark_referenced(readings: &mut [Reading], targets: &[(String, LabelTarget)]) {
    let index: HashMap<&str, usize> = targets
        .iter()
        .filter_map(|(label, target)| match target {
            LabelTarget::Table(table) => Some((label.as_str(), *table)),
            LabelTarget::Section(..) | LabelTarget::Text => None,
        })
        .collect();
    let captions = Captions::of(readings);
    let mut referenced: HashSet<usize> = HashSet::new();
    for (number, reading) in readings.iter().enumerate() {
        let labels = rows(std::slice::from_ref(reading)).flat_map(labels_of);
        // A table that only refers to itself may still be the whole body.
        referenced.extend(labels.filter_map(|label| index.get(label).copied()).filter(|&table| table != number));
        // Where the link is lost, the number is that of a table below, or of another page; the name is in a caption.
        let unlinked = rows(std::slice::from_ref(reading)).flat_map(|row| unlinked_of(row, &captions));
        referenced.extend(unlinked.filter(|&table| table > number));
        let explained = rows(std::slice::from_ref(reading)).flat_map(|row| explained(row, &index));
        referenced.extend(explained.filter(|&table| is_named_for(&readings[table.0], table.1)).map(|table| table.0));
    }
    for (number, reading) in readings.iter_mut().enumerate() {
        if let Reading::Parameters { candidate, .. } = reading {
            candidate.referenced = referenced.contains(&number);
        }
    }
}

/// Tables that the description of a scalar leads to: with the row's name in their caption, they tell what the text holds.
fn explained<'r>(row: &'r RowFacts, index: &HashMap<&str, usize>) -> Vec<(usize, &'r str)> {
    let labels = row.constraints.references.iter().filter_map(|reference| reference.label.as_deref());
    let tables = labels.filter_map(|label| index.get(label).copied());
    tables.map(|table| (table, row.name.as_str())).collect()
}

fn is_named_for(reading: &Reading, name: &str) -> bool {
    matches!(reading, Reading::Parameters { candidate, .. } if candidate.caption.words.rest.iter().any(|word| word == name))
}

/// Labels of tables that a row may refer to for its members.
fn labels_of(row: &RowFacts) -> impl Iterator<Item = &str> {
    references_of(row).filter_map(|reference| reference.label.as_deref()).chain(row.name_label.as_deref())
}

/// Tables that a row may refer to for its members without a link: by number, or by a type that is called like a caption.
fn unlinked_of<'c>(row: &'c RowFacts, captions: &'c Captions) -> impl Iterator<Item = usize> + 'c {
    let numbered =
        references_of(row).filter(|reference| reference.label.is_none()).filter_map(|reference| reference.table);
    let names = roles::references(&row.ty.expr).into_iter().filter_map(|reference| reference.name.as_deref());
    let numbered = numbered.filter_map(|number| captions.numbers.get(&number).copied()?);
    numbered.chain(names.filter_map(|name| captions.names.get(name).copied()?))
}

fn references_of(row: &RowFacts) -> impl Iterator<Item = &Reference> {
    let described = row.constraints.references.iter().filter(|_| roles::is_structured(&row.ty.expr));
    roles::references(&row.ty.expr).into_iter().chain(described)
}

/// Tables by what their captions say, and say of words that mean something else as well; none where two say the same.
#[derive(Default)]
struct Captions {
    numbers: HashMap<u32, Option<usize>>,
    names: HashMap<String, Option<usize>>,
}

impl Captions {
    fn of(readings: &[Reading]) -> Captions {
        let mut captions = Captions::default();
        for (table, reading) in readings.iter().enumerate() {
            let Reading::Parameters { candidate, .. } = reading else { continue };
            let Caption { number, text, weak, .. } = &candidate.caption;
            if let Some(number) = *number {
                captions.numbers.entry(number).and_modify(|table| *table = None).or_insert(Some(table));
            }
            if *weak {
                captions.names.entry(text.clone()).and_modify(|table| *table = None).or_insert(Some(table));
            }
        }
        captions
    }
}
