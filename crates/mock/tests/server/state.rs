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
