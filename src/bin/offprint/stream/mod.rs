//! `offprint stream`: lines of JSON in, lines of JSON out, so that what already runs programs on many machines can run
//! this one. A line that cannot be used is answered as such, and the next is read.
//!
//! Memory is bounded by the longest line times twice the number of jobs, however many lines there are: a line is read
//! only when there is room for its answer. With `-o DIR` eight bytes of each place that was written to come to that.

mod line;
mod places;
mod read;
mod schema;

use crate::args::{Convert, mistake};
use crate::convert::{Wish, make};
use crate::kit::Kit;
use crate::record::{Findings, Told};
use crate::said::Said;
use crate::{Exit, files, guard, report};
use anyhow::{Context, Result, anyhow, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use line::{Known, Line};
use offprint::parallel::STACK;
use places::{Places, Turn};
use read::Read;
use serde::Serialize;
use serde_json::Value;
use std::fs;
use std::io::{self, BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// How lines are read and answered. All other options are for every line that does not say otherwise.
#[derive(Debug, Args)]
#[command(
    mut_arg("inputs", |inputs| inputs.required(false).hide(true)),
    mut_arg("outputs", |outputs| outputs.value_name("DIR").help(
        "A folder to write outputs to; answers then have their paths [default: outputs stand in the answers]"
    )),
    after_help = "A line is {\"id\": …, \"format\": \"markdown\", \"content\": \"…\", \"options\": {\"to\": \"epub\"}};\n\
--schema has the rest.\n\n\
Exit status: 0 every line was answered, though some with \"ok\": false; 1 lines could not be read or\n\
answered; 2 bad usage."
)]
pub struct Options {
    #[command(flatten)]
    pub convert: Convert,

    /// How many articles are made at once [default: as many as there are cores]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024),
        help_heading = "Stream")]
    jobs: Option<u16>,

    /// Answers come as they are done, not in the order of the lines
    #[arg(long, help_heading = "Stream")]
    unordered: bool,

    /// The folder that a line's `path` lies below [default: no path is read]
    #[arg(long, value_name = "DIR", help_heading = "Stream")]
    root: Option<PathBuf>,

    /// The longest line that is read, in MiB
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=4096),
        help_heading = "Stream")]
    longest_line: u32,

    /// Prints the JSON Schema of lines and answers
    #[arg(long, help_heading = "Stream")]
    schema: bool,

    /// What was said, as it was typed.
    #[arg(skip)]
    pub said: Said,
}

/// Options that say how the stream runs, not what is made.
const BESIDE: [&str; 7] = ["output", "jobs", "unordered", "root", "longest-line", "schema", "quiet"];

/// What all lines share.
struct Desk {
    known: Known,
    kit: &'static Kit,
    root: Option<PathBuf>,
    /// Where outputs go, if not into the answers.
    folder: Option<PathBuf>,
    places: Places,
}

/// A line on its way.
struct Job {
    /// Its number as an editor counts it, and its place among the lines that are answered.
    number: usize,
    turn: usize,
    read: Read,
    reply: SyncSender<Vec<u8>>,
}

/// An answer.
#[derive(Debug, Default, Serialize)]
struct Answer {
    id: Value,
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    denied: Option<usize>,
    diagnostics: Vec<Told>,
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<String>,
}

/// Answers every line.
pub fn run(options: &Options) -> Exit {
    if options.schema {
        return match schema::text().and_then(|text| files::to_stdout(text.as_bytes())) {
            Ok(()) => Exit::Done,
            Err(error) => report::failure(&error),
        };
    }
    match desk(options) {
        Err(mistake) => report::usage(&mistake),
        Ok(desk) => match answer_all(Arc::new(desk), options) {
            Ok(()) => Exit::Done,
            Err(error) => report::failure(&error),
        },
    }
}

fn desk(options: &Options) -> Result<Desk, clap::Error> {
    if !options.convert.inputs.is_empty() {
        return Err(mistake("a stream reads standard input, and no files"));
    }
    let folder = match options.convert.outputs.as_slice() {
        [] => None,
        [folder] if folder.exists() && !folder.is_dir() => {
            return Err(mistake(format!("{} is not a folder", folder.display())));
        }
        [folder] => Some(folder.clone()),
        _ => return Err(mistake("a stream writes to one folder: -o DIR")),
    };
    let root = options.root.as_deref().map(|root| {
        let whole = fs::canonicalize(root).ok().filter(|root| root.is_dir());
        whole.ok_or_else(|| mistake(format!("--root {}: there is no such folder", root.display())))
    });
    let known = Known::new(options.said.clone().without(&BESIDE));
    let desk = Desk { known, kit: Kit::for_the_run(), root: root.transpose()?, folder, places: Places::default() };
    // What is wrong with the command line is told now, and not with every line.
    desk.known.wanted(&serde_json::Map::new()).map_err(|error| mistake(format!("{error:#}")))?;
    Ok(desk)
}

