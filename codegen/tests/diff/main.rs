//! What a comparison of two models finds, and the laws that hold for all of them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod base;
mod given;
mod laws;
mod probe;
mod rules;
mod sent;
