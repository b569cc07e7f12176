//! The README says what is so: its features, its examples, and every file that it links to.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use std::path::Path;

const README: &str = include_str!("../README.md");

/// The cells of the table below a header, without the code marks around the first.
fn table(header: &str) -> Vec<Vec<&'static str>> {
    let (_, rest) = README.split_once(header).unwrap_or_else(|| panic!("there is no table {header}"));
    let rows = rest.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`')).collect()).collect()
}

#[test]
fn every_feature_is_in_the_table() {
    let manifest: toml::Table = include_str!("../Cargo.toml").parse().unwrap();
    let mut features: Vec<_> = manifest["features"].as_table().unwrap().keys().map(String::as_str).collect();
    features.retain(|name| *name != "default");
    let mut told: Vec<_> = table("| feature | brings |").into_iter().map(|row| row[0]).collect();
    features.sort_unstable();
    told.sort_unstable();
    assert_eq!(told, features);
}

#[test]
fn every_example_is_in_the_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut examples: Vec<_> = names.filter_map(|name| name.strip_suffix(".rs").map(str::to_owned)).collect();
    let mut told: Vec<_> = table("| `cargo run --example` | shows |").into_iter().map(|row| row[0]).collect();
    examples.sort_unstable();
    told.sort_unstable();
    assert_eq!(told, examples);
}

#[test]
fn what_it_links_to_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let targets = README.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let files: Vec<_> = targets.filter(|target| !target.starts_with("https://")).collect();
    assert!(!files.is_empty());
    let lost: Vec<_> = files.into_iter().filter(|file| !root.join(file).exists()).collect();
    assert!(lost.is_empty(), "{lost:?}");
}
