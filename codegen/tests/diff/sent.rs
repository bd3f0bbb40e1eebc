//! Cases: operations, and what is sent.

use hwc_model::{Deprecation, Mandatory, Model, Number, Place, Scalar, Type};

use crate::base::{
    BODY, CREATE, LIST, SHOW, add_object, base, list_of, member, object, of, operation, parameter, row, value,
};
use crate::rules::{Case, both, case};

/// Every case of this file.
pub(crate) fn cases() -> Vec<Case> {
    operations().into_iter().chain(parameters()).chain(requests()).collect()
}

pub(crate) fn remove_list(model: &mut Model) {
    model.operations.retain(|operation| operation.key != LIST);
    model.types.retain(|object| object.id != "ListPools reply 200");
    model.pages.retain(|page| page.path != "pools/list.rst");
}

fn rekey(model: &mut Model, key: &str, path: &str) {
    let operation = operation(model, key);
    let method = operation.key.split(' ').next().unwrap().to_owned();
    let bare: Vec<&str> = path.split('/').map(|part| if part.contains('{') { "{}" } else { part }).collect();
    operation.key = format!("{method} {}", bare.join("/"));
    operation.path = path.to_owned();
}

fn operations() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(both(&["op-removed"], &["op-added"], remove_list));
    cases.push(Case {
        rules: &["op-removed-deprecated"],
        prepare: |model| {
            operation(model, LIST).deprecated = Some(Deprecation { evidence: "title".into(), note: None });
        },
        change: remove_list,
    });
    cases.extend(both(&["op-path-changed"], &["op-path-changed"], |model| {
        rekey(model, SHOW, "/v1/{project_id}/elb/pools/{pool_id}")
    }));
    cases.extend(both(&["op-api-version-changed"], &["op-api-version-changed"], |model| {
        rekey(model, SHOW, "/v2/{project_id}/pools/{pool_id}");
        operation(model, "GET /v2/{}/pools/{}").version = Some("v2".into());
    }));
    cases.push(case(&["op-method-changed"], |model| {
        let operation = operation(model, SHOW);
        operation.method = hwc_model::Method::Head;
        operation.key = "HEAD /v1/{}/pools/{}".into();
    }));
    cases.push(case(&["op-renamed"], |model| operation(model, LIST).title = "Listing All Pools".into()));
    cases.push(case(&["op-renamed"], |model| operation(model, LIST).id = Some("ListAllPools".into())));
    cases.extend(both(&["op-path-param-added"], &["op-path-param-removed"], |model| {
        rekey(model, SHOW, "/v1/{project_id}/pools/{region}/{pool_id}");
        let mut region = parameter(model, "GET /v1/{}/pools/{}/{}", "pool_id").clone();
        region.member = row("region", Mandatory::Yes);
        operation(model, "GET /v1/{}/pools/{}/{}").parameters.push(region);
    }));
    cases.extend(both(&["op-path-param-renamed"], &["op-path-param-renamed"], |model| {
        operation(model, SHOW).path = "/v1/{project_id}/pools/{id}".into();
        parameter(model, SHOW, "pool_id").member.name = "id".into();
    }));
    cases.push(case(&["op-renamed"], |model| {
        // The file of a page is called after its title.
        let list = operation(model, LIST);
        list.title = "Looking at Pools".into();
        list.source.page = "pools/looking.rst".into();
        let page = model.pages.iter_mut().find(|page| page.path == "pools/list.rst").unwrap();
        page.path = "pools/looking.rst".into();
        page.title = "Looking at Pools".into();
    }));
    cases.push(case(&["op-tag-changed"], |model| operation(model, LIST).group = vec!["API".into(), "Lists".into()]));
    cases.push(case(&["op-tag-changed"], |model| {
        // The section has another title, and its pages stand in a folder that is called so.
        for operation in &mut model.operations {
            operation.group = vec!["API".into(), "Groups".into()];
            operation.source.page = operation.source.page.replace("pools/", "groups/");
        }
        model.pages.iter_mut().for_each(|page| page.path = page.path.replace("pools/", "groups/"));
        model.types.iter_mut().for_each(|ty| ty.source.page = ty.source.page.replace("pools/", "groups/"));
    }));
    cases.extend(both(&["op-deprecated"], &["op-undeprecated"], |model| {
        operation(model, LIST).deprecated = Some(Deprecation { evidence: "title".into(), note: None });
        operation(model, LIST).title = "Querying Pools (Discarded)".into();
    }));
    cases.push(Case {
        rules: &["op-deprecation-note-changed"],
        prepare: |model| deprecate(model, "Use v2."),
        change: |model| deprecate(model, "Use v3."),
    });
    cases.push(case(&["op-constraint-note-changed"], |model| {
        operation(model, LIST).description = Some("Gives all pools. It can be called 5 times per minute.".into());
    }));
    cases.push(Case { rules: &["op-split"], prepare: actions, change: split });
    cases.push(Case {
        rules: &["op-merged"],
        prepare: split,
        change: |model| {
            *model = base();
            actions(model);
        },
    });
    cases.push(case(&["doc-duplicate-operation"], |model| {
        let mut copy = operation(model, CREATE).clone();
        copy.key = format!("{CREATE}#CopyPool");
        copy.title = "Copying a Pool".into();
        copy.id = Some("CopyPool".into());
        copy.source.page = "pools/copy.rst".into();
        operation(model, CREATE).key = format!("{CREATE}#CreatePool");
        model.operations.push(copy);
    }));
    cases.extend(both(
        &["op-became-paginated", "param-added-optional", "resp-field-added"],
        &["param-removed", "resp-field-removed"],
        |model| {
            let mut marker = parameter(model, LIST, "limit").clone();
            marker.member = row("marker", Mandatory::No);
            operation(model, LIST).parameters.push(marker);
            object(model, "ListPools reply 200").members.push(row("next_marker", Mandatory::No));
        },
    ));
    cases.push(Case {
        rules: &["op-pagination-changed", "param-added-optional", "param-removed"],
        prepare: |model| add_query(model, "marker"),
        change: |model| {
            operation(model, LIST).parameters.pop();
            add_query(model, "offset");
        },
    });
    cases.extend(both(
        &["op-became-async", "resp-field-added", "resp-field-removed"],
        &["op-became-sync", "resp-field-added", "resp-field-removed"],
        |model| object(model, "ListPools reply 200").members = vec![row("job_id", Mandatory::No)],
    ));
    cases
}

