//! A reading in short: one line a parameter and a member, one a finding.

use std::fmt::Write;

use hwc_model::{Mandatory, Member, Model, Number, Operation, Place, Scalar, Type};
use xtask::link::Linked;

/// Everything that a trap may be about.
pub(super) fn linked(linked: &Linked) -> String {
    let mut out = String::new();
    for operation in &linked.model.operations {
        show_operation(&mut out, operation, &linked.model);
    }
    for (page, finding) in &linked.findings {
        writeln!(out, "{page}:{} {}: {}", finding.line, finding.lint.id(), finding.found).unwrap();
    }
    out
}

fn show_operation(out: &mut String, operation: &Operation, model: &Model) {
    writeln!(out, "{}", operation.key).unwrap();
    writeln!(out, "  at {}{}", operation.path, list(" or ", &operation.aliases)).unwrap();
    operation.actions.iter().for_each(|action| writeln!(out, "  action {action}").unwrap());
    for parameter in &operation.parameters {
        let place = match parameter.place {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
        };
        show_member(out, &format!("  {place} "), &parameter.member, model, &mut Vec::new());
    }
    if let Some(body) = &operation.body {
        let is_json = body.media_type == "application/json";
        let what = if is_json { "body".to_owned() } else { format!("body as {}", body.media_type) };
        show_whole(out, &what, &body.ty, model);
    }
    for reply in &operation.responses {
        match &reply.ty {
            Some(ty) => show_whole(out, &format!("reply {}", reply.status), ty, model),
            None => writeln!(out, "  reply {}", reply.status).unwrap(),
        }
        for header in &reply.headers {
            show_member(out, "    header ", header, model, &mut Vec::new());
        }
    }
    for (what, examples) in [("request", &operation.request_examples), ("reply", &operation.response_examples)] {
        for example in examples {
            let kind = if example.body.is_some() { "JSON" } else { "no JSON" };
            let status = example.status.map_or_else(String::new, |status| format!(" {status}"));
            let uri = example.uri.as_deref().unwrap_or_default().trim();
            writeln!(out, "  example {what}{status}: {kind} {uri}").unwrap();
        }
    }
}

fn list(before: &str, items: &[String]) -> String {
    items.iter().map(|item| format!("{before}{item}")).collect()
}

fn show_whole(out: &mut String, what: &str, ty: &Type, model: &Model) {
    writeln!(out, "  {what}: {}", type_text(ty)).unwrap();
    show_members(out, "    ", ty, model, &mut Vec::new());
}

fn show_member<'m>(out: &mut String, before: &str, member: &'m Member, model: &'m Model, above: &mut Vec<&'m str>) {
    let mandatory = match member.mandatory {
        Mandatory::Yes => ", mandatory",
        Mandatory::Conditional => ", on condition",
        Mandatory::No | Mandatory::Unstated => "",
    };
    writeln!(out, "{before}{}: {}{mandatory}{}", member.name, type_text(&member.ty), constraints(member)).unwrap();
    let indent = " ".repeat(before.len() - before.trim_start().len() + 2);
    show_members(out, &indent, &member.ty, model, above);
}

fn show_members<'m>(out: &mut String, indent: &str, ty: &'m Type, model: &'m Model, above: &mut Vec<&'m str>) {
    let Some(id) = object_of(ty) else { return };
    if above.contains(&id) {
        return writeln!(out, "{indent}and so on").unwrap();
    }
    above.push(id);
    for member in &model.types.iter().find(|ty| ty.id == id).unwrap().members {
        show_member(out, indent, member, model, above);
    }
    above.pop();
}

fn object_of(ty: &Type) -> Option<&str> {
    match ty {
        Type::Object(id) => Some(id),
        Type::Array(inner) | Type::Map(inner) => object_of(inner),
        _ => None,
    }
}

fn type_text(ty: &Type) -> String {
    match ty {
        Type::Object(_) => "object".to_owned(),
        Type::Array(inner) => format!("[{}]", type_text(inner)),
        Type::Map(inner) => format!("{{{}}}", type_text(inner)),
        other => format!("{other:?}"),
    }
}

fn constraints(member: &Member) -> String {
    let bounds = &member.bounds;
    let mut out = String::new();
    for (what, value) in [("min", bounds.min), ("max", bounds.max)] {
        if let Some(number) = value {
            write!(out, ", {what} {}", number_text(number)).unwrap();
        }
    }
    let lengths = [
        ("min length", bounds.min_length),
        ("max length", bounds.max_length),
        ("min items", bounds.min_items),
        ("max items", bounds.max_items),
    ];
    for (what, value) in lengths {
        if let Some(number) = value {
            write!(out, ", {what} {number}").unwrap();
        }
    }
    if let Some(default) = &member.default {
        write!(out, ", default {}", scalar_text(default)).unwrap();
    }
    if !member.values.is_empty() {
        let values: Vec<String> = member.values.iter().map(|value| scalar_text(&value.value)).collect();
        write!(out, ", one of {}", values.join(" ")).unwrap();
    }
    out
}

fn scalar_text(scalar: &Scalar) -> String {
    match scalar {
        Scalar::Bool(value) => value.to_string(),
        Scalar::Number(number) => number_text(*number),
        Scalar::Text(text) => format!("`{text}`"),
    }
}

fn number_text(number: Number) -> String {
    match number {
        Number::Integer(number) => number.to_string(),
        Number::Float(number) => number.to_string(),
    }
}
