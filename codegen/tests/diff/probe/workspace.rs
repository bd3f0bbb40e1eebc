//! Crates and their users in one workspace, and which users compile.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use codegen::File;
use serde_json::Value;

/// All generated crates as modules of one, each user a module of another.
pub(crate) struct Workspace {
    folder: PathBuf,
    /// Numbers of crates by their code.
    crates: BTreeMap<String, usize>,
    features: BTreeSet<String>,
}

/// Lints are for those who write the code.
const QUIET: &str = "#![allow(warnings, clippy::all)]\n";

/// The manifest among the files of a crate.
fn manifest(files: &[File]) -> toml::Table {
    files.iter().find(|file| file.path == "Cargo.toml").unwrap().text.parse().unwrap()
}

/// What code calls a crate.
fn crate_name(manifest: &toml::Table) -> String {
    manifest["package"]["name"].as_str().unwrap().replace('-', "_")
}

impl Workspace {
    /// An empty workspace, with what was compiled there before.
    pub(crate) fn new(folder: &Path) -> Workspace {
        for name in ["apis", "users"] {
            let source = folder.join(name).join("src");
            if source.exists() {
                fs::remove_dir_all(&source).unwrap();
            }
            fs::create_dir_all(source).unwrap();
        }
        Workspace { folder: folder.to_owned(), crates: BTreeMap::new(), features: BTreeSet::new() }
    }

    /// Adds a crate; one with the same code is added once.
    pub(crate) fn add(&mut self, files: &[File]) -> usize {
        let code = |file: &&File| file.path.ends_with(".rs");
        let all: Vec<&str> = files.iter().filter(code).flat_map(|file| [file.path.as_str(), &file.text]).collect();
        let fresh = self.crates.len();
        let number = *self.crates.entry(crate_name(&manifest(files)) + &all.concat()).or_insert(fresh);
        if number == fresh {
            files.iter().filter(code).for_each(|file| self.write(number, &crate_name(&manifest(files)), file));
            let manifest = manifest(files);
            self.features.extend(manifest["features"].as_table().unwrap().keys().cloned());
            let name = crate_name(&manifest);
            fs::write(self.folder.join(format!("apis/src/c{number}.rs")), format!("pub mod {name};\n")).unwrap();
        }
        number
    }

    fn write(&self, number: usize, name: &str, file: &File) {
        let path = file.path.trim_start_matches("src/").replace("lib.rs", "mod.rs");
        let path = self.folder.join(format!("apis/src/c{number}/{name}")).join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        // The root of a crate is a module here, without the pages that come along with it.
        let text = file.text.replace("crate::", &format!("crate::c{number}::{name}::"));
        let text = text.replace("#![doc = include_str!(\"../README.md\")]", "");
        fs::write(path, text).unwrap();
    }

    /// Users by the crate that they use, as far as they do not compile: each with what the compiler says.
    pub(crate) fn failing(&self, users: &[(usize, &str)]) -> BTreeMap<usize, String> {
        self.write_crates();
        for (at, (number, text)) in users.iter().enumerate() {
            let text = format!("use apis::c{number} as crates;\n{text}");
            fs::write(self.folder.join(format!("users/src/u{at}.rs")), text).unwrap();
        }
        let mut failing = BTreeMap::new();
        // One kind of error hides those that a later pass of the compiler finds in other modules.
        loop {
            let modules = (0..users.len()).filter(|at| !failing.contains_key(at)).map(|at| format!("mod u{at};\n"));
            fs::write(self.folder.join("users/src/lib.rs"), QUIET.to_owned() + &modules.collect::<String>()).unwrap();
            let found = self.check();
            if found.is_empty() {
                return failing;
            }
            failing.extend(found);
        }
    }

    fn write_crates(&self) {
        let core = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("crates/core");
        let core = format!("hwc-core = {{ path = {:?} }}\n", core.display().to_string());
        let package = |name: &str| format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n");
        let features: Vec<String> = self.features.iter().map(|name| format!("{name:?}")).collect();
        let known: String = features.iter().map(|name| format!("{name} = []\n")).collect();
        let wanted = self.features.iter().filter(|name| !["model", "default"].contains(&name.as_str()));
        let wanted: Vec<String> = wanted.map(|name| format!("{name:?}")).collect();
        let known = known.replace("\"default\" = []", &format!("default = [{}]", wanted.join(", ")));
        let apis = format!("{}[features]\n{known}\n[dependencies]\n{core}", package("apis"));
        let users = format!("{}[dependencies]\napis = {{ path = \"../apis\" }}\n{core}", package("users"));
        let modules: String = (0..self.crates.len()).map(|number| format!("pub mod c{number};\n")).collect();
        let write = |path: &str, text: String| fs::write(self.folder.join(path), text).unwrap();
        write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"apis\", \"users\"]\n".to_owned());
        write("apis/Cargo.toml", apis);
        write("apis/src/lib.rs", QUIET.to_owned() + &modules);
        write("users/Cargo.toml", users);
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        fs::copy(root.join("Cargo.lock"), self.folder.join("Cargo.lock")).unwrap();
    }

    /// The users in which the compiler finds errors, with the first one.
    fn check(&self) -> BTreeMap<usize, String> {
        let mut command = Command::new(env!("CARGO"));
        command.current_dir(&self.folder).env("CARGO_TARGET_DIR", self.folder.join("target"));
        command.args(["check", "--offline", "--quiet", "--message-format=json", "--package", "users"]);
        let output = command.output().unwrap();
        let mut found = BTreeMap::new();
        let text = String::from_utf8_lossy(&output.stdout);
        let messages = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        for message in messages.map(|mut line| line["message"].take()).filter(|message| message["level"] == "error") {
            let spans = message["spans"].as_array().unwrap().iter().filter(|span| span["is_primary"] == true);
            let files = spans.filter_map(|span| span["file_name"].as_str());
            let user = files.filter_map(|file| file.strip_prefix("users/src/u")?.strip_suffix(".rs")?.parse().ok());
            user.for_each(|user| {
                found.entry(user).or_insert_with(|| message["rendered"].as_str().unwrap_or_default().to_owned());
            });
        }
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() || !found.is_empty(), "the crates do not compile\n{text}{error}");
        found
    }
}
