//! Pictures and figures.

use super::convert::Converter;
use super::dom::{self, name};
use super::math;
use crate::diag::{Code, Diagnostic, Sink};
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
        if let Some((tex, display)) = math::pictured(node) {
            self.builder.math(&tex, display, Span::NONE);
            return self.text.after('x');
        }
        let alt = dom::attr(node, "alt").unwrap_or_default();
        match reference(node).map(|reference| self.links.picture(reference)) {
            Some(reference) => {
                let image = Image { reference, alt, width: width_in_line(node), leads: None };
                self.note_undescribed(node, &image);
                self.builder.image(image, "", Span::NONE);
            }
            None => {
                self.missing(node, &alt);
                self.builder.text(&alt, Span::NONE);
            }
        }
        self.text.after('x');
    }

    /// Notes a picture that the page has no description of, be it an empty one, as decoration has.
    fn note_undescribed(&mut self, node: &NodeRef, image: &Image) {
        if !node.has_attr("alt") && image.alt.is_empty() {
            self.undescribed.push(image.shown().to_string());
        }
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
        if self.quoted_figure(node) {
            return;
        }
        let images: Vec<_> = dom::elements(node, &["img"])
            .filter(|image| !is_speck(image) && !image.ancestors_it(Some(8)).any(|around| around.has_name("noscript")))
            .collect();
        let more = ["figure", "table", "pre", "blockquote", "ul", "ol", "dl", "h2", "h3", "h4"];
        let holds_more = node.descendants_it().any(|inner| more.contains(&name(&inner).as_str()));
        let captioned = dom::elements(node, &["figcaption"]).any(|caption| !dom::words(&caption).is_empty());
        let mut pictures: Vec<(NodeRef, Image)> = Vec::new();
        for image in images {
            let Some(mut picture) = self.picture_of(&image) else { continue };
            if let Some((_, place)) = pictures.pop_if(|place| keeps_place_of(place, &image, &picture)) {
                picture.alt = if picture.alt.is_empty() { place.alt } else { picture.alt };
                picture.leads = picture.leads.or(place.leads);
            }
            pictures.push((image, picture));
        }
        if !captioned && !holds_more {
            pictures.iter().for_each(|(image, picture)| self.note_undescribed(image, picture));
        }
        let mut pictures: Vec<Image> = pictures.into_iter().map(|(_, picture)| picture).collect();
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

/// Tells of the pictures that nothing is said of.
pub fn tell_undescribed(pictures: &[String], sink: &mut Sink) {
    let Some(first) = pictures.first() else { return };
    let message = match pictures.len() - 1 {
        0 => format!("the picture {first} has no description: who cannot see it learns nothing of it"),
        more => {
            format!(
                "{first} and {more} more of the pictures have no description: who cannot see them learns nothing of them"
            )
        }
    };
    let hint = "write what it shows into `alt`, or `alt=\"\"` if it is decoration";
    sink.push(Diagnostic::new(Code::ImageUndescribed, message, Span::NONE).hint(hint));
}

/// Whether words of a caption stand behind a label that only its style sets apart: `<span>Credit</span>Ann Lee`.
pub fn is_behind_label(words: &NodeRef) -> bool {
    // "<span>Mc</span>Donald" is one word: a label is a longer one, and a name has several.
    const SHORTEST: usize = 4;
    let label = words.prev_sibling().filter(|before| before.has_name("span"));
    let is_label = |text: &str| {
        text.chars().count() >= SHORTEST && text.starts_with(char::is_uppercase) && text.ends_with(char::is_lowercase)
    };
    let behind = words.text();
    label.is_some_and(|label| is_label(&label.text()))
        && behind.starts_with(char::is_uppercase)
        && behind.trim().contains(' ')
}

/// Whether a picture only keeps the place of the next one: it is the same in a few points, and stands there until a script
/// brings the other, or for who runs none.
fn keeps_place_of((place, before): &(NodeRef, Image), node: &NodeRef, picture: &Image) -> bool {
    let is_brought = !matches!(address_key(node), Some("src" | "srcset"));
    let is_said_alike = before.alt.is_empty() || picture.alt.is_empty() || before.alt == picture.alt;
    let leads_alike = before.leads.is_none() || picture.leads.is_none() || before.leads == picture.leads;
    address_key(place) == Some("src")
        && is_brought
        && is_said_alike
        && leads_alike
        && is_same_file(&before.reference, &picture.reference)
}

/// Whether two addresses are of one picture in two sizes: their last parts are the same, and name a picture alone.
fn is_same_file(one: &str, other: &str) -> bool {
    /// Shorter names are those of any picture, as are those without a figure: "thumbnail-large.jpg".
    const SHORTEST: usize = 16;
    const ENDINGS: &[&str] = &[".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"];
    let file = |address: &str| {
        let address = address.split('#').next().unwrap_or_default();
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
        // Behind a program's name the query says which picture it is.
        let is_picture = ENDINGS.iter().any(|ending| name.ends_with(ending));
        (name, if is_picture { String::new() } else { query.to_owned() })
    };
    let names_one = |name: &str| name.len() >= SHORTEST && name.contains(|c: char| c.is_ascii_digit());
    one != other && file(one) == file(other) && names_one(&file(one).0)
}

/// How wide a page says that a picture is, or how high if it says no more. A few pixels only keep its place until a
/// script has brought it.
fn width(node: &NodeRef) -> PictureWidth {
    const NARROWEST: u16 = 40;
    let said = match dom::attr(node, "width") {
        Some(width) => PictureWidth::parse(&width),
        None => dom::attr(node, "height").and_then(|height| PictureWidth::of_height(&height)),
    };
    let keeps_place = |width: &PictureWidth| match width {
        PictureWidth::Pixels(px) => *px < NARROWEST || is_of_place(node, *px),
        // What a script would bring, or is chosen of several, may be of another height.
        PictureWidth::PixelsHigh(px) => *px < NARROWEST || address_key(node) != Some("src"),
        PictureWidth::Natural | PictureWidth::Share(_) | PictureWidth::Points(_) => false,
    };
    said.filter(|width| !keeps_place(width)).unwrap_or_default()
}

/// How wide a picture in a line is: amid words a few pixels are those of a sign among them, if nothing else is brought.
fn width_in_line(node: &NodeRef) -> PictureWidth {
    if address_key(node) != Some("src") || !is_amid_words(node) {
        return width(node);
    }
    let style = dom::attr(node, "style").unwrap_or_default();
    // A share is one of what stands around the picture, of the size that the style gives that.
    let styled = || PictureWidth::of_style(&style).filter(|width| !matches!(width, PictureWidth::Share(_)));
    let wide = || PictureWidth::parse(&dom::attr(node, "width")?);
    let high = || PictureWidth::of_height(&dom::attr(node, "height")?);
    styled().or_else(wide).or_else(high).unwrap_or_default()
}

/// Whether words stand beside a picture, in its line.
fn is_amid_words(node: &NodeRef) -> bool {
    /// So many elements around a picture are asked, so many nodes beside each of them, and so many in each of those.
    const MOST: usize = 4;
    let is_inline = |node: &NodeRef| !dom::is_block(&dom::name(node)) && !dom::is_skipped(&dom::name(node));
    let says = |beside: NodeRef| {
        beside.is_nonempty_text()
            || is_inline(&beside) && beside.descendants_it().take(MOST).any(|inner| inner.is_nonempty_text())
    };
    let words_beside = |part: NodeRef| {
        let in_line = |beside: &NodeRef| !beside.is_element() || is_inline(beside);
        let before = std::iter::successors(part.prev_sibling(), NodeRef::prev_sibling).take(MOST);
        let behind = std::iter::successors(part.next_sibling(), NodeRef::next_sibling).take(MOST);
        before.take_while(in_line).any(says) || behind.take_while(in_line).any(says)
    };
    let around = node.ancestors_it(Some(MOST)).take_while(is_inline);
    std::iter::once(*node).chain(around).any(words_beside)
}

/// Whether so many pixels are of the place that a page keeps for a picture, not of the picture: nothing stands there
/// yet, or the picture that is read is far wider.
fn is_of_place(node: &NodeRef, pixels: u16) -> bool {
    if node.attr("src").is_some_and(|src| src.trim().is_empty()) {
        return true;
    }
    let set = address_key(node).filter(|key| key.ends_with("srcset")).and_then(|key| dom::attr(node, key));
    set.and_then(|set| Some(largest(&set)?.0)).is_some_and(|widest| widest > 2.0 * f64::from(pixels))
}

/// Which attribute a picture's address is from.
fn address_key(node: &NodeRef) -> Option<&'static str> {
    KEYS.iter().copied().find(|key| address(node, &[key]).is_some())
}

