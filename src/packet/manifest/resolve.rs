//! What a manifest means.

use super::super::dress::{
    Addendum, Blanks, Bookmarks, CoverFolio, Dress, Folios, FrontMatter, Marking, NoteMargin, Pagination, Scheme,
    Starts, Zoom,
};
use super::schema::*;
use super::{
    AgendaItem, ArticlePlan, Codes, Entry, Event, Links, Look, Manifest, Order, Reading, SectionPlan, marking, parts,
};
use crate::lang::Language;
use crate::packet::Series;
use crate::source::{SourceId, Span};
use crate::written::Fault;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;
use toml::Spanned;

/// The manifest that a file comes to; `text` is what its places lie in.
pub(super) fn manifest(mut file: ManifestFile, text: &str) -> Result<Manifest, Fault> {
    let places = Places(text);
    let sections = sections(std::mem::take(&mut file.section), std::mem::take(&mut file.article), &places)?;
    let parts = parts::parts(&file, &sections, &places)?;
    let dress = dress(&file.look, file.numbering, file.embargo, file.marking, &sections)?;
    within(&file.notes_pages, 0..=100, "notes-pages")?;
    within(&file.words_per_minute, 60..=1000, "words-per-minute")?;
    let agenda = file.agenda.into_iter().map(|item| agenda_item(item, &sections)).collect::<Result<_, _>>()?;
    Ok(Manifest {
        title: line(file.title.as_ref().map(Spanned::get_ref)),
        subtitle: line(file.subtitle.as_ref()),
        number: line(file.number.as_ref()),
        series: file.series.map(series),
        prepared_for: line(file.prepared_for.as_ref()),
        prepared_by: line(file.prepared_by.as_ref()),
        date: file.date.map(|date| date.0),
        language: file.language.as_ref().map(language).transpose()?,
        handling: line(file.handling.as_ref()),
        rights: file.rights.map(|rights| one_line(&rights)),
        distribution: lines(file.distribution),
        key_figures: file.key_figure.iter().map(|row| (one_line(&row.figure), one_line(&row.what))).collect(),
        dress,
        parts,
        sections,
        key_points: lines(file.key_points),
        agenda,
        people: file.person.into_iter().map(|entry| self::entry(entry.into_inner())).collect(),
        glossary: file.term.into_iter().map(|entry| self::entry(entry.into_inner())).collect(),
        events: file.chronology.event.into_iter().map(event).collect(),
        leave_out: lines(file.chronology.leave_out),
        index_terms: file.index.terms.into_iter().map(|entry| self::entry(entry.into_inner())).collect(),
        unlisted_acronyms: lines(file.acronyms.leave_out),
        redact: redact(file.redact)?,
        notes_pages: file.notes_pages.into_inner(),
        words_per_minute: file.words_per_minute.into_inner(),
        codes: if file.look.codes { Codes::Shown } else { Codes::Hidden },
        order: match file.order {
            OrderFile::Given => Order::Given,
            OrderFile::Newest => Order::Newest,
            OrderFile::Oldest => Order::Oldest,
            OrderFile::Source => Order::Source,
            OrderFile::Title => Order::Title,
        },
        copies_at: places.span(file.copies.as_ref().map_or(0..0, Spanned::span)),
        copies: file.copies.map(|path| PathBuf::from(path.into_inner())),
        look: Look {
            at: [&file.look.theme, &file.look.paper].map(|said| places.span(said.as_ref()?.span())),
            theme: file.look.theme.map(Spanned::into_inner),
            paper: file.look.paper.map(Spanned::into_inner),
            links: file.look.links.map(|links| match links {
                LinksFile::None => Links::None,
                LinksFile::Inline => Links::Inline,
                LinksFile::Notes => Links::Notes,
            }),
        },
    })
}

/// Places in the file itself; those in what it is based on are nobody's.
pub(super) struct Places<'t>(&'t str);

impl Places<'_> {
    pub(super) fn span(&self, place: Range<usize>) -> Option<Span> {
        (place.end <= self.0.len() && !place.is_empty()).then(|| Span::new(SourceId::default(), place))
    }
}

fn series(file: Short<SeriesFile>) -> Series {
    match file {
        Short::Name(name) => Series { name: one_line(&name), position: None },
        Short::Table(SeriesFile { name, position }) => {
            let position = position.map(|Short::Name(position)| one_line(&position));
            Series { name: one_line(&name), position }
        }
    }
}

fn line(text: Option<&String>) -> String {
    text.map(|text| one_line(text)).unwrap_or_default()
}

/// Text of a manifest goes on a line: what it was broken into, and characters that no page can show, are a space.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn lines(list: Vec<String>) -> Vec<String> {
    list.iter().map(|text| one_line(text)).filter(|text| !text.is_empty()).collect()
}

fn within(value: &Spanned<usize>, range: std::ops::RangeInclusive<usize>, key: &str) -> Result<(), Fault> {
    if range.contains(value.get_ref()) {
        return Ok(());
    }
    Err(Fault::new(format!("{key} goes from {} to {}", range.start(), range.end()), value.span()))
}

