//! What was given out stays: a page may change its wording, its order and what it leaves unsaid.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use codegen::{Lock, Options, Output};
use hwc_model::Model;
use serde_json::{Value, json};
use support::{changed, model};

fn generate(model: &Model, lock: &Lock) -> Output {
    codegen::generate(model, lock, &Options::default())
}

/// The lock of the gateway as it is, and what comes of the gateway after a change.
fn after(change: impl FnOnce(&mut Value)) -> (Lock, Output) {
    let before = model("gateway");
    let lock = generate(&before, &Lock::default()).lock;
    let output = generate(&changed(&before, change), &lock);
    (lock, output)
}

fn source(output: &Output) -> String {
    output.files.iter().filter(|file| file.path.ends_with(".rs")).map(|file| file.text.as_str()).collect()
}

fn operation<'v>(model: &'v mut Value, key: &str) -> &'v mut Value {
    let operations = model["operations"].as_array_mut().unwrap();
    operations.iter_mut().find(|operation| operation["key"] == key).unwrap()
}

fn members<'v>(model: &'v mut Value, id: &str) -> &'v mut Vec<Value> {
    let types = model["types"].as_array_mut().unwrap();
    types.iter_mut().find(|object| object["id"] == id).unwrap()["members"].as_array_mut().unwrap()
}

fn member<'v>(model: &'v mut Value, id: &str, name: &str) -> &'v mut Value {
    members(model, id).iter_mut().find(|member| member["name"] == name).unwrap()
}

/// Gives every type another id.
fn renumber(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                match value {
                    Value::String(id) if name == "object" => *id = format!("other {id}"),
                    other => renumber(other),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(renumber),
        _ => {}
    }
}

#[test]
fn renaming_titles_captions_and_ids_changes_no_name() {
    let (lock, output) = after(|model| {
        renumber(model);
        for operation in model["operations"].as_array_mut().unwrap() {
            operation["title"] = "Doing Something Else".into();
            operation["id"] = "SomethingElse".into();
            operation["group"] = json!(["Another Section"]);
        }
        for object in model["types"].as_array_mut().unwrap() {
            object["id"] = format!("other {}", object["id"].as_str().unwrap()).into();
            object["name"] = format!("Other{}", object["name"].as_str().unwrap_or("Thing")).into();
            object["description"] = "Other words.".into();
        }
        for page in model["pages"].as_array_mut().unwrap() {
            page["original_name"] = "other.html".into();
        }
    });
    assert_eq!(output.lock, lock);
}

#[test]
fn order_changes_no_name() {
    let (lock, output) = after(|model| {
        model["operations"].as_array_mut().unwrap().reverse();
        for object in model["types"].as_array_mut().unwrap() {
            object["members"].as_array_mut().unwrap().reverse();
        }
    });
    assert_eq!(output.lock, lock);
}

#[test]
fn a_value_that_went_away_stays_deprecated() {
    let (lock, output) = after(|model| {
        member(model, "CreateGateRequest", "spec_id")["values"].as_array_mut().unwrap().remove(1);
    });
    assert_eq!(output.lock, lock);
    let text = source(&output);
    let at = text.find("PlatinumX2 = \"PLATINUM_X2\"").unwrap();
    assert!(text[..at].trim_end().ends_with("#[deprecated(note = \"the documentation no longer lists it\")]"));
}

#[test]
fn an_enumeration_stays_where_its_list_went_away() {
    let (lock, output) = after(|model| {
        member(model, "CreateGateRequest", "spec_id").as_object_mut().unwrap().remove("values");
    });
    assert_eq!(output.lock, lock);
    assert!(source(&output).contains("impl Into<SpecId>"));
}

/// Gives gates and requests to create one a number that says how they are.
fn with_states(model: &mut Value, of_gate: [&str; 2], of_request: [&str; 2]) {
    let member = |meanings: [&str; 2]| {
        let values = [0, 1].map(|value| json!({ "value": value, "meaning": meanings[value] }));
        json!({ "name": "state", "type": "integer", "values": values, "source": {} })
    };
    members(model, "Gate").push(member(of_gate));
    members(model, "CreateGateRequest").push(member(of_request));
}

