//! How to learn when what an operation begins is done, concluded from the tables: it answers with the id of a job that
//! another operation tells the state of, or it creates a resource whose state another operation tells.
//!
//! The states have to be documented, and to say by their words which of them is the end. A job goes before the resource.

use std::collections::HashMap;

use hwc_model::{Fill, Member, Method, Operation, Place, Type, Waiting};

use super::paging::{Types, members, reply_type, row};
use crate::vocabulary::{
    StateWord, bare, failure_reasons, is_about_jobs, is_finished, is_job_segment, is_state, job_of, state_word,
};

/// The operations that tell a state, by what they are looked for.
pub(super) struct Asked<'o> {
    /// Those about jobs.
    of_jobs: Vec<&'o Operation>,
    /// Those about one thing, by the path above its id.
    below: HashMap<&'o str, Vec<&'o Operation>>,
}

impl<'o> Asked<'o> {
    /// Looks at each operation once.
    pub(super) fn of(all: &'o [Operation]) -> Asked<'o> {
        let mut asked = Asked { of_jobs: Vec::new(), below: HashMap::new() };
        for ask in all.iter().filter(|ask| ask.method == Method::Get) {
            let path = ask.path.trim_end_matches('/');
            if path.rsplit('/').take(2).any(is_about_jobs) {
                asked.of_jobs.push(ask);
            }
            if let Some((above, last)) = path.rsplit_once('/')
                && placeholder(last).is_some()
            {
                asked.below.entry(above).or_default().push(ask);
            }
        }
        asked
    }
}

/// Concludes it, with what it is concluded from.
pub(super) fn find_waiting(operation: &Operation, all: &Asked<'_>, types: &Types<'_>) -> Option<Waiting> {
    if matches!(operation.method, Method::Get | Method::Head | Method::Options) {
        return None;
    }
    of_job(operation, all, types).or_else(|| of_resource(operation, all, types))
}

fn of_job(operation: &Operation, all: &Asked<'_>, types: &Types<'_>) -> Option<Waiting> {
    let reply = members(reply_type(operation)?, types);
    reply.iter().filter(|member| member.ty == Type::String).find_map(|id| {
        let noun = job_of(&id.name)?;
        let mut asked: Vec<(&Operation, Fill)> =
            all.of_jobs.iter().filter_map(|&ask| Some((ask, job_fill(operation, ask, id, noun)?))).collect();
        // Of the same version first, then with the shortest path: the most general one.
        asked.sort_by_key(|(ask, _)| (ask.version != operation.version, ask.path.len()));
        asked.into_iter().find_map(|(ask, fill)| {
            let seen = format!("the reply holds `{}`{}", id.name, row(&id.source));
            waiting(ask, fill, types, is_end_of_job, seen)
        })
    })
}

/// How the id of a job is given to an operation, if that tells about jobs and asks for nothing that is not known.
fn job_fill(operation: &Operation, ask: &Operation, id: &Member, noun: &str) -> Option<Fill> {
    let mut segments = ask.path.trim_end_matches('/').rsplit('/');
    let (last, before) = (segments.next()?, segments.next()?);
    let fill =
        |place, parameter: &str| Some(Fill { place, parameter: parameter.to_owned(), member: vec![id.name.clone()] });
    let is_id = |name: &str| bare(name) == bare(&id.name) || bare(name) == "id";
    match placeholder(last) {
        Some(name) if is_id(name) && is_job_segment(before, noun) => {
            knows_path(operation, ask, Some(name)).then(|| fill(Place::Path, name))?
        }
        None if is_job_segment(last, noun) && knows_path(operation, ask, None) => {
            let one = ask.parameters.iter().find(|one| one.place == Place::Query && is_id(&one.member.name))?;
            let others = ask.parameters.iter().any(|other| {
                other.place == Place::Query
                    && other.member.name != one.member.name
                    && other.member.mandatory == hwc_model::Mandatory::Yes
            });
            if others { None } else { fill(Place::Query, &one.member.name) }
        }
        _ => None,
    }
}

/// A resource that is created: the operation that shows it has the same path and the id below.
fn of_resource(operation: &Operation, all: &Asked<'_>, types: &Types<'_>) -> Option<Waiting> {
    if operation.method != Method::Post {
        return None;
    }
    let below = all.below.get(operation.path.trim_end_matches('/'))?;
    let (ask, name) = below.iter().find_map(|&ask| {
        let name = placeholder(ask.path.trim_end_matches('/').rsplit('/').next()?)?;
        knows_path(operation, ask, Some(name)).then_some((ask, name))
    })?;
    let (member, id) = resource_id(members(reply_type(operation)?, types), name, types)?;
    let seen = format!("the reply holds `{}`{}", member.join("."), row(&id.source));
    let fill = Fill { place: Place::Path, parameter: name.to_owned(), member };
    waiting(ask, fill, types, is_usable, seen)
}

/// The member with the id of what was created, in the reply or in the object that it wraps.
fn resource_id<'t>(reply: &'t [Member], name: &str, types: &Types<'t>) -> Option<(Vec<String>, &'t Member)> {
    let find = |members: &'t [Member]| {
        let named = |wanted: &str| {
            members.iter().find(|member| member.ty == Type::String && bare(&member.name) == bare(wanted))
        };
        named(name).or_else(|| named("id")).or_else(|| named("uid"))
    };
    let own = find(reply).map(|member| (vec![member.name.clone()], member));
    own.or_else(|| {
        let mut objects = reply.iter().filter(|member| matches!(member.ty, Type::Object(_)));
        let wrapped = objects.find_map(|outer| Some((outer, find(members(&outer.ty, types))?)));
        wrapped.map(|(outer, inner)| (vec![outer.name.clone(), inner.name.clone()], inner))
    })
}

