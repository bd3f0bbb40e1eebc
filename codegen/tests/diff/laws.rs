//! Laws of comparisons.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use codegen::diff::{Comparison, Rule, Semver, apply, without_places};
use hwc_model::{Mandatory, Member, Model, Scalar, Type};
use proptest::prelude::*;

use crate::base::{base, row, value};
use crate::rules::{cases, of_models};

/// A model as far as it means anything: ids of types are those of the order in which operations lead to them.
fn meaning(model: &Model) -> Model {
    let mut model = without_places(model);
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    let mut queue: Vec<Type> = Vec::new();
    for operation in &model.operations {
        queue.extend(operation.body.iter().map(|body| body.ty.clone()));
        queue.extend(operation.responses.iter().filter_map(|response| response.ty.clone()));
    }
    queue.reverse();
    while let Some(ty) = queue.pop() {
        match ty {
            Type::Array(inner) | Type::Map(inner) => queue.push(*inner),
            Type::Object(id) if !ids.contains_key(&id) => {
                ids.insert(id.clone(), format!("{:05}", ids.len()));
                let object = model.types.iter().find(|object| object.id == id);
                queue.extend(
                    object.into_iter().flat_map(|object| object.members.iter().rev()).map(|row| row.ty.clone()),
                );
            }
            _ => {}
        }
    }
    rename(&mut model, &ids);
    model.types.sort_by(|one, other| one.id.cmp(&other.id));
    model.operations.sort_by(|one, other| one.key.cmp(&other.key));
    model.pages.sort_by(|one, other| one.path.cmp(&other.path));
    model
}

fn rename(model: &mut Model, ids: &BTreeMap<String, String>) {
    fn of(ty: &mut Type, ids: &BTreeMap<String, String>) {
        match ty {
            Type::Object(id) => *id = ids.get(id).unwrap_or(id).clone(),
            Type::Array(inner) | Type::Map(inner) => of(inner, ids),
            _ => {}
        }
    }
    for object in &mut model.types {
        object.id = ids.get(&object.id).unwrap_or(&object.id).clone();
        object.members.iter_mut().for_each(|member| of(&mut member.ty, ids));
    }
    for operation in &mut model.operations {
        operation.body.iter_mut().for_each(|body| of(&mut body.ty, ids));
        operation.parameters.iter_mut().for_each(|parameter| of(&mut parameter.member.ty, ids));
        for response in &mut operation.responses {
            response.ty.iter_mut().for_each(|ty| of(ty, ids));
        }
    }
}

/// Applies all edits of all findings, and tells whether the newer model came out and each place was edited once.
fn check(old: &Model, new: &Model) -> Result<Comparison, TestCaseError> {
    let found = of_models(old, new);
    let edits: Vec<_> = found.findings.iter().flat_map(|finding| &finding.edits).collect();
    let mut places: Vec<_> = edits.iter().map(|edit| &edit.path).collect();
    places.sort();
    let count = places.len();
    places.dedup();
    prop_assert_eq!(places.len(), count, "two findings account for one place");
    let made = apply(old, edits).map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(meaning(&made), meaning(new));
    Ok(found)
}

#[test]
fn the_edits_of_each_rule_make_the_newer_model() {
    for case in cases() {
        let mut old = base();
        (case.prepare)(&mut old);
        let mut new = old.clone();
        (case.change)(&mut new);
        if let Err(error) = check(&old, &new) {
            panic!("{:?}: {error}", case.rules);
        }
    }
}

