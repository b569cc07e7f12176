//! Documents that others wrote, which lie beside the project and are no part of it.

use std::path::PathBuf;

/// Something in the corpora; where it is missing, a line says that a test was skipped.
pub fn corpora(below: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let path = std::env::var_os("OFFPRINT_CORPORA").map_or_else(beside, PathBuf::from).join(below);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: there is no {}", path.display());
    None
}
