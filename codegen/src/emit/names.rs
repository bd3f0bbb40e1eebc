//! `NAMES.md`: from the words of the documentation to the names in Rust.

use hwc_model::ObjectType;

use super::Header;
use crate::{
    File,
    docs::{code, inline, one_line},
    plan::{Operation, Plan, Struct, Version},
};

/// A table of operations and one of types for each version.
pub(super) fn emit(plan: &Plan<'_>) -> File {
    let header = Header { service: &plan.model.service.key }.line("<!--");
    let mut text = format!("{} -->\n\n# Names of the documentation and of Rust\n", header.trim_end());
    for version in &plan.versions {
        text.push_str(&format!("\n## Version {}\n", code(&version.module)));
        text.push_str("\n| page | request | in Rust |\n|---|---|---|\n");
        text.extend(version.operations.iter().map(|operation| operation_row(version, operation)));
        let types: Vec<String> = version.structs.iter().filter_map(|object| type_row(version, object)).collect();
        if !types.is_empty() {
            text.push_str(&format!("\n| table | in Rust |\n|---|---|\n{}", types.concat()));
        }
    }
    File { path: "NAMES.md".to_owned(), text }
}

fn operation_row(version: &Version<'_>, operation: &Operation<'_>) -> String {
    let documented = operation.documented;
    let title = match (&documented.id, one_line(&documented.title)) {
        (Some(id), title) if title.is_empty() => code(id),
        (Some(id), title) => format!("{}, {}", cell(&inline(&title)), code(id)),
        (None, title) => cell(&inline(&title)),
    };
    let request = code(&format!("{} {}", documented.method.as_str(), documented.path));
    let method = format!("{}::{}::{}", version.module, version.groups[operation.group].module, operation.builder);
    format!("| {title} | {} | {}, {} |\n", cell(&request), code(&operation.method), code(&method))
}

/// A type that the documentation calls otherwise.
fn type_row(version: &Version<'_>, object: &Struct<'_>) -> Option<String> {
    let ObjectType { name: Some(name), .. } = object.documented else { return None };
    let differs = *name != object.name;
    differs.then(|| {
        let rust = format!("{}::{}", version.module, object.name);
        format!("| {} | {} |\n", cell(&code(name)), code(&rust))
    })
}

/// Text that ends no cell.
fn cell(markdown: &str) -> String {
    markdown.replace("\\|", "|").replace('|', "\\|")
}
