//! A packet is put together and written, once or for each recipient; what must not be in it is looked for in what was
//! made before any of it is written.

#[cfg(feature = "svg")]
use super::drawings;
use super::read::{self, Article, Brief};
use super::{Making, Stop, copies};
#[cfg(feature = "epub")]
use crate::args::Product;
use crate::args::{Convert, mistake};
use crate::bar::{Bar, Quiet};
use crate::convert::{self, Maker, Wish};
use crate::kit::{Kit, Look};
use crate::plan::{Job, Target};
#[cfg(feature = "epub")]
use crate::ready::Begun;
use crate::ready::Ready;
use crate::report::{self, Reporter};
use crate::terminal::{clean, to_stderr};
use crate::{Exit, files};
use anyhow::{Context, Result, anyhow, bail};
use offprint::diag::{self, Diagnostic, Severity, Sink};
use offprint::packet::manifest::Links;
use offprint::packet::{Copy, Packet, PartKind};
use offprint::read::FORMATS;
use offprint::resource::Resources;
use offprint::source::{Source, SourceId};
use offprint::style;
#[cfg(feature = "epub")]
use offprint::write::Format;
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Makes everything that is asked for.
pub fn all(making: Making) -> Result<Exit, Stop> {
    let mut brief = read::brief(&making)?;
    let changes_from = making.changes_from;
    let options = options(making.convert, &brief)?;
    let jobs = crate::plan::jobs(&options).map_err(|mistake| Stop::Told(report::usage(&mistake)))?;
    refuse_inputs(&jobs, &brief, &options, changes_from.as_deref())?;
    let copies = recipients(&brief, &jobs)?;
    let earlier = changes_from.map(|path| read::earlier(&path, &brief.manifest, &options)).transpose()?;
    let look = Look::new(&options).map_err(Stop::Told)?;
    let steps = brief.manifest.articles().count() + jobs.len() * copies.len().max(1);
    let bar = Bar::naming(steps, Quiet::of(&options));
    let (mut articles, pictures) = {
        let names: Vec<_> = brief.manifest.articles().map(|plan| plan.path.display().to_string()).collect();
        read::articles(&brief, &options, &|index| {
            bar.step();
            bar.say(clean(&names[index]));
        })?
    };
    brief.manifest.sort(&mut articles);
    let mut sink = Sink::new();
    articles.iter_mut().for_each(|article| sink.extend(std::mem::take(&mut article.found)));
    #[cfg(feature = "svg")]
    if !brief.manifest.redact.is_empty() {
        let redaction = offprint::packet::finds::redact::Redaction::new(&brief.manifest.redact);
        for article in &mut articles {
            let mut document = std::mem::take(&mut article.document);
            drawings::look_through(&mut document, || article.source(&options), &redaction, &pictures)?;
            article.document = document;
        }
        #[cfg(feature = "epub")]
        if let Some(cover) = options.epub.cover.as_deref().filter(|cover| *cover != Path::new("draw")) {
            drawings::look_at_cover(cover, &redaction)?;
        }
    }
    let documents = articles.iter_mut().map(|article| std::mem::take(&mut article.document)).collect();
    let packet = offprint::packet::assemble_since(&brief.manifest, documents, earlier.as_ref()).into(&mut sink);
    let (words, minutes) = measured(&packet);
    let kit = Kit::for_the_run();
    let press = Press { brief: &brief, options: &options, look: &look, kit, resources: &pictures };
    let mut made = Vec::new();
    let mut ready = Vec::new();
    if copies.is_empty() {
        made = press.run(&jobs, packet, None, &bar, &mut ready, &mut sink)?;
    } else {
        for copy in &copies {
            let packet = packet.clone().for_copy(copy.clone());
            made.extend(press.run(&jobs, packet, Some((copy, &copies)), &bar, &mut ready, &mut sink)?);
        }
    }
    ready.into_iter().try_for_each(Ready::deliver)?;
    drop(bar);
    let found = sink.finish();
    let exit = tell(&found, &brief.source, &articles, &options);
    summary(&made, Totals { articles: articles.len(), words, minutes, warnings: warnings(&found, &options) }, &options);
    Ok(exit)
}

