//! `offprint batch`: the articles of folders and lists, each to a file of its own, several at once.

mod plan;
mod results;
mod work;

use crate::args::{Convert, Product, mistake};
use crate::bar::{Bar, Quiet};
use crate::convert::Wish;
use crate::kit::{Kit, Look};
use crate::said::Said;
use crate::terminal::{clean, to_stderr};
use crate::{Exit, report};
use anyhow::{Context, Result, anyhow};
use clap::Args;
use offprint::write;
use plan::Task;
pub use plan::check;
use results::{Record, Results, Resume};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use work::{Desk, End, Outcome, Summary};

/// What is converted, and how. All options of the single conversion mean the same here.
#[derive(Debug, Args)]
#[command(
    mut_arg("inputs", |inputs| inputs.value_name("DIR|LIST|-").help(
        "Folders of articles, and lists of their paths, a line each; - is a list on standard input"
    )),
    mut_arg("outputs", |outputs| outputs.value_name("DIR").required(true).help(
        "The folder to write to; folders below are kept"
    )),
    after_help = "Exit status: 0 done; 1 some articles could not be made; 2 bad usage; 3 done, but a denied\n\
diagnostic occurred."
)]
pub struct Options {
    #[command(flatten)]
    pub convert: Convert,

    /// How many articles are made at once [default: as many as there are cores]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024),
        help_heading = "Batch")]
    jobs: Option<u16>,

    /// Where to keep what became of each article, as JSON, a line each
    #[arg(long, value_name = "FILE", help_heading = "Batch")]
    results: Option<PathBuf>,

    /// Leaves out what --results says is done, if the article and the options are the same
    #[arg(long, requires = "results", help_heading = "Batch")]
    resume: bool,

    /// What listed paths lie below; results have the same paths below -o [default: this folder]
    #[arg(long, value_name = "DIR", help_heading = "Batch")]
    base: Option<PathBuf>,

    /// What was said, as it was typed.
    #[arg(skip)]
    pub said: Said,
}

/// Options that results do not depend on.
const BESIDE: [&str; 7] = ["output", "jobs", "results", "resume", "base", "quiet", "explain"];

/// How many failures are listed; the rest are counted. They are all among the results.
const MOST_LISTED: usize = 200;

/// Converts all there is; an article that fails does not keep the others from being made.
pub fn run(options: &Options) -> Exit {
    let product = options.convert.to.unwrap_or(Product::File(&write::FORMATS[0]));
    let planned = || -> Result<_, clap::Error> {
        plan::check(&options.convert)?;
        crate::plan::refuse_idle(&[product], &options.convert)?;
        #[cfg(feature = "pdf")]
        if options.convert.report.is_some() && options.results.is_none() {
            return Err(mistake("--report of many articles is kept with the results; say where: --results FILE"));
        }
        let [out] = options.convert.outputs.as_slice() else {
            return Err(mistake("a batch goes to one folder: -o DIR"));
        };
        if out.exists() && !out.is_dir() {
            return Err(mistake(format!("{} is not a folder; a batch goes to one: -o DIR", out.display())));
        }
        plan::plan(options, out, product)
    };
    let plan = match planned() {
        Ok(plan) => plan,
        Err(mistake) => return report::usage(&mistake),
    };
    let look = match Look::new(&options.convert) {
        Ok(look) => look,
        Err(exit) => return exit,
    };
    let kit = Kit::for_the_run();
    let wish = Wish { product, options: &options.convert, look: &look, kit };
    match work(options, &plan, wish) {
        Ok(exit) => exit,
        Err(error) => report::failure(&error),
    }
}

fn work(options: &Options, plan: &plan::Plan, wish: Wish) -> Result<Exit> {
    let fingerprint = results::fingerprint(&options.said.clone().without(&BESIDE))?;
    let resume = if options.resume { Resume::Yes } else { Resume::No };
    let named = |path: &Path| path.display().to_string();
    let done = match &options.results {
        Some(path) if options.resume => results::done(path).with_context(|| named(path))?,
        _ => HashMap::new(),
    };
    let open = |path: &PathBuf| Results::open(path, resume).with_context(|| named(path));
    let mut results = options.results.as_ref().map(open).transpose()?;
    let bar = Bar::counting(plan.tasks.len(), Quiet::of(&options.convert));
    let mut tally = Tally::default();
    for (folder, error) in &plan.closed {
        tally.fail(usize::MAX, format!("{}: {error:#}", folder.display()));
    }
    let desk = Desk { tasks: &plan.tasks, wish, done: &done, fingerprint: &fingerprint };
    let jobs = options.jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
    let worked = work::all(&desk, jobs, |outcome| {
        let task = &plan.tasks[outcome.index];
        if let Ok(End::Made(made)) = &outcome.end
            && !made.told.is_empty()
        {
            bar.beside(|| to_stderr(&made.told));
        }
        tally.count(task, &outcome);
        if let Some(results) = &mut results
            && !matches!(outcome.end, Ok(End::Left { .. }))
        {
            let path = options.results.as_deref().unwrap_or(Path::new(""));
            results.add(&record(task, outcome, &fingerprint)?).with_context(|| path.display().to_string())?;
        }
        if tally.failed > 0 {
            bar.say(format!(", {} failed", tally.failed));
        }
        bar.step();
        Ok(())
    });
    drop(bar);
    tally.tell(options);
    worked.map(|()| tally.exit())
}

