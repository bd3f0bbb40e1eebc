//! How values are written in paths, queries and headers.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::Secret;

/// A value that can stand in a path, a query or a header.
pub trait Param {
    /// Gives the text of the value; of a list, the text of each item.
    fn put(&self, each: &mut dyn FnMut(&str));

    /// Whether the text must not be printed.
    fn is_secret(&self) -> bool {
        false
    }
}

impl Param for str {
    fn put(&self, each: &mut dyn FnMut(&str)) {
        each(self);
    }
}

impl Param for String {
    fn put(&self, each: &mut dyn FnMut(&str)) {
        each(self);
    }
}

impl Param for i64 {
    fn put(&self, each: &mut dyn FnMut(&str)) {
        each(&self.to_string());
    }
}

impl Param for f64 {
    fn put(&self, each: &mut dyn FnMut(&str)) {
        each(&self.to_string());
    }
}

impl Param for bool {
    fn put(&self, each: &mut dyn FnMut(&str)) {
        each(if *self { "true" } else { "false" });
    }
}

impl Param for Secret {
    fn put(&self, each: &mut dyn FnMut(&str)) {
        each(self.expose());
    }

    fn is_secret(&self) -> bool {
        true
    }
}

impl<T: Param + ?Sized> Param for &T {
    fn put(&self, each: &mut dyn FnMut(&str)) {
        (**self).put(each);
    }

    fn is_secret(&self) -> bool {
        (**self).is_secret()
    }
}

impl<T: Param> Param for Option<T> {
    fn put(&self, each: &mut dyn FnMut(&str)) {
        self.iter().for_each(|value| value.put(each));
    }

    fn is_secret(&self) -> bool {
        self.iter().any(Param::is_secret)
    }
}

impl<T: Param> Param for Vec<T> {
    fn put(&self, each: &mut dyn FnMut(&str)) {
        self.iter().for_each(|value| value.put(each));
    }

    fn is_secret(&self) -> bool {
        self.iter().any(Param::is_secret)
    }
}

/// A map goes as one JSON text: no page says otherwise.
impl<T: serde::Serialize> Param for BTreeMap<String, T> {
    fn put(&self, each: &mut dyn FnMut(&str)) {
        if let Ok(text) = serde_json::to_string(self) {
            each(&text);
        }
    }
}

/// Text goes bare, a list item by item, an object as JSON text, `null` not at all.
impl Param for Value {
    fn put(&self, each: &mut dyn FnMut(&str)) {
        match self {
            Value::Null => {}
            Value::String(text) => each(text),
            Value::Array(items) => items.put(each),
            other => each(&other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(value: impl Param) -> Vec<String> {
        let mut all = Vec::new();
        value.put(&mut |text| all.push(text.to_owned()));
        all
    }

    #[test]
    fn lists_give_each_item() {
        assert_eq!(texts(vec![1, 22]), ["1", "22"]);
        assert_eq!(texts(serde_json::json!(["a", 1, null, true])), ["a", "1", "true"]);
        assert!(texts(None::<bool>).is_empty());
    }

    #[test]
    fn numbers_are_plain() {
        assert_eq!(texts(0.5), ["0.5"]);
        assert_eq!(texts(3.0), ["3"]);
        assert_eq!(texts(i64::MIN), ["-9223372036854775808"]);
    }
}
