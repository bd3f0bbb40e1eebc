//! Corrections of `service.toml` applied to what pages say, before the pages are linked.
//!
//! A correction that finds nothing to change is idle, and that is an error: the page was put right, or the correction
//! never meant it.

use std::fmt;

use hwc_model::Mandatory;

use crate::extract::constraints::{ValueContext, extract_constraints};
use crate::extract::value_type::{TypeReading, extract_type};
use crate::extract::{PageFacts, Passed, Role, RowFacts, TableFacts, page_of};
use crate::read::{Block, BlockKind, Cell, Text};
use crate::service_toml::{Change, Correction, NewRow, OtherTable, Place};
use crate::suggest::nearest;

/// A correction that changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idle {
    /// Line of the entry in `service.toml`.
    pub line: u32,
    /// Why.
    pub why: Why,
    /// What is there instead.
    pub there: Option<String>,
}

/// Why a correction changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is no such page.
    PageAbsent,
    /// The page has no table with this number.
    TableAbsent,
    /// The table has no such row.
    RowAbsent,
    /// No page documents such an operation.
    OperationAbsent,
    /// It is so already.
    AlreadySo,
    /// The type is none that a type column may have.
    TypeUnknown,
}

impl fmt::Display for Idle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = match self.why {
            Why::PageAbsent => "there is no such page",
            Why::TableAbsent => "the page has no table with this number",
            Why::RowAbsent => "the table has no such row",
            Why::OperationAbsent => "no page documents such an operation",
            Why::AlreadySo => "the page says so itself",
            Why::TypeUnknown => "its type is not known, as `String` or `Array of objects` is",
        };
        write!(f, "{}: an entry that changes nothing: {why}", self.line)?;
        self.there.iter().try_for_each(|there| write!(f, "; {there}"))
    }
}

/// Applies all corrections in their order; gives those that changed nothing.
pub fn correct(pages: &mut Vec<PageFacts>, corrections: &[Correction]) -> Vec<Idle> {
    let applied = corrections.iter().filter_map(|correction| {
        let why = apply(pages, &correction.place, &correction.change).err()?;
        let is_here = !matches!(correction.change, Change::Merge(_));
        let there = if is_here { there(pages, &correction.place, why) } else { None };
        Some(Idle { line: correction.line, why, there })
    });
    applied.collect()
}

/// What stands where an entry looked in vain.
fn there(pages: &[PageFacts], place: &Place, why: Why) -> Option<String> {
    let is_nearest = |name: &str| format!("did you mean `{name}`?");
    if why == Why::PageAbsent {
        return nearest(&place.page, pages.iter().map(|page| page.path.as_str())).map(is_nearest);
    }
    let page = pages.iter().find(|page| page.path == place.page)?;
    let table = place.table.and_then(|number| page.tables.get((number as usize).checked_sub(1)?));
    match (why, table) {
        (Why::TableAbsent, None) => Some(format!("it has {}", page.tables.len())),
        (Why::RowAbsent, Some(table)) => {
            nearest(place.row.as_deref()?, table.rows.iter().map(|row| row.name.as_str())).map(is_nearest)
        }
        _ => None,
    }
}

fn apply(pages: &mut Vec<PageFacts>, place: &Place, change: &Change) -> Result<(), Why> {
    let page = pages.iter().position(|page| page.path == place.page).ok_or(Why::PageAbsent)?;
    let Some(number) = place.table else {
        // Without a table only the page as a whole can be meant, or the part of it.
        pages.retain(|page| page.path != place.page && page_of(&page.path) != place.page);
        return Ok(());
    };
    if let Change::Merge(other) = change {
        return merge(pages, (page, number), other);
    }
    let table = table_of(&mut pages[page], number)?;
    let Some(name) = &place.row else { return apply_to_table(table, change) };
    let index = table.rows.iter().position(|row| row.name == *name).ok_or(Why::RowAbsent)?;
    if *change == Change::Drop {
        table.rows.remove(index);
        return Ok(());
    }
    apply_to_row(&mut table.rows[index], change)
}

fn table_of(page: &mut PageFacts, number: u32) -> Result<&mut TableFacts, Why> {
    let index = (number as usize).checked_sub(1).ok_or(Why::TableAbsent)?;
    page.tables.get_mut(index).ok_or(Why::TableAbsent)
}

