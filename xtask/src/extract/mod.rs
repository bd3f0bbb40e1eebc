//! Documents to facts: what the cells and code blocks of API tables mean. Knows API words, no markup and no Rust.

pub mod constraints;
pub mod example;
pub mod json_repair;
pub mod mandatory;
pub mod status_cell;
pub mod value_type;
