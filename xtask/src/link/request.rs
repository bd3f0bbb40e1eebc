//! The request side of an operation: each row of its tables is a parameter in path, query or header, or a member of the body.

use std::collections::HashSet;

use hwc_model::{Authentication, Body, Mandatory, Parameter, Place, Type};

use super::cases;
use super::elsewhere;
use super::graph::{Graph, plain_member};
use super::identity::placeholders;
use super::index::TableKey;
use super::level::at_its_level;
use crate::extract::{
    OperationFacts, Role, RowFacts, RowPlace, Side, TableFacts, TypeExpr, is_header_name, takes_body,
};
use crate::lint::{Finding, Lint};
use crate::vocabulary;

/// The request of an operation.
#[derive(Default)]
pub(super) struct Request {
    pub(super) parameters: Vec<Parameter>,
    pub(super) body: Option<Body>,
    pub(super) authentication: Vec<Authentication>,
    /// Media type that a row for `Content-Type` states.
    media_type: Option<String>,
    /// Whether that row has forms among the media types.
    may_be_form: bool,
}

/// Puts the request together.
pub(super) fn link_request<'p>(graph: &mut Graph<'p>, page: usize, operation: &'p OperationFacts) -> Request {
    let mut sorter = Sorter::new(page, operation);
    for (table, facts) in graph.index.pages[page].tables.iter().enumerate() {
        if matches!(facts.role, Role::Uri | Role::Query | Role::Header | Role::Body) {
            sorter.table(graph, TableKey { page, table }, facts);
        }
    }
    if sorter.body.is_empty() && operation.method.is_some_and(takes_body) {
        sorter.tables_elsewhere(graph);
    }
    sorter.finish(graph)
}

struct Sorter<'p> {
    page: usize,
    operation: &'p OperationFacts,
    placeholders: Vec<&'p str>,
    taken: HashSet<(Place, String)>,
    body: Vec<(TableKey, &'p RowFacts)>,
    request: Request,
}

