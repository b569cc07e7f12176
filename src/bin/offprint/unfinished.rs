//! Files that are not finished when somebody ends the run: they are taken away, and the run ends as it would have.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The files that have no name of their own yet.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn all() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a file that is not finished.
pub fn make(path: &Path, make: impl FnOnce() -> io::Result<File>) -> io::Result<File> {
    #[cfg(unix)]
    ends::watch();
    // In one go: a signal in between would leave it behind, or take away what another run calls so.
    let mut all = all();
    let file = make()?;
    all.insert(path.to_path_buf());
    Ok(file)
}

/// It is there by its name, or gone.
pub fn end(path: &Path) {
    all().remove(path);
}

#[cfg(unix)]
mod ends {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;
    use std::sync::Once;
    use std::thread;

    /// Waits for signals from here on, once a run. Where that cannot be had, a file may stay behind; that is no reason
    /// to write none.
    pub fn watch() {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            let deaf = ignored();
            let heard = [SIGINT, SIGTERM, SIGHUP, SIGXFSZ].into_iter().filter(|signal| deaf & (1 << (signal - 1)) == 0);
            if let Ok(signals) = Signals::new(heard) {
                let _ = thread::Builder::new().name("signals".to_owned()).spawn(move || listen(signals));
            }
        });
    }

    fn listen(mut signals: Signals) {
        for signal in &mut signals {
            // A file that may not grow is a write that fails, and is told of: it is enough that the signal ends nothing.
            if signal == SIGXFSZ {
                continue;
            }
            // Held to the end, so that nothing is begun any more.
            let unfinished = super::all();
            for path in unfinished.iter() {
                let _ = std::fs::remove_file(path);
            }
            // The shell is told what ended it: a loop in a script ends too.
            let _ = emulate_default_handler(signal);
            std::process::exit(128 + signal);
        }
    }

    /// The signals that whoever started the run wants ignored, as `nohup` does and shells do for what runs behind them:
    /// a bit for each. Where that is not told, all but the hangup are taken for heard.
    fn ignored() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let told = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let mask = told.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
        mask.unwrap_or(1 << (SIGHUP - 1))
    }
}
