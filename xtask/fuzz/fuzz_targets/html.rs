//! Any text as HTML.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| xtask_fuzz::html(text));
