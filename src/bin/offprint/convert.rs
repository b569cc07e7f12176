//! The conversion: bytes → source → document → packet → bytes, with what the command line says about each.

use crate::args::{Convert, Dump, Product, Width};
use crate::kit::{Kit, Look};
#[cfg(feature = "pdf")]
use crate::pdf;
use crate::plan::{Input, Job, Target};
use crate::ready::Ready;
use crate::report::{self, Reporter};
use crate::terminal::to_stderr;
use crate::{Exit, files, plan};
use anyhow::{Result, anyhow, bail};
use offprint::diag::{Code, Diagnostic, Sink};
use offprint::model::{Document, Meta};
use offprint::packet::Packet;
use offprint::resource::{NoResources, Resources};
use offprint::source::{Source, SourceId, Span};
use offprint::write;
#[cfg(feature = "epub")]
use offprint::write::Writer;
use offprint::{Error, read};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
#[cfg(feature = "epub")]
use std::io::Write;
use std::path::{Path, PathBuf};

/// Does every job. Of one article all files are made or none; one that fails does not keep others from being made.
pub fn all(jobs: &[Job], options: &Convert) -> Exit {
    // Of a theme file with a mistake nothing can be made: it is told once, before anything is read.
    let look = match Look::new(options) {
        Ok(look) => look,
        Err(exit) => return exit,
    };
    let kit = Kit::for_the_run();
    let mut exit = Exit::Done;
    let mut told = Told::default();
    let mut left: HashMap<&Input, usize> = HashMap::new();
    jobs.iter().for_each(|job| *left.entry(&job.input).or_default() += 1);
    let mut ready: HashMap<&Input, Vec<Ready>> = HashMap::new();
    for job in jobs {
        // One that failed has none left.
        let Some(left) = left.get_mut(&job.input).filter(|left| **left > 0) else { continue };
        *left -= 1;
        let made = one(job, &Wish { product: job.product, options, look: &look, kit }, &mut told);
        let delivered = made.and_then(|(made, told)| {
            let all = ready.entry(&job.input).or_default();
            all.extend(made);
            if *left == 0 {
                all.drain(..).try_for_each(Ready::deliver)?;
            }
            Ok(told)
        });
        let outcome = delivered.unwrap_or_else(|error| {
            *left = 0;
            ready.remove(&job.input);
            report::failure(&error.context(job.input.to_string()))
        });
        exit = exit.and(outcome);
    }
    exit
}

/// What was told of inputs: of one that becomes two files, nothing is told twice.
#[derive(Default)]
struct Told(HashMap<Input, HashSet<Diagnostic>>);

impl Told {
    /// What was not told yet of an input.
    fn fresh(&mut self, input: &Input, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let told = self.0.entry(input.clone()).or_default();
        found.retain(|found| !told.contains(found));
        told.extend(found.iter().cloned());
        found
    }
}

/// Makes the files of a job, and tells what was noticed.
fn one(job: &Job, wish: &Wish, told: &mut Told) -> Result<(Vec<Ready>, Exit)> {
    let mut article = Article::open(&job.input, wish.options)?;
    article.path = article.path.or_else(|| job.target.path());
    let made = make(article, wish, job.twin.as_deref())?;
    if let Some(text) = &made.report {
        // On standard output, unless the file goes there.
        match job.target {
            Target::Stdout => to_stderr(text),
            Target::File(_) | Target::InFolder { .. } => files::to_stdout(text.as_bytes())?,
        }
    }
    let mut ready = vec![Ready::new(job.target.clone(), made.bytes)?];
    if let Some((path, bytes)) = made.besides {
        ready.push(Ready::new(Target::File(path), bytes)?);
    }
    let found = told.fresh(&job.input, made.found);
    Ok((ready, Reporter::new(&made.source, wish.options).tell(&found)))
}

/// An article, wherever it comes from.
pub struct Article {
    /// What it is called when something is told about it.
    pub name: String,
    /// The file that it is, or is to become, if either has a name: its title if it has none.
    pub path: Option<PathBuf>,
    /// Where its pictures are looked for.
    pub folder: Option<PathBuf>,
    /// What it is.
    pub format: &'static read::Format,
    /// It.
    pub bytes: Vec<u8>,
}

impl Article {
    /// Reads an input.
    pub fn open(input: &Input, options: &Convert) -> Result<Self> {
        let path = match input {
            Input::Stdin => None,
            Input::File(path) => Some(path.clone()),
        };
        Ok(Self {
            name: input.to_string(),
            folder: path.as_deref().map(files::parent),
            path,
            format: format(input, options.from),
            bytes: bytes(input, options.from)?,
        })
    }

