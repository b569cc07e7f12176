//! The inputs that fuzzing found worth keeping, through the same laws that the fuzz targets hold: `fuzz/`.

#[path = "fuzz/laws.rs"]
mod laws;

use std::path::Path;

/// Every seed of a target, as a file of that name.
fn hold(target: &str, name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds").join(target);
    let mut seeds: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a seed").path())
        .collect();
    seeds.sort();
    assert!(seeds.len() >= 10, "{target} has {} seeds", seeds.len());
    for seed in seeds {
        let bytes = std::fs::read(&seed).expect("a seed that can be read");
        let outcome = std::panic::catch_unwind(|| laws::hold(name, &bytes));
        assert!(outcome.is_ok(), "{} breaks a law", seed.display());
    }
}

#[test]
fn the_reader_of_plain_text_keeps_the_laws() {
    hold("text", "seed.txt");
}

#[cfg(feature = "markdown")]
#[test]
fn the_reader_of_markdown_keeps_the_laws() {
    hold("markdown", "seed.md");
}

#[cfg(feature = "html")]
#[test]
fn the_reader_of_pages_keeps_the_laws() {
    hold("html", "seed.html");
}
