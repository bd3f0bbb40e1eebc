//! What each parameter table of a page is about: by the section it stands in, what its caption says, who refers to it,
//! and where captions were lost by its place.

use std::collections::HashSet;

use hwc_model::Method;

use super::caption::{Caption, Subject};
use super::facts::{Passed, ReplyFacts, Role, RowFacts, Side};
use super::outline::Context;
use super::value_type::{Reference, TypeExpr};
use crate::vocabulary::{Section, Word};

/// A parameter table whose role is to be found.
pub(super) struct Candidate {
    /// Its caption, or the paragraph that stands for it.
    pub(super) caption: Caption,
    /// It has a caption of its own.
    pub(super) captioned: bool,
    /// What it stands under.
    pub(super) context: Context,
    /// A row of the page refers to it.
    pub(super) referenced: bool,
    /// Its rows.
    pub(super) rows: Vec<RowFacts>,
}

/// What the page knows beside its tables.
pub(super) struct Page<'p> {
    /// The method, where the page documents an operation.
    pub(super) method: Option<Method>,
    /// Whether it documents an operation.
    pub(super) has_operation: bool,
    /// Names of the rows whose values are objects or lists.
    pub(super) structured: &'p HashSet<String>,
    /// Names that types refer to and names of rows, in lower case.
    pub(super) named: &'p HashSet<String>,
    /// Captions of tables are lost in this kind of markup.
    pub(super) captions_lost: bool,
}

/// The role of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Assigned {
    pub(super) role: Role,
    pub(super) side: Side,
    pub(super) reply: ReplyFacts,
}

/// The roles of all parameter tables of a page, in order.
pub(super) fn assign_roles(candidates: &[Candidate], page: &Page<'_>) -> Vec<Assigned> {
    let mut seen = Seen::default();
    let mut assigned: Vec<Assigned> = candidates
        .iter()
        .map(|candidate| {
            let assigned = assign(candidate, page, &seen);
            seen.remember(candidate, assigned);
            assigned
        })
        .collect();
    if page.captions_lost {
        part_headers_from_bodies(candidates, &mut assigned);
    }
    promote_roots(candidates, &mut assigned, page);
    assigned
}

/// Where captions are lost, a body without objects and lists has no tables of members: where another table of the request
/// follows that nothing refers to, the first holds the headers and the second is the body.
fn part_headers_from_bodies(candidates: &[Candidate], assigned: &mut [Assigned]) {
    let is_captionless = |at: usize| !candidates[at].captioned && candidates[at].caption.subject() == Subject::General;
    // A type that was a link is lost with it.
    let may_have_members = |row: &RowFacts| is_structured(&row.ty.expr) || row.ty.expr == TypeExpr::Absent;
    let is_flat = |at: usize| !candidates[at].rows.iter().any(may_have_members);
    let Some(body) = assigned.iter().position(|assigned| assigned.role == Role::Body) else { return };
    let next = body + 1;
    let follows = assigned.get(next).is_some_and(|next| next.role == Role::Object && next.side == Side::Request);
    let is_in_request = |at: usize| candidates[at].context.place() == Some(Section::Request);
    if follows
        && [body, next].into_iter().all(|at| is_captionless(at) && is_in_request(at) && !candidates[at].referenced)
        && is_flat(body)
    {
        assigned[body].role = Role::Header;
        assigned[next].role = Role::Body;
    }
}

