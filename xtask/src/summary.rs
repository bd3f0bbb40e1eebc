//! What changed in an API, in one screen: two models compared fact by fact.
//!
//! A model is flattened to facts with a place (`POST /v2/…`, then `query limit`, then a value). What is added or removed
//! as a whole counts once, whatever is in it.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use hwc_model::{Mandatory, Member, Model, Place, Scalar, Type};

/// Lines of changes that fit a screen; how many more there are is told.
const LINES: usize = 24;

/// A place, outermost part first, and what stands there.
type Facts = BTreeMap<Vec<String>, String>;

/// How an API changed, one line a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// What is gone.
    pub removed: Vec<String>,
    /// What is stated differently.
    pub changed: Vec<String>,
    /// What is new.
    pub added: Vec<String>,
}

impl Summary {
    /// How one model differs from the one before.
    pub fn of(old: &Model, new: &Model) -> Summary {
        let (old, new) = (facts(old), facts(new));
        Summary {
            removed: whole(&old, &new).map(|place| format!("- {}", place.join(", "))).collect(),
            changed: changed(&old, &new).collect(),
            added: whole(&new, &old).map(|place| format!("+ {}", place.join(", "))).collect(),
        }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.changed.is_empty() && self.added.is_empty()
    }

    /// Counts, and a line for each change, as many as fit where `sharing` summaries share a screen.
    pub fn show(&self, sharing: usize) -> impl fmt::Display {
        Shown { summary: self, lines: (LINES / sharing.max(1)).max(1) }
    }
}

/// As much of a summary as there is room for.
struct Shown<'a> {
    summary: &'a Summary,
    lines: usize,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Summary { removed, changed, added } = self.summary;
        writeln!(f, "{} added, {} removed, {} changed", added.len(), removed.len(), changed.len())?;
        // What breaks callers comes first, as the rest may be left out.
        let lines = || removed.iter().chain(changed).chain(added);
        for line in lines().take(self.lines) {
            writeln!(f, "  {line}")?;
        }
        match lines().count().saturating_sub(self.lines) {
            0 => Ok(()),
            more => writeln!(f, "  … and {more} more"),
        }
    }
}

/// Places that only `here` has, without those inside of others.
fn whole<'a>(here: &'a Facts, there: &'a Facts) -> impl Iterator<Item = &'a [String]> {
    let only = |place: &[String]| !there.contains_key(place);
    let places = here.keys().map(Vec::as_slice);
    places.filter(move |place| only(place) && (place.len() == 1 || !only(&place[..place.len() - 1])))
}

fn changed<'a>(old: &'a Facts, new: &'a Facts) -> impl Iterator<Item = String> + 'a {
    old.iter().filter_map(|(place, before)| {
        let after = new.get(place)?;
        (before != after).then(|| format!("~ {}: {before} → {after}", place.join(", ")))
    })
}

fn facts(model: &Model) -> Facts {
    let mut facts = Facts::new();
    for operation in &model.operations {
        let place = vec![operation.key.clone()];
        for parameter in &operation.parameters {
            member_facts(&mut facts, &place, place_word(parameter.place), &parameter.member);
        }
        let body = operation.body.as_ref().map_or("no body".to_owned(), |body| format!("body {}", type_word(&body.ty)));
        let deprecated = if operation.deprecated.is_some() { "deprecated, " } else { "" };
        facts.insert(place.clone(), format!("{deprecated}{body}"));
        for response in &operation.responses {
            let body = response.ty.as_ref().map_or("no body".to_owned(), type_word);
            facts.insert(inside(&place, format!("status {}", response.status)), body);
        }
        for error in &operation.errors {
            facts.insert(inside(&place, format!("error code {}", error.code)), String::new());
        }
    }
    for ty in &model.types {
        let place = vec![format!("type {}", ty.id)];
        ty.members.iter().for_each(|member| member_facts(&mut facts, &place, "member", member));
        facts.insert(place, String::new());
    }
    facts
}

fn member_facts(facts: &mut Facts, outer: &[String], kind: &str, member: &Member) {
    let place = inside(outer, format!("{kind} {}", member.name));
    for value in &member.values {
        facts.insert(inside(&place, format!("value {}", scalar_word(&value.value))), String::new());
    }
    let mut fact = type_word(&member.ty);
    if member.mandatory == Mandatory::Yes {
        fact.push_str(", mandatory");
    }
    if let Some(default) = &member.default {
        let _ = write!(fact, ", default {}", scalar_word(default));
    }
    if let Ok(bounds) = serde_json::to_string(&member.bounds)
        && !member.bounds.is_empty()
    {
        let _ = write!(fact, ", {bounds}");
    }
    facts.insert(place, fact);
}

fn inside(place: &[String], part: String) -> Vec<String> {
    let mut inside = place.to_vec();
    inside.push(part);
    inside
}

fn place_word(place: Place) -> &'static str {
    match place {
        Place::Path => "path parameter",
        Place::Query => "query parameter",
        Place::Header => "header",
    }
}

fn type_word(ty: &Type) -> String {
    match ty {
        Type::Object(id) => id.clone(),
        Type::Array(item) => format!("list of {}", type_word(item)),
        Type::Map(value) => format!("map of {}", type_word(value)),
        plain => format!("{plain:?}").to_lowercase(),
    }
}

fn scalar_word(scalar: &Scalar) -> String {
    serde_json::to_string(scalar).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_model::small;

    #[test]
    fn an_equal_api_has_no_summary() {
        let mut reworded = small();
        crate::facts::keep_facts(&mut reworded);
        assert!(Summary::of(&small(), &reworded).is_empty());
    }

    #[test]
    fn a_new_service_is_its_operations_and_types() {
        let mut empty = small();
        empty.operations.clear();
        empty.types.clear();
        let expected = "2 added, 0 removed, 0 changed\n  + POST /v1/{}/things\n  + type Thing\n";
        assert_eq!(Summary::of(&empty, &small()).show(1).to_string(), expected);
    }

    #[test]
    fn values_members_and_flags_are_told_where_they_stand() {
        let mut new = small();
        new.operations[0].parameters[1].member.values.remove(0);
        new.operations[0].parameters[1].member.mandatory = Mandatory::Yes;
        new.types[0].members[0].bounds.max_length = Some(36);
        let summary = Summary::of(&small(), &new).show(1).to_string();
        assert!(summary.starts_with("0 added, 1 removed, 2 changed\n"), "{summary}");
        assert!(summary.contains("- POST /v1/{}/things, query parameter size, value \"SMALL\"\n"), "{summary}");
        assert!(
            summary.contains("~ POST /v1/{}/things, query parameter size: string → string, mandatory\n"),
            "{summary}"
        );
        assert!(summary.contains("string, {\"max_length\":64} → string, {\"max_length\":36}"), "{summary}");
    }

    #[test]
    fn a_long_list_ends_with_how_many_more() {
        let mut new = small();
        let member = new.types[0].members[0].clone();
        new.types[0].members.extend((0..100).map(|n| Member { name: format!("m{n:03}"), ..member.clone() }));
        let summary = Summary::of(&small(), &new).show(1).to_string();
        assert_eq!(summary.lines().count(), LINES + 2);
        assert!(summary.ends_with("… and 76 more\n"), "{summary}");
    }
}
