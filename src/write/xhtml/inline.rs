//! Inlines → XHTML.

use super::escape::{Within, attribute, text};
use super::{InLink, Shown, Xhtml, href, is_blank};
use crate::model::{Image, Inline, InlineKind, PictureWidth, Target, plain};
use crate::pages::PICTURE;
use crate::source::Span;
use std::ops::Range;

impl<'a> Xhtml<'a> {
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) {
        inlines.iter().for_each(|inline| self.inline(inline));
    }

    /// The words of a paragraph. The large pictures that it begins or ends with stand apart from them, as in "What you
    /// then see: ![the window](window.png)".
    pub(super) fn paragraph(&mut self, content: &'a [Inline]) {
        let words = self.between_pictures(content);
        for (index, inline) in content.iter().enumerate() {
            match &inline.kind {
                InlineKind::Image(image) if !words.contains(&index) => drop(self.image(image, "apart")),
                // It has ended its line already.
                InlineKind::Break if !words.contains(&index) => {}
                _ => self.inline(inline),
            }
        }
    }

    /// What of a paragraph stands between the large pictures at its ends; all of it, if there is nothing else in it.
    fn between_pictures(&self, content: &[Inline]) -> Range<usize> {
        let stands_apart = |inline: &Inline| match &inline.kind {
            InlineKind::Text(words) => is_blank(words),
            InlineKind::Break => true,
            InlineKind::Image(image) => {
                self.around.pictures.get(&image.reference).is_some_and(|shown| is_large(image, shown))
            }
            _ => false,
        };
        let start = content.iter().take_while(|inline| stands_apart(inline)).count();
        let end = content.len() - content[start..].iter().rev().take_while(|inline| stands_apart(inline)).count();
        if start < end { start..end } else { 0..content.len() }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Text(words) => self.words(words, Within::Text),
            InlineKind::Emph(inner) => self.element("<em>", inner, "</em>"),
            InlineKind::Strong(inner) => self.element("<strong>", inner, "</strong>"),
            InlineKind::Strike(inner) => self.element("<s>", inner, "</s>"),
            InlineKind::SmallCaps(inner) => self.element("<span class=\"sc\">", inner, "</span>"),
            InlineKind::Raised(inner) => self.element("<sup>", inner, "</sup>"),
            InlineKind::Lowered(inner) => self.element("<sub>", inner, "</sub>"),
            InlineKind::Ruby(inner) => self.ruby(inner),
            InlineKind::Reading(inner) => self.inlines(inner),
            InlineKind::Code(words) => {
                let turned = self.left_to_right();
                self.out.push_str("<code");
                self.out.push_str(turned);
                self.out.push('>');
                self.words(words, Within::Text);
                self.out.push_str("</code>");
            }
            InlineKind::Math { tex, display } => self.formula(tex, *display, inline.span),
            InlineKind::Link { target, content } => self.link(target, content, inline.span),
            InlineKind::Image(image) => {
                if !self.image(image, "inline") {
                    self.words(&image.alt, Within::Text);
                }
            }
            InlineKind::Note(note) => self.note(&note.label, &note.body),
            InlineKind::NoteAgain(label) => self.note_again(label),
            InlineKind::Break => self.out.push_str("<br/>\n"),
            InlineKind::Mark(mark) => self.mark_place(*mark),
            InlineKind::Pages(places, called) => self.pages(places, *called),
        }
    }

    /// An element around inlines, if there is anything in it.
    fn element(&mut self, open: &str, inner: &'a [Inline], close: &str) {
        let start = self.out.len();
        self.out.push_str(open);
        self.inlines(inner);
        if self.out.len() == start + open.len() {
            self.out.truncate(start);
        } else {
            self.out.push_str(close);
        }
    }

    /// Words with their readings; where readings stand deeper than XHTML allows, they stay in brackets.
    fn ruby(&mut self, inner: &'a [Inline]) {
        let reading = |inline: &&Inline| matches!(inline.kind, InlineKind::Reading(_));
        let is_sound =
            inner.iter().any(|inline| reading(&inline)) && !inner.iter().any(|inline| holds_ruby(&inline.kind));
        if !is_sound {
            return self.inlines(inner);
        }
        self.out.push_str("<ruby>");
        for inline in inner {
            match &inline.kind {
                InlineKind::Reading(said) => self.reading(said),
                _ => self.inline(inline),
            }
        }
        self.out.push_str("</ruby>");
    }

    /// How words are read. Its brackets are for readers that set it in the line.
    fn reading(&mut self, inner: &'a [Inline]) {
        if let [Inline { kind: InlineKind::Text(said), .. }] = inner
            && let (Some(open), Some(close)) = (said.chars().next(), said.chars().next_back())
            && let Some(words) = said[open.len_utf8()..].strip_suffix(close)
            && matches!((open, close), ('(', ')') | ('（', '）'))
        {
            let bracket = |this: &mut Self, sign: char| {
                this.out.push_str("<rp>");
                this.words(sign.encode_utf8(&mut [0; 4]), Within::Text);
                this.out.push_str("</rp>");
            };
            bracket(self, open);
            self.out.push_str("<rt>");
            self.words(words, Within::Text);
            self.out.push_str("</rt>");
            return bracket(self, close);
        }
        self.element("<rt>", inner, "</rt>");
    }

    /// A picture's element; `false` if there is no such picture.
    pub(super) fn image(&mut self, image: &Image, class: &str) -> bool {
        let Some(shown) = self.around.pictures.get(&image.reference) else { return false };
        self.whole(PICTURE.encode_utf8(&mut [0; 4]), "span");
        let (alt, src) = (attribute(&image.alt), attribute(&shown.href));
        let (width, height) = (shown.width, shown.height);
        let style = match image.width {
            PictureWidth::Natural => String::new(),
            PictureWidth::Share(share) => format!(" style=\"width: {share}%\""),
            PictureWidth::UpTo(share) => format!(" style=\"max-width: {share}%\""),
            PictureWidth::Points(tenths) => format!(" style=\"width: {}.{}pt\"", tenths / 10, tenths % 10),
            PictureWidth::Pixels(pixels) if u32::from(pixels) < width => format!(" style=\"width: {pixels}px\""),
            PictureWidth::PixelsHigh(pixels) if u32::from(pixels) < height => {
                // A height would stay where the width is cut to the screen's.
                let pixels = u64::from(pixels) * u64::from(width) / u64::from(height);
                format!(" style=\"width: {}px\"", pixels.max(1))
            }
            PictureWidth::Pixels(_) | PictureWidth::PixelsHigh(_) => String::new(),
        };
        // A link needs a name, which is the picture's description here.
        let may_lead = matches!(self.link, InLink::No) && !is_blank(&image.alt);
        let leads = image.leads.as_deref().filter(|_| may_lead).and_then(href);
        if let Some(address) = &leads {
            self.out.push_str(&format!("<a href=\"{}\">", attribute(address)));
        }
        self.out.push_str(&format!(
            r#"<img class="{class}"{style} src="{src}" alt="{alt}" width="{width}" height="{height}"/>"#
        ));
        if leads.is_some() {
            self.out.push_str("</a>");
        }
        true
    }

    fn link(&mut self, target: &Target, content: &'a [Inline], span: Span) {
        if matches!(self.link, InLink::Yes { .. }) {
            return self.inlines(content);
        }
        let address = self.address(target, span);
        self.link = InLink::Yes { after: String::new() };
        let start = self.out.len();
        match target {
            Target::Url(url) if content.is_empty() && address.is_some() => self.out.push_str(&text(url)),
            _ => self.inlines(content),
        }
        let InLink::Yes { after } = std::mem::replace(&mut self.link, InLink::No) else { return };
        // A link that nobody can see or hear is none.
        let seen = matches!((target, content), (Target::Url(_), [])) || !is_blank(&plain(content));
        if let Some(address) = address.filter(|_| seen) {
            self.out.insert_str(start, &format!("<a href=\"{}\">", attribute(&address)));
            self.out.push_str("</a>");
        }
        self.out.push_str(&after);
    }

    fn address(&mut self, target: &Target, span: Span) -> Option<String> {
        match target {
            Target::Url(url) => {
                let address = href(url);
                if address.is_none() {
                    self.unresolved(format!("the link to “{url}” leads nowhere from within a book"), span);
                }
                address
            }
            Target::Place(place) => self.around.places.href(place),
            // That it leads nowhere, the reader has told already.
            Target::Anchor(name) => {
                let block = *self.by_anchor.get(self.anchors.resolve(name)?)?;
                Some(self.link_to(self.plan.file(block), &self.ids[&block]))
            }
        }
    }
}