/// Whether the path asks for nothing but what the request has, the scope, and one placeholder.
fn knows_path(operation: &Operation, ask: &Operation, but: Option<&str>) -> bool {
    let known = |name: &str| Some(name) == but || operation.path.contains(&format!("{{{name}}}"));
    let mut names = ask.path.split('/').filter_map(placeholder);
    names.all(|name| known(name) || matches!(bare(name).as_str(), "projectid" | "tenantid" | "domainid"))
}

fn placeholder(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}').filter(|name| !name.is_empty() && !name.contains(['{', '}']))
}

/// Which of these states are its end.
type IsEnd = fn(&[(String, Option<StateWord>)]) -> Vec<String>;

fn is_end_of_job(states: &[(String, Option<StateWord>)]) -> Vec<String> {
    values(states, StateWord::Finished)
}

/// A resource that says only when it is ready, and never that it is on its way, needs no waiting. One that comes to an end
/// is a task: while it runs, it is on its way.
fn is_usable(states: &[(String, Option<StateWord>)]) -> Vec<String> {
    let ends: Vec<String> =
        values(states, StateWord::Finished).into_iter().filter(|value| is_finished(value)).collect();
    if values(states, StateWord::Ongoing).is_empty() {
        Vec::new()
    } else if ends.is_empty() {
        values(states, StateWord::Usable)
    } else {
        ends
    }
}

fn values(states: &[(String, Option<StateWord>)], word: StateWord) -> Vec<String> {
    states.iter().filter(|(_, is)| *is == Some(word)).map(|(value, _)| value.clone()).collect()
}

fn waiting(ask: &Operation, fill: Fill, types: &Types<'_>, is_end: IsEnd, seen: String) -> Option<Waiting> {
    let reply = members(reply_type(ask)?, types);
    let (state, member, around) = state_of(reply, types)?;
    let states: Vec<(String, Option<StateWord>)> =
        states(member).map(|value| (value.clone(), state_word(&value))).collect();
    let done = is_end(&states);
    if done.is_empty() {
        return None;
    }
    let told = format!("`{}` answers with `{}`{}", ask.key, state.join("."), row(&member.source));
    let listed = format!(
        "its values are {}",
        states.iter().map(|(value, _)| format!("`{value}`")).collect::<Vec<_>>().join(", ")
    );
    Some(Waiting {
        ask: ask.key.clone(),
        give: vec![fill],
        failed: values(&states, StateWord::Failed),
        reason: reasons(&state, around),
        state,
        done,
        evidence: vec![seen, told, listed],
    })
}

/// The state with documented values: in the reply, or in an object in it; with the members around it.
fn state_of<'t>(reply: &'t [Member], types: &Types<'t>) -> Option<(Vec<String>, &'t Member, &'t [Member])> {
    let find = |members: &'t [Member]| {
        members
            .iter()
            .find(|member| member.ty == Type::String && is_state(&member.name) && states(member).next().is_some())
    };
    if let Some(member) = find(reply) {
        return Some((vec![member.name.clone()], member, reply));
    }
    let mut objects = reply.iter().filter(|member| matches!(member.ty, Type::Object(_)));
    objects.find_map(|outer| {
        let inner = members(&outer.ty, types);
        let member = find(inner)?;
        Some((vec![outer.name.clone(), member.name.clone()], member, inner))
    })
}

/// The values that the page lists, and those that only its prose has.
fn states(member: &Member) -> impl Iterator<Item = String> {
    let values = member.values.iter().chain(&member.mentioned).map(|value| &value.value);
    values.filter_map(|value| if let hwc_model::Scalar::Text(text) = value { Some(text.clone()) } else { None })
}

/// Members beside the state that tell why it failed.
fn reasons(state: &[String], around: &[Member]) -> Vec<Vec<String>> {
    let found = failure_reasons()
        .iter()
        .filter_map(|reason| around.iter().find(|member| member.ty == Type::String && bare(&member.name) == *reason));
    let above = &state[..state.len().saturating_sub(1)];
    found.map(|member| above.iter().cloned().chain([member.name.clone()]).collect()).collect()
}