impl<'p> Sorter<'p> {
    fn new(page: usize, operation: &'p OperationFacts) -> Sorter<'p> {
        let mut names = placeholders(&operation.path);
        for alias in &operation.aliases {
            for name in placeholders(alias) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        let (taken, body, request) = (HashSet::new(), Vec::new(), Request::default());
        Sorter { page, operation, placeholders: names, taken, body, request }
    }

    /// The tables of other pages that the section for the request leads to.
    fn tables_elsewhere(&mut self, graph: &mut Graph<'p>) {
        for key in elsewhere::parameters(graph.index, self.operation, Side::Request, self.page) {
            self.table(graph, key, graph.index.table(key));
        }
    }

    fn table(&mut self, graph: &mut Graph<'p>, key: TableKey, table: &'p TableFacts) {
        graph.used.insert(key);
        for row in &table.rows {
            match self.destination(graph, row, table) {
                Destination::Body => self.body.push((key, row)),
                Destination::Parameter(place, name) => self.parameter(graph, row, key, place, name),
                Destination::Nowhere => {}
            }
        }
    }

    /// Where a row is sent: a column of its own decides, then the placeholders of the URI, then the table.
    fn destination(&self, graph: &mut Graph<'_>, row: &RowFacts, table: &TableFacts) -> Destination {
        let name = row.name.trim_matches(['{', '}', '*']).to_owned();
        match row.place {
            Some(RowPlace::Body) => return Destination::Body,
            Some(RowPlace::Parameter(place)) => return Destination::Parameter(place, name),
            None => {}
        }
        if let Some(placeholder) = self.placeholder(&name, row, table) {
            if placeholder != name {
                graph.report(self.page, misspelt(row, placeholder));
            }
            // A body may hold a member that is called like a placeholder which has its own row already.
            let again = table.role == Role::Body && self.taken.contains(&(Place::Path, placeholder.to_owned()));
            return if again { Destination::Body } else { Destination::Parameter(Place::Path, placeholder.to_owned()) };
        }
        match table.role {
            Role::Uri if vocabulary::is_host_word(&name) => Destination::Nowhere,
            Role::Uri if is_header_name(&name) => Destination::Parameter(Place::Header, name),
            Role::Uri => {
                self.report_unused(graph, row, table);
                Destination::Parameter(Place::Query, name)
            }
            Role::Query => {
                Destination::Parameter(if is_header_name(&name) { Place::Header } else { Place::Query }, name)
            }
            Role::Header => Destination::Parameter(Place::Header, name),
            Role::Body if self.is_of_the_query(table) => Destination::Parameter(Place::Query, name),
            _ if is_header_name(&name) => Destination::Parameter(Place::Header, name),
            _ => Destination::Body,
        }
    }

    /// Whether the URI has every name of a general table of the request in its query.
    fn is_of_the_query(&self, table: &TableFacts) -> bool {
        let says_body = vocabulary::words(table.title()).has(vocabulary::Word::Body);
        !says_body && table.rows.iter().all(|row| self.operation.query.contains(&row.name))
    }

    /// The placeholder that a row documents: by name, or spelt a little differently or by an older word in a table of the
    /// URI.
    fn placeholder(&self, name: &str, row: &RowFacts, table: &TableFacts) -> Option<&'p str> {
        let exact = self.placeholders.iter().find(|have| **have == name);
        if exact.is_some() || table.role != Role::Uri {
            return exact.copied();
        }
        let free = |have: &&&str| !self.taken.contains(&(Place::Path, (***have).to_owned()));
        let is_renamed = |have: &str| {
            let has_row = table.rows.iter().any(|row| row.name == have);
            row.mandatory == Mandatory::Yes && !has_row && vocabulary::is_same_scope(have, name)
        };
        let is_it = |have: &&&str| nearly_equal(have, name) || is_renamed(have);
        self.placeholders.iter().filter(free).find(is_it).copied()
    }

    fn report_unused(&self, graph: &mut Graph<'_>, row: &RowFacts, table: &TableFacts) {
        let caption = table.caption.as_deref().unwrap_or_default();
        if vocabulary::words(caption).has(vocabulary::Word::Path) && !self.operation.query.contains(&row.name) {
            let found =
                format!("`{}` stands under the path parameters, and the URI has no `{{{}}}`", row.name, row.name);
            let finding =
                Finding::new(Lint::PathRowUnused, row.line, found, "parameters of the query in a table of their own");
            graph.report(self.page, finding);
        }
    }

    fn parameter(&mut self, graph: &mut Graph<'_>, row: &RowFacts, key: TableKey, place: Place, name: String) {
        if place == Place::Header && self.is_transport(row, &name) {
            return;
        }
        if !self.taken.insert((place, name.clone())) {
            return;
        }
        let mut member = graph.member(row, key);
        member.name = name;
        member.source.table = key.table as u32 + 1;
        if key.page != self.page {
            member.source.page.clone_from(&graph.index.pages[key.page].path);
        }
        member.ty = parameter_type(member.ty);
        if place == Place::Path {
            if member.mandatory == Mandatory::No {
                graph.report(self.page, optional_path(row));
            }
            member.mandatory = Mandatory::Yes;
        }
        self.request.parameters.push(Parameter { place, member });
    }

    /// Rows for the token and the type of the body are no parameters: they say how to call.
    fn is_transport(&mut self, row: &RowFacts, name: &str) -> bool {
        if name.eq_ignore_ascii_case("X-Auth-Token") {
            self.request.authentication.push(Authentication::Token);
            return true;
        }
        if name.eq_ignore_ascii_case("Content-Type") {
            self.request.media_type = self.request.media_type.take().or_else(|| media_type(row));
            self.request.may_be_form |= media_types(row).any(|text| text.contains(FORM));
        }
        false
    }

    fn finish(mut self, graph: &mut Graph<'p>) -> Request {
        self.add_undocumented(graph);
        self.request.body = self.link_body(graph);
        self.request.authentication.dedup();
        let order = |place: Place| [Place::Path, Place::Query, Place::Header].iter().position(|have| *have == place);
        self.request.parameters.sort_by_key(|parameter| order(parameter.place));
        self.request
    }

    /// Placeholders and names of the query in the URI that no row documents.
    fn add_undocumented(&mut self, graph: &mut Graph<'_>) {
        for name in self.placeholders.clone() {
            if self.taken.insert((Place::Path, name.to_owned())) {
                let finding = Finding::new(
                    Lint::PlaceholderUndocumented,
                    self.operation.line,
                    format!("no row for `{{{name}}}`"),
                    "a row for each placeholder of the URI",
                );
                graph.report(self.page, finding);
                let mut member = plain_member(name, Type::String, 0);
                member.mandatory = Mandatory::Yes;
                self.request.parameters.push(Parameter { place: Place::Path, member });
            }
        }
        for name in &self.operation.query {
            if self.taken.insert((Place::Query, name.clone())) {
                let member = plain_member(name, Type::String, 0);
                self.request.parameters.push(Parameter { place: Place::Query, member });
            }
        }
    }

    fn link_body(&mut self, graph: &mut Graph<'p>) -> Option<Body> {
        let (key, _) = *self.body.first()?;
        let mut tables: Vec<TableKey> = self.body.iter().map(|(key, _)| *key).collect();
        tables.dedup();
        let whole = tables.len() == 1 && self.body.len() == graph.index.table(key).rows.len();
        let ty = if whole { graph.table_type(key) } else { self.union(graph, &tables) };
        let rows: Vec<&RowFacts> = self.body.iter().map(|(_, row)| *row).collect();
        let examples = self.operation.request_examples.iter().filter_map(|facts| facts.example.body.as_ref());
        let ty = at_its_level(graph, ty, &rows, key, examples);
        Some(Body { media_type: self.media_type(), ty })
    }

    /// What the row for `Content-Type` states, unless the body has files, which JSON cannot hold: one alone is the body,
    /// with others beside it it is part of a form.
    fn media_type(&self) -> String {
        let stated = self.request.media_type.as_deref().unwrap_or("application/json");
        let has_file = self.body.iter().any(|(_, row)| row.ty.expr == TypeExpr::Scalar(Type::Binary));
        let is_form = self.body.len() > 1 || self.request.may_be_form;
        match (has_file && stated.contains("json"), is_form) {
            (false, _) => stated,
            (true, true) => FORM,
            (true, false) => "application/octet-stream",
        }
        .to_owned()
    }

    /// The rows of several tables as those of one body: its parts, or one table for each case.
    fn union(&self, graph: &mut Graph<'p>, tables: &[TableKey]) -> Type {
        let Some(&first) = tables.first() else { return Type::AnyObject };
        let rows: Vec<&RowFacts> = self.body.iter().map(|(_, row)| *row).collect();
        if !cases::overlap(&rows) {
            return graph.object(None, &rows, first);
        }
        let lines: Vec<u32> = tables.iter().map(|&key| graph.index.table(key).line).collect();
        graph.report(self.page, cases::several(graph.index.table(first).line, "the body", &lines));
        let rows = cases::merge(&rows, tables.len());
        graph.object(None, &rows.iter().collect::<Vec<_>>(), first)
    }
}

enum Destination {
    Parameter(Place, String),
    Body,
    Nowhere,
}

/// Path, query and headers hold text: what has no scalar type is text there, a list is a list of texts.
fn parameter_type(ty: Type) -> Type {
    match ty {
        Type::Any | Type::AnyObject | Type::Object(_) | Type::Map(_) => Type::String,
        Type::Array(inner) => Type::Array(Box::new(parameter_type(*inner))),
        scalar => scalar,
    }
}

/// The media type of forms that hold files.
const FORM: &str = "multipart/form-data";

/// The media type that a row for `Content-Type` names: in its list of values, its default or its text.
fn media_type(row: &RowFacts) -> Option<String> {
    media_types(row).find_map(find_media_type)
}

/// The texts of a row for `Content-Type` in which media types may stand, the best first.
fn media_types(row: &RowFacts) -> impl Iterator<Item = &str> {
    let constraints = &row.constraints;
    let listed = constraints.values.iter().map(|value| &value.value).chain(&constraints.default);
    let texts = listed.filter_map(|value| match value {
        hwc_model::Scalar::Text(text) => Some(text.as_str()),
        _ => None,
    });
    texts.chain(constraints.description.as_deref())
}

fn find_media_type(text: &str) -> Option<String> {
    let is_end =
        |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '"' | '\'' | ')' | '(' | '*' | '`' | '。' | '，');
    let token = text.split(is_end).map(|word| word.trim_end_matches(['.', ':'])).find(|word| {
        ["application/", "multipart/", "text/", "image/"]
            .iter()
            .any(|kind| word.len() > kind.len() && word.starts_with(kind))
    })?;
    Some(token.to_owned())
}

