//! Which places are written to: no line writes over what another wrote. Lines are worked on at once, and yet the second
//! in their order is the one that is refused.
//!
//! Of a place that was written to, eight bytes are remembered: ten million lines are some 150 MB. Two different places
//! among so many have one hash once in 400 000 runs, and then a line is refused that need not have been.

use anyhow::{Result, bail};
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The places that lines write to.
#[derive(Default)]
pub struct Places {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Whose turn it is to say where it writes.
    turn: usize,
    /// Places of lines that are being made: as many as there are workers.
    working: HashSet<u64>,
    written: HashSet<u64>,
}

impl Places {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&'a self, state: MutexGuard<'a, State>, until: impl Fn(&State) -> bool) -> MutexGuard<'a, State> {
        self.changed.wait_while(state, |state| !until(state)).unwrap_or_else(PoisonError::into_inner)
    }

    /// A line's turn: the lines before it have said where they write, or that they do not.
    pub fn turn(&self, number: usize) -> Turn<'_> {
        Turn { places: self, number }
    }
}

/// The right to take a place, which goes to the next line when it is dropped. Every line has to have it.
pub struct Turn<'a> {
    places: &'a Places,
    number: usize,
}

impl<'a> Turn<'a> {
    /// Makes a place the line's own. Of a line that wants the same and is being made, the end is waited for: if it comes
    /// to nothing, the place is free.
    pub fn take(self, path: &Path) -> Result<Taken<'a>> {
        let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one(whole(path));
        let state = self.places.wait(self.places.state(), |state| state.turn == self.number);
        let mut state = self.places.wait(state, |state| !state.working.contains(&hash));
        if state.written.contains(&hash) {
            bail!("{}: another line was written there; give each an id or a name of its own", path.display());
        }
        state.working.insert(hash);
        Ok(Taken { places: self.places, hash })
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.places.wait(self.places.state(), |state| state.turn == self.number);
        state.turn += 1;
        self.places.changed.notify_all();
    }
}

/// A place that is a line's own; free again unless it is written to.
pub struct Taken<'a> {
    places: &'a Places,
    hash: u64,
}

impl Taken<'_> {
    /// Nobody else may write there from now on.
    pub fn written(self) {
        self.places.state().written.insert(self.hash);
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.places.state().working.remove(&self.hash);
        self.places.changed.notify_all();
    }
}

/// The same path for every way to write a place, before and after its folders are made: what is there of it is followed
/// through symbolic links.
fn whole(path: &Path) -> PathBuf {
    /// What systems allow a path to be long; a longer one cannot be written to.
    const LONGEST: usize = 4096;
    if path.as_os_str().len() > LONGEST {
        return path.to_path_buf();
    }
    let mut missing: Vec<&OsStr> = Vec::new();
    let mut there = path;
    loop {
        if let Ok(whole) = fs::canonicalize(if there.as_os_str().is_empty() { Path::new(".") } else { there }) {
            return missing.iter().rev().fold(whole, |whole, part| whole.join(part));
        }
        match (there.parent(), there.file_name()) {
            (Some(parent), Some(name)) => {
                missing.push(name);
                there = parent;
            }
            _ => return path.to_path_buf(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;
    use std::time::Duration;

    #[test]
    fn the_second_in_order_is_refused_whoever_comes_first() {
        let places = Places::default();
        let refused = AtomicUsize::new(usize::MAX);
        thread::scope(|scope| {
            for number in (0..8).rev() {
                let (places, refused) = (&places, &refused);
                scope.spawn(move || {
                    let name = if number == 5 { "2".to_owned() } else { number.to_string() };
                    match places.turn(number).take(Path::new(&name)) {
                        Ok(taken) => {
                            thread::sleep(Duration::from_millis(5));
                            taken.written();
                        }
                        Err(_) => refused.store(number, Ordering::SeqCst),
                    }
                });
                // The last line comes first.
                thread::sleep(Duration::from_millis(2));
            }
        });
        assert_eq!(refused.into_inner(), 5);
    }

    #[test]
    fn a_place_that_came_to_nothing_is_free() {
        let places = Places::default();
        drop(places.turn(0));
        drop(places.turn(1).take(Path::new("a")).unwrap());
        places.turn(2).take(Path::new("a")).unwrap().written();
        assert!(places.turn(3).take(Path::new("./a")).is_err());
    }
}
