//! Cases: what comes back, types, and the rest.

use hwc_model::{Authentication, ErrorCode, Json, Mandatory, Model, Type};

use crate::base::{
    BODY, CREATE, LIST, SHOW, add_object, base, list_of, member, object, of, operation, parameter, row, value,
};
use crate::rules::{Case, both, case};

/// Every case of this file.
pub(crate) fn cases() -> Vec<Case> {
    replies().into_iter().chain(types()).chain(rest()).collect()
}

fn replies() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(both(&["resp-field-added"], &["resp-field-removed"], |model| {
        object(model, "Pool").members.push(row("color", Mandatory::No));
    }));
    cases.extend(both(&["resp-field-became-required"], &["resp-field-became-optional"], |model| {
        member(model, "Pool", "status").mandatory = Mandatory::Yes;
    }));
    cases.extend(both(&["resp-field-became-nullable"], &["resp-field-became-not-nullable"], |model| {
        member(model, "Pool", "status").nullable = true;
    }));
    cases.push(case(&["resp-field-became-write-only"], |model| {
        member(model, "Pool", "id").description = Some("Who it is. It is not returned.".into());
    }));
    cases.extend(both(&["resp-enum-value-added"], &["resp-enum-value-removed"], |model| {
        member(model, "Pool", "status").values.push(value("BROKEN"));
    }));
    cases.push(case(&["resp-field-type-changed"], |model| member(model, "Pool", "id").ty = Type::Integer));
    cases.push(case(&["resp-success-status-changed"], |model| operation(model, LIST).responses[0].status = 202));
    cases.extend(both(&["resp-success-status-added"], &["resp-success-status-removed"], |model| {
        let mut other = operation(model, SHOW).responses[0].clone();
        other.status = 206;
        operation(model, SHOW).responses.push(other);
    }));
    cases.extend(both(&["err-http-status-added"], &["err-http-status-removed"], |model| {
        let mut other = operation(model, SHOW).responses[1].clone();
        other.status = 409;
        operation(model, SHOW).responses.push(other);
    }));
    cases.push(Case {
        rules: &["doc-status-table-missing"],
        prepare: |model| {
            let mut other = operation(model, SHOW).responses[1].clone();
            other.status = 409;
            operation(model, SHOW).responses.push(other);
        },
        change: |model| operation(model, SHOW).responses.truncate(1),
    });
    cases.extend(both(&["resp-header-added"], &["resp-header-removed"], add_header));
    cases.push(Case {
        rules: &["resp-header-type-changed"],
        prepare: add_header,
        change: |model| operation(model, SHOW).responses[0].headers[0].ty = Type::Integer,
    });
    cases.push(Case {
        rules: &["resp-media-type-added"],
        prepare: |model| content_type(model, &["application/json"]),
        change: |model| content_type(model, &["application/json", "application/xml"]),
    });
    cases.push(Case {
        rules: &["resp-media-type-removed"],
        prepare: |model| content_type(model, &["application/json", "application/xml"]),
        change: |model| content_type(model, &["application/json"]),
    });
    cases.push(case(&["resp-media-type-changed"], |model| {
        operation(model, SHOW).responses[0].media_type = Some("application/xml".into());
    }));
    cases.extend(both(&["resp-body-removed"], &["resp-body-added"], |model| {
        operation(model, SHOW).responses[0].ty = None;
        operation(model, SHOW).responses[0].media_type = None;
    }));
    cases.push(case(&["doc-response-table-missing"], |model| {
        operation(model, LIST).responses[0].ty = None;
        model.types.retain(|object| object.id != "ListPools reply 200");
    }));
    cases.extend(both(&["resp-wrapper-changed"], &["resp-wrapper-changed"], |model| {
        add_object(model, "Around", &[]);
        let mut pool = row("pool", Mandatory::Yes);
        pool.ty = of("Pool");
        object(model, "Around").members.push(pool);
        operation(model, SHOW).responses[0].ty = Some(of("Around"));
    }));
    cases.push(case(&["err-shape-changed"], |model| {
        object(model, "Failure").members.push(row("error_text", Mandatory::No));
    }));
    cases
}

fn add_header(model: &mut Model) {
    operation(model, SHOW).responses[0].headers.push(row("X-Request-Id", Mandatory::No));
}

fn content_type(model: &mut Model, values: &[&str]) {
    let mut header = row("Content-Type", Mandatory::No);
    header.values = values.iter().map(|text| value(text)).collect();
    operation(model, SHOW).responses[0].headers = vec![header];
}

