//! The conversion: bytes → source → document → packet → bytes, with what the command line says about each.

use crate::args::{Convert, Dump, Product, Width};
#[cfg(feature = "pdf")]
use crate::pdf;
use crate::plan::{Input, Job, Target};
use crate::report::{self, Reporter};
use crate::{Exit, files, look, plan};
use anyhow::{Context, Result, anyhow, bail};
use offprint::diag::{Code, Diagnostic, Sink};
#[cfg(feature = "pdf")]
use offprint::font::Fonts;
use offprint::lang::Language;
#[cfg(feature = "pdf")]
use offprint::layout;
use offprint::model::{Document, Meta};
use offprint::packet::Packet;
#[cfg(feature = "pdf")]
use offprint::pages::Print;
use offprint::resource::{Folder, NoResources, Resources};
use offprint::source::{Source, SourceId, Span};
use offprint::style::{self, Theme};
use offprint::write::{self, Writer};
use offprint::{Error, read};
use std::path::{Path, PathBuf};

/// Does every job; one that fails does not keep the others from being done.
pub fn all(jobs: &[Job], options: &Convert) -> Exit {
    // Of a theme file with a mistake nothing can be made: it is told once, before anything is read.
    let look = match Look::new(options) {
        Ok(look) => look,
        Err(exit) => return exit,
    };
    let mut exit = Exit::Done;
    let mut done = Before::default();
    for job in jobs {
        let outcome = match one(job, options, &look, &mut done) {
            Ok(exit) => exit,
            Err(error) => report::failure(&error.context(job.input.to_string())),
        };
        exit = match (exit, outcome) {
            (Exit::Failed, _) | (_, Exit::Failed) => Exit::Failed,
            (Exit::Done, outcome) => outcome,
            (exit, _) => exit,
        };
    }
    exit
}

/// The theme that is asked for. A bundled one is read when it is needed: plain text needs none.
#[cfg_attr(not(any(feature = "epub", feature = "pdf")), allow(dead_code))] // plain text needs none
struct Look {
    own: Option<Theme>,
}

impl Look {
    fn new(options: &Convert) -> Result<Self, Exit> {
        let bundled = style::THEMES.iter().any(|(name, _)| *name == options.theme);
        let paper = options.paper.as_deref();
        Ok(Self { own: if bundled { None } else { Some(look::theme(&options.theme, paper)?) } })
    }

    #[cfg(any(feature = "epub", feature = "pdf"))]
    fn theme(&self, options: &Convert) -> Result<Theme> {
        let mut theme = match &self.own {
            Some(theme) => theme.clone(),
            None => Theme::named(&options.theme, options.paper.as_deref())?,
        };
        theme.links = options.links.unwrap_or(theme.links);
        Ok(theme)
    }
}

/// What jobs leave to those behind them.
#[derive(Default)]
pub struct Before {
    /// What was told of inputs: of one that becomes two files, nothing is told twice.
    told: Vec<(Input, Diagnostic)>,
    /// The pages of PDFs whose articles become EPUBs too.
    #[cfg(feature = "pdf")]
    prints: Vec<(Input, Print)>,
}

impl Before {
    /// The pages that an EPUB of an input is to be marked with, if they were set. Each is wanted once.
    #[cfg(all(feature = "pdf", feature = "epub"))]
    pub fn print(&mut self, input: &Input) -> Option<Print> {
        let at = self.prints.iter().position(|(known, _)| known == input)?;
        Some(self.prints.swap_remove(at).1)
    }
}

fn one(job: &Job, options: &Convert, look: &Look, before: &mut Before) -> Result<Exit> {
    let mut sink = Sink::new();
    let tidy = tidy(options);
    let source = load(&job.input, options.from, &tidy, &mut sink)?;
    let reader = reader(format(&job.input, options.from), options.lang.clone(), tidy);
    let mut document = reader.read(&source).into(&mut sink);
    describe(&mut document.meta, options);
    let resources = resources(&job.input, options);
    let files = match job.product {
        Product::Dump(Dump::Doc) => Files::one(document.dump().into_bytes()),
        Product::Dump(dump) => {
            Files::one(dump_layout(document, dump, resources.as_ref(), options, look, &mut sink)?.into_bytes())
        }
        Product::File(format) => {
            let mut packet = Packet::from(document);
            if format.name != "text" {
                name_after_file(&mut packet.meta, job, &mut sink);
            }
            let made = Made { format, job, source: &source, packet: &packet, resources: resources.as_ref() };
            made.write(options, look, before, &mut sink)?
        }
    };
    deliver(&job.target, &files.first)?;
    if let Some((path, bytes)) = files.besides {
        files::write(&path, &bytes).with_context(|| path.display().to_string())?;
    }
    let mut found = sink.finish();
    let told = &mut before.told;
    found.retain(|found| !told.iter().any(|(input, other)| *input == job.input && other == found));
    told.extend(found.iter().map(|found| (job.input.clone(), found.clone())));
    Ok(Reporter::new(&source, options).tell(&found))
}

