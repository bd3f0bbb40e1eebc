//! A report as SARIF 2.1.0, which code hosts show beside the lines of a change.

use codegen::diff::{Rule, RustVerdict, Wire};
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_64;

use super::report::uri;
use super::wording::{change, operations, verdicts};
use super::{Entry, Place, Report};
use crate::model_text;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The report as a log with one run.
pub fn sarif(report: &Report) -> Result<String, serde_json::Error> {
    let mut rules: Vec<Rule> = report.entries.iter().map(|entry| entry.rule).collect();
    rules.sort_unstable_by_key(|rule| rule.id());
    rules.dedup();
    let results: Vec<Value> = report.entries.iter().map(|entry| result(entry, &rules)).collect();
    model_text::write_json(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "cargo xtask diff",
                "rules": rules.iter().map(|rule| describe(*rule)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "properties": { "semver": report.semver, "notice": report.notice, "old": report.old, "new": report.new },
            "results": results,
        }],
    }))
}

fn describe(rule: Rule) -> Value {
    json!({
        "id": rule.id(),
        "shortDescription": { "text": rule.meaning() },
        "defaultConfiguration": { "level": level(rule.wire(), rule.rust()) },
    })
}

/// What breaks somebody is an error, what somebody can use is a note.
fn level(wire: Wire, rust: RustVerdict) -> &'static str {
    if wire == Wire::Breaking || rust == RustVerdict::Breaking { "error" } else { "note" }
}

fn result(entry: &Entry, rules: &[Rule]) -> Value {
    let mut result = json!({
        "ruleId": entry.rule.id(),
        "level": level(entry.wire, entry.rust),
        "message": { "text": message(entry) },
        "partialFingerprints": { "subject/v1": fingerprint(entry) },
        "properties": { "wire": entry.wire, "rust": entry.rust, "confidence": entry.confidence },
    });
    if let Ok(index) = rules.binary_search_by_key(&entry.rule.id(), |rule| rule.id()) {
        result["ruleIndex"] = json!(index);
    }
    // What went away has a place on the older side only.
    if let Some(place) = entry.new.as_ref().or(entry.old.as_ref()) {
        result["locations"] = json!([location(place)]);
    }
    if let (Some(old), Some(_)) = (&entry.old, &entry.new) {
        let mut related = location(old);
        related["message"] = json!({ "text": "before" });
        result["relatedLocations"] = json!([related]);
    }
    if let Some(reason) = &entry.accepted {
        result["suppressions"] = json!([{ "kind": "external", "justification": reason }]);
    }
    result
}

fn message(entry: &Entry) -> String {
    let instead = entry.instead.as_ref().map(|instead| format!("in Rust: {instead}"));
    let parts =
        [Some(entry.rule.meaning().trim_end_matches('.').to_owned()), change(entry), instead, operations(entry)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{}: {} ({})", entry.subject, parts.join("; "), verdicts(entry))
}

/// Stable while a finding says the same of the same subject.
fn fingerprint(entry: &Entry) -> String {
    let change = change(entry).unwrap_or_default();
    format!("{:016x}", xxh3_64(format!("{}\n{}\n{change}", entry.rule.id(), entry.subject).as_bytes()))
}

fn location(place: &Place) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&place.page) } });
    if let Some(line) = place.line {
        physical["region"] = json!({ "startLine": line.max(1) });
    }
    json!({ "physicalLocation": physical })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::test_report::{entry, of};

    #[test]
    fn a_log_names_rules_places_and_what_is_accepted() {
        let mut accepted = entry("op-added", "GET /b");
        accepted.accepted = Some("wanted".into());
        accepted.new.as_mut().unwrap().page = "new/a page.rst".into();
        let log: Value =
            serde_json::from_str(&sarif(&of(vec![entry("op-removed", "GET /a"), accepted])).unwrap()).unwrap();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        for result in run["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        }
        let [gone, new] = [0, 1].map(|at| &run["results"][at]);
        assert_eq!((gone["level"].as_str(), new["level"].as_str()), (Some("error"), Some("note")));
        assert_eq!(new["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "new/a%20page.rst");
        assert_eq!(new["locations"][0]["physicalLocation"]["region"]["startLine"], 9);
        assert_eq!(new["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 7);
        assert_eq!(new["suppressions"][0]["justification"], "wanted");
        assert!(gone.get("suppressions").is_none());
    }

    #[test]
    fn a_fingerprint_follows_what_is_said_not_where() {
        let (mut a, mut b) = (entry("op-removed", "GET /a"), entry("op-removed", "GET /a"));
        b.old = None;
        assert_eq!(fingerprint(&a), fingerprint(&b));
        a.before = Some("x".into());
        assert_ne!(fingerprint(&a), fingerprint(&b));
    }
}
