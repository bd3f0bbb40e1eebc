//! Bodies of requests.

use std::collections::BTreeSet;

use hwc_model::{Body, Mandatory, Operation, Place, Type};

use super::super::{
    draft::{Context, Draft},
    identity::{Pair, Root, Wrapper, is_success, object_of},
    rules::{Carrier, Change, Rule, Single},
};
use super::kinds::{Kind, Kinds, type_word};
use super::operations::inside;

/// All that differs in the bodies of a pair of requests, but for their members.
pub(super) fn find(context: &Context<'_>, pair: &Pair<'_>) -> Vec<Draft> {
    let draft = |rule: Single| {
        Draft::new(rule, format!("{} › body", context.operation(pair.new)))
            .used_by([pair.new.key.as_str()])
            .at(Some(pair.old.source.clone()), Some(pair.new.source.clone()))
    };
    let whole = inside(pair, &["body"]);
    match (&pair.old.body, &pair.new.body) {
        (None, None) => Vec::new(),
        (None, Some(body)) => {
            let rule =
                if is_mandatory(context, body) { Single::ReqBodyAddedRequired } else { Single::ReqBodyAddedOptional };
            let mut draft = draft(rule).claim(whole).said(None, Some(type_word(&body.ty)));
            draft.claims.extend(context.fresh_types(&body.ty));
            draft.claims.extend(media_rows(context, pair));
            vec![draft]
        }
        (Some(body), None) => {
            let mut draft = draft(Single::ReqBodyRemoved).claim(whole).said(Some(type_word(&body.ty)), None);
            draft.claims.extend(context.gone_types(&body.ty));
            draft.claims.extend(media_rows(context, pair));
            vec![draft]
        }
        (Some(old), Some(new)) => {
            let mut drafts = Vec::new();
            drafts.extend(media(context, pair, &draft, (old, new)));
            drafts.extend(kind(context, pair, (old, new)));
            drafts
        }
    }
}

/// Whether a body has to be sent: it has a mandatory member, or is no object.
fn is_mandatory(context: &Context<'_>, body: &Body) -> bool {
    let object = match &body.ty {
        Type::Object(id) => context.new_type(id),
        _ => None,
    };
    object.is_none_or(|object| object.members.iter().any(|member| member.mandatory == Mandatory::Yes))
}

/// Rows that tell the media type of the body.
fn media_rows(context: &Context<'_>, pair: &Pair<'_>) -> Vec<Vec<String>> {
    let is_it = |operation: &Operation, at: usize| is_content_type(&operation.parameters[at].member.name);
    let pairs = pair.parameters.pairs.iter().filter(|(before, _)| is_it(pair.old, *before));
    let names = pairs.map(|(before, _)| context.old_names.parameter(&pair.old.key, *before));
    names.map(|name| inside(pair, &["parameters", "items", &name])).collect()
}

fn is_content_type(name: &str) -> bool {
    name.eq_ignore_ascii_case("content-type")
}

/// The media types that a request may have: those that the row of the header lists, else that of the body.
fn media_types(operation: &Operation, body: &Body) -> BTreeSet<String> {
    let rows = operation.parameters.iter().filter(|parameter| parameter.place == Place::Header);
    let row = rows.map(|parameter| &parameter.member).find(|member| is_content_type(&member.name));
    let listed =
        row.into_iter().flat_map(|member| &member.values).map(|value| super::super::identity::text(&value.value));
    let listed: BTreeSet<String> = listed.filter(|value| value.contains('/')).collect();
    if listed.is_empty() { BTreeSet::from([body.media_type.clone()]) } else { listed }
}

fn media(
    context: &Context<'_>,
    pair: &Pair<'_>,
    draft: &dyn Fn(Single) -> Draft,
    (old, new): (&Body, &Body),
) -> Option<Draft> {
    let (before, after) = (media_types(pair.old, old), media_types(pair.new, new));
    let rules = [Single::ReqMediaTypeChanged, Single::ReqMediaTypeAdded, Single::ReqMediaTypeRemoved];
    let rule = media_rule(&before, &after, rules)?;
    let mut draft = draft(rule).claim(inside(pair, &["body", "media_type"]));
    draft.claims.extend(media_rows(context, pair));
    Some(draft.said(Some(list(&before)), Some(list(&after))))
}

