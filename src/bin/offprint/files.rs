//! The disk: inputs are read whole and bounded, outputs are written beside their place and renamed into it, so that
//! no failure leaves half a file where a whole one was.

use crate::unfinished;
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Read, Write};
#[cfg(unix)]
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// The largest input that is taken. The longest books are under 10 MB; this much is a mistake, or an endless pipe.
const LARGEST: u64 = 1 << 30;

/// The bytes of an input file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let facts = fs::metadata(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound if path.to_string_lossy().contains("://") => {
            anyhow::anyhow!("is an address, and nothing is fetched; save the page, and name its file")
        }
        ErrorKind::NotFound => anyhow::anyhow!("there is no such file"),
        _ => anyhow::Error::new(error).context("cannot be read"),
    })?;
    if facts.is_dir() {
        bail!("is a folder; name the files in it");
    }
    if !facts.is_file() {
        bail!("is not an ordinary file; to read a pipe or a device, send it to `offprint -`");
    }
    bounded(File::open(path).context("cannot be read")?, facts.len())
}

/// The font files of a folder, by name: the order in which the folder lists them is another one on each machine.
#[cfg(feature = "pdf")]
pub fn faces(folder: &Path) -> Result<Vec<PathBuf>> {
    let shown = folder.display();
    if !folder.is_dir() {
        let what = if folder.exists() { "is no folder" } else { "is not there" };
        bail!("the folder of faces, --font-dir {shown}, {what}");
    }
    let listed = || fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>();
    let mut paths = listed().with_context(|| format!("{shown}: cannot be listed"))?;
    let is_font =
        |end: &std::ffi::OsStr| ["ttf", "otf", "ttc", "otc"].iter().any(|known| end.eq_ignore_ascii_case(known));
    paths.retain(|path| path.extension().is_some_and(is_font));
    paths.sort();
    if paths.is_empty() {
        bail!("the folder of faces, --font-dir {shown}, has no .ttf or .otf file in it");
    }
    Ok(paths)
}

/// `SOURCE_DATE_EPOCH`, by which builds that are to be repeated say when they were made, in seconds since 1970.
#[cfg(any(feature = "pdf", feature = "epub"))]
pub fn date_of_build() -> Result<Option<u64>> {
    let Some(said) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|said| !said.is_empty()) else { return Ok(None) };
    let seconds = said.to_str().and_then(|said| said.parse().ok());
    seconds.map(Some).with_context(|| {
        format!("SOURCE_DATE_EPOCH is {:?}; it has to be a number of seconds since 1970", said.to_string_lossy())
    })
}

/// The bytes of standard input.
pub fn from_stdin() -> Result<Vec<u8>> {
    bounded(io::stdin().lock(), 0)
}

/// `length`: how much there will be, as far as anybody knows.
fn bounded(input: impl Read, length: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // The end is found by one more byte than there is. Where there is no room for as much as is said, reading tells.
    let _ = bytes.try_reserve_exact(usize::try_from(length.min(LARGEST)).unwrap_or(0) + 1);
    input.take(LARGEST + 1).read_to_end(&mut bytes).context("cannot be read")?;
    if bytes.len() as u64 > LARGEST {
        bail!("is larger than {} MiB; split it", LARGEST >> 20);
    }
    Ok(bytes)
}

/// Writes to standard output. Whoever closed the pipe has read enough: that is no error.
pub fn to_stdout(bytes: &[u8]) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error).context("cannot write to standard output"),
        _ => Ok(()),
    }
}

/// Writes a file: beside its place first, then by renaming. A symbolic link stays, and what it leads to is replaced;
/// a device or a pipe is written to as it is.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    match place(path)? {
        Place::Device(place) => write_through(&place, bytes),
        Place::File(place) => {
            let mut staging = beside(place)?;
            staging.write_all(bytes).context("cannot be written")?;
            staging.done().finish()
        }
    }
}

/// A file that is written but for its name: it is beside its place, and gone again if it is not finished.
pub struct Staged {
    temporary: Temporary,
    place: PathBuf,
}

impl Staged {
    /// Gives it its name.
    pub fn finish(self) -> Result<()> {
        fs::rename(&self.temporary.path, &self.place).context("cannot be written")?;
        self.temporary.keep();
        Ok(())
    }
}

/// A file that is being written beside its place.
pub struct Staging {
    /// Closed before it is removed: some systems remove no file that is open.
    file: File,
    temporary: Temporary,
    place: PathBuf,
}