fn answer_all(desk: Arc<Desk>, options: &Options) -> Result<()> {
    guard::quietly();
    let jobs = options.jobs.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    let (work, waiting) = sync_channel::<Job>(jobs);
    let waiting = Arc::new(Mutex::new(waiting));
    let start = |name: &str| thread::Builder::new().name(name.to_owned()).stack_size(STACK);
    for _ in 0..jobs {
        let (desk, waiting) = (Arc::clone(&desk), Arc::clone(&waiting));
        start("worker").spawn(move || worker(&desk, &waiting)).context("no thread can be had")?;
    }
    let most = options.longest_line as usize * (1 << 20);
    // The threads are not waited for: if nobody reads answers any more, one may be waiting for a line for ever.
    let reader = if options.unordered {
        let (reply, answers) = sync_channel(jobs);
        let reader = start("reader").spawn(move || read_all(most, &work, || Some(reply.clone())));
        for answer in answers {
            if print(&answer)? == Heard::No {
                return Ok(());
            }
        }
        reader
    } else {
        let (order, answers) = sync_channel::<Receiver<Vec<u8>>>(jobs);
        let reader = start("reader").spawn(move || {
            read_all(most, &work, || {
                let (reply, answer) = sync_channel(1);
                order.send(answer).ok().map(|()| reply)
            })
        });
        for answer in answers {
            let answer = answer.recv().context("a line was lost")?;
            if print(&answer)? == Heard::No {
                return Ok(());
            }
        }
        reader
    };
    let read = reader.context("no thread can be had")?.join();
    read.map_err(|_| anyhow!("the reader failed"))?.context("standard input cannot be read")
}

/// Reads lines as long as there is room for their answers.
fn read_all(
    most: usize,
    work: &SyncSender<Job>,
    mut place: impl FnMut() -> Option<SyncSender<Vec<u8>>>,
) -> io::Result<()> {
    let mut input = BufReader::with_capacity(1 << 16, io::stdin());
    let mut turn = 0;
    for number in 1.. {
        let read = read::line(&mut input, most)?;
        match &read {
            Read::End => break,
            Read::Line(line) if line.trim_ascii().is_empty() => continue,
            Read::Line(_) | Read::TooLong => {}
        }
        let Some(reply) = place() else { break };
        if work.send(Job { number, turn, read, reply }).is_err() {
            break;
        }
        turn += 1;
    }
    Ok(())
}

fn worker(desk: &Desk, waiting: &Mutex<Receiver<Job>>) {
    loop {
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { number, turn, read, reply }) = job else { return };
        let answer = answer(desk, number, desk.places.turn(turn), read);
        let mut line = serde_json::to_vec(&answer).unwrap_or_default();
        line.push(b'\n');
        if reply.send(line).is_err() {
            return;
        }
    }
}

fn answer(desk: &Desk, number: usize, turn: Turn, read: Read) -> Answer {
    let mut id = Value::Null;
    let made = guard::caught(|| {
        let line = match read {
            Read::Line(line) => line,
            Read::TooLong => bail!("the line is longer than --longest-line allows"),
            Read::End => bail!("there is no line"),
        };
        let (known, line) = Line::parse(&line);
        id = known;
        made(desk, turn, line?)
    });
    match made {
        Ok(answer) => Answer { id, ok: true, ..answer },
        Err(error) => Answer { id, error: Some(format!("line {number}: {error:#}")), ..Answer::default() },
    }
}

fn made(desk: &Desk, turn: Turn, mut line: Line) -> Result<Answer> {
    let wanted = line.wanted(&desk.known)?;
    let options = &wanted.convert;
    let place = desk.folder.as_ref().map(|folder| Ok::<_, anyhow::Error>(folder.join(line.place(wanted.product)?)));
    let place = place.transpose()?;
    let taken = place.as_deref().map(|place| turn.take(place)).transpose()?;
    let article = line.article(options, desk.root.as_deref())?;
    let wish = Wish { product: wanted.product, options, look: &wanted.look, kit: desk.kit };
    let made = make(article, &wish, None)?;
    if let Some(place) = &place {
        deliver(place, &made.bytes)?;
    }
    if let Some(taken) = taken {
        taken.written();
    }
    let findings = Findings::of(&made.found, &made.source, options);
    Ok(Answer {
        pages: made.pages,
        words: Some(made.packet.articles().map(offprint::model::word_count).sum()),
        denied: Some(findings.denied).filter(|&denied| denied > 0),
        diagnostics: findings.told,
        report: made.report.map(crate::record::report),
        output: place.is_none().then(|| STANDARD.encode(&made.bytes)),
        path: place.map(|place| place.to_string_lossy().into_owned()),
        ..Answer::default()
    })
}

fn deliver(path: &Path, bytes: &[u8]) -> Result<()> {
    let parent = files::parent(path);
    if !parent.is_dir() {
        fs::create_dir_all(&parent).with_context(|| format!("the folder {} cannot be made", parent.display()))?;
    }
    files::write(path, bytes).with_context(|| path.display().to_string())
}

/// Whether anybody listens.
#[derive(PartialEq, Eq)]
enum Heard {
    Yes,
    No,
}

/// An answer is out when it is made: whoever waits for it may send no more lines before it has it.
fn print(answer: &[u8]) -> Result<Heard> {
    let mut out = io::stdout().lock();
    match out.write_all(answer).and_then(|()| out.flush()) {
        Ok(()) => Ok(Heard::Yes),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Heard::No),
        Err(error) => Err(error).context("cannot write to standard output"),
    }
}
