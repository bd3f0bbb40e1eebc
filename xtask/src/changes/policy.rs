//! What counts: rules that are looked at, findings that were accepted, and the gate.

use std::fmt;

use codegen::diff::{Rule, RustVerdict, Wire};
use serde::Deserialize;

use super::{Entry, Report};
use crate::suggest;

/// What a run fails on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// What breaks old clients.
    Wire,
    /// What breaks code that uses the crate.
    Rust,
    /// Every finding.
    Any,
}

/// A finding that somebody looked at and accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// Its rule.
    pub rule: Rule,
    /// Its subject; a `*` at the end stands for whatever follows.
    pub subject: String,
    /// Why it is fine.
    pub reason: String,
    /// Line of the entry.
    pub line: usize,
}

/// What was decided about findings.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// The rules that are looked at; all of them where there is none.
    pub only: Vec<Rule>,
    /// Rules whose findings do not count.
    pub allow: Vec<Rule>,
    /// Findings that do not count.
    pub accept: Vec<Acceptance>,
    /// What a run fails on.
    pub gate: Option<Gate>,
}

/// What became of a report under a policy.
#[derive(Clone, Debug, Default)]
pub struct Ruled {
    /// Findings at the gate.
    pub hits: usize,
    /// Acceptances that fit no finding.
    pub stale: Vec<Acceptance>,
}

/// An acceptance file that cannot be read: line and fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyError {
    /// Line, from 1.
    pub line: usize,
    /// What was found and what was expected.
    pub message: String,
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.message)
    }
}

impl std::error::Error for PolicyError {}

impl Policy {
    /// Leaves out what is not looked at, marks what is accepted, and counts what is at the gate.
    pub fn apply(&self, report: &mut Report) -> Ruled {
        let before = report.entries.len();
        report.entries.retain(|entry| self.is_looked_at(entry.rule));
        report.left_out = before - report.entries.len();
        let mut used = vec![false; self.accept.len()];
        for entry in &mut report.entries {
            if let Some(at) = self.accept.iter().position(|acceptance| acceptance.fits(entry)) {
                used[at] = true;
                entry.accepted = Some(self.accept[at].reason.clone());
            }
        }
        let hits = report.entries.iter().filter(|entry| entry.accepted.is_none() && self.is_hit(entry)).count();
        let unused =
            self.accept.iter().zip(used).filter(|(acceptance, used)| !used && self.is_looked_at(acceptance.rule));
        Ruled { hits, stale: unused.map(|(acceptance, _)| acceptance.clone()).collect() }
    }

    fn is_looked_at(&self, rule: Rule) -> bool {
        (self.only.is_empty() || self.only.contains(&rule)) && !self.allow.contains(&rule)
    }

    fn is_hit(&self, entry: &Entry) -> bool {
        match self.gate {
            None => false,
            Some(Gate::Wire) => entry.wire == Wire::Breaking,
            Some(Gate::Rust) => entry.rust == RustVerdict::Breaking,
            Some(Gate::Any) => true,
        }
    }
}

impl Acceptance {
    fn fits(&self, entry: &Entry) -> bool {
        let subject = match self.subject.strip_suffix('*') {
            Some(start) => entry.subject.starts_with(start),
            None => entry.subject == self.subject,
        };
        subject && entry.rule == self.rule
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accept: Vec<toml::Spanned<RawAcceptance>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAcceptance {
    rule: String,
    subject: String,
    reason: String,
}

/// Reads an acceptance file: entries `[[accept]]` with `rule`, `subject` and `reason`.
pub fn parse_acceptances(text: &str) -> Result<Vec<Acceptance>, PolicyError> {
    let line_of = |at: usize| text.get(..at).unwrap_or(text).matches('\n').count() + 1;
    let file: File = toml::from_str(text).map_err(|error| PolicyError {
        line: line_of(error.span().map_or(0, |span| span.start)),
        message: error.message().trim_end().replace('\n', ", "),
    })?;
    let read = |raw: toml::Spanned<RawAcceptance>| {
        let line = line_of(raw.span().start);
        let RawAcceptance { rule, subject, reason } = raw.into_inner();
        if reason.trim().is_empty() {
            return Err(PolicyError { line, message: "an acceptance without a reason".to_owned() });
        }
        let rule = parse_rule(&rule).map_err(|message| PolicyError { line, message })?;
        Ok(Acceptance { rule, subject, reason, line })
    };
    file.accept.into_iter().map(read).collect()
}

/// The rule of an id, or what was probably meant.
pub fn parse_rule(id: &str) -> Result<Rule, String> {
    if let Some(rule) = Rule::of_id(id) {
        return Ok(rule);
    }
    let nearest = suggest::nearest(id, Rule::all().map(Rule::id));
    let meant = nearest.map_or("spec/RULES.md lists them".to_owned(), |nearest| format!("did you mean `{nearest}`?"));
    Err(format!("no rule has the id {id:?}; {meant}"))
}
