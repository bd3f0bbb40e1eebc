//! Small reports for tests of the forms.

use codegen::diff::{Confidence, Rule, Semver};

use super::{Entry, Place, Report};

/// A finding of a rule with its usual verdicts.
pub(super) fn entry(rule: &str, subject: &str) -> Entry {
    let rule = Rule::of_id(rule).unwrap();
    Entry {
        rule,
        wire: rule.wire(),
        rust: rule.rust(),
        confidence: Confidence::High,
        subject: subject.to_owned(),
        before: None,
        after: None,
        old: Some(Place { page: "old/a.rst".into(), line: Some(7), link: None }),
        new: Some(Place { page: "new/a.rst".into(), line: Some(9), link: None }),
        item: None,
        instead: None,
        operations: vec!["GET /a".into()],
        accepted: None,
    }
}

/// A report of findings.
pub(super) fn of(entries: Vec<Entry>) -> Report {
    Report {
        old: "v1".into(),
        new: "v2".into(),
        crate_name: "hwc-demo".into(),
        semver: Semver::Major,
        notice: false,
        entries,
        left_out: 0,
    }
}
