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
        ..PageNotes::default()
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
        ("charset-guessed", "extract-fallback-used"),
    ] {
        assert_eq!(of_pages(&plain, &page(3, &[(fault, "`limit`")])), [rule]);
        assert_eq!(of_pages(&page(3, &[(fault, "`limit`")]), &plain), [""; 0], "a fault that went is no finding");
    }
    let broken = [("example-not-json", "a comma"), ("example-type-differs", "`limit`")];
    assert_eq!(
        of_pages(&plain, &page(3, &broken)),
        ["doc-example-invalid-json"],
        "what broken JSON holds says nothing"
    );
    let uri = |uri: &str| PageNotes { uri: Some(uri.to_owned()), ..plain.clone() };
    assert_eq!(of_pages(&uri("GET /v1/pools"), &uri("GET https://{Endpoint}/v1/pools")), ["doc-uri-form-changed"]);
    assert_eq!(of_pages(&uri("GET https://a.example/v1"), &uri("GET https://b.example/v1")), ["op-host-changed"]);
    let remarks = |words: &str| PageNotes { remarks: Some(words.to_owned()), ..plain.clone() };
    assert_eq!(of_pages(&remarks("At most 5."), &remarks("At most 9.")), ["op-constraint-note-changed"]);
    let mut one = plain.clone();
    one.authentication = vec![Authentication::Token];
    let mut two = one.clone();
    two.authentication.push(Authentication::Signature);
    assert_eq!(of_pages(&one, &two), ["auth-scheme-added"]);
    assert_eq!(of_pages(&two, &one), ["auth-scheme-removed"]);
}

#[test]
fn an_operation_whose_page_cannot_be_read_is_not_told_as_gone() {
    let (old, lock) = (base(), Lock::default());
    let mut new = base();
    remove_list(&mut new);
    for (fault, rule) in [("uri-missing", "doc-uri-missing"), ("page-empty", "extract-page-unparsed")] {
        let notes = page(3, &[(fault, "nothing")]);
        let old = Side { model: &old, lock: &lock, pages: &[] };
        let new = Side { model: &new, lock: &lock, pages: std::slice::from_ref(&notes) };
        assert_eq!(rules(&compare(&old, &new)), [rule]);
    }
}

#[test]
fn a_name_that_a_person_changed_in_the_lock_is_told() {
    let model = base();
    let lock = codegen::generate(&model, &Lock::default(), &codegen::Options::default()).lock;
    let mut other = lock.clone();
    other.operations.get_mut(crate::base::LIST).unwrap().method = "all_pools".into();
    let (old, new) =
        (Side { model: &model, lock: &lock, pages: &[] }, Side { model: &model, lock: &other, pages: &[] });
    let found = compare(&old, &new);
    assert_eq!(rules(&found), ["rs-item-renamed"]);
    assert_eq!(found.semver, codegen::diff::Semver::Major);
}

/// Rules that only pages or names tell, each of which a test of this file is about.
const OF_PAGES: [&str; 16] = [
    "op-restored",
    "op-host-changed",
    "doc-table-renumbered",
    "doc-table-renamed",
    "doc-example-type-mismatch",
    "doc-example-undocumented-field",
    "doc-example-invalid-json",
    "doc-dangling-ref",
    "doc-duplicate-row",
    "doc-mandatory-vocabulary",
    "doc-contradiction",
    "doc-uri-missing",
    "extract-page-unparsed",
    "rs-item-renamed",
    "doc-uri-form-changed",
    "extract-fallback-used",
];

#[test]
fn every_rule_is_told_by_some_case() {
    let told: BTreeSet<&str> = cases().iter().flat_map(|case| case.rules.iter().copied()).chain(OF_PAGES).collect();
    let untold = Rule::all().filter(|rule| match rule {
        Rule::Single(_) => !told.contains(rule.id()),
        // What differs is found alike whatever carries it.
        Rule::Member(_, change) => {
            let is_same = |other: &Rule| matches!(other, Rule::Member(_, known) if known == change);
            !Rule::all().filter(is_same).any(|rule| told.contains(rule.id()))
        }
    });
    assert_eq!(untold.map(Rule::id).collect::<Vec<_>>(), [""; 0]);
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
