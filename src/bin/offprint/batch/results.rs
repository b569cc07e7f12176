//! The list of results, one JSON object a line: what became of each article, and whether a later run may leave it out.

use crate::files;
use crate::record::Told;
use crate::said::Said;
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// What became of an article.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    pub input: &'a str,
    pub output: &'a str,
    pub ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<usize>,
    /// The size of the output.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<usize>,
    /// What reading, making and writing took, on the clock.
    pub ms: f64,
    /// How many diagnostics were denied.
    pub denied: usize,
    pub diagnostics: Vec<Told>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<serde_json::Value>,
    #[serde(flatten)]
    pub state: Option<State>,
    /// What was asked for, as a fingerprint.
    pub options: &'a str,
}

/// By what it is known whether an input is as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Bytes of the input.
    pub size: u64,
    /// When it was changed last: seconds since 1970, to the nanosecond.
    pub modified: String,
}

impl State {
    /// Of a file, if it can be had.
    pub fn of(path: &Path) -> Option<Self> {
        let facts = fs::metadata(path).ok()?;
        let modified = match facts.modified().ok()?.duration_since(UNIX_EPOCH) {
            Ok(since) => format!("{}.{:09}", since.as_secs(), since.subsec_nanos()),
            Err(before) => {
                let before = before.duration();
                format!("-{}.{:09}", before.as_secs(), before.subsec_nanos())
            }
        };
        Some(Self { size: facts.len(), modified })
    }
}

/// What a run before this one made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Done {
    input: String,
    output: String,
    ok: bool,
    bytes: Option<u64>,
    #[serde(default)]
    pub denied: usize,
    #[serde(flatten)]
    state: Option<State>,
    options: String,
}

impl Done {
    /// Whether its result can stand: it was made of the same input, with the same options, and is there.
    pub fn stands(&self, output: &Path, state: &State, options: &str) -> bool {
        self.ok
            && self.options == options
            && self.state.as_ref() == Some(state)
            && output.to_str() == Some(&self.output)
            && fs::metadata(output).is_ok_and(|facts| facts.is_file() && Some(facts.len()) == self.bytes)
    }
}

/// What the runs before made, by their inputs; of an input that is there twice, the later. A last line that was cut off
/// by a power failure is passed over; so is all that is not a record.
pub fn done(path: &Path) -> Result<HashMap<String, Done>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(HashMap::new()),
        Err(error) => return Err(error).context("cannot be read"),
    };
    let mut done = HashMap::new();
    for line in BufReader::new(file).split(b'\n') {
        let line = line.context("cannot be read")?;
        if let Ok(record) = serde_json::from_slice::<Done>(&line) {
            done.insert(record.input.clone(), record);
        }
    }
    Ok(done)
}

/// Where results are written.
pub struct Results(File);

impl Results {
    /// A new list, or the end of one that is there.
    pub fn open(path: &Path, resume: Resume) -> Result<Self> {
        if path.is_dir() {
            bail!("is a folder; name a file for the results");
        }
        let mut file = match resume {
            Resume::No => File::create(path),
            Resume::Yes => OpenOptions::new().read(true).append(true).create(true).open(path),
        }
        .context("cannot be written")?;
        if resume == Resume::Yes && !ends_in_a_line(&mut file).context("cannot be read")? {
            file.write_all(b"\n").context("cannot be written")?;
        }
        Ok(Self(file))
    }

    /// Adds one. It is in the file when this returns, so that a run that is ended loses nothing of it.
    pub fn add(&mut self, record: &Record) -> Result<()> {
        let mut line = serde_json::to_vec(record)?;
        line.push(b'\n');
        self.0.write_all(&line).context("cannot be written")
    }
}

/// Whether what a run before this one made is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resume {
    /// It is.
    Yes,
    /// All is made anew.
    No,
}

fn ends_in_a_line(file: &mut File) -> std::io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(true);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last == [b'\n'])
}

/// What was asked for, in sixteen digits: with other options, another version, or another theme, cover, profile or
/// faces, results are made anew.
pub fn fingerprint(said: &Said) -> Result<String> {
    let mut print = Fingerprint::new();
    print.add(env!("CARGO_PKG_VERSION").as_bytes());
    print.add(std::env::var_os("SOURCE_DATE_EPOCH").unwrap_or_default().as_encoded_bytes());
    for (long, values) in &said.0 {
        print.add(long.as_bytes());
        for value in values {
            print.add(value.as_encoded_bytes());
            let path = Path::new(value);
            if FILES.contains(&long.as_str()) && path.is_file() {
                print.add(&files::read(path).with_context(|| path.display().to_string())?);
            }
            #[cfg(feature = "pdf")]
            if long == "font-dir" {
                for face in files::faces(path)? {
                    print.add(face.as_os_str().as_encoded_bytes());
                    print.add(format!("{:?}", State::of(&face)).as_bytes());
                }
            }
        }
    }
    Ok(format!("{:016x}", print.0))
}

/// Options that name a file which all results depend on.
const FILES: [&str; 3] = ["theme", "cover", "icc"];

/// FNV-1a in 64 bits, with the length behind each part. Nothing is protected by it; it notices changes.
struct Fingerprint(u64);

impl Fingerprint {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().copied().chain((bytes.len() as u64).to_le_bytes()) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
