//! The file system as it is met: odd names, pipes, devices, folders that may not be written, links, closed pipes.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(all(unix, feature = "cli"))]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

fn offprint(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
    command.current_dir(folder).stdin(Stdio::null());
    command
}

fn run(command: &mut Command) -> (Option<i32>, String) {
    let Output { status, stderr, .. } = command.output().unwrap();
    (status.code(), String::from_utf8_lossy(&stderr).into_owned())
}

/// A folder with an article in it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("article.txt"), "A title\n\nSome words.\n").unwrap();
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn any_name_that_a_file_can_have() {
    let long = vec![b'n'; 250];
    for stem in [b"two\nlines".as_slice(), b"-o", b"latin1-\xe9", b"'quoted' \"name\" $HOME", b"--", b".hidden", &long]
    {
        let folder = tempfile::tempdir().unwrap();
        let with = |extension: &[u8]| {
            let name = [stem, b".", extension].concat();
            folder.path().join(OsStr::from_bytes(&name))
        };
        fs::write(with(b"txt"), "Some words.\n").unwrap();
        let name = with(b"txt");
        let result = run(offprint(folder.path()).args(["-t", "epub", "--"]).arg(name.file_name().unwrap()));
        assert_eq!(result, (Some(0), String::new()), "{name:?}");
        assert!(with(b"epub").is_file(), "{name:?}");
        assert_eq!(names(folder.path()).len(), 2, "{name:?}");
    }
}

/// A packet of which sixty copies are made, each beside its place until all are there.
#[test]
fn nothing_stays_behind_when_the_run_is_ended() {
    let folder = folder();
    let rows: String = (1..=60).map(|number| format!("{number},Reader {number}\n")).collect();
    fs::write(folder.path().join("readers.csv"), format!("number,name\n{rows}")).unwrap();
    fs::create_dir(folder.path().join("out")).unwrap();
    let arguments = ["packet", "article.txt", "--title", "P", "--copies", "readers.csv", "-o", "out/p.epub"];
    let mut run = offprint(folder.path()).args(arguments).stderr(Stdio::null()).spawn().unwrap();
    let (out, start) = (folder.path().join("out"), Instant::now());
    while names(&out).is_empty() && start.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(1));
    }
    let kill = Command::new("kill").args(["-TERM", &run.id().to_string()]).status().unwrap();
    let status = run.wait().unwrap();
    let left = names(&out);
    assert!(left.iter().all(|name| !name.ends_with(".tmp")), "{left:?}");
    // Unless it had ended already, it was ended by the signal, as its parent is told.
    assert!(status.signal() == Some(15) && kill.success() || left.len() == 60, "{status} {left:?}");
}

/// A file that may not grow is a message, and nothing stays behind.
#[test]
fn a_file_that_is_too_large_is_told() {
    let folder = folder();
    fs::write(folder.path().join("article.txt"), "Some words. ".repeat(20_000)).unwrap();
    let command = format!("ulimit -f 1; exec {} article.txt -o a.txt.epub -t text", env!("CARGO_BIN_EXE_offprint"));
    let (status, told) = run(Command::new("sh").args(["-c", &command]).current_dir(folder.path()));
    assert_eq!(status, Some(1), "{told}");
    assert!(told.contains("a.txt.epub: cannot be written"), "{told}");
    assert_eq!(names(folder.path()), ["article.txt"]);
    // A packet's, which is written as it is made.
    let packet =
        command.replace("-o a.txt.epub -t text", "--title P -o p.epub").replace("article.txt", "packet article.txt");
    let (status, told) = run(Command::new("sh").args(["-c", &packet]).current_dir(folder.path()));
    assert_eq!(status, Some(1), "{told}");
    assert!(told.contains("p.epub: cannot be written"), "{told}");
    assert_eq!(names(folder.path()), ["article.txt"]);
}

#[test]
fn a_pipe_and_a_device_are_refused_at_once() {
    let folder = folder();
    let pipe = folder.path().join("pipe.txt");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let start = Instant::now();
    for input in [pipe.as_path(), Path::new("/dev/zero"), Path::new("/dev/null"), folder.path()] {
        let (status, told) = run(offprint(folder.path()).arg(input).args(["-t", "text", "-o", "out.txt"]));
        assert_eq!(status, Some(1), "{told}");
        assert!(told.contains(&*input.to_string_lossy()), "{told}");
    }
    assert!(start.elapsed() < Duration::from_secs(5));
    assert!(!folder.path().join("out.txt").exists());
}

#[test]
fn a_pipe_can_be_written_to() {
    let folder = folder();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut child = offprint(folder.path()).args(["article.txt", "-t", "doc", "-o", "pipe"]).spawn().unwrap();
    let read = fs::read(&pipe).unwrap();
    assert!(child.wait().unwrap().success());
    assert!(!read.is_empty());
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo(), "the pipe was replaced");
}

#[test]
fn a_folder_that_may_not_be_written() {
    let folder = folder();
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::write(closed.join("article.epub"), "precious").unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(closed.join("probe"), "").is_ok() {
        println!("skipped: whoever runs this may write everywhere");
        return;
    }
    let (status, told) = run(offprint(folder.path()).args(["article.txt", "-o", "closed/article.epub"]));
    assert_eq!(status, Some(1), "{told}");
    assert!(told.contains("closed"), "{told}");
    assert_eq!(fs::read(closed.join("article.epub")).unwrap(), b"precious");
}

