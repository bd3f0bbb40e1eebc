//! Changes of a tree that happen as a whole or not at all.
//!
//! Everything new is first written beside the tree (`.regenerate/stage`). Then the list of steps is put in place with one
//! rename (`.regenerate/journal`): from that moment the change counts. Then files are renamed into the tree and stale ones
//! removed; each step may be done twice. A process that dies before that moment leaves the old tree, one that dies after it
//! leaves steps that [`Journal::open`] finishes. A lock keeps two processes apart.
//!
//! Processes may be killed at any moment; a power cut is another thing, as nothing here waits for the disk.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::files::{self, FileError};
use crate::interrupt::{self, Held};

/// The folder in the root of a tree that holds the state of its changes.
pub const FOLDER: &str = ".regenerate";

/// The right to change a tree; others wait until it is dropped.
#[derive(Debug)]
pub struct Journal {
    root: PathBuf,
    folder: PathBuf,
    _lock: File,
}

/// One change of one file, its path relative to the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The file has this content.
    Write(String, Vec<u8>),
    /// There is no such file.
    Remove(String),
}

impl Change {
    /// The file.
    pub fn path(&self) -> &str {
        match self {
            Change::Write(path, _) | Change::Remove(path) => path,
        }
    }
}

/// A step of the list in `.regenerate/journal`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    /// The staged file with this number goes there.
    Write(usize, String),
    Remove(String),
}

/// Whether a process died while it changed the tree, so that the tree is neither old nor new.
pub fn is_unfinished(root: &Path) -> bool {
    root.join(FOLDER).join("journal").exists()
}

impl Journal {
    /// Waits for the right to change the tree under `root`, then finishes or undoes what a process left that died.
    pub fn open(root: &Path) -> Result<Journal, FileError> {
        let folder = root.join(FOLDER);
        let ignore = folder.join(".gitignore");
        if !ignore.exists() {
            // Whoever keeps the tree in git does not see the folder.
            files::write(&ignore, b"*\n")?;
        }
        let lock = take_lock(&folder.join("lock"))?;
        let journal = Journal { root: root.to_path_buf(), folder, _lock: lock };
        journal.recover()?;
        Ok(journal)
    }

    /// Makes all changes, or none where it fails before the point at which they count.
    pub fn swap(&self, changes: &[Change]) -> Result<(), FileError> {
        if changes.is_empty() {
            return Ok(());
        }
        match self.stage(changes).and_then(|()| self.commit()) {
            Ok(held) => self.finish(held),
            Err(error) => {
                // The first error is the one to tell; what is left here, the next run removes.
                let _ = self.undo();
                Err(error)
            }
        }
    }

    /// A file for what a run wants to know of the one before; not part of the tree.
    pub fn note(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn recover(&self) -> Result<(), FileError> {
        if self.steps().exists() { self.finish(interrupt::hold()) } else { self.undo() }
    }

    fn finish(&self, held: Held) -> Result<(), FileError> {
        let steps: Vec<Step> = serde_json::from_slice(&files::read(&self.steps())?)
            .map_err(|error| FileError::new("read", self.steps(), std::io::Error::from(error)))?;
        for step in &steps {
            self.apply(step)?;
        }
        files::remove(&self.steps())?;
        held.swapped();
        self.undo()
    }

    fn stage(&self, changes: &[Change]) -> Result<(), FileError> {
        let mut steps = Vec::with_capacity(changes.len());
        for (number, change) in changes.iter().enumerate() {
            steps.push(match change {
                Change::Write(path, bytes) => {
                    files::write(&self.staged(number), bytes)?;
                    Step::Write(number, path.clone())
                }
                Change::Remove(path) => Step::Remove(path.clone()),
            });
        }
        let text = serde_json::to_vec(&steps)
            .map_err(|error| FileError::new("write", self.steps(), std::io::Error::from(error)))?;
        files::write(&self.stage_folder().join("journal"), &text)
    }

    /// The moment from which the changes count.
    fn commit(&self) -> Result<Held, FileError> {
        let held = interrupt::hold();
        rename(&self.stage_folder().join("journal"), &self.steps())?;
        Ok(held)
    }

    fn apply(&self, step: &Step) -> Result<(), FileError> {
        match step {
            Step::Write(number, path) => {
                let staged = self.staged(*number);
                if !staged.exists() {
                    return Ok(());
                }
                let target = self.root.join(path);
                files::create_parent(&target)?;
                rename(&staged, &target)
            }
            Step::Remove(path) => {
                files::remove(&self.root.join(path))?;
                self.remove_empty_folders(path);
                Ok(())
            }
        }
    }

    /// Removes the folders that a removed file leaves empty.
    fn remove_empty_folders(&self, path: &str) {
        let parents = Path::new(path).ancestors().skip(1).filter(|parent| !parent.as_os_str().is_empty());
        for parent in parents {
            if fs::remove_dir(self.root.join(parent)).is_err() {
                return;
            }
        }
    }

    fn undo(&self) -> Result<(), FileError> {
        match fs::remove_dir_all(self.stage_folder()) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(FileError::new("remove", self.stage_folder(), error))
            }
            _ => Ok(()),
        }
    }

    fn steps(&self) -> PathBuf {
        self.folder.join("journal")
    }

    fn stage_folder(&self) -> PathBuf {
        self.folder.join("stage")
    }

    fn staged(&self, number: usize) -> PathBuf {
        self.stage_folder().join(number.to_string())
    }
}

