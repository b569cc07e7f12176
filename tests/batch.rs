//! `offprint batch` as it is met: many articles, some of them bad, runs that were ended, and one result however many
//! threads there are.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(all(unix, feature = "cli", feature = "markdown", feature = "epub"))]

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn offprint(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null()).output().unwrap()
}

/// The status, and what was told.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = offprint(folder, arguments);
    assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// A folder with so many articles, in folders of ten.
fn articles(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..count {
        let below = folder.path().join(format!("in/{}", number / 10));
        fs::create_dir_all(&below).unwrap();
        let words = "The mills ran only three days in the week. ".repeat(1 + number % 7);
        fs::write(below.join(format!("{number}.md")), format!("# Article {number}\n\n{words}\n\n1. one\n2. two\n"))
            .unwrap();
    }
    folder
}

/// The files below a folder, with their contents.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut paths = Vec::new();
    walk(folder, &mut paths);
    let below = |path: &PathBuf| path.strip_prefix(folder).unwrap().to_owned();
    paths.iter().map(|path| (below(path), fs::read(path).unwrap())).collect()
}

fn records(path: &Path) -> Vec<Value> {
    fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn one_thread_and_four_make_the_same() {
    let folder = articles(25);
    for format in ["epub", "text", if cfg!(feature = "bundled-fonts") { "pdf" } else { "text" }] {
        for jobs in ["1", "4"] {
            let out = format!("out-{jobs}");
            let _ = fs::remove_dir_all(folder.path().join(&out));
            let (status, told) = run(folder.path(), &["batch", "in", "-t", format, "-o", &out, "--jobs", jobs]);
            assert_eq!(status, 0, "{told}");
            assert!(told.starts_with("25 articles made"), "{told}");
        }
        let (one, four) = (files(&folder.path().join("out-1")), files(&folder.path().join("out-4")));
        assert_eq!(one.len(), 25, "{:?}", one.keys());
        assert!(one == four, "{format}");
        let name = if format == "text" { "2/21.txt".to_owned() } else { format!("2/21.{format}") };
        assert!(one.contains_key(Path::new(&name)), "{:?}", one.keys());
    }
}

#[test]
fn what_one_article_alone_becomes_it_becomes_in_a_batch() {
    let folder = articles(3);
    run(folder.path(), &["batch", "in", "-t", "epub", "-o", "out", "--author", "Anna Weber"]);
    run(folder.path(), &["in/0/2.md", "-o", "alone.epub", "--author", "Anna Weber"]);
    assert!(
        fs::read(folder.path().join("alone.epub")).unwrap() == fs::read(folder.path().join("out/0/2.epub")).unwrap()
    );
}

#[test]
fn failures_are_listed_and_stop_nothing() {
    let folder = articles(12);
    let at = |name: &str| folder.path().join("in").join(name);
    fs::write(at("0/3.md"), b"%PDF-1.7\n").unwrap();
    fs::write(at("1/11.md"), [0, 159, 146, 150, 0, 0, 1, 2]).unwrap();
    std::os::unix::fs::symlink("nowhere.md", at("1/9.md")).unwrap();
    let (status, told) = run(folder.path(), &["batch", "in", "-t", "text", "-o", "out", "--results", "r.jsonl"]);
    assert_eq!(status, 1, "{told}");
    let lines: Vec<_> = told.lines().collect();
    assert!(lines[0].starts_with("error: in/0/3.md: is a PDF file"), "{told}");
    assert!(lines[1].starts_with("error: in/1/11.md: "), "{told}");
    assert_eq!(lines[2], "error: in/1/9.md: there is no such file");
    assert_eq!(lines[3], "10 articles made; 3 failed");
    assert_eq!(files(&folder.path().join("out")).len(), 10);
    let records = records(&folder.path().join("r.jsonl"));
    assert_eq!(records.len(), 13);
    let bad: Vec<_> = records.iter().filter(|record| record["ok"] == false).collect();
    assert_eq!(bad.len(), 3);
    assert!(bad.iter().all(|record| record["error"].is_string() && record["bytes"].is_null()), "{bad:?}");
    let good = records.iter().find(|record| record["input"] == "in/0/1.md").unwrap();
    assert_eq!((&good["output"], &good["words"]), (&Value::from("out/0/1.txt"), &Value::from(22)), "{good}");
}

#[test]
fn a_run_that_was_ended_is_gone_on_with() {
    let folder = articles(10);
    let at = |name: &str| folder.path().join(name);
    let arguments = ["batch", "in", "-t", "text", "-o", "out", "--results", "r.jsonl", "--resume"];
    let again = |more: &[&str]| {
        let arguments: Vec<_> = arguments.iter().chain(more).copied().collect();
        run(folder.path(), &arguments).1.lines().last().unwrap().to_owned()
    };
    assert_eq!(again(&[]), "10 articles made");
    assert_eq!(again(&[]), "0 articles made; 10 left as they were");
    // The power failed while a line was written.
    let whole = fs::read_to_string(at("r.jsonl")).unwrap();
    let kept: usize = whole.lines().take(6).map(|line| line.len() + 1).sum();
    fs::write(at("r.jsonl"), &whole[..kept + 40]).unwrap();
    assert_eq!(again(&[]), "4 articles made; 6 left as they were");
    assert_eq!(again(&[]), "0 articles made; 10 left as they were");
    // An article that changed, one whose result is gone, one whose result was cut short.
    fs::write(at("in/0/1.md"), "# Another\n\nIt is another one.\n").unwrap();
    fs::remove_file(at("out/0/2.txt")).unwrap();
    fs::write(at("out/0/3.txt"), "cut sh").unwrap();
    assert_eq!(again(&[]), "3 articles made; 7 left as they were");
    assert!(fs::read_to_string(at("out/0/1.txt")).unwrap().starts_with("Another\n"));
    // Other options are another result; whether much is told is not.
    assert_eq!(again(&["--width", "40"]), "10 articles made");
    assert_eq!(again(&["--width", "40", "--jobs", "1"]), "0 articles made; 10 left as they were");
    // So is another theme under the same name.
    fs::write(at("my.toml"), "base = \"brief\"\n").unwrap();
    assert_eq!(again(&["--theme", "my.toml"]), "10 articles made");
    fs::write(at("my.toml"), "base = \"report\"\n").unwrap();
    assert_eq!(again(&["--theme", "my.toml"]), "10 articles made");
    // Without --resume everything is made, and the results begin anew.
    let (_, told) = run(folder.path(), &arguments[..8]);
    assert_eq!(told, "10 articles made\n");
    assert_eq!(records(&at("r.jsonl")).len(), 10);
}

#[test]
fn what_is_denied_is_told_by_the_status_also_of_results_that_were_left() {
    let folder = articles(2);
    fs::write(folder.path().join("in/0/1.md"), "See [here](javascript:alert(1)).\n").unwrap();
    let arguments =
        ["batch", "in", "-t", "epub", "-o", "out", "--deny", "link-refused", "--results", "r.jsonl", "--resume"];
    let (status, told) = run(folder.path(), &arguments);
    assert_eq!((status, told.lines().next().unwrap()), (3, "2 articles made; 1 denied"));
    assert_eq!(run(folder.path(), &arguments), (3, "0 articles made; 2 left as they were; 1 denied\n".to_owned()));
    let records = records(&folder.path().join("r.jsonl"));
    let record = records.iter().find(|record| record["input"] == "in/0/1.md").unwrap();
    let found = &record["diagnostics"][0];
    assert_eq!((&found["code"], &found["severity"]), (&"link-refused".into(), &"denied".into()), "{record}");
    assert_eq!((&found["line"], &found["column"]), (&1.into(), &5.into()), "{record}");
}

#[test]
fn lists_of_paths_as_programs_write_them() {
    let folder = articles(3);
    let at = |name: &str| folder.path().join(name);
    let odd = std::ffi::OsStr::from_bytes(b"two\nlines \xe9.md");
    fs::write(at("in").join(odd), "# Odd\n").unwrap();
    let list = [b"in/0/1.md\0".as_slice(), b"./in/0/1.md\0", b"in/", odd.as_bytes(), b"\0"].concat();
    fs::write(at("list"), list).unwrap();
    // The same article twice in two ways is one that would be written twice; the other is made.
    let (status, told) = run(folder.path(), &["batch", "list", "-t", "text", "-o", "out"]);
    assert_eq!(status, 1, "{told}");
    assert!(told.contains("would become the same file, out/in/0/1.txt"), "{told}");
    assert_eq!(files(&at("out")).len(), 1);
    fs::remove_dir_all(at("out")).unwrap();
    fs::write(at("list"), [b"in/0/1.md\0in/0/1.md\0in/".as_slice(), odd.as_bytes()].concat()).unwrap();
    let (status, told) = run(folder.path(), &["batch", "list", "-t", "text", "-o", "out"]);
    assert_eq!((status, told.as_str()), (0, "2 articles made\n"));
    assert_eq!(files(&at("out")).len(), 2);

    let lines = format!("{}\r\n\r\n{}\r\n", at("in/0/0.md").display(), at("in/0/2.md").display());
    fs::write(at("lines"), lines).unwrap();
    let (status, told) = run(folder.path(), &["batch", "lines", "-t", "text", "-o", "out-2", "--base", "in"]);
    assert_eq!(status, 0, "{told}");
    assert_eq!(files(&at("out-2")).keys().collect::<Vec<_>>(), [Path::new("0/0.txt"), Path::new("0/2.txt")]);
    let (status, told) = run(folder.path(), &["batch", "lines", "-t", "text", "-o", "out-3", "--base", "in/0/0.md"]);
    assert_eq!(status, 2, "{told}");
    assert!(told.contains("--base DIR"), "{told}");
    assert!(!at("out-3").exists());
}

#[test]
fn nothing_is_begun_where_something_would_be_overwritten() {
    let folder = articles(2);
    fs::write(folder.path().join("in/0/0.txt"), "The same name.\n").unwrap();
    for arguments in [
        ["batch", "in", "-t", "text", "-o", "in"].as_slice(),
        &["batch", "in/0", "in/0", "-t", "text", "-o", "in/../in/0"],
        &["batch", "in", "-f", "markdown", "-t", "text", "-o", "out", "--results", "in/0/0.md"],
        &["batch", "in", "-f", "markdown", "-t", "text", "-o", "out", "--results", "out/0/0.txt"],
        &["batch", "in/0/0.md", "-t", "text", "-o", "out"],
        &["batch", "in", "-o", "in/0/0.md"],
        &["batch", "in", "-o", "a", "-o", "b"],
        &["batch", "in", "-t", "text", "-o", "out", "--resume"],
        &["batch", "missing", "-o", "out"],
    ] {
        let before = files(folder.path());
        let (status, told) = run(folder.path(), arguments);
        assert_eq!(status, 2, "{arguments:?}: {told}");
        assert!(files(folder.path()) == before, "{arguments:?}");
    }
}

#[test]
fn results_may_lie_beside_the_articles() {
    let folder = articles(3);
    for _ in 0..2 {
        // The texts of the first run are below `in`, and no articles of the second.
        let (status, told) = run(folder.path(), &["batch", "in", "-t", "text", "-o", "in/printed"]);
        assert_eq!((status, told.as_str()), (0, "3 articles made\n"));
    }
}

#[test]
fn nothing_but_results_is_left() {
    let folder = articles(30);
    fs::create_dir_all(folder.path().join("out/0/5.txt")).unwrap();
    let (status, told) = run(folder.path(), &["batch", "in", "-t", "text", "-o", "out", "-q", "--jobs", "8"]);
    assert_eq!(status, 1);
    assert!(told.contains("out/0/5.txt: is a folder") && told.lines().count() == 1, "{told}");
    let left: Vec<_> = files(&folder.path().join("out")).into_keys().collect();
    assert!(left.len() == 29 && left.iter().all(|path| path.extension().unwrap() == "txt"), "{left:?}");
}
