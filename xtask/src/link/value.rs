//! The type of a row's value: what its type column says, and the table that it leads to.

use hwc_model::Type;

use super::claims::{is_numbered_for, lists_members, told};
use super::evidence::Shape;
use super::graph::Graph;
use super::index::TableKey;
use crate::extract::{Reference, Role, RowFacts, Side, TypeExpr, is_header_name, is_structured, references};
use crate::lint::{Finding, Lint};
use crate::vocabulary::{self, Cue};

impl Graph<'_> {
    /// The type of a row's value.
    pub(super) fn value_type(&mut self, row: &RowFacts, key: TableKey) -> Type {
        let expr = &row.ty.expr;
        if let TypeExpr::Scalar(scalar) = expr {
            self.check_scalar(row, key);
            return scalar.clone();
        }
        if matches!(expr, TypeExpr::Absent) {
            return self.untyped(row, key);
        }
        let cases = self.claims.cases(self.index, row, key);
        let mut reading = Reading { row, key, found: None, cases };
        let ty = self.expr_type(expr, &mut reading);
        if let Some(table) = reading.found.filter(|_| self.page(key).flattened) {
            self.remembered.entry(self.called(row, key)).or_insert(table);
        }
        let ty = match self.value_of_entries(&reading) {
            Some(value) if !matches!(ty, Type::Array(_)) => Type::Map(Box::new(value)),
            _ => ty,
        };
        self.settle_cardinality(expr, ty, &reading)
    }

    fn expr_type(&mut self, expr: &TypeExpr, reading: &mut Reading<'_>) -> Type {
        match expr {
            TypeExpr::Scalar(scalar) => scalar.clone(),
            // So is `List<List<Object>>` one of rows with cells of any kind.
            TypeExpr::Array(inner) if matches!(&**inner, TypeExpr::Array(cell) if **cell == TypeExpr::AnyObject) => {
                Type::Array(Box::new(Type::Array(Box::new(self.by_row(reading, Type::Any)))))
            }
            TypeExpr::Array(inner) => Type::Array(Box::new(self.expr_type(inner, reading))),
            TypeExpr::Map(inner) if **inner == TypeExpr::AnyObject => self.free_map(reading),
            TypeExpr::Map(inner) if matches!(**inner, TypeExpr::Any | TypeExpr::Absent) => self.open_map(reading),
            TypeExpr::Map(inner) if matches!(**inner, TypeExpr::Scalar(_)) => match self.members_of_map(reading) {
                Some(object) => object,
                None => Type::Map(Box::new(self.expr_type(inner, reading))),
            },
            TypeExpr::Map(inner) => Type::Map(Box::new(self.expr_type(inner, reading))),
            TypeExpr::Ref(reference) => self.referred(reference, reading),
            TypeExpr::AnyObject => self.by_row(reading, Type::AnyObject),
            TypeExpr::Any | TypeExpr::Absent => self.by_row(reading, Type::Any),
            TypeExpr::Unknown(_) => self.by_row(reading, Type::Any),
        }
    }

    fn referred(&mut self, reference: &Reference, reading: &mut Reading<'_>) -> Type {
        if let Some(ty) = self.by_cases(reading) {
            return ty;
        }
        // A link in the description is surer than a name in the type column.
        let by_name = reference.label.is_none() && reference.table.is_none();
        let links = &reading.row.constraints.references;
        let labels = links.iter().filter_map(|reference| reference.label.as_deref()).filter(|_| by_name);
        let linked = labels.into_iter().find_map(|label| self.index.labelled_table(label, reading.key.page));
        let numbers = || links.iter().find_map(|reference| self.index.resolve(reference, reading.key));
        let is_flattened = by_name && self.page(reading.key).flattened;
        let numbered = is_flattened
            .then(numbers)
            .flatten()
            .filter(|&table| is_numbered_for(self.index, table, reading.row, reading.key));
        let linked = linked.or(numbered).filter(|&table| lists_members(self.index, table));
        match linked.or_else(|| self.index.resolve(reference, reading.key)) {
            Some(table) => {
                reading.found = Some(table);
                self.table_type(table)
            }
            None => {
                let ty = self.by_row(reading, Type::AnyObject);
                self.name_after(&ty, reference);
                ty
            }
        }
    }

    /// A table whose caption was lost is called what the type column calls it.
    fn name_after(&mut self, ty: &Type, reference: &Reference) {
        let Type::Object(number) = ty else { return };
        let node = number.parse::<usize>().ok().and_then(|number| self.nodes.get_mut(number));
        if let Some(node) = node.filter(|node| node.name.is_none()) {
            node.name.clone_from(&reference.name);
        }
    }

    /// The table that everything but the type column leads to: the name's own link, the description, a caption that
    /// names the member, the only table left.
    pub(super) fn by_row(&mut self, reading: &mut Reading<'_>, free: Type) -> Type {
        if let Some(ty) = self.by_cases(reading) {
            return ty;
        }
        if free == Type::Any && self.holds_scalars(reading) {
            return free;
        }
        let Some(table) = self.table_of_row(reading.row, reading.key) else {
            self.report_unresolved(reading, &free);
            return free;
        };
        reading.found = Some(table);
        self.table_type(table)
    }

    /// Whether the examples show texts or numbers in a list of which nothing tells what it holds: a table that is called
    /// like it is that of another one.
    fn holds_scalars(&self, reading: &Reading<'_>) -> bool {
        let name = &reading.row.name;
        let shown = self
            .evidence
            .get(&reading.key.page)
            .is_some_and(|evidence| evidence.shows_scalars(name) && !evidence.has_keys(name));
        let mut said = reading.row.constraints.references.iter();
        shown && !said.any(|reference| self.index.resolve(reference, reading.key).is_some())
    }

    fn by_cases(&mut self, reading: &mut Reading<'_>) -> Option<Type> {
        let [first, _, ..] = reading.cases[..] else { return None };
        reading.found = Some(first);
        Some(self.type_of_cases(reading.row, &reading.cases))
    }

    pub(super) fn table_of_row(&self, row: &RowFacts, key: TableKey) -> Option<TableKey> {
        if self.flat.contains(&(key, row.row)) {
            return None;
        }
        if !self.page(key).flattened {
            return told(self.index, row, key).or_else(|| self.by_place(row, key)).or_else(|| self.by_word(row, key));
        }
        let told = told(self.index, row, key);
        // A number that leads to the row's own table, or to members that no example shows, is most likely that of another
        // page, to which the link is lost.
        let is_other = |table: TableKey| {
            let shown = self.evidence.get(&key.page);
            table == key || shown.is_some_and(|shown| shown.contradicts(&row.name, self.index.table(table)))
        };
        let own = told.filter(|&table| is_other(table));
        told.filter(|&table| !is_other(table))
            .or_else(|| self.ordered.get(&(key, self.called(row, key).2)).copied())
            .or_else(|| self.remembered.get(&self.called(row, key)).copied())
            .or_else(|| self.namesake(row, key))
            .or_else(|| self.by_place(row, key))
            .or_else(|| self.by_word(row, key))
            .or(own)
    }

    /// The table to which another row of the same name leads, on the same side of the page.
    fn namesake(&self, row: &RowFacts, key: TableKey) -> Option<TableKey> {
        let side = self.index.table(key).side;
        let tables = self.page(key).tables.iter().enumerate().filter(|(_, table)| table.side == side);
        tables.flat_map(|(table, facts)| facts.rows.iter().map(move |other| (table, other))).find_map(
            |(table, other)| {
                let is_other = other.name == row.name && other.line != row.line && is_structured(&other.ty.expr);
                let from = TableKey { page: key.page, table };
                is_other.then(|| told(self.index, other, from)).flatten().filter(|&found| found != from && found != key)
            },
        )
    }

    /// What a row calls its table: by the type, else by its own name. What has one name on one side of a page is one thing,
    /// and has one table.
    fn called(&self, row: &RowFacts, key: TableKey) -> (usize, Side, String) {
        let name = references(&row.ty.expr).into_iter().find_map(|reference| reference.name.clone());
        (key.page, self.index.table(key).side, name.unwrap_or_else(|| row.name.clone()))
    }

    /// Where nothing names a table: of the tables of members below this one that nothing else leads to, the one whose
    /// rows the examples show under this name, else the next one where the others cannot be meant.
    fn by_place(&self, row: &RowFacts, key: TableKey) -> Option<TableKey> {
        let free = self.free_tables(key);
        let evidence = self.evidence.get(&key.page)?;
        let titled = || self.by_title(row, &free);
        evidence.choose(row, &free, self.index).or_else(titled).or_else(|| {
            let next = free.iter().copied().find(|other| other.table > key.table)?;
            let table = self.index.table(next);
            let fits = names_a_type(&row.ty.expr) || self.all_have_tables(row, key, &free);
            (table.caption.is_none() && table.names.is_empty() && fits).then_some(next)
        })
    }

    /// The only one of the tables whose title has the name of the row's type among its words: `Params for connections` for
    /// `List<Params>`.
    fn by_title(&self, row: &RowFacts, free: &[TableKey]) -> Option<TableKey> {
        let name = references(&row.ty.expr).into_iter().find_map(|reference| reference.name.as_deref())?;
        let is_end = |c: char| !c.is_alphanumeric() && c != '_';
        let mut titled =
            free.iter().filter(|&&key| self.index.table(key).title().split(is_end).any(|word| word == name));
        match (titled.next(), titled.next()) {
            (Some(&key), None) => Some(key),
            _ => None,
        }
    }

    /// The tables of members on the same side of the page that nothing leads to.
    pub(super) fn free_tables(&self, key: TableKey) -> Vec<TableKey> {
        let here = self.index.table(key);
        let is_free = |other: &TableKey| {
            let table = self.index.table(*other);
            table.role == Role::Object
                && table.side == here.side
                && table.reply == here.reply
                && *other != key
                && !self.used.contains(other)
                && !self.claims.members_of_a_row(*other)
        };
        (0..self.page(key).tables.len()).map(|table| TableKey { page: key.page, table }).filter(is_free).collect()
    }

    /// The table that one word of the row's name names, where it has every member that the examples show under the row:
    /// that of `tag` for `not_tags_any`.
    fn by_word(&self, row: &RowFacts, key: TableKey) -> Option<TableKey> {
        let evidence = self.evidence.get(&key.page)?;
        let words = row.name.split(['_', '-']).filter(|word| word.len() < row.name.len());
        let mut named = words.filter_map(|word| self.index.named(word, key, true));
        let side = self.index.table(key).side;
        let fits = |&table: &TableKey| {
            let facts = self.index.table(table);
            table != key && facts.side == side && evidence.is_covered(&row.name, facts)
        };
        named.find(|table| is_structured(&row.ty.expr) && fits(table))
    }

    /// Whether there are as many tables left on a flattened page as rows from this one on that may have one: lists and
    /// objects that name none, and of which no example shows that they hold anything else.
    fn all_have_tables(&self, row: &RowFacts, key: TableKey, free: &[TableKey]) -> bool {
        let shape = |row: &RowFacts| self.evidence.get(&key.page).and_then(|evidence| evidence.shape(&row.name));
        let shown = |row: &RowFacts| {
            self.evidence.get(&key.page).is_some_and(|evidence| evidence.shows_scalars(&row.name))
                || !matches!(shape(row), None | Some(Shape::List | Shape::Object))
        };
        let is_open = |row: &&RowFacts| {
            is_structured(&row.ty.expr)
                && told(self.index, row, key).is_none()
                && !self.remembered.contains_key(&self.called(row, key))
                && !shown(row)
        };
        let rows = &self.index.table(key).rows;
        let open = rows.iter().filter(|other| other.row >= row.row).filter(is_open).count();
        self.page(key).flattened && !shown(row) && open <= free.len()
    }

    /// A type column that says `Table 3` tells no list from an object: the examples do. They also do where they
    /// contradict the type column beyond doubt, as they were copied from calls.
    fn settle_cardinality(&mut self, expr: &TypeExpr, ty: Type, reading: &Reading<'_>) -> Type {
        let open = reading.row.ty.open;
        let unstated = match expr {
            TypeExpr::Ref(reference) => reference.many.is_none(),
            TypeExpr::Unknown(_) | TypeExpr::Any => true,
            _ => false,
        };
        let Some(evidence) = self.evidence.get(&reading.key.page) else { return ty };
        let is_any = open || unstated;
        let shape = if is_any { evidence.shape(&reading.row.name) } else { evidence.cardinality(&reading.row.name) };
        match (shape, ty) {
            (Some(Shape::List), ty @ (Type::Object(_) | Type::AnyObject | Type::Any)) => {
                if !is_any {
                    self.report_cardinality(reading, "an object", "a list");
                }
                Type::Array(Box::new(ty))
            }
            (Some(Shape::Object), Type::Array(inner))
                if !unstated && matches!(*inner, Type::Object(_) | Type::AnyObject) =>
            {
                if !open {
                    self.report_cardinality(reading, "a list", "an object");
                }
                *inner
            }
            (_, ty) => ty,
        }
    }

    fn report_cardinality(&mut self, reading: &Reading<'_>, stated: &str, shown: &str) {
        let found = format!("`{}` is {stated}, and {shown} in every example", reading.row.name);
        let finding =
            Finding::new(Lint::TypeCardinality, reading.row.line, found, format!("{shown}, as the examples say"));
        self.report(reading.key.page, finding);
    }

    /// A row without a type column: a table if one is named, else what the examples show, else text.
    fn untyped(&mut self, row: &RowFacts, key: TableKey) -> Type {
        let table = self.index.table(key);
        let in_body = matches!(table.role, Role::Body | Role::Reply | Role::Object);
        if !in_body {
            return Type::String;
        }
        let shape = self.evidence.get(&key.page).and_then(|evidence| evidence.shape(&row.name));
        let wrap = |ty: Type| if shape == Some(Shape::List) { Type::Array(Box::new(ty)) } else { ty };
        match self.table_of_row(row, key) {
            Some(found) => wrap(self.table_type(found)),
            None => shape.map_or(Type::Any, Shape::scalar_type),
        }
    }

    /// A scalar beside a table of its members: linked to, or named for it while nothing else leads there.
    fn check_scalar(&mut self, row: &RowFacts, key: TableKey) {
        let labels = row.constraints.references.iter().filter_map(|reference| reference.label.as_deref());
        let linked = labels.filter_map(|label| self.index.labelled_table(label, key.page));
        let named = self.index.named(&row.name, key, false);
        let free =
            named.filter(|&table| table != key && !self.used.contains(&table) && !self.claims.members_of_a_row(table));
        let is_of_row = |&table: &TableKey| lists_members(self.index, table) && self.names_row(table, row);
        let Some(table) = linked.chain(free).find(is_of_row) else { return };
        let line = self.index.table(table).line;
        let found = format!("`{}` is of a scalar type, and the table at line {line} lists its members", row.name);
        let finding = Finding::new(Lint::TypeScalarWithTable, row.line, found, "an object or a list of objects");
        self.report(key.page, finding.suggest("if the value is JSON in a text, say so in the description"));
    }

    fn names_row(&self, key: TableKey, row: &RowFacts) -> bool {
        matches!(self.index.table(key).names.as_slice(), [name] if name.eq_ignore_ascii_case(&row.name))
    }

    fn report_unresolved(&mut self, reading: &Reading<'_>, free: &Type) {
        let (row, page) = (reading.row, reading.key.page);
        if self.flat.contains(&(reading.key, row.row)) {
            return;
        }
        let finding = match &row.ty.expr {
            TypeExpr::Unknown(text) => Finding::new(
                Lint::TypeUnknown,
                row.line,
                format!("`{}` is of the type `{text}`", row.name),
                "a type such as String, Integer, Object or Array of objects",
            ),
            expr if is_structured(expr) && !is_free_map(expr) && *free == Type::AnyObject && !has_no_members(row) => {
                unresolved(row, self.index.table(reading.key).role)
            }
            _ => return,
        };
        self.report(page, finding);
    }
}

