//! Bytes → the reader of Markdown.
#![no_main]

#[path = "../laws.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::hold("fuzz.md", bytes));
