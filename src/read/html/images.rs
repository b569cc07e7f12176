//! Pictures and figures.

mod address;
mod size;

use super::convert::Converter;
use super::dom::{self, name};
use super::math;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Container, Image, Target};
use crate::source::Span;
use address::{address_key, is_same_file, reference};
use dom_query::NodeRef;
use size::{is_speck, width, width_in_line};

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

/// Whether a value stands behind its label, which only their style sets apart: `<span>Serves</span><span>6</span>`.
pub fn is_value_of_label(value: &NodeRef) -> bool {
    const SHORTEST: usize = 4;
    let label = value.prev_sibling().filter(|before| before.has_name("span") && value.has_name("span"));
    let is_label = |text: &str| {
        text.chars().count() >= SHORTEST
            && text.chars().all(|c| c.is_alphabetic() || c == ' ')
            && text.ends_with(char::is_lowercase)
    };
    label.is_some_and(|label| is_label(&label.text())) && value.text().starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a box is a picture and an element that calls itself its caption, with no more words.
pub fn is_captioned(node: &NodeRef) -> bool {
    /// A caption of more bytes is text.
    const LONGEST: usize = 600;
    /// So many children of the box, and nodes in it, are asked.
    const MOST: usize = 8;
    const MOST_NODES: usize = 64;
    let is_image = |node: &NodeRef| node.has_name("img");
    let holds_image = |node: &NodeRef| node.descendants_it().take(MOST_NODES).any(|inner| is_image(&inner));
    let is_caption = |child: &NodeRef| dom::is_element_called_caption(child) && !holds_image(child);
    let Some(caption) = node.children_it(false).take(MOST).find(is_caption) else { return false };
    let images = node.descendants_it().take(MOST_NODES).filter(|inner| is_image(inner) && !is_speck(inner)).count();
    let own = dom::short_text(node, LONGEST);
    images == 1 && own.as_ref().is_some_and(|words| !words.is_empty()) && own == dom::short_text(&caption, LONGEST)
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

#[cfg(test)]
mod tests {
    use crate::diag::Code;
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
    fn a_box_with_a_caption_is_a_figure() {
        let dump = |box_: &str| {
            let page = format!("<p>Words of it.</p>{box_}<p>More of them.</p>");
            Html::default().read(&Source::new("a.html", page)).value.dump()
        };
        let image = "<img src=a.jpg alt='The lock'>";
        let figure = "figure a.jpg [The lock]\n  caption: A lock.";
        for name in ["wp-caption-text", "thumbcaption", "caption", "article__image-caption"] {
            let said = dump(&format!("<div><a href=#>{image}</a><p class='{name}'>A lock.</p></div>"));
            assert!(said.contains(figure), "{name}: {said}");
        }
        for box_ in [
            format!("<div>{image}<p class=lead>A lock.</p></div>"),
            format!("<div>{image}<p class=caption>A lock.</p><p>It is old.</p></div>"),
            format!("<div>{image}{image}<p class=caption>A lock.</p></div>"),
            format!("<div class=has-caption>{image}<p>A lock.</p></div>"),
        ] {
            assert!(!dump(&box_).contains("caption:"), "{box_}");
        }
    }

    #[test]
    fn a_value_stands_apart_from_its_label() {
        for (inner, said) in [
            ("<span>Serves</span><span>6</span>", "paragraph: Serves 6"),
            ("<span>Prep time</span><span>20 mins</span>", "paragraph: Prep time 20 mins"),
            ("<span>Java</span><span>Script</span>", "paragraph: JavaScript"),
            ("<span>CO</span><span>2</span>", "paragraph: CO2"),
        ] {
            let page = format!("<p>Words of it.</p><div>{inner}</div>");
            let dump = Html::default().read(&Source::new("a.html", page)).value.dump();
            assert!(dump.contains(said), "{inner}: {dump}");
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
