//! Variables by name: of the environment, and of the files whose content is taken as if it stood there.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// Variables with something in them.
pub(super) struct Variables(BTreeMap<String, String>);

impl Variables {
    pub(super) fn new(variables: impl IntoIterator<Item = (String, String)>) -> Self {
        Variables(variables.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect())
    }

    /// The first of these that is there.
    pub(super) fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.0.get(*name).cloned())
    }

    /// Variables that begin so, with what is left of their names.
    pub(super) fn after<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a String)> {
        self.0.iter().filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, value)))
    }

    /// Adds what is not there yet.
    pub(super) fn join(&mut self, others: impl IntoIterator<Item = (String, String)>) {
        for (name, value) in others.into_iter().filter(|(_, value)| !value.trim().is_empty()) {
            self.0.entry(name).or_insert(value);
        }
    }

    /// A file that one variable names, or that is at its usual place in the home.
    pub(super) fn file(&self, named_by: &str, in_home: &str) -> Option<PathBuf> {
        let named = self.first(&[named_by]).map(PathBuf::from);
        named.or_else(|| Some(Path::new(&self.first(&["HOME", "USERPROFILE"])?).join(in_home)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(all: &[(&str, &str)]) -> Variables {
        Variables::new(all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn a_file_is_in_the_home_unless_a_variable_names_it() {
        let path = |all: &[(&str, &str)]| variables(all).file("MY_FILE", ".mine/file");
        assert_eq!(path(&[("HOME", "/users/me")]).unwrap(), Path::new("/users/me/.mine/file"));
        assert_eq!(path(&[("HOME", "/users/me"), ("MY_FILE", "/etc/keys")]).unwrap(), Path::new("/etc/keys"));
        assert_eq!(path(&[("HOME", " ")]), None);
    }

    #[test]
    fn what_is_there_goes_before_what_joins() {
        let mut variables = variables(&[("A", "1"), ("B", " ")]);
        variables.join([("A".into(), "2".into()), ("B".into(), "3".into()), ("C".into(), "".into())]);
        assert_eq!(variables.first(&["A"]).as_deref(), Some("1"));
        assert_eq!(variables.first(&["C", "B"]).as_deref(), Some("3"));
    }
}