fn apply_to_table(table: &mut TableFacts, change: &Change) -> Result<(), Why> {
    match change {
        Change::Drop if table.role == Role::Passed(Passed::Corrected) => Err(Why::AlreadySo),
        Change::Drop => {
            table.role = Role::Passed(Passed::Corrected);
            table.rows.clear();
            Ok(())
        }
        Change::Rename(name) => set(&mut table.names, vec![name.clone()]),
        Change::Add(new) if table.rows.iter().any(|row| row.name == new.name) => Err(Why::AlreadySo),
        Change::Add(new) => {
            let row = new_row(table.line, new)?;
            table.rows.push(row);
            Ok(())
        }
        Change::Retype(_) | Change::Mandatory(_) | Change::Merge(_) => Err(Why::RowAbsent),
    }
}

fn apply_to_row(row: &mut RowFacts, change: &Change) -> Result<(), Why> {
    match change {
        Change::Rename(name) => set(&mut row.name, name.clone()),
        Change::Retype(ty) => {
            let ty = known_type(ty)?;
            if (&row.ty.expr, row.ty.length) == (&ty.expr, ty.length) {
                return Err(Why::AlreadySo);
            }
            row.ty = ty;
            Ok(())
        }
        Change::Mandatory(mandatory) => set(&mut row.mandatory, mandatory_of(*mandatory)),
        Change::Drop | Change::Add(_) | Change::Merge(_) => Err(Why::AlreadySo),
    }
}

/// Both tables get the rows of both, so that linking takes them for one type.
fn merge(pages: &mut [PageFacts], (page, number): (usize, u32), other: &OtherTable) -> Result<(), Why> {
    let other_page = match &other.page {
        Some(path) => pages.iter().position(|page| page.path == *path).ok_or(Why::PageAbsent)?,
        None => page,
    };
    let theirs = table_of(&mut pages[other_page], other.table)?;
    let (mut rows, names) = (theirs.rows.clone(), theirs.names.clone());
    let mine = table_of(&mut pages[page], number)?;
    let known = |rows: &[RowFacts], name: &str| rows.iter().any(|row| row.name == name);
    let is_same =
        mine.names == names && mine.rows.len() == rows.len() && mine.rows.iter().all(|row| known(&rows, &row.name));
    if is_same {
        return Err(Why::AlreadySo);
    }
    let more: Vec<RowFacts> = mine.rows.iter().filter(|row| !known(&rows, &row.name)).cloned().collect();
    rows.extend(more);
    mine.rows.clone_from(&rows);
    mine.names = names;
    table_of(&mut pages[other_page], other.table)?.rows = rows;
    Ok(())
}

fn set<T: PartialEq>(place: &mut T, value: T) -> Result<(), Why> {
    if *place == value {
        return Err(Why::AlreadySo);
    }
    *place = value;
    Ok(())
}

/// A row that no page has: it stands where its table stands.
fn new_row(line: u32, new: &NewRow) -> Result<RowFacts, Why> {
    let ty = known_type(&new.ty)?;
    let description = cell(new.description.as_deref().unwrap_or_default());
    let constraints = extract_constraints(&description, &ValueContext { ty: &ty.expr, name: &new.name, bare: false });
    Ok(RowFacts {
        line,
        row: 0,
        name: new.name.clone(),
        parent: None,
        name_label: None,
        mandatory: mandatory_of(new.mandatory),
        ty,
        constraints,
        place: None,
    })
}

/// A type of an entry; a slip in it is no type.
fn known_type(text: &str) -> Result<TypeReading, Why> {
    let ty = extract_type(&cell(text));
    if ty.findings.is_empty() { Ok(ty) } else { Err(Why::TypeUnknown) }
}

fn mandatory_of(mandatory: bool) -> Mandatory {
    if mandatory { Mandatory::Yes } else { Mandatory::No }
}

fn cell(text: &str) -> Cell {
    let kind = BlockKind::Paragraph { text: Text::plain(text) };
    Cell { blocks: vec![Block { line: 1, labels: Vec::new(), kind }] }
}

#[cfg(test)]
mod tests {
    use hwc_model::{Member, Model, Type};

    use super::*;
    use crate::extract::extract_pages;
    use crate::link::link;
    use crate::read::read;
    use crate::service_toml::ServiceConfig;

    const PAGE: &str = include_str!("../../spec/imetal/pages/imetal-create-instance.txt");

