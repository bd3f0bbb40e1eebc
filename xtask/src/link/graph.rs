//! The types of a service while they are built: each table of members is a node, each row finds the node of its value.

use std::collections::{HashMap, HashSet};

use hwc_model::{Mandatory, Member, ObjectType, Source, Type};

use super::claims::Claims;
use super::evidence::Evidence;
use super::flat;
use super::index::{Index, TableKey};
use super::listed::listed_values;
use super::order::{Ordered, by_order};
use super::rowless::{Rowless, rowless};
use crate::extract::{PageFacts, RowFacts, Side, TypeExpr, is_secret, is_structured, references};
use crate::lint::{Finding, Lint};
use crate::vocabulary::{self, RowName};

/// Objects under construction. While they are, [`Type::Object`] holds the number of a node.
pub(super) struct Graph<'p> {
    pub(super) index: &'p Index<'p>,
    pub(super) nodes: Vec<ObjectType>,
    by_table: HashMap<TableKey, Type>,
    /// Tables that some row or root has led to.
    pub(super) used: HashSet<TableKey>,
    /// What is wrong with rows, by page.
    pub(super) findings: Vec<(usize, Finding)>,
    /// Which rows lead to which tables.
    pub(super) claims: Claims,
    /// Rows whose members stand beside them in their table.
    pub(super) flat: HashSet<(TableKey, u32)>,
    /// Tables of one row for the whole, while that row is read.
    whole: HashSet<TableKey>,
    /// Where rows led on flattened pages, by what they call the table.
    pub(super) remembered: HashMap<(usize, Side, String), TableKey>,
    /// Tables that the order of a flattened page tells.
    pub(super) ordered: Ordered,
    /// Objects that several tables describe.
    pub(super) by_cases: HashMap<Vec<TableKey>, Type>,
    pub(super) evidence: HashMap<usize, Evidence>,
    /// Tables that are called after something which has no row.
    pub(super) rowless: Rowless,
}

