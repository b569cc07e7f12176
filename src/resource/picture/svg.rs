//! SVG → a [`Drawing`]. Nothing is fetched or opened: pictures in it are taken from the file itself or left out, and
//! words become outlines of the faces that a caller gives. What PDF has no plain words for (filters, masks, patterns)
//! is rendered as pixels, and told.

mod clean;
mod guard;
mod ids;
mod labels;
mod names;
mod said;
mod shapes;
mod work;

use super::{Drawing, Raster, RasterColor};
pub use said::words as drawing_words;
use std::sync::Arc;
use usvg::fontdb;

/// Faces for the words in drawings.
#[derive(Clone)]
pub struct Faces {
    fonts: Arc<fontdb::Database>,
}

impl Faces {
    /// No faces: drawings lose their words.
    pub fn none() -> Self {
        Self { fonts: Arc::new(fontdb::Database::new()) }
    }

    /// From the bytes of font files, in the order of fallback; and the families that stand for serif, sans and code.
    pub fn new<'f>(files: impl Iterator<Item = &'f [u8]>, families: [&str; 3]) -> Self {
        let mut fonts = fontdb::Database::new();
        for file in files {
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(file.to_vec())));
        }
        let [serif, sans, code] = families;
        fonts.set_serif_family(serif);
        fonts.set_sans_serif_family(sans);
        fonts.set_cursive_family(serif);
        fonts.set_fantasy_family(sans);
        fonts.set_monospace_family(code);
        Self { fonts: Arc::new(fonts) }
    }
}

/// What came of an SVG.
pub(super) struct Read {
    pub size: [f64; 2],
    pub look: Look,
    /// The file, without what runs, fetches or is of use to its editor only.
    pub bytes: Vec<u8>,
}

/// A drawing, or what was rendered in its place and why.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Look {
    Shapes(Drawing),
    Pixels(Raster, &'static str),
}

/// Reads an SVG; the error completes "the picture …".
pub(super) fn read(bytes: &[u8], faces: &Faces) -> Result<Read, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "is an SVG that is not UTF-8".to_owned())?;
    let declared = names::declared(text);
    let document = parse(&declared)?;
    if !document.root_element().has_tag_name((guard::SVG, "svg")) {
        return Err("is an SVG that cannot be read: its first element is not SVG's".to_owned());
    }
    guard::check(&document)?;
    let bytes = clean::write(&document);
    // Labels in HTML are drawn as what they become.
    let with_labels = document.descendants().any(|node| node.has_tag_name((guard::SVG, "foreignObject")));
    let cleaned = if with_labels { Some(parse(&bytes)?) } else { None };
    let tree = usvg::Tree::from_xmltree(cleaned.as_ref().unwrap_or(&document), &reading(faces))
        .map_err(|_| "is an SVG without a size".to_owned())?;
    let size = [f64::from(tree.size().width()), f64::from(tree.size().height())];
    let look = match shapes::of(&tree) {
        Ok(shapes) => Look::Shapes(Drawing { width: size[0], height: size[1], shapes }),
        Err(why) if why == shapes::TOO_MANY_PIXELS => return Err(format!("is an SVG with {why}")),
        Err(why) => Look::Pixels(render(&tree)?, why),
    };
    drop(cleaned);
    Ok(Read { size, look, bytes: bytes.into_bytes() })
}

fn parse(text: &str) -> Result<usvg::roxmltree::Document<'_>, String> {
    let options = usvg::roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: guard::NODES, ..Default::default() };
    usvg::roxmltree::Document::parse_with_options(text, options)
        .map_err(|error| format!("is an SVG that cannot be read: {error}"))
}

