//! Files that were made and wait until all that belong together are: then they get their names, else none of them does.

use crate::files;
use crate::plan::Target;
use anyhow::{Context, Result};
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
        if let Target::InFolder { folder, .. } = &target
            && !folder.is_dir()
        {
            // One level is made, as a slash at the end asks for; a longer path that is not there is a slip of the pen.
            std::fs::create_dir(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
        }
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
