//! Law 9: whatever a reply carries decodes, nothing of it is lost, and what differed can be asked for.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[allow(unreachable_pub, dead_code, reason = "a crate in a module")]
mod sample;

use hwc_core::{Drift, DriftKind, Reply, private::read_reply};
use sample::{BakeLoafReply, Crust, Filling, Loaf, Shift};
use serde_json::{Value, json};

fn read<T: Reply>(value: &Value) -> (T, Vec<Drift>) {
    read_reply(value.to_string().as_bytes()).unwrap()
}

fn kinds(drift: &[Drift]) -> Vec<(&str, DriftKind)> {
    drift.iter().map(|drift| (drift.path.as_str(), drift.kind)).collect()
}

/// Equal as JSON after dropping `null`, `[]` and `{}`.
fn without_empty(value: &Value) -> Option<Value> {
    let kept = match value {
        Value::Null => return None,
        Value::Array(items) => Value::Array(items.iter().filter_map(without_empty).collect()),
        Value::Object(members) => members.iter().filter_map(|(k, v)| Some((k.clone(), without_empty(v)?))).collect(),
        Value::Number(number) => json!(number.as_f64()),
        other => other.clone(),
    };
    (kept != json!([]) && kept != json!({})).then_some(kept)
}

#[track_caller]
fn reads_and_writes_the_same(wire: Value) -> (Loaf, Vec<Drift>) {
    let (loaf, drift) = read::<Loaf>(&wire);
    let written = serde_json::to_value(&loaf).unwrap();
    assert_eq!(without_empty(&written), without_empty(&wire));
    let again: Loaf = serde_json::from_value(written.clone()).unwrap();
    assert_eq!(serde_json::to_value(&again).unwrap(), written, "what was written reads the same");
    (loaf, drift)
}

#[test]
fn a_documented_reply_does_not_drift() {
    let (loaf, drift) = reads_and_writes_the_same(json!({
        "id": "l", "crust": "THIN", "grams": 750, "price": 2.5, "sold": true, "password": "p", "labels": {"a": "b"},
        "slices": [{"type": 1, "shift": 2}], "parent": {"id": "m", "parent": {"id": "n"}}, "extra": [1, {"x": null}],
        "zone_ids": ["z"],
    }));
    assert_eq!(drift, []);
    assert_eq!(loaf.parent.unwrap().parent.unwrap().id.as_deref(), Some("n"));
    assert_eq!(loaf.slices[0].shift, Some(Shift::_2));
    assert!(loaf.unknown_members.is_empty());
}

#[test]
fn nothing_at_all_is_the_empty_value() {
    for body in ["", "  \r\n", "null", "{}"] {
        let (loaf, _) = read_reply::<Loaf>(body.as_bytes()).unwrap();
        assert_eq!(loaf.id, None, "{body:?}");
        assert!(read_reply::<Vec<Loaf>>(body.as_bytes()).unwrap().0.is_empty(), "{body:?}");
    }
    assert_eq!(read_reply::<()>(b"anything").unwrap().0, ());
}

#[test]
fn null_for_a_list_is_the_empty_list_and_drifts() {
    let (loaf, drift) = reads_and_writes_the_same(json!({"id": null, "slices": null, "labels": null, "extra": null}));
    assert!(loaf.slices.is_empty() && loaf.id.is_none() && loaf.extra.is_none());
    assert_eq!(kinds(&drift), [("labels", DriftKind::Null), ("slices", DriftKind::Null)]);
}

#[test]
fn scalars_of_the_wrong_kind_are_understood_and_written_back_as_they_were() {
    let (loaf, drift) = reads_and_writes_the_same(json!({
        "id": 17, "crust": 5, "grams": "750", "price": "2.5", "sold": "True", "password": 1234,
    }));
    assert_eq!(loaf.id.as_deref(), Some("17"));
    assert_eq!(loaf.crust, Some(Crust::Other("5".into())));
    assert_eq!((loaf.grams, loaf.price, loaf.sold), (Some(750), Some(2.5), Some(true)));
    assert_eq!(loaf.password.unwrap().expose(), "1234");
    assert_eq!(
        kinds(&drift),
        [
            ("crust", DriftKind::NumberForText),
            ("crust", DriftKind::UnknownValue),
            ("grams", DriftKind::TextForNumber),
            ("id", DriftKind::NumberForText),
            ("password", DriftKind::NumberForText),
            ("price", DriftKind::TextForNumber),
            ("sold", DriftKind::OtherForBoolean),
        ]
    );
}

