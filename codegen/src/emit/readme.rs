//! `README.md`, which is also the documentation of the crate's root.

use crate::{
    File,
    docs::{Docs, code, inline},
    names,
    plan::{Operation, Plan, Version},
};

/// What the crate is, a call, and the list of operations.
pub(super) fn emit(plan: &Plan<'_>) -> File {
    let service = &plan.model.service;
    let title = inline(&service.title);
    let mut docs = Docs::new(&format!(
        "Client of {title} on Huawei Cloud and Open Telekom Cloud, generated from the API reference by `cargo xtask regenerate`."
    ));
    if let Some(version) = plan.versions.first() {
        docs = docs.code_block("no_run", &usage(&names::crate_ident(&service.crate_name), version));
    }
    for version in &plan.versions {
        docs = docs.heading(2, &format!("Version {}", code(&version.module)));
        for (number, group) in version.groups.iter().enumerate() {
            let operations = version.operations.iter().filter(|operation| operation.group == number);
            let items: Vec<String> = operations.map(item).collect();
            docs = docs.say(&format!("Module {}:", code(&group.module))).list(items);
        }
    }
    let lines: String = docs.lines().iter().map(|line| format!("{line}\n")).collect();
    File { path: "README.md".to_owned(), text: format!("# {}\n\n{lines}", inline(&service.crate_name)) }
}

fn item(operation: &Operation<'_>) -> String {
    let title = inline(operation.documented.title.trim_end_matches('.'));
    let method = code(&operation.method);
    if title.is_empty() { method } else { format!("{method}: {title}") }
}

fn usage(krate: &str, version: &Version<'_>) -> String {
    let module = &version.module;
    let plain = version.operations.iter().find(|operation| operation.setters.iter().all(|setter| !setter.mandatory));
    let call = plain.map(|operation| format!("let reply = client.{}().send().await?;\n", operation.method));
    format!(
        "# async fn example() -> Result<(), hwc_core::Error> {{\n\
         let config = hwc_core::Config::from_env()?;\n\
         let client = {krate}::{module}::Client::new(&config);\n\
         {}# Ok(())\n# }}",
        call.unwrap_or_default()
    )
}