fn unresolved(row: &RowFacts, role: Role) -> Finding {
    let is_parameter = matches!(role, Role::Uri | Role::Query | Role::Header | Role::ReplyHeader);
    if is_parameter || is_header_name(&row.name) {
        let found = format!("`{}` is an object, and stands outside of the body", row.name);
        return Finding::new(
            Lint::TypeUnresolved,
            row.line,
            found,
            "a type that a URI or a header has room for, such as String",
        );
    }
    let found = format!("no table lists the members of `{}`", row.name);
    let expected = "a table of its members, and a reference to it in the type column";
    Finding::new(Lint::TypeUnresolved, row.line, found, expected).suggest("add the table, or state the type as a map")
}

/// An object that is always null or empty has no members, and one of key-value pairs has those that callers give it.
fn has_no_members(row: &RowFacts) -> bool {
    let says = |text: &str| {
        vocabulary::has_cue(text, Cue::Null) || vocabulary::is_empty_object(text) || vocabulary::is_about_pairs(text)
    };
    row.constraints.description.as_deref().is_some_and(says)
}

/// A row on its way to a type.
pub(super) struct Reading<'r> {
    pub(super) row: &'r RowFacts,
    pub(super) key: TableKey,
    pub(super) found: Option<TableKey>,
    /// The tables that the row names, where they are several.
    cases: Vec<TableKey>,
}

/// A map of free values: the type column says all there is to say.
fn is_free_map(expr: &TypeExpr) -> bool {
    matches!(expr, TypeExpr::Map(inner) if !names_a_type(inner))
}

/// Whether the type column names a type, so that there must be a table for it.
fn names_a_type(expr: &TypeExpr) -> bool {
    match expr {
        TypeExpr::Ref(reference) => reference.name.is_some(),
        TypeExpr::Array(inner) | TypeExpr::Map(inner) => names_a_type(inner),
        _ => false,
    }
}
