//! How far a long work is, on a terminal; nothing where nobody looks.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::Duration;

/// Steps of a work, told one after the other.
pub struct Progress(ProgressBar);

impl Progress {
    /// Tells on standard error, if that is a terminal and `quiet` is not asked for.
    pub fn new(steps: usize, quiet: bool) -> Self {
        let told = !quiet && std::io::stderr().is_terminal();
        let target = if told { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(steps as u64), target);
        let style = ProgressStyle::with_template("{bar:24} {pos}/{len}  {msg}");
        bar.set_style(style.expect("the template is right: it is tried by every run"));
        if told {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self(bar)
    }

    /// Begins a step.
    pub fn step(&self, what: impl Into<String>) {
        self.0.inc(1);
        self.0.set_message(what.into());
    }
}

impl Drop for Progress {
    /// What is told next begins on a clean line, however the work ended.
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
