//! The contract with generated code: `sample` is what codegen writes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[allow(unreachable_pub, dead_code, reason = "a crate in a module")]
mod sample;

use hwc_core::{CallOptions, Config, Credentials, Describe, Secret};
use sample::{BakeLoaf, Client, Crust, Filling, Shift, missing};
use serde_json::json;

fn client() -> Client {
    let config = Config::builder()
        .region("eu-de")
        .project_id("p1")
        .credentials(Credentials::access_key("AK", "SK"))
        .build()
        .unwrap();
    Client::new(&config)
}

type AllGiven = (
    hwc_core::Given,
    hwc_core::Given,
    hwc_core::Given,
    hwc_core::Given,
    hwc_core::Given,
    hwc_core::Given,
    hwc_core::Given,
    hwc_core::Given,
    hwc_core::Given,
    hwc_core::Given,
    hwc_core::Given,
    hwc_core::Given,
    hwc_core::Given,
    hwc_core::Given,
);

fn loaf() -> BakeLoaf<AllGiven> {
    client()
        .bake_loaf()
        .price(2.5)
        .name("rye \"bread\"")
        .spec_id("THIN")
        .flour("rye")
        .salt(0.5)
        .water(-3)
        .yeast(true)
        .baker_id("b")
        .shop_id("s")
        .shift_id(2)
        .zone_ids(vec!["z".to_owned()])
        .secret_recipe("grandmother")
        .size_grams(750)
        .oven_id("o/1")
}

#[test]
fn fourteen_mandatory_parameters_in_any_order_make_a_request() {
    let request = loaf().describe();
    assert_eq!((request.method(), request.path()), ("POST", "/v1/p1/ovens/o%2F1/loaves"));
    assert_eq!(
        std::str::from_utf8(request.body().unwrap()).unwrap(),
        r#"{"price":2.5,"name":"rye \"bread\"","spec_id":"THIN","flour":"rye","salt":0.5,"water":-3,"yeast":true,"baker_id":"b","shop_id":"s","shift_id":2,"zone_ids":["z"],"secret_recipe":"grandmother","size_grams":750}"#
    );
}

#[test]
fn builders_clone_and_print_whatever_their_state() {
    let blank = client().bake_loaf();
    let copy = blank.clone().name("n");
    assert!(format!("{blank:?}").starts_with("POST /v1/p1/ovens/{oven_id}/loaves"), "{blank:?}");
    assert!(format!("{copy:?}").ends_with(r#"{"name":"n"}"#), "{copy:?}");
    assert!(!format!("{:?}", loaf()).contains("grandmother"));
}

#[test]
fn the_last_value_counts_and_null_is_a_value() {
    let request = client().bake_loaf().description("a").description("b").name("n").description_null();
    assert_eq!(request.describe().json(), Some(json!({"description": null, "name": "n"})));
}

#[test]
fn nested_types_are_built_the_same_way() {
    let inner = Filling::builder().key("hunter2").filling_id("jam").build();
    let outer = Filling::builder().filling_id("dough").grams(5).inner(inner).build();
    let request = client().bake_loaf().fillings([outer]);
    assert!(!format!("{request:?}").contains("hunter2"), "{request:?}");
    assert!(format!("{request:?}").contains("dough"), "{request:?}");
    assert_eq!(
        request.describe().json(),
        Some(json!({"fillings": [
            {"filling_id": "dough", "grams": 5, "inner": {"filling_id": "jam", "key": "hunter2"}},
        ]}))
    );
}

#[test]
fn maybe_sets_only_what_there_is() {
    let request =
        client().bake_loaf().maybe(None::<String>, BakeLoaf::description).maybe(Some("n"), |b, v| b.description(v));
    assert_eq!(request.describe().json(), Some(json!({"description": "n"})));
    let request = client().list_loaves().maybe(Some(7), sample::ListLoaves::limit);
    assert_eq!(request.describe().query().collect::<Vec<_>>(), [("limit", "7")]);
}

#[test]
fn undocumented_members_can_be_sent() {
    let request = client().bake_loaf().extra_member("beta", json!({"on": true}));
    assert_eq!(request.describe().json(), Some(json!({"beta": {"on": true}})));
    let filling = Filling::builder().filling_id("jam").grams(1).extra_member("grams", serde_json::Value::Null).build();
    assert_eq!(serde_json::to_value(&filling).unwrap(), json!({"filling_id": "jam", "grams": null}));
}

#[test]
fn headers_and_lists_in_the_query() {
    let request = client()
        .list_loaves()
        .crust([Crust::Thin, "SOFT".into()])
        .options(CallOptions::new().header("x-extra", "1").project_id("p2"));
    let request = request.describe();
    assert_eq!(request.path(), "/v1/p2/loaves");
    assert_eq!(request.query().collect::<Vec<_>>(), [("crust", "THIN"), ("crust", "SOFT")]);
    assert_eq!(request.headers().collect::<Vec<_>>(), [("x-extra", "1")]);
    assert_eq!(request.body(), None);
}

#[test]
fn enums_are_open() {
    assert_eq!(Crust::from("THIN"), Crust::Thin);
    assert_eq!(Crust::from("SOGGY"), Crust::Other("SOGGY".into()));
    assert_eq!(Crust::from("SOGGY").to_string(), "SOGGY");
    assert_eq!(Shift::from(-1), Shift::Minus1);
    assert_eq!(Shift::from(9).as_i64(), 9);
    assert_eq!(serde_json::from_value::<Shift>(json!("2")).unwrap(), Shift::_2);
    assert!(serde_json::from_value::<Shift>(json!([])).is_err());
}

#[test]
fn the_future_of_a_call_and_the_builders_are_send_and_sync() {
    fn send<T: Send>(_: T) {}
    fn send_sync<T: Send + Sync>(_: &T) {}
    send(loaf().send());
    send(client().list_shelves().send());
    send_sync(&client());
    send_sync(&client().bake_loaf());
    send(async { client().list_loaves().send().await.map(|loaves| loaves.len()) });
    fn is_error<E: std::error::Error + Send + Sync + Clone + 'static>() {}
    is_error::<hwc_core::Error>();
    let _: Option<missing::name> = None;
    let _ = Secret::default();
}
