//! What of a request is not as documented: each fault with its place and what was expected there.

use hwc_model::{Mandatory, Member, Operation, Parameter, Place, Source};

use crate::log::Request;
use crate::service::Known;

mod place;
mod text;
mod value;

use place::At;
pub(crate) use value::essence;

/// A message with a thousand faults helps nobody.
const MOST: usize = 20;

/// What is refused beyond the documentation's musts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    /// Refuse values that an enumeration does not list.
    pub(crate) unknown_values: bool,
    /// Refuse members, query parameters and the like that no table lists.
    pub(crate) unknown_members: bool,
}

/// A check in progress.
pub(crate) struct Check<'a> {
    known: &'a Known,
    rules: Rules,
    faults: Vec<String>,
    /// The row of the table that is being looked at.
    row: Option<Source>,
}

/// Checks a request against its operation; `path` has the values of the placeholders by name.
pub(crate) fn request(
    operation: &Operation,
    path: &[(&str, &str)],
    request: &Request,
    known: &Known,
    rules: Rules,
) -> Vec<String> {
    let mut check = Check { known, rules, faults: Vec::new(), row: None };
    for parameter in &operation.parameters {
        check.row = Some(within(&operation.source, &parameter.member.source));
        check.parameter(parameter, path, request);
    }
    check.row = None;
    if rules.unknown_members {
        check.unknown_query(operation, request);
    }
    if let Some(body) = &operation.body {
        check.body(body, request);
    }
    check.faults
}

impl<'a> Check<'a> {
    fn fault(&mut self, at: &At<'_>, what: impl std::fmt::Display) {
        if self.faults.len() < MOST {
            let row = self.row.as_ref().filter(|row| row.row > 0);
            let row = row.map(|row| format!(" ({}, table {}, row {})", row.page, row.table, row.row));
            self.faults.push(format!("{at}: {what}{}", row.unwrap_or_default()));
        }
    }

    fn parameter(&mut self, parameter: &'a Parameter, path: &[(&str, &str)], request: &Request) {
        let member = &parameter.member;
        match parameter.place {
            Place::Path => {
                let values = path.iter().filter(|(name, _)| *name == member.name).map(|(_, value)| *value);
                self.texts(member, &At::Root("path"), values);
            }
            Place::Query => {
                let values = request.query.iter().filter(|(name, _)| *name == member.name).map(|(_, v)| v.as_str());
                self.given(member, "query", values);
            }
            Place::Header if is_of_transport(&member.name) => {}
            Place::Header => self.given(member, "header", request.header(&member.name).into_iter()),
        }
    }

    fn given<'v>(&mut self, member: &'a Member, place: &str, values: impl Iterator<Item = &'v str>) {
        let mut values = values.peekable();
        let root = At::Root(place);
        if values.peek().is_none() && member.mandatory == Mandatory::Yes {
            self.fault(&root.member(&member.name), "mandatory parameter is missing");
        }
        self.texts(member, &root, values);
    }

    fn unknown_query(&mut self, operation: &Operation, request: &Request) {
        for (name, _) in &request.query {
            let is_known = |p: &Parameter| p.place == Place::Query && p.member.name == *name;
            if !operation.parameters.iter().any(is_known) {
                self.fault(&At::Root("query").member(name), "no such parameter is documented");
            }
        }
    }
}

/// Where a row stands, with what it leaves to the item around it.
fn within(around: &Source, row: &Source) -> Source {
    let page = if row.page.is_empty() { &around.page } else { &row.page };
    let table = if row.table == 0 && row.page.is_empty() { around.table } else { row.table };
    Source { page: page.clone(), table, row: row.row }
}

/// Headers that the client's library or its credentials send, whatever the page says about them.
pub(crate) fn is_of_transport(name: &str) -> bool {
    const NAMES: [&str; 8] =
        ["accept", "authorization", "content-length", "content-type", "date", "host", "x-auth-token", "x-sdk-date"];
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests;
