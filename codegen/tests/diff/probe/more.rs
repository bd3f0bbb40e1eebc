//! Changes that the cases of rules do not have: in types further down, in types that travel both ways, and in what is
//! concluded from more than one row.

use hwc_model::{Body, Mandatory, Method, Model, Scalar, Type};
use serde_json::json;

use crate::base::{BODY, CREATE, LIST, SHOW, add_object, base, list_of, member, object, of, operation, row, value};
use crate::given::paged;
use crate::rules::{Case, both};

/// All of them.
pub(crate) fn cases() -> Vec<Case> {
    nested().into_iter().chain(shared()).chain(concluded()).collect()
}

fn with(prepare: fn(&mut Model), change: fn(&mut Model)) -> Case {
    Case { rules: &[], prepare, change }
}

/// A type in a request only, with a row of each kind.
fn flavor(model: &mut Model) {
    add_object(model, "Flavor", &["size", "shape"]);
    add_object(model, "Disk", &["kind"]);
    let mut disk = row("disk", Mandatory::No);
    disk.ty = of("Disk");
    object(model, "Flavor").members.push(disk);
    let mut flavor = row("flavor", Mandatory::No);
    flavor.ty = of("Flavor");
    object(model, BODY).members.push(flavor);
}

fn nested() -> Vec<Case> {
    let there = |change: fn(&mut Model)| with(flavor, change);
    vec![
        there(|model| object(model, "Flavor").members.push(row("color", Mandatory::No))),
        there(|model| object(model, "Flavor").members.push(row("color", Mandatory::Yes))),
        there(|model| object(model, "Flavor").members.truncate(1)),
        there(|model| member(model, "Flavor", "size").mandatory = Mandatory::Yes),
        there(|model| member(model, "Flavor", "size").mandatory = Mandatory::Conditional),
        there(|model| member(model, "Flavor", "size").ty = Type::Integer),
        there(|model| member(model, "Flavor", "size").nullable = true),
        there(|model| member(model, "Flavor", "size").read_only = true),
        there(|model| member(model, "Flavor", "size").values = vec![value("small"), value("large")]),
        there(|model| member(model, "Flavor", "size").secret = true),
        there(|model| member(model, "Flavor", "size").name = "sizes".into()),
        there(|model| member(model, "Flavor", "disk").ty = list_of(of("Disk"))),
        there(|model| member(model, "Flavor", "disk").ty = Type::AnyObject),
        there(|model| member(model, "Flavor", "disk").ty = Type::Map(Box::new(Type::String))),
        there(|model| member(model, BODY, "flavor").ty = list_of(of("Flavor"))),
        there(|model| member(model, "Disk", "kind").mandatory = Mandatory::Yes),
        there(|model| object(model, "Flavor").name = Some("Shape".into())),
        with(
            |model| {
                flavor(model);
                member(model, "Flavor", "size").mandatory = Mandatory::Yes;
            },
            |model| member(model, "Flavor", "size").mandatory = Mandatory::No,
        ),
        with(
            |model| {
                flavor(model);
                member(model, "Flavor", "size").values = vec![value("small"), value("large")];
            },
            |model| member(model, "Flavor", "size").values.truncate(1),
        ),
        with(
            |model| {
                flavor(model);
                member(model, "Flavor", "size").ty = Type::Any;
            },
            |model| member(model, "Flavor", "size").ty = Type::String,
        ),
    ]
}

