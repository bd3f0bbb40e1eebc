//! Decisions of `service.toml` about lists in pages and about waiting, in place of what was concluded from the tables.
//!
//! A decision that decides nothing is idle, and that is an error as with corrections: the tables now say so themselves, or
//! the entry never meant them.

use std::collections::BTreeMap;

use hwc_model::{Fill, Model, Next, Paging, PagingStyle, Place, Waiting};
use serde::Deserialize;

use crate::correct::{Idle, Why};

/// How a list is continued, in the words of `service.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PagingDecision {
    /// Key of the operation.
    pub operation: String,
    /// In which way; `none` where it is no list in pages.
    pub style: Style,
    /// The parameter that says where a page begins.
    pub parameter: Option<String>,
    /// The parameter that says how many items a page has.
    pub limit: Option<String>,
    /// Both are members of the body.
    #[serde(default)]
    pub in_body: bool,
    /// Number of the first page.
    #[serde(default)]
    pub first: i64,
    /// The member of the reply that holds the items; absent where the reply itself is the list.
    pub items: Option<String>,
    /// The number of items in all, with `.` between names.
    pub total: Option<String>,
    /// The mark or the link of the next page, with `.` between names.
    pub next: Option<String>,
    /// The member of the last item that is the mark.
    pub last_item: Option<String>,
    /// Why we know.
    pub reason: String,
}

/// In which way a list is continued, if at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Style {
    None,
    Offset,
    Page,
    Marker,
    Link,
}

/// How to learn when something is done, in the words of `service.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WaitingDecision {
    /// Key of the operation.
    pub operation: String,
    /// Key of the operation that tells the state; absent where there is nothing to wait for.
    pub ask: Option<String>,
    /// Parameters of that operation, each with the member of the reply that gives it, with `.` between names.
    #[serde(default)]
    pub give: BTreeMap<String, String>,
    /// The state, with `.` between names.
    #[serde(default)]
    pub state: String,
    /// States in which it is done.
    #[serde(default)]
    pub done: Vec<String>,
    /// States in which it has failed.
    #[serde(default)]
    pub failed: Vec<String>,
    /// Members that tell why it failed, with `.` between names.
    #[serde(default)]
    pub failure: Vec<String>,
    /// Why we know.
    pub reason: String,
}

/// A decision, and the line of its entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided<T> {
    /// What was decided.
    pub decision: T,
    /// Line of the entry in `service.toml`.
    pub line: u32,
}

/// Applies all decisions; gives those that decided nothing.
pub fn decide(
    model: &mut Model,
    paging: &[Decided<PagingDecision>],
    waiting: &[Decided<WaitingDecision>],
) -> Vec<Idle> {
    let idle = |line: u32, result: Result<(), Why>| result.err().map(|why| Idle { line, why, there: None });
    let mut found: Vec<Idle> =
        paging.iter().filter_map(|one| idle(one.line, decide_paging(model, &one.decision))).collect();
    found.extend(waiting.iter().filter_map(|one| idle(one.line, decide_waiting(model, &one.decision))));
    found
}

fn decide_paging(model: &mut Model, decision: &PagingDecision) -> Result<(), Why> {
    let found = model.operations.iter_mut().find(|operation| operation.key == decision.operation);
    let operation = found.ok_or(Why::OperationAbsent)?;
    let decided = decision.to_model();
    let before = operation.paging.take().map(|paging| Paging { evidence: Vec::new(), ..paging });
    let is_so = before == decided.clone().map(|paging| Paging { evidence: Vec::new(), ..paging });
    operation.paging = decided;
    if is_so { Err(Why::AlreadySo) } else { Ok(()) }
}

fn decide_waiting(model: &mut Model, decision: &WaitingDecision) -> Result<(), Why> {
    let ask = decision.ask.as_deref();
    let asked = ask.and_then(|key| model.operations.iter().find(|operation| operation.key == key));
    let path = match (ask, asked) {
        (Some(_), None) => return Err(Why::OperationAbsent),
        (_, asked) => asked.map(|operation| operation.path.clone()).unwrap_or_default(),
    };
    let found = model.operations.iter_mut().find(|operation| operation.key == decision.operation);
    let operation = found.ok_or(Why::OperationAbsent)?;
    let decided = decision.to_model(&path);
    let before = operation.waiting.take().map(|waiting| Waiting { evidence: Vec::new(), ..waiting });
    let is_so = before == decided.clone().map(|waiting| Waiting { evidence: Vec::new(), ..waiting });
    operation.waiting = decided;
    if is_so { Err(Why::AlreadySo) } else { Ok(()) }
}

