//! However many threads there are, the file is the same.
#![cfg(all(feature = "cli", feature = "pdf", feature = "markdown"))]
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

/// Some seventy pages: enough that more than one thread has something to do.
fn long() -> String {
    let mut text = String::from("# A Long Article\n\n");
    for chapter in 0..70 {
        write!(text, "## Chapter {chapter}\n\n").unwrap();
        for paragraph in 0..9 {
            write!(text, "In part {paragraph} of {chapter} it *was* said that ").unwrap();
            (0..60).for_each(|word| write!(text, "word{} and ", (word * 7 + paragraph * chapter) % 97).unwrap());
            text.push_str("so on.\n\n");
        }
    }
    text
}

#[test]
fn the_file_is_the_same_however_many_threads_there_are() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("long.md"), long()).unwrap();
    compare(folder.path(), &["long.md"], 48);
}

#[test]
fn a_packet_is_the_same_however_many_threads_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let mut names = vec!["packet".to_owned()];
    for (number, chapter) in long().split("## ").skip(1).take(40).enumerate() {
        let picture = format!("![A mill](lost-{}.png)", number / 2);
        let article = format!("# {chapter}\n\nThe CB (Canal Board) met, \u{10a80}.\n\n{picture}\n\n    let it = be;\n");
        names.push(format!("{number}.md"));
        std::fs::write(folder.path().join(&names[number + 1]), article).unwrap();
    }
    compare(folder.path(), &names.iter().map(String::as_str).collect::<Vec<_>>(), 80);
}

/// What is made and what is told must be the same with one thread and several.
fn compare(folder: &Path, arguments: &[&str], pages: usize) {
    let made = |threads: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
        command.current_dir(folder).env("RAYON_NUM_THREADS", threads);
        let done = command.args(arguments).args(["--explain", "-t", "pdf", "-o", "-"]).output().unwrap();
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "{told}");
        (done.stdout, told)
    };
    let one = made("1");
    assert!(lopdf::Document::load_mem(&one.0).unwrap().get_pages().len() > pages);
    for threads in ["2", "4"] {
        let several = made(threads);
        assert_eq!(several.1, one.1, "{threads} threads tell something else");
        assert!(several.0 == one.0, "{threads} threads make another file");
    }
}
