//! `CHANGELOG.md` of a crate: a section for a version, put where people look for it.

/// The text of a changelog with a section more: above the newest version, below what is not released.
pub fn insert(text: &str, section: &str) -> String {
    let is_version = |line: &str| {
        let name = line.strip_prefix("## ").map(|name| name.trim_start_matches(['[', 'v']));
        name.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_digit()))
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_version(line) {
            return format!("{}{}\n\n{}", &text[..at], section.trim_end(), &text[at..]);
        }
        at += line.len();
    }
    format!("{}\n\n{}\n", text.trim_end(), section.trim_end())
}

#[cfg(test)]
mod tests {
    use super::insert;

    #[test]
    fn a_section_stands_above_the_newest_version_and_below_what_is_not_released() {
        let text = "# Changelog\n\n## Unreleased\n\n- mine\n\n## 0.1.0\n\nThe first.\n";
        let expected = "# Changelog\n\n## Unreleased\n\n- mine\n\n## 0.1.1\n\n- a\n\n## 0.1.0\n\nThe first.\n";
        assert_eq!(insert(text, "## 0.1.1\n\n- a\n"), expected);
        assert_eq!(insert("# Changelog\n", "## 0.1.1\n\n- a\n"), "# Changelog\n\n## 0.1.1\n\n- a\n");
    }
}