fn take_lock(path: &Path) -> Result<File, FileError> {
    let failed = |error| FileError::new("lock", path, error);
    let file = OpenOptions::new().create(true).write(true).truncate(false).open(path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::Error(error)) => return Err(failed(error)),
        Err(TryLockError::WouldBlock) => {
            eprintln!("waiting for another run to end");
            file.lock().map_err(failed)?;
        }
    }
    Ok(file)
}

fn rename(from: &Path, to: &Path) -> Result<(), FileError> {
    fs::rename(from, to).map_err(|error| FileError::new("write", to, error))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    type Files = BTreeMap<String, Vec<u8>>;

    fn files_of(root: &Path) -> Files {
        files::list(root).unwrap().into_iter().map(|path| (path.clone(), fs::read(root.join(path)).unwrap())).collect()
    }

    /// A tree of three files, changes that write, replace and remove, and the tree that they lead to.
    fn example(root: &Path) -> (Files, Vec<Change>, Files) {
        for path in ["a/kept", "a/replaced", "b/c/removed"] {
            files::write(&root.join(path), b"old").unwrap();
        }
        let old = files_of(root);
        let changes = vec![
            Change::Write("a/replaced".into(), b"new".to_vec()),
            Change::Remove("b/c/removed".into()),
            Change::Write("d/e/added".into(), b"new".to_vec()),
        ];
        let mut new = old.clone();
        new.remove("b/c/removed");
        new.insert("a/replaced".into(), b"new".to_vec());
        new.insert("d/e/added".into(), b"new".to_vec());
        (old, changes, new)
    }

    #[test]
    fn a_swap_writes_replaces_and_removes() {
        let root = tempfile::tempdir().unwrap();
        let (_, changes, new) = example(root.path());
        Journal::open(root.path()).unwrap().swap(&changes).unwrap();
        assert_eq!(files_of(root.path()), new);
        assert!(!root.path().join("b").exists(), "folders that become empty go too");
        assert!(!root.path().join(FOLDER).join("stage").exists());
    }

    #[test]
    fn death_before_the_commit_leaves_the_old_tree() {
        let root = tempfile::tempdir().unwrap();
        let (old, changes, _) = example(root.path());
        for staged in 0..=changes.len() {
            let journal = Journal::open(root.path()).unwrap();
            journal.stage(&changes[..staged]).unwrap();
            drop(journal);
            assert!(!is_unfinished(root.path()));
            Journal::open(root.path()).unwrap();
            assert_eq!(files_of(root.path()), old, "{staged} staged");
            assert!(!root.path().join(FOLDER).join("stage").exists());
        }
    }

    #[test]
    fn death_after_the_commit_leaves_steps_that_the_next_run_finishes() {
        for done in 0..=3 {
            let root = tempfile::tempdir().unwrap();
            let (_, changes, new) = example(root.path());
            let journal = Journal::open(root.path()).unwrap();
            journal.stage(&changes).unwrap();
            drop(journal.commit().unwrap());
            let steps: Vec<Step> = serde_json::from_slice(&fs::read(journal.steps()).unwrap()).unwrap();
            steps[..done].iter().for_each(|step| journal.apply(step).unwrap());
            drop(journal);
            assert!(is_unfinished(root.path()));
            Journal::open(root.path()).unwrap();
            assert_eq!(files_of(root.path()), new, "{done} done");
            assert!(!is_unfinished(root.path()));
        }
    }

    #[test]
    fn a_change_that_cannot_be_staged_leaves_the_tree_and_nothing_beside_it() {
        let root = tempfile::tempdir().unwrap();
        let (old, changes, _) = example(root.path());
        let journal = Journal::open(root.path()).unwrap();
        // A folder where the second staged file would go.
        fs::create_dir_all(journal.staged(2)).unwrap();
        let error = journal.swap(&changes).unwrap_err();
        assert!(error.to_string().starts_with("could not write "), "{error}");
        assert_eq!(files_of(root.path()), old);
        assert!(!journal.stage_folder().exists());
    }

    #[test]
    fn a_second_run_waits_for_the_first() {
        let root = tempfile::tempdir().unwrap();
        let first = Journal::open(root.path()).unwrap();
        let path = root.path().to_path_buf();
        let second = std::thread::spawn(move || Journal::open(&path).map(drop));
        std::thread::sleep(std::time::Duration::from_millis(50));
        assert!(!second.is_finished());
        drop(first);
        second.join().unwrap().unwrap();
    }
}
