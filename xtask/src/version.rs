//! Versions of crates: the one that follows from what changed.
//!
//! From 1.0 on a break raises the first number, something new the second, anything else the third. Before it a break
//! raises the second number and everything else the third, as cargo reads versions that begin with `0.`.

use codegen::diff::Semver;

/// The version of a crate that nothing else is said about.
pub const FIRST: &str = "0.1.0";

/// The next version; nothing where none is needed or the text is no version of three numbers.
pub fn next(version: &str, change: Semver) -> Option<String> {
    let numbers: Vec<u64> = version.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [major, minor, patch] = numbers.as_slice() else { return None };
    Some(match (major, change) {
        (_, Semver::None) => return None,
        (0, Semver::Major) => format!("0.{}.0", minor + 1),
        (0, Semver::Minor | Semver::Patch) => format!("0.{minor}.{}", patch + 1),
        (_, Semver::Major) => format!("{}.0.0", major + 1),
        (_, Semver::Minor) => format!("{major}.{}.0", minor + 1),
        (_, Semver::Patch) => format!("{major}.{minor}.{}", patch + 1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_is_told_by_the_first_number_that_is_not_zero() {
        let next = |version, change| next(version, change).unwrap_or_default();
        assert_eq!(next("0.1.4", Semver::Major), "0.2.0");
        assert_eq!(next("0.1.4", Semver::Minor), "0.1.5");
        assert_eq!(next("0.1.4", Semver::Patch), "0.1.5");
        assert_eq!(next("2.3.4", Semver::Major), "3.0.0");
        assert_eq!(next("2.3.4", Semver::Minor), "2.4.0");
        assert_eq!(next("2.3.4", Semver::Patch), "2.3.5");
        assert_eq!(next("2.3.4", Semver::None), "");
        assert_eq!(next("next", Semver::Major), "");
    }
}
