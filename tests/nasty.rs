//! The binary over inputs made to hurt: no panic, no signal, no hang; a whole output, or a message naming the input.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(feature = "cli")]

#[path = "common/corpora.rs"]
mod corpora;

use corpora::corpora;
use std::fmt::Write;
use std::io::Read;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// A build without optimisation needs a quarter of this for the slowest, on a machine that has nothing else to do.
const LONGEST: Duration = Duration::from_secs(60);

#[test]
fn nasty_inputs_end_well() {
    let Some(folder) = corpora("dev/nasty") else { return };
    let mut inputs: Vec<_> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    inputs.retain(|path| path.extension().is_some_and(|end| end != "py" && end != "json"));
    inputs.sort();
    // A folder that is there and has nothing in it tests nothing.
    assert!(inputs.len() > 100, "{} nasty inputs in {}", inputs.len(), folder.display());
    let work: Vec<_> =
        inputs.iter().flat_map(|input| offprint::write::FORMATS.iter().map(move |format| (input, format))).collect();
    let out = tempfile::tempdir().unwrap();
    let faults = Mutex::new(Vec::new());
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some((input, format)) = work.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(fault) = convert(input, format.name, format.extension, out.path()) {
                        faults.lock().unwrap().push(fault);
                    }
                }
            });
        }
    });
    let mut faults = faults.into_inner().unwrap();
    faults.sort();
    assert!(faults.is_empty(), "{} of {} went wrong:\n{}", faults.len(), work.len(), faults.join("\n"));
    println!("{} conversions of {} inputs ended well", work.len(), inputs.len());
}

/// One conversion; what is wrong with how it ended.
fn convert(input: &Path, format: &str, extension: &str, out: &Path) -> Result<(), String> {
    let name = input.file_name().unwrap().to_string_lossy().into_owned();
    let output = out.join(format!("{name}.{extension}"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
    command.arg(input).args(["-t", format, "-o"]).arg(&output);
    let fault = |what: String| Err(format!("{name} -t {format}: {what}"));
    let Some((status, told)) = bounded(&mut command) else { return fault(format!("longer than {LONGEST:?}")) };
    if told.contains("panicked at") {
        return fault(format!("panics: {}", first_lines(&told)));
    }
    if told.chars().any(|c| c.is_control() && c != '\n') {
        return fault("a control character reached the terminal".to_owned());
    }
    match status.code() {
        None => fault(format!("killed: {status}")),
        // An empty article is an empty text; a PDF or an EPUB is never empty.
        Some(0) if std::fs::metadata(&output).map_or(0, |facts| facts.len()) == 0 && format != "text" => {
            fault("no output, and no error".to_owned())
        }
        Some(0) => Ok(()),
        Some(1) if told.contains(&name) && !output.exists() => Ok(()),
        Some(code) => fault(format!("status {code}: {}", first_lines(&told))),
    }
}

/// Runs a command; its status and what it told, or nothing if it had to be stopped.
fn bounded(command: &mut Command) -> Option<(ExitStatus, String)> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stderr = child.stderr.take().unwrap();
    let listener = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        stderr.read_to_end(&mut bytes).map(|_| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    });
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return Some((status, listener.join().unwrap()));
        }
        if start.elapsed() > LONGEST {
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn first_lines(text: &str) -> String {
    text.lines().take(3).fold(String::new(), |mut out, line| {
        let _ = write!(out, "{line} / ");
        out
    })
}
