//! What is generated compiles without a warning of rustc, clippy or rustdoc, and its tests pass: all of `test_data` as one workspace over `hwc-core`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use codegen::{File, Lock, Options};
use hwc_model::{Model, Service};
use support::{HOSTILE, changed, folders, model, read_model, worded};

const MANIFEST: &str = r#"
[workspace]
resolver = "3"
members = ["crates/*", "spec"]

[workspace.package]
version = "0.1.0"
edition = "2024"
rust-version = "1.88"
license = "MIT OR Apache-2.0"
repository = "https://example.com"

[workspace.dependencies]
hwc-core = { path = "CRATES/core" }
hwc-mock = { path = "CRATES/mock" }
hwc-model = { path = "CRATES/model" }
hwc-models = { path = "spec" }
serde = "1"
serde_json = "1"
tokio = { version = "1", default-features = false }

[workspace.lints.rust]
unsafe_code = "forbid"
missing_docs = "deny"
unreachable_pub = "deny"
rust_2018_idioms = { level = "deny", priority = -1 }
warnings = "deny"

[workspace.lints.rustdoc]
all = { level = "deny", priority = -1 }

[workspace.lints.clippy]
all = { level = "deny", priority = -1 }
expect_used = "deny"
panic = "deny"
unwrap_used = "deny"
"#;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn write(folder: &Path, files: &[File]) {
    for File { path, text } in files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}

/// Those of `test_data`, and one of them with text that tries to get out of where it stands.
fn models() -> Vec<Model> {
    let hostile = worded(&model("gateway"), &HOSTILE.concat());
    let hostile = changed(&hostile, |model| {
        model["service"]["key"] = "hostile".into();
        model["service"]["crate_name"] = "hwc-hostile".into();
    });
    folders().iter().map(|folder| read_model(folder)).chain([hostile]).collect()
}

fn cargo(workspace: &Path, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(workspace).args(arguments).env("CARGO_TARGET_DIR", workspace.join("target"));
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "cargo {arguments:?}\n{}{}", text(&output.stdout), text(&output.stderr));
}

#[test]
fn generated_crates_compile_and_conform() {
    let workspace = &Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated");
    if workspace.join("crates").exists() {
        fs::remove_dir_all(workspace.join("crates")).unwrap();
    }
    fs::create_dir_all(workspace).unwrap();
    let crates = root().join("crates").display().to_string();
    fs::write(workspace.join("Cargo.toml"), MANIFEST.replace("CRATES", &crates)).unwrap();
    fs::copy(root().join("Cargo.lock"), workspace.join("Cargo.lock")).unwrap();
    let models = models();
    let lock = Lock::default();
    for model in &models {
        let output = codegen::generate(model, &lock, &Options::default());
        write(&workspace.join("crates").join(&model.service.key), &output.files);
    }
    let all: Vec<(&Model, &Lock)> = models.iter().map(|model| (model, &lock)).collect();
    let services: Vec<&Service> = models.iter().map(|model| &model.service).collect();
    write(&workspace.join("spec"), &codegen::models(&services));
    fs::write(workspace.join("spec/README.md"), "# Models\n").unwrap();
    for model in &models {
        let text = serde_json::to_string(model).unwrap();
        write(&workspace.join("spec").join(&model.service.key), &[File { path: "model.json".to_owned(), text }]);
    }
    write(&workspace.join("crates/hwc"), &codegen::umbrella(&services));
    write(&workspace.join("crates/conformance"), &codegen::conformance(&all).files);
    cargo(workspace, &["test", "--offline", "--all-features", "--quiet"]);
    cargo(workspace, &["clippy", "--offline", "--all-features", "--all-targets", "--quiet"]);
    cargo(workspace, &["doc", "--offline", "--all-features", "--no-deps", "--quiet"]);
}
