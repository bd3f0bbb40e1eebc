//! Bodies and queries against a small service, and what is said about them.

use hyper::{HeaderMap, Method, Uri};

use super::*;
use crate::route::Found;
use crate::service::Services;

const RULES: Rules = Rules { unknown_values: true, unknown_members: false };

fn faults(method: Method, uri: &str, body: &str, rules: Rules) -> Vec<String> {
    let model = serde_json::from_str(include_str!("../../tests/fixtures/kiln.json")).unwrap();
    let services = Services::of(vec![model]);
    let uri: Uri = uri.parse().unwrap();
    let request = Request::new(method, uri, HeaderMap::new(), body.to_owned().into(), String::new());
    let Found::Operations(entries, values) = services.routes.find(&request.method, request.path()) else {
        panic!("no operation")
    };
    let prepared = &services.operations[entries[0].operation];
    let names = entries[0].placeholders.iter().map(String::as_str);
    let path: Vec<_> = names.zip(values.iter().map(String::as_str)).collect();
    super::request(&prepared.operation, &path, &request, &prepared.known, rules)
}

fn body(body: &str) -> Vec<String> {
    faults(Method::POST, "/v1/p/kilns", body, RULES)
}

/// What is wrong with a body that is right but for one member.
fn member(name: &str, value: &str) -> Vec<String> {
    body(&format!(r#"{{"name":"old","{name}":{value}}}"#))
}

fn query(query: &str) -> Vec<String> {
    faults(Method::GET, &format!("/v1/p/kilns?{query}"), "", RULES)
}

#[test]
fn what_is_documented_passes() {
    for (name, value) in [
        ("heat", "20"),
        ("size", "1"),
        ("size", "0.5"),
        ("mood", "null"),
        ("walls", "null"),
        ("level", "2"),
        ("walls", r#"[{"brick_id":"b","unknown":1}]"#),
        ("labels", r#"{"any":"text"}"#),
        ("extra", r#"{"a":[1]}"#),
        ("anything", "null"),
        ("odd", r#""a pattern that is none is not checked""#),
        ("unknown", "1"),
    ] {
        assert_eq!(member(name, value), [""; 0], "{name}: {value}");
    }
}

#[test]
fn missing_members_are_named_with_their_place() {
    assert_eq!(body("{}"), ["body.name: mandatory member is missing"]);
    assert_eq!(body(""), ["body.name: mandatory member is missing"]);
    assert_eq!(member("walls", r#"[{"brick_id":"b"},{}]"#), ["body.walls[1].brick_id: mandatory member is missing"]);
}

#[test]
fn fault_names_the_row_of_the_table_that_it_breaks() {
    let row = "create.rst, table 2, row 3";
    assert_eq!(
        body(r#"{"name":"old","shelves":10}"#),
        [format!("body.shelves: 10 is more than the documented maximum 9 ({row})")]
    );
    let row = "list.rst, table 1, row 2";
    assert_eq!(query("glazed=maybe"), [format!("query.glazed: `maybe` is no boolean ({row})")]);
}

#[test]
fn wrong_types_are_named_with_what_is_documented() {
    for (name, value, expected) in [
        ("heat", "\"20\"", "is a text, documented as whole number"),
        ("heat", "20.5", "is a number with a fraction, documented as whole number"),
        ("gas", "1", "is a whole number, documented as boolean"),
        ("labels", "[]", "is a list, documented as object"),
        ("walls", "{}", "is an object, documented as list"),
        ("extra", "\"\"", "is a text, documented as object"),
    ] {
        assert_eq!(member(name, value), [format!("body.{name}: {expected}")]);
    }
    assert_eq!(member("labels", r#"{"a":1}"#), ["body.labels.a: is a whole number, documented as text"]);
    assert_eq!(body(r#"{"name":null}"#), ["body.name: is null, documented as text"]);
    assert_eq!(body("[]"), ["body: is a list, documented as object"]);
}

#[test]
fn body_that_is_no_json_is_refused_with_the_place() {
    let faults = body(r#"{"name": "#);
    assert!(faults[0].starts_with("body: is no JSON: ") && faults[0].contains("line 1"), "{faults:?}");
}

#[test]
fn bounds_of_texts_count_characters() {
    assert_eq!(body(r#"{"name":"ab"}"#), ["body.name: has 2 characters, documented are at least 3"]);
    assert_eq!(
        body(r#"{"name":"ääääääääää"}"#),
        [
            "body.name: has 10 characters, documented are at most 8",
            "body.name: does not match the documented pattern `^[a-z-]+$`"
        ]
    );
}

#[test]
fn bounds_of_numbers_and_lists_hold() {
    assert_eq!(member("heat", "19"), ["body.heat: 19 is less than the documented minimum 20"]);
    assert_eq!(member("heat", "1301"), ["body.heat: 1301 is more than the documented maximum 1300"]);
    assert_eq!(member("walls", "[]"), ["body.walls: has 0 items, documented are at least 1"]);
}

#[test]
fn unknown_values_are_refused_unless_accepted() {
    assert_eq!(member("mood", "\"sad\""), [r#"body.mood: "sad" is none of the documented values `calm`, `wild`"#]);
    assert_eq!(member("level", "3"), ["body.level: 3 is none of the documented values `1`, `2`"]);
    let long = member("mood", &format!("\"{}\"", "x".repeat(200)));
    assert!(long[0].len() < 200, "{long:?}");
    let accepting = Rules { unknown_values: false, ..RULES };
    assert_eq!(faults(Method::POST, "/v1/p/kilns", r#"{"name":"old","mood":"sad"}"#, accepting), [""; 0]);
}

#[test]
fn secrets_do_not_show_in_messages() {
    let faults = member("password", "\"my secret\"");
    assert_eq!(faults.len(), 1);
    assert!(!faults[0].contains("my secret"), "{faults:?}");
}

#[test]
fn unknown_members_are_refused_where_asked_for() {
    let strict = Rules { unknown_members: true, ..RULES };
    let refused = faults(Method::POST, "/v1/p/kilns?dry=1", r#"{"name":"old","nick":"o"}"#, strict);
    assert_eq!(refused, ["query.dry: no such parameter is documented", "body.nick: no such member is documented"]);
}

#[test]
fn query_parameters_are_read_as_their_types() {
    assert_eq!(query("limit=5&broken=True&state=cold&state=hot&unknown=1"), [""; 0]);
    assert_eq!(query("state=cold,hot"), [""; 0]);
    assert_eq!(query("limit=many"), ["query.limit: `many` is no whole number"]);
    assert_eq!(query("limit=0"), ["query.limit: 0 is less than the documented minimum 1"]);
    assert_eq!(query("broken=2"), ["query.broken: `2` is no boolean"]);
    assert_eq!(
        query("state=cold&state=warm&state=hot"),
        [
            "query.state: has 3 items, documented are at most 2",
            r#"query.state[1]: "warm" is none of the documented values `cold`, `hot`"#
        ]
    );
}

#[test]
fn values_of_placeholders_are_checked() {
    let id = "x".repeat(37);
    assert_eq!(
        faults(Method::GET, &format!("/v1/p/kilns/{id}"), "", RULES),
        ["path.kiln_id: has 37 characters, documented are at most 36"]
    );
}

#[test]
fn bytes_must_be_there() {
    assert_eq!(faults(Method::PUT, "/v1/photo", "", RULES), ["body: is empty"]);
    assert_eq!(faults(Method::PUT, "/v1/photo", "{", RULES), [""; 0]);
}

#[test]
fn messages_end_at_twenty_faults() {
    let walls = vec!["{}"; 50].join(",");
    assert_eq!(member("walls", &format!("[{walls}]")).len(), MOST);
}
