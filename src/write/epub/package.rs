//! What is changed in the files that epub-builder makes: the package, the table of contents, and its copy for old
//! readers.
//!
//! Each replacement happens exactly once or the book is not made: a new version of epub-builder with another template
//! fails the first test instead of making subtly wrong books.

use super::book::{COVER_PAGE, TITLE_PAGE};
use super::chapter::{Chapter, File, PageBreak};
use super::landmarks;
use super::metadata::{self, Metadata, file_as};
use super::parts::Kind;
use super::{Lines, Options, Version, first, language_attributes, toc};
use crate::packet::Series;
use crate::write::xhtml::{HasMath, attribute, href, text};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A file being changed: each change once, or never again.
pub(super) struct Edit {
    content: String,
    fault: Option<String>,
}

impl Edit {
    pub fn new(content: String) -> Self {
        Self { content, fault: None }
    }

    /// Replaces what must be there exactly once.
    fn once(mut self, from: &str, to: &str) -> Self {
        let mut found = self.content.match_indices(from).map(|(at, _)| at);
        match (found.next(), found.next()) {
            (Some(at), None) => self.content.replace_range(at..at + from.len(), to),
            (None, _) => self.blame(from, "not there"),
            (Some(_), Some(_)) => self.blame(from, "there more than once"),
        }
        self
    }

    /// Replaces what must be there in this order: a package of many files and people is gone through once.
    fn each(mut self, changes: &[(String, String)]) -> Self {
        let mut out = String::with_capacity(self.content.len() + changes.iter().map(|(_, to)| to.len()).sum::<usize>());
        let mut at = 0;
        for (from, to) in changes {
            let Some(next) = self.content[at..].find(from.as_str()) else {
                self.blame(from, "not there behind what is before it");
                return self;
            };
            out.push_str(&self.content[at..at + next]);
            out.push_str(to);
            at += next + from.len();
        }
        out.push_str(&self.content[at..]);
        self.content = out;
        self
    }

    /// Replaces what stands between two marks. The first must be there exactly once, the other behind it.
    fn between(mut self, from: &str, to: &str, with: String) -> Self {
        let mut found = self.content.match_indices(from).map(|(at, _)| at + from.len());
        match (found.next(), found.next()) {
            (Some(start), None) => match self.content[start..].find(to) {
                // What goes in may be megabytes: what is around it goes there.
                Some(length) => {
                    let mut content = with;
                    content.reserve_exact(self.content.len() - length);
                    content.insert_str(0, &self.content[..start]);
                    content.push_str(&self.content[start + length..]);
                    self.content = content;
                }
                None => self.blame(to, "not there"),
            },
            (None, _) => self.blame(from, "not there"),
            (Some(_), Some(_)) => self.blame(from, "there more than once"),
        }
        self
    }

    fn blame(&mut self, from: &str, what: &str) {
        self.fault.get_or_insert_with(|| format!("“{from}” is {what}"));
    }

    /// The file, or what is wrong with it.
    pub fn done(self) -> Result<String, String> {
        self.fault.map_or(Ok(self.content), Err)
    }
}

/// What there is to say.
pub(super) struct Facts<'a> {
    pub metadata: &'a Metadata,
    pub chapters: &'a [Chapter],
    pub options: &'a Options,
    /// The pages that the package has already.
    pub listed: Vec<String>,
    pub has_cover: Option<String>,
}

