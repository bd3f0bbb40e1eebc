//! A run that dies at any moment leaves the old tree or the new one, at the latest after the next run.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::repository::{Ended, Repository};

/// Moments at which a run is ended, spread over its length.
const MOMENTS: u32 = 16;

/// A regenerated repository whose pages then change, so that a run has files to write and to replace.
fn stale() -> Repository {
    let repository = Repository::regenerated();
    let page = "spec/demo/pages/page.txt";
    repository.put(page, repository.text(page).replace("instance_name", "gateway_name").as_bytes());
    repository.put_service("late", &[("page.txt", repository.text(page).as_bytes())]);
    repository
}

fn restore(repository: &Repository, files: &BTreeMap<PathBuf, Vec<u8>>) {
    for path in repository.files().keys().filter(|path| !files.contains_key(*path)) {
        std::fs::remove_file(path).unwrap();
    }
    for (path, bytes) in files {
        std::fs::write(path, bytes).unwrap();
    }
}

/// Ends runs at many moments with a signal; after each the tree is the old or the new one once `--check` was called.
fn end_with(signal: &str) -> (usize, usize) {
    let repository = stale();
    let old = repository.files();
    let start = Instant::now();
    repository.run(&["regenerate"]).expect(0);
    let length = start.elapsed();
    let new = repository.files();
    assert_ne!(old, new);

    let (mut left_old, mut left_new) = (0, 0);
    for moment in 0..MOMENTS {
        restore(&repository, &old);
        let mut child = repository.xtask(&["regenerate"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(length * moment / (MOMENTS - 4));
        // A run that has ended by itself is fine.
        Command::new("kill").args([signal, &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
        child.wait().unwrap();
        let check = repository.run(&["regenerate", "--check"]);
        let after = repository.files();
        assert!(after == old || after == new, "{signal} at {moment}: neither the old nor the new tree");
        assert_eq!(check.code, i32::from(after == old), "{signal} at {moment}: {}", check.err);
        *(if after == old { &mut left_old } else { &mut left_new }) += 1;
    }
    (left_old, left_new)
}

#[test]
fn a_kill_leaves_the_old_tree_or_the_new_one() {
    let (old, new) = end_with("-KILL");
    assert!(old > 0 && new > 0, "the moments did not cover the run: {old} old, {new} new");
}

#[test]
fn ctrl_c_leaves_the_old_tree_or_the_new_one() {
    let (old, new) = end_with("-INT");
    assert!(old > 0 && new > 0, "the moments did not cover the run: {old} old, {new} new");
}

#[test]
fn ctrl_c_says_in_which_state_the_tree_is() {
    let repository = stale();
    // The lock makes the run wait, so that it is met in the middle.
    let lock = std::fs::File::create(repository.path(".regenerate/lock")).unwrap();
    lock.lock().unwrap();
    let child = repository.xtask(&["regenerate"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(300));
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let ended = Ended::from(child.wait_with_output().unwrap()).expect(130);
    assert!(ended.err.contains("interrupted: the tree is as it was"), "{}", ended.err);
}

#[test]
fn two_runs_at_once_give_what_one_gives() {
    let repository = stale();
    let spawn = || repository.xtask(&["regenerate"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let runs = [spawn(), spawn(), spawn()];
    for mut run in runs {
        assert!(run.wait().unwrap().success());
    }
    repository.run(&["regenerate", "--check"]).expect(0);
}

#[test]
fn a_full_disk_leaves_the_tree_as_it_was() {
    let repository = stale();
    let old = repository.files();
    for blocks in [0, 1, 4] {
        let limited = format!("ulimit -f {blocks}; exec \"$0\" regenerate");
        let mut shell = Command::new("bash");
        shell.args(["-c", &limited, env!("CARGO_BIN_EXE_xtask")]).current_dir(repository.path(""));
        let ended = Ended::from(shell.output().unwrap()).expect(3);
        assert!(ended.err.contains("could not write ") && ended.err.contains("File too large"), "{}", ended.err);
        assert!(repository.files() == old, "{blocks} blocks");
    }
    repository.run(&["regenerate"]).expect(0);
    repository.run(&["regenerate", "--check"]).expect(0);
}
