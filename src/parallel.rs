//! Work on many things that do not need each other, on as many cores as there are.
//!
//! Layout has `rayon` for that; it is not in every build, and its threads have stacks of the usual size, where reading
//! wants [`STACK`].

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The stack of a thread that reads, in bytes: enough for the deepest document in a build without optimisation. Only
/// what is touched is ever taken.
pub const STACK: usize = 32 << 20;

/// Does some work on every item, and gives back what became of each, in the order of the items. A panic in it goes on
/// here.
pub fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    each_with(items, || (), |(), at, item| work(at, item))
}

/// As [`each`], with a tool for the work that every core has one of.
pub fn each_with<T: Sync, R: Send, W>(
    items: &[T],
    tool: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, usize, &T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let share = || {
        let (mut tool, mut done) = (tool(), Vec::new());
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return done };
            done.push((at, work(&mut tool, at, item)));
        }
    };
    let beside = thread::available_parallelism().map_or(1, NonZero::get).min(items.len()).saturating_sub(1);
    if beside == 0 {
        return share().into_iter().map(|(_, result)| result).collect();
    }
    let mut all = thread::scope(|scope| {
        let start = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, share).ok();
        // Where no thread can be had, there is one core less.
        let threads: Vec<_> = (0..beside).filter_map(start).collect();
        let mut all = share();
        for thread in threads {
            all.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        all
    });
    all.sort_unstable_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        let squares = each(&items, |at, item| {
            assert_eq!(at, *item);
            item * item
        });
        assert!(squares.into_iter().eq(items.iter().map(|item| item * item)));
        assert!(each(&[] as &[usize], |_, item| *item).is_empty());
    }

    #[test]
    #[should_panic(expected = "seven")]
    fn a_panic_goes_on() {
        each(&[1, 2, 7, 3], |_, item| assert!(*item != 7, "seven"));
    }
}