    /// The model of the page with one correction, given as the lines of its entry below page and reason.
    fn corrected(entry: &str) -> Result<Model, Why> {
        let toml = format!(
            "[service]\ncrate = \"hwc-x\"\ntitle = \"X\"\n[[correction]]\npage = \"p.txt\"\nreason = \"r\"\n{entry}\n"
        );
        let config = ServiceConfig::parse("x", &toml).unwrap();
        let mut pages = extract_pages("p.txt", read(PAGE.as_bytes()));
        let idle = correct(&mut pages, &config.corrections);
        match idle.first() {
            Some(idle) => Err(idle.why),
            None => Ok(link(pages, config.to_service()).model),
        }
    }

    fn member<'m>(model: &'m Model, name: &str) -> Option<&'m Member> {
        model.types.iter().flat_map(|ty| &ty.members).find(|member| member.name == name)
    }

    #[test]
    fn each_change_reaches_the_model() {
        let model = corrected("table = 3\nrow = \"password\"\nrename = \"pass_word\"").unwrap();
        assert!(member(&model, "pass_word").is_some() && member(&model, "password").is_none());
        let model = corrected("table = 3\nrow = \"placement\"\nretype = \"Map<String,Integer>\"").unwrap();
        assert_eq!(member(&model, "placement").unwrap().ty, Type::Map(Box::new(Type::Integer)));
        let model = corrected("table = 3\nrow = \"vpc_id\"\nmandatory = false").unwrap();
        assert_eq!(member(&model, "vpc_id").unwrap().mandatory, Mandatory::No);
        let model = corrected("table = 3\nrow = \"vpc_id\"\ndrop = true").unwrap();
        assert!(member(&model, "vpc_id").is_none());
        let model = corrected("table = 3\nadd = { name = \"zone\", type = \"String\", mandatory = true }").unwrap();
        assert_eq!(member(&model, "zone").unwrap().mandatory, Mandatory::Yes);
    }

    #[test]
    fn a_page_and_a_table_can_be_dropped() {
        assert!(corrected("drop = true").unwrap().operations.is_empty());
        assert!(corrected("table = 3\ndrop = true").unwrap().operations[0].body.is_none());
    }

    #[test]
    fn merged_tables_state_the_same_rows() {
        let model = corrected("table = 4\nmerge = { table = 3 }").unwrap();
        let with =
            |name: &str| model.types.iter().filter(|ty| ty.members.iter().any(|member| member.name == name)).count();
        assert_eq!(with("subnet_id"), with("image_id"));
    }

    #[test]
    fn a_correction_that_finds_nothing_says_what_is_there() {
        let told = |entry: &str| {
            let toml =
                format!("[service]\ncrate = \"hwc-x\"\ntitle = \"X\"\n[[correction]]\nreason = \"r\"\n{entry}\n");
            let config = ServiceConfig::parse("x", &toml).unwrap();
            correct(&mut extract_pages("p.txt", read(PAGE.as_bytes())), &config.corrections)[0].to_string()
        };
        let row = told("page = \"p.txt\"\ntable = 3\nrow = \"vpcid\"\ndrop = true");
        assert!(row.ends_with("no such row; did you mean `vpc_id`?"), "{row}");
        let page = told("page = \"p.text\"\ndrop = true");
        assert!(page.ends_with("no such page; did you mean `p.txt`?"), "{page}");
        let table = told("page = \"p.txt\"\ntable = 99\ndrop = true");
        assert!(table.contains("no table with this number; it has "), "{table}");
        let ty = told("page = \"p.txt\"\ntable = 3\nrow = \"vpc_id\"\nretype = \"Sting\"");
        assert!(ty.contains("its type is not known"), "{ty}");
    }

    #[test]
    fn a_correction_that_changes_nothing_says_why() {
        let why = |entry: &str| corrected(entry).unwrap_err();
        assert_eq!(why("table = 3\nrow = \"vpc_id\"\nmandatory = true"), Why::AlreadySo);
        assert_eq!(why("table = 3\nrow = \"vpc_id\"\nretype = \"String\""), Why::AlreadySo);
        assert_eq!(why("table = 3\nrow = \"vpcid\"\ndrop = true"), Why::RowAbsent);
        assert_eq!(why("table = 99\ndrop = true"), Why::TableAbsent);
        assert_eq!(why("table = 3\nadd = { name = \"vpc_id\", type = \"String\" }"), Why::AlreadySo);
        assert_eq!(why("table = 3\nmerge = { table = 3 }"), Why::AlreadySo);
        assert_eq!(why("table = 3\nmerge = { page = \"q.txt\", table = 3 }"), Why::PageAbsent);
    }
}
