//! A small repository in a temporary folder, and the program called in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A page of each kind of markup, in our own wording: how its name ends, and its text.
pub(crate) const PAGES: [(&str, &str); 4] = [
    ("txt", include_str!("../../../spec/apig/pages/apig-list-instances.txt")),
    ("md", include_str!("../../../spec/rocketmq/pages/rocketmq-create-instance.md")),
    ("txt", include_str!("../../../spec/imetal/pages/imetal-create-instance.txt")),
    ("rst", include_str!("../../../spec/apig/pages/apig-create-instance.rst")),
];

/// A repository with services.
pub(crate) struct Repository(TempDir);

/// How a call ended.
pub(crate) struct Ended {
    /// Exit code; -1 after a signal.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error output.
    pub(crate) err: String,
}

impl Repository {
    /// A repository whose only service `demo` has these pages.
    pub(crate) fn of_pages(pages: &[(&str, &[u8])]) -> Repository {
        let repository = Repository(tempfile::tempdir().unwrap());
        repository.put("Cargo.toml", b"[workspace]\nmembers = []\n");
        repository.put_service("demo", pages);
        repository
    }

    /// A repository with services of all kinds of markup that has been regenerated.
    pub(crate) fn regenerated() -> Repository {
        let repository = Repository::of_pages(&[("page.txt", PAGES[0].1.as_bytes())]);
        for (number, (ending, text)) in PAGES.iter().enumerate() {
            repository.put_service(&format!("demo{number}"), &[(&format!("page.{ending}"), text.as_bytes())]);
        }
        repository.run(&["regenerate"]).expect(0);
        repository
    }

    /// Adds a service.
    pub(crate) fn put_service(&self, service: &str, pages: &[(&str, &[u8])]) {
        let config = format!("[service]\ncrate = \"hwc-{service}\"\ntitle = \"{service}\"\n");
        self.put(&format!("spec/{service}/service.toml"), config.as_bytes());
        for (name, bytes) in pages {
            self.put(&format!("spec/{service}/pages/{name}"), bytes);
        }
    }

    /// Writes a file.
    pub(crate) fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Where a file stands.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// The text of a file.
    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// A call of the program that is not started yet.
    pub(crate) fn xtask(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.current_dir(self.0.path()).args(arguments);
        command
    }

    /// Calls the program and waits.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        Ended::from(self.xtask(arguments).output().unwrap())
    }

    /// Every file of the tree but those of the journal, with its bytes.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(self.0.path(), &mut files);
        files
    }
}

impl From<Output> for Ended {
    fn from(output: Output) -> Ended {
        Ended {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ended {
    /// Fails with what the program said unless it ended with this code.
    pub(crate) fn expect(self, code: i32) -> Ended {
        assert_eq!(self.code, code, "output:\n{}\nerrors:\n{}", self.out, self.err);
        self
    }
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            files.insert(path.clone(), fs::read(&path).unwrap());
        } else if path.file_name().unwrap() != ".regenerate" {
            collect(&path, files);
        }
    }
}