fn language(tag: &Spanned<String>) -> Result<Language, Fault> {
    let why = || format!("\"{}\" is no language tag; write one such as en, de or pt-BR", tag.get_ref());
    Language::parse(tag.get_ref()).ok_or_else(|| Fault::new(why(), tag.span()))
}

fn dress(
    look: &LookFile,
    numbering: NumberingFile,
    embargo: Option<String>,
    marking: Option<Spanned<Short<OwnMarking>>>,
    sections: &[SectionPlan],
) -> Result<Dress, Fault> {
    Ok(Dress {
        marking: marking.map(self::marking).transpose()?,
        embargo: embargo.map(|embargo| one_line(&embargo)).filter(|embargo| !embargo.is_empty()),
        starts: match look.starts {
            StartsFile::Any => Starts::Any,
            StartsFile::Recto => Starts::Recto,
            StartsFile::RunOn => Starts::RunOn,
        },
        blanks: match look.blank_pages {
            BlanksFile::Silent => Blanks::Silent,
            BlanksFile::Said => Blanks::Said,
        },
        copy: None,
        bookmarks: match numbering.bookmarks {
            BookmarksFile::Titles => Bookmarks::Titles,
            BookmarksFile::WithPages => Bookmarks::WithPages,
        },
        note_margin: match look.note_margin {
            NoteMarginFile::AsTheme => NoteMargin::AsTheme,
            NoteMarginFile::Ruled => NoteMargin::Ruled,
            NoteMarginFile::Wide => NoteMargin::Wide,
        },
        line_numbers: look.line_numbers,
        zoom: match look.zoom {
            ZoomFile::AsReader => Zoom::AsReader,
            ZoomFile::ActualSize => Zoom::ActualSize,
        },
        most_pages: numbering.most_pages,
        numbering: pagination(numbering, sections)?,
    })
}

fn marking(said: Spanned<Short<OwnMarking>>) -> Result<Marking, Fault> {
    let place = said.span();
    match said.into_inner() {
        Short::Name(text) => marking::read(&text).map_err(|why| Fault::new(why, place)),
        Short::Table(own) => Ok(Marking { text: one_line(&own.words), scheme: Scheme::Own }),
    }
}

fn pagination(file: NumberingFile, sections: &[SectionPlan]) -> Result<Pagination, Fault> {
    let pages = *file.pages.get_ref();
    if pages == PagesFile::BySection && sections.iter().all(|section| section.title.is_empty()) {
        let why = "pages are to be numbered by section, but there is no [[section]] with a title";
        return Err(Fault::new(why, file.pages.span()));
    }
    // What only Bates numbers have must not be said of others, or it would be lost without a word.
    if pages != PagesFile::Bates {
        let stray = file.prefix.as_ref().map(Spanned::span).or(file.first.as_ref().map(Spanned::span));
        if let Some(place) = stray {
            return Err(Fault::new("this is for Bates numbers; write pages = \"bates\", or take it out", place));
        }
    }
    let front = match file.front {
        FrontFile::Counted => FrontMatter::Counted,
        FrontFile::Roman => FrontMatter::Roman,
    };
    let folios = match pages {
        PagesFile::Plain => Folios::Plain,
        PagesFile::OfTotal => Folios::OfTotal,
        PagesFile::BySection => Folios::BySection,
        PagesFile::Bates => bates(file.prefix, file.first, file.pages.span())?,
    };
    let cover = match file.cover {
        CoverFolioFile::Silent => CoverFolio::Silent,
        CoverFolioFile::Printed => CoverFolio::Printed,
    };
    Ok(Pagination { folios, front, cover })
}

fn bates(prefix: Option<Spanned<String>>, first: Option<Spanned<usize>>, pages: Range<usize>) -> Result<Folios, Fault> {
    let Some(prefix) = prefix else {
        return Err(Fault::new("Bates numbers need a prefix; add prefix = \"ABC\"", pages));
    };
    let (text, place) = (prefix.get_ref().trim().trim_end_matches('-').to_owned(), prefix.span());
    if text.is_empty() || !text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.')) {
        return Err(Fault::new("a prefix is made of letters and figures, without spaces: \"ABC\"", place));
    }
    // Six figures, as they are printed.
    if let Some(first) = &first {
        within(first, 1..=999_999, "first")?;
    }
    Ok(Folios::Bates { prefix: text, start: first.map_or(1, Spanned::into_inner) })
}

