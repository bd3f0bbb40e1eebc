//! Object types.

use std::collections::{BTreeMap, BTreeSet};

use hwc_model::{Member, ObjectType};

use super::super::{
    Confidence, RustVerdict,
    draft::{Context, Draft, place, remove},
    identity::{Root, TypePair, is_same_words, object_of},
    rules::{Carrier, Change, Rule, Single},
};
use super::cues;
use super::members::Owner;

/// All that differs in object types.
pub(super) fn find(context: &Context<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for pair in &context.identities.types.pairs {
        drafts.extend(of_pair(context, pair));
        drafts.extend(exclusive(context, pair));
        drafts.extend(coverage(context, pair));
        if !pair.is_second {
            drafts.extend(renamed(context, pair));
        }
    }
    drafts.extend(all_parted(context));
    inlined(context, &mut drafts);
    moved(&mut drafts);
    drafts
}

/// Members, by the way that the type travels. One that travels both ways is told once, by the stricter rule.
fn of_pair(context: &Context<'_>, pair: &TypePair<'_>) -> Vec<Draft> {
    let ways: Vec<Root> = pair.users.keys().copied().collect();
    if ways == [Root::Failure] {
        return failure(context, pair);
    }
    let of = |root| Owner::new(context, pair, root).find();
    match ways.as_slice() {
        [Root::Request, Root::Reply, ..] => stricter(of(Root::Request), of(Root::Reply)),
        [root, ..] => of(*root),
        [] => of(Root::Request),
    }
}

/// Members of a request that exclude each other, which only their words tell: one finding for all of an object.
fn exclusive(context: &Context<'_>, pair: &TypePair<'_>) -> Option<Draft> {
    if !pair.users.contains_key(&Root::Request) || pair.is_second {
        return None;
    }
    let is_exclusive = |member: &Member| cues::is_exclusive(member.description.as_deref());
    let rows = pair.members.pairs.iter();
    let rows = rows.map(|(before, after)| (*before, &pair.old.members[*before], &pair.new.members[*after]));
    let changed: Vec<_> = rows.filter(|(_, old, new)| is_exclusive(old) != is_exclusive(new)).collect();
    let (_, first, _) = changed.first()?;
    let rule = if is_exclusive(first) { Single::ReqExclusiveGroupRemoved } else { Single::ReqExclusiveGroupAdded };
    let names: Vec<&str> = changed.iter().map(|(_, _, new)| new.name.as_str()).collect();
    let users: BTreeSet<&str> = pair.users.values().flatten().copied().collect();
    let mut draft = Draft::new(rule, context.type_subject(pair))
        .said(None, Some(names.join(", ")))
        .at(Some(pair.old.source.clone()), Some(pair.new.source.clone()))
        .used_by(users)
        .confidence(Confidence::Medium);
    for (before, ..) in &changed {
        let name = context.old_names.member(&pair.old.id, *before);
        draft = draft.claim(["types", pair.old.id.as_str(), "members", "items", name.as_str(), "description"]);
    }
    Some(draft)
}

/// So much that went at once was probably not read.
fn coverage(context: &Context<'_>, pair: &TypePair<'_>) -> Option<Draft> {
    let (gone, all) = (pair.members.gone.len(), pair.old.members.len());
    if gone < SUSPICIOUS || gone * 3 < all * 2 || pair.members.fresh.len() * 2 > gone {
        return None;
    }
    let users: BTreeSet<&str> = pair.users.values().flatten().copied().collect();
    let draft = Draft::new(Single::ExtractCoverageRegression, context.type_subject(pair))
        .said(Some(format!("{all} members")), Some(format!("{} members", pair.new.members.len())))
        .at(Some(pair.old.source.clone()), Some(pair.new.source.clone()));
    Some(draft.used_by(users).confidence(Confidence::Low))
}

/// Fewer members than this may well go at once.
const SUSPICIOUS: usize = 10;

