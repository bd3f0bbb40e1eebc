//! Law 12, seen from the list of what is public: every type that can be printed is printed, with secrets in it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::{
    collections::BTreeSet,
    fmt::Debug,
    sync::{Arc, Mutex},
};

use hwc_core::{
    Answered, Attempt, BodyKind, Bytes, CallOptions, Client, Cloud, Config, Content, Credentials, Draft, Drift,
    DriftKind, ErrorKind, Interceptor, Items, Members, Method, Next, Operation, Outcome, Pages, Paging, Progress,
    Provided, Region, Response, Retry, Scope, Secret, Service, SignRequest, Signer, Value, Wait,
};
use serde_json::json;

/// All secrets of this test have this in them.
const NEEDLE: &str = "hunter2";

/// Public names that are no types of values: traits, modules, what other crates define, what has no value.
const NOT_PRINTED: &[&str] =
    &["Bytes", "Describe", "Given", "HeaderMap", "Interceptor", "IsGiven", "Object", "Page", "Param", "Reply", "Value"];

static SERVICE: Service = Service::new("oven", "Oven", &[]);
static LIST: Operation = Operation::new("list", Method::Post, "/v1/{project_id}/{oven_id}")
    .with_scope(Scope::Project)
    .with_body(BodyKind::Json)
    .with_paging(Paging::Link);

#[derive(Default)]
struct Printed {
    names: BTreeSet<&'static str>,
}

impl Printed {
    /// Prints values of a type.
    fn see(&mut self, name: &'static str, value: &dyn Debug) {
        for printed in [format!("{value:?}"), format!("{value:#?}")] {
            assert!(!printed.contains(NEEDLE), "{name}: {printed}");
        }
        self.names.insert(name);
    }
}

fn see_credentials(printed: &mut Printed) {
    let key = || Credentials::access_key("AK", "sk-hunter2").with_security_token("st-hunter2");
    let password = || Credentials::password("u", "pw-hunter2").in_domain("d").with_passcode("pc-hunter2");
    let application = || Credentials::application_credential("id", "ac-hunter2");
    printed.see("AccessKey", &key());
    printed.see("Password", &password());
    printed.see("ApplicationCredential", &application());
    printed.see("Agency", &Credentials::agency("a", password()));
    printed.see("Chain", &Credentials::chain().link("key", key()).link("application", application()));
    printed.see("IdToken", &Credentials::id_token("idp", "/file"));
    printed.see("Container", &Credentials::container("https://u:hunter2@host", "/file"));
    printed.see("EcsMetadata", &Credentials::ecs_metadata().at("http://u:hunter2@host"));
    printed.see("Credentials", &[Credentials::from(key()), password().into(), Credentials::token(NEEDLE)]);
    printed.see("Provider", &Credentials::provider(|| async { Ok(Provided::token(NEEDLE)) }));
    printed.see("Provided", &[Provided::token(NEEDLE), Provided::key(key())]);
    printed.see("Secret", &Secret::from(NEEDLE));
    printed.see("Signer", &Signer::default());
    printed.see("SignRequest", &SignRequest::new("GET", "https://u:hunter2@host/").header("X-Auth-Token", NEEDLE));
}

fn see_calls(printed: &mut Printed) {
    let builder = Config::builder().credentials(Credentials::access_key("AK", NEEDLE)).project_id("p");
    printed.see("ConfigBuilder", &builder);
    let config = builder.build().unwrap();
    printed.see("Config", &config);
    let client = Client::new(&config, &SERVICE);
    printed.see("Client", &client);
    let options = CallOptions::new().header("X-Auth-Token", NEEDLE).header("Cookie", NEEDLE);
    printed.see("CallOptions", &options);
    let draft = || {
        let mut draft = Draft::new(&client, &LIST);
        draft.secret_member("recipe", NEEDLE);
        draft.member("inner", &json!({ "adminPass": NEEDLE }));
        draft.options(options.clone());
        draft
    };
    printed.see("Draft", &draft());
    printed.see("Preview", &draft().preview());
    assert!(!draft().preview().to_string().contains(NEEDLE), "{}", draft().preview());
    printed.see("Call", &draft().call::<Value>());
    printed.see("Pages", &draft().pages::<Vec<String>>() as &Pages<Vec<String>>);
    printed.see("Items", &draft().items::<Vec<String>>() as &Items<Vec<String>>);
    printed.see("Content", &Content::from(NEEDLE));
    printed.see("Wait", &Wait::new().on_progress(|_| ()));
}