// What a script would show goes before what stands there until it runs.
const KEYS: &[&str] = &[
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-retina-src",
    "data-srcset",
    "data-lazy-srcset",
    "src",
    "srcset",
];

/// The address that a picture is at: its own, or one that a script would have put there.
fn reference(node: &NodeRef) -> Option<String> {
    address(node, KEYS)
        .or_else(|| {
            // In a `<picture>` the others may have one.
            let picture = node.parent().filter(|around| around.has_name("picture"))?;
            let source = picture.children_it(false).find(|child| child.has_name("source"))?;
            address(&source, &["srcset", "data-srcset", "src"])
        })
        .or_else(|| {
            let instead = node.next_element_sibling().filter(|next| next.has_name("noscript"))?;
            address(&dom::elements(&instead, &["img"]).next()?, KEYS)
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
        let value = if key.ends_with("srcset") { largest(&value)?.1 } else { value };
        let scheme: String = value.chars().take(12).collect::<String>().to_lowercase();
        // Some sites keep a script's notes there, or a pattern for it to fill in.
        let written = !value.contains(['{', '"', '<']);
        let usable = written
            && !is_spacer(&value)
            && !["data:", "javascript:", "about:", "file:", "blob:"].iter().any(|bad| scheme.starts_with(bad));
        usable.then(|| value.chars().filter(|c| !c.is_control()).collect())
    })
}

