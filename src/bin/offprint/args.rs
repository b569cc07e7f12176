//! What can be written on the command line: clap's types and their help, nothing else.

mod parse;
mod values;

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand};
use offprint::diag::Code;
use offprint::lang::Language;
#[cfg(feature = "pdf")]
use offprint::length::Abs;
use offprint::model::Date;
#[cfg(feature = "epub")]
use offprint::packet;
#[cfg(feature = "pdf")]
use offprint::write::pdf::{PrintMark, Standard};
use offprint::{read, style, write};
pub use parse::parse;
use std::ffi::OsString;
use std::path::PathBuf;
#[cfg(feature = "pdf")]
pub use values::themes;
use values::*;
pub use values::{language, words};

const EXAMPLES: &str = "\
Examples:
  offprint article.txt                       writes article.pdf beside it
  offprint article.md -o article.epub        the extension chooses the format
  offprint *.txt -t epub -o books/           one file each, in a folder
  offprint batch articles/ -o printed/       a whole folder, on all cores
  offprint article.txt -t text -o - | less   clean text, to the terminal
  pbpaste | offprint - -o note.pdf           from standard input
  offprint article.txt --explain             says why each line became a heading
  offprint inspect article.html              shows what is read of it, and why
  offprint packet briefing.toml              several articles in one, numbered through
  offprint check article.pdf --for x-4       what a printing house would stumble over
  offprint impose article.pdf --booklet      sheets to fold, for the office printer

Exit status: 0 done; 1 something could not be made; 2 bad usage; 3 done, but a
denied diagnostic occurred.";

/// Turns articles into print: plain text, Markdown and saved web pages into well-set PDF, EPUB and clean text.
#[derive(Debug, Parser)]
#[command(name = "offprint", version, after_help = EXAMPLES, max_term_width = 100)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    pub instead: Option<Instead>,
    #[command(flatten)]
    pub convert: Convert,
}

/// What is done instead of a conversion.
#[derive(Debug, Subcommand)]
pub enum Instead {
    /// Converts the articles of folders and lists, several at once
    Batch(Box<crate::batch::Options>),
    /// Converts articles that come as lines of JSON, and answers in lines of JSON
    Stream(Box<crate::stream::Options>),
    /// Shows what was read of articles, and why: metadata, outline, counts, decisions
    Inspect(Inspect),
    /// Checks PDF and EPUB files, before a printer or a reader does
    #[cfg(any(feature = "epub", feature = "pdf"))]
    Check(crate::check::Options),
    /// Makes one document of several articles: a cover, contents, numbered through
    Packet(Box<crate::packet::Options>),
    /// Puts the pages of a PDF file on sheets: booklets, several pages on one
    #[cfg(feature = "pdf")]
    Impose(crate::impose::Options),
    #[command(flatten)]
    List(List),
}

/// A look at what is read.
#[derive(Debug, Args)]
pub struct Inspect {
    /// Articles to look at; - is standard input
    #[arg(value_name = "FILE", required_unless_present = "schema")]
    pub inputs: Vec<PathBuf>,

    /// Prints JSON for programs, one object a line
    #[arg(long)]
    pub json: bool,

    /// Prints the JSON Schema of those objects
    #[arg(long, conflicts_with_all = ["inputs", "json"])]
    pub schema: bool,

    /// What the inputs are [default: as they are called, else text]
    #[arg(short, long, value_name = "FORMAT", value_parser = readers())]
    pub from: Option<&'static read::Format>,

    /// The language they are written in: en, de-CH
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<Language>,
}

/// What can be listed.
#[derive(Debug, Clone, Subcommand)]
pub enum List {
    /// Lists the themes and the papers, or shows what they look like
    Themes(Themes),
    /// Lists the formats that are read and written
    Formats,
    /// Lists the languages that are known
    Languages,
    /// Lists the diagnostics that --allow and --deny take
    Codes,
}

