//! The work itself: so many threads, each with one article in hand, that take the next from one queue.

use super::plan::Task;
use super::results::{Done, State};
use crate::convert::{Article, Wish, make};
use crate::plan::Input;
use crate::record::Findings;
use crate::report::Reporter;
use crate::{files, guard};
use anyhow::{Context, Result, bail};
use offprint::parallel::STACK;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Instant;

/// What is to be done, and with what.
pub struct Desk<'a> {
    pub tasks: &'a [Task],
    pub wish: Wish<'a>,
    /// What is done already.
    pub done: &'a HashMap<String, Done>,
    pub fingerprint: &'a str,
}

/// What became of a task.
pub struct Outcome {
    /// Which task.
    pub index: usize,
    /// How its input was when it was read.
    pub state: Option<State>,
    pub milliseconds: f64,
    pub end: Result<End>,
}

/// How it ended.
pub enum End {
    /// It had been done before, with so many diagnostics denied.
    Left { denied: usize },
    /// It is done.
    Made(Summary),
}

/// What there is to tell of a result. It holds nothing of the result itself.
pub struct Summary {
    pub pages: Option<usize>,
    pub words: usize,
    pub bytes: usize,
    pub findings: Findings,
    pub report: Option<String>,
    /// The diagnostics as the single conversion tells them, if they are to be told so.
    pub told: String,
}

/// Does all tasks, and gives each outcome to `tell` as it comes. If that fails, no more are begun.
pub fn all(desk: &Desk, jobs: usize, tell: impl FnMut(Outcome) -> Result<()>) -> Result<()> {
    guard::quietly();
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    // What is told waits for what is written: nothing piles up.
    let (sender, outcomes) = sync_channel(2 * jobs);
    thread::scope(|scope| {
        for _ in 0..jobs.min(desk.tasks.len()) {
            let sender = sender.clone();
            let (next, stop) = (&next, &stop);
            let worker = move || worker(desk, next, stop, &sender);
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker).context("no thread can be had")?;
        }
        drop(sender);
        listen(outcomes, &stop, tell)
    })
}

fn listen(outcomes: Receiver<Outcome>, stop: &AtomicBool, mut tell: impl FnMut(Outcome) -> Result<()>) -> Result<()> {
    for outcome in outcomes {
        if let Err(error) = tell(outcome) {
            // The receiver goes with this function: who waits to send is let go.
            stop.store(true, Ordering::Relaxed);
            return Err(error);
        }
    }
    Ok(())
}

fn worker(desk: &Desk, next: &AtomicUsize, stop: &AtomicBool, outcomes: &SyncSender<Outcome>) {
    let mut folder = PathBuf::new();
    while !stop.load(Ordering::Relaxed) {
        let index = next.fetch_add(1, Ordering::Relaxed);
        let Some(task) = desk.tasks.get(index) else { return };
        let start = Instant::now();
        let state = State::of(&task.input);
        let end = guard::caught(|| one(desk, task, state.as_ref(), &mut folder));
        let milliseconds = (start.elapsed().as_secs_f64() * 1e6).round() / 1e3;
        if outcomes.send(Outcome { index, state, milliseconds, end }).is_err() {
            return;
        }
    }
}

fn one(desk: &Desk, task: &Task, state: Option<&State>, folder: &mut PathBuf) -> Result<End> {
    if let Some(twin) = &task.twin {
        bail!("{} would become the same file, {}; convert them apart", twin.display(), task.output.display());
    }
    let done = task.input.to_str().and_then(|input| desk.done.get(input));
    if let (Some(done), Some(state)) = (done, state)
        && done.stands(&task.output, state, desk.fingerprint)
    {
        return Ok(End::Left { denied: done.denied });
    }
    let article = Article::open(&Input::File(task.input.to_path_buf()), desk.wish.options)?;
    let made = make(article, &desk.wish, None)?;
    deliver(&task.output, &made.bytes, folder)?;
    let options = desk.wish.options;
    let told = if options.explain { Reporter::new(&made.source, options).text(&made.found) } else { String::new() };
    Ok(End::Made(Summary {
        pages: made.pages,
        words: made.packet.articles().map(offprint::model::word_count).sum(),
        bytes: made.bytes.len(),
        findings: Findings::of(&made.found, &made.source, options),
        report: made.report,
        told,
    }))
}

/// Writes a result. `folder` is the one that was written to last, which is there.
fn deliver(path: &Path, bytes: &[u8], folder: &mut PathBuf) -> Result<()> {
    let parent = files::parent(path);
    if parent != *folder {
        fs::create_dir_all(&parent).with_context(|| format!("the folder {} cannot be made", parent.display()))?;
        *folder = parent;
    }
    files::write(path, bytes).with_context(|| path.display().to_string())
}
