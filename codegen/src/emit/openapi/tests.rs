//! A small model with the traps in it, and a public validator where one is installed.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::*;

fn model() -> Model {
    serde_json::from_str(include_str!("fixture.json")).unwrap()
}

fn document() -> Value {
    serde_json::to_value(openapi(&model())).unwrap()
}

fn member(name: &str) -> Value {
    document()["components"]["schemas"]["act_fire_body"]["properties"][name].clone()
}

#[test]
fn text_is_the_same_twice_and_members_keep_their_order() {
    let text = serde_json::to_string(&openapi(&model())).unwrap();
    assert_eq!(text, serde_json::to_string(&openapi(&model())).unwrap());
    assert!(text.starts_with(r#"{"openapi":"3.1.0","info":{"title":"Kiln""#), "{text}");
    assert!(text.contains(r#""value":{"zeta":1,"alpha":2}"#), "{text}");
}

#[test]
fn paths_that_differ_in_names_of_placeholders_are_one() {
    let document = document();
    let item = &document["paths"]["/v1/{project_id}/kilns/{id}"];
    let renamed = &item["delete"]["parameters"][1];
    assert_eq!((&renamed["name"], &renamed["x-documented-name"]), (&json!("id"), &json!("kiln_id")));
    assert_eq!(item["get"]["parameters"][1].get("x-documented-name"), None);
}

#[test]
fn operations_on_one_path_are_kept_apart_by_their_key() {
    let document = document();
    let paths: Vec<_> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    for path in ["/v1/{project_id}/kilns/{kiln_id}#fire", "/v1/{project_id}/kilns/{kiln_id}#cool"] {
        assert!(paths.contains(&path), "{paths:?}");
    }
}

#[test]
fn alias_is_a_path_without_the_parameters_it_has_no_place_for() {
    let alias = &document()["paths"]["/v2/kilns/{kiln_id}#cool"]["post"];
    assert_eq!(alias["x-alias-of"], "/v1/{project_id}/kilns/{kiln_id}");
    let names: Vec<_> = alias["parameters"].as_array().unwrap().iter().map(|p| &p["name"]).collect();
    assert_eq!(names, ["kiln_id"]);
}

#[test]
fn operation_ids_are_unique_and_come_from_the_path_where_the_page_has_none() {
    let document = document();
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.values().flat_map(|item| item.as_object().unwrap().values());
    let ids: Vec<_> = operations.map(|o| o["operationId"].as_str().unwrap()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    assert!(ids.contains(&"GetV1ProjectIdKilnsId"), "{ids:?}");
    assert!(ids.contains(&"ActOnKiln") && ids.contains(&"ActOnKiln2"), "{ids:?}");
}

#[test]
fn tag_of_an_ambiguous_title_names_its_parents() {
    let document = document();
    let tags: Vec<_> = document["tags"].as_array().unwrap().iter().map(|t| t["name"].as_str().unwrap()).collect();
    assert_eq!(tags, ["V1 / Kilns", "Actions", "V2 / Kilns"]);
}

#[test]
fn default_outside_its_own_bounds_is_evidence_only() {
    assert_eq!(member("degrees")["x-default"], 0);
    assert_eq!(member("degrees").get("default"), None);
    assert_eq!(member("minutes")["default"], 5);
    assert_eq!(member("label")["x-default"], "A");
    assert_eq!(member("extra")["x-default"], "none");
}

#[test]
fn pattern_that_is_no_regular_expression_is_evidence_only() {
    assert_eq!(member("mark")["x-pattern"], "no [ or <");
    assert_eq!(member("label")["pattern"], "^[a-z]+$");
}

#[test]
fn null_is_allowed_beside_references_and_enumerations() {
    assert_eq!(member("next")["anyOf"], json!([{ "$ref": "#/components/schemas/kiln" }, { "type": "null" }]));
    assert_eq!(member("mood")["type"], json!(["string", "null"]));
    assert_eq!(member("mood")["enum"], json!(["calm", null]));
}

#[test]
fn types_carry_width_secrecy_unit_and_source() {
    assert_eq!(member("degrees")["format"], "int32");
    assert_eq!(member("minutes")["format"], "int64");
    assert_eq!(member("degrees")["x-unit"], "K");
    assert_eq!(member("key")["format"], "password");
    assert_eq!(member("key")["x-mandatory"], "conditional");
    assert_eq!(member("key")["x-source"], json!({ "row": 3 }));
    assert_eq!(
        member("tags")["additionalProperties"],
        json!({ "type": "array", "items": { "type": "number", "format": "double" } })
    );
    assert_eq!(document()["components"]["schemas"]["act_fire_body"]["required"], json!(["degrees"]));
}

#[test]
fn values_of_a_list_are_those_of_its_items() {
    let query = &document()["paths"]["/v1/{project_id}/kilns/{id}"]["get"]["parameters"][2];
    assert_eq!(query["schema"]["maxItems"], 3);
    assert_eq!(query["schema"]["items"]["maxLength"], 8);
    assert_eq!(query["schema"]["items"]["enum"], json!(["heat", "load"]));
    assert_eq!(query["schema"]["items"]["x-enum-descriptions"], json!(["degrees now", ""]));
    assert_eq!(query["x-mentioned-values"], json!([{ "value": "Heat" }]));
}

#[test]
fn examples_stand_with_their_status_or_else_with_success() {
    let document = document();
    let operation = &document["paths"]["/v1/{project_id}/kilns/{id}"]["get"];
    let replies = &operation["responses"];
    assert_eq!(replies["200"]["content"]["application/json"]["examples"]["example-1"]["summary"], "A kiln");
    assert_eq!(replies["409"]["content"]["application/json"]["examples"]["example-1"]["value"], "busy");
    assert_eq!(replies["200"]["headers"]["X-Batch"]["schema"]["type"], "integer");
    assert_eq!(replies["404"].get("content"), None);
    assert_eq!(replies["404"]["description"], "There is no such resource");
    assert_eq!(replies.get("default"), None);
    assert_eq!(operation["x-request-examples"][0]["x-uri"], "/v1/p/kilns/7");
}

#[test]
fn bodies_of_failures_that_state_the_same_are_one_schema_and_others_keep_their_own() {
    let mut model = model();
    let body = |id: &str, member: &str, table: u32| json!({ "id": id, "members": [{ "name": member, "type": "string", "source": { "row": 1 } }], "source": { "table": table } });
    for (status, id, member) in [(400, "a 400", "code"), (401, "a 401", "code"), (403, "a 403", "reason")] {
        model.types.push(serde_json::from_value(body(id, member, status)).unwrap());
        let response = json!({ "status": status, "type": { "object": id }, "source": { "table": status } });
        model.operations[0].responses.push(serde_json::from_value(response).unwrap());
    }
    let document = serde_json::to_value(openapi(&model)).unwrap();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    assert_eq!(schemas["Failure"]["properties"]["code"]["type"], "string");
    assert_eq!(schemas["a_403"]["properties"]["reason"]["type"], "string");
    assert!(!schemas.contains_key("a_400") && !schemas.contains_key("a_401"), "{schemas:?}");
    let text = document["paths"].to_string();
    assert_eq!(text.matches("#/components/schemas/Failure\"").count(), 2, "{text}");
}

#[test]
fn servers_have_a_region_only_where_the_address_has_one() {
    let document = document();
    assert_eq!(document["servers"][0]["variables"]["region"]["default"], "eu-de");
    assert_eq!(document["servers"][1].get("variables"), None);
}

#[test]
fn a_public_validator_accepts_the_document() {
    let program = std::env::var("OPENAPI_SPEC_VALIDATOR").unwrap_or_else(|_| "openapi-spec-validator".to_owned());
    let started = Command::new(&program).arg("-").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut validator) = started else {
        println!("not checked: {program} is not installed (pip install openapi-spec-validator)");
        return;
    };
    let text = serde_json::to_string(&openapi(&model())).unwrap();
    validator.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = validator.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