/// `Tag` travels both ways, `Pool` in two replies.
fn shared() -> Vec<Case> {
    let mut cases: Vec<Case> =
        both(&[], &[], |model| object(model, "Tag").members.push(row("note", Mandatory::No))).into();
    cases.extend(both(&[], &[], |model| member(model, "Tag", "key").mandatory = Mandatory::Yes));
    cases.extend(both(&[], &[], |model| member(model, "Tag", "key").nullable = true));
    cases.extend(both(&[], &[], |model| member(model, "Tag", "key").values = vec![value("a"), value("b")]));
    cases.extend(both(&[], &[], |model| member(model, "Tag", "key").ty = Type::Long));
    cases.extend(both(&[], &[], |model| member(model, "Pool", "id").secret = true));
    cases.extend(both(&[], &[], |model| member(model, BODY, "name").secret = true));
    cases.extend(both(&[], &[], |model| member(model, "Pool", "id").ty = Type::Any));
    cases.extend(both(&[], &[], |model| member(model, "Pool", "id").ty = list_of(Type::String)));
    cases.extend(both(&[], &[], |model| member(model, "Pool", "tags").ty = list_of(Type::AnyObject)));
    cases.extend(both(&[], &[], |model| member(model, BODY, "tags").ty = list_of(Type::AnyObject)));
    cases.extend(both(&[], &[], |model| member(model, BODY, "protocol").values.clear()));
    cases.extend(both(&[], &[], |model| member(model, "Pool", "status").values.clear()));
    cases.extend(both(&[], &[], |model| member(model, BODY, "weight").ty = Type::Float));
    cases.extend(both(&[], &[], |model| member(model, BODY, "weight").ty = Type::String));
    cases.extend(both(&[], &[], |model| member(model, BODY, "tags").mandatory = Mandatory::Yes));
    cases.push(with(|_| {}, |model| member(model, BODY, "weight").name = "Weight".into()));
    cases.push(with(|_| {}, |model| member(model, "Pool", "status").name = "Status".into()));
    cases.push(with(|_| {}, |model| object(model, BODY).members.push(row("Weight", Mandatory::No))));
    cases
}

fn concluded() -> Vec<Case> {
    let mut cases: Vec<Case> = both(&[], &[], paged).into();
    cases.push(with(paged, |model| operation(model, LIST).paging = None));
    cases.extend(both(&[], &[], waited));
    cases.extend(both(&[], &[], |model| {
        operation(model, CREATE).body = Some(Body { media_type: "application/octet-stream".into(), ty: Type::Binary });
        model.types.retain(|object| object.id != BODY);
    }));
    cases.extend(both(&[], &[], |model| {
        operation(model, SHOW).responses[0].ty = Some(Type::Binary);
        operation(model, SHOW).responses[0].media_type = Some("application/octet-stream".into());
    }));
    cases.extend(both(&[], &[], |model| {
        operation(model, SHOW).responses[0].ty = Some(list_of(of("Pool")));
    }));
    cases.extend(both(&[], &[], |model| {
        operation(model, CREATE).body.as_mut().unwrap().ty = list_of(of(BODY));
    }));
    cases.push(with(
        |_| {},
        |model| {
            let operation = operation(model, CREATE);
            operation.method = Method::Put;
            operation.key = "PUT /v1/{}/pools".into();
            operation.title = "Making a Pool".into();
            operation.id = Some("MakePool".into());
        },
    ));
    cases.push(with(
        |_| {},
        |model| {
            // Where each of two operations was, the other one is.
            operation(model, LIST).group = vec!["API".into(), "Shares".into()];
            operation(model, SHOW).group = vec!["API".into(), "Shares".into()];
        },
    ));
    cases.push(with(
        |model| {
            *model = base();
            wrapped(model, "pool");
        },
        |model| member(model, "Around", "pool").name = "new_pool".into(),
    ));
    cases.push(with(
        |_| {},
        |model| {
            operation(model, LIST).parameters[1].member.default = Some(Scalar::Text("20".into()));
            object(model, "Failure").members.clear();
        },
    ));
    cases
}

/// A body inside of a member.
fn wrapped(model: &mut Model, name: &str) {
    add_object(model, "Around", &[]);
    let mut pool = row(name, Mandatory::Yes);
    pool.ty = of(BODY);
    object(model, "Around").members.push(pool);
    operation(model, CREATE).body.as_mut().unwrap().ty = of("Around");
}

fn waited(model: &mut Model) {
    let waiting = json!({ "ask": SHOW, "give": [{ "place": "path", "parameter": "pool_id", "member": ["id"] }],
        "state": ["status"], "done": ["ONLINE"], "failed": ["OFFLINE"], "evidence": ["the test says so"] });
    operation(model, CREATE).waiting = Some(serde_json::from_value(waiting).unwrap());
}