fn types() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(both(&["type-renamed"], &["type-renamed"], |model| {
        object(model, "Tag").name = Some("Label".into());
    }));
    cases.extend(both(&["type-split"], &["type-merged"], |model| {
        let mut copy = object(model, "Tag").clone();
        copy.id = "TagOption".into();
        copy.name = Some("TagOption".into());
        model.types.push(copy);
        member(model, BODY, "tags").ty = list_of(of("TagOption"));
    }));
    cases.push(Case {
        rules: &["type-split"],
        prepare: with_source,
        change: |model| {
            for (id, copied) in [("Tag", "TagOption"), ("Source", "SourceOption")] {
                let mut copy = object(model, id).clone();
                (copy.id, copy.name) = (copied.into(), Some(copied.into()));
                model.types.push(copy);
            }
            member(model, "TagOption", "source").ty = of("SourceOption");
            member(model, BODY, "tags").ty = list_of(of("TagOption"));
            model.types.sort_by(|one, other| one.id.cmp(&other.id));
        },
    });
    cases.extend(both(&["type-extracted"], &["type-inlined"], |model| {
        add_object(model, "Meta", &[]);
        let status = object(model, "Pool").members.remove(1);
        object(model, "Meta").members.push(status);
        let mut meta = row("meta", Mandatory::No);
        meta.ty = of("Meta");
        object(model, "Pool").members.push(meta);
    }));
    cases.push(Case {
        rules: &["req-field-moved"],
        prepare: with_flavor,
        change: |model| {
            let size = object(model, "Flavor").members.remove(0);
            object(model, BODY).members.push(size);
        },
    });
    cases.push(case(&["type-kind-changed"], |model| {
        member(model, "ListPools reply 200", "pools").ty = list_of(Type::Map(Box::new(Type::String)));
    }));
    cases.push(case(&["type-added"], |model| add_object(model, "Unused", &["color"])));
    cases.push(Case {
        rules: &["type-removed"],
        prepare: |model| add_object(model, "Unused", &["color"]),
        change: |model| *model = base(),
    });
    cases.push(Case {
        rules: &["extract-table-lost"],
        prepare: with_flavor,
        change: |model| {
            member(model, BODY, "flavor").ty = Type::AnyObject;
            model.types.retain(|object| object.id != "Flavor");
        },
    });
    cases.push(Case {
        rules: &["doc-type-refined"],
        prepare: |model| member(model, BODY, "weight").ty = list_of(Type::Any),
        change: |model| member(model, BODY, "weight").ty = list_of(Type::String),
    });
    cases.push(Case {
        rules: &["doc-type-vague"],
        prepare: |model| member(model, BODY, "weight").ty = list_of(Type::String),
        change: |model| member(model, BODY, "weight").ty = list_of(Type::Any),
    });
    cases
}

/// A type inside of one that requests and replies share.
fn with_source(model: &mut Model) {
    add_object(model, "Source", &["place"]);
    let mut source = row("source", Mandatory::No);
    source.ty = of("Source");
    object(model, "Tag").members.push(source);
}

fn with_flavor(model: &mut Model) {
    add_object(model, "Flavor", &["size", "shape"]);
    let mut flavor = row("flavor", Mandatory::No);
    flavor.ty = of("Flavor");
    object(model, BODY).members.push(flavor);
}