fn misspelt(row: &RowFacts, placeholder: &str) -> Finding {
    Finding::new(
        Lint::PlaceholderMisspelt,
        row.line,
        format!("a row `{}`", row.name),
        format!("a row `{placeholder}`, as the URI spells it"),
    )
}

fn optional_path(row: &RowFacts) -> Finding {
    Finding::new(
        Lint::PathParameterOptional,
        row.line,
        format!("`{}` stands in the path and is marked as optional", row.name),
        "mandatory: a path without it is another path",
    )
}

/// The same but for case, hyphens and one slip of the pen.
fn nearly_equal(a: &str, b: &str) -> bool {
    let fold =
        |name: &str| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<Vec<char>>();
    let (a, b) = (fold(a), fold(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    const SHORTEST: usize = 5;
    if short == long {
        return true;
    }
    if short.len() < SHORTEST || long.len() - short.len() > 1 {
        return false;
    }
    let start = short.iter().zip(long.iter()).take_while(|(a, b)| a == b).count();
    let end = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    start + end + 1 >= long.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_of_the_pen_is_forgiven() {
        assert!(nearly_equal("project_id", "projecte_id"));
        assert!(nearly_equal("instanceId", "instance_id"));
        assert!(!nearly_equal("project_id", "object_id"));
        assert!(!nearly_equal("id", "ip"));
    }

    #[test]
    fn media_types_are_found_in_prose() {
        assert_eq!(find_media_type("Set it to **application/json;charset=utf8**."), Some("application/json".into()));
        assert_eq!(find_media_type("Set it to application/json;charset=utf8."), Some("application/json".into()));
        assert_eq!(find_media_type("MIME type of the body"), None);
    }
}