/// What a rule is about, whichever way it goes.
fn subject_of(rule: Rule) -> &'static str {
    let pairs = [
        ("added", "presence"),
        ("removed", "presence"),
        ("required", "need"),
        ("optional", "need"),
        ("added-required", "presence"),
        ("increased", "limit"),
        ("decreased", "limit"),
        ("opened", "list"),
        ("enum", "list"),
        ("widened", "type"),
        ("narrowed", "type"),
        ("refined", "type"),
        ("vague", "type"),
        ("lost", "said"),
        ("clarified", "said"),
        ("became-async", "task"),
        ("became-sync", "task"),
        ("duplicate-operation", "presence"),
        ("split", "parts"),
        ("merged", "parts"),
    ];
    let id = rule.id();
    if id.contains("-added-required") || id.contains("-added-optional") || id.ends_with("removed-deprecated") {
        return "presence";
    }
    if id.starts_with("doc-description") || id.starts_with("doc-example") {
        return "said";
    }
    if id.contains("nullable") {
        return "null";
    }
    pairs.iter().find(|(end, _)| id.ends_with(end)).map_or(id, |(_, subject)| subject)
}

fn subjects(found: &Comparison) -> BTreeMap<&'static str, usize> {
    let mut subjects = BTreeMap::new();
    // What the crate makes of a change has no mirror: names are given out by the side that came first. A list that can
    // no longer be continued is told by the parameter that is gone.
    let is_one_way = |rule: Rule| rule.id().starts_with("rs-") || rule.id() == "op-became-paginated";
    for finding in found.findings.iter().filter(|finding| !is_one_way(finding.rule)) {
        *subjects.entry(subject_of(finding.rule)).or_default() += 1;
    }
    subjects
}

/// Models that differ in kind: types that operations share, lists in pages, and everything that is a trap.
const TRAPS: [&str; 3] = [
    include_str!("../../test_data/gateway/model.json"),
    include_str!("../../test_data/repeat/model.json"),
    include_str!("../../test_data/traps/model.json"),
];

/// Bytes of a model that is changed at random many times.
const SMALL: usize = 200_000;

/// The text of every model that is committed.
fn committed() -> Vec<String> {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("spec");
    let mut services: Vec<_> = fs::read_dir(spec).unwrap().map(|entry| entry.unwrap().path()).collect();
    services.sort();
    services.iter().filter_map(|service| fs::read_to_string(service.join("model.json")).ok()).collect()
}

/// The models that are changed at random: the traps, and those of the smaller services.
static MODELS: LazyLock<Vec<Model>> = LazyLock::new(|| {
    let small = committed().into_iter().filter(|text| text.len() < SMALL);
    TRAPS.into_iter().map(str::to_owned).chain(small).map(|text| serde_json::from_str(&text).unwrap()).collect()
});

fn model(at: usize) -> Model {
    MODELS[at % MODELS.len()].clone()
}

/// Picks one of a list.
fn pick<T>(list: &mut [T], at: usize) -> Option<&mut T> {
    let length = list.len();
    list.get_mut(at % length.max(1))
}

fn any_member(model: &mut Model, at: usize) -> Option<&mut Member> {
    if at.is_multiple_of(3) {
        let parameters = &mut pick(&mut model.operations, at / 3)?.parameters;
        return pick(parameters, at / 7).map(|parameter| &mut parameter.member);
    }
    pick(&mut pick(&mut model.types, at / 3)?.members, at / 7)
}

