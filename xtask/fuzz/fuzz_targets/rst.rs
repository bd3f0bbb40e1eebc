//! Any text as reStructuredText.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| xtask_fuzz::rst(text));
