//! Parameters of two operations: by place and name, by name, by the place in the path, then as rows of a table.

use hwc_model::{Member, Operation, Parameter, Place};

use super::{Match, match_members};
use crate::plan::placeholders;

/// Pairs parameters.
pub(super) fn match_parameters(old: &Operation, new: &Operation) -> Match {
    let keys = |operation: &Operation| operation.parameters.iter().map(key).collect::<Vec<_>>();
    let mut found = Match::by_key(keys(old).into_iter(), keys(new).into_iter());
    join_same_names(&mut found, old, new);
    join_placeholders(&mut found, old, new);
    for place in [Place::Query, Place::Header] {
        join_renamed(&mut found, place, old, new);
    }
    found.pairs.sort_unstable();
    found
}

fn key(parameter: &Parameter) -> (Place, String) {
    (parameter.place, spelling(parameter))
}

/// Names of headers are the same in upper and lower case.
fn spelling(parameter: &Parameter) -> String {
    match parameter.place {
        Place::Header => parameter.member.name.to_ascii_lowercase(),
        Place::Path | Place::Query => parameter.member.name.clone(),
    }
}

/// The same name in another place.
fn join_same_names(found: &mut Match, old: &Operation, new: &Operation) {
    for before in found.gone.clone() {
        let name = &old.parameters[before].member.name;
        let is_it = |index: &usize| new.parameters[*index].member.name.eq_ignore_ascii_case(name);
        if let Some(after) = found.fresh.iter().copied().find(is_it) {
            found.join(before, after);
        }
    }
}

/// The placeholder at the same place of a path of the same form.
fn join_placeholders(found: &mut Match, old: &Operation, new: &Operation) {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (placeholders(&old.path).collect(), placeholders(&new.path).collect());
    if before.len() != after.len() {
        return;
    }
    let at = |operation: &Operation, left: &[usize], name: &str| {
        let is_it = |index: &usize| {
            let parameter = &operation.parameters[*index];
            parameter.place == Place::Path && parameter.member.name == name
        };
        left.iter().copied().find(is_it)
    };
    for (before, after) in before.into_iter().zip(after) {
        if let (Some(before), Some(after)) = (at(old, &found.gone, before), at(new, &found.fresh, after)) {
            found.join(before, after);
        }
    }
}

fn join_renamed(found: &mut Match, place: Place, old: &Operation, new: &Operation) {
    let left = |operation: &Operation, indices: &[usize]| {
        indices.iter().copied().filter(|index| operation.parameters[*index].place == place).collect::<Vec<_>>()
    };
    let (gone, fresh) = (left(old, &found.gone), left(new, &found.fresh));
    let rows = |operation: &Operation, indices: &[usize]| -> Vec<Member> {
        indices.iter().map(|index| operation.parameters[*index].member.clone()).collect()
    };
    let (before, after) = (rows(old, &gone), rows(new, &fresh));
    let (before, after): (Vec<&Member>, Vec<&Member>) = (before.iter().collect(), after.iter().collect());
    for (old, new) in match_members(&before, &after, &|old, new| old == new).pairs {
        found.join(gone[old], fresh[new]);
    }
}
