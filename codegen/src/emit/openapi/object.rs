//! JSON objects put together member by member, in the order in which a reader wants them.

use hwc_model::{Json, Number, Scalar};

/// A JSON object under construction.
#[derive(Clone, Debug, Default)]
pub(super) struct Object(Vec<(String, Json)>);

impl Object {
    pub(super) fn new() -> Self {
        Object::default()
    }

    /// Adds a member.
    pub(super) fn with(mut self, name: impl Into<String>, value: impl ToJson) -> Self {
        self.0.push((name.into(), value.to_json()));
        self
    }

    /// Adds a member where there is a value.
    pub(super) fn maybe(self, name: &str, value: Option<impl ToJson>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds a member where the value holds something: not `false`, not an empty text, list or object.
    pub(super) fn filled(self, name: &str, value: impl ToJson) -> Self {
        match value.to_json() {
            Json::Null | Json::Bool(false) => self,
            Json::String(text) if text.is_empty() => self,
            Json::Array(items) if items.is_empty() => self,
            Json::Object(members) if members.is_empty() => self,
            value => self.with(name, value),
        }
    }

    /// Adds all members of another object behind its own.
    pub(super) fn and(mut self, other: Object) -> Self {
        self.0.extend(other.0);
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub(super) fn get(&self, name: &str) -> Option<&Json> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The value of a member, for changing it.
    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut Json> {
        self.0.iter_mut().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

impl FromIterator<(String, Json)> for Object {
    fn from_iter<I: IntoIterator<Item = (String, Json)>>(members: I) -> Self {
        Object(members.into_iter().collect())
    }
}

/// What has a JSON form.
pub(super) trait ToJson {
    fn to_json(self) -> Json;
}

macro_rules! to_json {
    ($($type:ty: $value:ident => $json:expr),* $(,)?) => {
        $(impl ToJson for $type {
            fn to_json(self) -> Json {
                let $value = self;
                $json
            }
        })*
    };
}

to_json! {
    Json: value => value,
    &Json: value => value.clone(),
    Object: value => Json::Object(value.0),
    bool: value => Json::Bool(value),
    &str: value => Json::String(value.to_owned()),
    String: value => Json::String(value),
    &String: value => Json::String(value.clone()),
    u32: value => Json::Number(Number::Integer(value.into())),
    u64: value => Json::Number(i64::try_from(value).map_or(Number::Float(value as f64), Number::Integer)),
    Number: value => Json::Number(value),
    &Scalar: value => match value {
        Scalar::Bool(value) => Json::Bool(*value),
        Scalar::Number(value) => Json::Number(*value),
        Scalar::Text(value) => Json::String(value.clone()),
    },
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(self) -> Json {
        Json::Array(self.into_iter().map(T::to_json).collect())
    }
}