/// A change of a model, by number.
fn mutate(model: &mut Model, kind: usize, at: usize) -> Option<()> {
    match kind {
        0 => any_member(model, at)?.mandatory = Mandatory::Yes,
        1 => any_member(model, at)?.mandatory = Mandatory::No,
        2 => any_member(model, at)?.ty = Type::Integer,
        3 => any_member(model, at)?.ty = Type::Array(Box::new(Type::String)),
        4 => any_member(model, at)?.bounds.max_length = Some(at as u64),
        5 => any_member(model, at)?.values.push(value(&format!("NEW_{at}"))),
        6 => drop(any_member(model, at)?.values.pop()),
        7 => any_member(model, at)?.description = Some(format!("Words number {at}.")),
        8 => any_member(model, at)?.default = Some(Scalar::Bool(at.is_multiple_of(2))),
        9 => any_member(model, at)?.nullable ^= true,
        10 => pick(&mut model.types, at)?.members.push(row(&format!("new_{at}"), Mandatory::No)),
        11 => drop(pick(&mut model.types, at)?.members.pop()),
        12 => pick(&mut model.types, at)?.members.reverse(),
        13 => pick(&mut model.types, at)?.name = Some(format!("Renamed{at}")),
        14 => {
            let at = at.checked_rem(model.operations.len())?;
            model.operations.remove(at);
        }
        15 => pick(&mut model.operations, at)?.title = format!("Doing thing {at}"),
        16 => pick(&mut model.operations, at)?.source.page = format!("moved/page_{at}.rst"),
        17 => pick(&mut model.operations, at)?.group = vec!["Moved".to_owned()],
        18 => drop(pick(&mut model.operations, at)?.responses.pop()),
        19 => pick(&mut model.operations, at)?.request_examples.clear(),
        20 => pick(&mut model.operations, at)?.body = None,
        21 => {
            let members = &mut pick(&mut model.types, at)?.members;
            let member = pick(members, at / 5)?;
            member.name = format!("{}_id", member.name);
        }
        22 => {
            let id = pick(&mut model.types, at)?.id.clone();
            let ids = BTreeMap::from([(id, format!("renamed {at}"))]);
            rename(model, &ids);
            model.types.sort_by(|one, other| one.id.cmp(&other.id));
        }
        _ => drop(pick(&mut model.operations, at)?.parameters.pop()),
    }
    Some(())
}

/// Rows named twice and placeholders without rows break laws of the model.
fn is_fit(model: &Model) -> bool {
    let once = |rows: &mut dyn Iterator<Item = &Member>| {
        let mut names: Vec<&str> = rows.map(|row| row.name.as_str()).collect();
        names.sort_unstable();
        names.windows(2).all(|pair| pair[0] != pair[1])
    };
    model.types.iter().all(|object| once(&mut object.members.iter()))
}

#[test]
fn a_model_does_not_differ_from_itself() {
    let committed: Vec<Model> = committed().iter().map(|text| serde_json::from_str(text).unwrap()).collect();
    assert!(!committed.is_empty());
    for model in MODELS.iter().take(TRAPS.len()).chain(&committed).chain([&base()]) {
        let found = of_models(model, model);
        assert_eq!((found.findings, found.semver), (Vec::new(), Semver::None));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_findings_account_for_everything_that_differs(
        there in proptest::collection::vec((0usize..24, 0usize..10_000), 1..6),
        back in proptest::collection::vec((0usize..24, 0usize..10_000), 0..3),
        of in 0usize..MODELS.len(),
    ) {
        let (mut old, mut new) = (model(of), model(of));
        there.iter().for_each(|(kind, at)| { mutate(&mut new, *kind, *at); });
        back.iter().for_each(|(kind, at)| { mutate(&mut old, *kind, *at); });
        prop_assume!(is_fit(&old) && is_fit(&new));
        check(&old, &new)?;
        check(&new, &old)?;
    }

    #[test]
    fn what_came_one_way_goes_the_other(kind in 0usize..24, at in 0usize..10_000, of in 0usize..MODELS.len()) {
        let old = model(of);
        let mut new = old.clone();
        mutate(&mut new, kind, at);
        prop_assume!(is_fit(&new));
        let (there, back) = (of_models(&old, &new), of_models(&new, &old));
        prop_assert_eq!(subjects(&there), subjects(&back));
    }

    #[test]
    fn where_things_stand_is_no_change_of_the_api(order in any::<u64>(), of in 0usize..MODELS.len()) {
        let old = model(of);
        let mut new = old.clone();
        for (index, object) in new.types.iter_mut().enumerate() {
            object.source.table += 3;
            if order >> (index % 64) & 1 == 1 {
                object.members.reverse();
            }
            object.members.iter_mut().for_each(|member| member.source.row += 2);
        }
        for operation in &mut new.operations {
            operation.source.page = format!("elsewhere/{}", operation.source.page);
        }
        let found = check(&old, &new)?;
        prop_assert!(found.findings.iter().all(|finding| finding.rule.id().starts_with("doc-")));
        prop_assert!(found.semver <= Semver::Patch && !found.notice);
    }
}
