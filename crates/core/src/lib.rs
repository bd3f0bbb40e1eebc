//! Runtime of the hwc crates.
