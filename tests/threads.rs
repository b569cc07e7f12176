//! However many threads there are, the file is the same.
#![cfg(all(feature = "cli", feature = "pdf", feature = "markdown"))]
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use std::fmt::Write;
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
    let made = |threads: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
        command.current_dir(folder.path()).env("RAYON_NUM_THREADS", threads);
        let done = command.args(["-q", "long.md", "-t", "pdf", "-o", "-"]).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        done.stdout
    };
    let one = made("1");
    assert!(lopdf::Document::load_mem(&one).unwrap().get_pages().len() > 48);
    for threads in ["2", "4"] {
        assert!(made(threads) == one, "{threads} threads make another file");
    }
}
