//! Models for tests: those of `test_data`, and the same with other words in them.

#![allow(dead_code, reason = "each test binary uses its part")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use hwc_model::Model;
use serde_json::Value;

/// Text that tries to get out of where it stands.
pub(crate) const HOSTILE: [&str; 18] = [
    "*/ } fn evil() {}",
    "\"#",
    "../../x",
    "r#\"",
    "\\",
    "\0",
    "\u{202e}\u{2066}\u{200f}",
    "```\nfn evil() {}\n```",
    "[a](b) [c] <b> &lt; </script>",
    "{project_id} {{}} {0}",
    "// x",
    "\r\n/// y\r# z\n    indented",
    "#![allow(warnings)]",
    "'\"'\"'\"\"\"",
    "\n- x\n\n1. y\n---\n===\n| a |\n|---|",
    "https://x.example/a_b|c http://[::1]/ www.x.example",
    "'''\n[package]\nname = \"evil\"",
    "\u{feff}\u{2028}é状",
];

/// The folders of `test_data` that hold a model.
pub(crate) fn folders() -> Vec<PathBuf> {
    let test_data = Path::new(env!("CARGO_MANIFEST_DIR")).join("test_data");
    let mut folders: Vec<PathBuf> = fs::read_dir(test_data).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.join("model.json").exists());
    folders.sort();
    folders
}

/// The model of a folder.
pub(crate) fn read_model(folder: &Path) -> Model {
    serde_json::from_str(&fs::read_to_string(folder.join("model.json")).unwrap()).unwrap()
}

/// The model of one folder of `test_data`.
pub(crate) fn model(name: &str) -> Model {
    read_model(&Path::new(env!("CARGO_MANIFEST_DIR")).join("test_data").join(name))
}

/// The model after a change of its text form.
pub(crate) fn changed(model: &Model, change: impl FnOnce(&mut Value)) -> Model {
    let mut value = serde_json::to_value(model).unwrap();
    change(&mut value);
    serde_json::from_value(value).unwrap()
}

/// The model with a text added to everything that a page words or names.
pub(crate) fn worded(model: &Model, text: &str) -> Model {
    changed(model, |value| add_text(value, text))
}

fn add_text(value: &mut Value, text: &str) {
    const WORDED: [&str; 17] = [
        "title",
        "description",
        "meaning",
        "message",
        "remedy",
        "note",
        "unit",
        "pattern",
        "deprecated",
        "name",
        "value",
        "uri",
        "text",
        "media_type",
        "code",
        "id",
        "evidence",
    ];
    match value {
        Value::Object(members) => {
            let is_type = members.contains_key("members");
            let is_service = members.contains_key("crate_name");
            for (name, value) in members {
                match value {
                    // Ids of types are referred to, and ids of operations are words of a page.
                    Value::String(_) if is_type && name == "id" => {}
                    Value::String(_) if is_service && name != "title" => {}
                    Value::String(old) if WORDED.contains(&name.as_str()) => old.push_str(text),
                    Value::Array(titles) if name == "group" => {
                        titles
                            .iter_mut()
                            .for_each(|title| *title = format!("{}{text}", title.as_str().unwrap()).into());
                    }
                    other => add_text(other, text),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| add_text(item, text)),
        _ => {}
    }
}