/// Values and variants of the enumerations of states.
fn states(lock: &Lock) -> Vec<Vec<(&str, &str)>> {
    let of_state = |(name, _): &(&String, _)| name.ends_with("State");
    let values = lock.enums.iter().filter(of_state).map(|(_, one)| &one.values);
    values.map(|values| values.iter().map(|(value, name)| (value.as_str(), name.as_str())).collect()).collect()
}

#[test]
fn numbers_are_called_what_they_mean() {
    let (_, output) = after(|model| with_states(model, ["closed", "open"], ["Closed.", "open (by default)"]));
    assert_eq!(states(&output.lock), [[("0", "Closed"), ("1", "Open")]]);
    let (_, output) = after(|model| with_states(model, ["closed", "The gate is open."], ["closed", "open"]));
    assert_eq!(states(&output.lock), [[("0", "Closed"), ("1", "Open")]], "one list has a short word for it");
    let (_, output) = after(|model| with_states(model, ["closed", "It is open."], ["closed", "It is open."]));
    assert_eq!(states(&output.lock), [[("0", "Value0"), ("1", "Value1")]]);
    let (_, output) = after(|model| with_states(model, ["running", "Running."], ["running", "Running."]));
    assert_eq!(states(&output.lock), [[("0", "Value0"), ("1", "Value1")]]);
}

#[test]
fn numbers_that_mean_other_things_are_other_enumerations() {
    let (_, output) = after(|model| with_states(model, ["closed", "open"], ["planned", "built"]));
    let mut states = states(&output.lock);
    states.sort_unstable();
    assert_eq!(states, [[("0", "Closed"), ("1", "Open")], [("0", "Planned"), ("1", "Built")]]);
}

#[test]
fn what_a_number_was_called_it_is_called_when_the_words_are_gone() {
    let worded = changed(&model("gateway"), |model| with_states(model, ["closed", "open"], ["planned", "built"]));
    let lock = generate(&worded, &Lock::default()).lock;
    let bare = changed(&worded, |model| {
        for id in ["Gate", "CreateGateRequest"] {
            for value in member(model, id, "state")["values"].as_array_mut().unwrap() {
                value.as_object_mut().unwrap().remove("meaning");
            }
        }
    });
    assert_eq!(generate(&bare, &lock).lock, lock);
}

#[test]
fn a_list_of_plain_numbers_goes_on_with_plain_numbers() {
    let bare = changed(&model("gateway"), |model| with_states(model, ["", ""], ["", ""]));
    let lock = generate(&bare, &Lock::default()).lock;
    let worded = changed(&model("gateway"), |model| with_states(model, ["closed", "open"], ["closed", "open"]));
    assert_eq!(generate(&worded, &lock).lock, lock);
}

#[test]
fn identifiers_are_no_enumeration() {
    let listed = |values: [&str; 2]| {
        let values = values.map(|value| json!({ "value": value }));
        let member = json!({ "name": "maker_id", "type": "string", "values": values, "source": {} });
        after(|model| members(model, "Gate").push(member)).1.lock.enums.contains_key("v2::MakerId")
    };
    assert!(listed(["north", "south"]));
    assert!(!listed(["6d2b0a4c-2f5e-4c1f-9a57-0c4f9f1d2e3b", "11f3a1d2-8a39-4d54-8f0b-5a2c7d9e6f10"]));
}

/// Gives each gate a date of its making.
fn with_dates(model: &mut Value, dates: [&str; 2]) {
    members(model, "Gate").push(json!({ "name": "made_at", "type": "string", "source": {} }));
    let example = &mut operation(model, "GET /v2/{}/gates")["response_examples"][0]["body"]["gates"];
    for (gate, date) in example.as_array_mut().unwrap().iter_mut().zip(dates) {
        gate["made_at"] = json!(date);
    }
}

