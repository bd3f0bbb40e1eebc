//! A small model for tests of what comes after the model: one operation, one type, one of each kind of wording.

use hwc_model::Model;

/// The model.
pub(crate) fn small() -> Model {
    serde_json::from_str(include_str!("test_model.json")).unwrap()
}