/// Whether an address is, by its name, of an empty picture that keeps a place.
fn is_spacer(address: &str) -> bool {
    let name = address.split(['?', '#']).next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
    ["leer.gif", "blank.gif", "spacer.gif"].iter().any(|spacer| name.eq_ignore_ascii_case(spacer))
}

/// The widest of `a.jpg 400w, b.jpg 800w`, and how wide it is.
fn largest(srcset: &str) -> Option<(f64, String)> {
    let mut best: Option<(f64, &str)> = None;
    for candidate in srcset.split(", ").take(64) {
        let mut parts = candidate.split_whitespace();
        let Some(address) = parts.next() else { continue };
        let size = parts.next().and_then(|size| size.trim_end_matches(['w', 'x', ',']).parse().ok()).unwrap_or(1.0);
        if best.is_none_or(|(most, _)| size > most) {
            best = Some((size, address));
        }
    }
    best.map(|(size, address)| (size, address.trim_end_matches(',').to_owned()))
}

/// A picture of one point, which counts visitors.
fn is_speck(node: &NodeRef) -> bool {
    ["width", "height"]
        .iter()
        .any(|key| dom::attr(node, key).is_some_and(|size| matches!(size.as_str(), "0" | "1" | "1px")))
}

#[cfg(test)]
mod tests {
    use crate::diag::Code;
    use crate::model::PictureWidth;
    use crate::read::{Html, Reader};
    use crate::source::Source;

