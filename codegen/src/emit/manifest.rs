//! `Cargo.toml`

use crate::{File, Layout, Options, plan::Plan};

/// The manifest of a crate.
pub(super) fn emit(plan: &Plan<'_>, options: &Options) -> File {
    let service = &plan.model.service;
    let key = crate::docs::one_line(&service.key);
    let title = crate::docs::one_line(&service.title);
    let name = text(&service.crate_name);
    let description = text(&format!("Client of {title} on Huawei Cloud and Open Telekom Cloud"));
    let header = super::Header { service: &key }.line("#");
    let (inherited, core, tail, model) = match &options.layout {
        Layout::Workspace => (
            WORKSPACE,
            "hwc-core.workspace = true\nhwc-models = { workspace = true, optional = true }".to_owned(),
            format!("{}\n[lints]\nworkspace = true\n", for_people(&name)),
            format!("[\"dep:hwc-models\", \"hwc-models/{key}\"]"),
        ),
        Layout::Standalone { core } => {
            let core = format!("hwc-core = {{ path = {} }}", text(core));
            (STANDALONE, core, "\n[workspace]\n".to_owned(), "[]".to_owned())
        }
    };
    let version = match (&options.layout, &service.version) {
        (_, Some(version)) => format!("version = {}", text(version)),
        (Layout::Workspace, None) => "version.workspace = true".to_owned(),
        (Layout::Standalone { .. }, None) => "version = \"0.1.0\"".to_owned(),
    };
    let keywords: Vec<String> = keywords(&key).iter().map(|word| text(word)).collect();
    let text = format!(
        "{header}
[package]
name = {name}
description = {description}
{version}
{inherited}readme = \"README.md\"
keywords = [{}]
categories = [\"api-bindings\"]
include = [\"src/**\", \"README.md\", \"NAMES.md\", \"CHANGELOG.md\"]

[package.metadata.docs.rs]
all-features = true

[features]
{}# The model of the API as text, for `hwc-mock`.
model = {model}

[dependencies]
{core}
{tail}",
        keywords.join(", "),
        feature_lines(plan),
    );
    File { path: "Cargo.toml".to_owned(), text }
}

/// `default`, which is every version, and what there is to choose from.
fn feature_lines(plan: &Plan<'_>) -> String {
    let list = |names: &[String]| {
        let names: Vec<String> = names.iter().map(|name| text(name)).collect();
        let line = names.join(", ");
        if line.len() < 90 { format!("[{line}]") } else { format!("[\n    {},\n]", names.join(",\n    ")) }
    };
    let versions: Vec<String> = plan.versions.iter().map(|version| version.module.clone()).collect();
    let features = super::features::features(plan);
    let features = features.iter().map(|feature| format!("{} = {}\n", feature.name, list(&feature.brings)));
    format!("default = {}\n{}", list(&versions), features.collect::<String>())
}

/// What examples and tests need that are written by hand: the crate with its model, and a server that answers as it says.
fn for_people(name: &str) -> String {
    format!(
        "\n[dev-dependencies]\n{} = {{ path = \".\", features = [\"model\"] }}\nhwc-mock.workspace = true\n\
         tokio = {{ workspace = true, features = [\"macros\", \"rt-multi-thread\"] }}\n",
        name.trim_matches('"')
    )
}

const WORKSPACE: &str = "\
edition.workspace = true
rust-version.workspace = true
license.workspace = true
repository.workspace = true
";

const STANDALONE: &str = "\
edition = \"2024\"
rust-version = \"1.88\"
license = \"MIT OR Apache-2.0\"
publish = false
";

/// At most five words of at most twenty characters, as crates.io takes them.
fn keywords(key: &str) -> Vec<String> {
    let own = crate::names::words(key).join("-");
    let own = Some(own).filter(|word| word.len() <= 20 && word.starts_with(|char: char| char.is_ascii_alphabetic()));
    ["huaweicloud", "otc", "cloud", "sdk"].into_iter().map(str::to_owned).chain(own).collect()
}

/// A TOML string.
pub(super) fn text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
