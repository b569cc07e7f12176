//! Pictures and figures.

use super::convert::Converter;
use super::dom::{self, name};
use crate::diag::Code;
use crate::model::{Container, Image, PictureWidth, Target};
use crate::source::Span;
use data_url::forgiving_base64;
use dom_query::NodeRef;

/// Where pictures are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Where they stand.
    Here,
    /// Elsewhere: this is the caption of their figure.
    Elsewhere,
}

impl<'a> Converter<'a> {
    /// A picture in a line; alone in its paragraph it becomes a figure.
    pub(super) fn image(&mut self, node: &NodeRef<'a>) {
        if self.images == Wanted::Elsewhere || is_speck(node) {
            return;
        }
        let alt = dom::attr(node, "alt").unwrap_or_default();
        match reference(node).map(|reference| self.links.picture(reference)) {
            Some(reference) => {
                let image = Image { reference, alt, width: width(node), leads: None };
                self.builder.image(image, "", Span::NONE);
            }
            None => {
                self.missing(node, &alt);
                self.builder.text(&alt, Span::NONE);
            }
        }
        self.text.after('x');
    }

    fn missing(&mut self, node: &NodeRef, alt: &str) {
        let address = dom::attr(node, "src").unwrap_or_default().to_lowercase();
        let what = match address.split_once(':').map_or("", |(scheme, _)| scheme) {
            "" => "has no address".to_owned(),
            "data" => "is carried within the page, and is no picture that can be read".to_owned(),
            scheme => format!("has an address that is not read (`{}:`)", scheme.chars().take(20).collect::<String>()),
        };
        let instead =
            if alt.is_empty() { "it has no description".to_owned() } else { format!("its description: {alt}") };
        let message = format!("a picture {what}; {instead}");
        self.tell(Code::ImageMissing, message);
    }

    /// A figure is its pictures, and all its words are the caption of the last one. Others are what is in them.
    pub(super) fn figure(&mut self, node: &NodeRef<'a>) {
        let images: Vec<_> = dom::elements(node, &["img"])
            .filter(|image| !is_speck(image) && !image.ancestors_it(Some(8)).any(|around| around.has_name("noscript")))
            .collect();
        let more = ["figure", "table", "pre", "blockquote", "ul", "ol", "dl", "h2", "h3", "h4"];
        let holds_more = node.descendants_it().any(|inner| more.contains(&name(&inner).as_str()));
        let mut pictures: Vec<Image> = images.iter().filter_map(|image| self.picture_of(image)).collect();
        let Some(last) = pictures.pop().filter(|_| !holds_more) else {
            return self.blocks(node);
        };
        for picture in pictures {
            self.open(Container::Figure(picture));
            self.close();
        }
        let before = std::mem::replace(&mut self.images, Wanted::Elsewhere);
        self.text.begin();
        self.within(Container::Figure(last), node);
        self.images = before;
    }

    /// A picture of a figure, with the link around it.
    fn picture_of(&self, node: &NodeRef) -> Option<Image> {
        let around = node.ancestors_it(Some(4)).take_while(|around| !around.has_name("figure"));
        let href = around.filter(|around| around.has_name("a")).find_map(|link| dom::attr(&link, "href"));
        let leads = match href.and_then(|href| self.links.target(&href)) {
            Some(Target::Url(url)) => Some(url.into()),
            _ => None,
        };
        let alt = dom::attr(node, "alt").unwrap_or_default();
        let reference = self.links.picture(reference(node)?);
        Some(Image { reference, alt, width: width(node), leads })
    }
}

/// How wide a page says that a picture is, if as a share of its column.
fn width(node: &NodeRef) -> PictureWidth {
    let said = dom::attr(node, "width").and_then(|width| PictureWidth::parse(&width));
    said.unwrap_or_default()
}

