//! `offprint impose`: the pages of a PDF file, or of an article that is laid out first, put on sheets.

use crate::args::{Convert, mistake};
use crate::plan::{Input, Target};
use crate::ready::Ready;
use crate::terminal::{Paint, clean, to_stderr};
use crate::{Exit, convert, files, report};
use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use clap::builder::styling::AnsiColor;
use offprint::Error;
use offprint::impose::{self, Imposed, Order, SHEETS, Scheme};
use std::path::{Path, PathBuf};

/// A millimetre, in points.
const MM: f64 = 72.0 / 25.4;

/// What is imposed, and how.
#[derive(Debug, Clone, Args)]
#[command(group(clap::ArgGroup::new("scheme").required(true).args(["booklet", "nup"])))]
pub struct Options {
    /// A PDF file, or an article, which is laid out first; - is standard input
    #[arg(value_name = "FILE")]
    input: PathBuf,

    /// Where to write: a file, or - for standard output [default: FILE-booklet.pdf, FILE-2up.pdf]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Sheets to fold once and stitch in the fold
    #[arg(long)]
    booklet: bool,

    /// So many pages on one side: 2 to 64
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(2..=64))]
    nup: Option<u8>,

    /// The sheet: A4, A3, Letter, Legal, Tabloid, SRA3, or 320x450mm [default: by the pages' size]
    #[arg(long, value_parser = sheet)]
    sheet: Option<Sheet>,

    /// How thick a leaf is, for the creep of a booklet; 0 for none [default: 0.10mm above 32 pages]
    #[arg(long, value_name = "LENGTH", value_parser = length, conflicts_with = "nup")]
    caliper: Option<Points>,

    /// Fills columns before rows
    #[arg(long, conflicts_with = "booklet")]
    down: bool,

    /// Between pages [default: 0]
    #[arg(long, value_name = "LENGTH", value_parser = length, conflicts_with = "booklet")]
    gutter: Option<Points>,

    /// Round the pages [default: 0]
    #[arg(long, value_name = "LENGTH", value_parser = length, conflicts_with = "booklet")]
    margin: Option<Points>,

    /// The theme that an article is laid out by [default: booklet for --booklet]
    #[arg(long, value_parser = crate::args::themes())]
    theme: Option<String>,

    /// Says nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

/// A length.
#[derive(Debug, Clone, Copy)]
struct Points(f64);

/// A sheet's width and height in points.
#[derive(Debug, Clone, Copy)]
struct Sheet(f64, f64);

fn length(text: &str) -> Result<Points, String> {
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let unit = match unit.trim() {
        "mm" => MM,
        "cm" => 10.0 * MM,
        "in" => 72.0,
        "pt" => 1.0,
        "" if number.chars().all(|c| matches!(c, '0' | '.')) => 1.0,
        _ => return Err("write a length such as 5mm, 12pt or 0.25in".to_owned()),
    };
    match number.parse::<f64>() {
        Ok(value) if value * unit < 14_400.0 => Ok(Points(value * unit)),
        _ => Err("write a length such as 5mm, 12pt or 0.25in".to_owned()),
    }
}

fn sheet(text: &str) -> Result<Sheet, String> {
    if let Some((_, width, height)) = SHEETS.iter().find(|(name, ..)| name.eq_ignore_ascii_case(text)) {
        return Ok(Sheet(width * MM, height * MM));
    }
    let sides = text.strip_suffix("mm").and_then(|text| text.split_once('x'));
    let side = |text: &str| text.trim().parse::<f64>().ok().filter(|side| (20.0..=5000.0).contains(side));
    match sides.and_then(|(width, height)| Some(Sheet(side(width)? * MM, side(height)? * MM))) {
        Some(sheet) => Ok(sheet),
        None => {
            let names: Vec<_> = SHEETS.iter().map(|(name, ..)| *name).collect();
            Err(format!("write {}, or its size: 320x450mm", names.join(", ")))
        }
    }
}

