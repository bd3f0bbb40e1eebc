//! Tables to rows: what each parameter row says, whatever the order of the columns.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use hwc_model::{ErrorCode, Mandatory, Place, Source, Type};

use super::columns::Columns;
use super::constraints::{ValueContext, extract_constraints};
use super::facts::{OperationFacts, RowFacts, RowPlace};
use super::mandatory::{MandatoryReading, extract_mandatory};
use super::repeated;
use super::roles::is_structured;
use super::status_cell::extract_status;
use super::told;
use super::value_type::{TypeExpr, TypeReading, extract_type, labelled_type, stated_type};
use crate::lint::{Finding, Lint};
use crate::read::{Block, Cell, Row, Table, Target};
use crate::vocabulary::{self, Column, Word};

/// The rows of a parameter table. Names may be missing on a flattened page: such rows are kept where they say a type.
pub(super) fn extract_rows(
    table: &Table,
    columns: &Columns,
    flattened: bool,
    operation: Option<&OperationFacts>,
    findings: &mut Vec<Finding>,
) -> Vec<RowFacts> {
    let mut rows: Vec<RowFacts> = Vec::new();
    let mut parent = String::new();
    for (index, row) in table.rows.iter().enumerate().skip(columns.head) {
        let number = (index - columns.head + 1) as u32;
        let Some(mut facts) = extract_row(row, number, columns, flattened) else { continue };
        let child = columns.cell(row, Column::SubName).map(name_of);
        let is_named = !facts.name.is_empty() || child.as_ref().is_some_and(|child| !child.is_empty());
        let is_row = is_named || flattened && says_type(&facts);
        if !is_row {
            continue;
        }
        if let Some(child) = child {
            nest(&mut facts, &mut parent, child);
        }
        findings.append(&mut facts.ty.findings);
        findings.append(&mut facts.constraints.findings);
        let told = told::told_members(&facts, &columns.description(row));
        rows.extend(alternatives(facts));
        rows.extend(told);
    }
    repeated::nest_repeated(&mut rows, findings);
    operation.into_iter().for_each(|operation| place_second(&mut rows, operation));
    without_duplicates(rows, findings)
}

fn says_type(row: &RowFacts) -> bool {
    !matches!(row.ty.expr, TypeExpr::Absent | TypeExpr::Unknown(_))
}

/// A name that the URI has in its path and again behind it has a row for each: the second is that of the query.
fn place_second(rows: &mut [RowFacts], operation: &OperationFacts) {
    let mut met: HashSet<String> = HashSet::new();
    for row in rows.iter_mut().filter(|row| row.parent.is_none() && operation.query.contains(&row.name)) {
        let is_placeholder = operation.path.contains(&format!("{{{}}}", row.name));
        if is_placeholder && !met.insert(row.name.clone()) {
            row.place = row.place.or(Some(RowPlace::Parameter(Place::Query)));
        }
    }
}

/// The rows without those of a name that was read already.
fn without_duplicates(rows: Vec<RowFacts>, findings: &mut Vec<Finding>) -> Vec<RowFacts> {
    let mut kept: Vec<RowFacts> = Vec::with_capacity(rows.len());
    let mut seen: HashMap<(String, Option<String>, Option<RowPlace>), usize> = HashMap::new();
    for row in rows {
        match seen.entry((row.name.clone(), row.parent.clone(), row.place)) {
            Entry::Occupied(first) if !row.name.is_empty() => {
                findings.extend(duplicate(&kept[*first.get()], &row));
            }
            place => {
                place.insert_entry(kept.len());
                kept.push(row);
            }
        }
    }
    kept
}

/// The second row of a name, unless the descriptions say that the two are parts of different things.
fn duplicate(first: &RowFacts, row: &RowFacts) -> Option<Finding> {
    let parent =
        |row: &RowFacts| row.constraints.description.as_deref().and_then(vocabulary::stated_parent).map(str::to_owned);
    if parent(first) != parent(row) {
        return None;
    }
    let found = format!("a second row for `{}`, after that of line {}", row.name, first.line);
    let finding = Finding::new(Lint::RowDuplicate, row.line, found, "one row for each parameter; the first was read");
    let is_member = is_structured(&first.ty.expr) && !is_structured(&row.ty.expr);
    Some(finding.suggest(if is_member {
        "list the members of the first one in a table of their own, if this is one of them"
    } else {
        "drop one of the rows, or name the parameter that was meant"
    }))
}

/// A row for either of two parameters, `name or id`, as a row for each: what must be given is one of them.
fn alternatives(row: RowFacts) -> Vec<RowFacts> {
    let names: Vec<&str> = [" or ", "或"]
        .iter()
        .find_map(|word| row.name.split_once(word))
        .map_or_else(Vec::new, |(a, b)| vec![a.trim(), b.trim()]);
    let is_name = |name: &&str| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
    };
    if names.is_empty() || !names.iter().all(is_name) {
        return vec![row];
    }
    let mandatory = if row.mandatory == Mandatory::Yes { Mandatory::Conditional } else { row.mandatory };
    names.into_iter().map(|name| RowFacts { name: name.to_owned(), mandatory, ..row.clone() }).collect()
}

