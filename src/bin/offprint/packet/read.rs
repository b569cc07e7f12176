//! What a packet is made of: its manifest, or what the command line says in place of one, and its articles.

use super::pictures::{self, Pictures};
use super::{Making, Stop};
use crate::args::{Convert, mistake};
use crate::plan::{self, Input};
use crate::{convert, files, report};
use anyhow::{Context, Result, anyhow};
use offprint::Error;
use offprint::diag::{Diagnostic, Sink};
use offprint::lang::Language;
use offprint::model::Document;
use offprint::packet::finds::changes::Edition;
use offprint::packet::manifest::{ArticlePlan, PartName};
use offprint::packet::{Manifest, Matter};
use offprint::parallel;
use offprint::source::{Source, SourceId, Span};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// What an editor says of a packet, and where.
pub struct Brief {
    pub manifest: Manifest,
    /// Its file's text; empty if there is none. Articles are numbered from one: this is source zero.
    pub source: Source,
    /// The folder that its paths are seen from.
    pub folder: PathBuf,
    /// Its file, or the first article.
    pub path: PathBuf,
    /// Whether the command line named the recipients, not the manifest.
    pub said_copies: bool,
}

impl Brief {
    /// What cannot be, told where the manifest says it; without such a place it is the whole's.
    pub fn misprint(&self, at: Option<Span>, why: &str) -> Stop {
        let Source { name, text, .. } = &self.source;
        let Some(span) = at else { return Stop::Failed(anyhow!("{name}: {why}")) };
        report::misprint(name, text, why, span.range());
        Stop::Told(crate::Exit::Failed)
    }
}

/// An article of a packet.
pub struct Article {
    pub id: SourceId,
    pub document: Document,
    /// What reading it told that matters.
    pub found: Vec<Diagnostic>,
    path: PathBuf,
    /// How long its text is, in bytes.
    length: usize,
    /// Its text, if its file can be read but once: a packet's articles are many, and few have something to be told of.
    text: Option<Source>,
}

impl Article {
    /// Its text, as it was or as it is read again. A file that is gone since, or of another length, has none.
    pub fn source(&self, options: &Convert) -> Cow<'_, Source> {
        if let Some(source) = &self.text {
            return Cow::Borrowed(source);
        }
        let name = self.path.display().to_string();
        let read = convert::bytes(&Input::File(self.path.clone()), options.from)
            .ok()
            .and_then(|bytes| convert::decode(self.id, &name, &bytes, &convert::tidy(options), &mut Sink::new()).ok());
        let same = read.filter(|source| source.text.len() == self.length);
        Cow::Owned(same.unwrap_or_else(|| Source { id: self.id, ..Source::new(name, "") }))
    }
}

impl AsRef<Document> for Article {
    fn as_ref(&self) -> &Document {
        &self.document
    }
}

/// The manifest that the command line names, or one that it says itself.
pub fn brief(making: &Making) -> Result<Brief, Stop> {
    let inputs = &making.convert.inputs;
    let mut manifests = inputs.iter().filter(|path| is_manifest(path));
    let brief = match (manifests.next(), inputs.len()) {
        (Some(path), 1) => open(path)?,
        (Some(path), _) => {
            let path = path.display();
            return Err(usage(format!(
                "{path} is a manifest, which names its articles; give it alone, or articles alone"
            )));
        }
        (None, _) => listed(making)?,
    };
    refuse_nothing(&brief)?;
    Ok(Brief { manifest: said(brief.manifest, making), said_copies: making.copies.is_some(), ..brief })
}

/// A packet is made of articles, and its manifest is none.
fn refuse_nothing(brief: &Brief) -> Result<(), Stop> {
    let name = &brief.source.name;
    if brief.manifest.articles().next().is_none() {
        return Err(anyhow!("{name}: it names no article; write articles = [\"FILE\", …]").into());
    }
    // Following the paths of a thousand articles takes a while; one of another length is another file.
    let (own, length) = (files::identity(&brief.path), files::length(&brief.path));
    let is_own = |path: &Path| files::length(path) == length && files::identity(path) == own;
    let itself = |plan: &&ArticlePlan| is_manifest(&brief.path) && is_own(&brief.folder.join(&plan.path));
    match brief.manifest.articles().find(itself) {
        None => Ok(()),
        Some(plan) => Err(brief.misprint(plan.span, "this is the manifest itself, which is no article")),
    }
}