impl<'p> Graph<'p> {
    /// A graph without nodes.
    pub(super) fn new(index: &'p Index<'p>) -> Graph<'p> {
        Graph {
            index,
            ordered: Ordered::new(),
            claims: Claims::of(index),
            flat: HashSet::new(),
            by_cases: HashMap::new(),
            whole: HashSet::new(),
            remembered: HashMap::new(),
            nodes: Vec::new(),
            by_table: HashMap::new(),
            used: HashSet::new(),
            findings: Vec::new(),
            evidence: HashMap::new(),
            rowless: Rowless::new(),
        }
    }

    /// Gathers what examples and the order of tables tell, before any row is read: a table of one page may be read for the
    /// row of another.
    pub(super) fn look_ahead(&mut self) {
        let pages = self.index.pages.iter().enumerate().filter(|(_, facts)| facts.operation.is_some());
        self.evidence = pages.map(|(page, facts)| (page, Evidence::of(facts))).collect();
        self.ordered = by_order(self.index, &self.evidence);
        self.rowless = rowless(self.index, &self.claims, &self.evidence);
    }

    /// The page of a table.
    pub(super) fn page(&self, key: TableKey) -> &'p PageFacts {
        &self.index.pages[key.page]
    }

    /// Reports something about a page.
    pub(super) fn report(&mut self, page: usize, finding: Finding) {
        self.findings.push((page, finding));
    }

    /// The type that a table describes: an object, or a map or list where its only row says so.
    pub(super) fn table_type(&mut self, key: TableKey) -> Type {
        self.used.insert(key);
        if let Some(ty) = self.by_table.get(&key) {
            return ty.clone();
        }
        let table = self.index.table(key);
        let rows: Vec<&RowFacts> = table.rows.iter().collect();
        let name = table.names.first().cloned();
        let source = Source { page: self.page(key).path.clone(), table: key.table as u32 + 1, row: 0 };
        if let Some(ty) = self.whole_type(&rows, key) {
            self.by_table.insert(key, ty.clone());
            return ty;
        }
        let node = self.reserve(name, source);
        let ty = Type::Object(node.to_string());
        // Known before its rows are read, so that a table may refer to itself.
        self.by_table.insert(key, ty.clone());
        self.nodes[node].members = self.members(&rows, key);
        let more = self.members_without_rows(&rows, key);
        self.nodes[node].members.extend(more);
        ty
    }

    /// An object of rows that need not be a table's own.
    pub(super) fn object(&mut self, name: Option<String>, rows: &[&RowFacts], key: TableKey) -> Type {
        self.used.insert(key);
        if let Some(ty) = self.whole_type(rows, key) {
            return ty;
        }
        let source = Source { page: self.page(key).path.clone(), table: key.table as u32 + 1, row: 0 };
        let node = self.reserve(name, source);
        self.nodes[node].members = self.members(rows, key);
        Type::Object(node.to_string())
    }

    /// An object of one member, made for a table.
    pub(super) fn object_of(&mut self, member: Member, key: TableKey) -> Type {
        let source = Source { page: self.page(key).path.clone(), table: key.table as u32 + 1, row: 0 };
        let node = self.reserve(None, source);
        self.nodes[node].members.push(member);
        Type::Object(node.to_string())
    }

    /// The members of an object, as far as they are known.
    pub(super) fn members_of(&self, ty: &Type) -> Option<&[Member]> {
        let Type::Object(node) = ty else { return None };
        let node = self.nodes.get(node.parse::<usize>().ok()?)?;
        Some(&node.members)
    }

    fn reserve(&mut self, name: Option<String>, source: Source) -> usize {
        let id = self.nodes.len();
        self.nodes.push(ObjectType { id: id.to_string(), name, description: None, members: Vec::new(), source });
        id
    }

    /// A table whose only row stands for the whole: `[items]`, `{Custom key}`, `-`.
    fn whole_type(&mut self, rows: &[&RowFacts], key: TableKey) -> Option<Type> {
        let [row] = rows else { return None };
        let name = vocabulary::row_name(&row.name);
        if name == RowName::Plain {
            return None;
        }
        if !self.whole.insert(key) {
            // The row leads back to its own table, which then says nothing.
            return Some(Type::Any);
        }
        let value = self.value_type(row, key);
        self.whole.remove(&key);
        Some(match (name, value) {
            (RowName::Items, list @ Type::Array(_)) => list,
            (RowName::Items, item) => Type::Array(Box::new(item)),
            // The type column says it of the row itself; a map in another table is the value of a key.
            (RowName::AnyKey, map @ Type::Map(_)) if matches!(row.ty.expr, TypeExpr::Map(_)) => map,
            (RowName::AnyKey, value) => Type::Map(Box::new(value)),
            (_, value) => value,
        })
    }

    /// The members of an object: plain rows, rows of sub-parameters under their parents.
    pub(super) fn members(&mut self, rows: &[&RowFacts], key: TableKey) -> Vec<Member> {
        let mut members: Vec<Member> = Vec::new();
        let mut children = Children::default();
        let structured: HashSet<&str> =
            rows.iter().filter(|row| is_structured(&row.ty.expr)).map(|row| row.name.as_str()).collect();
        // A row that says itself whose member it is needs no example.
        let free: Vec<&RowFacts> = rows.iter().copied().filter(|row| row.parent.is_none()).collect();
        let owners = self.owners(&free, key);
        self.note_owners(rows, key);
        for row in rows {
            if vocabulary::row_name(&row.name) != RowName::Plain {
                continue;
            }
            if let Some(owner) = owners.get(row.name.as_str()).filter(|_| row.parent.is_none()) {
                children.add((*owner).to_owned(), (*row).clone());
                continue;
            }
            if let Some((parent, child)) = nested(row, &structured) {
                children.add(parent, child);
                continue;
            }
            let member = self.member(row, key);
            members.push(member);
        }
        let places: HashMap<String, usize> =
            members.iter().enumerate().rev().map(|(at, member)| (member.name.clone(), at)).collect();
        for (parent, rows) in children.in_order {
            let member = places.get(&parent).and_then(|&at| members.get_mut(at));
            let ty = self.object_of_children(&parent, &rows, key);
            match member {
                Some(member) => member.ty = replace_free(&member.ty, &ty),
                None => {
                    let first = rows.first().map(|row| row.row).unwrap_or_default();
                    members.push(plain_member(&parent, ty, first));
                }
            }
        }
        members
    }

    /// Rows whose members stand in other rows of the table, as those say: no table of members is looked for.
    fn note_owners(&mut self, rows: &[&RowFacts], key: TableKey) {
        let owner = |row: &RowFacts| {
            row.parent.clone().or_else(|| {
                let parent = row.name.split_once('.')?.0;
                Some(parent.trim_end_matches("[]").trim_end_matches("[*]").to_owned())
            })
        };
        let owners: HashSet<String> = rows.iter().filter_map(|row| owner(row)).collect();
        let told = rows.iter().filter(|row| owners.contains(&row.name));
        self.flat.extend(told.map(|row| (key, row.row)));
    }

    /// Rows that belong below other rows of their table, as the examples show.
    fn owners<'r>(&mut self, rows: &[&'r RowFacts], key: TableKey) -> HashMap<&'r str, &'r str> {
        let Some(evidence) = self.evidence.get(&key.page) else { return HashMap::new() };
        let is_open = |row: &RowFacts| {
            let referred =
                references(&row.ty.expr).into_iter().any(|reference| self.index.resolve(reference, key).is_some());
            // A table of the other side that has the name may be that of another object.
            let here = self.index.table(key).side;
            let own = self
                .table_of_row(row, key)
                .filter(|table| self.index.table(*table).side == here || !row.constraints.references.is_empty());
            is_structured(&row.ty.expr) && !referred && own.is_none()
        };
        let owners = flat::owners(rows, evidence, is_open);
        if owners.is_empty() {
            return owners;
        }
        let owning: HashSet<&str> = owners.values().copied().collect();
        let lines: HashSet<u32> = self.index.table(key).rows.iter().map(|own| own.line).collect();
        let of_table = rows.iter().copied().filter(|row| lines.contains(&row.line));
        // Those whose members stand in this very table.
        let flat: HashSet<&str> =
            of_table.clone().filter_map(|child| owners.get(child.name.as_str()).copied()).collect();
        let told: Vec<&RowFacts> = of_table.filter(|row| flat.contains(row.name.as_str())).collect();
        let is_owner = |row: &&&RowFacts| owning.contains(row.name.as_str());
        self.flat.extend(rows.iter().filter(is_owner).map(|row| (key, row.row)));
        for row in told {
            let found = format!("the members of `{}` stand beside it in one table", row.name);
            self.report(key.page, Finding::new(Lint::RowsFlattened, row.line, found, "a table of its members"));
        }
        owners
    }

    /// Rows such as `subject.user_id` as the object that the row `subject` holds.
    fn object_of_children(&mut self, parent: &str, rows: &[RowFacts], key: TableKey) -> Type {
        let rows: Vec<&RowFacts> = rows.iter().collect();
        self.object(Some(parent.to_owned()), &rows, key)
    }

    /// A row as a member.
    pub(super) fn member(&mut self, row: &RowFacts, key: TableKey) -> Member {
        let ty = self.value_type(row, key);
        let constraints = &row.constraints;
        let listed = listed_values(self.index, row, key, &ty);
        let mandatory = match row.mandatory {
            Mandatory::No if constraints.conditional_mandatory => Mandatory::Conditional,
            stated => stated,
        };
        Member {
            name: row.name.clone(),
            secret: is_secret(&row.name, &row.ty.expr),
            mandatory,
            nullable: constraints.nullable,
            read_only: constraints.read_only,
            bounds: constraints.bounds.clone(),
            default: constraints.default.clone(),
            values: constraints.values.iter().cloned().chain(listed).collect(),
            mentioned: constraints.mentioned.clone(),
            unit: constraints.unit.clone(),
            deprecated: constraints.deprecated.clone(),
            description: constraints.description.clone(),
            source: Source { page: String::new(), table: 0, row: row.row },
            ty,
        }
    }
}