/// Which themes are shown, and how.
#[derive(Debug, Clone, Default, Args)]
#[cfg_attr(not(all(feature = "pdf", feature = "markdown")), allow(dead_code))] // there is nothing to show them with
pub struct Themes {
    /// Makes a PDF with pages of each theme
    #[arg(long, requires = "output")]
    pub preview: bool,

    /// Where to write the preview, or - for standard output
    #[arg(short, long, value_name = "FILE", requires = "preview")]
    pub output: Option<PathBuf>,

    /// The paper of the preview [default: each theme's own]
    #[arg(long, value_parser = paper(), ignore_case = true, requires = "preview")]
    pub paper: Option<String>,

    /// The themes to show: names, or theme files [default: all that come with Offprint]
    #[arg(value_name = "THEME", value_parser = theme(), requires = "preview")]
    pub themes: Vec<String>,
}

/// A conversion.
#[derive(Debug, Args)]
pub struct Convert {
    /// Articles to convert; - is standard input
    #[arg(value_name = "FILE", required = true)]
    pub inputs: Vec<PathBuf>,

    /// Where to write: a file, a folder (DIR/), or - for standard output; write it again for a second format
    #[arg(short, long = "output", value_name = "FILE|DIR/", help_heading = "Input and output")]
    pub outputs: Vec<PathBuf>,

    /// What to write; doc, galley and pages show the inside [default: as the output is called, else pdf]
    #[arg(short, long, value_name = "FORMAT", value_parser = products(), help_heading = "Input and output")]
    pub to: Option<Product>,

    /// What the inputs are [default: as they are called, else text]
    #[arg(short, long, value_name = "FORMAT", value_parser = readers(), help_heading = "Input and output")]
    pub from: Option<&'static read::Format>,