    #[test]
    fn pictures_that_nothing_is_said_of_are_told_once() {
        let told = |body: &str| {
            let read = Html::default().read(&Source::new("a.html", format!("<p>Words of it.</p>{body}")));
            let told = read.diagnostics.iter().filter(|told| told.code == Code::ImageUndescribed);
            told.map(|told| told.message.to_string()).collect::<Vec<_>>()
        };
        for said in [
            "<p><img src=a.jpg alt='The lock'></p>",
            "<p><img src=a.jpg alt=''></p>",
            "<figure><img src=a.jpg><figcaption>The lock.</figcaption></figure>",
        ] {
            assert_eq!(told(said), Vec::<String>::new(), "{said}");
        }
        let one = "<figure><img src=a.jpg></figure>";
        assert!(matches!(told(one).as_slice(), [message] if message.starts_with("the picture a.jpg has no")));
        let more = told(&format!("{one}<p><img src=b.jpg></p>"));
        assert!(matches!(more.as_slice(), [message] if message.starts_with("a.jpg and 1 more")), "{more:?}");
    }

    #[test]
    fn a_picture_is_as_wide_as_its_page_says() {
        for (attribute, shown) in [
            ("width=300", "figure a.jpg 300 px "),
            ("width=300px height=200", "figure a.jpg 300 px "),
            ("width='50%'", "figure a.jpg 50 % "),
            ("width=16 height=9", "figure a.jpg ["),
            ("width=auto", "figure a.jpg ["),
            ("height=200", "figure a.jpg 200 px high "),
            ("height='50%'", "figure a.jpg ["),
            ("height=16", "figure a.jpg ["),
            ("height=200 data-src=a.jpg", "figure a.jpg ["),
            ("", "figure a.jpg ["),
        ] {
            let page = format!("<p>Words of it.</p><figure><img src=a.jpg alt='The lock' {attribute}></figure>");
            let dump = Html::default().read(&Source::new("a.html", page)).value.dump();
            assert!(dump.contains(shown), "{attribute}: {dump}");
        }
        for (image, shown) in [
            ("src='' srcset='a.jpg 150w' width=100", "figure a.jpg ["),
            ("srcset='b.jpg 80w, a.jpg 1199w' width=100", "figure a.jpg ["),
            ("srcset='b.jpg 80w, a.jpg 200w' width=100", "figure a.jpg 100 px "),
            ("src=a.jpg srcset='b.jpg 1199w' width=100", "figure a.jpg 100 px "),
            ("src=/i/leer.gif?1 srcset='a.jpg 200w'", "figure a.jpg ["),
            ("src=b.jpg data-retina-src=a.jpg", "figure a.jpg ["),
        ] {
            let page = format!("<p>Words of it.</p><figure><img alt='The lock' {image}></figure>");
            let dump = Html::default().read(&Source::new("a.html", page)).value.dump();
            assert!(dump.contains(shown), "{image}: {dump}");
        }
    }

    #[test]
    fn a_sign_amid_words_is_as_large_as_its_page_says() {
        let width = |line: &str| {
            let page = format!("<p>Words of it.</p><p>{line}</p><p>More of them.</p>");
            let mut article = Html::default().read(&Source::new("a.html", page)).value;
            let mut width = None;
            article.each_image(&mut |image| width = Some(image.width));
            width.unwrap()
        };
        for (line, wanted) in [
            ("Press <img src=a.jpg alt=key width=20 height=20> to go on.", PictureWidth::Pixels(20)),
            ("Press <img src=a.jpg alt=key height=16>", PictureWidth::PixelsHigh(16)),
            (
                "<b><img src=a.jpg alt=key style='width: 1.5em; height: 1em'></b> <i>goes</i> on.",
                PictureWidth::Pixels(24),
            ),
            ("Press <img src=a.jpg alt=key style='max-height: 2em; height: 1em'>.", PictureWidth::PixelsHigh(16)),
            ("Press <img src=a.jpg alt=key style='height: auto; max-width: 100%' width=20>.", PictureWidth::Pixels(20)),
            ("Press <img src=a.jpg alt=key style='width: 100%' width=30>.", PictureWidth::Pixels(30)),
            ("Press <img data-src=a.jpg src=b.jpg alt=key width=20 height=20>.", PictureWidth::Natural),
            ("<img src=a.jpg alt=key width=20>", PictureWidth::Natural),
        ] {
            assert_eq!(width(line), wanted, "{line}");
        }
    }