impl Facts<'_> {
    fn pages(&self) -> impl Iterator<Item = &PageBreak> {
        self.chapters.iter().flat_map(|chapter| &chapter.pages)
    }

    /// The package: languages, people, publication, properties.
    pub fn package(&self, edit: Edit) -> Edit {
        let metadata = self.metadata;
        let names = landmarks::of(&metadata.language);
        let edit = match self.options.version {
            Version::V33 => self.package_3(edit),
            Version::V2 => self.package_2(edit),
        };
        let others: String =
            metadata.languages.iter().map(|tag| format!("\n    <dc:language>{tag}</dc:language>")).collect();
        let edit = edit.once("</dc:language>", &format!("</dc:language>{others}"));
        let edit = self.with_chapters(edit);
        let cover = match self.has_cover {
            Some(_) => format!("    <reference type=\"cover\" title=\"{}\" href=\"{COVER_PAGE}\"/>\n", names.cover),
            None => String::new(),
        };
        let edit = edit.once(
            "  <guide>\n",
            &format!(
                "  <guide>\n{cover}    <reference type=\"title-page\" title=\"{}\" href=\"{TITLE_PAGE}\"/>\n    \
                 <reference type=\"text\" title=\"{}\" href=\"{}\"/>\n",
                names.title_page,
                names.text,
                first(self.chapters)
            ),
        );
        let edit = match metadata.series.as_ref().filter(|_| self.options.version == Version::V2) {
            Some(series) => edit.once("  </metadata>", &format!("{}  </metadata>", calibre_series(series))),
            None => edit,
        };
        // Only a book of several articles has its contents among its pages.
        let title_page = "<itemref idref=\"id_title-page.xhtml\"/>";
        match self.contents() {
            Contents::Navigation => edit.once(title_page, &format!("{title_page}\n    <itemref idref=\"nav\"/>")),
            Contents::Part(_) | Contents::None => edit,
        }
    }

    /// Where a reader finds the contents among the pages.
    fn contents(&self) -> Contents<'_> {
        match self.chapters.iter().find(|chapter| chapter.kind == Kind::Contents) {
            Some(part) => Contents::Part(part.href()),
            None if self.chapters.len() > 1 => Contents::Navigation,
            None => Contents::None,
        }
    }

    fn package_3(&self, edit: Edit) -> Edit {
        let metadata = self.metadata;
        let (tag, direction) = (metadata::tag(&metadata.language), metadata.direction());
        let modified = "    <meta property=\"dcterms:modified\">";
        let package = "<package version=\"3.0\" xmlns=\"http://www.idpf.org/2007/opf\"";
        let mut edit = edit
            .once(package, &format!("{package} xml:lang=\"{tag}\" dir=\"{direction}\""))
            // It gives the first language and the first author the same id.
            .once("<dc:language id=\"epub-creator-0\">", "<dc:language>")
            .once(modified, &format!("{}{modified}", self.facts()));
        if self.options.lines == Lines::Down {
            edit = edit.once("page-progression-direction=\"ltr\"", "page-progression-direction=\"rtl\"");
        }
        let mut people = Vec::new();
        for (index, name) in metadata.authors.iter().enumerate() {
            let refines = format!("<meta refines=\"#epub-creator-{index}\" property=");
            let role = format!("{refines}\"role\" scheme=\"marc:relators\">aut</meta>");
            let mut more = role.clone();
            if let Some(filed) = file_as(name, &metadata.language) {
                let _ = write!(more, "\n    {refines}\"file-as\">{}</meta>", text(&filed));
            }
            // The order of people is the order on the title page, not that of the elements, unless it is said.
            if metadata.authors.len() > 1 {
                let _ = write!(more, "\n    {refines}\"display-seq\">{}</meta>", index + 1);
            }
            people.push((role, more));
        }
        edit.each(&people)
    }

    /// Adds the chapters' files to the manifest and to the spine, behind those that are there.
    fn with_chapters(&self, edit: Edit) -> Edit {
        let Some(last) = self.listed.last() else { return edit };
        let files = || self.chapters.iter().flat_map(|chapter| &chapter.files);
        let properties = |file: &File| match (file.math, self.options.version) {
            (HasMath::Yes, Version::V33) => " properties=\"mathml\"",
            _ => "",
        };
        let of_last = files().find(|file| file.href == *last).map_or("", properties);
        let mut items = format!("href=\"{last}\"{of_last}/>");
        let mut spine = format!("<itemref idref=\"id_{last}\"/>");
        let (item, itemref) = (format!("href=\"{last}\"/>"), spine.clone());
        for file in files().filter(|file| file.href != *last) {
            let (href, properties) = (&file.href, properties(file));
            let _ = write!(
                items,
                "\n    <item media-type=\"application/xhtml+xml\" id=\"id_{href}\" href=\"{href}\"{properties}/>"
            );
            let _ = write!(spine, "\n    <itemref idref=\"id_{href}\"/>");
        }
        edit.once(&item, &items).once(&itemref, &spine)
    }

    fn package_2(&self, edit: Edit) -> Edit {
        let metadata = self.metadata;
        let moment = &metadata.modified;
        let modified =
            format!("    <dc:date opf:event=\"modification\">{}</dc:date>\n", &moment[..moment.len().min(10)]);
        let edit = edit.once("  </metadata>", &format!("{}{modified}  </metadata>", self.facts()));
        metadata.authors.iter().fold(edit, |edit, name| {
            let Some(filed) = file_as(name, &metadata.language) else { return edit };
            let creator = format!("<dc:creator opf:role=\"aut\">{}</dc:creator>", text(name));
            let with = format!(
                "<dc:creator opf:role=\"aut\" opf:file-as=\"{}\">{}</dc:creator>",
                attribute(&filed),
                text(name)
            );
            edit.once(&creator, &with)
        })
    }

    /// Publisher, date, sources, contributors and the series, which epub-builder has no words for.
    fn facts(&self) -> String {
        let (metadata, is_2) = (self.metadata, self.options.version == Version::V2);
        let about = &metadata.about;
        let mut facts = String::new();
        let mut fact = |open: &str, value: &str| {
            let value = text(value.trim());
            if !value.is_empty() {
                let close = open.split(' ').next().unwrap_or(open);
                let _ = writeln!(facts, "    <dc:{open}>{value}</dc:{close}>");
            }
        };
        fact("publisher", about.publication.as_deref().unwrap_or_default());
        let date = about.date.as_ref().map(metadata::date).unwrap_or_default();
        fact(if is_2 { "date opf:event=\"publication\"" } else { "date" }, date);
        for url in &metadata.sources {
            fact("source", &href(url).unwrap_or_default());
        }
        for (index, name) in metadata.contributors.iter().enumerate() {
            if is_2 {
                fact("contributor opf:role=\"aut\"", name);
                continue;
            }
            fact(&format!("contributor id=\"contributor-{index}\""), name);
        }
        if !is_2 {
            facts.push_str(&self.refined());
        }
        facts
    }

    /// What EPUB 3 can say besides.
    fn refined(&self) -> String {
        let metadata = self.metadata;
        let mut facts = String::new();
        for (index, name) in metadata.contributors.iter().enumerate() {
            let property = |name: &str| format!("refines=\"#contributor-{index}\" property=\"{name}\"");
            meta(&mut facts, &format!("{} scheme=\"marc:relators\"", property("role")), "aut");
            if let Some(filed) = file_as(name, &metadata.language) {
                meta(&mut facts, &property("file-as"), &filed);
            }
        }
        if let Some(series) = &metadata.series {
            meta(&mut facts, "property=\"belongs-to-collection\" id=\"series\"", &series.name);
            meta(&mut facts, "refines=\"#series\" property=\"collection-type\"", "series");
            if let Some(position) = &series.position {
                meta(&mut facts, "refines=\"#series\" property=\"group-position\"", position);
            }
            facts.push_str(&calibre_series(series));
        }
        if let Some(print) = self.options.print.as_ref().filter(|_| self.pages().next().is_some()) {
            let source = if print.source.trim().is_empty() { "none" } else { print.source.trim() };
            meta(&mut facts, "property=\"pageBreakSource\"", source);
        }
        if let Some(marking) = &metadata.marking {
            meta(&mut facts, "property=\"dcterms:accessRights\"", marking);
        }
        if metadata.conforms == metadata::Conforms::Yes {
            let standard = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA";
            meta(&mut facts, "property=\"dcterms:conformsTo\" id=\"conformance\"", standard);
            meta(&mut facts, "property=\"a11y:certifiedBy\" refines=\"#conformance\"", "Offprint");
        }
        if self.options.lines == Lines::Down {
            facts.push_str("    <meta name=\"primary-writing-mode\" content=\"vertical-rl\"/>\n");
        }
        facts
    }

    /// The table of contents that readers show, the landmarks and the list of pages.
    pub fn navigation(&self, edit: Edit) -> Edit {
        const TITLED: &str = "</h1>\n";
        let attributes = language_attributes(&self.metadata.language);
        let entries = toc::of(self.chapters);
        if self.options.version == Version::V2 {
            let tag = metadata::tag(&self.metadata.language);
            let html = "<html xmlns=\"http://www.w3.org/1999/xhtml\"";
            return edit.once(&format!("{html}>"), &format!("{html} xml:lang=\"{tag}\">")).between(
                TITLED,
                "  </div>",
                toc::list(&entries, &BTreeMap::new()),
            );
        }
        let contents = attribute(self.metadata.language.labels().contents);
        let names = landmarks::of(&self.metadata.language);
        let mut landmarks = format!(
            "<nav epub:type=\"landmarks\" id=\"landmarks\" aria-label=\"{}\" hidden=\"hidden\">\n    <ol>\n",
            names.all
        );
        let mut landmark = |kind: &str, href: &str, name: &str| {
            let _ = writeln!(landmarks, "      <li><a epub:type=\"{kind}\" href=\"{href}\">{name}</a></li>");
        };
        if self.has_cover.is_some() {
            landmark("cover", COVER_PAGE, names.cover);
        }
        landmark("titlepage", TITLE_PAGE, names.title_page);
        // A landmark can lead only to what is among the pages.
        match self.contents() {
            Contents::Part(href) => landmark("toc", href, &contents),
            Contents::Navigation => landmark("toc", "nav.xhtml#toc", &contents),
            Contents::None => {}
        }
        landmark("bodymatter", first(self.chapters), names.text);
        for chapter in self.chapters {
            if let Some(kind) = chapter.kind.landmark() {
                landmark(kind, chapter.href(), &text(&chapter.name));
            }
        }
        landmarks.push_str("    </ol>\n  </nav>");
        landmarks.push_str(&self.page_list());
        edit.once(
            "xmlns:epub=\"http://www.idpf.org/2007/ops\">",
            &format!("xmlns:epub=\"http://www.idpf.org/2007/ops\"{attributes}>"),
        )
        .once("<meta charset = \"utf-8\" />", "<meta charset=\"utf-8\"/>")
        .once(
            "<nav epub:type = \"toc\" id=\"toc\">",
            "<nav epub:type=\"toc\" id=\"toc\" role=\"doc-toc\" aria-labelledby=\"toc-title\">",
        )
        .once("<nav epub:type = \"landmarks\">\n\n  </nav>", &landmarks)
        .between(TITLED, "  </nav>", toc::list(&entries, &self.languages()))
    }

    /// The files in another language than the book's, and what says so.
    fn languages(&self) -> BTreeMap<&str, &str> {
        let other = self.chapters.iter().filter(|chapter| !chapter.language.is_empty());
        other.flat_map(|chapter| chapter.files.iter().map(|file| (&*file.href, &*chapter.language))).collect()
    }

    fn page_list(&self) -> String {
        if self.pages().next().is_none() {
            return String::new();
        }
        let mut list = format!(
            "\n  <nav epub:type=\"page-list\" id=\"page-list\" role=\"doc-pagelist\" aria-label=\"{}\" \
             hidden=\"hidden\">\n    <ol>\n",
            landmarks::of(&self.metadata.language).pages
        );
        for page in self.pages() {
            let _ = writeln!(list, "      <li><a href=\"{}\">{}</a></li>", page.href, text(&page.label));
        }
        list.push_str("    </ol>\n  </nav>");
        list
    }

    /// The table of contents of EPUB 2: its own title, its depth, the book's identifier and the list of pages.
    pub fn ncx(&self, edit: Edit) -> Edit {
        let metadata = self.metadata;
        let entries = toc::of(self.chapters);
        let depth = toc::depth(&entries).max(1);
        let (tag, contents) = (metadata::tag(&metadata.language), text(metadata.language.labels().contents));
        let identifier = &metadata.identifier;
        let numbers = self.pages().filter_map(|page| page.label.parse::<u32>().ok());
        let (total, highest) = (self.pages().count(), numbers.max().unwrap_or(0));
        edit.once("<ncx version=\"2005-1\"", &format!("<ncx version=\"2005-1\" xml:lang=\"{tag}\""))
            .once(
                "<meta name=\"dtb:depth\" content=\"1\" />",
                &format!(
                    "<meta name=\"dtb:uid\" content=\"urn:uuid:{identifier}\"/>\n    <meta name=\"dtb:depth\" \
                     content=\"{depth}\"/>"
                ),
            )
            .once(
                "<meta name=\"dtb:totalPageCount\" content=\"0\" />",
                &format!("<meta name=\"dtb:totalPageCount\" content=\"{total}\"/>"),
            )
            .once(
                "<meta name=\"dtb:maxPageNumber\" content=\"0\" />",
                &format!("<meta name=\"dtb:maxPageNumber\" content=\"{highest}\"/>"),
            )
            .once(
                &format!("<docTitle>\n    <text>{contents}</text>"),
                &format!("<docTitle>\n    <text>{}</text>", text(&metadata.title)),
            )
            .once("  </navMap>\n", &format!("  </navMap>\n{}", self.page_targets()))
            .between("<navMap>\n", "  </navMap>", toc::points(&entries))
    }

    fn page_targets(&self) -> String {
        if self.pages().next().is_none() {
            return String::new();
        }
        let pages = landmarks::of(&self.metadata.language).pages;
        let mut list = format!("  <pageList>\n    <navLabel><text>{pages}</text></navLabel>\n");
        for (number, page) in (1..).zip(self.pages()) {
            let kind = match page.label.parse::<u32>() {
                Ok(value) if value > 0 => format!("type=\"normal\" value=\"{value}\""),
                _ if page.label.chars().all(|c| "ivxlcdm".contains(c)) => "type=\"front\"".to_owned(),
                _ => "type=\"special\"".to_owned(),
            };
            let _ = writeln!(
                list,
                "    <pageTarget id=\"pageTarget-{number}\" {kind}><navLabel><text>{}</text></navLabel><content \
                 src=\"{}\"/></pageTarget>",
                text(&page.label),
                page.href
            );
        }
        list.push_str("  </pageList>\n");
        list
    }
}

/// Where a reader finds the contents among the pages.
enum Contents<'a> {
    /// On a page of their own.
    Part(&'a str),
    /// On the page that reading systems show beside the book.
    Navigation,
    /// A single article has none.
    None,
}

fn meta(facts: &mut String, attributes: &str, value: &str) {
    let _ = writeln!(facts, "    <meta {attributes}>{}</meta>", text(value));
}

/// How calibre, and what reads its metadata, tells a series.
fn calibre_series(series: &Series) -> String {
    let mut said = format!("    <meta name=\"calibre:series\" content=\"{}\"/>\n", attribute(&series.name));
    if let Some(position) = &series.position {
        let _ = writeln!(said, "    <meta name=\"calibre:series_index\" content=\"{}\"/>", attribute(position));
    }
    said
}