/// The words of a packet's articles, and the minutes that reading them takes: as its own pages tell them.
fn measured(packet: &Packet) -> (usize, usize) {
    let articles = packet.parts.iter().filter_map(|part| match &part.kind {
        PartKind::Article(article) => Some((article.words.unwrap_or(0), article.minutes.unwrap_or(0))),
        _ => None,
    });
    articles.fold((0, 0), |sum, of| (sum.0 + of.0, sum.1 + of.1))
}

/// The options of a conversion, with what the manifest says of the look where the command line says nothing. What cannot
/// be made of that is told where it stands.
fn options(mut options: Convert, brief: &Brief) -> Result<Convert, Stop> {
    let look = &brief.manifest.look;
    let known = |names: &[(&'static str, &str)]| names.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    if let (None, Some(theme)) = (&options.theme, &look.theme)
        && let Err(offprint::Error::Theme { why, .. }) = style::Theme::named(theme, None)
        && !brief.folder.join(theme).is_file()
    {
        return Err(brief.misprint(look.at[0], &format!("{why} (or name a file that lies beside the manifest)")));
    }
    if let (None, Some(paper)) = (&options.paper, &look.paper)
        && !style::is_paper(paper)
    {
        let why = format!("there is no paper `{paper}`; write {}, or a size, 150x220mm", known(style::PAPERS));
        return Err(brief.misprint(look.at[1], &why));
    }
    if let (None, Some(theme)) = (&options.theme, &look.theme) {
        let bundled = style::THEMES.iter().any(|(name, _)| name == theme);
        let file = || brief.folder.join(theme).display().to_string();
        options.theme = Some(if bundled { theme.clone() } else { file() });
    }
    options.paper = options.paper.or_else(|| look.paper.clone());
    options.links = options.links.or(look.links.map(|links| match links {
        Links::None => style::Links::None,
        Links::Inline => style::Links::Inline,
        Links::Notes => style::Links::Notes,
    }));
    options.inputs = vec![brief.path.clone()];
    Ok(options)
}

/// No output may be a file that the packet is made of: the manifest, the theme and the cover are looked after by the
/// plan. `earlier`: the manifest of an earlier edition.
fn refuse_inputs(jobs: &[Job], brief: &Brief, options: &Convert, earlier: Option<&Path>) -> Result<(), Stop> {
    #[cfg(feature = "pdf")]
    let besides = options.pdf.print_to.clone();
    #[cfg(not(feature = "pdf"))]
    let besides: Option<PathBuf> = {
        let _ = options;
        None
    };
    // Only what is there, and as long, can be an input: following the paths of a thousand articles takes a while.
    let outputs = jobs.iter().filter_map(|job| job.target.path()).chain(besides);
    let outputs: Vec<_> = outputs.filter_map(|path| Some((files::length(&path)?, path))).collect();
    if outputs.is_empty() {
        return Ok(());
    }
    let articles =
        brief.manifest.articles().map(|plan| ("one of the packet's articles", brief.folder.join(&plan.path)));
    let table = table_of_copies(brief).map(|path| ("the table of copies", path));
    let earlier = earlier.map(|path| ("the manifest of the earlier edition", path.to_path_buf()));
    let inputs: HashMap<_, _> = articles
        .chain(table)
        .chain(earlier)
        .filter(|(_, path)| files::length(path).is_some_and(|length| outputs.iter().any(|output| output.0 == length)))
        .map(|(what, path)| (files::identity(&path), what))
        .collect();
    for (_, path) in outputs {
        if let Some(what) = inputs.get(&files::identity(&path)) {
            let message = format!("{} is {what} and would be overwritten", path.display());
            return Err(Stop::Told(report::usage(&mistake(message))));
        }
    }
    Ok(())
}

/// The table of those who get a copy: one that the manifest names is seen from there.
fn table_of_copies(brief: &Brief) -> Option<PathBuf> {
    let path = brief.manifest.copies.as_ref()?;
    Some(if brief.said_copies { path.clone() } else { brief.folder.join(path) })
}

/// Those who get a copy of their own.
fn recipients(brief: &Brief, jobs: &[Job]) -> Result<Vec<Copy>, Stop> {
    let Some(path) = table_of_copies(brief) else { return Ok(Vec::new()) };
    let name = path.display().to_string();
    let text = copies::text(&path).map_err(|error| match brief.manifest.copies_at {
        Some(at) => brief.misprint(Some(at), &read::unread(&path, &error)),
        None => error.context(name.clone()).into(),
    })?;
    let copies =
        offprint::packet::manifest::recipients(&name, &text).map_err(|error| read::misprint(&name, &text, error))?;
    for job in jobs {
        match job.target.path() {
            Some(path) => copies::refuse_collisions(&path, &copies)?,
            None => return Err(anyhow!("copies are files; say where they go with -o FILE").into()),
        }
    }
    Ok(copies)
}

/// What a packet is made with.
struct Press<'a> {
    brief: &'a Brief,
    options: &'a Convert,
    look: &'a Look,
    kit: &'a Kit,
    resources: &'a dyn Resources,
}

/// A file that was made.
struct Made {
    path: Option<PathBuf>,
    pages: Option<usize>,
}

impl Press<'_> {
    /// Makes every file of a packet: if one cannot be made, none is written, of no copy.
    fn run(
        &self,
        jobs: &[Job],
        packet: Packet,
        copy: Option<(&Copy, &[Copy])>,
        bar: &Bar,
        ready: &mut Vec<Ready>,
        sink: &mut Sink,
    ) -> Result<Vec<Made>, Stop> {
        let Some((last, others)) = jobs.split_last() else { return Ok(Vec::new()) };
        let mut made = Vec::new();
        let mut job = |job: &Job, packet: Cow<'_, Packet>| -> Result<(), Stop> {
            let target = match (copy, job.target.path()) {
                (Some((copy, all)), Some(path)) => Target::File(copies::path(&path, copy, all)),
                _ => job.target.clone(),
            };
            let name = target.path().map_or("packet".to_owned(), |path| path.display().to_string());
            bar.step();
            bar.say(clean(&name));
            #[cfg(feature = "epub")]
            if let Cow::Owned(_) = packet
                && let Some(mut file) = self.begun(job, &target).with_context(|| name.clone())?
            {
                let written = self.by(job, packet, |maker| maker.epub_into(&mut file, sink));
                let file = written.and_then(|()| file.done()).with_context(|| name.clone())?;
                made.push(Made { path: target.path(), pages: None });
                ready.push(file);
                return Ok(());
            }
            let files = self.by(job, packet, |maker| maker.files(sink)).with_context(|| name.clone())?;
            self.verify(&name, &files.bytes)?;
            if let Some(report) = &files.report {
                match target {
                    Target::Stdout => to_stderr(report),
                    Target::File(_) | Target::InFolder { .. } => crate::files::to_stdout(report.as_bytes())?,
                }
            }
            if let Some((path, bytes)) = files.besides {
                let path = match copy {
                    Some((copy, all)) => copies::path(&path, copy, all),
                    None => path,
                };
                self.verify(&path.display().to_string(), &bytes)?;
                made.push(Made { path: Some(path.clone()), pages: None });
                ready.push(Ready::new(Target::File(path), bytes)?);
            }
            made.push(Made { path: target.path(), pages: files.pages });
            ready.push(Ready::new(target, files.bytes)?);
            Ok(())
        };
        others.iter().try_for_each(|other| job(other, Cow::Borrowed(&packet)))?;
        // The last has the packet for itself.
        job(last, Cow::Owned(packet))?;
        Ok(made)
    }

    /// A file that can be written straight into its place: nobody looks at it before.
    #[cfg(feature = "epub")]
    fn begun(&self, job: &Job, target: &Target) -> Result<Option<Begun>> {
        let is_epub = matches!(job.product, Product::File(Format { name: "epub", .. }));
        let looked_at = !self.brief.manifest.redact.is_empty() || self.options.scrub;
        if is_epub && !looked_at { Begun::beside(target) } else { Ok(None) }
    }

    /// Has files made of a packet.
    fn by<R>(&self, job: &Job, packet: Cow<'_, Packet>, make: impl FnOnce(Maker) -> Result<R>) -> Result<R> {
        let article = convert::Article {
            name: self.brief.source.name.clone(),
            path: Some(self.brief.path.clone()),
            folder: Some(self.brief.folder.clone()),
            format: &FORMATS[0],
            bytes: Vec::new(),
        };
        let wish = Wish { product: job.product, options: self.options, look: self.look, kit: self.kit };
        make(Maker {
            wish: &wish,
            article: &article,
            twin: job.twin.as_deref(),
            source: &self.brief.source,
            packet,
            resources: self.resources,
        })
    }

    /// What is to be redacted must not be in what was made, wherever in it.
    #[cfg(any(feature = "epub", feature = "pdf"))]
    fn verify(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let words = &self.brief.manifest.redact;
        if words.is_empty() {
            return Ok(());
        }
        let leaks = offprint::check::leaks(name, bytes, words)?;
        let Some(first) = leaks.first() else { return Ok(()) };
        // The word itself goes to no log.
        let number = words.iter().position(|word| *word == first.word).unwrap_or(0) + 1;
        let more = if leaks.len() > 1 { format!(", and {} more", leaks.len() - 1) } else { String::new() };
        bail!(
            "entry {number} of the list `redact` is still in it, in {}{more}; nothing was written. Take it out there, or out of the list",
            first.place
        )
    }

    /// The same where there is only plain text to be looked through.
    #[cfg(not(any(feature = "epub", feature = "pdf")))]
    fn verify(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let redaction = offprint::packet::finds::redact::Redaction::new(&self.brief.manifest.redact);
        match redaction.remains(&String::from_utf8_lossy(bytes)).first() {
            None => Ok(()),
            Some(first) => {
                bail!("entry {} of the list `redact` is still in {name}; nothing was written", first.word + 1)
            }
        }
    }
}

