//! What the model of a revision was made by: this program just now, or another one that saved it.
//!
//! A model says nothing about the program that wrote it, so that output depends on pages alone. The commit that saved it
//! does: it holds the program as well.

use crate::git::{GitError, Repository};

/// Folders of the program that decide what is read from a page.
const READERS: [&str; 5] =
    ["xtask/src/read", "xtask/src/extract", "xtask/src/link", "xtask/src/vocabulary", "crates/model/src"];

/// What a model was made by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// By this program, of pages.
    Pages,
    /// It was saved, by the program of a commit where that is known.
    Saved(Option<SavedBy>),
}

/// The program of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedBy {
    /// The commit that saved the model.
    pub commit: String,
    /// The content of what reads pages there.
    reader: String,
}

impl SavedBy {
    /// The program that saved a file as it stands in a commit.
    pub(super) fn of(repository: &Repository, commit: &str, path: &str) -> Result<Option<SavedBy>, GitError> {
        let Some(commit) = repository.last_change(commit, path)? else { return Ok(None) };
        let reader = repository.content_of(&commit, &READERS)?;
        Ok(Some(SavedBy { commit, reader }))
    }
}

/// What a person has to know about two models that different programs may have made; nothing where one program did.
pub fn unlike(old: (&str, &Origin), new: (&str, &Origin)) -> Option<String> {
    let remedy = "what one reads otherwise than the other shows as a difference; to be sure, compare the pages: \
                  REPOSITORY@REVISION of the documentation on both sides, with --as SERVICE";
    match (old.1, new.1) {
        (Origin::Pages, Origin::Pages) => None,
        (Origin::Saved(Some(one)), Origin::Saved(Some(other))) if one.reader == other.reader => None,
        (Origin::Saved(_), Origin::Saved(_)) => {
            Some(format!("{}, and {}: other programs read these pages; {remedy}", told(old), told(new)))
        }
        (Origin::Saved(_), Origin::Pages) => Some(format!("{}, and {}; {remedy}", told(old), told(new))),
        (Origin::Pages, Origin::Saved(_)) => Some(format!("{}, and {}; {remedy}", told(new), told(old))),
    }
}

fn told((name, origin): (&str, &Origin)) -> String {
    match origin {
        Origin::Pages => format!("{name} was read just now by version {} of this program", env!("CARGO_PKG_VERSION")),
        Origin::Saved(Some(by)) => format!("{name} was saved by the program of commit {:.9}", by.commit),
        Origin::Saved(None) => format!("{name} was saved by a program that it does not name"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(commit: &str, reader: &str) -> Origin {
        Origin::Saved(Some(SavedBy { commit: commit.into(), reader: reader.into() }))
    }

    #[test]
    fn one_program_is_not_told_and_two_are_with_their_commits() {
        let pages = ("docs", &Origin::Pages);
        assert_eq!(unlike(pages, pages), None);
        let (one, same, other) = (saved("1111111111", "a"), saved("2222222222", "a"), saved("3333333333", "b"));
        assert_eq!(unlike(("x@v1", &one), ("x", &same)), None);
        let told = unlike(("x@v1", &one), ("x", &other)).unwrap();
        assert!(told.contains("x@v1 was saved by the program of commit 111111111,"), "{told}");
        assert!(told.contains("x was saved by the program of commit 333333333:") && told.contains("--as SERVICE"));
        let told = unlike(pages, ("m.json", &Origin::Saved(None))).unwrap();
        assert!(told.starts_with("m.json was saved by a program that it does not name, and docs was read"), "{told}");
    }
}
