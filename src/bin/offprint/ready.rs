//! Files that were made and wait until all that belong together are: then they get their names, else none of them does.

use crate::files;
use crate::plan::Target;
use anyhow::{Context, Result};
#[cfg(feature = "epub")]
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// A file that was made.
pub enum Ready {
    /// Beside its place: all at once may be more than there is memory for.
    Staged(PathBuf, files::Staged),
    /// For a place where nothing can be taken back.
    Held(Target, Vec<u8>),
}

impl Ready {
    /// Puts it beside where it goes.
    pub fn new(target: Target, bytes: Vec<u8>) -> Result<Self> {
        make_folder(&target)?;
        let Some(path) = target.path() else { return Ok(Self::Held(target, bytes)) };
        let staged = files::stage(&path, &bytes).with_context(|| path.display().to_string())?;
        Ok(match staged {
            Some(staged) => Self::Staged(path, staged),
            None => Self::Held(target, bytes),
        })
    }

    /// Puts it where it goes.
    pub fn deliver(self) -> Result<()> {
        match self {
            Self::Staged(path, staged) => staged.finish().with_context(|| path.display().to_string()),
            Self::Held(target, bytes) => match target.path() {
                None => files::to_stdout(&bytes),
                Some(path) => files::write(&path, &bytes).with_context(|| path.display().to_string()),
            },
        }
    }
}

/// A file that is written beside where it goes, as it is made.
#[cfg(feature = "epub")]
pub struct Begun {
    path: PathBuf,
    file: BufWriter<files::Staging>,
}

#[cfg(feature = "epub")]
impl Begun {
    /// Begins one; `None`: it goes where nothing can be taken back, and has to be whole first. Who asks for it tells its
    /// name with an error.
    pub fn beside(target: &Target) -> Result<Option<Self>> {
        make_folder(target)?;
        let Some(path) = target.path() else { return Ok(None) };
        let staging = files::Staging::begin(&path)?;
        Ok(staging.map(|staging| Self { path, file: BufWriter::with_capacity(BUFFER, staging) }))
    }

    /// It is whole.
    pub fn done(self) -> Result<Ready> {
        let staging = self.file.into_inner().map_err(io::IntoInnerError::into_error).context("cannot be written")?;
        Ok(Ready::Staged(self.path, staging.done()))
    }
}

#[cfg(feature = "epub")]
impl Write for Begun {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// How much is handed to the disk at a time, in bytes.
#[cfg(feature = "epub")]
const BUFFER: usize = 1 << 16;

fn make_folder(target: &Target) -> Result<()> {
    if let Target::InFolder { folder, .. } = target
        && !folder.is_dir()
    {
        // One level is made, as a slash at the end asks for; a longer path that is not there is a slip of the pen.
        std::fs::create_dir(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    Ok(())
}