/// What a job makes: a file, and perhaps one for the press besides.
struct Files {
    first: Vec<u8>,
    besides: Option<(PathBuf, Vec<u8>)>,
}

impl Files {
    fn one(bytes: Vec<u8>) -> Self {
        Self { first: bytes, besides: None }
    }
}

/// What a file is made of.
struct Made<'a> {
    format: &'static write::Format,
    job: &'a Job,
    source: &'a Source,
    packet: &'a Packet,
    resources: &'a dyn Resources,
}

impl Made<'_> {
    #[cfg_attr(not(feature = "pdf"), allow(unused_variables))] // there are no pages to hand on
    fn write(&self, options: &Convert, look: &Look, before: &mut Before, sink: &mut Sink) -> Result<Files> {
        match self.format.name {
            #[cfg(feature = "pdf")]
            "pdf" => self.pdf(options, look, before, sink),
            _ if options.scrub => bail!("--scrub is for PDF; {} is written with the metadata it has", self.format.name),
            #[cfg(feature = "epub")]
            "epub" => {
                let theme = look.theme(options)?;
                let about = crate::epub::About { job: self.job, packet: self.packet, resources: self.resources };
                let writer = crate::epub::writer(theme, &about, options, before, sink)?;
                Ok(Files::one(writer.write(self.packet, self.resources)?.into(sink)))
            }
            _ => {
                let writer = writer(self.format, options);
                Ok(Files::one(writer.write(self.packet, self.resources)?.into(sink)))
            }
        }
    }

    #[cfg(feature = "pdf")]
    fn pdf(&self, options: &Convert, look: &Look, before: &mut Before, sink: &mut Sink) -> Result<Files> {
        let name = match &self.job.input {
            Input::Stdin => "article.txt".to_owned(),
            Input::File(path) => pdf::name(path),
        };
        let media_type = pdf::media_type(format(&self.job.input, options.from).name);
        let source = pdf::Source { name: &name, media_type, bytes: self.source.text.as_bytes() };
        let (first, besides) = pdf::options(options, &source)?;
        let writer = write::pdf::Pdf {
            options: write::pdf::Options::default(),
            theme: look.theme(options)?,
            fonts: fonts(options)?,
        };
        let mut packet = self.packet.clone();
        if options.scrub {
            packet.meta = pdf::scrubbed(&packet.meta);
        }
        let wanted: Vec<_> = std::iter::once(&first).chain(&besides).collect();
        let layout = layout::lay_out(&packet, &writer.theme, &writer.fonts, self.resources)?.into(sink);
        let files = writer.write_laid_out(&layout, &wanted, &packet)?.into(sink);
        if let Some(twin) = &self.job.twin {
            before.prints.push((self.job.input.clone(), layout.print(&pdf::name(twin))));
        }
        let report = layout.report;
        if let Some(form) = options.report {
            // On standard output, unless the file goes there.
            let text = crate::proofs::render(&report, self.source, form);
            match self.job.target {
                Target::Stdout => crate::terminal::to_stderr(&text),
                Target::File(_) | Target::InFolder { .. } => files::to_stdout(text.as_bytes())?,
            }
        }
        let mut files = files.into_iter();
        let first = files.next().unwrap_or_default();
        Ok(Files { first, besides: options.pdf.print_to.clone().zip(files.next()) })
    }
}

/// An article laid out, for what is done with finished pages.
#[cfg(feature = "pdf")]
pub fn to_pdf(input: &Input, options: &Convert) -> Result<(Vec<u8>, Exit)> {
    let mut sink = Sink::new();
    let tidy = tidy(options);
    let source = load(input, options.from, &tidy, &mut sink)?;
    let reader = reader(format(input, options.from), options.lang.clone(), tidy);
    let document = reader.read(&source).into(&mut sink);
    let theme = Theme::named(&options.theme, options.paper.as_deref())?;
    let writer = write::pdf::Pdf { theme, fonts: fonts(options)?, ..Default::default() };
    let bytes = writer.write(&Packet::from(document), resources(input, options).as_ref())?.into(&mut sink);
    let exit = Reporter::new(&source, options).tell(&sink.finish());
    Ok((bytes, exit))
}

/// Reads and decodes an input.
pub fn load(input: &Input, from: Option<&read::Format>, tidy: &read::Tidy, sink: &mut Sink) -> Result<Source> {
    let bytes = bytes(input, from)?;
    let source = read::decode_with(SourceId::default(), &input.to_string(), &bytes, tidy).map_err(without_name)?;
    Ok(source.into(sink))
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
        Error::NotText { what, .. } => anyhow!("is {what}, not text; save it as text or Markdown"),
        Error::Unreadable { what, .. } => anyhow!(what),
        error => error.into(),
    }
}

