//! Inlines → XHTML.

use super::escape::{Within, attribute, text};
use super::{InLink, Xhtml, href, is_blank};
use crate::model::{Image, Inline, InlineKind, Target, plain};
use crate::pages::PICTURE;
use crate::source::Span;

impl<'a> Xhtml<'a> {
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) {
        inlines.iter().for_each(|inline| self.inline(inline));
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

    /// A picture's element; `false` if there is no such picture.
    pub(super) fn image(&mut self, image: &Image, class: &str) -> bool {
        let Some(shown) = self.around.pictures.get(&image.reference) else { return false };
        self.whole(PICTURE.encode_utf8(&mut [0; 4]), "span");
        let (alt, src) = (attribute(&image.alt), attribute(&shown.href));
        let (width, height) = (shown.width, shown.height);
        self.out
            .push_str(&format!(r#"<img class="{class}" src="{src}" alt="{alt}" width="{width}" height="{height}"/>"#));
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
