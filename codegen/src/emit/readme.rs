//! `README.md`, which is also the documentation of the crate's root.

use super::features::feature_of;
use crate::{
    File,
    docs::{Docs, code, inline},
    names,
    plan::{Operation, Plan, Version},
};

/// What the crate is, a call, the list of operations and how much of the documentation it covers.
pub(super) fn emit(plan: &Plan<'_>) -> File {
    let service = &plan.model.service;
    let title = inline(&service.title);
    let mut docs = Docs::new(&format!(
        "Client of {title} on Huawei Cloud and Open Telekom Cloud, generated from the API reference by `cargo xtask regenerate`."
    ));
    // The one that people come for.
    if let Some(version) = plan.versions.iter().rev().max_by_key(|version| version.operations.len()) {
        docs = docs.code_block("no_run", &usage(&names::crate_ident(&service.crate_name), version));
    }
    docs = docs.say(&coverage(plan));
    for version in &plan.versions {
        docs = docs.heading(2, &format!("Version {}", code(&version.module)));
        for (number, group) in version.groups.iter().enumerate() {
            let operations = version.operations.iter().filter(|operation| operation.group == number);
            let items: Vec<String> = operations.map(item).collect();
            let feature = feature_of(plan, version, group).map(|name| format!(", feature {}", code(&name)));
            let module = format!("Module {}{}:", code(&group.module), feature.unwrap_or_default());
            docs = docs.say(&module).list(items);
        }
    }
    let lines: String = docs.lines().iter().map(|line| format!("{line}\n")).collect();
    File { path: "README.md".to_owned(), text: format!("# {}\n\n{lines}", inline(&service.crate_name)) }
}

/// How many of the documented operations there are, and what is known to be wrong with their pages.
fn coverage(plan: &Plan<'_>) -> String {
    let generated: usize = plan.versions.iter().map(|version| version.operations.len()).sum();
    let documented = plan.model.operations.len();
    let findings: u32 = plan.model.pages.iter().map(|page| page.findings).sum();
    let wrong = match findings {
        0 => "The lints find nothing wrong with their pages.".to_owned(),
        1 => "One finding of the lints about their pages is open.".to_owned(),
        findings => format!("{findings} findings of the lints about their pages are open."),
    };
    format!(
        "Operations: {generated} of {documented} documented ones. {wrong} `NAMES.md` leads from the documentation's names to those in Rust."
    )
}

fn item(operation: &Operation<'_>) -> String {
    let title = inline(operation.documented.title.trim_end_matches('.'));
    let method = code(&operation.method);
    if title.is_empty() { method } else { format!("{method}: {title}") }
}

fn usage(krate: &str, version: &Version<'_>) -> String {
    let module = &version.module;
    let is_plain = |operation: &&Operation<'_>| operation.setters.iter().all(|setter| !setter.mandatory);
    let plain =
        version.operations.iter().filter(is_plain).min_by_key(|operation| !operation.method.starts_with("list_"));
    let call = plain.map(|operation| format!("let reply = client.{}().send().await?;\n", operation.method));
    format!(
        "# async fn example() -> Result<(), hwc_core::Error> {{\n\
         let config = hwc_core::Config::from_env()?;\n\
         let client = {krate}::{module}::Client::new(&config);\n\
         {}# Ok(())\n# }}",
        call.unwrap_or_default()
    )
}
