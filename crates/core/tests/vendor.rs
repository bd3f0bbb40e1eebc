//! The same ten calls as the vendor's Python SDK makes: method, path, query, body and signature agree.
//!
//! `vendor/record.py` records what the SDK sends. What is fixed neither by the documentation nor by the algorithm is its
//! own affair: how it spaces JSON, and which headers it adds. The signature is compared over its own bytes and headers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[allow(unreachable_pub, dead_code, reason = "shared by tests")]
mod server;

use hwc_core::{
    BodyKind, CallOptions, Client, Config, Credentials, Draft, Method, Operation, Retry, Scope, Service, Signer,
};
use serde_json::{Value, json};
use server::{Asked, Server, answer};

static SERVICE: Service = Service::new("apig", "API Gateway", &[]);

fn facts() -> Value {
    serde_json::from_str(include_str!("vendor/facts.json")).unwrap()
}

/// What one call gives, by place.
struct Given {
    method: Method,
    path: &'static str,
    path_values: Vec<(&'static str, &'static str)>,
    query: Vec<(&'static str, Value)>,
    body: Value,
}

impl Given {
    fn new(method: Method, path: &'static str) -> Self {
        Given { method, path, path_values: Vec::new(), query: Vec::new(), body: Value::Null }
    }

    fn path(mut self, name: &'static str, value: &'static str) -> Self {
        self.path_values.push((name, value));
        self
    }