/// A column for members of the parameter in the column before: `logs | id` is `id` of `logs`.
fn nest(row: &mut RowFacts, parent: &mut String, child: String) {
    if !vocabulary::is_nothing(&row.name) {
        parent.clone_from(&row.name);
    }
    if !vocabulary::is_nothing(&child) {
        row.name = child;
        row.parent = Some(parent.clone());
    }
}

fn extract_row(row: &Row, number: u32, columns: &Columns, flattened: bool) -> Option<RowFacts> {
    let name_cell = columns.cell(row, Column::Name)?;
    let name = name_of(name_cell);
    let (mut mandatory, mut ty) = answer_and_type(row, columns);
    let mut description = columns.description(row);
    if let Some(shifted) = shifted(&ty, &description, row, columns) {
        let findings = std::mem::take(&mut ty.findings);
        (mandatory, ty, description) =
            (shifted.mandatory, TypeReading { findings, ..shifted.ty }, Cow::Owned(shifted.description));
    }
    ty.findings.extend(mandatory.findings);
    let stated = match columns.cell(row, Column::Type) {
        None => labelled_type(&description),
        Some(_) => stated_type(&ty.expr, &description),
    };
    if let Some(stated) = stated {
        ty.expr = stated;
    }
    let mut constraints =
        extract_constraints(&description, &ValueContext { ty: &ty.expr, name: &name, bare: flattened });
    if matches!(ty.expr.leaf(), TypeExpr::Scalar(Type::String)) {
        constraints.bounds.max_length = constraints.bounds.max_length.or(ty.length);
    }
    Some(RowFacts {
        line: row.line,
        row: number,
        parent: None,
        name_label: label_of(name_cell),
        mandatory: mandatory.mandatory,
        place: columns.cell(row, Column::Place).and_then(place_of),
        name,
        ty,
        constraints,
    })
}

/// What the columns for mandatory and type say; where their cells are swapped, each is read from the other.
fn answer_and_type(row: &Row, columns: &Columns) -> (MandatoryReading, TypeReading) {
    let (answer, kind) = (columns.cell(row, Column::Mandatory), columns.cell(row, Column::Type));
    let mut mandatory = answer.map(extract_mandatory).unwrap_or_default();
    let mut ty = kind.map_or_else(no_type, extract_type);
    if let (None, Some((plain, yes))) = (answer, kind.and_then(type_and_answer)) {
        mandatory.mandatory = if yes { Mandatory::Yes } else { Mandatory::No };
        ty = extract_type(&plain);
    }
    if let (true, true, Some(answer), Some(kind)) = (mandatory.swapped, ty.swapped, answer, kind) {
        mandatory.mandatory = extract_mandatory(kind).mandatory;
        // Both say the same; one of them is told.
        mandatory.findings.clear();
        ty.expr = extract_type(answer).expr;
    }
    if ty.swapped && answer.is_none() {
        let moved = "the cells of the row stand one column too far to the right: the table has no column for mandatory";
        ty.findings = ty.findings.into_iter().map(|finding| finding.suggest(moved)).collect();
    }
    (mandatory, ty)
}

/// A row whose cells stand one column too far to the right.
struct Shifted {
    mandatory: MandatoryReading,
    ty: TypeReading,
    description: Cell,
}

/// Where a table without a column for it answers what is mandatory instead of the type, the type opens the description.
fn shifted(ty: &TypeReading, description: &Cell, row: &Row, columns: &Columns) -> Option<Shifted> {
    if !ty.swapped || columns.has(Column::Mandatory) {
        return None;
    }
    let (first, rest) = description.blocks.split_first()?;
    let first = Cell { blocks: vec![first.clone()] };
    says_a_type(&first).then(|| Shifted {
        mandatory: columns.cell(row, Column::Type).map(extract_mandatory).unwrap_or_default(),
        ty: extract_type(&first),
        description: Cell { blocks: rest.to_vec() },
    })
}

/// The type without the word behind it that answers whether the parameter is mandatory: `string: <required>`.
fn type_and_answer(cell: &Cell) -> Option<(Cell, bool)> {
    let [block] = cell.blocks.as_slice() else { return None };
    let plain = cell.to_plain();
    let (ty, remark) = plain.trim_end().rsplit_once([' ', ',', ':', ';', '(', '<', '['])?;
    let yes = vocabulary::answer_word(remark.trim_end_matches([')', '>', ']']))?;
    let ty = ty.trim_end_matches([' ', ',', ':', ';', '(', '<', '[']);
    let has_link = cell.runs().iter().any(|run| run.target.is_some());
    (!ty.is_empty() && !has_link).then(|| (Cell { blocks: vec![Block::paragraph(block.line, ty)] }, yes))
}

