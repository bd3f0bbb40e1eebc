//! Text of a page is data: no wording adds an item, leaves a string or a comment, or names a file.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;

use codegen::{Lock, Options, Output};
use hwc_model::Model;
use proptest::prelude::*;
use support::{HOSTILE, model, worded};

/// How many items of each kind all files hold, those in macros of ours aside.
fn items(output: &Output) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for file in output.files.iter().filter(|file| file.path.ends_with(".rs")) {
        let parsed =
            syn::parse_file(&file.text).unwrap_or_else(|error| panic!("{}: {error}\n{}", file.path, file.text));
        for item in &parsed.items {
            *counts.entry(kind(item)).or_default() += 1;
        }
    }
    counts
}

fn kind(item: &syn::Item) -> &'static str {
    match item {
        syn::Item::Struct(_) => "struct",
        syn::Item::Enum(_) => "enum",
        syn::Item::Impl(_) => "impl",
        syn::Item::Fn(_) => "fn",
        syn::Item::Static(_) => "static",
        syn::Item::Macro(_) => "macro",
        // Modules and imports differ where a name becomes longer and a file is split.
        syn::Item::Mod(_) | syn::Item::Use(_) => "mod",
        syn::Item::Const(_) => "const",
        _ => "other",
    }
}

fn generate(model: &Model) -> Output {
    codegen::generate(model, &Lock::default(), &Options::default())
}

fn without_modules(mut counts: BTreeMap<&'static str, usize>) -> BTreeMap<&'static str, usize> {
    counts.remove("mod");
    // A file has one `impl Client` for the operations in it.
    counts.remove("impl");
    // A code that is no word has no constant.
    counts.remove("const");
    counts
}

fn assert_stays_data(text: &str) {
    let plain = model("gateway");
    let hostile = worded(&plain, text);
    let output = generate(&hostile);
    assert_eq!(without_modules(items(&output)), without_modules(items(&generate(&plain))), "{text:?}");
    for file in &output.files {
        let plain = |char: char| char.is_ascii_alphanumeric() || "/_.".contains(char);
        assert!(file.path.chars().all(plain) && !file.path.contains(".."), "{}", file.path);
        if !file.path.ends_with(".json") {
            assert!(!file.text.contains(['\0', '\u{202e}', '\u{2066}', '\r']), "{}", file.path);
        }
    }
    let manifest: toml::Table =
        output.files.iter().find(|file| file.path == "Cargo.toml").unwrap().text.parse().unwrap();
    assert_eq!(manifest["package"]["name"].as_str(), Some("hwc-gate"));
    assert_eq!(Lock::parse(&output.lock.to_text()).unwrap(), output.lock);
    let tests = codegen::conformance(&[(&hostile, &output.lock)]);
    items(&tests);
}

#[test]
fn hostile_text_stays_data() {
    for text in HOSTILE {
        assert_stays_data(text);
    }
    assert_stays_data(&HOSTILE.concat());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_stays_data(text in ".{1,12}|[\"#\\\\\\[\\]`*/<>{}()\n\r\t ]{1,12}") {
        assert_stays_data(&text);
    }
}