fn sections(
    files: Vec<SectionFile>,
    articles: Vec<Spanned<Short<ArticleFile>>>,
    places: &Places,
) -> Result<Vec<SectionPlan>, Fault> {
    let mut sections = Vec::new();
    let articles = self::articles(articles, places)?;
    if !articles.is_empty() {
        sections.push(SectionPlan { articles, ..SectionPlan::default() });
    }
    let mut letters = BTreeSet::new();
    for file in &files {
        let Some(letter) = &file.letter else { continue };
        let text = letter.get_ref().trim();
        if text.is_empty() || text.chars().count() > 3 || !text.chars().all(char::is_alphabetic) {
            return Err(Fault::new("a section's letter is one to three letters: \"A\"", letter.span()));
        }
        if !letters.insert(text.to_owned()) {
            return Err(Fault::new(format!("there are two sections {text}; give one another letter"), letter.span()));
        }
    }
    let mut free = (0..).map(alphabetical).filter(|letter| !letters.contains(letter));
    for file in files {
        let letter = match file.letter {
            Some(letter) => letter.into_inner().trim().to_owned(),
            None => free.next().unwrap_or_default(),
        };
        let title = line(file.title.as_ref());
        if let Some(summary) = file.summary.as_ref().filter(|summary| title.is_empty() && !summary.get_ref().is_empty())
        {
            let why = "a summary stands on the page that opens its section; give the section a title";
            return Err(Fault::new(why, summary.span()));
        }
        sections.push(SectionPlan {
            title,
            letter,
            summary: line(file.summary.as_ref().map(Spanned::get_ref)),
            articles: self::articles(file.article, places)?,
        });
    }
    Ok(sections)
}

/// A to Z, then AA.
fn alphabetical(index: usize) -> String {
    let letter = char::from(b'A' + (index % 26) as u8);
    if index < 26 { letter.to_string() } else { format!("{}{letter}", alphabetical(index / 26 - 1)) }
}

fn articles(files: Vec<Spanned<Short<ArticleFile>>>, places: &Places) -> Result<Vec<ArticlePlan>, Fault> {
    files.into_iter().map(|file| article(file, places)).collect()
}

fn article(file: Spanned<Short<ArticleFile>>, places: &Places) -> Result<ArticlePlan, Fault> {
    let whole = file.span();
    let file = match file.into_inner() {
        Short::Name(path) => {
            let span = places.span(whole.clone());
            return Ok(ArticlePlan { path: self::path(&path, whole)?, span, ..ArticlePlan::default() });
        }
        Short::Table(file) => file,
    };
    let place = file.file.span();
    let name = |name: Short<Never>| match name {
        Short::Name(text) => one_line(&text),
        Short::Table(never) => match never {},
    };
    Ok(ArticlePlan {
        path: self::path(file.file.get_ref(), place.clone())?,
        span: places.span(place),
        number: file.number.map(name),
        title: file.title.map(|title| one_line(&title)),
        authors: lines(file.author.map(|names| names.0).unwrap_or_default()),
        source: file.source.map(|source| one_line(&source)),
        date: file.date.map(|date| date.0),
        url: file.url.map(|url| one_line(&url)),
        language: file.language.as_ref().map(language).transpose()?,
        rights: file.rights.map(|rights| one_line(&rights)),
        retrieved: file.retrieved.map(|date| date.0),
        reading: if file.essential { Reading::Essential } else { Reading::Further },
        key_points: lines(file.key_points),
        addendum: file.after_page.map(|after| Addendum { after: name(after) }),
    })
}

fn path(text: &str, place: Range<usize>) -> Result<PathBuf, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::new("there is no file name; write one, as seen from the manifest", place));
    }
    if text.contains("://") {
        return Err(Fault::new("nothing is fetched; save the page, and name the file", place));
    }
    Ok(PathBuf::from(text))
}

fn agenda_item(file: AgendaFile, sections: &[SectionPlan]) -> Result<AgendaItem, Fault> {
    let paths = || sections.iter().flat_map(|section| &section.articles).map(|article| &article.path);
    let article = match file.article {
        None => None,
        Some(said) => {
            let path = PathBuf::from(said.get_ref());
            if !paths().any(|known| *known == path) {
                let known: Vec<_> = paths().filter_map(|path| path.to_str()).collect();
                let why = crate::written::near::unknown("no article of this packet is", said.get_ref(), &known);
                return Err(Fault::new(why, said.span()));
            }
            Some(path)
        }
    };
    Ok(AgendaItem {
        time: one_line(&file.time),
        title: one_line(&file.title),
        ask: one_line(&file.ask),
        text: one_line(&file.text),
        article,
    })
}

fn entry(file: Short<EntryFile>) -> Entry {
    match file {
        Short::Name(name) => Entry { name: one_line(&name), ..Entry::default() },
        Short::Table(file) => Entry { name: one_line(&file.name), also: lines(file.also), text: one_line(&file.text) },
    }
}

fn event(file: EventFile) -> Event {
    Event { date: file.date.0, text: one_line(&file.text) }
}

fn redact(list: Vec<Spanned<String>>) -> Result<Vec<String>, Fault> {
    let check = |said: Spanned<String>| {
        let text = one_line(said.get_ref());
        // A letter would black out every word that it stands in.
        if text.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
            return Err(Fault::new("what is redacted has to hold two letters or figures at least", said.span()));
        }
        Ok(text)
    };
    list.into_iter().map(check).collect()
}
