//! What was created is there until it is deleted.

use crate::support::{MODEL, call, get};
use hwc_mock::{Cloud, Mock};
use serde_json::{Value, json};

fn create(cloud: &Cloud, name: &str) -> String {
    let reply = call(cloud, "POST", "/v1/p/kilns", &json!({ "name": name }).to_string());
    reply.json()["kiln_id"].as_str().unwrap().to_owned()
}

fn listed(cloud: &Cloud, target: &str) -> (Vec<Value>, Value, Value) {
    let reply = get(cloud, target).json();
    let names = reply["kilns"].as_array().unwrap().iter().map(|kiln| kiln["name"].clone()).collect();
    (names, reply["total"].clone(), reply["size"].clone())
}

#[test]
fn created_is_shown_changed_and_deleted_by_its_id() {
    let cloud = Mock::of(MODEL).stateful().start().unwrap();
    let (first, second) = (create(&cloud, "red"), create(&cloud, "blue"));
    assert_ne!(first, second);
    let path = format!("/v1/p/kilns/{second}");
    let shown = get(&cloud, &path).json();
    assert_eq!(shown, json!({ "kiln": { "id": second, "name": "blue", "state": "cold" } }));
    assert_eq!(call(&cloud, "PUT", &path, r#"{"name":"green"}"#).status, 204);
    assert_eq!(get(&cloud, &path).json()["kiln"]["name"], "green");
    assert_eq!(call(&cloud, "DELETE", &path, "").status, 204);
    let gone = get(&cloud, &path);
    assert_eq!((gone.status, gone.message().contains(&path)), (404, true));
    assert_eq!(call(&cloud, "DELETE", &path, "").status, 404);
    assert_eq!(get(&cloud, &format!("/v1/p/kilns/{first}")).status, 200);
}

#[test]
fn list_has_what_was_created_in_pages() {
    let cloud = Mock::of(MODEL).stateful().start().unwrap();
    assert_eq!(listed(&cloud, "/v1/p/kilns"), (vec![], json!(0), json!(0)));
    for name in ["red", "blue", "green"] {
        create(&cloud, name);
    }
    let page = listed(&cloud, "/v1/p/kilns?offset=1&limit=1");
    assert_eq!(page, (vec![json!("blue")], json!(3), json!(1)));
    assert_eq!(listed(&cloud, "/v1/other/kilns").1, 0, "another project has its own");
}

#[test]
fn list_whose_example_is_empty_is_shaped_after_its_type() {
    let cloud = Mock::of(MODEL).stateful().start().unwrap();
    let created = call(&cloud, "POST", "/v1/pots", r#"{"pot":{"name":"jug"}}"#).json();
    let listed = get(&cloud, "/v1/pots").json();
    let jug = json!({ "id": created["pot"]["id"], "glaze": "clear", "name": "jug" });
    assert_eq!(listed, json!({ "pots": [jug], "count": 1 }));
}

#[test]
fn what_is_refused_is_not_created() {
    let cloud = Mock::of(MODEL).stateful().start().unwrap();
    assert_eq!(call(&cloud, "POST", "/v1/p/kilns", "{}").status, 400);
    assert_eq!(listed(&cloud, "/v1/p/kilns").1, 0);
}

#[test]
fn without_state_every_id_is_the_documented_example() {
    let cloud = Mock::of(MODEL).start().unwrap();
    assert_eq!(get(&cloud, "/v1/p/kilns/anything").json()["kiln"]["name"], "old");
}

/// A workshop whose ovens are made by jobs, have doors, and come in pages by marker.
fn workshop() -> String {
    let operation = |method: &str, path: &str, reply: Value| {
        let key = format!("{method} {path}").replace("oven_id", "").replace("door_id", "").replace("job_id", "");
        let example = json!([{ "status": 200, "body": reply, "source": {} }]);
        let limit = json!([{ "place": "query", "name": "limit", "type": "integer", "default": 2, "source": {} }]);
        json!({ "key": key, "title": "", "method": method, "path": path, "source": {}, "response_examples": example,
            "parameters": if path.ends_with("detail") { limit } else { json!([]) } })
    };
    let oven = json!({ "id": "1-2", "name": "old", "heat": 900 });
    let door = |status: &str| json!({ "id": 7, "number": 7, "side": "left", "status": status });
    let page = json!({ "ovens": [oven], "total": 9, "page_info": { "next_marker": "m" } });
    let operations = [
        operation("POST", "/v1.1/ovens", json!({ "job_id": "j", "oven_ids": ["1-2"] })),
        operation("GET", "/v1/ovens/detail", page),
        operation("GET", "/v1/ovens/{oven_id}", json!({ "request_id": "r", "oven": oven })),
        operation("POST", "/v1/ovens/delete", json!({})),
        operation("DELETE", "/v1/ovens/{oven_id}", json!({})),
        operation("GET", "/v1/jobs/{job_id}", json!({ "job_id": "j", "entities": { "oven_id": "o" } })),
        operation("POST", "/v1/ovens/{oven_id}/doors", json!({ "door": door("HANGING") })),
        operation("GET", "/v1/ovens/{oven_id}/doors", json!({ "doors": [door("HUNG")] })),
        operation("GET", "/v1/ovens/{oven_id}/doors/{door_id}", json!({ "door": door("HUNG") })),
        operation("GET", "/v3/heat/ovens/{oven_id}", json!({ "oven": oven })),
        operation("POST", "/v1/ovens/{oven_id}/fire", json!({ "fired": true })),
    ];
    json!({ "format": 1, "service": { "key": "workshop", "crate_name": "", "title": "" }, "operations": operations,
        "types": [], "pages": [] })
    .to_string()
}

fn build(cloud: &Cloud, name: &str) -> (String, String) {
    let reply = call(cloud, "POST", "/v1.1/ovens", &json!({ "oven": { "name": name } }).to_string()).json();
    (reply["oven_ids"][0].as_str().unwrap().to_owned(), reply["job_id"].as_str().unwrap().to_owned())
}

#[test]
fn what_one_version_creates_by_a_job_another_shows() {
    let cloud = Mock::of(&workshop()).stateful().start().unwrap();
    let (oven, job) = build(&cloud, "red");
    assert!(oven.len() == 36 && job != "j", "{oven} {job}");
    assert_eq!(
        get(&cloud, &format!("/v1/ovens/{oven}")).json()["oven"],
        json!({ "id": oven, "name": "red", "heat": 900 })
    );
    assert_eq!(
        get(&cloud, &format!("/v1/jobs/{job}")).json(),
        json!({ "job_id": job, "entities": { "oven_id": oven } })
    );
    let deleted = call(&cloud, "POST", "/v1/ovens/delete", &json!({ "ovens": [{ "id": oven }] }).to_string());
    assert_eq!((deleted.status, get(&cloud, &format!("/v1/ovens/{oven}")).status), (200, 404));
}

#[test]
fn list_goes_on_behind_the_marker_that_it_gives() {
    let cloud = Mock::of(&workshop()).stateful().start().unwrap();
    let ids: Vec<_> = ["a", "b", "c"].iter().map(|name| build(&cloud, name).0).collect();
    let first = get(&cloud, "/v1/ovens/detail").json();
    assert_eq!((first["ovens"].as_array().unwrap().len(), &first["total"]), (2, &json!(3)));
    assert_eq!(first["page_info"]["next_marker"], *ids[1]);
    let last = get(&cloud, &format!("/v1/ovens/detail?marker={}", ids[1])).json();
    assert_eq!((&last["ovens"][0]["id"], &last["page_info"]), (&json!(ids[2]), &json!({})));
}

#[test]
fn what_is_within_a_resource_lives_as_long_as_it_does() {
    let cloud = Mock::of(&workshop()).stateful().start().unwrap();
    assert_eq!(call(&cloud, "POST", "/v1/ovens/none/doors", "{}").status, 404);
    assert_eq!(call(&cloud, "POST", "/v1/ovens/none/fire", "{}").status, 404);
    let (oven, other) = (build(&cloud, "red").0, build(&cloud, "blue").0);
    let doors = format!("/v1/ovens/{oven}/doors");
    let door = call(&cloud, "POST", &doors, r#"{"door":{"side":"right"}}"#).json()["door"].clone();
    assert_eq!(door["status"], "HANGING");
    let id = door["id"].as_u64().unwrap();
    let door = json!({ "id": id, "number": id, "side": "right", "status": "HUNG" });
    assert_eq!(get(&cloud, &format!("{doors}/{id}")).json()["door"], door);
    assert_eq!(get(&cloud, &doors).json()["doors"], json!([door]));
    assert_eq!(get(&cloud, &format!("/v1/ovens/{other}/doors")).json()["doors"], json!([]));
    assert_eq!(call(&cloud, "POST", &format!("/v1/ovens/{oven}/fire"), "").json()["fired"], true);
    assert_eq!(call(&cloud, "DELETE", &format!("/v1/ovens/{oven}"), "").status, 200);
    assert_eq!(get(&cloud, &doors).status, 404);
    cloud.forget_resources();
    assert_eq!(get(&cloud, &format!("/v1/ovens/{other}")).status, 404);
}

/// Labels of a shelf: a map, of which each key has a path of its own.
fn labels() -> String {
    let operation = |method: &str, path: &str, reply: Value| {
        let example = json!([{ "status": 200, "body": reply, "source": {} }]);
        json!({ "key": format!("{method} {path}"), "title": "", "method": method, "path": path, "source": {},
            "body": { "media_type": "application/json", "type": { "map": "string" } },
            "responses": [{ "status": 200, "source": {} }], "response_examples": example })
    };
    let all = json!({ "labels": { "colour": "red" } });
    let without_body = |mut operation: Value| {
        operation.as_object_mut().unwrap().remove("body");
        operation
    };
    let operations = [
        operation("POST", "/v1/shelf/labels", all.clone()),
        operation("PUT", "/v1/shelf/labels", all.clone()),
        without_body(operation("GET", "/v1/shelf/labels", all)),
        without_body(operation("GET", "/v1/shelf/labels/{key}", json!({ "labels": { "colour": "red" } }))),
    ];
    let service = json!({ "key": "shelf", "crate_name": "", "title": "" });
    json!({ "format": 1, "service": service, "operations": operations, "types": [], "pages": [] }).to_string()
}

#[test]
fn a_map_grows_by_what_is_posted_and_is_replaced_by_what_is_put() {
    let cloud = Mock::of(&labels()).stateful().start().unwrap();
    let all = "/v1/shelf/labels";
    call(&cloud, "POST", all, r#"{"colour":"red"}"#);
    call(&cloud, "POST", all, r#"{"size":"big"}"#);
    assert_eq!(get(&cloud, all).json(), json!({ "labels": { "colour": "red", "size": "big" } }));
    let replaced = call(&cloud, "PUT", all, r#"{"size":"small"}"#);
    assert_eq!((replaced.status, replaced.json()), (200, json!({ "labels": { "size": "small" } })));
    assert_eq!(get(&cloud, all).json(), json!({ "labels": { "size": "small" } }));
    assert_eq!(get(&cloud, "/v1/shelf/labels/colour").status, 404);
}
