//! Any text as a flattened page.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| xtask_fuzz::text(text));