impl Staging {
    /// Begins one; `None`: its place is a device, where nothing can be taken back.
    pub fn begin(path: &Path) -> Result<Option<Self>> {
        match place(path)? {
            Place::Device(_) => Ok(None),
            Place::File(place) => beside(place).map(Some),
        }
    }

    /// It is whole, and waits for its name.
    pub fn done(self) -> Staged {
        Staged { temporary: self.temporary, place: self.place }
    }
}

impl Write for Staging {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Writes a file beside its place, to be finished when others are there too; `None` as of [`Staging::begin`].
pub fn stage(path: &Path, bytes: &[u8]) -> Result<Option<Staged>> {
    let Some(mut staging) = Staging::begin(path)? else { return Ok(None) };
    staging.write_all(bytes).context("cannot be written")?;
    Ok(Some(staging.done()))
}

/// Where something is written to.
enum Place {
    File(PathBuf),
    Device(PathBuf),
}

fn place(path: &Path) -> Result<Place> {
    let place = follow(path)?;
    match fs::metadata(&place) {
        Ok(facts) if facts.is_dir() => bail!("is a folder; write {}/ to put the file into it", path.display()),
        Ok(facts) if !facts.is_file() => Ok(Place::Device(place)),
        Ok(_) | Err(_) => Ok(Place::File(place)),
    }
}

fn beside(place: PathBuf) -> Result<Staging> {
    let folder = parent(&place);
    if !folder.is_dir() {
        bail!("cannot be written: the folder {} is not there; make it first", folder.display());
    }
    let old = fs::metadata(&place).ok().map(|facts| facts.permissions());
    let (temporary, file) = Temporary::beside(&folder, old.as_ref())
        .with_context(|| format!("cannot be written: no file can be made in {}", folder.display()))?;
    if let Some(old) = old {
        file.set_permissions(old).context("cannot be written")?;
    }
    Ok(Staging { file, temporary, place })
}

fn write_through(place: &Path, bytes: &[u8]) -> Result<()> {
    let result = OpenOptions::new().write(true).open(place).and_then(|mut file| file.write_all(bytes));
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error).context("cannot be written"),
        _ => Ok(()),
    }
}

/// How many links may lead to one another: what Linux allows.
const MOST_LINKS: usize = 40;

/// Where a path leads, through symbolic links, whether or not there is a file yet.
fn follow(path: &Path) -> Result<PathBuf> {
    let mut place = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        let is_link = fs::symlink_metadata(&place).is_ok_and(|facts| facts.file_type().is_symlink());
        if !is_link {
            return Ok(place);
        }
        let target = fs::read_link(&place).context("cannot be followed")?;
        place = parent(&place).join(target);
    }
    bail!("cannot be written: its symbolic links lead round in a circle")
}

/// The folder that a path lies in.
pub fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// How long a file is, in bytes; `None` if there is none.
pub fn length(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().map(|facts| facts.len())
}

/// The same text for every way to write the same place, whether or not there is a file yet.
pub fn identity(path: &Path) -> PathBuf {
    let place = follow(path).unwrap_or_else(|_| path.to_path_buf());
    fs::canonicalize(&place).unwrap_or_else(|_| {
        let folder = fs::canonicalize(parent(&place)).unwrap_or_else(|_| parent(&place));
        folder.join(place.file_name().map(OsString::from).unwrap_or_default())
    })
}

/// A file that is removed unless it is kept.
struct Temporary {
    path: PathBuf,
}

impl Temporary {
    /// A new, empty file; its owner's alone, until it has the permissions of an old one. Its name says whose it is, and
    /// does not grow with the target's, which may be as long as the file system allows.
    fn beside(folder: &Path, old: Option<&Permissions>) -> io::Result<(Self, File)> {
        /// Several threads write at once, and so may several runs in different containers, with one number.
        static NEXT: AtomicU64 = AtomicU64::new(0);
        for _ in 0..100 {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!(".offprint-{}-{number}.tmp", std::process::id()));
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            if old.is_some() {
                options.mode(0o600);
            }
            match unfinished::make(&path, || options.open(&path)) {
                Ok(file) => return Ok((Self { path }, file)),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(ErrorKind::AlreadyExists.into())
    }

    /// It has been renamed: there is nothing to remove.
    fn keep(mut self) {
        unfinished::end(&self.path);
        self.path = PathBuf::new();
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            // There is already an error to tell; that the file stays behind would only hide it.
            let _ = fs::remove_file(&self.path);
            unfinished::end(&self.path);
        }
    }
}
