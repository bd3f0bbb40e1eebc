//! YAML as far as files of configuration need it: texts by name. A scalar is what is written, so that a password of
//! digits keeps its zeros.
//!
//! Without the feature `yaml`, every file is one that cannot be read, and says so.

use std::{collections::BTreeMap, fs, io, path::Path};

/// A value in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "yaml"), expect(dead_code, reason = "without the feature no file has a value"))]
pub(super) enum Node {
    Text(String),
    List(Vec<Node>),
    Map(BTreeMap<String, Node>),
}

impl Node {
    /// The member of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Node> {
        let Node::Map(members) = self else { return None };
        members.get(name)
    }

    /// The text, if it is one and there is something in it.
    pub(super) fn text(&self) -> Option<&str> {
        let Node::Text(text) = self else { return None };
        Some(text.as_str()).filter(|text| !text.trim().is_empty())
    }

    /// The members, if it has some.
    pub(super) fn members(&self) -> impl Iterator<Item = (&str, &Node)> {
        let members = if let Node::Map(members) = self { Some(members) } else { None };
        members.into_iter().flatten().map(|(name, node)| (name.as_str(), node))
    }

    /// The items, if it has some.
    pub(super) fn items(&self) -> &[Node] {
        if let Node::List(items) = self { items } else { &[] }
    }
}

/// What a file says; nothing where there is no such file. Errors name lines, never what stands on them.
pub(super) fn read(path: &Path) -> Result<Option<Node>, String> {
    let read = |error: String| format!("{}: {error}", path.display());
    match fs::read_to_string(path) {
        Ok(text) => parse(&text).map(Some).map_err(read),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(read(error.to_string())),
    }
}

#[cfg(not(feature = "yaml"))]
fn parse(_: &str) -> Result<Node, String> {
    Err("YAML is read with the feature `yaml` of hwc-core only".to_owned())
}

#[cfg(feature = "yaml")]
fn parse(text: &str) -> Result<Node, String> {
    use saphyr::{Yaml, YamlLoader};

    let wrong = |error: &saphyr::ScanError| format!("line {} is no YAML", error.marker().line());
    let mut loader = YamlLoader::<Yaml<'_>>::default();
    loader.early_parse(false);
    let loaded = saphyr_parser::Parser::new_from_str(text).load(&mut loader, true);
    loaded.map_err(|error| wrong(&error))?;
    if let Some(error) = loader.error() {
        return Err(wrong(error));
    }
    Ok(loader.into_documents().first().map_or_else(|| Node::Text(String::new()), node))
}

#[cfg(feature = "yaml")]
fn node(yaml: &saphyr::Yaml<'_>) -> Node {
    use saphyr::{ScalarStyle, Yaml};

    match yaml {
        // `null` without quotes is nothing.
        Yaml::Representation(text, ScalarStyle::Plain, _) if matches!(text.as_ref(), "~" | "null") => {
            Node::Text(String::new())
        }
        Yaml::Representation(text, ..) => Node::Text(text.to_string()),
        Yaml::Sequence(items) => Node::List(items.iter().map(node).collect()),
        Yaml::Mapping(members) => {
            let name = |key: &Yaml<'_>| if let Node::Text(name) = node(key) { Some(name) } else { None };
            Node::Map(members.iter().filter_map(|(key, value)| Some((name(key)?, node(value)))).collect())
        }
        Yaml::Tagged(_, inner) => node(inner),
        Yaml::Value(_) | Yaml::Alias(_) | Yaml::BadValue => Node::Text(String::new()),
    }
}

#[cfg(all(test, feature = "yaml"))]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_what_is_written() {
        let file = parse("a: 0123\nb: 'x: y'\nc: null\nd: [1e5, {e: yes}]\n").unwrap();
        assert_eq!(file.get("a").and_then(Node::text), Some("0123"));
        assert_eq!(file.get("b").and_then(Node::text), Some("x: y"));
        assert_eq!(file.get("c").and_then(Node::text), None);
        let [first, second] = file.get("d").unwrap().items() else { panic!("{file:?}") };
        assert_eq!((first.text(), second.get("e").and_then(Node::text)), (Some("1e5"), Some("yes")));
    }

    #[test]
    fn what_is_no_yaml_is_told_by_its_line() {
        assert_eq!(parse("a: b\nhunter2: [").unwrap_err(), "line 3 is no YAML");
        assert_eq!(parse("").unwrap(), Node::Text(String::new()));
    }

    #[test]
    fn a_file_that_grows_when_it_is_read_is_refused() {
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..9 {
            let items = vec![format!("*a{}", level - 1); 10].join(", ");
            bomb.push_str(&format!("a{level}: &a{level} [{items}]\n"));
        }
        assert!(parse(&bomb).is_err());
    }
}