/// What an input is read as.
/// What an input is.
pub fn format(input: &Input, from: Option<&'static read::Format>) -> &'static read::Format {
    let named = || match input {
        Input::Stdin => &read::FORMATS[0],
        Input::File(path) => read::detect(&path.to_string_lossy()),
    };
    from.unwrap_or_else(named)
}

/// The reader of a format, for articles of a language.
pub fn reader(format: &read::Format, language: Option<Language>, tidy: read::Tidy) -> Box<dyn read::Reader> {
    match format.name {
        "text" => Box::new(read::PlainText { language, tidy }),
        #[cfg(feature = "markdown")]
        "markdown" => Box::new(read::Markdown { language, ..Default::default() }),
        #[cfg(feature = "html")]
        "html" => Box::new(read::Html { language, tidy, ..Default::default() }),
        _ => (format.reader)(),
    }
}

/// The repairs of typing, without those that the command line switches off.
fn tidy(options: &Convert) -> read::Tidy {
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
fn name_after_file(meta: &mut Meta, job: &Job, sink: &mut Sink) {
    if meta.title_text().is_some() {
        return;
    }
    let target = job.target.path();
    let stem = job.input.stem().or_else(|| target.as_deref().and_then(Path::file_stem));
    let name = stem.map_or("Untitled".into(), |stem| stem.to_string_lossy());
    let name: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    meta.title = Meta::words(&name, Span::NONE);
    let message = format!("the article has no title; in the file's metadata it is called \"{}\"", name.trim());
    sink.push(Diagnostic::new(Code::MetadataGuess, message, Span::NONE).hint("say it with --title"));
}

/// The writer of a format, with the options of the command line that mean something to it.
fn writer(format: &write::Format, options: &Convert) -> Box<dyn write::Writer> {
    match format.name {
        "text" => Box::new(text_writer(options.width)),
        _ => (format.writer)(),
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

/// The bundled faces, then those of `--font-dir`, in the order of their files' names.
#[cfg(feature = "pdf")]
pub fn fonts(options: &Convert) -> Result<Fonts> {
    #[cfg(feature = "bundled-fonts")]
    let mut fonts = Fonts::bundled();
    #[cfg(not(feature = "bundled-fonts"))]
    let mut fonts = Fonts::none();
    for path in options.fonts.as_deref().map(files::faces).transpose()?.unwrap_or_default() {
        let name = path.display().to_string();
        let data = files::read(&path).with_context(|| name.clone())?;
        fonts.add(&name, data)?;
    }
    #[cfg(feature = "system-fonts")]
    if options.system_fonts {
        fonts.use_installed();
    }
    Ok(fonts)
}

/// Pictures are looked for beside the article, never elsewhere.
fn resources(input: &Input, options: &Convert) -> Box<dyn Resources> {
    match (&options.resources, input) {
        (Some(folder), _) => Box::new(Folder::new(folder)),
        (None, Input::File(path)) => Box::new(Folder::new(files::parent(path))),
        (None, Input::Stdin) => Box::new(NoResources),
    }
}

/// The set type, or the pages, as text.
#[cfg(feature = "pdf")]
fn dump_layout(
    document: Document,
    dump: Dump,
    resources: &dyn Resources,
    options: &Convert,
    look: &Look,
    sink: &mut Sink,
) -> Result<String> {
    let theme = look.theme(options)?;
    let fonts = fonts(options)?;
    let packet = Packet::from(document);
    Ok(match dump {
        Dump::Galley => offprint::layout::dump_galley(&packet, &theme, &fonts, resources)?,
        Dump::Doc | Dump::Pages => offprint::layout::lay_out(&packet, &theme, &fonts, resources)?.into(sink).dump(),
    })
}

/// Without layout there is no set type to show.
#[cfg(not(feature = "pdf"))]
fn dump_layout(
    _document: Document,
    dump: Dump,
    _resources: &dyn Resources,
    _options: &Convert,
    _look: &Look,
    _sink: &mut Sink,
) -> Result<String> {
    Err(anyhow!("the {} cannot be shown: this offprint was built without PDF", dump.name()))
}

/// Writes what was made to where it goes.
pub fn deliver(target: &Target, bytes: &[u8]) -> Result<()> {
    if let Target::InFolder { folder, .. } = target {
        // One level is made, as a slash at the end asks for; a longer path that is not there is a slip of the pen.
        if !folder.is_dir() {
            std::fs::create_dir(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
        }
    }
    match target.path() {
        None => files::to_stdout(bytes),
        Some(path) => files::write(&path, bytes).with_context(|| path.display().to_string()),
    }
}