/// Which rule two sets of media types fall under.
pub(super) fn media_rule(
    before: &BTreeSet<String>,
    after: &BTreeSet<String>,
    [changed, added, removed]: [Single; 3],
) -> Option<Single> {
    match () {
        () if before == after => None,
        () if before.is_subset(after) => Some(added),
        () if after.is_subset(before) => Some(removed),
        () => Some(changed),
    }
}

/// Words in a row.
pub(super) fn list(words: &BTreeSet<String>) -> String {
    words.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// A body whose type is of another kind, or that got into a member or out of one.
fn kind(context: &Context<'_>, pair: &Pair<'_>, (old, new): (&Body, &Body)) -> Option<Draft> {
    let wrappers = &context.identities.types.wrappers;
    let wrapper = wrappers.iter().find(|one| one.root == Root::Request && one.operation == pair.new.key);
    let path = inside(pair, &["body", "type"]);
    if let Some(wrapper) = wrapper {
        return Some(wrapped(context, pair, wrapper, Single::ReqWrapperChanged, "body").claim(path));
    }
    let rule = match context.kind(&old.ty, &new.ty) {
        Kind::Same => return None,
        kind => body_rule(Carrier::Request, kind),
    };
    let mut draft = Draft::new(rule, format!("{} › body", context.operation(pair.new)))
        .used_by([pair.new.key.as_str()])
        .at(Some(pair.old.source.clone()), Some(pair.new.source.clone()))
        .said(Some(type_word(&old.ty)), Some(type_word(&new.ty)))
        .claim(path);
    draft.claims.extend(context.gone_types(&old.ty));
    draft.claims.extend(context.fresh_types(&new.ty));
    Some(draft)
}

/// The rule for a whole body of another kind.
pub(super) fn body_rule(carrier: Carrier, kind: Kind) -> Rule {
    match kind {
        Kind::BecameList | Kind::BecameSingle => Rule::Member(carrier, Change::CardinalityChanged),
        Kind::Widened => Rule::Member(carrier, Change::TypeWidened),
        Kind::Narrowed => Rule::Member(carrier, Change::TypeNarrowed),
        Kind::Refined => Single::DocTypeRefined.into(),
        Kind::Vague => Single::DocTypeVague.into(),
        Kind::TableLost => Single::ExtractTableLost.into(),
        Kind::Restructured => Single::TypeKindChanged.into(),
        Kind::Same | Kind::Other => Rule::Member(carrier, Change::TypeChanged),
    }
}

/// The finding on a member around a whole body, with the types around it.
pub(super) fn wrapped(
    context: &Context<'_>,
    pair: &Pair<'_>,
    wrapper: &Wrapper<'_>,
    rule: Single,
    place: &str,
) -> Draft {
    let name = |side: Option<(&hwc_model::ObjectType, &hwc_model::Member)>| side.map(|(_, member)| member.name.clone());
    let mut draft = Draft::new(rule, format!("{} › {place}", context.operation(pair.new)))
        .used_by([pair.new.key.as_str()])
        .at(Some(pair.old.source.clone()), Some(pair.new.source.clone()))
        .said(name(wrapper.old), name(wrapper.new));
    // What was the table of a body is one with a name of its own, or the other way round.
    let inner = wrapper.old.map_or_else(|| body_id(pair, wrapper.root), |(_, member)| object_of(&member.ty));
    if let Some(id) = inner {
        draft = draft.claim(["types", id, "name"]);
    }
    if let Some((outer, _)) = wrapper.old {
        draft.claims.extend(context.gone_types(&Type::Object(outer.id.clone())));
    }
    if let Some((outer, _)) = wrapper.new {
        draft.claims.extend(context.fresh_types(&Type::Object(outer.id.clone())));
    }
    draft
}

/// The object type of the older body.
fn body_id<'m>(pair: &Pair<'m>, root: Root) -> Option<&'m str> {
    let operation: &'m Operation = pair.old;
    let reply = || operation.responses.iter().filter(|one| is_success(one.status)).find_map(|one| one.ty.as_ref());
    match root {
        Root::Request => object_of(&operation.body.as_ref()?.ty),
        Root::Reply | Root::Failure => object_of(reply()?),
    }
}