fn is_manifest(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}

fn usage(message: String) -> Stop {
    Stop::Told(report::usage(&mistake(message)))
}

/// Reads a manifest. What is wrong with it is told at its place.
pub fn open(path: &Path) -> Result<Brief, Stop> {
    let name = path.display().to_string();
    let bytes = files::read(path).with_context(|| name.clone())?;
    let text = String::from_utf8(bytes).map_err(|_| anyhow!("{name}: is not text in UTF-8"))?;
    let manifest = Manifest::from_toml(&name, &text).map_err(|error| misprint(&name, &text, error))?;
    let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    Ok(Brief { manifest, folder, path: path.to_path_buf(), source: Source::new(name, text), said_copies: false })
}

/// Tells an error in a file that a person wrote, with its line.
pub fn misprint(name: &str, text: &str, error: Error) -> Stop {
    match error {
        Error::Manifest { why, span, .. } if span.source().is_some() => {
            report::misprint(name, text, &why, span.range());
            Stop::Told(crate::Exit::Failed)
        }
        Error::Manifest { why, .. } => Stop::Failed(anyhow!("{name}: {why}")),
        error => Stop::Failed(error.into()),
    }
}

/// Articles in the order in which they are named.
fn listed(making: &Making) -> Result<Brief, Stop> {
    if making.convert.outputs.is_empty() && making.convert.to.is_none() {
        return Err(usage("say where the packet goes: -o FILE.pdf".to_owned()));
    }
    if making.convert.inputs.iter().any(|path| plan::input(path) == Input::Stdin) {
        return Err(usage("a packet is made of files; save standard input to one".to_owned()));
    }
    let manifest = match making.preset.as_deref() {
        Some(name) => Manifest::preset(name).map_err(anyhow::Error::from)?,
        None => Manifest::default(),
    };
    let manifest = manifest.with_articles(&making.convert.inputs);
    let path = making.convert.inputs[0].clone();
    Ok(Brief { manifest, source: Source::new("packet", ""), folder: PathBuf::new(), path, said_copies: false })
}

/// What the command line says of a packet goes before what its manifest says.
fn said(mut manifest: Manifest, making: &Making) -> Manifest {
    let convert = &making.convert;
    if let Some(title) = &convert.title {
        manifest.title.clone_from(title);
    }
    if !convert.authors.is_empty() {
        manifest.prepared_by = convert.authors.join(", ");
    }
    if convert.date.is_some() {
        manifest.date.clone_from(&convert.date);
    }
    if convert.lang.is_some() {
        manifest.language.clone_from(&convert.lang);
    }
    let changes = PartName::Matter(Matter::Changes);
    if making.changes_from.is_some() && !manifest.parts.contains(&changes) {
        // Behind the contents: who has read the last edition looks there first.
        let contents = manifest.parts.iter().position(|part| *part == PartName::Contents);
        let front = manifest.parts.iter().position(|part| *part != PartName::Cover).unwrap_or(0);
        manifest.parts.insert(contents.map_or(front, |at| at + 1), changes);
    }
    if let Some(copies) = &making.copies {
        (manifest.copies, manifest.copies_at) = (Some(copies.clone()), None);
    }
    manifest
}

