//! How long work takes, for tests of growth.

use std::time::Duration;

/// The time of the processor that some work of this thread takes: what else the machine does then is not counted.
#[cfg(unix)]
pub fn taken(work: impl FnOnce()) -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let now = || {
        let now = clock_gettime(ClockId::ThreadCPUTime);
        Duration::new(now.tv_sec.try_into().unwrap_or(0), now.tv_nsec.try_into().unwrap_or(0))
    };
    let begun = now();
    work();
    now().saturating_sub(begun)
}

/// The time that some work takes.
#[cfg(not(unix))]
pub fn taken(work: impl FnOnce()) -> Duration {
    let begun = std::time::Instant::now();
    work();
    begun.elapsed()
}
