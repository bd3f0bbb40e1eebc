//! Leaving out a mandatory parameter does not compile, and the compiler names it.
//!
//! A program that leaves some out is compiled against the runtime that this very test is linked with, so neither a
//! registry nor another build is needed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The compiled runtime beside this test: the newest, where there are several.
fn runtime() -> PathBuf {
    let folder = env::current_exe().unwrap().parent().unwrap().to_owned();
    let is_runtime = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.starts_with("libhwc_core-") && name.ends_with(".rlib")
    };
    let modified = |path: &PathBuf| fs::metadata(path).and_then(|meta| meta.modified()).ok();
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(is_runtime).max_by_key(modified).unwrap()
}

/// What the compiler says to a program over the sample crate.
fn compile(name: &str, body: &str) -> Result<(), String> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sample/mod.rs");
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&out).unwrap();
    let source = out.join("main.rs");
    let program = format!(
        "#![allow(dead_code)]\n#[path = {sample:?}]\nmod sample;\nfn f(client: &sample::Client) {{\n{body}\n}}\nfn main() {{}}\n"
    );
    fs::write(&source, program).unwrap();
    let runtime = runtime();
    let output = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .args(["--edition=2024", "--emit=metadata", "--error-format=short", "--crate-type=bin", "-A", "warnings"])
        .arg("--out-dir")
        .arg(&out)
        .arg("--extern")
        .arg(format!("hwc_core={}", runtime.display()))
        .arg("-L")
        .arg(format!("dependency={}", runtime.parent().unwrap().display()))
        .arg(&source)
        .output()
        .unwrap();
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

#[test]
fn every_missing_parameter_is_named_once_and_nothing_else_is() {
    let given = r#"client.bake_loaf().name("n").spec_id("THIN").flour("f").salt(0.5).water(1).baker_id("b").shop_id("s")
        .shift_id(1).zone_ids(Vec::new()).secret_recipe("s").size_grams(1).price(1.0)"#;
    compile("complete", &format!(r#"let _ = {given}.yeast(true).oven_id("o").send();"#)).unwrap();
    let errors = compile("incomplete", &format!("let _ = {given}.send();")).unwrap_err();
    let missing: Vec<_> = errors.lines().filter(|line| line.contains("mandatory parameter")).collect();
    assert_eq!(missing.len(), 2, "{errors}");
    for name in ["oven_id", "yeast"] {
        let message = format!("mandatory parameter `{name}` is missing");
        assert!(missing.iter().any(|line| line.contains(&message)), "{errors}");
    }
    assert_eq!(errors.lines().filter(|line| line.contains(": error")).count(), 2, "{errors}");
}

#[test]
fn a_missing_member_of_a_nested_type_is_named() {
    let errors = compile("nested", "let _ = sample::Filling::builder().grams(1).build();").unwrap_err();
    assert!(errors.contains("mandatory parameter `filling_id` is missing"), "{errors}");
}