/// Whether a cell says a type that is known.
pub(super) fn says_a_type(cell: &Cell) -> bool {
    let plain = type_and_answer(cell);
    let reading = plain.map_or_else(|| extract_type(cell), |(plain, _)| extract_type(&plain));
    !matches!(reading.expr, TypeExpr::Absent | TypeExpr::Unknown(_))
}

/// A table without a type column says nothing about types.
fn no_type() -> TypeReading {
    extract_type(&Cell::default())
}

/// The name of a parameter: without quotes, footnotes and the blanks that line breaks leave at underscores.
fn name_of(cell: &Cell) -> String {
    let plain = cell.to_plain();
    let name =
        plain.trim().trim_matches(['"', '\'', '“', '”', '`']).trim_start_matches(['>', '»', '├', '└', '─']).trim();
    let name = without_remark(name);
    if name.contains("_ ") || name.contains(" _") || name.contains("- ") {
        return name.split_whitespace().collect();
    }
    name.to_owned()
}

/// A name without the mark of what is mandatory, a colon, and what stands in brackets behind it: `size (Integer)`.
fn without_remark(name: &str) -> &str {
    let is_remark = |text: &str| {
        let text = text.trim();
        vocabulary::answer_word(text).is_some()
            || text.eq_ignore_ascii_case("conditional")
            || vocabulary::type_word(text).is_some()
    };
    let bare = match name.strip_suffix(')').and_then(|name| name.rsplit_once('(')) {
        Some((bare, remark)) if is_remark(remark) && !bare.trim().is_empty() => bare.trim(),
        _ => name,
    };
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let unmarked = bare.trim_start_matches('*').trim_end_matches(['*', ':', '：']).trim();
    if !unmarked.is_empty() && unmarked.chars().all(is_name) { unmarked } else { bare }
}

fn label_of(cell: &Cell) -> Option<String> {
    cell.runs().into_iter().find_map(|run| match &run.target {
        Some(Target::Label(label)) => Some(label.clone()),
        _ => None,
    })
}

fn place_of(cell: &Cell) -> Option<RowPlace> {
    let words = vocabulary::words(&cell.to_plain());
    [
        (Word::Body, RowPlace::Body),
        (Word::Query, RowPlace::Parameter(Place::Query)),
        (Word::Header, RowPlace::Parameter(Place::Header)),
        (Word::Path, RowPlace::Parameter(Place::Path)),
        (Word::Uri, RowPlace::Parameter(Place::Path)),
    ]
    .into_iter()
    .find(|(word, _)| words.has(*word))
    .map(|(_, place)| place)
}

/// The statuses of a status table: status, meaning, row.
pub(super) fn extract_statuses(table: &Table, columns: &Columns) -> Vec<(u16, Option<String>, u32)> {
    let rows = table.rows.iter().enumerate().skip(columns.head);
    rows.filter_map(|(index, row)| {
        let (status, phrase) = extract_status(row.cells.first()?)?;
        let meaning = [Column::Description, Column::Meaning, Column::Message, Column::Type]
            .into_iter()
            .filter_map(|column| columns.cell(row, column))
            .map(|cell| cell.to_plain().into_owned())
            .find(|meaning| !vocabulary::is_nothing(meaning));
        Some((status, meaning.or(phrase), (index - columns.head + 1) as u32))
    })
    .collect()
}

/// The codes of an error table.
pub(super) fn extract_errors(table: &Table, columns: &Columns, source: &Source) -> Vec<ErrorCode> {
    let mut status = None;
    let rows = table.rows.iter().enumerate().skip(columns.head);
    rows.filter_map(|(index, row)| {
        let text = |column| columns.cell(row, column).map(|cell| cell.to_plain().trim().to_owned());
        let said = |column| text(column).filter(|text| !vocabulary::is_nothing(text));
        // A status that spans rows stands in the first of them only, where the markup has no spans.
        status = columns.cell(row, Column::Status).and_then(extract_status).map(|(status, _)| status).or(status);
        let code = said(Column::ErrorCode)?;
        Some(ErrorCode {
            code,
            status,
            message: said(Column::Message),
            meaning: said(Column::Description).or_else(|| said(Column::Meaning)),
            remedy: said(Column::Remedy),
            source: Source { row: (index - columns.head + 1) as u32, ..source.clone() },
        })
    })
    .collect()
}

/// Permission actions of a table that states them: method and URI, action.
pub(super) fn extract_actions(table: &Table, columns: &Columns) -> Vec<(String, String)> {
    let rows = table.rows.iter().skip(columns.head);
    rows.filter_map(|row| {
        let uri = columns.cell(row, Column::Uri)?.to_plain().trim().to_owned();
        let action = columns.cell(row, Column::Action)?.to_plain().trim().to_owned();
        (!uri.is_empty() && !vocabulary::is_nothing(&action)).then_some((uri, action))
    })
    .collect()
}
