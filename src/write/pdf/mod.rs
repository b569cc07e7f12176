//! Pages → PDF: a tagged file that is PDF/A-2a and PDF/UA-1 at once, or what else is asked for.
//!
//! printpdf makes the skeleton: the document, its pages with their boxes, and the fonts. `content` writes what is
//! on the pages and `glyphs` its text, `fonts` decides which glyphs and codes there are, `tags` keeps the
//! structure, `press` knows inks and sheets, and `finish` completes what printpdf leaves out. What a standard asks
//! for is in `standard`. Should printpdf ever be replaced, nothing outside this folder hears of it.

mod about;
mod attach;
mod content;
mod drawings;
mod finish;
mod fonts;
mod glyphs;
mod images;
mod links;
mod outline;
mod press;
mod read;
mod resources;
mod save;
mod sfnt;
mod standard;
mod streams;
mod syntax;
mod tags;
mod xmp;

pub use about::Moment;
pub use attach::Attachment;
pub use press::{Condition, MARKS, Press, PrintMark};
pub use read::print_edition;
pub use standard::{STANDARDS, Standard};

use super::Writer;
use crate::diag::{Sink, Warned};
use crate::error::{Error, Result};
use crate::font::Fonts;
use crate::layout::{self, Item, Layout, Page, Report, TagId};
use crate::length::Size;
use crate::model::Meta;
use crate::packet::Packet;
use crate::resource::Resources;
use crate::style::{Ink, Theme};
use about::{About, Dating};
use content::Shared;
use images::Making;
use lopdf::Document;
use press::{Inks, Palette, Separation, Sheet, Slug};
use printpdf::{Codepoint, FontId, Op, Pt, Rect, TextItem};
use printpdf::{CustomPdfConformance, PdfConformance, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions};
use standard::Medium;
use std::borrow::Cow;
use syntax::Deflater;

/// The PDF writer.
pub struct Pdf {
    /// What goes into the file besides the pages.
    pub options: Options,
    /// How the pages look.
    pub theme: Theme,
    /// The faces it may use.
    pub fonts: Fonts,
}

/// What goes into the file besides the pages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// When the file was made. `None`: the article's own date stands there, or nothing, since a file that tells the
    /// time is another one each time.
    pub created: Option<Moment>,
    /// What the file conforms to.
    pub standard: Standard,
    /// What the printing house asked for, if the standard is a PDF/X.
    pub press: Press,
    /// The article's own file, if the standard is PDF/A-3.
    pub source: Option<Attachment>,
}

impl Default for Pdf {
    fn default() -> Self {
        #[cfg(feature = "bundled-fonts")]
        let fonts = Fonts::bundled();
        // Without them a caller has to add some.
        #[cfg(not(feature = "bundled-fonts"))]
        let fonts = Fonts::none();
        Self { options: Options::default(), theme: Theme::default(), fonts }
    }
}

/// Files of one layout.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The files, in the order of their options.
    pub files: Vec<Vec<u8>>,
    /// What a reviser would say of the pages.
    pub report: Report,
}

impl Writer for Pdf {
    fn write(&self, packet: &Packet, resources: &dyn Resources) -> Result<Warned<Vec<u8>>, Error> {
        let mut sink = Sink::new();
        let layout = layout::lay_out(packet, &self.theme, &self.fonts, resources)?.into(&mut sink);
        let bytes = render(&layout, &self.fonts, &meta(packet), &self.options)?.into(&mut sink);
        Ok(sink.warn(bytes))
    }
}

/// The same pages as several files, one for each of `options`: for the screen and for the press, with the same page
/// numbers. Theme and faces are borrowed: other files are made with them too.
///
/// # Errors
/// As [`Writer::write`].
pub fn write_each(
    theme: &Theme,
    fonts: &Fonts,
    options: &[&Options],
    packet: &Packet,
    resources: &dyn Resources,
) -> Result<Warned<Printed>> {
    let mut sink = Sink::new();
    let layout = layout::lay_out(packet, theme, fonts, resources)?.into(&mut sink);
    let (meta, report) = (meta(packet), layout.report.clone());
    let mut files = Vec::with_capacity(options.len());
    if let Some((last, others)) = options.split_last() {
        for options in others {
            files.push(render(&layout, fonts, &meta, options)?.into(&mut sink));
        }
        files.push(render_last(layout, fonts, &meta, last)?.into(&mut sink));
    }
    Ok(sink.warn(Printed { files, report }))
}

