//! Bytes → the reader of plain text.
#![no_main]

#[path = "../laws.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::hold("fuzz.txt", bytes));
