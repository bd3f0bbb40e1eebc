//! The text of `names.lock`: TOML, sorted, one name a line, so that two branches merge line by line.

use std::fmt;

use super::Lock;

const HEADER: &str = "\
# Every public Rust name that was ever given out for this service, by the place it stands for.
# Written by `cargo xtask regenerate`. A name that you change here is kept; one that you delete is made anew.
";

/// What is wrong with the text of a lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockError {
    /// Line, from 1.
    pub line: usize,
    /// What was found, and what to do about it.
    pub message: String,
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for LockError {}

impl Lock {
    /// Reads the text of a lock; the empty text is a lock without names.
    pub fn parse(text: &str) -> Result<Lock, LockError> {
        if let Some(line) = text.lines().position(is_conflict_marker) {
            let message = "found the marker of an unresolved merge conflict; keep the lines of both sides, delete the \
                           markers, and run `cargo xtask regenerate` again"
                .to_owned();
            return Err(LockError { line: line + 1, message });
        }
        toml::from_str(text).map_err(|error| LockError {
            line: error.span().map_or(1, |span| line_of(text, span.start)),
            message: format!("found no names.lock: {}", error.message()),
        })
    }

    /// The text, which [`Lock::parse`] reads back as the same lock.
    pub fn to_text(&self) -> String {
        // Maps of text and lists of text have a TOML form whatever they hold.
        let body = toml::to_string_pretty(self).unwrap_or_default();
        format!("{HEADER}\n{body}")
    }
}

fn is_conflict_marker(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|marker| line.starts_with(marker))
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::super::{LockedEnum, LockedOperation};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_merge_conflict_is_told_with_its_line() {
        let error = Lock::parse("[enum.\"v2::A\"]\n<<<<<<< HEAD\nplaces = []\n=======\n>>>>>>> other\n").unwrap_err();
        assert_eq!(error.line, 2);
        assert!(error.message.contains("merge conflict"), "{error}");
    }

    #[test]
    fn an_unknown_key_is_told_with_its_line() {
        let error = Lock::parse("\n[enum.\"v2::A\"]\nplaces = []\nplace = 1\n").unwrap_err();
        assert_eq!(error.line, 4);
        assert!(error.message.contains("unknown field"), "{error}");
    }

    proptest! {
        #[test]
        fn the_text_reads_back(key in ".*", value in "\\PC*", name in "[a-z_]{1,8}") {
            let mut lock = Lock::default();
            let setters = [(value.clone(), name.clone())].into();
            lock.operations.insert(key, LockedOperation { module: name.clone(), setters, ..Default::default() });
            lock.enums.insert(value.clone(), LockedEnum { places: [value.clone()].into(), values: [(value, name)].into() });
            prop_assert_eq!(Lock::parse(&lock.to_text()).unwrap(), lock);
        }
    }
}