/// Of two lists of findings on one thing, the stricter one: finding by finding where they are the same.
fn stricter(request: Vec<Draft>, reply: Vec<Draft>) -> Vec<Draft> {
    if request.len() != reply.len() {
        return if request.len() > reply.len() { request } else { reply };
    }
    let verdict = |draft: &Draft| (draft.finding.wire, draft.finding.rust);
    request
        .into_iter()
        .zip(reply)
        .map(|(request, reply)| if verdict(&reply) > verdict(&request) { reply } else { request })
        .collect()
}

/// The body of a failure: its shape, told once.
fn failure(context: &Context<'_>, pair: &TypePair<'_>) -> Vec<Draft> {
    let owner = Owner::new(context, pair, Root::Failure);
    let (shape, mut words): (Vec<Draft>, Vec<Draft>) = owner.find().into_iter().partition(is_shape);
    let mut shape = shape.into_iter();
    if let Some(first) = shape.next() {
        let mut claims = first.claims;
        claims.extend(shape.flat_map(|draft| draft.claims));
        let subject = context.type_subject(pair);
        let draft = Draft::new(Single::ErrShapeChanged, subject)
            .used_by(first.finding.operations)
            .at(first.finding.old, first.finding.new)
            .said(Some(names(pair.old)), Some(names(pair.new)));
        words.push(Draft { claims, ..draft });
    }
    words.iter_mut().for_each(|draft| draft.finding.rust = draft.finding.rust.min(rust_of_failure(draft)));
    words
}

fn rust_of_failure(draft: &Draft) -> RustVerdict {
    if draft.finding.rule == Single::ErrShapeChanged.into() { RustVerdict::Breaking } else { RustVerdict::None }
}

/// Whether a finding tells of other members or other types, not of values or words.
fn is_shape(draft: &Draft) -> bool {
    use Change::{
        AddedOptional, CardinalityChanged, Removed, RemovedDeprecated, Renamed, TypeChanged, TypeNarrowed, TypeWidened,
    };
    match draft.finding.rule {
        Rule::Member(_, change) => matches!(
            change,
            AddedOptional
                | CardinalityChanged
                | Removed
                | RemovedDeprecated
                | Renamed
                | TypeChanged
                | TypeNarrowed
                | TypeWidened
        ),
        Rule::Single(single) => single == Single::TypeKindChanged,
    }
}

