//! How the program is linked.
//!
//! On Linux a program of ours holds sixty thousand addresses in its tables. Linked so that it can be loaded anywhere, all
//! of them are filled in at each start: two fifths of the page faults of converting an article to text, a quarter of its
//! time, and 2 MB of memory. Linked for one place they are there. What that gives up is that a fault in the memory of a process is
//! harder to use when its code lies elsewhere each time; nothing of ours is `unsafe`, and every reader of files is Rust.
//! Who wants it nonetheless, as distributions do, sets `OFFPRINT_PIE=1`.

use std::env::var;

fn main() {
    println!("cargo::rerun-if-changed=src/build.rs");
    println!("cargo::rerun-if-env-changed=OFFPRINT_PIE");
    let is = |name: &str, value: &str| var(name).is_ok_and(|own| own == value);
    let linux = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    // What holds the C library, too, is linked by rules of its own.
    let holds_all = var("CARGO_CFG_TARGET_FEATURE").is_ok_and(|features| features.contains("crt-static"));
    if linux && !holds_all && is("PROFILE", "release") && !is("OFFPRINT_PIE", "1") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
