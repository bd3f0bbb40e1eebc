//! Names of operations, their groups and setters.

use std::collections::BTreeMap;

use super::{
    Group, Operation, Place, Reply, Version, call::Call, call::Input, call::input_key, graph::Direction, shapes::Shapes,
};
use crate::{
    lock::{Lock, LockedOperation},
    names::{self, Namespace},
};

/// Names of all operations of a version.
pub(super) struct Named<'m> {
    pub(super) groups: Vec<Group<'m>>,
    /// In the order of the calls.
    pub(super) operations: Vec<OperationNames>,
}

/// Names of one operation.
pub(super) struct OperationNames {
    pub(super) group: usize,
    pub(super) method: String,
    pub(super) builder: String,
    /// In the order of the inputs.
    pub(super) setters: Vec<String>,
}

/// Names operations, those that have names first.
pub(super) fn name_operations<'m>(module: &str, calls: &[Call<'m>], lock: &Lock, types: &mut Namespace) -> Named<'m> {
    let locked: Vec<Option<&LockedOperation>> = calls
        .iter()
        .map(|call| lock.operations.get(&call.documented.key).filter(|locked| locked.module == module))
        .collect();
    let mut methods = Namespace::default();
    let mut names: Vec<Option<(String, String)>> =
        locked.iter().map(|locked| locked.and_then(|locked| kept(locked, &mut methods, types))).collect();
    let mut paths: BTreeMap<String, &str> = BTreeMap::new();
    for (call, name) in calls.iter().zip(&names) {
        paths.extend(name.iter().map(|(method, _)| (method.clone(), call.documented.path.as_str())));
    }
    for index in fresh_order(calls) {
        if names[index].is_none() {
            let documented = calls[index].documented;
            let candidates = names::operation_candidates(documented, |name| paths.get(name).copied());
            let method = methods.claim(candidates.into_iter().filter(|method| !types.has(&builder_of(method))));
            let builder = types.claim([builder_of(&method), format!("{}Call", builder_of(&method))]);
            paths.insert(method.clone(), &documented.path);
            names[index] = Some((method, builder));
        }
    }
    let (groups, of_call) = name_groups(calls, &locked);
    let operations = names.into_iter().flatten().zip(calls).zip(locked).zip(of_call);
    let operations = operations
        .map(|((((method, builder), call), locked), group)| OperationNames {
            group,
            method,
            builder,
            setters: name_setters(&call.inputs, locked),
        })
        .collect();
    Named { groups, operations }
}

/// The names an operation has, unless the lock gives them to two.
fn kept(locked: &LockedOperation, methods: &mut Namespace, types: &mut Namespace) -> Option<(String, String)> {
    let free = !methods.has(&locked.method)
        && !types.has(&locked.builder)
        && is_rust(&locked.method)
        && is_rust(&locked.builder);
    free.then(|| {
        methods.take(&locked.method);
        types.take(&locked.builder);
        (locked.method.clone(), locked.builder.clone())
    })
}

/// A lock is edited by hand at times.
pub(super) fn is_rust(name: &str) -> bool {
    syn::parse_str::<syn::Ident>(name).is_ok()
}

fn builder_of(method: &str) -> String {
    names::pascal(&names::words(method))
}

/// Where two operations want one name, one that is not deprecated has it, then the one with the shorter path.
fn fresh_order(calls: &[Call<'_>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..calls.len()).collect();
    let rank = |call: &Call<'_>| (call.documented.deprecated.is_some(), call.documented.path.len());
    order.sort_by_key(|index| (rank(&calls[*index]), *index));
    order
}

/// Modules of groups: the one that other operations of the section have, else one named after the section.
fn name_groups<'m>(calls: &[Call<'m>], locked: &[Option<&LockedOperation>]) -> (Vec<Group<'m>>, Vec<usize>) {
    let mut modules = Namespace::default();
    let mut of_section: BTreeMap<Vec<String>, String> = BTreeMap::new();
    for (call, locked) in calls.iter().zip(locked) {
        if let Some(locked) = locked.filter(|locked| names::is_ident(&locked.group)) {
            modules.take(&locked.group);
            of_section.entry(section(call)).or_insert_with(|| locked.group.clone());
        }
    }
    let mut groups: Vec<Group<'m>> = Vec::new();
    let mut of_call = Vec::new();
    for (call, locked) in calls.iter().zip(locked) {
        let module = match locked.filter(|locked| names::is_ident(&locked.group)) {
            Some(locked) => locked.group.clone(),
            None => of_section.entry(section(call)).or_insert_with(|| claim_group(call, &mut modules)).clone(),
        };
        let known = groups.iter().position(|group| group.module == module);
        of_call.push(known.unwrap_or(groups.len()));
        if known.is_none() {
            groups.push(Group { module, title: call.documented.group.last().map(String::as_str) });
        }
    }
    (groups, of_call)
}

