//! [`Document`](crate::read::Document)s to what a page says. Knows API words and no Rust.

pub mod unflatten;
