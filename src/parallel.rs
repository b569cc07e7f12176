//! Work on many things that do not need each other, on as many cores as there are.
//!
//! Layout has `rayon` for that; it is not in every build, and its threads have stacks of the usual size, where reading
//! wants [`STACK`].

use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// The stack of a thread that reads, in bytes: enough for the deepest document in a build without optimisation. Only
/// what is touched is ever taken.
pub const STACK: usize = 32 << 20;

/// Does some work on every item, and gives back what became of each, in the order of the items. A panic in it goes on
/// here.
pub fn each<'i, T: Sync, R: Send>(items: &'i [T], work: impl Fn(usize, &'i T) -> R + Sync) -> Vec<R> {
    each_with(items, || (), |(), at, item| work(at, item))
}

/// As [`each`], with a tool for the work that every core has one of.
pub fn each_with<'i, T: Sync, R: Send, W>(
    items: &'i [T],
    tool: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, usize, &'i T) -> R + Sync,
) -> Vec<R> {
    all(items.iter(), tool, work)
}

/// As [`each_with`]; what became of an item is taken as soon as it and all that have their places before it are done, so
/// that little of it is held at a time. `items`: each with its place, counted from zero, in the order in which they are
/// begun.
pub fn each_in_order<I: Send, R: Send, W>(
    items: Vec<(usize, I)>,
    tool: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, usize, I) -> R + Sync,
    take: impl FnMut(R) + Send,
) {
    let taking = Mutex::new((0, BTreeMap::new(), take));
    let work = |tool: &mut W, _, (at, item)| {
        let result = work(tool, at, item);
        let mut taking = taking.lock().unwrap_or_else(PoisonError::into_inner);
        let (next, waiting, take) = &mut *taking;
        waiting.insert(at, result);
        while let Some(result) = waiting.remove(next) {
            take(result);
            *next += 1;
        }
    };
    all(items.into_iter(), tool, work);
}

/// As [`each`], on items that change.
pub fn each_mut<T: Send, R: Send>(items: &mut [T], work: impl Fn(usize, &mut T) -> R + Sync) -> Vec<R> {
    all(items.iter_mut(), || (), |(), at, item| work(at, item))
}

fn all<I: ExactSizeIterator + Send, R: Send, W>(
    items: I,
    tool: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, usize, I::Item) -> R + Sync,
) -> Vec<R> {
    let beside = thread::available_parallelism().map_or(1, NonZero::get).min(items.len()).saturating_sub(1);
    let next = Mutex::new(items.enumerate());
    let share = || {
        let (mut tool, mut done) = (tool(), Vec::new());
        loop {
            let item = next.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((at, item)) = item else { return done };
            done.push((at, work(&mut tool, at, item)));
        }
    };
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
    use std::time::Duration;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        let squares = each(&items, |at, item| {
            assert_eq!(at, *item);
            item * item
        });
        assert!(squares.into_iter().eq(items.iter().map(|item| item * item)));
        assert!(each(&[] as &[usize], |_, item| *item).is_empty());
        let mut changed = items.clone();
        assert!(each_mut(&mut changed, |at, item| std::mem::replace(item, 2 * at)).into_iter().eq(items));
        assert!(changed.into_iter().eq((0..1000).map(|item| 2 * item)));
    }

    #[test]
    fn results_are_taken_in_the_order_of_the_items() {
        let mut items: Vec<(usize, usize)> = (0..1000).map(|at| (at, 999 - at)).collect();
        items.swap(0, 700);
        let mut taken = Vec::new();
        let work = |(): &mut (), at, item: usize| {
            // The earlier of two that are worked on at a time is not always done first.
            thread::sleep(Duration::from_micros(item as u64 % 3 * 50));
            (at, item)
        };
        each_in_order(items, || (), work, |result| taken.push(result));
        assert!(taken.into_iter().eq((0..1000).map(|at| (at, 999 - at))));
    }

    #[test]
    #[should_panic(expected = "seven")]
    fn a_panic_goes_on() {
        each(&[1, 2, 7, 3], |_, item| assert!(*item != 7, "seven"));
    }
}
