//! A small API in the form of a model, and ways to get at its parts.

use hwc_model::{EnumValue, Mandatory, Member, Model, ObjectType, Operation, Parameter, Scalar, Type};
use serde_json::json;

/// A service with pools: created, changed, listed and asked for.
pub(crate) fn base() -> Model {
    let row = |name: &str, ty: &str, mandatory: &str, words: &str| json!({ "name": name, "type": ty, "mandatory": mandatory, "description": words, "source": { "row": 1 } });
    let parameter = |place: &str, name: &str, mandatory: &str, words: &str| {
        let mut row = row(name, "string", mandatory, words);
        row["place"] = place.into();
        row["source"] = json!({ "table": 1, "row": 1 });
        row
    };
    let project = parameter("path", "project_id", "yes", "Project of the caller.");
    let reply =
        |ty: &str| json!({ "status": 200, "media_type": "application/json", "type": { "object": ty }, "source": {} });
    let failure =
        json!({ "status": 400, "type": { "object": "Failure" }, "media_type": "application/json", "source": {} });
    let mut limit = parameter("query", "limit", "no", "How many pools one page holds.");
    limit["type"] = "integer".into();
    limit["bounds"] = json!({ "min": 1, "max": 100 });
    limit["default"] = json!(10);
    let mut sort = parameter("query", "sort_dir", "no", "Direction in which pools are sorted.");
    sort["values"] = json!([{ "value": "asc" }, { "value": "desc" }]);
    let mut protocol = row("protocol", "string", "no", "Protocol that the pool speaks.");
    protocol["values"] = json!([{ "value": "TCP", "meaning": "plain" }, { "value": "HTTPS", "meaning": "with TLS" }]);
    let mut name = row("name", "string", "yes", "Name that people give.");
    name["bounds"] = json!({ "min_length": 1, "max_length": 64, "pattern": "^[a-z]+$" });
    let mut weight = row("weight", "integer", "no", "Share of the calls.");
    weight["bounds"] = json!({ "min": 0, "max": 100 });
    weight["unit"] = "GB".into();
    let mut tags = row("tags", "string", "no", "Labels of the pool.");
    tags["type"] = json!({ "array": { "object": "Tag" } });
    tags["bounds"] = json!({ "min_items": 1, "max_items": 20 });
    let mut pools = row("pools", "string", "yes", "Pools of the page.");
    pools["type"] = json!({ "array": { "object": "Pool" } });
    let mut pool_tags = row("tags", "string", "no", "Labels of it.");
    pool_tags["type"] = json!({ "array": { "object": "Tag" } });
    let status = json!({ "name": "status", "type": "string", "mandatory": "no", "source": { "row": 2 },
        "values": [{ "value": "ONLINE" }, { "value": "OFFLINE" }], "description": "State of the pool right now." });
    let page = |name: &str| json!({ "page": format!("pools/{name}.rst") });
    let value = json!({
        "format": 1,
        "service": { "key": "pool", "crate_name": "hwc-pool", "title": "Pools",
            "endpoints": [{ "cloud": "otc", "url": "https://pool.{region}.example.com" }] },
        "operations": [
            { "key": "GET /v1/{}/pools", "id": "ListPools", "title": "Querying Pools", "method": "GET",
              "path": "/v1/{project_id}/pools", "version": "v1", "group": ["API", "Pools"],
              "description": "Gives all pools.", "authentication": ["token"], "actions": ["pool:pools:list"],
              "parameters": [project, limit, sort], "responses": [reply("ListPools reply 200"), failure],
              "response_examples": [{ "status": 200, "body": { "pools": [{ "id": "1", "status": "ONLINE" }] }, "source": {} }],
              "source": page("list") },
            { "key": "POST /v1/{}/pools", "id": "CreatePool", "title": "Creating a Pool", "method": "POST",
              "path": "/v1/{project_id}/pools", "version": "v1", "group": ["API", "Pools"],
              "description": "Makes a pool.", "authentication": ["token"], "actions": ["pool:pools:create"],
              "parameters": [project], "body": { "media_type": "application/json", "type": { "object": "CreatePool request" } },
              "responses": [reply("Pool"), failure],
              "request_examples": [{ "body": { "name": "a", "protocol": "TCP" }, "source": {} }],
              "errors": [{ "code": "POOL.0001", "status": 400, "message": "Bad name.", "source": {} }],
              "source": page("create") },
            { "key": "GET /v1/{}/pools/{}", "id": "ShowPool", "title": "Querying a Pool", "method": "GET",
              "path": "/v1/{project_id}/pools/{pool_id}", "version": "v1", "group": ["API", "Pools"],
              "description": "Gives one pool.", "authentication": ["token"],
              "parameters": [project, parameter("path", "pool_id", "yes", "Which pool.")],
              "responses": [reply("Pool"), failure], "source": page("show") }
        ],
        "types": [
            { "id": "CreatePool request", "members": [name, protocol, weight, tags], "source": { "page": "pools/create.rst", "table": 2 } },
            { "id": "Failure", "members": [row("error_code", "string", "no", "Code of it.")], "source": { "page": "pools/create.rst", "table": 5 } },
            { "id": "ListPools reply 200", "members": [pools], "source": { "page": "pools/list.rst", "table": 2 } },
            { "id": "Pool", "name": "Pool", "members": [row("id", "string", "yes", "Who it is."), status, pool_tags],
              "source": { "page": "pools/show.rst", "table": 2 } },
            { "id": "Tag", "name": "Tag", "members": [row("key", "string", "no", "Left side."), row("value", "string", "no", "Right side.")],
              "source": { "page": "pools/show.rst", "table": 3 } }
        ],
        "errors": [{ "code": "POOL.0100", "status": 404, "message": "No such pool.", "source": { "page": "errors.rst" } }],
        "pages": [
            { "path": "errors.rst", "title": "Error Codes" },
            { "path": "pools/create.rst", "title": "Creating a Pool" },
            { "path": "pools/list.rst", "title": "Querying Pools" },
            { "path": "pools/show.rst", "title": "Querying a Pool" }
        ]
    });
    serde_json::from_value(value).unwrap()
}