/// A call whose tables all look like those of objects has its body in the first that nothing refers to: its caption
/// names what is created (`Resource parameters`), not a member. A body that its own members lead back to is known by a
/// caption that names no object.
fn promote_roots(candidates: &[Candidate], assigned: &mut [Assigned], page: &Page<'_>) {
    let takes_body = page.method.is_some_and(takes_body);
    let mut rooted: HashSet<(Side, ReplyFacts)> = HashSet::new();
    for assigned in assigned.iter().filter(|assigned| matches!(assigned.role, Role::Body | Role::Query | Role::Reply)) {
        rooted.insert((assigned.side, assigned.reply));
    }
    for (candidate, assigned) in candidates.iter().zip(assigned.iter_mut()) {
        let section = candidate.context.place();
        let role = match (assigned.side, section) {
            (Side::Request, Some(Section::Request)) if takes_body => Role::Body,
            (Side::Response, Some(Section::Response)) => Role::Reply,
            _ => continue,
        };
        let root = (assigned.side, assigned.reply);
        let is_free = !candidate.referenced || matches!(candidate.caption.subject(), Subject::General | Subject::Body);
        if assigned.role == Role::Object && is_free && !rooted.contains(&root) {
            assigned.role = role;
            rooted.insert(root);
        }
    }
}

/// What was met before, for tables that only their place tells about.
#[derive(Default)]
struct Seen {
    body: bool,
    /// A body in particular, behind which no headers follow.
    whole_body: bool,
    /// The side that had a body below a heading that says so.
    headed: Option<Side>,
    /// A table of the URI has objects or lists, whose members may follow.
    open_uri: bool,
    reply: Option<ReplyFacts>,
}

impl Seen {
    fn remember(&mut self, candidate: &Candidate, assigned: Assigned) {
        self.whole_body |= assigned.role == Role::Body;
        if candidate.context.of_body && matches!(assigned.role, Role::Body | Role::Reply) {
            self.headed = Some(assigned.side);
        }
        self.open_uri |= assigned.role == Role::Uri && candidate.rows.iter().any(|row| is_structured(&row.ty.expr));
        match assigned.role {
            Role::Body | Role::Query => self.body = true,
            Role::Reply => self.reply = Some(candidate.context.reply),
            _ => {}
        }
    }
}

fn assign(candidate: &Candidate, page: &Page<'_>, seen: &Seen) -> Assigned {
    let side = side_of(candidate);
    let role = role_of(candidate, side, page, seen);
    Assigned { role, side, reply: reply_of(candidate, side, page) }
}

/// The side by the section, else by the words of the caption.
fn side_of(candidate: &Candidate) -> Side {
    match candidate.context.place() {
        Some(Section::Uri | Section::Request | Section::RequestExample) => Side::Request,
        Some(Section::Response | Section::ResponseExample | Section::Error) => Side::Response,
        _ if candidate.caption.words.has(Word::Response) => Side::Response,
        _ if candidate.caption.words.has(Word::Request) => Side::Request,
        _ => Side::Unknown,
    }
}

fn reply_of(candidate: &Candidate, side: Side, page: &Page<'_>) -> ReplyFacts {
    if side == Side::Request {
        return ReplyFacts::Unstated;
    }
    match candidate.context.reply {
        ReplyFacts::Unstated if is_about_failure(candidate, page) => ReplyFacts::Failure,
        reply => reply,
    }
}

/// Whether a caption speaks of failure, and not of a member that is called `error`.
fn is_about_failure(candidate: &Candidate, page: &Page<'_>) -> bool {
    let caption = &candidate.caption;
    let is_name = !caption.names.is_empty() && (!caption.weak || describes_a_row(candidate, page));
    caption.words.has(Word::Failure) && !is_name
}

fn role_of(candidate: &Candidate, side: Side, page: &Page<'_>, seen: &Seen) -> Role {
    if !page.has_operation || candidate.referenced && !is_of_the_query(candidate) {
        return Role::Object;
    }
    // What is sent in the URI has no members: its caption names what is asked for.
    if candidate.context.place() != Some(Section::Uri) && describes_a_row(candidate, page) {
        return Role::Object;
    }
    match candidate.context.place() {
        Some(Section::Uri) if lost_its_caption(candidate, page) && seen.open_uri => Role::Object,
        Some(Section::Uri) => uri_role(candidate),
        Some(Section::Request) => request_role(candidate, page, seen),
        Some(Section::Response) => response_role(candidate, page, seen),
        Some(Section::RequestExample | Section::ResponseExample | Section::Example) => Role::Passed(Passed::InExample),
        _ => elsewhere(candidate, side, page, seen),
    }
}

