//! Transcripts of the command line: `tests/commands/*.md` show commands and what they print; this runs them.
//! `BLESS=1 cargo test --test commands` writes what comes now. `tests/README.md` says how they are written.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(all(unix, feature = "cli"))]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[test]
fn transcripts() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/commands");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    assert!(!paths.is_empty(), "there are no transcripts");
    let mut faults = String::new();
    for path in &paths {
        let before = std::fs::read_to_string(path).unwrap();
        let now = replay(&before);
        if now == before {
            continue;
        }
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(path, &now).unwrap();
        } else {
            let diff = similar::TextDiff::from_lines(&before, &now);
            let _ = writeln!(faults, "{}\n{}", path.display(), diff.unified_diff().context_radius(3));
        }
    }
    assert!(faults.is_empty(), "\n{faults}\nBLESS=1 cargo test --test commands accepts what comes now");
}

/// The transcript as it would be now. Each `##` section starts in an empty folder.
fn replay(transcript: &str) -> String {
    let mut out = String::new();
    let mut folder = tempfile::tempdir().unwrap();
    let mut runs = true;
    let mut lines = transcript.lines();
    while let Some(line) = lines.next() {
        let _ = writeln!(out, "{line}");
        if line.starts_with("## ") {
            folder = tempfile::tempdir().unwrap();
            runs = is_built_in(line);
        }
        let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else { continue };
        let body: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
        match info.split_once(' ') {
            Some(("file", name)) if runs => {
                let text: String = body.iter().map(|line| format!("{line}\n")).collect();
                std::fs::write(folder.path().join(name), text).unwrap();
            }
            None if info == "console" && runs => {
                body.iter().filter(|line| line.starts_with("$ ")).for_each(|line| run(&mut out, line, folder.path()));
                out.push_str("```\n");
                continue;
            }
            _ => {}
        }
        body.iter().for_each(|line| out.push_str(&format!("{line}\n")));
        out.push_str("```\n");
    }
    out
}

/// Whether what a section's title asks for, as in `## Pages {pdf}`, was compiled in.
fn is_built_in(title: &str) -> bool {
    let wanted = title.rsplit_once('{').and_then(|(_, rest)| rest.strip_suffix('}'));
    wanted.is_none_or(|wanted| match wanted {
        "pdf" => cfg!(feature = "pdf"),
        "no pdf" => cfg!(not(feature = "pdf")),
        "epub" => cfg!(feature = "epub"),
        "html" => cfg!(feature = "html"),
        "markdown" => cfg!(feature = "markdown"),
        other => panic!("{title}: no feature is called {other}"),
    })
}

/// Runs `$ command` in a shell that finds this build's offprint, and writes what it said.
fn run(out: &mut String, line: &str, folder: &Path) {
    let binary = Path::new(env!("CARGO_BIN_EXE_offprint"));
    let mut path = binary.parent().unwrap().as_os_str().to_owned();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let result = Command::new("sh")
        .args(["-c", &line[2..]])
        .current_dir(folder)
        .env_clear()
        .envs([("PATH", path), ("LC_ALL", "C".into()), ("CARGO_MANIFEST_DIR", env!("CARGO_MANIFEST_DIR").into())])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let _ = writeln!(out, "{line}");
    for (bytes, prefix) in [(&result.stdout, ""), (&result.stderr, "2> ")] {
        for line in visible(bytes).lines() {
            let _ = writeln!(out, "{}", format!("{prefix}{line}").trim_end());
        }
    }
    match result.status.code() {
        Some(0) => {}
        Some(code) => out.push_str(&format!("=> {code}\n")),
        None => out.push_str(&format!("=> {}\n", result.status)),
    }
}

/// Output with control characters written out, so that a transcript can be read and shows what a terminal would get.
fn visible(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let show = |c: char| if c.is_control() && c != '\n' { c.escape_unicode().to_string() } else { c.to_string() };
    text.chars().map(show).collect()
}
