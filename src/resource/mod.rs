//! Pictures by reference. A writer asks; the caller decides what may be read: nothing, a map in memory, or one folder.

#[cfg(any(feature = "epub", feature = "pdf"))]
mod picture;

#[cfg(any(feature = "epub", feature = "pdf"))]
pub use picture::*;

#[cfg(any(feature = "epub", feature = "pdf"))]
mod written;

#[cfg(any(feature = "epub", feature = "pdf"))]
pub use written::load;

use crate::percent::percent_decoded;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// Gives the bytes behind a reference in a document.
pub trait Resources: Sync {
    /// The bytes, or why there are none, in words that complete "the picture … ": "is not there".
    fn load(&self, reference: &str) -> Result<Vec<u8>, String>;
}

/// No resources: every picture is replaced by its description.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoResources;

impl Resources for NoResources {
    fn load(&self, _reference: &str) -> Result<Vec<u8>, String> {
        Err("cannot be read: no folder was given".to_owned())
    }
}

/// Resources held in memory, by reference.
#[derive(Debug, Clone, Default)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl Resources for Memory {
    fn load(&self, reference: &str) -> Result<Vec<u8>, String> {
        self.0.get(reference).cloned().ok_or_else(|| "is not there".to_owned())
    }
}

/// The one place in the library that opens files: pictures in, or below, one folder.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

/// The largest file that is taken for a picture. Printing one at full page and 600 ppi needs a tenth of it.
const LARGEST: u64 = 64 << 20;

impl Folder {
    /// Pictures are looked for here and below; paths that lead out, symbolic links included, are refused. A path without
    /// a name is the working directory, as where paths are joined.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        Self { root: if root.as_os_str().is_empty() { PathBuf::from(".") } else { root } }
    }

    fn resolve(&self, reference: &str) -> Result<PathBuf, String> {
        let lower = reference.to_ascii_lowercase();
        if reference.starts_with("//")
            || lower.split_once(':').is_some_and(|(scheme, _)| scheme.len() > 1 && is_scheme(scheme))
        {
            return Err("is not a file here, and nothing is fetched".to_owned());
        }
        // As a file may be called; without what only a server reads; and as an address writes it.
        let address = reference.split(['?', '#']).next().unwrap_or_default();
        let decoded = percent_decoded(address);
        let mut why = "is not there";
        for path in [reference, address, &decoded] {
            match self.inside(Path::new(path)) {
                Ok(full) => return Ok(full),
                Err(error) if why == "is not there" => why = error,
                Err(_) => {}
            }
        }
        Err(why.to_owned())
    }

    /// The file at a path, if it lies in the folder. The path is looked at as it is opened: decoded.
    fn inside(&self, path: &Path) -> Result<PathBuf, &'static str> {
        let stays = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        if path.as_os_str().is_empty() || !path.components().all(stays) {
            return Err("lies outside the article's folder");
        }
        let root = self.root.canonicalize().map_err(|_| "is not there")?;
        let full = root.join(path).canonicalize().map_err(|_| "is not there")?;
        if full.starts_with(&root) { Ok(full) } else { Err("lies outside the article's folder") }
    }
}

fn is_scheme(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

impl Resources for Folder {
    fn load(&self, reference: &str) -> Result<Vec<u8>, String> {
        let path = self.resolve(reference)?;
        let facts = std::fs::metadata(&path).map_err(|error| format!("cannot be read: {error}"))?;
        if !facts.is_file() {
            return Err("is not a file".to_owned());
        }
        if facts.len() > LARGEST {
            return Err(format!("is larger than {} MB", LARGEST >> 20));
        }
        std::fs::read(&path).map_err(|error| format!("cannot be read: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        assert!(Folder::new("").load("Cargo.toml").is_ok());
        let folder = Folder::new(env!("CARGO_MANIFEST_DIR"));
        assert!(folder.load("Cargo.toml").is_ok());
        assert!(folder.load("./src/../Cargo.toml").is_err());
        for bad in [
            "../Cargo.toml",
            "/etc/passwd",
            "https://e.org/a.png",
            "//e.org/a.png",
            "file:///etc/passwd",
            "src",
            "",
            "none.png",
            "%2e%2e/Cargo.toml",
            "src/%2E%2E/Cargo.toml",
            "..%2fCargo.toml",
            "%2fetc%2fpasswd",
            "/%65tc/passwd",
            "src/%00",
            "%252e%252e%252fCargo.toml",
        ] {
            assert!(folder.load(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_name_is_tried_as_it_is_written_and_then_decoded() {
        let place = tempfile::tempdir().unwrap();
        for name in ["Bildä (1).png", "100%20.png", "what?.png"] {
            std::fs::write(place.path().join(name), name).unwrap();
        }
        let folder = Folder::new(place.path());
        for (reference, name) in [
            ("Bild%C3%A4%20%281%29.png?v=2#top", "Bildä (1).png"),
            ("Bildä (1).png", "Bildä (1).png"),
            ("100%20.png", "100%20.png"),
            ("what?.png", "what?.png"),
        ] {
            assert_eq!(folder.load(reference).as_deref(), Ok(name.as_bytes()), "{reference}");
        }
    }
}