    /// Pictures are looked for beside the article, or where the command line says; never elsewhere.
    fn resources(&self, options: &Convert, kit: &Kit) -> Box<dyn Resources> {
        match options.resources.as_ref().or(self.folder.as_ref()) {
            Some(folder) => Box::new(kit.folder(folder)),
            None => Box::new(NoResources),
        }
    }
}

/// What is to be made, and with what.
#[derive(Clone, Copy)]
pub struct Wish<'a> {
    pub product: Product,
    pub options: &'a Convert,
    #[cfg_attr(not(any(feature = "epub", feature = "pdf")), allow(dead_code))] // plain text has no look
    pub look: &'a Look,
    #[cfg_attr(not(any(feature = "epub", feature = "pdf")), allow(dead_code))]
    pub kit: &'a Kit,
}

/// What was made of an article.
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
    /// The file for the press, and where it goes.
    pub besides: Option<(PathBuf, Vec<u8>)>,
    /// What `--report` tells.
    pub report: Option<String>,
    /// How many pages the file has, if it has pages.
    pub pages: Option<usize>,
    /// What was made into the file.
    pub packet: Packet,
    /// What was noticed.
    pub found: Vec<Diagnostic>,
    /// The decoded article.
    pub source: Source,
}

/// Makes a file of an article. Nothing is written, and nothing told.
pub fn make(mut article: Article, wish: &Wish, twin: Option<&Path>) -> Result<Made> {
    let mut sink = Sink::new();
    let options = wish.options;
    let tidy = tidy(options);
    // Of a long article nothing is held twice.
    let bytes = std::mem::take(&mut article.bytes);
    let source = decode(SourceId::default(), &article.name, &bytes, &tidy, &mut sink)?;
    drop(bytes);
    let reader = article.format.reader_for(options.lang.clone(), tidy);
    let mut document = reader.read(&source).into(&mut sink);
    tell_nothing(&document, &mut sink);
    describe(&mut document.meta, options);
    let mut packet = Packet::from(document);
    if !matches!(wish.product, Product::Dump(_) | Product::File(write::Format { name: "text", .. })) {
        name_after_file(&mut packet.meta, article.path.as_deref(), &mut sink);
    }
    let resources = article.resources(options, wish.kit);
    let maker = Maker {
        wish,
        article: &article,
        twin,
        source: &source,
        packet: Cow::Borrowed(&packet),
        resources: resources.as_ref(),
    };
    let Files { bytes, besides, report, pages } = maker.files(&mut sink)?;
    Ok(Made { bytes, besides, report, pages, packet, found: sink.finish(), source })
}

/// What a writer leaves.
#[derive(Default)]
pub struct Files {
    pub bytes: Vec<u8>,
    pub besides: Option<(PathBuf, Vec<u8>)>,
    pub report: Option<String>,
    pub pages: Option<usize>,
}

impl Files {
    fn one(bytes: Vec<u8>) -> Self {
        Self { bytes, ..Self::default() }
    }
}

/// What files are made of.
#[cfg_attr(not(feature = "pdf"), allow(dead_code))] // EPUB and plain text need less
pub struct Maker<'a> {
    pub wish: &'a Wish<'a>,
    pub article: &'a Article,
    pub twin: Option<&'a Path>,
    pub source: &'a Source,
    pub packet: Cow<'a, Packet>,
    pub resources: &'a dyn Resources,
}