#[test]
fn a_text_is_a_point_in_time_where_every_example_is_one() {
    let text = |dates| source(&after(|model| with_dates(model, dates)).1);
    let all = text(["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.678+0200"]);
    assert!(all.contains("hwc_core::instants!(Gate { made_at });"));
    assert!(!text(["2026-01-02T03:04:05Z", "2026-01-02T03:04:05"]).contains("instants!"));
    assert!(!text(["", ""]).contains("instants!"));
}

#[test]
fn what_was_a_point_in_time_stays_so_whatever_examples_show() {
    let dated = changed(&model("gateway"), |model| with_dates(model, ["2026-01-02T03:04:05Z", ""]));
    let lock = generate(&dated, &Lock::default()).lock;
    let undated = changed(&model("gateway"), |model| with_dates(model, ["yesterday", ""]));
    assert!(source(&generate(&undated, &lock)).contains("hwc_core::instants!(Gate { made_at });"));
}

#[test]
fn what_was_mandatory_stays_so_until_the_page_says_otherwise() {
    let (lock, output) = after(|model| {
        member(model, "CreateGateRequest", "spec_id").as_object_mut().unwrap().remove("mandatory");
        member(model, "Network", "subnet_id").as_object_mut().unwrap().remove("mandatory");
    });
    assert_eq!(output.lock, lock);
    assert!(source(&output).contains("missing::spec_id"));
    assert!(source(&output).contains("missing::subnet_id"));
    let (_, output) = after(|model| member(model, "CreateGateRequest", "spec_id")["mandatory"] = "no".into());
    assert!(!source(&output).contains("missing::spec_id"));
}

#[test]
fn a_wrapper_stays_as_it_was_given_out() {
    let (lock, output) = after(|model| {
        member(model, "UpdateGateRequest", "gate").as_object_mut().unwrap().remove("mandatory");
    });
    assert_eq!(output.lock, lock);
    let before = changed(&model("gateway"), |model| {
        member(model, "UpdateGateRequest", "gate")["mandatory"] = "no".into();
    });
    let lock = generate(&before, &Lock::default()).lock;
    assert_eq!(generate(&model("gateway"), &lock).lock.operations["PUT /v2/{}/gates/{}"].wrapper, None);
}

#[test]
fn a_setter_keeps_its_name_where_another_place_comes_to_have_it() {
    let (lock, output) = after(|model| {
        let parameter = json!({ "place": "query", "name": "gate_name", "type": "string", "source": {} });
        operation(model, "POST /v2/{}/gates")["parameters"].as_array_mut().unwrap().push(parameter);
    });
    let setters = &output.lock.operations["POST /v2/{}/gates"].setters;
    assert_eq!(setters["body.gate_name"], "gate_name");
    assert_eq!(setters["query.gate_name"], "query_gate_name");
    assert_eq!(setters.len(), lock.operations["POST /v2/{}/gates"].setters.len() + 1);
}

#[test]
fn tables_that_become_one_keep_both_names() {
    let (lock, output) = after(|model| {
        let charge = members(model, "Charge").clone();
        *members(model, "Network") = charge;
        member(model, "CreateGateRequest", "charge")["type"] = json!({ "object": "Network" });
        model["types"].as_array_mut().unwrap().retain(|object| object["id"] != "Charge");
    });
    let text = source(&output);
    assert!(text.contains("pub type Charge = Network;") || text.contains("pub type Network = Charge;"), "{text}");
    let names = |lock: &Lock| lock.types.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&output.lock), names(&lock));
    let again = changed(&model("gateway"), |model| {
        let charge = members(model, "Charge").clone();
        *members(model, "Network") = charge;
        member(model, "CreateGateRequest", "charge")["type"] = json!({ "object": "Network" });
        model["types"].as_array_mut().unwrap().retain(|object| object["id"] != "Charge");
    });
    assert_eq!(generate(&again, &output.lock), output);
}

#[test]
fn an_error_code_that_went_away_stays_deprecated() {
    let (lock, output) = after(|model| {
        model["errors"] = json!([]);
        model["operations"].as_array_mut().unwrap().iter_mut().for_each(|operation| operation["errors"] = json!([]));
    });
    assert_eq!(output.lock, lock);
    let text = source(&output);
    let constant =
        "#[deprecated(note = \"the documentation no longer lists it\")]\npub const GATE_0001: &str = \"GATE.0001\";";
    assert!(text.contains(constant), "{text}");
}

