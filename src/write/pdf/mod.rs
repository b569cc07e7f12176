//! Pages → PDF: a tagged file that is PDF/A-2a and PDF/UA-1 at once.
//!
//! printpdf makes the skeleton: the document, its pages with their boxes, and the fonts. `content` writes what is
//! on the pages and `glyphs` its text, `fonts` decides which glyphs and codes there are, `tags` keeps the
//! structure, and `finish` completes what printpdf leaves out. Should printpdf ever be replaced, nothing outside
//! this folder hears of it.

mod about;
mod content;
mod finish;
mod fonts;
mod glyphs;
mod images;
mod links;
mod outline;
mod syntax;
mod tags;

pub use about::Moment;

use super::Writer;
use crate::diag::{Sink, Warned};
use crate::error::{Error, Result};
use crate::font::Fonts;
use crate::layout::{self, Item, Layout, Report, TagId};
use crate::length::Size;
use crate::model::Meta;
use crate::packet::Packet;
use crate::resource::Resources;
use crate::style::Theme;
use about::About;
use content::Shared;
use images::Stored;
use lopdf::Document;
use printpdf::{Codepoint, FontId, Op, Pt, Rect, TextItem};
use printpdf::{CustomPdfConformance, PdfConformance, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions};
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

impl Writer for Pdf {
    fn write(&self, packet: &Packet, resources: &dyn Resources) -> Result<Warned<Vec<u8>>, Error> {
        let mut sink = Sink::new();
        let (bytes, _) = self.write_and_report(packet, resources)?.into(&mut sink);
        Ok(sink.warn(bytes))
    }
}

impl Pdf {
    /// The file, and what a reviser would say of its pages.
    ///
    /// # Errors
    /// As [`Writer::write`].
    pub fn write_and_report(&self, packet: &Packet, resources: &dyn Resources) -> Result<Warned<(Vec<u8>, Report)>> {
        let mut sink = Sink::new();
        let layout = layout::lay_out(packet, &self.theme, &self.fonts, resources)?.into(&mut sink);
        let language = packet.meta.language.as_ref();
        let language = language.or_else(|| packet.articles().find_map(|article| article.meta.language.as_ref()));
        let mut meta = packet.meta.clone();
        meta.language = language.cloned();
        let bytes = render(&layout, &self.fonts, &meta, &self.options)?.into(&mut sink);
        Ok(sink.warn((bytes, layout.report)))
    }
}

/// Pages that are laid out → the bytes of a PDF file.
///
/// # Errors
/// [`Error::Font`] if a face cannot be embedded, [`Error::Write`] if there is no page or a library fails.
pub fn render(layout: &Layout, fonts: &Fonts, meta: &Meta, options: &Options) -> Result<Warned<Vec<u8>>> {
    let pictures = layout.pictures.iter().map(|picture| images::stored(picture)).collect();
    render_with(layout, pictures, fonts, meta, options)
}

/// The same with the layout's pictures as they go into the file.
fn render_with(
    layout: &Layout,
    pictures: Vec<Option<Stored<'_>>>,
    fonts: &Fonts,
    meta: &Meta,
    options: &Options,
) -> Result<Warned<Vec<u8>>> {
    if layout.pages.is_empty() {
        return Err(syntax::failure("there is no page"));
    }
    let mut sink = Sink::new();
    let mut shared = Shared {
        fonts: fonts::FontBook::new(fonts),
        pictures: images::PictureBook::new(pictures),
        structure: tags::Structure::new(&layout.tags, layout.pages.len()),
        destinations: links::Destinations::of(layout, &mut sink),
        annotations: Vec::new(),
    };
    let mut deflater = Deflater::new();
    let mut content = Vec::new();
    let mut contents = Vec::with_capacity(layout.pages.len());
    for (number, page) in layout.pages.iter().enumerate() {
        content::write(page, number, &mut shared, &mut content);
        contents.push(deflater.stream(lopdf::Dictionary::new(), &content)?);
    }
    let language = meta.language.clone().unwrap_or_default();
    let about = About::new(meta, &heading(layout), language.tag(), options.created);
    let document = skeleton(layout, &shared, &about)?;
    let bytes = finish::finish(document, layout, contents, &shared, &about, &mut deflater)?;
    Ok(sink.warn(bytes))
}

/// What can stand for a title: the first bookmark, or the first words that are not furniture.
fn heading(layout: &Layout) -> String {
    if let Some(bookmark) = layout.outline.first() {
        return bookmark.title.clone();
    }
    let items = layout.pages.iter().flat_map(|page| &page.items);
    let mut texts = items.filter_map(|placed| match &placed.item {
        Item::Glyphs(run) if placed.tag != TagId::ARTIFACT && !run.text.trim().is_empty() => Some(run.text.clone()),
        Item::Glyphs(_) | Item::Rule { .. } | Item::Picture { .. } | Item::Link { .. } | Item::Anchor(_) => None,
    });
    texts.next().unwrap_or_default()
}

/// The document as printpdf makes it: pages without content, and the fonts.
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
    document.pages.extend(layout.pages.iter().map(|page| blank(page.size)));
    document.pages[0].ops = register;
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