    #[test]
    fn what_a_script_would_read_is_no_address() {
        let dump = |data: &str| {
            let page = format!("<p>Words of it.</p><p><img data-src='{data}' src=a.jpg alt='The lock'></p>");
            Html::default().read(&Source::new("a.html", page)).value.dump()
        };
        assert!(dump("b.jpg").contains("figure b.jpg ["));
        for data in [r#"{"default": {"src": "//times.example/b.jpg"}}"#, "b-{width}.jpg"] {
            assert!(dump(data).contains("figure a.jpg ["), "{}", dump(data));
        }
        let until = "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' alt='The lock'>";
        let page = format!("<p>Words of it.</p><p>{until}<noscript><img src=c.jpg alt='The lock'></noscript></p>");
        let said = Html::default().read(&Source::new("a.html", page)).value.dump();
        assert!(said.contains("figure c.jpg [The lock]"), "{said}");
        let own = "0a1b2c3d4e5f-lock.png";
        let page = |file: &str| {
            let small = format!("<div><img src=/max/60/{own}?q=20 alt='The lock'></div>");
            let instead = format!("<img alt='The lock'><noscript><img src=/max/900/{file}></noscript>");
            let page = format!("<p>Words of it.</p><figure>{small}{instead}<figcaption>A lock</figcaption></figure>");
            Html::default().read(&Source::new("a.html", page)).value.dump()
        };
        assert!(page(own).contains("/max/900/") && !page(own).contains("/max/60/"), "{}", page(own));
        assert_eq!(page("another-picture.png").matches("figure ").count(), 2);
        assert!(page(own).contains("figure /max/900/0a1b2c3d4e5f-lock.png [The lock]"), "{}", page(own));
        let caption = "<span>The lock. </span><span><span>Credit</span>Ann Lee</span>";
        let page = format!("<p>Words of it.</p><figure><img src=a.jpg><figcaption>{caption}</figcaption></figure>");
        let said = Html::default().read(&Source::new("a.html", page)).value.dump();
        assert!(said.contains("caption: The lock. Credit Ann Lee"), "{said}");
    }

    #[test]
    fn a_picture_of_a_figure_goes_only_if_it_keeps_the_place_of_the_next() {
        let lock = "0a1b2c3d4e5f-lock.png";
        for (pictures, shown) in [
            ("<img src=/i.ashx?id=12 alt=a><img src=/i.ashx?id=13 alt=b>".to_owned(), 2),
            ("<img src=/image-handler-2.ashx?id=12><img data-src=/image-handler-2.ashx?id=13>".to_owned(), 2),
            ("<img src=/before/harbour-view.jpg><img data-src=/after/harbour-view.jpg>".to_owned(), 2),
            (format!("<img src=/2024/{lock}><img src=/2025/{lock}>"), 2),
            (format!("<img src=/2024/{lock} alt=a><img data-src=/2025/{lock} alt=b>"), 2),
            (
                format!(
                    "<a href=https://a.example/1><img src=/1/{lock}></a><a href=https://a.example/2><img data-src=/2/{lock}></a>"
                ),
                2,
            ),
            (format!("<img data-src=/2024/{lock}><img data-src=/2025/{lock}>"), 2),
            (format!("<img src=/60/{lock}?q=20><img data-src=/900/{lock}>"), 1),
        ] {
            let page = format!("<p>Words of it.</p><figure>{pictures}<figcaption>A lock</figcaption></figure>");
            let said = Html::default().read(&Source::new("a.html", page)).value.dump();
            assert_eq!(said.matches("figure ").count(), shown, "{pictures}: {said}");
        }
    }

    #[test]
    fn a_picture_that_nothing_is_said_of_is_no_heading() {
        let dump = |alt: &str| {
            let page = format!("<p>Words of it.</p><h2><img src=a.jpg {alt}></h2><p>More of them.</p>");
            Html::default().read(&Source::new("a.html", page)).value.dump()
        };
        assert!(dump("").contains("figure a.jpg []") && !dump("alt=''").contains("heading"), "{}", dump(""));
        assert!(dump("alt='The lock'").contains("heading 2: {image a.jpg [The lock]}"), "{}", dump("alt='The lock'"));
    }
}