fn deprecate(model: &mut Model, note: &str) {
    operation(model, LIST).deprecated = Some(Deprecation { evidence: "banner".into(), note: Some(note.into()) });
}

fn add_query(model: &mut Model, name: &str) {
    let mut query = parameter(model, LIST, "limit").clone();
    query.member = row(name, Mandatory::No);
    operation(model, LIST).parameters.push(query);
}

/// The page of two actions.
fn actions(model: &mut Model) {
    object(model, BODY).members = vec![row("stop", Mandatory::No), row("resize", Mandatory::No)];
}

/// A page for each action.
fn split(model: &mut Model) {
    actions(model);
    let mut other = operation(model, CREATE).clone();
    operation(model, CREATE).key = format!("{CREATE}#stop");
    other.key = format!("{CREATE}#resize");
    other.id = Some("ResizePool".into());
    other.title = "Resizing a Pool".into();
    other.source.page = "pools/resize.rst".into();
    add_object(model, "ResizePool request", &["resize"]);
    other.body.as_mut().unwrap().ty = of("ResizePool request");
    model.operations.push(other);
    object(model, BODY).members.pop();
}

fn parameters() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(both(&["param-added-optional"], &["param-removed"], |model| add_query(model, "color")));
    cases.extend(both(&["param-added-required"], &["param-removed"], |model| {
        add_query(model, "color");
        parameter(model, LIST, "color").member.mandatory = Mandatory::Yes;
    }));
    cases.push(case(&["param-added-required-with-default"], |model| {
        add_query(model, "color");
        let color = &mut parameter(model, LIST, "color").member;
        color.mandatory = Mandatory::Yes;
        color.default = Some(Scalar::Text("red".into()));
    }));
    cases.push(Case {
        rules: &["param-removed-deprecated"],
        prepare: |model| parameter(model, LIST, "limit").member.deprecated = Some("Deprecated.".into()),
        change: |model| operation(model, LIST).parameters.retain(|parameter| parameter.member.name != "limit"),
    });
    cases.push(case(&["param-renamed"], |model| {
        parameter(model, LIST, "sort_dir").member.name = "sort_direction".into()
    }));
    cases.push(case(&["param-case-changed"], |model| parameter(model, LIST, "limit").member.name = "Limit".into()));
    cases.push(Case {
        rules: &[],
        prepare: |model| parameter(model, LIST, "limit").place = Place::Header,
        change: |model| parameter(model, LIST, "limit").member.name = "Limit".into(),
    });
    cases.push(case(&["param-location-changed"], |model| parameter(model, LIST, "limit").place = Place::Header));
    cases.push(Case {
        rules: &["param-removed"],
        prepare: constant,
        change: |model| operation(model, LIST).parameters.retain(|parameter| parameter.member.name != "flag"),
    });
    cases.push(Case { rules: &["param-const-opened"], prepare: constant, change: explained });
    cases.push(Case { rules: &["param-const-closed"], prepare: explained, change: constant });
    cases.extend(both(&["param-became-required"], &["param-became-optional"], |model| {
        parameter(model, LIST, "limit").member.mandatory = Mandatory::Yes;
    }));
    cases.push(case(&["param-conditionally-required"], |model| {
        parameter(model, LIST, "limit").member.mandatory = Mandatory::Conditional;
    }));
    cases.extend(both(&["param-type-widened"], &["param-type-narrowed"], |model| {
        parameter(model, LIST, "limit").member.ty = Type::Long;
    }));
    cases.push(case(&["param-type-changed"], |model| parameter(model, LIST, "sort_dir").member.ty = Type::Boolean));
    cases.push(Case {
        rules: &["param-style-changed"],
        prepare: |model| describe(model, "Ids, comma-separated."),
        change: |model| describe(model, "Ids, given by repeating the parameter."),
    });
    cases.push(Case {
        rules: &["param-format-changed"],
        prepare: |model| describe(model, "Time as YYYY-MM-DD."),
        change: |model| describe(model, "Time as ISO 8601."),
    });
    cases.push(Case {
        rules: &["doc-description-changed"],
        prepare: |model| describe(model, "Time as yyyy-MM-ddTHH:mmss."),
        change: |model| describe(model, "Time as yyyy-MM-dd'T'HH:mm:ss."),
    });
    cases.push(Case {
        rules: &["param-format-changed"],
        prepare: |model| describe(model, "Time as yyyy-MM-dd HH:mm:ss."),
        change: |model| describe(model, "Time as yyyy-MM-dd'T'HH:mm:ss."),
    });
    cases.push(Case {
        rules: &["doc-description-changed"],
        prepare: |model| describe(model, "The time is a UNIX timestamp and the unit is ms."),
        change: |model| describe(model, "The value is a UNIX timestamp, in milliseconds."),
    });
    cases.push(Case {
        rules: &["param-format-changed"],
        prepare: |model| describe(model, "A UNIX timestamp in seconds."),
        change: |model| describe(model, "A UNIX timestamp (unit: ms)."),
    });
    cases.extend(both(&["param-deprecated"], &["param-undeprecated"], |model| {
        parameter(model, LIST, "limit").member.deprecated = Some("Deprecated.".into());
    }));
    cases.extend(both(&["param-enum-value-added"], &["param-enum-value-removed"], |model| {
        parameter(model, LIST, "sort_dir").member.values.push(value("shuffled"));
    }));
    cases.push(Case {
        rules: &[],
        prepare: |model| describe(model, "One of:\n\n- asc: up\n- desc: down"),
        change: |model| describe(model, "One of:\n\n- desc: down\n- asc: up"),
    });
    cases.extend(both(&["param-enum-opened"], &["param-became-enum"], |model| {
        parameter(model, LIST, "sort_dir").member.values.clear();
    }));
    cases.extend(limits());
    cases
}

