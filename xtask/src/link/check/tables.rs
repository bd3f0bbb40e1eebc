//! Tables against each other: those that nothing leads to, references that lead nowhere, one name for two tables.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::extract::{PageFacts, Reference, Role, RowFacts, TableFacts, is_structured, references, takes_body};
use crate::link::claims::Claims;
use crate::link::index::{Index, TableKey};
use crate::lint::{Finding, Lint};

/// Tables of members that no row mentions; those that only such tables lead to are not told.
pub(super) fn orphans(page: usize, facts: &PageFacts, used: &HashSet<TableKey>, claims: &Claims) -> Vec<Finding> {
    let is_used = |table: usize| used.contains(&TableKey { page, table });
    // A table that is printed once more is the structure that rows lead to under another label.
    let is_repeated = |table: &TableFacts| {
        let others = facts.tables.iter().enumerate().filter(|(number, _)| is_used(*number));
        others.into_iter().any(|(_, other)| !table.rows.is_empty() && members(other) == members(table))
    };
    let is_orphan = |(table, facts): &(usize, &TableFacts)| {
        let is_mentioned = claims.mentions(TableKey { page, table: *table }) > 0;
        facts.role == Role::Object && !is_used(*table) && !is_mentioned && !is_repeated(facts)
    };
    let finding = |table: &TableFacts| {
        Finding::new(
            Lint::TableOrphan,
            table.line,
            format!("no row leads to `{}`", table.title()),
            "a reference to the table in the row whose members it lists",
        )
        .suggest("name the table in the type column of that row")
    };
    facts.tables.iter().enumerate().filter(is_orphan).map(|(_, table)| finding(table)).collect()
}

/// References of rows to labels that no page has.
pub(super) fn dangling(page: usize, facts: &PageFacts, index: &Index<'_>) -> Vec<Finding> {
    let rows = facts.tables.iter().flat_map(|table| &table.rows);
    let finding = |(row, label): (&RowFacts, &str)| {
        Finding::new(
            Lint::ReferenceDangling,
            row.line,
            format!("`{}` refers to `{label}`, which no page has", row.name),
            "the label of a table",
        )
    };
    rows.flat_map(|row| labels(row).map(move |label| (row, label)))
        .filter(|(_, label)| index.label(label, page).is_none())
        .map(finding)
        .collect()
}

/// References of a flattened page to tables by number, where the page has no such table: it was lost, or stood elsewhere.
pub(super) fn lost(page: usize, facts: &PageFacts, index: &Index<'_>) -> Vec<Finding> {
    let mut told = BTreeSet::new();
    let mut findings = Vec::new();
    for (table, row) in
        facts.tables.iter().enumerate().flat_map(|(at, table)| table.rows.iter().map(move |row| (at, row)))
    {
        let of_type = references(&row.ty.expr).into_iter().chain(&row.ty.alternatives);
        for reference in of_type.chain(&row.constraints.references).filter(|reference| reference.label.is_none()) {
            let Some(number) = reference.table else { continue };
            let from = TableKey { page, table };
            if index.resolve(reference, from).is_none() && told.insert(number) {
                let found = format!("`{}` refers to Table {number}, and the page has no such table", row.name);
                findings.push(Finding::new(Lint::FlatteningLost, row.line, found, "the table, which flattening lost"));
            }
        }
    }
    findings
}

/// Labels of the tables that a row says its members stand in.
fn labels(row: &RowFacts) -> impl Iterator<Item = &str> {
    let described = row.constraints.references.iter().filter(|_| is_structured(&row.ty.expr));
    let of_type = references(&row.ty.expr).into_iter().chain(&row.ty.alternatives);
    let labels = of_type.chain(described).filter_map(|reference: &Reference| reference.label.as_deref());
    labels.chain(row.name_label.as_deref())
}

/// Tables of one caption with different members; the later one is told.
pub(super) fn ambiguous(facts: &PageFacts) -> Vec<Finding> {
    let mut first: HashMap<String, &TableFacts> = HashMap::new();
    let mut findings = Vec::new();
    for table in facts.tables.iter().filter(|table| table.role == Role::Object && !table.names.is_empty()) {
        let known = first.entry(table.title().to_lowercase()).or_insert(table);
        let (here, there) = (members(table), members(known));
        if here != there {
            let only: Vec<String> = [(here.difference(&there), "here"), (there.difference(&here), "there")]
                .into_iter()
                .filter_map(|(members, place)| Some(format!("{} only {place}", listed(members)?)))
                .collect();
            let found =
                format!("`{}` is called like the table at line {}: {}", table.title(), known.line, only.join(", "));
            let finding = Finding::new(Lint::TypeAmbiguous, table.line, found, "one name for each structure");
            findings.push(finding.suggest("name the two structures differently"));
        }
    }
    findings
}

type MemberName<'t> = (&'t str, Option<&'t str>);

fn members(table: &TableFacts) -> BTreeSet<MemberName<'_>> {
    table.rows.iter().map(|row| (row.name.as_str(), row.parent.as_deref())).collect()
}

/// The first few names; none where there is no member.
fn listed<'t>(mut members: impl Iterator<Item = &'t MemberName<'t>>) -> Option<String> {
    const MOST: usize = 4;
    let shown = |(name, parent): &MemberName<'_>| match parent {
        Some(parent) => format!("`{parent}.{name}`"),
        None => format!("`{name}`"),
    };
    let names: Vec<String> = members.by_ref().take(MOST).map(shown).collect();
    let more = if members.next().is_some() { ", …" } else { "" };
    (!names.is_empty()).then(|| names.join(", ") + more)
}

/// A table that is called a body, under a method that sends none.
pub(super) fn unexpected_body(facts: &PageFacts) -> Option<Finding> {
    let method = facts.operation.as_ref()?.method.filter(|method| !takes_body(*method))?;
    let table = facts.tables.iter().find(|table| table.role == Role::Body)?;
    let found = format!("`{}` lists the members of a body, and the method is {}", table.title(), method.as_str());
    let finding = Finding::new(Lint::BodyUnexpected, table.line, found, "parameters of the query, or another method");
    Some(finding)
}
