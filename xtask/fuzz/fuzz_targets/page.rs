//! Any bytes as a page, from its characters to the model.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| xtask_fuzz::page(bytes));
