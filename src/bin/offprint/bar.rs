//! A bar that shows how far a long run is: on a terminal, and nowhere else.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// How far a run is.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar for so many steps; nothing at all where nobody looks, or nobody wants to be told.
    pub fn new(steps: usize, quiet: Quiet) -> Self {
        let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        if quiet == Quiet::Yes || dumb || !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::stderr());
        let template = "{bar:32} {human_pos} of {human_len}, {per_sec}, {eta} to go{msg}";
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self(bar)
    }

    /// One step more.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// What stands behind it.
    pub fn say(&self, text: String) {
        self.0.set_message(text);
    }

    /// Lets something be printed where it stands.
    pub fn beside(&self, print: impl FnOnce()) {
        self.0.suspend(print);
    }

    /// Takes it away.
    pub fn end(&self) {
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