/// The packet's metadata, in the language of its first article if it names none.
fn meta(packet: &Packet) -> Meta {
    let language = packet.meta.language.as_ref();
    let language = language.or_else(|| packet.articles().find_map(|article| article.meta.language.as_ref()));
    let mut meta = packet.meta.clone();
    meta.language = language.cloned();
    meta
}

/// Pages that are laid out → the bytes of a PDF file.
///
/// # Errors
/// [`Error::Font`] if a face cannot be embedded, [`Error::Write`] if there is no page or a library fails.
pub fn render(layout: &Layout, fonts: &Fonts, meta: &Meta, options: &Options) -> Result<Warned<Vec<u8>>> {
    let mut sink = Sink::new();
    let job = Job { layout, fonts, meta, options };
    let condition = job.condition();
    let making = match &condition {
        None => Making::Screen,
        Some(condition) => {
            let mixing = options.standard.mixing();
            Making::Press(Separation::new(layout, condition, &options.press, mixing, &mut sink)?)
        }
    };
    let seen = Seen::of(layout, &mut sink);
    job.render(Cow::Borrowed(&layout.pages), seen, making, sink)
}

/// The same, when the layout is not needed any more: the memory of each page is given back once it is written.
fn render_last(mut layout: Layout, fonts: &Fonts, meta: &Meta, options: &Options) -> Result<Warned<Vec<u8>>> {
    // What a press is told of pictures is told of the pages.
    if options.standard.medium() != Medium::Screen {
        return render(&layout, fonts, meta, options);
    }
    let mut sink = Sink::new();
    let seen = Seen::of(&layout, &mut sink);
    let emptied =
        layout.pages.iter().map(|page| Page { items: Vec::new(), folio: page.folio.clone(), ..*page }).collect();
    let pages = std::mem::replace(&mut layout.pages, emptied);
    let job = Job { layout: &layout, fonts, meta, options };
    job.render(Cow::Owned(pages), seen, Making::Screen, sink)
}

/// What has to be known of all pages before the first is written.
struct Seen {
    heading: String,
    destinations: links::Destinations,
}

impl Seen {
    fn of(layout: &Layout, sink: &mut Sink) -> Self {
        Self { heading: heading(layout), destinations: links::Destinations::of(layout, sink) }
    }
}

/// What a file is made of.
struct Job<'a> {
    layout: &'a Layout,
    fonts: &'a Fonts,
    meta: &'a Meta,
    options: &'a Options,
}

impl<'a> Job<'a> {
    /// The printing condition of a file for a press: black ink alone if nothing needs more.
    fn condition(&self) -> Option<Condition> {
        if self.options.standard.medium() == Medium::Screen {
            return None;
        }
        let auto = || {
            let coloured = accent(self.layout).is_some()
                || self.options.press.spot.is_some()
                || self.layout.pictures.iter().any(|picture| press::is_chromatic(picture));
            if coloured { Condition::FOGRA39 } else { Condition::GRAY }
        };
        Some(self.options.press.condition.clone().unwrap_or_else(auto))
    }

    /// The file of these pages, and what becomes of the layout's pictures in it. Of the pages of the layout itself, no
    /// more than their sizes and numbers is asked from here on.
    fn render(&self, pages: Cow<[Page]>, seen: Seen, making: Making<'_>, sink: Sink) -> Result<Warned<Vec<u8>>> {
        let Self { layout, fonts, meta, options } = *self;
        if layout.pages.is_empty() {
            return Err(syntax::failure("there is no page"));
        }
        let language = meta.language.clone().unwrap_or_default();
        let about = About::new(meta, &seen.heading, language.tag(), options.created, options.standard);
        let condition = making.condition();
        let is_marked = options.press.marks.contains(&PrintMark::Slug);
        let slug = condition.filter(|_| is_marked).map(|condition| Slug {
            fonts,
            title: about.title.clone(),
            date: about.created().filter(|_| about.dating == Dating::Known).map(str::to_owned),
            condition: condition.name().to_owned(),
            pages: layout.pages.len(),
        });
        let mut shared = Shared {
            fonts: fonts::FontBook::new(fonts),
            pictures: images::PictureBook::new(&layout.pictures, making),
            structure: tags::Structure::new(&layout.tags, layout.pages.len(), language.tag(), options.standard),
            destinations: seen.destinations,
            annotations: Vec::new(),
            medium: options.standard.medium(),
            palette: self.palette(condition),
            sheet: Sheet::of(&options.press, options.standard),
            press: &options.press,
            slug,
        };
        let mut deflater = Deflater::new();
        let contents = streams::contents(pages, &mut shared, &mut deflater);
        let document = skeleton(layout, &shared, &about)?;
        let written = finish::Written { contents, shared, about, condition };
        let bytes = finish::finish(document, self, written, &mut deflater)?;
        Ok(sink.warn(bytes))
    }