    /// What is left as it was typed: quotes, dashes, ellipses, ligatures, spaces, hyphens (at line ends), mojibake, all
    #[arg(long, value_name = "PART,...", value_parser = parts(), value_delimiter = ',', hide_possible_values = true,
        help_heading = "Input and output")]
    pub no_tidy: Vec<&'static read::TidyPart>,

    /// Where pictures are looked for [default: the article's folder; none for standard input]
    #[arg(long, value_name = "DIR", help_heading = "Input and output")]
    pub resources: Option<PathBuf>,

    /// The title
    #[arg(long, value_name = "TEXT", value_parser = words, help_heading = "About the article")]
    pub title: Option<String>,

    /// An author; write it again for each
    #[arg(long = "author", value_name = "NAME", value_parser = name, help_heading = "About the article")]
    pub authors: Vec<String>,

    /// When it was published: 2026-11-24, 2026-11 or 2026
    #[arg(long, value_parser = date, help_heading = "About the article")]
    pub date: Option<Date>,

    /// The language it is written in: en, de-CH
    #[arg(long, value_name = "TAG", value_parser = language, help_heading = "About the article")]
    pub lang: Option<Language>,

    /// The newspaper, journal or site that published it
    #[arg(long, value_name = "NAME", value_parser = words, help_heading = "About the article")]
    pub publication: Option<String>,

    /// Where it was published
    #[arg(long, value_parser = address, help_heading = "About the article")]
    pub url: Option<String>,

    /// The look of the pages: a theme, or a theme file, NAME.toml [default: brief]
    #[arg(long, value_name = "THEME", value_parser = theme(), help_heading = "Look")]
    pub theme: Option<String>,

    /// The paper the pages are made for, by its name or its size: 150x220mm [default: the theme's own]
    #[arg(long, value_parser = paper(), ignore_case = true, help_heading = "Look")]
    pub paper: Option<String>,

    /// Whether pages show the addresses that links lead to [default: as the theme has it, mostly none]
    #[arg(long, value_name = "notes|inline|none", value_parser = links(), hide_possible_values = true, help_heading = "Look")]
    pub links: Option<style::Links>,

    /// A folder of TrueType and OpenType files or collections, asked for what the bundled faces lack
    #[cfg(feature = "pdf")]
    #[arg(long = "font-dir", value_name = "DIR", help_heading = "Look")]
    pub fonts: Option<PathBuf>,

    /// Lets installed faces be used for what the others lack; pages then depend on the machine
    #[cfg(feature = "system-fonts")]
    #[arg(long, help_heading = "Look")]
    pub system_fonts: bool,

    /// How many columns a line of text output has; none leaves paragraphs on one line
    #[arg(long, value_name = "N|none", value_parser = width, help_heading = "Look")]
    pub width: Option<Width>,

    #[cfg(feature = "pdf")]
    #[command(flatten)]
    pub pdf: Pdf,

    /// Leaves out of the file's metadata all but the title and the language; what the pages show stays
    #[arg(long, help_heading = "About the article")]
    pub scrub: bool,

    #[command(flatten)]
    #[cfg(feature = "epub")]
    pub epub: EpubArgs,

    /// Shows notes too: why a line became a heading, what was guessed, what was left out
    #[arg(short, long, help_heading = "Diagnostics", conflicts_with = "quiet")]
    pub explain: bool,

    /// Tells what a reviser would mark on the pages of a PDF, and how evenly they are set; `--report=json` for programs
    #[cfg(feature = "pdf")]
    #[arg(long, value_enum, value_name = "FORM", num_args = 0..=1, require_equals = true,
        default_missing_value = "text", hide_possible_values = true, help_heading = "Diagnostics")]
    pub report: Option<crate::proofs::Form>,

    /// Shows errors and denied diagnostics only
    #[arg(short, long, help_heading = "Diagnostics")]
    pub quiet: bool,

    /// Ends with status 3 if this occurs; `warnings` stands for all warnings
    #[arg(long, value_name = "CODE", value_parser = denials(), hide_possible_values = true,
        help_heading = "Diagnostics")]
    pub deny: Vec<Denial>,

    /// Never shows this, and never minds it, whatever is denied
    #[arg(long, value_name = "CODE", value_parser = codes(), hide_possible_values = true,
        help_heading = "Diagnostics")]
    pub allow: Vec<Code>,
}

/// What PDF files promise, and what a printing house asks for.
#[cfg(feature = "pdf")]
#[derive(Debug, Args)]
#[command(next_help_heading = "PDF and print")]
pub struct Pdf {
    /// What the file conforms to [default: ua-1+a-2a; with --print, x-4]
    #[arg(long, value_name = "NAME", value_parser = standards())]
    pub pdf_standard: Option<Standard>,

    /// Makes the file for a printing house: PDF/X-4, in inks, without links
    #[arg(long)]
    pub print: bool,

    /// A file for a printing house besides, of the same pages
    #[arg(long, value_name = "FILE", conflicts_with = "print")]
    pub print_to: Option<PathBuf>,

    /// How far what touches the edge reaches over it, in a printing house's file: 3mm, 0.125in [default: 3mm]
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub bleed: Option<Abs>,

    /// What is drawn outside the page
    #[arg(long, value_name = "MARK,…", value_parser = marks(), value_delimiter = ',')]
    pub marks: Vec<PrintMark>,

    /// The printing condition: gray, FOGRA39, or the name of --icc's [default: gray if black ink is enough]
    #[arg(long, value_name = "NAME", value_parser = words)]
    pub condition: Option<String>,

    /// The ICC output profile of the printing condition
    #[arg(long, value_name = "FILE", requires = "condition")]
    pub icc: Option<PathBuf>,

    /// The most ink that pictures may put in one place, in per cent
    #[arg(long, value_name = "N", default_value_t = 300, value_parser = clap::value_parser!(u16).range(100..=400))]
    pub ink_limit: u16,