impl Maker<'_> {
    /// Makes them.
    pub fn files(self, sink: &mut Sink) -> Result<Files> {
        let options = self.wish.options;
        let format = match self.wish.product {
            Product::Dump(Dump::Doc) => {
                let dumps = self.packet.articles().map(Document::dump);
                return Ok(Files::one(dumps.collect::<String>().into_bytes()));
            }
            Product::Dump(dump) => return self.dump(dump, sink),
            Product::File(format) => format,
        };
        match format.name {
            #[cfg(feature = "pdf")]
            "pdf" => self.pdf(sink),
            _ if options.scrub => bail!("--scrub is for PDF; {} is written with the metadata it has", format.name),
            #[cfg(feature = "epub")]
            "epub" => {
                let writer = crate::epub::writer(&self.packet, self.wish, self.twin, self.resources, sink)?;
                Ok(Files::one(writer.write(&self.packet, self.resources)?.into(sink)))
            }
            _ => Ok(Files::one(writer(format, options).write(&self.packet, self.resources)?.into(sink))),
        }
    }

    /// Makes an EPUB file as it is written, of a packet that nobody needs afterwards: a large one is not held twice.
    #[cfg(feature = "epub")]
    pub fn epub_into(self, out: &mut (dyn Write + Send), sink: &mut Sink) -> Result<()> {
        let writer = crate::epub::writer(&self.packet, self.wish, self.twin, self.resources, sink)?;
        writer.write_last(self.packet.into_owned(), self.resources, out)?.into(sink);
        Ok(())
    }

    #[cfg(feature = "pdf")]
    fn pdf(&self, sink: &mut Sink) -> Result<Files> {
        let Wish { options, kit, look, .. } = *self.wish;
        let name = self.article.path.as_deref().filter(|_| self.article.folder.is_some());
        let name = name.map_or("article.txt".to_owned(), pdf::name);
        let media_type = pdf::media_type(self.article.format.name);
        let source = pdf::Source { name: &name, media_type, bytes: self.source.text.as_bytes() };
        let (first, besides) = pdf::options(options, &source)?;
        let mut packet = Cow::Borrowed(&*self.packet);
        if options.scrub {
            packet.to_mut().meta = pdf::scrubbed(&self.packet.meta);
        }
        let wanted: Vec<_> = std::iter::once(&first).chain(&besides).collect();
        let (theme, fonts) = (kit.theme(look, options)?, kit.fonts(options)?);
        let made = write::pdf::write_each(&theme, fonts, &wanted, &packet, self.resources)?;
        let write::pdf::Printed { files, report } = made.into(sink);
        let mut files = files.into_iter();
        Ok(Files {
            bytes: files.next().unwrap_or_default(),
            besides: options.pdf.print_to.clone().zip(files.next()),
            pages: Some(report.figures.pages),
            report: options.report.map(|form| crate::proofs::render(&report, self.source, form)),
        })
    }

    /// The set type, or the pages, as text.
    #[cfg(feature = "pdf")]
    fn dump(&self, dump: Dump, sink: &mut Sink) -> Result<Files> {
        let Wish { options, kit, look, .. } = *self.wish;
        let (theme, fonts) = (kit.theme(look, options)?, kit.fonts(options)?);
        let text = match dump {
            Dump::Galley => offprint::layout::dump_galley(&self.packet, &theme, fonts, self.resources)?,
            Dump::Doc | Dump::Pages => {
                offprint::layout::lay_out(&self.packet, &theme, fonts, self.resources)?.into(sink).dump()
            }
        };
        Ok(Files::one(text.into_bytes()))
    }

    /// Without layout there is no set type to show.
    #[cfg(not(feature = "pdf"))]
    fn dump(&self, dump: Dump, _sink: &mut Sink) -> Result<Files> {
        Err(anyhow!("the {} cannot be shown: this offprint was built without PDF", dump.name()))
    }
}

/// An article laid out, for what is done with finished pages.
#[cfg(feature = "pdf")]
pub fn to_pdf(input: &Input, options: &Convert) -> Result<(Vec<u8>, Exit)> {
    let mut sink = Sink::new();
    let article = Article::open(input, options)?;
    let tidy = tidy(options);
    let source = decode(SourceId::default(), &article.name, &article.bytes, &tidy, &mut sink)?;
    let document = article.format.reader_for(options.lang.clone(), tidy).read(&source).into(&mut sink);
    let kit = Kit::for_the_run();
    let look = Look::BUNDLED;
    let (theme, fonts) = (kit.theme(&look, options)?, kit.fonts(options)?);
    let packet = Packet::from(document);
    let resources = article.resources(options, kit);
    let wanted = write::pdf::Options::default();
    let made = write::pdf::write_each(&theme, fonts, &[&wanted], &packet, resources.as_ref())?;
    let files = made.into(&mut sink).files;
    let exit = Reporter::new(&source, options).tell(&sink.finish());
    Ok((files.into_iter().next().unwrap_or_default(), exit))
}

/// Decodes an article.
pub fn decode(id: SourceId, name: &str, bytes: &[u8], tidy: &read::Tidy, sink: &mut Sink) -> Result<Source> {
    Ok(read::decode_with(id, name, bytes, tidy).map_err(without_name)?.into(sink))
}

/// Tells of a document that says nothing: whoever waits for words has an empty page else, and no reason.
pub fn tell_nothing(document: &Document, sink: &mut Sink) {
    if document.blocks.is_empty() && document.meta.title_text().is_none() {
        let message = "there is nothing in it: no words, no pictures";
        let hint = "look whether it is the file that was meant";
        sink.push(Diagnostic::new(Code::NothingThere, message, Span::NONE).hint(hint));
    }
}

