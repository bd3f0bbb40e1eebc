//! The members of an object that no field holds.
//!
//! In: what a reply carried beyond its documentation, and values that did not fit their documented type.
//! Out: the same members again, when the object is written. What they mean is for the caller to say.

use std::fmt;

use serde_json::{Map, Value};

/// Members of an object that its documentation does not state, and values that did not fit the documented type.
///
/// They are written back with the object, so nothing is lost between reading and writing it. A member added by hand
/// is sent as it is, which is the way to use what a service offers before its documentation says so:
///
/// ```
/// let mut members = hwc_core::Members::default();
/// members.insert("preview_feature", true);
/// assert_eq!(members.get("preview_feature"), Some(&true.into()));
/// ```
///
/// `Debug` prints the names only: a value that nobody documented may well be a password.
#[derive(Clone, Default, PartialEq)]
pub struct Members(Option<Box<Inner>>);

#[derive(Clone, Default, PartialEq)]
struct Inner {
    values: Map<String, Value>,
    /// What the field of this name was given in place of the value, as JSON; see [`Members::stands_for`].
    shown: Map<String, Value>,
}

impl Members {
    /// The value of a member.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.as_ref()?.values.get(name)
    }

    /// Sets a member and returns what it replaces.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        let name = name.into();
        let inner = self.0.get_or_insert_default();
        inner.shown.remove(&name);
        inner.values.insert(name, value.into())
    }

    /// Takes a member out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let inner = self.0.as_mut()?;
        inner.shown.remove(name);
        inner.values.remove(name)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |inner| inner.values.len())
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.is_none() || self.len() == 0
    }

    /// Names and values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().flat_map(|inner| inner.values.iter()).map(|(name, value)| (name.as_str(), value))
    }

    /// Keeps the value that was on the wire where the field could only take a likeness of it: `7` for `"7"`.
    pub(crate) fn keep_original(&mut self, name: &str, original: Value, shown: Value) {
        self.insert(name, original);
        if let Some(inner) = &mut self.0 {
            inner.shown.insert(name.to_owned(), shown);
        }
    }

    /// Whether the member, not the field of the same name, is what is written: always, unless the field was changed
    /// since it was read.
    pub(crate) fn stands_for(&self, name: &str, field: impl FnOnce() -> Value) -> bool {
        let Some(inner) = &self.0 else { return false };
        match inner.shown.get(name) {
            Some(shown) => field() == *shown,
            None => inner.values.contains_key(name),
        }
    }
}

impl fmt::Debug for Members {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|(name, _)| name)).finish()
    }
}

impl<N: Into<String>> FromIterator<(N, Value)> for Members {
    fn from_iter<I: IntoIterator<Item = (N, Value)>>(members: I) -> Self {
        let mut all = Members::default();
        for (name, value) in members {
            all.insert(name, value);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_prints_names_only() {
        let members: Members = [("adminPass", Value::from("hunter2"))].into_iter().collect();
        assert_eq!(format!("{members:?}"), r#"{"adminPass"}"#);
    }

    #[test]
    fn a_member_set_by_hand_is_written_in_place_of_the_field() {
        let mut members = Members::default();
        members.keep_original("size", Value::from("7"), Value::from(7));
        assert!(members.stands_for("size", || Value::from(7)));
        assert!(!members.stands_for("size", || Value::from(8)));
        members.insert("size", "big");
        assert!(members.stands_for("size", || Value::from(8)));
    }
}