    /// An ink for the accent colour, by its name: "PANTONE 286 C"
    #[arg(long, value_name = "NAME", value_parser = words)]
    pub spot: Option<String>,
}

/// What only EPUB has.
#[cfg(feature = "epub")]
#[derive(Debug, Args)]
#[command(next_help_heading = "EPUB")]
pub struct EpubArgs {
    /// Marks where the pages of that PDF begin; one made at the same time (-o a.pdf -o a.epub) needs no saying
    #[cfg(feature = "pdf")]
    #[arg(long, value_name = "FILE")]
    pub pages_from_pdf: Option<PathBuf>,

    /// A cover: a PNG or JPEG file, or `draw` to have one drawn in the theme's faces
    #[arg(long, value_name = "draw|FILE")]
    pub cover: Option<PathBuf>,

    /// Puts the theme's faces into the book, whole: about a megabyte
    #[cfg(feature = "pdf")]
    #[arg(long, overrides_with = "no_fonts")]
    pub embed_fonts: bool,

    /// Leaves the reader's own typefaces to serve, as is the default
    #[cfg(feature = "pdf")]
    #[arg(long, overrides_with = "embed_fonts")]
    pub no_fonts: bool,

    /// The version of EPUB
    #[arg(long, value_name = "VERSION", value_parser = epub_versions(), default_value = "3")]
    pub epub_version: write::epub::Version,

    /// Tells what a Kindle will not show
    #[arg(long)]
    pub kindle: bool,

    /// Lines run from top to bottom: Chinese and Japanese
    #[arg(long)]
    pub vertical: bool,

    /// The series it is a part of, and which part: "Briefings #3"
    #[arg(long, value_name = "NAME [#N]", value_parser = series)]
    pub series: Option<packet::Series>,
}

/// What is made of an article.
#[derive(Debug, Clone, Copy)]
pub enum Product {
    /// A file, by a writer.
    File(&'static write::Format),
    /// A look inside.
    Dump(Dump),
}

impl Product {
    /// The end of its files' names.
    pub fn extension(self) -> &'static str {
        match self {
            Self::File(format) => format.extension,
            Self::Dump(dump) => dump.name(),
        }
    }
}

/// A stage that can be looked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dump {
    /// The document, as it was read.
    Doc,
    /// The set type, before paging.
    Galley,
    /// The finished pages.
    Pages,
}

impl Dump {
    const ALL: [Self; 3] = [Self::Doc, Self::Galley, Self::Pages];

    /// Its name, as `--to` takes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Doc => "doc",
            Self::Galley => "galley",
            Self::Pages => "pages",
        }
    }
}

/// How wide a line of text output may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// So many columns.
    Columns(usize),
    /// As long as its paragraph.
    Unlimited,
}

/// What must not occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denial {
    /// Any warning.
    Warnings,
    /// This.
    Code(Code),
}

impl Convert {
    /// The theme that is asked for, by its name or its file.
    pub fn theme(&self) -> &str {
        self.theme.as_deref().unwrap_or(style::THEMES[0].0)
    }

    /// The options of a conversion that another command begins: of standard input, if `arguments` name nothing else.
    pub fn from_arguments(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let mut whole = vec![OsString::from("offprint")];
        whole.extend(arguments);
        if !whole.iter().any(|argument| argument == "--") {
            whole.push("-".into());
        }
        Cli::try_parse_from(whole).map(|cli| cli.convert)
    }
}

/// A mistake that clap cannot see, told as clap tells its own.
pub fn mistake(message: impl std::fmt::Display) -> clap::Error {
    clap::Error::raw(ErrorKind::ArgumentConflict, format!("{message}\n\nFor more information, try '--help'.\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_have_one_spelling() {
        let cli = Cli::try_parse_from(["offprint", "a.txt", "--paper", "LETTER"]).unwrap();
        assert_eq!(cli.convert.paper.as_deref(), Some("Letter"));
    }
}
