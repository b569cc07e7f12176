//! The command line: parse, dispatch, exit code. Everything that touches the disk or the terminal is in this folder.

mod args;
mod bar;
mod batch;
#[cfg(any(feature = "epub", feature = "pdf"))]
mod check;
mod convert;
#[cfg(feature = "epub")]
mod epub;
mod excerpt;
mod files;
mod guard;
#[cfg(feature = "pdf")]
mod impose;
mod inspect;
mod kit;
mod list;
mod look;
mod packet;
#[cfg(feature = "pdf")]
mod pdf;
mod plan;
#[cfg(all(feature = "pdf", feature = "markdown"))]
mod preview;
#[cfg(feature = "pdf")]
mod proofs;
mod ready;
mod record;
mod report;
mod said;
mod stream;
mod terminal;
mod unfinished;

use std::process::ExitCode;

/// Setting type makes many small things and drops them soon: with this a book takes a tenth less time than with the
/// allocator of the GNU C library.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a run ended, as the shell is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Everything was done; a reader that closed the pipe early counts as content.
    Done = 0,
    /// Some output could not be made.
    Failed = 1,
    /// The command line makes no sense.
    Usage = 2,
    /// Everything was done, but a denied diagnostic occurred.
    Denied = 3,
}

impl Exit {
    /// How two things ended: the graver of the two.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Failed, _) | (_, Self::Failed) => Self::Failed,
            (Self::Done, other) => other,
            (exit, _) => exit,
        }
    }
}

fn main() -> ExitCode {
    let exit = match args::parse() {
        Ok(args::Cli { instead: Some(instead), .. }) => match instead {
            args::Instead::Batch(options) => batch::run(&options),
            args::Instead::Stream(options) => stream::run(&options),
            args::Instead::Inspect(options) => inspect::all(&options),
            #[cfg(any(feature = "epub", feature = "pdf"))]
            args::Instead::Check(options) => check::run(&options),
            #[cfg(feature = "pdf")]
            args::Instead::Impose(options) => impose::run(&options),
            args::Instead::Packet(options) => packet::run(*options),
            args::Instead::List(list) => list::print(&list),
        },
        Ok(args::Cli { instead: None, convert }) => match plan::jobs(&convert) {
            Ok(jobs) => convert::all(&jobs, &convert),
            Err(mistake) => report::usage(&mistake),
        },
        Err(mistake) => report::usage(&mistake),
    };
    ExitCode::from(exit as u8)
}