fn rest() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(both(&["err-code-added"], &["err-code-removed"], |model| {
        let mut error: ErrorCode = model.errors[0].clone();
        error.code = "POOL.0999".into();
        error.message = Some("Too many pools.".into());
        model.errors.push(error);
    }));
    cases.push(case(&["err-code-renamed"], |model| model.errors[0].code = "POOL.00100".into()));
    cases.push(case(&["err-status-changed"], |model| model.errors[0].status = Some(410)));
    cases.push(case(&["err-message-changed"], |model| model.errors[0].message = Some("It is gone.".into())));
    cases.push(case(&["err-status-changed"], |model| operation(model, CREATE).errors[0].status = Some(422)));
    cases.extend(both(&["auth-scheme-added"], &["auth-scheme-removed"], |model| {
        operation(model, LIST).authentication.push(Authentication::Signature);
    }));
    cases.push(case(&["doc-common-header-row"], |model| operation(model, LIST).authentication.clear()));
    cases
        .extend(both(&["auth-action-removed"], &["auth-action-added"], |model| operation(model, LIST).actions.clear()));
    cases.push(case(&["auth-action-changed"], |model| operation(model, LIST).actions = vec!["pool:all:list".into()]));
    cases.push(case(&["svc-endpoint-changed"], |model| {
        model.service.endpoints[0].url = "https://pools.{region}.example.com".into();
    }));
    cases.push(case(&["svc-renamed"], |model| model.service.crate_name = "hwc-pools".into()));
    cases.push(case(&["extract-parser-version-differs"], |model| model.format = 2));
    cases.push(case(&["doc-page-moved"], |model| move_page(model, "lists/list.rst")));
    cases.push(case(&["doc-page-renamed"], |model| move_page(model, "pools/all.rst")));
    cases.push(case(&["doc-page-moved"], |model| model.pages[0].path = "appendix/errors.rst".into()));
    cases.extend(both(&["doc-page-added"], &["doc-page-removed"], |model| {
        let mut page = model.pages[0].clone();
        page.path = "faq.rst".into();
        page.title = "Questions".into();
        model.pages.push(page);
    }));
    cases.push(case(&["doc-untranslated-text"], |model| {
        member(model, BODY, "weight").description = Some("\u{6743}\u{91cd}".into());
    }));
    cases.push(Case {
        rules: &COVERAGE,
        prepare: |model| {
            (0..12).for_each(|n| object(model, "Pool").members.push(row(&format!("f{n}_x{n}"), Mandatory::No)))
        },
        change: |model| object(model, "Pool").members.truncate(3),
    });
    cases.push(case(&["doc-table-moved"], |model| object(model, "Tag").source.page = "common.rst".into()));
    cases.push(case(&["doc-row-reordered"], |model| object(model, BODY).members.swap(0, 1)));
    cases.push(case(&["doc-description-changed"], |model| {
        member(model, BODY, "weight").description = Some("How many of the calls.".into());
    }));
    cases.extend(both(&["doc-description-lost"], &["doc-description-added"], |model| {
        member(model, BODY, "weight").description = None;
    }));
    cases.push(case(&["doc-example-changed"], |model| {
        operation(model, CREATE).request_examples[0].body = Some(Json::Object(vec![("name".into(), Json::Null)]));
    }));
    cases.extend(both(&["doc-example-lost"], &["doc-example-added"], |model| {
        operation(model, CREATE).request_examples.clear();
    }));
    cases.extend(both(&["doc-mandatory-lost"], &["doc-mandatory-clarified"], |model| {
        member(model, BODY, "name").mandatory = Mandatory::Unstated;
    }));
    cases.extend(both(&["doc-uri-form-changed"], &["doc-uri-form-changed"], |model| {
        operation(model, LIST).aliases = vec!["/v1.0/{project_id}/pools".into()];
    }));
    cases.push(case(&["rs-field-type-changed"], |model| member(model, "Pool", "id").secret = true));
    cases.push(Case {
        rules: &["rs-item-added"],
        prepare: |model| {
            paged(model);
            operation(model, LIST).paging = None;
        },
        change: |model| {
            *model = base();
            paged(model);
        },
    });
    cases.push(Case {
        rules: &["rs-item-removed"],
        prepare: paged,
        change: |model| operation(model, LIST).paging = None,
    });
    // Nothing: where a row stands, in which order values are listed, when a page was last changed.
    cases.push(case(&[], |model| {
        parameter(model, LIST, "sort_dir").member.values.reverse();
        member(model, BODY, "weight").source.row = 7;
        object(model, BODY).source.table = 4;
        model.pages[1].updated = Some("2024-01-01".into());
    }));
    cases
}

fn move_page(model: &mut Model, to: &str) {
    operation(model, LIST).source.page = to.into();
    object(model, "ListPools reply 200").source.page = to.into();
    model.pages.iter_mut().find(|page| page.path == "pools/list.rst").unwrap().path = to.into();
}

/// All members that went, and the suspicion.
const COVERAGE: [&str; 13] = [
    "extract-coverage-regression",
    "resp-field-removed",
    "resp-field-removed",
    "resp-field-removed",
    "resp-field-removed",
    "resp-field-removed",
    "resp-field-removed",
    "resp-field-removed",
    "resp-field-removed",
    "resp-field-removed",
    "resp-field-removed",
    "resp-field-removed",
    "resp-field-removed",
];

/// Pools come in pages.
pub(crate) fn paged(model: &mut Model) {
    let mut offset = operation(model, LIST).parameters[1].clone();
    offset.member = row("offset", Mandatory::No);
    operation(model, LIST).parameters.push(offset);
    let mut total = row("total", Mandatory::No);
    total.ty = Type::Integer;
    object(model, "ListPools reply 200").members.push(total);
    let paging = serde_json::json!({ "style": "offset", "parameter": "offset", "limit": "limit", "first": 0, "items": "pools",
        "total": ["total"], "evidence": ["the test says so"] });
    operation(model, LIST).paging = Some(serde_json::from_value(paging).unwrap());
}