/// Tells what was noticed, source by source: it is sorted so.
fn tell(found: &[Diagnostic], manifest: &Source, articles: &[Article], options: &Convert) -> Exit {
    let by_id: HashMap<SourceId, &Article> = articles.iter().map(|article| (article.id, article)).collect();
    let mut exit = Exit::Done;
    let mut rest = Vec::new();
    let by_source = found.chunk_by(|one, other| one.span.source() == other.span.source());
    for own in by_source.filter(|own| report::is_told(own, options)) {
        match own[0].span.source().and_then(|id| by_id.get(&id)) {
            Some(article) => exit = exit.and(Reporter::new(&article.source(options), options).tell(own)),
            None => rest.extend_from_slice(own),
        }
    }
    diag::sort(&mut rest);
    exit.and(Reporter::new(manifest, options).tell(&rest))
}

fn warnings(found: &[Diagnostic], options: &Convert) -> usize {
    let counts = |found: &&Diagnostic| found.severity() == Severity::Warning && !options.allow.contains(&found.code);
    found.iter().filter(counts).count()
}

/// What a packet comes to.
struct Totals {
    articles: usize,
    words: usize,
    minutes: usize,
    warnings: usize,
}

/// Tells what was made, on standard error: standard output may be the packet.
fn summary(made: &[Made], totals: Totals, options: &Convert) {
    if options.quiet {
        return;
    }
    let mut out = String::new();
    for file in made {
        let Some(path) = &file.path else { continue };
        let pages = file.pages.map(|pages| format!(": {}", counted(pages, "page"))).unwrap_or_default();
        out.push_str(&format!("{}{pages}\n", clean(&shown(path))));
    }
    let Totals { articles, words, minutes, warnings } = totals;
    let (articles, words) = (counted(articles, "article"), counted(words, "word"));
    let warnings = if warnings == 0 { "no warnings".to_owned() } else { counted(warnings, "warning") };
    out.push_str(&format!("{articles}, {words}, about {minutes} min; {warnings}\n"));
    to_stderr(&out);
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
