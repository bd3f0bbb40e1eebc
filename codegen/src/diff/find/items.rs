//! Items of the crate that old code does not find as it knows them, where nothing else tells that it breaks.
//!
//! What the rows of pages say is told by the other modules. Here both crates are compared as a compiler would, so that
//! a conclusion from several rows, as how a list is continued or what is secret, breaks nobody in silence.

use std::collections::BTreeSet;

use super::super::{
    RustVerdict,
    draft::{Context, Draft, Path},
    identity::{Pair, Root, TypePair},
    naming::place_word,
    rules::Single,
    surface::{Call, Item},
};
use super::operations;

/// What other findings leave unsaid.
pub(super) fn find(context: &Context<'_>, drafts: &[Draft]) -> Vec<Draft> {
    let concerned = |verdict: RustVerdict| -> BTreeSet<&str> {
        let told = drafts.iter().filter(|draft| draft.finding.rust >= verdict);
        told.flat_map(|draft| &draft.finding.operations).map(String::as_str).collect()
    };
    let (broken, changed) = (concerned(RustVerdict::Breaking), concerned(RustVerdict::Compatible));
    let mut found = Vec::new();
    for pair in &context.identities.pairs {
        let calls = context.old_surface.call(&pair.old.key).zip(context.new_surface.call(&pair.new.key));
        let Some((old, new)) = calls else { continue };
        if !broken.contains(pair.new.key.as_str()) {
            found.extend(setters(context, pair, old, new));
            found.extend(answer(context, pair, old, new));
            found.extend(endings(context, pair, (Single::RsItemRemoved, old, new)));
        }
        if !changed.contains(pair.new.key.as_str()) {
            found.extend(endings(context, pair, (Single::RsItemAdded, new, old)));
        }
    }
    for pair in &context.identities.types.pairs {
        let mut users = pair.users.values().flatten();
        if !users.any(|user| broken.contains(user)) {
            found.extend([Root::Request, Root::Reply].iter().find_map(|root| fields(context, pair, *root)));
        }
    }
    found
}

/// The first setter of an operation that is gone or takes something else.
fn setters(context: &Context<'_>, pair: &Pair<'_>, old: &Call, new: &Call) -> Option<Draft> {
    let found = |item: &Item| new.setters.values().find(|other| other.stands_for(item));
    let unfit = |item: &Item| found(item).is_none_or(|other| !other.fits(item));
    let ((place, wire), item) = old.setters.iter().find(|(_, item)| unfit(item))?;
    let draft = unlike(operations::draft(context, pair, Single::RsItemRemoved, &[]), item, found(item));
    let mut draft = Draft { claims: row(context, pair, old, place, wire), ..draft };
    draft.finding.subject = format!("{} › {}", draft.finding.subject, format!("{place}.{wire}").trim_end_matches('.'));
    Some(draft)
}

/// Where the row of a setter stands in the tree.
fn row(context: &Context<'_>, pair: &Pair<'_>, call: &Call, place: &str, wire: &str) -> Vec<Path> {
    let is_it = |(_, parameter): &(usize, &hwc_model::Parameter)| {
        place_word(parameter.place) == place && parameter.member.name == wire
    };
    if let Some((at, _)) = pair.old.parameters.iter().enumerate().find(is_it) {
        let name = context.old_names.parameter(&pair.old.key, at);
        return vec![operations::inside(pair, &["parameters", "items", &name])];
    }
    let body = call.body.as_deref().and_then(|id| context.old_type(id));
    body.and_then(|object| member(context, object, wire)).into_iter().collect()
}

fn member(context: &Context<'_>, object: &hwc_model::ObjectType, wire: &str) -> Option<Path> {
    let at = object.members.iter().position(|member| member.name == wire)?;
    let name = context.old_names.member(&object.id, at);
    Some(["types", &object.id, "members", "items", &name].into_iter().map(str::to_owned).collect())
}

/// An answer of another type.
fn answer(context: &Context<'_>, pair: &Pair<'_>, old: &Call, new: &Call) -> Option<Draft> {
    let draft = || operations::draft(context, pair, Single::RsFieldTypeChanged, &["responses"]);
    (old.reply != new.reply).then(|| draft().said(Some(old.reply.clone()), Some(new.reply.clone())))
}

/// Methods besides `send` that only one side has.
fn endings(context: &Context<'_>, pair: &Pair<'_>, (rule, of, other): (Single, &Call, &Call)) -> Option<Draft> {
    let only: Vec<&str> =
        of.endings.iter().filter(|ending| !other.endings.contains(ending)).map(|(name, _)| *name).collect();
    if only.is_empty() {
        return None;
    }
    let draft = operations::draft(context, pair, rule, &["paging"]).claim(operations::inside(pair, &["waiting"]));
    let names = Some(only.join(", "));
    let mut draft = if rule == Single::RsItemRemoved { draft.said(names, None) } else { draft.said(None, names) };
    draft.finding.item = Some(of.path.clone());
    Some(draft)
}

/// The first field of a struct that is gone or has another type.
fn fields(context: &Context<'_>, pair: &TypePair<'_>, root: Root) -> Option<Draft> {
    let old = context.old_surface.object(&pair.old.id, root)?;
    let new = context.new_surface.object(&pair.new.id, root);
    let found = |item: &Item| new.and_then(|new| new.fields.values().find(|other| other.stands_for(item)));
    let unfit = |item: &Item| found(item).is_none_or(|other| !other.fits(item));
    let (wire, item) = old.fields.iter().find(|(_, item)| unfit(item))?;
    let users: BTreeSet<&str> = pair.users.values().flatten().copied().collect();
    let draft = Draft::new(Single::RsItemRemoved, format!("{}.{wire}", context.type_subject(pair))).used_by(users);
    let draft = draft.at(Some(pair.old.source.clone()), Some(pair.new.source.clone()));
    let mut draft = unlike(draft, item, found(item));
    draft.claims.extend(member(context, pair.old, wire));
    Some(draft)
}

/// The finding on an item that is gone, or on its other type.
fn unlike(draft: Draft, old: &Item, new: Option<&Item>) -> Draft {
    let mut draft = draft.items(Some(old), new).said(Some(old.ty.clone()), new.map(|new| new.ty.clone()));
    if new.is_some() {
        draft.finding.rule = Single::RsFieldTypeChanged.into();
    }
    draft
}