/// The bytes of an input.
pub fn bytes(input: &Input, from: Option<&read::Format>) -> Result<Vec<u8>> {
    Ok(match input {
        Input::Stdin => files::from_stdin()?,
        Input::File(path) => {
            if let Some(what) = plan::not_read(path, from) {
                bail!("{what} (or say what it is: -f text)");
            }
            files::read(path)?
        }
    })
}

/// The library's errors name their input; so does every error here.
pub fn without_name(error: Error) -> anyhow::Error {
    match error {
        // "a PDF file (copy its text out first)" says itself what to do.
        Error::NotText { what, .. } => match what.strip_suffix(')').and_then(|what| what.split_once(" (")) {
            Some((what, remedy)) => anyhow!("is {what}, not text; {remedy}"),
            None => anyhow!("is {what}, not text; save it as text or Markdown"),
        },
        Error::Unreadable { what, .. } => anyhow!(what),
        error => error.into(),
    }
}

/// What an input is.
pub fn format(input: &Input, from: Option<&'static read::Format>) -> &'static read::Format {
    let named = || match input {
        Input::Stdin => &read::FORMATS[0],
        Input::File(path) => read::detect(&path.to_string_lossy()),
    };
    from.unwrap_or_else(named)
}

/// The repairs of typing, without those that the command line switches off.
pub fn tidy(options: &Convert) -> read::Tidy {
    let mut tidy = read::Tidy::default();
    for part in &options.no_tidy {
        (part.leave)(&mut tidy);
    }
    tidy
}

/// What the command line says about the article goes before what the article says.
fn describe(meta: &mut Meta, options: &Convert) {
    if let Some(title) = &options.title {
        meta.title = Meta::words(title, Span::NONE);
    }
    if !options.authors.is_empty() {
        meta.authors.clone_from(&options.authors);
    }
    let set = |field: &mut Option<String>, said: &Option<String>| {
        if said.is_some() {
            field.clone_from(said);
        }
    };
    set(&mut meta.publication, &options.publication);
    set(&mut meta.url, &options.url);
    if options.date.is_some() {
        meta.date.clone_from(&options.date);
    }
    if options.lang.is_some() {
        meta.language.clone_from(&options.lang);
    }
}

/// A PDF or an EPUB must have a title in its metadata, if only for the list of open windows. If the article has
/// none, it is called after its file: in the packet's metadata alone, for the article's own title is printed.
fn name_after_file(meta: &mut Meta, path: Option<&Path>, sink: &mut Sink) {
    if meta.title_text().is_some() {
        return;
    }
    let name = path.and_then(Path::file_stem).map_or("Untitled".into(), |stem| stem.to_string_lossy());
    let name: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    meta.title = Meta::words(&name, Span::NONE);
    let message = format!("the article has no title; in the file's metadata it is called \"{}\"", name.trim());
    sink.push(Diagnostic::new(Code::MetadataGuess, message, Span::NONE).hint("say it with --title"));
}

/// The writer of a format, with the options of the command line that mean something to it.
fn writer(format: &write::Format, options: &Convert) -> Box<dyn write::Writer> {
    match format.name {
        "text" => Box::new(text_writer(options.width)),
        _ => format.writer(),
    }
}

fn text_writer(width: Option<Width>) -> write::text::Text {
    let mut writer = write::text::Text::default();
    match width {
        None => {}
        Some(Width::Columns(columns)) => writer.options.width = Some(columns),
        Some(Width::Unlimited) => writer.options.width = None,
    }
    writer
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn nothing_is_told_twice_of_an_input_and_many_inputs_are_told_of_quickly() {
        let input = |name: usize| Input::File(format!("{name}.txt").into());
        let all: Vec<_> =
            (0..400).map(|at| Diagnostic::new(Code::HeadingGuess, format!("line {at}"), Span::NONE)).collect();
        let mut told = Told::default();
        let clock = Instant::now();
        for name in 0..400 {
            assert_eq!(told.fresh(&input(name), all.clone()).len(), all.len());
            assert_eq!(told.fresh(&input(name), all.clone()), []);
        }
        // Each with each other would be 25 thousand million comparisons; with a set it is half a second without
        // optimisation.
        assert!(clock.elapsed() < Duration::from_secs(20), "{:?}", clock.elapsed());
    }
}