/// Whether a picture is more than a sign in a line, as badges are: higher than three lines.
fn is_large(image: &Image, shown: &Shown) -> bool {
    /// Letters have 16 pixels and lines 1.4 times as much, unless the reader asks for others.
    const LINE: f64 = 16.0 * 1.4;
    /// A telephone's page.
    const PAGE: f64 = 360.0;
    let natural = f64::from(shown.width.max(1));
    let width = match image.width {
        PictureWidth::Natural => natural,
        PictureWidth::Share(share) => PAGE * f64::from(share) / 100.0,
        PictureWidth::UpTo(share) => natural.min(PAGE * f64::from(share) / 100.0),
        PictureWidth::Points(tenths) => f64::from(tenths) / 10.0 / 0.75,
        PictureWidth::Pixels(pixels) => natural.min(f64::from(pixels)),
        PictureWidth::PixelsHigh(pixels) => natural.min(natural * f64::from(pixels) / f64::from(shown.height.max(1))),
    };
    f64::from(shown.height) * width / natural > 3.0 * LINE
}

/// Whether an inline that stands in ruby has ruby, or a reading, deeper in it.
fn holds_ruby(kind: &InlineKind) -> bool {
    let is = |inline: &Inline| {
        matches!(inline.kind, InlineKind::Ruby(_) | InlineKind::Reading(_)) || holds_ruby(&inline.kind)
    };
    matches!(kind, InlineKind::Ruby(_)) || kind.inner().unwrap_or_default().iter().any(is)
}