/// The address that a picture is at: its own, or one that a script would have put there.
fn reference(node: &NodeRef) -> Option<String> {
    // What a script would show goes before what stands there until it runs.
    const KEYS: &[&str] =
        &["data-src", "data-original", "data-lazy-src", "data-srcset", "data-lazy-srcset", "src", "srcset"];
    address(node, KEYS)
        .or_else(|| {
            // In a `<picture>` the others may have one.
            let picture = node.parent().filter(|around| around.has_name("picture"))?;
            let source = picture.children_it(false).find(|child| child.has_name("source"))?;
            address(&source, &["srcset", "data-srcset", "src"])
        })
        .or_else(|| written_out(node))
}

/// A picture that is carried in its address. One of a few points, or an empty drawing, only keeps a place until a
/// script has brought the picture.
fn written_out(node: &NodeRef) -> Option<String> {
    const KINDS: &[&str] = &["png", "jpeg", "jpg", "gif", "webp", "svg+xml"];
    const SMALLEST_SIDE: u32 = 4;
    const SHORTEST_DRAWING: usize = 200;
    let address = dom::attr(node, "src")?;
    let (head, data) = address.split_once(',')?;
    let head = head.to_ascii_lowercase();
    let kind = head.strip_prefix("data:image/")?.split(';').next()?.to_owned();
    let is_picture = match header(data) {
        Some([width, height]) => width.max(height) > SMALLEST_SIDE,
        None if kind == "svg+xml" => data.len() >= SHORTEST_DRAWING,
        None => !data.is_empty(),
    };
    (KINDS.contains(&kind.as_str()) && is_picture)
        .then(|| address.chars().filter(|c| !c.is_control() && !c.is_whitespace() || *c == ' ').collect())
}

/// The sides of a PNG or a GIF in points, from the beginning of its base64.
fn header(data: &str) -> Option<[u32; 2]> {
    const ENOUGH: usize = 36;
    let begin: Vec<u8> = data.bytes().filter(|b| !b.is_ascii_whitespace()).take(ENOUGH).collect();
    let bytes = forgiving_base64::decode_to_vec(&begin).ok()?;
    match *bytes.as_slice() {
        [0x89, b'P', b'N', b'G', .., w0, w1, w2, w3, h0, h1, h2, h3, _, _, _] if bytes.len() == 27 => {
            Some([u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3])])
        }
        [b'G', b'I', b'F', _, _, _, w0, w1, h0, h1, ..] => {
            Some([u32::from(u16::from_le_bytes([w0, w1])), u32::from(u16::from_le_bytes([h0, h1]))])
        }
        _ => None,
    }
}

fn address(node: &NodeRef, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| {
        let value = dom::attr(node, key)?;
        let value = if key.ends_with("srcset") { largest(&value)? } else { value };
        let scheme: String = value.chars().take(12).collect::<String>().to_lowercase();
        let usable = !["data:", "javascript:", "about:", "file:", "blob:"].iter().any(|bad| scheme.starts_with(bad));
        usable.then(|| value.chars().filter(|c| !c.is_control()).collect())
    })
}

/// The widest of `a.jpg 400w, b.jpg 800w`.
fn largest(srcset: &str) -> Option<String> {
    let mut best: Option<(f64, &str)> = None;
    for candidate in srcset.split(", ").take(64) {
        let mut parts = candidate.split_whitespace();
        let Some(address) = parts.next() else { continue };
        let size = parts.next().and_then(|size| size.trim_end_matches(['w', 'x', ',']).parse().ok()).unwrap_or(1.0);
        if best.is_none_or(|(most, _)| size > most) {
            best = Some((size, address));
        }
    }
    best.map(|(_, address)| address.trim_end_matches(',').to_owned())
}

/// A picture of one point, which counts visitors.
fn is_speck(node: &NodeRef) -> bool {
    ["width", "height"]
        .iter()
        .any(|key| dom::attr(node, key).is_some_and(|size| matches!(size.as_str(), "0" | "1" | "1px")))
}
