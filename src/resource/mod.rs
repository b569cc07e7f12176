//! Pictures by reference. A writer asks; the caller decides what may be read: nothing, a map in memory, or one folder.

#[cfg(any(feature = "epub", feature = "pdf"))]
mod picture;

#[cfg(any(feature = "epub", feature = "pdf"))]
pub use picture::*;

#[cfg(any(feature = "epub", feature = "pdf"))]
mod written;

#[cfg(any(feature = "epub", feature = "pdf"))]
pub use written::load;

mod respelled;

use crate::percent::percent_decoded;
use respelled::Listings;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Gives the bytes behind a reference in a document.
pub trait Resources: Sync {
    /// The bytes of what a document refers to: a path as it is written there, or an address.
    ///
    /// # Errors
    /// Why there are none. The output is made without them, and that is told.
    fn load(&self, reference: &str) -> Result<Vec<u8>, Unusable>;
}

/// Why a picture cannot be used, in words that complete "the picture …": "is not there", "is damaged".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Unusable {
    why: String,
    remedy: Option<&'static str>,
}

impl Unusable {
    /// The words.
    pub fn why(&self) -> &str {
        &self.why
    }

    /// What its author can do, if that is known.
    pub fn remedy(&self) -> Option<&'static str> {
        self.remedy
    }

    fn with(why: &str, remedy: &'static str) -> Self {
        Self { why: why.to_owned(), remedy: Some(remedy) }
    }

    fn missing() -> Self {
        Self::with("is not there", "it is looked for in the article's folder, or in the one that --resources names")
    }

    fn outside() -> Self {
        Self::with("lies outside the article's folder", "copy it into the folder, and write where in it it lies")
    }

    fn elsewhere() -> Self {
        Self::with("is not a file here, and nothing is fetched", "save it beside the article, and write its name")
    }
}

impl From<String> for Unusable {
    fn from(why: String) -> Self {
        Self { why, remedy: None }
    }
}

impl From<&str> for Unusable {
    fn from(why: &str) -> Self {
        why.to_owned().into()
    }
}

/// No resources: every picture is replaced by its description.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoResources;

impl Resources for NoResources {
    fn load(&self, _reference: &str) -> Result<Vec<u8>, Unusable> {
        Err("cannot be read: no folder was given".into())
    }
}

/// Resources held in memory, by reference.
#[derive(Debug, Clone, Default)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl Resources for Memory {
    fn load(&self, reference: &str) -> Result<Vec<u8>, Unusable> {
        self.0.get(reference).cloned().ok_or_else(|| "is not there".into())
    }
}

/// The one place in the library that opens files: pictures in, or below, one folder.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    /// Its copies know what it has learned.
    listings: Arc<Listings>,
}

/// The largest file that is taken for a picture. Printing one at full page and 600 ppi needs a tenth of it.
const LARGEST: u64 = 64 << 20;

impl Folder {
    /// Pictures are looked for here and below; paths that lead out, symbolic links included, are refused. A path without
    /// a name is the working directory, as where paths are joined.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
        Self { root, listings: Arc::default() }
    }

    fn resolve(&self, reference: &str) -> Result<PathBuf, Unusable> {
        let lower = reference.to_ascii_lowercase();
        if reference.starts_with("//")
            || lower.split_once(':').is_some_and(|(scheme, _)| scheme.len() > 1 && is_scheme(scheme))
        {
            return Err(Unusable::elsewhere());
        }
        // As a file may be called; without what only a server reads; and as an address writes it.
        let address = reference.split(['?', '#']).next().unwrap_or_default();
        let decoded = percent_decoded(address);
        let mut why = None;
        for path in [reference, address, &decoded] {
            match self.inside(Path::new(path)) {
                Ok(full) => return Ok(full),
                Err(error) if why.is_none() => why = error,
                Err(_) => {}
            }
        }
        Err(why.unwrap_or_else(Unusable::missing))
    }

    /// The file at a path, if it lies in the folder, which is the root of a site whose addresses begin there
    /// (`/assets/mill.png`). The path is looked at as it is opened: decoded. What is not there has no reason.
    fn inside(&self, path: &Path) -> Result<PathBuf, Option<Unusable>> {
        let stays = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        if path.as_os_str().is_empty() {
            return Err(Some("has no address".into()));
        }
        let path = path.strip_prefix("/").unwrap_or(path);
        if !path.components().all(stays) {
            return Err(Some(Unusable::outside()));
        }
        let root = self.root.canonicalize().map_err(|_| None)?;
        let full = root.join(path).canonicalize().ok().or_else(|| self.listings.find(&root, path)).ok_or(None)?;
        if full.starts_with(&root) { Ok(full) } else { Err(Some(Unusable::outside())) }
    }
}

fn unreadable(error: std::io::Error) -> Unusable {
    format!("cannot be read: {error}").into()
}

fn is_scheme(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

impl Resources for Folder {
    fn load(&self, reference: &str) -> Result<Vec<u8>, Unusable> {
        let path = self.resolve(reference)?;
        let facts = std::fs::metadata(&path).map_err(unreadable)?;
        if !facts.is_file() {
            return Err("is not a file".into());
        }
        if facts.len() > LARGEST {
            return Err(format!("is larger than {} MB", LARGEST >> 20).into());
        }
        std::fs::read(&path).map_err(unreadable)
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
    fn a_path_may_begin_at_the_site_s_root_and_have_other_capitals() {
        let place = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(place.path().join("Assets/two")).unwrap();
        for name in ["Assets/Mill.PNG", "Assets/two/a.png", "Assets/two/A.png"] {
            std::fs::write(place.path().join(name), name).unwrap();
        }
        let folder = Folder::new(place.path());
        let load = |reference: &str| folder.load(reference).ok().map(|bytes| String::from_utf8(bytes).unwrap());
        for reference in ["Assets/Mill.PNG", "/Assets/Mill.PNG", "/assets/mill.png?v=1", "assets/MILL.png"] {
            assert_eq!(load(reference).as_deref(), Some("Assets/Mill.PNG"), "{reference}");
        }
        assert_eq!(load("assets/two/A.png").as_deref(), Some("Assets/two/A.png"));
        // Two are meant, or none. (Where a machine holds them to be one file, it is that one.)
        if load("Assets/two/a.png").as_deref() == Some("Assets/two/a.png") {
            assert_eq!(load("Assets/two/a.PNG"), None);
        }
        assert_eq!(load("/../Assets/Mill.PNG"), None);
    }

    #[test]
    fn what_is_wrong_with_a_path_has_a_remedy() {
        let folder = Folder::new(env!("CARGO_MANIFEST_DIR"));
        for (reference, why, remedy) in [
            ("none.png", "is not there", "--resources"),
            ("../none.png", "lies outside the article's folder", "copy it"),
            ("https://e.org/none.png", "is not a file here, and nothing is fetched", "save it"),
        ] {
            let unusable = folder.load(reference).unwrap_err();
            assert_eq!(unusable.why(), why);
            assert!(unusable.remedy().unwrap().contains(remedy), "{reference}");
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
