//! How a tree differs from what a run would write: every file by name, and the first lines of each difference.

use std::fmt::Write;
use std::path::Path;

use similar::TextDiff;

use crate::files::{self, FileError};
use crate::journal::Change;

/// Lines shown of the difference of one file, and of all files together.
const LINES_OF_FILE: usize = 12;
const LINES_OF_ALL: usize = 60;

/// Columns shown of a line: a model has lines of thousands.
const COLUMNS: usize = 160;

/// The changes as text: `M`, `A` or `D` with the path, the difference below it while there is room.
pub fn describe(root: &Path, changes: &[Change]) -> Result<String, FileError> {
    let mut text = String::new();
    let mut room = LINES_OF_ALL;
    for change in changes {
        let Change::Write(path, new) = change else {
            let _ = writeln!(text, "D {}", change.path());
            continue;
        };
        let Some(old) = files::read_if_there(&root.join(path))? else {
            let _ = writeln!(text, "A {path}");
            continue;
        };
        let _ = writeln!(text, "M {path}");
        room -= describe_file(&mut text, &old, new, room.min(LINES_OF_FILE));
    }
    Ok(text)
}

/// Adds the difference of two texts, at most `room` lines; gives how many.
fn describe_file(text: &mut String, old: &[u8], new: &[u8], room: usize) -> usize {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let diff = TextDiff::from_lines(old.as_ref(), new.as_ref());
    let shown = diff.unified_diff().context_radius(0).to_string();
    let lines: Vec<&str> = shown.lines().filter(|line| !line.starts_with('\\')).collect();
    for line in lines.iter().take(room) {
        let _ = writeln!(text, "    {}", line.chars().take(COLUMNS).collect::<String>());
    }
    if lines.len() > room && room > 0 {
        let _ = writeln!(text, "    … and {} more lines", lines.len() - room);
    }
    lines.len().min(room)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_named_and_few_lines_are_shown() {
        let root = tempfile::tempdir().unwrap();
        files::write(&root.path().join("m"), b"1\n2\n3\n").unwrap();
        files::write(&root.path().join("long"), &b"x\n".repeat(500)).unwrap();
        let changes = [
            Change::Write("a".into(), b"new\n".to_vec()),
            Change::Remove("d".into()),
            Change::Write("long".into(), b"y\n".repeat(500)),
            Change::Write("m".into(), b"1\nzwei\n3\n".to_vec()),
        ];
        let text = describe(root.path(), &changes).unwrap();
        assert!(text.starts_with("A a\nD d\nM long\n"), "{text}");
        assert!(text.contains("more lines"), "{text}");
        assert!(text.ends_with("M m\n    @@ -2 +2 @@\n    -2\n    +zwei\n"), "{text}");
    }
}