/// Prints what interceptors are shown.
#[derive(Clone, Default)]
struct Shown(Arc<Mutex<Printed>>);

impl Interceptor for Shown {
    fn before(&self, attempt: &mut Attempt<'_>) {
        attempt.header("X-Tenant-Token", NEEDLE);
        self.0.lock().unwrap().see("Attempt", attempt);
    }

    fn after(&self, answered: &Answered<'_>) {
        self.0.lock().unwrap().see("Answered", answered);
    }
}

async fn see_replies(printed: &mut Printed) {
    let shown = Shown::default();
    let cloud = hwc_mock::Mock::of(MODEL).start().unwrap();
    let config = Config::builder().credentials(Credentials::token(NEEDLE)).project_id("p").allow_http();
    let config = config.intercept(shown.clone());
    let client =
        Client::new(&config.endpoint("oven", cloud.endpoint()).retry(Retry::none()).build().unwrap(), &SERVICE);
    let draft = || {
        let mut draft = Draft::new(&client, &LIST);
        draft.path("oven_id", &"o");
        draft
    };
    let call = || draft().call::<()>();
    let reply: Response<()> = call().await.unwrap();
    printed.see("Response", &reply);
    printed.see("Download", &draft().call::<Bytes>().download().await.unwrap());
    printed.see("Members", &Members::from_iter([("password", Value::from(NEEDLE))]));
    let body = json!({ "detail": { "token": NEEDLE }, "password": NEEDLE });
    cloud.script([hwc_mock::Fault::reply(hwc_mock::Reply::json(418, &body).header("X-Subject-Token", NEEDLE))]);
    let error = call().await.unwrap_err();
    printed.see("Error", &error);
    assert!(!error.to_string().contains(NEEDLE), "{error}");
    printed.names.append(&mut shown.0.lock().unwrap().names);
}

const MODEL: &str = r#"{"format": 1, "service": {"key": "oven", "crate_name": "", "title": ""}, "types": [], "pages": [],
    "operations": [{"key": "POST /v1/{}/{}", "title": "", "method": "POST", "path": "/v1/{project_id}/{oven_id}",
    "source": {}, "response_examples": [{"status": 200, "body": {"password": "hunter2", "a": {"token": "hunter2"}},
    "source": {}}]}]}"#;

/// What holds no text of a request or a reply, or of nobody's secrets.
fn see_words(printed: &mut Printed) {
    printed.see("BodyKind", &BodyKind::Json);
    printed.see("Cloud", &Cloud::Otc);
    printed.see("Drift", &Vec::<Drift>::new());
    printed.see("DriftKind", &Vec::<DriftKind>::new());
    printed.see("ErrorKind", &ErrorKind::Service);
    printed.see("Method", &Method::Get);
    printed.see("Next", &Next::End);
    printed.see("Operation", &LIST);
    printed.see("Outcome", &Outcome::new(&LIST, &[], &["status"], &["done"]));
    printed.see("Paging", &Paging::Link);
    printed.see("Progress", &Progress::Done);
    printed.see("Region", &Region::all());
    printed.see("Retry", &Retry::new());
    printed.see("Scope", &Scope::Project);
    printed.see("Service", &SERVICE);
}

#[tokio::test]
async fn every_public_type_is_printed_without_its_secrets() {
    let mut printed = Printed::default();
    see_credentials(&mut printed);
    see_calls(&mut printed);
    see_replies(&mut printed).await;
    see_words(&mut printed);
    let is_type = |name: &&str| name.starts_with(|c: char| c.is_ascii_uppercase()) && !NOT_PRINTED.contains(name);
    let lib = include_str!("../src/lib.rs");
    let exports = lib.split("\npub use ").skip(1).filter_map(|text| text.split(';').next());
    let names = exports.flat_map(|text| text.split([':', '{', '}', ',', ' ', '\n'])).filter(is_type);
    let unseen: Vec<_> = names.filter(|name| !printed.names.contains(name)).collect();
    assert!(unseen.is_empty(), "public, and not printed in this test: {unseen:?}");
}
