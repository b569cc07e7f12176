//! Words that lead elsewhere: links, the numbers of pages, calls to notes.

use super::super::super::frame::{LinkTarget, Role, TagId};
use super::super::super::labels::anchor;
use super::super::super::setter::{Setter, Terms};
use super::{Call, Collected, Link, Mood, Place, Stands, placed};
use crate::model::{Block, CalledPages, Inline, PageRef, Target};
use crate::source::Span;
use crate::style::{Figures, FontRequest, TextStyle};

impl<'a> Collected<'a> {
    pub(super) fn link(
        &mut self,
        target: &Target,
        content: &'a [Inline],
        mood: Mood,
        style: &TextStyle,
        cx: &mut Setter,
    ) {
        let leads = match target {
            Target::Url(url) => is_absolute(url).then(|| LinkTarget::Url(url.clone())),
            Target::Place(place) => Some(LinkTarget::Anchor(anchor(place))),
            Target::Anchor(name) => cx.anchors.resolve(name).map(|anchor| LinkTarget::Anchor(cx.anchor(anchor))),
        };
        let Some(target) = leads.filter(|_| mood.link.is_none()) else {
            return self.inlines(content, mood, style, cx);
        };
        let tag = cx.tags.add(Role::Link, mood.tag);
        let link = Some(self.links.len());
        let text = crate::model::plain(content);
        // An address in a note is read letter by letter: in the sans, 7.5 pt where notes have 8.
        // So it is in a list of sources, where it looks as large as the text around it.
        let address = text.starts_with("http://") || text.starts_with("https://");
        let theme = cx.theme;
        let size = match cx.terms {
            _ if !address => None,
            _ if style.size <= theme.note.size => Some(style.size.times(15, 16)),
            Terms::Beside => Some(style.size.times(19, 21).max(theme.caption.size.min(style.size))),
            Terms::Above => None,
        };
        let sans = size.map(|size| {
            let font = FontRequest { family: theme.caption.font.family.clone(), ..style.font.clone() };
            TextStyle { font, size, figures: Figures::Lining, ..style.clone() }
        });
        self.links.push(Link { target, text, tag });
        self.inlines(content, Mood { link, tag, ..mood }, sans.as_ref().unwrap_or(style), cx);
    }

    /// The numbers of pages, each a link: "3, 7–9".
    pub(super) fn pages(
        &mut self,
        places: &[PageRef],
        called: CalledPages,
        mood: Mood,
        style: &TextStyle,
        cx: &mut Setter,
    ) {
        let look = mood.look(style, cx);
        let (before, behind) = match called {
            CalledPages::Bare => ("", ""),
            CalledPages::Named => cx.language.packet_labels().around_page(),
        };
        if !before.is_empty() {
            self.linked(before, look, mood, Span::NONE);
        }
        for (index, (words, anchor)) in cx.labels.list(places).into_iter().enumerate() {
            if index > 0 {
                self.linked(", ", look, mood, Span::NONE);
            }
            let tag = cx.tags.add(Role::Link, mood.tag);
            let link = Some(self.links.len());
            self.links.push(Link { target: LinkTarget::Anchor(anchor), text: words.clone(), tag });
            self.linked(&words, look, Mood { link, tag, ..mood }, Span::NONE);
        }
        if !behind.is_empty() {
            self.linked(behind, look, mood, Span::NONE);
        }
    }

    pub(super) fn call(
        &mut self,
        label: &str,
        body: Option<&'a [Block]>,
        mood: Mood,
        style: &TextStyle,
        span: Span,
        cx: &mut Setter,
    ) {
        let Some(number) = cx.notes.number(label) else { return };
        let text = number.to_string();
        let look = placed(mood.look(style, cx), Place::Raised, &text, cx);
        let tag = cx.tags.add(Role::Reference, mood.tag);
        let call = Some(self.calls.len());
        let stands = if label.starts_with('>') { Stands::Beside } else { Stands::AsOthers };
        // Two that touch would be read as one number.
        if self.spans.last().is_some_and(|last| last.call.is_some()) {
            self.linked(
                ",",
                placed(mood.look(style, cx), Place::Raised, ",", cx),
                Mood { tag: TagId::ARTIFACT, ..mood },
                span,
            );
        }
        self.calls.push(Call { number, stands, body, tag });
        self.linked(&text, look, Mood { tag, ..mood }, span);
        if let Some(last) = self.spans.last_mut() {
            last.call = call;
        }
    }
}

/// Addresses that mean the same wherever the file lies.
fn is_absolute(url: &str) -> bool {
    let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}