    fn palette(&self, condition: Option<&Condition>) -> Palette {
        let Some(condition) = condition else { return Palette::Screen };
        let spot = self.options.press.spot.as_ref().and_then(|_| accent(self.layout));
        Palette::of(condition.inks(), spot.filter(|_| condition.inks() == Inks::Process))
    }
}

/// The first colour on the pages that is more than black.
fn accent(layout: &Layout) -> Option<[u8; 4]> {
    let coloured = |ink: Ink| match ink {
        Ink::Process { cmyk, .. } if cmyk[..3].iter().any(|&part| part > 0) => Some(cmyk),
        Ink::Process { .. } | Ink::Black | Ink::White | Ink::Gray(_) => None,
    };
    layout.pages.iter().flat_map(|page| &page.items).find_map(|placed| match &placed.item {
        Item::Glyphs(run) => coloured(run.ink),
        Item::Rule { ink, .. } | Item::Dot { ink, .. } => coloured(*ink),
        Item::Picture { .. } | Item::Link { .. } | Item::Anchor(_) => None,
    })
}

/// What can stand for a title: the first bookmark, or the first words that are not furniture.
fn heading(layout: &Layout) -> String {
    if let Some(bookmark) = layout.outline.first() {
        return bookmark.title.clone();
    }
    let items = layout.pages.iter().flat_map(|page| &page.items);
    let mut runs = items.filter(|placed| placed.tag != TagId::ARTIFACT).filter_map(|placed| placed.item.glyphs());
    runs.find(|run| !run.text.trim().is_empty()).map(|run| run.text.clone()).unwrap_or_default()
}

/// The document as printpdf makes it: the first page without content, and the fonts.
fn skeleton(layout: &Layout, shared: &Shared<'_>, about: &About<'_>) -> Result<Document> {
    let mut document = PdfDocument::new(&about.title);
    document.metadata.info.conformance = PdfConformance::Custom(CustomPdfConformance {
        requires_icc_profile: false,
        requires_xmp_metadata: false,
        ..CustomPdfConformance::default()
    });
    let mut register = vec![Op::StartTextSection];
    for (number, font) in shared.fonts.fonts().iter().enumerate() {
        let id = FontId(fonts::resource_name(number));
        document.resources.fonts.map.insert(id.clone(), font.for_printpdf(font.program()?));
        // printpdf writes the fonts whose glyphs it sees on a page. The page's content is replaced afterwards.
        register.push(Op::SetFont { font: PdfFontHandle::External(id), size: Pt(1.0) });
        let glyph = Codepoint::with_cid(1, 0.0, " ".to_owned());
        register.push(Op::ShowText { items: vec![TextItem::GlyphIds(vec![glyph])] });
    }
    register.push(Op::EndTextSection);
    document.pages.extend(layout.pages.first().map(|page| PdfPage { ops: register, ..blank(page.size) }));
    let mut warnings = Vec::new();
    let made = document.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    match warnings.iter().find(|warning| warning.severity == printpdf::PdfParseErrorSeverity::Error) {
        Some(warning) => Err(syntax::failure(&warning.msg)),
        None => Ok(made),
    }
}

/// A page: the trimmed size is all there is, as long as nothing bleeds.
fn blank(size: Size) -> PdfPage {
    let points = |length| Pt(syntax::milli(length) as f32 / 1000.0);
    let whole = Rect::from_wh(points(size.width), points(size.height));
    PdfPage { media_box: whole.clone(), trim_box: whole.clone(), crop_box: whole, ops: Vec::new() }
}