pub(crate) const CREATE: &str = "POST /v1/{}/pools";
pub(crate) const LIST: &str = "GET /v1/{}/pools";
pub(crate) const SHOW: &str = "GET /v1/{}/pools/{}";
pub(crate) const BODY: &str = "CreatePool request";

pub(crate) fn operation<'m>(model: &'m mut Model, key: &str) -> &'m mut Operation {
    model.operations.iter_mut().find(|operation| operation.key == key).unwrap()
}

pub(crate) fn object<'m>(model: &'m mut Model, id: &str) -> &'m mut ObjectType {
    model.types.iter_mut().find(|object| object.id == id).unwrap()
}

pub(crate) fn member<'m>(model: &'m mut Model, id: &str, name: &str) -> &'m mut Member {
    object(model, id).members.iter_mut().find(|member| member.name == name).unwrap()
}

pub(crate) fn parameter<'m>(model: &'m mut Model, key: &str, name: &str) -> &'m mut Parameter {
    operation(model, key).parameters.iter_mut().find(|parameter| parameter.member.name == name).unwrap()
}

/// A row of a text.
pub(crate) fn row(name: &str, mandatory: Mandatory) -> Member {
    let mut row: Member = serde_json::from_value(json!({ "name": name, "type": "string", "source": {} })).unwrap();
    row.mandatory = mandatory;
    row.description = Some(format!("Something new that is called {name}."));
    row
}

pub(crate) fn value(text: &str) -> EnumValue {
    EnumValue { value: Scalar::Text(text.to_owned()), meaning: None }
}

/// An object type of texts.
pub(crate) fn add_object(model: &mut Model, id: &str, names: &[&str]) {
    let object = ObjectType {
        id: id.to_owned(),
        name: Some(id.to_owned()),
        description: None,
        members: names.iter().map(|name| row(name, Mandatory::Unstated)).collect(),
        source: hwc_model::Source { page: "pools/create.rst".to_owned(), table: 9, row: 0 },
    };
    model.types.push(object);
    model.types.sort_by(|one, other| one.id.cmp(&other.id));
}

pub(crate) fn of(id: &str) -> Type {
    Type::Object(id.to_owned())
}

pub(crate) fn list_of(ty: Type) -> Type {
    Type::Array(Box::new(ty))
}