/// Whether only its place tells about the table.
fn lost_its_caption(candidate: &Candidate, page: &Page<'_>) -> bool {
    page.captions_lost && !candidate.captioned
}

/// The caption names a member that some row of the page holds: `volume field description` beside a row `volume`.
fn describes_a_row(candidate: &Candidate, page: &Page<'_>) -> bool {
    let subject = candidate.caption.subject();
    let named = candidate.caption.names.iter().map(|name| super::caption::last_step(name)).any(|name| {
        // The table that has the row is not the one of its members.
        page.structured.contains(name) && !candidate.rows.iter().any(|row| row.name == name)
    });
    named && (subject == Subject::Object || candidate.caption.weak)
}

/// `Query parameters` beside the URI: a link that leads there means another table, of this number on another page.
fn is_of_the_query(candidate: &Candidate) -> bool {
    candidate.context.place() == Some(Section::Uri) && candidate.caption.subject() == Subject::Query
}

fn uri_role(candidate: &Candidate) -> Role {
    match candidate.caption.subject() {
        Subject::Header => Role::Header,
        Subject::Query => Role::Query,
        Subject::Body => Role::Body,
        // What a row leads to has its role already: `Querying parameters` names no object.
        _ => Role::Uri,
    }
}

fn request_role(candidate: &Candidate, page: &Page<'_>, seen: &Seen) -> Role {
    match candidate.caption.subject() {
        Subject::Header => Role::Header,
        Subject::Body => Role::Body,
        Subject::Query => Role::Query,
        Subject::Path => Role::Uri,
        Subject::Object if candidate.context.of_body && seen.headed != Some(Side::Request) => Role::Body,
        Subject::Object => Role::Object,
        Subject::General if lost_its_caption(candidate, page) && seen.whole_body => Role::Object,
        Subject::General if has_only_headers(&candidate.rows) => Role::Header,
        Subject::General if lost_its_caption(candidate, page) && are_spelt_like_headers(&candidate.rows) => {
            Role::Header
        }
        Subject::General if lost_its_caption(candidate, page) && seen.body => Role::Object,
        Subject::General => whole_request(page.method),
    }
}

/// A general table of the request: its body, or the query where the method has no body.
fn whole_request(method: Option<Method>) -> Role {
    match method {
        Some(method) if !takes_body(method) => Role::Query,
        _ => Role::Body,
    }
}

/// Whether a call with the method sends a body.
pub(crate) fn takes_body(method: Method) -> bool {
    !matches!(method, Method::Get | Method::Head)
}

fn response_role(candidate: &Candidate, page: &Page<'_>, seen: &Seen) -> Role {
    match candidate.caption.subject() {
        Subject::Header => Role::ReplyHeader,
        Subject::Object if candidate.context.of_body && seen.headed != Some(Side::Response) => Role::Reply,
        Subject::Object => Role::Object,
        Subject::General if lost_its_caption(candidate, page) && seen.reply == Some(candidate.context.reply) => {
            Role::Object
        }
        Subject::General if has_only_headers(&candidate.rows) => Role::ReplyHeader,
        _ => Role::Reply,
    }
}

/// Tables outside of the sections of a call belong to it where their caption says so.
fn elsewhere(candidate: &Candidate, side: Side, page: &Page<'_>, seen: &Seen) -> Role {
    match (side, candidate.caption.subject()) {
        (Side::Unknown, Subject::Object) if candidate.context.section.is_none() && !is_named(candidate, page) => {
            Role::Passed(Passed::InProse)
        }
        (_, Subject::Object) => Role::Object,
        (Side::Request, _) => request_role(candidate, page, seen),
        (Side::Response, _) => response_role(candidate, page, seen),
        _ => Role::Passed(Passed::InProse),
    }
}

