//! Names of rows that are no names: they stand for the items of a list, for any key, or for the whole value.

use super::fold;

/// What the first cell of a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowName {
    /// The name of a parameter.
    Plain,
    /// The items of a list: `[items]`, `Array elements`.
    Items,
    /// Any key of a map: `{Custom key}`, `User-defined field key and value pair`.
    AnyKey,
    /// The whole value: `-`.
    Whole,
}

/// What the name of a row stands for.
pub fn row_name(name: &str) -> RowName {
    let name = name.trim();
    let inside = |open, close| name.len() > 2 && name.starts_with(open) && name.ends_with(close);
    if super::is_nothing(name) && name.chars().all(|c| !c.is_alphanumeric()) {
        RowName::Whole
    } else if inside('[', ']') || is_items(name) {
        RowName::Items
    } else if inside('{', '}') || inside('<', '>') || is_any_key(name) {
        RowName::AnyKey
    } else {
        RowName::Plain
    }
}

fn is_items(name: &str) -> bool {
    const PHRASES: [&str; 5] = ["array elements", "array element", "list elements", "数组元素", "[数组元素]"];
    PHRASES.contains(&fold(name).as_str())
}

fn is_any_key(name: &str) -> bool {
    const STARTS: [&str; 9] = [
        "user-defined ",
        "user defined ",
        "user customization",
        "customized_key",
        "customized key",
        "custom key",
        "key_val",
        "自定义键",
        "用户自定义",
    ];
    let folded = fold(name);
    STARTS.iter().any(|start| folded.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_stand_for_something_else() {
        for (name, want) in [
            ("id", RowName::Plain),
            ("OS-EXT:key", RowName::Plain),
            ("[items]", RowName::Items),
            ("Array elements", RowName::Items),
            ("{Custom key}", RowName::AnyKey),
            ("<operator>", RowName::AnyKey),
            ("key_val", RowName::AnyKey),
            ("User-defined field key and value pair", RowName::AnyKey),
            ("-", RowName::Whole),
            ("none", RowName::Plain),
        ] {
            assert_eq!(row_name(name), want, "{name}");
        }
    }
}