#[test]
fn a_file_that_may_not_be_read() {
    let folder = folder();
    let article = folder.path().join("article.txt");
    fs::set_permissions(&article, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&article).is_ok() {
        println!("skipped: whoever runs this may read everything");
        return;
    }
    let (status, told) = run(offprint(folder.path()).args(["article.txt", "-t", "epub"]));
    assert_eq!(status, Some(1), "{told}");
    assert!(told.contains("article.txt: cannot be read"), "{told}");
}

#[test]
fn a_link_stays_and_what_it_leads_to_is_replaced() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("far")).unwrap();
    fs::write(at("far/real.epub"), "old").unwrap();
    symlink("far/real.epub", at("near.epub")).unwrap();
    symlink("far/new.epub", at("dangling.epub")).unwrap();
    for (link, target) in [("near.epub", "far/real.epub"), ("dangling.epub", "far/new.epub")] {
        let result = run(offprint(folder.path()).args(["article.txt", "-o", link]));
        assert_eq!(result, (Some(0), String::new()));
        assert!(fs::symlink_metadata(at(link)).unwrap().is_symlink(), "{link} was replaced");
        assert_ne!(fs::read(at(target)).unwrap(), b"old");
    }
    assert_eq!(names(&at("far")), ["new.epub", "real.epub"]);
}

#[test]
fn what_only_its_owner_may_read_stays_so() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let secret = folder.path().join("secret.epub");
    fs::write(&secret, "old").unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
    let result = run(offprint(folder.path()).args(["article.txt", "-o", "secret.epub"]));
    assert_eq!(result, (Some(0), String::new()));
    assert_ne!(fs::read(&secret).unwrap(), b"old");
    assert_eq!(fs::metadata(&secret).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_file_that_an_option_names_is_not_written_over() {
    let folder = folder();
    fs::create_dir(folder.path().join("pictures")).unwrap();
    for (option, said, output) in [
        ("--theme", "own.toml", "./own.toml"),
        ("--cover", "cover.png", "cover.png"),
        ("--resources", "pictures", "pictures/mill.png"),
    ] {
        let place = folder.path().join(output);
        fs::write(&place, "precious").unwrap();
        let line = ["article.txt", option, said, "-t", "epub", "-o", output];
        let (status, told) = run(offprint(folder.path()).args(line));
        assert_eq!(status, Some(2), "{told}");
        assert!(told.contains("would be overwritten"), "{told}");
        assert_eq!(fs::read(&place).unwrap(), b"precious");
    }
}

#[test]
fn an_input_with_nothing_in_it_is_told_of() {
    let folder = folder();
    for (name, text) in [("a.txt", ""), ("b.md", "\n \n"), ("c.html", "<html><body></body></html>")] {
        fs::write(folder.path().join(name), text).unwrap();
        let (status, told) = run(offprint(folder.path()).args([name, "-o", "out.txt"]));
        assert_eq!(status, Some(0), "{told}");
        assert!(told.contains("nothing-there") && told.contains(name), "{told}");
    }
    fs::write(folder.path().join("title.md"), "# A title\n").unwrap();
    let (_, told) = run(offprint(folder.path()).args(["title.md", "-o", "out.txt"]));
    assert_eq!(told, "");
}

#[test]
fn links_in_a_circle_end() {
    let folder = folder();
    symlink("b.epub", folder.path().join("a.epub")).unwrap();
    symlink("a.epub", folder.path().join("b.epub")).unwrap();
    let (status, told) = run(offprint(folder.path()).args(["article.txt", "-o", "a.epub"]));
    assert_eq!(status, Some(1), "{told}");
    assert!(told.contains("circle"), "{told}");
}

#[test]
fn an_output_that_is_a_folder() {
    let folder = folder();
    fs::create_dir(folder.path().join("article.epub")).unwrap();
    let (status, told) = run(offprint(folder.path()).args(["article.txt", "-t", "epub"]));
    assert_eq!(status, Some(1), "{told}");
    assert!(told.contains("article.epub: is a folder"), "{told}");
}

#[test]
fn a_closed_pipe_is_silence() {
    let folder = folder();
    let mut child = offprint(folder.path()).arg("codes").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let result = child.wait_with_output().unwrap();
    assert_eq!((result.status.code(), result.stderr.as_slice()), (Some(0), b"".as_slice()));
}

#[test]
fn closed_standard_streams() {
    let folder = folder();
    let binary = env!("CARGO_BIN_EXE_offprint");
    let script = format!("exec '{binary}' article.txt -t epub <&- >&- 2>&-");
    let status = Command::new("sh").args(["-c", &script]).current_dir(folder.path()).status().unwrap();
    assert_eq!(status.code(), Some(0));
    assert!(folder.path().join("article.epub").is_file());
}

#[test]
fn two_runs_at_once_leave_one_whole_file() {
    let folder = folder();
    let start = || offprint(folder.path()).args(["article.txt", "-o", "same.epub"]).spawn().unwrap();
    let runs: Vec<_> = (0..8).map(|_| start()).collect();
    for mut run in runs {
        assert!(run.wait().unwrap().success());
    }
    assert_eq!(names(folder.path()), ["article.txt", "same.epub"]);
}