#[test]
fn a_field_that_was_changed_is_written_in_place_of_the_original() {
    let (mut loaf, _) = read::<Loaf>(&json!({"grams": "750", "id": 17}));
    loaf.grams = Some(800);
    assert_eq!(serde_json::to_value(&loaf).unwrap(), json!({"grams": 800, "id": 17}));
}

#[test]
fn numbers_out_of_range_are_kept() {
    let (loaf, drift) = reads_and_writes_the_same(json!({"grams": 18446744073709551615_u64, "price": 3}));
    assert_eq!((loaf.grams, loaf.price), (None, Some(3.0)));
    assert_eq!(kinds(&drift), [("grams", DriftKind::NumberOutOfRange)]);
    let (loaf, _) = reads_and_writes_the_same(json!({"grams": 7.0}));
    assert_eq!(loaf.grams, Some(7));
    let (loaf, _) = reads_and_writes_the_same(json!({"grams": 7.5, "price": 9007199254740993_i64}));
    assert_eq!(loaf.grams, None);
    assert_eq!(loaf.unknown_members.get("price"), Some(&json!(9007199254740993_i64)));
}

#[test]
fn values_of_another_type_altogether_are_kept_under_their_names() {
    let wire = json!({
        "id": {"a": 1}, "crust": ["THIN"], "grams": "many", "sold": 2, "labels": "none", "parent": "root",
        "slices": "", "zone_ids": {},
    });
    let (loaf, drift) = reads_and_writes_the_same(wire);
    assert!(loaf.id.is_none() && loaf.crust.is_none() && loaf.parent.is_none() && loaf.slices.is_empty());
    assert_eq!(loaf.unknown_members.get("parent"), Some(&json!("root")));
    let others = drift.iter().filter(|drift| drift.kind == DriftKind::OtherType);
    assert_eq!(
        others.map(|drift| drift.path.as_str()).collect::<Vec<_>>(),
        ["crust", "grams", "id", "labels", "parent", "slices", "sold", "zone_ids[]"]
    );
}

#[test]
fn unknown_members_and_values_are_kept() {
    let (loaf, drift) = reads_and_writes_the_same(json!({
        "crust": "SOGGY", "flavour": {"deep": [1, 2]}, "slices": [{"shift": 9, "x": 1}, {"x": 2}],
    }));
    assert_eq!(loaf.crust, Some(Crust::Other("SOGGY".into())));
    assert_eq!(loaf.slices[1].unknown_members.get("x"), Some(&json!(2)));
    assert_eq!(
        kinds(&drift),
        [
            ("crust", DriftKind::UnknownValue),
            ("flavour", DriftKind::UnknownMember),
            ("slices[].shift", DriftKind::UnknownValue),
            ("slices[].x", DriftKind::UnknownMember),
        ]
    );
    assert_eq!(drift[3].count, 2);
    let told = "slices[].x: the documentation has no such member, 2 times, against `api-ref/slice.rst`, table 1";
    assert_eq!(drift[3].to_string(), told);
}

