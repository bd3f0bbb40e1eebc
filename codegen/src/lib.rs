//! Model in, (path, text) out.

pub mod emit;