/// Imposes, and tells what was left out.
pub fn run(options: &Options) -> Exit {
    let target = match target(options) {
        Ok(target) => target,
        Err(mistake) => return report::usage(&mistake),
    };
    match made(options, &target) {
        Ok(exit) => exit,
        Err(error) => report::failure(&error.context(options.input.display().to_string())),
    }
}

fn target(options: &Options) -> Result<Target, clap::Error> {
    let target = match &options.output {
        Some(path) if path == Path::new("-") => return Ok(Target::Stdout),
        Some(path) => path.clone(),
        None if options.input == Path::new("-") => return Ok(Target::Stdout),
        None => {
            let stem = options.input.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let how = options.nup.map_or("booklet".to_owned(), |count| format!("{count}up"));
            options.input.with_file_name(format!("{stem}-{how}.pdf"))
        }
    };
    if files::identity(&target) == files::identity(&options.input) {
        return Err(mistake(format!(
            "{} is the input and would be overwritten; choose another with -o",
            target.display()
        )));
    }
    Ok(Target::File(target))
}

fn made(options: &Options, target: &Target) -> Result<Exit> {
    let (bytes, exit) = pdf(options)?;
    let name = options.input.display().to_string();
    let wanted = impose::Options { scheme: scheme(options), sheet: options.sheet.map(|sheet| (sheet.0, sheet.1)) };
    let mut imposed = impose::impose(&name, &bytes, &wanted).map_err(|error| match error {
        Error::Unreadable { what, .. } => anyhow!(what),
        error => error.into(),
    })?;
    Ready::new(target.clone(), std::mem::take(&mut imposed.bytes))?.deliver()?;
    if !options.quiet {
        tell(&imposed, options, target);
    }
    Ok(exit)
}

fn scheme(options: &Options) -> Scheme {
    let points = |length: Option<Points>| length.map_or(0.0, |length| length.0);
    match options.nup {
        Some(count) => Scheme::NUp {
            count: usize::from(count),
            order: if options.down { Order::Down } else { Order::Across },
            gutter: points(options.gutter),
            margin: points(options.margin),
        },
        None => Scheme::Booklet { caliper: options.caliper.map(|length| length.0) },
    }
}

/// The file itself, or the article laid out.
fn pdf(options: &Options) -> Result<(Vec<u8>, Exit)> {
    let input = if options.input == Path::new("-") { Input::Stdin } else { Input::File(options.input.clone()) };
    let bytes = match &input {
        Input::Stdin => files::from_stdin()?,
        Input::File(path) => files::read(path)?,
    };
    if bytes[..bytes.len().min(1024)].windows(5).any(|five| five == b"%PDF-") {
        return Ok((bytes, Exit::Done));
    }
    if input == Input::Stdin {
        bail!("is no PDF file; an article has to be a file with a name");
    }
    let theme =
        options.theme.clone().unwrap_or(if options.booklet { "booklet".to_owned() } else { "brief".to_owned() });
    let arguments = ["--theme".into(), theme.into(), "--".into(), options.input.clone().into_os_string()];
    let convert = Convert::from_arguments(arguments).context("the article cannot be laid out")?;
    convert::to_pdf(&input, &convert)
}

fn tell(imposed: &Imposed, options: &Options, target: &Target) {
    let paint = Paint::for_stderr();
    let mut text = String::new();
    for warning in &imposed.warnings {
        text += &format!("{}: {}\n", paint.color("warning", AnsiColor::Yellow), clean(warning));
    }
    for note in &imposed.notes {
        text += &format!("{}: {}\n", paint.color("note", AnsiColor::Cyan), clean(note));
    }
    let name = target.path().map_or("standard output".to_owned(), |path| path.display().to_string());
    let (width, height) = (imposed.sheet.0 / MM, imposed.sheet.1 / MM);
    let sheets = if options.booklet { imposed.sides / 2 } else { imposed.sides };
    let count = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let (pages, sheets) = (count(imposed.pages, "page"), count(sheets, if options.booklet { "sheet" } else { "side" }));
    text += &clean(&format!("{name}: {pages} on {sheets} of {width:.0} × {height:.0} mm"));
    text.push('\n');
    to_stderr(&text);
}
