//! The laws of the house that can be read off its source.
#![allow(clippy::unwrap_used, reason = "these are tests, their helpers too")]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// Source files below a folder: path and code, without comments and without the tests at their end.
fn code_below(folder: &str) -> Vec<(String, String)> {
    let folder = root().join(folder);
    let paths = xtask::files::list(&folder).unwrap();
    let is_code = |path: &&String| path.ends_with(".rs") && !path.ends_with("tests.rs") && !path.contains("tests/");
    let read = |path: &String| {
        let text = fs::read_to_string(folder.join(path)).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        (folder.join(path).display().to_string(), lines.collect::<Vec<_>>().join("\n"))
    };
    paths.iter().filter(is_code).map(read).collect()
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(|part| part == word)
}

#[test]
fn no_service_is_named_in_the_stages() {
    let mut services = xtask::files::folders(&root().join("spec")).unwrap();
    // Beside them stand folders that describe no service.
    services.retain(|service| root().join("spec").join(service).join("service.toml").exists());
    assert!(!services.is_empty());
    for folder in ["xtask/src/read", "xtask/src/extract", "xtask/src/link", "xtask/src/vocabulary", "codegen/src"] {
        for (path, code) in code_below(folder) {
            for service in &services {
                assert!(!has_word(&code, service), "{path} names {service}");
            }
        }
    }
}

#[test]
fn no_document_has_the_marks_of_a_merge() {
    let mut documents = 0;
    for folder in ["", "spec", "codegen", "xtask", "crates/core", "crates/core/docs", "crates/mock"] {
        let entries = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        for path in entries.filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
            let text = fs::read_to_string(&path).unwrap();
            let is_mark = |line: &&str| line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>");
            assert_eq!(text.lines().find(is_mark), None, "{}", path.display());
            documents += 1;
        }
    }
    assert!(documents > 8, "{documents}");
}

#[test]
fn stages_know_their_own_words_only() {
    let foreign = [
        ("xtask/src/read", ["vocabulary", "extract", "link", "codegen", "hwc_model"].as_slice()),
        ("xtask/src/extract", &["codegen", "quote", "proc_macro2"]),
        ("xtask/src/link", &["codegen", "quote", "proc_macro2", "markdown", "html"]),
        ("codegen/src", &["xtask", "std::fs", "std::net", "std::time", "std::process", "std::env"]),
        ("crates/model/src", &["codegen", "xtask", "hwc_core", "serde_json::Value"]),
    ];
    for (folder, words) in foreign {
        for (path, code) in code_below(folder) {
            for word in words {
                assert!(!code.contains(&format!("{word}::")), "{path} uses {word}");
            }
        }
    }
}

/// Names of our packages that a package depends on, but for its tests.
fn our_dependencies(folder: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap();
    let manifest: toml::Table = toml::from_str(&text).unwrap();
    let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table).cloned().unwrap_or_default();
    let is_ours = |name: &String| name.starts_with("hwc-") || name == "codegen" || name == "xtask";
    dependencies.keys().filter(|name| is_ours(name)).cloned().collect()
}

#[test]
fn the_arrows_point_one_way() {
    assert_eq!(our_dependencies("crates/model"), [""; 0]);
    assert_eq!(our_dependencies("crates/core"), [""; 0]);
    assert_eq!(our_dependencies("crates/mock"), ["hwc-model"]);
    assert_eq!(our_dependencies("codegen"), ["hwc-model"]);
    assert_eq!(our_dependencies("xtask"), ["codegen", "hwc-model"]);
    let services = xtask::files::folders(&root().join("spec")).unwrap();
    let has_crate = |service: &&String| root().join("crates").join(service).is_dir();
    for service in services.iter().filter(has_crate) {
        assert_eq!(our_dependencies(&format!("crates/{service}")), ["hwc-core", "hwc-models"], "{service}");
    }
}

#[test]
fn the_tooling_builds_without_an_async_runtime_and_without_tls() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let lock: toml::Table = toml::from_str(&lock).unwrap();
    let packages = lock["package"].as_array().unwrap();
    let text = |package: &toml::Value, key: &str| package.get(key).and_then(toml::Value::as_str).unwrap().to_owned();
    let dependencies = |name: &str| -> Vec<String> {
        let found = packages.iter().filter(|package| text(package, "name") == name);
        let listed = found.filter_map(|package| package.get("dependencies")?.as_array()).flatten();
        listed.map(|one| one.as_str().unwrap().split(' ').next().unwrap().to_owned()).collect()
    };
    let (mut open, mut seen) = (vec!["xtask".to_owned(), "codegen".to_owned()], Vec::new());
    while let Some(name) = open.pop() {
        if !seen.contains(&name) {
            open.extend(dependencies(&name));
            seen.push(name);
        }
    }
    for heavy in ["tokio", "hyper", "reqwest", "rustls", "openssl-sys", "native-tls"] {
        assert!(!seen.iter().any(|name| name == heavy), "{heavy}");
    }
}

#[test]
fn every_test_that_the_architecture_names_exists() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let laws = text.split("## The laws").nth(1).unwrap().split("## What is absent").next().unwrap();
    let is_test =
        |word: &&str| word.matches('_').count() >= 2 && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let named: Vec<&str> = laws.split('`').skip(1).step_by(2).filter(is_test).collect();
    assert!(named.len() > 12, "{named:?}");
    let mut source = String::new();
    for folder in ["codegen", "xtask", "crates"] {
        for path in xtask::files::list(&root().join(folder)).unwrap().iter().filter(|path| path.ends_with(".rs")) {
            source += &fs::read_to_string(root().join(folder).join(path)).unwrap_or_default();
        }
    }
    for name in named {
        assert!(source.contains(&format!("fn {name}(")), "there is no test {name}");
    }
}

#[test]
fn every_command_of_the_readme_exists() {
    let text = fs::read_to_string(root().join("README.md")).unwrap();
    let sources = root().join("xtask/src/commands");
    for command in text.split("cargo xtask ").skip(1).filter_map(|rest| rest.split([' ', '`', '\n']).next()) {
        assert!(sources.join(format!("{command}.rs")).is_file(), "cargo xtask {command}");
    }
}

/// The example is compiled and run; the first lines of the call stand in the crate's own documentation.
#[test]
fn the_call_in_the_readme_is_that_of_the_quick_start() {
    let text = fs::read_to_string(root().join("README.md")).unwrap();
    let call = text.split("```rust\n").nth(1).unwrap().split("```").next().unwrap();
    let example = fs::read_to_string(root().join("crates/apig/examples/quickstart.rs")).unwrap();
    let (setting, call) = call.split_once("\n\n").unwrap();
    let documentation = fs::read_to_string(root().join("crates/apig/README.md")).unwrap();
    for line in setting.lines() {
        let value = line.split_once(" = ").unwrap().1;
        assert!(documentation.contains(value), "{line}");
    }
    for line in call.lines().map(str::trim).filter(|line| !line.is_empty()) {
        assert!(example.contains(line), "{line}");
    }
}
