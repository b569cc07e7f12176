//! A bar that shows how far a long run is: on a terminal, and nowhere else.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::Duration;

/// How far a run is. What is printed once it is dropped begins on a clean line.
pub struct Bar(ProgressBar);

impl Bar {
    /// For many steps of one kind: told is how many, and how quickly they are done.
    pub fn counting(steps: usize, quiet: Quiet) -> Self {
        Self::new(steps, quiet, "{bar:32} {human_pos} of {human_len}, {per_sec}, {eta} to go{msg}")
    }

    /// For some steps that each take their time: told is what is being done.
    pub fn naming(steps: usize, quiet: Quiet) -> Self {
        let bar = Self::new(steps, quiet, "{bar:24} {pos}/{len}  {msg}");
        if !bar.0.is_hidden() {
            bar.0.enable_steady_tick(Duration::from_millis(200));
        }
        bar
    }

    /// Nothing at all where nobody looks, or nobody wants to be told.
    fn new(steps: usize, quiet: Quiet, template: &str) -> Self {
        let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        if quiet == Quiet::Yes || dumb || !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::stderr());
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self(bar)
    }

    /// One step more.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// What stands behind it.
    pub fn say(&self, text: impl Into<String>) {
        self.0.set_message(text.into());
    }

    /// Lets something be printed where it stands.
    pub fn beside(&self, print: impl FnOnce()) {
        self.0.suspend(print);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// Whether only errors are to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quiet {
    /// They are.
    Yes,
    /// More is welcome.
    No,
}

impl Quiet {
    /// As `--quiet` was said or not.
    pub fn of(options: &crate::args::Convert) -> Self {
        if options.quiet { Self::Yes } else { Self::No }
    }
}