/// `subject.user_id` beside a row `subject` of the same table, or a row of a column for sub-parameters.
fn nested(row: &RowFacts, structured: &HashSet<&str>) -> Option<(String, RowFacts)> {
    if let Some(parent) = &row.parent {
        return Some((parent.clone(), RowFacts { parent: None, ..row.clone() }));
    }
    let (parent, child) = row.name.split_once('.')?;
    let parent = parent.trim_end_matches("[]").trim_end_matches("[*]");
    structured.get(parent)?;
    Some((parent.to_owned(), RowFacts { name: child.to_owned(), ..row.clone() }))
}

/// Rows by the row that they belong below, in the order in which those are named first.
#[derive(Default)]
struct Children {
    in_order: Vec<(String, Vec<RowFacts>)>,
    places: HashMap<String, usize>,
}

impl Children {
    fn add(&mut self, parent: String, child: RowFacts) {
        let place = *self.places.entry(parent).or_insert_with_key(|parent| {
            self.in_order.push((parent.clone(), Vec::new()));
            self.in_order.len() - 1
        });
        self.in_order[place].1.push(child);
    }
}

/// The type with its free object or value replaced.
fn replace_free(ty: &Type, object: &Type) -> Type {
    match ty {
        Type::Array(inner) => Type::Array(Box::new(replace_free(inner, object))),
        Type::Map(inner) => Type::Map(Box::new(replace_free(inner, object))),
        Type::Any | Type::AnyObject => object.clone(),
        other => other.clone(),
    }
}

/// A member of which only name and type are known.
pub(super) fn plain_member(name: &str, ty: Type, row: u32) -> Member {
    Member {
        name: name.to_owned(),
        ty,
        mandatory: Mandatory::Unstated,
        nullable: false,
        read_only: false,
        secret: false,
        bounds: hwc_model::Bounds::default(),
        default: None,
        values: Vec::new(),
        mentioned: Vec::new(),
        unit: None,
        deprecated: None,
        description: None,
        source: Source { page: String::new(), table: 0, row },
    }
}
