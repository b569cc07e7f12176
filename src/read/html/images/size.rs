//! How large a page says that a picture is.

use super::address::{address_key, largest};
use crate::model::{PictureWidth, SaidOfPicture, Shares};
use crate::read::html::dom;
use dom_query::NodeRef;

/// How wide a page says that a picture is, or how high if it says no more. A few pixels only keep its place until a
/// script has brought it.
pub(super) fn width(node: &NodeRef) -> PictureWidth {
    const NARROWEST: u16 = 40;
    let said = said(node, Shares::OfPart);
    let keeps_place = |width: &PictureWidth| match width {
        PictureWidth::Pixels(px) => *px < NARROWEST || is_of_place(node, *px),
        // What a script would bring, or is chosen of several, may be of another height.
        PictureWidth::PixelsHigh(px) => *px < NARROWEST || address_key(node) != Some("src"),
        PictureWidth::Natural | PictureWidth::Share(_) | PictureWidth::UpTo(_) | PictureWidth::Points(_) => false,
    };
    said.filter(|width| !keeps_place(width)).unwrap_or_default()
}

/// How wide a picture in a line is: amid words a few pixels are those of a sign among them, if nothing else is brought.
pub(super) fn width_in_line(node: &NodeRef) -> PictureWidth {
    if address_key(node) != Some("src") || !is_amid_words(node) {
        return width(node);
    }
    said(node, Shares::OfBox).unwrap_or_default()
}

/// What a page says of a picture's size, in its style or in attributes.
fn said(node: &NodeRef, shares: Shares) -> Option<PictureWidth> {
    let [style, width, height] = ["style", "width", "height"].map(|name| dom::attr(node, name));
    let said = SaidOfPicture {
        style: style.as_deref().unwrap_or_default(),
        width: width.as_deref(),
        height: height.as_deref(),
        shares,
    };
    said.size()
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

/// A picture of one point, which counts visitors.
pub(super) fn is_speck(node: &NodeRef) -> bool {
    ["width", "height"]
        .iter()
        .any(|key| dom::attr(node, key).is_some_and(|size| matches!(size.as_str(), "0" | "1" | "1px")))
}

#[cfg(test)]
mod tests {
    use crate::model::PictureWidth;
    use crate::read::{Html, Reader};
    use crate::source::Source;

    #[test]
    fn a_picture_is_as_wide_as_its_page_says() {
        for (attribute, shown) in [
            ("width=300", "figure a.jpg 300 px "),
            ("width=300px height=200", "figure a.jpg 300 px "),
            ("width='50%'", "figure a.jpg 50 % "),
            ("width=16 height=9", "figure a.jpg ["),
            ("width=auto", "figure a.jpg ["),
            ("width=300 style='width: 200px'", "figure a.jpg 200 px ["),
            ("width=300 style='max-width: 200px'", "figure a.jpg 200 px ["),
            ("width=300 style='width: auto'", "figure a.jpg ["),
            ("width=300 height=200 style='width: 100%; height: auto'", "figure a.jpg 300 px ["),
            ("width=300 style='width: 60%'", "figure a.jpg 60 % ["),
            ("style='max-width: 60%'", "figure a.jpg up to 60 % ["),
            ("style='width: 16px'", "figure a.jpg ["),
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
}