/// A name in the query of the URI only.
fn constant(model: &mut Model) {
    explained(model);
    let flag = &mut parameter(model, LIST, "flag").member;
    flag.description = None;
    flag.source = Default::default();
}

/// The same name with a row.
fn explained(model: &mut Model) {
    operation(model, LIST).parameters.truncate(3);
    add_query(model, "flag");
    let flag = &mut parameter(model, LIST, "flag").member;
    flag.mandatory = Mandatory::Unstated;
    (flag.source.row, flag.source.table) = (3, 1);
}

fn describe(model: &mut Model, words: &str) {
    parameter(model, LIST, "sort_dir").member.description = Some(words.into());
}

fn limits() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(both(&["param-min-increased"], &["param-min-decreased"], |model| {
        parameter(model, LIST, "limit").member.bounds.min = Some(Number::Integer(5));
    }));
    cases.extend(both(&["param-max-increased"], &["param-max-decreased"], |model| {
        parameter(model, LIST, "limit").member.bounds.max = Some(Number::Integer(500));
    }));
    cases.extend(both(&["param-min-removed"], &["param-min-added"], |model| {
        parameter(model, LIST, "limit").member.bounds.min = None;
    }));
    cases.extend(both(&["param-max-removed"], &["param-max-added"], |model| {
        parameter(model, LIST, "limit").member.bounds.max = None;
    }));
    cases.extend(both(&["req-min-length-increased"], &["req-min-length-decreased"], |model| {
        member(model, BODY, "name").bounds.min_length = Some(3);
    }));
    cases.extend(both(&["req-max-length-increased"], &["req-max-length-decreased"], |model| {
        member(model, BODY, "name").bounds.max_length = Some(255);
    }));
    cases.extend(both(&["req-max-length-removed"], &["req-max-length-added"], |model| {
        member(model, BODY, "name").bounds.max_length = None;
    }));
    cases.extend(both(&["req-max-items-increased"], &["req-max-items-decreased"], |model| {
        member(model, BODY, "tags").bounds.max_items = Some(50);
    }));
    cases.extend(both(&["req-min-items-removed"], &["req-min-items-added"], |model| {
        member(model, BODY, "tags").bounds.min_items = None;
    }));
    cases.extend(both(&["req-min-length-removed"], &["req-min-length-added"], |model| {
        member(model, BODY, "name").bounds.min_length = None;
    }));
    cases.extend(both(&["req-min-items-increased"], &["req-min-items-decreased"], |model| {
        member(model, BODY, "tags").bounds.min_items = Some(4);
    }));
    cases.extend(both(&["req-max-items-removed"], &["req-max-items-added"], |model| {
        member(model, BODY, "tags").bounds.max_items = None;
    }));
    cases.extend(both(&["req-pattern-removed"], &["req-pattern-added"], |model| {
        member(model, BODY, "name").bounds.pattern = None;
    }));
    cases.push(case(&["req-pattern-changed"], |model| {
        member(model, BODY, "name").bounds.pattern = Some("^.*$".into());
    }));
    cases.push(case(&["param-default-changed"], |model| {
        parameter(model, LIST, "limit").member.default = Some(Scalar::Number(Number::Integer(20)));
    }));
    cases.extend(both(&["param-default-removed"], &["param-default-added"], |model| {
        parameter(model, LIST, "limit").member.default = None;
    }));
    cases.extend(both(&["req-default-added"], &["req-default-removed"], |model| {
        member(model, BODY, "name").description = Some("Name that people give. The default value is null.".into());
    }));
    cases.extend(both(&["req-default-added"], &["req-default-removed"], |model| {
        member(model, BODY, "name").default = Some(Scalar::Text(String::new()));
    }));
    cases.push(case(&["doc-description-changed"], |model| {
        member(model, BODY, "name").description = Some("Name that people give. A default name is not null.".into());
    }));
    cases.push(case(&["req-unit-changed"], |model| member(model, BODY, "weight").unit = Some("MB".into())));
    cases
}

