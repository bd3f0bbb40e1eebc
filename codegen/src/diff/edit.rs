//! Edits: what differs between two trees, and a tree with its differences applied.

use std::fmt;

use hwc_model::Model;
use serde_json::Value;

use super::naming::Names;
use super::tree;

/// A change of one value in the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// Names from the model down to the value: `operations`, key, `title`. Items of a list stand under `items`, their
    /// order under `order`.
    pub path: Vec<String>,
    /// What stands there; nothing where the value is new.
    pub before: Option<Value>,
    /// What is to stand there; nothing where it goes.
    pub after: Option<Value>,
}

/// Why edits do not fit a model.
#[derive(Debug)]
pub enum ApplyError {
    /// Something else stands at the place of this edit.
    Misfit(Vec<String>),
    /// What came out is no model.
    NoModel(serde_json::Error),
}

impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ApplyError::Misfit(path) => write!(f, "{}: not what the edit expects there", path.join(" › ")),
            ApplyError::NoModel(error) => write!(f, "the edits give no model: {error}"),
        }
    }
}

impl std::error::Error for ApplyError {}

/// The values in which two trees differ.
pub(super) fn differences(old: &Value, new: &Value) -> Vec<Edit> {
    let mut edits = Vec::new();
    collect(&mut Vec::new(), old, new, &mut edits);
    edits
}

fn collect(path: &mut Vec<String>, old: &Value, new: &Value, edits: &mut Vec<Edit>) {
    let (Value::Object(before), Value::Object(after)) = (old, new) else {
        if old != new {
            edits.push(Edit { path: path.clone(), before: Some(old.clone()), after: Some(new.clone()) });
        }
        return;
    };
    for (name, value) in before {
        path.push(name.clone());
        match after.get(name) {
            Some(other) => collect(path, value, other, edits),
            None => edits.push(Edit { path: path.clone(), before: Some(value.clone()), after: None }),
        }
        path.pop();
    }
    for (name, value) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
        let path = path.iter().chain([name]).cloned().collect();
        edits.push(Edit { path, before: None, after: Some(value.clone()) });
    }
}

/// The model that edits make of another. What has no meaning to a comparison is left out, as by `without_places`, and types
/// keep their older ids.
pub fn apply<'e>(model: &Model, edits: impl IntoIterator<Item = &'e Edit>) -> Result<Model, ApplyError> {
    let mut tree = tree::tree(model, &Names::of(model));
    for edit in edits {
        set(&mut tree, edit).ok_or_else(|| ApplyError::Misfit(edit.path.clone()))?;
    }
    tree::model(tree).map_err(ApplyError::NoModel)
}

/// Sets one value; nothing where something else stands there than the edit expects.
fn set(tree: &mut Value, edit: &Edit) -> Option<()> {
    let (last, outer) = edit.path.split_last()?;
    let mut at = tree;
    for name in outer {
        at = at.get_mut(name)?;
    }
    let map = at.as_object_mut()?;
    let fits = map.get(last) == edit.before.as_ref();
    match &edit.after {
        Some(value) => map.insert(last.clone(), value.clone()),
        None => map.remove(last),
    };
    fits.then_some(())
}
