//! Any text as Markdown.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| xtask_fuzz::markdown(text));