/// What operations of one group have in common: the titles above them, else the resource in their path.
fn section(call: &Call<'_>) -> Vec<String> {
    match call.documented.group.as_slice() {
        [] => vec![names::group_module(&[], &call.documented.path)],
        titles => titles.to_vec(),
    }
}

/// The innermost title; where another section has it and titles around it tell them apart, with those.
fn claim_group(call: &Call<'_>, modules: &mut Namespace) -> String {
    let titles = &call.documented.group;
    let innermost = names::group_module(titles, &call.documented.path);
    let outer = titles.len().checked_sub(1).and_then(|last| titles[..last].last());
    match outer.filter(|outer| names::names_something(outer)) {
        Some(outer) => {
            let outer = names::group_module(std::slice::from_ref(outer), "");
            modules.claim([innermost.clone(), format!("{outer}_{innermost}")])
        }
        None => {
            modules.take(&innermost);
            innermost
        }
    }
}

/// Names setters: a name that two places have stays with the path, the others say their place.
fn name_setters(inputs: &[Input<'_>], locked: Option<&LockedOperation>) -> Vec<String> {
    let kept =
        |input: &Input<'_>| locked.and_then(|locked| locked.setters.get(&input.key())).filter(|name| is_rust(name));
    let mut setters = Namespace::with(inputs.iter().filter_map(kept));
    let plain: Vec<String> = inputs.iter().map(|input| setter_candidates(input, false).swap_remove(0)).collect();
    let is_shared =
        |index: usize| plain.iter().enumerate().any(|(other, name)| other != index && *name == plain[index]);
    inputs
        .iter()
        .enumerate()
        .map(|(index, input)| match kept(input) {
            Some(name) => name.clone(),
            None => setters.claim(setter_candidates(input, input.place != Place::Path && is_shared(index))),
        })
        .collect()
}

fn setter_candidates(input: &Input<'_>, says_place: bool) -> Vec<String> {
    match (input.place, says_place) {
        (Place::Body, _) => vec!["body".to_owned(), "whole_body".to_owned()],
        (place, true) => names::member_candidates(&format!("{}_{}", place.word(), input.wire)),
        (_, false) => names::member_candidates(input.wire),
    }
}

/// Puts calls and names together.
pub(super) fn plan_operations<'m>(
    shapes: &Shapes<'_, 'm>,
    calls: Vec<Call<'m>>,
    named: &Named<'m>,
) -> Vec<Operation<'m>> {
    calls
        .into_iter()
        .zip(&named.operations)
        .enumerate()
        .map(|(index, (call, names))| Operation {
            group: names.group,
            method: names.method.clone(),
            builder: names.builder.clone(),
            setters: plan_setters(shapes, index, &call, names),
            reply: match call.reply {
                None => Reply::Nothing,
                Some(hwc_model::Type::Binary) => Reply::Bytes,
                Some(ty) => Reply::Json(shapes.of_type(ty, Direction::Reply)),
            },
            documented: call.documented,
            scope: call.scope,
            body: call.body,
        })
        .collect()
}

fn plan_setters<'m>(
    shapes: &Shapes<'_, 'm>,
    index: usize,
    call: &Call<'m>,
    names: &OperationNames,
) -> Vec<super::Setter<'m>> {
    call.inputs
        .iter()
        .zip(&names.setters)
        .enumerate()
        .map(|(number, (input, name))| super::Setter {
            place: input.place,
            wire: input.wire,
            name: name.clone(),
            mandatory: input.mandatory,
            shape: match (input.place, call.body) {
                (Place::Body, super::BodyKind::Bytes(_)) => super::Shape::Bytes,
                (Place::Member, super::BodyKind::Bytes(_) | super::BodyKind::Form)
                    if *input.ty == hwc_model::Type::Binary =>
                {
                    super::Shape::Bytes
                }
                _ => shapes.of_input(input, index, number),
            },
            member: input.member,
        })
        .collect()
}

/// Writes names into the lock.
pub(super) fn record(version: &Version<'_>, given: &mut Lock) {
    for operation in &version.operations {
        let setters = operation.setters.iter();
        let key = |setter: &super::Setter<'_>| input_key(setter.place, setter.wire);
        let locked = LockedOperation {
            module: version.module.clone(),
            group: version.groups[operation.group].module.clone(),
            method: operation.method.clone(),
            builder: operation.builder.clone(),
            wrapper: match operation.body {
                super::BodyKind::Wrapped(member) => Some(member.to_owned()),
                _ => None,
            },
            mandatory: setters
                .clone()
                .filter(|setter| setter.mandatory && setter.place != Place::Path)
                .map(key)
                .collect(),
            setters: setters.map(|setter| (key(setter), setter.name.clone())).collect(),
        };
        given.operations.insert(operation.documented.key.clone(), locked);
    }
}
