//! Which texts of replies are points in time: those of which every documented example is one.
//!
//! In: the examples of a model. Out: members, by type. A date without a zone is no point in time.

use std::collections::{BTreeMap, BTreeSet};

use hwc_model::{Json, Model, Type};
use jiff::Timestamp;

use super::Types;

/// Members that hold points in time: the id of a type and the name of its member.
pub(super) type Instants<'m> = BTreeSet<(&'m str, &'m str)>;

/// Looks at the examples of all replies.
pub(super) fn find<'m>(model: &'m Model, types: &Types<'m>) -> Instants<'m> {
    let mut seen = Seen { types, all: BTreeMap::new() };
    for operation in &model.operations {
        for (example, body) in operation.response_examples.iter().filter_map(|it| Some((it, it.body.as_ref()?))) {
            let is_of = |status: u16| example.status.map_or(hwc_model::is_success(status), |shown| shown == status);
            let replies = operation.responses.iter().filter(|reply| is_of(reply.status));
            replies.filter_map(|reply| reply.ty.as_ref()).for_each(|ty| seen.look(ty, body));
        }
    }
    seen.all.into_iter().filter(|(_, all)| *all).map(|(member, _)| member).collect()
}

struct Seen<'a, 'm> {
    types: &'a Types<'m>,
    /// Whether all examples of a member are points in time.
    all: BTreeMap<(&'m str, &'m str), bool>,
}

impl<'m> Seen<'_, 'm> {
    fn look(&mut self, ty: &'m Type, value: &Json) {
        match (ty, value) {
            (Type::Object(id), Json::Object(members)) => {
                let Some(object) = self.types.get(id.as_str()) else { return };
                for member in &object.members {
                    for (_, value) in members.iter().filter(|(name, _)| *name == member.name) {
                        self.note(id, &member.name, value);
                        self.look(&member.ty, value);
                    }
                }
            }
            (Type::Array(item), Json::Array(items)) => items.iter().for_each(|value| self.look(item, value)),
            (Type::Map(item), Json::Object(members)) => members.iter().for_each(|(_, value)| self.look(item, value)),
            _ => {}
        }
    }

    fn note(&mut self, id: &'m str, member: &'m str, value: &Json) {
        if let Json::String(text) = value
            && !text.is_empty()
        {
            *self.all.entry((id, member)).or_insert(true) &= text.parse::<Timestamp>().is_ok();
        }
    }
}
