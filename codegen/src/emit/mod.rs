//! One kind of output each.

pub mod openapi;