fn record<'a>(task: &'a Task, outcome: Outcome, options: &'a str) -> Result<Record<'a>> {
    // A path that is no text cannot stand in JSON as it is; such an article is never taken for done.
    let shown = |path: &'a Path| path.to_str().unwrap_or("\u{fffd}");
    let mut record = Record {
        input: shown(&task.input),
        output: shown(&task.output),
        ok: outcome.end.is_ok(),
        error: None,
        pages: None,
        words: None,
        bytes: None,
        ms: outcome.milliseconds,
        denied: 0,
        diagnostics: Vec::new(),
        report: None,
        state: outcome.state,
        options,
    };
    match outcome.end {
        Err(error) => record.error = Some(format!("{error:#}")),
        Ok(End::Left { denied }) => record.denied = denied,
        Ok(End::Made(made)) => {
            let Summary { pages, words, bytes, findings, report, told: _ } = made;
            (record.pages, record.words, record.bytes) = (pages, Some(words), Some(bytes));
            (record.denied, record.diagnostics) = (findings.denied, findings.told);
            record.report = report.map(crate::record::report);
        }
    }
    Ok(record)
}

/// What became of all.
#[derive(Default)]
struct Tally {
    made: usize,
    left: usize,
    pages: usize,
    failed: usize,
    denied: usize,
    /// How many articles have warnings, and how many there are of each code.
    warned: usize,
    warnings: BTreeMap<&'static str, usize>,
    /// The first failures, with the number of their article.
    failures: Vec<(usize, String)>,
}

impl Tally {
    fn count(&mut self, task: &Task, outcome: &Outcome) {
        match &outcome.end {
            Err(error) => self.fail(outcome.index, format!("{}: {error:#}", task.input.display())),
            Ok(End::Left { denied }) => {
                self.left += 1;
                self.denied += usize::from(*denied > 0);
            }
            Ok(End::Made(made)) => {
                self.made += 1;
                self.pages += made.pages.unwrap_or(0);
                self.denied += usize::from(made.findings.denied > 0);
                self.warned += usize::from(made.findings.warnings > 0);
                for code in made.findings.warnings() {
                    *self.warnings.entry(code).or_default() += 1;
                }
            }
        }
    }

    fn fail(&mut self, index: usize, what: String) {
        self.failed += 1;
        if self.failures.len() < MOST_LISTED {
            self.failures.push((index, what));
        }
    }

    fn exit(&self) -> Exit {
        match (self.failed, self.denied) {
            (1.., _) => Exit::Failed,
            (0, 1..) => Exit::Denied,
            (0, 0) => Exit::Done,
        }
    }

    /// Lists the failures, in the order of the articles, and says how much was done.
    fn tell(&mut self, options: &Options) {
        self.failures.sort();
        for (_, failure) in &self.failures {
            report::failure(&anyhow!("{failure}"));
        }
        let more = self.failed - self.failures.len();
        if more > 0 {
            report::failure(&anyhow!("{more} more articles failed; --results FILE keeps them all"));
        }
        if options.convert.quiet {
            return;
        }
        let mut out = format!("{} made", articles(self.made));
        if self.pages > 0 {
            let _ = write!(out, ", {} page{}", self.pages, if self.pages == 1 { "" } else { "s" });
        }
        for (count, what) in [(self.left, "left as they were"), (self.failed, "failed"), (self.denied, "denied")] {
            if count > 0 {
                let _ = write!(out, "; {count} {what}");
            }
        }
        if self.warned > 0 && !options.convert.explain {
            let codes: Vec<_> = self.warnings.iter().map(|(code, count)| format!("{count} {code}")).collect();
            let _ = write!(out, "\nwarnings in {}: {}; --explain shows them", articles(self.warned), codes.join(", "));
        }
        to_stderr(&out.lines().map(|line| format!("{}\n", clean(line))).collect::<String>());
    }
}

fn articles(count: usize) -> String {
    format!("{count} article{}", if count == 1 { "" } else { "s" })
}