/// Whether a type or a member of the page is called like the table.
fn is_named(candidate: &Candidate, page: &Page<'_>) -> bool {
    let names = candidate.caption.names.iter().map(|name| super::caption::last_step(name));
    names.into_iter().any(|name| page.named.contains(&name.to_lowercase()))
}

fn has_only_headers(rows: &[RowFacts]) -> bool {
    !rows.is_empty() && rows.iter().all(|row| is_header_name(&row.name))
}

/// Whether all names have dashes and are of letters else, `request-type`, so that a table that says nothing else of itself
/// holds headers.
fn are_spelt_like_headers(rows: &[RowFacts]) -> bool {
    let is_like = |row: &RowFacts| {
        is_header_name(&row.name)
            || row.name.contains('-') && row.name.chars().all(|c| c.is_ascii_alphabetic() || c == '-')
    };
    !rows.is_empty() && rows.iter().all(|row| is_like(row) && !is_structured(&row.ty.expr))
}

/// Whether a name is that of a header: no member of any body is spelt so.
pub(crate) fn is_header_name(name: &str) -> bool {
    // Words such as `server` and `location` are members where they are written small.
    const COMMON: [&str; 13] = [
        "Authorization",
        "Accept",
        "Host",
        "Date",
        "ETag",
        "Location",
        "Connection",
        "Server",
        "Range",
        "Origin",
        "Expires",
        "Vary",
        "Allow",
    ];
    let starts = |prefix: &str| name.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
    (starts("X-") && !name.contains('_')) || starts("Content-") || is_in_capitals(name) || COMMON.contains(&name)
}

/// `If-Match`, `Client-Request-Id`
fn is_in_capitals(name: &str) -> bool {
    let is_part = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(|first| first.is_ascii_uppercase())
            && letters.clone().next().is_some()
            && letters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    name.contains('-') && name.split('-').all(is_part)
}

/// Names of the rows whose values have members of their own, as far as the type column tells.
pub(super) fn structured_names<'r>(rows: impl Iterator<Item = &'r RowFacts>) -> HashSet<String> {
    rows.filter(|row| is_structured(&row.ty.expr)).map(|row| super::caption::last_step(&row.name).to_owned()).collect()
}

/// Names of rows, and those by which their types refer to tables.
pub(super) fn names_of<'r>(rows: impl Iterator<Item = &'r RowFacts>) -> HashSet<String> {
    let mut names = HashSet::new();
    for row in rows {
        names.insert(super::caption::last_step(&row.name).to_lowercase());
        names.extend(
            references(&row.ty.expr)
                .into_iter()
                .filter_map(|reference| reference.name.as_deref())
                .map(str::to_lowercase),
        );
    }
    names
}

/// Whether a type column tells of an object, a list of unknown things or a table.
pub(crate) fn is_structured(expr: &TypeExpr) -> bool {
    match expr {
        TypeExpr::AnyObject | TypeExpr::Any | TypeExpr::Ref(_) => true,
        TypeExpr::Array(inner) | TypeExpr::Map(inner) => is_structured(inner),
        TypeExpr::Scalar(_) | TypeExpr::Unknown(_) | TypeExpr::Absent => false,
    }
}

/// References in the type column.
pub(crate) fn references(expr: &TypeExpr) -> Vec<&Reference> {
    match expr {
        TypeExpr::Ref(reference) => vec![reference],
        TypeExpr::Array(inner) | TypeExpr::Map(inner) => references(inner),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_told_by_their_capitals() {
        for name in ["X-Auth-Token", "content-type", "Client-Request-Id", "If-None-Match", "Location"] {
            assert!(is_header_name(name), "{name}");
        }
        for name in ["location", "OS-EXT-IPS:type", "OS-FEDERATION", "changes-since", "x-auth_token", "Name", "-", "A-"]
        {
            assert!(!is_header_name(name), "{name}");
        }
    }
}
