//! One change of a model for each rule: the rule and nothing else is found.

use std::collections::BTreeSet;

use codegen::Lock;
use codegen::diff::{Comparison, Fault, PageNotes, Rule, Side, TableNotes, compare};
use hwc_model::{Authentication, Model};

use crate::base::base;
use crate::sent::remove_list;

/// A change of a model, and the rules that are told of it, sorted.
pub(crate) struct Case {
    pub(crate) rules: &'static [&'static str],
    pub(crate) prepare: fn(&mut Model),
    pub(crate) change: fn(&mut Model),
}

/// A change of the base.
pub(crate) fn case(rules: &'static [&'static str], change: fn(&mut Model)) -> Case {
    Case { rules, prepare: |_| {}, change }
}

/// What a change makes of a model, and the same the other way round.
pub(crate) fn both(there: &'static [&'static str], back: &'static [&'static str], change: fn(&mut Model)) -> [Case; 2] {
    [case(there, change), Case { rules: back, prepare: change, change: |model| *model = base() }]
}

/// Every case.
pub(crate) fn cases() -> Vec<Case> {
    crate::sent::cases().into_iter().chain(crate::given::cases()).collect()
}

/// Compares two models without anything else.
pub(crate) fn of_models(old: &Model, new: &Model) -> Comparison {
    let lock = Lock::default();
    let side = |model| Side { model, lock: &lock, pages: &[] };
    compare(&side(old), &side(new))
}

fn rules(comparison: &Comparison) -> Vec<&'static str> {
    let mut rules: Vec<&str> = comparison.findings.iter().map(|finding| finding.rule.id()).collect();
    rules.sort_unstable();
    rules
}

#[test]
fn one_change_is_told_by_its_rule_and_nothing_else() {
    let mut wrong = String::new();
    for case in cases() {
        let mut old = base();
        (case.prepare)(&mut old);
        let mut new = old.clone();
        (case.change)(&mut new);
        let found = of_models(&old, &new);
        if rules(&found) != case.rules {
            let told: Vec<_> =
                found.findings.iter().map(|one| (one.rule.id(), &one.subject, &one.before, &one.after)).collect();
            wrong += &format!("expected {:?}, found {told:#?}\n", case.rules);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn page(number: u32, faults: &[(&str, &str)]) -> PageNotes {
    PageNotes {
        path: "pools/list.rst".into(),
        title: "Querying Pools".into(),
        tables: vec![TableNotes { number: Some(number), caption: "Members of the reply".into() }],
        faults: faults
            .iter()
            .map(|(lint, found)| Fault { lint: (*lint).into(), line: 1, found: (*found).into() })
            .collect(),
        authentication: Vec::new(),
    }
}

fn of_pages(old: &PageNotes, new: &PageNotes) -> Vec<&'static str> {
    let (model, lock) = (base(), Lock::default());
    let old = Side { model: &model, lock: &lock, pages: std::slice::from_ref(old) };
    let new = Side { model: &model, lock: &lock, pages: std::slice::from_ref(new) };
    rules(&compare(&old, &new))
}

#[test]
fn what_only_pages_hold_is_told_where_they_are_known() {
    let plain = page(3, &[]);
    assert_eq!(of_pages(&plain, &page(4, &[])), ["doc-table-renumbered"]);
    let mut renamed = plain.clone();
    renamed.tables[0].caption = "What comes back".into();
    assert_eq!(of_pages(&plain, &renamed), ["doc-table-renamed"]);
    for (fault, rule) in [
        ("example-type-differs", "doc-example-type-mismatch"),
        ("example-undocumented", "doc-example-undocumented-field"),
        ("example-not-json", "doc-example-invalid-json"),
        ("reference-dangling", "doc-dangling-ref"),
        ("row-duplicate", "doc-duplicate-row"),
        ("mandatory-conditional", "doc-mandatory-vocabulary"),
        ("bound-contradicted", "doc-contradiction"),
    ] {
        assert_eq!(of_pages(&plain, &page(3, &[(fault, "`limit`")])), [rule]);
        assert_eq!(of_pages(&page(3, &[(fault, "`limit`")]), &plain), [""; 0], "a fault that went is no finding");
    }
    let mut one = plain.clone();
    one.authentication = vec![Authentication::Token];
    let mut two = one.clone();
    two.authentication.push(Authentication::Signature);
    assert_eq!(of_pages(&one, &two), ["auth-scheme-added"]);
    assert_eq!(of_pages(&two, &one), ["auth-scheme-removed"]);
}

#[test]
fn an_operation_that_the_lock_remembers_is_restored() {
    let mut old = base();
    let lock = codegen::generate(&old, &Lock::default(), &codegen::Options::default()).lock;
    remove_list(&mut old);
    let new = base();
    let side = |model, lock| Side { model, lock, pages: &[] };
    assert_eq!(rules(&compare(&side(&old, &lock), &side(&new, &Lock::default()))), ["op-restored"]);
}

#[test]
fn every_rule_has_a_name_and_a_meaning_of_its_own() {
    let ids: BTreeSet<&str> = Rule::all().map(Rule::id).collect();
    assert_eq!(ids.len(), Rule::all().count());
    for rule in Rule::all() {
        assert_eq!(Rule::of_id(rule.id()), Some(rule));
        assert!(rule.meaning().ends_with('.') && !rule.example().is_empty(), "{}", rule.id());
    }
}