fn reading(faces: &Faces) -> usvg::Options<'static> {
    usvg::Options {
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, data, _| {
                use super::PictureFormat::{Gif, Jpeg, Png, Svg, WebP};
                match super::PictureFormat::of(&data).ok()? {
                    Png => Some(usvg::ImageKind::PNG(data)),
                    Jpeg => Some(usvg::ImageKind::JPEG(data)),
                    Gif => Some(usvg::ImageKind::GIF(data)),
                    WebP => Some(usvg::ImageKind::WEBP(data)),
                    // A drawing in a drawing in a drawing …
                    Svg => None,
                }
            }),
            resolve_string: Box::new(|_, _| None),
        },
        font_resolver: usvg::FontResolver {
            select_font: Box::new(select),
            select_fallback: usvg::FontResolver::default_fallback_selector(),
        },
        fontdb: Arc::clone(&faces.fonts),
        font_family: "sans-serif".to_owned(),
        ..usvg::Options::default()
    }
}

/// The face for words: of the first family that is there; else of the kind that its name tells, and in doubt a sans.
fn select(wanted: &usvg::Font, fonts: &mut Arc<fontdb::Database>) -> Option<fontdb::ID> {
    use fontdb::Family;
    let families = wanted.families();
    let mut names: Vec<Family> = families
        .iter()
        .map(|family| match family {
            usvg::FontFamily::Serif => Family::Serif,
            usvg::FontFamily::SansSerif => Family::SansSerif,
            usvg::FontFamily::Cursive => Family::Cursive,
            usvg::FontFamily::Fantasy => Family::Fantasy,
            usvg::FontFamily::Monospace => Family::Monospace,
            usvg::FontFamily::Named(name) => Family::Name(name),
        })
        .collect();
    let named = families.iter().filter_map(|family| match family {
        usvg::FontFamily::Named(name) => Some(name.to_lowercase()),
        _ => None,
    });
    let kind = named.map(|name| kind(&name)).find(Option::is_some).flatten();
    names.push(kind.unwrap_or(Family::SansSerif));
    let style = match wanted.style() {
        usvg::FontStyle::Normal => fontdb::Style::Normal,
        usvg::FontStyle::Italic | usvg::FontStyle::Oblique => fontdb::Style::Italic,
    };
    let weight = fontdb::Weight(wanted.weight());
    fonts.query(&fontdb::Query { families: &names, weight, style, ..fontdb::Query::default() })
}

fn kind(name: &str) -> Option<fontdb::Family<'static>> {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["sans", "arial", "helvetica", "verdana"]) {
        Some(fontdb::Family::SansSerif)
    } else if has(&["mono", "courier", "consol", "menlo", "code"]) {
        Some(fontdb::Family::Monospace)
    } else if has(&["serif", "times", "georgia", "garamond", "roman", "cmr"]) {
        Some(fontdb::Family::Serif)
    } else {
        None
    }
}

/// Pixels an SVG unit, of which there are 96 to the inch: 300 ppi, as printers ask for.
const FINE: f64 = 300.0 / 96.0;
/// The most pixels that are rendered: an A4 page at 300 ppi has 8.7 million.
const MOST: f64 = 9e6;

fn render(tree: &usvg::Tree) -> Result<Raster, String> {
    use resvg::tiny_skia;
    let (width, height) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    let scale = FINE.min((MOST / (width * height)).sqrt());
    let side = |length: f64| ((length * scale).round().max(1.0)) as u32;
    work::check(tree, [width, height], scale)?;
    let failed = || "is an SVG that cannot be rendered".to_owned();
    let mut pixels = tiny_skia::Pixmap::new(side(width), side(height)).ok_or_else(failed)?;
    let [across, down] = [f64::from(pixels.width()) / width, f64::from(pixels.height()) / height];
    resvg::render(tree, tiny_skia::Transform::from_scale(across as f32, down as f32), &mut pixels.as_mut());
    let mut data = Vec::with_capacity(pixels.pixels().len() * 3);
    let mut alpha = Vec::with_capacity(pixels.pixels().len());
    for pixel in pixels.pixels() {
        let pixel = pixel.demultiply();
        data.extend([pixel.red(), pixel.green(), pixel.blue()]);
        alpha.push(pixel.alpha());
    }
    let alpha = Some(alpha).filter(|alpha| alpha.iter().any(|&a| a != 255));
    Ok(Raster { width: pixels.width(), height: pixels.height(), color: RasterColor::Rgb, data, alpha })
}
