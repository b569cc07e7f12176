//! Files whose names differ from what is written in capitals alone: machines that do not tell them apart have shown them
//! to the author.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// The names in folders that were asked for. Each folder is listed once as long as nothing in it changes: an archive has a
/// thousand articles in one, each with pictures that are not there.
#[derive(Debug, Default)]
pub(super) struct Listings(Mutex<BTreeMap<PathBuf, Listing>>);

#[derive(Debug)]
struct Listing {
    changed: SystemTime,
    /// By their small letters; nothing where several differ in capitals alone.
    names: BTreeMap<String, Option<OsString>>,
}

/// How many folders are remembered.
const MOST: usize = 64;

impl Listings {
    /// The only file below `root` that differs from a path in capitals alone.
    pub fn find(&self, root: &Path, path: &Path) -> Option<PathBuf> {
        let found = path.components().try_fold(root.to_owned(), |folder, part| {
            let written = folder.join(part);
            if written.exists() {
                return Some(written);
            }
            let small = part.as_os_str().to_str()?.to_lowercase();
            Some(folder.join(self.only(&folder, &small)?))
        });
        found?.canonicalize().ok()
    }

    fn only(&self, folder: &Path, small: &str) -> Option<OsString> {
        let changed = std::fs::metadata(folder).ok()?.modified().ok()?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.get(folder).is_none_or(|listing| listing.changed != changed) {
            if all.len() == MOST {
                all.clear();
            }
            all.insert(folder.to_owned(), Listing { changed, names: names(folder)? });
        }
        all.get(folder)?.names.get(small)?.clone()
    }
}

fn names(folder: &Path) -> Option<BTreeMap<String, Option<OsString>>> {
    let mut names = BTreeMap::new();
    for entry in std::fs::read_dir(folder).ok()?.flatten() {
        let name = entry.file_name();
        if let Some(small) = name.to_str().map(str::to_lowercase) {
            names.entry(small).and_modify(|known| *known = None).or_insert(Some(name));
        }
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_folder_is_listed_anew_when_something_in_it_has_changed() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().canonicalize().unwrap();
        let listings = Listings::default();
        let find = |name: &str| listings.find(&root, Path::new(name));
        let put = |name: &str| {
            // Clocks of file systems tell hundredths of a second.
            std::thread::sleep(Duration::from_millis(20));
            std::fs::write(root.join(name), name).unwrap();
        };
        put("Mill.PNG");
        assert_eq!(find("mill.png"), Some(root.join("Mill.PNG")));
        assert_eq!(find("lock.png"), None);
        put("Lock.png");
        assert_eq!(find("lock.png"), Some(root.join("Lock.png")));
        put("LOCK.png");
        // Where names differ in capitals alone nobody knows which is meant; some machines have but one of them.
        let both = std::fs::read_dir(&root).unwrap().count() == 3;
        assert_eq!(find("lock.PNG").is_none(), both);
    }
}