/// Reads every article, in the order of the manifest, and finds their pictures. All that are missing are told at once.
pub fn articles(
    brief: &Brief,
    options: &Convert,
    step: &(dyn Fn(usize) + Sync),
) -> Result<(Vec<Article>, Pictures), Stop> {
    let plans: Vec<_> = brief.manifest.articles().collect();
    let own = options.resources.is_none();
    let read = parallel::each(&plans, |index, plan| {
        step(index);
        let id = SourceId::new(index + 1).ok_or_else(|| anyhow!("a packet has 65,534 articles at most"))?;
        let mut article = one(id, &brief.folder.join(&plan.path), plan.language.clone(), options)?;
        if own {
            pictures::adopt(&mut article.document, &plan.path);
        }
        Ok(article)
    });
    let mut failed = false;
    let mut articles = Vec::with_capacity(plans.len());
    let mut pictures = options.resources.as_deref().map(Pictures::in_folder).unwrap_or_default();
    for (plan, article) in plans.into_iter().zip(read) {
        match article {
            Ok(article) => {
                if own {
                    pictures.see(&plan.path, &brief.folder);
                }
                articles.push(article);
            }
            Err(error) => {
                tell(brief, plan, &brief.folder.join(&plan.path), &error);
                failed = true;
            }
        }
    }
    if failed { Err(Stop::Told(crate::Exit::Failed)) } else { Ok((articles, pictures)) }
}

/// What an earlier edition said. What is redacted now is redacted in it too.
pub fn earlier(path: &Path, manifest: &Manifest, options: &Convert) -> Result<Edition, Stop> {
    let mut brief = open(path)?;
    let (mut articles, _) = articles(&brief, options, &|_| {})?;
    brief.manifest.sort(&mut articles);
    brief.manifest.redact.extend(manifest.redact.iter().cloned());
    Ok(offprint::packet::edition(&brief.manifest, articles.into_iter().map(|article| article.document).collect()))
}

/// An article that cannot be read is told of where the manifest names it.
fn tell(brief: &Brief, plan: &ArticlePlan, path: &Path, error: &anyhow::Error) {
    match plan.span {
        Some(span) => report::misprint(&brief.source.name, &brief.source.text, &unread(path, error), span.range()),
        None => {
            report::failure(&anyhow!("{}: {error:#}", path.display()));
        }
    }
}

/// Why a file that a manifest names cannot be read, and what may have been meant.
pub fn unread(path: &Path, error: &anyhow::Error) -> String {
    let mut why = format!("{}: {error:#}", path.display());
    if !path.exists() {
        match near(path) {
            Some(near) => why.push_str(&format!("; did you mean \"{near}\"?")),
            None => why.push_str("; it is looked for in the folder of the manifest"),
        }
    }
    why
}

/// A file in the same folder that is called the same but for capitals, hyphens, spaces or the end of its name.
fn near(path: &Path) -> Option<String> {
    let plain = |name: &str| {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        stem.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let wanted = plain(&path.file_name()?.to_string_lossy());
    let listed = std::fs::read_dir(files::parent(path)).ok()?;
    let mut names: Vec<_> = listed.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    names.into_iter().find(|name| plain(name) == wanted)
}

/// Reads an article.
pub fn one(id: SourceId, path: &Path, language: Option<Language>, options: &Convert) -> Result<Article> {
    let input = Input::File(path.to_path_buf());
    let bytes = convert::bytes(&input, options.from)?;
    let tidy = convert::tidy(options);
    let mut told = Sink::new();
    let source = convert::decode(id, &path.display().to_string(), &bytes, &tidy, &mut told)?;
    drop(bytes);
    let reader = convert::format(&input, options.from).reader_for(language, tidy);
    let document = reader.read(&source).into(&mut told);
    convert::tell_nothing(&document, &mut told);
    let length = source.text.len();
    let text = (!path.is_file()).then_some(source);
    // A packet's articles are many, and most of what reading tells is for those who want it explained.
    let mut found: Vec<_> = told.finish().into_iter().filter(|found| report::matters(found, options)).collect();
    // What has no place in the article is the article's all the same, not the manifest's.
    for found in found.iter_mut().filter(|found| found.span.source().is_none()) {
        found.span = Span::new(id, 0..0);
    }
    Ok(Article { id, document, found, path: path.to_path_buf(), length, text })
}
