//! Inlines → XHTML.

use super::escape::{attribute, text};
use super::{InLink, Xhtml, href, is_blank};
use crate::model::{Block, BlockKind, Image, Inline, InlineKind, Target, plain};
use crate::source::Span;

impl Xhtml<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline]) -> String {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &Inline) -> String {
        match &inline.kind {
            InlineKind::Text(words) => text(words),
            InlineKind::Emph(inner) => self.element("em", inner),
            InlineKind::Strong(inner) => self.element("strong", inner),
            InlineKind::Strike(inner) => self.element("s", inner),
            InlineKind::SmallCaps(inner) => format!(r#"<span class="sc">{}</span>"#, self.inlines(inner)),
            InlineKind::Raised(inner) => self.element("sup", inner),
            InlineKind::Lowered(inner) => self.element("sub", inner),
            InlineKind::Code(words) => format!("<code>{}</code>", text(words)),
            InlineKind::Link { target, content } => self.link(target, content, inline.span),
            InlineKind::Image(image) => self.image(image, "inline").unwrap_or_else(|| text(&image.alt)),
            InlineKind::Note { label, body } => self.note(label, body),
            InlineKind::NoteAgain(label) => match self.notes.number(label) {
                Some(number) => self.call(number, &format!("{}-n{number}", self.around.id), None),
                None => format!("<sup>{}</sup>", text(label)),
            },
            InlineKind::Break => "<br/>\n".to_owned(),
        }
    }

    fn element(&mut self, name: &str, inner: &[Inline]) -> String {
        let inner = self.inlines(inner);
        if inner.is_empty() { inner } else { format!("<{name}>{inner}</{name}>") }
    }

    /// A picture's element, if there is such a picture.
    pub(super) fn image(&self, image: &Image, class: &str) -> Option<String> {
        let shown = self.around.pictures.get(&image.reference)?;
        let (alt, src) = (attribute(&image.alt), attribute(&shown.href));
        let (width, height) = (shown.width, shown.height);
        Some(format!(r#"<img class="{class}" src="{src}" alt="{alt}" width="{width}" height="{height}"/>"#))
    }

    fn link(&mut self, target: &Target, content: &[Inline], span: Span) -> String {
        if matches!(self.link, InLink::Yes { .. }) {
            return self.inlines(content);
        }
        let address = self.address(target, span);
        self.link = InLink::Yes { after: String::new() };
        let inner = self.inlines(content);
        let InLink::Yes { after } = std::mem::replace(&mut self.link, InLink::No) else { return inner };
        let Some(address) = address else { return inner + &after };
        let inner = match target {
            Target::Url(url) if content.is_empty() => text(url),
            // A link that nobody can see or hear is none.
            _ if is_blank(&plain(content)) => return inner + &after,
            _ => inner,
        };
        format!(r#"<a href="{}">{inner}</a>{after}"#, attribute(&address))
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
            // That it leads nowhere, the reader has told already.
            Target::Anchor(name) => {
                let anchor = self.anchors.resolve(name)?;
                self.by_anchor.get(anchor).map(|id| format!("#{id}"))
            }
        }
    }

    /// Sets a note aside and calls it.
    fn note(&mut self, label: &str, body: &[Block]) -> String {
        let number = self.notes.number(label).unwrap_or_default();
        // Two bodies for one label are both kept; the calls that name the label mean the first.
        let copies = self.copies.entry(number).or_insert(0);
        *copies += 1;
        let id = match copies {
            1 => format!("{}-n{number}", self.around.id),
            again => format!("{}-n{number}-{again}", self.around.id),
        };
        let call = format!("{id}-call");
        let at = self.called.len();
        self.called.push((number, id.clone(), String::new()));
        self.called[at].2 = self.note_body(number, &call, body);
        self.call(number, &id, Some(&call))
    }

    /// The note's blocks; its number, which leads back to the call, at the head of the first.
    fn note_body(&mut self, number: usize, call: &str, body: &[Block]) -> String {
        let back = format!("<a class=\"back\" href=\"#{call}\" role=\"doc-backlink\">{number}</a>");
        let outer = (std::mem::take(&mut self.out), std::mem::replace(&mut self.link, InLink::No));
        let rest = match body {
            [Block { kind: BlockKind::Paragraph(words), .. }, rest @ ..] => {
                let words = self.inlines(words);
                self.out.push_str(&format!("<p>{back} {words}</p>\n"));
                rest
            }
            all => {
                self.out.push_str(&format!("<p>{back}</p>\n"));
                all
            }
        };
        self.blocks(rest);
        let note;
        (note, (self.out, self.link)) = (std::mem::take(&mut self.out), outer);
        note
    }

    fn call(&mut self, number: usize, note: &str, id: Option<&str>) -> String {
        let id = id.map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
        let call =
            format!("<sup><a epub:type=\"noteref\" role=\"doc-noteref\" href=\"#{note}\"{id}>{number}</a></sup>");
        match &mut self.link {
            InLink::No => call,
            InLink::Yes { after } => {
                after.push_str(&call);
                String::new()
            }
        }
    }
}