impl PagingDecision {
    fn to_model(&self) -> Option<Paging> {
        let style = match self.style {
            Style::None => return None,
            Style::Offset => PagingStyle::Offset,
            Style::Page => PagingStyle::Page,
            Style::Marker => PagingStyle::Marker,
            Style::Link => PagingStyle::Link,
        };
        let last_item = self.last_item.clone().map(Next::LastItem);
        Some(Paging {
            style,
            parameter: self.parameter.clone(),
            limit: self.limit.clone(),
            in_body: self.in_body,
            first: self.first,
            items: self.items.clone(),
            total: self.total.as_deref().map(names).unwrap_or_default(),
            next: self.next.as_deref().map(names).map(Next::Member).or(last_item),
            evidence: vec![decided(&self.reason)],
        })
    }
}

impl WaitingDecision {
    fn to_model(&self, path: &str) -> Option<Waiting> {
        let fill = |(parameter, member): (&String, &String)| Fill {
            place: if path.contains(&format!("{{{parameter}}}")) { Place::Path } else { Place::Query },
            parameter: parameter.clone(),
            member: names(member),
        };
        Some(Waiting {
            ask: self.ask.clone()?,
            give: self.give.iter().map(fill).collect(),
            state: names(&self.state),
            done: self.done.clone(),
            failed: self.failed.clone(),
            reason: self.failure.iter().map(|path| names(path)).collect(),
            evidence: vec![decided(&self.reason)],
        })
    }
}

fn names(path: &str) -> Vec<String> {
    path.split('.').map(str::to_owned).collect()
}

fn decided(reason: &str) -> String {
    format!("service.toml: {}", reason.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::extract_pages;
    use crate::link::link;
    use crate::read::read;
    use crate::service_toml::ServiceConfig;

    const PAGE: &str = include_str!("../../spec/imetal/pages/imetal-create-instance.txt");

    /// The model of the page with one entry of `service.toml`, and what was idle.
    fn decided_by(entry: &str) -> (Model, Vec<Why>) {
        let toml = format!("[service]\ncrate = \"hwc-x\"\ntitle = \"X\"\n{entry}\n");
        let config = ServiceConfig::parse("x", &toml).unwrap();
        let mut model = link(extract_pages("p.txt", read(PAGE.as_bytes())), config.to_service()).model;
        let idle = decide(&mut model, &config.paging, &config.waiting);
        (model, idle.iter().map(|idle| idle.why).collect())
    }

    fn key() -> String {
        decided_by("").0.operations[0].key.clone()
    }

    #[test]
    fn a_decision_takes_the_place_of_the_conclusion_and_is_its_own_evidence() {
        let entry = format!(
            "[[paging]]\noperation = \"{}\"\nstyle = \"marker\"\nparameter = \"after\"\nitems = \"all\"\n\
             next = \"page.next\"\nreason = \"seen\"",
            key()
        );
        let (model, idle) = decided_by(&entry);
        let paging = model.operations[0].paging.as_ref().unwrap();
        assert_eq!((paging.style, paging.parameter.as_deref()), (PagingStyle::Marker, Some("after")));
        assert_eq!(paging.next, Some(Next::Member(vec!["page".into(), "next".into()])));
        assert_eq!((paging.evidence.as_slice(), idle), (["service.toml: seen".to_owned()].as_slice(), vec![]));
    }

    #[test]
    fn waiting_is_decided_too() {
        let entry = format!(
            "[[waiting]]\noperation = \"{0}\"\nask = \"{0}\"\ngive = {{ id = \"server.id\" }}\nstate = \"status\"\n\
             done = [\"ACTIVE\"]\nreason = \"seen\"",
            key()
        );
        let (model, idle) = decided_by(&entry);
        let waiting = model.operations[0].waiting.as_ref().unwrap();
        assert_eq!((waiting.give[0].place, waiting.give[0].member.len(), idle), (Place::Query, 2, vec![]));
    }

    #[test]
    fn a_decision_that_decides_nothing_says_why() {
        let none = |key: &str| format!("[[paging]]\noperation = \"{key}\"\nstyle = \"none\"\nreason = \"seen\"");
        assert_eq!(decided_by(&none(&key())).1, [Why::AlreadySo]);
        assert_eq!(decided_by(&none("GET /nowhere")).1, [Why::OperationAbsent]);
        let waiting = |ask: &str| format!("[[waiting]]\noperation = \"{}\"\nreason = \"seen\"\n{ask}", key());
        assert_eq!(decided_by(&waiting("ask = \"GET /nowhere\"")).1, [Why::OperationAbsent]);
        assert_eq!(decided_by(&waiting("")).1, [Why::AlreadySo]);
    }
}
