//! One folder a trap in `test_data`: a model, the names given out before, and the crate that comes of them.
//!
//! `UPDATE_EXPECT=1 cargo test -p codegen` writes the crates anew.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::{fs, path::Path};

use codegen::{File, Layout, Lock, Options, Output};
use expect_test::expect_file;
use support::{folders, read_model};

fn read_lock(folder: &Path) -> Lock {
    fs::read_to_string(folder.join("before.lock")).map_or_else(|_| Lock::default(), |text| Lock::parse(&text).unwrap())
}

fn options() -> Options {
    Options { layout: Layout::Standalone { core: "../../../../crates/core".to_owned() }, ..Options::default() }
}

fn generate(folder: &Path) -> Output {
    codegen::generate(&read_model(folder), &read_lock(folder), &options())
}

#[test]
fn crates_are_as_expected() {
    for folder in folders() {
        let output = generate(&folder);
        for File { path, text } in &output.files {
            if path != "src/model.json" {
                let file = folder.join("crate").join(path);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                expect_file![file].assert_eq(text);
            }
        }
        expect_file![folder.join("names.lock")].assert_eq(&output.lock.to_text());
    }
}

#[test]
fn twice_is_the_same_as_once() {
    for folder in folders() {
        let once = generate(&folder);
        let lock = Lock::parse(&once.lock.to_text()).unwrap();
        let twice = codegen::generate(&read_model(&folder), &lock, &options());
        assert_eq!(once.lock, twice.lock, "{}", folder.display());
        assert_eq!(once.files, twice.files, "{}", folder.display());
    }
}
