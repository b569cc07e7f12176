//! Bytes → the reader of saved pages.
#![no_main]

#[path = "../laws.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::hold("fuzz.html", bytes));