fn names(object: &ObjectType) -> String {
    object.members.iter().map(|member| member.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Types that became two, or one of two: what is inside of such a type and parted with it is told with it.
fn all_parted(context: &Context<'_>) -> Vec<Draft> {
    let seconds: Vec<&TypePair<'_>> = context.identities.types.pairs.iter().filter(|pair| pair.is_second).collect();
    let mut drafts: Vec<Draft> = seconds.iter().map(|pair| parted(context, pair)).collect();
    let mut is_inside = vec![false; seconds.len()];
    for at in 0..seconds.len() {
        let Some(outer) = outermost(&seconds, at) else { continue };
        let claims = std::mem::take(&mut drafts[at].claims);
        drafts[outer].claims.extend(claims);
        is_inside[at] = true;
    }
    drafts.into_iter().zip(is_inside).filter(|(_, is_inside)| !is_inside).map(|(draft, _)| draft).collect()
}

/// The pair that holds the one at this place at last; nothing where none does, or it holds itself.
fn outermost(seconds: &[&TypePair<'_>], at: usize) -> Option<usize> {
    let mut seen = vec![at];
    loop {
        let inner = seconds[*seen.last()?];
        let Some(outer) = seconds.iter().position(|outer| leads_to(outer, inner)) else { break };
        if seen.contains(&outer) {
            return None;
        }
        seen.push(outer);
    }
    seen.pop().filter(|outer| *outer != at)
}

/// Whether a row of one pair is of another one on both sides.
fn leads_to(outer: &TypePair<'_>, inner: &TypePair<'_>) -> bool {
    outer.members.pairs.iter().any(|(before, after)| {
        object_of(&outer.old.members[*before].ty) == Some(inner.old.id.as_str())
            && object_of(&outer.new.members[*after].ty) == Some(inner.new.id.as_str())
    })
}

/// One type that became two, or two that became one.
fn parted(context: &Context<'_>, pair: &TypePair<'_>) -> Draft {
    let first = context.identities.types.of_old(&pair.old.id);
    let is_split = first.is_some_and(|first| first.new.id != pair.new.id);
    let rule = if is_split { Single::TypeSplit } else { Single::TypeMerged };
    let users: BTreeSet<&str> = pair.users.values().flatten().copied().collect();
    let draft = Draft::new(rule, context.type_subject(pair))
        .said(Some(pair.old.id.clone()), Some(pair.new.id.clone()))
        .at(Some(pair.old.source.clone()), Some(pair.new.source.clone()))
        .used_by(users)
        .confidence(Confidence::Medium);
    let draft = references(context, pair, draft);
    if is_split {
        draft.claim(["types".to_owned(), context.new_names.ty(&pair.new.id)])
    } else {
        draft.claim(["types", pair.old.id.as_str()])
    }
}

/// Rows that refer to another of two types now.
fn references(context: &Context<'_>, parted: &TypePair<'_>, mut draft: Draft) -> Draft {
    for pair in context.identities.types.pairs.iter().filter(|pair| !pair.is_second) {
        for (before, after) in &pair.members.pairs {
            let (old, new) = (&pair.old.members[*before], &pair.new.members[*after]);
            if object_of(&old.ty) == Some(parted.old.id.as_str()) && object_of(&new.ty) == Some(parted.new.id.as_str())
            {
                let name = context.old_names.member(&pair.old.id, *before);
                let path = ["types", pair.old.id.as_str(), "members", "items", name.as_str(), "type"];
                draft = draft.claim(path);
            }
        }
    }
    draft
}

/// Another name of the same type.
fn renamed(context: &Context<'_>, pair: &TypePair<'_>) -> Option<Draft> {
    let (old, new) = (pair.old.name.as_deref()?, pair.new.name.as_deref()?);
    if old == new || is_same_words(old, new) {
        return None;
    }
    let users: BTreeSet<&str> = pair.users.values().flatten().copied().collect();
    let draft = Draft::new(Single::TypeRenamed, context.type_subject(pair))
        .said(Some(old.to_owned()), Some(new.to_owned()))
        .at(Some(pair.old.source.clone()), Some(pair.new.source.clone()))
        .used_by(users)
        .claim(["types", pair.old.id.as_str(), "name"]);
    Some(draft)
}

/// Members that went into the object that held them, or out of it into an object of their own: one finding for all.
fn inlined(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    for pair in &context.identities.types.pairs {
        let (old, new) = (pair.old, pair.new);
        let gone: Vec<&Member> = pair.members.gone.iter().map(|at| &old.members[*at]).collect();
        let fresh: Vec<&Member> = pair.members.fresh.iter().map(|at| &new.members[*at]).collect();
        let held = |member: &&Member| object_of(&member.ty).and_then(|id| context.old_type(id));
        let holds = |member: &&Member| object_of(&member.ty).and_then(|id| context.new_type(id));
        for (holder, object) in gone.iter().filter_map(|member| Some((*member, held(member)?))) {
            fold(context, pair, drafts, Single::TypeInlined, holder, object, &fresh);
        }
        for (holder, object) in fresh.iter().filter_map(|member| Some((*member, holds(member)?))) {
            fold(context, pair, drafts, Single::TypeExtracted, holder, object, &gone);
        }
    }
}

/// Puts the finding on a holder and those on its members together, where all its members are among the others.
fn fold(
    context: &Context<'_>,
    pair: &TypePair<'_>,
    drafts: &mut Vec<Draft>,
    rule: Single,
    holder: &Member,
    object: &ObjectType,
    others: &[&Member],
) {
    let is_there = |member: &Member| others.iter().any(|other| other.name == member.name);
    if object.members.is_empty() || !object.members.iter().all(is_there) {
        return;
    }
    let parted: BTreeSet<&str> = object.members.iter().chain([holder]).map(|member| member.name.as_str()).collect();
    let prefix = ["types", pair.old.id.as_str(), "members", "items"];
    let is_part = |draft: &Draft| {
        draft.claims.first().is_some_and(|path| {
            path.len() == 5 && path[..4] == prefix && parted.contains(path[4].as_str()) && is_come_or_gone(draft)
        })
    };
    let (parts, rest): (Vec<Draft>, Vec<Draft>) = std::mem::take(drafts).into_iter().partition(is_part);
    *drafts = rest;
    let Some(first) = parts.first() else { return };
    let users = first.finding.operations.clone();
    let draft = Draft::new(rule, format!("{}.{}", context.type_subject(pair), holder.name))
        .said(Some(names(pair.old)), Some(names(pair.new)))
        .at(Some(pair.old.source.clone()), Some(pair.new.source.clone()))
        .used_by(users)
        .confidence(Confidence::Medium);
    let claims = parts.into_iter().flat_map(|part| part.claims).collect();
    drafts.push(Draft { claims, ..draft });
}

fn is_come_or_gone(draft: &Draft) -> bool {
    use Change::{AddedOptional, AddedRequired, AddedRequiredWithDefault, Removed, RemovedDeprecated};
    let Rule::Member(_, change) = draft.finding.rule else { return false };
    matches!(change, AddedOptional | AddedRequired | AddedRequiredWithDefault | Removed | RemovedDeprecated)
}

/// What went from one object and came into another one of the same operations moved.
fn moved(drafts: &mut Vec<Draft>) {
    let mut gone: BTreeMap<(Carrier, String, Option<String>), Vec<usize>> = BTreeMap::new();
    let mut fresh: BTreeMap<(Carrier, String, Option<String>), Vec<usize>> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        let Rule::Member(carrier, change) = draft.finding.rule else { continue };
        let name = draft.claims.first().and_then(|path| path.last().cloned()).unwrap_or_default();
        let ty = |said: &Option<String>| said.as_deref().map(|said| said.split(", ").next().unwrap_or(said).to_owned());
        match change {
            Change::Removed | Change::RemovedDeprecated => {
                gone.entry((carrier, name, ty(&draft.finding.before))).or_default().push(at);
            }
            Change::AddedOptional | Change::AddedRequired | Change::AddedRequiredWithDefault => {
                fresh.entry((carrier, name, ty(&draft.finding.after))).or_default().push(at);
            }
            _ => {}
        }
    }
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (key, gone) in &gone {
        if let ([before], Some([after])) = (gone.as_slice(), fresh.get(key).map(Vec::as_slice))
            && drafts[*before].finding.operations == drafts[*after].finding.operations
        {
            joined.push((*before, *after));
        }
    }
    for (before, after) in &joined {
        let fresh = drafts[*after].clone();
        let draft = &mut drafts[*before];
        let Rule::Member(carrier, _) = draft.finding.rule else { continue };
        let rule = Rule::Member(carrier, Change::Moved);
        draft.finding.rule = rule;
        draft.finding.wire = rule.wire();
        draft.finding.rust = rule.rust();
        draft.finding.confidence = Confidence::Medium;
        draft.finding.before = Some(draft.finding.subject.clone());
        draft.finding.after = Some(fresh.finding.subject.clone());
        draft.finding.new = fresh.finding.new;
        draft.finding.instead = fresh.finding.item;
        draft.claims.extend(fresh.claims);
    }
    remove(drafts, &joined.into_iter().map(|(_, after)| after).collect());
}

/// A type without another finding that brings it or takes it away.
pub(in crate::diff) fn alone(context: &Context<'_>, name: &str, is_fresh: bool) -> Draft {
    let types = &context.identities.types;
    let all = if is_fresh { &types.fresh } else { &types.gone };
    let called = |object: &ObjectType| if is_fresh { context.new_names.ty(&object.id) } else { object.id.clone() };
    let object = all.iter().find(|object| called(object) == name);
    let rule = if is_fresh { Single::TypeAdded } else { Single::TypeRemoved };
    let at = object.map(|object| place(&object.source, &object.source));
    let draft = Draft::new(rule, format!("{} {name}", context.new.model.service.key)).claim(["types", name]);
    if is_fresh {
        return draft.at(None, at);
    }
    // What nothing referred to was never in the crate.
    let is_unseen = object.is_some_and(|object| !context.old_surface.has_type(&object.id));
    draft.at(at, None).rust(is_unseen.then_some(RustVerdict::None))
}