fn requests() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(both(&["req-field-added-optional"], &["req-field-removed"], |model| {
        object(model, BODY).members.push(row("color", Mandatory::No));
    }));
    cases.push(case(&["req-field-added-required"], |model| {
        object(model, BODY).members.push(row("color", Mandatory::Yes));
    }));
    cases.push(case(&["req-field-added-required-with-default"], |model| {
        let mut color = row("color", Mandatory::Yes);
        color.default = Some(Scalar::Text("red".into()));
        object(model, BODY).members.push(color);
    }));
    cases.push(case(&["req-field-renamed"], |model| member(model, BODY, "weight").name = "weights".into()));
    cases.push(Case {
        rules: &["doc-correction-suspected", "req-field-renamed"],
        prepare: |model| member(model, BODY, "protocol").name = "protcol".into(),
        change: |model| *model = base(),
    });
    cases.extend(both(&["req-field-became-required"], &["req-field-became-optional"], |model| {
        member(model, BODY, "weight").mandatory = Mandatory::Yes;
    }));
    cases.extend(both(&["req-nullable-added"], &["req-nullable-removed"], |model| {
        member(model, BODY, "weight").nullable = true;
    }));
    cases.extend(both(&["req-field-became-read-only"], &["req-field-became-writable"], |model| {
        member(model, BODY, "weight").read_only = true;
    }));
    cases.push(case(&["req-field-became-immutable"], |model| {
        member(model, BODY, "weight").description =
            Some("Share of the calls. It cannot be changed after creation.".into());
    }));
    cases.push(case(&["req-field-type-changed"], |model| member(model, BODY, "weight").ty = Type::Boolean));
    cases.extend(both(&["req-field-type-widened"], &["req-field-type-narrowed"], |model| {
        member(model, BODY, "weight").ty = Type::Long;
    }));
    cases.extend(both(&["req-field-cardinality-changed"], &["req-field-cardinality-changed"], |model| {
        member(model, BODY, "weight").ty = list_of(Type::Integer);
    }));
    cases.push(case(&["req-enum-value-renamed"], |model| {
        member(model, BODY, "protocol").values[1].value = Scalar::Text("HTTPS_".into())
    }));
    cases.push(case(&["req-enum-value-deprecated"], |model| {
        member(model, BODY, "protocol").values[1].meaning = Some("with TLS, deprecated".into());
    }));
    cases.extend(both(&["req-exclusive-group-added"], &["req-exclusive-group-removed"], |model| {
        member(model, BODY, "weight").description =
            Some("Share of the calls. It is mutually exclusive with tags.".into());
    }));
    cases.extend(both(&["req-wrapper-changed"], &["req-wrapper-changed"], wrap));
    cases.extend(both(&["req-body-removed"], &["req-body-added-required"], |model| {
        operation(model, CREATE).body = None;
        model.types.retain(|object| object.id != BODY);
    }));
    cases.push(case(&["req-body-added-optional"], |model| {
        add_object(model, "ShowPool request", &["color"]);
        operation(model, SHOW).body =
            Some(hwc_model::Body { media_type: "application/json".into(), ty: of("ShowPool request") });
    }));
    cases.push(case(&["req-media-type-changed"], |model| {
        operation(model, CREATE).body.as_mut().unwrap().media_type = "application/merge-patch+json".into();
    }));
    cases.push(Case {
        rules: &["req-media-type-added"],
        prepare: |model| content_type(model, &["application/json"]),
        change: |model| content_type(model, &["application/json", "application/xml"]),
    });
    cases.push(Case {
        rules: &["req-media-type-removed"],
        prepare: |model| content_type(model, &["application/json", "application/xml"]),
        change: |model| content_type(model, &["application/json"]),
    });
    cases
}

fn content_type(model: &mut Model, values: &[&str]) {
    let mut header = parameter(model, CREATE, "project_id").clone();
    header.place = Place::Header;
    header.member = row("Content-Type", Mandatory::No);
    header.member.values = values.iter().map(|text| value(text)).collect();
    let operation = operation(model, CREATE);
    operation.parameters.retain(|parameter| parameter.place != Place::Header);
    operation.parameters.push(header);
}

fn wrap(model: &mut Model) {
    add_object(model, "Around", &[]);
    let mut pool = row("pool", Mandatory::Yes);
    pool.ty = of(BODY);
    object(model, "Around").members.push(pool);
    operation(model, CREATE).body.as_mut().unwrap().ty = of("Around");
}
