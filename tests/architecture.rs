//! The map in `src/README.md` is true: who imports whom, which crate is named where, how large files are.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The hard stop for a file without its tests; an exception is a line that somebody wrote here.
const LONGEST_FILE: usize = 500;
/// The hard stop for a function, from its name to its last brace.
const LONGEST_FUNCTION: usize = 90;

#[test]
fn imports_follow_the_table() {
    let table = table("imports");
    let mut used: BTreeSet<(String, String)> = BTreeSet::new();
    let mut faults = Vec::new();
    for (name, text) in sources() {
        let home = home(&table, &name);
        for (line, import) in crate_paths(&text) {
            let target = home_of_import(&table, &import);
            let Some(target) = target else { continue };
            if target == home {
                continue;
            }
            let allowed = &table[&home];
            if allowed.contains("*") {
                continue;
            }
            if allowed.contains(&target) {
                used.insert((home.clone(), target));
            } else {
                faults.push(format!("src/{name}:{line}: {home} may not import {target} (crate::{import})"));
            }
        }
    }
    for (home, allowed) in &table {
        for target in allowed.iter().filter(|target| *target != "*") {
            if !used.contains(&(home.clone(), target.clone())) {
                faults.push(format!("src/README.md: {home} does not import {target}; take the permission back"));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn foreign_crates_are_named_behind_their_doors() {
    let mut faults = Vec::new();
    let doors = table("doors");
    for krate in dependencies().filter(|krate| !doors.contains_key(krate)) {
        faults.push(format!("src/README.md: {krate} has no door"));
    }
    for (krate, doors) in doors {
        let mut seen = false;
        for (name, text) in sources() {
            let named = code_lines(&text).any(|(_, line)| names_crate(line, &krate));
            if !named {
                continue;
            }
            if doors.iter().any(|door| name.starts_with(door.as_str())) {
                seen = true;
            } else {
                faults.push(format!(
                    "src/{name} names {krate}, whose door is {}",
                    doors.iter().cloned().collect::<Vec<_>>().join(" ")
                ));
            }
        }
        if !seen {
            faults.push(format!("src/README.md: nobody uses {krate}"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The crates that `Cargo.toml` asks for, as programs name them, but for those that only tests use.
fn dependencies() -> impl Iterator<Item = String> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let manifest: toml::Table = text.parse().unwrap();
    let of_unix = manifest["target"]["cfg(unix)"]["dependencies"].as_table().cloned().unwrap();
    let own = manifest["dependencies"].as_table().cloned().unwrap();
    own.into_iter().chain(of_unix).map(|(name, _)| name.replace('-', "_"))
}

#[test]
fn files_can_be_read_in_one_sitting() {
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(name, text)| (name, text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().lines().count()))
        .filter(|(_, lines)| *lines > LONGEST_FILE)
        .collect();
    assert!(long.is_empty(), "longer than {LONGEST_FILE} lines: {long:?}");
}

#[test]
fn functions_can_be_held_in_the_head() {
    let mut faults = Vec::new();
    for (name, text) in sources() {
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_function(line)) {
            let indent = &line[..line.len() - line.trim_start().len()];
            let end = lines[at..].iter().position(|line| line.strip_prefix(indent) == Some("}")).unwrap_or(0);
            if end >= LONGEST_FUNCTION {
                faults.push(format!("src/{name}:{}: {} lines", at + 1, end + 1));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// `paint(true, false)` says nothing to who reads it: `paint(Painting::Fill)` does.
#[test]
fn no_function_takes_a_bool() {
    let mut faults = Vec::new();
    for (name, text) in sources() {
        let code: Vec<(usize, &str)> = code_lines(&text).collect();
        for (at, (line, _)) in code.iter().enumerate().filter(|(_, (_, line))| is_function(line)) {
            let head = code[at..].iter().map(|(_, line)| *line).take_while(|line| !line.trim_start().starts_with("->"));
            let head: String = head.take(12).collect::<Vec<_>>().join(" ");
            let parameters = head.split(['{', ';']).next().unwrap_or_default().split("->").next().unwrap_or_default();
            if parameters.contains(": bool") {
                faults.push(format!("src/{name}:{line}: {}", parameters.trim()));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Whether a function begins on a line.
fn is_function(line: &str) -> bool {
    let mut words =
        line.split_whitespace().skip_while(|word| word.starts_with("pub") || ["const", "in"].contains(word));
    words.find(|word| !word.ends_with(')')) == Some("fn")
}

/// A fenced table of `name : word word`.
fn table(fence: &str) -> BTreeMap<String, BTreeSet<String>> {
    let map = std::fs::read_to_string(root().join("src/README.md")).expect("src/README.md is there");
    let start = map.find(&format!("```{fence}\n")).expect("the table is there");
    let body = map[start..].lines().skip(1).take_while(|line| *line != "```");
    let rows = body.map(|line| line.split_once(':').expect("a row is `name : words`"));
    rows.map(|(name, words)| (name.trim().to_owned(), words.split_whitespace().map(str::to_owned).collect())).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file, by its path below `src/`, with its text.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let mut entries: Vec<_> =
            std::fs::read_dir(folder).expect("a folder of sources").map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let src = root().join("src");
    let mut found = Vec::new();
    walk(&src, &mut found);
    let name = |path: &PathBuf| path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
    found.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

/// The row of the table that a file belongs to: its longest listed prefix.
fn home(table: &BTreeMap<String, BTreeSet<String>>, name: &str) -> String {
    let stem = name.trim_end_matches(".rs");
    let within = |prefix: &&String| stem == prefix.as_str() || stem.starts_with(&format!("{prefix}/"));
    table
        .keys()
        .filter(within)
        .max_by_key(|prefix| prefix.len())
        .unwrap_or_else(|| panic!("no row for src/{name}"))
        .clone()
}

/// The row that `crate::import` leads to; none for what `lib.rs` itself offers.
fn home_of_import(table: &BTreeMap<String, BTreeSet<String>>, import: &str) -> Option<String> {
    let path: Vec<_> = import.split("::").collect();
    (1..=path.len()).rev().map(|n| path[..n].join("/")).find(|prefix| table.contains_key(prefix))
}

/// The lines of code: comments left out.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(n, line)| (n + 1, line.trim_start())).filter(|(_, line)| !line.starts_with("//"))
}

/// What stands behind each `crate::`, as far as it is a path.
fn crate_paths(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in code_lines(text) {
        for (at, _) in line.match_indices("crate::") {
            if line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let path: String =
                line[at + 7..].chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect();
            found.push((number, path.trim_end_matches(':').to_owned()));
        }
    }
    found
}

fn names_crate(line: &str, krate: &str) -> bool {
    line.match_indices(krate).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + krate.len()..];
        let path = after.starts_with("::") || (line.starts_with("use ") && after.starts_with(';'));
        path && !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}