#[test]
fn a_single_item_is_a_list_of_one() {
    let (loaf, drift) = reads_and_writes_the_same(json!({"slices": {"type": 1, "new": 2}, "zone_ids": "z"}));
    assert_eq!(loaf.slices[0].r#type, Some(1));
    assert_eq!(loaf.zone_ids, ["z"]);
    assert_eq!(
        kinds(&drift),
        [
            ("slices[].new", DriftKind::UnknownMember),
            ("slices", DriftKind::ObjectForList),
            ("zone_ids", DriftKind::ItemForList),
        ]
    );
}

#[test]
fn an_item_that_does_not_fit_leaves_the_others() {
    let (loaf, drift) = reads_and_writes_the_same(json!({
        "slices": [{"type": 1}, "odd", {"type": 3}], "zone_ids": ["a", null, 7, ["b"]], "labels": {"a": "b", "n": 1, "o": []},
    }));
    assert_eq!(loaf.slices.len(), 2);
    assert_eq!(loaf.zone_ids, ["a", "7"]);
    assert_eq!(loaf.labels.into_iter().collect::<Vec<_>>(), [("a".into(), "b".into()), ("n".into(), "1".to_owned())]);
    assert_eq!(
        kinds(&drift),
        [
            ("labels.*", DriftKind::NumberForText),
            ("labels.*", DriftKind::OtherType),
            ("slices[]", DriftKind::OtherType),
            ("zone_ids[]", DriftKind::Null),
            ("zone_ids[]", DriftKind::NumberForText),
            ("zone_ids[]", DriftKind::OtherType),
        ]
    );
}

#[test]
fn lists_maps_and_free_json_may_be_the_whole_reply() {
    assert_eq!(read::<Vec<Loaf>>(&json!([{"id": "a"}])).0[0].id.as_deref(), Some("a"));
    assert_eq!(read::<Vec<Loaf>>(&json!({"id": "a"})).0.len(), 1);
    let (shelves, _) = read::<std::collections::BTreeMap<String, Shift>>(&json!({"top": 1, "low": "-1"}));
    assert_eq!(shelves["low"], Shift::Minus1);
    assert_eq!(read::<Value>(&json!({"a": [null]})).0, json!({"a": [null]}));
}

#[test]
fn a_repeated_member_counts_as_said_last() {
    let (loaf, _) = read_reply::<Loaf>(br#"{"grams": "7", "grams": 8, "\u0069d": "escaped"}"#).unwrap();
    assert_eq!(serde_json::to_value(&loaf).unwrap(), json!({"grams": 8, "id": "escaped"}));
}

#[test]
fn only_what_is_no_json_is_an_error() {
    for body in ["{", "<html>", "{\"id\": }", "[1,]", "{} x", "\"\\ud800\""] {
        assert!(read_reply::<BakeLoafReply>(body.as_bytes()).is_err(), "{body}");
    }
    for body in ["7", "true", "\"text\"", "[]", "[[]]", "1e400"] {
        let _ = read_reply::<BakeLoafReply>(body.as_bytes());
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(read_reply::<Loaf>(deep.as_bytes()).is_err());
}

#[test]
fn drift_leads_to_the_row_of_the_table_that_states_the_innermost_object() {
    let wire = json!({ "grams": "1", "labels": {"a": 5}, "zone_ids": [7], "extra": 1, "colour": "brown",
        "slices": [{"type": "5"}, {"shift": "2"}, null], "parent": {"crust": "ODD", "slices": {}} });
    let (_, drift) = read::<Loaf>(&wire);
    let (loaf, slice) = (("api-ref/loaf.rst", Some(2)), ("api-ref/slice.rst", Some(1)));
    let places: std::collections::BTreeMap<_, _> =
        drift.iter().map(|drift| (drift.path.as_str(), ((drift.page, drift.table), drift.row))).collect();
    let expected = [
        ("colour", (loaf, None)),
        ("grams", (loaf, Some(3))),
        ("labels.*", (loaf, Some(7))),
        ("parent.crust", (loaf, Some(2))),
        ("parent.slices", (loaf, Some(8))),
        ("slices[]", (loaf, Some(8))),
        ("slices[].shift", (slice, Some(2))),
        ("slices[].type", (slice, Some(1))),
        ("zone_ids[]", (loaf, Some(12))),
    ];
    assert_eq!(places, expected.into_iter().collect());
}

#[test]
fn no_more_drift_is_noted_than_anybody_reads() {
    let wire: Value = (0..5_000).map(|n| (format!("m{n}"), json!(n))).collect::<serde_json::Map<_, _>>().into();
    let (loaf, drift) = read::<Loaf>(&wire);
    assert_eq!(loaf.unknown_members.len(), 5_000);
    assert!(drift.len() < 1_000, "{}", drift.len());
}

#[test]
fn types_for_requests_write_what_they_were_given() {
    let filling = Filling::builder().filling_id("jam").extra_member("beta", 1).build();
    assert_eq!(serde_json::to_string(&filling).unwrap(), r#"{"filling_id":"jam","beta":1}"#);
}