#[test]
fn what_can_only_be_read_has_no_setter_and_is_not_asked_for() {
    let (_, output) = after(|model| {
        member(model, "CreateGateRequest", "spec_id")["read_only"] = true.into();
        member(model, "Network", "subnet_id")["read_only"] = true.into();
    });
    let text = source(&output);
    assert!(!text.contains("pub fn spec_id(") && !text.contains("pub fn subnet_id("));
    assert!(!text.contains("missing::spec_id") && text.contains("pub subnet_id: Option<String>"));
}

#[test]
fn a_type_with_a_name_for_each_direction_keeps_both() {
    let before = changed(&model("gateway"), |model| {
        member(model, "CreateGateRequest", "charge")["type"] = json!({ "object": "Tag" });
        member(model, "Tag", "key")["mandatory"] = "yes".into();
    });
    let lock = generate(&before, &Lock::default()).lock;
    assert!(lock.types.contains_key("v2::Tag") && lock.types.contains_key("v2::TagReply"));
    let after = changed(&before, |model| member(model, "Tag", "key")["mandatory"] = "no".into());
    let text = source(&generate(&after, &lock));
    assert!(text.contains("pub struct Tag {") && text.contains("pub struct TagReply {"), "{text}");
}

#[test]
fn an_operation_that_comes_back_has_its_name_again() {
    let before = model("gateway");
    let lock = generate(&before, &Lock::default()).lock;
    let without = changed(&before, |model| {
        model["operations"].as_array_mut().unwrap().retain(|operation| operation["method"] != "POST");
    });
    let between = generate(&without, &lock).lock;
    assert_eq!(between.operations, lock.operations);
    let renamed = changed(&before, |model| operation(model, "POST /v2/{}/gates")["id"] = "MakeGate".into());
    assert_eq!(generate(&renamed, &between).lock.operations, lock.operations);
}

#[test]
fn a_lock_edited_into_nonsense_gives_names_all_the_same() {
    let before = model("gateway");
    let mut lock = generate(&before, &Lock::default()).lock;
    for names in lock.operations.values_mut() {
        names.method = "fn".to_owned();
        names.group = "../x".to_owned();
        names.setters.values_mut().for_each(|name| *name = "a b".to_owned());
    }
    for names in lock.types.values_mut() {
        names.fields.values_mut().for_each(|name| *name = "self".to_owned());
    }
    let output = generate(&before, &lock);
    assert_eq!(output.lock.operations, generate(&before, &Lock::default()).lock.operations);
}

#[test]
fn types_say_no_more_than_it_takes_to_tell_them_apart() {
    let named = |change: fn(&mut Value)| generate(&changed(&model("gateway"), change), &Lock::default()).lock.types;
    let names = named(|model| {
        // The page calls the items of the list by the name of the list.
        let types = model["types"].as_array_mut().unwrap();
        types.push(json!({ "id": "n", "name": "nodes", "members": [
            { "name": "ip", "type": "string", "source": {} }, { "name": "tag", "type": { "object": "t" }, "source": {} }
        ], "source": {} }));
        types.push(json!({ "id": "t", "members": [{ "name": "x", "type": "string", "source": {} }], "source": {} }));
        members(model, "Gate").push(json!({ "name": "nodes", "type": { "array": { "object": "n" } }, "source": {} }));
    });
    assert!(names.contains_key("v2::Node"), "{:?}", names.keys());
    assert!(names.contains_key("v2::NodeTag"), "{:?}", names.keys());
    let names = named(|model| {
        let body = &mut operation(model, "POST /v2/{}/gates")["body"]["type"];
        let list = json!({ "array": std::mem::take(body) });
        *body = list;
        let types = model["types"].as_array_mut().unwrap();
        let request = types.iter_mut().find(|object| object["id"] == "CreateGateRequest").unwrap();
        request.as_object_mut().unwrap().remove("name");
    });
    assert!(names.contains_key("v2::CreateGateItem"), "{:?}", names.keys());
}
