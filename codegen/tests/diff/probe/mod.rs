//! The verdict on Rust against the truth: it is "breaking" where code that compiled stops compiling, and nowhere else.
//!
//! For each case the crates of both sides are generated, the newer one with the names of the older, as `regenerate`
//! does. A user of all that the older crate has is compiled against both.

mod more;
mod user;
mod workspace;

use std::{fmt::Write, path::Path};

use codegen::diff::{RustVerdict, carry};
use codegen::{Lock, Options, generate};
use hwc_model::Model;

use crate::base::base;
use crate::rules::{Case, cases, of_models};
use user::user_of;
use workspace::Workspace;

/// Rules that break code though it compiles: the types stay, and what they carry is something else. What a header or
/// the body of a failure is called stands in text; the variants of an enumeration stay, and free text is none of them;
/// the setter stays, and the service takes its value no more.
const UNSEEN: [&str; 13] = [
    "param-const-closed",
    "param-enum-opened",
    "param-format-changed",
    "req-enum-opened",
    "req-field-became-immutable",
    "req-field-format-changed",
    "resp-enum-opened",
    "resp-field-became-write-only",
    "resp-field-format-changed",
    "resp-header-removed",
    "resp-header-type-changed",
    "resp-media-type-changed",
    "err-shape-changed",
];

/// Both sides of a case.
fn sides(case: &Case) -> (Model, Model) {
    let mut old = base();
    (case.prepare)(&mut old);
    let mut new = old.clone();
    (case.change)(&mut new);
    (old, new)
}

#[test]
#[ignore = "compiles all cases; a step of .ci/run"]
fn rust_breaks_where_code_stops_compiling_and_nowhere_else() {
    let mut workspace = Workspace::new(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("verdict"));
    let cases: Vec<(Model, Model)> = cases().iter().chain(&more::cases()).map(sides).collect();
    let mut users = Vec::new();
    for (old, new) in &cases {
        let before = generate(old, &Lock::default(), &Options::default());
        let after = generate(new, &carry(&before.lock, old, new), &Options::default());
        users.push((workspace.add(&before.files), workspace.add(&after.files), user_of(&before.files)));
    }
    assert!(users.len() >= 40);
    let of_old: Vec<(usize, &str)> = users.iter().map(|(old, _, text)| (*old, text.as_str())).collect();
    let of_new: Vec<(usize, &str)> = users.iter().map(|(_, new, text)| (*new, text.as_str())).collect();
    let failing = workspace.failing(&of_old);
    assert!(failing.is_empty(), "a user does not fit the crate that it was made for\n{failing:#?}");
    let failing = workspace.failing(&of_new);
    let mut wrong = String::new();
    for (at, (old, new)) in cases.iter().enumerate() {
        let found = of_models(old, new);
        let is_breaking = |rust: RustVerdict| rust == RustVerdict::Breaking;
        let told = found.findings.iter().filter(|one| !UNSEEN.contains(&one.rule.id()));
        let told: Vec<_> = told.map(|one| (one.rule.id(), one.rust, &one.subject)).collect();
        let error = failing.get(&at);
        if told.iter().any(|(_, rust, _)| is_breaking(*rust)) != error.is_some() {
            let error = error.map_or("it compiles", String::as_str);
            writeln!(wrong, "case {at} (of {}): {told:?}\n{error}\n", cases.len()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