    fn query(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    fn body(self, body: Value) -> Self {
        Given { body, ..self }
    }

    fn draft(&self, client: &Client, body: BodyKind) -> Draft {
        let operation = Operation::new("call", self.method, self.path).with_scope(Scope::Project).with_body(body);
        let mut draft = Draft::new(client, Box::leak(Box::new(operation)));
        self.path_values.iter().for_each(|(name, value)| draft.path(name, value));
        for (name, value) in &self.query {
            match value {
                Value::String(text) => draft.query(name, text),
                value => draft.query(name, &value.as_i64().unwrap()),
            }
        }
        draft
    }
}

/// The call of this name, as a program would make it with our crates.
fn given(name: &str) -> Given {
    let gateways = "/v2/{project_id}/apigw/instances";
    let app = "/v2/{project_id}/apigw/instances/{instance_id}/apps/{app_id}";
    let environments = "/v2/{project_id}/apigw/instances/{instance_id}/envs";
    match name {
        "list_gateways" => Given::new(Method::Get, gateways),
        "list_some_gateways" => Given::new(Method::Get, gateways)
            .query("offset", 0)
            .query("limit", 5)
            .query("instance_name", "ä b/+&=~*")
            .query("status", "Running"),
        "create_gateway" => Given::new(Method::Post, gateways).body(json!({
            "description": "größer & <kleiner> \"quoted\" \\ 😀", "instance_name": "demo_1", "spec_id": "BASIC",
            "vpc_id": "vpc-1", "subnet_id": "subnet-1", "security_group_id": "group-1",
            "available_zone_ids": ["eu-de-01", "eu-de-02"], "bandwidth_size": 5, "ipv6_enable": false,
        })),
        "show_app" => Given::new(Method::Get, app).path("instance_id", "gateway-1").path("app_id", "a b+c~é"),
        "delete_app" => Given::new(Method::Delete, app).path("instance_id", "gateway-1").path("app_id", "a b+c~é"),
        "update_environment" => Given::new(Method::Put, "/v2/{project_id}/apigw/instances/{instance_id}/envs/{env_id}")
            .path("instance_id", "gateway-1")
            .path("env_id", "env-1")
            .body(json!({ "name": "RELEASE", "remark": "" })),
        "list_apis_derived" => Given::new(Method::Get, "/v2/{project_id}/apigw/instances/{instance_id}/apis")
            .path("instance_id", "gateway-1")
            .query("type", 1)
            .query("name", "")
            .query("tags", "b,a")
            .query("precise_search", "name"),
        "create_environment_derived" => {
            Given::new(Method::Post, environments).path("instance_id", "gateway-1").body(json!({ "name": "TEST" }))
        }
        "delete_brokers_temporary" => Given::new(Method::Post, "/v2/{project_id}/instances/action")
            .body(json!({ "action": "delete", "instances": ["i-1", "i-2"] })),
        "show_user_temporary" => Given::new(Method::Get, "/v2/{project_id}/instances/{instance_id}/users/{user_name}")
            .path("instance_id", "i-1")
            .path("user_name", "me@home/(1)!"),
        unknown => panic!("no such call: {unknown}"),
    }
}

fn client(server: &Server, facts: &Value, name: &str) -> Client {
    let text = |name: &str| facts[name].as_str().unwrap();
    let key = Credentials::access_key(text("access"), text("secret"));
    let key = if name.ends_with("_temporary") { key.with_security_token(text("security_token")) } else { key };
    let key = if name.ends_with("_derived") { key.with_signer(Signer::V11) } else { key };
    let config = Config::builder()
        .credentials(key)
        .region(text("region"))
        .project_id(text("project"))
        .endpoint("apig", &server.url)
        .allow_http()
        .retry(Retry::none());
    Client::new(&config.build().unwrap(), &SERVICE)
}

/// Sends each recorded call, and hands over what was recorded and what we sent.
async fn each(prepare: impl Fn(&Given, &Client, &Value) -> Draft, check: impl Fn(&Value, &Asked)) {
    let facts = facts();
    let calls = facts["calls"].as_array().unwrap();
    assert_eq!(calls.len(), 10);
    for recorded in calls {
        let server = Server::new(|_| answer(200, "{}"));
        let name = recorded["name"].as_str().unwrap();
        let client = client(&server, &facts, name);
        prepare(&given(name), &client, recorded).call::<Value>().await.unwrap();
        check(recorded, &server.asked()[0]);
    }
}

#[tokio::test]
async fn requests_are_those_of_the_vendors_sdk() {
    let prepare = |given: &Given, client: &Client, _: &Value| {
        let mut draft = given.draft(client, if given.body.is_null() { BodyKind::None } else { BodyKind::Json });
        if !given.body.is_null() {
            draft.body(&given.body);
        }
        draft
    };
    each(prepare, |recorded, asked| {
        let name = &recorded["name"];
        let (path, query) = asked.target.split_once('?').unwrap_or((&asked.target, ""));
        assert_eq!(
            (recorded["method"].as_str(), recorded["path"].as_str()),
            (Some(&*asked.method), Some(path)),
            "{name}"
        );
        assert_eq!(recorded["query"].as_str(), Some(query), "{name}");
        let body = |bytes: &[u8]| serde_json::from_slice(bytes).unwrap_or(Value::Null);
        assert_eq!(body(recorded["body"].as_str().unwrap().as_bytes()), body(&asked.body), "{name}");
        for header in ["x-project-id", "x-security-token"] {
            assert_eq!(recorded["signed"][header].as_str(), asked.header(header), "{name}: {header}");
        }
    })
    .await;
}

#[tokio::test]
async fn signatures_are_those_of_the_vendors_sdk() {
    let prepare = |given: &Given, client: &Client, recorded: &Value| {
        let body = recorded["body"].as_str().unwrap();
        let kind = if body.is_empty() { BodyKind::None } else { BodyKind::Bytes("application/json") };
        let mut draft = given.draft(client, kind);
        if !body.is_empty() {
            draft.bytes(body.to_owned());
        }
        // Only what the SDK decides on its own; the other signed headers must be ours.
        let own = ["content-type", "host", "user-agent", "x-sdk-date"];
        let options = own.iter().fold(CallOptions::new(), |options, name| {
            options.header(*name, recorded["signed"][name].as_str().unwrap())
        });
        draft.options(options);
        draft
    };
    each(prepare, |recorded, asked| {
        assert_eq!(recorded["authorization"].as_str(), asked.header("authorization"), "{}", recorded["name"]);
    })
    .await;
}
