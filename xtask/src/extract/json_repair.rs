//! JSON as people write it into documentation to JSON as it is meant.

use hwc_model::Json;

/// JSON that was read, and what had to be repaired for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Repaired {
    /// The value.
    pub value: Json,
    /// What was wrong, each kind once, in the order of its first place: `comment`, `missing comma`.
    pub faults: Vec<&'static str>,
    /// Number of bytes that were read: what stands behind them is no part of the value.
    pub end: usize,
}
